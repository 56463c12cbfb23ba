"""A made-up office in a git repository of its own: three units, one period, answers that nobody gave."""

import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNSUR = ("persyaratan", "prosedur")
UNITS = ("loket-a", "loket-b", "loket-c")
INSTANSI = """
nama: Kantor Uji
kop: {baris: [KANTOR UJI], alamat: Jalan Rekaan 1}
tempat: Uji
di: Tempat
penandatangan: {jabatan: Kepala, nama: Rekaan}
nomor: {pola: "{klasifikasi}/{urut}/UJI/{tahun}", klasifikasi: "065.1"}
prioritas: {cara: terendah, jumlah: 1, seri: urutan}
diketahui: [{kode: S156, alasan: satu lembar cukup untuk uji}]
skema:
  skm: {nama: SKM, unsur: {persyaratan: {kode: U1, nama: Persyaratan}, prosedur: {kode: U2, nama: Prosedur}}}
  mcp: {nama: MCP, unsur: {integritas: {kode: M1, nama: Integritas}}}
"""
PERIODE = """
dokumen: {surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}}
rujukan: {dari: Kepala, nomor: 065.1/1/UJI/2025, tanggal: 2025-06-30, hal: Laporan}
batas: 2026-12-31
tautan: {laporan: https://contoh.example/laporan, buku_tamu: https://contoh.example/tamu}
"""
RUJUKAN = """nomor: 065.1/1/UJI/2025
urut: 1
tanggal: 2025-06-30
catatan: diambil manual  # dari buku lama
"""


NO_HOUSEKEEPING = ("gc.auto=0", "maintenance.auto=false")
"""A repository that lives as long as a test is not tidied up: git would start a process more with every commit."""


def write(root: Path, file: str, text: str) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text.lstrip("\n"), encoding="utf-8")


def git(root: Path, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    said = ("user.name=Uji", "user.email=uji@contoh.example", "commit.gpgsign=false", *NO_HOUSEKEEPING)
    config = [word for setting in said for word in ("-c", setting)]
    return subprocess.run(["git", "-C", str(root), *config, *args], capture_output=True, text=True, check=check)


def commit(root: Path, message: str = "simpan") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


def bangun(root: Path, instansi: str = INSTANSI, periode: str = PERIODE, register: str = RUJUKAN) -> Path:
    """Return the workspace, committed, with what lies there; `register` is its first entry, without any it has none."""
    if root.exists() and any(root.iterdir()):
        _begin(root, instansi, periode, register)
        return root
    for file, raw in _made(instansi, periode, register).items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return root


@cache
def _made(instansi: str, periode: str, register: str) -> Mapping[str, bytes]:
    """Return the files of such a workspace, those of its repository too: git is asked once."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _begin(root, instansi, periode, register)
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _begin(root: Path, instansi: str, periode: str, register: str) -> None:
    write(root, ".gitignore", (ROOT / ".gitignore").read_text(encoding="utf-8"))
    write(root, "units/uji/instansi.yaml", instansi)
    for unit in UNITS:
        write(root, f"units/uji/{unit}.yaml", f"nama: {unit.title()}\nyth: Kepala {unit.title()}\n")
    write(root, "periods/2025S1/uji/periode.yaml", periode)
    rows = "".join(f"{unit},1,3,4,3\n" for unit in UNITS)
    write(root, "periods/2025S1/uji/skor.csv", f"unit,responden,persyaratan,prosedur,integritas\n{rows}")
    if register:
        write(root, "register/uji/2025/0001.yaml", register)
    for name in ("jenis.yaml", "bawaan.docx"):
        target = root / "templates/surat-hasil" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / "templates/surat-hasil" / name).read_bytes())
    git(root, "init", "-q", "--template=", "-b", "main")
    commit(root, "awal")


def tree(root: Path) -> dict[str, bytes]:
    """Return what is in the register, without the lock."""
    base = root / "register"
    files = (path for path in sorted(base.rglob("*")) if path.is_file() and path.name != ".kunci")
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in files}
