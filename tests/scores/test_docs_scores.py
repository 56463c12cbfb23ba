"""The guide to scores tells the truth: its worked examples, its warnings, its explanations."""

import re
from fractions import Fraction
from pathlib import Path

from test_ikm import index

from pipeline.problems import catalogue
from pipeline.scores.ikm import half_up

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "skor.md").read_text(encoding="utf-8")
OURS = [code for code in catalogue.codes() if re.fullmatch(r"S1\d\d", code)]


def rows(first: str) -> list[list[str]]:
    lines = [line for line in GUIDE.splitlines() if re.match(rf"\| ({first}) \|", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_worked_example_is_what_the_arithmetic_gives():
    found = re.search(r"NRR sembilan unsur ([\d, ]+)\.", GUIDE)
    assert found
    nrr = found[1].replace(",", ".")
    examples = rows("sama|dua-desimal|tiga-desimal")
    assert len(examples) == 8
    for bobot, pembulatan, _, shown, _ in examples:
        exact = Fraction(index(nrr, bobot=bobot, pembulatan=pembulatan))
        assert Fraction(shown.replace(",", ".")) == Fraction(half_up(exact))


def test_every_warning_is_in_the_guide():
    assert [row[0] for row in rows(r"S\d+")] == [code for code in OURS if catalogue.is_warning(code)]
