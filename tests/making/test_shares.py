"""Shares of a run, made apart and joined: the same report and the same bytes as one run; what does not fit is told."""

import json
import os
import shutil
from itertools import chain

import pytest

from pipeline.making import build, copies, shares
from pipeline.making.shares import Share
from pipeline.problems.problem import Refusal
from pipeline.sources import workspace
from support import grown_office, in_process

KIND, PERIOD, OF = grown_office.KIND, grown_office.PERIOD, 3
UNITS = 7
COMMAND = ("build", KIND, PERIOD)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office, its documents by one run, and the same by shares, each in a folder of its own."""
    root = tmp_path_factory.mktemp("bagian")
    grown_office.office(root / "asal", UNITS, "surat")
    (root / "asal/units/uji/u003.yaml").write_text("nama: Dinas u003\n", encoding="utf-8")  # cannot be made
    return root


def made(office, tmp_path, name, *parts):
    """A copy of the office with the documents of a run, or of shares, each made in a folder of its own and gathered."""
    root = shutil.copytree(office / "asal", tmp_path / name)
    if not parts:
        run(root)
    for part in parts:
        own = shutil.copytree(office / "asal", tmp_path / f"{name}-{part.number}-{part.of}")
        run(own, part)
        shutil.copytree(own / "build", root / "build", dirs_exist_ok=True)
    return root


def run(root, share=None, *, join=False):
    return build.run(root, workspace.period(root, PERIOD), KIND, share=share, join=join)


def called(root, *args):
    return in_process.run((*COMMAND, *args), root, {**os.environ, "SKM_LANG": "id"})


def every(root):
    """Every file of build/ but what is known of files of this disk: their numbers and times."""
    files = (path for path in (root / "build").rglob("*") if path.is_file() and path.name != ".sidik.json")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def all_of(count):
    return [Share(number, count) for number in range(1, count + 1)]


def told(root):
    with pytest.raises(Refusal) as refused:
        run(root, join=True)
    return [str(fault) for fault in refused.value.problems]


@pytest.mark.parametrize("count", [1, OF, 8])
def test_shares_that_are_joined_leave_what_one_run_leaves(count, office, tmp_path):
    whole, parts = made(office, tmp_path, "utuh"), made(office, tmp_path, "bagian", *all_of(count))
    summary = run(parts, join=True)
    assert every(parts) == every(whole)
    assert (summary.total, summary.failed) == (UNITS, 1)
    again = run(whole)
    assert [*run(parts).lines()] == [*again.lines()]
    assert every(parts) == every(whole)


def test_a_share_that_is_made_twice_is_joined_once(office, tmp_path):
    whole, parts = made(office, tmp_path, "utuh"), made(office, tmp_path, "bagian", *all_of(OF))
    run(parts, Share(2, OF))
    run(parts, join=True)
    assert every(parts) == every(whole)


def test_a_number_given_in_two_shares_is_told_where_they_are_joined(office, tmp_path):
    number = "dokumen: {surat-hasil: {nomor: 9/UJI/2025}}\n"
    own = shutil.copytree(office / "asal", tmp_path / "asal")
    for unit in ("u000", "u001", "u002", "u004"):
        with (own / f"periods/{PERIOD}/uji/{unit}.yaml").open("a", encoding="utf-8") as file:
            file.write(number)
    assert len({shares.number_of(("uji", unit), OF) for unit in ("u000", "u001", "u002", "u004")}) > 1
    whole, parts = made(tmp_path, tmp_path, "utuh"), made(tmp_path, tmp_path, "bagian", *all_of(OF))
    summary = run(parts, join=True)
    assert [fault.code for fault in summary.problems].count("B007") == 3
    assert every(parts) == every(whole)


def test_a_share_that_is_lacking_is_told_by_the_command_that_makes_it(office, tmp_path):
    parts = made(office, tmp_path, "bagian", Share(1, OF), Share(3, OF))
    before = every(parts)
    (lacking,) = told(parts)
    assert "B011 bagian 2 dari 3" in lacking
    assert f"skm build {KIND} {PERIOD} --share 2/3" in lacking
    assert every(parts) == before
    run(parts, Share(2, OF))
    assert run(parts, join=True).total == UNITS


def test_where_no_share_is_there_it_is_told(office, tmp_path):
    (lacking,) = told(shutil.copytree(office / "asal", tmp_path / "kosong"))
    assert "B011 satu bagian pun" in lacking


def test_shares_of_sources_that_have_changed_since_are_told_and_made_again(office, tmp_path):
    parts = made(office, tmp_path, "bagian", *all_of(OF))
    (parts / "units/uji/u005.yaml").write_text("nama: Dinas Baru\nyth: Kepala\n", encoding="utf-8")
    found = told(parts)
    assert len(found) == OF
    assert all("B012" in fault and "dari sumber lain" in fault for fault in found)
    for share in all_of(OF):
        run(parts, share)
    run(parts, join=True)
    own = shutil.copytree(parts, tmp_path / "lagi", ignore=shutil.ignore_patterns("build"))
    run(own)
    assert every(own) == every(parts)


def test_a_share_by_another_version_of_the_program_is_told(office, tmp_path, monkeypatch):
    parts = made(office, tmp_path, "bagian", Share(1, 2))
    with monkeypatch.context() as patched:
        patched.setattr(build, "engine", lambda: "lain")
        run(parts, Share(2, 2))
    (other,) = told(parts)
    assert "surat-hasil.bagian-2-2.jsonl" in other
    assert "program versi lain" in other


def test_a_share_of_another_count_is_told_and_goes_by_what_is_told(office, tmp_path):
    parts = made(office, tmp_path, "bagian", *all_of(2), Share(4, 5))
    (other,) = told(parts)
    assert "surat-hasil.bagian-4-5.jsonl" in other
    assert "dari 5 bagian, sedangkan yang lain dari 2; hapus berkas ini" in other
    (parts / f"build/{PERIOD}/{KIND}.bagian-4-5.jsonl").unlink()
    assert run(parts, join=True).total == UNITS


def test_a_document_of_a_share_that_is_lost_or_changed_is_told(office, tmp_path):
    parts = made(office, tmp_path, "bagian", *all_of(2))
    lost, changed = (parts / f"build/{PERIOD}/uji/{unit}/{KIND}.docx" for unit in ("u000", "u001"))
    lost.unlink()
    changed.write_bytes(b"lain")
    found = told(parts)
    assert [fault.split(" ")[1] for fault in found] == ["B013"] * 2
    assert {"padahal dibuat" in fault for fault in found} == {True, False}


@pytest.mark.parametrize("harm", ["cut", "swapped", "number", "line", "head", "torn"])
def test_a_file_of_a_share_that_is_not_as_it_was_written_is_told(harm, office, tmp_path):
    parts = made(office, tmp_path, "bagian", *all_of(2))
    path = parts / f"build/{PERIOD}/{KIND}.bagian-1-2.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) > 2
    said = json.loads(lines[1])
    harmed = {
        "cut": lines[:-1],
        "swapped": [lines[0], *reversed(lines[1:])],
        "number": [lines[0], json.dumps([*said[:4], [["a"]]]) + "\n", *lines[2:]],
        "line": [lines[0], json.dumps([*said[:2], "{}", *said[3:]]) + "\n", *lines[2:]],
        "head": [lines[0].replace("1/2", "2/2"), *lines[1:]],
        "torn": ["".join(lines)[:40]],
    }
    path.write_text("".join(harmed[harm]), encoding="utf-8")
    (wrong,) = told(parts)
    assert "B012" in wrong


def test_every_unit_is_in_one_share_and_in_the_same_on_every_machine():
    targets = [("kota", f"unit-{number}") for number in range(1000)]
    parts = [share.among(targets) for share in all_of(16)]
    assert sorted(chain.from_iterable(parts)) == sorted(targets)
    assert max(map(len, parts)) < 2 * min(map(len, parts))
    assert [shares.number_of(target, 16) for target in targets[:6]] == [14, 10, 3, 3, 13, 5]


@pytest.mark.parametrize(
    "text", ["0/3", "4/3", "1", "1/0", "a/3", "1/3/5", "-1/3", "1/99999999999999999999999", "¹/3", ""]
)
def test_what_is_no_share_is_not_read_as_one(text):
    assert Share.read(text) is None


def test_the_command_says_what_comes_next_and_what_it_does_not_take(office, tmp_path):
    root = shutil.copytree(office / "asal", tmp_path / "kantor")
    for number in (1, 2):
        done = called(root, "--bagian", f"{number}/2")
        assert f"bagian {number}/2 selesai" in done.stdout
        assert f"skm build {KIND} {PERIOD} --join" in done.stdout
    joined = called(root, "--gabung")
    assert f"{UNITS} surat, 1 gagal" in joined.stdout
    assert "14 baris jawaban" in joined.stdout
    for wrong in (("--share", "1/2", "--join"), ("--unit", "u000", "--share", "1/2"), ("--share", "2/1")):
        assert called(root, *wrong).returncode == 2


def test_copies_that_shares_made_are_known_when_they_are_joined(office, tmp_path, monkeypatch):
    asked = []

    def printed(documents):
        for number, document in enumerate(documents):
            asked.append(document.name)
            yield number, b"%PDF-1.7 " + document.path.read_bytes()[:99]

    monkeypatch.setattr(copies.prints, "each", printed)
    monkeypatch.setattr(copies, "_fonts", lambda root, file: ())
    whole, parts = (shutil.copytree(office / "asal", tmp_path / name) for name in ("utuh", "bagian"))
    period = workspace.period(whole, PERIOD)
    copies.run(whole, period, KIND)
    for share in all_of(2):
        copies.run(parts, period, KIND, share=share)
    assert sorted(asked[: UNITS - 1]) == sorted(asked[UNITS - 1 :])
    asked.clear()
    copies.run(parts, period, KIND, join=True)
    assert not asked
    assert every(parts) == every(whole)
