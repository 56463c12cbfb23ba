"""A template held against the institution's rules: paper, margins, letters, page numbers, the lines of its head."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from lxml import etree

from pipeline.documents import looks
from pipeline.documents.hidden import surroundings
from pipeline.documents.looks import Letters, Looks
from pipeline.documents.opening import MAIN
from pipeline.documents.package import unpacked
from pipeline.documents.tag import Source
from pipeline.documents.template import Template
from pipeline.documents.typed import short
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.layers import Dossier
from pipeline.sources.rules_model import Kaidah

CODE = "N001"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAPER = {"A4": (11906, 16838), "F4": (12189, 18709)}
_CENTIMETRE, _NEAR = 567, 60
"""In twentieths of a point: a centimetre, and how far a paper may be from its size."""
_SIDES = {"atas": "top", "bawah": "bottom", "kiri": "left", "kanan": "right"}
_OLD_HOST, _HOST = "tte.kominfo.go.id", "tte.komdigi.go.id"
_OLD_NAME, _NAME = "Balai Sertifikasi Elektronik", "Balai Besar Sertifikasi Elektronik"
_PLACED = re.compile(r"\{\{ *tempat_tanggal *\}\}\.|(?:\{\{ *tempat *\}\}|^[^\W\d][\w ]{1,40}), *\{\{ *tanggal *\}\}\.")
_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESSED = re.compile(r'<Relationship\b[^>]*\bId="([^"]*)"[^>]*\bTarget="([^"]*)"')
_ADDRESSED_BACK = re.compile(r'<Relationship\b[^>]*\bTarget="([^"]*)"[^>]*\bId="([^"]*)"')
_SIGNS = ("Symbol", "Wingdings")
_STATEMENT = re.compile(r"\{%.*?%\}")


def check(template: Template, kind: str, dossier: Dossier) -> tuple[Problem, ...]:
    """Return a warning for each rule that a template does not keep, where its institution has rules."""
    rules = dossier.office.instansi.kaidah
    return () if rules is None else against(template, kind, rules)


def against(template: Template, kind: str, rules: Kaidah) -> tuple[Problem, ...]:
    """Return a warning for each of these rules that a template does not keep."""
    if kind in rules.kecuali:
        return ()
    main = next((part.source for part in template.parts if part.source.name == MAIN), None)
    if main is None:  # a body without tags is not read again
        return ()
    root = etree.fromstring(main.xml.encode())
    every = "".join(part.source.xml for part in template.parts)
    found = (*_pages(root, rules), *_letters(template, main, root, rules), *_numbers(template, main, root, rules))
    told = (*found, *_lines(root, rules), *_signed(every))
    return tuple(
        problem(Place(template.file), CODE, rule=rule, found=was, expected=expected, source=rules.sumber)
        for rule, was, expected in dict.fromkeys(told)
    )


_Broken = tuple[Phrase, Text, Text]
"""A rule, what was found, what is expected."""


def _pages(root: "etree._Element", rules: Kaidah) -> Iterator[_Broken]:
    for size in root.iter(f"{_W}pgSz"):
        have = sorted(looks.whole(size.get(f"{_W}{side}"), 0) for side in ("w", "h"))
        wanted = _PAPER.get(rules.kertas or "")
        if wanted and any(abs(is_ - asked) > _NEAR for is_, asked in zip(have, wanted, strict=True)):
            yield phrase("kertas"), " x ".join(_cm(side) for side in have), str(rules.kertas)
    for margins in root.iter(f"{_W}pgMar"):
        for name, side in _SIDES.items():
            least, have_ = getattr(rules.margin, name), looks.whole(margins.get(f"{_W}{side}"), 0)
            if least is not None and have_ < least * _CENTIMETRE - 1:
                yield _MARGINS[name], _cm(have_), f">= {str(least).replace('.', ',')} cm"


_MARGINS = {
    "atas": phrase("margin atas"),
    "bawah": phrase("margin bawah"),
    "kiri": phrase("margin kiri"),
    "kanan": phrase("margin kanan"),
}


def _letters(template: Template, main: Source, root: "etree._Element", rules: Kaidah) -> Iterator[_Broken]:
    looks = Looks(*(_read(template, name) for name in ("word/styles.xml", "word/theme/theme1.xml")))
    around = [etree.fromstring(xml.encode()) for name, xml in _around(template).items() if name in main.rels_base]
    body = [*_printed(root, looks)]
    sizes: Counter[Decimal] = Counter()
    for letters, text in body:
        sizes[letters.size] += len(text)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=None)
    if rules.ukuran and usual is not None and usual not in rules.ukuran:
        yield phrase("ukuran huruf"), f"{usual:f}".replace(".", ","), _any(rules.ukuran)
    every = (*body, *(found for part in around for found in _printed(part, looks)))
    first = {letters.font: text for letters, text in reversed(every)}
    for name in sorted(first.keys() - {*_SIGNS, *rules.huruf}) if rules.huruf else ():
        yield (
            phrase("jenis huruf"),
            phrase('{font}, pada "{text}"', font=name, text=short(first[name])),
            _any(rules.huruf),
        )


def _any(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def _printed(root: "etree._Element", looks: Looks) -> Iterator[tuple[Letters, str]]:
    """Yield what each run that prints is printed in, and what it says in the template."""
    for run in root.iter(f"{_W}r"):
        text = _STATEMENT.sub("", "".join(leaf.text or "" for leaf in run.iterchildren(f"{_W}t"))).strip()
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        if not text or paragraph is None:
            continue
        around = surroundings(paragraph, looks)
        letters = looks.letters(run.find(f"{_W}rPr"), around.paragraph, around.table)
        if letters is not None:
            yield letters, text


def _read(template: Template, name: str) -> "etree._Element | None":
    found = next((unpacked(member) for member in template.unchanged if member.name == name), None)
    return etree.fromstring(found) if found else None


def _numbers(template: Template, main: Source, root: "etree._Element", rules: Kaidah) -> Iterator[_Broken]:
    if not rules.nomor_halaman:
        return
    numbered = {name for name, xml in _around(template).items() if re.search(r"\bPAGE\b", xml)}
    if not numbered:
        yield phrase("nomor halaman"), phrase("tidak bernomor"), "- 2 -"
    elif "kop." in "".join(part.source.xml for part in template.parts) and numbered & _around_first_page(main, root):
        yield phrase("halaman pertama tanpa nomor"), phrase("bernomor"), phrase("tanpa nomor")


def _around(template: Template) -> dict[str, str]:
    """Return the headers and footers of a template, by their names in its folder."""
    still = {member.name: unpacked(member).decode(errors="replace") for member in template.unchanged}
    every = still | {part.source.name: part.source.xml for part in template.parts}
    return {name.removeprefix("word/"): xml for name, xml in every.items() if _AROUND.fullmatch(name)}


def _around_first_page(main: Source, root: "etree._Element") -> set[str]:
    """Return the headers and footers of the first page, by their names."""
    section = next(root.iter(f"{_W}sectPr"), None)
    if section is None:
        return set()
    which = "first" if section.find(f"{_W}titlePg") is not None else "default"
    names = ("headerReference", "footerReference")
    said = (ref for name in names for ref in section.iterfind(f"{_W}{name}") if ref.get(f"{_W}type") == which)
    targets = {str(key): str(target) for key, target in _ADDRESSED.findall(main.rels_base)}
    targets |= {str(key): str(target) for target, key in _ADDRESSED_BACK.findall(main.rels_base)}
    return {targets.get(ref.get(_ID, ""), "").removeprefix("/word/") for ref in said}


def _lines(root: "etree._Element", rules: Kaidah) -> Iterator[_Broken]:
    texts = [" ".join("".join(paragraph.itertext(f"{_W}t")).split()) for paragraph in root.iter(f"{_W}p")]
    meant = {line.casefold(): line for line in rules.kepala}
    begun = [re.split(r"[\s:]", text, maxsplit=1)[0].casefold() for text in texts if text]
    order = [meant[line] for line in dict.fromkeys(begun) if line in meant]
    wanted = [line for line in rules.kepala if line in order]
    if order != wanted:
        yield phrase("urutan kepala surat"), ", ".join(order), ", ".join(wanted)
    if placed := next((text for text in texts if _PLACED.search(text)), None):
        yield phrase("tempat dan tanggal tanpa titik"), placed, placed.rstrip(".")


def _signed(every: str) -> Iterator[_Broken]:
    if _OLD_HOST in every:
        yield phrase("alamat pemeriksaan tanda tangan elektronik"), _OLD_HOST, _HOST
    if _OLD_NAME in every:
        yield phrase("nama BSrE"), _OLD_NAME, _NAME


def _cm(length: int) -> str:
    return f"{Decimal(length) / _CENTIMETRE:.2f} cm".replace(".", ",")
