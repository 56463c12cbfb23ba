"""The documentation: its links lead somewhere, its commands exist, its examples are accepted."""

import re
from pathlib import Path

import pytest

from pipeline.problems.problem import Problem
from pipeline.sources import models, register_reader, trees, yaml_text
from pipeline.sources.rules_model import Kaidah
from pipeline.sources.types import Model
from support.paths import ROOT

PAGES = [ROOT / name for name in ("README.md", "README.id.md", "CONTRIBUTING.md", "SECURITY.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)


class Rules(Model):
    """The part of an institution's file that says its rules of layout."""

    kaidah: Kaidah


EXAMPLES = [
    ("docs/unit.md", 0, models.Unit),
    ("docs/semester.md", 0, models.Periode),
    ("docs/semester.md", 1, models.Periode),
    ("docs/semester.md", 2, models.UnitPeriode),
    ("docs/templat.md", 0, models.Jenis),
    ("docs/templat.md", 1, models.Jenis),
    ("docs/templat.md", 2, Rules),
    ("docs/periode.md", 0, models.Periode),
    ("docs/periode.md", 1, models.Periode),
    ("docs/periode.md", 2, models.Periode),
    ("docs/periode.md", 3, register_reader.Entry),
    ("docs/periode.md", 4, models.Jenis),
    ("docs/laporan-skm.md", 1, models.UnitPeriode),
    ("docs/publikasi.md", 0, models.Periode),
    ("docs/publikasi.md", 1, models.UnitPeriode),
    ("docs/publikasi.md", 2, models.UnitPeriode),
    ("docs/publikasi.md", 3, models.Periode),
]


def targets(pattern: str) -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return " ".join(re.findall(pattern, makefile, re.MULTILINE)).split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page):
    for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", page.read_text(encoding="utf-8")):
        path = "".join(target)
        if not path.startswith("http"):
            assert (page.parent / path).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_that_are_named_exist(page):
    there = set(targets(r"^([a-z -]+):"))
    named = set(re.findall(r"(?:`|^\s*)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= there


@pytest.mark.parametrize(("page", "number", "model"), EXAMPLES)
def test_examples_are_accepted(page, number, model):
    shown = re.findall(r"```yaml\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)[number]
    indent = re.match(r" *", shown)[0]
    problems: list[Problem] = []
    node = yaml_text.read_yaml(re.sub(f"^{indent}", "", shown, flags=re.MULTILINE).encode(), Path(page).name, problems)
    assert node is not None
    assert trees.read(model, node, problems) is not None, problems


def test_every_make_target_is_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = {name for line in re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE) for name in line.split()}
    hidden = {name for name in phony if name.startswith("$") or name.endswith("-check")}
    assert len(phony) > 15
    assert phony - hidden <= set(targets(r"^([a-z -]+):.*## \S"))
