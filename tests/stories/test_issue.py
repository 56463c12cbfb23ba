"""The whole story, as an office lives it: draft, plan, issue, correct, void, next semester, next year."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import git_office as kantor_uji
from support.git_office import commit, write

ROOT = kantor_uji.ROOT


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


def ask(root: Path, answer: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "pipeline", *args],
        cwd=root,
        input=answer,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def numbers(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root / "register/uji").as_posix() for path in (root / "register/uji").rglob("*.yaml")
    )


def test_no_is_no_and_yes_is_all(workspace):
    no = ask(workspace, "n\n", "issue", "surat-hasil", "2025S1")
    assert no.returncode == 0
    assert no.stdout.endswith("Terbitkan? [y/T]: tidak ada yang diterbitkan\n")
    assert numbers(workspace) == ["2025/0001.yaml"]
    yes = ask(workspace, "y\n", "issue", "surat-hasil", "2025S1")
    assert yes.stdout.endswith("3 surat terbit; simpan: git add register && git commit\n")
    assert numbers(workspace) == [f"2025/000{number}.yaml" for number in (1, 2, 3, 4)]


def test_a_plan_that_is_blocked_says_why_and_exits_with_1(workspace):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [x]\n")
    told = ask(workspace, "", "plan", "surat-hasil", "2025S1")
    assert told.returncode == 1
    assert "periods/2025S1/uji/loket-b.yaml:1:1: A009" in told.stderr
    assert ask(workspace, "", "issue", "surat-hasil", "2025S1", "--yes").returncode == 1
    assert numbers(workspace) == ["2025/0001.yaml"]


def test_two_who_issue_at_once_get_different_numbers(workspace):
    command = [sys.executable, "-m", "pipeline", "issue", "surat-hasil", "2025S1", "--yes", "--unit"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen([*command, unit], cwd=workspace, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for unit in ("loket-a", "loket-b")
    ]
    assert [one.communicate()[1] for one in both] == [b"", b""]
    assert numbers(workspace) == ["2025/0001.yaml", "2025/0002.yaml", "2025/0003.yaml"]
    assert len(list((workspace / "register").rglob("*.docx"))) == 2


def _cut_off(root: Path) -> None:
    """Leave the register as a run does that was cut off after its journal."""
    content = b"nomor: 065.1/9/UJI/2025\nurut: 9\n"
    (root / "register/.siap").mkdir()
    (root / "register/.siap/000000").write_bytes(content)
    journal = [["register/.siap/000000", "register/uji/2025/0009.yaml", hashlib.sha256(content).hexdigest()]]
    (root / "register/.jurnal.json").write_text(json.dumps(journal))


def test_a_run_that_was_cut_off_is_told_and_then_finished(workspace, run):
    _cut_off(workspace)
    assert "A014" in run("verify").stderr
    assert "A014" in run("plan", "surat-hasil", "2025S1").stderr
    told = run("issue", "surat-hasil", "2025S1", "--yes", "--unit", "loket-a")
    assert told.stdout.startswith("penerbitan yang lalu terhenti; diteruskan: 1 berkas\n")
    assert numbers(workspace) == ["2025/0001.yaml", "2025/0009.yaml", "2025/0010.yaml"]


def test_a_run_that_was_cut_off_and_whose_files_are_lost_is_not_guessed_at(workspace, run):
    _cut_off(workspace)
    (workspace / "register/.siap/000000").unlink()
    told = run("issue", "surat-hasil", "2025S1", "--yes")
    assert (told.returncode, told.stdout) == (1, "")
    assert "register/.jurnal.json:1:1: A013" in told.stderr
    assert numbers(workspace) == ["2025/0001.yaml"]


def test_an_insertion_needs_a_unit(workspace):
    assert ask(workspace, "", "issue", "surat-hasil", "2025S1", "--sisip", "1").returncode == 2


def test_from_the_first_draft_to_the_next_year(workspace, run):
    assert run("build", "surat-hasil", "2025S1").returncode == 0
    plan = run("plan", "surat-hasil", "2025S1")
    assert plan.stdout.splitlines()[0] == "baru       uji/loket-a  065.1/2/UJI/2025  2025-07-02"
    assert run("issue", "surat-hasil", "2025S1", "--yes").returncode == 0
    commit(workspace)
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [tambah kursi]\n")
    commit(workspace)
    changed = run("plan", "surat-hasil", "2025S1")
    assert "terbit     uji/loket-b  065.1/3/UJI/2025  2025-07-02  beda: saran" in changed.stdout
    told = run("reissue", "surat-hasil", "2025S1", "--unit", "loket-b", "--alasan", "saran tertinggal")
    assert told.stdout == "065.1/3/UJI/2025: perubahan ke-1, register/uji/2025/0003/loket-b.r1.docx\n"
    assert run("register", "batal", "4", "--alasan", "salah kirim").stdout == "065.1/4/UJI/2025: batal\n"
    commit(workspace)
    again = run("issue", "surat-hasil", "2025S1", "--yes")
    assert "baru       uji/loket-c  065.1/5/UJI/2025  2025-07-02" in again.stdout
    commit(workspace)
    for period, day in (("2025S2", "2025-12-29"), ("2026S1", "2026-07-01")):
        write(workspace, f"periods/{period}/uji/periode.yaml", kantor_uji.PERIODE.replace("2025-07-02", day))
        skor = (workspace / "periods/2025S1/uji/skor.csv").read_text()
        write(workspace, f"periods/{period}/uji/skor.csv", skor)
        commit(workspace)
        assert run("issue", "surat-hasil", period, "--yes").returncode == 0
        commit(workspace)
    assert numbers(workspace) == [
        *(f"2025/000{number}.yaml" for number in range(1, 9)),
        *(f"2026/000{number}.yaml" for number in range(1, 4)),
    ]
    assert run("verify").stdout == "buku agenda dan arsipnya utuh\n"
    listed = run("register")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "BATAL: salah kirim" in listed.stdout


def test_a_variable_of_srikandi_in_the_data_is_refused(workspace, run):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "hal: ${hal}\n")
    told = run("build", "surat-hasil", "2025S1")
    assert told.returncode == 1
    assert "periods/2025S1/uji/loket-b.yaml:1:6: I003 `hal`" in told.stderr


def test_what_stands_in_the_way_of_an_issue_is_told_once(workspace, run):
    write(workspace, "units/uji/loket-a.yaml", "nama: Loket-A\n")
    told = run("issue", "surat-hasil", "2025S1", "--yes")
    assert told.returncode == 1
    assert told.stderr.count("A009") == 1


def test_a_register_that_git_could_not_merge_is_told_by_whoever_reads_it(workspace, run):
    write(workspace, "register/uji/2025/0007.yaml", "<<<<<<< HEAD\nnomor: a\n=======\nnomor: b\n>>>>>>> lain\n")
    for order in (("log", "loket-a"), ("verify", "7"), ("register",), ("build", "surat-hasil", "2025S1")):
        told = run(*order)
        assert (told.returncode, told.stderr.split("; ")[0]) == (
            1,
            "register/uji/2025/0007.yaml:1:1: Y001 baris ini tidak terbaca sebagai YAML",
        )
        assert "git checkout --ours" in told.stderr


@pytest.mark.parametrize(
    "order",
    [
        ("catat", "ujji", "3", "3/UJI", "--tahun", "2025"),
        ("ekspor", "ujji", "buku.csv"),
        ("impor", "ujji", "README.md"),
    ],
)
def test_a_register_of_nobody_is_neither_written_nor_read(workspace, run, order):
    write(workspace, "README.md", "x\n")
    told = run("register", *order)
    assert (told.returncode, told.stderr) == (2, 'institusi "ujji" tidak ada; maksudnya `uji`?\n')
    assert not (workspace / "register/ujji").exists()
    assert not (workspace / "buku.csv").exists()


def test_a_document_that_is_not_there_is_no_number(workspace, run):
    told = run("verify", "surat.docx")
    assert told.returncode == 2
    assert "berkas surat.docx tidak ada" in told.stderr
