"""A paragraph as the text that it prints, each letter with where it stands, so that some can be replaced."""

import copy

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = "\x00"
"""Stands where something is printed that is no typed text: a field, a tab, a break."""
_OTHER = (f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_W}sym", f"{_W}drawing", f"{_W}pict")


class Line:
    """A paragraph's text; what is put into it is written when asked for. Blanks that do not break count as blanks."""

    def __init__(self, paragraph: "etree._Element") -> None:
        self.owners: list[etree._Element | None] = []
        letters: list[str] = []
        depth = 0
        for node in paragraph.iter():
            if next(node.iterancestors(f"{_W}p"), paragraph) is not paragraph:
                continue
            if node.tag == f"{_W}fldChar":
                depth += {"begin": 1, "end": -1}.get(node.get(f"{_W}fldCharType", ""), 0)
            elif node.tag == f"{_W}t" and not depth and next(node.iterancestors(f"{_W}fldSimple"), None) is None:
                letters += (node.text or "").replace("\xa0", " ")
                self.owners += [node] * len(node.text or "")
            elif (node.tag in _OTHER and node.getparent().tag == f"{_W}r") or node.tag == f"{_W}t":
                letters.append(_UNSEEN)
                self.owners.append(None)
        self.text = "".join(letters)
        self.letters = letters
        self.changed: set[etree._Element] = set()

    def put(self, start: int, end: int, tag: str) -> None:
        """Put a tag in the place of letters; it looks like the first of them."""
        self.letters[start:end] = [tag, *[""] * (end - start - 1)]
        self.changed |= {owner for owner in self.owners[start:end] if owner is not None}

    def write(self) -> None:
        """Write what was put in; runs that nothing was put into keep their very letters."""
        for node in self.changed:
            node.text = "".join(
                letter for letter, owner in zip(self.letters, self.owners, strict=True) if owner is node
            )
            node.set(_SPACE, "preserve")


def lines_below(row: "etree._Element") -> list[Line]:
    """Return the text of each cell of a row; none where a cell holds more than one paragraph."""
    cells = [[*cell.iter(f"{_W}p")] for cell in row.iterfind(f"{_W}tc")]
    return [Line(paragraphs[0]) for paragraphs in cells] if all(len(one) == 1 for one in cells) else []


def with_tag(model: "etree._Element", tag: str) -> "etree._Element":
    """Return a copy of a paragraph or row that holds nothing but a tag, in its first paragraph."""
    made = copy.deepcopy(model)
    paragraphs = [made] if made.tag == f"{_W}p" else [*made.iter(f"{_W}p")]
    for paragraph in paragraphs:
        for child in [*paragraph]:
            if child.tag != f"{_W}pPr":
                paragraph.remove(child)
    run = etree.SubElement(paragraphs[0], f"{_W}r")
    etree.SubElement(run, f"{_W}t").text = tag
    return made
