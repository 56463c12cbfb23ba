"""`skm` alone says what comes next: in every state of a workspace it is right, and whoever follows it gets on."""

import datetime as dt
import os
import re
import shutil

import pytest

from pipeline.commands import next_step
from support import git_office, in_process
from support.paths import ROOT

MOST = 12
"""Steps from anywhere to the end of a semester."""
ADVISED = re.compile(r"^(?:lalu|berikutnya)\b.*: skm (.+)$", re.MULTILINE)
TODAY = dt.date(2025, 7, 20)


class _Day(dt.date):
    @classmethod
    def today(cls):
        return TODAY


@pytest.fixture(autouse=True)
def _in_july(monkeypatch):
    monkeypatch.setattr(next_step.dt, "date", _Day)


@pytest.fixture
def kantor(tmp_path):
    """A git repository with an office that has every kind of document, most of which no unit gets."""
    root = git_office.bangun(tmp_path / "kantor", register="")
    for kind in ("rekapitulasi", "daftar-pengiriman"):
        shutil.copytree(ROOT / "templates" / kind, root / "templates" / kind, dirs_exist_ok=True)
    git_office.commit(root)
    return root


def called(root, *args):
    return in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})


def asked(root):
    told = called(root)
    assert (told.returncode, told.stderr) == (0, ""), told.stderr
    return told.stdout


def followed(root, said):
    """What the first command that was advised says, with what people fill in filled in."""
    args = ["Dinas Rekaan" if word == "'...'" else word for word in ADVISED.findall(said)[0].split()]
    return called(root, *args, *(["--yes"] if args[0] == "issue" else []))


def walk(root, ends):
    """Follow the advice until it says what ends the walk; each step must change it."""
    seen = []
    while ends not in (said := asked(root)):
        assert seen[-1:] != [said]
        seen.append(said)
        assert len(seen) <= MOST, seen
        told = followed(root, said)
        assert "tidak ada unit yang mempunyai" not in told.stdout, (said, told.stdout)
        assert told.returncode in (0, 1), (said, told.stderr)
        git_office.commit(root)
    return seen


def test_from_drafts_to_the_end_of_a_semester_each_step_gets_on(kantor):
    seen = walk(kantor, "selesai")
    assert [ADVISED.findall(said)[0].split()[0] for said in seen] == ["check", "build", "issue", "check", "build"]
    assert "rekapitulasi" not in "".join(seen)
    assert "berikutnya" not in asked(kantor)
    assert "lalu: skm new-period 2025S2\n" in asked(kantor)


def test_a_period_that_has_not_begun_is_named_with_its_day(kantor, monkeypatch):
    monkeypatch.setattr(next_step, "_of_period", lambda *_: iter(["selesai"]))
    monkeypatch.setattr(_Day, "today", classmethod(lambda _: dt.date(2025, 6, 30)))
    assert "berikutnya 2025S2, mulai 2025-07-01: skm new-period 2025S2\n" in asked(kantor)


def test_from_an_empty_folder_to_the_first_check_each_step_gets_on(tmp_path):
    assert called(tmp_path, "init", ".").returncode == 0
    shutil.rmtree(tmp_path / "templates")
    seen = []
    while "skm check 2025S2\n" not in (said := asked(tmp_path)):
        assert said not in seen, said
        seen.append(said)
        assert len(seen) <= MOST
        assert followed(tmp_path, said).returncode == 0
    first = [ADVISED.findall(said)[0].split()[0] for said in seen]
    assert first == ["init", "new-instansi", "new-unit", "new-period"]


def test_an_institution_that_came_later_gets_its_period(kantor):
    called(kantor, "new-instansi", "Kota Rekaan")
    called(kantor, "new-unit", "kota-rekaan", "Dinas Rekaan")
    said = asked(kantor)
    assert "kota-rekaan belum punya periode\nlalu: skm new-period 2025S1\n" in said
    followed(kantor, said)
    assert (kantor / "periods/2025S1/kota-rekaan/periode.yaml").is_file()
    assert "belum punya periode" not in asked(kantor)


def test_in_the_middle_of_a_year_both_semesters_are_said_and_an_old_one_is_not(kantor):
    for period in ("2025S2", "2024S1"):
        shutil.copytree(kantor / "periods/2025S1", kantor / f"periods/{period}")
    said = asked(kantor)
    assert "periode 2025S1: belum diperiksa" in said
    assert "periode 2025S2: belum diperiksa" in said
    assert "2024S1" not in said


def test_a_period_without_documents_says_where_they_are_named(kantor):
    file = kantor / "periods/2025S1/uji/periode.yaml"
    file.write_text("batas: 2025-07-07\n", encoding="utf-8")
    (kantor / "units/uji/instansi.yaml").write_text(
        (kantor / "units/uji/instansi.yaml").read_text(encoding="utf-8").replace("diketahui", "# diketahui"), "utf-8"
    )
    called(kantor, "check", "2025S1")
    said = asked(kantor)
    assert "periode 2025S1: tidak satu unit pun mempunyai dokumen\nlalu sebut jenisnya di periods/2025S1/" in said


def test_faults_are_counted_and_their_list_is_named(kantor):
    (kantor / "units/uji/loket-a.yaml").write_text("nama: Loket A\nsalah: 1\n", encoding="utf-8")
    assert called(kantor, "check", "2025S1").returncode == 1
    assert "kesalahan\nlalu perbaiki, menurut: skm check 2025S1\n" in asked(kantor)
