"""Offices, all made up, whose documents are as long and as short as documents get, on other paper, in other fonts."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import PIL.Image

from support import worked_kinds
from support.how_many import GENERAL, KINDS, PERIOD, facts, write
from support.paths import ROOT

FONTS = ("Arial", "Bookman Old Style", "Times New Roman")
PAPERS = {"a4": ("11906", "16838"), "f4": ("12189", "18709")}
_LOOKS = {f"{paper}-{font.split()[0].lower()}": (size, font) for paper, size in PAPERS.items() for font in FONTS}
_WORKED = {"naskah": ("a4", "Arial"), "naskah-f4-bookman": ("f4", "Bookman Old Style")}
"""Offices of the worked kinds in `docs/contoh`, on which paper and in which font."""
_WITHOUT_LOGO = ("a4-arial", "f4-times")
_PROFILE = {
    "jenis_kelamin": ("Laki-laki", "Perempuan"),
    "umur": ("17", "29", "44", "61"),
    "pendidikan": ("SD", "SMP", "SMA", "D-III", "S-1", "S-2"),
    "pekerjaan": ("PNS", "TNI/Polri", "Pegawai Swasta", "Wirausaha", "Pelajar/Mahasiswa", "Lainnya"),
}
_SIZES = ((800, 600), (600, 800), (700, 700), (1200, 500))
_ELEMENTS = ("Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian", "Biaya atau Tarif",
             "Produk Spesifikasi Jenis Pelayanan", "Kompetensi Pelaksana", "Perilaku Pelaksana",
             "Penanganan Pengaduan, Saran, dan Masukan", "Sarana dan Prasarana")  # fmt: skip
_LONG = (
    "Penyelenggaraan Urusan Rekaan Bidang Pelayanan Perizinan dan Nonperizinan Terpadu, Pengelolaan Pengaduan "
    "Masyarakat, serta Pengembangan Kapasitas Aparatur dan Kelembagaan Wilayah Utara dan Selatan Rekaan"
)
"""What follows a noun of the trade so that a name has 200 letters."""


def long_name(head: str) -> str:
    """Return a name of 200 letters that begins with these words."""
    return f"{head} {_LONG}"[:200].rstrip().ljust(200, "n")


def names() -> list[str]:
    """Return the offices that there can be: one for every own template, for each paper and font, of worked kinds."""
    own = {path.stem for path in (ROOT / "templates").glob("*/*.docx")} - {"bawaan"}
    return [*sorted(own), *_LOOKS, *_WORKED]


def write_offices(root: Path, chosen: Iterable[str]) -> None:
    """Write some of the offices, with their templates."""
    chosen = tuple(chosen)
    shutil.copytree(ROOT / "templates", root / "templates")
    for template in (root / "templates").glob("*/*.docx"):
        if template.stem not in ("bawaan", *chosen):
            template.unlink()
    for name in (name for name in chosen if name in _WORKED):
        _write_worked(root, name)
    for name in (name for name in chosen if name not in _WORKED):
        look = _LOOKS.get(name)
        for template in sorted((ROOT / "templates").glob("*/bawaan.docx")) if look else ():
            made = in_other_looks(template.read_bytes(), *look)
            (root / f"templates/{template.parent.name}/{name}.docx").write_bytes(made)
        write_office(root, name, logo=name not in _WITHOUT_LOGO)


def _write_worked(root: Path, name: str) -> None:
    """Write an office of the worked kinds: of each thing none, one, some, many, and few that are named at length."""
    for units, said in (({"panjang": 3}, long_name), ({"kosong": 0, "satu": 1, "sedang": 5, "banyak": 15}, str)):
        worked_kinds.of_many(root, worked_kinds.KINDS, units, said, office=name)
    paper, font = _WORKED[name]
    for kind in worked_kinds.KINDS:
        template = root / f"templates/{kind}/bawaan.docx"
        made = in_other_looks(template.read_bytes(), PAPERS[paper], font)
        template.with_stem(name).write_bytes(made)


def in_other_looks(template: bytes, paper: tuple[str, str], font: str) -> bytes:
    """Return a template in another font, what is on A4 on another paper; the page's margins as they are."""
    held, made = zipfile.ZipFile(io.BytesIO(template)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for member in held.infolist():
            raw = held.read(member)
            if member.filename.endswith(".xml"):
                raw = re.sub(rb'"(Arial|Times New Roman)"', f'"{font}"'.encode(), raw)
                for old, new in ((PAPERS["a4"], paper), (PAPERS["a4"][::-1], paper[::-1])):
                    raw = raw.replace(_size(*old), _size(*new))
            out.writestr(member, raw)
    return made.getvalue()


def _size(wide: str, high: str) -> bytes:
    return f'w:w="{wide}" w:h="{high}"'.encode()


def write_office(root: Path, name: str, *, logo: bool = True) -> None:
    """Write an institution of four units: long names, many of everything, one of everything, an annex just needed."""
    write(
        root / f"units/{name}/instansi.yaml",
        nama="Pemerintah Kota Rekaan",
        tempat="Rekaan",
        di="Rekaan",
        kop={
            "baris": ["Pemerintah Kota Rekaan", "Sekretariat Daerah"],
            "alamat": "Jalan Rekaan Nomor 1, Rekaan",
            "pos_el": "setda@rekaan.example",
            **({"logo": "logo.png"} if logo else {}),
        },
        penandatangan={
            "atas_nama": "a.n. Wali Kota Rekaan",
            "jabatan": "Sekretaris Daerah",
            "nama": "Dr. Nama Rekaan, S.H., M.Si.",
            "pangkat": "Pembina Utama Madya",
            "nip": "197001011990031001",
        },
        nomor={"pola": "000.8.3.4/{urut}/REKAAN.12/2025"},
        gaya={"desimal": ",", "semester": "romawi"},
        tautan={
            "laporan": "https://contoh.example/laporan-hasil-survei-kepuasan-masyarakat-semester-satu?tahun=2025",
            "buku_tamu": "https://contoh.example/buku-tamu",
        },
        skema={
            "skm": {"nama": "SKM", "unsur": {f"u{n}": {"kode": f"U{n}", "nama": e} for n, e in enumerate(_ELEMENTS, 1)}}
        },
    )
    picture(600, 700).save(root / f"units/{name}/logo.png") if logo else None
    letters = {
        **dict.fromkeys(KINDS, GENERAL),
        "surat-hasil": {"hal": "Hasil Survei Kepuasan Masyarakat", "sifat": "Penting"},
        "laporan-tindak-lanjut": {
            "hal": "Laporan Hasil Tindak Lanjut",
            "yth": "Wali Kota Rekaan",
            "penandatangan": "kepala",
            "lampiran": "1 berkas",
        },
        "laporan-skm": {"hal": "Laporan SKM", "penandatangan": "kepala"},
        "rekapitulasi": {"hal": "Rekapitulasi", "yth": "Wali Kota Rekaan", "lampiran": "1 berkas"},
        "daftar-pengiriman": {},
    }
    write(
        root / f"periods/{PERIOD}/{name}/periode.yaml",
        dokumen={kind: {**said, "tanggal": "2025-07-08"} for kind, said in letters.items()},
        rujukan={"dari": "Kepala Bagian Organisasi", "nomor": "1/R", "tanggal": "2025-07-01", "hal": "Laporan"},
        batas="2025-07-31",
        laporan={"daftar_isi": "ya", "waktu": [{"kepala": "2025", "kolom": ["TW III", "TW IV"]}]},
    )
    folder = root / f"periods/{PERIOD}/{name}/foto"
    folder.mkdir()
    for number, size in enumerate(_SIZES, 1):
        picture(*size).save(folder / f"f{number}.jpg")
    rows = [
        *_unit(root, name, "panjang", long_name, priorities=3, suggestions=3, services=3, programmes=6, copies=15),
        *_unit(root, name, "banyak", str, priorities=9, suggestions=40, services=12, programmes=30, copies=15),
        *_unit(root, name, "satu", str, priorities=1, suggestions=1, services=1, programmes=1, copies=1),
        *_unit(root, name, "sedang", str, priorities=4, suggestions=11, services=6, programmes=9, copies=12),
    ]
    header = ",".join(("unit", "layanan", *_PROFILE, *(f"u{number}" for number in range(1, 10))))
    (root / f"periods/{PERIOD}/{name}/skor.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def picture(wide: int, high: int) -> PIL.Image.Image:
    """Return a picture of one grey, so large."""
    return PIL.Image.new("RGB", (wide, high), (170, 175, 180))


def _unit(root: Path, office: str, key: str, said: Callable[[str], str], **many: int) -> list[str]:
    """Write a unit with so many of each, and return its rows of answers."""
    services, elements = many["services"], [f"u{number}" for number in range(1, many["priorities"] + 1)]
    title = said("Kepala Dinas")
    write(
        root / f"units/{office}/{key}.yaml",
        nama=said("Dinas"),
        yth=title,
        kepala={"jabatan": title, "nama": said("Dra. Nama Rekaan"), "nip": "197001011990032001"},
        layanan={f"l{number}": {"nama": said(f"Layanan Rekaan ke-{number}")} for number in range(1, services + 1)},
    )
    programmes: dict[str, list[dict[str, object]]] = {element: [] for element in elements}
    for number in range(many["programmes"]):
        programmes[elements[number % len(elements)]].append(_programme(number, said))
    write(
        root / f"periods/{PERIOD}/{office}/{key}.yaml",
        prioritas={"cara": "pilihan", "unsur": elements, "alasan": "dipilih"},
        saran=[
            said(f"Saran rekaan ke-{number}: ruang tunggu perlu kursi tambahan")
            for number in range(1, many["suggestions"] + 1)
        ],
        tembusan=[said(f"Kepala Bagian Rekaan {number}") for number in range(1, many["copies"] + 1)],
        rtl=[{"unsur": element, "program": planned} for element, planned in programmes.items()],
        survei={
            "pelaksana": said("Tim Pelaksana Survei"),
            "metode": "kuesioner kertas di loket dan formulir daring",
            "lokasi": said("ruang pelayanan"),
            "mulai": "2025-04-01",
            "selesai": "2025-06-13",
            "populasi": "1200",
            "foto": [{"berkas": "f1.jpg", "keterangan": said(f"Gambar {number}")} for number in range(services)],
        },
        publikasi_media=[_publication(number, said) for number in range(services)],
        dokumen=facts(min(many["programmes"], 12)),
    )
    return [
        ",".join((key, f"l{number % services + 1}", *_profile(number), *_answers(number)))
        for number in range(4 * services)
    ]


def _answers(number: int) -> list[str]:
    return [str(2 + (number + place) % 3) for place in range(len(_ELEMENTS))]


def _profile(number: int) -> list[str]:
    return [values[number % len(values)] for values in _PROFILE.values()]


def _publication(number: int, said: Callable[[str], str]) -> dict[str, str]:
    link = f"https://rekaan.example/pengumuman/hasil-survei-kepuasan-masyarakat/{number}"
    return {"media": said(f"Laman Rekaan {number}"), "jenis": "laman", "tanggal": "2025-07-10", "tautan": link}


def _programme(number: int, name: Callable[[str], str]) -> dict[str, object]:
    status = ("sudah", "proses", "belum")[number % 3]
    photos = [{"berkas": f"f{each}.jpg", "keterangan": f"Gambar rekaan {each}"} for each in range(1, number % 5 + 1)]
    done: dict[str, object] = {"status": status}
    planned: dict[str, object] = {
        "kegiatan": name(f"Melaksanakan program rekaan ke-{number + 1} bagi petugas loket"),
        "penanggung_jawab": f"Kepala Seksi Rekaan {number % 4 + 1}",
        "waktu": ["TW III"],
        "realisasi": done,
    }
    if status == "sudah":
        done |= {
            "tanggal": "2025-06-30",
            "uraian": name("Dikerjakan bersama seluruh petugas loket"),
            "foto": photos,
            **({} if photos else {"bukti": "Berita acara"}),
        }
    else:
        done |= {"alasan": "Menunggu anggaran", "foto": photos}
        strategy = {"uraian": "Menambah petugas", "target": "2026-06-30", "penanggung_jawab": "Kepala Seksi Rekaan"}
        planned["strategi"] = strategy
    return planned
