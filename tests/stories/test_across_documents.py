"""Every kind of document of every sample unit: all that is printed is of the one record, and no two contradict."""

import pytest

from pipeline.making.office import Periods
from pipeline.sources import workspace
from pipeline.sources.period import parse
from support import sample_year
from support.paths import ROOT


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    root = sample_year.put(tmp_path_factory.mktemp("contoh"))
    return root, Periods(root)


@pytest.mark.parametrize("name", sample_year.PERIODS)
def test_no_document_prints_a_figure_date_count_or_grade_that_is_not_of_the_record(samples, name):
    root, periods = samples
    seen, wrong = sample_year.held(root, periods, name)
    assert wrong == []
    assert seen == set(workspace.kinds(ROOT)), "a new kind of document is held against the record too"


def test_what_is_not_of_the_record_is_seen(samples):
    opened = samples[1].of(parse("2025S1"))["lumajang"]
    known = sample_year.record(opened, "bag-protokol-tup")
    text = f"IKM {known.index}, 77,77; mutu pelayanan D; 999 orang; 3 (empat) unsur; 31 Desember 1999"
    printed = sample_year.Printed("lumajang", "bag-protokol-tup", "poster", text)
    found = " ".join(sample_year.contradictions(printed, [known]))
    for fault in ("77,77", "grade D", "999 people", "spelled empat", "31 Desember 1999"):
        assert fault in found
    assert known.index not in found
