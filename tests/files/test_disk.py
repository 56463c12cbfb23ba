"""Files and folders that the system does not give, or does not take."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.checking import check, memory
from pipeline.commands.cli import main
from pipeline.files import disk
from pipeline.issuing import journal
from pipeline.making import build
from pipeline.problems.problem import Refusal
from pipeline.sources import register_reader, workspace
from support import small as kecil
from support.paths import ROOT

P = "periods/2025S1/kota"


@pytest.fixture
def root(tmp_path):
    return kecil.put(tmp_path, {})


@pytest.fixture
def masa(root):
    return workspace.period(root, kecil.MASA)


def _walk(root, walk):
    masa = workspace.period(root, kecil.MASA)
    return build.run(root, masa, "surat") if walk == "build" else check.run(root, masa)


def _closed(monkeypatch, closed):
    """Take the permission to read a file or folder away, whoever runs the tests."""
    real = {"scandir": os.scandir, "open": os.open}

    def guard(call):
        def guarded(path=".", *args, **more):
            if Path(path) == closed:
                raise PermissionError(errno.EACCES, "no", str(path))
            return real[call](path, *args, **more)

        return guarded

    monkeypatch.setattr(os, "scandir", guard("scandir"))
    monkeypatch.setattr(os, "open", guard("open"))


@pytest.mark.parametrize("folder", ["units", "units/kota", "periods", "periods/2025S1", P, "templates", "register"])
@pytest.mark.parametrize("walk", ["build", "check"])
def test_a_folder_that_cannot_be_looked_into_is_told_and_taken_for_empty_by_nobody(
    root, masa, monkeypatch, folder, walk
):
    (root / "register").mkdir()
    build.run(root, masa, "surat")
    made = (root / "build/2025S1/kota/loket/surat.docx").read_bytes()
    _closed(monkeypatch, root / folder)
    with pytest.raises(Refusal) as told:
        register_reader.institutions(root) if folder == "register" else _walk(root, walk)
    assert str(told.value) == f"{folder}:1:1: B008 berkas tidak dapat dibaca: tidak ada izin; periksa izin dan isinya"
    assert (root / "build/2025S1/kota/loket/surat.docx").read_bytes() == made


def test_numbers_of_a_register_that_cannot_be_looked_into_are_not_taken_for_none(root, masa, monkeypatch):
    (root / "register/kota").mkdir(parents=True)
    _closed(monkeypatch, root / "register/kota")
    with pytest.raises(Refusal, match="register/kota:1:1: B008"):
        build.run(root, masa, "surat")


@pytest.mark.parametrize(
    "file", ["units/kota/instansi.yaml", f"{P}/periode.yaml", f"{P}/skor.csv", "templates/surat/bawaan.docx"]
)
def test_a_file_that_cannot_be_read_is_told_by_its_name(root, masa, monkeypatch, file):
    _closed(monkeypatch, root / file)
    told = [str(one) for one in build.run(root, masa, "surat").problems]
    assert told == [f"{file}:1:1: B008 berkas tidak dapat dibaca: tidak ada izin; periksa izin dan isinya"]


def test_a_layout_that_is_a_folder_is_not_passed_over_for_the_default_one(root, masa):
    (root / "templates/surat/kota.docx").mkdir()
    expected = (
        "templates/surat/kota.docx:1:1: B008 berkas tidak dapat dibaca: itu folder, bukan berkas; "
        "periksa izin dan isinya"
    )
    assert [str(one) for one in build.run(root, masa, "surat").problems] == [expected]
    assert kecil.told(root) == f"{expected}\n"


def test_a_layout_that_leads_nowhere_is_not_passed_over_either(root, masa):
    (root / "templates/surat/kota.docx").symlink_to("tiada.docx")
    assert [one.code for one in build.run(root, masa, "surat").problems] == ["B001"]


@pytest.mark.parametrize(("fault", "why"), [(errno.ENOSPC, "penyimpanan penuh"), (errno.EROFS, "hanya dapat dibaca")])
def test_a_disk_that_takes_nothing_is_a_problem_of_each_document_and_what_is_stale_goes_whole(
    root, masa, monkeypatch, fault, why
):
    build.run(root, masa, "surat")
    made = root / "build/2025S1/kota/loket/surat.docx"
    (root / f"{P}/loket.yaml").write_text("yth: Lain\n")
    real = disk.write

    def full(path, content):
        if Path(path).suffix == ".docx":
            raise OSError(fault, "full", os.fspath(path))
        real(path, content)

    monkeypatch.setattr(disk, "write", full)
    told = build.run(root, masa, "surat")
    assert [one.code for one in told.problems] == ["K002"]
    assert why in str(told.problems[0])
    assert told.failed == 1
    assert not list((root / "build").rglob("*.docx*"))
    monkeypatch.undo()
    assert build.run(root, masa, "surat").made == 1
    assert made.exists()


@pytest.mark.parametrize("walk", ["build", "check"])
def test_a_report_or_a_memory_that_cannot_be_kept_is_told(root, monkeypatch, walk):
    def full(path, content):
        raise OSError(errno.ENOSPC, "full", os.fspath(path))

    monkeypatch.setattr(disk, "write", full)
    with pytest.raises(Refusal) as told:
        _walk(root, walk)
    file = "build/2025S1/surat.json" if walk == "build" else "build/2025S1/.periksa.json"
    assert f"{file}:1:1: K002 tidak dapat menulis: penyimpanan penuh;" in str(told.value)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (PermissionError(errno.EACCES, "no", "lain/x.yaml"), "lain/x.yaml:1:1: B008 berkas tidak dapat dibaca: "),
        (PermissionError(errno.EACCES, "no", "baru.yaml"), "baru.yaml:1:1: K002 tidak dapat menulis: "),
        (PermissionError(errno.EACCES, "no", __file__), f"{Path(__file__).as_posix()}:1:1: K002 tidak dapat menulis: "),
        (
            OSError(errno.EROFS, "no", "build/x"),
            "build/x:1:1: K002 tidak dapat menulis: penyimpanan hanya dapat dibaca",
        ),
        (OSError(errno.ENOSPC, "full"), "stdout:1:1: K002 tidak dapat menulis: penyimpanan penuh;"),
    ],
)
def test_whatever_the_system_refuses_elsewhere_is_told_by_the_files_name(root, monkeypatch, capsys, fault, told):
    def refuse(*args):
        raise fault

    monkeypatch.setenv("SKM_LANG", "id")
    monkeypatch.setattr(sys, "argv", ["skm", "check", "2025S1"])
    monkeypatch.chdir(root)
    monkeypatch.setattr(memory, "of_period", refuse)
    monkeypatch.setattr(memory, "unchanged", lambda *args: None)
    with pytest.raises(SystemExit) as code:
        main()
    assert code.value.code == 1
    assert capsys.readouterr().err.startswith(told)


def test_a_register_on_a_full_disk_takes_nothing_and_says_so(root, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "full")

    (root / "register").mkdir()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match=r"register/\.siap/000000:1:1: K002 tidak dapat menulis: penyimpanan penuh;"):
        journal.write(root, {"register/kota/2025/0001/loket.docx": b"x"}, {"register/kota/2025/0001.yaml": b"y"})
    assert journal.recover(root) == ()
    assert [path.name for path in (root / "register").rglob("*") if path.is_file()] == []


def test_a_fault_of_the_program_keeps_its_traceback(root, monkeypatch):
    def wrong(*args):
        raise OSError(errno.EBADF, "our own doing", "periods/x.yaml")

    monkeypatch.setattr(sys, "argv", ["skm", "--root", str(root), "check", "2025S1"])
    monkeypatch.setattr(memory, "unchanged", wrong)
    with pytest.raises(OSError, match="our own doing"):
        main()


def _dead() -> int:
    """Return the number of a process that is gone."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_what_a_killed_run_left_half_written_goes_when_its_file_is_written_again(root, masa):
    made = root / "build/2025S1/kota/loket/surat.docx"
    made.parent.mkdir(parents=True)
    old, other = f".surat.docx.{_dead()}", f".laporan.docx.{_dead()}"
    mine, alive = ".surat.docx.disunting", f".surat.docx.{os.getppid()}"
    for name in (old, other, mine, alive):
        (made.parent / name).write_bytes(b"separuh")
    build.run(root, masa, "surat")
    assert sorted(path.name for path in made.parent.iterdir()) == sorted(["surat.docx", other, mine, alive])


def test_a_temporary_file_of_a_day_ago_goes_though_its_process_seems_to_live(tmp_path):
    left = tmp_path / f".a.txt.{os.getppid()}"
    left.write_bytes(b"separuh")
    os.utime(left, (time.time() - 100_000,) * 2)
    disk.write(tmp_path / "a.txt", b"utuh")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_run_killed_while_it_writes_leaves_nothing_after_the_next_one(root, masa):
    program = (
        "import os, signal, sys; from pathlib import Path; from pipeline.making import build\n"
        "from pipeline.sources import workspace\n"
        "os.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        "root = Path(sys.argv[1]); build.run(root, workspace.period(root, '2025S1'), 'surat')\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", program, str(root)], env=env, check=False)
    half = [path for path in (root / "build").rglob(".*") if path.is_file()]
    assert killed.returncode < 0
    assert half
    build.run(root, masa, "surat")
    assert not [path for path in half if path.exists()]
