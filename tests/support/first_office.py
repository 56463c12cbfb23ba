"""What an office has before it begins, all of it made up: a list of 45 units as Excel keeps it, and its Google Form."""

import csv
import io
import random

from support import exports
from support.made_office import workbook_of

NAMES = (
    *(f"Dinas {name}" for name in ("Kesehatan", "Pendidikan", "Kependudukan & Catatan Sipil", "Sosial, P3A", "PUPR")),
    *(f"Kecamatan {name}" for name in ("Melati", "Mawar", "Dahlia", "Kenanga", "Cempaka")),
    *(f"Kelurahan Rekaan {number}" for number in range(1, 26)),
    *(f"Puskesmas Rekaan {number}" for number in range(1, 11)),
)
LISTED = 35
"""Units on the first sheet of the list; the others go on on a second one without titles."""
SHEETS = "daftar unit 2025.xlsx"
FORM = "SKM Semester 1 (Jawaban) - Form Responses 1.csv"


def head_of(name: str) -> str:
    """Return the title of a unit's head."""
    for begin, title in (("Kecamatan", "Camat"), ("Kelurahan", "Lurah")):
        if name.startswith(begin):
            return title + name.removeprefix(begin)
    return f"Kepala {name}"


def units() -> bytes:
    """Return the list: titles over titles, merged cells, rounded NIPs, a group, a total, a signature."""
    rows: list[tuple[object, ...]] = [
        ("DAFTAR UNIT PENYELENGGARA PELAYANAN PUBLIK (FIKTIF)",),
        (),
        ("No.", "Nama Unit Pelayanan", "Kepala / Pimpinan", "", "", "", "Alamat", "No. HP"),
        ("", "", "Nama", "NIP", "Pangkat/Gol.", "Jabatan", "", ""),
        (1, 2, 3, 4, 5, 6, 7, 8),
        ("DINAS",),
    ]
    for number, name in enumerate(NAMES[:LISTED], 1):
        nip = (197001011995031000 + number, f"19700101 199503 1 {number:03}", f"'197001011995031{number:03}")[
            number % 3
        ]
        acting = "Plt. " if number % 5 == 0 else ""
        person = (f"Rekaan {number}, S.Sos.", nip, "Pembina / IV.a", acting + head_of(name))
        rows.append((number, name + " " * (number % 4 == 0), *person, f"Jl. Rekaan {number}", ""))
    rows += [("", "Jumlah", "", "", "", "", "", LISTED), (), ("", "", "", "", "", "", "Kepala Bagian Organisasi")]
    second = [(number, name) for number, name in enumerate(NAMES[LISTED:], 1)]
    return workbook_of({"Data OPD": rows, "UPTD": second}, {"C3:F3": "Kepala / Pimpinan", "A6:H6": "DINAS"})


def form() -> bytes:
    """Return the answers as Google Forms writes them; units are typed as people type them."""
    chance = random.Random(3)
    target = io.StringIO()
    sheet = csv.writer(target, lineterminator="\r\n")
    asked = ("Timestamp", "Unit pelayanan yang Bapak/Ibu kunjungi", "Jenis Kelamin", "Usia")
    sheet.writerow([*asked, *exports.QUESTIONS, "Kritik dan Saran"])
    for number, name in enumerate(NAMES * 3):
        typed = (name, name.upper(), f"{name} ")[number % 3]
        person = (chance.choice(("Laki-laki", "Perempuan")), chance.choice(("< 25", "25 - 40", "> 40")))
        labels = [exports.LABELS[at][chance.randint(1, 3)] for at in range(len(exports.LABELS))]
        said = chance.choice(("", "-", "Tambah kursi tunggu"))
        sheet.writerow([f"{1 + number % 28:02}/02/2025 09.30.00", typed, *person, *labels, said])
    return target.getvalue().encode()
