"""What a template holds on each way through its branches: every condition true and false, every list empty and not.

Nothing is computed: where a word is printed, a `1` stands. Any two conditions are tried in all four ways; what a
condition is made of (`and`, `or`, `not`) is followed, so that the same question gets the same answer everywhere.
"""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes

from pipeline.documents import captions, filled
from pipeline.documents.captions import Caption

Way = Mapping[str, bool]
_TWICE = 2
"""How often what is repeated stands there."""


def ways(trees: Iterable[nodes.Template]) -> Iterator[Way]:
    """Yield the ways to try: all questions yes, all no, and so that any two questions differ in one."""
    questions = sorted({question for tree in trees for question in _questions(tree)})
    yield dict.fromkeys(questions, True)
    if not questions:
        return
    yield dict.fromkeys(questions, False)
    for bit in range((len(questions) - 1).bit_length()):
        way = {question: bool(number >> bit & 1) for number, question in enumerate(questions)}
        yield way
        yield {question: not answer for question, answer in way.items()}


def printed(body: Iterable[nodes.Node], way: Way, counts: dict[str, int], most: int) -> str:
    """Return what the nodes come to on a way, no longer than `most`; `counts` are those of captions."""
    return "".join(_chunks(body, way, counts, (), [most]))


def _questions(tree: nodes.Template) -> Iterator[str]:
    yield from (repr(node.iter) for node in tree.find_all(nodes.For))
    for node in tree.find_all(nodes.If):
        yield from _leaves(node.test)


def _leaves(test: nodes.Node) -> Iterator[str]:
    if isinstance(test, (nodes.And, nodes.Or)):
        yield from (*_leaves(test.left), *_leaves(test.right))
    elif isinstance(test, nodes.Not):
        yield from _leaves(test.node)
    elif not isinstance(test, nodes.Const) and not _of_loop(test):
        yield repr(test)


def _of_loop(test: nodes.Node) -> str:
    """Return what a loop is asked of itself: whether this is its first or its last turn."""
    is_loop = isinstance(test, nodes.Getattr) and isinstance(test.node, nodes.Name) and test.node.name == "loop"
    return test.attr if is_loop and isinstance(test, nodes.Getattr) and test.attr in ("first", "last") else ""


def _holds(test: nodes.Node, way: Way, turn: tuple[bool, ...]) -> bool:
    if isinstance(test, nodes.And):
        return _holds(test.left, way, turn) and _holds(test.right, way, turn)
    if isinstance(test, nodes.Or):
        return _holds(test.left, way, turn) or _holds(test.right, way, turn)
    if isinstance(test, nodes.Not):
        return not _holds(test.node, way, turn)
    if isinstance(test, nodes.Const):
        return bool(test.value)
    if of_loop := _of_loop(test):
        return bool(turn) and turn[-1] == (of_loop == "last")
    return way[repr(test)]


def _chunks(
    body: Iterable[nodes.Node], way: Way, counts: dict[str, int], turn: tuple[bool, ...], left: list[int]
) -> Iterator[str]:
    for node in body:
        if left[0] < 0:
            return
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                chunk = part.data if isinstance(part, nodes.TemplateData) else _word(part, counts)
                left[0] -= len(chunk)
                yield chunk
        elif isinstance(node, nodes.If):
            choices = ((choice.test, choice.body) for choice in (node, *node.elif_))
            chosen = next((inner for test, inner in choices if _holds(test, way, turn)), node.else_)
            yield from _chunks(chosen, way, counts, turn, left)
        elif isinstance(node, nodes.For):
            for number in range(_TWICE if way[repr(node.iter)] else 0):
                yield from _chunks(node.body, way, counts, (*turn, number == _TWICE - 1), left)
            if not way[repr(node.iter)]:
                yield from _chunks(node.else_, way, counts, turn, left)
        elif isinstance(node, nodes.FilterBlock):
            yield filled.FILTERS[node.filter.name]("".join(_chunks(node.body, way, counts, turn, left)))


def _word(node: nodes.Expr, counts: dict[str, int]) -> str:
    if isinstance(node, nodes.Filter) and node.name == captions.FILTER:
        assert isinstance(node.node, nodes.Const)
        return Caption.of(node.node.value, *(value.as_const() for value in node.args)).counted(counts)
    return "1"
