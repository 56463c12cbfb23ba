"""docs/benchmarks.md shows every row that `make bench` measures against what was asked."""

from support.paths import ROOT
from tools import bench_table

PAGE = ROOT / "docs/benchmarks.md"


def test_the_page_shows_every_row_that_was_asked_for():
    page = PAGE.read_text(encoding="utf-8")
    assert page.index(bench_table.BEGIN) < page.index(bench_table.END)
    for said, asked in bench_table.ROWS.values():
        assert f"| {said} | {asked or '-'} |" in page


def test_what_was_measured_is_put_between_the_marks_and_all_else_stays(tmp_path):
    copy = tmp_path / "benchmarks.md"
    copy.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    for value in ("12.5", "13.5"):
        bench_table.put(copy, {"letters_vs_docxtpl": float(value)})
        text = copy.read_text(encoding="utf-8")
        assert f">= 150 | {value} |" in text
        assert text.count(bench_table.BEGIN) == text.count(bench_table.END) == 1
    assert text.partition(bench_table.BEGIN)[0] == PAGE.read_text(encoding="utf-8").partition(bench_table.BEGIN)[0]
    assert text.partition(bench_table.END)[2] == PAGE.read_text(encoding="utf-8").partition(bench_table.END)[2]
