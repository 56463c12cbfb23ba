"""The documents of a year, of units that have everything and nearly nothing: none prints what the record lacks."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from pipeline.making import build
from pipeline.scores.ikm import half_up
from pipeline.sources.period import parse
from support import year_office
from support.docx_text import text
from support.year_office import BEFORE, KINDS, MASA, OF_FORUM, OF_PERIOD, ROWS

ALL = tuple(row for rows in ROWS.values() for row in rows)
UNITS = ("lengkap", "seri", "angka")
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
DATE = re.compile(rf"\d{{1,2}}[ \u00a0](?:{MONTHS})[ \u00a0]\d{{4}}")
DECIMAL = re.compile(r"\d+,\d+")
INTERVALS = "1,00 2,59 2,60 3,06 3,07 3,53 3,54 4,00 25,00 64,99 65,00 76,60 76,61 88,30 88,31 100,00"


NO_MEDIA = [("C022", f"periods/{MASA}/kota/{unit}.yaml") for unit in ("angka", "seri")]
"""Two units have no publication: each is told in its own file."""


def shown(value: Fraction, places: int = 2) -> str:
    return str(half_up(value, places)).replace(".", ",")


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    root = year_office.put(tmp_path_factory.mktemp("tahun"))
    for kind in (*KINDS, *OF_FORUM, *OF_PERIOD):
        made = build.run(root, parse(MASA), kind)
        told = [(fault.code, fault.place.file) for fault in made.problems]
        assert told == (NO_MEDIA if kind == "daftar-publikasi" else []), kind
    return root


def document(office: Path, unit: str, kind: str) -> str:
    return text(office / f"build/{MASA}/kota/{unit}/{kind}.docx").replace("\u00a0", " ")


def figures_of(unit: str) -> set[str]:
    """Every decimal that a document may print of a unit, from its answers."""
    if unit == "angka":
        return {"87,73"}
    rows = ALL if unit == "lengkap" else ((4,) * 9,)
    found: set[str] = set()
    groups = [rows, *(ROWS.values() if unit == "lengkap" else ())]
    for group in groups:
        means = year_office.nrr(group)
        found |= {shown(value) for value in means} | {shown(value * 25) for value in means}
        found |= {shown(value / 9, 3) for value in means}
        found |= {shown(sum(means) / 9), shown(year_office.ikm(group))}
    if unit == "lengkap":
        was, now = half_up(year_office.ikm(BEFORE)), half_up(year_office.ikm(rows))
        found |= {str(was).replace(".", ","), str(abs(now - was)).replace(".", ",")}
    counts = (year_office.SEX.count("L"), year_office.SEX.count("P")) if unit == "lengkap" else (2, 0)
    return found | {shown(Fraction(100 * count, sum(counts)), 1) for count in counts}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("unit", UNITS)
def test_every_figure_and_date_of_every_document_is_of_the_record(office, unit, kind):
    printed = document(office, unit, kind)
    assert set(DECIMAL.findall(printed)) <= figures_of(unit) | set(INTERVALS.split())
    known = {"1 April 2025", "13 Juni 2025", "1 Juli 2025", "8 Juli 2025", "15 Juli 2025", "31 Juli 2025"}
    known |= {"14 Juli 2025"} if (unit, kind) == ("lengkap", "laporan-skm") else set()
    published = {"28 Juni 2025", "20 Juni 2025", "21 Juni 2025"} if unit == "lengkap" else set()
    assert {day.replace("\u00a0", " ") for day in DATE.findall(printed)} <= known | {"10 Maret 2025"} | published
    if kind == "daftar-publikasi":
        return
    index, grade, works = {
        "lengkap": (shown(year_office.ikm(ALL)), "B", "Baik"),
        "seri": ("100,00", "A", "Sangat baik"),
        "angka": ("87,73", "B", "Baik"),
    }[unit]
    assert index in printed
    assert not re.search(rf"(?:mutu|kategori)(?: pelayanan)?:? (?!{grade}\b)[ABCD]\b", printed)
    assert works.lower() in printed.lower()


def test_a_poster_says_the_grade_of_the_exact_index_and_the_months_of_its_period(office):
    for kind in ("poster", "poster-persegi"):
        printed = document(office, "angka", kind)
        assert "Mutu Pelayanan B (Baik)" in printed, "posters of real offices printed 87,73 as A"
        assert "Semester 1 Tahun 2025" in printed
        assert "Januari s.d. Juni 2025" in printed
        assert "12 orang" in printed
    for kind in ("poster", "poster-a3"):
        assert "Jenis Kelamin" in document(office, "lengkap", kind)


def test_the_large_poster_has_the_grade_of_the_exact_index_and_every_element_where_they_are_known(office):
    printed = document(office, "angka", "poster-a3")
    assert re.search(r"87,73\s+MUTU PELAYANAN\s+B\s+Baik", printed), "posters of real offices printed 87,73 as A"
    assert "Nilai setiap unsur" not in printed
    assert "12 orang" in printed
    rows = re.findall(r"^(.+)\t([1-4],\d\d)\t([ABCD])$", document(office, "lengkap", "poster-a3"), re.MULTILINE)
    assert [name for name, _, _ in rows] == [*year_office.UNSUR.values()]


def test_a_grade_that_the_index_does_not_earn_is_never_on_a_poster(tmp_path):
    root = year_office.put(tmp_path)
    (root / f"periods/{MASA}/kota/angka.yaml").write_text('publikasi: {ikm: "87,73", mutu: A, responden: 12}\n')
    made = build.run(root, parse(MASA), "poster", "angka")
    assert "S151" in [fault.code for fault in made.problems]
    for kind in KINDS:
        build.run(root, parse(MASA), kind, "angka")
        assert kind == "surat-hasil" or not re.search(r"(?i)mutu(?: pelayanan)? A\b", document(root, "angka", kind)), (
            kind
        )


def test_the_form_asks_every_element_in_its_own_order_with_its_own_answers(tmp_path):
    root = year_office.put(tmp_path)
    file = root / "units/kota/instansi.yaml"
    order = [*reversed(year_office.UNSUR)]
    text_of = file.read_text().replace("    unsur:\n", f"    formulir: [{', '.join(order)}]\n    unsur:\n")
    own = "waktu: {kode: U3, nama: Waktu Penyelesaian, label: {Lama: 1, Agak lama: 2, Cepat: 3, Kilat: 4}, "
    text_of = text_of.replace("waktu: {kode: U3, nama: Waktu Penyelesaian", f"{own}pertanyaan: [Seberapa cepat?]")
    file.write_text(text_of)
    made = build.run(root, parse(MASA), "kuesioner", "lengkap")
    assert made.problems == ()
    printed = document(root, "lengkap", "kuesioner")
    asked = re.findall(r"^\d+\. (.*?) \(pilihan ganda, wajib\)$", printed, flags=re.MULTILINE)
    assert asked == [
        "Seberapa cepat?" if key == "waktu" else f"Bagaimana pendapat Saudara tentang {year_office.UNSUR[key]}?"
        for key in order
    ]
    assert "a. Lama     b. Agak lama     c. Cepat     d. Kilat" in printed
    assert "(    ) Laki-laki   (    ) Perempuan" in printed
    assert "(    ) Pembuatan KTP   (    ) Akta Kelahiran" in printed


def test_publications_are_counted_by_kind_and_listed_by_date_with_their_photos(office):
    printed = document(office, "lengkap", "daftar-publikasi")
    assert "3 (tiga) kali, di 2 jenis media: papan dan laman" in printed
    assert [printed.index(name) for name in ("Papan loket", "Papan kantor", "https://contoh.example/skm")] == sorted(
        printed.index(name) for name in ("Papan loket", "Papan kantor", "https://contoh.example/skm")
    )
    assert "Belum ada publikasi" in document(office, "angka", "daftar-publikasi")


def test_the_letters_name_who_has_handed_in_late_or_not_at_all(office):
    asking, reminding = (text(office / f"build/{MASA}/kota/{kind}.docx").replace("\u00a0", " ") for kind in OF_PERIOD)
    assert "dari 3 (tiga) unit" in asking
    assert "paling lambat hari Kamis, 31 Juli 2025" in asking
    assert "2 dari 3 laporan" in reminding
    assert "sebanyak 1, yaitu dari:" in reminding
    assert "1\tDinas Angka" in reminding
    assert "Dinas Seri" not in reminding


def test_a_letter_that_prints_no_results_does_not_ask_for_those_of_a_unit(tmp_path):
    root = year_office.put(tmp_path)
    (root / f"periods/{MASA}/kota/angka.yaml").write_text("{}\n")
    for kind in OF_PERIOD:
        assert "R001" not in {fault.code for fault in build.run(root, parse(MASA), kind).problems}


def test_the_letters_name_a_unit_with_its_own_deadline_and_count_one_that_cannot_be_read(tmp_path):
    root = year_office.put(tmp_path)
    (root / f"periods/{MASA}/kota/angka.yaml").write_text(
        'batas: 2025-08-14\npublikasi: {ikm: "87,73", responden: 12}\n'
    )
    (root / f"periods/{MASA}/kota/seri.yaml").write_text("dokumen: [\n")
    told = {kind: build.run(root, parse(MASA), kind).problems for kind in OF_PERIOD}
    assert {fault.code for fault in told["pengingat-laporan"]} == {"R001"}, "it says why that unit has no result"
    asking, reminding = (text(root / f"build/{MASA}/kota/{kind}.docx").replace("\u00a0", " ") for kind in OF_PERIOD)
    assert "dari 3 (tiga) unit" in asking
    assert "berbeda bagi Dinas Angka (14 Agustus 2025)." in asking
    assert "1 dari 3 laporan" in reminding
    assert "sebanyak 2, yaitu dari:" in reminding
    assert "Dinas Angka (batas waktunya 14 Agustus 2025)" in reminding
    assert "2\tseri" in reminding, "what it is called cannot be read; its file is called so"


def test_what_the_forum_agreed_is_the_plan_that_the_report_prints(office):
    asked, minutes = (document(office, "lengkap", kind) for kind in OF_FORUM)
    report = document(office, "lengkap", "laporan-skm")
    for programme in ("Menambah petugas loket", "Menambah kursi tunggu", "Memasang alur layanan"):
        assert programme in minutes
        assert programme in report
    assert "dihadiri oleh 3 orang" in minutes
    assert "Senin, tanggal 14 Juli 2025" in minutes
    assert "Senin, 14 Juli 2025" in asked
    assert re.search(r"Lampiran\s+:\s+1 \(satu\) berkas", asked), "the list of who is asked is counted"
    for printed in (asked, minutes):
        assert set(DECIMAL.findall(printed)) <= figures_of("lengkap")
        assert f"IKM {shown(year_office.ikm(ALL))}" in printed


def test_the_report_draws_its_profile_groups_its_suggestions_and_annexes_what_it_rests_on(office):
    printed = document(office, "lengkap", "laporan-skm")
    assert "Grafik 1. Responden menurut Jenis Kelamin" in printed
    assert "Responden menyampaikan 2 saran" in printed
    for group in ("Sarana dan Prasarana (1 saran):\nTambah kursi tunggu", "Waktu Penyelesaian (1 saran):\n"):
        assert group in printed
    waktu = [row[2] for row in ALL]
    counts = [str(waktu.count(score)) for score in (1, 2, 3, 4)]
    means = shown(Fraction(sum(waktu), 5)), shown(Fraction(sum(waktu), 45), 3)
    assert "\t".join(["U3", "Waktu Penyelesaian", *counts, str(sum(waktu)), "5", *means]) in printed
    annexes = printed.partition("Kepala Dinas Lengkap\n")[2]
    for title in ("Kuesioner", "Hasil Olah Data", "Dokumentasi Pelaksanaan Survei", "Tindak Lanjut Rencana Semester 2"):
        assert re.search(rf"Lampiran [IV]+\. {title}", annexes), title
    minutes = re.split(r"Lampiran [IV]+\. Berita Acara Forum Konsultasi Publik", annexes)[1]
    for line in (
        "hari Senin, tanggal 14 Juli 2025, bertempat di aula dinas",
        "oleh 3 (tiga) orang",
        "Waktu tunggu loket",
    ):
        assert line in minutes
    assert "2\tRekaan Dua\tpengguna layanan\tForum Warga" in minutes
    alone = document(office, "angka", "laporan-skm")
    assert "Berita Acara" not in alone
    assert "Hasil Olah Data" not in alone


def test_the_report_says_how_many_answered_and_whether_they_are_enough(office):
    printed = document(office, "lengkap", "laporan-skm")
    assert "sekurangnya 5 responden" in printed
    assert "sebanyak 5 orang, sehingga jumlah yang diperlukan tercapai" in printed
    assert "1 April s.d. 13 Juni 2025" in printed
    assert "Tim SKM Dinas Lengkap" in printed


def test_what_the_data_lack_is_said_and_not_invented(office):
    printed = document(office, "angka", "laporan-skm")
    for sentence in (
        "Pelaksana survei tidak disebut",
        "Waktu pelaksanaan survei tidak disebut",
        "Karakteristik responden tidak tercatat",
        "Nilai setiap unsur tidak tercatat",
        "tidak dipisahkan menurut layanan",
        "Belum ada hasil SKM periode sebelumnya",
        "Tidak ada rencana tindak lanjut periode sebelumnya",
    ):
        assert sentence in printed
    assert "Unsur dengan nilai terendah" not in printed


def test_a_tie_of_all_elements_has_no_highest_and_no_lowest(office):
    printed = document(office, "seri", "laporan-skm")
    assert "Semua unsur bernilai sama" in printed
    assert "nilai terendah adalah" not in printed


def test_the_conclusion_says_what_the_tables_say(office):
    conclusion = document(office, "lengkap", "laporan-skm").partition("KESIMPULAN")[2].partition("Lampiran I")[0]
    means = dict(zip(year_office.UNSUR.values(), year_office.nrr(ALL), strict=True))
    assert f"{shown(year_office.ikm(ALL))}, mutu pelayanan B" in conclusion
    low, high = min(means, key=means.get), max(means, key=means.get)
    assert f"{low} ({shown(means[low])})" in conclusion.partition("nilai terendah adalah")[2].split("Unsur yang")[0]
    assert (
        f"{high} ({shown(means[high])})" in conclusion.partition("nilai tertinggi adalah")[2].split("Unsur dengan")[0]
    )
    change = half_up(year_office.ikm(ALL)) - half_up(year_office.ikm(BEFORE))
    assert f"naik {str(change).replace('.', ',')} dari Semester 2 Tahun 2024" in conclusion
    assert "telah dilaksanakan 50%" in conclusion


def test_a_unit_under_another_scheme_is_not_said_to_have_no_result(tmp_path):
    root = year_office.put(tmp_path)
    office = root / "units/kota/instansi.yaml"
    said = office.read_text(encoding="utf-8")
    elements = said.partition("    unsur:\n")[2]
    free = re.sub("      biaya: .*\n", "", elements)
    office.write_text(
        f"{said}  gratis:\n    nama: SKM Gratis\n    unsur:\n{free}pakai_skema: [skm]\n", encoding="utf-8"
    )
    own = root / "units/kota/seri.yaml"
    own.write_text(f"{own.read_text(encoding='utf-8')}\npakai_skema: [gratis]\n", encoding="utf-8")
    period = root / f"periods/{MASA}/kota/periode.yaml"
    letter = "{tanggal: 2025-07-09, hal: SKM, yth: Wali Kota}"
    asked = f"dokumen:\n  rekapitulasi: {letter}\n  ringkasan-kepala-daerah: {letter}\n"
    period.write_text(period.read_text(encoding="utf-8").replace("dokumen:\n", asked), encoding="utf-8")
    for kind in ("rekapitulasi", "ringkasan-kepala-daerah"):
        build.run(root, parse(MASA), kind)
        printed = text(root / f"build/{MASA}/kota/{kind}.docx").replace("\u00a0", " ")
        assert "Dinas Seri (IKM 100,00, mutu pelayanan A, menurut SKM Gratis)" in printed
        assert "dari 2 UPP yang mempunyai hasil menurut SKM " in printed
        assert "belum mempunyai hasil" not in printed
