"""All words of a document: the chapters that its kind names, each found in its folder by name, in one dictionary."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from pipeline.sources.models import Jenis
from pipeline.words import chapters as folder
from pipeline.words import indonesian, typed_dates
from pipeline.words.chapter import OF_FILES, OF_PERIOD, OF_UNIT, Chapter, Material, Need, Words, under
from pipeline.words.chapters import isi


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


class Vocabulary(NamedTuple):
    """What templates of a kind may say: its chapters, and the words of its own facts, each with what it means.

    `optional` are those of the facts that a document may leave out.
    """

    chapters: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


def vocabulary(jenis: Jenis) -> Vocabulary:
    """Return what templates of a kind may say."""
    facts = jenis.isi
    optional = isi.optional(facts)
    return Vocabulary(tuple(jenis.kosakata), tuple(isi.words_of(facts)), tuple(isi.dates_of(facts)), tuple(optional))


def listed(chapter: str, said: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Return every path that a chapter may say, with what it means: of the facts those of the kind."""
    return said.facts if chapter == isi.NAME and said.facts else CHAPTERS[chapter].KATA


def described(said: Vocabulary | Iterable[str]) -> Mapping[str, str]:
    """Return every path that templates may use, with what it means; below each date its parts."""
    known = said if isinstance(said, Vocabulary) else Vocabulary(tuple(said))
    found = {path: meaning for name in known.chapters for path, meaning in listed(name, known)}
    return found | dict(_parts(found, {*_dates(known.chapters), *known.dates}))


def _dates(names: Iterable[str]) -> Iterator[str]:
    return (path for name in names for path in getattr(CHAPTERS[name], "DATES", ()))


def _parts(found: Mapping[str, str], dates: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in dates:
        yield from under(f"{path}.", indonesian.DATE_PARTS, f"{found[path]}: ")
