"""The documents are sound: valid to the schema, readable by LibreOffice, laid out on paper as they should be."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from support import audited, in_process, needs
from support.docx_text import parts, text
from support.paths import ROOT

PAGE = "build/2025S1/{}/surat-hasil.docx"
UNITS = ("lumajang/bag-protokol-tup", "contoh/dinas-kesehatan", "contoh/upt-pengujian-kendaraan-bermotor")
BAWAAN = "contoh/rsud-contoh"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The letters of a few units; one of them with the default layout."""
    root = tmp_path_factory.mktemp("ruang")
    for folder in ("units", "periods", "templates"):
        shutil.copytree(ROOT / folder, root / folder)

    def build(unit: str) -> None:
        assert in_process.run(("build", "surat-hasil", "2025S1", "--unit", unit), root, os.environ).returncode == 0

    for unit in UNITS:
        build(unit)
    (root / "templates/surat-hasil/contoh.docx").unlink()
    build(BAWAAN)
    return root


@pytest.fixture(scope="module")
def pages(made) -> dict[str, list[str]]:
    """The pages of each letter as LibreOffice lays them out."""
    given, out = made / "cetak", made / "pdf"
    given.mkdir()
    names = {unit: unit.partition("/")[2] for unit in (*UNITS, BAWAAN)}
    files = [shutil.copy(made / PAGE.format(unit), given / f"{name}.docx") for unit, name in names.items()]
    profile = f"-env:UserInstallation={(made / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)
    found = {}
    for unit, name in names.items():
        told = ["pdftotext", "-layout", str(out / f"{name}.pdf"), "-"]
        found[unit] = subprocess.run(told, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    return found


@pytest.mark.parametrize("unit", [UNITS[0], UNITS[1], BAWAAN])
def test_word_would_open_one_letter_of_every_template_without_repair(made, unit):
    assert [str(error) for error in audited.errors(made / PAGE.format(unit))] == []


@pytest.mark.parametrize("unit", [*UNITS, BAWAAN])
def test_every_part_is_well_formed_and_holds_no_tag(made, unit):
    for name, content in parts(made / PAGE.format(unit)).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
            assert not re.search(rb"\{\{|\}\}|\{%|%\}", content), name


@pytest.mark.parametrize("unit", [*UNITS, BAWAAN])
def test_pictures_have_their_own_numbers_and_no_picture_is_left_unused(made, unit):
    found = parts(made / PAGE.format(unit))
    media = [name.removeprefix("word/") for name in found if name.startswith("word/media/")]
    rels = b"".join(content for name, content in found.items() if name.endswith(".rels")).decode()
    assert len(media) == 1
    assert media[0] in rels


@needs.soffice
def test_the_seed_letter_takes_two_pages_and_the_second_is_numbered(pages):
    first, second = pages[UNITS[0]]
    assert re.search(r"Nomor\s+: 000\.8\.3\.4/21/427\.16/2025\s+Lumajang, 2 Juli 2025\n", first)
    assert re.search(r"Hal\s+: Hasil Survei Kepuasan Masyarakat \(SKM\)\n\s+Semester 1 Tahun 2025\n", first)
    assert second.split("\n")[0].replace(" ", "") == "-2-"
    assert "-1-" not in first.replace(" ", "")


@needs.soffice
@pytest.mark.parametrize("unit", [*UNITS, BAWAAN])
def test_the_signature_is_never_alone_on_a_page(pages, unit):
    page = next(page for page in pages[unit] if re.search(r"Sekretaris Daerah,", page))
    before = page[: page.index("Sekretaris Daerah,")].strip().splitlines()
    body = [line for line in before if line.strip() and not re.fullmatch(r"- \d -|D|R|A|F|DRAF", line.strip())]
    assert len(body) >= 3
    assert any(line.strip().startswith("Demikian") for line in body)


@needs.soffice
def test_numbers_counted_by_word_are_those_of_the_golden_text(pages, made):
    shown = " ".join("\n".join(pages[UNITS[0]]).split())
    for line in text(made / PAGE.format(UNITS[0])).splitlines():
        label = re.match(r"\s*(\d+\.|[a-z]\.) (\w+ \w+)", line)
        if label:
            assert f"{label[1]} {label[2]}" in shown
