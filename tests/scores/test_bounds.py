"""Sheets and pictures that no office has are told soon and within 400 MB."""

import json
import re
import subprocess
import sys
import zipfile

import pytest
from PIL import Image

from pipeline.making import copied
from support.paths import ROOT

MEGABYTES = 400
"""Beside what the process held before."""
SECONDS = 60
"""What no busy processor reaches, and work that multiplies does; to count calls would take three times as long."""
MANY = 500_000
PROGRAM = """
import contextlib, json, re, sys, time
from pathlib import Path
from pipeline.documents import images
from pipeline.files import tabular
from pipeline.problems.problem import Place, Refusal
from pipeline.scores.sheets import reader
from pipeline.scores.sheets.header import SheetFormat


def read(path):
    problems = []
    if path.suffix == ".csv":
        with path.open("rb") as source:
            reader.read(source, path.name, SheetFormat({"skm": ("u1", "u2")}, {}, {}), None, problems)
    elif path.suffix in (".xlsx", ".ods"):
        tabular.to_csv(path.read_bytes(), path.name, lambda cells: True, problems)
    else:
        try:
            images.load(path, path.name, Place(path.name), "")
        except Refusal as refused:
            problems += refused.problems
    return problems


def held(what):
    return int(re.search(rf"{what}:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024


for line in sys.stdin:
    began, before = time.process_time(), held("VmRSS")
    with contextlib.suppress(OSError):  # the most memory is measured anew for each
        Path("/proc/self/clear_refs").write_text("5")
    problems = read(Path(line.rstrip()))
    most = held("VmHWM") - before
    print(json.dumps([time.process_time() - began, most, list(map(str, problems))]), flush=True)
"""


@pytest.fixture(scope="module")
def measured():
    """What is told of a file, once it is seen to take no more than may be; all are read in one process of their own."""
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(
        command, env={"PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reading:

        def told(path):
            reading.stdin.write(f"{path}\n")
            reading.stdin.flush()
            seconds, most, said = json.loads(reading.stdout.readline())
            print(path.name, round(seconds, 2), "s", round(most), "MB")
            assert seconds < SECONDS
            assert most < MEGABYTES
            return said

        yield told
        reading.stdin.close()


@pytest.mark.parametrize(
    "header",
    [";".join(map(str, range(2_000_000))), "unit;u1;u2" + ";" * 2_000_000, '"a;b"' + ';"c;d"' * 2_000_000],
    ids=["numbers", "blanks", "quoted"],
)
def test_a_header_of_two_million_columns_is_refused(tmp_path, measured, header):
    (tmp_path / "a.csv").write_text(f"{header}\n1\n")
    [line] = measured(tmp_path / "a.csv")
    assert re.search(r"S130.*2[.]?000[.]?0", line)


@pytest.mark.parametrize("row", ["unit-{};4;3;a\n", "a;4;3;layanan {}\n"], ids=["units", "services"])
def test_two_million_units_or_services_are_refused(tmp_path, measured, row):
    (tmp_path / "a.csv").write_text("unit;u1;u2;layanan\n" + "".join(map(row.format, range(2_000_000))))
    [line] = measured(tmp_path / "a.csv")
    assert "S172" in line


def sheets_of_many():
    """Sheets that multiply units by services, or repeat figures without end."""
    units, services = 100_000, 100
    product = (f"unit-{at % units};4;3;layanan {at // units}\n" for at in range(MANY))
    by_unit = (f"unit-{at // services};4;3;layanan {at % services}\n" for at in range(MANY))
    square = (f"unit-{at % 15_000};4;3;layanan {at * 7 % 14_999}\n" for at in range(MANY))
    head = "unit;u1;u2;layanan\n"
    figures = "unit;u1;u2;jumlah_responden\n"
    return {
        "units by services": (head, product),
        "services by units": (head, by_unit),
        "a square": (head, square),
        "figures of units": (figures, (f"unit-{at};4;3;9\n" for at in range(MANY))),
        "figures of one unit": (figures, ("unit-a;4;3;9\n" for _ in range(MANY))),
        "figures of services": ("layanan;" + figures, (f"a{at};unit-a;4;3;9\n" for at in range(MANY))),
        "figures that are none": (figures, ("unit-a;x;y;z\n" for _ in range(MANY))),
        "figures too long": (figures, ("unit-a;3;3;9;9\n" for _ in range(MANY))),
    }


@pytest.mark.parametrize("name", list(sheets_of_many()))
def test_units_multiplied_by_services_and_figures_without_end_are_refused(tmp_path, measured, name):
    head, rows = sheets_of_many()[name]
    with (tmp_path / "a.csv").open("w") as target:
        target.write(head)
        target.writelines(rows)
    [line] = measured(tmp_path / "a.csv")
    assert "S172" in line


def test_a_diagonal_of_many_units_and_services_takes_no_more_than_its_rows(tmp_path, measured):
    rows = "".join(f"unit-{at};4;3;layanan {at}\n" for at in range(15_000))
    (tmp_path / "a.csv").write_text("unit;u1;u2;layanan\n" + rows)
    assert measured(tmp_path / "a.csv") == []


PARTS = {
    "xlsx": ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<row>" + "<c><v>1</v></c>" * 14 + "</row>"),
    "ods": (
        "content.xml",
        "<a xmlns:table='t'>",
        "<table:table-row>" + "<table:table-cell/>" * 14 + "</table:table-row>",
    ),
}


@pytest.mark.parametrize("ending", PARTS)
def test_a_sheet_of_fourteen_million_cells_is_refused(tmp_path, measured, ending):
    member, begin, row = PARTS[ending]
    with zipfile.ZipFile(tmp_path / f"a.{ending}", "w", zipfile.ZIP_DEFLATED) as made:
        if ending == "xlsx":
            made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open(member, "w", force_zip64=True) as part:
            part.write(begin.encode())
            for _ in range(100):
                part.write(row.encode() * 10_000)
    [line] = measured(tmp_path / f"a.{ending}")
    assert "S114" in line


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "L", "P"])
def test_a_logo_of_sixty_four_million_pixels_is_made_small(tmp_path, measured, mode):
    Image.new(mode, (8000, 8000)).save(tmp_path / "a.png", compress_level=1)
    assert measured(tmp_path / "a.png") == []


def test_a_larger_one_is_refused_before_it_is_decoded(tmp_path, measured):
    Image.new("RGBA", (10_000, 10_000)).save(tmp_path / "a.png", compress_level=1)
    [line] = measured(tmp_path / "a.png")
    assert "G003" in line


@pytest.mark.parametrize("is_progressive", [True, False])
def test_so_is_a_photo(tmp_path, measured, is_progressive):
    Image.new("RGB", (10_000, 10_000), "navy").save(tmp_path / "a.jpg", progressive=is_progressive)
    assert measured(tmp_path / "a.jpg") == []


def test_what_the_memory_of_printed_documents_says_is_believed_only_where_it_is_ours(tmp_path):
    shas = ["a", "b", 1, 0, []]
    assert copied._read(tmp_path, "build/2025S1/surat/a.docx", shas)
    for file, seen in {
        "build": shas,
        "build/..": shas,
        "build/2025S1/lain.xlsx": shas,
        "build/../register/a.docx": shas,
        "/etc/a.docx": shas,
        "build/a.docx": ["a"],
        "build/b.docx": ["a", 1, 1, 0, []],
        "build/c.docx": {"a": "b"},
        "build/d.docx": None,
        "build/e\0.docx": shas,
    }.items():
        assert not copied._read(tmp_path, file, seen), file
