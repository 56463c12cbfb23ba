"""What the words say of the figures: elements, services, profile, suggestions, history; and the clerk's sheet."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scores.suggestions import cleaned
from pipeline.words.chapters import hasil, profil, riwayat
from pipeline.words.chapters.profil import percentages
from pipeline.words.say import CHAPTERS
from support.made_office import buat, tulis

JUDUL = "persyaratan,prosedur,waktu\n"
JAWABAN = JUDUL + "3,4,3\n4,4,3\n3,2,\n"
DUA = "layanan,persyaratan,prosedur,waktu\nktp,4,4,2\nktp,4,4,3\nkk,1,2,3\n"


def paths(words, prefix="") -> set[str]:
    if isinstance(words, dict):
        return {path for name, one in words.items() for path in paths(one, f"{prefix}.{name}" if prefix else name)}
    if isinstance(words, (list, tuple)):
        return {path for one in words for path in paths(one, f"{prefix}[]")}
    return {prefix}


def test_every_word_is_described_and_every_description_is_said(tmp_path):
    elements = ("biaya", "sarana", "perilaku")
    more = ", ".join(f"{one}: {{kode: L, nama: {one.title()}}}" for one in elements)
    more = f"  lain:\n    nama: Lain\n    unsur: {{{more}}}\n"
    head = f"{JUDUL.strip()},{','.join(elements)}\n"
    tulis(tmp_path, "2024S2", head + "3,3,4,3,3,4\n")
    csv = f"layanan,saran,umur,{head}ktp,bagus,20,4,3,2,4,3,3\nkk,baik,31,3,3,3,4,3,3\n"
    made = buat(tmp_path, csv, instansi=more)
    said = {name: paths(CHAPTERS[name].say(made.material)) for name in ("hasil", "profil", "riwayat")}
    every = {name: {path for path, _ in CHAPTERS[name].KATA} for name in said}
    # three elements cannot stand in four lists at once; `test_elements_stand_by_their_grade` fills the others
    lists = {path for path in every["hasil"] if path.endswith((".cukup.unsur[]", ".kurang.unsur[]"))}
    assert {name: each - lists for name, each in said.items()} == {name: each - lists for name, each in every.items()}


def test_elements_stand_by_their_grade_whether_they_are_priorities_or_not(tmp_path):
    own = "prioritas: {cara: pilihan, unsur: [waktu], alasan: dipilih}\n"
    utama = hasil.say(buat(tmp_path, JUDUL + "3,2,4\n3,2,4\n", own=own).material)["utama"]
    assert [(row["nama"], row["golongan"]) for row in utama["unsur"]] == [
        ("Persyaratan", "cukup"), ("Prosedur", "kurang"), ("Waktu", "dipertahankan"),
    ]  # fmt: skip
    assert (utama["prioritas"]["unsur"], utama["dipertahankan"]["unsur"]) == (["Waktu"], [])
    assert (utama["cukup"]["unsur"], utama["kurang"]["rincian"]) == (["Persyaratan"], "Prosedur")


def test_elements_have_their_share_their_grade_and_their_place(tmp_path):
    unsur = hasil.say(buat(tmp_path, JAWABAN).material)["utama"]["unsur"]
    assert [(one["nilai"], one["tertimbang"], one["mutu"], one["peringkat"], one["prioritas"]) for one in unsur] == [
        ("3,33", "1,111", "B", "1", ""),
        ("3,33", "1,111", "B", "1", ""),
        ("3,00", "1,000", "C", "3", "ya"),
    ]


def test_services_have_their_own_rows(tmp_path):
    unit = "layanan: {kk: {nama: Kartu Keluarga, singkat: KK}, ktp: {nama: KTP}}\n"
    words = hasil.say(buat(tmp_path, DUA, unit=unit).material)["utama"]
    assert words["layanan_jumlah"] == "2"
    assert [(one["singkat"], one["nilai"], one["ikm"], one["mutu"], one["responden"]) for one in words["layanan"]] == [
        ("KK", ["1,00", "2,00", "3,00"], "50,00", "D", "1"),
        ("KTP", ["4,00", "4,00", "2,50"], "87,50", "B", "2"),
    ]
    assert words["aturan"]["gabungan"] == "jawaban semua layanan dihitung bersama"


def test_the_rule_is_said_in_words(tmp_path):
    policy = "    bobot: tiga-desimal\n    pembulatan: tertimbang-3\n    tabel: kepmenpan-2004\n"
    words = hasil.say(buat(tmp_path, JAWABAN, skema=policy).material)["utama"]["aturan"]
    assert words == {
        "bobot": "bobot setiap unsur 1/3 dibulatkan 0,333",
        "pembulatan": "nilai tertimbang setiap unsur dibulatkan tiga desimal",
        "gabungan": "jawaban semua layanan dihitung bersama",
        "tabel": "tabel interval KEP/25/M.PAN/2/2004",
        "prioritas": "unsur di bawah nilai rata-rata seluruh unsur",
    }


def test_the_interval_table_is_printed_from_data(tmp_path):
    rows = hasil.say(buat(tmp_path, JAWABAN).material)["utama"]["jenjang"]
    # Permenpan RB 14/2017: 25,00-64,99 D; 65,00-76,60 C; 76,61-88,30 B; 88,31-100,00 A; NRR 3,0644 and 3,5324
    assert [(one["huruf"], one["mulai"], one["sampai"]) for one in rows] == [
        ("D", "25,00", "64,99"), ("C", "65,00", "76,60"), ("B", "76,61", "88,30"), ("A", "88,31", "100,00"),
    ]  # fmt: skip
    assert [one["nrr_mulai"] for one in rows] == ["1,0000", "2,6000", "3,0644", "3,5324"]


def test_the_profile_is_grouped_as_declared_and_adds_up_to_100(tmp_path):
    own = "profil: {jenis_kelamin: {isi: {L: Laki-laki, P: Perempuan}}, umur: {nama: Usia, batas: [20, 40]}}\n"
    csv = "jenis_kelamin,umur," + JUDUL + "l,19,4,4,3\nP,40,3,4,3\nP,39,3,3,4\nL,,3,3,3\nP,60,4,3,3\nL,20,4,4,4\n"
    found = profil.say(buat(tmp_path, csv, own=own).material)["profil"]
    assert [(one["nama"], one["jumlah"]) for one in found] == [("Jenis Kelamin", "6"), ("Usia", "6")]
    assert [(one["nama"], one["jumlah"], one["persen"]) for one in found[0]["isi"]] == [
        ("Laki-laki", "3", "50,0"),
        ("Perempuan", "3", "50,0"),
    ]
    assert [(one["nama"], one["jumlah"], one["persen"]) for one in found[1]["isi"]] == [
        ("< 20", "1", "16,7"), ("20–39", "2", "33,3"), ("≥ 40", "2", "33,3"), ("Tidak diisi", "1", "16,7"),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12), st.sampled_from([0, 1, 2]))
def test_percentages_add_up_to_100_and_stay_near_the_truth(counts, places):
    shares = percentages(counts, places)
    total = sum(counts)
    assert sum(shares) == (100 if total else 0)
    step = Fraction(1, 10**places)
    assert all(
        not total or abs(share - Fraction(100 * count, total)) < step
        for share, count in zip(shares, counts, strict=True)
    )


@pytest.mark.parametrize(
    "nothing",
    ["", " ", "-", "--", ".", "tidak ada", "Tidak ada saran.", "tdk ada", "NIHIL", "belum ada", "n/a", "tidak"],
)
def test_a_suggestion_that_says_nothing_is_left_out(nothing):
    assert cleaned([nothing, "tambah kursi"]) == ("tambah kursi",)


@pytest.mark.parametrize("text", ["tidak ada tempat parkir", "ada", "adakan loket khusus", "tidak ramah"])
def test_a_suggestion_that_says_something_stays(text):
    assert cleaned([text]) == ((text,) if text != "ada" else ())


def test_repeated_suggestions_are_said_once(tmp_path):
    csv = "saran," + JUDUL + "Tambah kursi,3,4,3\ntambah  kursi.,4,4,3\n-,3,3,4\nloket,3,2,4\n"
    assert hasil.say(buat(tmp_path, csv).material)["saran"] == {
        "jumlah": "2",
        "rincian": "1) Tambah kursi dan 2) loket",
        "daftar": ["Tambah kursi", "loket"],
    }


def test_earlier_periods_are_told_as_published(tmp_path):
    tulis(tmp_path, "2024S1", JUDUL + "3,3,3\n3,3,4\n")
    tulis(tmp_path, "2024S2", JUDUL + "4,4,4\n4,4,3\n", own='publikasi: {ikm: "95,80"}')
    words = riwayat.say(buat(tmp_path, JAWABAN).material)
    assert [(one["nama"], one["tahun"], one["ikm"], one["mutu"]) for one in words["riwayat"]] == [
        ("Semester 1", "2024", "79,17", "B"),
        ("Semester 2", "2024", "95,80", "A"),
        ("Semester 1", "2025", "80,56", "B"),
    ]
    changed = words["perkembangan"]
    assert {name: changed[name] for name in ("dari", "menjadi", "selisih", "arah")} == {
        "dari": "95,80",
        "menjadi": "80,56",
        "selisih": "15,24",
        "arah": "turun",
    }
    assert changed["mutu"] == {"dari": "A", "menjadi": "B", "arah": "turun"}
    assert words["lalu"] == {
        "ada": "ya",
        "nama": "Semester 2",
        "tahun": "2024",
        "ikm": "95,80",
        "mutu": "A",
        "sumber": "publikasi",
    }


def test_the_change_of_every_element_is_told_and_counted(tmp_path):
    tulis(tmp_path, "2024S2", JUDUL + "3,4,2\n", own='publikasi: {nrr: {waktu: "2,125"}}')
    words = riwayat.say(buat(tmp_path, JUDUL + "4,4,1\n").material)["perkembangan"]
    assert [tuple(one[name] for name in ("kode", "dari", "menjadi", "selisih", "arah")) for one in words["unsur"]] == [
        ("U1", "3,00", "4,00", "1,00", "naik"),
        ("U2", "4,00", "4,00", "0,00", "tetap"),
        ("U3", "2,125", "1,00", "1,125", "turun"),
    ]
    assert words["naik"] == {"jumlah": "1", "rincian": "Persyaratan", "unsur": ["Persyaratan"]}
    assert words["turun"]["rincian"] == "Waktu"
    assert (words["arah"], words["selisih"], words["mutu"]["arah"]) == ("tetap", "0,00", "tetap")


def test_a_change_is_what_a_reader_finds_who_subtracts_the_printed_figures(tmp_path):
    # 80.5556 after 80.8333 is 0.2778, which rounds to 0,28; the letter prints 80,56 and 80,83
    tulis(tmp_path, "2024S2", JUDUL + "3,3,4\n" * 7 + "3,3,3\n" * 3)
    words = riwayat.say(buat(tmp_path, JAWABAN).material)["perkembangan"]
    printed = Decimal(words["menjadi"].replace(",", ".")) - Decimal(words["dari"].replace(",", "."))
    assert (words["selisih"], words["arah"]) == ("0,27", "turun")
    assert Decimal("0.27") == -printed


def test_a_poster_s_whole_number_is_not_subtracted_from(tmp_path):
    tulis(tmp_path, "2024S2", JUDUL + "4,4,4\n4,4,3\n", own='publikasi: {ikm: "96"}')
    words = riwayat.say(buat(tmp_path, JAWABAN).material)
    assert (words["lalu"]["ikm"], words["lalu"]["sumber"]) == ("95,83", "hitungan")
    assert words["perkembangan"]["selisih"] == "15,27"


def test_the_last_period_that_has_a_result_is_compared_unless_another_is_declared(tmp_path):
    tulis(tmp_path, "2024S1", JUDUL + "3,3,3\n")
    tulis(tmp_path, "2024S2", JUDUL + "9,9,9\n")
    words = riwayat.say(buat(tmp_path, JAWABAN).material)
    assert (words["lalu"]["nama"], words["lalu"]["tahun"]) == ("Semester 1", "2024")
    tulis(tmp_path, "2023S2", JUDUL + "4,4,4\n")
    made = buat(tmp_path, JAWABAN, own="survei: {pembanding: 2023S2}\n")
    assert riwayat.say(made.material)["lalu"]["ikm"] == "100,00"
    made = buat(tmp_path, JAWABAN, own="survei: {pembanding: 2024S2}\n")
    assert (made.kode[-1], riwayat.say(made.material)["lalu"]["ada"]) == ("S165", "")
    made = buat(tmp_path, JAWABAN, own="survei: {pembanding: 2022S2}\n")
    assert "S164 `survei.pembanding` berisi 2022S2" in str(made.warnings[-1])


def test_without_an_earlier_period_every_word_says_so(tmp_path):
    words = riwayat.say(buat(tmp_path, JAWABAN).material)
    assert words["lalu"] == {"ada": "", **dict.fromkeys(("nama", "tahun", "ikm", "mutu", "sumber"), "-")}
    changed = words["perkembangan"]
    assert (changed["dari"], changed["menjadi"], changed["selisih"], changed["arah"]) == ("-", "80,56", "-", "-")
    assert {one["arah"] for one in changed["unsur"]} == {"-"}
    assert changed["naik"] == {"jumlah": "0", "rincian": "-", "unsur": []}


def test_a_wrong_file_of_an_earlier_period_does_not_stop_this_one(tmp_path):
    tulis(tmp_path, "2024S2", JUDUL + "9,9,9\n")
    assert riwayat.say(buat(tmp_path, JAWABAN).material)["lalu"]["ada"] == ""


def test_no_two_chapters_say_the_same_word():
    owners: dict[str, set[str]] = {}
    for key, bab in CHAPTERS.items():
        for path, _ in bab.KATA:
            owners.setdefault(_first(path), set()).add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def _first(path: str) -> str:
    return path.partition(".")[0].removesuffix("[]")


@pytest.mark.parametrize("unit", ["2025S1 bag-protokol-tup", "2024S1 halim-perdanakusuma"])
def test_the_computation_is_printed_step_by_step(run, golden, unit):
    made = run("skor", *unit.split())
    assert (made.returncode, made.stderr) == (0, "")
    golden(f"skor-{unit.replace(' ', '-')}.txt", made.stdout)


def test_warnings_are_told_beside_the_computation(workspace, run):
    path = workspace / "periods/2025S1/contoh/dinas-pariwisata.yaml"
    path.write_text(path.read_text().partition("diketahui")[0])
    made = run("skor", "2025S1", "dinas-pariwisata")
    assert made.returncode == 0
    assert made.stderr.count("S152") == 2
    assert run("build", "surat-hasil", "2025S1", "--unit", "contoh/dinas-pariwisata").stderr == made.stderr


def test_an_unknown_unit_is_a_usage_fault(run):
    made = run("skor", "2025S1", "bag-protokol")
    assert (made.returncode, made.stdout) == (2, "")
    assert "bag-protokol-tup" in made.stderr


def test_changed_answers_of_an_earlier_period_are_noticed(workspace, run):
    run("build", "surat-hasil", "2025S1")
    assert "0 dibuat" in run("build", "surat-hasil", "2025S1").stdout
    lalu = workspace / "periods/2024S2/lumajang"
    lalu.mkdir(parents=True)
    (lalu / "periode.yaml").write_text("")
    (lalu / "skor.csv").write_bytes((workspace / "periods/2025S1/lumajang/skor.csv").read_bytes())
    assert "S153 jawaban unit `bag-protokol-tup` persis sama" in run("build", "surat-hasil", "2025S1").stderr
