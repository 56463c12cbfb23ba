"""Parts of a template, compiled once and rendered many times; what proves and compiles them is imported only then."""

import contextlib
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from types import CodeType
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from pipeline.documents.compare import NotText, Readable
from pipeline.documents.language import GATHERED, Gathered, NotedMissing, environment
from pipeline.documents.tag import Source, Tag, Tags, Where
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Refusal, problem


class Noting(NamedTuple):
    """A part as `half_said` compiles it, to note what it prints of nothing: its code, and that ready to run."""

    code: CodeType
    template: jinja2.Template


class Part(NamedTuple):
    """A compiled part, and its code as Python runs it; `noting` where that was kept with it."""

    source: Source
    jinja: str
    template: jinja2.Template
    tags: Tags
    file: str
    where: Where
    code: CodeType
    noting: Noting | None = None


class MissingWords(Exception):  # noqa: N818
    """Words that the template needs and nobody says."""

    def __init__(self, tags: tuple[Tag, ...]) -> None:
        self.tags = tags
        super().__init__(tags)


def render_part(part: Part, words: Mapping[str, object], most: int, number: int) -> tuple[str, Gathered]:
    """Return the part's XML, and what it refers to; its pictures are numbered after `nomor`.

    Raises `MissingWords` with every word that is needed and not said; `NotText`; `Refusal` past `most` characters.
    """
    found = Gathered(number=number)
    try:
        return joined(part, part.template, {**words, GATHERED: found}, most), found
    except jinja2.UndefinedError:
        missing = _missing(part, words, most)
        raise MissingWords(tuple(_where(part, name) for name in missing)) from None


def joined(part: Part, template: jinja2.Template, words: dict[str, object], most: int) -> str:
    """Return what a compiled part comes to; `Refusal` past `most` characters."""
    chunks = template.root_render_func(template.new_context(words))
    pieces: list[str] = []
    size = 0
    while some := tuple(islice(chunks, _TOGETHER)):
        piece = "".join(some)
        size += len(piece)
        if size > most:
            raise Refusal([problem(Place(part.file), "T010", most=phrase("{most} karakter", most=most))])
        pieces.append(piece)
    return "".join(pieces)


def parse(jinja: str) -> nodes.Template:
    """Return what a compiled part says, as a tree."""
    return ENVIRONMENT.parse(jinja)


_TOGETHER = 256
"""Pieces of a part that are joined, and their size asked for, at once."""
ENVIRONMENT = environment(jinja2.StrictUndefined)
_LENIENT = environment(NotedMissing)


def of_code(code: CodeType, environment: jinja2.Environment = ENVIRONMENT) -> jinja2.Template:
    """Return a proved part as it is rendered."""
    return jinja2.Template.from_code(environment, code, environment.globals)


@lru_cache(maxsize=64)
def _lenient(jinja: str) -> jinja2.Template:
    from pipeline.documents.proof import Proof  # only where a word is missing

    tree = _LENIENT.parse(jinja)
    Proof(Where((), ()), "", []).body(tree.body, {}, 0)
    return of_code(_LENIENT.compile(Readable().visit(tree)), _LENIENT)


def _missing(part: Part, words: Mapping[str, object], most: int) -> list[str]:
    NotedMissing.seen.clear()
    with contextlib.suppress(NotText):
        joined(part, _lenient(part.jinja), {**words, GATHERED: Gathered()}, most)
    return [_listed(part, words, name) for name in dict.fromkeys(NotedMissing.seen)]


def _listed(part: Part, words: Mapping[str, object], name: str) -> str:
    """Return a word that is missing; where it is one of a list (`daftar[0]`), as it is typed."""
    index = int(name) if name.isdecimal() else 0 if name == "None" else None
    typed = (f"[{name}]", "|first" if index == 0 else "|last")
    asked = sorted(part.tags, key=lambda tag: not any(sign in tag.typed for sign in typed))
    for tag in asked if index is not None else ():
        base, _, _ = tag.word.partition("[]")
        value: object = words
        for step in base.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, (list, tuple)) and len(value) <= (index or 0):
            return f"{base}[{index}]"
    return name


def _where(part: Part, name: str) -> Tag:
    """Return the first use of a word by the last step of its path."""
    if name.endswith("]"):
        return Tag(name, "", "")
    fitting = (tag for tag in part.tags if tag.word.rpartition(".")[2] == name)
    around = (re.match(rf"(.*\.)?{re.escape(name)}(?=\.)", tag.word) for tag in part.tags)
    above = (Tag(found[0], "", "") for found in around if found)
    return next(fitting, next(above, Tag(name, "", "")))
