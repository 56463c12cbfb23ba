"""Problems of one cause are one message with a count, labels of a sheet one table, and nothing vanishes. Made up."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.problems import grouped
from pipeline.problems.problem import Place, problem
from support import small

SHEET = "periods/2025S1/kota/skor.csv"
UNITS = tuple(f"dinas-{number}" for number in range(31))


def told(problems) -> list[str]:
    return [line for group in grouped.groups(problems, str) for line in grouped.lines(group, str)]


def many(line: str) -> int:
    found = re.search(r"; juga (?:pada|di) ([\d.]+) (?:unit|tempat) lain: ", line)
    return 1 + (int(found[1].replace(".", "")) if found else 0)


def test_one_fault_of_thirty_one_units_is_one_message_with_a_count(tmp_path, run):
    files = {f"units/kota/{unit}.yaml": f"nama: Dinas {unit}\nyht: Kepala\n" for unit in UNITS}
    rows = "".join(f"{unit},4,3\n{unit},3,3\n" for unit in ("loket", *UNITS))
    root = small.put(tmp_path / "kantor", {**files, SHEET: f"unit,waktu,biaya\n{rows}"})
    done = run("check", small.MASA, cwd=root)
    [line] = [line for line in done.stderr.splitlines() if " I001 " in line]
    assert line.startswith("units/kota/dinas-0.yaml:2:1: I001 ")
    assert "; juga pada 30 unit lain: dinas-1, dinas-10, dinas-11," in line
    assert line.endswith(", ...")
    assert re.search(r"^32 unit diperiksa: 31 kesalahan", done.stdout, re.MULTILINE)
    for form, places in (
        ("json", r'"line": 2'),
        ("github", r"::error file=units/kota/dinas-\d+\.yaml,line=2"),
        ("sarif", r'"startLine": 2'),
    ):
        assert len(re.findall(places, run("check", small.MASA, "--format", form, cwd=root).stdout)) == 31, form


@pytest.mark.parametrize(
    "command", [("build", "surat"), ("plan", "surat"), ("issue", "surat", "--yes"), ("pdf", "surat")]
)
def test_every_command_says_it_so(tmp_path, run, command):
    files = {f"units/kota/{unit}.yaml": f"nama: Dinas {unit}\nyht: Kepala\n" for unit in UNITS}
    rows = "".join(f"{unit},4,3\n{unit},3,3\n" for unit in ("loket", *UNITS))
    root = small.put(tmp_path / "kantor", {**files, SHEET: f"unit,waktu,biaya\n{rows}"})
    name, kind, *options = command
    done = run(name, kind, small.MASA, *options, cwd=root)
    assert [many(line) for line in done.stderr.splitlines() if " I001 " in line] == [31]


def test_labels_that_nobody_knows_are_one_table_with_counts_and_the_nearest(tmp_path, run):
    labels = [f"label {number}" for number in range(35)]
    rows = [f"loket,{label},4" for label in labels for _ in range(12)]
    rows += ["loket,4,sangat bak"] * 20
    institution = str(small.ISI["units/kota/instansi.yaml"]) + "jawaban: {label: {sangat baik: 4, buruk: 1}}\n"
    root = small.put(
        tmp_path / "kantor",
        {SHEET: "unit,waktu,biaya\n" + "\n".join(rows) + "\n", "units/kota/instansi.yaml": institution},
    )
    done = run("check", small.MASA, cwd=root)
    first, head, *table = [line for line in done.stderr.splitlines() if line.startswith((" ", f"{SHEET}:"))]
    assert first.startswith(f"{SHEET}:2:1: S004 36 jawaban yang tidak dikenal, pada 440 isian; ")
    assert head.split() == ["jawaban", "kolom", "isian", "baris", "pertama", "mirip"]
    cells = [re.split(r" {2,}", line.strip()) for line in table]
    assert ["sangat bak", "biaya", "20", "422", "sangat baik (4)"] in cells
    assert ["label 7", "waktu", "12", "86", "-"] in cells
    assert len(cells) == 36
    assert sum(int(row[2]) for row in cells) == 440
    assert " S013 " not in done.stderr


def test_rows_of_one_fault_that_are_not_all_told_are_counted(tmp_path, run):
    root = small.put(tmp_path / "kantor", {SHEET: "unit,waktu,biaya\n" + "loket,9,4\n" * 1200})
    [line] = [line for line in run("check", small.MASA, cwd=root).stderr.splitlines() if line.startswith(SHEET)]
    assert line.endswith("; juga di 4 tempat lain: 3, 4, 5, 6; seluruhnya 1.200 baris")


def test_a_run_with_nothing_to_do_says_its_warnings_as_the_run_before(tmp_path, run):
    tall = "loket,4,4\n" * 3
    files = {f"units/kota/{unit}.yaml": f"nama: Dinas {unit}\n" for unit in UNITS[:4]}
    rows = "".join(f"{unit},4,3\n{unit},3,3\n" for unit in UNITS[:4])
    root = small.put(tmp_path / "kantor", {**files, SHEET: f"unit,waktu,biaya\n{tall}{rows}"})
    first = run("build", "surat", small.MASA, cwd=root)
    again = run("build", "surat", small.MASA, cwd=root)
    assert first.returncode == again.returncode == 0
    assert first.stderr == again.stderr != ""


VALUES = ("found", "column", "field", "hint", "unit", "expected", "instansi", "why")
FAULTS = st.builds(
    lambda code, file, line, word: problem(
        Place(file, line),
        code,
        **dict.fromkeys(("found", "column", "field", "hint", "unit", "expected", "instansi", "why"), word),
    ),
    st.sampled_from(["I001", "I003", "S004", "S005", "S013", "C012"]),
    st.sampled_from(
        [
            "units/kota/a.yaml",
            "units/kota/b.yaml",
            "units/desa/a.yaml",
            SHEET,
            "periods/2025S1/kota/a.yaml",
            "units/kota/instansi.yaml",
        ]
    ),
    st.integers(1, 3),
    st.sampled_from(["a", "b", "x", "9"]),
)


def labels_of(file: str) -> list:
    return [problem(Place(file), "S004", **dict.fromkeys(VALUES, word)) for word in "abx"]


@given(st.lists(FAULTS | FAULTS.map(str), max_size=40))
@example(labels_of(SHEET) + labels_of("periods/2025S1/desa/skor.csv"))
def test_every_problem_is_in_one_group_and_the_counts_add_up(problems):
    made = grouped.groups(problems, str)
    members = [member for group in made for member in group.members]
    assert sorted(map(str, members)) == sorted(map(str, problems))
    sheets: list[str] = []
    for group in made:
        first, *table = list(grouped.lines(group, str))
        if table:
            sheets.append(group.first.place.file)
            assert sum(int(re.split(r" {2,}", row.strip())[2]) for row in table[1:]) == len(group.members)
        else:
            assert many(first) == len(group.members), first
        codes = {re.search(r": ([A-Z]\d{3}) ", str(member))[1] for member in group.members}
        assert len(codes) == 1
    assert len(sheets) == len({*sheets}), "a sheet has one table"


def test_what_differs_in_more_than_the_name_of_the_unit_is_told_apart():
    of_units = [
        problem(Place(f"units/kota/{unit}.yaml", 2), "I001", field=field, hint="x")
        for unit, field in (("a", "yht"), ("b", "yht"), ("c", "yth2"))
    ]
    assert [many(line) for line in told(of_units)] == [2, 1]
    assert (
        json.dumps(
            told([problem(Place(f"units/{name}/a.yaml"), "I001", field="x", hint="y") for name in ("kota", "desa")])
        ).count("desa/a")
        == 1
    )


def test_two_units_that_nobody_knows_are_two_causes():
    of_units = [
        problem(Place(SHEET, line), "S005", found=9, unit=unit, instansi="kota", hint="x")
        for line, unit in ((2, "dpmptsp"), (3, "kelurahan"))
    ]
    assert len(told(of_units)) == 2


def test_what_is_only_counted_comes_after_what_it_counts():
    of_row = [
        problem(Place(SHEET, 5), "S013", found=12, unit="loket", counted=12),
        problem(Place(SHEET, 5, 2), "S004", found="9", column="waktu", rows=17, owner="loket"),
        problem(Place(SHEET, 6), "S013", found=12, unit="lain", counted=5),
    ]
    first, second = told(of_row)
    assert first.startswith(f"{SHEET}:5:2: S004 ")
    assert first.endswith("; seluruhnya 17 baris")
    assert f"{SHEET}:6:1: S013 7 isi keliru lagi" in second
