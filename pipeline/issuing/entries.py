"""Entries written by order: a number taken by hand, one that SRIKANDI gave, a void one, a signed scan."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline.documents import pdf_pages
from pipeline.files import fingerprint, folder, pictures
from pipeline.issuing import entry_names, intact, journal, numbering, plan, register, sequence, verify
from pipeline.issuing.register import Register
from pipeline.making import build
from pipeline.making.office import Periods
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import layers, nearest, number_rule, register_reader, trees, workspace, yaml_edit
from pipeline.sources.layers import Dossier
from pipeline.sources.register_reader import Attachment, Entry, EntryFile
from pipeline.sources.yaml_text import read_yaml
from pipeline.words import number

NO_PARTS: Mapping[str, str] = MappingProxyType({})
"""What a number's sequence runs over beside the year, where nobody says that it does."""


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Whose(NamedTuple):
    """What a person says of a number beside how it is printed: the year, and what else its sequence may run over."""

    tahun: str = ""
    parts: Mapping[str, str] = NO_PARTS


class Doubted(Usage):
    """A file that seems not to be what it is kept as; `why` says so, and whoever means it may say that it is kept."""

    def __init__(self, why: Phrase) -> None:
        self.why = why
        super().__init__(phrase("{told}; bila memang dimaksud, ulangi dengan --tetap", told=why))


def known_institution(root: Path, instansi: str) -> None:
    """Refuse an institution that there is not: its register would be nobody's."""
    every = folder.folders(root, workspace.UNITS)
    if instansi not in (*every, *register_reader.institutions(root)):
        near = nearest.guess(instansi, every, phrase("lihat folder di units/"))
        raise Usage(phrase('institusi "{name}" tidak ada; {near}', name=instansi, near=near))


def opened_to_enter(root: Path, instansi: str) -> Register:
    """Return a register that numbers are to be entered in; refuse one that cannot be read, or whose rules cannot."""
    known_institution(root, instansi)
    problems: list[Problem] = []
    workspace.institution(root, instansi, problems)
    opened = register.open_register(Periods(root), instansi, problems)
    if any(not fault.is_warning for fault in problems):
        raise Refusal(problems)
    return opened


def enter_by_hand(root: Path, instansi: str, fields: dict[str, Any], whose: Whose = Whose()) -> EntryFile:  # noqa: B008
    """Enter a number that was taken outside the pipeline; refuse one that is taken, or a field that is wrong."""
    with journal.alone(root):
        opened = opened_to_enter(root, instansi)
        problems: list[Problem] = []
        entri = checked_entry(instansi, fields, problems)
        if entri is None:
            raise Refusal(problems)
        entry, printed = placed(opened, entri, whose)
        if entry is None:
            values = {"nomor": entri.nomor, "found": entri.urut, "expected": printed}
            raise Usage(phrase("nomor {nomor} berurut {expected}, bukan {found}", **values))
        must_be_free(opened, entry)
        register.enter(root, {instansi: opened}, (entry,), {})
        return entry


def checked_entry(instansi: str, fields: dict[str, Any], problems: list[Problem]) -> Entry | None:
    """Return the entry that the fields make; problems and `None` when one of them is wrong."""
    said = {name: value for name, value in fields.items() if value}
    node = read_yaml(yaml_edit.yaml(said).encode(), number_rule.register_folder(instansi), problems)
    return trees.read(Entry, node, problems) if node is not None else None


def placed(opened: Register, entri: Entry, whose: Whose) -> tuple[EntryFile | None, str]:
    """Return an entry in the sequence that its rule gives it; none, and which number it prints, when that is another.

    A number that no rule reads is one of its year. Refuses when its sequence is not known.
    """
    day = entri.tanggal or (dt.date(int(whose.tahun), 1, 1) if whose.tahun.isdigit() else None)
    printed = ""
    for rule in number_rule.rules_for(opened.rules, whose.parts.get("jenis")):
        if not number_rule.fits(rule, entri.nomor):
            continue
        missing = number_rule.unknown_parts(rule, whose.parts)
        if missing:
            options = ", ".join(f"--{name}" for name in missing)
            raise Usage(phrase("beri {options}: deretnya berjalan menurut itu", options=options))
        every = list(number_rule.places(opened.instansi, rule, entri.nomor, day, whose.parts))
        for place in every:
            if place.urut == entri.urut:
                return register_reader.new_entry(opened.instansi, place.sequence, entri), ""
        printed = printed or (every[0].urut if every else "")
    if printed:
        return None, printed
    if day is None:
        raise Usage(phrase("beri --date atau --year: nomor dicatat menurut tahunnya"))
    return register_reader.new_entry(opened.instansi, number_rule.yearly(opened.instansi, str(day.year)), entri), ""


def must_be_free(opened: Register, entry: EntryFile) -> None:
    """Refuse a number that an entry of the register has already."""
    other = opened.owner_of(entry)
    if other:
        raise Usage(phrase("nomor {nomor} sudah dipakai: {file}", nomor=entry.entri.nomor, file=other.file))


def void(root: Path, nomor: str, alasan: str) -> EntryFile:
    """Mark a number as void, with the reason; it stays in the register, and is never given again."""
    with journal.alone(root):
        entry = entry_names.find_entry(root, nomor)
        if entry.entri.batal:
            values = {"nomor": entry.entri.nomor, "alasan": entry.entri.batal}
            raise Usage(phrase("nomor {nomor} sudah batal: {alasan}", **values))
        later = register_reader.changed_entry(entry, {"batal": alasan})
        register.amend(root, register.open_register(Periods(root), entry.instansi, []), later, {})
        return entry_names.find_entry(root, entry.folder)


def confirm(root: Path, nomor: str, alasan: str) -> EntryFile:
    """Confirm a number as it stands, after two branches that had both written it were joined; the chain says why."""
    with journal.alone(root):
        entry = entry_names.find_entry(root, nomor)
        wrong = [fault for fault in intact.of_number(root, entry) if not fault.is_warning]
        if wrong:
            raise Refusal(wrong)
        register.amend(root, register.open_register(Periods(root), entry.instansi, []), entry, {}, alasan)
        return entry


def enter_from_srikandi(
    root: Path,
    period_id: str,
    kind: str,
    unit: str,
    nomor: str,
    tanggal: dt.date,
    catatan: str = "nomor dari SRIKANDI",
) -> EntryFile:
    """Enter the number that SRIKANDI gave a letter; the letter is then made with it, and issued as any other.

    A number that a batch shares is entered for each of its letters, until one of them is issued.
    """
    with journal.alone(root):
        problems: list[Problem] = []
        period = workspace.period(root, period_id)
        ((name, own),) = build.targets_of(root, period, unit, kind)
        work, registers = plan.job_of(root, period, kind, (name,), problems)
        if problems:
            raise Refusal(problems)
        if (name, own) in work.issued:
            letter = f"{name}/{own}".rstrip("/")
            values = {"unit": letter, "masa": period_id, "nomor": work.issued[name, own][0].entri.nomor}
            raise Usage(phrase("surat {unit} periode {masa} sudah bernomor {nomor}", **values))
        dossier = layers.dossier_of(root, work.offices[name].office, own)
        entry = given_entry(dossier, kind, nomor, tanggal, catatan, problems)
        if problems:
            raise Refusal(problems)
        if entry is None:
            raise Usage(phrase("nomor {nomor} tidak cocok dengan pola nomor di instansi.yaml", nomor=nomor))
        shared = _of_its_batch(registers[name], dossier, kind, entry)
        if shared is None:
            must_be_free(registers[name], entry)
        register.enter(root, registers, (shared or entry,), {})
        return shared or entry


def given_entry(
    dossier: Dossier, kind: str, nomor: str, tanggal: dt.date, catatan: str, problems: list[Problem]
) -> EntryFile | None:
    """Return the entry of a letter under a number that was given elsewhere; `None` when it does not fit the rule."""
    place = number.place_of(dossier, kind, nomor, tanggal)
    if place is None:
        return None
    yth = numbering.yth(dossier, kind)
    fields = {
        "nomor": nomor,
        "urut": place.urut,
        "tanggal": tanggal.isoformat(),
        "hal": numbering.hal(dossier, kind),
        "yth": yth,
        "periode": str(dossier.office.period),
        "jenis": kind,
        "surat": [{"unit": dossier.unit, "yth": yth} if dossier.unit else {"yth": yth}],
        "catatan": catatan,
    }
    entri = checked_entry(dossier.office.id, fields, problems)
    return register_reader.new_entry(dossier.office.id, place.sequence, entri) if entri else None


def prints_another_year(entry: EntryFile) -> bool:
    """Return whether a number that ends in a year has the date of another one."""
    printed, day = _YEAR.findall(entry.entri.nomor.rpartition("/")[2]), entry.entri.tanggal
    return bool(printed) and day is not None and printed[-1] != str(day.year)


def _of_its_batch(opened: Register, dossier: Dossier, kind: str, entry: EntryFile) -> EntryFile | None:
    """Return the entry that a batch shares with a letter added; `None` where none is shared, or it is issued."""
    there = opened.holder_of(sequence.kept_at(entry), entry.entri.nomor)
    if there is None or not number.is_shared(dossier, kind) or not sequence.prints(there, entry.entri.nomor):
        return None
    old, new = there.entri, entry.entri
    if old.batal or (old.periode, old.jenis, old.tanggal) != (new.periode, new.jenis, new.tanggal):
        return None
    if any(letter.sidik for letter in old.surat):
        return None
    return register_reader.changed_entry(there, {"surat": [*old.surat, *new.surat]})


_OURS = (".yaml", ".json", ".md", ".tte.pdf")
"""Endings of what the program itself keeps with a number."""


def attach(root: Path, nomor: str, path: Path, *, despite: bool = False) -> EntryFile:
    """Keep a file with a number (a signed scan, a signed PDF), with its fingerprint.

    Refuses an empty one; and as `Doubted`, unless `despite` says that it is meant, one that belongs to another number,
    that is the number's own letter changed, or that is neither a PDF that opens nor a picture.
    """
    with journal.alone(root):
        entry = entry_names.find_entry(root, nomor)
        content = path.read_bytes()
        if not content:
            raise Usage(phrase("{file} kosong", file=path.name))
        if not despite:
            _looks_right(root, entry, path.name, content)
        try:
            kept = Attachment(berkas=path.name, sidik=fingerprint.sha(content))
        except ValueError:
            raise Usage(
                phrase('nama berkas "{file}": pakai huruf, angka, spasi, titik, dan tanda hubung', file=path.name)
            ) from None
        file = f"{entry.folder}/{kept.berkas}"
        if kept.berkas.lower().endswith(_OURS):
            raise Usage(phrase('nama berkas "{file}" dipakai program; beri nama lain', file=path.name))
        if kept.berkas.casefold() in {name.casefold() for name in folder.names(root, entry.folder)}:
            raise Usage(phrase("{file} sudah ada", file=file))
        later = register_reader.changed_entry(entry, {"lampiran": [*entry.entri.lampiran, kept]})
        opened = register.open_register(Periods(root), entry.instansi, [])
        register.amend(root, opened, later, {file: content})
        return entry_names.find_entry(root, entry.folder)


def _looks_right(root: Path, entry: EntryFile, name: str, content: bytes) -> None:
    """Refuse a file that is no paper, or that says that it belongs to another number."""
    nomor = entry.entri.nomor
    if not pictures.is_pdf(content) and not pictures.is_picture(content):
        raise Doubted(phrase("{file} bukan PDF dan bukan gambar", file=name))
    if pictures.is_pdf(content) and (fault := pdf_pages.fault_of(content)):
        raise Doubted(phrase("{file} bukan PDF yang dapat dibuka ({fault})", file=name, fault=fault))
    if verify.changed_copy(root, content, entry) is not None:
        said = phrase(
            "{file} bukan surat {nomor} yang terbit: isinya berubah, periksa dengan verify", file=name, nomor=nomor
        )
        raise Doubted(said)
    if (other := verify.of_another(root, content, entry)) is not None:
        what = verify.sentence_of(other)
        raise Doubted(phrase("{file} bukan milik {nomor}: {what}", file=name, what=what, nomor=nomor))
