"""Our own templates, each: margins that offices ask for, tables for any paper, rows that no page's end cuts."""

import re
import zipfile

import pytest
from lxml import etree

from support.paths import ROOT


def _kind(template):
    return (template.parent / "jenis.yaml").read_text(encoding="utf-8")


TEMPLATES = sorted((ROOT / "templates").glob("*/*.docx"))
EXAMPLES = sorted((ROOT / "docs/contoh").glob("*/*.docx"))
OFFICIAL = [path for path in TEMPLATES if re.search(r"\b(surat|pengiriman)\b.*\]", _kind(path))]
"""Those of letters and reports."""
FOOT = {"kuesioner": 1.75}
"""What has less below: a form has one page for its questions."""
BOUND = [path for path in (*TEMPLATES, *EXAMPLES) if not path.parent.name.startswith("poster")]
"""All but what is hung up: its colours go nearly to the edge."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CENTIMETRE = 567
GAP = 400
"""Twentieths of a point that are left for ink, at the least."""


def parts(template):
    held = zipfile.ZipFile(template)
    names = [name for name in held.namelist() if name.startswith(("word/document", "word/header", "word/footer"))]
    return [etree.fromstring(held.read(name)) for name in names]


def whole(template):
    return "".join(etree.tostring(part, encoding="unicode") for part in parts(template))


@pytest.mark.parametrize("template", BOUND, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_margins_are_those_that_offices_ask_for_in_every_section(template):
    asked = {"left": 3, "right": 2, "bottom": FOOT.get(template.parent.name, 2.5)}
    for margins in (margins for part in parts(template) for margins in part.iter(f"{W}pgMar")):
        narrow = {side: margins.get(f"{W}{side}") for side, least in asked.items()
                  if int(margins.get(f"{W}{side}")) < least * CENTIMETRE - 1}  # fmt: skip
        assert narrow == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_tables_have_widths_in_percent_and_cells_that_fill_them(template):
    for table in (table for part in parts(template) for table in part.iter(f"{W}tbl")):
        assert table.find(f"{W}tblPr/{W}tblW").get(f"{W}type") == "pct"
        for row in table.iterchildren(f"{W}tr"):
            widths = [cell.find(f"{W}tcPr/{W}tcW") for cell in row.iterchildren(f"{W}tc")]
            assert {width.get(f"{W}type") for width in widths} == {"pct"}
            assert sum(int(width.get(f"{W}w")) for width in widths) == 5000


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_page_ends_within_a_row_and_headers_stand_again(template):
    for table in (table for part in parts(template) for table in part.iter(f"{W}tbl")):
        if table.find(f"{W}tblPr/{W}tblCaption") is None:
            continue
        rows = [row for row in table.iterchildren(f"{W}tr") if not "".join(row.itertext()).startswith("{%tr")]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None or len(rows) == 1


@pytest.mark.parametrize("template", OFFICIAL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_label_of_the_head_stands_beside_the_first_line_of_what_it_labels(template):
    labels = {"Nomor", "Sifat", "Lampiran", "Hal", "Yth."}
    for row in (row for part in parts(template) for row in part.iter(f"{W}tr")):
        cells = list(row.iterchildren(f"{W}tc"))
        if "".join(cells[0].itertext()).strip() in labels and "".join(cells[1].itertext()).strip() == ":":
            placed = [cell.find(f"{W}tcPr/{W}vAlign") for cell in cells]
            assert {at.get(f"{W}val") for at in placed if at is not None} <= {"top"}


@pytest.mark.parametrize("template", OFFICIAL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_announces_something_stays_with_it(template):
    for paragraph in parts(template)[0].find(f"{W}body").iterchildren(f"{W}p"):
        text = "".join(leaf.text or "" for leaf in paragraph.iter(f"{W}t")).strip()
        if text.endswith((":", "berikut", "yaitu")):
            assert paragraph.find(f"{W}pPr/{W}keepNext") is not None, text


BARE = [path for path in (*TEMPLATES, *EXAMPLES) if path.stem == "bawaan"]


@pytest.mark.parametrize("template", BARE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_head_without_a_logo_has_no_column_for_one(template):
    for table in (table for part in parts(template) for table in part.iter(f"{W}tbl")):
        if "{{ kop.logo }}" in etree.tostring(table, encoding="unicode"):
            assert "".join(table.getprevious().itertext()) == "{%p if kop.logo is defined %}"
            assert "".join(table.getnext().itertext()) == "{%p else %}"


@pytest.mark.parametrize(
    "template",
    [*TEMPLATES, *EXAMPLES],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_a_list_is_told_apart_from_every_other_by_its_number(template):
    held = zipfile.ZipFile(template)
    if "word/numbering.xml" in held.namelist():
        lists = [each.get(f"{W}numId") for each in etree.fromstring(held.read("word/numbering.xml")).iter(f"{W}num")]
        assert len(lists) == len({*lists})


SIGNED = [path for path in (*TEMPLATES, *EXAMPLES) if "{{ penandatangan.nama }}" in whole(path)]
STATE = "tanda_tangan is defined and tanda_tangan"


def gap_before(paragraph):
    found = paragraph.find(f"{W}pPr/{W}spacing")
    return int(found.get(f"{W}before", 0)) if found is not None else 0


@pytest.mark.parametrize("template", SIGNED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_signature_block_has_its_electronic_form_in_the_place_of_the_gap_for_ink(template):
    body = parts(template)[0]
    texts = ["".join(leaf.text or "" for leaf in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p")]
    blocks = [number for number, text in enumerate(texts) if text == f"{{%p if {STATE}.teks %}}"]
    assert blocks
    for number in blocks:
        code, said = texts[number + 1], texts[number + 4]
        assert code == "{%p if tanda_tangan.tte and verifikasi is defined %}"
        assert said == "{{ tanda_tangan.teks }}"
        rest = "\n".join(texts[number:])
        assert rest.index("{%p else %}") < rest.index("{%p endif %}", rest.index("{%p else %}"))
        assert "{{ penandatangan.nama }}" in rest
    gaps = [each for each in body.iter(f"{W}p") if "{{ penandatangan.nama }}" in "".join(each.itertext())
            and gap_before(each) >= GAP]  # fmt: skip
    inks = [each for each in gaps if "".join(each.getprevious().itertext()) == "{%p else %}"]
    assert gaps == inks, "ink has its gap only where nobody signs electronically"
    assert etree.tostring(body, encoding="unicode").count("{{ verifikasi.qr }}") == len(blocks)


@pytest.mark.parametrize("template", SIGNED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_page_of_what_is_signed_has_the_foot_of_an_electronic_signature(template):
    held = zipfile.ZipFile(template)
    links = etree.fromstring(held.read("word/_rels/document.xml.rels"))
    files = {link.get("Id"): f"word/{link.get('Target')}" for link in links}
    known = dict[str, str]()
    for section in parts(template)[0].iter(f"{W}sectPr"):
        known |= {each.get(f"{W}type"): files[each.get(f"{R}id")] for each in section.iter(f"{W}footerReference")}
        asked = ["default", *(["first"] if section.find(f"{W}titlePg") is not None else [])]
        for kind in asked:
            assert "{{ tanda_tangan.kaki }}" in held.read(known[kind]).decode(), kind


@pytest.mark.parametrize("template", [*TEMPLATES, *EXAMPLES], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_announces_something_does_not_follow_a_table_at_once(template):
    """LibreOffice leaves it at the foot of the page there, whatever it is to be kept with."""
    for paragraph in parts(template)[0].find(f"{W}body").iterchildren(f"{W}p"):
        text = "".join(leaf.text or "" for leaf in paragraph.iter(f"{W}t")).strip()
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        is_elsewhere = style is not None and style.get(f"{W}val") in ("Catatan", "IsiSurat")
        before = paragraph.getprevious()
        while before is not None and "".join(before.itertext()).startswith("{%p"):
            before = before.getprevious()
        is_kept = paragraph.find(f"{W}pPr/{W}keepNext") is not None and not is_elsewhere
        if text.endswith(":") and before is not None and is_kept:
            assert before.tag != f"{W}tbl", text


def text_of(element):
    return "".join(leaf.text or "" for leaf in element.iter(f"{W}t")).strip()


@pytest.mark.parametrize("template", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_page_ends_within_a_row_of_a_worked_kind_unless_the_row_holds_a_list(template):
    for row in (row for part in parts(template) for row in part.iter(f"{W}tr")):
        has_list = any("{%p for" in text_of(each) and ".blok" not in text_of(each) for each in row.iter(f"{W}p"))
        if not has_list and not text_of(row).startswith("{%tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None, text_of(row)


@pytest.mark.parametrize("template", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_signature_of_a_worked_kind_takes_what_stands_before_it_along(template):
    for signature in parts(template)[0].find(f"{W}body").iterchildren(f"{W}p"):
        style = signature.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(f"{W}val") != "TandaTangan":
            continue
        before = signature.getprevious()
        while before is not None and text_of(before).startswith("{%p"):
            before = before.getprevious()
        if before is None:
            continue
        own = before.find(f"{W}pPr/{W}pStyle")
        if own is None or own.get(f"{W}val") != "TandaTangan":
            assert before.find(f".//{W}keepNext") is not None, text_of(before)
