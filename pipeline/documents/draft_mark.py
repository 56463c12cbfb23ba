"""The mark across a draft's pages (WordArt): in a template it is a word, and a letter with a number has none."""

import copy
from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_TAG = "{{ draf }}"
_USUAL = frozenset({"draf", "draft", "konsep"})
"""What offices write across drafts, whatever this one's own word."""


def tagged(root: "etree._Element", draft: str) -> Iterator[tuple["etree._Element", str]]:
    """Put the word in the place of each draft mark, which is then only there in drafts; yield it and what it said."""
    for art in [*root.iter(f"{_V}textpath")]:
        said = art.get("string", "").strip()
        run = next(art.iterancestors(f"{_W}r"), None)
        if run is None or said.casefold() not in _USUAL | {draft.strip().casefold()} - {""}:
            continue
        art.set("string", _TAG)
        for shape in art.iterancestors(f"{_V}shape"):
            if shape.get("alt"):
                shape.set("alt", _TAG)
        run.addprevious(_run(run, "{% if draf %}"))
        run.addnext(_run(run, "{% endif %}"))
        yield run, said


def _run(model: "etree._Element", tag: str) -> "etree._Element":
    made = etree.Element(f"{_W}r")
    look = model.find(f"{_W}rPr")
    if look is not None:
        made.append(copy.deepcopy(look))
    etree.SubElement(made, f"{_W}t").text = tag
    return made
