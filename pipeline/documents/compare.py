"""Comparisons in templates as a person reads them: a word that is a number is compared as one, in either spelling.

One separator is the decimal one (`67,27`, `67.27`); of two kinds the last is (`1.234,5`); one kind more than once
groups thousands. A count has no decimals, and what is held against one is read as one: `1.678` is more than a thousand.
Two texts are equal when a person reads the same: capitals and the width of blanks do not count; which
of two texts is more cannot be asked, and nothing is neither more nor less. A word alone holds when it says something:
a blank and a nought say nothing.
"""

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import cast

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from pipeline.words.chapter import Count
from pipeline.words.indonesian import DOTS

FILTER, HOLDS = "compared", "holds"
"""The filters that a comparison, and a word asked whether it holds, become."""
AMONG = "among whole numbers "
"""How the operation begins that looks for a word in a list of whole numbers, typed in the template."""
ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_NOTHING = frozenset({"", DOTS})
"""What says nothing, or stands for what is not given yet."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"([+\-\u2212]?)(\d+(?:[.,]\d+)*)\s*%?")


class NotText(Exception):  # noqa: N818
    """A word stands where text is expected, but it is a list, a group or a picture; or the other way round."""


class NotNumber(NotText):
    """A word that is no number is asked whether it is more or less than another; the text is the word."""


@lru_cache(maxsize=4096)
def number(text: str, *, is_count: bool = False) -> Decimal | None:
    """Return the number that a text is, `None` when it is none; the marks of a count group thousands."""
    if is_count and _GROUPED.fullmatch(text.strip()):
        return Decimal(re.sub(r"[.,\s]", "", text))
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    digits = found[2]
    signs = [sign for sign in digits if sign in ".,"]
    decimal = signs[-1] if signs and (len(signs) == 1 or signs[-1] not in signs[:-1]) else ""
    whole, _, rest = digits.rpartition(decimal) if decimal else (digits, "", "")
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and (any(len(group) != 3 for group in groups[1:]) or len(set(signs) - {decimal}) > 1):
        return None
    value = Decimal(f"{''.join(groups)}.{rest or 0}")
    return value if found[1] in ("", "+") else -value


def compared(left: object, op: str, right: object) -> bool:
    """Return whether a comparison holds, as a person reads it. Raises `NotNumber`, `NotText`."""
    if op.startswith(AMONG):
        op = op.removeprefix(AMONG)
        if type(left) is int and isinstance(right, tuple):
            return (left in right) == (op == "in")
    own = _text(left)
    if op in ("in", "notin"):
        return _within(left, right) == (op == "in")
    other = _text(right)
    if op in ("eq", "ne"):
        return _equal(own, other, _is_count(left, right)) == (op == "eq")
    if {own.strip(), other.strip()} & _NOTHING:
        return False
    first, second = _numbers(left, right)
    if first is None or second is None:
        raise NotNumber(own if first is None else other)
    return ORDER[op](first, second)


def holds(value: object) -> object:
    """Return a word where it says something, else nothing."""
    return value if not isinstance(value, str) or _says_something(value) else ""


@lru_cache(maxsize=4096)
def _says_something(text: str) -> bool:
    return bool(text.strip()) and number(text) != 0


def _within(left: object, right: object) -> bool:
    """Return whether a text is one of several, or a part of another; nothing is part of nothing."""
    if isinstance(right, (list, tuple)):
        return any(_same(left, word) for word in right)
    own = _text(left)
    return bool(own.strip()) and _read(own) in _read(_text(right))


def _same(left: object, right: object) -> bool:
    return _equal(_text(left), _text(right), _is_count(left, right))


@lru_cache(maxsize=4096)
def _equal(left: str, right: str, is_count: bool) -> bool:
    """Return whether a person reads the same in two texts; lists of elements are asked for each anew and anew."""
    if _read(left) == _read(right):
        return True
    first = number(left, is_count=is_count)
    return first is not None and first == number(right, is_count=is_count)


def _numbers(*words: object) -> list[Decimal | None]:
    """Return the numbers that words are; what is held against a count is one."""
    is_count = _is_count(*words)
    return [number(_text(word), is_count=is_count) for word in words]


def _is_count(*words: object) -> bool:
    return any(isinstance(word, Count) for word in words)


@lru_cache(maxsize=4096)
def _read(text: str) -> str:
    """Return a text as it is read: without capitals, its blanks one wide."""
    return " ".join(text.split()).casefold()


def _text(value: object) -> str:
    if type(value) in (str, int, float) or isinstance(value, (str, jinja2.Undefined)):
        return str(value)
    raise NotText(value)


class Readable(NodeTransformer):
    """Turns what a part asks into what a person reads: comparisons, and words asked whether they hold.

    A lone `if` gets its other side.
    """

    def visit_If(self, node: nodes.If) -> nodes.If:  # noqa: N802
        """Let a branch ask whether its word says something."""
        self.generic_visit(node)
        node.test = _asked(node.test)
        return node

    def visit_Not(self, node: nodes.Not) -> nodes.Not:  # noqa: N802
        """Let `not a` ask whether `a` says something."""
        self.generic_visit(node)
        node.node = _asked(node.node)
        return node

    def visit_And(self, node: nodes.BinExpr) -> nodes.BinExpr:  # noqa: N802
        """Let `a and b`, and `a or b`, ask whether `a` says something."""
        self.generic_visit(node)
        node.left = _asked(node.left)
        return node

    visit_Or = visit_And  # noqa: N815

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:  # noqa: N802
        """Return the comparison as filters, several of them joined by `and`."""
        self.generic_visit(node)
        left, found = node.expr, []
        for operand in node.ops:
            values: list[nodes.Expr] = [nodes.Const(operand.op), operand.expr]
            if operand.op in ("in", "notin") and (numbers := _whole_numbers(operand.expr)):
                values = [nodes.Const(AMONG + operand.op), nodes.Const(numbers)]
            found.append(nodes.Filter(left, FILTER, values, [], None, None, lineno=node.lineno))
            left = operand.expr
        joined: nodes.Expr = found[0]
        for comparison in found[1:]:
            joined = nodes.And(joined, comparison, lineno=node.lineno)
        return joined

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Expr:  # noqa: N802
        """Let `a if b` print nothing where b does not hold."""
        self.generic_visit(node)
        node.test = _asked(node.test)
        node.expr2 = node.expr2 if node.expr2 is not None else nodes.Const("")
        return node


def _whole_numbers(node: nodes.Expr) -> tuple[int, ...]:
    """Return a typed list of whole numbers: where items of a page begin; nothing where it holds something else."""
    found = [item.value if isinstance(item, nodes.Const) else None for item in getattr(node, "items", ())]
    numbers = tuple(number for number in found if type(number) is int)
    return numbers if len(numbers) == len(found) else ()


def _asked(node: nodes.Node) -> nodes.Expr:
    return nodes.Filter(cast("nodes.Expr", node), HOLDS, [], [], None, None, lineno=node.lineno)
