"""Tags as they were typed: each with its paragraph and place, before Word's XML becomes Jinja.

Here a tag is found that is not whole, that has text beside it which would vanish with its row, cell, paragraph or
run, or that nobody could read in bounded time. A tag that is whole is given a mark, blanks to Jinja, by which what is
wrong with it later is told as it was typed, where it stands. A dash at its ends (`{%-`), which would eat whatever
stands before or after it, is left out: a page shows what it shows.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.documents import shown
from pipeline.documents.places import Places
from pipeline.documents.tag import TypedTag
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T = f"{W}p", f"{W}t"
_CONTAINERS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc", "r": f"{W}r"}
_OPENS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPEN = re.compile(r"\{[{%#]")
_LETTER = re.compile(r"\{[{%#]-?(tr|tc|p|r)\s")
_LEFT = re.compile(
    r"\{ \{|\} \}|\{ %|% \}|\}\}|%\}|\$\{[^}]*\}?|«[^«»]*»|\{\s*[A-Za-z_][\w.]*(?:\[\])?\s*\}+"
    r"|<<\s*[A-Za-z_][\w.]*\s*>>|\[\[\s*[A-Za-z_][\w.]*\s*\]\]|^\}+|\{+$"
)
_TYPED_P = re.compile(r"\{\{-?(?:tr|tc|p|r)\s+(.*?)-?\}\}$")
"""A word where docxtpl would put XML of its own."""
_FORBIDDEN = re.compile(r"\{%-?(?:tr|tc|p|r)?\s*(?:raw|endraw|filter|endfilter|autoescape|endautoescape)\b")
"""Statements that would hide other tags from the reader, or stand for what only we may ask for."""
_OUTSIDE = "//@*[contains(., '{{') or contains(., '{%')] | //text()[contains(., '{{') or contains(., '{%')]"
_DESCRIBED = "//@descr | //@alt | //@title | //@string"
"""Attributes that a person fills in: what a picture shows, the words of a watermark."""
_VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_DIGITS = "".join(chr(0x2000 + digit) for digit in range(10))
_MARK = re.compile(f"[{_DIGITS}]+")
_BLANKS = str.maketrans(dict.fromkeys((*_DIGITS, "\u200b", "\ufeff"), " "))
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_MOST_WRONG = 3
"""Tags that are not whole, told one by one in a paragraph."""
MOST, MOST_TOGETHER = 2_000, 200
"""Tags in one part, and in one paragraph."""
LONGEST = 1_000
"""Characters of one tag."""
_DEEPEST = 12
"""Brackets and `not` inside each other in one tag."""


def crowded(root: "etree._Element", places: Places, file: str) -> Problem | None:
    """Tell a part of more tags than can be read in bounded time: asked first, so that nothing else looks at them."""
    met, before = 0, ""
    for leaf in root.iter(_T):
        text = leaf.text or ""
        met += len(_OPEN.findall(before + text))
        before = text[-1:]
        if met > MOST:
            found = phrase("lebih dari {most} tanda templat", most=MOST)
            return problem(Place(file), "T025", found=found, part=places.of(leaf))
    return None


class TypedTags:
    """The tags of a part, in the order in which they were given their marks."""

    def __init__(self, places: Places, file: str, problems: list[Problem]) -> None:
        self.places, self.file, self.problems = places, file, problems
        self.tags: list[TypedTag] = []

    def mark(self, text: str, element: "etree._Element", paragraph: str, before: str = "", after: str = "") -> str:
        """Return the mark of a tag that stands where the element does."""
        self.tags.append(TypedTag(text, self.places.of(element), short(paragraph), before, after))
        return str(len(self.tags) - 1).translate({ord(str(digit)): _DIGITS[digit] for digit in range(10)})

    def fault(self, code: str, element: "etree._Element", **values: object) -> None:
        """Tell what is wrong where an element stands."""
        values = {"part": self.places.of(element), **values}
        self.problems.append(problem(Place(self.file), code, **values))

    def read(self, root: "etree._Element") -> None:
        """Find and mark the tags of every paragraph; tell those that are not whole."""
        beside: list[tuple[etree._Element, str, str]] = []
        for paragraph in root.iter(_P):
            leaves = [leaf for leaf in _leaves(paragraph) if leaf.text]
            text = "".join(leaf.text or "" for leaf in leaves)
            if any(sign in text for sign in ("{", "}", "«", "<<", "[[")):
                beside += self._paragraph(paragraph, leaves, text)
        self._beside(beside)
        self._elsewhere(root)

    def _elsewhere(self, root: "etree._Element") -> None:
        """Mark the tags of attributes and of other texts than a paragraph's; tell those that are not whole."""
        self._described(root)
        for value in root.xpath(_OUTSIDE):
            element, text = value.getparent(), str(value)
            if value.is_tail or (not value.is_attribute and element.tag == _T):
                continue
            if value.is_attribute and value.attrname == "alt" and next(element.iter(_VML_PICTURE), None) is not None:
                hint = phrase("sisipkan lagi gambarnya: Sisipkan > Gambar, lalu isi teks alternatifnya")
                self.fault("T005", element, found=short(text), paragraph=phrase("gambar bentuk lama"), hint=hint)
                continue
            found, _ = _split(text)
            for begin, end in reversed(found[:MOST]):
                if self._fault_of(text[begin:end], element, text):
                    break
                mark = self.mark(text[begin:end], element, text)
                tag = text[begin + 2 : end - 2].removeprefix("-").removesuffix("-")
                text = f"{text[: begin + 2]}{tag}{mark}{text[end - 2 :]}"
            if value.is_attribute:
                element.set(value.attrname, text)
            else:
                element.text = text

    def _described(self, root: "etree._Element") -> None:
        """Tell what looks like a tag in the description of a picture, and is none: the picture would stay."""
        for value in root.xpath(_DESCRIBED):
            for piece in _split(str(value))[1][:1]:
                self.fault("T004", value.getparent(), found=short(piece), paragraph=short(str(value)))

    def _paragraph(
        self, paragraph: "etree._Element", leaves: list["etree._Element"], text: str
    ) -> Iterator[tuple["etree._Element", str, str]]:
        """Yield (container, tag, letter) for each tag that takes its container with it."""
        found, left = _split(text)
        for piece in left[:_MOST_WRONG]:
            self.fault("T004", paragraph, found=short(piece), paragraph=short(text))
        if len(found) > MOST_TOGETHER:
            self.fault("T025", paragraph, found=phrase("lebih dari {most} tanda templat", most=MOST_TOGETHER))
            return
        marks: list[tuple[int, int, str]] = []
        wrong = 0
        for begin, end in found:
            tag = text[begin:end]
            fault = self._fault_of(tag, paragraph, text)
            wrong += fault
            if wrong == _MOST_WRONG:
                return
            if fault:
                continue
            marks.append((begin, end, self.mark(tag, paragraph, text, text[:begin], text[end:])))
            letter = _LETTER.match(tag)
            leaf = _leaf_at(leaves, begin)
            what = shown.between(paragraph, leaf, _leaf_at(leaves, end - 1))
            if what is not None:
                self.fault(
                    "T011", paragraph, dropped=what, tag=short(tag), way=phrase("teksnya, dan yang lain di luarnya")
                )
            container = next(leaf.iterancestors(_CONTAINERS[letter[1]]), None) if letter else None
            if letter and container is not None:
                yield container, tag, letter[1]
        for begin, end, mark in reversed(marks):
            tag = text[begin:end]
            _replace(leaves, end - 2, 0, mark)
            for at in [at for at in (end - 3, begin + 2) if text[at] == "-" and tag[:2] != "{#"]:
                _replace(leaves, at, 1, "")

    def _fault_of(self, tag: str, paragraph: "etree._Element", text: str) -> bool:
        """Tell what is wrong with a tag as it was typed; return whether anything is."""
        values = {"found": short(tag, 40), "paragraph": short(text)}
        typed = _TYPED_P.match(tag)
        if not _whole(tag):
            begun = phrase("`{tag}` tidak ditutup", tag=short(tag, 40))
            hint = phrase("tulis tanda templat yang utuh: {{ kata }} atau {% if kata %}")
            self.fault("T002", paragraph, **{**values, "found": begun}, hint=hint)
        elif typed:
            hint = phrase("tulis `{{{{ {word} }}}}`", word=typed[1].strip())
            self.fault("T005", paragraph, **values, hint=hint)
        elif _FORBIDDEN.match(tag):
            hint = phrase("pakai kata yang sudah jadi; daftarnya di docs/kata.md")
            self.fault("T007", paragraph, **values, hint=hint)
        elif len(tag) > LONGEST or _deep(tag):
            self.fault("T025", paragraph, found=phrase("`{tag}` terlalu panjang atau dalam", tag=short(tag, 40)))
        else:
            return False
        return True

    def _beside(self, found: list[tuple["etree._Element", str, str]]) -> None:
        """Tell what stands beside a tag that takes its row, cell, paragraph or run with it."""
        seen: set[etree._Element] = set()
        for container, tag, letter in found:
            if container in seen:
                continue
            seen.add(container)
            text = _MARK.sub("", "".join(leaf.text or "" for leaf in container.iter(_T, f"{W}instrText")))
            bare = re.sub(r"^(\{.)-|-(.\})$", r"\1\2", tag.translate(_BLANKS))
            dropped: Text = short(text.replace(bare, "", 1).strip())
            first = next(container.iter(*shown.SHOWN), None)
            if not dropped and first is not None:
                dropped = shown.called(first)
            if not dropped and shown.begins_page(container):
                dropped = phrase("halaman baru sebelum paragraf ini")
            if not dropped and container.tag != f"{W}r":
                dropped = short("".join(leaf.text or "" for leaf in container.iter(f"{shown.M}t")))
            if dropped:
                self.fault("T011", container, dropped=dropped, tag=short(tag), way=_WAYS[letter])


_WAYS = {
    "p": phrase("paragrafnya, dan yang lain di paragraf sesudah atau sebelumnya"),
    "tr": phrase("barisnya: satu baris untuk setiap tanda, sel lainnya kosong"),
    "tc": phrase("selnya"),
    "r": phrase("potongan hurufnya"),
}


def lines_of(text: str) -> tuple[str, tuple[int, ...]]:
    """Return Jinja with each tag on a line of its own, without marks, and the number of the tag on each line."""
    numbers = [-1]

    def alone(found: re.Match[str]) -> str:
        tag, number = decoded(found[0])
        numbers.append(numbers[-1] if number is None else number)
        return f"\n{tag}"

    return _WHOLE.sub(alone, text), tuple(numbers)


def decoded(tag: str) -> tuple[str, int | None]:
    """Return a tag without its mark, and the number that the mark says."""
    found = _MARK.search(tag)
    number = int("".join(str(_DIGITS.index(sign)) for sign in found[0])) if found else None
    return _MARK.sub("", tag), number


def short(text: str, most: int = 80) -> str:
    """Return a text short enough for a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def _leaves(paragraph: "etree._Element") -> Iterator["etree._Element"]:
    """Yield what holds the text of a paragraph, but not those of paragraphs inside it."""
    for leaf in paragraph.iter(_T):
        if next(leaf.iterancestors(_P), None) is paragraph:
            if leaf.text:
                leaf.text = leaf.text.translate(_BLANKS) if "{" in leaf.text or "}" in leaf.text else leaf.text
            yield leaf


def _split(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Return where each tag begins and ends, one that is not whole too, and what is left over between them."""
    found: list[tuple[int, int]] = []
    left: list[str] = []
    at = wrong = 0
    while wrong < _MOST_WRONG and (begun := _OPEN.search(text, at)):
        closing = _OPENS[begun[0]]
        end = text.find(closing, begun.end())
        other = _OPEN.search(text, begun.end())
        if end < 0 or (other and other.start() < end and begun[0] != "{#"):
            end = other.start() if other else len(text)
            wrong += 1
            rest = re.match(r"[^{}%]*[}%]?", text[begun.end() : end])
            end = begun.end() + (rest.end() if rest else 0)
        else:
            end += 2
        left += _LEFT.findall(text[at : begun.start()])
        found.append((begun.start(), end))
        at = end
    return found, left + _LEFT.findall(text[at:] if wrong < _MOST_WRONG else "")


def _whole(tag: str) -> bool:
    return len(tag) >= 4 and tag.endswith(_OPENS[tag[:2]])


def _deep(tag: str) -> bool:
    """Return whether brackets, or words that stand before a condition, are too deep to be read."""
    depth = deepest = 0
    for sign in tag:
        depth += (sign in "([") - (sign in ")]")
        deepest = max(deepest, depth)
    return deepest > _DEEPEST or len(re.findall(r"\b(?:not|and|or|if|else)\b|\||\.", tag)) > 10 * _DEEPEST


def _leaf_at(leaves: list["etree._Element"], at: int) -> "etree._Element":
    for leaf in leaves:
        at -= len(leaf.text or "")
        if at < 0:
            return leaf
    return leaves[-1]


def _replace(leaves: list["etree._Element"], at: int, many: int, text: str) -> None:
    """Put a text in the place of so many letters."""
    for leaf in leaves:
        own = leaf.text or ""
        if at < len(own):
            leaf.text = own[:at] + text + own[at + many :]
            return
        at -= len(own)
