"""The kinds of value that a field may hold: text of a shape, a date, a choice; each refuses in a sentence."""

import contextlib
import datetime as dt
import os
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import pydantic
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipeline.problems.phrase import Phrase, Sentence, phrase
from pipeline.sources.calendar import date_advice
from pipeline.sources.nearest import tidy

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what a file may say is no affair of what is installed

SLUG = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*"
"""A name that every computer can hold: Windows keeps some for its devices, and no path may grow too long."""
"""Names of units, institutions and kinds of document: they are also names of files."""
KUNCI = r"[a-z][a-z0-9_]*"
ALIKE = "alike"
"""The fault of a mapping in which two names are compared as one and mean different things."""
_V = TypeVar("_V")
_KUNCI: Sentence = "kunci: huruf kecil, angka, garis bawah"


def expect(what: Sentence | Phrase, instead: str | Phrase = "", field: str = "") -> PydanticCustomError:
    """Return the fault of a value: a sentence of what was expected, and what to write instead, where that is plain.

    `instead` is the right value, or a sentence; `field` is the one of a group that does not fit the others.
    """
    said = what if isinstance(what, Phrase) else phrase(what)
    return PydanticCustomError("expected", "{what}", {"what": said, "instead": instead, "field": field})


def _date(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    right = str(dict(advice.values)["day"]) if (advice := date_advice(value)) else ""
    raise expect(date_advice(value) or phrase("tanggal yang ada, ditulis tahun-bulan-hari seperti 2025-07-02"), right)


class Pattern(NamedTuple):
    """A text that fits a pattern whole; an editor is told the same pattern.

    `tidied` makes one of what people type; `otherwise` is what to do where it cannot.
    """

    pattern: str
    what: Sentence
    tidied: Callable[[str], str] = str
    otherwise: Sentence = ""

    def _check(self, value: object) -> object:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            instead = self.tidied(value) if isinstance(value, str) else ""
            otherwise = phrase(self.otherwise) if self.otherwise else ""
            raise expect(self.what, instead if re.fullmatch(self.pattern, instead) else otherwise)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: object) -> dict[str, Any]:
        # an editor takes a bare 12 for a number; here it is the text that was typed
        numbers = ["integer"] if re.fullmatch(self.pattern, "1") else []
        found = {"type": ["string", *numbers], "pattern": f"^(?:{self.pattern})$", "minimum": 0}
        message = f"yang diharapkan {self.what}"
        return {**found, "errorMessage": message, "patternErrorMessage": message}


class OrKey(NamedTuple):
    """A mapping in whose place an editor takes a key; the key is gone when a file is held against its model."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: pydantic.GetJsonSchemaHandler) -> dict[str, Any]:
        return {"oneOf": [handler(core), Pattern(KUNCI, _KUNCI).__get_pydantic_json_schema__(core, handler)]}


class OrSeveral(NamedTuple):
    """A text in whose place an editor takes a list of such."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: pydantic.GetJsonSchemaHandler) -> dict[str, Any]:
        found = handler(core)
        return {"anyOf": [found, {"type": "array", "items": found, "minItems": 1}]}


def _several(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(item, str) and item.strip() for item in value):
        return "; ".join(value)
    return value


def as_key(text: str) -> str:
    """Return a name as a key: what is not allowed in one becomes a low line."""
    return re.sub(r"[^a-z0-9]+", "_", text.strip().lower()).strip("_")


def as_slug(text: str) -> str:
    """Return a name as that of a file: what is not allowed in one becomes a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-")


def whole(text: str) -> str:
    """Return the digits of a whole number that is written with `Rp`, points between thousands, or what it counts."""
    found = re.fullmatch(
        r"(?:Rp\.? ?)?(\d+|\d{1,3}(?:([. ,])\d{3})(?:\2\d{3})*)(?:,00|,-)?(?: [^\W\d]+)*", text.strip()
    )
    return re.sub(r"\D", "", found[1]).lstrip("0") or "0" if found else ""


def _enclosed(text: str) -> str:
    """Return how many are enclosed, of what letters print: `Satu Bendel`, `1 (satu) berkas`, `-`."""
    said = re.sub(r"\(.*?\)", " ", text.strip().lower()).split()
    if said in ([], ["-"], ["tidak", "ada"], ["nihil"]):
        return "0" if said else ""
    many = str(_COUNTED.index(said[0]) + 1) if said[0] in _COUNTED else said[0]
    return " ".join((many, *said[1:]))


_COUNTED = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def _decimal(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d+([.,]\d+)?", value):
        return Decimal(value.replace(",", "."))
    raise expect("bilangan seperti 3,20")


def _content(value: object) -> object:
    if isinstance(value, str):
        value = value.rstrip("\n")
        if not value.strip():
            raise expect("teks yang tidak kosong")
        if "${" in value:
            raise expect("teks tanpa ${...}; peubah SRIKANDI ditulis sendiri oleh MODE=srikandi")
    return value


def _time(value: object) -> object:
    if isinstance(value, list) and all(isinstance(label, str) for label in value) and len(set(value)) == len(value):
        return dict.fromkeys(value, "")
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return value
    raise expect("daftar kolom waktu seperti [TW II], atau kolom dengan isinya seperti {2025: Penyusunan SOP}")


def _weight(value: object) -> object:
    if isinstance(value, dict) and value:
        return {key: _decimal(weight) for key, weight in value.items()}
    if value in WEIGHT:
        return value
    raise expect(phrase("{bobot}, atau bobot setiap unsur", bobot=", ".join(WEIGHT)))


def each_once(value: list[str]) -> list[str]:
    """Return a list of choices that names each once; refuse another."""
    double = next((item for at, item in enumerate(value) if item in value[:at]), None)
    if double is not None:
        raise expect(phrase("setiap butir sekali saja; `{double}` dua kali", double=double))
    return value


def each_its_own(value: dict[str, _V]) -> dict[str, _V]:
    """Return a mapping whose names mean one thing each as sheets are compared with them; refuse another."""
    first: dict[str, str] = {}
    for name, meant in value.items():
        other = first.setdefault(tidy(name), name)
        if value[other] != meant:
            raise PydanticCustomError(ALIKE, "{name}", {"name": name, "other": other})
    return value


def _series(value: object) -> object:
    if value in ("urutan", "semua") or (
        isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    ):
        return value
    raise expect("`urutan`, `semua`, atau daftar unsur yang dipilih")


def _yes_no(value: object) -> object:
    if value in ("ya", "tidak"):
        return value == "ya"
    meant = _YES_NO.get(value.strip().casefold(), "") if isinstance(value, str) else ""
    raise expect("ya atau tidak", meant)


_YES_NO = {
    **dict.fromkeys(("ya", "y", "yes", "true", "on", "benar", "1"), "ya"),
    **dict.fromkeys(("tidak", "t", "n", "no", "false", "off", "bukan", "0"), "tidak"),
}


Text = Annotated[str, BeforeValidator(_content), StringConstraints(max_length=20_000)]
Recipient = Annotated[
    str,
    Pattern(r"[^{}]*(\{nama\}[^{}]*)*", "teks, atau daftar teks; {nama} menjadi nama unitnya"),
    BeforeValidator(_content),
    BeforeValidator(_several),
    OrSeveral(),
]
"""Whom a letter is for: a text, in which `{nama}` stands for the unit's name; several as a list."""
Date = Annotated[dt.date, BeforeValidator(_date)]
Key = Annotated[str, Pattern(KUNCI, _KUNCI, as_key)]
Slug = Annotated[str, Pattern(SLUG, "nama berkas: huruf kecil, angka, tanda hubung", as_slug)]
_LINK = (
    r"(https?://[\w.-]+(:\d{1,5})?(?=[/?#]|$)|mailto:(?=[^/]+@))"
    r'([^\s"<>\\^`{|}%]|%[0-9A-Fa-f]{2})*'
)
Link = Annotated[str, Pattern(_LINK, "alamat web seperti https://contoh.id/berkas")]
Count = Annotated[int, Pattern(r"[1-9]\d{0,5}", "bilangan bulat mulai dari 1", whole)]
Nip = Annotated[str, Pattern(r"[0-9][0-9 ]*", "angka NIP")]
Lampiran = Annotated[
    str, Pattern(r"0|[1-9]\d{0,3}( [a-z]+)?", "jumlah lampiran seperti 1 atau 2 lembar; 0 bila tidak ada", _enclosed)
]
DecimalText = Annotated[Decimal, BeforeValidator(_decimal)]
Printed = Annotated[str, Pattern(r"\d{1,3}([.,]\d{1,6})?", "angka seperti yang tercetak: 99,09")]
TimeSpan = Annotated[dict[str, str], BeforeValidator(_time), WithJsonSchema({"type": ["array", "object"]})]
"""The columns of time in which a programme is planned, each with the words in its cell; no words is a tick."""
PeriodId = Annotated[str, Pattern(r"[12]\d{3}([ST][1-4]|B(0[1-9]|1[0-2]))?", "periode seperti 2023S2")]
Tallied = Annotated[int, Pattern(r"0|[1-9]\d{0,8}", "bilangan bulat", whole)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
WEIGHT = ("sama", "dua-desimal", "tiga-desimal")
Weight = Annotated[Any, BeforeValidator(_weight)]
"""A named rule, or a weight for each element."""
Seri = Annotated[Any, BeforeValidator(_series)]
"""How a tie at the cut is settled: by order, with all of them, or by name."""
Profil = Literal["jenis_kelamin", "umur", "pendidikan", "pekerjaan"]
Skor = Annotated[int, Pattern(r"[0-4]", "nilai 1, 2, 3, atau 4; 0 bila berarti tidak dijawab")]


class Model(BaseModel):
    """A mapping in a file; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
