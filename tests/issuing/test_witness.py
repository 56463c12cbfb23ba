"""Git as a witness that cannot be silenced: what forges, cuts or hides its history is told, never taken for whole."""

import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from pipeline.files import git_calls
from pipeline.issuing import apply
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office
from support.git_office import commit, git

CHAIN = "register/uji/2025/riwayat.jsonl"
UTUH = "buku agenda dan arsipnya utuh"


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "asal")
    apply.issue(root, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, pulih: True)
    commit(root, "terbit")
    return root


@pytest.fixture
def root(issued, tmp_path) -> Path:
    git(tmp_path, "clone", "-q", str(issued), "kerja")
    return tmp_path / "kerja"


def delete(root: Path) -> None:
    """The last number goes, with its line of the chain, and nobody is told."""
    (root / "register/uji/2025/0004.yaml").unlink()
    shutil.rmtree(root / "register/uji/2025/0004")
    chain = root / CHAIN
    chain.write_text("".join(chain.read_text().splitlines(keepends=True)[:-1]))


def said(root: Path, *args: str) -> str:
    return git(root, *args).stdout.strip()


def _forget(root: Path) -> None:
    git(root, "remote", "remove", "origin")


def _replaced(root: Path) -> None:
    new = said(root, "commit-tree", "HEAD^{tree}", "-p", "HEAD~2", "-m", "y")
    git(root, "replace", "HEAD", new)


def _regrafted(root: Path) -> None:
    git(root, "replace", "--graft", "HEAD", "HEAD~2")


def _grafts(root: Path) -> None:
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{said(root, 'rev-parse', 'HEAD')} {said(root, 'rev-parse', 'HEAD~2')}\n")


def _shallow(root: Path) -> None:
    (root / ".git/shallow").write_text(said(root, "rev-parse", "HEAD") + "\n")


def _shallow_clone(root: Path) -> None:
    root.rename(root.with_name("dalam"))
    git(root.parent, "clone", "-q", "--depth", "1", f"file://{root.with_name('dalam')}", root.name)
    _forget(root)


def _objects_gone(root: Path) -> None:
    for folder in (root / ".git/objects").iterdir():
        if len(folder.name) == 2 or folder.name == "pack":
            shutil.rmtree(folder)


def _loose(root: Path) -> Path:
    """Unpack the objects; return that of the chain as it was before the last commit."""
    git(root, "gc", "-q")
    (pack,) = (root / ".git/objects/pack").glob("*.pack")
    moved = pack.rename(root.parent / "pak")
    for file in (root / ".git/objects/pack").iterdir():
        file.unlink()
    subprocess.run(["git", "-C", root, "unpack-objects", "-q"], input=moved.read_bytes(), check=True)
    name = said(root, "rev-parse", f"HEAD~1:{CHAIN}")
    found = root / ".git/objects" / name[:2] / name[2:]
    found.chmod(0o644)
    return found


def _one_object_gone(root: Path) -> None:
    _loose(root).unlink()


def _one_object_cut(root: Path) -> None:
    found = _loose(root)
    found.write_bytes(found.read_bytes()[:-20])


def _one_object_another(root: Path) -> None:
    """The chain never had its last line, says an object under the name of one that had: git itself does not notice."""
    now = (root / CHAIN).read_bytes()
    _loose(root).write_bytes(zlib.compress(b"blob %d\0" % len(now) + now))


def _flipped_in_the_pack(root: Path) -> None:
    git(root, "gc", "-q")
    (pack,) = (root / ".git/objects/pack").glob("*.pack")
    lines = said(root, "verify-pack", "-v", str(pack.with_suffix(".idx"))).splitlines()
    name = said(root, "rev-parse", f"HEAD~1:{CHAIN}")
    offset, size = (int(line.split()[at]) for line in lines if line.startswith(name) for at in (4, 3))
    raw = bytearray(pack.read_bytes())
    raw[offset + size - 3] ^= 255
    pack.chmod(0o644)
    pack.write_bytes(raw)


def _no_repository(root: Path) -> None:
    shutil.rmtree(root / ".git")


def _elsewhere(root: Path) -> None:
    shutil.copytree(root, root.with_name("lain"))
    git(root, "config", "core.worktree", str(root.with_name("lain")))


def _orphan(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "baru")
    commit(root, "semua baru")
    git(root, "branch", "-D", "main")


SABOTAGE = {
    "HEAD diganti": (_replaced, 1, "A041"),
    "induknya dicangkok": (_regrafted, 1, "A041"),
    "berkas cangkok": (_grafts, 1, "A041"),
    "dipotong di HEAD": (_shallow, 0, "A057"),
    "klon satu commit": (_shallow_clone, 0, "A057"),
    "objeknya hilang": (_objects_gone, 1, "A056"),
    "satu objek hilang": (_one_object_gone, 1, "A056"),
    "satu objek terpotong": (_one_object_cut, 1, "A056"),
    "satu objek berisi lain": (_one_object_another, 1, "A056"),
    "satu bita lain di pak": (_flipped_in_the_pack, 1, "A056"),
    "tanpa repositori": (_no_repository, 0, "A057"),
    "pohon kerja di tempat lain": (_elsewhere, 1, "A056"),
    "cabang yatim": (_orphan, 1, "A058"),
}


@pytest.mark.parametrize("how", SABOTAGE)
def test_a_history_that_is_forged_or_cut_is_told(root, run, how):
    delete(root)
    commit(root, "diam-diam")
    sabotage, status, code = SABOTAGE[how]
    sabotage(root)
    told = run("verify", cwd=root)
    assert (told.returncode, code in told.stdout + told.stderr) == (status, True), told.stdout + told.stderr
    assert UTUH not in told.stdout.splitlines()


def test_a_clone_of_another_user_is_told_with_the_way_out(root, run, monkeypatch):
    delete(root)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for args in (("verify",), ("plan", "surat-hasil", "2025S1")):
        told = run(*args, cwd=root)
        assert told.returncode == 1
        assert f"git config --global --add safe.directory {root}" in told.stdout + told.stderr
        assert UTUH not in told.stdout.splitlines()


def test_without_git_it_is_said_and_not_only_whole(root, run, monkeypatch):
    monkeypatch.setattr(git_calls.shutil, "which", lambda name: None)
    told = run("verify", cwd=root)
    assert told.returncode == 0
    assert "A057" in told.stdout + told.stderr
    assert UTUH not in told.stdout.splitlines()


def test_a_whole_history_is_whole(root, run):
    assert UTUH in run("verify", cwd=root).stdout.splitlines()


def test_numbers_of_a_branch_that_is_not_joined_yet_are_a_warning(root, run):
    git(root, "reset", "-q", "--hard", "HEAD~1")
    told = run("verify", cwd=root)
    assert told.returncode == 0
    assert (
        "A059 cabang origin/main mencatat nomor yang tidak ada di sini: 065.1/2/UJI/2025" in told.stdout + told.stderr
    )


@pytest.mark.parametrize("how", ["hapus", "ubah"])
def test_of_a_number_the_same_is_told_as_of_the_whole_register(root, run, how):
    assert run("verify", "2", cwd=root).stdout == "065.1/2/UJI/2025: asli, arsipnya utuh\n"
    entry = root / "register/uji/2025/0002.yaml"
    entry.write_text(entry.read_text().replace("2025-07-02", "2025-07-03") if how == "ubah" else "")
    delete(root)
    commit(root, "diam-diam")
    (root / CHAIN).unlink()
    whole = run("verify", cwd=root)
    told = run("verify", "3", cwd=root)
    assert told.returncode == whole.returncode == 1
    lines = set(told.stderr.splitlines())
    assert lines < set(whole.stderr.splitlines())
    assert {line for line in lines if "nomor 065.1/4/" in line or "0002.yaml" in line} == set()
    assert "A041" in told.stderr
    assert told.stdout == "065.1/3/UJI/2025: berubah\n"


def test_what_git_was_not_asked_is_said_of_a_number_as_well(root, run):
    _no_repository(root)
    told = run("verify", "2", cwd=root)
    assert (told.returncode, "A057" in told.stderr) == (0, True)
    assert "menurut catatannya sendiri" in told.stdout
    assert "asli" not in told.stdout
