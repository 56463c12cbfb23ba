"""Mistakes that people plant, each in its own file: only what the message says is done; the check is then clean."""

import re

import pytest

from support import small
from support.made_office import workbook_of

U, P = "units/kota/", "periods/2025S1/kota/"
INSTITUTION = str(small.ISI[f"{U}instansi.yaml"])
SHEET = str(small.ISI[f"{P}skor.csv"])
OWN = f"{P}loket.yaml"
ROWS = [line.split(",") for line in SHEET.splitlines()]
BOOK = workbook_of({"Data": ROWS})
RECORDED = "units/kota/instansi.yaml"
ELSEWHERE = {
    "units/desa/instansi.yaml": INSTITUTION,
    "units/desa/loket.yaml": "nama: Loket Contoh\n",
    "periods/2025S1/desa/periode.yaml": small.ISI[f"{P}periode.yaml"],
    "periods/2025S1/desa/skor.csv": SHEET,
}
LEFT = {f"{P}skor.csv": SHEET.replace("loket", "lain")}


def institution(old: str, new: str) -> dict[str, str]:
    assert old in INSTITUTION
    return {RECORDED: INSTITUTION.replace(old, new)}


MISTAKES = {
    "a unit renamed": (
        {f"{U}loket.yaml": None, f"{U}loket-depan.yaml": "nama: Loket Contoh\n", OWN: "yth: Kepala\n"},
        (
            "B002 ",
            "maksudnya unit `loket-depan`? ganti namanya menjadi loket-depan.yaml",
            "tulis nama itu di `dikenal_sebagai`",
        ),
        {
            OWN: None,
            f"{P}loket-depan.yaml": "yth: Kepala\n",
            f"{U}loket-depan.yaml": "nama: Loket Contoh\ndikenal_sebagai: [loket]\n",
        },
    ),
    "a unit moved": (
        {**ELSEWHERE, **LEFT, f"{U}loket.yaml": None, f"{U}lain.yaml": "nama: Lain\n", OWN: "yth: Kepala\n"},
        ("B002 ", "unit itu sekarang di units/desa/: pindahkan berkas ini ke periods/2025S1/desa/"),
        {OWN: None, "periods/2025S1/desa/loket.yaml": "yth: Kepala\n"},
    ),
    "a unit moved and its answers not": (
        {
            **ELSEWHERE,
            f"{U}loket.yaml": None,
            f"{U}lain.yaml": "nama: Lain\n",
            "periods/2025S1/desa/skor.csv": None,
            f"{P}skor.csv": SHEET + "lain,3,3\n",
        },
        ("S005 2 baris", "unit itu sekarang di units/desa/: pindahkan barisnya ke berkas di periods/2025S1/desa/"),
        {f"{P}skor.csv": "unit,waktu,biaya\nlain,3,3\n", "periods/2025S1/desa/skor.csv": SHEET},
    ),
    "several columns mistyped, unknown and lacking": (
        {f"{P}skor.csv": "unit,wakktu,x,y,z,biaya\nloket,4,1,1,1,3\nloket,3,1,1,1,3\n"},
        (
            "S001 kolom `wakktu` tidak dikenal; petakan namanya di `jawaban.kolom`, atau hapus bila tidak dipakai; "
            "maksudnya `waktu`?\n",
            "S001 kolom `x`, `y`, `z` (3 kolom) tidak dikenal; ",
        ),
        {f"{P}skor.csv": SHEET},
    ),
    "a weight cut by its comma": (
        institution("{nama: SKM,", "{nama: SKM, bobot: {waktu: 0,5, biaya: 0,5},"),
        ("Y010 ", "`{waktu: '0,5', biaya: '0,5'}`"),
        institution("{nama: SKM,", "{nama: SKM, bobot: {waktu: '0,5', biaya: '0,5'},"),
    ),
    "weights that are not one": (
        institution("{nama: SKM,", "{nama: SKM, bobot: {waktu: '0,5', biaya: '0,4'},"),
        ("I003 ", "`bobot` yang berjumlah 1 (`jumlah_bobot`); jumlahnya 0,9"),
        institution("{nama: SKM,", "{nama: SKM, bobot: {waktu: '0,5', biaya: '0,5'},"),
    ),
    "an element removed from the scheme": (
        institution(", biaya: {kode: U2, nama: Biaya}", ""),
        ("S001 kolom `biaya` tidak dikenal", "hapus bila tidak dipakai"),
        {f"{P}skor.csv": "unit,waktu\nloket,4\nloket,3\n"},
    ),
    "an old workbook renamed": (
        {f"{P}skor.csv": None, f"{P}skor.xlsx": b"\xd0\xcf\x11\xe0" + b"\0" * 600},
        (
            "S114 ",
            "ini berkas Excel lama (.xls), atau dikunci dengan kata sandi; buka di Excel, lalu simpan ulang",
        ),
        {f"{P}skor.xlsx": BOOK},
    ),
    "an old workbook": (
        {f"{P}skor.csv": None, f"{P}skor.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 600},
        ("S114 ", "simpan ulang sebagai .xlsx"),
        {f"{P}skor.xls": None, f"{P}skor.xlsx": BOOK},
    ),
    "text named as a workbook": (
        {f"{P}skor.csv": None, f"{P}skor.xlsx": SHEET},
        ("S174 berkas ini berisi teks (CSV)", "ganti namanya menjadi skor.csv"),
        {f"{P}skor.xlsx": None, f"{P}skor.csv": SHEET},
    ),
    "a workbook named as text": (
        {f"{P}skor.csv": BOOK},
        ("S174 berkas ini berisi Excel (.xlsx)", "ganti namanya menjadi skor.xlsx"),
        {f"{P}skor.csv": None, f"{P}skor.xlsx": BOOK},
    ),
    "a workbook without a header": (
        {f"{P}skor.csv": None, f"{P}skor.xlsx": workbook_of({"Data": ROWS[1:]})},
        ("S014 baris pertama berisi jawaban, bukan judul kolom", "`unit;waktu;biaya`"),
        {f"{P}skor.xlsx": BOOK},
    ),
    "a title mistyped": (
        {f"{P}skor.csv": SHEET.replace("biaya", "biyaya")},
        ("S001 kolom `biyaya` tidak dikenal", "maksudnya `biaya`?"),
        {f"{P}skor.csv": SHEET},
    ),
    "no column of units": (
        {f"{P}skor.csv": "waktu,biaya\n4,3\n3,3\n"},
        ("S003 kolom `unit` tidak ada", "namai berkasnya menurut unit pemiliknya, seperti loket.csv"),
        {f"{P}skor.csv": None, f"{P}loket.csv": "waktu,biaya\n4,3\n3,3\n"},
    ),
    "two sheets": (
        {f"{P}skor.csv": None, f"{P}skor.xlsx": workbook_of({"Semester 1": ROWS, "Semester 2": ROWS[:2]})},
        ("S122 ", "tinggalkan satu lembar saja di berkas ini"),
        {f"{P}skor.xlsx": BOOK},
    ),
    "an error in a cell": (
        {f"{P}skor.csv": SHEET + "loket,#N/A,3\n"},
        ("S004 jawaban `#N/A` pada kolom `waktu`", "kosong"),
        {f"{P}skor.csv": SHEET + "loket,,3\n"},
    ),
    "a unit mistyped": (
        {f"{P}skor.csv": SHEET + "lokett,3,3\n"},
        ("S005 1 baris menyebut unit `lokett`", "maksudnya `loket`?"),
        {f"{P}skor.csv": SHEET + "loket,3,3\n"},
    ),
    "a unit left blank": (
        {f"{P}skor.csv": SHEET + ",3,3\n"},
        ("S120 1 baris tidak menyebut unit", "isi kolom `unit` pada setiap barisnya"),
        {f"{P}skor.csv": SHEET + "loket,3,3\n"},
    ),
    "a value that became a remark": (
        {OWN: "hal: Hasil #1 semester\n"},
        ("Y013 ", "`'Hasil #1 semester'`"),
        {OWN: "hal: 'Hasil #1 semester'\n"},
    ),
    "a list cut by its commas": (
        {OWN: "tembusan: [Wali Kota, Kepala Dinas Sosial, P3A]\n"},
        ("Y012 ", "`- Wali Kota`; `- Kepala Dinas Sosial`; `- P3A`"),
        {OWN: "tembusan:\n- Wali Kota\n- Kepala Dinas Sosial, P3A\n"},
    ),
    "titles of a name between braces": (
        {OWN: "penandatangan: {jabatan: Kepala, nama: Drs. H. Budi, S.Sos., M.Si.}\n"},
        ("Y010 ", "`{jabatan: Kepala, nama: 'Drs. H. Budi, S.Sos., M.Si.'}`"),
        {OWN: "penandatangan: {jabatan: Kepala, nama: 'Drs. H. Budi, S.Sos., M.Si.'}\n"},
    ),
    "a threshold cut by its comma": (
        {RECORDED: f"{INSTITUTION}prioritas: {{cara: ambang, ambang: 3,20}}\n"},
        ("Y010 ", "`{cara: ambang, ambang: '3,20'}`"),
        {RECORDED: f"{INSTITUTION}prioritas: {{cara: ambang, ambang: '3,20'}}\n"},
    ),
    "a Word file named as text": (
        {OWN: small.docx("")},
        ("Y014 berkas ini Word (.docx), bukan teks biasa", "simpan dengan nama yang sama sebagai UTF-8"),
        {OWN: "hal: Hasil\n"},
    ),
    "a blank that does not break": (
        {OWN: "hal:\u00a0Hasil\n"},
        ("Y015 ", "ketik ulang spasinya: `hal: Hasil`"),
        {OWN: "hal: Hasil\n"},
    ),
    "a bullet": (
        {OWN: "tembusan:\n• Wali Kota\n"},
        ("Y001 ", "awali setiap butir dengan `- `: `- Wali Kota`"),
        {OWN: "tembusan:\n- Wali Kota\n"},
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_only_what_the_message_says_is_done_and_the_check_is_clean(tmp_path, name):
    wrong, said, right = MISTAKES[name]
    root = small.put(tmp_path, wrong)
    told = small.told(root)
    assert all(part in told for part in said), told
    for file, content in right.items():
        if content is None:
            (root / file).unlink()
        else:
            (root / file).write_bytes(content.encode() if isinstance(content, str) else content)
    assert re.sub(r".* S15\d .*\n", "", small.told(root)) == ""
