"""A journal that was found: done only when this program would have written it here; else refused, and nothing done."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.issuing import journal
from pipeline.problems.problem import Refusal
from support import tried
from support.git_office import git, write

CONTENT = b"nomor: 065.1/9/UJI/2025\nurut: 9\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
READY, ENTRY = "register/.siap/000000", "register/uji/2025/0009.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    there = tmp_path / "kerja"
    write(there, "register/uji/2025/0001.yaml", "nomor: 1/X\nurut: 1\n")
    write(there, READY, CONTENT.decode())
    write(tmp_path, "luar/rahasia.txt", "rahasia")
    return there


def left(root: Path, lines: object) -> None:
    text = lines if isinstance(lines, str) else json.dumps(lines)
    (root / journal.JOURNAL).write_text(text, encoding="utf-8")


def everything(root: Path) -> dict[str, bytes]:
    files = (path for path in root.parent.rglob("*") if path.is_file() and path.name != ".kunci")
    return {str(path): path.read_bytes() for path in files}


def refused(root: Path) -> list[str]:
    before = everything(root)
    with pytest.raises(Refusal) as told, journal.alone(root):
        pass
    assert everything(root) == before
    return [one.code for one in told.value.problems]


def test_a_journal_of_our_own_is_finished(root):
    left(root, [[READY, ENTRY, DIGEST]])
    with journal.alone(root) as done:
        assert done == (ENTRY,)
    assert (root / ENTRY).read_bytes() == CONTENT


def test_nothing_to_write_writes_nothing(root):
    before = everything(root)
    journal.write(root, {}, {})
    assert everything(root) == before


MALFORMED = (
    "",
    "{",
    "null",
    "0",
    "{}",
    "[]",
    "[1]",
    "[[]]",
    '["abc"]',
    "[[1, 2, 3]]",
    "[" * 100_000,
    [[READY, ENTRY]],
    [[READY, ENTRY, DIGEST, "x"]],
    [[READY, ENTRY, None]],
    [[READY, ENTRY, "abc"]],
    [[READY, ENTRY, DIGEST], [READY, ENTRY, DIGEST]],
)


@pytest.mark.parametrize("lines", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_journal_is_told_and_nothing_done(root, lines):
    left(root, lines)
    assert refused(root) == ["A034"]


ELSEWHERE = (
    "../pwned.txt",
    "register/../../pwned.txt",
    "register/../pwned.txt",
    "/tmp/pwned.txt",
    "units/uji/instansi.yaml",
    "register/pwned.yaml",
    "register/.kunci",
    "register/uji/.git/config",
    "register/uji/2025/../../../pwned.txt",
    "register//uji/2025/0009.yaml",
    "register/uji/./0009.yaml",
    "register\\uji\\0009.yaml",
    "C:/register/uji/0009.yaml",
    "register/uji/2025/00\u0000.yaml",
    "register/uji/" + "x/" * 600 + "y",
    "register/tautan/2025/0009.yaml",
    "register/uji/keluar/0009.yaml",
    "register/uji/2025/berkas.yaml",
)


@pytest.mark.parametrize("file", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_a_journal_that_leads_elsewhere_is_refused(root, file):
    (root / "register/tautan").symlink_to(root.parent / "luar")
    (root / "register/uji/keluar").symlink_to(root.parent / "luar")
    (root / "register/uji/2025/berkas.yaml").symlink_to(root.parent / "luar/rahasia.txt")
    left(root, [[READY, file, DIGEST]])
    assert refused(root) == ["A034"]


@pytest.mark.parametrize(
    "file", ["../luar/rahasia.txt", "register/uji/2025/0001.yaml", "register/.siap/../../x", "/etc/passwd"]
)
def test_a_journal_that_takes_from_elsewhere_is_refused(root, file):
    left(root, [[file, ENTRY, DIGEST]])
    assert refused(root) == ["A034"]


def test_a_ready_file_that_is_a_link_is_refused(root):
    (root / READY).unlink()
    (root / READY).symlink_to(root.parent / "luar/rahasia.txt")
    left(root, [[READY, ENTRY, hashlib.sha256(b"rahasia").hexdigest()]])
    assert refused(root) == ["A034"]


@pytest.mark.parametrize("file", ["register", "register/.siap", "register/.kunci", "register/.jurnal.json.siap"])
def test_a_register_that_is_a_link_is_refused(root, file):
    path = root / file
    if path.is_dir():
        path.rename(root.parent / "pindah")
    path.symlink_to(root.parent / ("pindah" if not file.endswith((".kunci", ".siap")) else "luar"))
    assert refused(root) == ["B003"]


def test_a_journal_that_is_a_link_is_refused(root):
    (root.parent / "luar/jurnal.json").write_text(json.dumps([[READY, ENTRY, DIGEST]]))
    (root / journal.JOURNAL).symlink_to(root.parent / "luar/jurnal.json")
    assert refused(root) == ["A034"]
    (root / journal.JOURNAL).unlink()
    (root / journal.JOURNAL).symlink_to("tidak-ada")
    assert refused(root) == ["A034"]


def test_a_journal_that_git_keeps_is_refused(root):
    left(root, [[READY, ENTRY, DIGEST]])
    git(root, "init", "-q", "--template=")
    git(root, "add", "-f", journal.JOURNAL)
    assert refused(root) == ["A034"]


def test_a_pipe_in_the_place_of_a_journal_is_refused_at_once(root):
    os.mkfifo(root / journal.JOURNAL)
    with pytest.raises(Refusal) as told, journal.alone(root):
        pass
    assert [one.code for one in told.value.problems] == ["A034"]


def test_nothing_of_ours_is_written_through_a_link_that_leads_out(root):
    (root / "register/uji/2026").symlink_to(root.parent / "luar")
    before = everything(root)
    with pytest.raises(Refusal) as told:
        journal.write(root, {}, {"register/uji/2026/0001.yaml": CONTENT})
    assert [one.code for one in told.value.problems] == ["B003"]
    assert {name for name, content in everything(root).items() if before.get(name) != content} <= {
        str(root / READY),
        str(root / "register/.gitattributes"),
    }


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from([READY, ENTRY, DIGEST, "..", "/"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)


@settings(
    max_examples=tried.share(3, "an example takes a moment"),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=60))
def test_whatever_stands_in_a_journal_is_done_or_refused_and_never_leads_elsewhere(root, monkeypatch, raw):
    monkeypatch.setattr(journal.git, "is_tracked", lambda where, file: False)
    (root / journal.JOURNAL).write_bytes(raw)
    try:
        steps = journal.read(root)
    except Refusal as told:
        assert [one.code for one in told.problems] == ["A034"]  # noqa: PT017
    else:
        assert all(step.file.startswith("register/") and ".." not in step.file for step in steps)
