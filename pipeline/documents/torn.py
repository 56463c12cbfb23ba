"""What a document refers to by name and a branch or a loop can tear from it: fields, bookmarks, notes, numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.documents import captions, fields, referred
from pipeline.documents.places import Places
from pipeline.documents.referred import Target, bare
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFERS = ("REF", "PAGEREF", "NOTEREF")
_BY_NUMBER = re.compile(r"\\[rnw]\b", re.IGNORECASE)
_TEXT = phrase("jadikan teks biasa: klik bidangnya, lalu Ctrl+Shift+F9")
_HALF = (
    phrase("tidak utuh: awal atau akhirnya tertinggal bila sebagian teks tidak dicetak"),
    phrase(
        "letakkan seluruh bidang di dalam, atau seluruhnya di luar, {% if %} atau {% for %}; atau hapus lalu buat lagi"
    ),
)
_LOST = (phrase("merujuk ke tempat yang tidak selalu dicetak"), _TEXT)
_TWICE = (phrase("merujuk ke tempat yang dapat tercetak lebih dari sekali"), _TEXT)
_MOVES = (
    phrase("menyebut nomor atau teks yang lain bila sebagian templat tidak dicetak atau diulang"),
    phrase("hapus bidangnya dan sebut tempat itu dengan kata; atau letakkan yang tidak selalu dicetak di bawahnya"),
)
_COUNTS = (
    phrase("menghitung nomor yang lain bila sebagian templat tidak dicetak atau diulang"),
    phrase(
        "hapus bidangnya dan ketik {{ loop.index }} atau nomornya; atau sisipkan lagi tanpa nomor bab: "
        "Referensi > Sisipkan Caption"
    ),
)
_NOTES = {"footnoteReference": phrase("catatan kaki"), "endnoteReference": phrase("catatan akhir")}


def anchors(root: "etree._Element", places: Places) -> dict[str, Text]:
    """Return where each field and each note of a part stands in its template."""
    found: dict[str, Text] = {}
    for element, instruction in fields.found(root):
        found.setdefault(_short(instruction), places.of(element))
    for kind in _NOTES:
        for note in root.iter(f"{_W}{kind}"):
            found.setdefault(f"{kind} {note.get(f'{_W}id', '')}", places.of(note))
    parted = next(_parted(root), None)
    return found if parted is None else {**found, "": places.of(parted)}


def _parted(root: "etree._Element") -> Iterator["etree._Element"]:
    """Yield the marks of fields in which a statement, or a paragraph, begins or ends."""
    begun: list[etree._Element] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}t"):
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            begun.append(element)
        elif kind == "end" and begun:
            last = begun.pop()
            if next(last.iterancestors(f"{_W}p"), None) is not next(element.iterancestors(f"{_W}p"), None):
                yield last
        elif begun and "{%" in (element.text or ""):
            yield begun[-1]


def bookmarks(root: "etree._Element") -> Iterator[str]:
    """Yield the names of the places that can be referred to."""
    marks = (mark for mark in root.iter(f"{_W}bookmarkStart") if not captions.is_fallback(mark))
    yield from (mark.get(f"{_W}name", "") for mark in marks)


class Torn:
    """Looks at a template as it comes out on one way after another; what must be the same on all is kept."""

    def __init__(self, known: frozenset[str], lists: "etree._Element | None", styles: "etree._Element | None") -> None:
        self.known, self.lists, self.styles = known, lists, styles
        self.seen: dict[str, set[str]] = {}
        self.uncounted: dict[str, None] = {}

    def faults(self, parts: Mapping[str, "etree._Element"], where: Mapping[str, Text], file: str) -> Iterator[Problem]:
        """Return what is torn in the parts of a document as it was made; `known` are the bookmarks of the template."""
        roots = tuple(parts.values())
        for found, (why, hint) in (*_halves(roots), *self._references(roots), *self._captions(roots)):
            part = where.get(found, phrase("isi dokumen"))
            yield problem(Place(file), "T016", found=found or "?", why=why, part=part, hint=hint)
        for kind, title in _NOTES.items():
            numbers = Counter(note.get(f"{_W}id", "") for root in roots for note in root.iter(f"{_W}{kind}"))
            for number in (number for number, many in numbers.items() if many > 1):
                part = where.get(f"{kind} {number}", phrase("isi dokumen"))
                yield problem(Place(file), "T029", found=title, part=part)

    def _references(self, roots: tuple["etree._Element", ...]) -> Iterator[tuple[str, tuple[Phrase, Phrase]]]:
        marks = Counter(name for root in roots for name in bookmarks(root))
        targets: dict[str, Target] = {}
        for element, instruction in (found for root in roots for found in fields.found(root)):
            words = instruction.split()
            name = words[0].upper() if words else ""
            if name not in _REFERS or len(words) < 2 or words[1] not in self.known:
                continue
            if marks[words[1]] != 1:
                yield _short(instruction), _TWICE if marks[words[1]] else _LOST
            elif name != "PAGEREF":
                targets = targets or {
                    mark: found
                    for root in roots
                    for mark, found in referred.targets(root, self.lists, self.styles).items()
                }
                if self._moves(instruction, element, targets[words[1]]):
                    yield _short(instruction), _MOVES

    def _moves(self, instruction: str, element: "etree._Element", target: Target) -> bool:
        """Return whether a reference shows something else than what it refers to, on this way or on another."""
        is_note, is_number = instruction.split(maxsplit=1)[0].upper() == "NOTEREF", _BY_NUMBER.search(instruction)
        own = target.note if is_note else target.label if is_number else target.text
        shown = bare("".join(leaf.text or "" for leaf in captions.result(element)))
        is_counted = own.isdecimal() and shown.isdecimal() if is_number else target.has_caption and not is_note
        return self._changes(instruction, own) or (is_counted and bool(shown) and shown != own)

    def _captions(self, roots: tuple["etree._Element", ...]) -> Iterator[tuple[str, tuple[Phrase, Phrase]]]:
        """Yield the captions that show another number than Word would count."""
        counts: dict[str, int] = {}
        others: list[str] = []
        for element, instruction in (found for root in roots for found in fields.found(root)):
            if not instruction.strip().upper().startswith("SEQ") or captions.is_fallback(element):
                continue
            shown = "".join(leaf.text or "" for leaf in captions.result(element)).strip()
            caption = captions.asked(instruction)
            if caption is None:
                others.append(_short(instruction))
            elif caption.counted(counts) != shown and shown:
                yield _short(instruction), _COUNTS
        self.uncounted |= dict.fromkeys(others)
        if self._changes("SEQ", " ".join(others)):
            yield from ((instruction, _COUNTS) for instruction in self.uncounted)

    def _changes(self, instruction: str, says: str) -> bool:
        """Return whether what a field depends on has been another on an earlier way."""
        seen = self.seen.setdefault(instruction, set())
        seen.add(says)
        return len(seen) > 1


def _halves(roots: tuple["etree._Element", ...]) -> Iterator[tuple[str, tuple[Phrase, Phrase]]]:
    """Yield what fields ask for whose beginning or end is lacking."""
    for root in roots:
        begun: list[etree._Element] = []
        for mark in root.iter(f"{_W}fldChar"):
            kind = mark.get(f"{_W}fldCharType")
            if kind == "begin":
                begun.append(mark)
            elif not begun:
                yield _instruction(mark), _HALF
            elif kind == "end":
                begun.pop()
        yield from ((_instruction(mark), _HALF) for mark in begun)


def _instruction(mark: "etree._Element") -> str:
    following = mark.getparent().itersiblings() if mark.getparent() is not None else ()
    return _short(next((leaf.text or "" for run in following for leaf in run.iter(f"{_W}instrText")), ""))


def _short(instruction: str) -> str:
    return " ".join(instruction.split())
