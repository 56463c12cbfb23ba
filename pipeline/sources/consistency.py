"""What a unit's files say, held against each other: dates, the period's name, what is computed and yet typed."""

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterator

from pipeline.problems.phrase import Phrase, computed, phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import calendar as office_days
from pipeline.sources import number_rule, trees
from pipeline.sources.models import Rujukan
from pipeline.sources.period import Period, shift
from pipeline.sources.workspace import Dossier
from pipeline.sources.yaml_text import Node

_MONTHS_IN = (("S", 6), ("T", 3))
_ROMAN = ("I", "II", "III", "IV")
_SEMESTER = re.compile(r"\b(?P<jenis>Semester|Triwulan)\s+(?P<urut>IV|I{1,3}|[1-4])\b", re.IGNORECASE)
_YEAR = re.compile(r"\bTahun\s+(?P<tahun>(?:19|20)\d{2})\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(\d{1,2}[.)]|[a-z][.)]|-)\s")
_YTH = re.compile(r"\s*(Kepada\s+)?Yth\b\.?", re.IGNORECASE)


def check(berkas: Dossier, kind: str, dipakai: Collection[str]) -> Iterator[Problem]:
    """Return what does not fit for one document; `dipakai` are the first steps of the words its template uses."""
    yield from berkas.uncited
    yield from _dates(berkas, kind, dipakai)
    yield from _typed(berkas, kind)
    yield from _titles(berkas, kind)


def _titles(berkas: Dossier, kind: str) -> Iterator[Problem]:
    """Return two titles for the one head of a unit: the one who signs, and the one to whom its own file addresses."""
    head, node = berkas.effective.kepala, trees.find(berkas.tree, ("dokumen", kind, "yth"))
    at = trees.find(berkas.tree, ("kepala", "jabatan")).at
    if head and isinstance(node.value, str) and node.at.file == at.file:
        title, addressed = (" ".join(text.casefold().split()) for text in (head.jabatan, node.value))
        if title not in addressed and addressed not in title:
            yield problem(at, "C011", found=head.jabatan, yth=" ".join(node.value.split()))


def day_range(masa: Period) -> tuple[dt.date, dt.date]:
    """Return the first and last day for a letter on a period: in the period, or in the next, when it is reported."""
    return _first_day(masa), _last_day(shift(masa, 1))


def _dates(berkas: Dossier, kind: str, dipakai: Collection[str]) -> Iterator[Problem]:
    isi = berkas.effective
    day, batas = isi.dokumen[kind].tanggal, isi.batas if "batas" in dipakai else None
    if day:
        first, last = day_range(berkas.office.period)
        if not first <= day <= last:
            at = trees.find(berkas.tree, ("dokumen", kind, "tanggal")).at
            yield problem(at, "C001", found=day, masa=berkas.office.period, first=computed(first), last=computed(last))
        elif isinstance(isi.rujukan, Rujukan) and "rujukan" in dipakai and isi.rujukan.tanggal > day:
            at = trees.find(berkas.tree, ("rujukan", "tanggal")).at
            if number_rule.in_register(at.file):  # looked up: the letter is told, not the one that it cites
                at = trees.find(berkas.tree, ("dokumen", kind, "tanggal")).at
            yield problem(at, "C006", found=isi.rujukan.tanggal, tanggal=day)
    if day and batas and batas < day:
        yield problem(trees.find(berkas.tree, ("batas",)).at, "C002", found=batas, tanggal=day)
    if batas:
        closed = office_days.closed_because(batas, isi.libur.tambah, isi.libur.kecuali)
        if closed:
            yield problem(trees.find(berkas.tree, ("batas",)).at, "C003", found=batas, reason=closed)


def _typed(berkas: Dossier, kind: str) -> Iterator[Problem]:
    """Return what is typed though it is computed or stands in the template, and names of another period."""
    masa, tree = berkas.office.period, berkas.tree
    for name in ("hal", "yth", "tempat"):
        node = trees.find(tree, ("dokumen", kind, name))
        if isinstance(node.value, str):
            yield from _line(name, node, masa)
    for item in _items(tree, ("dokumen", kind, "tembusan")):
        yield from _item("tembusan", item)
    for item in _items(tree, ("saran",)):
        yield from _item("saran", item)


def _line(name: str, node: Node, masa: Period) -> Iterator[Problem]:
    text = str(node.value)
    found = office_days.WRITTEN.search(text)
    if name == "tempat" and found:
        yield _computed(node, name, found[0], phrase("tanggal surat"))
    elif name == "yth" and (said := _YTH.match(text)):
        yield _computed(node, name, said[0].strip(), phrase("kata `Yth.`"))
    elif name == "hal":
        yield from _stale(node, text, masa)


def _stale(node: Node, text: str, masa: Period) -> Iterator[Problem]:
    other = next((one for one in _SEMESTER.finditer(text) if not _same(one, masa)), None)
    year = next((one for one in _YEAR.finditer(text) if int(one["tahun"]) != masa.tahun), None)
    found = other or year
    if found:
        yield problem(node.at, "C005", field="hal", found=found[0], masa=masa)


def _same(found: re.Match[str], masa: Period) -> bool:
    said = found["urut"].upper()
    urut = _ROMAN.index(said) + 1 if said in _ROMAN else int(said)
    return found["jenis"][0].upper() == masa.jenis and urut == masa.urut


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


def _first_day(masa: Period) -> dt.date:
    width = dict(_MONTHS_IN)[masa.jenis]
    return dt.date(masa.tahun, (masa.urut - 1) * width + 1, 1)


def _last_day(masa: Period) -> dt.date:
    month = masa.urut * dict(_MONTHS_IN)[masa.jenis]
    return dt.date(masa.tahun, month, calendar.monthrange(masa.tahun, month)[1])
