"""Entries written by order: a number taken by hand, one that SRIKANDI gave, a void one, a signed scan."""

import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.files import fingerprint, folder
from pipeline.issuing import journal, numbering, plan, register
from pipeline.making import build
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import nearest, register_reader, trees, workspace, yaml_edit
from pipeline.sources.register_reader import Attachment, Entry, EntryFile
from pipeline.sources.yaml_text import read_yaml


def known_institution(root: Path, instansi: str) -> None:
    """Refuse an institution that there is not: its register would be nobody's."""
    every = folder.folders(root, workspace.UNITS)
    if instansi not in (*every, *register_reader.institutions(root)):
        near = nearest.guess(instansi, every, phrase("lihat folder di units/"))
        raise Usage(phrase('institusi "{name}" tidak ada; {near}', name=instansi, near=near))


def enter_by_hand(root: Path, instansi: str, where: str, fields: dict[str, Any]) -> EntryFile:
    """Enter a number that was taken outside the pipeline; refuse one that is taken, or a field that is wrong."""
    known_institution(root, instansi)
    with journal.alone(root):
        return _enter(root, instansi, where, fields)


def _enter(root: Path, instansi: str, where: str, fields: dict[str, Any]) -> EntryFile:
    problems: list[Problem] = []
    lembar = checked_entry(instansi, where, fields, problems)
    if lembar is None:
        raise Refusal(problems)
    must_be_free(root, lembar)
    journal.write(root, {}, {lembar.file: register_reader.entry_text(lembar.entri).encode()})
    return lembar


def checked_entry(instansi: str, where: str, fields: dict[str, Any], problems: list[Problem]) -> EntryFile | None:
    """Return the entry that the fields make; problems and `None` when one of them is wrong."""
    said = {name: value for name, value in fields.items() if value}
    node = read_yaml(yaml_edit.yaml(said).encode(), f"{register_reader.REGISTER}/{instansi}", problems)
    entri = trees.read(Entry, node, problems) if node is not None else None
    return register_reader.new_entry(instansi, where, entri) if entri is not None else None


def must_be_free(root: Path, lembar: EntryFile) -> None:
    """Refuse a number that is in the register already, in its sequence or in full."""
    for one in register_reader.entries(root, lembar.instansi, []):
        if one.file == lembar.file or one.entri.nomor == lembar.entri.nomor:
            raise Usage(phrase("nomor {nomor} sudah dipakai: {file}", nomor=lembar.entri.nomor, file=one.file))


def yearly_folder(instansi: str, tanggal: dt.date | None, tahun: str | None) -> str:
    """Return the folder of a sequence that runs over the year, from the date of a letter or the year as told."""
    year = tahun or (str(tanggal.year) if tanggal else "")
    if not year:
        raise Usage(phrase("beri --tanggal atau --tahun: nomor dicatat menurut tahunnya"))
    return f"{register_reader.REGISTER}/{instansi}/{year}"


def void(root: Path, nomor: str, alasan: str) -> EntryFile:
    """Mark a number as void, with the reason; it stays in the register, and is never given again."""
    with journal.alone(root):
        lembar = register.find_entry(root, nomor)
        if lembar.entri.batal:
            raise Usage(
                phrase("nomor {nomor} sudah batal: {alasan}", nomor=lembar.entri.nomor, alasan=lembar.entri.batal)
            )
        text = (root / lembar.file).read_text(encoding="utf-8").rstrip("\n")
        # appended, so that comments in an entry written by hand stay
        journal.write(root, {}, {lembar.file: f"{text}\nbatal: {yaml_edit.scalar(alasan)}\n".encode()})
        return register.find_entry(root, lembar.folder)


def enter_from_srikandi(
    root: Path,
    masa: str,
    kind: str,
    unit: str,
    nomor: str,
    tanggal: dt.date,
    catatan: str = "nomor dari SRIKANDI",
) -> EntryFile:
    """Enter the number that SRIKANDI gave a letter; the letter is then made with it, and issued as any other."""
    with journal.alone(root):
        problems: list[Problem] = []
        period = workspace.period(root, masa)
        ((name, own),) = build.targets_of(root, period, unit, kind)
        work, _ = plan.job_of(root, period, kind, (name,), problems)
        if problems:
            raise Refusal(problems)
        if (name, own) in work.issued:
            letter = f"{name}/{own}".rstrip("/")
            values = {"unit": letter, "masa": masa, "nomor": work.issued[name, own][0].entri.nomor}
            raise Usage(phrase("surat {unit} periode {masa} sudah bernomor {nomor}", **values))
        berkas = workspace.dossier_of(root, work.offices[name].office, own)
        where, urut = register.position(berkas, kind, nomor, tanggal)
        if not urut:
            raise Usage(phrase("nomor {nomor} tidak cocok dengan pola nomor di instansi.yaml", nomor=nomor))
        yth = numbering.yth(berkas, kind)
        fields = {
            "nomor": nomor,
            "urut": urut,
            "tanggal": tanggal.isoformat(),
            "hal": numbering.hal(berkas, kind),
            "yth": yth,
            "periode": masa,
            "jenis": kind,
            "surat": [{"unit": own, "yth": yth} if own else {"yth": yth}],
            "catatan": catatan,
        }
        return _enter(root, name, where, fields)


def attach(root: Path, nomor: str, path: Path) -> EntryFile:
    """Keep a file with a number (a signed scan, a signed PDF), with its fingerprint."""
    with journal.alone(root):
        lembar = register.find_entry(root, nomor)
        content = path.read_bytes()
        try:
            one = Attachment(berkas=path.name, sidik=fingerprint.sha(content))
        except ValueError:
            raise Usage(
                phrase('nama berkas "{file}": pakai huruf, angka, titik, dan tanda hubung', file=path.name)
            ) from None
        file = f"{lembar.folder}/{one.berkas}"
        if (root / file).exists():
            raise Usage(phrase("{file} sudah ada", file=file))
        change = {"lampiran": [*(lembar.entri.lampiran or ()), one]}
        after = register_reader.entry_bytes(root, lembar._replace(entri=lembar.entri.model_copy(update=change)))
        journal.write(root, {file: content}, {lembar.file: after})
        return register.find_entry(root, lembar.folder)
