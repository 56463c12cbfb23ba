"""Acceptance: seed 000 comes out of the pipeline, with the letters of every other unit of the period."""

import json
import re
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.documents import reading
from support.docx_text import text, words, xml

SEED = Path(__file__).parents[1] / "seeds" / "000.txt"
LETTER = "build/2025S1/lumajang/bag-protokol-tup/surat-hasil.docx"


@pytest.fixture
def letter(workspace, run) -> Path:
    made = run("build", "surat-hasil", "2025S1", "--unit", "lumajang/bag-protokol-tup")
    assert (made.returncode, made.stderr) == (0, "")
    return workspace / LETTER


def test_every_word_of_the_seed_is_there_in_its_order(letter):
    seed = SEED.read_text(encoding="utf-8")
    assert seed.count("Lumajang, 2 Juli 2025\n\n") == 1
    # the scan read the right-hand column first; the letter has the date level with Nomor
    seed = seed.replace("Lumajang, 2 Juli 2025\n\n", "").replace(
        "000.8.3.4/21/427.16/2025\n", "000.8.3.4/21/427.16/2025 Lumajang, 2 Juli 2025\n"
    )
    seed = seed.replace("Lampiran : ·", "Lampiran : -")
    assert words(text(letter)) == words(seed)


def test_the_number_of_the_report_that_it_cites_is_looked_up(workspace, run, letter):
    """The report is a document of the same period: its number stands in the register."""
    number, period = "000.8.3.4/3/427.16/2025", workspace / "periods/2025S1/lumajang/periode.yaml"
    assert number in text(letter)
    assert number not in period.read_text(encoding="utf-8")
    entry = workspace / "register/lumajang/2025/0003.yaml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("2025-06-26", "2025-06-25"), encoding="utf-8")
    told = run("build", "surat-hasil", "2025S1", "--unit", "lumajang/bag-protokol-tup", "--why")
    assert f"{LETTER}: kata `rujukan`\n" in told.stdout
    assert "tanggal 25 Juni 2025 perihal Hasil Pelaksanaan SKM" in text(letter)


@pytest.mark.parametrize("kind", ["rekapitulasi", "daftar-pengiriman"])
@pytest.mark.parametrize("instansi", ["lumajang", "contoh"])
def test_the_documents_over_the_period_read_as_the_golden_text(workspace, run, golden, kind, instansi):
    assert run("build", kind, "2025S1").stderr == ""
    made = workspace / f"build/2025S1/{instansi}/{kind}.docx"
    golden(f"{kind}-{instansi}.md", reading.markdown(made.read_bytes()))


def test_the_letter_reads_as_the_golden_text(letter, golden):
    golden("surat-hasil-lumajang.txt", text(letter))


@pytest.mark.parametrize(
    "bold",
    [
        "versi Permenpan RB No. 14 Tahun 2017",
        "prioritas perbaikan",
        "patut dipertahankan",
        "elektronik",
        "non-elektronik",
        "dokumen",
        "Senin tanggal 7 Juli 2025",
        "rencana aksi",
        "dalam kesempatan pertama",
    ],
)
def test_words_that_the_seed_has_bold_are_bold(letter, bold):
    runs = [
        run.text.replace("\xa0", " ") for paragraph in Document(letter).paragraphs for run in paragraph.runs if run.bold
    ]
    assert bold in runs


def test_foreign_words_are_italic_and_marked_as_foreign(letter):
    runs = [run for paragraph in Document(letter).paragraphs for run in paragraph.runs if run.italic]
    assert [run.text for run in runs] == ["front office"]
    assert runs[0]._r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "en-US"


def test_links_are_live(letter):
    document = Document(letter)
    found = [(link.text, link.address) for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    header = [
        (link.text, link.address)
        for paragraph in document.sections[0].first_page_header.tables[0].cell(0, 1).paragraphs
        for link in paragraph.hyperlinks
    ]
    assert found == [
        ("https://tinyurl.com/LapSKM2025", "https://tinyurl.com/LapSKM2025"),
        ("https://bit.ly/Buku-Tamu-BagProtokolTUP", "https://bit.ly/Buku-Tamu-BagProtokolTUP"),
    ]
    assert header == [("bag.organisasi@lumajangkab.go.id", "mailto:bag.organisasi@lumajangkab.go.id")]


def test_numbers_are_counted_by_word_and_not_typed(letter):
    paragraphs = Document(letter).paragraphs
    numbered = [one for one in paragraphs if one._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None]
    assert len(numbered) == 16
    assert not any(re.match(r"\s*(\d+|[a-z])\.", one.text) for one in paragraphs)


def test_the_signature_stays_with_the_closing_line(letter):
    paragraphs = Document(letter).paragraphs
    texts = [one.text for one in paragraphs]
    closing = texts.index("Demikian untuk diperhatikan dan dilaksanakan, terima kasih.")
    name = texts.index("Agus Triyono")
    for one in paragraphs[closing - 1 : name]:
        assert one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next


def test_the_letter_is_indonesian_has_title_author_date_and_alternative_text(letter):
    document = Document(letter)
    properties = document.core_properties
    assert properties.title == "Hasil Survei Kepuasan Masyarakat, Bagian Protokol dan TUP, Semester 1 Tahun 2025"
    assert properties.author == "Pemerintah Kabupaten Lumajang"
    assert properties.created.isoformat() == "2025-07-02T00:00:00+00:00"
    assert properties.language == "id-ID"
    assert 'w:lang w:val="id-ID"' in xml(letter, "word/styles.xml")
    pictures = re.findall(r"<wp:docPr [^>]*>", xml(letter, "word/header1.xml"))
    assert pictures
    assert all('descr="Logo Pemerintah Kabupaten Lumajang"' in picture for picture in pictures)


def test_every_unit_gets_its_letter_and_the_run_is_reported(workspace, run):
    made = run("build", "surat-hasil", "2025S1")
    assert (made.returncode, made.stderr) == (0, "")
    assert re.fullmatch(
        r"61 surat, 0 gagal, \d+,\d s \(61 dibuat, 0 tetap, 58 draf tanpa nomor atau tanggal\)\n"
        r"([\d.]+) baris jawaban: \1 dihitung\n",
        made.stdout,
    )
    report = json.loads((workspace / "build/2025S1/surat-hasil.json").read_text())
    assert (report["jumlah"], report["gagal"], report["masalah"]) == (61, 0, [])
    assert len(report["dokumen"]) == 61
    for one in report["dokumen"]:
        assert (workspace / one["berkas"]).is_file()


def test_a_letter_without_a_number_shows_a_blank_and_is_marked_as_a_draft(workspace, run):
    run("build", "surat-hasil", "2025S1", "--unit", "contoh/dinas-sosial")
    letter = workspace / "build/2025S1/contoh/dinas-sosial/surat-hasil.docx"
    assert "065.1/……/ORG" in text(letter)
    assert 'string="DRAF"' in xml(letter, "word/header1.xml")
    assert Document(letter).core_properties.content_status == "Draf"
