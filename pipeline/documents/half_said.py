"""Words that have nothing to say and stand beside text that speaks of them: `Kode Pos -`, `sebanyak ( ) orang`.

So are a list without items that is repeated within a sentence, and a part of a date that is not there. What may be
empty is printed within a question whether it is there; only what stands alone, or beside blanks and other tags, may
stay empty without one. What a branch leaves out is not printed, so the parts in question are rendered.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import CodeType

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from pipeline.documents.compare import NotText, Readable
from pipeline.documents.language import environment
from pipeline.documents.rendering import Rendering
from pipeline.documents.tag import Tag, Where
from pipeline.documents.tags import Noting, Part, of_code
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.words import indonesian
from pipeline.words.chapter import Dated, Picture, Word

_NOTHING: tuple[Word, ...] = ("", indonesian.DASH, [])
_REPEATED = re.compile(r"\{%-?\s*for\s+\w+\s+in\s+([\w.]+)")
_END = re.compile(r"\{%-?\s*endfor\s*-?%\}")
_SAID_SO = ("draf", "lampiran")
"""Words that say something by being empty, or by a dash: that a letter is no draft, that nothing is enclosed."""
_LABEL = re.compile(r"[^\s}]\s*$")
_REST = re.compile(r"\s*[^\s{]")
_NAME = re.compile(r"\{\{-?\s*([\w.]+)")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SHORT = 30


def check(file: str, rendering: Rendering) -> Iterator[Problem]:
    """Return a warning for each tag that prints nothing where the text beside it speaks of something."""
    words = rendering.words
    for part in rendering.parts:
        asked = [tag for tag in _beside_text(part.tags) if _empty(words, tag.word)]
        silent = _silent(part, rendering) if asked else ()
        for tag in dict.fromkeys(tag for tag in asked if (tag.before, tag.typed, tag.after) in silent):
            name = _NAME.match(tag.typed) or _REPEATED.match(tag.typed)
            word = name[1] if name else tag.word
            is_dash = _empty(words, tag.word, (indonesian.DASH,))
            condition = f'{word} != "{indonesian.DASH}"' if is_dash else word
            items = _items(words, tag.word, is_dash)
            values = {"part": tag.place, "paragraph": tag.paragraph, "said": _said(tag), "items": items}
            yield problem(Place(file), "T030", word=word, condition=condition, **values)


@lru_cache(maxsize=64)
def _beside_text(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Return the tags that are printed beside text: the same for every document of a template."""
    shown = (tag for tag in tags if _is_shown(tag) and tag.word not in _SAID_SO)
    return tuple(tag for tag in shown if _LABEL.search(tag.before) or _REST.match(_behind(tag)))


def _is_shown(tag: Tag) -> bool:
    """Return whether a tag prints a word, or repeats a list within its paragraph."""
    return tag.shows and (tag.use == "printed" or (tag.use == "looped" and _REPEATED.match(tag.typed) is not None))


def _behind(tag: Tag) -> str:
    """Return what stands behind a tag; behind a repeated part, after its end."""
    return tag.after if tag.use == "printed" else _END.split(tag.after, maxsplit=1)[-1]


def _said(tag: Tag) -> str:
    """Return what is printed around the word, as far as the template says it."""
    before, after = _TAG.split(tag.before)[-1], _TAG.split(_behind(tag))[0]
    return f"{before[-_SHORT:].lstrip()}…{after[:_SHORT].rstrip()}"


@lru_cache(maxsize=4096)
def _steps(word: str) -> tuple[tuple[str, bool], ...]:
    """Return the names on the way to a word, each with whether it is a list that is gone through."""
    return tuple((step.removesuffix("[]"), step.endswith("[]")) for step in word.split("."))


def _empty(word: Word | Mapping[str, Word], path: str, nothing: tuple[Word, ...] = _NOTHING) -> bool:
    """Return whether a word says nothing, in one item of a list at least."""
    return _empty_at(word, _steps(path), 0, nothing)


def _empty_at(
    word: Word | Mapping[str, Word], steps: tuple[tuple[str, bool], ...], at: int, nothing: tuple[Word, ...]
) -> bool:
    if at == len(steps):
        return word in nothing
    if not isinstance(word, dict):
        word = word.parts if isinstance(word, Dated) else word.below if isinstance(word, Picture) else word
        if not isinstance(word, Mapping):
            return False
    name, is_list = steps[at]
    if name not in word:
        return False
    inner = word[name]
    if is_list and isinstance(inner, (list, tuple)):
        return any(_empty_at(item, steps, at + 1, nothing) for item in inner)
    return _empty_at(inner, steps, at + 1, nothing)


def _items(words: Mapping[str, Word], path: str, is_dash: bool) -> Phrase | str:
    """Return in which items of a list a word is empty, as people count; nothing of one that is in no list."""
    around, of_list, rest = path.partition("[]")
    word: Word | Mapping[str, Word] | None = words
    for step in around.split("."):
        word = word.get(step) if isinstance(word, Mapping) else None
    if not of_list or not isinstance(word, (list, tuple)):
        return ""
    nothing: tuple[Word, ...] = (indonesian.DASH,) if is_dash else _NOTHING
    found = (_empty({"": item}, rest, nothing) for item in word)
    numbers = ", ".join(str(number) for number, is_empty in enumerate(found, 1) if is_empty)
    return phrase(" pada butir {numbers} dari `{around}`", numbers=numbers, around=around)


def _silent(part: Part, rendering: Rendering) -> set[tuple[str, str, str]]:
    """Return the tags that are printed and say nothing: what stands before each, itself, and what stands after it."""
    silent: set[int] = set()
    with contextlib.suppress(jinja2.UndefinedError, NotText, Refusal):
        rendering.by((part.noting or compiled(part.jinja)).template, part, {_SILENT: silent})
    typed = map(part.where.at, silent)
    return {(tag.before, tag.text, tag.after) for tag in typed}


_SILENT, _FILTER = "silent__", "noted"


class _Noted(NodeTransformer):
    """Has every word that is printed noted, by the line of its tag, where it says nothing."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - jinja2 calls it so
        node.nodes = [child if isinstance(child, nodes.TemplateData) else _noting_filter(child) for child in node.nodes]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - likewise
        self.generic_visit(node)
        if not node.else_ and isinstance(node.iter, nodes.Expr):
            node.iter = _noting_filter(node.iter)
        return node


def _noting_filter(node: nodes.Expr) -> nodes.Filter:
    line = nodes.Const(node.lineno, lineno=node.lineno)
    return nodes.Filter(node, _FILTER, [line], [], None, None, lineno=node.lineno)


@jinja2.pass_context
def _note(context: jinja2.runtime.Context, value: object, line: int) -> object:
    if value in _NOTHING:
        context[_SILENT].add(line)
    return value


_LANGUAGE = environment(jinja2.StrictUndefined)
_LANGUAGE.filters[_FILTER] = _note


def noting(code: CodeType) -> Noting:
    """Return the code that notes what a part prints of nothing, ready to run."""
    return Noting(code, of_code(code, _LANGUAGE))


@lru_cache(maxsize=64)
def compiled(jinja: str) -> Noting:
    """Return such code of a part."""
    from pipeline.documents.proof import Proof  # only where a template is not known yet

    tree = _LANGUAGE.parse(jinja)
    Proof(Where((), ()), "", []).body(tree.body, {}, 0)
    return noting(_LANGUAGE.compile(_Noted().visit(Readable().visit(tree))))
