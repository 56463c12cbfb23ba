"""Tags: a part's XML to Jinja, proved harmless and compiled once, rendered many times.

The only module that imports docxtpl, and only where a template is compiled.
"""

import contextlib
import html
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
from pipeline.documents.parts import Source
from pipeline.documents.proof import Proof, Tag, Tags
from pipeline.documents.tag_advice import unreadable
from pipeline.documents.typed import Where, lines_of
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem


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


def compile_part(source: Source, file: str, problems: list[Problem]) -> Part | None:
    """Return a part ready to be rendered; its faults as problems with the paragraph's text, and then `None`."""
    before = len(problems)
    text, lines = _jinja(source.xml)
    where = Where(source.typed, lines)
    try:
        tree = _ENVIRONMENT.parse(text)
        proof = Proof(where, file, problems)
        proof.body(tree.body, {}, 0)
        if len(problems) == before:
            proof.end()
        if len(problems) > before:
            return None
        code = _ENVIRONMENT.compile(Readable().visit(tree))
        return Part(source, text, of_code(code), Tags(proof.tags), file, where, code)
    except jinja2.TemplateSyntaxError as fault:
        problems.append(unreadable(fault, text, where, file))
    except (RecursionError, SyntaxError, MemoryError):
        tag = where.at(len(lines))
        problems.append(problem(Place(file), "T025", found=phrase("tanda templatnya terlalu dalam"), part=tag.place))
    return None


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
    return _ENVIRONMENT.parse(jinja)


# --- from XML to Jinja -----------------------------------------------------------------------------------------------


def _jinja(xml: str) -> tuple[str, tuple[int, ...]]:
    """Return the part as docxtpl reads it, each tag on a line of its own, and the number of the tag on each line."""
    from docxtpl import DocxTemplate

    text = str(DocxTemplate("").patch_xml(xml))
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda tag: html.unescape(tag[0]).translate(_QUOTES), text)
    return lines_of(text)


_TOGETHER = 256
"""Pieces of a part that are joined, and their size asked for, at once."""
_QUOTES = str.maketrans("„‟″‚‛′", "\"\"\"'''")
"""Quotes that Word and phones put in the place of straight ones; docxtpl knows the others."""
_ENVIRONMENT = environment(jinja2.StrictUndefined)
_LENIENT = environment(NotedMissing)


def of_code(code: CodeType, environment: jinja2.Environment = _ENVIRONMENT) -> jinja2.Template:
    """Return a proved part as it is rendered."""
    return jinja2.Template.from_code(environment, code, environment.globals)


@lru_cache(maxsize=64)
def _lenient(jinja: str) -> jinja2.Template:
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
