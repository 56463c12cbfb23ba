"""The language of templates: words as XML text, pictures and links as references, and nothing of Python."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import ChainableUndefined, Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment

from pipeline.documents import captions, compare, filled, refers, told_apart
from pipeline.documents.captions import Caption
from pipeline.documents.compare import NotText
from pipeline.documents.quick_code import LOOP, SHORT, QuickCode
from pipeline.words import typography
from pipeline.words.chapter import Count, Dated, Picture

CASES = ("upper", "lower", "capitalize")
FILTERS = (*CASES, "first", "last", "length")
"""The filters that a template may use."""
GATHERED = "gathered__"
"""The name under which a part's references are collected while it is rendered."""
_TEXTS = (str, Count, Dated, *told_apart.KINDS)
_NOTHING = ("", "-")
"""What stands for an address that nobody gave."""
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
class Gathered:
    """What a part refers to while it is rendered: addresses with their ids, pictures by their place in the zip.

    `counts` says how far its captions are.
    """

    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    number: int = 1000
    counts: dict[str, int] = field(default_factory=dict)


class _Ready(str):
    """Text that is XML already."""

    __slots__ = ()


class _Environment(SandboxedEnvironment):
    """Jinja that knows words and nothing else: a dot reads from a group of words, never from a Python object."""

    code_generator_class = QuickCode
    printed: Callable[[str], str]

    def getattr(self, obj: Any, attribute: str) -> Any:
        words = obj.parts if isinstance(obj, Dated) else obj.below if isinstance(obj, Picture) else obj
        if isinstance(words, dict):
            return words[attribute] if attribute in words else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, jinja2.Undefined):
            return obj
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, (list, tuple)) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, argument)


class _Apart(Extension):
    """Refuses two texts with nothing between them: Jinja makes them one, which no word is."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        before = ""
        for token in stream:
            if token.type == before == "string":
                raise jinja2.TemplateSyntaxError("two texts", token.lineno)
            before = token.type
            yield token


class NotedMissing(ChainableUndefined):
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


def _finalize(value: object) -> str:
    """Return a word as XML text; refuse what is no text."""
    if isinstance(value, told_apart.Numbered):
        return told_apart.printed(value, _printed(str(value)))
    if isinstance(value, str) and type(value) in _TEXTS:
        return _printed(value) if len(value) < SHORT else _printed.__wrapped__(value)
    if type(value) is _Ready:
        return value
    if type(value) is int:
        return str(value)
    if isinstance(value, jinja2.Undefined):
        return str(value)
    raise NotText(value)


@lru_cache(maxsize=4096)
def _printed(text: str) -> str:
    """Return a text as XML text, its blanks bound; the letters of an office share most of what they say."""
    text = typography.kept_together(text)
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(found: re.Match[str]) -> str:
    return _REPLACED.get(found[0], "\ufffd")


def _attribute(value: object) -> _Ready:
    """Return a word as the value of an XML attribute."""
    if type(value) is _Ready:
        return value
    if isinstance(value, jinja2.Undefined):
        return _Ready(str(value))
    if type(value) not in (*_TEXTS, int):
        raise NotText(value)
    return _in_attribute(str(value))


@lru_cache(maxsize=512)
def _in_attribute(text: str) -> _Ready:
    return _Ready(re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", html.escape(text, quote=True)))


def _address(value: object) -> _Ready:
    """Return a word as an address inside a field code, where a quote would end it."""
    if not isinstance(value, str) or type(value) not in _TEXTS:
        raise NotText(value)
    return _attribute(value.replace('"', "%22").replace("\\", "%5C"))


def _picture(value: object) -> Picture:
    if isinstance(value, jinja2.Undefined):
        str(value)
    if not isinstance(value, Picture):
        raise NotText(value)
    return value


def _found(context: Context) -> Gathered:
    found = context[GATHERED]
    assert isinstance(found, Gathered)
    return found


@jinja2.pass_context
def _link_rid(context: Context, value: object, before: str, after: str, word: str) -> _Ready:
    if isinstance(value, jinja2.Undefined):
        return _Ready(str(value))
    if type(value) not in _TEXTS:
        raise NotText(value)
    if before and str(value).strip() in _NOTHING:
        return _Ready(str(context.environment.undefined(name=word)))
    links = _found(context).links
    return _Ready(links.setdefault(f"{before}{value}{after}", refers.link_id(len(links))))


@jinja2.pass_context
def _picture_rid(context: Context, value: object) -> _Ready:
    picture = _picture(value)
    pictures = _found(context).pictures
    name = refers.picture_name(picture)
    pictures.setdefault(name, picture)
    return _Ready(refers.picture_id(list(pictures).index(name)))


@jinja2.pass_context
def _picture_number(context: Context, value: object) -> _Ready:
    _picture(value)
    found = _found(context)
    found.number += 1
    return _Ready(found.number)


@jinja2.pass_context
def _caption_number(context: Context, name: str, shape: str, begins: str, repeats: int) -> _Ready:
    return _Ready(Caption.of(name, shape, begins, repeats).counted(_found(context).counts))


def _picture_width(value: object, cx: int, cy: int) -> _Ready:
    picture = _picture(value)
    return _Ready(min(cx, cy * picture.width // picture.height))


def _picture_height(value: object, cx: int, cy: int) -> _Ready:
    picture = _picture(value)
    return _Ready(min(cy, cx * picture.height // picture.width))


def _column_width(value: object, width: int) -> _Ready:
    """Return the width of each of so many columns that share a width."""
    return _Ready(width // max(_how_many(value), 1))


def _column_count(value: object, others: int) -> _Ready:
    return _Ready(max(_how_many(value), 1) + others)


def _how_many(value: object) -> int:
    if isinstance(value, jinja2.Undefined):
        str(value)
    if not isinstance(value, (list, tuple)):
        raise NotText(value)
    return len(value)


OWN_FILTERS = filled.FILTERS | {
    compare.FILTER: compare.compared,
    compare.HOLDS: compare.holds,
    "column_width": _column_width,
    "column_count": _column_count,
    captions.FILTER: _caption_number,
    "attribute": _attribute,
    "address": _address,
    "link_rid": _link_rid,
    "picture_rid": _picture_rid,
    "picture_number": _picture_number,
    "picture_width": _picture_width,
    "picture_height": _picture_height,
    "picture_alt": lambda value: _attribute(_picture(value).description),
}


def environment(undefined: type[jinja2.Undefined]) -> _Environment:
    """Return the language, with so-and-so standing for a word that nobody says."""
    made = _Environment(
        undefined=undefined, finalize=_finalize, autoescape=False, keep_trailing_newline=True, extensions=[_Apart]
    )
    made.printed = _printed
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS} | OWN_FILTERS
    return made
