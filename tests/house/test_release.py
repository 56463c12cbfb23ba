"""What goes along with a release: licences, its version in every place, its changes, all its files."""

import io
import re
import tarfile
import tomllib

import pytest

from pipeline import __version__
from support.paths import ROOT
from tools import licences, release

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_version_is_the_same_wherever_it_stands():
    assert PROJECT["project"]["version"] == __version__
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_licence_is_there_and_those_of_others_are_in_a_table():
    assert PROJECT["project"]["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert licences.PAGE.read_text(encoding="utf-8") == licences.document(), "docs/lisensi.md is stale: make messages"
    assert "| docxtpl | LGPL-2.1-only |" in licences.document()


def test_what_is_new_is_a_fragment_of_a_kind_that_there_is():
    kinds = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}
    for path in (ROOT / "changelog.d").iterdir():
        assert re.fullmatch(rf"(\+?[\w-]+)\.({'|'.join(kinds)})\.md", path.name), path.name
        assert path.read_text(encoding="utf-8").strip()
    assert PROJECT["tool"]["towncrier"]["start_string"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("order", [1, -1])
def test_an_sdist_is_the_same_whenever_and_by_whomever_it_was_packed(order):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name in ("x/a", "x/b")[::order]:
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.uid, member.uname = 1, 1000 + order, 7, f"orang{order}"
            packed.addfile(member, io.BytesIO(b"1"))
    made = release.same_time(out.getvalue())
    assert made == release.same_time(made)
    with tarfile.open(fileobj=io.BytesIO(made)) as packed:
        assert [(member.name, member.mtime, member.uname) for member in packed] == [
            ("x/a", int(release.EPOCH), ""),
            ("x/b", int(release.EPOCH), ""),
        ]


def test_what_a_release_lacks_is_named():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz"):
        pass
    assert release.lacking("sdist", out.getvalue()) == release.sources()


def test_no_address_names_a_version_that_there_is_not():
    recipes = list((ROOT / "docs/ci").iterdir())
    assert recipes
    for path in recipes:
        assert "skm-pipeline@v" not in path.read_text(encoding="utf-8"), path
