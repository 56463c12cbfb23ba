"""Conditions that say the same whatever the words say: always true, or never.

Each word is tried with what the condition holds against it, with what lies around and between that, with nothing, and
with a text that nobody wrote; a condition that could not be tried so is left alone.
"""

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jinja2 import nodes

from pipeline.documents.compare import NotNumber, NotText, compared, holds, number
from pipeline.words.chapter import Count

_OTHER = "\ue000"
"""A text that no template compares with."""
_MOST = 20_000
"""Trials of one condition."""
_Values = Mapping[str, object]


class _Unknown(Exception):  # noqa: N818
    """A condition holds what is not known here."""


def answer(test: nodes.Node) -> bool | None:
    """Return what a condition, or a part of it, says whatever the words say; `None` where each can say both."""
    for part in _parts(test):
        try:
            said = _answers(part)
        except (_Unknown, NotText):
            continue
        if len(said) == 1:
            return said.pop()
    return None


def _parts(test: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a condition and the conditions in it, each comparison of a row of them for itself."""
    yield test
    if isinstance(test, (nodes.And, nodes.Or)):
        yield from (*_parts(test.left), *_parts(test.right))
    elif isinstance(test, nodes.Not):
        yield from _parts(test.node)
    elif isinstance(test, nodes.Compare) and len(test.ops) > 1:
        yield from (nodes.Compare(left, [operand]) for left, operand in _pairs(test))


def _pairs(test: nodes.Compare) -> Iterator[tuple[nodes.Expr, nodes.Operand]]:
    return zip((test.expr, *(operand.expr for operand in test.ops)), test.ops, strict=False)


def _answers(test: nodes.Node) -> set[bool]:
    """Return all that a condition can say."""
    words: dict[str, str] = {}
    constants: set[str] = set()
    _terms(test, words, constants)
    texts = _texts(constants)
    lists = [[], [_OTHER], *([text] for text in texts), texts]
    domains = [lists if kind == "list" else texts for kind in words.values()]
    many = 1
    for domain in domains:
        many *= len(domain)
    if many > _MOST:
        raise _Unknown
    said: set[bool] = set()
    for values in itertools.product(*domains):
        try:
            said.add(_true(test, dict(zip(words, values, strict=True))))
        except NotNumber:
            continue
        if len(said) == 2:
            break
    return said


def _terms(node: nodes.Node, words: dict[str, str], constants: set[str], kind: str = "") -> None:
    """Note the words of a condition, each with what it is taken for, and what they are held against."""
    if isinstance(node, (nodes.And, nodes.Or)):
        _terms(node.left, words, constants)
        _terms(node.right, words, constants)
    elif isinstance(node, nodes.Not):
        _terms(node.node, words, constants)
    elif isinstance(node, nodes.Compare):
        _terms(node.expr, words, constants)
        for operand in node.ops:
            _terms(operand.expr, words, constants, "list" if operand.op in ("in", "notin") else "")
    elif isinstance(node, (nodes.List, nodes.Tuple)):
        for choice in node.items:
            _terms(choice, words, constants)
    elif isinstance(node, nodes.Const):
        constants.add(str(node.value))
    elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test)):
        if words.setdefault(repr(node), kind) != kind:
            raise _Unknown
    else:
        raise _Unknown


def _texts(constants: set[str]) -> list[str]:
    """Return what a word may say: each constant, numbers around and between them, nothing, and something else."""
    numbers = sorted({found for found in map(number, (*constants, "0")) if found is not None})
    around = {step for found in numbers for step in (found - 1, found, found + 1)}
    between = {(first + second) / Decimal(2) for first, second in itertools.pairwise(numbers)}
    return [*sorted({*constants, *map(_plain, around | between), "", _OTHER}), *_counts(constants)]


def _counts(constants: set[str]) -> list[str]:
    """Return the counts around each constant, where one of them is another number to a count."""
    if all(number(text) == number(text, is_count=True) for text in constants):
        return []
    found = {number(text, is_count=True) for text in constants} - {None}
    return [Count(_plain(value + step)) for value in found if value is not None for step in (-1, 0, 1)]


def _plain(value: Decimal) -> str:
    """Return a number as words say it, so that it is read as the same number."""
    return f"{value:f}".replace(".", ",")


def _true(node: nodes.Node, values: _Values) -> bool:
    if isinstance(node, nodes.And):
        return _true(node.left, values) and _true(node.right, values)
    if isinstance(node, nodes.Or):
        return _true(node.left, values) or _true(node.right, values)
    if isinstance(node, nodes.Not):
        return not _true(node.node, values)
    if isinstance(node, nodes.Compare):
        return all(
            bool(compared(_value(left, values), operand.op, _value(operand.expr, values)))
            for left, operand in _pairs(node)
        )
    return bool(holds(_value(node, values)))


def _value(node: nodes.Node, values: _Values) -> object:
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return [_value(choice, values) for choice in node.items]
    if repr(node) not in values:  # a condition held against something is no word
        raise _Unknown
    return values[repr(node)]
