"""The public pages of letters: what stands on each, number, date, office, kind and state; nothing of what it says."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.issuing import sequence
from pipeline.problems.problem import Problem
from pipeline.sources import register_reader, workspace
from pipeline.sources.period import parse
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words import indonesian, verification

VALID, VOID, REPLACED = "berlaku", "batal", "diganti"
_DOCUMENTS = (("sidik", "surat (.docx)"), ("pdf", "surat (.pdf)"), ("tte", "surat bertanda tangan elektronik (.pdf)"))


class Proof(NamedTuple):
    """A file that was issued or kept with a number: what it is, and its fingerprint."""

    nama: str
    sidik: str


class LetterPage(NamedTuple):
    """The page of a letter; `pengganti` names what took its place, `halaman` the page of that, if there is one."""

    token: str
    nomor: str
    tanggal: str
    instansi: str
    unit: str
    jenis: str
    periode: str
    keadaan: str
    pengganti: str
    halaman: str
    berkas: tuple[Proof, ...]

    @property
    def file(self) -> str:
        """Its file in the site."""
        return verification.page_of(self.token)


def of_institution(root: Path, name: str, problems: list[Problem]) -> Iterator[LetterPage]:
    """Yield the page of every letter of an institution that has one."""
    entries = register_reader.entries(root, name, problems)
    if not any(letter.token for entry in entries for letter in entry.entri.surat):
        return
    instansi = workspace.institution(root, name, problems)
    kinds = {kind: record.judul for kind, record in workspace.kind_records(root).items()}
    titles = {**workspace.titles(root, name), "": ""}
    office = instansi.nama if instansi else name
    semester = instansi.gaya.semester if instansi else "arab"
    for entry in entries:
        for letter in entry.entri.surat:
            if letter.token and letter.sidik:
                page = _page(entry, letter, kinds, entries, semester)
                yield page._replace(instansi=office, unit=titles.get(letter.unit, letter.unit))


def _page(
    entry: EntryFile,
    letter: SentLetter,
    kinds: Mapping[str, str],
    entries: Iterable[EntryFile],
    semester: str,
) -> LetterPage:
    said = entry.entri
    day = letter.tanggal or said.tanggal
    period = parse(said.periode or "")
    state, by, page = _state(entry, letter, entries)
    return LetterPage(
        letter.token or "",
        said.nomor,
        indonesian.date(day) if day else indonesian.DASH,
        entry.instansi,
        letter.unit,
        kinds.get(said.jenis or "", said.jenis or indonesian.DASH),
        f"{indonesian.period_name(period, semester)} Tahun {period.tahun}" if period else indonesian.DASH,
        state,
        by,
        page,
        tuple(proofs(entry, letter)),
    )


def _state(entry: EntryFile, letter: SentLetter, entries: Iterable[EntryFile]) -> tuple[str, str, str]:
    """Return the state of a letter, the number that replaces it, and the page of the letter that does."""
    if entry.entri.batal:
        return VOID, "", ""
    if letter.diganti:
        by = [sent for other in entries if sequence.prints(other, letter.diganti) for sent in other.entri.surat]
        return REPLACED, letter.diganti, _page_among(by, letter.unit)
    if letter not in register_reader.standing(entry.entri):
        return REPLACED, entry.entri.nomor, _page_among(entry.entri.surat, letter.unit)
    return VALID, "", ""


def _page_among(letters: Iterable[SentLetter], unit: str) -> str:
    """Return the page of the latest letter of a unit among letters; empty where it has none."""
    tokens = [letter.token for letter in letters if letter.unit == unit]
    return f"{tokens[-1]}.html" if tokens and tokens[-1] else ""


def proofs(entry: EntryFile, letter: SentLetter) -> Iterator[Proof]:
    """Yield the files that prove a letter: those that were issued, and those that are kept with its number."""
    for field, name in _DOCUMENTS:
        if digest := getattr(letter, field):
            yield Proof(name, digest)
    yield from (Proof("berkas yang disimpan bersama nomor ini", kept.sidik) for kept in entry.entri.lampiran)
