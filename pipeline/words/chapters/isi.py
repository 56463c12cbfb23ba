"""The chapter `isi`: the own facts of a kind of document, as its file names them."""

import datetime as dt
from collections.abc import Iterator, Mapping

from pipeline.sources.facts_model import CAPTION, TOTAL, Butir, Facts, Gambar, Kolom, Row, is_typed
from pipeline.sources.person_model import Penandatangan
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Word, Words
from pipeline.words.persons import PERSON, person

NAME = "isi"
ORDER, NEEDS = 15, frozenset({Need.PICTURES})

KATA = (("isi.<kunci>", "butir yang disebut `isi` di jenis.yaml; kata-katanya: skm words <jenis>"),)


def say(material: Material) -> Words:
    """Return the facts; of one that is left out nothing is said: an empty text, list or person, and no picture."""
    facts = facts_of(material)
    said = material.dossier.effective.dokumen[material.kind].isi
    found = {
        key: _word(material, fact, said.get(key)) if is_typed(fact) else _total(material, str(fact.dari), said)
        for key, fact in facts.items()
    }
    return {"isi": {key: word for key, word in found.items() if word is not None}}


def _total(material: Material, source: str, said: Mapping[str, object]) -> Words:
    """Return what a column comes to, or how many a list has; of a column without a number nothing is said."""
    key, of_column, name = source.partition(".")
    listed = said.get(key)
    rows = listed if isinstance(listed, list) else []
    if not of_column:
        return _number(material, len(rows))
    values = [value for row in rows if isinstance(value := getattr(row, name), int)]
    return _number(material, sum(values) if values else None)


def _number(material: Material, value: object) -> Words:
    if not isinstance(value, int):
        return {"jumlah": "", "terbilang": ""}
    return {**indonesian.counted(value, material.dossier.office.instansi.gaya.desimal)}


def facts_of(material: Material) -> Facts:
    """Return what the kind of a document says of its own facts."""
    return material.dossier.office.own.kinds[material.kind].isi


def words_of(facts: Facts) -> Iterator[tuple[str, str]]:
    """Return every path that the facts of a kind come to, with what it means."""
    for key, fact in facts.items():
        path = f"isi.{key}"
        if fact.kolom is not None:
            for name, column in fact.kolom.items():
                yield from _paths(f"{path}[].{name}", column.jenis, f"{fact.arti}: {column.arti}")
        elif fact.jenis == "daftar":
            yield from _paths(f"{path}[]", fact.dari or "teks", f"{fact.arti}, satu per satu")
        else:
            yield from _paths(path, fact.jenis, fact.arti)


def dates_of(facts: Facts) -> Iterator[str]:
    """Return the paths of the facts that are dates."""
    for key, fact in facts.items():
        if fact.kolom is not None:
            yield from (f"isi.{key}[].{name}" for name, column in fact.kolom.items() if column.jenis == "tanggal")
        elif is_typed(fact) and "tanggal" in (fact.jenis, fact.dari):
            yield f"isi.{key}[]" if fact.jenis == "daftar" else f"isi.{key}"


_ASKED_ALONE = ("daftar", "tabel", "teks", "tanggal")
"""Kinds of fact that a condition asks for by their own word."""


def optional(facts: Facts) -> Iterator[str]:
    """Return the paths of the lists, tables, texts and dates that a document may leave out."""
    yield from (f"isi.{key}" for key, fact in facts.items() if fact.jenis in _ASKED_ALONE and not fact.wajib)


def _paths(path: str, kind: str, meaning: str) -> Iterator[tuple[str, str]]:
    if kind == "orang":
        yield from ((f"{path}.{name}", f"{meaning}: {what}") for name, what in PERSON)
    elif kind in ("bilangan", TOTAL):
        yield from (
            (f"{path}.jumlah", Number(f"{meaning} (banyaknya)")),
            (f"{path}.terbilang", f"{meaning}, dengan huruf"),
        )
    elif kind == "gambar":
        yield path, f"{meaning} (gambar)"
        yield f"{path}.{CAPTION}", f"{meaning}: keterangannya; kosong bila tidak ada"
    else:
        yield path, meaning


def _word(material: Material, fact: Butir | Kolom, value: object) -> Word | None:
    """Return a fact as a word; `None` for a picture that nobody gave."""
    if isinstance(fact, Butir) and fact.jenis in ("daftar", "tabel"):
        rows = value if isinstance(value, list) else []
        columns = fact.kolom
        each = Kolom.model_validate({"jenis": fact.dari or "teks", "arti": fact.arti})
        items = (_row(material, columns, row) if columns else _word(material, each, row) for row in rows)
        return [item for item in items if item is not None]
    if isinstance(value, Gambar):
        return material.pictures.get(value)
    if fact.jenis == "orang":
        return person(value if isinstance(value, Penandatangan) else None)
    if fact.jenis == "bilangan":
        return _number(material, value)
    if fact.jenis == "tanggal":
        return indonesian.dated(value) if isinstance(value, dt.date) else indonesian.undated("")
    return str(value) if value is not None and fact.jenis == "teks" else None if fact.jenis == "gambar" else ""


def _row(material: Material, columns: Mapping[str, Kolom], row: object) -> Words:
    assert isinstance(row, Row)
    found = {name: _word(material, column, getattr(row, name)) for name, column in columns.items()}
    return {name: word for name, word in found.items() if word is not None}
