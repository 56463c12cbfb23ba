"""Rows that name no unit are told alone: a unit without answers is not told as well where they seem to be its own."""

import pytest

from support import small

UNITS = {"units/kota/lain.yaml": "nama: Lain\n", "units/kota/jauh.yaml": "nama: Jauh\n"}
ROWS = {
    "all unknown": ("lokte,4,3\nlokte,3,3\nentah,3,3\n", ["S005", "S005"]),
    "all blank": (",4,3\n,3,3\n", ["S120"]),
    "misspelt": ("lokte,4,3\nlain,4,3\nlain,3,3\njauh,4,3\njauh,3,3\n", ["S005"]),
    "misspelt, and one without": ("lokte,4,3\nlain,4,3\nlain,3,3\n", ["S005", "S006 jauh"]),
    "a name that none resembles": ("zzz,4,3\nlain,4,3\nlain,3,3\njauh,4,3\njauh,3,3\n", ["S005", "S006 loket"]),
}


@pytest.mark.parametrize("case", ROWS)
def test_rows_of_no_unit_are_one_cause_and_told_once(tmp_path, case):
    rows, told = ROWS[case]
    root = small.put(tmp_path, {**UNITS, "periods/2025S1/kota/skor.csv": f"unit,waktu,biaya\n{rows}"})
    found = [line.split(maxsplit=2) for line in small.told(root).splitlines()]
    said = [code + (f" {text.split('`')[1]}" if code == "S006" else "") for _, code, text in found if code[0] == "S"]
    assert sorted(said) == sorted(told)
