"""What a unit's files say, held against each other: dates, the period's name, what is computed and yet typed."""

import datetime as dt
import re
from collections.abc import Collection, Iterator

from pipeline.problems.phrase import Phrase, computed, phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import calendar as office_days
from pipeline.sources import letter_rules, nip, number_rule, trees, unprintable
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Rujukan
from pipeline.sources.period import Period, first_day, last_day, shift
from pipeline.sources.signature_model import DRAFT_STATE
from pipeline.sources.yaml_text import Node

_ROMAN = ("I", "II", "III", "IV")
_SEMESTER = re.compile(r"\b(?P<jenis>Semester|Triwulan)\s+(?P<urut>IV|I{1,3}|[1-4])\b", re.IGNORECASE)
_YEAR = re.compile(r"\bTahun\s+(?P<tahun>(?:19|20)\d{2})\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(\d{1,2}[.)]|[a-z][.)]|-)\s")
_YTH = re.compile(r"\s*(Kepada\s+)?Yth\b\.?", re.IGNORECASE)


def check(dossier: Dossier, kind: str, used_words: Collection[str]) -> Iterator[Problem]:
    """Return what does not fit for one document; `used_words` are the first steps of the words its template uses."""
    yield from dossier.uncited
    yield from _declared_draft(dossier, kind)
    yield from _dates(dossier, kind, used_words)
    yield from _typed(dossier, kind)
    yield from _people(dossier, kind)
    yield from _titles(dossier, kind)
    yield from _media(dossier)
    yield from unprintable.check(dossier.tree)
    yield from letter_rules.check(dossier, kind)


def _declared_draft(dossier: Dossier, kind: str) -> Iterator[Problem]:
    if dossier.effective.dokumen[kind].tanda_tangan == DRAFT_STATE:
        yield problem(trees.find(dossier.tree, ("dokumen", kind, "tanda_tangan")).at, "A074", kind=kind)


def _titles(dossier: Dossier, kind: str) -> Iterator[Problem]:
    """Return two titles for the one head of a unit: the one who signs, and the one to whom its own file addresses."""
    head, node = dossier.effective.kepala, trees.find(dossier.tree, ("dokumen", kind, "yth"))
    at = trees.find(dossier.tree, ("kepala", "jabatan")).at
    if head and isinstance(node.value, str) and node.at.file == at.file:
        title, addressed = (" ".join(text.casefold().split()) for text in (head.jabatan, node.value))
        if title not in addressed and addressed not in title:
            yield problem(at, "C013", found=head.jabatan, yth=" ".join(node.value.split()))


def _media(dossier: Dossier) -> Iterator[Problem]:
    """Return the publications that nothing shows, and those that came when the next period had begun."""
    period = dossier.office.period
    begun = first_day(shift(period, 1))
    for number, media in enumerate(dossier.effective.publikasi_media):
        node = trees.find(dossier.tree, ("publikasi_media", number))
        if media.foto is None:
            yield problem(node.at, "C018", media=media.media)
        if media.tanggal > begun:
            at = trees.find(dossier.tree, ("publikasi_media", number, "tanggal")).at
            yield problem(at, "C019", media=media.media, found=media.tanggal, masa=period, first=computed(begun))


def day_range(period: Period) -> tuple[dt.date, dt.date]:
    """Return the first and last day for a letter on a period: in the period, or in the next, when it is reported."""
    return first_day(period), last_day(shift(period, 1))


def _dates(dossier: Dossier, kind: str, used_words: Collection[str]) -> Iterator[Problem]:
    effective = dossier.effective
    day, batas = effective.dokumen[kind].tanggal, effective.batas if "batas" in used_words else None
    if day:
        first, last = day_range(dossier.office.period)
        if not first <= day <= last:
            at = trees.find(dossier.tree, ("dokumen", kind, "tanggal")).at
            yield problem(at, "C001", found=day, masa=dossier.office.period, first=computed(first), last=computed(last))
        elif isinstance(effective.rujukan, Rujukan) and "rujukan" in used_words and effective.rujukan.tanggal > day:
            at = trees.find(dossier.tree, ("rujukan", "tanggal")).at
            if number_rule.in_register(at.file):  # looked up: the letter is told, not the one that it cites
                at = trees.find(dossier.tree, ("dokumen", kind, "tanggal")).at
            yield problem(at, "C006", found=effective.rujukan.tanggal, tanggal=day)
    if day and batas and batas < day:
        yield problem(trees.find(dossier.tree, ("batas",)).at, "C002", found=batas, tanggal=day)
    if batas:
        closed = office_days.closed_because(batas, effective.libur.tambah, effective.libur.kecuali)
        at = trees.find(dossier.tree, ("batas",)).at
        if closed:
            yield problem(at, "C003", found=batas, reason=closed)
        elif not office_days.is_known(batas) and batas not in effective.libur.kecuali:
            first_year, last_year = office_days.known_years()
            yield problem(at, "C014", found=batas, first=str(first_year), last=str(last_year))


def _people(dossier: Dossier, kind: str) -> Iterator[Problem]:
    """Return the numbers of those who sign and head that can hardly be a NIP."""
    for path in (("dokumen", kind, "penandatangan"), ("kepala",)):
        person = trees.fields(trees.find(dossier.tree, path))
        typed = person["nip"].value if "jabatan" in person and "nip" in person else None
        why = nip.implausible(typed) if isinstance(typed, str) else None
        if why:
            yield problem(person["nip"].at, "C011", found=typed, why=why)


def _typed(dossier: Dossier, kind: str) -> Iterator[Problem]:
    """Return what is typed though it is computed or stands in the template, and names of another period."""
    period, tree = dossier.office.period, dossier.tree
    for name in ("hal", "yth", "tempat"):
        node = trees.find(tree, ("dokumen", kind, name))
        if isinstance(node.value, str):
            yield from _line(name, node, period)
    for item in _items(tree, ("dokumen", kind, "tembusan")):
        yield from _item("tembusan", item)
    for item in _items(tree, ("saran",)):
        yield from _item("saran", item)


def _line(name: str, node: Node, period: Period) -> Iterator[Problem]:
    text = str(node.value)
    found = office_days.WRITTEN.search(text)
    if name == "tempat" and found:
        yield _computed(node, name, found[0], phrase("tanggal surat"))
    elif name == "yth" and (said := _YTH.match(text)):
        yield _computed(node, name, said[0].strip(), phrase("kata `Yth.`"))
    elif name == "hal":
        yield from _stale(node, text, period)


def _stale(node: Node, text: str, period: Period) -> Iterator[Problem]:
    other = next((named for named in _SEMESTER.finditer(text) if not _same(named, period)), None)
    year = next((named for named in _YEAR.finditer(text) if int(named["tahun"]) != period.tahun), None)
    found = other or year
    if found:
        yield problem(node.at, "C005", field="hal", found=found[0], masa=period)


def _same(found: re.Match[str], period: Period) -> bool:
    said = found["urut"].upper()
    urut = _ROMAN.index(said) + 1 if said in _ROMAN else int(said)
    return found["jenis"][0].upper() == period.jenis and urut == period.urut


def _item(name: str, node: Node) -> Iterator[Problem]:
    found = _NUMBERED.match(str(node.value))
    if found:
        yield _computed(node, name, found[1], phrase("nomor butir"))


def _computed(node: Node, name: str, found: str, what: Phrase) -> Problem:
    return problem(node.at, "C004", field=name, found=found, what=what)


def _items(tree: Node, path: tuple[str, ...]) -> list[Node]:
    """Return the text items of the list at a path; none when there is no such list."""
    node = tree
    for step in path:
        if not isinstance(node.value, dict) or step not in node.value:
            return []
        node = node.value[step]
    return [item for item in node.value if isinstance(item.value, str)] if isinstance(node.value, list) else []
