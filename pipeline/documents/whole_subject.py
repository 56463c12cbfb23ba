"""A letter for SRIKANDI: its variable `${hal}` stands for the whole line Hal.

SRIKANDI puts the whole subject, as it was typed there, in the place of `${hal}`. A template that adds to the word
(`{{ hal }} {{ periode.nama }} Tahun {{ periode.tahun }}`) would print the addition twice, or it would be missing from
the subject that SRIKANDI keeps. So the addition becomes part of the subject, and leaves the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

HAL = "${hal}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_HEAD_LINE = re.compile(r"(?:^|[\t\n])(?:[^\t\n:]*:)?\s*$")
"""What may stand before the subject where it is the line Hal: nothing, or a label with its colon."""


def whole_subject(files: Mapping[str, str], hal: str) -> tuple[dict[str, str], str]:
    """Return the parts in which `${hal}` stands for the whole subject, and that subject.

    The line Hal is the first in which the variable begins a paragraph, a cell or what follows a tab or a label; what
    follows it there is added to `hal`, and removed, there and wherever it follows the variable.
    """
    roots = {name: etree.fromstring(xml.encode()) for name, xml in files.items() if HAL in xml}
    order = sorted(roots, key=lambda name: (name != _DOCUMENT, name))
    paragraphs = [paragraph for name in order for paragraph in roots[name].iter(f"{_W}p")]
    addition = next((text for paragraph in paragraphs for text in _addition(paragraph)), "").split()
    if not addition:
        return dict(files), hal
    pattern = re.compile(r"(?<=\$\{hal\})\s*" + r"\s+".join(map(re.escape, addition)))
    for paragraph in paragraphs:
        _remove(_leaves(paragraph), pattern)
    changed = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
        for name, root in roots.items()
    }
    return {**files, **changed}, " ".join((*hal.split(), *addition))


def _leaves(paragraph: etree._Element) -> list[etree._Element]:
    """Return what a paragraph shows, in order: its texts, tabs and breaks, but not those of paragraphs inside it."""
    return [
        leaf
        for leaf in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        if next(leaf.iterancestors(f"{_W}p"), None) is paragraph and next(leaf.iterancestors(f"{_W}pPr"), None) is None
    ]


def _text(leaf: etree._Element) -> str:
    return str(leaf.text or "") if leaf.tag == f"{_W}t" else "\t" if leaf.tag == f"{_W}tab" else "\n"


def _addition(paragraph: etree._Element) -> Iterator[str]:
    """Yield what follows the variable where it is the line Hal: all of it in a cell, else up to a tab or a break."""
    before, found, after = "".join(map(_text, _leaves(paragraph))).partition(HAL)
    if found and _HEAD_LINE.search(before):
        in_cell = next(paragraph.iterancestors(f"{_W}tc"), None) is not None
        yield after if in_cell else re.split(r"[\t\n]", after)[0]


def _remove(leaves: Sequence[etree._Element], pattern: re.Pattern[str]) -> None:
    """Take what fits the pattern out of the texts and breaks of a paragraph."""
    texts = [_text(leaf) for leaf in leaves]
    for found in reversed(list(pattern.finditer("".join(texts)))):
        offset = 0
        for number, (leaf, text) in enumerate(zip(leaves, texts, strict=True)):
            begin, end = (min(max(at - offset, 0), len(text)) for at in found.span())
            offset += len(text)
            texts[number] = text[:begin] + text[end:]
            if begin < end and leaf.tag != f"{_W}t":
                parent = leaf.getparent()
                assert parent is not None
                parent.remove(leaf)
    for leaf, text in zip(leaves, texts, strict=True):
        if leaf.tag == f"{_W}t":
            leaf.text = text
