"""What a kind of document says of its own facts: their names, what each is, and the model that they make together."""

import re
import warnings
from collections.abc import Mapping
from types import GenericAlias
from typing import Annotated, Any, Literal, NamedTuple

import pydantic
from pydantic import BeforeValidator, Field, model_validator

from pipeline.problems.phrase import phrase
from pipeline.sources.nearest import near
from pipeline.sources.person_model import Orang
from pipeline.sources.types import Date, Model, Pattern, Text, YesNo, as_key, expect, whole

Single = Literal["teks", "bilangan", "tanggal", "orang", "gambar"]
"""What one value may be."""


def _as_fact_key(text: str) -> str:
    return re.sub(r"^(?:model_|[\d_])+", "", as_key(text))


FactKey = Annotated[
    str,
    Pattern(r"(?!model_)[a-z][a-z0-9_]*", "kunci: huruf kecil, angka, garis bawah; tidak diawali model_", _as_fact_key),
]


CAPTION = "keterangan"
"""What is said of a picture below it."""


_KEY = r"[a-z][a-z0-9_]*"
_AS_WRITTEN = re.compile(r"(?i)(?:rp\.?\s*)?(\d{1,3}(?:[.,]\d{3})+|\d+)(?:,(?:-|00))?(?:\s*[a-z]+)?")
"""A number as offices write it: `Rp1.500.000,-`, `12 buah`."""


def _bare(value: object) -> object:
    """Return a number as it was typed; of one with what surrounds it on paper, refuse and say the bare one."""
    found = _AS_WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    digits = re.sub(r"\D", "", found[1]) if found else value
    if digits != value:
        raise expect(phrase("bilangan bulat saja: {digits}", digits=digits), str(digits))
    return value


Whole = Annotated[
    int,
    Pattern(
        r"0|[1-9]\d{0,14}",
        "bilangan bulat, paling banyak 15 angka",
        whole,
        "tulis angkanya saja, atau jadikan butir ini `jenis: teks` di jenis.yaml",
    ),
    BeforeValidator(_bare),
]
"""A whole number of a fact: money as well, so it may be large."""


class Gambar(Model):
    """A picture beside the file that names it, with what is printed below it; or what is said to who cannot see it."""

    berkas: Text
    keterangan: Text | None = None
    teks_alternatif: Text | None = None

    @model_validator(mode="after")
    def _is_described(self) -> "Gambar":
        if not self.described:
            cure = phrase("tambahkan `keterangan: ...`")
            raise expect("`keterangan`, yang dicetak di bawahnya; atau `teks_alternatif`, bila tidak dicetak", cure)
        return self

    @property
    def described(self) -> str:
        """What it shows, for who cannot see it."""
        return self.teks_alternatif or self.keterangan or ""


KINDS: Mapping[str, Any] = {
    "teks": Text,
    "bilangan": Whole,
    "tanggal": Date,
    "orang": Orang,
    "gambar": Gambar,
}
"""The kind of value that a fact may hold, by the name that `jenis` gives it."""


def _of_one(value: object) -> object:
    """Return the kind of a column; refuse those that hold several values: a row holds one of each."""
    if value in ("daftar", "tabel", "jumlah"):
        cure = phrase("tulis `jenis: teks`, dan setiap butirnya di baris tabel sendiri")
        raise expect(phrase("satu nilai setiap kolom: {choices}", choices=", ".join(KINDS)), cure)
    return value


class Kolom(Model):
    """A column of a table of facts."""

    jenis: Annotated[Single, BeforeValidator(_of_one)] = "teks"
    arti: Text
    wajib: YesNo = True


TOTAL = "jumlah"
"""The kind of fact that is counted from others, and never typed."""


class Butir(Model):
    """A fact of a kind of document: what it is, what it means, whether every document has to say it.

    A total comes `dari` a column of numbers of a table (`rincian.biaya`), which it adds up, or a list, which it counts.
    A date may have its side of the date of the document, `dari_surat`; the same day is on either.
    """

    jenis: Literal["teks", "bilangan", "tanggal", "orang", "gambar", "daftar", "tabel", "jumlah"]
    arti: Text
    wajib: YesNo = True
    dari: Annotated[str, Pattern(rf"{_KEY}(\.{_KEY})?", "isi daftar, atau yang dijumlahkan: rincian.biaya")] | None = (
        None
    )
    kolom: Annotated[dict[FactKey, Kolom], Field(min_length=1)] | None = None
    dari_surat: Literal["sebelum", "sesudah"] | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Butir":
        if self.dari_surat and self.jenis != "tanggal":
            cure = phrase("tulis `jenis: tanggal`, atau hapus `dari_surat`")
            raise expect("`dari_surat` hanya bersama `jenis: tanggal`", cure, "dari_surat")
        if (self.jenis == "tabel") != (self.kolom is not None):
            cure = phrase("tulis `jenis: tabel`, atau hapus `kolom`")
            cure = cure if self.kolom else phrase("tambahkan `{line}`", line="kolom: {kolom_a: {arti: ...}}")
            wrong = "kolom" if self.kolom else "jenis"
            raise expect("`kolom` bersama `jenis: tabel`, dan hanya bersama itu", cure, wrong)
        if self.dari is not None and self.jenis not in ("daftar", TOTAL):
            cure = phrase("tulis `jenis: daftar`, atau hapus `dari`")
            raise expect("`dari` hanya bersama `jenis: daftar` atau `jenis: jumlah`", cure, "dari")
        if self.jenis == "daftar" and self.dari not in (None, *KINDS):
            meant, choices = near(str(self.dari), tuple(KINDS)), ", ".join(KINDS)
            cure = phrase("hapus `dari` bila isinya teks")
            raise expect(
                phrase("`dari` sebuah daftar salah satu di antara: {choices}", choices=choices), meant or cure, "dari"
            )
        if self.jenis == TOTAL and "wajib" in self.model_fields_set:
            raise expect("`wajib` tidak bersama `jenis: jumlah`, yang dihitung", phrase("hapus `wajib`"), "wajib")
        if self.jenis == TOTAL and self.dari is None:
            cure = phrase("tambahkan `dari: ...`")
            raise expect("`dari` yang menyebut apa yang dijumlahkan, misalnya `dari: rincian.biaya`", cure, "jenis")
        return self


Facts = Mapping[str, Butir]
"""The facts of a kind of document, by their keys."""


def is_typed(fact: Butir) -> bool:
    """Return whether files say a fact; a total is counted."""
    return fact.jenis != TOTAL


def uncounted(facts: Facts) -> str | None:
    """Return the key of a total that comes from nothing that can be counted; `None` where each does."""
    return next(
        (key for key, fact in facts.items() if not is_typed(fact) and not _is_counted(facts, fact.dari or "")), None
    )


def countable(facts: Facts) -> list[str]:
    """Return what totals may come from: tables and lists, and the columns of numbers of a table."""
    columns = [f"{key}.{name}" for key, fact in facts.items() for name in fact.kolom or {}]
    every = [*(key for key in facts), *columns]
    return [each for each in every if _is_counted(facts, each)]


def _is_counted(facts: Facts, source: str) -> bool:
    key, of_column, name = source.partition(".")
    listed = facts.get(key)
    if listed is None or not of_column:
        return listed is not None and listed.jenis in ("daftar", "tabel")
    return name in (listed.kolom or {}) and (listed.kolom or {})[name].jenis == "bilangan"


class Row(Model):
    """A row of a table of facts: it says something, whatever its columns may leave out."""

    @model_validator(mode="after")
    def _says_something(self) -> "Row":
        if all(value is None for _, value in self):
            raise expect("baris yang sekurangnya satu kolomnya berisi")
        return self


class _Field(NamedTuple):
    kind: Any
    required: bool
    meaning: str


def model_of(facts: Facts, *, partly: bool = False) -> type[Model]:
    """Return the model that the facts of a kind make; `partly` that of one layer, which need not say them all."""
    typed = {key: fact for key, fact in facts.items() if is_typed(fact)}
    fields = {key: _Field(_kind(key, fact), fact.wajib and not partly, fact.arti) for key, fact in typed.items()}
    return _model("Isi", Model, fields)


def _kind(key: str, fact: Butir) -> Any:
    if fact.kolom is not None:
        columns = {name: _Field(KINDS[column.jenis], column.wajib, column.arti) for name, column in fact.kolom.items()}
        return _several(fact, _model(f"Baris_{key}", Row, columns))
    if fact.jenis == "daftar":
        return _several(fact, KINDS[fact.dari or "teks"])
    return KINDS[fact.jenis]


def _several(fact: Butir, kind: Any) -> Any:
    """Return the kind of a list: one that every document has to say has an item at least."""
    several = GenericAlias(list, kind)
    return Annotated[several, Field(min_length=1)] if fact.wajib else several


def _model(name: str, base: type[Model], fields: Mapping[str, _Field]) -> type[Any]:
    declared: dict[str, Any] = {
        key: (field.kind, Field(description=field.meaning))
        if field.required
        else (field.kind | None, Field(default=None, description=field.meaning))
        for key, field in fields.items()
    }
    with warnings.catch_warnings():  # a fact may have the name of a method of models: it is only looked up by name
        warnings.simplefilter("ignore")
        return pydantic.create_model(name, __base__=base, **declared)
