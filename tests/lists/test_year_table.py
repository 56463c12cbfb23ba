"""The year in one table: what is there, due and late, for every unit and period."""

import datetime as dt
import json

import pytest

from pipeline.lists import year_table
from pipeline.making import build
from pipeline.sources.period import parse
from support import year_office
from support.year_office import MASA

AFTER, DURING = dt.date(2025, 8, 6), dt.date(2025, 6, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    root = year_office.put(tmp_path_factory.mktemp("setahun"))
    for kind in ("poster", "surat-hasil"):
        build.run(root, parse(MASA), kind, "lengkap")
    return root


def states(office, today):
    problems = []
    rows = year_table.of_year(office, 2025, today, problems)
    assert problems == []
    return {(row.unit, row.jenis): row for row in rows}


def test_what_a_unit_owes_is_late_after_the_deadline_and_other_documents_after_the_next_period(office):
    found = states(office, AFTER)
    assert {unit: found[unit, "laporan-skm"].keadaan for unit in ("lengkap", "seri", "angka")} == {
        "lengkap": "diterima",
        "seri": "diterima",
        "angka": "terlambat",
    }
    assert found["angka", "laporan-skm"].batas == dt.date(2025, 7, 31)
    assert found["lengkap", "laporan-skm"].tanggal == dt.date(2025, 7, 20)
    assert found["angka", "poster"].keadaan == "jatuh tempo"
    assert found["angka", "poster"].batas == dt.date(2025, 12, 31)
    assert found["", "pengingat-laporan"].keadaan == "jatuh tempo"
    assert states(office, dt.date(2026, 1, 1))["angka", "poster"].keadaan == "terlambat"
    assert states(office, DURING)["angka", "poster"].keadaan == "belum waktunya"


def test_what_is_made_is_there_and_a_draft_of_a_letter_is_still_owed(office):
    found = states(office, AFTER)
    assert (found["lengkap", "poster"].keadaan, found["lengkap", "poster"].draf) == ("dibuat", False)
    assert (found["lengkap", "surat-hasil"].keadaan, found["lengkap", "surat-hasil"].draf) == ("jatuh tempo", True)
    assert found["lengkap", "surat-hasil"].berkas.endswith("lengkap/surat-hasil.docx")


def test_every_document_of_every_unit_is_in_the_table_once(office):
    rows = year_table.of_year(office, 2025, AFTER, [])
    assert len(rows) == len({(row.periode, row.unit, row.jenis) for row in rows})
    kinds = {
        "surat-hasil",
        "laporan-skm",
        "poster",
        "poster-a3",
        "poster-persegi",
        "teks-publikasi",
        "kuesioner",
        "daftar-publikasi",
    }
    everywhere = {(unit, kind) for unit in ("lengkap", "seri", "angka") for kind in kinds}
    forum = {("lengkap", kind) for kind in year_office.OF_FORUM}
    assert {(row.unit, row.jenis) for row in rows if row.unit} == everywhere | forum
    assert year_table.of_year(office, 2019, AFTER, []) == ()


def test_the_command_says_the_table_and_the_same_as_json(workspace, run):
    told = run("year", "2025", "--date", "2025-08-01")
    assert told.returncode == 0, told.stderr
    assert "laporan-skm" in told.stdout.splitlines()[0]
    made = json.loads(run("tahun", "2025", "--date", "2025-08-01", "--format", "json").stdout)
    assert (made["bentuk"], made["tahun"], made["pada"]) == ("skm/year", 2025, "2025-08-01")
    counted = sum(row["keadaan"] == "terlambat" for row in made["dokumen"])
    assert f"{len(made['dokumen'])} dokumen:" in told.stdout
    assert f"{counted} terlambat" in told.stdout
    assert run("year", "25").returncode == 2
