"""What Word keeps beside the text that a reader sees: tracked changes, remarks, hidden words.

A tracked change is two texts, and only a person can say which of them is meant: it is refused. Remarks are for those
who make the template and stay out of its documents: told. Hidden words would go out with every document: told.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ADDED = tuple(f"{_W}{name}" for name in ("ins", "moveTo", "cellIns", "customXmlInsRangeStart"))
_REMOVED = tuple(f"{_W}{name}" for name in ("del", "moveFrom", "cellDel", "customXmlDelRangeStart"))
_CHANGED = re.compile(rf"{re.escape(_W)}(\w+Change|cellMerge)$")
_STRAY = tuple(f"{_W}{name}" for name in ("delText", "delInstrText"))
_TEXT = tuple(f"{_W}{name}" for name in ("t", "delText", "instrText", "delInstrText"))
_VANISH = (f"{_W}vanish", f"{_W}specVanish")
_OFF = ("0", "false", "off")
_MOST = 5
"""Changes of one part that are told one by one."""


def check(root: "etree._Element", places: Places, hiding: frozenset[str], file: str) -> Iterator[Problem]:
    """Return the tracked changes of a part, and its hidden words; `hiding` are the styles that hide."""
    changes = list(_changes(root))
    for element, author, found in changes[:_MOST]:
        yield problem(Place(file), "T013", author=author or "?", found=found, part=places.of(element))
    if len(changes) > _MOST:
        authors = ", ".join(dict.fromkeys(author for _, author, _ in changes if author)) or "?"
        found = phrase("masih ada {many} perubahan lain", many=len(changes) - _MOST)
        yield problem(Place(file), "T013", author=authors, found=found, part=places.of(changes[_MOST][0]))
    told: dict[etree._Element, str] = {}
    for run in root.iter(f"{_W}r"):
        properties = run.find(f"{_W}rPr")
        if properties is not None and _hides(properties, hiding):
            paragraph = next(run.iterancestors(f"{_W}p"), run)
            told[paragraph] = told.get(paragraph, "") + _words(run)
    for paragraph, text in told.items():
        if text.strip():
            yield problem(Place(file), "T014", found=short(text), part=places.of(paragraph))


def remarks(root: "etree._Element", file: str) -> Iterator[Problem]:
    """Return one problem for all remarks of a Word file, with who made them and how the first begins."""
    found = list(root.iterchildren(f"{_W}comment"))
    if found:
        authors = ", ".join(dict.fromkeys(remark.get(f"{_W}author", "?") for remark in found))
        yield problem(Place(file), "T015", many=len(found), author=authors, first=short(_words(found[0])))


def hiding_styles(styles: "etree._Element | None") -> frozenset[str]:
    """Return the styles of letters that hide what is written in them."""
    found = styles.iterfind(f"{_W}style") if styles is not None else ()
    return frozenset(
        style.get(f"{_W}styleId", "") for style in found if any(_on(style.find(f"{_W}rPr/{name}")) for name in _VANISH)
    )


def _changes(root: "etree._Element") -> Iterator[tuple["etree._Element", str, Phrase]]:
    formats: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(_W):
            continue
        author = element.get(f"{_W}author", "")
        if element.tag in (*_ADDED, *_REMOVED):
            added = element.tag in _ADDED
            text = short(_words(element)) or _mark_of(element)
            yield (
                element,
                author,
                phrase('menambah "{text}"', text=text) if added else phrase('menghapus "{text}"', text=text),
            )
        elif _CHANGED.match(element.tag) and author not in formats:
            formats.add(author)
            yield element, author, phrase("mengubah bentuk huruf, paragraf, atau tabel")
        elif element.tag in _STRAY and not _within(element, _REMOVED):
            yield element, author, phrase('menghapus "{text}"', text=short(element.text or ""))


def _mark_of(element: "etree._Element") -> Phrase:
    if _within(element, (f"{_W}trPr",)):
        return phrase("baris tabel")
    return phrase("sel tabel") if _within(element, (f"{_W}tcPr",)) else phrase("akhir paragraf")


def _within(element: "etree._Element", tags: Iterable[str]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _words(element: "etree._Element") -> str:
    return "".join(leaf.text or "" for leaf in element.iter(*_TEXT))


def _hides(properties: "etree._Element", hiding: frozenset[str]) -> bool:
    style = properties.find(f"{_W}rStyle")
    own = [properties.find(name) for name in _VANISH]
    if any(switch is not None for switch in own):
        return any(map(_on, own))
    return style is not None and style.get(f"{_W}val") in hiding


def _on(element: "etree._Element | None") -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in _OFF
