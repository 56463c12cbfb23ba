"""An office of as many units as one asks for: two periods, answers that nobody gave, plans that the second answers."""

import shutil
from pathlib import Path

from support import git_office
from support.paths import ROOT

PERIOD, NEXT, KIND, REPORT = "2025S1", "2025S2", "surat-hasil", "laporan-tindak-lanjut"
PLAN = """
rtl:
  - {unsur: persyaratan, program: [{kode: papan, kegiatan: Memasang papan, penanggung_jawab: Kepala}]}
"""
ANSWER = """
lanjutan:
  periode: 2025S1
  realisasi: {papan: {status: sudah, tanggal: 2025-08-01, uraian: Papan dipasang., bukti: Foto}}
"""


def office(root: Path, size: int, shared: str) -> Path:
    """An office with so many units, two periods, and plans of the first that the second answers."""
    units = [f"u{number:03}" for number in range(size)]
    kinds = "".join(
        f", {kind}: {{hal: Laporan, yth: Bupati, tanggal: 2025-07-02}}" for kind in (REPORT, "rekapitulasi")
    )
    said = git_office.PERIODE.replace("hal: Hasil Survei}}", f"hal: Hasil Survei}}{kinds}, daftar-pengiriman: {{}}}}")
    said = said.replace("nomor: 065.1/1/UJI/2025", "nomor: 1/LAIN/2025")
    rule = git_office.INSTANSI.replace('klasifikasi: "065.1"}', f'klasifikasi: "065.1", satu_untuk: {shared}}}')
    git_office.bangun(root, rule, said, register="")
    for unit in git_office.UNITS:
        (root / f"units/uji/{unit}.yaml").unlink()
    header = "unit,responden,persyaratan,prosedur,integritas\n"
    for period, day, own, score in ((PERIOD, "2025-07-02", PLAN, 3), (NEXT, "2026-01-05", ANSWER, 4)):
        rows = "".join(f"{unit},{who},{score},4,3\n" for unit in units for who in (1, 2))
        git_office.write(root, f"periods/{period}/uji/periode.yaml", said.replace("2025-07-02", day))
        git_office.write(root, f"periods/{period}/uji/skor.csv", header + rows)
        for unit in units:
            git_office.write(root, f"periods/{period}/uji/{unit}.yaml", own)
    for unit in units:
        git_office.write(root, f"units/uji/{unit}.yaml", f"nama: Dinas {unit}\nyth: Kepala Dinas {unit}\n")
    for kind in (REPORT, "rekapitulasi", "daftar-pengiriman"):
        shutil.copytree(ROOT / "templates" / kind, root / "templates" / kind, ignore=_not_default)
    git_office.write(root, "daftar.csv", "nama\n" + "".join(f"Kantor {unit}\n" for unit in units))
    git_office.commit(root)
    return root


def _not_default(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".docx") and name != "bawaan.docx"]
