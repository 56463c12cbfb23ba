"""Exports of form services in their own shapes, with made-up answers: titles and labels as the services write them."""

import csv
import io
import random
from collections.abc import Sequence

from support.made_office import workbook_of

ELEMENTS = (
    ("persyaratan", "Persyaratan"),
    ("prosedur", "Sistem, Mekanisme, dan Prosedur"),
    ("waktu", "Waktu Penyelesaian"),
    ("biaya", "Biaya/Tarif"),
    ("produk", "Produk Spesifikasi Jenis Pelayanan"),
    ("kompetensi", "Kompetensi Pelaksana"),
    ("perilaku", "Perilaku Pelaksana"),
    ("sarana", "Sarana dan Prasarana"),
    ("pengaduan", "Penanganan Pengaduan, Saran, dan Masukan"),
)
INSTANSI = (
    "# FIKTIF\nnama: Kota Contoh\nyth: Kepala Loket\ndi: Tempat\nskema:\n  skm:\n    nama: SKM\n    unsur:\n"
    + "".join(f'      {key}: {{kode: U{number}, nama: "{name}"}}\n' for number, (key, name) in enumerate(ELEMENTS, 1))
)
FILES = {
    "units/kota/instansi.yaml": INSTANSI,
    "units/kota/loket.yaml": "nama: Loket Contoh\n",
    "units/kota/dinas-rekaan.yaml": "nama: Dinas Rekaan\n",
    "periods/2025S1/kota/skor.csv": None,
}
UNITS = ("Loket Contoh", "Dinas Rekaan")
QUESTIONS = (
    "1. Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
    "2. Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
    "3. Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
    "4. Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
    "5. Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dan yang diberikan?",
    "6. Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
    "7. Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?",
    "8. Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
    "9. Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
)
LABELS = (
    ("Tidak sesuai.", "Kurang sesuai.", "Sesuai.", "Sangat sesuai."),
    ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    ("Buruk", "Cukup", "Baik", "Sangat Baik"),
    ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
)
Rows = Sequence[Sequence[object]]


def scores(rows: int, seed: int = 7) -> list[list[int]]:
    """Made-up answers of so many people."""
    chance = random.Random(seed)
    return [[chance.randint(1, 4) for _ in ELEMENTS] for _ in range(rows)]


def _csv(rows: Rows, mark: str = "") -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return (mark + target.getvalue()).encode()


def _labelled(row: Sequence[int]) -> list[str]:
    return [LABELS[at][score - 1] for at, score in enumerate(row)]


def google(answers: Rows) -> bytes:
    """Google Forms, downloaded as CSV."""
    head = ["Timestamp", "Email Address", "Unit Pelayanan yang Dikunjungi", "Jenis Kelamin", "Usia", *QUESTIONS]
    rows = [
        [f"{1 + at % 28:02}/02/2025 13.30.0{at % 10}", "", UNITS[at % 2], "Perempuan", "26 - 40", *_labelled(row)]
        for at, row in enumerate(answers)
    ]
    extra = [["Unsur yang perlu diperbaiki (boleh lebih dari satu)", "Kritik dan Saran"]]
    extra += [["Waktu, Biaya", 'Sudah "mantap"\nTerima kasih'] for _ in rows]
    return _csv([[*row, *more] for row, more in zip([head, *rows], extra, strict=True)])


def google_workbook(answers: Rows) -> bytes:
    """Google Forms, downloaded as Excel."""
    rows = list(csv.reader(io.StringIO(google(answers).decode())))
    return workbook_of({"Form Responses 1": rows})


def kobo(answers: Rows) -> bytes:
    """KoboToolbox, as Excel with the names of its questions."""
    keys = [f"skm/q{number}_{key}" for number, (key, _) in enumerate(ELEMENTS, 1)]
    head = [
        "start",
        "end",
        "today",
        "deviceid",
        "identitas/unit_layanan",
        "identitas/jk",
        "identitas/umur",
        *keys,
        "saran",
    ]
    head += [
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
    ]
    head += ["_tags", "_index"]
    rows = [
        ["2025-06-02T08:00:00.000+07:00", "2025-06-02T08:10:00.000+07:00", "2025-06-01", "ee", UNITS[at % 2], "L", 30]
        + [str(score) for score in row]
        + ["bagus", at, f"u{at}", "2025-06-01T01:00:00", "", "", "submitted_via_web", "", "v1", "", at]
        for at, row in enumerate(answers, 1)
    ]
    return workbook_of({"aSkm2025": [head, *rows]})


def lime(answers: Rows) -> bytes:
    """LimeSurvey, with the codes of its questions and answers."""
    head = [
        "id",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        "unit",
        *(f"G02Q0{n}" for n in range(1, 10)),
        "saran",
    ]
    rows = [
        [at, "2025-06-01 08:00:00", "3", "id", "123", "loket", *_coded(row, at), ""] for at, row in enumerate(answers)
    ]
    return _csv([head, *rows], "\ufeff")


def _coded(row: Sequence[int], at: int) -> list[str]:
    return ["" if (at + score) % 11 == 0 else "N/A" if (at + score) % 7 == 0 else f"A{score}" for score in row]


def microsoft(answers: Rows) -> bytes:
    """Microsoft Forms, as Excel."""
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Unit pelayanan", *QUESTIONS]
    rows = [
        [
            at,
            f"2025-06-{1 + at % 28:02} 08:30:00",
            f"2025-06-{1 + at % 28:02} 08:33:00",
            "anonymous",
            "",
            UNITS[at % 2],
            *_labelled(row),
        ]
        for at, row in enumerate(answers, 1)
    ]
    return workbook_of({"Sheet1": [head, *rows]})


def monkey(answers: Rows) -> bytes:
    """SurveyMonkey, as CSV: a second line says what kind of answer each question has."""
    head = [
        "Respondent ID",
        "Collector ID",
        "Date Created",
        "Date Modified",
        "IP Address",
        "Email Address",
        "First Name",
    ]
    head += ["Unit Pelayanan", *QUESTIONS]
    kinds = [""] * 7 + ["Response"] * 10
    rows = [
        [1180 + at, 4, "06/14/2025 10:00:00", "06/14/2025 10:05:00", "", "", "", UNITS[at % 2], *_labelled(row)]
        for at, row in enumerate(answers)
    ]
    return _csv([head, kinds, *rows])


def application(answers: Rows) -> bytes:
    """An application for the survey: titles, a header in two lines, and figures below the answers."""
    blank = [""] * 10
    rows: list[list[object]] = [["PENGOLAHAN INDEKS KEPUASAN MASYARAKAT PER RESPONDEN", *blank]]
    rows += [["Unit Pelayanan : LOKET CONTOH", *blank], ["", *blank]]
    rows += [["NO. RESP", "NILAI UNSUR PELAYANAN", *[""] * 8, "KET"], ["", *(f"U{n}" for n in range(1, 10)), ""]]
    rows += [[at, *row, ""] for at, row in enumerate(answers, 1)]
    for title in ("Σ Nilai /Unsur", "NRR / Unsur", "NRR tertbg/ unsur", "IKM Unit pelayanan"):
        rows.append([title, *[3.17] * 9, ""])
    return workbook_of({"Pengolahan": rows})


def recap(answers: Rows) -> bytes:
    """A recap: a row a unit, with means and indices, a title above and the means of all below."""
    head = ["No", "Unit Pelayanan", "Jumlah Responden", *(f"U{n}" for n in range(1, 10)), "IKM", "Mutu"]
    rows: list[list[object]] = [["REKAP NILAI SKM SEMESTER I 2025", *[""] * 13], [""] * 14, list(head)]
    for at, name in enumerate(UNITS):
        sums = [sum(row[column] for row in answers) for column in range(9)]
        means = [round(total / len(answers) - at / 100, 2) for total in sums]
        rows.append([at + 1, name, 100, *means, round(sum(means) / 9 * 25, 2), "B"])
    rows.append(["", "Rata-rata", "", *[3.4] * 9, 85.0, "B"])
    return workbook_of({"Rekap": rows})


SERVICES = {
    "gform.csv": google,
    "gform.xlsx": google_workbook,
    "kobo.xlsx": kobo,
    "lime.csv": lime,
    "msforms.xlsx": microsoft,
    "monkey.csv": monkey,
    "aplikasi.xlsx": application,
    "rekap.xlsx": recap,
}
OF_ONE_UNIT = ("aplikasi.xlsx",)
