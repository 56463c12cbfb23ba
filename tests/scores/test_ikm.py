"""The arithmetic: worked cases with their sources, boundaries, properties, and a slow second opinion."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.scores.deviations import printable
from pipeline.scores.ikm import (
    CONVERSION,
    ServiceMeans,
    grade_of,
    half_up,
    index_of,
    mean_answer,
    result_of,
    service_weight,
)
from pipeline.scores.intervals import TABLES
from pipeline.scores.policy import policy_of
from pipeline.scores.ranges import Range, ServiceRanges, cell_range, result_range
from pipeline.scores.sample import TABLE as SAMPEL
from pipeline.scores.sample import by_formula, by_table
from pipeline.sources.survey_model import Skema
from support import tried

NAMA = tuple(f"u{number}" for number in range(1, 10))


def skema(unsur=NAMA, **more) -> Skema:
    return Skema.model_validate({"nama": "SKM", "unsur": {key: {"kode": key, "nama": key} for key in unsur}, **more})


def isi(counts, kunci="", bobot=None) -> ServiceMeans:
    nrr = {key: mean_answer(four) for key, four in counts.items()}
    banyak = {key: sum(four) for key, four in counts.items()}
    return ServiceMeans(kunci, nrr, banyak, max(banyak.values()), None, bobot)


def index(nrr: str, **policy) -> str:
    values = dict(zip(NAMA, map(Fraction, nrr.split()), strict=False))
    return str(half_up(index_of(values, policy_of(skema(tuple(values), **policy))), 4))


# seed 000: answers that add to 626 of 180, and to 142 of 40 (the letter prints 86.94 and 88.75)
def test_the_indices_of_seed_000():
    sums = (67, 68, 71, 70, 71, 71, 71, 69, 68)
    assert (
        str(
            half_up(index_of({key: Fraction(one, 20) for key, one in zip(NAMA, sums, strict=True)}, policy_of(skema())))
        )
        == "86.94"
    )
    two = skema(("transparansi", "integritas"))
    assert (
        str(half_up(index_of({"transparansi": Fraction(72, 20), "integritas": Fraction(70, 20)}, policy_of(two))))
        == "88.75"
    )


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        # the highest index by weight: 1/9 -> 100, 0.111 -> 99.90 (Penajam), 0.11 -> 99.00 (e-skm and others)
        ({}, "100.0000"),
        ({"bobot": "tiga-desimal"}, "99.9000"),
        ({"bobot": "dua-desimal"}, "99.0000"),
    ],
)
def test_the_highest_index_depends_on_the_weight(policy, expected):
    assert index("4 4 4 4 4 4 4 4 4", **policy) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, "83.3056"),  # 29.99 / 9 x 25
        ({"pembulatan": "nrr-2"}, "83.4167"),  # (8 x 3.34 + 3.31) / 9 x 25
        ({"pembulatan": "rerata-2"}, "83.2500"),  # 3.3322 -> 3.33
        ({"pembulatan": "rerata-3"}, "83.3000"),  # 3.332
        ({"pembulatan": "tertimbang-3"}, "83.4000"),  # (8 x 0.371 + 0.368) x 25
        ({"bobot": "dua-desimal"}, "82.4725"),
        ({"bobot": "dua-desimal", "pembulatan": "rerata-2"}, "82.5000"),
    ],
)
def test_where_one_rounds_changes_the_index(policy, expected):
    assert index("3.335 3.335 3.335 3.335 3.335 3.335 3.335 3.335 3.31", **policy) == expected


def test_weights_may_be_given():
    given = {"u1": "0,5", "u2": "0,3", "u3": "0,2"}
    assert index("4 3 2", bobot=given) == "82.5000"


@pytest.mark.parametrize(
    "bobot",
    [
        {"u1": "0,5", "u2": "0,3", "u3": "0,1"},
        {"u1": "0,5", "u2": "0,5"},
        {"u1": "1", "u2": "x", "u3": "0"},
        {},
        "besar",
    ],
)
def test_weights_that_do_not_fit_are_refused(bobot):
    with pytest.raises(ValueError, match=r"bobot|bilangan"):
        skema(("u1", "u2", "u3"), bobot=bobot)


def test_weights_may_add_up_to_what_is_declared():
    fourteen = {f"u{number}": "0,071" for number in range(14)}
    assert skema(tuple(fourteen), bobot=fourteen, jumlah_bobot="0,994").jumlah_bobot == Decimal("0.994")
    with pytest.raises(ValueError, match="jumlah_bobot"):
        skema(jumlah_bobot="0,99")


@pytest.mark.parametrize(
    ("value", "letter"),
    [
        ("25", "D"), ("64.99", "D"), ("64.994", "D"), ("64.995", "C"), ("65.00", "C"),
        ("76.60", "C"), ("76.604", "C"), ("76.605", "B"), ("76.61", "B"),
        ("88.30", "B"), ("88.3045", "B"), ("88.305", "A"), ("88.31", "A"), ("100", "A"), ("24.75", "D"),
    ],
)  # fmt: skip
def test_no_index_falls_between_two_grades_of_2017(value, letter):
    assert grade_of(Fraction(value), TABLES["permenpan-2017"]).huruf == letter


@pytest.mark.parametrize(
    ("value", "letter"),
    [("43.75", "D"), ("43.755", "C"), ("62.50", "C"), ("62.51", "B"), ("81.25", "B"), ("81.255", "A"), ("81.26", "A")],
)
def test_the_table_of_2004_has_its_own_bounds(value, letter):
    assert grade_of(Fraction(value), TABLES["kepmenpan-2004"]).huruf == letter


def test_an_office_may_have_a_table_of_its_own():
    own = [{"mulai": "25", "huruf": "K", "kinerja": "Kurang"}, {"mulai": "80", "huruf": "B", "kinerja": "Baik"}]
    table = policy_of(skema(jenjang=own)).tabel
    assert [grade_of(Fraction(one), table).huruf for one in ("79.99", "80")] == ["K", "B"]
    with pytest.raises(ValueError, match="jenjang"):
        skema(jenjang=own[::-1])


def test_halves_are_rounded_up():
    assert [str(half_up(Fraction(one))) for one in ("88.305", "99.095", "0.005", "2", "2.004999")] == [
        "88.31", "99.10", "0.01", "2.00", "2.00",
    ]  # fmt: skip


def test_services_are_joined_as_declared():
    services = [
        isi({"u1": (0, 0, 0, 30), "u2": (0, 0, 0, 30)}, "besar", Fraction(1)),
        isi({"u1": (0, 10, 0, 0), "u2": (0, 10, 0, 0)}, "kecil", Fraction(3)),
    ]
    found = {
        way: result_of(services, policy_of(skema(("u1", "u2"), gabungan=way)))
        for way in ("responden", "rata-rata-layanan", "tertimbang")
    }
    assert {way: one.ikm for way, one in found.items()} == {
        "responden": Fraction(175, 2),
        "rata-rata-layanan": 75,
        "tertimbang": Fraction(125, 2),
    }
    assert [one.nrr["u1"] * CONVERSION for one in found.values()] == [one.ikm for one in found.values()]
    assert [one.responden for one in found.values()] == [40, 40, 40]
    assert [one.ikm for one in found["responden"].layanan] == [100, 50]


def test_an_index_that_is_given_is_not_computed_again():
    nrr = {"u1": Fraction(3), "u2": Fraction(4)}
    services = [
        ServiceMeans("a", nrr, {"u1": 30, "u2": 30}, 30, Fraction(80), None),
        ServiceMeans("b", nrr, {"u1": 10, "u2": 10}, 10, Fraction(90), None),
    ]
    pooled = result_of(services, policy_of(skema(("u1", "u2"))))
    assert (pooled.ikm, pooled.nrr, pooled.responden) == (Fraction(165, 2), nrr, 40)
    assert [(one.key, one.nrr, one.ikm, one.responden) for one in pooled.layanan] == [
        ("a", nrr, 80, 30),
        ("b", nrr, 90, 10),
    ]
    assert pooled.weighted == {"u1": Fraction(3, 2), "u2": 2}
    mean = policy_of(skema(("u1", "u2"), gabungan="rata-rata-layanan"))
    assert result_of(services, mean).ikm == 85
    unknown = result_of([services[0], services[1]._replace(responden=None)], mean)
    assert (unknown.ikm, unknown.responden) == (85, None)
    assert result_of([services[0], services[1]._replace(ikm=None)], mean).ikm == Fraction(80 + Fraction(175, 2)) / 2
    assert result_of(services[:1], policy_of(skema(("u1", "u2")))).ikm == 80


def test_elements_answered_by_different_many_are_pooled_each_by_its_own():
    services = [
        isi({"u1": (0, 0, 0, 30), "u2": (0, 0, 0, 10)}, "a"),
        isi({"u2": (0, 30, 0, 0), "u1": (0, 10, 0, 0)}, "b"),
    ]
    found = result_of(services, policy_of(skema(("u1", "u2"))))
    assert list(found.nrr.items()) == [("u1", Fraction(7, 2)), ("u2", Fraction(5, 2))]  # in the order of the first
    assert (found.ikm, found.responden) == (75, 60)


def test_of_indices_that_are_given_one_of_nobody_does_not_count():
    nrr = {"u1": Fraction(3)}
    services = [
        ServiceMeans("a", nrr, {"u1": 30}, 30, Fraction(80)),
        ServiceMeans("b", nrr, {"u1": 5}, None, Fraction(90)),
    ]
    found = result_of(services, policy_of(skema(("u1",))))
    assert (found.ikm, found.responden) == (80, None)


@pytest.mark.parametrize(
    ("way", "bobot", "responden", "weight"),
    [
        ("responden", Fraction(3), 30, 30),
        ("responden", Fraction(3), None, 1),
        ("rata-rata-layanan", Fraction(3), 30, 1),
        ("tertimbang", Fraction(3), 30, 3),
        ("tertimbang", None, 30, 1),
    ],
)
def test_a_service_weighs_as_services_are_joined(way, bobot, responden, weight):
    assert service_weight(policy_of(skema(gabungan=way)), bobot, responden) == weight


def test_there_are_four_counts():
    assert mean_answer((1, 0, 2, 1)) == Fraction(11, 4)
    with pytest.raises(ValueError, match="zip"):
        mean_answer((1, 2, 3))


def test_krejcie_and_morgan_by_table_and_by_formula():
    # PA Karawang: population 4384, 354 by the printed table; the formula gives 353.2
    assert (by_table(4384), by_formula(4384)) == (354, 354)
    assert [by_table(one) for one in (1, 10, 11, 15, 1000, 200_000)] == [1, 10, 11, 14, 278, 384]
    assert all(abs(by_formula(size) - sample) <= 1 for size, sample in SAMPEL)
    assert list(SAMPEL) == sorted(SAMPEL)


four = st.tuples(*[st.integers(0, 30)] * 4).filter(any)
few = st.tuples(*[st.integers(0, 9)] * 4).filter(any)
counted = st.dictionaries(st.sampled_from(NAMA), four, min_size=1)
policies = st.fixed_dictionaries(
    {
        "bobot": st.sampled_from(["sama", "dua-desimal", "tiga-desimal"]),
        "pembulatan": st.sampled_from(["akhir", "nrr-2", "rerata-2", "rerata-3", "tertimbang-3", "nrr-2-rerata-2"]),
    }
)


def slow(counts, bobot, pembulatan) -> Fraction:
    """A second opinion: every answer one by one, rounding by text."""

    def cut(value: Fraction, places: int) -> Fraction:
        digits = str((value + Fraction(1, 2 * 10**places)) * 10**places // 1)
        return Fraction(digits) / 10**places

    weight = Fraction(1) / len(counts)
    if bobot != "sama":
        weight = cut(weight, 2 if bobot == "dua-desimal" else 3)
    total = Fraction(0)
    for four in counts.values():
        answers = [score for score, many in zip((1, 2, 3, 4), four, strict=True) for _ in range(many)]
        mean = Fraction(0)
        for answer in answers:
            mean += Fraction(answer, len(answers))
        if pembulatan in ("nrr-2", "nrr-2-rerata-2"):
            mean = cut(mean, 2)
        product = mean * weight
        total += cut(product, 3) if pembulatan == "tertimbang-3" else product
    if "rerata" in pembulatan:
        total = cut(total, int(pembulatan[-1]))
    return total * 25


@given(counted, policies)
def test_a_slow_second_opinion_agrees(counts, policy):
    rule = policy_of(skema(tuple(counts), **policy))
    assert result_of([isi(counts)], rule).ikm == slow(counts, **policy)


@given(counted)
def test_an_exact_index_lies_between_25_and_100(counts):
    assert 25 <= result_of([isi(counts)], policy_of(skema(tuple(counts)))).ikm <= 100


@given(counted, policies, st.data())
def test_raising_an_answer_never_lowers_the_index(counts, policy, data):
    key = data.draw(st.sampled_from(sorted(counts)))
    score = data.draw(st.sampled_from([index for index in range(4) if counts[key][index]]))
    higher = list(counts[key])
    higher[score] -= 1
    higher[min(score + 1, 3)] += 1
    rule = policy_of(skema(tuple(counts), **policy))
    assert result_of([isi({**counts, key: tuple(higher)})], rule).ikm >= result_of([isi(counts)], rule).ikm


@given(st.lists(st.tuples(st.integers(1, 30), st.tuples(*[st.integers(0, 3)] * 3)), min_size=1, max_size=6))
def test_pooled_is_the_mean_weighted_by_respondents(services):
    parts = []
    for number, (size, answers) in enumerate(services):
        counts = {f"u{place}": tuple(size * (score == one) for score in range(4)) for place, one in enumerate(answers)}
        parts.append(isi(counts, str(number), Fraction(size)))
    keys = tuple(parts[0].nrr)
    pooled = result_of(parts, policy_of(skema(keys)))
    weighted = result_of(parts, policy_of(skema(keys, gabungan="tertimbang")))
    assert (pooled.nrr, pooled.ikm) == (weighted.nrr, weighted.ikm)


@settings(max_examples=tried.share(0.6))
@given(st.lists(st.lists(few, min_size=3, max_size=3), min_size=1, max_size=5), policies, st.sampled_from([1, 2, 3]))
def test_the_interval_of_rounded_cells_contains_the_truth(services, policy, places):
    keys = ("u1", "u2", "u3")
    rule = policy_of(skema(keys, gabungan="rata-rata-layanan", **policy))
    exact = [isi(dict(zip(keys, counts, strict=True)), str(number)) for number, counts in enumerate(services)]
    truth = result_of(exact, rule)
    rounded = [
        ServiceRanges(
            one.key,
            {key: cell_range(str(half_up(value, places))) for key, value in one.nrr.items()},
            {},
            None,
            None,
            None,
            None,
            1,
        )
        for one in exact
    ]
    found = result_range(rounded, rule)
    assert found.low.ikm <= truth.ikm <= found.high.ikm
    for key in keys:
        ends = Range(found.low.nrr[key], found.mid.nrr[key], found.high.nrr[key])
        low, high = printable(ends, 2)
        assert low <= half_up(truth.nrr[key]) <= high
