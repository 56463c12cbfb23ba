"""A kind of document with a chapter of its own: the chapter, its template, and nothing else is touched."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from support import small
from support.paths import ROOT

CHAPTER = '''"""The chapter `papan`: made up by a test: what a board at the counter shows."""

from pipeline.words.chapter import Material, Need, Words

ORDER = 900
NEEDS = frozenset({Need.RESULTS})
KATA = (("papan.unit", "nama unit"), ("papan.ikm", "indeks"))


def say(material: Material) -> Words:
    """Return the name and the index."""
    return {"papan": {"unit": material.dossier.effective.nama, "ikm": str(float(material.scored.main.result.ikm))}}
'''
PERIODE = small.ISI["periods/2025S1/kota/periode.yaml"].replace("dokumen: {", "dokumen: {papan: {}, ")
KIND = {
    "templates/papan/jenis.yaml": "judul: Papan\nsebutan: papan\nkosakata: [papan]\n",
    "templates/papan/bawaan.docx": small.docx(small.p("{{ papan.unit }} {{ papan.ikm }}")),
    "periods/2025S1/kota/periode.yaml": PERIODE,
}


@pytest.fixture
def program(tmp_path):
    """A copy of the program, with the chapter laid into it."""
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pipeline/words/chapters/papan.py").write_text(CHAPTER)
    return tmp_path


def run(program, root, *args):
    env = {**os.environ, "PYTHONPATH": str(program), "SKM_LANG": "id"}
    command = [sys.executable, "-m", "pipeline", *args]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def test_a_new_chapter_and_its_template_make_a_new_kind(program, tmp_path):
    root = small.put(tmp_path / "kerja", KIND)
    made = run(program, root, "build", "papan", small.MASA)
    assert made.stdout.startswith("1 papan, 0 gagal"), made.stdout + made.stderr
    with zipfile.ZipFile(root / "build/2025S1/kota/loket/papan.docx") as shown:
        assert "Loket Contoh 81.25" in shown.read("word/document.xml").decode()
    assert "0 kesalahan" in run(program, root, "check", small.MASA).stdout
    assert 'papan.ikm   "81.25"' in run(program, root, "words", "papan").stdout


def test_its_words_are_held_against_its_template_and_its_needs_are_told(program, tmp_path):
    files = {"templates/papan/bawaan.docx": small.docx(small.p("{{ papan.tiada }}"))}
    root = small.put(tmp_path / "kerja", {**KIND, **files, "periods/2025S1/kota/skor.csv": None})
    told = run(program, root, "check", small.MASA).stderr
    assert "papan.tiada" in told
    assert " S0" in told


@pytest.mark.parametrize("chapter", ["layanan", "profil", "riwayat", "tindak_lanjut"])
def test_a_chapter_stands_without_the_others(chapter, tmp_path):
    """Each says what it needs itself: none relies on another that happens to be named beside it."""
    files = {
        "templates/surat/jenis.yaml": f"judul: Satu\nsebutan: satu\nkosakata: [{chapter}]\n",
        "templates/surat/bawaan.docx": small.docx(small.p("Tetap")),
    }
    root = small.put(tmp_path, files)
    made = run(ROOT, root, "build", "surat", small.MASA)
    assert made.stdout.startswith("1 satu, 0 gagal"), made.stdout + made.stderr
