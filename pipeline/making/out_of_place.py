"""A document that makes no sense now, as its kind says: nobody to remind, nothing to rank, a forum still to come."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import trees
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Jenis
from pipeline.words import indonesian
from pipeline.words.chapter import Word
from pipeline.words.say import described, vocabulary


def check(jenis: Jenis, kind: str, dossier: Dossier, words: Mapping[str, Word]) -> Iterator[Problem]:
    """Return a warning for each thing that the kind needs and the words or the dates of a document do not have."""
    said = trees.find(dossier.tree, ("dokumen", kind)).at
    at = said if not dossier.unit or Path(said.file).stem == dossier.unit else dossier.own
    for needed in jenis.syarat:
        if _many(words, needed.kata) < needed.sekurangnya:
            yield problem(at, "C022", kind=kind, why=needed.sebab)
    letter = dossier.effective.dokumen[kind]
    for key, fact in jenis.isi.items():
        day = letter.isi.get(key)
        if fact.dari_surat and isinstance(day, dt.date) and letter.tanggal:
            early, late = (letter.tanggal, day) if fact.dari_surat == "sesudah" else (day, letter.tanggal)
            if late < early:
                there = trees.find(dossier.tree, ("dokumen", kind, "isi", key)).at
                yield problem(there, "C022", kind=kind, why=_when(fact.arti, day, letter.tanggal))


def unknown(jenis: Jenis, place: Place) -> Iterator[Problem]:
    """Return a problem for each word that a kind needs and none of its chapters says."""
    known = {*described(vocabulary(jenis))}
    known |= {path[: found.start()] for path in known for found in re.finditer(r"\[\]|\.", path)}
    for needed in jenis.syarat:
        if needed.kata not in known:
            values = {"field": "syarat.kata", "found": f'"{needed.kata}"', "expected": phrase("kata dari `kosakata`")}
            yield problem(place, "I003", **values, hint=phrase("perbaiki nilainya"))


def _when(meaning: str, day: dt.date, written: dt.date) -> Text:
    days = {"day": indonesian.dated(day), "written": indonesian.dated(written)}
    if day < written:
        return phrase("{meaning} {day}, sebelum tanggal surat {written}", meaning=meaning, **days)
    return phrase("{meaning} {day}, sesudah tanggal surat {written}", meaning=meaning, **days)


def _many(words: object, path: str) -> int:
    """Return how many a word has: items of a list, what a number counts, of other text whether it is there."""
    for step in path.split("."):
        words = words.get(step) if isinstance(words, Mapping) else None
    if isinstance(words, str):
        digits = words.replace(".", "")
        return int(digits) if digits.isdecimal() else int(words not in ("", indonesian.DASH))
    return len(words) if isinstance(words, (list, tuple)) else int(bool(words))
