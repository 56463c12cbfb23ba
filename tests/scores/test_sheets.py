"""Sheets of answers: five shapes, the office's own habits, and what is refused."""

import random
from fractions import Fraction

import pytest

from pipeline.scores import counted
from pipeline.scores.ikm import half_up
from pipeline.scores.sheets import sheet_text
from pipeline.sources import workspace
from support import exports, small
from support.made_office import buat, excel, masalah

JAWABAN = "persyaratan,prosedur,waktu\n3,4,3\n4,4,3\n3,4,\n"
"""NRR 10/3, 4, 3: index 10,3333 / 3 x 25 = 86,11."""


def ikm(made) -> str:
    return str(half_up(made.result.ikm))


def nrr(made) -> list[str]:
    return [str(half_up(value, 3)) for value in made.result.nrr.values()]


def test_a_row_a_respondent(tmp_path):
    made = buat(tmp_path, JAWABAN)
    assert (nrr(made), ikm(made), made.result.responden) == (["3.333", "4.000", "3.000"], "86.11", 3)


def test_counts_by_element_and_answer(tmp_path):
    made = buat(tmp_path, "unsur;1;2;3;4\npersyaratan;0;0;2;1\nprosedur;;;;3\nwaktu;0;0;2;0\n")
    assert (nrr(made), ikm(made), made.result.responden) == (["3.333", "4.000", "3.000"], "86.11", 3)


def test_means_on_1_to_4_with_the_number_of_respondents(tmp_path):
    made = buat(tmp_path, "jumlah_responden;persyaratan;prosedur;waktu\n3;3,33;4,00;3,00\n")
    assert (nrr(made), ikm(made), made.result.responden) == (["3.330", "4.000", "3.000"], "86.08", 3)


def test_means_on_0_to_100(tmp_path):
    made = buat(tmp_path, "jumlah_responden;persyaratan;prosedur;waktu\n20;83,33;100;75\n")
    assert (nrr(made), ikm(made)) == (["3.333", "4.000", "3.000"], "86.11")


def test_means_may_stand_below_each_other(tmp_path):
    made = buat(tmp_path, "unsur,nilai\nwaktu,75.00\nprosedur,100.00\npersyaratan,83.33\n")
    assert (nrr(made), ikm(made), made.result.responden) == (["3.333", "4.000", "3.000"], "86.11", None)


def test_a_ready_table_keeps_its_indices(tmp_path):
    table = "layanan;persyaratan;prosedur;waktu;ikm\nktp;3,33;4,00;3,00;86,11\nkk;3,00;3,00;3,00;75,00\n"
    made = buat(tmp_path, table, skema="    gabungan: rata-rata-layanan\n")
    assert [str(half_up(one.ikm)) for one in made.result.layanan] == ["86.11", "75.00"]
    assert made.result.ikm * 1000 == 80555
    assert made.warnings == ()


@pytest.mark.parametrize(
    "csv",
    [
        JAWABAN.replace(",", ";"),
        JAWABAN.replace(",", "\t"),
        "\ufeff" + JAWABAN,
        JAWABAN.replace("\n", "\r\n"),
        "# jawaban rekaan\n\n" + JAWABAN,
        JAWABAN.replace("4,4,3", '"4", 4 ,3'),
        JAWABAN.replace("4,4,3", "\n,,\n4,4,3\n"),
        JAWABAN.removesuffix("\n"),
    ],
    ids=["semicolon", "tab", "mark", "crlf", "remarks", "quotes", "blank rows", "no last newline"],
)
def test_habits_of_writing_a_csv_change_nothing(tmp_path, csv):
    made = buat(tmp_path, csv)
    assert (ikm(made), made.result.responden) == ("86.11", 3)


def test_the_order_of_columns_and_rows_changes_nothing(tmp_path):
    assert buat(tmp_path, "waktu,prosedur,persyaratan\n,4,3\n3,4,4\n3,4,3\n").result == buat(tmp_path, JAWABAN).result


def test_an_excel_sheet_reads_like_the_same_csv(tmp_path):
    rows = [["persyaratan", "prosedur", "waktu"], [3, 4.0, "3"], [4, 4, 3], [3, 4, None]]
    made = buat(tmp_path, excel(rows), name="loket.xlsx")
    assert made.result == buat(tmp_path / "csv", JAWABAN).result


@pytest.mark.parametrize(("bentuk", "kali"), [("rerata", 1), ("indeks", 25)])
def test_means_that_a_formula_left_in_a_sheet_are_read(tmp_path, bentuk, kali):
    means = [3 + 1 / 3, 4, 3 + 1 / 7]
    head = ["jumlah_responden", "persyaratan", "prosedur", "waktu"]
    made = buat(tmp_path, excel([head, [21, *(mean * kali for mean in means)]]), name="loket.xlsx")
    assert (ikm(made), nrr(made), made.kode) == ("87.30", ["3.333", "4.000", "3.143"], [])
    csv = ";".join(head) + "\n21;" + ";".join(str(mean * kali).replace(".", ",") for mean in means) + "\n"
    made = buat(tmp_path / "csv", csv)
    assert (ikm(made), nrr(made), made.kode) == ("87.30", ["3.333", "4.000", "3.143"], [])


def test_an_excel_sheet_is_refused_by_its_own_rows(tmp_path):
    rows = [["# bentuk: jawaban"], ["persyaratan", "prosedur", "waktu"], [3, 4, 5]]
    assert masalah(tmp_path, excel(rows), name="loket.xlsx")[0].startswith("loket.xlsx:3:3: S004 jawaban `5`")


def test_what_is_no_excel_file_is_refused(tmp_path):
    assert ": S114 " in masalah(tmp_path, b"PK nothing", name="loket.xlsx")[0]


def test_columns_have_the_offices_own_names(tmp_path):
    kolom = "jawaban:\n  kolom: {Syarat Layanan: persyaratan, Kemudahan Prosedur: prosedur, U3: waktu}\n"
    csv = JAWABAN.replace("persyaratan,prosedur,waktu", "syarat  layanan,KEMUDAHAN PROSEDUR,U3")
    assert ikm(buat(tmp_path, csv, instansi=kolom)) == "86.11"


def test_an_element_is_found_by_its_printed_name_where_no_other_has_it(tmp_path):
    institution = workspace.institution(small.put(tmp_path, exports.FILES), "kota", [])
    columns = counted.sheet_format_of(institution, {}).columns(["Sarana dan  Prasarana", "BIAYA/TARIF", "saran", "U8"])
    assert columns == ("sarana", "biaya", "saran", "U8")


def test_an_element_is_not_found_by_its_number(tmp_path):
    found = masalah(tmp_path, "U1,U2,U3\n3,4,3\n")
    assert found[0] == (
        "loket.csv:1:1: S001 kolom `U1`, `U2`, `U3` (3 kolom) tidak dikenal; petakan namanya di `jawaban.kolom`, atau "
        "hapus bila tidak dipakai; pilih di antara: unit, responden, layanan, tanggal, "
        "jenis_kelamin, umur, pendidikan, pekerjaan, saran, persyaratan, prosedur, waktu"
    )


def test_labels_are_scored_by_a_declared_map(tmp_path):
    label = "jawaban:\n  label: {Sangat Baik: 4, Baik: 3, Kurang baik: 2, Buruk: 1}\n"
    csv = "persyaratan,prosedur,waktu\nBaik,sangat baik,BAIK\n4,Sangat  Baik,3\nbaik,4,\n"
    assert buat(tmp_path, csv, instansi=label).result == buat(tmp_path / "angka", JAWABAN).result


def test_an_element_may_have_labels_of_its_own(tmp_path):
    label = "      biaya: {kode: U4, nama: Biaya, label: {gratis: 4, mahal: 2}}\n"
    made = buat(tmp_path, "persyaratan,prosedur,waktu,biaya\n4,4,4,gratis\n4,4,4,mahal\n", instansi=label)
    assert nrr(made)[3] == "3.000"
    assert (
        ": S004 jawaban `gratis` pada kolom `waktu`"
        in (masalah(tmp_path, "persyaratan,prosedur,waktu,biaya\n4,4,gratis,4\n", instansi=label)[0])
    )


def test_statements_are_grouped_under_their_element(tmp_path):
    more = "      sarana: {kode: U9, nama: Sarana, pernyataan: [ruang, parkir, toilet]}\n"
    csv = "persyaratan,prosedur,waktu,ruang,parkir,toilet\n4,4,4,4,3,\n4,4,4,4,2,1\n"
    made = buat(tmp_path, csv, instansi=more)
    assert made.result.nrr["sarana"] * 5 == 4 + 4 + 3 + 2 + 1
    assert list(made.result.nrr) == ["persyaratan", "prosedur", "waktu", "sarana"]


def test_a_statement_that_is_also_an_element_is_refused(tmp_path):
    more = "      sarana: {kode: U9, nama: Sarana, pernyataan: [ruang, waktu]}\n"
    assert any(": I004 " in one for one in masalah(tmp_path, JAWABAN, instansi=more))


@pytest.mark.parametrize("answer", ["5", "0", "01", "1.0", "4,5", "+3", "x", "Baik", "३", "1 2"])
def test_what_is_not_an_answer_is_refused_with_its_line(tmp_path, answer):
    csv = f'persyaratan;prosedur;waktu\n3;4;3\n4;"{answer}";3\n'
    same = f"persyaratan;prosedur;waktu\n3;4;3\n4;{answer};3\n"
    expected = [
        f"loket.csv:3:1: S004 jawaban `{answer}` pada kolom `prosedur`; "
        "yang diharapkan 1, 2, 3, 4, atau kosong; perbaiki menurut lembar aslinya; bila itu label, tulis nilainya di "
        "`jawaban.label`"
    ]
    assert masalah(tmp_path, csv) == masalah(tmp_path, same) == expected


def test_the_line_is_right_after_a_suggestion_of_two_lines(tmp_path):
    csv = 'saran,persyaratan,prosedur,waktu\n"cepat,\nramah",3,4,3\nbagus,3,9,3\n'
    assert masalah(tmp_path, csv)[0].startswith("loket.csv:4:1: S004 jawaban `9`")


@pytest.mark.parametrize("word", ["Total", "JUMLAH", "Rata-rata", "NRR per unsur", "Nilai IKM"])
def test_rows_of_totals_at_the_end_are_refused(tmp_path, word):
    found = masalah(tmp_path, f"responden,persyaratan,prosedur,waktu\n1,3,4,3\n2,4,4,3\n{word},7,8,6\n\n")
    assert found == [
        f'loket.csv:4:1: S103 baris ini berisi jumlah atau rata-rata ("{word}"), bukan jawaban; '
        "hapus barisnya; angka yang diterbitkan ditulis di `publikasi`"
    ]


@pytest.mark.parametrize(
    ("csv", "expected"),
    [
        ("", "loket.csv:1:1: S008"),
        ("# remark\n", "loket.csv:1:1: S008"),
        ("persyaratan,prosedur,waktu\n", "loket.csv:1:1: S008"),
        ("persyaratan,prosedur,prosedur\n3,3,3\n", "loket.csv:1:1: S002 kolom `prosedur` ada dua kali"),
        ("persyaratan,prosedur\n3,3\n", "loket.csv:1:1: S003 kolom `waktu` tidak ada"),
        ("persyaratan,prosedur,waktu\n3,3\n", "loket.csv:2:1: S007 baris berisi 2 kolom; judulnya 3"),
        ("persyaratan,prosedur,waktu\n3,3,3\n3,3,3,3\n", "loket.csv:3:1: S007 baris berisi 4 kolom; judulnya 3"),
        ('persyaratan,prosedur,waktu\n3,"3,3\n', "loket.csv:2:1: S009"),
        ("# bentuk: rekap\npersyaratan,prosedur,waktu\n3,3,3\n", "loket.csv:1:1: S102 bentuk `rekap` tidak dikenal"),
        ("unsur,nilai,1,2,3,4\nwaktu,3,1,1,1,1\n", "loket.csv:1:1: S101"),
        ("jumlah_responden,persyaratan,prosedur,waktu\n9,3.5,87.5,3\n", "loket.csv:1:1: S101"),
        ("# bentuk: rerata\npersyaratan,prosedur,waktu\n3.5,4.01,3\n", "loket.csv:3:1: S104 `4.01` pada kolom"),
        ("# bentuk: indeks\npersyaratan,prosedur,waktu\n75,24.9,80\n", "loket.csv:3:1: S104 `24.9` pada kolom"),
        ("unsur,1,2,3,4\nU1,1,1,1,1\n", "loket.csv:2:1: S105 unsur `U1` tidak dikenal"),
        ("unsur,1,2,3,4\nwaktu,1,1,1,1\nwaktu,1,1,1,1\n", "loket.csv:3:1: S106 unsur `waktu` sudah ada di baris 2"),
        ("unsur,1,2,3,4\nwaktu,1,-1,1,1\n", "loket.csv:2:1: S104 `-1` pada kolom `2`"),
        ("persyaratan,prosedur,waktu\n3,3,\n", "loket.csv:1:1: S011 unit `loket`: tidak seorang pun"),
        ("tanggal,persyaratan,prosedur,waktu\n31/02/2025,3,3,3\n", "loket.csv:2:1: S104 `31/02/2025` pada kolom"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_read_says_why(tmp_path, csv, expected):
    assert any(one.startswith(expected) for one in masalah(tmp_path, csv)), masalah(tmp_path, csv)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("persyaratan,prosedur,waktu\n3,4,3\n".encode("utf-16"), "loket.csv:1:1: S117 karakter NUL"),
        (b"persyaratan,prosedur,waktu\r\n3,4,3\r3,4,4\r\n", "loket.csv:2:1: S117 karakter CR"),
        (b"persyaratan,prosedur,waktu\r3,4,3\r", "loket.csv:1:1: S117 karakter CR"),
    ],
)
def test_what_is_no_text_of_today_is_refused(tmp_path, raw, expected):
    assert masalah(tmp_path, raw)[0].startswith(expected)


def test_a_sheet_in_cp1252_is_read(tmp_path):
    csv = "saran,persyaratan,prosedur,waktu\nKafé \x96 tambah kursi,3,4,3\n".encode("latin-1")
    made = buat(tmp_path, csv)
    assert made.survei.saran == ("Kafé – tambah kursi",)


def test_services_are_found_by_key_name_or_short_name(tmp_path):
    unit = "layanan:\n  ktp: {nama: Kartu Tanda Penduduk, singkat: KTP-el}\n  kk: {nama: Kartu Keluarga}\n"
    csv = "layanan,persyaratan,prosedur,waktu\nkk,3,3,3\nktp-EL,4,4,4\nKartu Keluarga,3,3,3\n"
    made = buat(tmp_path, csv, unit=unit)
    assert [(one.key, one.responden, one.ikm) for one in made.result.layanan] == [("ktp", 1, 100), ("kk", 2, 75)]
    found = masalah(tmp_path, csv.replace("ktp-EL", "akta"), unit=unit)
    assert any("S107 layanan `akta` tidak ada pada unit `loket`; pilih di antara: ktp, kk" in one for one in found)
    found = masalah(tmp_path, csv.replace("Keluarga,", "Keluraga,"), unit=unit)
    assert any(one.endswith("`loket`; maksudnya `Kartu Keluarga`?") for one in found)


def test_a_service_in_two_rows_of_figures_is_refused(tmp_path):
    unit = "layanan:\n  ktp: {nama: Kartu Tanda Penduduk, singkat: KTP-el}\n  kk: {nama: Kartu Keluarga}\n"
    csv = "layanan;jumlah_responden;persyaratan;prosedur;waktu\nktp;9;3,00;3,00;3,00\n%s;9;3,00;3,00;3,00\n"
    twice = "loket.csv:3:1: S106 layanan `ktp` sudah ada di baris 2; gabungkan atau hapus salah satu"
    assert masalah(tmp_path, csv % "KTP-el", unit=unit) == masalah(tmp_path, csv % "ktp", unit=unit) == [twice]
    bare = csv.replace("layanan;", "").replace("ktp;", "").replace("%s;", "")
    assert masalah(tmp_path, bare)[0].startswith("loket.csv:3:1: S106 angka unit ini sudah ada di baris 2")


def test_a_service_that_left_out_an_element_is_refused_only_where_services_are_declared(tmp_path):
    csv = "layanan,persyaratan,prosedur,waktu\nktp,4,4,4\nkk,3,3,\n"
    made = buat(tmp_path, csv)
    assert (str(half_up(made.result.ikm)), len(made.result.layanan), made.result.responden) == ("91.67", 1, 2)
    unit = "layanan: {ktp: {nama: KTP}, kk: {nama: KK}}\n"
    assert masalah(tmp_path, csv, unit=unit) == [
        "loket.csv:3:1: S116 layanan `kk`: tidak seorang pun menjawab unsur `waktu`; "
        "isi kolomnya, atau hapus kolom `layanan` bila hasil per layanan tidak diperlukan"
    ]


def test_services_need_what_their_joining_needs(tmp_path):
    csv = "layanan;persyaratan;prosedur;waktu;ikm\nktp;3,33;4,00;3,00;86,11\nkk;3,00;3,00;3,00;75,00\n"
    unit = "layanan: {ktp: {nama: KTP, bobot: 3}, kk: {nama: KK%s}}\n"
    assert masalah(tmp_path, csv, unit=unit % "")[0].startswith("loket.csv:1:1: S108 unit `loket`, skema `skm`")
    weighted = "    gabungan: tertimbang\n"
    found = masalah(tmp_path, csv, skema=weighted, unit=unit % "")
    assert found[0].startswith("units/rekaan/loket.yaml:2:43: S109 layanan `kk` tidak mempunyai `bobot`")
    made = buat(tmp_path, csv, skema=weighted, unit=unit % ", bobot: 1")
    assert made.result.ikm == (3 * Fraction("86.11") + 75) / 4


def test_counting_agrees_with_counting_by_hand(tmp_path):
    chance = random.Random(4)
    rows = [[chance.choice(("a", "b")), *chance.choices(("1", "2", "3", "4", ""), k=3)] for _ in range(2000)]
    made = buat(tmp_path, "layanan,persyaratan,prosedur,waktu\n" + "".join(",".join(row) + "\n" for row in rows))
    for one in made.result.layanan:
        mine = [row[1:] for row in rows if row[0] == one.key and any(row[1:])]
        assert one.responden == len(mine)
        for place, nrr in enumerate(one.nrr.values()):
            answers = [int(row[place]) for row in mine if row[place]]
            assert nrr == Fraction(sum(answers), len(answers))


def test_blocks_do_not_change_the_result(tmp_path, monkeypatch):
    rows = [f"u{row % 7},{1 + row % 4},{1 + row // 3 % 4},{1 + row // 5 % 4}" for row in range(500)]
    csv = "layanan,persyaratan,prosedur,waktu\n" + "\n".join(rows) + "\n"
    whole = buat(tmp_path, csv)
    monkeypatch.setattr(sheet_text, "BLOCK", 100)
    monkeypatch.setattr(sheet_text.blocks, "__defaults__", (100,))
    parts = buat(tmp_path / "again", csv)
    assert (parts.result, parts.survei, parts.kode) == (whole.result, whole.survei, whole.kode)


def test_a_name_that_two_services_bear_is_no_service(tmp_path):
    unit = "layanan:\n  ktp: {nama: Surat, singkat: KTP}\n  kk: {nama: surat}\n"
    csv = "layanan,persyaratan,prosedur,waktu\nktp,4,4,4\nSurat,3,3,3\n"
    found = masalah(tmp_path, csv, unit=unit)
    assert any("S107 layanan `Surat`" in told and told.endswith("tulis kuncinya: ktp, kk") for told in found), found


def test_a_service_is_one_however_its_name_is_spelled(tmp_path):
    made = buat(tmp_path, "layanan,persyaratan,prosedur,waktu\nKTP,4,4,4\nktp,4,4,4\nKK,1,1,1\n")
    assert [(service.key, service.responden) for service in made.result.layanan] == [("KK", 1), ("KTP", 2)]


def test_a_row_without_a_service_is_told_without_the_name_of_one(tmp_path):
    made = buat(tmp_path, "persyaratan;prosedur;waktu;ikm\n3,33;4,00;3,00;99,11\n")
    assert [dict(told.values)["field"] for told in made.warnings if told.code == "S151"] == ["ikm"]
