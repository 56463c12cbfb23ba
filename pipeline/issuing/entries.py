"""Entries written by order: a number taken by hand, one that SRIKANDI gave, a void one, a signed scan."""

import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.files import fingerprint, folder
from pipeline.issuing import journal, plan, register
from pipeline.issuing import numbering as nomori
from pipeline.making import build
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import nearest as mirip
from pipeline.sources import register_reader as agenda
from pipeline.sources import trees as susun
from pipeline.sources import workspace
from pipeline.sources import yaml_edit as tulis
from pipeline.sources.register_reader import Entri, Lampiran, Lembar
from pipeline.sources.yaml_text import read_yaml


def dikenal(root: Path, instansi: str) -> None:
    """Refuse an institution that there is not: its register would be nobody's."""
    every = folder.folders(root, workspace.UNITS)
    if instansi not in (*every, *agenda.institutions(root)):
        near = mirip.guess(instansi, every, ucap("lihat folder di units/"))
        raise Usage(ucap('institusi "{name}" tidak ada; {near}', name=instansi, near=near))


def tangan(root: Path, instansi: str, where: str, fields: dict[str, Any]) -> Lembar:
    """Enter a number that was taken outside the pipeline; refuse one that is taken, or a field that is wrong."""
    dikenal(root, instansi)
    with journal.sendiri(root):
        return _catat(root, instansi, where, fields)


def _catat(root: Path, instansi: str, where: str, fields: dict[str, Any]) -> Lembar:
    problems: list[Problem] = []
    lembar = periksa(instansi, where, fields, problems)
    if lembar is None:
        raise Refusal(problems)
    bebas(root, lembar)
    journal.tulis(root, {}, {lembar.file: agenda.teks(lembar.entri).encode()})
    return lembar


def periksa(instansi: str, where: str, fields: dict[str, Any], problems: list[Problem]) -> Lembar | None:
    """Return the entry that the fields make; problems and `None` when one of them is wrong."""
    said = {name: value for name, value in fields.items() if value}
    node = read_yaml(tulis.yaml(said).encode(), f"{agenda.REGISTER}/{instansi}", problems)
    entri = susun.read(Entri, node, problems) if node is not None else None
    return agenda.baru(instansi, where, entri) if entri is not None else None


def bebas(root: Path, lembar: Lembar) -> None:
    """Refuse a number that is in the register already, in its sequence or in full."""
    for one in agenda.entries(root, lembar.instansi, []):
        if one.file == lembar.file or one.entri.nomor == lembar.entri.nomor:
            raise Usage(ucap("nomor {nomor} sudah dipakai: {file}", nomor=lembar.entri.nomor, file=one.file))


def tahunan(instansi: str, tanggal: dt.date | None, tahun: str | None) -> str:
    """Return the folder of a sequence that runs over the year, from the date of a letter or the year as told."""
    year = tahun or (str(tanggal.year) if tanggal else "")
    if not year:
        raise Usage(ucap("beri --tanggal atau --tahun: nomor dicatat menurut tahunnya"))
    return f"{agenda.REGISTER}/{instansi}/{year}"


def batal(root: Path, nomor: str, alasan: str) -> Lembar:
    """Mark a number as void, with the reason; it stays in the register, and is never given again."""
    with journal.sendiri(root):
        lembar = register.cari(root, nomor)
        if lembar.entri.batal:
            raise Usage(
                ucap("nomor {nomor} sudah batal: {alasan}", nomor=lembar.entri.nomor, alasan=lembar.entri.batal)
            )
        text = (root / lembar.file).read_text(encoding="utf-8").rstrip("\n")
        # appended, so that comments in an entry written by hand stay
        journal.tulis(root, {}, {lembar.file: f"{text}\nbatal: {tulis.scalar(alasan)}\n".encode()})
        return register.cari(root, lembar.folder)


def srikandi(
    root: Path,
    masa: str,
    kind: str,
    unit: str,
    nomor: str,
    tanggal: dt.date,
    catatan: str = "nomor dari SRIKANDI",
) -> Lembar:
    """Enter the number that SRIKANDI gave a letter; the letter is then made with it, and issued as any other."""
    with journal.sendiri(root):
        problems: list[Problem] = []
        period = workspace.period(root, masa)
        ((name, own),) = build.targets_of(root, period, unit, kind)
        work, _ = plan.kerja(root, period, kind, (name,), problems)
        if problems:
            raise Refusal(problems)
        if (name, own) in work.terbit:
            letter = f"{name}/{own}".rstrip("/")
            values = {"unit": letter, "masa": masa, "nomor": work.terbit[name, own][0].entri.nomor}
            raise Usage(ucap("surat {unit} periode {masa} sudah bernomor {nomor}", **values))
        berkas = workspace.berkas(root, work.ruang[name].kantor, own)
        where, urut = register.letak(berkas, kind, nomor, tanggal)
        if not urut:
            raise Usage(ucap("nomor {nomor} tidak cocok dengan pola nomor di instansi.yaml", nomor=nomor))
        yth = nomori.yth(berkas, kind)
        fields = {
            "nomor": nomor,
            "urut": urut,
            "tanggal": tanggal.isoformat(),
            "hal": nomori.hal(berkas, kind),
            "yth": yth,
            "periode": masa,
            "jenis": kind,
            "surat": [{"unit": own, "yth": yth} if own else {"yth": yth}],
            "catatan": catatan,
        }
        return _catat(root, name, where, fields)


def lampir(root: Path, nomor: str, path: Path) -> Lembar:
    """Keep a file with a number (a signed scan, a signed PDF), with its fingerprint."""
    with journal.sendiri(root):
        lembar = register.cari(root, nomor)
        content = path.read_bytes()
        try:
            one = Lampiran(berkas=path.name, sidik=fingerprint.sha(content))
        except ValueError:
            raise Usage(
                ucap('nama berkas "{file}": pakai huruf, angka, titik, dan tanda hubung', file=path.name)
            ) from None
        file = f"{lembar.folder}/{one.berkas}"
        if (root / file).exists():
            raise Usage(ucap("{file} sudah ada", file=file))
        change = {"lampiran": [*(lembar.entri.lampiran or ()), one]}
        text = agenda.teks(lembar.entri.model_copy(update=change))
        journal.tulis(root, {file: content}, {lembar.file: text.encode()})
        return register.cari(root, lembar.folder)
