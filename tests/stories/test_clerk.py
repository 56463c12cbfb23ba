"""What a clerk does with Notepad and Excel: the message names the cause, and what it says to do is enough."""

import pytest

from support import small as kecil

U, P = "units/kota/", "periods/2025S1/kota/"
PERIODE = kecil.ISI[f"{P}periode.yaml"]
SKOR = kecil.ISI[f"{P}skor.csv"]
OWN = f"{P}loket.yaml"


@pytest.mark.parametrize(
    ("wrong", "said", "right"),
    [
        (
            {f"{U}loket.yaml": None, f"{U}loket.yaml.txt": "nama: Loket\n", OWN: "hal: Hasil\n"},
            f"{U}loket.yaml.txt:1:1: C009 berkas loket.yaml.txt tidak dibaca karena namanya; "
            "ganti namanya menjadi loket.yaml",
            {f"{U}loket.yaml.txt": None, f"{U}loket.yaml": "nama: Loket\n"},
        ),
        (
            {f"{P}periode.yaml": None, f"{P}Periode.YAML": PERIODE},
            f"{P}Periode.YAML:1:1: C009 berkas Periode.YAML tidak dibaca karena namanya; "
            "ganti namanya menjadi periode.yaml",
            {f"{P}Periode.YAML": None, f"{P}periode.yaml": PERIODE},
        ),
        (
            {f"{P}skor.csv": None, f"{P}Skor.csv.txt": SKOR},
            f"{P}Skor.csv.txt:1:1: C009 berkas Skor.csv.txt tidak dibaca karena namanya; "
            "ganti namanya menjadi skor.csv",
            {f"{P}Skor.csv.txt": None, f"{P}skor.csv": SKOR},
        ),
        (
            {OWN: "tembusan: ['Layanan hari Jum'at lambat']\n"},
            f"{OWN}:1:29: Y001 baris ini tidak terbaca sebagai YAML; "
            "di dalam kutip tunggal, tulis tanda petik dua kali: `''`",
            {OWN: "tembusan: ['Layanan hari Jum''at lambat']\n"},
        ),
        (
            {OWN: "tembusan:\n- Ramah\n- @loket tolong cepat\n"},
            f"{OWN}:3:3: Y001 baris ini tidak terbaca sebagai YAML; "
            "nilai ini perlu diapit tanda kutip: `- '@loket tolong cepat'`",
            {OWN: "tembusan:\n- Ramah\n- '@loket tolong cepat'\n"},
        ),
        (
            {OWN: "hal: “Hasil SKM: Semester I”\n"},
            f"{OWN}:1:6: Y001 baris ini tidak terbaca sebagai YAML; "
            "nilai ini perlu diapit tanda kutip: `hal: 'Hasil SKM: Semester I'`",
            {OWN: "hal: 'Hasil SKM: Semester I'\n"},
        ),
        (
            {OWN: "tembusan: [Wali Kota,\n"},
            f"{OWN}:1:11: Y001 baris ini tidak terbaca sebagai YAML; "
            "tutup kurung yang dibuka di sini dengan `]`, atau apit teks dengan kutip",
            {OWN: "tembusan: [Wali Kota]\n"},
        ),
        (
            {OWN: "dokumen:\nsurat:\n  hal: Hasil\n"},
            f"{OWN}:2:1: I001 field `surat` tidak dikenal; jorokkan dua spasi baris ini: ia isi `dokumen` di atasnya",
            {OWN: "dokumen:\n  surat:\n    hal: Hasil\n"},
        ),
        (
            {f"{P}skor.csv": "loket;4;3\nloket;3;3\n"},
            f"{P}skor.csv:1:1: S014 baris pertama berisi jawaban, bukan judul kolom; "
            "tulis baris judul di atasnya, kolomnya seurut jawabannya: `unit;waktu;biaya`",
            {f"{P}skor.csv": "unit;waktu;biaya\nloket;4;3\nloket;3;3\n"},
        ),
        (
            {f"{P}skor.csv": "unit;waktu;biaya;\nloket;4;3;\nloket;3;3;\n"},
            f"{P}skor.csv:1:1: S001 kolom `ke-4 tanpa judul` tidak dikenal; "
            "hapus kolom itu dari lembarnya, juga bila kosong",
            {f"{P}skor.csv": "unit;waktu;biaya\nloket;4;3\nloket;3;3\n"},
        ),
    ],
    ids=lambda value: value.split(": ")[1][:4] if isinstance(value, str) else "",
)
def test_the_message_names_the_cause_and_its_cure_is_enough(tmp_path, wrong, said, right):
    root = kecil.put(tmp_path, wrong)
    assert said in kecil.told(root).splitlines()
    for name, content in right.items():
        if content is None:
            (root / name).unlink()
        else:
            (root / name).write_text(content)
    assert kecil.told(root) == ""
