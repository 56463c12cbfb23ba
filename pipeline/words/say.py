"""All words of a document: the chapters that its kind names, each found in its folder by name, in one dictionary."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from typing import cast

from pipeline.words import chapters as folder
from pipeline.words import typed_dates
from pipeline.words.chapter import OF_FILES, OF_PERIOD, OF_UNIT, Chapter, Material, Need, Words


def _found() -> dict[str, Chapter]:
    """Return every module of the chapters' folder, in the order that they ask for."""
    names = (module.name for module in pkgutil.iter_modules(folder.__path__))
    every = {name: cast(Chapter, importlib.import_module(f"{folder.__name__}.{name}")) for name in names}
    return dict(sorted(every.items(), key=lambda named: (named[1].ORDER, named[0])))


CHAPTERS: Mapping[str, Chapter] = _found()
"""The chapters by name."""


def needs(names: Iterable[str]) -> frozenset[Need]:
    """Return what the chapters need beside the files of the unit."""
    return frozenset().union(*(CHAPTERS[name].NEEDS for name in names))


def from_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the chapters among these that speak from files alone."""
    return tuple(name for name in names if CHAPTERS[name].NEEDS <= OF_FILES)


def numbered(names: Iterable[str]) -> tuple[str, ...]:
    """Return the chapters among these that speak of a letter's number and date."""
    return tuple(name for name in names if Need.NUMBER in CHAPTERS[name].NEEDS)


def chapters(scope: str) -> tuple[str, ...]:
    """Return the chapters that a kind of document may name: of a unit (`unit`), or over a whole period (`periode`)."""
    foreign = OF_UNIT if scope == "periode" else OF_PERIOD
    return tuple(name for name, chapter in CHAPTERS.items() if not chapter.NEEDS & foreign)


def say(names: Iterable[str], material: Material) -> Words:
    """Return the words of the chapters."""
    words: Words = {}
    for name in names:
        words |= CHAPTERS[name].say(material)
    return typed_dates.printed(words)


def given() -> frozenset[str]:
    """Return the words and groups that some chapter says only where they are given."""
    return frozenset(path for chapter in CHAPTERS.values() for path in getattr(chapter, "GIVEN", ()))


def described(names: Iterable[str]) -> Mapping[str, str]:
    """Return every path that the chapters may say, with what it means."""
    return {path: meaning for name in names for path, meaning in CHAPTERS[name].KATA}
