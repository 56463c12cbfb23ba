"""What a sheet says of a unit, as wide as its rounding leaves it: two services, elements answered by different many."""

from fractions import Fraction

import pytest

from pipeline.scores import ranges
from pipeline.scores.counts import CountedRow, Counts
from pipeline.scores.ikm import Policy
from pipeline.scores.policy import policy_of
from pipeline.scores.ranges import Range, ResultRange, ServiceRanges, cell_range, result_range, service_ranges
from pipeline.sources.survey_model import Skema

KEYS = ("a", "b")


def wide(low: str, mid: str, high: str) -> Range:
    return Range(Fraction(low), Fraction(mid), Fraction(high))


def exact(value: str) -> Range:
    return wide(value, value, value)


def policy(**more: str) -> Policy:
    unsur = {key: {"kode": key, "nama": key} for key in KEYS}
    return policy_of(Skema.model_validate({"nama": "SKM", "unsur": unsur, **more}))


def sheet(shape: str, *columns: str) -> Counts:
    return Counts("skor.csv", shape, columns, {}, {}, {})


def part(key: str, a: Range, b: Range, responden: int | None = 10, **more) -> ServiceRanges:
    known = {"ikm": None, "rata_rata": None, "bobot": None, **more}
    answered = dict.fromkeys(KEYS, responden or 0)
    return ServiceRanges(key, {"a": a, "b": b}, answered, responden, line=1, **known)


@pytest.mark.parametrize(
    ("text", "scale", "found"),
    [
        ("3,25", 1, wide("3.245", "3.25", "3.255")),
        ("3.2", 1, wide("3.15", "3.2", "3.25")),
        ("1,00", 1, wide("1", "1", "1.005")),
        ("4", 1, wide("3.5", "4", "4")),
        ("87,5", 25, wide("3.498", "3.5", "3.502")),
        ("25", 25, wide("1", "1", "1.02")),
        ("100", 25, wide("3.98", "4", "4")),
    ],
)
def test_a_printed_figure_is_as_wide_as_half_of_its_last_place(text, scale, found):
    assert cell_range(text, scale=scale) == found


def test_a_figure_lies_within_the_bounds_that_are_named():
    assert cell_range("25,1", Fraction(25), Fraction(100)) == wide("25.05", "25.1", "25.15")
    assert cell_range("100,0", Fraction(25), Fraction(100)) == wide("99.95", "100", "100")
    assert cell_range("25,0", Fraction(25), Fraction(100)) == wide("25", "25", "25.05")


def test_an_element_of_answers_is_the_mean_of_all_answers_to_all_its_statements():
    file = sheet("answers", "a1", "a2", "b", "c")
    row = CountedRow("ktp", 5, (0, 0, 2, 0, 1, 1, 0, 3, 0, 0, 5, 0, 0, 0, 0, 0), line=7)
    unsur = {"a": ["a1", "a2"], "b": ["b"], "c": ["c"], "d": ["tidak ada"]}
    assert service_ranges(file, row, "ktp", unsur, Fraction(2)) == ServiceRanges(
        "ktp",
        {"a": exact("3"), "b": exact("3")},
        {"a": 7, "b": 5},
        5,
        None,
        None,
        Fraction(2),
        7,
        {"a": (1, 1, 2, 3), "b": (0, 0, 5, 0)},
    )


def test_an_element_of_figures_is_the_mean_of_its_statements_cells():
    file = sheet("means", "a1", "a2", "b", "c")
    row = CountedRow("", 4, (), ("3,5", "3,00", "2", ""), "81,2", "3,1", 3)
    unsur = {"a": ["a1", "a2"], "b": ["b"], "c": ["c"], "d": ["tidak ada"]}
    assert service_ranges(file, row, "kk", unsur, None) == ServiceRanges(
        "kk",
        {"a": wide("3.2225", "3.25", "3.2775"), "b": wide("1.5", "2", "2.5")},
        {"a": 8, "b": 4},
        4,
        wide("81.15", "81.2", "81.25"),
        wide("3.05", "3.1", "3.15"),
        None,
        3,
        {},
    )


def test_figures_of_nobody_knows_how_many_are_answered_by_nobody():
    found = service_ranges(sheet("means", "a"), CountedRow("", None, (), ("4",)), "", {"a": ["a"]}, None)
    assert (found.answered, found.responden, found.ikm, found.rata_rata) == ({"a": 0}, None, None, None)


def test_a_sheet_of_indices_is_read_on_their_scale():
    file = sheet(ranges.INDEX, "a", "b")
    row = CountedRow("", 4, (), ("87,5", "100"), "25", "")
    found = service_ranges(file, row, "", {"a": ["a"], "b": ["b"]}, None)
    assert found.nrr == {"a": wide("3.498", "3.5", "3.502"), "b": wide("3.98", "4", "4")}
    assert found.ikm == wide("25", "25", "25.5")
    top = service_ranges(file, row._replace(ikm="100,0"), "", {"a": ["a"]}, None)
    assert top.ikm == wide("99.95", "100", "100")


def test_counts_are_added_up_answer_by_answer():
    assert ranges.added_up([(1, 2, 3, 4), (10, 20, 30, 40)]) == (11, 22, 33, 44)
    with pytest.raises(ValueError, match="zip"):
        ranges.added_up([(1, 2, 3, 4, 5), (1, 2, 3, 4)])


def test_a_row_has_a_figure_for_every_column():
    with pytest.raises(ValueError, match="zip"):
        service_ranges(sheet("means", "a", "b"), CountedRow("", 4, (), ("4",)), "", {"a": ["a"]}, None)


def ikm(found: ResultRange) -> list[Fraction]:
    return [side.ikm for side in (found.low, found.mid, found.high)]


def test_exact_cells_give_one_result_that_is_certain():
    found = result_range([part("x", exact("3"), exact("4")), part("y", exact("2"), exact("3"), 30)], policy())
    assert found.certain is True
    assert found.low == found.mid == found.high
    assert found.mid.ikm == Fraction(275, 4)
    assert found.mid.nrr == {"a": Fraction(9, 4), "b": Fraction(13, 4)}


def test_wide_cells_give_the_lowest_the_middle_and_the_highest():
    parts = [part("x", wide("2.5", "3", "3.5"), exact("4")), part("y", exact("2"), wide("3", "3", "4"))]
    found = result_range(parts, policy())
    assert found.certain is False
    assert ikm(found) == [Fraction(575, 8), Fraction(75), Fraction(675, 8)]
    assert [side.nrr for side in (found.low, found.mid, found.high)] == [
        {"a": Fraction(9, 4), "b": Fraction(7, 2)},
        {"a": Fraction(5, 2), "b": Fraction(7, 2)},
        {"a": Fraction(11, 4), "b": Fraction(4)},
    ]


@pytest.mark.parametrize(
    ("a", "found"), [(("2", "3", "3"), [75, Fraction(175, 2), Fraction(175, 2)]), (("3", "3", "4"), [87.5, 87.5, 100])]
)
def test_one_side_that_is_wide_is_enough_for_a_result_that_is_not_certain(a, found):
    wide_one = result_range([part("x", wide(*a), exact("4"))], policy())
    assert (wide_one.certain, ikm(wide_one)) == (False, found)


def test_a_result_is_certain_where_all_its_figures_are_whatever_the_middle_was():
    odd = part("x", wide("3", "3.5", "3"), exact("4"))
    found = result_range([odd], policy())
    assert found.certain is True
    assert found.mid.ikm > found.low.ikm


def test_a_result_is_not_certain_where_only_its_index_or_only_a_mean_is_wide():
    index = result_range([part("x", exact("3"), exact("4"), ikm=wide("87", "87.5", "88"))], policy())
    assert (index.certain, ikm(index)) == (True, [Fraction(175, 2)] * 3)  # its cells allow one index only
    apart = result_range([part("x", exact("3"), exact("4"), ikm=wide("80", "81", "82"))], policy())
    assert (apart.certain, ikm(apart)) == (False, [80, 81, 82])
    mean = part("x", wide("2.9", "3", "3.1"), exact("4"), ikm=exact("80"))
    assert (result_range([mean], policy()).certain, ikm(result_range([mean], policy()))) == (False, [80, 80, 80])


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (("80", "87", "88"), ("86.25", "87", "88")),  # the cells raise its lowest
        (("87", "88", "99"), ("87", "88", "88.75")),  # and lower its highest
        (("86", "86.25", "90"), ("86.25", "86.25", "88.75")),
        (("86", "88.75", "90"), ("86.25", "88.75", "88.75")),
        (("86", "86.24", "90"), ("86", "86.24", "90")),  # they do not agree: its own rounding alone
        (("86", "88.76", "90"), ("86", "88.76", "90")),
    ],
)
def test_an_index_that_is_given_is_bounded_by_its_cells_where_they_agree(given, found):
    cells = part("x", wide("2.9", "3", "3.1"), exact("4"), ikm=wide(*given))
    assert ranges.row_index(cells, policy()) == wide("86.25", "87.5", "88.75")
    assert ikm(result_range([cells], policy())) == list(wide(*found))


def test_services_keep_what_they_are_and_weigh():
    parts = [
        part("x", exact("3"), exact("3"), bobot=Fraction(1)),
        part("y", wide("1", "2", "3"), exact("2"), None, bobot=Fraction(3)),
    ]
    found = result_range(parts, policy(gabungan="tertimbang"))
    assert found.mid.ikm == Fraction(225, 4)
    assert [(service.key, service.responden) for service in found.low.layanan] == [("x", 10), ("y", None)]
    assert [service.nrr["a"] for service in found.high.layanan] == [3, 3]
    pooled = [part("x", exact("3"), exact("3")), part("y", exact("2"), wide("1", "1", "2"), 30)]
    assert result_range(pooled, policy()).low.nrr == {"a": Fraction(9, 4), "b": Fraction(3, 2)}


def test_the_mean_of_the_means_weighs_the_services_as_their_table_does():
    parts = [
        part("x", exact("3"), exact("3"), 10, rata_rata=wide("2.9", "3", "3.1"), bobot=Fraction(3)),
        part("y", exact("4"), exact("4"), 30, rata_rata=wide("3.9", "4", "4"), bobot=Fraction(1)),
    ]
    means = {way: ranges.mean_of_means(parts, policy(gabungan=way)) for way in WAYS}
    assert means == dict(
        zip(
            WAYS,
            (wide("3.65", "3.75", "3.775"), wide("3.4", "3.5", "3.55"), wide("3.15", "3.25", "3.325")),
            strict=True,
        )
    )
    assert ranges.mean_of_means([*parts, part("z", exact("4"), exact("4"))], policy()) is None
    assert ranges.mean_of_means([], policy()) is None


WAYS = ("responden", "rata-rata-layanan", "tertimbang")
