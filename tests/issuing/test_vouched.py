"""Who vouches for the register: chains signed with the keys that offices have already, and heads that are published."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.files import ssh_keys
from pipeline.issuing import apply, chain, entries, guarantor, intact, vouched
from pipeline.issuing.order import Order
from pipeline.issuing.trusted import Reader
from pipeline.problems.problem import Refusal
from pipeline.sources.period import Period
from support import git_office, needs
from support.git_office import commit, git

pytestmark = needs.keys
ALL = Order(Period(2025, "S", 1), "surat-hasil")
CHAIN = "register/uji/2025/riwayat.jsonl"
SIGNATURES = "register/uji/2025/tanda.jsonl"


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kunci")
    for name in ("budi", "sari"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(command, check=True)
    return folder


@pytest.fixture(scope="module")
def issued(tmp_path_factory, keys) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    git(root, "config", "skm.kunci", str(keys / "budi"))
    trust(root, keys, "budi")
    apply.issue(root, ALL, lambda made, recovered: True)
    commit(root, "terbit")
    return root


@pytest.fixture
def root(issued, tmp_path) -> Path:
    return shutil.copytree(issued, tmp_path / "kerja")


def trust(root: Path, keys: Path, *names: str) -> None:
    lines = [f"{name}@uji.example {(keys / f'{name}.pub').read_text(encoding='utf-8')}" for name in names]
    git_office.write(root, guarantor.TRUSTED, "".join(lines))


def take(root: Path, number: int) -> None:
    fields = {"nomor": f"065.1/{number}/UJI/2025", "urut": str(number), "tanggal": "2025-07-09"}
    entries.enter_by_hand(root, "uji", fields)


def codes(root: Path, trusted: Path | None = None) -> list[str]:
    return sorted({fault.code for fault in intact.whole_archive(root, Reader(penjamin=trusted))})


def by_signer(root: Path, trusted: Path | None = None) -> dict[str, list[str]]:
    return {
        who: [nomor.split("/")[1] for nomor in numbers]
        for found in vouched.vouched(root, "uji", Reader(penjamin=trusted))
        for who, numbers in found.by_signer()
    }


def test_one_line_switches_signing_on_and_verify_names_who_vouched_for_which_numbers(root, run, keys):
    assert codes(root) == []
    git(root, "config", "skm.kunci", str(keys / "sari"))
    trust(root, keys, "budi", "sari")
    take(root, 9)
    git(root, "config", "--unset", "skm.kunci")
    take(root, 10)
    commit(root)
    told = run("verify", cwd=root)
    assert told.stdout.splitlines() == [
        "buku agenda dan arsipnya utuh",
        "budi@uji.example menjamin 065.1/2/UJI/2025, 065.1/3/UJI/2025, 065.1/4/UJI/2025",
        "sari@uji.example menjamin 065.1/2/UJI/2025, 065.1/3/UJI/2025, 065.1/4/UJI/2025, 065.1/9/UJI/2025",
        "register/uji/2025/riwayat.jsonl: 1 nomor tanpa penjamin",
    ]
    told = run("verify", "2", cwd=root)
    assert told.stdout == "065.1/2/UJI/2025: asli, arsipnya utuh, dijamin budi@uji.example, sari@uji.example\n"


def test_who_vouches_is_proven_by_keys_that_somebody_names(root, keys):
    (root / guarantor.TRUSTED).unlink()
    assert (codes(root), by_signer(root)) == (["A052"], {})
    trust(root, keys, "sari")
    assert (codes(root), by_signer(root)) == (["A052"], {})
    mine = root.parent / "kunciku"
    mine.write_text(f"kantor@uji.example {(keys / 'budi.pub').read_text(encoding='utf-8')}", encoding="utf-8")
    assert (codes(root, mine), by_signer(root, mine)) == ([], {"kantor@uji.example": ["2", "3", "4"]})


def test_a_key_that_cannot_sign_stops_the_command_and_nothing_is_taken(root):
    git(root, "config", "skm.kunci", str(root.parent / "tidak-ada"))
    before = git_office.tree(root)
    with pytest.raises(Refusal) as refusal:
        take(root, 9)
    assert [fault.code for fault in refusal.value.problems] == ["A053"]
    assert git_office.tree(root) == before


@pytest.mark.parametrize("how", ["rewritten", "cut", "of another chain", "of another line", "by nobody", "unreadable"])
def test_a_signature_that_is_not_of_what_stands_there_vouches_for_nothing(root, how, keys):
    take(root, 9)
    chain_file, file = root / CHAIN, root / SIGNATURES
    lines = chain_file.read_text(encoding="utf-8").splitlines(keepends=True)
    signed = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    if how == "rewritten":
        chain_file.write_text("".join(lines).replace("065.1/9/", "065.1/8/"), encoding="utf-8")
    elif how == "cut":
        chain_file.write_text("".join(lines[:-1]), encoding="utf-8")
    elif how == "of another chain":
        other = f"register/uji/2024/riwayat.jsonl {signed[-1]['kepala']}\n".encode()
        signed[-1]["tanda"] = ssh_keys.sign(keys / "budi", guarantor.PURPOSE, other)
    elif how == "of another line":
        signed[-1]["tanda"] = signed[0]["tanda"]
    elif how == "by nobody":
        signed[-1]["tanda"] = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
    if how not in ("rewritten", "cut", "unreadable"):
        file.write_text("".join(json.dumps(line, sort_keys=True) + "\n" for line in signed), encoding="utf-8")
    if how == "unreadable":
        file.write_text(file.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    assert "A051" in codes(root)
    assert "9" not in by_signer(root).get("budi@uji.example", [])


def test_two_branches_are_joined_with_what_both_signed(root, keys):
    for branch, number in (("lain", 8), ("main", 9)):
        git(root, "checkout", "-q", *(["-b"] if branch == "lain" else []), branch)
        take(root, number)
        commit(root, str(number))
    git(root, "merge", "-q", "--no-edit", "lain")
    assert codes(root) == []
    assert by_signer(root) == {"budi@uji.example": ["2", "3", "4", "8", "9"]} or by_signer(root) == {
        "budi@uji.example": ["2", "3", "4", "9", "8"]
    }


def test_a_signature_taken_away_is_remembered_by_git(root):
    (root / SIGNATURES).unlink()
    commit(root, "diam-diam")
    assert "A041" in codes(root)


def test_a_published_head_tells_an_outsider_which_letters_it_covers(root, run):
    printed = run("register", "kepala", cwd=root).stdout
    where, head, rest = printed.strip().split("  ")
    assert (where, rest) == ("uji/2025", "4 baris, terakhir 065.1/4/UJI/2025")
    assert re.fullmatch("[0-9a-f]{64}", head)
    letter = "register/uji/2025/0002/loket-a.docx"
    told = run("verify", letter, "--kepala", head, cwd=root)
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, f"{letter}: tercakup oleh kepala itu")
    older = json.loads((root / CHAIN).read_text(encoding="utf-8").splitlines()[1])["sebelum"][0]
    for other in (older, "0" * 64):
        told = run("verify", letter, "--kepala", other, cwd=root)
        assert (told.returncode, told.stdout.splitlines()[-1]) == (1, f"{letter}: tidak tercakup oleh kepala itu")


def test_a_head_published_before_two_branches_were_joined_still_covers(root):
    for branch, number in (("lain", 8), ("main", 9)):
        git(root, "checkout", "-q", *(["-b"] if branch == "lain" else []), branch)
        take(root, number)
        commit(root, str(number))
    git(root, "merge", "-q", "--no-edit", "lain")
    published = chain.head(chain.text_of(root, CHAIN))
    digest = next(iter(chain.read(chain.text_of(root, CHAIN), [])[1].files.values()))
    assert chain.covers(root, CHAIN, published, digest)
    take(root, 10)
    assert chain.covers(root, CHAIN, published, digest)
    last = chain.read(chain.text_of(root, CHAIN), [])[-1]
    assert not chain.covers(root, CHAIN, published, next(iter(last.files.values())))


def test_what_git_has_not_seen_is_told(root, run):
    take(root, 9)
    told = run("verify", cwd=root)
    assert (told.returncode, told.stdout.splitlines()[0]) == (0, "buku agenda dan arsipnya utuh")
    assert told.stdout.splitlines()[-1] == "3 berkas belum di-commit: hanya riwayat yang mencatatnya, git belum"


def test_a_long_chain_asks_once_for_each_key_and_an_older_forgery_gains_nothing(root, keys, monkeypatch):
    for number in range(9, 15):
        take(root, number)
    file = root / SIGNATURES
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 7
    asked: list[list[str]] = []
    real = ssh_keys._call
    monkeypatch.setattr(ssh_keys, "_call", lambda args, message: asked.append(args) or real(args, message))
    expected = {"budi@uji.example": ["2", "3", "4", *map(str, range(9, 15))]}
    assert (by_signer(root), len(asked)) == (expected, 3)
    last = json.loads(lines[-1])
    forged = json.loads(lines[0]) | {"kepala": last["kepala"]}
    file.write_text("\n".join([*lines[:-1], json.dumps(forged, sort_keys=True), ""]), encoding="utf-8")
    assert by_signer(root) == {"budi@uji.example": expected["budi@uji.example"][:-1]}
    assert "A051" in codes(root)


@pytest.mark.parametrize("text", ["", "x", "-----BEGIN\nAAAA\n-----END", "-----BEGIN\nU1NIU0lH\n-----END", "a\nb\nc"])
def test_a_signature_that_says_no_key_has_none(text):
    assert ssh_keys.key_of(text) in (b"", b"\0")
