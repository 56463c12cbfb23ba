"""Another office without code: the commented starting files, what they leave to fill, and the letter in the end."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.models import Periode, UnitPeriode
from pipeline.sources.period import parse
from pipeline.sources.trees import plain
from pipeline.sources.yaml_text import read_yaml
from pipeline.starting import files, next_period
from pipeline.starting.carry import carry
from support.docx_text import text

KOTA = ("units/kota-rekaan/instansi.yaml", "units/kota-rekaan/dinas-rekaan.yaml")
LETTER = "build/2025S2/kota-rekaan/dinas-rekaan/surat-hasil.docx"


def fill(path: Path, **values: str) -> None:
    """Do what a clerk does: write the values behind the names that are marked ISI."""
    found = path.read_text(encoding="utf-8")
    for name, value in values.items():
        found, times = re.subn(rf"(?m)^( *{name}:) +# ISI\b", rf"\1 {value}  #", found)
        assert times == 1, name
    path.write_text(found, encoding="utf-8")


@pytest.fixture
def kota(workspace, run) -> Path:
    """A new institution with one unit and a period, as the commands leave them."""
    assert run("new-instansi", "Kota Rekaan").returncode == 0
    assert run("new-unit", "kota-rekaan", "Dinas Rekaan").returncode == 0
    assert run("new-period", "2025S2", "--instansi", "kota-rekaan").returncode == 0
    return workspace


def test_a_new_office_needs_only_what_the_messages_name(kota, run):
    made = run("build", "surat-hasil", "2025S2")
    assert made.returncode == 1
    assert [re.sub(r":\d+:\d+", "", line.split(";")[0]) for line in made.stderr.splitlines()] == [
        f"{KOTA[0]}: I002 field `kop.baris` wajib ada",
        f"{KOTA[0]}: I002 field `pejabat.pimpinan.jabatan` wajib ada",
        f"{KOTA[0]}: I002 field `pejabat.pimpinan.nama` wajib ada",
    ]
    fill(kota / KOTA[0], baris="[KOTA REKAAN, SEKRETARIAT DAERAH]", jabatan="Sekretaris Daerah", alamat="Jalan 1")
    path = kota / KOTA[0]
    path.write_text(path.read_text().replace("    nama:  # ISI", "    nama: Rekaan Namawan"))
    made = run("build", "surat-hasil", "2025S2")
    assert [line.split(" ")[1] for line in made.stderr.splitlines()] == ["S008", "I005"]
    with (kota / "periods/2025S2/kota-rekaan/skor.csv").open("a") as answers:
        answers.write("dinas-rekaan;1;3;3;3;3;3;4;4;3;3\ndinas-rekaan;2;3;3;3;3;3;4;3;3;4\n")
    made = run("build", "surat-hasil", "2025S2")
    assert "I005 `yth` dipakai templat templates/surat-hasil/bawaan.docx" in made.stderr
    assert len(made.stderr.splitlines()) == 1


def test_the_filled_files_make_a_letter_with_the_common_template(kota, run):
    fill(kota / KOTA[0], baris="[KOTA REKAAN, SEKRETARIAT DAERAH]", jabatan="Sekretaris Daerah", tempat="Rekaan")
    path = kota / KOTA[0]
    path.write_text(path.read_text().replace("    nama:  # ISI", "    nama: Rekaan Namawan"))
    fill(kota / KOTA[1], yth="Kepala Dinas Rekaan")
    fill(kota / "periods/2025S2/kota-rekaan/periode.yaml", tanggal="2026-01-05")
    with (kota / "periods/2025S2/kota-rekaan/skor.csv").open("a") as answers:
        answers.write("dinas-rekaan;1;3;3;3;3;3;4;4;3;3\ndinas-rekaan;2;3;3;3;3;3;4;3;3;4\n")
    made = run("build", "surat-hasil", "2025S2")
    assert (made.returncode, made.stderr) == (0, "")
    letter = text(kota / LETTER)
    for expected in ("SEKRETARIAT DAERAH", "Rekaan, 5 Januari 2026", "Kepala Dinas Rekaan", "80,56", "Rekaan Namawan"):
        assert expected in letter


def test_the_commands_say_what_to_fill_and_the_files_say_it_too(workspace, run):
    said = run("new-instansi", "Kota Rekaan").stdout
    assert said.splitlines()[0] == (
        f"{KOTA[0]}: isi kop.baris, kop.alamat, tempat, pejabat.pimpinan.jabatan, pejabat.pimpinan.nama"
    )
    assert run("new-unit", "kota-rekaan", "Dinas Rekaan").stdout == (
        f"{KOTA[1]}: isi yth\nlalu, bila unitnya lengkap: skm new-period ..., misalnya 2025S2\n"
    )
    assert run("new-period", "2025S2", "--instansi", "kota-rekaan").stdout.splitlines()[-1] == (
        "lalu: skm check 2025S2; bila bersih, skm letters 2025S2"
    )
    assert run("new-unit", "kota-rekaan", "Dinas Lain").stdout == "units/kota-rekaan/dinas-lain.yaml: isi yth\n"


def test_a_period_is_carried_over_with_its_remarks_and_without_what_changes(workspace, run, golden):
    made = run("new-period", "2025S1", "2025S2")
    assert (made.returncode, made.stderr) == (0, "")
    folder = workspace / "periods/2025S2"
    found = [f"== {path.relative_to(workspace)}\n{path.read_text()}" for path in sorted(folder.rglob("*.*"))]
    golden("periode-baru.txt", f"{made.stdout}\n{''.join(found)}")


def test_a_carried_period_passes_but_for_what_is_left_to_fill(workspace, run):
    run("new-period", "2025S1", "2025S2")
    made = run("build", "surat-hasil", "2025S2")
    faults = {re.sub(r":\d+:\d+", "", line.split(";")[0]) for line in made.stderr.splitlines()}
    assert faults == {
        "periods/2025S2/contoh/periode.yaml: I002 field `rujukan.nomor` wajib ada",
        "periods/2025S2/contoh/periode.yaml: I002 field `rujukan.tanggal` wajib ada",
        # nothing is left to fill where the letter that is cited is named by its kind
        "periods/2025S2/lumajang/periode.yaml: A032 surat yang dirujuk, rekapitulasi periode 2025S2, belum bernomor",
        "periods/2025S2/contoh/skor.csv: S008 berkas jawaban kosong",
        *(
            f"periods/2025S2/lumajang/bag-protokol-tup.yaml: I005 `{field}` dipakai templat "
            "templates/surat-hasil/lumajang.docx tetapi belum diisi"
            for field in ("batas", "tautan.laporan")
        ),
    }


@pytest.mark.parametrize(
    "command",
    [
        ("new-instansi", "Lumajang"),
        ("new-unit", "lumajang", "Bag Protokol TUP"),
    ],
)
def test_what_is_there_is_never_touched(workspace, run, command):
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    made = run(*command)
    assert made.returncode == 1
    assert "U001" in made.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_a_period_begun_already_keeps_its_files(workspace, run):
    run("new-period", "2025S1", "2025S2")
    path = workspace / "periods/2025S2/lumajang/periode.yaml"
    path.write_text("batas: 2026-02-02\n")
    (workspace / "periods/2025S2/lumajang/skor.csv").unlink()
    made = run("new-period", "2025S1", "2025S2")
    assert made.returncode == 0
    assert "periods/2025S2/lumajang/periode.yaml: sudah ada, tidak disentuh" in made.stdout
    assert "periods/2025S2/lumajang/skor.csv: isi jawaban" in made.stdout
    assert path.read_text() == "batas: 2026-02-02\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("new-period", "2025S1", "2025X2"), '"2025X2" bukan periode'),
        (("new-period", "2019S1", "2025S2"), 'periode "2019S1" tidak ada; yang ada: 2024S1, 2024S2, 2025S1'),
        (("new-period", "2025S1", "2025S1"), "tidak dapat disalin ke dirinya sendiri"),
        (("new-period", "2025S2", "--instansi", "x"), 'institusi "x" tidak ada di units/; yang ada: contoh, jakarta'),
        (("new-unit", "x", "Dinas"), 'institusi "x" tidak ada'),
        (("new-unit", "contoh", "???"), "bukan nama berkas yang aman"),
        (("new-unit", "contoh", "Dinas", "--id", "../x"), "bukan nama berkas yang aman"),
        (("new-unit", "contoh", "Instansi"), "bukan nama berkas yang aman"),
    ],
)
def test_a_wrong_call_is_said_to_be_one(workspace, run, command, said):
    made = run(*command)
    assert (made.returncode, made.stdout) == (2, "")
    assert said in made.stderr


def test_a_broken_file_of_the_old_period_is_named_and_nothing_is_written(workspace, run):
    (workspace / "periods/2025S1/lumajang/periode.yaml").write_text("hal: Hasil: SKM\n")
    made = run("new-period", "2025S1", "2025S2")
    assert made.returncode == 1
    assert made.stderr.startswith("periods/2025S1/lumajang/periode.yaml:1:6: Y001 ")
    assert not (workspace / "periods/2025S2").exists()


def test_what_stays_are_fields_of_a_period_and_what_is_said_anew_is_not_among_them():
    fields = set(Periode.model_fields) | set(UnitPeriode.model_fields)
    tetap = {name.partition(".")[0] for name in next_period.KEPT}
    assert tetap <= fields
    assert "saran" not in tetap
    assert "batas" not in tetap


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("hal: Hasil SKM Semester 1 Tahun 2025\n", "hal:  # ISI hal (dahulu Hasil SKM Semester 1 Tahun 2025)\n"),
        ("tembusan: [Bupati, Ketua Tim 2025]\n", "tembusan:  # ISI tembusan (dahulu [Bupati, Ketua Tim 2025])\n"),
        ("prioritas: {cara: terendah, jumlah: 3}\n", "prioritas: {cara: terendah, jumlah: 3}\n"),
        (
            "prioritas:\n  cara: pilihan\n  unsur: [waktu]\n  alasan: rapat\nsifat: Biasa\n",
            "prioritas:  # ISI prioritas\nsifat: Biasa\n",
        ),
        ("saran: # dari kotak\r\n- a\r\n- b\r\n", "saran: # dari kotak  # ISI saran\r\n"),
        (
            "dokumen: {a: {hal: '👍 é', nomor: 1, lampiran: 2}}\r\n",
            'dokumen:\r\n  a:\r\n    hal: "👍 é"\r\n    nomor:  # ISI nomor (dahulu 1)\r\n    lampiran: 2\r\n',
        ),
        ("batas: '2025-07-07'\nhal: >\n  x\n", "batas:  # ISI batas (dahulu 2025-07-07)\nhal: >\n  x\n"),
        (
            "dokumen: {a: {tanggal: 2025-07-07, hal: x\n  y}}\n",
            "dokumen:\n  a:\n    tanggal:  # ISI tanggal (dahulu 2025-07-07)\n    hal: x y\n",
        ),
        (
            "dokumen: {a: {tanggal: 2025-07-07}} # surat\nsifat: Biasa\n",
            "dokumen:\n  # surat\n  a:\n    tanggal:  # ISI tanggal (dahulu 2025-07-07)\nsifat: Biasa\n",
        ),
    ],
)
def test_what_changes_is_taken_out_of_the_text_and_nothing_else(written, left):
    masa = parse("2025S1")
    assert masa
    carried = carry(written, lambda path, value: next_period.changes(path, value, masa))
    assert carried.text.replace("dokumen.a.", "") == left


_SCALARS = st.text("ab '\"#:{}[]-,\n|>&*!%@0", max_size=12)
_TREES = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.recursive(
        _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    ),
    min_size=1,
)


@given(_TREES, st.booleans(), st.sets(st.sampled_from("abcxyz")))
def test_whatever_the_file_says_the_rest_reads_as_before(tree, flow, changing):
    written = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, width=20)
    carried = carry(written, lambda path, value: path[-1] in changing)
    again = read_yaml(carried.text.encode(), "", [])
    assert again
    for name in plain(again):
        assert name not in changing
    assert set(plain(again)) == {name for name in plain(read_yaml(written.encode(), "", [])) if name not in changing}


@given(st.text(max_size=30))
def test_a_name_put_into_a_file_is_read_as_it_was_given(name):
    wanted = " ".join(name.split())
    try:
        written = files.scalar(name)
    except files.Usage:
        assert not wanted.isprintable()
        return
    node = read_yaml(f"nama: {written}\nyth:\n".encode(), "", [])
    assert node
    assert plain(node) == {"nama": wanted}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Dinas P2KB & P3A", "dinas-p2kb-dan-p3a"),
        ("RSUD dr. Haryoto", "rsud-dr-haryoto"),
        ("Kec. Ma'rang", "kec-marang"),
    ],
)
def test_a_file_is_named_after_what_it_is_about(name, file):
    assert files.slug(name) == file


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "aux"])
def test_a_name_that_windows_keeps_for_itself_is_no_file_name(name):
    assert not files.is_safe(name)
