"""The locks: what every locked distribution requires is in them, for each Python; and they name no registry."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name as canonical

from support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OWN = PROJECT["project"]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
EXTRAS = OWN["optional-dependencies"]
LOCKS = {
    "requirements.lock": OWN["dependencies"] + EXTRAS["page"],
    "requirements-dev.lock": [*OWN["dependencies"], *(line for extra in EXTRAS.values() for line in extra)],
    "requirements-build.lock": PROJECT["build-system"]["requires"],
}
ELSEWHERE: dict[str, list[str]] = {
    "pymdown-extensions==12.3": ["markdown>=3.6", "pyyaml"],
    "pymdown-extensions==13.1.2": ["markdown>=3.10.3", "pyyaml"],
    "numpy==2.4.6": [],
    "numpy==2.5.5": [],
    "pyyaml-ft==8.0.0": [],
}
"""What only some Pythons install, and what each of it requires, by its own metadata: it cannot be asked everywhere."""


def locked(text: str) -> list[Requirement]:
    lines = re.sub(r"\s*\\\n", " ", text).splitlines()
    return [Requirement(line.partition(" --hash")[0]) for line in lines if line and not line.lstrip().startswith("#")]


def environment(python: str) -> dict[str, str]:
    return {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}


def applies(asked: Requirement, here: Mapping[str, str], extras: Sequence[str] = ("",)) -> bool:
    return asked.marker is None or any(asked.marker.evaluate({**here, "extra": extra}) for extra in extras)


def requires(entry: Requirement) -> list[Requirement]:
    """Return what a locked distribution asks for by its metadata; raises when exactly it is not installed here."""
    try:
        here = metadata.version(entry.name) == version(entry)
    except metadata.PackageNotFoundError:
        here = False
    lines = metadata.requires(entry.name) if here else ELSEWHERE[f"{entry.name}=={version(entry)}"]
    return [Requirement(line) for line in lines or ()]


def lacking(lock: Sequence[Requirement], own: Sequence[str], here: Mapping[str, str]) -> Iterator[str]:
    """Yield each requirement that the lock does not satisfy by itself: what pip would look for elsewhere."""
    usable = {canonical(entry.name): entry for entry in lock if applies(entry, here)}
    asked_by = [("pyproject.toml", Requirement(line)) for line in own]
    for entry in usable.values():
        try:
            asked = requires(entry)
        except KeyError:
            yield f"{entry.name}=={version(entry)} is not installed: what it requires is not known; say it in ELSEWHERE"
            continue
        asked_by += [(entry.name, each) for each in asked if applies(each, here, ("", *entry.extras))]
    for name, asked in asked_by:
        found = usable.get(canonical(asked.name))
        if found is None:
            yield f"{name} requires {asked}: not locked"
        elif asked.extras - found.extras:
            yield f"{name} requires {asked}: locked as {found}, without {sorted(asked.extras - found.extras)}"
        elif not asked.specifier.contains(version(found), prereleases=True):
            yield f"{name} requires {asked}: locked as {found}"


def version(entry: Requirement) -> str:
    [only] = entry.specifier
    assert only.operator == "=="
    return only.version


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("python", SUPPORTED)
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_every_requirement_of_everything_in_it(name, python):
    assert list(lacking(locked(read(name)), LOCKS[name], environment(python))) == []


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        ("coverage[toml]==", "coverage==", "pytest-cov requires coverage[toml]"),
        ("jinja2==", "jinja3==", "pyproject.toml requires jinja2"),
        ("click==8", "click==7", "pyproject.toml requires click"),
        ("numpy==", "numpy==0.", "pandas requires numpy"),
    ],
)
def test_a_lock_that_lacks_something_is_found(now, before, told):
    text = read("requirements-dev.lock")
    assert now in text
    found = list(lacking(locked(text.replace(now, before)), LOCKS["requirements-dev.lock"], environment("3.11")))
    assert any(line.startswith(told) for line in found), found


def test_the_supported_pythons_are_those_that_the_project_names():
    assert [python for python in SUPPORTED if python not in SpecifierSet(OWN["requires-python"])] == []
    assert "3.10" not in SpecifierSet(OWN["requires-python"])


@pytest.mark.parametrize("line", ELSEWHERE)
def test_what_is_said_of_a_distribution_that_is_elsewhere_is_what_it_says_itself(line):
    entry = Requirement(line)
    if version(entry) in {found.version for found in metadata.distributions() if found.name == entry.name}:
        told = [Requirement(each) for each in metadata.requires(entry.name) or ()]
        assert [str(each) for each in told if applies(each, default_environment())] == ELSEWHERE[line]
    assert any(line == f"{each.name}{each.specifier}" for name in LOCKS for each in locked(read(name)))


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_a_hash_and_no_host_is_named(name):
    text = read(name)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    for block in re.split(r"\n(?=[^\s#])", text):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
    assert sorted(ROOT.glob("requirements*.lock")) == sorted(ROOT / name for name in LOCKS)


def test_what_is_built_at_installation_is_built_with_what_is_locked():
    assert "@$(install) -r requirements-build.lock\n\t@$(install) --no-build-isolation -r $<\n" in read("Makefile")
