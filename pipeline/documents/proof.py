"""The proof that a template is harmless, whatever the words say; other filters and statements are refused here.

Tags stand only where text stands; each branch leaves the open elements as it found them; a template chooses among
words (`if`, `for`, paths, comparisons) and computes nothing.
"""

import html
import itertools
import re

from jinja2 import nodes

from pipeline.documents import captions, decided, dotted, filled, held, instead
from pipeline.documents.compare import ORDER, number
from pipeline.documents.held import Side
from pipeline.documents.language import CASES, FILTERS, OWN_FILTERS
from pipeline.documents.quick_code import LOOP
from pipeline.documents.tag import Tag, Use, Where
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.words import typed_dates

_DEEPEST = 4
_XML_TAG = re.compile(r"<(/?)([\w:.-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
_CROSSED = ("w:t", "w:r", "w:p")
"""What a tag may open in one and close in the next: runs and paragraphs, which then become one."""


_TAKEN: dict[str, Use] = {"picture": "pictured", "column": "looped", "link": "addressed"}
"""What our own filters take a word for, by how their names begin."""
_WHOLE_ADDRESS = re.compile(r'(?i)HYPERLINK\s+(?:\\[mnh] +|\\[lot]\s+(?:"|&quot;)[^"&]*(?:"|&quot;)\s+)*(?:"|&quot;)?$')
"""What stands before a tag that is the whole address of a link."""
_SHOWN_ATTRIBUTE = re.compile(r'\bstring="[^"]*$')
"""An attribute that a page shows: the words of a watermark."""
_WITHIN = ("in", "notin")
_NAMED = ("pictured", "linked", "addressed", "known")
"""Uses that ask for a word by its name."""


class Proof:
    """Walks the Jinja tree of a part: what it finds wrong goes to `problems`, what it finds used to `tanda`.

    On its way it marks the words that stand in attributes and addresses, so that they are escaped as such.
    """

    def __init__(self, where: Where, file: str, problems: list[Problem]) -> None:
        self.where, self.file, self.problems = where, file, problems
        self.tags: list[Tag] = []
        self.loops: set[str] = set()
        self.stack: list[str] = []
        self.lowest = 0
        self.in_tag = False
        self.last = ""
        self.shows = True
        self.line = self.lost = 1

    def end(self) -> None:
        """Refuse a part in which something stays open: a tag that began inside an element and ended outside it."""
        if self.stack or self.in_tag:
            self._told("T006", self.lost, found=self.where.at(self.lost).text or phrase("tanda templat"))

    def _fault(self, code: str, node: nodes.Node, **values: object) -> None:
        self._told(code, node.lineno, **values)

    def _meant(self, line: int) -> Phrase | None:
        return dotted.meant(self.where.at(line).text, self.loops)

    def _told(self, code: str, line: int, **values: object) -> None:
        tag = self.where.at(line)
        values = {"found": tag.text, **values, "part": tag.place, "paragraph": tag.paragraph}
        if code == "T007" and (near := self._meant(line)):
            values["hint"] = near
        if code in instead.HINTS:
            values.setdefault("hint", instead.HINTS[code])
        self.problems.append(problem(Place(self.file), code, **values))

    def body(self, body: list[nodes.Node], scope: dict[str, str], depth: int) -> None:
        """Walk statements; `scope` says what path a loop's name stands for, `depth` how many loops are open."""
        for node in body:
            if isinstance(node, nodes.Output):
                node.nodes = [self._output(child, scope) for child in node.nodes]
            elif isinstance(node, nodes.If):
                self.shows = _prints(node)
                self._condition(node.test, scope)
                self.shows = True
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    self._branch(node, branch, scope, depth)
                for other in node.elif_:
                    self._condition(other.test, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, depth)
            elif isinstance(node, nodes.FilterBlock) and node.filter.name in filled.FILTERS:
                self._branch(node, node.body, scope, depth)
            else:
                self._fault("T007", node)

    def _loop(self, node: nodes.For, scope: dict[str, str], depth: int) -> None:
        before = len(self.problems)
        self._expression(node.iter, scope, "looped")
        if len(self.problems) > before:
            return
        if (
            node.recursive
            or held.path(node.iter, scope) is None
            or not isinstance(node.target, nodes.Name)
            or depth == _DEEPEST
        ):
            self._fault("T007", node)
            return
        if node.test is not None:
            self._fault("T007", node)
        self.loops.add(node.target.name)
        path = held.path(node.iter, scope)
        inner = {**scope, node.target.name: f"{path}[]" if path else "", "loop": held.LOOP_PATH}
        self._branch(node, node.body, inner, depth + 1)
        self._branch(node, node.else_, scope, depth + 1)

    def _branch(self, node: nodes.Node, body: list[nodes.Node], scope: dict[str, str], depth: int) -> None:
        """Walk a branch, which has to leave the open elements as it found them, and may cross runs and paragraphs."""
        stack, lowest = list(self.stack), self.lowest
        if self.in_tag:
            self._fault("T005", node)
        self.lowest = len(stack)
        self.body(body, scope, depth)
        crossed = stack[self.lowest :]
        if self.stack != stack or self.in_tag or any(name not in _CROSSED for name in crossed):
            self._fault("T006", node)
            self.stack, self.in_tag = stack, False
        self.lowest = min(lowest, self.lowest)

    def _output(self, node: nodes.Expr, scope: dict[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            self._data(node)
            return node
        inside = self.stack[-1] if self.stack else ""
        is_address = inside == "w:instrText" and _WHOLE_ADDRESS.search(self.last) is not None
        self.shows = not self.in_tag or _SHOWN_ATTRIBUTE.search(self.last) is not None
        bare = node
        while isinstance(bare, nodes.Filter) and bare.name in CASES and bare.node is not None:
            bare = bare.node
        if isinstance(bare, nodes.Const):
            self._fault("T007", node, hint=instead.unquoted(str(bare.value)))
        else:
            self._expression(node, scope, "linked" if is_address else "printed")
        self.shows = True
        if self.in_tag:
            return nodes.Filter(node, "attribute", [], [], None, None, lineno=node.lineno)
        if inside == "w:instrText":
            return nodes.Filter(node, "address", [], [], None, None, lineno=node.lineno)
        if inside != "w:t":
            self._fault("T005", node)
        return node

    def _data(self, node: nodes.TemplateData) -> None:
        self.line = node.lineno
        data = node.data = self.last = node.data.replace("\n", "")
        if self.in_tag:
            head, closed, data = data.partition(">")
            if not closed:
                return
            self.in_tag = False
            if head.endswith("/"):
                self._pop()
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
            self._pop()
        elif closing:
            self.stack.append(f"/{name}")
            self.lost = self.line if self.lost == 1 else self.lost
        elif not empty:
            self.stack.append(name)

    def _pop(self) -> None:
        self.stack.pop()
        self.lowest = min(self.lowest, len(self.stack))

    def _condition(self, node: nodes.Node, scope: dict[str, str]) -> None:
        """Walk a condition; refuse one that says the same whatever the words say."""
        before = len(self.problems)
        self._expression(node, scope)
        answer = decided.answer(node) if len(self.problems) == before else None
        if answer is not None:
            self._fault("T019", node, hint=instead.ALWAYS if answer else instead.NEVER)

    def _expression(
        self, node: nodes.Node, scope: dict[str, str], use: Use = "", against: tuple[Side, ...] = ()
    ) -> None:
        path = held.path(node, scope)
        if path is not None:
            self._word(path, node, use, against)
        elif isinstance(node, nodes.Filter) and node.node is not None:
            self._filter(node, scope, against)
        elif isinstance(node, nodes.CondExpr):
            self._condition(node.test, scope)
            for choice in filter(None, (node.expr1, node.expr2)):
                self._expression(choice, scope, use, against)
        elif isinstance(node, (nodes.And, nodes.Or)):
            for side in (node.left, node.right):
                self._expression(side, scope, use, against)
        elif isinstance(node, nodes.Const):
            self._constant(node, use)
        elif isinstance(node, nodes.Tuple):
            texts = any(isinstance(part, nodes.Const) and isinstance(part.value, str) for part in node.items)
            number = phrase('angka dengan koma diapit tanda kutip: "80,50"')
            self._fault("T019", node, hint=self._meant(node.lineno) or (instead.AMONG if texts else number))
        else:
            self._answer(node, scope, use)

    def _answer(self, node: nodes.Node, scope: dict[str, str], use: Use) -> None:
        """Walk what is true or not: it can be asked, but is no text."""
        if isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            self._expression(node.node, scope, "defined")
        elif isinstance(node, nodes.Test):
            self._fault("T007", node, hint=instead.TEST_HINTS.get(node.name, instead.SAME))
            return
        elif isinstance(node, nodes.Compare):
            self._comparison(node, scope)
        elif isinstance(node, nodes.Not):
            self._expression(node.node, scope)
        else:
            self._fault("T007", node)
            return
        if use:
            self._fault("T019", node, hint=instead.CHOOSE if use == "printed" else instead.ASK)

    def _filter(self, node: nodes.Filter, scope: dict[str, str], against: tuple[Side, ...]) -> None:
        assert node.node is not None
        if node.name == captions.FILTER and isinstance(node.node, nodes.Const):
            return
        if node.name in FILTERS:
            is_text = node.name in CASES
            self._expression(node.node, scope, "printed" if is_text else "counted", against if is_text else ())
        elif node.name in OWN_FILTERS:
            before = node.args[0] if node.name == "link_rid" and node.args else None
            is_address = isinstance(before, nodes.Const) and before.value == ""
            self._expression(
                node.node, scope, "linked" if is_address else _TAKEN.get(node.name.partition("_")[0], "known")
            )
        else:
            self._fault("T007", node, hint=instead.FILTER_HINTS.get(node.name, instead.READY))

    def _constant(self, node: nodes.Const, use: Use) -> None:
        """Refuse what is always or never so, and what is no text where text is expected."""
        is_answer = node.value is None or isinstance(node.value, bool)
        if isinstance(node.value, str) and (use in _NAMED or dotted.is_word(node.value)):
            self._fault("T007", node, hint=instead.unquoted(node.value))
        elif use == "compared" and isinstance(node.value, str) and (day := typed_dates.spelt_otherwise(node.value)):
            self._fault("T019", node, hint=instead.dated(day))
        elif use == "printed" and (is_answer or isinstance(node.value, float)):
            self._fault("T019", node, hint=instead.CHOOSE if is_answer else phrase("apit dengan tanda kutip"))
        elif use in ("compared", "known", "defined") and (is_answer or use != "compared"):
            self._fault("T019", node, hint=instead.ASK)
        elif use == "":
            self._fault("T019", node, hint=instead.ASK if is_answer else instead.CONSTANT)

    def _word(self, path: str, node: nodes.Node, use: Use, against: tuple[Side, ...]) -> None:
        """Note the use of a word; of a loop, only what it knows of itself may be asked."""
        if path in held.LOOP_ANSWERS and use:
            self._fault("T019", node, hint=instead.CHOOSE if use == "printed" else instead.ASK)
        elif path.startswith(held.LOOP_PATH):
            if path.removeprefix(f"{held.LOOP_PATH}.") not in LOOP:
                self._fault("T007", node)
        elif path:
            tag = self.where.at(node.lineno)
            said = (tag.before, tag.after, tag.text, self.shows, against)
            self.tags.append(Tag(path, tag.place, tag.paragraph, use, *said))

    def _comparison(self, node: nodes.Compare, scope: dict[str, str]) -> None:
        """Walk a comparison, each of its sides once; refuse one that a person could not read either."""
        ops = [operand.op for operand in node.ops]
        values = [node.expr, *(operand.expr for operand in node.ops)]
        said = [
            tuple(held.sides(value, scope, op, is_within=op in _WITHIN))
            for value, op in zip(values, ["", *ops], strict=True)
        ]
        for at, (value, op, own) in enumerate(zip(values, ["", *ops], said, strict=True)):
            after = tuple(side._replace(op=ops[at]) for side in said[at + 1]) if at < len(ops) else ()
            before = tuple(side._replace(op=op) for side in said[at - 1] if side.kind != "word") if at else ()
            if op in _WITHIN:
                self._among(value, scope, (*before, *after))
            else:
                self._expression(value, scope, "compared", (*before, *after))
            if any(held.is_unlike(side, other) for side in own for other in after):
                self._fault("T019", node, hint=instead.UNLIKE)
        for operand, pair in zip(node.ops, itertools.pairwise(values), strict=True):
            for side in pair if operand.op in ORDER else ():
                if isinstance(side, nodes.Const) and isinstance(side.value, str) and number(side.value) is None:
                    self._fault("T019", node, hint=instead.EQUAL)

    def _among(self, node: nodes.Node, scope: dict[str, str], against: tuple[Side, ...]) -> None:
        """Walk what something is said to be in: choices in brackets, a list, or a word that holds text."""
        if isinstance(node, (nodes.List, nodes.Tuple)):
            for choice in node.items:
                self._expression(choice, scope, "compared", against)
        elif held.path(node, scope) is None:
            self._fault("T019", node, hint=instead.AMONG)
        else:
            self._expression(node, scope, "searched", against)


def _prints(node: nodes.If) -> bool:
    """Return whether a branch holds anything that a page shows."""
    outputs = (part for output in node.find_all(nodes.Output) for part in output.nodes)
    return any(
        not isinstance(part, nodes.TemplateData)
        or bool(plain(part.data).strip())
        or "<w:drawing" in part.data
        or "<w:pict" in part.data
        for part in outputs
    )


def plain(xml: str) -> str:
    """Return the text of XML, without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", xml))
