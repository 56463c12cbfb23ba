"""A file that stands as it stood is not read again, and one that may have changed always is."""

import json
import os

import pytest

from pipeline.files import disk, fingerprint, hashes
from pipeline.files.hashes import KEPT, Hashes


@pytest.fixture
def root(tmp_path):
    for folder in ("build", "units/a", "register/a"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "units/a/b.yaml").write_bytes(b"one")
    return tmp_path


@pytest.fixture
def at_rest(monkeypatch):
    """Every file counts as long at rest, so that nothing but its state tells whether it has changed."""
    monkeypatch.setattr(hashes, "_AT_REST", -(10**18))


@pytest.fixture
def opened(monkeypatch):
    met, plain = [], hashes.sha_file
    monkeypatch.setattr(hashes, "sha_file", lambda path: met.append(path.name) or plain(path))
    return met


def asked(root, file="units/a/b.yaml"):
    seen = Hashes(root)
    found = seen.of(file)
    seen.keep()
    return found


def test_a_file_at_rest_is_read_once(root, at_rest, opened):
    assert asked(root) == asked(root) == asked(root) == fingerprint.sha(b"one")
    assert opened == ["b.yaml"]


def test_a_file_that_was_changed_just_now_is_read_by_the_next_run_too(root, opened):
    assert asked(root) == asked(root)
    assert opened == ["b.yaml"] * 2
    assert not (root / KEPT).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows tells no time at which the state of a file changed")
def test_what_is_changed_in_size_content_place_or_behind_its_times_is_read_again(root, at_rest):
    file = root / "units/a/b.yaml"

    def behind_its_times():
        state = file.stat()
        file.write_bytes(b"two")
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))

    def another_in_its_place():
        (root / "other").write_bytes(b"six")
        state = file.stat()
        os.utime(root / "other", ns=(state.st_atime_ns, state.st_mtime_ns))
        (root / "other").replace(file)

    for change in (behind_its_times, another_in_its_place, lambda: file.write_bytes(b"longer")):
        asked(root)
        change()
        assert asked(root) == fingerprint.sha_file(file)
    file.unlink()
    assert asked(root) == ""
    (root / "there").write_bytes(b"x")
    file.symlink_to(root / "there")
    assert asked(root) == fingerprint.sha(b"x")


def test_what_nobody_could_have_written_is_not_believed_and_costs_nothing(root, at_rest):
    asked(root)
    state = json.loads((root / KEPT).read_bytes())["units/a/b.yaml"]
    assert state[-1] == fingerprint.sha(b"one")
    for forged in ([], [*state, 1], [*state[:-1], "0" * 63], [str(number) for number in state], [True, *state[1:]], {}):
        (root / KEPT).write_text(json.dumps({"units/a/b.yaml": forged, "../x": state}))
        assert asked(root) == fingerprint.sha(b"one")


def test_nothing_is_written_where_files_are_only_named_or_build_leads_out(root, at_rest, tmp_path_factory):
    with disk.pretending() as named:
        asked(root)
    assert (named, (root / KEPT).exists()) == ([], False)
    outside = tmp_path_factory.mktemp("outside")
    (root / "build").rmdir()
    (root / "build").symlink_to(outside)
    assert asked(root) == fingerprint.sha(b"one")
    assert list(outside.iterdir()) == []


def test_a_file_that_is_gone_is_forgotten(root, at_rest):
    (root / "units/a/c.yaml").write_bytes(b"c")
    asked(root, "units/a/c.yaml")
    (root / "units/a/c.yaml").unlink()
    asked(root)
    assert list(json.loads((root / KEPT).read_bytes())) == ["units/a/b.yaml"]


def test_trees_hold_every_file_and_of_the_archive_the_names(root):
    def told():
        seen = Hashes(root)
        return seen.tree("units", "register"), seen.shared("units/a", "register/a"), seen.own("b", "units/a")

    first = told()
    (root / "register/a/letter.docx").write_bytes(b"1")
    second = told()
    (root / "register/a/letter.docx").write_bytes(b"2")
    assert (first[0] != second[0], second, first[1:]) == (True, told(), second[1:])
    (root / "units/a/b.yaml").write_bytes(b"new")
    third = told()
    assert [was != now for was, now in zip(second, third, strict=True)] == [True, False, True]
    (root / "units/a/skor.csv").write_bytes(b"new")
    assert [was != now for was, now in zip(third, told(), strict=True)] == [True, True, False]
