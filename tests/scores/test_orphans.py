"""Rows of a sheet that belong to no unit: no letter that may have lost them is made. All data are made up."""

import os
import random

import pytest

from pipeline.documents import pdf, soffice
from pipeline.making import build
from pipeline.sources import workspace
from support import git_office, in_process
from support import small as kecil

SHEET = "periods/2025S1/kota/skor.csv"
TWO = {"units/kota/loket.yaml": "nama: Loket Contoh\n", "units/kota/dinas-dua.yaml": "nama: Dinas Dua\n"}


def told(root) -> list[str]:
    return [line for line in kecil.told(root).splitlines() if " S156 " not in line]


def made(root) -> tuple[int, int]:
    seen = build.run(root, workspace.period(root, kecil.MASA), "surat")
    return seen.made, seen.failed


def sheet(*units: str) -> str:
    return "unit,waktu,biaya\n" + "".join(f"{unit},{1 + at % 4},{1 + at % 3}\n" for at, unit in enumerate(units))


def test_rows_of_a_mistyped_unit_are_counted_and_stop_the_letters_of_their_sheet(tmp_path):
    rows = ["loket"] * 4 + ["lokett"] * 16 + ["dinas-dua"] * 3
    root = kecil.put(tmp_path, {**TWO, SHEET: sheet(*rows)})
    [line] = told(root)
    assert line.startswith(f"{SHEET}:6:1: S005 16 baris menyebut unit `lokett`, yang tidak ada di units/kota/")
    assert line.endswith("; maksudnya `loket`?")
    assert made(root)[0] == 0
    (root / SHEET).write_text(sheet(*rows).replace("lokett", "loket"))
    assert told(root) == []
    assert made(root)[1] == 0


def test_rows_without_a_unit_stop_the_letters_of_their_sheet(tmp_path):
    root = kecil.put(tmp_path, {**TWO, SHEET: sheet("loket", "", "", "dinas-dua", "", "dinas-dua", "loket")})
    [line] = told(root)
    assert line.startswith(f"{SHEET}:3:1: S120 3 baris tidak menyebut unit")
    assert made(root)[0] == 0


def test_a_unit_is_known_by_its_file_its_name_and_its_aliases_however_they_are_written(tmp_path):
    names = ["loket", "LOKET ", "Loket contoh", "Loket, Contoh.", "Loket Depan", "loket-depan"]
    files = {"units/kota/loket.yaml": "nama: Loket Contoh\ndikenal_sebagai: [Loket Depan]\n"}
    root = kecil.put(tmp_path, {**files, SHEET: sheet(*names).replace("Loket, Contoh.", '"Loket, Contoh."')})
    assert told(root) == []
    assert made(root)[1] == 0


def test_a_name_that_two_units_bear_is_nobodys(tmp_path):
    files = {"units/kota/loket.yaml": "nama: Loket\n", "units/kota/dinas-dua.yaml": "nama: Dinas Dua\n"}
    files |= {"units/kota/dinas-tiga.yaml": "nama: Dinas dua.\n"}
    rows = ("loket", "dinas-dua", "dinas-tiga", "dinas-dua", "dinas-tiga", "loket")
    root = kecil.put(tmp_path, {**files, SHEET: sheet(*rows)})
    assert told(root) == []
    (root / SHEET).write_text(sheet(*rows, "Dinas Dua"))
    [line] = told(root)
    assert " S005 1 baris menyebut unit `Dinas Dua`" in line
    (root / "units/kota/dinas-dua.yaml").write_text("nama: Bagian Dua\ndikenal_sebagai: [Bagian]\n")
    (root / "units/kota/dinas-tiga.yaml").write_text("nama: Bagian Tiga\ndikenal_sebagai: [bagian]\n")
    (root / SHEET).write_text(sheet("loket", "dinas-dua", "dinas-tiga", "Bagian", "dinas-dua", "loket"))
    [line] = told(root)
    assert " S005 1 baris menyebut unit `Bagian`" in line


@pytest.mark.parametrize("seed", range(8))
def test_every_row_belongs_to_a_letter_or_stops_all_of_them(tmp_path, seed):
    chance = random.Random(seed)
    names = ["loket", "dinas-dua", "Dinas Dua", "LOKET", *chance.sample(["", "x", "lokte", "dinas dua"], seed % 4)]
    root = kecil.put(tmp_path, {**TWO, SHEET: sheet("loket", "dinas-dua", *chance.choices(names, k=30))})
    text = (root / SHEET).read_text()
    stray = any(f"\n{name}," in text for name in ("", "x", "lokte"))
    assert (made(root)[0] == 0) == stray
    assert any(" S005 " in line or " S120 " in line for line in told(root)) == stray


DOUBTS = {
    "of a unit that nobody knows": ("loket-x,1,3,4,3\n", "S005"),
    "without a unit": (",1,3,4,3\n", "S120"),
    "with an answer that is none": ("loket-a,9,7,4,3\n", "S004"),
    "too short": ("loket-a,9\n", "S007"),
    "too short without a unit": ("\t,9\n", "S007"),
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_no_command_finishes_a_letter_that_may_have_lost_a_row(tmp_path, monkeypatch, doubt):
    row, code = DOUBTS[doubt]
    root = git_office.bangun(tmp_path / "kantor")

    def run(*args):
        return in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})

    assert run("issue", "surat-hasil", "2025S1", "--unit", "loket-a", "--yes").returncode == 0
    with (root / "periods/2025S1/uji/skor.csv").open("a") as sheet:
        sheet.write(row)
    git_office.commit(root)
    register = git_office.tree(root)
    printed: list = []
    monkeypatch.setattr(soffice, "program", lambda: "soffice")
    monkeypatch.setattr(
        pdf, "printed", lambda files: (printed.append(file) or (at, b"") for at, file in enumerate(files))
    )
    again = ("--unit", "loket-a", "--alasan", "uji")
    for args in (
        ("check", "2025S1"),
        ("build", "surat-hasil", "2025S1"),
        ("plan", "surat-hasil", "2025S1"),
        ("issue", "surat-hasil", "2025S1", "--yes"),
        ("reissue", "surat-hasil", "2025S1", *again),
        ("reissue", "surat-hasil", "2025S1", *again, "--nomor-baru", "--tanggal", "2025-07-03"),
        ("pdf", "surat-hasil", "2025S1", "--unit", "loket-a"),
    ):
        done = run(*args)
        assert done.returncode == 1, args
        assert f" {code} " in done.stderr, args
    assert not [file for file in printed if "loket-a" in str(file)]
    assert git_office.tree(root) == register
    assert not list((root / "build").rglob("loket-a.docx"))
