"""Every word a template may use: on paper, for a real unit, and as tags to copy."""

import re
import subprocess
import sys

import pytest
from docx import Document

from pipeline.documents import wordlist
from pipeline.making import vocabulary
from pipeline.words.chapter import Count
from pipeline.words.say import CHAPTERS
from support import small
from support.docx_text import text, xml
from support.paths import ROOT

UNIT = "lumajang/bag-protokol-tup"
KEPALA = (
    "kepala: {jabatan: Kepala Bagian Protokol dan TUP Setda, nama: Rekaan Namawan, nip: 19700101 199503 1 001, "
    "pangkat: Pembina}\nsalinan: [Arsip]\nparaf: [Camat]\n"
)


def test_the_page_of_words_is_that_of_the_program():
    page = (ROOT / "docs" / "kata.md").read_text(encoding="utf-8")
    assert page == vocabulary.markdown(), "docs/kata.md is stale: make kata"


def _says_everything(workspace):
    """Let the office say what letters may have and this one has not: its head, a public site, how it is signed."""
    for file, more in (
        ("bag-protokol-tup", KEPALA),
        ("instansi", "situs: {alamat: https://skm.example}\ntanda_tangan: tte\n"),
    ):
        path = workspace / f"units/lumajang/{file}.yaml"
        path.write_text(f"{path.read_text()}{more}")


def test_every_word_of_every_chapter_is_on_the_page():
    page = vocabulary.markdown()
    for bab in CHAPTERS.values():
        for kata, arti in bab.KATA:
            assert f"| `{kata}` | {arti} |" in page


def test_the_words_are_shown_with_what_they_are_for_a_unit(run, golden):
    made = run("words", "surat-hasil", "--unit", UNIT)
    assert (made.returncode, made.stderr) == (0, "")
    golden("kata-surat-hasil.txt", made.stdout)


def test_a_chapter_says_no_word_that_is_not_described(workspace, run):
    _says_everything(workspace)
    own = workspace / "periods/2025S1/lumajang/bag-protokol-tup.yaml"
    own.write_text(own.read_text().replace("saran: []", "saran: [Perbanyak kursi]"))
    shown = vocabulary.example(workspace, "surat-hasil", UNIT)
    assert shown
    kosakata = vocabulary.chapters(workspace, "surat-hasil")
    described = {one.kata for one in vocabulary.entries(kosakata, shown.words)}
    assert set(leaves(shown.words, "")) <= described
    without = {one.kata for one in vocabulary.entries(kosakata, shown.words) if one.contoh is None}
    assert without
    others = [kata for kata in without if not re.search(r"\.layanan\[\]|\.(cukup|kurang)\.unsur\[\]|^pejabat\.", kata)]
    assert others == [], "only a unit with services, with elements of such grades, or with people by key says the rest"


@pytest.mark.parametrize("kind", ["surat-hasil", "laporan-tindak-lanjut", "rekapitulasi", "daftar-pengiriman"])
def test_what_says_how_many_there_are_is_a_count(kind):
    shown = vocabulary.example(ROOT, kind)
    assert shown
    entries = vocabulary.entries(vocabulary.chapters(ROOT, kind), shown.words)
    counts = [entry for entry in entries if "banyaknya" in entry.arti and "huruf" not in entry.arti and entry.contoh]
    of_paper = {"lampiran"}
    assert counts
    assert [entry for entry in counts if entry.kata not in of_paper and type(entry.contoh) is not Count] == []


def leaves(words: object, path: str) -> list[str]:
    if isinstance(words, dict):
        return [leaf for name, one in words.items() for leaf in leaves(one, f"{path}.{name}".lstrip("."))]
    if isinstance(words, list):
        return [leaf for one in words for leaf in leaves(one, f"{path}[]")]
    return [path]


def test_without_a_unit_the_words_are_shown_all_the_same(workspace, run):
    for path in (workspace / "periods").rglob("*.csv"):
        path.unlink()
    made = run("words", "surat-hasil")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("contoh: belum ada unit yang mendapat dokumen ini\ndraf ")
    assert "tautan.<kunci>" in made.stdout


def test_a_unit_that_is_wrong_is_told_why_it_is_no_example(workspace, run):
    (workspace / "units/lumajang/bag-protokol-tup.yaml").write_text("nama: x\nyht: y\n")
    made = run("words", "surat-hasil", "--unit", UNIT)
    assert made.returncode == 1
    assert "units/lumajang/bag-protokol-tup.yaml:2:1: I001 field `yht` tidak dikenal" in made.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("words",), 2, "sebutkan jenis dokumennya"),
        (("words", "surat-hasil", "--unit", "x"), 2, 'unit "x" tidak ada atau tidak mendapat surat-hasil'),
        (("words", "surat"), 1, "B004 jenis dokumen `surat` tidak ada di templates/; maksudnya `surat-hasil`?"),
        (("template-doc", "surat"), 1, "B004 "),
    ],
)
def test_a_wrong_call_says_what_can_be_called(run, args, code, said):
    made = run(*args)
    assert (made.returncode, made.stdout) == (code, "")
    assert said in made.stderr


@pytest.mark.parametrize(
    ("kata", "tag"),
    [
        ("nomor", "{{ nomor }}"),
        ("tembusan[]", "{% for satu in tembusan %}{{ satu }} {% endfor %}"),
        ("skema[].nama", "{% for satu in skema %}{{ satu.nama }} {% endfor %}"),
        (
            "skema[].unsur[].kode",
            "{% for satu in skema %}{% for dua in satu.unsur %}{{ dua.kode }} {% endfor %} {% endfor %}",
        ),
    ],
)
def test_a_word_is_written_as_a_tag_that_can_be_copied(kata, tag):
    assert wordlist.tag(kata) == tag


def test_the_document_of_words_holds_every_word_as_a_tag(workspace, run):
    made = run("template-doc", "surat-hasil", "--unit", UNIT)
    assert (made.returncode, made.stderr) == (0, "")
    path = workspace / "build/kata-surat-hasil.docx"
    assert re.fullmatch(r"build/kata-surat-hasil\.docx: \d+ kata\n", made.stdout)
    shown = text(path) + xml(path)
    for bab in vocabulary.chapters(workspace, "surat-hasil").chapters:
        for kata, _ in CHAPTERS[bab].KATA:
            assert "<" in kata or wordlist.tag(kata) in shown, kata
    assert "{{ tautan.buku_tamu }}" in shown
    first = path.read_bytes()
    run("template-doc", "surat-hasil", "--unit", UNIT)
    assert path.read_bytes() == first


def test_the_document_of_words_is_itself_a_template_and_shows_every_value(workspace, run):
    _says_everything(workspace)
    run("template-doc", "surat-hasil", "--unit", UNIT)
    (workspace / "build/kata-surat-hasil.docx").rename(workspace / "templates/surat-hasil/lumajang.docx")
    made = run("build", "surat-hasil", "2025S1", "--unit", UNIT)
    told = [line.split()[1:3] for line in made.stderr.splitlines()]
    assert (made.returncode, told) == (
        0,
        [["C017", "templat"], ["N001", "ukuran"]],
    )  # it tells of annexes in small tables
    letter = workspace / "build/2025S1/lumajang/bag-protokol-tup/surat-hasil.docx"
    shown = [row.cells[0].text.replace("\xa0", " ").strip() for table in Document(letter).tables for row in table.rows]
    example = vocabulary.example(workspace, "surat-hasil", UNIT)
    assert example
    for one in vocabulary.entries(vocabulary.chapters(workspace, "surat-hasil"), example.words):
        if isinstance(one.contoh, str):
            assert any(cell.startswith(one.contoh) for cell in shown), one.kata
    assert 'descr="Logo Pemerintah Kabupaten Lumajang"' in xml(letter)


def test_word_finds_nothing_wrong_that_is_not_in_the_template_it_is_made_from(workspace, run):
    run("template-doc", "surat-hasil")
    base, made = (
        subprocess.run([sys.executable, "-m", "openxml_audit", str(path)], capture_output=True, text=True, check=False)
        for path in (workspace / "templates/surat-hasil/bawaan.docx", workspace / "build/kata-surat-hasil.docx")
    )
    assert (made.stdout, made.returncode) == (base.stdout, base.returncode)


NEW = "templates/undangan/jenis.yaml"
NEW_KIND = {
    NEW: "judul: U\nsebutan: undangan\nkosakata: [surat, isi]\nisi: {acara: {jenis: teks, arti: acara}}\n",
    "periods/2025S1/kota/loket.yaml": "dokumen: {undangan: {isi: {acara: Rapat}}}\n",
}


@pytest.mark.parametrize("template", [None, small.docx(small.p("{{ nomr }}"))], ids=["none yet", "a wrong tag"])
def test_words_of_a_kind_are_listed_with_their_values_before_its_template_is_right(tmp_path, run, template):
    root = small.put(tmp_path / "kantor", {**NEW_KIND, "templates/undangan/bawaan.docx": template})
    for unit in ((), ("--unit", "loket")):
        made = run("words", "undangan", *unit, cwd=root)
        assert (made.returncode, made.stderr) == (0, "")
        assert made.stdout.startswith("contoh: kota/loket, 2025S1\n")
        assert re.search(r'^isi\.acara +"Rapat"  \(acara\)$', made.stdout, re.MULTILINE)


def test_words_to_copy_are_written_for_a_kind_without_a_template_in_the_looks_of_another(tmp_path, run):
    root = small.put(tmp_path / "kantor", NEW_KIND)
    made = run("template-doc", "undangan", cwd=root)
    assert (made.returncode, made.stderr) == (0, "")
    shown = Document(root / "build/kata-undangan.docx")
    assert "{{ isi.acara }}" in {cell.text for table in shown.tables for row in table.rows for cell in row.cells}


def test_a_kind_without_a_template_is_told_with_the_way_to_one(tmp_path, run):
    made = run("build", "undangan", "2025S1", cwd=small.put(tmp_path / "kantor", NEW_KIND))
    assert made.stderr == (
        f"{NEW}:1:1: T009 tidak ada templat untuk institusi `kota`: templates/undangan/kota.docx maupun bawaan.docx "
        "tidak ada; buat salah satunya; semua katanya untuk disalin: skm template-doc undangan\n"
    )


def test_words_to_copy_are_refused_where_there_is_no_template_at_all(tmp_path, run):
    made = run(
        "template-doc",
        "undangan",
        cwd=small.put(tmp_path / "kantor", {**NEW_KIND, "templates/surat/bawaan.docx": None}),
    )
    assert made.returncode == 1
    assert f"{NEW}:1:1: T009 " in made.stderr


def test_a_name_that_units_of_two_institutions_share_is_asked_for_with_its_institution(tmp_path, run):
    root = small.put(
        tmp_path / "kantor", {**NEW_KIND, "units/lain/instansi.yaml": small.ISI["units/kota/instansi.yaml"]}
    )
    small.put(
        root, {"units/lain/loket.yaml": "nama: Loket\n", "periods/2025S1/lain/periode.yaml": "batas: 2025-07-07\n"}
    )
    made = run("words", "undangan", "--unit", "loket", cwd=root)
    assert made.returncode == 2
    assert 'unit "loket" ada di beberapa institusi; pilih di antara: kota/loket, lain/loket' in made.stderr
