"""The proof that a template is harmless: whatever the words say, what it makes stays well-formed.

Tags stand only where text stands; each branch leaves the open elements as it found them; a template chooses among
words (`if`, `for`, paths, comparisons) and computes nothing.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from jinja2 import nodes

from pipeline.documents.language import FILTERS, LOOP, OWN_FILTERS
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

_DEEPEST = 4
_LOOP_PATH = "<loop>"
_XML_TAG = re.compile(r"<(/?)([\w:.-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
_TABLE = re.compile(r"<(/?)w:(tbl|tr|tc)(?=[ >])")
LEFTOVER = re.compile(r"\{ ?\{|\} ?\}|\{ ?%|% ?\}|\$\{|«[^»]*»")


class Tag(NamedTuple):
    """One use of a word: its path (`tambahan[].nama`), its part and paragraph, and whether it is printed."""

    kata: str
    parts: str
    paragraph: str
    printed: bool


class Proof:
    """Walks the Jinja tree of a part: what it finds wrong goes to `problems`, what it finds used to `tanda`.

    On its way it marks the words that stand in attributes and addresses, so that they are escaped as such.
    """

    def __init__(self, part: str, file: str, text: str, problems: list[Problem]) -> None:
        self.part, self.file, self.text, self.problems = part, file, text, problems
        self.tanda: list[Tag] = []
        self.stack: list[str] = []
        self.in_tag = False
        self.paragraph = self.lost = ""

    def end(self) -> None:
        """Refuse a part in which something stays open: a tag that began inside an element and ended outside it."""
        if self.stack or self.in_tag:
            values = {"found": phrase("tanda templat"), "paragraph": self.lost or "…"}
            self.problems.append(problem(Place(self.file), "T006", part=self.part, **values))

    def _fault(self, code: str, node: nodes.Node, **values: object) -> None:
        paragraph = paragraph_at(self.text, node.lineno)
        part = part_at(self.text, node.lineno, self.part)
        self.problems.append(problem(Place(self.file), code, part=part, paragraph=paragraph, **values))

    def body(self, body: list[nodes.Node], scope: dict[str, str], depth: int) -> None:
        """Walk statements; `scope` says what path a loop's name stands for, `depth` how many loops are open."""
        for node in body:
            if isinstance(node, nodes.Output):
                node.nodes = [self._output(child, scope) for child in node.nodes]
            elif isinstance(node, nodes.If):
                self._expression(node.test, scope)
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    self._branch(node, branch, scope, depth, "if")
                for other in node.elif_:
                    self._expression(other.test, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, depth)
            else:
                self._fault("T007", node, found=type(node).__name__.lower())

    def _loop(self, node: nodes.For, scope: dict[str, str], depth: int) -> None:
        self._expression(node.iter, scope)
        if node.recursive or not isinstance(node.target, nodes.Name) or depth == _DEEPEST:
            self._fault("T007", node, found="for")
            return
        if node.test is not None:
            self._fault("T007", node, found="for ... if")
        path = _path(node.iter, scope)
        inner = {**scope, node.target.name: f"{path}[]" if path else "", "loop": _LOOP_PATH}
        self._branch(node, node.body, inner, depth + 1, "for")
        self._branch(node, node.else_, scope, depth + 1, "for")

    def _branch(self, node: nodes.Node, body: list[nodes.Node], scope: dict[str, str], depth: int, found: str) -> None:
        """Walk a branch, which has to leave the open elements as it found them."""
        stack = list(self.stack)
        if self.in_tag:
            self._fault("T005", node)
        self.body(body, scope, depth)
        if self.stack != stack or self.in_tag:
            self._fault("T006", node, found=found)
            self.stack, self.in_tag = stack, False

    def _output(self, node: nodes.Expr, scope: dict[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            self._data(node)
            return node
        self._expression(node, scope, printed=True)
        if self.in_tag:
            return nodes.Filter(node, "atribut", [], [], None, None, lineno=node.lineno)
        inside = self.stack[-1] if self.stack else ""
        if inside == "w:instrText":
            return nodes.Filter(node, "alamat", [], [], None, None, lineno=node.lineno)
        if inside != "w:t":
            self._fault("T005", node)
        return node

    def _data(self, node: nodes.TemplateData) -> None:
        for line, text in enumerate(node.data.split("\n"), node.lineno):
            found = LEFTOVER.search(plain(text))
            if found:
                values = {"found": found[0], "paragraph": paragraph_at(self.text, line)}
                self.problems.append(
                    problem(Place(self.file), "T004", part=part_at(self.text, line, self.part), **values)
                )
        self.paragraph = paragraph_at(self.text, node.lineno)
        data = node.data = node.data.replace("\n", "")
        if self.in_tag:
            head, closed, data = data.partition(">")
            if not closed:
                return
            self.in_tag = False
            if head.endswith("/"):
                self.stack.pop()
        end = 0
        for tag in _XML_TAG.finditer(data):
            self._element(*tag.group(1, 2, 4))
            end = tag.end()
        begun = re.search(r"<([\w:.-]+)[^<>]*$", data[end:])
        if begun:
            self.stack.append(begun[1])
            self.in_tag = True

    def _element(self, closing: str, name: str, empty: str) -> None:
        if closing and self.stack and self.stack[-1] == name:
            self.stack.pop()
        elif closing:
            self.stack.append(f"/{name}")
            self.lost = self.lost or self.paragraph
        elif not empty:
            self.stack.append(name)

    def _expression(self, node: nodes.Node, scope: dict[str, str], printed: bool = False) -> None:
        path = _path(node, scope)
        if path is not None:
            if path.startswith(_LOOP_PATH):
                if path.removeprefix(f"{_LOOP_PATH}.") not in LOOP:
                    self._fault("T007", node, found=path.replace(_LOOP_PATH, "loop"))
            elif path:
                part = part_at(self.text, node.lineno, self.part)
                self.tanda.append(Tag(path, part, paragraph_at(self.text, node.lineno), printed))
            return
        if isinstance(node, nodes.Filter) and (node.name in FILTERS or node.name in OWN_FILTERS):
            assert node.node is not None
            self._expression(node.node, scope)
        elif isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            self._expression(node.node, scope)
        elif isinstance(node, (nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.CondExpr)):
            for child in node.iter_child_nodes():
                self._expression(child, scope)
        elif not isinstance(node, nodes.Const):
            self._fault("T007", node, found=type(node).__name__.lower())


def _path(node: nodes.Node, scope: Mapping[str, str]) -> str | None:
    """Return the path of a word (`skema[].nama`), empty for what hangs on an unknown one; `None` for no path."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        above = _path(node.node, scope)
        return above and f"{above}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        above = _path(node.node, scope)
        step = "[]" if isinstance(node.arg.value, int) else f".{node.arg.value}"
        return above and f"{above}{step}"
    if isinstance(node, nodes.Filter) and node.name in ("first", "last") and node.node is not None:
        above = _path(node.node, scope)
        return above and f"{above}[]"
    return None


def plain(xml: str) -> str:
    """Return the text of XML, without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", xml))


def paragraph_at(text: str, lineno: int) -> str:
    """Return the text of the paragraph on a line, short enough for a message."""
    lines = text.split("\n")
    return short(plain(lines[min(lineno, len(lines)) - 1]))


def part_at(text: str, lineno: int, part: str) -> str:
    """Return where a line stands: its part and, inside a table, the table, row and cell, counted from 1."""
    cells = _cells(text)
    table, row, cell = cells[min(lineno, len(cells)) - 1]
    return (
        phrase("{part}, tabel {table} baris {row} sel {cell}", part=part, table=table, row=row, cell=cell)
        if table
        else part
    )


@lru_cache(maxsize=16)
def _cells(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return the table, row and cell that are open where each line begins; zeros outside tables."""
    count, stack, found = 0, [(0, 0, 0)], []
    for line in text.split("\n"):
        found.append(stack[-1])
        for closing, name in _TABLE.findall(line):
            table, row, cell = stack[-1]
            if name == "tbl" and not closing:
                count += 1
                stack.append((count, 0, 0))
            elif name == "tbl" and len(stack) > 1:
                stack.pop()
            elif not closing and name == "tr":
                stack[-1] = (table, row + 1, 0)
            elif not closing and name == "tc":
                stack[-1] = (table, row, cell + 1)
    return tuple(found)


def short(text: str) -> str:
    """Return a text short enough for a message."""
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:77] + "..."
