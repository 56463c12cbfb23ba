"""The README and its Indonesian twin say the same: the same commands, tables and pages; each links to the other."""

import re

import pytest

from support.paths import ROOT

ENGLISH, INDONESIAN = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.id.md"))


def commands(text):
    """The commands in blocks, without their remarks."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]


def first_cells(text):
    """What the first column of each table names."""
    return re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)


def targets(text):
    return [target for target in re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", text) if "README" not in "".join(target)]


def test_each_begins_with_a_link_to_the_other():
    assert ENGLISH.startswith("*[Bahasa Indonesia](README.id.md)*\n")
    assert INDONESIAN.startswith("*[English](README.md)*\n")


@pytest.mark.parametrize("part", [commands, first_cells, targets])
def test_both_have_the_same(part):
    assert part(ENGLISH) == part(INDONESIAN)
    assert len(part(ENGLISH)) > 5


def test_both_have_as_many_headings_and_rows():
    for pattern in (r"^#+ ", r"^\|", r"^- "):
        assert len(re.findall(pattern, ENGLISH, re.MULTILINE)) == len(re.findall(pattern, INDONESIAN, re.MULTILINE))


def test_every_page_for_officials_is_reached_from_the_readme():
    of_engineers = {"architecture.md", "bukti.md"}
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - of_engineers
    assert {name for name in pages if f"docs/{name}" not in ENGLISH} == set()
