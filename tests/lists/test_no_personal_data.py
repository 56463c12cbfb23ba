"""Whatever leads to a person who answered stays where it was typed: in no list, workbook, page, poster or evidence."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import in_process, year_office
from support.year_office import LALU, MASA

PERSONAL = {
    "telepon": "0812-3456-7890",
    "nik": "3507 1234 5678 9012",
    "pos-el": "rekaan.budi@contoh.example",
    "pos-el tertulis": "rekaan [at] contoh [dot] example",
    "akun": "@rekaan_budi",
}
RESPONDENT = "Rekaan Budi Penjawab"
EXPORTS = (
    ("results", MASA, "--format", "csv"),
    ("results", MASA, "--format", "json"),
    ("trend", MASA, "--format", "json"),
    ("year", "2025", "--format", "json"),
    ("recap", MASA),
    ("process", MASA),
    ("evidence", "2025"),
    ("site", MASA),
    *(("build", kind, MASA) for kind in ("poster", "poster-a3", "poster-persegi", "teks-publikasi", "surat-hasil")),
    ("build", "laporan-skm", MASA),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    root = year_office.put(tmp_path_factory.mktemp("tahun"))
    own = root / f"periods/{MASA}/kota/lengkap.yaml"
    said = ", ".join(f"'Hubungi {text} tentang kursi'" for text in PERSONAL.values())
    own.write_text(re.sub(r"saran: \[.*\]", f"saran: [{said}]", own.read_text(encoding="utf-8")), encoding="utf-8")
    answers = root / f"periods/{MASA}/kota/skor.csv"
    answers.write_text(answers.read_text(encoding="utf-8").replace("lengkap,1,", f"lengkap,{RESPONDENT},"))
    return root


def texts(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield what a file holds as text, with what zips in it hold, and the text of pages without what divides it."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            for member in held.namelist():
                yield from texts(held.read(member), f"{name}/{member}")
        return
    text = content.decode("utf-8", "ignore").replace("\u00a0", " ")
    yield name, text
    yield name, re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize("command", EXPORTS, ids=" ".join)
def test_nothing_that_leads_to_a_person_goes_out(office, command):
    done = in_process.run(command, office, {"SKM_LANG": "id"})
    assert done.returncode in (0, 1)
    said = [("", done.stdout), ("", done.stderr)]
    made = [path for path in (office / "build").rglob("*") if path.is_file()] if (office / "build").exists() else []
    said += [each for path in made for each in texts(path.read_bytes(), path.name)]
    assert sum(len(text) for _, text in said) > 0
    for name, text in said:
        for what, secret in {**PERSONAL, "nama": RESPONDENT}.items():
            assert secret not in text, (what, name)


def test_the_sample_says_what_it_hides(office):
    assert LALU < MASA
    assert RESPONDENT in (office / f"periods/{MASA}/kota/skor.csv").read_text(encoding="utf-8")
