"""What word processors leave in text files: each is told by its cause, with the line as it should be."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.problems.problem import Problem
from pipeline.sources.trees import plain
from pipeline.sources.yaml_text import read_yaml


def read(text: str):
    problems: list[Problem] = []
    node = read_yaml(text.encode(), "a.yaml", problems)
    return node and plain(node), problems


@pytest.mark.parametrize(
    ("typed", "code", "place", "right"),
    [
        ("hal:\u00a0Hasil\n", "Y015", (1, 5), "hal: Hasil\n"),
        ("kop:\n\u00a0\u00a0alamat: x\n", "Y015", (2, 1), "kop:\n  alamat: x\n"),
        ("tembusan:\n  -\u00a0Wali Kota\n", "Y015", (2, 4), "tembusan:\n  - Wali Kota\n"),
        ("tembusan:\n  • Wali Kota\n  • Sekda\n", "Y016", (2, 3), "tembusan:\n  - Wali Kota\n  - Sekda\n"),
        ("tembusan:\n  – Wali Kota\n", "Y016", (2, 3), "tembusan:\n  - Wali Kota\n"),
        ("tembusan:\n  - • Wali Kota\n", "Y016", (2, 5), "tembusan:\n  - Wali Kota\n"),
        ("tembusan:\n• Wali Kota\n", "Y001", (2, 1), "tembusan:\n- Wali Kota\n"),
        ("tembusan:\n  -Wali Kota\n  -Sekda\n", "Y016", (2, 3), "tembusan:\n  - Wali Kota\n  - Sekda\n"),
        ("tembusan:\n-Wali Kota\n", "Y001", (2, 1), "tembusan:\n- Wali Kota\n"),
        ("hal: “Hasil SKM”\n", "Y017", (1, 6), "hal: 'Hasil SKM'\n"),
        ("hal: ‘Hasil’\n", "Y017", (1, 6), "hal: 'Hasil'\n"),
        ("hal: “Hasil: SKM”\n", "Y001", (1, 6), "hal: 'Hasil: SKM'\n"),
        ("a: {nama: “Budi, S.Sos.”, nip: 1}\n", "Y010", (1, 18), "a: {nama: 'Budi, S.Sos.', nip: 1}\n"),
    ],
)
def test_each_is_told_with_the_line_as_it_should_be_and_that_line_reads(typed, code, place, right):
    _, (found,) = read(typed)
    assert (found.code, (found.place.line, found.place.column)) == (code, place)
    shown = re.findall(r"`([^`]+)`", str(found))
    assert all(line.strip().removeprefix("a: ").removeprefix("hal: ") in str(found) for line in right.splitlines()[1:])
    assert any(part in right for part in shown)
    assert read(right)[1] == []


@pytest.mark.parametrize(
    ("begin", "name"), [("{\\rtf1 hal: x}", "RTF"), ("PK\x03\x04 word", "zip"), ("<html>", "halaman web (HTML)")]
)
def test_a_file_of_another_program_is_named(begin, name):
    node, (found,) = read(begin)
    assert node is None
    assert (found.code, str(dict(found.values)["found"])) == ("Y014", name)


def test_a_dash_that_begins_a_value_beside_its_name_is_part_of_it():
    assert read("hal: -Rahasia\nsifat: “a” dan “b”\ntembusan:\n- -Wali\n")[1] == []


def test_a_quote_that_begins_straight_and_ends_curly_is_told():
    _, (found,) = read('hal: "Hasil SKM”\n')
    assert "tanda kutip lurus yang sama, bukan `”`" in str(found)


@pytest.mark.parametrize(
    "typed", ["hal: 100\u00a0ribu\n", "hal: “A” dan “B”\n", "hal: '“Sapa Warga”'\n", "laman: –\n", "hal: a – b\n"]
)
def test_what_a_person_may_mean_is_left_alone(typed):
    assert read(typed)[1] == []


LINE = st.text("ab:#-{}[],'\" •“”\u00a0.!&*|>?", max_size=14)


@given(st.lists(LINE, max_size=4))
def test_every_letter_of_a_text_is_in_its_tree_or_in_a_remark_or_the_text_is_refused(lines):
    text = "\n".join(lines)
    _, problems = read(text)
    if problems:
        return
    typed = Counter(re.sub(r"(?m)(?:^|(?<=\s))#.*$|^\.\.\.$", "", text))
    kept = Counter(_letters(read_yaml(text.encode(), "a.yaml", [])))
    assert not {letter for letter in "ab•“”." if typed[letter] > kept[letter]}


def _letters(node) -> str:
    if isinstance(node.value, dict):
        return "".join(name + _letters(child) for name, child in node.value.items())
    if isinstance(node.value, list):
        return "".join(map(_letters, node.value))
    return node.value or ""
