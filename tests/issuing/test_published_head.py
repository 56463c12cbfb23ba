"""The head of the chain, published: the register is held against it later, by the office and by outsiders."""

import shutil
import subprocess
from pathlib import Path

import pytest
from test_apply import SEMUA, issue

from pipeline.issuing import entries, published_head
from support import git_office, needs

CHAIN = "register/uji/2025/riwayat.jsonl"
LETTER = "register/uji/2025/0002/loket-a.docx"


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    issue(root, SEMUA)
    git_office.commit(root)
    return root


@pytest.fixture
def root(issued, tmp_path) -> Path:
    return shutil.copytree(issued, tmp_path / "kerja")


def published(root: Path, run) -> str:
    """Keep what `register head` prints as somebody would, and return the name of the file."""
    (root / "kepala.txt").write_text(run("register", "head", cwd=root).stdout, encoding="utf-8")
    return "kepala.txt"


def enter(root: Path, number: int) -> None:
    entries.enter_by_hand(
        root, "uji", {"nomor": f"065.1/{number}/UJI/2025", "urut": str(number), "tanggal": "2025-07-09"}
    )


def test_a_head_that_was_published_is_an_ancestor_of_what_the_register_became(root, run):
    kept = published(root, run)
    told = run("verify", "--kepala", kept, cwd=root)
    assert (told.returncode, told.stdout.splitlines()[0].split(", ")[1]) == (0, "0 baris sesudahnya")
    enter(root, 9)
    git_office.commit(root)
    told = run("verify", "--head", kept, cwd=root)
    assert (told.returncode, told.stdout.splitlines()[0].split(", ")[1]) == (0, "1 baris sesudahnya")


def test_a_letter_and_a_number_are_held_against_the_head_in_a_file(root, run):
    kept = published(root, run)
    for asked in (LETTER, "065.1/2/UJI/2025"):
        told = run("verify", asked, "--kepala", kept, cwd=root)
        assert (told.returncode, told.stdout.splitlines()[-1]) == (0, f"{asked}: tercakup oleh kepala itu")
    early = "kepala-dini.txt"
    first = (root / CHAIN).read_text(encoding="utf-8").splitlines()[0]
    digest = published_head.chain.head(f"{first}\n")
    (root / early).write_text(f"uji/2025  {digest}  1 baris, terakhir -\n", encoding="utf-8")
    told = run("verify", LETTER, "--kepala", early, cwd=root)
    assert (told.returncode, told.stdout.splitlines()[-1]) == (1, f"{LETTER}: tidak tercakup oleh kepala itu")


def test_a_register_that_was_rewritten_no_longer_leads_to_what_was_published(root, run, tmp_path):
    kept = published(root, run)
    other = git_office.bangun(tmp_path / "lain", git_office.INSTANSI.replace("KANTOR UJI", "KANTOR LAIN"))
    issue(other, SEMUA)
    git_office.commit(other)
    shutil.copy(root / kept, other / kept)
    told = run("verify", "--kepala", kept, cwd=other)
    assert told.returncode == 1
    assert f"{CHAIN}:1:1: A061 " in told.stderr


def test_what_holds_no_head_is_refused(root, run):
    (root / "kosong.txt").write_text("tidak ada apa-apa", encoding="utf-8")
    for kept in ("kosong.txt", "tidak-ada.txt", "3f0c"):
        told = run("verify", "--kepala", kept, cwd=root)
        assert (told.returncode, kept in told.stderr) == (2, True)


@needs.keys
def test_a_published_signature_says_who_signed_and_one_of_another_head_is_told(root, run, tmp_path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "kunci")], check=True)
    git_office.git(root, "config", "skm.kunci", str(tmp_path / "kunci"))
    git_office.write(root, "register/penjamin", f"budi@uji.example {(tmp_path / 'kunci.pub').read_text()}")
    enter(root, 9)
    git_office.commit(root)
    (head,) = published_head.heads(root, ("uji",))
    assert len(head.signatures) == 1
    line = f"{head.where}  {head.head}  {head.lines} baris\n{head.signatures[0]}\n"
    (root / "kepala.txt").write_text(line, encoding="utf-8")
    assert "ditandatangani budi@uji.example" in run("verify", "--kepala", "kepala.txt", cwd=root).stdout
    enter(root, 10)
    (later,) = published_head.heads(root, ("uji",))
    (root / "kepala.txt").write_text(line.replace(head.head, later.head), encoding="utf-8")
    assert "A061 " in run("verify", "--kepala", "kepala.txt", cwd=root).stderr
