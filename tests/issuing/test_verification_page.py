"""A letter of an institution with a public site has a page that nobody can guess, and a QR code that leads there."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from test_apply import issue

from pipeline.files import qr_code
from pipeline.issuing import intact
from pipeline.sources import register_reader
from support import git_office
from support.office_files import Rel, made, p, picture
from support.small import png

SITE = "https://skm.uji.example/situs"
WITH_SITE = f"{git_office.INSTANSI}situs: {{alamat: {SITE}/}}\n"


def template_with_code() -> bytes:
    """Return a template that shows the code and the address of its page."""
    said = (
        p("{{ nomor }} {{ tanggal }} {{ hal }} {{ yth }}"),
        picture("{{ verifikasi.qr }}"),
        p("{{ verifikasi.alamat }}"),
    )
    return made(*said, parts={"word/media/a.png": (png(1, 1), "")}, rels=[Rel("rIdP", "image", "media/a.png")])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = git_office.bangun(tmp_path / "kerja", WITH_SITE)
    (root / "templates/surat-hasil/bawaan.docx").write_bytes(template_with_code())
    git_office.commit(root, "templat")
    return root


def letters(root: Path):
    return {sent.unit: sent for entry in register_reader.entries(root, "uji", []) for sent in entry.entri.surat}


def code_in(document: bytes) -> bytes:
    """Return the picture that a letter shows."""
    held = zipfile.ZipFile(io.BytesIO(document))
    return held.read(next(name for name in held.namelist() if name.startswith("word/media/")))


def test_every_letter_that_is_issued_has_a_page_of_its_own_and_its_code_leads_there(workspace):
    issue(workspace)
    tokens = {unit: sent.token for unit, sent in letters(workspace).items()}
    assert len({*tokens.values()}) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", str(token)) for token in tokens.values())
    document = (workspace / "register/uji/2025/0002/loket-a.docx").read_bytes()
    there = f"{SITE}/v/{tokens['loket-a']}.html"
    assert code_in(document) == qr_code.png(there)[0]
    assert there in (workspace / "register/uji/2025/0002/loket-a.md").read_text(encoding="utf-8")
    git_office.commit(workspace)
    assert [fault for fault in intact.whole_archive(workspace) if not fault.is_warning] == []


def test_without_a_public_site_the_register_says_nothing_of_pages(tmp_path):
    root = git_office.bangun(tmp_path / "kerja")
    issue(root)
    assert b"token" not in (root / "register/uji/2025/0002.yaml").read_bytes()


def test_a_draft_shows_a_code_that_says_so_and_a_letter_for_srikandi_has_none(workspace, run):
    run("build", "surat-hasil", "2025S1", cwd=workspace)
    draft = (workspace / "build/2025S1/uji/loket-a/surat-hasil.docx").read_bytes()
    assert code_in(draft) == qr_code.png("DRAF")[0]
    told = run("build", "surat-hasil", "2025S1", "--mode", "srikandi", cwd=workspace)
    assert (told.returncode, "verifikasi" in told.stderr) == (1, True), told.stderr


def test_a_revision_has_another_page_and_a_letter_made_again_the_same(workspace, run):
    issue(workspace)
    git_office.commit(workspace)
    assert run("verify", "065.1/2/UJI/2025", "--remake", cwd=workspace).returncode == 0
    first = letters(workspace)["loket-a"].token
    told = run(
        "reissue",
        "surat-hasil",
        "2025S1",
        "--unit",
        "loket-a",
        "--alasan",
        "ralat",
        "--tanggal",
        "2025-07-09",
        cwd=workspace,
    )
    assert told.returncode == 0, told.stderr
    (entry,) = (entry for entry in register_reader.entries(workspace, "uji", []) if entry.entri.urut == "2")
    assert [sent.token == first for sent in entry.entri.surat] == [True, False]
    assert run("build", "surat-hasil", "2025S1", "--unit", "loket-a", cwd=workspace).returncode == 0


def test_a_letter_that_was_issued_before_there_was_a_site_stays_as_it_is(tmp_path, run):
    root = git_office.bangun(tmp_path / "kerja")
    issue(root)
    git_office.write(root, "units/uji/instansi.yaml", WITH_SITE)
    git_office.commit(root)
    told = run("build", "surat-hasil", "2025S1", cwd=root)
    assert (told.returncode, told.stderr.count("A012")) == (0, 0)


@pytest.mark.parametrize(
    "address", ["skm.uji.example", "mailto:a@uji.example", "https://uji.example/?a=1", "https://u.id/#a"]
)
def test_an_address_that_no_page_can_stand_under_is_refused(tmp_path, run, address):
    root = git_office.bangun(tmp_path / "kerja", f"{git_office.INSTANSI}situs: {{alamat: '{address}'}}\n")
    told = run("check", "2025S1", cwd=root)
    assert (told.returncode, "alamat web" in told.stderr) == (1, True)
