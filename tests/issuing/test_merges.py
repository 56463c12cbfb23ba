"""Two branches joined in every way that people join them: chains are joined alike, and what got lost is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.issuing import apply, chain, entries, intact
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office
from support.git_office import commit, git

ONE = Order(Period(2025, "S", 1), "surat-hasil", "loket-a")
CHAIN = "register/uji/2025/riwayat.jsonl"


def take(root: Path, number: int, yth: str = "Camat") -> None:
    fields = {"nomor": f"065.1/{number}/UJI/2025", "urut": str(number), "tanggal": "2025-06-30", "yth": yth}
    entries.enter_by_hand(root, "uji", fields)


def settled(root: Path, side: str, go_on: tuple[str, ...]) -> None:
    """Settle each conflict as people do: one side of a file, both sides of a chain; then go on."""
    for _ in range(4):
        conflicts = git(root, "diff", "--name-only", "--diff-filter=U").stdout.split()
        for file in conflicts:
            if file.endswith(".jsonl"):
                text = (root / file).read_text(encoding="utf-8")
                kept = [line for line in text.splitlines() if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
                (root / file).write_text("".join(f"{line}\n" for line in dict.fromkeys(kept)), encoding="utf-8")
            elif git(root, "checkout", f"--{side}", "--", file, check=False).returncode:
                git(root, "rm", "-q", "--cached", "--", file, check=False)
            git(root, "add", "--", file)
        if not conflicts:
            break
        git(root, "-c", "core.editor=true", *go_on, check=False)
    commit(root, "gabung")


Way = Callable[[Path, str], None]


def merging(*how: str) -> Way:
    def join(root: Path, side: str) -> None:
        git(root, "merge", "--no-edit", *how, "satu", check=False)
        settled(root, side, ("commit", "--no-edit", "-q"))

    return join


def replaying(*how: str) -> Way:
    def join(root: Path, side: str) -> None:
        git(root, *how, check=False)
        settled(root, side, (how[0], "--continue"))

    return join


def by_mail(root: Path, side: str) -> None:
    (root.parent / "surel").write_text(git(root, "format-patch", "--binary", "--stdout", "main..satu").stdout)
    git(root, "am", "-q", "-3", str(root.parent / "surel"), check=False)
    settled(root, side, ("am", "--continue"))


def by_patch(root: Path, side: str) -> None:
    (root.parent / "beda").write_text(git(root, "diff", "--binary", "main...satu").stdout)
    git(root, "update-index", "-q", "--refresh", check=False)
    git(root, "apply", "-q", "--3way", str(root.parent / "beda"), check=False)
    settled(root, side, ("commit", "--no-edit", "-q"))


def by_stash(root: Path, side: str) -> None:
    git(root, "checkout", "-q", "satu")
    git(root, "reset", "-q", "--soft", "main")
    git(root, "stash", "-q", "--include-untracked")
    git(root, "checkout", "-q", "dua")
    git(root, "stash", "pop", "-q", check=False)
    settled(root, side, ("commit", "--no-edit", "-q"))


def by_folder(root: Path, side: str) -> None:
    git(root, "checkout", "satu", "--", "register")
    commit(root, "salin")


def by_files(root: Path, side: str) -> None:
    """Files that are not there are copied over, those that are stay: as with a memory stick."""
    for file in git(root, "ls-tree", "-r", "--name-only", "satu", "register").stdout.split():
        if not (root / file).exists():
            git(root, "checkout", "satu", "--", file)
    commit(root, "salin")


def by_pull(*how: str) -> Way:
    def join(root: Path, side: str) -> None:
        git(root, "pull", "-q", "--no-edit", *how, ".", "satu", check=False)
        settled(root, side, ("rebase", "--continue") if "--rebase" in how else ("commit", "--no-edit", "-q"))

    return join


WAYS: dict[str, Way] = {
    "merge": merging(),
    "merge --no-ff": merging("--no-ff"),
    "merge --squash": merging("--squash"),
    "merge --no-commit": merging("--no-commit"),
    "merge -s resolve": merging("-s", "resolve"),
    "merge -s subtree": merging("-s", "subtree"),
    "merge -s ours": merging("-s", "ours"),
    "merge -X ours": merging("-X", "ours"),
    "merge -X theirs": merging("-X", "theirs"),
    "merge -X patience": merging("-X", "patience", "-X", "find-renames=10%"),
    "merge -X ignore-all-space": merging("-X", "ignore-all-space"),
    "rebase": replaying("rebase", "satu"),
    "rebase --onto": replaying("rebase", "--onto", "satu", "main"),
    "rebase -X theirs": replaying("rebase", "-X", "theirs", "satu"),
    "cherry-pick": replaying("cherry-pick", "satu"),
    "cherry-pick -X theirs": replaying("cherry-pick", "-X", "theirs", "satu"),
    "pull --no-rebase": by_pull("--no-rebase"),
    "pull --rebase": by_pull("--rebase"),
    "am -3": by_mail,
    "apply --3way": by_patch,
    "stash pop": by_stash,
    "checkout of the folder": by_folder,
    "copying what is not there": by_files,
}
LOSSY = ("merge -s ours", "checkout of the folder", "copying what is not there")
"""Ways that take the chain of one side: what the other did is not in it."""


def branched(folder: Path, on_one: Callable[[Path], None], on_two: Callable[[Path], None]) -> Path:
    root = git_office.bangun(folder / "kerja")
    git(root, "config", "user.name", "Uji")
    git(root, "config", "user.email", "uji@contoh.example")
    take(root, 9)
    commit(root, "dasar")
    for branch, act in (("satu", on_one), ("dua", on_two)):
        git(root, "checkout", "-q", "-b", branch, "main")
        act(root)
        commit(root, branch)
    return root


@pytest.fixture(scope="module")
def apart(tmp_path_factory) -> Path:
    """Two branches that took different numbers."""
    return branched(tmp_path_factory.mktemp("beda"), lambda root: take(root, 12), lambda root: take(root, 11))


@pytest.fixture(scope="module")
def issued_both(tmp_path_factory) -> Path:
    """Two branches that issued two letters with one number."""

    def issue(unit: str) -> Callable[[Path], None]:
        return lambda root: (apply.issue(root, ONE._replace(unit=unit), lambda made, recovered: True), None)[1]

    return branched(tmp_path_factory.mktemp("terbit"), issue("loket-a"), issue("loket-b"))


@pytest.fixture(scope="module")
def taken_both(tmp_path_factory) -> Path:
    """Two branches that took one number by hand, for two letters."""
    return branched(
        tmp_path_factory.mktemp("catat"), lambda root: take(root, 12, "Lurah"), lambda root: take(root, 12, "Camat")
    )


def errors(root: Path) -> set[str]:
    return {fault.code for fault in intact.whole_archive(root) if not fault.is_warning}


def head(root: Path) -> str:
    return chain.head(chain.text_of(root, CHAIN))


def test_there_are_as_many_ways_as_promised():
    assert len(WAYS) >= 22


@pytest.mark.parametrize("way", [way for way in WAYS if way not in LOSSY])
def test_different_numbers_are_joined_clean_and_every_way_gives_the_same_head(apart, tmp_path, way):
    root = shutil.copytree(apart, tmp_path / "kerja")
    links = [chain.read(git(root, "show", f"{branch}:{CHAIN}").stdout, [])[-1].digest for branch in ("satu", "dua")]
    WAYS[way](root, "ours")
    assert errors(root) == set()
    assert head(root) == chain.stands_for(sorted(links))
    take(root, 20)
    assert errors(root) == set()
    assert sorted(chain.read(chain.text_of(root, CHAIN), [])[-1].before) == sorted(links)


@pytest.mark.parametrize("way", LOSSY)
def test_a_way_that_drops_a_chain_is_told(apart, tmp_path, way):
    root = shutil.copytree(apart, tmp_path / "kerja")
    WAYS[way](root, "ours")
    assert errors(root) & {"A036", "A037", "A039", "A040", "A041"}


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("way", WAYS)
def test_one_number_for_two_letters_is_told_after_any_way(issued_both, tmp_path, way, side):
    root = shutil.copytree(issued_both, tmp_path / "kerja")
    WAYS[way](root, side)
    assert errors(root)


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("way", [way for way in WAYS if way != "copying what is not there"])  # that brings nothing here
def test_one_number_taken_twice_by_hand_is_told_after_any_way(taken_both, tmp_path, way, side):
    root = shutil.copytree(taken_both, tmp_path / "kerja")
    WAYS[way](root, side)
    assert errors(root)
