"""The codes that need more than the small workspace: plans, the register, lists of units; `Kasus` makes each happen."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from support.git_office import INSTANSI, PERIODE
from support.made_office import excel
from support.small import Content, docx, p

P = "periods/2025S1/kota/"
_MASA_LOKET, _LALU = f"{P}loket.yaml", "periods/2024S2/kota/loket.yaml"
_TERENDAH = "prioritas: {cara: terendah, jumlah: 1}\n"
_JENIS = "judul: Laporan\nsebutan: laporan\nkosakata: [surat, unit, periode, hasil, layanan, tindak_lanjut]\n"


def _laporan(text: str, before: str | None = None) -> dict[str, Content]:
    """A report whose unit says this of its plans, and said that in the period before."""
    files: dict[str, Content] = {"templates/surat/jenis.yaml": _JENIS, _MASA_LOKET: f"{_TERENDAH}{text}"}
    return files if before is None else files | {_LALU: before, "periods/2024S2/kota/periode.yaml": "tempat: Kota\n"}


def _rtl(*program: str, unsur: str = "biaya") -> str:
    steps = "".join(f"      - {one}\n" for one in program)
    return f"rtl:\n  - unsur: {unsur}\n    program:\n{steps}"


_SOP = _rtl("{kode: sop, kegiatan: Menyusun SOP, tanggal: 2024-11-01}")
_JAWAB = "lanjutan:\n  periode: 2024S2\n  realisasi:\n    {}: {{status: sudah, tanggal: {}, bukti: Berita acara{}}}\n"

LAPORAN: dict[str, dict[str, Content]] = {
    "L001": _laporan(_rtl("{kegiatan: Menyusun SOP}", unsur="biyaya")),
    "L002": _laporan(
        _rtl("{kegiatan: Menyusun SOP}") + "  - unsur: biaya\n    program: [{kegiatan: Memasang tarif}]\n"
    ),
    "L003": _laporan(_rtl("{kode: sop, kegiatan: Menyusun SOP}", "{kode: sop, kegiatan: Mengumumkan SOP}")),
    "L004": _laporan(
        'laporan: {waktu: [{kepala: "2025", kolom: [TW III, TW IV]}]}\n'
        + _rtl("{kegiatan: Menyusun SOP, waktu: [TW II]}")
    ),
    "L005": _laporan(_rtl("{kegiatan: Menyusun SOP, realisasi: {status: sudah, bukti: SK Nomor 1}}")),
    "L006": _laporan(_rtl("{kegiatan: Menyusun SOP, realisasi: {status: sudah, tanggal: 2025-05-31}}")),
    "L007": _laporan(
        _rtl("{kegiatan: Menyusun SOP, realisasi: {status: sudah, tanggal: 2025-07-20, bukti: SK Nomor 1}}")
    ),
    "L008": _laporan(
        _rtl(
            "{kegiatan: Menyusun SOP, tanggal: 2025-05-02, "
            "realisasi: {status: sudah, tanggal: 2025-04-02, bukti: SK Nomor 1}}"
        )
    ),
    "L009": _laporan(
        'laporan: {persen: "67"}\n'
        + _rtl(
            "{kegiatan: Menyusun SOP, realisasi: {status: sudah, tanggal: 2025-05-31, bukti: SK Nomor 1}}",
            "{kegiatan: Memasang tarif}",
            "{kegiatan: Melatih petugas}",
        )
    ),
    "L010": _laporan("dokumen: {surat: {nomor: 12/ORG}}\n"),
    "L011": _laporan(_rtl("{kegiatan: Menambah loket}", unsur="waktu")),
    "L015": _laporan("lanjutan:\n  periode: 2024S2\n  realisasi: {}\n", _SOP),
    "L016": _laporan(
        _JAWAB.format("sop", "2025-02-01", "") + "    spo: {status: proses, alasan: Menunggu anggaran}\n", _SOP
    ),
    "L017": _laporan(_JAWAB.format("sop", "2025-02-01", ", kegiatan: Mencetak SOP"), _SOP),
    "L018": _laporan(_JAWAB.format("sop", "2025-02-01", "")),
    "L019": _laporan(_JAWAB.format("sop", "2025-02-01", "").replace("2024S2", "2025S2")),
    "L020": _laporan("lanjutan:\n  periode: 2024S2\n  realisasi: {}\n", _rtl("{kegiatan: Menyusun SOP}")),
    "L021": _laporan(
        _rtl("{kegiatan: Menyusun SOP, realisasi: {status: belum, tanggal: 2025-05-31, alasan: Menunggu anggaran}}")
    ),
    "L022": _laporan(_rtl("{kegiatan: Menyusun SOP, realisasi: {status: proses}}")),
}


class Kasus(NamedTuple):
    """A command, and what is laid over the workspace: `None` takes a folder away, a function changes a file."""

    args: tuple[str, ...]
    files: Mapping[str, Content | Callable[[bytes], bytes]] = MappingProxyType({})
    issued: bool = False
    """Whether the letters of the period are issued already."""
    terkunci: bool = False
    """Whether another process holds the register."""
    soffice: str | None = None
    git: str | None = None
    """The program that stands in for LibreOffice: `true` makes nothing; empty when there is none."""


def _daftar(text: Content, file: str = "unit.csv") -> Kasus:
    """A list of units to be taken into the small workspace."""
    return Kasus(("import-units", file, "--instansi", "kota"), {file: text})


UNIT: dict[str, Kasus] = {
    "U001": Kasus(("new-unit", "kota", "Loket Contoh", "--id", "loket")),
    "U002": _daftar(b"bukan xlsx", "unit.xlsx"),
    "U003": _daftar("daftar unit;2025\nLoket Dua;Kepala\n"),
    "U004": _daftar("nama;jabatn;telepon\nLoket Dua;Kepala;0812\n"),
    "U005": _daftar("nama;yth;penerima surat\nLoket Dua;Kepala;Kepala\n"),
    "U006": _daftar("no;nama;yth\n1;;Kepala\n2;Loket Dua;Kepala\n"),
    "U007": _daftar("nama;kepala;jabatan;nip\nLoket Dua;Rekaan;Kepala;19x\n"),
    "U008": _daftar("nama\nLoket Dua\nLoket  Dua\n"),
    "U009": _daftar("nama\nLoket\n"),
    "U010": _daftar("nama;yth\nLoket Dua;#N/A\n"),
    "U011": _daftar(
        excel([("nama", "kepala", "jabatan", "nip"), ("Loket Dua", "Rekaan", "Kepala", 197001011995031001)]),
        "unit.xlsx",
    ),
}

_UJI, _UJI_PERIODE = "register/uji/2025/", "periods/2025S1/uji/periode.yaml"
_TULIS = (("nomor", "065.1/9/UJI/2025"), ("urut", "9"), ("tanggal", "2025-07-01"))
_SURAT = "periode: 2025S1\njenis: surat-hasil\nsurat:\n  - unit: "
_JURNAL = '[["register/.siap/000000", "register/uji/2025/0002.yaml", "' + "0" * 64 + '"]]'
_RENCANA, _CHECK = ("plan", "surat-hasil", "2025S1"), ("check", "2025S1")


def _entri(rest: str = "", **fields: str) -> str:
    return "".join(f"{name}: {fields.get(name, value)}\n" for name, value in _TULIS) + rest


def _buku(*rows: tuple[object, ...]) -> Kasus:
    """A book of letters, as Excel, to be taken into the register."""
    return Kasus(("register", "impor", "uji", "buku.xlsx"), {"buku.xlsx": excel(rows)})


AGENDA: dict[str, Kasus] = {
    "A001": Kasus(_CHECK, {f"{_UJI}0008.yaml": _entri()}),
    "A002": Kasus(_CHECK, {f"{_UJI}0009.yaml": _entri(nomor="065.1/1/UJI/2025")}),
    "A003": Kasus(_CHECK, {f"{_UJI}0009.yaml": _entri(f"{_SURAT}loket-a\n")}, issued=True),
    "A004": Kasus(_CHECK, {f"{_UJI}0009.yaml": _entri(f"{_SURAT}loket-z\n")}),
    "A005": Kasus(("register",), {_UJI_PERIODE: PERIODE.replace("065.1/1/UJI/2025", "065.1/8/UJI/2025")}),
    "A006": Kasus(("register",), {_UJI_PERIODE: PERIODE.replace("2025-06-30", "2025-06-29")}),
    "A007": Kasus(
        ("register",),
        {"periods/2025S1/uji/loket-c.yaml": "dokumen: {surat-hasil: {nomor: 065.1/77/UJI/2025}}\n"},
        issued=True,
    ),
    "A008": Kasus(_RENCANA, {".git": None}),
    "A009": Kasus(_RENCANA, {"units/uji/loket-a.yaml": "nama: Loket A\nyth: Kepala Baru\n"}),
    "A010": Kasus(("verify",), {f"{_UJI}0002/loket-a.docx": b"lain"}, issued=True),
    "A011": Kasus(("issue", "surat-hasil", "2025S1", "--yes"), terkunci=True),
    "A012": Kasus(
        ("build", "surat-hasil", "2025S1", "--unit", "loket-a"),
        {"units/uji/loket-a.yaml": "nama: Loket A\nyth: Kepala Baru\n"},
        issued=True,
    ),
    "A013": Kasus(("issue", "surat-hasil", "2025S1", "--yes"), {"register/.jurnal.json": _JURNAL}),
    "A014": Kasus(("register",), {"register/.jurnal.json": _JURNAL}),
    "A015": Kasus(_RENCANA, {_UJI_PERIODE: PERIODE.replace("tanggal: 2025-07-02, ", "")}),
    "A016": Kasus(_RENCANA, {"units/uji/instansi.yaml": re.sub(r"nomor: .*\n", "", INSTANSI)}),
    "A017": Kasus(_RENCANA, {"periods/2025S1/uji/loket-c.yaml": "dokumen: {surat-hasil: {nomor: 77/UJI/2025}}\n"}),
    "A018": Kasus((*_RENCANA, "--unit", "loket-a"), {f"{_UJI}0009.yaml": _entri(tanggal="2025-07-09")}),
    "A019": Kasus(("verify",), {f"{_UJI}0002/pindai.pdf": b"%PDF-1.4"}, issued=True),
    "A020": Kasus(
        ("verify",), {f"{_UJI}0002/loket-a.json": lambda raw: raw.replace(b'"loket-a"', b'"loket-b"')}, issued=True
    ),
    "A021": _buku(
        ("No. Urut", "Nomor Surat", "Tanggal", "Hal"),
        ("5", "065.1/5/UJI/2025", "1 Juli", "Undangan"),
        ("enam", "065.1/6/UJI/2025", "2025-07-01", "Undangan"),
    ),
    "A022": _buku(("No. Urut", "Nomor Surat", "Hal"), ("5", "065.1/5/UJI/2025", "Undangan")),
    "A023": Kasus((*_RENCANA, "--unit", "loket-a", "--sisip", "50")),
    "A024": Kasus(("verify",), {f"{_UJI}0002.yaml": None}, issued=True),
    "A033": Kasus(
        (*_RENCANA, "--unit", "loket-a"),
        {
            _UJI_PERIODE: re.sub(r"rujukan: .*", "rujukan: {jenis: surat-hasil, periode: 2024S2}", PERIODE),
            "templates/surat-hasil/uji.docx": docx(p("{{ nomor }} {{ rujukan.nomor }}")),
        },
    ),
    "A034": Kasus(
        ("register", "catat", "uji", "8", "065.1/8/UJI/2025", "--tanggal", "2025-06-30"),
        {"register/.jurnal.json": f'[["register/.siap/000000", "../pwned.txt", "{"0" * 64}"]]'},
    ),
    "A035": Kasus(_RENCANA, git=""),
    "P001": Kasus((*_RENCANA, "--pdf"), soffice=""),
    "P002": Kasus(("issue", "surat-hasil", "2025S1", "--pdf", "--yes"), soffice="true"),
}
