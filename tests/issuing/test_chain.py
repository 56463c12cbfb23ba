"""The chain of the register, and git as a witness: whatever is changed other than by a command is found."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.issuing import apply, chain, entries, intact
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office
from support.git_office import commit, git

ALL = Order(Period(2025, "S", 1), "surat-hasil")
CHAIN = "register/uji/2025/riwayat.jsonl"


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    apply.issue(root, ALL, lambda made, pulih: True)
    commit(root, "terbit")
    return root


@pytest.fixture
def root(issued, tmp_path) -> Path:
    return shutil.copytree(issued, tmp_path / "kerja")


def codes(root: Path) -> list[str]:
    return sorted({one.code for one in intact.whole_archive(root)})


def take(root: Path, number: int) -> None:
    fields = {"nomor": f"065.1/{number}/UJI/2025", "urut": str(number), "tanggal": "2025-07-09"}
    entries.enter_by_hand(root, "uji", fields)


def lines(root: Path) -> list[str]:
    return (root / CHAIN).read_text(encoding="utf-8").splitlines()


def test_every_operation_adds_a_line_that_names_the_line_before_and_the_files(root):
    entries.void(root, "2", "salah alamat")
    there = [json.loads(line) for line in lines(root)]
    assert [(one["laku"], one["nomor"]) for one in there] == [
        ("mulai", ""),
        ("terbit", "065.1/2/UJI/2025"),
        ("terbit", "065.1/3/UJI/2025"),
        ("terbit", "065.1/4/UJI/2025"),
        ("batal", "065.1/2/UJI/2025"),
    ]
    assert [len(one["sebelum"]) for one in there] == [0, 1, 1, 1, 1]
    assert {Path(file).name for file in there[1]["sidik"]} == {
        "0002.yaml",
        "loket-a.docx",
        "loket-a.md",
        "loket-a.json",
    }
    assert codes(root) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("tanggal: 2025-07-02", "tanggal: 2025-07-03"),
        ("hal: Hasil Survei", "hal: Undangan"),
        ("yth: Kepala Loket-A", "yth: Kepala Loket-Z"),
        ("jenis: surat-hasil\n", "jenis: surat-hasil\nbatal: tidak jadi\n"),
    ],
)
def test_an_entry_changed_by_hand_is_found_also_after_it_is_committed(root, was, now):
    file = root / "register/uji/2025/0002.yaml"
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now), encoding="utf-8")
    assert "A037" in codes(root)
    commit(root, "diam-diam")
    told = [one for one in intact.whole_archive(root) if one.code == "A037"]
    assert "Uji" in str(dict(told[0].values)["by"])


def test_a_figure_raised_in_the_record_is_found(root):
    file = root / "register/uji/2025/0002/loket-a.json"
    file.write_text(file.read_text(encoding="utf-8").replace("87.50", "99.99"), encoding="utf-8")
    assert codes(root) == ["A037"]


def test_a_whole_number_taken_away_is_found(root):
    (root / "register/uji/2025/0004.yaml").unlink()
    shutil.rmtree(root / "register/uji/2025/0004")
    assert codes(root) == ["A037"]
    commit(root, "diam-diam")
    assert codes(root) == ["A037", "A040"]


@pytest.mark.parametrize("name", ["surat.docx", "surat.pdf", "0030.md"])
def test_a_letter_laid_into_the_archive_under_a_number_that_nobody_took_is_found(root, name):
    laid = root / "register/uji/2025/0030"
    laid.mkdir()
    (laid / name).write_bytes((root / "register/uji/2025/0002/loket-a.docx").read_bytes())
    commit(root, "lain")
    assert codes(root) == ["A024"]


def test_what_people_keep_beside_the_folders_of_numbers_is_no_archive(root):
    for file in ("register/uji/2025/agenda-lama.xlsx", "register/uji/pindaian/2019.pdf", "register/uji/catatan.txt"):
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_bytes(b"x")
    assert codes(root) == []


def test_a_number_and_its_line_taken_away_are_remembered_by_git(root):
    (root / "register/uji/2025/0004.yaml").unlink()
    shutil.rmtree(root / "register/uji/2025/0004")
    (root / CHAIN).write_text("\n".join(lines(root)[:-1]) + "\n", encoding="utf-8")
    commit(root, "diam-diam")
    assert codes(root) == ["A040", "A041"]


@pytest.mark.parametrize("how", ["deleted", "moved", "doubled", "changed", "cut"])
def test_a_line_that_is_deleted_moved_doubled_or_changed_is_found(root, how):
    there = lines(root)
    made = {
        "deleted": [*there[:2], *there[3:]],
        "moved": [there[0], there[2], there[1], there[3]],
        "doubled": [*there, there[1]],
        "changed": [*there[:2], there[2].replace("terbit", "catat"), there[3]],
        "cut": [*there[:3], there[3][:40]],
    }[how]
    (root / CHAIN).write_text("\n".join(made) + "\n", encoding="utf-8")
    assert "A036" in codes(root)


def test_a_number_written_by_hand_is_not_in_the_chain(root):
    git_office.write(root, "register/uji/2025/0009.yaml", "nomor: 065.1/9/UJI/2025\nurut: 9\n")
    assert codes(root) == ["A039"]


def test_a_register_without_a_chain_is_told_once_and_is_no_error(tmp_path):
    root = git_office.bangun(tmp_path / "lama")
    assert [(one.code, one.is_warning) for one in intact.whole_archive(root)] == [("A038", True)]
    take(root, 2)
    assert codes(root) == []
    assert json.loads(lines(root)[0])["sidik"].keys() == {"register/uji/2025/0001.yaml"}


def branched(root: Path, attributes: bool = True) -> None:
    """Two branches take different numbers, each with its line."""
    for branch, number in (("lain", 8), ("main", 9)):
        git(root, "checkout", "-q", *(["-b"] if branch == "lain" else []), branch)
        take(root, number)
        if not attributes:
            (root / chain.ATTRIBUTES).unlink()
        commit(root, str(number))


def test_two_branches_are_joined_without_a_conflict_and_the_next_line_names_both(root):
    branched(root)
    git(root, "merge", "-q", "--no-edit", "lain")
    assert codes(root) == []
    take(root, 10)
    assert len(json.loads(lines(root)[-1])["sebelum"]) == 2
    assert codes(root) == []


def test_joined_either_way_round_a_chain_has_the_same_head(root, tmp_path):
    branched(root)
    other = shutil.copytree(root, tmp_path / "sebaliknya")
    git(root, "merge", "-q", "--no-edit", "lain")
    git(other, "checkout", "-q", "lain")
    git(other, "merge", "-q", "--no-edit", "main")
    texts = [(one / CHAIN).read_text(encoding="utf-8") for one in (root, other)]
    assert chain.head(texts[0]) == chain.head(texts[1])


@pytest.mark.parametrize("how", [("-s", "ours"), ("-X", "ours"), ("-X", "theirs")])
def test_what_a_merge_throws_away_is_found(root, how):
    (root / chain.ATTRIBUTES).unlink()
    commit(root, "tanpa penyatuan")
    branched(root, attributes=False)
    git(root, "merge", "-q", "--no-edit", *how, "lain", check=False)
    assert {"A036", "A041"} & {*codes(root)}


@pytest.mark.parametrize("step", range(30))
def test_any_damage_to_a_chain_is_told_and_never_a_crash(root, step):
    raw = (root / CHAIN).read_bytes()
    at = len(raw) * step // 30
    for made in (raw[:at] + b"\xff" + raw[at + 1 :], raw[:at], raw[:at] + b'{"laku":1}\n' + raw[at:], b"[" * 9999):
        (root / CHAIN).write_bytes(made)
        list(chain.faults(root, "uji"))
    (root / CHAIN).write_bytes(b"[" * 9999)
    assert "A036" in {one.code for one in chain.faults(root, "uji")}
