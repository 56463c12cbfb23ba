"""Records changed in the YAML that says them: what is not changed stays to the byte, remarks too."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.sources import yaml_edit
from pipeline.sources.yaml_edit import Content
from pipeline.sources.yaml_text import Span, spans

Path = tuple[str | int, ...]
_REMARK = re.compile(r"(?m)(?:^|(?<=\s))#.*$")


class Change(NamedTuple):
    """What a path says now and is to say; `None` where it says nothing."""

    path: Path
    before: Content | None
    after: Content | None


def changed(text: str, before: Mapping[str, Content], after: Mapping[str, Content]) -> str:
    """Return the text of a record, which said `before`, so that it says `after`.

    A new field follows the last of its mapping, a new item the last of its list. Where that is not to be done (what
    is to go stands between braces, or has a remark), the record is written anew, below all remarks of the text.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    for change in reversed(tuple(_changes(before, after, ()))):
        edited = _edited(text, change, newline)
        if edited is None:
            return anew(text, after)
        text = edited
    return text


def anew(text: str, record: Mapping[str, Content]) -> str:
    """Return a record as new YAML, below all remarks of a text."""
    return "".join(f"{remark}\n" for remark in remarks(text)) + yaml_edit.yaml(record)


def remarks(text: str) -> Iterator[str]:
    """Yield the remarks of a text."""
    yield from (found[0].rstrip() for found in _REMARK.finditer(text))


def _changes(before: Content, after: Content, path: Path) -> Iterator[Change]:
    """Return the changes, to be made from the last: what is new in one place then comes in its order."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name, value in before.items():
            yield from _changes_of(value, after.get(name), (*path, name))
        fresh = [Change((*path, name), None, value) for name, value in after.items() if name not in before]
        yield from reversed(fresh)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _changes_of_items(before, after, path)
    elif before != after:
        yield Change(path, before, after)


def _changes_of_items(before: Sequence[Content], after: Sequence[Content], path: Path) -> Iterator[Change]:
    """Return the changes of a list: texts are found again by what they say, with their remarks; others by number."""
    for start, stop, at, until in _runs(before, after):
        for number in range(start, stop):
            own = at + number - start
            yield from _changes_of(before[number], after[own] if own < until else None, (*path, number))
        fresh = after[at + stop - start : until]
        if stop < len(before):  # each is laid above the item that follows
            yield from (Change((*path, stop), None, value) for value in fresh)
        else:
            yield from reversed([Change((*path, stop + more), None, value) for more, value in enumerate(fresh)])


def _runs(before: Sequence[Content], after: Sequence[Content]) -> Iterator[tuple[int, int, int, int]]:
    """Yield runs of items of a list before and after: from and to which number."""
    texts = [item for item in (*before, *after) if isinstance(item, str)]
    if len(texts) < len(before) + len(after):
        yield 0, len(before), 0, len(after)
        return
    matcher = difflib.SequenceMatcher(None, texts[: len(before)], texts[len(before) :], autojunk=False)
    yield from (run[1:] for run in matcher.get_opcodes())


def _changes_of(before: Content, after: Content | None, path: Path) -> Iterator[Change]:
    if after is None:
        yield Change(path, before, None)
    else:
        yield from _changes(before, after, path)


def _edited(text: str, change: Change, newline: str) -> str | None:
    """Return the text with one change; `None` where it cannot be made without touching what stands beside it."""
    every = tuple(spans(text))
    own = next((span for span in every if span.path == change.path), None)
    if own is not None and change.before is None and isinstance(change.path[-1], int):
        return _above(text, own, change, newline)
    if own is not None and change.after is None:
        return None if own.flow else _without(text, own)
    if own is not None:
        return _replaced(text, own, change.after)
    children = [span for span in every if span.path[:-1] == change.path[:-1]]
    holder = next((span for span in every if span.path == change.path[:-1]), None)
    if holder is not None and text[holder.start : holder.start + 1] in ("{", "["):
        inside = text[: holder.end - 1].rstrip()
        if "\n" in text[len(inside) : holder.end]:
            return None
        comma = ", " if children and inside[-1] != "," else " " * bool(children)
        return f"{inside}{comma}{_flow(change)}{text[len(inside) :]}"
    if not children or children[0].flow or change.after is None:
        return None
    last = max(span.end for span in every if span.path[: len(change.path) - 1] == change.path[:-1])
    at = _line_end(text, last)
    return text[:at] + "".join(f"{newline}{line}" for line in _lines(text, children[0], change)) + text[at:]


def _above(text: str, own: Span, change: Change, newline: str) -> str | None:
    """Return the text with a new item before another one; `None` where that stands in the line of its list."""
    if not isinstance(change.after, str):
        return None
    if own.flow:
        return f"{text[: own.start]}{yaml_edit.quoted(change.after)}, {text[own.start :]}"
    dash = text.rindex("-", 0, own.start)
    begin = text.rfind("\n", 0, dash) + 1
    if text[begin:dash].strip() or "\n" in text[dash : own.start]:
        return None
    made = f"{text[begin:dash]}- {yaml_edit.scalar(change.after)}{newline}"
    while (line := text.rfind("\n", 0, begin - 1) + 1) < begin and text[line:begin].lstrip().startswith("#"):
        begin = line  # remarks above an item are its own
    return text[:begin] + made + text[begin:]


def _lines(text: str, sibling: Span, change: Change) -> list[str]:
    """Return the lines of a new field or item, as far to the right as its sibling."""
    assert change.after is not None
    step = change.path[-1]
    if isinstance(step, int):
        dash = text.rindex("-", 0, sibling.start)
        return yaml_edit.items([change.after], _column(text, dash) * " ")
    line = text[text.rfind("\n", 0, sibling.after) + 1 : sibling.after]
    found = re.match(r" *(?:- +)*", line)
    return yaml_edit.fields({step: change.after}, (found.end() if found else 0) * " ")


def _replaced(text: str, own: Span, after: Content | None) -> str | None:
    is_empty = not text[own.start : own.end]
    if is_empty and isinstance(after, list) and all(isinstance(item, str) for item in after):
        items = ", ".join(yaml_edit.quoted(item) for item in after if isinstance(item, str))
        return f"{text[: own.after]} [{items}]{text[own.after :]}"
    if not isinstance(after, str):
        return None
    if not is_empty:
        return text[: own.start] + yaml_edit.scalar(after) + text[own.end :]
    return f"{text[: own.after]} {yaml_edit.scalar(after)}{text[own.after :]}"


def _without(text: str, own: Span) -> str | None:
    """Return the text without the lines of a value; `None` where they hold a remark, or the dash of a whole item."""
    begin = text.rfind("\n", 0, own.after) + 1
    line = text[begin : _line_end(text, own.end)]
    if _REMARK.search(line) or (line.lstrip().startswith("- ") and isinstance(own.path[-1], str)):
        return None
    return text[:begin] + text[_line_end(text, own.end) :].removeprefix("\r").removeprefix("\n")


def _flow(change: Change) -> str:
    if isinstance(change.path[-1], int) and isinstance(change.after, str):
        return yaml_edit.quoted(change.after)  # a word alone behind a comma may have stood in the text before it
    value = _inline(change.after)
    return value if isinstance(change.path[-1], int) else f"{change.path[-1]}: {value}"


def _inline(value: Content | None) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_inline(inner)}" for name, inner in value.items()) + "}"
    return yaml_edit.scalar(value) if isinstance(value, str) else f"[{', '.join(map(_inline, value or ()))}]"


def _line_end(text: str, offset: int) -> int:
    found = re.compile(r"\r?\n|\Z").search(text, offset)
    return found.start() if found else len(text)


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset) - 1
