"""What `make bench` measures, at its smallest: it runs, and both sides make the same. No figure is held here."""

from functools import partial

import pytest

from tools import bench, bench_page, bench_reports, bench_scores

SMALLEST = {
    "letters": partial(bench.letters, 1, 1, 1),
    "changed": partial(bench.changed, 2, 1),
    "page": partial(bench_page.measure, (2,), 2, 1),
    "reports": partial(bench_reports.measure, 2, 1),
    "scores": partial(bench_scores.measure, 10_000, 1),
}


@pytest.mark.parametrize("name", SMALLEST)
def test_it_measures(name):
    assert all(value for value in SMALLEST[name]().values())
