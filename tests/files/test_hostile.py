"""Files that no office would write: what waits, never ends, grows when opened, or has a name that steers a terminal."""

import io
import os
import zipfile

import pytest

from pipeline.checking import memory
from pipeline.files import csv_in, lists_in, sheet_marks, sheet_size, workbook
from pipeline.making import build
from pipeline.problems.problem import Problem
from pipeline.scores.sheets import sheet_text
from pipeline.sources import workspace
from support import counting
from support import small as kecil
from support.made_office import excel

U, P = "units/kota/", "periods/2025S1/kota/"
SHEET = excel([("unit", "waktu", "biaya"), ("loket", 4, 3), ("loket", 3, 3)])
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 50}">' for old, new in zip("abcdef", "bcdefg", strict=True)
)


def repacked(raw: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same zip with something else in one of its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for each in source.namelist():
            content = source.read(each)
            assert each != name or old in content
            made.writestr(each, content.replace(old, new, 1) if each == name else content)
    return out.getvalue()


def told(root, most=3_000_000) -> list[str]:
    found, calls = counting.calls(lambda: kecil.told(root).splitlines())
    assert calls < most
    return found


@pytest.mark.parametrize("file", [f"{P}loket.yaml", f"{P}skor.csv", "register/kota/2025/0001.yaml"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["fifo", "zero"])
def test_what_would_wait_or_never_end_is_no_file(tmp_path, file, make):
    path = kecil.put(tmp_path, {file: None} if file in kecil.ISI else {}) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)
    [line] = told(tmp_path)
    assert line.startswith(f"{file}:1:1: B008 berkas tidak dapat dibaca: itu bukan berkas biasa;")
    build.run(tmp_path, workspace.period(tmp_path, kecil.MASA), "surat")


def test_a_link_to_itself_is_told_and_folders_that_lead_in_circles_are_not_followed(tmp_path):
    root = kecil.put(tmp_path, {})
    circles = [f"{P}diri", "periods/diri", "templates/surat/diri", "units/diri"]
    for name in circles:
        (root / name).symlink_to("..")
    assert [line.partition(" diri")[0] for line in told(root)] == [f"{name}:1:1: C020" for name in circles]
    for name in circles:
        (root / name).unlink()
    (root / P / "loket.yaml").symlink_to("loket.yaml")
    assert [line.partition(";")[0] for line in told(root)] == [
        f"{P}loket.yaml:1:1: B008 berkas tidak dapat dibaca: tautan yang berputar ke dirinya sendiri"
    ]


def test_a_name_cannot_end_its_line_nor_steer_the_terminal(tmp_path):
    root = kecil.put(tmp_path, {f"{U}a\nb\x1b[2J.yaml": "nama: A\n"})
    [line] = told(root)
    assert line.startswith(rf"{U}a\nb\x1b[2J.yaml:1:1: B006 nama `a\nb\x1b[2J` bukan nama")


def test_a_name_that_is_no_utf8_is_told_and_remembered(tmp_path):
    root = kecil.put(tmp_path, {f"{U}a\udcff.yaml": "nama: A\n", f"{P}b\udcff.csv": "x\n"})
    found = told(root)
    assert [line.partition(" ")[0] for line in found] == [rf"{P}b\udcff.csv:1:1:", rf"{U}a\udcff.yaml:1:1:"]
    assert memory.unchanged(root, kecil.MASA)
    masa = workspace.period(root, kecil.MASA)
    assert build.run(root, masa, "surat").failed == build.run(root, masa, "surat").failed == 1


@pytest.mark.parametrize("blank", ["", " ", "\n\t"])
def test_a_workbook_whose_farthest_cell_would_fill_the_memory_is_refused(tmp_path, blank):
    far = b'<row r="1048576"><c r=BLANK"XFD1048576"><v>1</v></c></row></sheetData>'
    far = far.replace(b"r=BLANK", f"r{blank}={blank}".encode())
    raw = repacked(SHEET, "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    [line] = told(kecil.put(tmp_path, {f"{P}skor.csv": None, f"{P}skor.xlsx": raw}))
    assert line.startswith(f"{P}skor.xlsx:1:1: S114 ")
    assert " isinya sampai ke sel XFD1048576; hapus baris dan kolom yang tidak terpakai;" in line


def test_entities_of_a_workbook_do_not_grow():
    raw = repacked(SHEET, "xl/sharedStrings.xml", b"<sst", LAUGHS.encode() + b"]><sst")
    with pytest.raises(ValueError, match="isinya rusak"):
        workbook.sheets(repacked(raw, "xl/sharedStrings.xml", b"unit</t>", b"unit&g;</t>"))


def test_a_workbook_that_grows_when_opened_is_refused_before_it_has_grown(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST", 100_000)
    raw = repacked(SHEET, "xl/worksheets/sheet1.xml", b"</sheetData>", b" " * 100_000 + b"</sheetData>")
    with pytest.raises(ValueError, match=r"terlalu besar bila dibuka, paling banyak 100\.000 bita"):
        workbook.sheets(raw)
    lying = raw.replace((len(b" ") * 100_000).to_bytes(4, "little"), b"\1\0\0\0")
    with pytest.raises(ValueError, match=r"terlalu besar|rusak"):
        workbook.sheets(lying)


def test_other_zips_and_sheets_of_other_programs_are_no_workbook():
    with pytest.raises(ValueError, match="bukan lembar kerja Excel"):
        workbook.sheets(kecil.docx(kecil.SURAT))
    with pytest.raises(ValueError, match="dikunci dengan kata sandi"):
        workbook.sheets(b"\xd0\xcf\x11\xe0" + b"\0" * 600)


@pytest.mark.parametrize(
    "raw",
    [
        repacked(kecil.docx(kecil.SURAT), "word/document.xml", b"<w:body>", b"<w:body>" + b" " * 80_000_000),
        repacked(kecil.docx(kecil.SURAT), "word/document.xml", b"<w:document", LAUGHS.encode() + b"]><w:document"),
    ],
    ids=["bomb", "laughs"],
)
def test_a_template_that_would_fill_the_memory_is_refused(tmp_path, raw):
    [line] = told(kecil.put(tmp_path, {"templates/surat/bawaan.docx": raw}))
    assert line.startswith("templates/surat/bawaan.docx:1:1: T001 ")


def test_a_quotation_left_open_in_a_long_sheet_is_found_soon_where_it_begins(tmp_path):
    rows = "loket,4,3,\n" * 50_000
    root = kecil.put(tmp_path, {f"{P}skor.csv": f'unit,waktu,biaya,saran\n{rows}loket,4,3,"terbuka\n{rows * 20}'})
    [line] = told(root, 20_000_000)
    assert line.startswith(f"{P}skor.csv:50002:1: S009 ")


def test_no_more_of_an_open_quotation_is_read_than_a_block(monkeypatch):
    monkeypatch.setattr(sheet_text, "BLOCK", 1000)
    source = io.BytesIO(b'a,b\n1,"' + b"x\n" * 5000)
    head = sheet_text.read_head(source)
    assert max(len(block) for _, block in sheet_text.blocks(source, head, 10)) < 1100


def test_a_cell_that_holds_a_whole_file_is_shown_by_its_beginning(tmp_path):
    [line] = told(kecil.put(tmp_path, {f"{P}skor.csv": f"unit,waktu,biaya\nloket,{'9' * 100_000},3\n"}))
    assert len(line) < 1500


def test_a_large_yaml_is_refused_by_its_size(tmp_path):
    [line] = told(kecil.put(tmp_path, {f"{P}loket.yaml": b"# " + b"x" * 50_000_000}))
    assert " Y006 berkas terlalu besar: 50.000.002 bita, paling banyak 1.000.000 bita;" in line


def wide(columns: int) -> bytes:
    """A workbook with a row of so many cells, none of which says where it stands."""
    raw = excel([("nama",)])
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        sheet = next(name for name in source.namelist() if name.startswith("xl/worksheets/"))
        content = source.read(sheet)
    rows = content[content.index(b"<sheetData>") : content.index(b"</sheetData>")]
    cells = b"".join(b'<c t="inlineStr"><is><t>h%d</t></is></c>' % number for number in range(columns))
    return repacked(raw, sheet, rows, b'<sheetData><row r="1">%s</row>' % cells)


def test_a_workbook_of_more_columns_than_a_sheet_has_never_reaches_the_library(tmp_path, monkeypatch):
    path = tmp_path / "lebar.xlsx"
    path.write_bytes(wide(workbook.MOST_COLUMNS))
    problems: list[Problem] = []
    assert [len(sheet.rows[0]) for sheet in lists_in.read(path, path.name, problems)] == [workbook.MOST_COLUMNS]
    path.write_bytes(wide(200_000))
    monkeypatch.setattr(workbook, "CalamineWorkbook", None)
    found, calls = counting.calls(lambda: lists_in.read(path, path.name, problems))
    assert (found, [fault.code for fault in problems]) == ([], ["B020"])
    assert "XFE1" in str(dict(problems[0].values)["found"])
    assert calls < 500_000


@pytest.mark.parametrize(
    "row",
    [
        '<row r="4294967295"><c><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZZZ4294967295"><v>1</v></c></row>',
        '<row r="1"><c r="zzz1"><v>1</v></c></row>',
        '<row r="1"><c r="A00000000001"><v>1</v></c></row>',
        '<row r="1"><c r="A\u0661"><v>1</v></c></row>',
    ],
)
def test_a_cell_whose_address_is_none_never_reaches_the_library(tmp_path, monkeypatch, row):
    raw = excel([("nama",)])
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        content = source.read(sheet)
    rows = content[content.index(b"<sheetData>") : content.index(b"</sheetData>")]
    path = tmp_path / "jauh.xlsx"
    path.write_bytes(repacked(raw, sheet, rows, b"<sheetData>" + row.encode()))
    monkeypatch.setattr(workbook, "CalamineWorkbook", None)
    problems: list[Problem] = []
    assert (lists_in.read(path, path.name, problems), [fault.code for fault in problems]) == ([], ["B020"])


def test_a_list_with_a_row_of_more_columns_than_a_sheet_has_is_refused_before_its_cells_are_read(tmp_path, monkeypatch):
    path = tmp_path / "lebar.csv"
    monkeypatch.setattr(csv_in.csv_out, "as_given", None)
    for rows in ("{0}\n1;2\n", "nama;unit\n{0}\n"):
        path.write_text(rows.format(";".join(f"h{number}" for number in range(20_000))))
        problems: list[Problem] = []
        assert lists_in.read(path, path.name, problems) == []
        assert [fault.code for fault in problems] == ["B020"]
        assert "20.000 kolom" in str(dict(problems[0].values)["found"]) or "20000 kolom" in str(problems[0].values)


def sheet_of(inner: bytes) -> bytes:
    """A workbook whose sheet holds what is given; of each of so many cells it would take long to follow the XML."""
    raw = excel([("unit", "waktu", "biaya")])
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        there = source.read("xl/worksheets/sheet1.xml")
    begin, end = there.index(b"<sheetData>") + 11, there.index(b"</sheetData>")
    return repacked(raw, "xl/worksheets/sheet1.xml", there[begin:end], inner)


ROW = b"<row><c><v>4</v></c></row>"


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (b"<row>%s</row>" % (b"<c><v>4</v></c>" * 3_000), "lebih dari 2.000 sel"),
        (ROW * 1_200, "lebih dari 1.000 baris"),
        ((b'<x:row xmlns:x="a"><x:c><x:v>4</x:v></x:c></x:row>') * 9_000, "lebih dari 2.000 sel"),
    ],
    ids=["cells", "rows", "written otherwise"],
)
def test_a_sheet_of_too_much_is_refused_by_its_marks_before_it_is_followed_and_once_a_run(
    tmp_path, monkeypatch, inner, said
):
    """What is counted is what is opened and followed, and how often; how long it takes is told by `make bench`."""
    followed, sized, counted = [], [], sheet_size.counted
    monkeypatch.setattr(sheet_size, "MOST_CELLS", 2_000)
    monkeypatch.setattr(sheet_size, "MOST_ROWS", 1_000)
    monkeypatch.setattr(workbook, "MOST_CELLS", 2_000)
    monkeypatch.setattr(workbook, "MOST_ROWS", 1_000)
    monkeypatch.setattr(workbook, "_FEW", 1_000)
    monkeypatch.setattr(sheet_marks, "read", lambda *asked: followed.append(asked))
    monkeypatch.setattr(sheet_size, "counted", lambda *asked, **how: sized.append(1) or counted(*asked, **how))
    [line] = told(kecil.put(tmp_path, {f"{P}skor.csv": None, f"{P}skor.xlsx": sheet_of(inner)}))
    assert line.startswith(f"{P}skor.xlsx:1:1: S114 ")
    assert said in line.replace("\u00a0", " ")
    assert (followed, len(sized)) == ([], 1)


def test_no_more_of_a_sheet_is_read_than_tells_that_it_is_too_much(monkeypatch):
    monkeypatch.setattr(sheet_size, "MOST_ROWS", 1_000)
    source = io.BytesIO(ROW * 500_000)
    assert sheet_size.counted(source, is_open=False).has_too_many_rows
    assert source.tell() < 2_500_000


def test_cells_and_rows_are_counted_whatever_stands_before_their_names_and_wherever_a_block_ends():
    plain = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + ROW * 100_000
    named = plain.replace(b"xmlns=", b"xmlns:a=").replace(b"<row", b"<a:row").replace(b"<c>", b"<a:c>")
    for raw in (plain, named):
        assert sheet_size.counted(io.BytesIO(raw), is_open=False)[:2] == (100_000, 100_000)
    begin = b'<a xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    opened = begin + b"<table:table-row><table:table-cell/><table:covered-table-cell/></table:table-row>" * 50_000
    assert sheet_size.counted(io.BytesIO(opened), is_open=True)[:2] == (100_000, 50_000)
