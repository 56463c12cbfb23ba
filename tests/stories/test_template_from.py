"""Last year's letter becomes a template: what its data say is found in it, and rendering it gives the letter back."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import recognised, still_fixed, template
from pipeline.documents.package import Properties
from pipeline.documents.reading import markdown
from pipeline.words import indonesian
from support.office_files import made, p, table
from support.paths import ROOT

BACK = "dengan data yang sama templat ini mencetak surat itu kata demi kata"
LETTER, REPORT = "surat-hasil", "laporan-tindak-lanjut"
OFFICES = {
    "lumajang": ("bag-protokol-tup", LETTER, "2025S1"),
    "contoh": ("dinas-kesehatan", LETTER, "2025S1"),
    "jakarta-timur": ("halim-perdanakusuma", REPORT, "2024S1"),
}


@pytest.mark.parametrize("office", OFFICES)
def test_a_letter_of_the_product_comes_back_word_for_word(workspace, run, office):
    unit, kind, period = OFFICES[office]
    run("build", kind, period, "--unit", unit)
    letter = workspace / f"build/{period}/{office}/{unit}/{kind}.docx"
    text = markdown(letter.read_bytes())
    (workspace / "surat-lama.docx").write_bytes(letter.read_bytes())
    told = run("template-from", "surat-lama.docx", kind, period, "--unit", unit)
    assert (told.returncode, BACK in told.stdout) == (0, True), told
    proposed = workspace / f"build/templat/{kind}-dari-surat-lama.docx"
    assert "{{ unit.nama" in markdown(proposed.read_bytes()) or "{{ yth }}" in markdown(proposed.read_bytes())
    proposed.replace(workspace / f"templates/{kind}/{office}.docx")
    run("build", kind, period, "--unit", unit)
    assert markdown(letter.read_bytes()) == text


@pytest.mark.parametrize(("seed", "office"), [("000", "lumajang"), ("004", "jakarta-timur")])
def test_a_seed_rebuilt_as_a_plain_file_comes_back_word_for_word(workspace, run, seed, office):
    unit, kind, period = OFFICES[office]
    lines = (ROOT / f"tests/seeds/{seed}.txt").read_text(encoding="utf-8").splitlines()
    (workspace / "lama.docx").write_bytes(made(*(p(line.strip()) for line in lines if line.strip())))
    told = run("template-from", "lama.docx", kind, period, "--unit", unit)
    assert (told.returncode, BACK in told.stdout) == (0, True), told
    listed = (workspace / f"build/templat/{kind}-dari-lama.md").read_text(encoding="utf-8")
    for tag in ("{{ nomor }}{{ draf }}", "{{ utama.ikm }}", "{{ penandatangan.nama }}", "{{ periode.nama }}"):
        assert f"`{tag}" in listed or tag in markdown((workspace / f"build/templat/{kind}-dari-lama.docx").read_bytes())


def test_the_template_of_one_unit_says_of_another_what_that_one_says(workspace, run):
    run("build", LETTER, "2025S1", "--unit", "dinas-kesehatan")
    letter = "build/2025S1/contoh/dinas-kesehatan/surat-hasil.docx"
    run("template-from", letter, LETTER, "2025S1", "--unit", "dinas-kesehatan")
    (workspace / f"build/templat/{LETTER}-dari-{LETTER}.docx").replace(workspace / f"templates/{LETTER}/contoh.docx")
    run("build", LETTER, "2025S1", "--unit", "dinas-perikanan")
    text = markdown((workspace / "build/2025S1/contoh/dinas-perikanan/surat-hasil.docx").read_bytes())
    assert "Dinas Perikanan" in text
    assert "Dinas Kesehatan" not in text
    assert "79,12" not in text


WORDS = {
    "nomor": "1/X/2025",
    "draf": "",
    "hal": "Undangan Rapat",
    "sifat": "Biasa",
    "unit": {"nama": "Dinas Contoh"},
    "utama": {
        "mutu": "B",
        "unsur": [{"nama": "Waktu", "nilai": "3,10"}, {"nama": "Biaya", "nilai": "3,20"}],
    },
    "tembusan": ["Bupati", "Arsip"],
}


def proposed(*blocks: str) -> str:
    found = recognised.recognised(made(*blocks), "a.docx", WORDS, {"utama.mutu": "huruf mutu"}, [])
    assert found
    return markdown(found.content)


@pytest.mark.parametrize(
    ("letter", "template"),
    [
        ("Nomor 1/X/2025 hal Undangan Rapat", "Nomor {{ nomor }}{{ draf }} hal {{ hal }}"),
        ("KEPADA DINAS CONTOH", "KEPADA {{ unit.nama|upper }}"),
        ("mutu B", "mutu {{ utama.mutu }}"),
        ("Gedung B", "Gedung B"),
        ("Sifat: Biasa", "Sifat: {{ sifat }}"),
        ("seperti Biasanya, Biasa saja", "seperti Biasanya, Biasa saja"),
        ("Nomor 11/X/2025 dan 1/X/20251", "Nomor 11/X/2025 dan 1/X/20251"),
    ],
)
def test_a_text_is_recognised_where_it_stands_whole_and_means_it(letter, template):
    assert proposed(p(letter)).strip() == template


def test_a_text_over_several_runs_is_recognised_and_the_rest_of_them_stays():
    assert proposed("<w:p><w:r><w:t>Pada Dinas </w:t></w:r><w:r><w:t>Contoh ini</w:t></w:r></w:p>").strip() == (
        "Pada {{ unit.nama }} ini"
    )


def test_rows_and_paragraphs_that_say_a_list_become_a_loop():
    rows = proposed(table(["No", "Unsur", "Nilai"], ["1", "Waktu", "3,10"], ["2", "Biaya", "3,20"]))
    assert "| {%tr for butir in utama.unsur %} |" in rows
    assert "| {{ loop.index }} | {{ butir.nama }} | {{ butir.nilai }} |" in rows
    assert "Waktu" not in rows
    copies = proposed(p("Tembusan:"), p("1. Bupati"), p("2. Arsip"), p("Selesai"))
    assert "{%p for butir in tembusan %}\n\n{{ loop.index }}. {{ butir }}\n\n{%p endfor %}\n\nSelesai" in copies


@pytest.mark.parametrize(
    ("ends", "printed"),
    [
        ((";", "; dan", "."), "{% if loop.last %}.{% elif loop.revindex == 2 %}; dan{% else %};{% endif %}"),
        ((";", ";", "."), "{% if loop.last %}.{% else %};{% endif %}"),
        (("", "", "."), "{% if loop.last %}.{% endif %}"),
        ((",", ", serta", ""), "{% if loop.last %}{% elif loop.revindex == 2 %}, serta{% else %},{% endif %}"),
        ((";", ";", ";"), ";"),
    ],
)
def test_items_that_end_as_in_a_sentence_become_a_loop_that_ends_them_so(ends, printed):
    words = {"nomor": "1/X", "draf": "", "isi": {"acara": ["pembahasan rancangan", "tanggapan", "penutup"]}}
    items = [p(f"{at}. {item}{end}") for at, (item, end) in enumerate(zip(words["isi"]["acara"], ends, strict=True), 1)]
    raw = made(p("Acara 1/X"), *items, p("Selesai"))
    found = recognised.recognised(raw, "a.docx", words, {}, [])
    assert f"{{{{ loop.index }}}}. {{{{ butir }}}}{printed}\n" in markdown(found.content)
    problems: list = []
    compiled = template.compile_template(found.content, "a.docx", problems)
    assert problems == []
    again = template.render(compiled, words, Properties("", "", None, is_draft=False))
    assert markdown(again) == markdown(raw)


def test_a_name_in_other_letters_stays_and_is_told():
    words = {"nomor": "1/X", "draf": "", "penandatangan": {"nama": "Dr. Contoh Namarekaan, M.Si."}, "di": "Tempat"}
    found = recognised.recognised(made(p("Dr. CONTOH NAMAREKAAN, M.Si."), p("tempat")), "a.docx", words, {}, [])
    told = still_fixed.standing(found.content, words)
    assert [(each.text, each.words) for each in told] == [("Dr. CONTOH NAMAREKAAN, M.Si.", ("penandatangan.nama",))]


ONE = {"nomor": "1/X/2025", "draf": "", "isi": {"usul": ["Kursi ditambah"]}, "saran": {"daftar": ["ruang tunggu"]}}
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
)


@pytest.mark.parametrize(
    ("blocks", "is_loop"),
    [
        ((p("Perihal"), p("Kursi ditambah")), False),
        ((p("Usul kami:"), p("Kursi ditambah")), True),
        ((p("Perihal"), p("1. Kursi ditambah")), True),
        ((p("Perihal"), NUMBERED.format("Kursi ditambah")), True),
        ((p("Perihal"), p("ruang tunggu")), False),
    ],
)
def test_a_list_of_one_item_is_a_loop_only_where_a_list_stands_and_else_told(blocks, is_loop):
    found = recognised.recognised(made(*blocks), "a.docx", ONE, {}, [])
    assert ("for butir in" in markdown(found.content)) == is_loop
    told = [each.text for each in still_fixed.standing(found.content, ONE)]
    assert bool({"Kursi ditambah", "ruang tunggu"} & {*told}) != is_loop


def test_rows_that_say_more_than_the_list_stay_as_they_are():
    rows = proposed(table(["1", "Waktu", "catatan a"], ["2", "Biaya", "catatan b"]))
    assert "for butir" not in rows
    assert "catatan b" in rows


@pytest.mark.parametrize("office", ["lumajang", "contoh"])
def test_the_template_of_a_draft_shows_no_draft_mark_on_a_letter_with_a_number(workspace, run, office):
    unit, kind, period = OFFICES[office]
    mark = '<w:p><w:r><w:pict><v:shape alt="KONSEP"><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
    letter = made(mark.format("DRAF"), mark.format("Konsep"), mark.format("RAHASIA"), p("Isi"))
    (workspace / "lama.docx").write_bytes(letter)
    told = run("template-from", "lama.docx", kind, period, "--unit", unit)
    assert 'tulisan melintang "RAHASIA"' in told.stdout
    assert 'DRAF"' not in told.stdout
    template = (workspace / f"build/templat/{kind}-dari-lama.docx").read_bytes()
    text = markdown(template)
    assert text.count("{% if draf %}") == text.count("{% endif %}") == 2
    assert "DRAF" not in text
    assert "KONSEP" not in text.upper()


@pytest.mark.parametrize(
    ("letter", "template"),
    [
        ("pada hari Senin, 10 Maret 2025", "pada hari {{ isi.waktu.hari }}, {{ isi.waktu }}"),
        ("Senin tanggal 10 Maret 2025", "{{ isi.waktu.hari }} tanggal {{ isi.waktu }}"),
        ("Senin, 3 Maret 2025", "{{ tanggal.hari }}, {{ tanggal }}"),
        ("hari: Senin", "hari: {{ isi.waktu.hari }}"),
        ("Selasa, 10 Maret 2025", "Selasa, {{ isi.waktu }}"),
        (
            "Senin, tanggal sepuluh, bulan Maret, tahun dua ribu dua puluh lima (10 Maret 2025)",
            "Senin, tanggal {{ isi.waktu.terbilang }}, bulan {{ isi.waktu.bulan }}, tahun"
            " {{ isi.waktu.tahun_terbilang }} ({{ isi.waktu }})",
        ),
    ],
)
def test_a_weekday_before_a_date_is_the_weekday_of_that_date(letter, template):
    words = {"tanggal": indonesian.dated(date(2025, 3, 3)), "isi": {"waktu": indonesian.dated(date(2025, 3, 10))}}
    found = recognised.recognised(made(p(letter)), "a.docx", words, {}, [])
    assert markdown(found.content).strip() == template
    told = [str(each.text) for each in still_fixed.standing(found.content, words)]
    assert told == [day for day in ("Senin", "Selasa") if template.startswith(day)]


def test_what_stays_as_the_letter_had_it_is_told_with_its_place(workspace, run):
    run("build", LETTER, "2025S1", "--unit", "dinas-kesehatan")
    letter = "build/2025S1/contoh/dinas-kesehatan/surat-hasil.docx"
    told = run("template-from", letter, LETTER, "2025S1", "--unit", "dinas-kesehatan")
    listed = (workspace / f"build/templat/{LETTER}-dari-{LETTER}.md").read_text(encoding="utf-8")
    for said in ("80,24 (tambahan.ikm", "B (utama.mutu, ", "(satu)", "laporan?masa=2025-1"):
        assert any(said in line for line in told.stdout.splitlines() if line.startswith("masih tertulis tetap: "))
        assert said in listed.partition("## Masih tertulis tetap")[2]
    assert "DRAF" not in markdown((workspace / f"build/templat/{LETTER}-dari-{LETTER}.docx").read_bytes())


def test_what_fits_several_words_or_an_item_of_a_list_is_left_and_told():
    words = {
        "utama": {
            "ikm": "79,12",
            "mutu": "B",
            "rata_rata": "13,10",
            "prioritas": {"jumlah": "3"},
            "unsur": [{"nama": "Waktu", "nilai": "13,10"}, {"nama": "Biaya", "nilai": "13,20"}],
        },
        "rtl": {"prioritas": {"jumlah": "3"}},
        "survei": {"belum_diisi": "4"},
        "saran": {"jumlah": "12"},
        "tambahan": [{"ikm": "80,24", "mutu": "B"}, {"ikm": "81,24", "mutu": "A"}],
    }
    meanings = {"survei.belum_diisi": "berapa yang tidak diisi", "utama.mutu": "huruf mutu"}
    letter = made(
        p("IKM 79,12, mutu B"),
        p("IKM 80,24, mutu B"),
        p("prioritas ada 3"),
        p("menerima 12 saran, dan 12 orang"),
        p("a. Tidak sesuai (4)"),
        table(["Layanan", "Waktu (U1)", "Biaya (U2)", "Rata-rata"], ["Rata-rata", "13,10", "13,20", "13,10"]),
    )
    found = recognised.recognised(letter, "a.docx", words, meanings, [])
    text = markdown(found.content)
    assert "IKM {{ utama.ikm }}, mutu {{ utama.mutu }}" in text
    assert "IKM 80,24, mutu B" in text
    assert "prioritas ada 3" in text
    assert "menerima {{ saran.jumlah }} saran" in text
    assert "a. Tidak sesuai (4)" in text
    assert "| Rata-rata | 13,10 | 13,20 | {{ utama.rata_rata }} |" in text
    told = [str(each.text) for each in still_fixed.standing(found.content, words)]
    assert {"80,24", "B", "3", "4", "13,10", "13,20"} <= {*told}


def test_a_chart_stays_as_it_is_and_is_told(workspace, run):
    run("build", "laporan-skm", "2025S1", "--unit", "dinas-kesehatan")
    letter = "build/2025S1/contoh/dinas-kesehatan/laporan-skm.docx"
    told = run("template-from", letter, "laporan-skm", "2025S1", "--unit", "dinas-kesehatan")
    assert (told.returncode, "T005" in told.stderr, BACK in told.stdout) == (0, False, True), told
    assert "paragraf 46: grafik dengan angka surat itu (" in told.stdout


@given(
    st.lists(
        st.one_of(
            st.text(" \tabcABC.,:/()-{}%", max_size=8),
            st.integers(0, 99999).map(str),
            st.sampled_from(["3,10", "80,24", "{{ nomor }}", "B", "dua belas", "Senin", "2025-1", "{% if draf %}"]),
        ),
        max_size=8,
    )
)
def test_no_digit_outside_a_tag_stays_untold(pieces):
    """Whatever a paragraph says, its digits are in a tag, its own number, or told."""
    text = "Isi " + " ".join(pieces)
    told = [str(each.text) for each in still_fixed.standing(made(p(text)), WORDS)]
    bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
    assert {c for each in told for c in each if c.isdigit()} == {c for c in bare if c.isdigit()}


@pytest.mark.parametrize("office", OFFICES)
def test_the_unit_of_a_letter_is_found_in_it(workspace, run, office):
    unit, kind, period = OFFICES[office]
    run("build", kind, period, "--unit", unit)
    told = run("template-from", f"build/{period}/{office}/{unit}/{kind}.docx", kind, period)
    assert f"unit yang disebut surat itu: {office}/{unit}\n" in told.stdout, told
    assert BACK in told.stdout


def test_a_letter_that_names_no_unit_asks_which_and_writes_nothing(workspace, run):
    (workspace / "a.docx").write_bytes(made(p("Yth. Para Camat"), p("Dinas Perikanan dan Dinas Kesehatan")))
    told = run("template-from", "a.docx", LETTER, "2025S1")
    assert told.returncode != 0
    assert "sebutkan --unit, di antara: contoh/dinas-kesehatan, contoh/dinas-perikanan" in told.stderr
    assert not (workspace / "build/templat").exists()


@pytest.mark.parametrize("command", ["template-from", "template-check"])
def test_a_letter_may_lie_anywhere_on_the_computer(workspace, run, tmp_path, command):
    outside = tmp_path / "unduhan/surat lama.docx"
    outside.parent.mkdir()
    outside.write_bytes((workspace / f"templates/{LETTER}/bawaan.docx").read_bytes())
    named = [str(outside), LETTER] if command == "template-from" else [LETTER, str(outside)]
    rest = ["2025S1", "--unit", "bag-protokol-tup"] if command == "template-from" else []
    assert "B001" not in run(command, *named, *rest).stderr


def test_what_is_no_word_file_is_told(workspace, run):
    (workspace / "a.docx").write_bytes(b"bukan")
    told = run("template-from", "a.docx", LETTER, "2025S1", "--unit", "bag-protokol-tup")
    assert (told.returncode, "T001" in told.stderr) == (1, True)
    assert not (workspace / "build/templat").exists()
    gone = run("template-from", "b.docx", LETTER, "2025S1", "--unit", "bag-protokol-tup")
    assert gone.returncode == 1
    assert "b.docx" in gone.stderr
