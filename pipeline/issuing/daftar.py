"""Lists over a whole period: what was sent to whom, and the results of every unit."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import Problem
from pipeline.issuing import riwayat
from pipeline.issuing.riwayat import Titik
from pipeline.scores import ikm
from pipeline.sources import agenda, workspace
from pipeline.sources.masa import Masa
from pipeline.sources.schema import Instansi
from pipeline.words import bahasa

EKSPEDISI = (
    ("No.", 6),
    ("Nomor Surat", 28),
    ("Tanggal", 18),
    ("Kepada", 48),
    ("Hal", 40),
    ("Diterima Oleh", 24),
    ("Tanggal dan Tanda Tangan", 26),
)
"""Heading and width of each column of the expedition list."""


def ekspedisi(root: Path, masa: Masa, instansi: str, problems: list[Problem]) -> Iterator[tuple[str, ...]]:
    """Return a row for each letter of a period that has a number, in their order; the last two cells are for ink."""
    number = 0
    for lembar in agenda.entries(root, instansi, problems, mention=str(masa)):
        entri = lembar.entri
        if entri.periode != str(masa) or entri.batal:
            continue
        for surat in agenda.berlaku(entri):
            number += 1
            day = surat.tanggal or entri.tanggal
            shown = bahasa.tanggal(day) if day else ""
            hal = f"{entri.hal or ''}{f' (perubahan ke-{surat.revisi})' if surat.revisi else ''}"
            yield (str(number), entri.nomor, shown, surat.yth or "", hal, "", "")


def kolom_rekap(instansi: Instansi) -> list[tuple[str, int]]:
    """Return heading and width of each column of the recap: the codes of the main scheme are the institution's own."""
    utama = next(iter(instansi.skema.values()))
    unsur = [(one.kode, 7) for one in utama.unsur.values()]
    return [
        ("No.", 6),
        ("Unit", 44),
        *unsur,
        ("IKM", 9),
        ("Mutu", 7),
        ("Kinerja", 14),
        ("Responden", 11),
        ("Prioritas", 60),
    ]


def rekap(root: Path, masa: Masa, instansi: str) -> tuple[Instansi | None, list[tuple[str, ...]]]:
    """Return the institution and a row for each of its units; one that has no result says so in dashes."""
    office = workspace.kantor(root, masa, instansi, [])
    if office is None:
        return None, []
    found = riwayat.titik(root, masa, instansi=instansi)
    rows = []
    for number, unit in enumerate(workspace.units(root, instansi), 1):
        nama = workspace.berkas(root, office, unit).isi.nama
        rows.append((str(number), nama, *_angka(office.instansi, found.get((instansi, unit)))))
    return office.instansi, rows


def _angka(instansi: Instansi, one: Titik | None) -> list[str]:
    utama = next(iter(instansi.skema))
    nilai = next((nilai for nilai in one.nilai if nilai.kunci == utama), None) if one else None
    if one is None or nilai is None:
        return [bahasa.KOSONG] * (len(instansi.skema[utama].unsur) + 5)
    desimal, grade = instansi.gaya.desimal, ikm.mutu(nilai.hasil.ikm, nilai.aturan.tabel)
    unsur = [bahasa.angka(nrr, 2, desimal) for nrr in nilai.hasil.nrr.values()]
    figures = [bahasa.angka(nilai.hasil.ikm, 2, desimal), grade.huruf, grade.kinerja, str(nilai.hasil.responden)]
    return [*unsur, *figures, bahasa.daftar(riwayat.prioritas(one)) or bahasa.KOSONG]
