"""Names that not every computer can hold are refused when they are made, and told by the check."""

import unicodedata

import pytest

from pipeline.checking import check
from pipeline.problems.problem import Usage
from pipeline.sources import workspace
from pipeline.starting import files
from support import small

DECOMPOSED = unicodedata.normalize("NFD", "é")
BAD = ["con", "aux", "nul", "prn", "com1", "lpt9", "a" * 81, "a" * 300, "a.", "a..", "a ", " a", "A", "CON", "a b"]
BAD += ["-a", "é", DECOMPOSED, "nul.txt", "aux.yaml", "a:b", "a/b", "a\\b", "..", "a\n", "a\0", "\u0430"]
"""Devices of Windows, blanks and stops at an end, letters that two systems write differently, paths, too long ones."""


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_not_every_computer_holds_is_refused_when_it_is_made(name):
    with pytest.raises(Usage, match="bukan nama berkas yang aman"):
        files.checked_slug(name, "Nama")


@pytest.mark.parametrize(
    "name", ["con", "aux", "nul.txt", "a" * 81, "a" * 200, "Loket", "loket.", "loket ", "é", DECOMPOSED]
)
@pytest.mark.parametrize("where", ["units/{}/instansi.yaml", "units/kota/{}.yaml", "templates/{}/jenis.yaml"])
def test_a_name_that_not_every_computer_holds_is_told_by_the_check(tmp_path, name, where):
    root = small.put(tmp_path, {where.format(name): "nama: A\n"})
    problems = check.run(root, workspace.period(root, small.MASA)).problems
    assert name in {dict(fault.values)["found"] for fault in problems if fault.code == "B006"}


def test_names_that_differ_only_in_their_capitals_are_told(tmp_path):
    root = small.put(tmp_path, {"units/kota/Loket.yaml": "nama: A\n"})
    assert "B006" in {fault.code for fault in check.run(root, workspace.period(root, small.MASA)).problems}


@pytest.mark.parametrize("twins", [("loket-é", f"loket-{DECOMPOSED}"), ("kecamatan", "Kecamatan"), ("x", "x.")])
def test_of_twins_that_some_systems_take_for_one_at_least_one_is_told(tmp_path, twins):
    root = small.put(tmp_path, {f"units/kota/{name}.yaml": "nama: A\n" for name in twins})
    problems = check.run(root, workspace.period(root, small.MASA)).problems
    assert {dict(fault.values)["found"] for fault in problems if fault.code == "B006"} & {*twins}


@pytest.mark.parametrize("name", ["console", "auxiliary", "com10", "a" * 80, "nul-satu"])
def test_names_that_only_look_like_those_of_devices_are_taken(name):
    assert files.checked_slug(name, "Nama") == name
