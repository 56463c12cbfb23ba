"""What `doctor` says of a computer: each thing that can be lacking is named, with a remedy for every system."""

import collections
import re
import shutil
import time
from importlib import metadata

import pytest

from pipeline.checking import computer, remedies
from pipeline.documents import installed_fonts, pdf_fonts
from pipeline.files import git_calls
from support import small
from support.paths import ROOT

Usage = collections.namedtuple("Usage", "total used free")
FONT = '<w:r><w:rPr><w:rFonts w:ascii="Huruf Rekaan" w:hAnsi="Huruf Rekaan"/></w:rPr>'
PAGE = ROOT / "docs/komputer.md"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A workspace on a computer that has everything."""
    program = tmp_path / "program/soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho LibreOffice 25.2\n")
    program.chmod(0o755)
    monkeypatch.setenv("SKM_SOFFICE", str(program))
    monkeypatch.setattr(installed_fonts, "standing_in", lambda fonts: {font: font for font in fonts})
    monkeypatch.setattr(installed_fonts, "program", lambda: "fc-match")
    monkeypatch.setattr(time, "localtime", lambda: time.struct_time((2025, 7, 2, 8, 0, 0, 2, 183, 0, "WIB", 25200)))
    layout = small.docx(small.p("Nomor").replace("<w:r>", FONT))
    return small.put(tmp_path / "kerja", {"templates/surat/bawaan.docx": layout})


def lacking(root):
    return {str(found.what): found for found in computer.findings(root) if found.state != computer.GOOD}


def test_a_computer_that_has_everything_lacks_nothing(workspace):
    assert lacking(workspace) == {}


CASES = {
    "LibreOffice": lambda patch: patch.setenv("SKM_SOFFICE", "/nowhere/soffice"),
    "git": lambda patch: patch.setattr(git_calls, "program", lambda: ""),
    "ruang kosong": lambda patch: patch.setattr(shutil, "disk_usage", lambda _: Usage(9, 8, 1)),
    "hak tulis": lambda patch: patch.setattr(computer.tempfile, "TemporaryFile", refused),
    "pustaka": lambda patch: patch.setattr(computer.metadata, "requires", lambda _: ["tidak-ada>=2"]),
}


def refused(**_):
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("what", CASES)
def test_what_is_needed_and_lacking_is_named_with_its_remedy_for_every_system(workspace, what, monkeypatch):
    CASES[what](monkeypatch)
    found = lacking(workspace)
    assert found.keys() == {what}
    assert found[what].state == computer.LACKING
    monkeypatch.setattr(remedies, "own_system", lambda: "")
    assert [system for system, _ in remedies.of(found[what].remedy)] == [*remedies.SYSTEMS.values()]


def test_another_time_zone_is_doubtful_and_does_not_fail(workspace, monkeypatch):
    monkeypatch.setattr(time, "localtime", lambda: time.struct_time((2025, 7, 2, 8, 0, 0, 2, 183, 0, "UTC", 0)))
    assert {what: found.state for what, found in lacking(workspace).items()} == {"zona waktu": computer.DOUBTFUL}


def test_without_pandas_everything_is_made_and_that_it_lacks_is_doubtful(workspace, monkeypatch):
    there = metadata.version

    def version(name):
        if name == "pandas":
            raise metadata.PackageNotFoundError(name)
        return there(name)

    monkeypatch.setattr(metadata, "version", version)
    found = lacking(workspace)["pustaka"]
    assert found.state == computer.DOUBTFUL
    assert str(found.found) == "pandas tidak ada: lembar jawaban yang besar dihitung lebih lambat"
    assert found.remedy


def test_a_font_of_other_widths_names_its_template_and_what_stands_in_and_fails_only_where_fonts_are_strict(
    workspace, monkeypatch
):
    monkeypatch.setattr(installed_fonts, "standing_in", lambda fonts: {font: f"Pengganti {font}" for font in fonts})
    found = lacking(workspace)["huruf"]
    assert found.state == computer.DOUBTFUL
    assert re.search(r"^(.+) tidak ada, diganti Pengganti \1; diminta templates/\S+\.docx", str(found.found))
    institution = next(workspace.glob("units/*/instansi.yaml"))
    institution.write_text(institution.read_text() + "gaya: {huruf_ketat: ya}\n")
    assert lacking(workspace)["huruf"].state == computer.LACKING


def test_without_fc_match_the_fonts_are_said_to_be_unknown(workspace, monkeypatch):
    monkeypatch.setattr(installed_fonts, "program", lambda: "")
    found = lacking(workspace)["huruf"]
    assert (found.state, found.remedy) == (computer.DOUBTFUL, "fontconfig")
    assert "fc-match" in str(found.found)


@pytest.mark.skipif(not shutil.which("fc-match"), reason="needs fontconfig")
def test_fontconfig_is_asked_for_names_as_they_are():
    told = installed_fonts.standing_in(["Huruf-Rekaan: 12, tebal", "Huruf Rekaan"])
    assert told.keys() == {"Huruf-Rekaan: 12, tebal", "Huruf Rekaan"}
    assert len(set(told.values())) == 1


def test_a_font_stands_in_for_itself_and_for_one_of_equal_widths():
    assert pdf_fonts.is_fit("Times New Roman", "Liberation Serif")
    assert pdf_fonts.is_fit("Huruf Rekaan", "Huruf Rekaan")
    assert pdf_fonts.is_fit("Bookman Old Style", "ABCDEF+URWBookmanLightItalic")
    assert pdf_fonts.is_fit("Bookman Old Style", "URWBookman-Demi")
    assert not pdf_fonts.is_fit("Bookman Old Style", "URWGothicDemi")
    assert not pdf_fonts.is_fit("Calibri", "DejaVu Sans")


def test_the_command_ends_well_only_where_nothing_is_lacking(workspace, run, monkeypatch):
    monkeypatch.setattr(remedies, "own_system", lambda: "fedora")
    told = run("doctor")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[-1] == "yang diperlukan ada semua"
    told = run("periksa-komputer", env={"SKM_SOFFICE": "/nowhere/soffice"})
    assert (told.returncode, told.stderr) == (1, "")
    assert (
        "kurang     LibreOffice: SKM_SOFFICE menunjuk /nowhere/soffice, dan program itu tidak ada\n"
        "           Fedora: sudo dnf install libreoffice-writer\n"
    ) in told.stdout


def test_the_remedies_stand_in_docs_for_every_system(request):
    rows = [f"| kurang | {' | '.join(remedies.SYSTEMS.values())} |", "|---" * 6 + "|"]
    for lost, by_system in remedies.REMEDIES.items():
        assert by_system.keys() == remedies.SYSTEMS.keys()
        rows.append(
            f"| {lost} | "
            + " | ".join(f"`{how.command}`" if how.command else how.does for how in by_system.values())
            + " |"
        )
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split("<!-- obat -->\n")
    drawn = f"{head}<!-- obat -->\n" + "\n".join(rows) + "\n<!-- /obat -->" + rest.split("<!-- /obat -->")[1]
    if request.config.getoption("--update-golden"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert text == drawn or request.config.getoption("--update-golden")
