"""Charts: native, with the workbook of their figures, labelled as the document prints them, seen by who compares."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from docx import Document
from lxml import etree

from pipeline.documents import canonical
from pipeline.files import workbook
from pipeline.words import drawn
from support.chart_documents import POINTS, made

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def member(raw: bytes, pattern: str) -> tuple[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        (name,) = [name for name in source.namelist() if re.fullmatch(pattern, name)]
        return name, source.read(name)


@pytest.mark.parametrize("shape", [drawn.BARS, drawn.LINE])
def test_a_chart_has_its_figures_its_workbook_and_its_words(shape):
    raw = made(shape=shape)
    _, chart = member(raw, r"word/charts/\w+\.xml")
    root = etree.fromstring(chart)
    cached = [node.findtext(f"{C}v") for node in root.iter(f"{C}pt")]
    labels = [text.text for label in root.iter(f"{C}dLbl") for text in label.iter("{*}t")]
    assert cached == ["Nilai", "U1 Waktu & <Biaya>", "=1+1", "3.21", "2.5"]
    assert labels == ["3,21", "2,50"]
    _, book = member(raw, r"word/embeddings/\w+\.xlsx")
    assert workbook.sheets(book)[0].rows == [["", "Nilai"], ["U1 Waktu & <Biaya>", 3.21], ["=1+1", 2.5]]
    _, body = member(raw, r"word/document\.xml")
    assert "Grafik" in re.search(r'descr="([^"]*)"', body.decode())[1]
    assert "pic:pic" not in body.decode()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize("shape", [drawn.BARS, drawn.LINE])
@pytest.mark.parametrize(
    ("usual", "own", "font"),
    [
        ('w:ascii="Bookman Old Style"', "", {"Bookman Old Style"}),
        ('w:ascii="Arial"', 'w:ascii="Tahoma"', {"Tahoma"}),
        ('w:asciiTheme="minorHAnsi"', "", set()),
    ],
)
def test_a_chart_is_set_in_the_font_of_its_document(shape, usual, own, font):
    normal = f"<w:rPr><w:rFonts {own}/></w:rPr>" if own else ""
    styles = (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {usual}/></w:rPr></w:rPrDefault>'
        f'</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">{normal}</w:style></w:styles>'
    )
    _, chart = member(made(shape=shape, styles=styles.encode()), r"word/charts/\w+\.xml")
    assert set(re.findall(r'typeface="([^"]*)"', chart.decode())) == font


def test_word_is_told_what_each_part_is():
    raw = made()
    name, _ = member(raw, r"word/charts/\w+\.xml")
    _, kinds = member(raw, r"\[Content_Types\]\.xml")
    assert f'PartName="/{name}"' in kinds.decode()
    assert 'Extension="xlsx"' in kinds.decode()
    parts = Document(io.BytesIO(raw)).part.package.iter_parts()
    assert {str(part.partname).rpartition(".")[2] for part in parts} >= {"xml", "xlsx"}


def test_the_same_figures_give_the_same_bytes_and_others_are_another_chart_to_who_compares():
    other = (POINTS[0]._replace(value=Decimal("3.22"), printed="3,22"), POINTS[1])
    assert made() == made()
    first, second = (canonical.seen(raw) for raw in (made(), made(other)))
    assert first.tokens != second.tokens
    assert [len(seen.unknown) for seen in (first, second)] == [1, 1], "the workbook of its figures"
