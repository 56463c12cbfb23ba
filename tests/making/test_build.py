"""A run: what it makes, keeps, removes, refuses and remembers."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from docx import Document

from pipeline.making import build
from pipeline.sources import workspace as source
from support import imported as imports
from support import small as kecil
from support.docx_maker import docx
from support.docx_text import parts, text
from support.paths import ROOT

KIND, PERIOD = "surat-hasil", "2025S1"
SEED_UNIT = "lumajang/bag-protokol-tup"


@pytest.fixture
def small(workspace) -> Path:
    """The workspace with the seed's institution only."""
    shutil.rmtree(workspace / "periods/2025S1/contoh")
    return workspace


@pytest.fixture
def letter(small) -> Path:
    return small / f"build/2025S1/{SEED_UNIT}/surat-hasil.docx"


def letters(folder: Path) -> dict[str, str]:
    found = sorted((folder / "build").rglob("*.docx"))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def edit(path: Path, before: str, after: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after), encoding="utf-8")


def test_the_same_sources_give_the_same_bytes_whatever_the_machine(workspace, run):
    shutil.copytree(workspace, other := workspace / "lain", ignore=shutil.ignore_patterns("lain"))
    here = {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C"}
    there = {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"}
    assert run("build", KIND, PERIOD, "--jobs", "1", env=here).returncode == 0
    assert run("build", KIND, PERIOD, "--jobs", "2", env=there, cwd=other).returncode == 0
    assert letters(workspace) == letters(other)
    assert len(letters(workspace)) == 61


def test_the_day_does_not_matter(small, run, letter, tmp_path_factory):
    run("build", KIND, PERIOD)
    first = letter.read_bytes()
    letter.unlink()
    tomorrow = tmp_path_factory.mktemp("besok")
    (tomorrow / "sitecustomize.py").write_text(
        "import time\nnow = time.time\ntime.time = lambda: now() + 86400 * 400\n"
    )
    run("build", KIND, PERIOD, env={"PYTHONPATH": f"{tomorrow}{os.pathsep}{ROOT}"})
    assert letter.read_bytes() == first


def test_a_second_run_makes_nothing_and_imports_nothing_heavy(small, run):
    run("build", KIND, PERIOD)
    heavy = {"pandas", "numpy", "docxtpl", "docx", "jinja2", "pydantic", "yaml", "babel", "lxml", "rich"}
    said, imported = imports.run_and_tell(("build", KIND, PERIOD), small, heavy)
    assert re.fullmatch(r"1 surat, 0 gagal, \d+,\d s \(0 dibuat, 1 tetap\)\n\d+ baris jawaban: \d+ dihitung", said)
    assert imported == []


def test_the_first_letters_of_an_ordinary_office_wait_for_no_library_of_large_sheets_or_holidays(small):
    heavy = {"pandas", "holidays", "xlsxwriter", "python_calamine", "pikepdf"}
    said, imported = imports.run_and_tell(("build", KIND, PERIOD), small, heavy)
    assert "1 dibuat" in said
    assert imported == []


def test_changes_are_found_by_content_and_not_by_time(small, run):
    run("build", KIND, PERIOD)
    unit = small / f"units/{SEED_UNIT}.yaml"
    os.utime(unit, (1, 1))
    assert "(0 dibuat, 1 tetap)" in run("build", KIND, PERIOD).stdout
    stamp = unit.stat()
    edit(unit, "Kepala Bagian", "Kepala  Bagian")
    os.utime(unit, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert "(1 dibuat, 0 tetap)" in run("build", KIND, PERIOD).stdout


def test_a_letter_made_again_says_why(workspace, run):
    run("build", KIND, PERIOD)
    edit(workspace / "units/contoh/dinas-sosial.yaml", "yth: Kepala", "yth: Plt. Kepala")
    made = run("build", KIND, PERIOD, "--why")
    assert (
        made.stdout.splitlines()[0]
        == "build/2025S1/contoh/dinas-sosial/surat-hasil.docx: kata `yth`, kata `yth_daftar`"
    )
    assert "(1 dibuat, 60 tetap" in made.stdout


def test_why_is_said_in_the_language_of_the_reader(workspace, run):
    run("build", KIND, PERIOD)
    edit(workspace / "units/contoh/dinas-sosial.yaml", "yth: Kepala", "yth: Plt. Kepala")
    (workspace / "build/2025S1/contoh/dinas-kesehatan/surat-hasil.docx").unlink()
    made = run("build", KIND, PERIOD, "--why", env={"SKM_LANG": "en"})
    assert made.stdout.splitlines()[:2] == [
        "build/2025S1/contoh/dinas-kesehatan/surat-hasil.docx: the made file is gone",
        "build/2025S1/contoh/dinas-sosial/surat-hasil.docx: word `yth`, word `yth_daftar`",
    ]


def test_one_answer_changes_one_letter(workspace, run):
    run("build", KIND, PERIOD)
    before = letters(workspace)
    edit(workspace / "periods/2025S1/contoh/skor.csv", "badan-pendapatan-daerah;1;", "badan-pendapatan-daerah;01;")
    answers = workspace / "periods/2025S1/contoh/skor.csv"
    lines = answers.read_text().splitlines()
    row = next(index for index, line in enumerate(lines) if line.startswith("dinas-sosial;1;"))
    lines[row] = "dinas-sosial;1" + ";1" * 11
    answers.write_text("\n".join(lines))
    made = run("build", KIND, PERIOD, "--why")
    assert (
        made.stdout.splitlines()[0]
        == "build/2025S1/contoh/dinas-sosial/surat-hasil.docx: kata `skema`, kata `tambahan`, "
        "kata `unsur_terendah`, kata `unsur_tertinggi`, kata `utama`"
    )
    after = letters(workspace)
    assert [name for name in before if before[name] != after[name]] == [
        "build/2025S1/contoh/dinas-sosial/surat-hasil.docx"
    ]


def test_one_bad_unit_does_not_stop_the_others_and_its_stale_letter_goes(workspace, run):
    run("build", KIND, PERIOD)
    (workspace / "units/contoh/dinas-sosial.yaml").write_text("nama: Dinas Sosial\nyht: Kepala\n")
    edit(workspace / "units/contoh/dinas-kesehatan.yaml", "yth: Kepala", "yth: Plt. Kepala")
    made = run("build", KIND, PERIOD)
    assert made.returncode == 1
    assert made.stderr.startswith(
        "units/contoh/dinas-sosial.yaml:2:1: I001 field `yht` tidak dikenal; maksudnya `yth`?"
    )
    assert "61 surat, 1 gagal" in made.stdout
    assert "(1 dibuat, 59 tetap" in made.stdout
    assert not (workspace / "build/2025S1/contoh/dinas-sosial").exists()
    report = json.loads((workspace / "build/2025S1/surat-hasil.json").read_text())
    assert (report["bentuk"], report["versi"]) == ("skm/run", 1)
    assert report["gagal"] == 1
    assert report["masalah"] == made.stderr.splitlines()


def test_a_run_with_nothing_to_do_tells_what_the_first_told_in_the_same_form(workspace, run):
    for unit in ("dinas-sosial", "dinas-kesehatan", "dinas-perhubungan"):
        edit(workspace / f"units/contoh/{unit}.yaml", "yth: Kepala", "yth: Yth. Kepala")
    for language in ("id", "en"):
        first = run("build", KIND, PERIOD, env={"SKM_LANG": language})
        again = run("build", KIND, PERIOD, env={"SKM_LANG": language})
        assert first.stderr == again.stderr
        assert len(again.stderr.splitlines()) == 1


def test_a_run_with_problems_is_looked_at_again_until_it_is_clean(small, run):
    periode = small / "periods/2025S1/lumajang/periode.yaml"
    edit(periode, "batas: 2025-07-07", "batas: 2025-02-30")
    for _ in range(2):
        made = run("build", KIND, PERIOD)
        assert made.returncode == 1
        assert 'periode.yaml:17:8: I003 `batas` berisi "2025-02-30"; yang diharapkan tanggal yang ada' in made.stderr
    edit(periode, "2025-02-30", "2025-07-07")
    assert run("build", KIND, PERIOD).returncode == 0


def test_a_letter_edited_by_hand_is_kept_aside_with_a_warning(small, run, letter):
    run("build", KIND, PERIOD)
    made_bytes = letter.read_bytes()
    letter.write_bytes(b"disunting di Word")
    made = run("build", KIND, PERIOD)
    assert made.returncode == 0
    assert " K001 " in made.stderr
    assert letter.read_bytes() == made_bytes
    assert letter.with_name("surat-hasil.disunting-1.docx").read_bytes() == b"disunting di Word"


@pytest.mark.parametrize("content", ["", "{", "[]", '{\n "dokumen": [\n  {"a": 1}\n ]\n}\n', "\xff"])
def test_a_report_that_cannot_be_read_counts_as_none(small, run, letter, content):
    run("build", KIND, PERIOD)
    before = letter.read_bytes()
    (small / "build/2025S1/surat-hasil.json").write_text(content, encoding="latin-1")
    made = run("build", KIND, PERIOD)
    assert (made.returncode, made.stderr) == (0, "")
    assert letter.read_bytes() == before
    assert "(0 dibuat, 1 tetap)" in run("build", KIND, PERIOD).stdout


def test_letters_of_units_that_are_gone_go_too(workspace, run):
    run("build", KIND, PERIOD)
    (workspace / "units/contoh/kecamatan-mawar.yaml").unlink()
    (workspace / "periods/2025S1/contoh/kecamatan-mawar.yaml").unlink()
    answers = workspace / "periods/2025S1/contoh/skor.csv"
    rows = answers.read_text().splitlines(keepends=True)
    answers.write_text("".join(line for line in rows if not line.startswith("kecamatan-mawar;")))
    before = letters(workspace)
    made = run("build", KIND, PERIOD)
    assert (made.returncode, made.stderr) == (0, "")
    after = letters(workspace)
    assert before.keys() - after.keys() == {"build/2025S1/contoh/kecamatan-mawar/surat-hasil.docx"}
    assert all(after[name] == before[name] for name in after)


def test_a_number_given_twice_fails_the_later_letter(workspace, run):
    (workspace / "periods/2025S1/contoh/kecamatan-dahlia.yaml").write_text(
        "dokumen: {surat-hasil: {nomor: 065.1/31/ORG}}\n"
    )
    made = run("build", KIND, PERIOD)
    assert made.returncode == 1
    dahlia = "periods/2025S1/contoh/kecamatan-dahlia.yaml:1:32"
    melati = "periods/2025S1/contoh/kecamatan-melati.yaml:2:32"
    assert made.stderr == (
        f"{melati}: B007 nomor urut 31 pada `065.1/31/ORG` juga dipakai di {dahlia}; "
        "beri nomor urut lain pada salah satunya\n"
    )
    assert "61 surat, 1 gagal" in made.stdout
    assert len(letters(workspace)) == 60


def test_an_interrupted_run_leaves_whole_letters_and_the_next_one_finishes(workspace):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline", "build", KIND, PERIOD]
    process = subprocess.Popen(command, cwd=workspace, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not list((workspace / "build").rglob("*.docx")) and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    for path in (workspace / "build").rglob("surat-hasil.docx"):
        assert "Hal" in text(path)
    done = subprocess.run(command, cwd=workspace, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(letters(workspace)) == 61


def test_ctrl_c_says_so_without_a_traceback(workspace):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = "import pipeline.making.build as b\ndef stop(*a, **k): raise KeyboardInterrupt\nb.run = stop\n"
    program += (
        f"import sys; sys.argv = ['x', 'build', '{KIND}', '{PERIOD}']\nfrom pipeline.commands.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=workspace, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\ndihentikan\n")


def test_a_folder_that_cannot_be_written_is_a_problem(small, run):
    (small / "build").write_text("bukan folder")
    made = run("build", KIND, PERIOD)
    assert made.returncode == 1
    assert " K002 " in made.stderr
    assert "Traceback" not in made.stderr


def test_a_new_kind_of_document_needs_no_code_and_changes_nothing_else(workspace, run):
    run("build", KIND, PERIOD)
    before = letters(workspace)
    folder = workspace / "templates/undangan"
    folder.mkdir()
    (folder / "jenis.yaml").write_text("judul: Undangan\nsebutan: undangan\nkosakata: [surat, unit, periode]\n")
    (folder / "bawaan.docx").write_bytes(docx("Undangan untuk {{ yth }} pada {{ periode.nama }}", "{{ draf }}"))
    (workspace / "periods/2025S1/lumajang/bag-protokol-tup.yaml").write_text(
        "dokumen: {surat-hasil: {nomor: 000.8.3.4/21/427.16/2025}, undangan: {tanggal: 2025-07-03}}\n"
    )
    made = run("build", "undangan", PERIOD)
    told = ["N001 jenis", "N001 margin", "N001 nomor", "N001 ukuran", "T023 logo"]
    assert (made.returncode, [" ".join(line.split()[1:3]) for line in made.stderr.splitlines()]) == (0, told)
    assert made.stdout.startswith("1 undangan, 0 gagal")
    invitation = workspace / f"build/2025S1/{SEED_UNIT}/undangan.docx"
    shown = Document(str(invitation)).paragraphs[0].text.replace("\xa0", " ")
    assert shown == "Undangan untuk Kepala Bagian Protokol dan TUP Setda pada Semester 1"
    assert "(0 dibuat, 61 tetap" in run("build", KIND, PERIOD).stdout
    after = letters(workspace)
    assert {name: after[name] for name in before} == before


def test_an_institution_without_a_layout_of_its_own_gets_the_default_one(workspace, run):
    (workspace / "templates/surat-hasil/contoh.docx").unlink()
    made = run("build", KIND, PERIOD, "--unit", "dinas-kesehatan")
    assert (made.returncode, made.stderr) == (0, "")
    shown = text(workspace / "build/2025S1/contoh/dinas-kesehatan/surat-hasil.docx")
    assert "1. Bupati Contoh (sebagai laporan)" in shown
    assert "Papan informasi biaya & syarat" in shown


def test_a_word_the_unit_does_not_say_is_told_where_to_say_it(small, run):
    edit(small / f"units/{SEED_UNIT}.yaml", "tautan: {buku_tamu: https://bit.ly/Buku-Tamu-BagProtokolTUP}\n", "")
    made = run("build", KIND, PERIOD)
    assert made.returncode == 1
    assert made.stderr == (
        "periods/2025S1/lumajang/bag-protokol-tup.yaml:1:1: I005 `tautan.buku_tamu` dipakai templat "
        "templates/surat-hasil/lumajang.docx tetapi belum diisi; "
        "isi `tautan.buku_tamu` di berkas ini atau di periode.yaml; bila boleh tidak ada, apit tandanya di templat: "
        "{% if tautan.buku_tamu is defined %}...{% endif %}\n"
    )


def test_a_word_that_nobody_says_is_told_with_the_nearest_one(small, run):
    (small / "templates/surat-hasil/lumajang.docx").write_bytes(docx("{{ tembusn }} {{ utama }} {{ nomor }}{{ draf }}"))
    made = run("build", KIND, PERIOD)
    assert made.returncode == 1
    first, second = made.stderr.splitlines()
    assert " T003 kata `tembusn` tidak dikenal, di paragraf 1" in first
    assert "maksudnya `tembusan`?" in first
    assert " T008 `utama` dicetak sebagai teks" in second


@pytest.mark.parametrize(
    ("period", "told"), [("2025S9", "yang ada: 2024S1, 2024S2, 2025S1"), ("", "yang ada: 2024S1, 2024S2, 2025S1")]
)
def test_an_unknown_period_says_which_there_are(small, run, period, told):
    made = run("build", KIND, period)
    assert (made.returncode, made.stdout) == (2, "")
    assert told in made.stderr


def test_an_unknown_unit_says_which_is_nearest(small, run):
    made = run("build", KIND, PERIOD, "--unit", "bag-protokol")
    assert made.returncode == 2
    assert "maksudnya `lumajang/bag-protokol-tup`?" in made.stderr


def test_no_institution_is_named_in_the_code():
    names = [path.name for path in (ROOT / "units").iterdir()]
    code = "\n".join(path.read_text() for path in (ROOT / "pipeline").rglob("*.py")).lower()
    assert [name for name in names if re.search(rf"\b{name}\b", code) and name != "contoh"] == []
    assert "kabupaten contoh" not in code


def test_letters_of_an_interrupted_run_are_not_taken_for_edited_ones(small, run, letter):
    run("build", KIND, PERIOD)
    report = (small / "build/2025S1/surat-hasil.json").read_bytes()
    edit(small / f"units/{SEED_UNIT}.yaml", "yth: Kepala", "yth: Plt. Kepala")
    run("build", KIND, PERIOD)
    (small / "build/2025S1/surat-hasil.json").write_bytes(report)
    edit(small / f"units/{SEED_UNIT}.yaml", "yth: Plt. Kepala", "yth: Plh. Kepala")
    made = run("build", KIND, PERIOD)
    assert (made.returncode, made.stderr) == (0, "")
    assert [path.name for path in letter.parent.iterdir()] == ["surat-hasil.docx"]


def test_the_later_layer_wins_wherever_it_says_it(small, run, letter):
    own = small / f"periods/2025S1/{SEED_UNIT}.yaml"
    own.write_text(own.read_text() + "sifat: Segera\ntembusan: [Inspektur]\n")
    made = run("build", KIND, PERIOD)
    assert (made.returncode, made.stderr) == (0, "")
    assert "Sifat\t:\tSegera" in text(letter)
    assert "Tembusan: Inspektur." in text(letter)


def test_remarks_in_a_template_are_not_sent(small, run, letter):
    path = small / "templates/surat-hasil/lumajang.docx"
    document = Document(str(path))
    document.add_comment(document.paragraphs[-1].runs[0], text="jangan dikirim", author="Rekaan")
    document.save(str(path))
    made = run("build", KIND, PERIOD)
    assert made.returncode == 0
    assert not [name for name in parts(letter) if "comment" in name]
    assert b"jangan dikirim" not in b"".join(parts(letter).values())


def test_a_hidden_file_of_an_editor_is_no_unit(small, run):
    (small / "units/lumajang/._bag-protokol-tup.yaml").write_bytes(b"\0")
    assert run("build", KIND, PERIOD).returncode == 0


def test_a_warning_about_an_edited_letter_is_given_once(small, run, letter):
    run("build", KIND, PERIOD)
    letter.write_bytes(b"disunting")
    assert " K001 " in run("build", KIND, PERIOD).stderr
    assert run("build", KIND, PERIOD).stderr == ""


@pytest.mark.parametrize("pola", ["{klasifikasi}/{urut}/{", "{klasifikasi}/{{urut}}", "{urut}}", "{klasifikasi}"])
def test_a_pattern_of_numbers_with_a_loose_brace_is_refused(small, run, pola):
    edit(small / "units/lumajang/instansi.yaml", "{klasifikasi}/{urut}/{kode}/{tahun}", pola)
    made = run("build", KIND, PERIOD)
    assert made.returncode == 1
    assert "I003 `nomor.pola`" in made.stderr
    assert "Traceback" not in made.stderr


def test_after_one_unit_alone_the_report_speaks_of_all_of_them(tmp_path):
    skor = "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,3,3\nlain,4,3\n"
    files = {"units/kota/lain.yaml": "nama: Lain\n", "units/kota/rusak.yaml": "nma: Rusak\n"}
    root = kecil.put(tmp_path, {**files, "periods/2025S1/kota/skor.csv": skor})
    masa = source.period(root, kecil.MASA)
    build.run(root, masa, "surat")
    (root / "periods/2025S1/kota/loket.yaml").write_text("hal: Lain\n")
    made = build.run(root, masa, "surat", "loket")
    assert (made.total, made.made, made.is_draft, made.failed) == (1, 1, 1, 0)
    report = json.loads((root / "build/2025S1/surat.json").read_text())
    status = Counter(one["status"] for one in report["dokumen"])
    assert (report["jumlah"], report["draf"]) == (3, 2)
    assert {name: report[name] for name in ("dibuat", "tetap", "gagal")} == {"tetap": 0, **status}
    assert status == {"dibuat": 2, "gagal": 1}
    assert (report["hanya"], report["masukan"]) == ("kota/loket", "")
