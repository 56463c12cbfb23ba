"""The fields of Word that a template may hold: those that count pages, headings and tables, and links.

Every other prints what Word last computed for somebody else, changes when the document is opened, or fetches what is
in another file: it is refused, by name, with the way to make text or a tag of it.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from pipeline.documents.places import Places
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALLOWED = frozenset(
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF SEQ TOC TC XE INDEX HYPERLINK STYLEREF LISTNUM "  # noqa: SIM905
    "AUTONUM AUTONUMLGL AUTONUMOUT SYMBOL EQ ADVANCE".split()
)
"""Fields that say the same to everybody, whenever the document is opened."""
_UNLINK = phrase("jadikan teks biasa: klik bidangnya, lalu Ctrl+Shift+F9")
_KINDS: tuple[tuple[str, Phrase, Phrase], ...] = (
    (
        "MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF ADDRESSBLOCK GREETINGLINE",
        phrase("mencetak pratinjau gabungan surat yang terakhir"),
        phrase("hapus bidangnya dan ketik tanda templat di tempatnya, misalnya {{ unit.nama }}"),
    ),
    (
        "DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME",
        phrase("berubah setiap kali dokumen dibuka"),
        phrase("hapus bidangnya dan ketik {{ tanggal }}, atau jadikan teks biasa: klik, lalu Ctrl+Shift+F9"),
    ),
    (
        "IF COMPARE SET ASK FILLIN QUOTE =",
        phrase("mencetak hasil hitungan Word yang lama"),
        phrase("pakai {% if kata %} ... {% endif %}, atau jadikan teks biasa: klik, lalu Ctrl+Shift+F9"),
    ),
    (
        "INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK EMBED DDE DDEAUTO DATABASE RD",
        phrase("mengambil isi dari berkas lain"),
        _UNLINK,
    ),
    (
        "FORMTEXT FORMCHECKBOX FORMDROPDOWN",
        phrase("adalah isian formulir"),
        phrase("hapus bidangnya dan ketik tanda templat di tempatnya, misalnya {{ unit.nama }}"),
    ),
)
_DAYS = tuple(f"{_W}{unit}{length}" for unit in ("day", "month", "year") for length in ("Short", "Long"))
_GIVEN = re.compile(r'"([^"]*)"|(\S+)')
_SWITCH = re.compile(r"\\[a-zA-Z*#@!]")
_WITH_TEXT = ("\\l", "\\o", "\\t", "\\*", "\\#", "\\@")
"""Switches of a link that the text after them belongs to: a place, a tip, a window, a format."""


def check(root: "etree._Element", places: Places, file: str) -> Iterator[Problem]:
    """Return the fields of a part that may not go into a document."""
    yield from _moving(root, places, file)
    for element, instruction in found(root):
        name = (instruction.split() or ["?"])[0].upper()
        name = "=" if name.startswith("=") else name
        tagged = "{{" in instruction or "{%" in instruction
        if name == "HYPERLINK":
            target = address(instruction)
            why = foreign(target)
            if why is not None:
                yield problem(Place(file), "T018", found=why, part=places.of(element), hint=LINK_HINT)
        elif name not in ALLOWED or tagged:
            why, hint = _why(name, tagged)
            shown = " ".join(instruction.split())[:60] or "{ }"
            yield problem(Place(file), "T016", found=shown, why=why, part=places.of(element), hint=hint)


def _moving(root: "etree._Element", places: Places, file: str) -> Iterator[Problem]:
    """Return the days that older Word prints by themselves, without a field."""
    why, hint = _why("DATE", tagged=False)
    for element in root.iter(*_DAYS):
        yield problem(Place(file), "T016", found="DATE", why=why, part=places.of(element), hint=hint)


def found(root: "etree._Element") -> Iterator[tuple["etree._Element", str]]:
    """Yield each field with what it asks for, without what fields inside it ask for.

    A field that ends as it begins asks nothing and shows nothing: LibreOffice leaves some in a table of contents.
    """
    open_fields: list[list[str] | None] = []
    begun: list[etree._Element] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        kind = element.get(f"{_W}fldCharType", "")
        if element.tag == f"{_W}fldSimple":
            yield element, element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}instrText":
            if open_fields and open_fields[-1] is not None:
                open_fields[-1].append(element.text or "")
            elif not open_fields:
                yield element, element.text or ""
        elif kind == "begin":
            open_fields.append([])
            begun.append(element)
        elif open_fields:
            asked = open_fields[-1]
            if asked or (asked is not None and kind == "separate"):
                yield begun[-1], "".join(asked)
                open_fields[-1] = None
            if kind == "end":
                open_fields.pop()
                begun.pop()
    yield from ((element, "".join(asked)) for element, asked in zip(begun, open_fields, strict=True) if asked)


def address(instruction: str) -> str:
    """Return the address that a HYPERLINK field leads to, before or after its switches; empty for a place in here."""
    given = _GIVEN.finditer(re.sub(r"^\s*HYPERLINK\s*", "", instruction, flags=re.IGNORECASE))
    for part in given:
        bare = part[2] or ""
        if (said := part[1] or bare) and not _SWITCH.fullmatch(bare):
            return said
        if bare.lower() in _WITH_TEXT:
            next(given, None)
    return ""


LINK_HINT = phrase("ganti dengan alamat https://, mailto:, atau tanda {{ tautan.laporan }}; atau hapus tautannya")


def foreign(target: str) -> Phrase | None:
    """Return what is wrong with the address of a link; `None` for the web, mail, a tag or a place in the document."""
    known = re.match(r"(?:https?://|mailto:|tel:|#|$)|(?:\.\.?/)*\s*\{\{", target, re.IGNORECASE)
    if "%7b%7b" in target.lower():
        return phrase("tautan yang tandanya diubah Word menjadi kode ({target})", target=unquote(target))
    if known and re.search(r"[{}]", re.sub(r"\{\{|\}\}|\{%|%\}", "", target)):
        return phrase("tautan yang tandanya tidak utuh ({target})", target=target)
    return None if known else phrase("tautan ke berkas di komputer atau jaringan ({target})", target=target)


def _why(name: str, tagged: bool) -> tuple[Phrase, Phrase]:
    for names, why, hint in _KINDS:
        if name in names.split():
            return why, hint
    return (phrase("memuat tanda templat"), _UNLINK) if tagged else (phrase("mencetak isi yang lama"), _UNLINK)
