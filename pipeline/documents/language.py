"""The language of templates: words as XML text, pictures and links as references, and nothing of Python."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2.runtime import ChainableUndefined, Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment

from pipeline.documents import parts
from pipeline.words.chapter import Gambar

FILTERS = ("upper", "lower", "capitalize", "first", "last", "length")
"""The filters that a template may use."""
TERKUMPUL = "terkumpul__"
"""The name under which a part's references are collected while it is rendered."""
LOOP = ("first", "last", "index", "index0", "length", "revindex")
_SPECIAL = re.compile("[&<>\n\t\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "\r": "",
}


@dataclass(slots=True)
class Terkumpul:
    """What a part refers to while it is rendered: addresses with their ids, pictures by their place in the zip."""

    tautan: dict[str, str] = field(default_factory=dict)
    gambar: dict[str, Gambar] = field(default_factory=dict)
    nomor: int = 1000


class BukanTeks(Exception):  # noqa: N818
    """A word stands where text is expected, but it is a list, a group or a picture; or the other way round."""


class _Siap(str):
    """Text that is XML already."""

    __slots__ = ()


class _Environment(SandboxedEnvironment):
    """Jinja that knows words and nothing else: a dot reads from a group of words, never from a Python object."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, jinja2.Undefined):
            return obj
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, (list, tuple)) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, argument)


class Catatan(ChainableUndefined):
    """A missing word that is noted when it is used, and then prints nothing."""

    seen: list[str] = []  # noqa: RUF012 - emptied by `_missing`, which is its only user

    def _note(self, *_: object) -> Any:
        self.seen.append(str(self._undefined_name))
        return ""

    def __iter__(self) -> Iterator[object]:
        self._note()
        return iter(())

    def __bool__(self) -> bool:
        self._note()
        return False

    def __len__(self) -> int:
        self._note()
        return 0

    __str__ = __html__ = _note


def _selesai(value: object) -> str:
    """Return a word as XML text; refuse what is no text."""
    if type(value) is str:
        return _SPECIAL.sub(_escape, value) if _SPECIAL.search(value) else value
    if type(value) is _Siap:
        return value
    if type(value) is int:
        return str(value)
    if isinstance(value, jinja2.Undefined):
        return str(value)
    raise BukanTeks(value)


def _escape(found: re.Match[str]) -> str:
    return _REPLACED.get(found[0], "\ufffd")


def _atribut(value: object) -> _Siap:
    """Return a word as the value of an XML attribute."""
    if type(value) is _Siap:
        return value
    if isinstance(value, jinja2.Undefined):
        return _Siap(str(value))
    if type(value) not in (str, int):
        raise BukanTeks(value)
    text = html.escape(str(value), quote=True)
    return _Siap(re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", text))


def _alamat(value: object) -> _Siap:
    """Return a word as an address inside a field code, where a quote would end it."""
    if type(value) is not str:
        raise BukanTeks(value)
    return _atribut(value.replace('"', "%22").replace("\\", "%5C"))


def _picture(value: object) -> Gambar:
    if isinstance(value, jinja2.Undefined):
        str(value)
    if not isinstance(value, Gambar):
        raise BukanTeks(value)
    return value


def _found(context: Context) -> Terkumpul:
    found = context[TERKUMPUL]
    assert isinstance(found, Terkumpul)
    return found


@jinja2.pass_context
def _tautan_rid(context: Context, value: object, before: str, after: str) -> _Siap:
    if isinstance(value, jinja2.Undefined):
        return _Siap(str(value))
    if type(value) is not str:
        raise BukanTeks(value)
    tautan = _found(context).tautan
    return _Siap(tautan.setdefault(f"{before}{value}{after}", parts.link_id(len(tautan))))


@jinja2.pass_context
def _gambar_rid(context: Context, value: object) -> _Siap:
    gambar = _picture(value)
    pictures = _found(context).gambar
    name = parts.picture_name(gambar)
    pictures.setdefault(name, gambar)
    return _Siap(parts.picture_id(list(pictures).index(name)))


@jinja2.pass_context
def _gambar_nomor(context: Context, value: object) -> _Siap:
    _picture(value)
    found = _found(context)
    found.nomor += 1
    return _Siap(found.nomor)


def _gambar_lebar(value: object, cx: int, cy: int) -> _Siap:
    gambar = _picture(value)
    return _Siap(min(cx, cy * gambar.lebar // gambar.tinggi))


def _gambar_tinggi(value: object, cx: int, cy: int) -> _Siap:
    gambar = _picture(value)
    return _Siap(min(cy, cx * gambar.tinggi // gambar.lebar))


def _kolom_lebar(value: object, width: int) -> _Siap:
    """Return the width of each of so many columns that share a width."""
    return _Siap(width // max(_banyak(value), 1))


def _kolom_jumlah(value: object, others: int) -> _Siap:
    return _Siap(max(_banyak(value), 1) + others)


def _banyak(value: object) -> int:
    if isinstance(value, jinja2.Undefined):
        str(value)
    if not isinstance(value, (list, tuple)):
        raise BukanTeks(value)
    return len(value)


OWN_FILTERS = {
    "kolom_lebar": _kolom_lebar,
    "kolom_jumlah": _kolom_jumlah,
    "atribut": _atribut,
    "alamat": _alamat,
    "tautan_rid": _tautan_rid,
    "gambar_rid": _gambar_rid,
    "gambar_nomor": _gambar_nomor,
    "gambar_lebar": _gambar_lebar,
    "gambar_tinggi": _gambar_tinggi,
    "gambar_keterangan": lambda value: _atribut(_picture(value).keterangan),
}


def environment(undefined: type[jinja2.Undefined]) -> _Environment:
    """Return the language, with so-and-so standing for a word that nobody says."""
    made = _Environment(undefined=undefined, finalize=_selesai, autoescape=False, keep_trailing_newline=True)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS} | OWN_FILTERS
    return made
