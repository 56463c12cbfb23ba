"""What chapters need is gathered by its name, and nothing else."""

from pipeline.making.material import GATHERED, gather
from pipeline.making.office import Offices
from pipeline.sources.period import parse
from pipeline.words.chapter import OF_FILES, OF_PERIOD, OF_UNIT, Need
from pipeline.words.say import CHAPTERS
from support import small


def test_every_need_is_met_by_one_function():
    assert set(GATHERED) == set(Need)
    assert set(Need) == OF_FILES | OF_PERIOD | OF_UNIT


def test_every_need_is_some_chapters():
    assert set().union(*(chapter.NEEDS for chapter in CHAPTERS.values())) == set(Need)


def test_what_leans_on_results_names_them():
    for name, chapter in CHAPTERS.items():
        assert Need.RESULTS in chapter.NEEDS or not chapter.NEEDS & {Need.SURVEY, Need.COMPARISON, Need.PLANS}, name


def test_nothing_is_gathered_that_no_chapter_needs(tmp_path):
    offices = Offices(small.put(tmp_path, {}), parse(small.MASA))
    opened = offices["kota"]
    dossier = opened.dossier("loket")
    problems = []
    assert not gather(offices, dossier, "surat", OF_FILES, 0, problems).material.results
    assert not {"_answers", "_entries"} & vars(opened).keys()
    assert gather(offices, dossier, "surat", {Need.RESULTS}, 0, problems).material.results
    assert "_answers" in vars(opened)
    assert not problems
