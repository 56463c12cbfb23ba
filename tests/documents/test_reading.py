"""The text of a document, as the archive and git show it."""

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.documents import reading
from support import small as kecil
from support.docx_text import text, words

ROOT = Path(__file__).parents[2]


def test_it_reads_what_a_person_reads_with_the_numbers_that_word_counts(workspace, run):
    run("build", "surat-hasil", "2025S1", "--unit", "lumajang/bag-protokol-tup")
    letter = workspace / "build/2025S1/lumajang/bag-protokol-tup/surat-hasil.docx"
    markdown = reading.markdown(letter.read_bytes())
    shown = [line for line in markdown.splitlines() if line.lstrip()[:2] in ("1.", "2.", "3.", "4.", "5.", "a.", "b.")]
    expected = [
        line for line in text(letter).splitlines() if line.lstrip()[:2] in ("1.", "2.", "3.", "4.", "5.", "a.", "b.")
    ]
    assert shown == expected
    assert len(shown) == 16
    there = words(markdown)
    assert all(word in there for word in words(text(letter)))


@pytest.mark.parametrize("raw", [b"", b"PK\x05\x06" + b"\0" * 18, b"surat"])
def test_what_is_no_document_is_refused(raw):
    with pytest.raises(reading.NotDocx):
        reading.markdown(raw)


def test_a_document_that_would_fill_the_memory_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * 65_000_000)
    with pytest.raises(reading.NotDocx):
        reading.markdown(out.getvalue())


def test_the_cells_of_a_table_inside_a_cell_are_read_once(tmp_path):
    inner = kecil.table((kecil.p("a"), kecil.p("b")))
    made = kecil.docx(kecil.table((f"{kecil.p('luar')}{inner}{kecil.p('akhir')}",)))
    assert reading.markdown(made) == "| luar / | a | b | / akhir |\n"
