"""Workspaces as earlier versions left them: verified, made, upgraded and issued from by the program as it is now."""

import os
import shutil

import pytest

from support import git_office, in_process
from support.paths import ROOT

FIRST = ROOT / "tests" / "golden" / "ruang-kerja-pertama"
KIND, PERIOD = "surat-hasil", "2025S2"


@pytest.fixture
def office(tmp_path):
    root = shutil.copytree(FIRST, tmp_path / "kantor")
    git_office.git(root, "init", "-q", "--template=", "-b", "main")
    git_office.commit(root)
    return root


def called(root, *args):
    return in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def archived(root):
    return {file: raw for file, raw in files(root).items() if file.startswith("register/") and file.endswith(".docx")}


def test_its_letters_are_genuine_and_its_sources_clean_once_it_is_upgraded(office):
    assert called(office, "verify").stdout == "buku agenda dan arsipnya utuh\n"
    upgraded = called(office, "upgrade", "--yes")
    assert (upgraded.returncode, "dibiarkan" in upgraded.stdout) == (0, False)
    assert f"diperbarui templates/{KIND}/bawaan.docx" in upgraded.stdout
    told = called(office, "check")
    assert (told.returncode, told.stderr.count("\n"), told.stderr.count("akan berbeda: templat;")) == (0, 2, 2)


def test_another_program_alone_makes_no_issued_letter_another(office):
    told = called(office, "build", KIND, PERIOD)
    assert (told.returncode, "A012" in told.stderr) == (0, False)
    periode = office / f"periods/{PERIOD}/kota-rekaan/periode.yaml"
    periode.write_text(periode.read_text(encoding="utf-8").replace("2026-01-12", "2026-01-13"), encoding="utf-8")
    assert "akan berbeda: batas, " in called(office, "build", KIND, PERIOD).stderr


def test_an_issued_letter_stays_and_is_named_by_its_number(office):
    before = archived(office)
    assert called(office, "build", KIND, PERIOD).returncode == 0
    made = (office / f"build/{PERIOD}/kota-rekaan/badan-rekaan/{KIND}.docx").read_bytes()
    assert made == before["register/kota-rekaan/2026/0001/badan-rekaan.docx"]
    told = called(office, "verify", f"build/{PERIOD}/kota-rekaan/dinas-rekaan/{KIND}.docx").stdout
    assert "asli, surat 2/2026, dinas-rekaan" in told
    assert called(office, "verify", "3/2026").stdout.startswith("3/2026: ")


def test_what_is_issued_next_takes_the_next_number_and_changes_nothing_that_is_out(office):
    called(office, "upgrade", "--yes")
    git_office.commit(office)
    before = archived(office)
    again = called(
        office,
        "reissue",
        KIND,
        PERIOD,
        "--unit",
        "badan-rekaan",
        "--reason",
        "ralat",
        "--new-number",
        "--date",
        "2026-01-08",
    )
    assert (again.returncode, "4/2026" in again.stdout) == (0, True), again.stderr
    git_office.commit(office)
    after = archived(office)
    assert {file: after[file] for file in before} == before
    assert len(after) == len(before) + 1
    assert called(office, "verify").returncode == 0
