"""What a reader would ask about: each warning fires, stays away when all is well, and can be acknowledged."""

import pytest

from pipeline.scores import suggestions
from support.made_office import buat, tulis

JAWABAN = "persyaratan,prosedur,waktu\n3,4,3\n4,4,3\n3,2,4\n"
JUDUL = "persyaratan,prosedur,waktu\n"


def kode(tmp_path, csv=JAWABAN, **more):
    return buat(tmp_path, csv, **more).kode


def test_a_plain_survey_has_no_warnings(tmp_path):
    assert kode(tmp_path) == []


def test_answers_of_the_period_before(tmp_path):
    tulis(tmp_path, "2024S2", JAWABAN)
    made = buat(tmp_path, JAWABAN)
    assert [str(one) for one in made.warnings] == [
        "periods/2025S1/rekaan/loket.csv:2:1: S153 jawaban unit `loket` persis sama dengan periode sebelumnya "
        "(periods/2024S2/rekaan/loket.csv); ganti bila berkasnya salinan periode lalu, atau beri alasan di `diketahui`"
    ]
    assert kode(tmp_path, JAWABAN + "4,4,4\n") == []
    assert kode(tmp_path, own="diketahui: [{kode: S153, alasan: benar-benar sama}]") == []


@pytest.mark.parametrize(("sheets", "codes"), [(5, ["S154"]), (4, [])])
def test_the_same_sheet_many_times_over(tmp_path, sheets, codes):
    others = "1,2,3\n2,3,4\n3,4,1\n4,1,2\n"
    assert kode(tmp_path, JUDUL + "3,4,3\n" * sheets + others) == codes


def test_the_same_sheet_is_found_among_many_columns_and_units(tmp_path):
    names = [f"e{number}" for number in range(40)]
    more = "".join(f"      {name}: {{kode: x, nama: y}}\n" for name in names)
    head = ",".join(["persyaratan", "prosedur", "waktu", *names])
    rows = [",".join(["4"] * 42 + [str(1 + row % 3)]) for row in range(9)] + [",".join(["3"] * 43)] * 9
    made = buat(tmp_path, head + "\n" + "\n".join(rows * 2) + "\n", instansi=more)
    assert made.kode == []
    made = buat(tmp_path, head + "\n" + "\n".join([*rows[:3] * 9, *rows]) + "\n", instansi=more)
    assert [str(one).partition(": S154 ")[2].partition(";")[0] for one in made.warnings] == [
        "unit `loket`: lembar jawaban yang sama muncul 12 kali dari 45"
    ]


def test_a_sheet_of_one_answer_may_come_often(tmp_path):
    assert kode(tmp_path, JUDUL + "4,4,4\n" * 20 + "3,4,3\n") == []


def test_all_answers_alike(tmp_path):
    assert kode(tmp_path, JUDUL + "4,4,4\n" * 3) == ["S155"]


def test_one_respondent(tmp_path):
    assert kode(tmp_path, JUDUL + "3,4,3\n") == ["S156"]


@pytest.mark.parametrize(("populasi", "codes"), [(10, ["S157"]), (3, [])])
def test_fewer_respondents_than_the_population_asks_for(tmp_path, populasi, codes):
    made = buat(tmp_path, JAWABAN, own=f"survei: {{populasi: {populasi}}}")
    assert made.kode == codes
    if codes:
        assert str(made.warnings[0]).startswith(
            "periods/2025S1/rekaan/loket.yaml:1:20: S157 responden 3 orang; populasi 10 memerlukan 10"
        )


@pytest.mark.parametrize(("cell", "codes"), [("3,33", []), ("3,34", ["S158"]), ("3,3", []), ("3,50", ["S158"])])
def test_a_mean_that_three_whole_answers_cannot_have(tmp_path, cell, codes):
    assert kode(tmp_path, f"jumlah_responden;persyaratan;prosedur;waktu\n3;{cell};4,00;3,00\n") == codes


def test_a_mean_of_statements_is_of_as_many_answers(tmp_path):
    more = "      sarana: {kode: U9, nama: Sarana, pernyataan: [ruang, parkir]}\n"
    csv = "jumlah_responden;persyaratan;prosedur;waktu;ruang;parkir\n2;3,50;4,00;3,00;3,50;3,00\n"
    assert kode(tmp_path, csv, instansi=more) == []


@pytest.mark.parametrize(("step", "codes"), [("11", ["S159"]), ("11,2", [])])
def test_an_index_that_falls_by_more_than_a_declared_step(tmp_path, step, codes):
    tulis(tmp_path, "2024S2", JUDUL + "4,4,4\n3,4,4\n4,3,4\n")
    assert kode(tmp_path, own=f"survei: {{turun: '{step}'}}") == codes


def test_profile_counts_that_do_not_add_up(tmp_path):
    assert kode(tmp_path, own="responden: {jenis_kelamin: {L: 2, P: 1}}") == []
    made = buat(tmp_path, JAWABAN, own="responden: {jenis_kelamin: {L: 2, P: 2}}")
    assert [str(one).partition(";")[0] for one in made.warnings] == [
        "periods/2025S1/rekaan/loket.yaml:1:28: S160 profil `jenis_kelamin` berjumlah 4"
    ]


@pytest.mark.parametrize("day", ["2025-07-01", "01/07/2025", "1-7-2025 08:15:02", "2024-12-31"])
def test_an_answer_outside_the_survey(tmp_path, day):
    own = "survei: {mulai: 2025-01-02, selesai: 2025-06-30}"
    csv = f"tanggal,{JUDUL}2025-06-30,3,4,3\n{day},4,4,3\n02/01/2025,3,2,4\n"
    made = buat(tmp_path, csv, own=own)
    assert made.kode == ["S161"]
    assert made.warnings[0].place.line == 3
    assert kode(tmp_path, csv) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hubungi 0812-3456-7890 ya", "hubungi [disamarkan] ya"),
        ("wa +62 812 3456 789", "wa [disamarkan]"),
        ("NIK 3508010101900001 ditolak", "NIK [disamarkan] ditolak"),
        ("kirim ke budi.s@contoh.co.id", "kirim ke [disamarkan]"),
        ("kirim ke budi [at] contoh [dot] id", "kirim ke [disamarkan]"),
        ("NIK 3508 0101 0190 0001 ditolak", "NIK [disamarkan] ditolak"),
        ("telepon (0334) 881234", "telepon [disamarkan]"),
        ("nol delapan satu dua tiga empat lima enam", "[disamarkan]"),
        ("lihat @rekaan_99 saja", "lihat [disamarkan] saja"),
        ("nama saya Rekaan Satu; antre lama", "nama saya [disamarkan]; antre lama"),
        ("rumah RT 03 RW 05 jauh", "rumah [disamarkan] jauh"),
    ],
)
def test_personal_data_is_masked_with_a_notice(tmp_path, text, shown):
    made = buat(tmp_path, f"saran,{JUDUL}{text},3,4,3\nbaik,4,4,3\n")
    assert made.survei.saran == (shown, "baik")
    assert made.kode == ["S162"]
    kept = list((tmp_path / "build").rglob("*.json"))
    assert kept
    assert all(text not in one.read_text() for one in kept)


@pytest.mark.parametrize(
    "text",
    [
        "Biaya Rp 10.000.000.000 terlalu mahal",
        "Tanggal 13-06-2025 08.00 antre",
        "Sejak 2023 2024 2025 sama saja",
        "Buka 08.00-12.00 13.00-15.00",
        "Loket 1, 2, 3, 4, 5, 6, 7, 8, 9 penuh",
        "Saya harap lebih cepat",
    ],
)
def test_numbers_that_are_of_nobody_stay(text):
    assert suggestions.masked(text) == text


def test_signs_that_fonts_lack_are_told_of_a_sheet_too(tmp_path):
    made = buat(tmp_path, f"saran,{JUDUL}Petugas ramah \U0001f44d,3,4,3\nbaik,4,4,3\n")
    assert made.kode == ["C015"]
    assert "\U0001f44d (U+1F44D)" in str(made.warnings[0])


def test_figures_that_are_not_personal_stay(tmp_path):
    texts = ["antre 2 jam 30 menit", "tarif Rp 150.000", "loket 12 dibuka pukul 08.00", "Perda 12/2020"]
    rows = "".join(f"{text},3,{number + 1},3\n" for number, text in enumerate(texts))
    assert buat(tmp_path, f"saran,{JUDUL}{rows}").survei.saran == tuple(texts)
