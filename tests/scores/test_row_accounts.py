"""Every row of a sheet is counted, ignored or refused, once, whatever stands in it. All data are made up."""

import csv
import io
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import tabular
from pipeline.making import build, report
from pipeline.scores.sheets import reader, rows_there, sheet_text
from pipeline.scores.sheets.days import day_of, is_month_first, may_be_either
from pipeline.scores.sheets.header import SheetFormat
from pipeline.sources import workspace
from support import small
from support.made_office import ods, ods_row, workbook_of

LAYOUT = SheetFormat({"skm": ("waktu", "biaya")}, {}, {key: {"baik": 4} for key in ("waktu", "biaya")})
UNITS = ("loket", "lain", "")
DAYS = st.sampled_from(["2025-06-01", "20/10/2025", "10/20/2025", "3/4/2025", "31/31/2025", "2/30/2025", "lusa", ""])
SCORES = st.sampled_from(["1", "4", "baik", "5", "x", "", "  "])
ROWS = st.lists(
    st.tuples(st.sampled_from(UNITS), DAYS, SCORES, SCORES).map(list) | st.lists(SCORES, max_size=6), max_size=25
)
FIGURES = st.sampled_from(["3,25", "4", "5", "x", "", "80"])
TABLES = {
    "cacah": ("unit", "unsur", "1", "2", "3", "4"),
    "rerata": ("unit", "jumlah_responden", "waktu", "biaya"),
    "tabel": ("unit", "waktu", "biaya", "ikm"),
}


def written(head, rows) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows([head, *rows])
    return target.getvalue().encode()


def filled(rows) -> list[list[str]]:
    return [row for row in rows if any(cell.strip() for cell in row)]


def fate(row, unit: str | None, is_day_first: bool) -> tuple[str, str]:
    """Whose a row is and what becomes of it, told one row at a time."""
    if len(row) != 4:
        return (unit or (row[0].strip() if row else "")), "refused"
    named, day, *scores = (cell.strip() for cell in row)
    owner = unit if unit is not None else named
    wrong = any(score not in ("1", "4", "baik", "") for score in scores) or (
        unit is not None and named not in ("", unit)
    )
    if not wrong and not any(scores):
        return owner, "ignored"
    undated = bool(day) and (day_of(day) is None or (is_month_first(day) and is_day_first))
    return owner, "refused" if wrong or undated else "used"


@given(ROWS, st.sampled_from([None, "loket"]), st.sampled_from([20, 1 << 20]))
def test_what_becomes_of_answers_adds_up_to_the_rows_of_the_sheet(rows, unit, size):
    data = written(("unit", "tanggal", "waktu", "biaya"), rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_text.blocks, "__defaults__", (size,))
        found = reader.read(io.BytesIO(data), "skor.csv", LAYOUT, unit, problems := [])
    there = filled(rows)
    nameless = [row for row in there if len(row) != 4 and unit is None and not (row and row[0].strip())]
    if found is None:
        assert problems
        assert nameless or not there or all(one.code in ("S103", "S009") for one in problems)
        assert rows_there.many(io.BytesIO(data), LAYOUT.known) == len(there)
        return
    assert (found.read, sum(sum(account[:3]) for account in found.accounts.values())) == (len(there), len(there))
    counted = [row for row in there if len(row) == 4 and fate(row, unit, True)[1] != "ignored"]
    answered = [row for row in counted if any(score.strip() for score in row[2:])]
    is_day_first = any(may_be_either(row[1]) for row in answered)
    expected = Counter(fate(row, unit, is_day_first) for row in there)
    told = {
        (name, what): getattr(account, what)
        for name, account in found.accounts.items()
        for what in ("used", "ignored", "refused")
    }
    assert {key: many for key, many in told.items() if many} == dict(expected)
    assert all(bool(account.refused) == bool(account.lines) for account in found.accounts.values())


@given(st.sampled_from(list(TABLES)), st.data())
def test_what_becomes_of_figures_adds_up_to_the_rows_of_the_sheet(shape, data):
    head = TABLES[shape]
    cells = [st.sampled_from(["loket", "lain"]), *([FIGURES] * (len(head) - 1))]
    if shape == "cacah":
        cells = [cells[0], st.sampled_from(["waktu", "biaya", "mutu"]), *([st.sampled_from(["3", "x", ""])] * 4)]
    row = st.tuples(*cells).map(list)
    rows = data.draw(st.lists(row | row.map(lambda cells: cells[:-1]), max_size=12))
    unit = data.draw(st.sampled_from([None, "loket"]))
    found = reader.read(io.BytesIO(written(head, rows)), "skor.csv", LAYOUT, unit, problems := [])
    if found is None:
        assert problems
        assert rows_there.many(io.BytesIO(written(head, rows)), LAYOUT.known) == len(filled(rows))
        return
    refused = sum(account.refused for account in found.accounts.values())
    assert found.read == len(filled(rows)) == sum(sum(account[:3]) for account in found.accounts.values())
    assert bool(refused) == bool(found.rejected)
    assert refused <= found.read


WHOLE = {
    "cacah": (("unit", "layanan", "unsur", "1", "2", "3", "4"), ["0", "2", "3"]),
    "rerata": (("unit", "layanan", "jumlah_responden", "waktu", "biaya"), ["3"]),
    "rerata ke bawah": (("unit", "layanan", "unsur", "nilai"), ["3", "4"]),
    "tabel": (("unit", "layanan", "jumlah_responden", "ikm"), ["80", "90"]),
    "tabel dengan unsur": (("unit", "layanan", "waktu", "biaya", "ikm"), ["3", "75"]),
}


@given(st.sampled_from(list(WHOLE)), st.data())
def test_figures_that_are_counted_come_to_something_else_without_any_one_of_their_rows(shape, data):
    head, figures = WHOLE[shape]
    said = {
        "unit": ["loket", "lain"],
        "layanan": ["", "KTP", "ktp "],
        "unsur": ["waktu", "biaya"],
        "ikm": ["80", "90"],
        "waktu": ["3"],
        "biaya": ["3"],
    }
    row = st.tuples(*(st.sampled_from(said.get(name, figures)) for name in head)).map(list)
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    found = reader.read(io.BytesIO(written(head, rows)), "skor.csv", LAYOUT, None, [])
    if found is None or found.rejected:
        return
    assert sum(account.used for account in found.accounts.values()) == len(rows)
    for at in range(len(rows)):
        fewer = reader.read(io.BytesIO(written(head, rows[:at] + rows[at + 1 :])), "skor.csv", LAYOUT, None, [])
        assert fewer is None or [row[1:5] for own in fewer.rows.values() for row in own] != [
            row[1:5] for own in found.rows.values() for row in own
        ]


@pytest.mark.parametrize("shape", list(WHOLE))
@pytest.mark.parametrize("service", ["KTP", " ktp"])
def test_a_unit_that_stands_in_two_rows_of_figures_is_refused_whatever_their_shape(shape, service):
    head, figures = WHOLE[shape]
    said = {"unit": "loket", "layanan": "KTP", "unsur": "waktu", "waktu": "3", "biaya": "3"}
    first = [said.get(name, figures[-1]) for name in head]
    second = [service if name == "layanan" else said.get(name, figures[-1]) for name in head]
    found = reader.read(io.BytesIO(written(head, [first, second])), "skor.csv", LAYOUT, None, [])
    assert [(one.code, one.place.line) for one in found.rejected["loket"]] == [("S106", 3)]
    assert found.accounts["loket"][:3] == (1, 0, 1)


def ran(root):
    made = build.run(root, workspace.period(root, small.MASA), "surat")
    return made, report.head(report.report_file(root, small.MASA, "surat"))["baris"]


def test_a_run_says_what_became_of_every_row_of_answers(tmp_path):
    sheet = "periods/2025S1/kota/skor.csv"
    rows = ["loket,4,4", "loket,4,5", "loket,,", "lokett,4,4", "loket,3,3", "loket,3", "lokett,,"]
    root = small.put(tmp_path, {sheet: "unit,waktu,biaya\n" + "\n".join(rows) + "\n"})
    made, told = ran(root)
    places = [f"{sheet}:{line}" for line in (3, 5, 7)]
    assert told == {"dibaca": 7, "dihitung": 2, "ditolak": 4, "diabaikan": 1, "tempat": places, "utuh": []}
    assert made.rows.read == made.rows.used + made.rows.refused + made.rows.ignored


def test_a_sheet_that_cannot_be_read_is_told_as_a_whole(tmp_path):
    root = small.put(tmp_path, {"periods/2025S1/kota/skor.csv": "unit,waktu,biaya,Total\nloket,4,4,8\n"})
    told = ran(root)[1]
    assert told == {
        **dict.fromkeys(("dihitung", "diabaikan"), 0),
        "dibaca": 1,
        "ditolak": 1,
        "tempat": [],
        "utuh": [SHEET],
    }


SHEET = "periods/2025S1/kota/skor.csv"
GOOD = [["unit", "waktu", "biaya"], *([["loket", "4", "3"]] * 11), ["loket", "2", "3"]]
TEXT = "\n".join(map(";".join, GOOD)) + "\n"
REFUSED_WHOLE = {
    "an unknown column": {SHEET: TEXT.replace("unit", "unit;mutu").replace("loket", "loket;9")},
    "a quote that is not closed": {SHEET: TEXT + '"loket;4;3\n'},
    "UTF-16": {SHEET: TEXT.encode("utf-16")},
    "lines of an old Mac": {SHEET: TEXT.replace("\n", "\r")},
    "no titles": {SHEET: TEXT.partition("\n")[2]},
    "totals at the end": {SHEET: TEXT + "Jumlah;46;36\n"},
    "a quantity too large": {SHEET: TEXT + "".join(f"unit-{at};4;3\n" for at in range(20_001))},
    "two sheets": {f"{SHEET[:-4]}.xlsx": workbook_of({"Satu": GOOD, "Dua": GOOD[:5]}), SHEET: None},
    "a scheme of which columns lack": {SHEET: TEXT.replace("biaya", "saran")},
    "no workbook": {f"{SHEET[:-4]}.xlsx": b"PK\x03\x04", SHEET: None},
}
ROWS = {
    "a quote that is not closed": 13,
    "totals at the end": 13,
    "a quantity too large": 20_013,
    "two sheets": 16,
    "no workbook": 0,
}


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_rows_of_a_sheet_that_is_refused_whole_are_refused_whatever_the_reason(tmp_path, name):
    files = REFUSED_WHOLE[name]
    root = small.put(tmp_path, files)
    if name in ("two sheets", "no workbook"):
        (root / SHEET).unlink(missing_ok=True)
    told = ran(root)[1]
    many = ROWS.get(name, 12)
    [file] = told["utuh"]
    assert file in files
    assert (told["dibaca"], told["dihitung"], told["ditolak"], told["diabaikan"]) == (many, 0, many, 0)


def test_every_command_says_the_same_of_the_rows(tmp_path, run):
    rows = ["loket,4,4", "loket,4,5", "loket,,", "lokett,4,4", "loket,3,3", "loket,3"]
    root = small.put(tmp_path / "kantor", {SHEET: "unit,waktu,biaya\n" + "\n".join(rows) + "\n"})
    said = (
        f"6 baris jawaban: 2 dihitung, 3 ditolak ({SHEET}:3, {SHEET}:5, {SHEET}:7), 1 tanpa jawaban, tidak dihitung\n"
    )
    for command in ("check", "check", "build surat", "plan surat", "issue surat --yes"):
        name, *options = command.split()
        done = run(name, *options, small.MASA, cwd=root)
        assert done.returncode == 1, command
        assert said in done.stdout, command
    found = json.loads(run("check", small.MASA, "--format", "json", cwd=root).stdout)
    assert found["baris"] == report.head(report.report_file(root, small.MASA, "surat"))["baris"]
    assert {"S004", "S005", "S007"} <= {fault["code"] for fault in found["masalah"]}
    assert said in run("check", small.MASA, "--unit", "loket", cwd=root).stdout


@given(
    st.lists(
        st.tuples(st.sampled_from(["loket", "lain"]), st.sampled_from(["1", "4", "baik", "5", "x"]), SCORES).map(list),
        max_size=8,
    )
)
def test_the_same_rows_in_text_in_excel_and_in_an_open_document_come_to_the_same(rows):
    head = ["unit", "waktu", "biaya"]
    cells = [head, *([cell.strip() for cell in row] for row in rows)]
    written_as = {
        "a.csv": written(head, cells[1:]),
        "a.xlsx": workbook_of({"Data": cells}),
        "a.ods": ods({"Data": "".join(ods_row(*row) for row in cells)}),
    }
    found = {}
    for name, raw in written_as.items():
        problems: list = []
        text = raw if name == "a.csv" else tabular.to_csv(raw, name, LAYOUT.is_header, problems)
        counts = reader.read(io.BytesIO(text), "a.csv", LAYOUT, None, problems)
        found[name] = counts, [str(told) for told in problems]
    assert found["a.csv"] == found["a.xlsx"] == found["a.ods"]
