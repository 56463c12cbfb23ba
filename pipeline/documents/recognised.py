"""A finished letter as a template: what the data say is found in it, and tags are put in its place; all else stays."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.documents import draft_mark, fitting, opening, package, spoken, xml_parts
from pipeline.documents.places import Places, broken, called
from pipeline.documents.printable import Line, lines_below, with_tag
from pipeline.documents.spoken import Said, SaidList
from pipeline.problems.phrase import Text
from pipeline.problems.problem import Problem
from pipeline.words.chapter import Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_EDGES = re.compile(r"^(?:\d+[.)]|[-\u2022])\s*|[.;,\s]+$")
"""The number before an item, and what ends it."""
_JOINED = re.compile(r" (?:dan|serta|atau|dan/atau)$")
_ENDED = re.compile(r"[.;,]?(?: (?:dan|serta|atau|dan/atau))?$")
"""What ends an item of a list: a mark, and before the last item a word that joins it."""
_BEGUN = re.compile(r"(?:\d+[.)]|[-\u2022])\s")
_NAMED = 4
"""Letters of a name from which on a text above that has it speaks of the list."""
_ITEM, _NUMBER = "butir", "{{ loop.index }}"
_DRAFT = "{{ draf }}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


class Found(NamedTuple):
    """A text of the letter, and the tag in its place; `others` are the words that say the same there."""

    part: str
    place: Text
    text: str
    tag: str
    others: tuple[str, ...] = ()


class Recognised(NamedTuple):
    """The template that a letter became, and what was recognised in it, in the order of reading."""

    content: bytes
    found: tuple[Found, ...]


_Pattern = list[tuple[Line, list[tuple[int, int, str]]]]
"""Paragraphs, and where which tag goes in each."""


def recognised(
    raw: bytes, file: str, words: Mapping[str, Word], meanings: Mapping[str, str], problems: list[Problem]
) -> Recognised | None:
    """Return a letter with tags in the place of what the words say; what is wrong with it as problems, then `None`."""
    members = opening.opened(raw, file, problems)
    if members is None:
        return None
    found: list[Found] = []
    work = _Work(
        spoken.texts(words, meanings), spoken.lists(words), dict(_pictures(words)), str(words.get("draf") or "")
    )
    for name in sorted(filter(_PART.fullmatch, members), key=lambda name: (name == opening.MAIN, name)):
        try:
            root = xml_parts.parsed(name, members[name])
        except xml_parts.Broken as fault:
            problems.append(broken(file, str(fault)))
            return None
        found += work.part(root, name)
        members[name] = xml_parts.as_bytes(root)
    first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in members]
    order = [*first, *sorted(members.keys() - set(first))]
    return Recognised(package.archive(package.member(name, members[name]) for name in order), tuple(found))


def _pictures(words: Mapping[str, Word]) -> Iterator[tuple[str, str]]:
    return ((shows, tag) for tag, shows in spoken.pictures(words) if shows)


class _Work:
    """What is looked for, in one part after the other; `draft` is what the letter says if it is one."""

    def __init__(
        self, texts: tuple[Said, ...], lists: tuple[SaidList, ...], pictures: Mapping[str, str], draft: str
    ) -> None:
        self.texts, self.lists, self.pictures, self.draft = texts, lists, pictures, draft
        self.done: set[etree._Element] = set()

    def part(self, root: "etree._Element", name: str) -> Iterator[Found]:
        """Put tags into a part; yield what was recognised there."""
        places = Places(root, "" if name == opening.MAIN else called(name))
        where = {paragraph: places.of(paragraph) for paragraph in root.iter(f"{_W}p")}
        for row in [*root.iter(f"{_W}tr")]:
            yield from self._rows(row, name, where)
        for paragraph in [*root.iter(f"{_W}p")]:
            yield from self._paragraphs(paragraph, name, where)
        for paragraph in root.iter(f"{_W}p"):
            if paragraph not in self.done:
                yield from self._texts(paragraph, name, where[paragraph])
        for picture in root.iter("{*}docPr"):
            tag = self.pictures.get(picture.get("descr", ""))
            if tag and not _charted(picture):
                yield Found(name, "", picture.get("descr", ""), tag)
                picture.set("descr", tag)
        for run, said in draft_mark.tagged(root, self.draft):
            yield Found(name, places.of(run), said, _DRAFT)

    def _texts(self, paragraph: "etree._Element", part: str, place: Text) -> Iterator[Found]:
        line = Line(paragraph)
        if not line.text.strip():
            return
        matches = fitting.matches(line.text, self.texts, fitting.around(paragraph), self.lists)
        for match in matches:
            tag = match.said.tag
            if match.said.word == "nomor" and not self.draft:
                tag += _DRAFT
            line.put(match.start, match.end, tag)
            yield Found(part, place, line.text[match.start : match.end], tag, match.others)
        line.write()

    def _paragraphs(
        self, first: "etree._Element", part: str, where: Mapping["etree._Element", Text]
    ) -> Iterator[Found]:
        """Turn paragraphs that say a list, an item each, into one within a loop."""
        if first in self.done or not Line(first).text.strip():
            return
        for said in self.lists:
            group = _following(first, f"{_W}p", len(said.items))
            if len(group) < len(said.items) or self.done & set(group):
                continue
            patterns = _patterns([[Line(paragraph)] for paragraph in group], said)
            if patterns is None or (len(group) == 1 and not _is_listed(first, said.word)):
                continue
            shown = "; ".join(Line(paragraph).text for paragraph in group)
            _written(patterns)
            for paragraph in group[1:]:
                _remove(paragraph)
            opened, closed = with_tag(first, f"{{%p for {_ITEM} in {said.word} %}}"), with_tag(first, "{%p endfor %}")
            first.addprevious(opened)
            first.addnext(closed)
            self.done |= {first, opened, closed}
            yield Found(part, where[first], shown, f"{{%p for {_ITEM} in {said.word} %}}")
            return

    def _rows(self, first: "etree._Element", part: str, where: Mapping["etree._Element", Text]) -> Iterator[Found]:
        """Turn rows that say a list, an item each, into one within a loop."""
        if first.getparent() is None or any(paragraph in self.done for paragraph in first.iter(f"{_W}p")):
            return
        for said in self.lists:
            group = _following(first, f"{_W}tr", len(said.items))
            if len(said.items) < 2 or len(group) < len(said.items):
                continue
            cells = [lines_below(row) for row in group]
            if len({len(row) for row in cells}) > 1 or not cells[0]:
                continue
            patterns = _patterns(cells, said)
            if patterns is None:
                continue
            shown = "; ".join(" | ".join(line.text for line in row) for row in cells)
            _written(patterns)
            for row in group[1:]:
                _remove(row)
            tags = f"{{%tr for {_ITEM} in {said.word} %}}", "{%tr endfor %}"
            opened, closed = (with_tag(first, tag) for tag in tags)
            first.addprevious(opened)
            first.addnext(closed)
            self.done |= {paragraph for row in (opened, first, closed) for paragraph in row.iter(f"{_W}p")}
            yield Found(part, where[next(first.iter(f"{_W}p"))], shown, tags[0])
            return


def _charted(picture: "etree._Element") -> bool:
    """Return whether a drawing is a chart of Word's own: no picture stands there that a tag could change."""
    drawing = next(picture.iterancestors(f"{_W}drawing"), None)
    return drawing is not None and next(drawing.iter(_CHART), None) is not None


def _following(first: "etree._Element", kind: str, many: int) -> list["etree._Element"]:
    """Return an element and those right after it that are of its kind, no more than so many."""
    found = [first]
    while len(found) < many:
        after = found[-1].getnext()
        if after is None or after.tag != kind:
            break
        found.append(after)
    return found


def _patterns(rows: list[list[Line]], said: SaidList) -> _Pattern | None:
    """Return, for the first row, where which tag goes, if so every row says its item; `None` where one does not."""
    found: list[tuple[Line, list[tuple[int, int, str]]]] = []
    told = 0
    for column, line in enumerate(rows[0]):
        texts = [row[column].text for row in rows]
        spans = _spans(texts, said)
        if spans is None:
            return None
        told += sum(tag != _NUMBER for _, _, tag in spans)
        found.append((line, spans))
    return found if told and (len(said.items) > 1 or _alone(rows[0], said.items[0])) else None


def _alone(lines: list[Line], item: Mapping[str, str]) -> bool:
    """Return whether a paragraph says an only item and nothing else but its number and what ends it."""
    return len(lines) == 1 and _EDGES.sub("", lines[0].text) == _EDGES.sub("", item.get("", "\x00"))


def _is_listed(paragraph: "etree._Element", word: str) -> bool:
    """Return whether a paragraph stands as an item of a list: it has a number, or stands below the name of the list."""
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or _BEGUN.match(Line(paragraph).text):
        return True
    above = paragraph.getprevious()
    while above is not None and above.tag == f"{_W}p" and not Line(above).text.strip():
        above = above.getprevious()
    told = Line(above).text.lower() if above is not None and above.tag == f"{_W}p" else ""
    return any(len(name) >= _NAMED and name in told for name in word.rpartition(".")[2].lower().split("_"))


def _spans(texts: list[str], said: SaidList) -> list[tuple[int, int, str]] | None:
    """Return where which tag goes in the first text, so that it gives them all; `None` where none does."""
    for leaf, text in said.items[0].items():
        if text == texts[0] and all(item.get(leaf) == each for item, each in zip(said.items, texts, strict=True)):
            return [(0, len(text), f"{{{{ {_ITEM}{leaf} }}}}")]
    if len(set(texts)) == 1 and len(texts) > 1:
        return []
    ending = _ending(texts)
    whole, texts = texts[0], [_ENDED.sub("", text) for text in texts] if ending else texts
    first, taken = texts[0], list[tuple[int, int, str, str]]()
    if re.match(r"1(?:[.)\t ]|$)", first):
        taken.append((0, 1, _NUMBER, ""))
    for leaf, text in sorted(said.items[0].items(), key=lambda pair: -len(pair[1])):
        for at in spoken.occurrences(first, text):
            if all(at + len(text) <= start or at >= end for start, end, _, _ in taken):
                taken.append((at, at + len(text), f"{{{{ {_ITEM}{leaf} }}}}", leaf))
    taken.sort()
    if not _gives(taken, texts, said):
        return None
    spans = [(start, stop, tag) for start, stop, tag, _ in taken]
    if ending and spans:
        start, stop, tag = spans[-1]
        spans[-1] = start, len(whole), f"{tag}{first[stop:]}{ending}"
    return spans


def _ending(texts: list[str]) -> str:
    """Return what says how items of a list end where the last ones do otherwise: `;`, `; dan`, `.`; else nothing."""
    *others, last = [found[0] if (found := _ENDED.search(text)) else "" for text in texts]
    if not others or {last} == {*others}:
        return ""
    *rest, before = others
    usual = rest[0] if rest else _JOINED.sub("", before)
    if len({*rest}) > 1:
        return ""
    joined = f"{{% elif loop.revindex == 2 %}}{before}" if before != usual else ""
    others_said = f"{{% else %}}{usual}" if usual else ""
    return f"{{% if loop.last %}}{last}{joined}{others_said}{{% endif %}}"


def _gives(taken: list[tuple[int, int, str, str]], texts: list[str], said: SaidList) -> bool:
    """Return whether the first text, with what each item says in the place of the first one's, gives every text."""
    first = texts[0]
    for number, (item, text) in enumerate(zip(said.items, texts, strict=True), 1):
        made, end = "", 0
        for start, stop, tag, leaf in taken:
            made += first[end:start] + (str(number) if tag == _NUMBER else item.get(leaf, ""))
            end = stop
        if made + first[end:] != text:
            return False
    return True


def _written(pattern: _Pattern) -> None:
    for line, spans in pattern:
        for start, stop, tag in spans:
            line.put(start, stop, tag)
        line.write()


def _remove(element: "etree._Element") -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
