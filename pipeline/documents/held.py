"""What a comparison holds a word against: a number, a text, another word; and whether a person could answer it.

A word that prints a number is held against numbers, one that prints text against texts: of the other kind it would
never be equal, without a word.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from jinja2 import nodes

from pipeline.documents.compare import ORDER, number
from pipeline.documents.language import CASES
from pipeline.problems.phrase import Phrase, phrase
from pipeline.words.chapter import Number, NumberOrDash
from pipeline.words.indonesian import DASH

LOOP_PATH = "<loop>"
"""The path of what a loop knows of itself."""
LOOP_ANSWERS = (f"{LOOP_PATH}.first", f"{LOOP_PATH}.last")
"""What a loop knows of itself that is no text and no number."""
_BESIDE = ("mutu", "kinerja")
"""Words that say in text what the number beside them says."""


class Side(NamedTuple):
    """One side of a comparison: a word by its path, a text or a number as it is written; `op` is how it is compared."""

    kind: Literal["word", "text", "number"]
    said: str
    op: str


def path(node: nodes.Node, scope: Mapping[str, str]) -> str | None:
    """Return the path of a word (`skema[].nama`), empty for what hangs on an unknown one; `None` for no path."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        above = path(node.node, scope)
        return above and f"{above}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        above = path(node.node, scope)
        step = "[]" if isinstance(node.arg.value, int) else f".{node.arg.value}"
        return above and f"{above}{step}"
    if isinstance(node, nodes.Filter) and node.name in ("first", "last") and node.node is not None:
        above = path(node.node, scope)
        return above and f"{above}[]"
    return None


def sides(node: nodes.Node, scope: Mapping[str, str], op: str, *, is_within: bool = False) -> Iterator[Side]:
    """Yield all that one side of a comparison may be; of a list in which something is sought, its items."""
    found = path(node, scope)
    if found is not None:
        if found.startswith(LOOP_PATH) and found not in LOOP_ANSWERS:
            yield Side("number", found, op)
        elif found:
            yield Side("word", f"{found}[]" if is_within else found, op)
    elif isinstance(node, nodes.Const) and not isinstance(node.value, bool) and node.value is not None:
        yield Side("text" if isinstance(node.value, str) else "number", str(node.value), op)
    elif isinstance(node, nodes.Filter) and node.node is not None:
        if node.name == "length":
            yield Side("number", node.name, op)
        elif node.name in CASES:
            yield from sides(node.node, scope, op)
    else:
        for inner in _choices(node):
            yield from sides(inner, scope, op)


def _choices(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, (nodes.List, nodes.Tuple)):
        yield from node.items
    elif isinstance(node, nodes.CondExpr):
        yield from filter(None, (node.expr1, node.expr2))
    elif isinstance(node, (nodes.And, nodes.Or)):
        yield from (node.left, node.right)


def is_unlike(one: Side, other: Side) -> bool:
    """Return whether a number is held against a text that is none, where neither is a word."""
    is_text = any(side.kind == "text" and number(side.said) is None for side in (one, other))
    return is_text and {one.kind, other.kind} == {"text", "number"} and other.op not in ORDER


def fault(word: str, against: tuple[Side, ...], meaning: Callable[[str], str | None]) -> Phrase | None:
    """Return what to write where a word is held against what it can never be; `None` where it may be it.

    `meaning` says what a word means, by its path; `None` where nobody knows it.
    """
    means = meaning(word)
    ways = (_against(word, means, side, meaning) for side in against) if means is not None else ()
    return next(filter(None, ways), None)


def _against(word: str, means: str, side: Side, meaning: Callable[[str], str | None]) -> Phrase | None:
    other = meaning(side.said) if side.kind == "word" else None
    if isinstance(means, Number):
        is_dash = isinstance(means, NumberOrDash) and side.said.strip() == DASH
        is_text = side.kind == "text" and bool(side.said.strip()) and number(side.said) is None and not is_dash
        is_number = side.kind != "word" or other is None or isinstance(other, Number)
        return None if is_number and not is_text else _of_number(word, meaning)
    if side.op in ORDER:
        return phrase(
            "`{word}` adalah teks, dan lebih atau kurang hanya dari angka: tanyakan {{% if {asked} %}}, atau {{% if "
            "{asked} == 'a' %}}",
            word=word,
            asked=asked(word),
        )
    if side.kind == "number" and side.said[:1].isdigit():
        quoted = f"'{side.said}'"
        return phrase("`{word}` adalah teks: apit bandingannya dengan tanda kutip, {quoted}", word=word, quoted=quoted)
    if side.kind == "number" or isinstance(other, Number):
        return phrase("`{word}` adalah teks dan tidak pernah sama dengan angka: bandingkan dengan teks", word=word)
    return None


def _of_number(word: str, meaning: Callable[[str], str | None]) -> Phrase:
    around = word.rpartition(".")[0]
    beside = [f"{around}.{name}" for name in _BESIDE if meaning(f"{around}.{name}") is not None]
    said = phrase(
        "`{word}` berupa angka: bandingkan dengan angka, misalnya {{% if {asked} >= 80 %}}",
        word=word,
        asked=asked(word),
    )
    if not beside:
        return said
    return phrase("{said}; yang berupa teks: {beside}", said=said, beside=", ".join(beside))


def always(word: str) -> Phrase:
    """Return what to write where it is asked whether a word is there that always is."""
    return phrase(
        "`{word}` selalu ada, dan kosong bila tidak diisi: tulis {{% if {asked} %}} atau {{% if not {asked} %}}",
        word=word,
        asked=asked(word),
    )


def asked(word: str) -> str:
    """Return a word as it is typed in a tag: one of a list, within its loop."""
    _, of_list, rest = word.rpartition("[]")
    return f"x{rest}" if of_list else word
