"""What is left out of the public results is in none of them: no small group is computed from a year and its parts."""

from itertools import product

import pytest

from pipeline.publish import public_results
from pipeline.sources.period import parse
from scores.test_joined_parts import nested, put, sheet

MANY, FEW = [(3, 4), (4, 3), (3, 3)] * 2, [(1, 2), (2, 1)]


def shown(root):
    """The periods of which there are figures, with the services that are told of each."""
    problems = []
    (office,) = public_results.of_workspace(root, parse("2025"), "kota", problems)
    assert problems == []
    (unit,) = office.unit
    return {str(result.period): [row.key for row in result.main.layanan] for result in unit.hasil if result.main}


@pytest.mark.parametrize("rule", ["jawaban", "rata-rata"])
@pytest.mark.parametrize(("first", "second"), [*product([MANY, FEW], repeat=2)])
def test_a_year_is_shown_only_where_each_of_its_parts_may_be(tmp_path, rule, first, second):
    parts = {"2025S1": first, "2025S2": second}
    large = {period for period, rows in parts.items() if rows is MANY}
    assert shown(put(tmp_path, rule, first, second)).keys() == large | ({"2025"} if len(large) == 2 else set())


def test_a_part_that_was_not_surveyed_hides_no_year(tmp_path):
    root = put(tmp_path, "jawaban", MANY, None)
    half = root / "periods/2025S2/kota/periode.yaml"
    half.write_text(f"{half.read_text()}tidak_disurvei: {{loket: tutup}}\n")
    assert shown(root).keys() == {"2025S1", "2025"}


@pytest.mark.parametrize(("second", "told"), [(MANY, ["ktp", "kk"]), (FEW, [])])
def test_the_services_of_a_year_are_told_only_where_those_of_its_parts_may_be(tmp_path, second, told):
    root = put(tmp_path, "jawaban", MANY, MANY)
    unit = root / "units/kota/loket.yaml"
    unit.write_text(f"{unit.read_text()}layanan: {{ktp: {{nama: KTP}}, kk: {{nama: Kartu Keluarga}}}}\n")
    for period, kk in (("2025S1", MANY), ("2025S2", second)):
        rows = [("ktp", row) for row in MANY] + [("kk", row) for row in kk]
        lines = "".join(f"loket,{layanan},{waktu},{biaya}\n" for layanan, (waktu, biaya) in rows)
        (root / f"periods/{period}/kota/skor.csv").write_text(f"unit,layanan,waktu,biaya\n{lines}")
    found = shown(root)
    assert found["2025S1"] == ["ktp", "kk"]
    assert found["2025S2"] == found["2025"] == told


@pytest.mark.parametrize("rule", ["jawaban", "rata-rata"])
def test_a_year_tells_no_small_quarter_of_a_half_that_it_draws_on(tmp_path, rule):
    root = nested(tmp_path, rule)
    for name, rows in (("2025T1", [(4, 3)] * 2), ("2025T2", MANY), ("2025S2", MANY)):
        (root / f"periods/{name}/kota/skor.csv").write_text(sheet(rows))
    assert not {"2025T1", "2025S1", "2025"} & shown(root).keys()
    (root / "periods/2025T1/kota/skor.csv").write_text(sheet(MANY))
    assert {"2025T1", "2025S1", "2025"} <= shown(root).keys()
