"""The evidence folder: a score is what files show, each file is in the zip, and what would raise it is said."""

import csv
import datetime as dt
import io
import json
import shutil
import zipfile

import pytest

from pipeline.issuing import apply
from pipeline.issuing.order import Order
from pipeline.lists import evidence
from pipeline.making.office import Periods
from pipeline.sources.period import parse
from support import git_office, year_office
from support.year_office import LALU, MASA

BEFORE = "dokumen: {laporan-skm: {tanggal: 2025-01-15, hal: Laporan SKM, penandatangan: kepala, kode: SKM}}\n"
FOLLOW_UP = "  laporan-tindak-lanjut: {tanggal: 2025-07-16, hal: Laporan, yth: Bupati, penandatangan: kepala}\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The office with both reports of `lengkap` issued."""
    root = year_office.put(tmp_path_factory.mktemp("bukti"))
    before, now = (root / f"periods/{period}/kota/periode.yaml" for period in (LALU, MASA))
    before.write_text(before.read_text() + BEFORE)
    now.write_text(now.read_text().replace("  poster: {}\n", f"{FOLLOW_UP}  poster: {{}}\n"))
    git_office.git(root, "init", "-q", "--template=", "-b", "main")
    git_office.commit(root)
    for period, kind in ((LALU, "laporan-skm"), (MASA, "laporan-skm"), (MASA, "laporan-tindak-lanjut")):
        apply.issue(root, Order(parse(period), kind, "lengkap"), lambda made, pulih: True)
    return root


def scores(root, unit="lengkap"):
    problems = []
    found = evidence.of_unit(root, Periods(root), "kota", unit, 2025, problems)
    return {item.nomor: item for item in found.butir}


def test_each_item_scores_what_the_archive_and_the_photos_show(whole):
    found = scores(whole)
    assert {number: item.nilai for number, item in found.items()} == {6: 5, 7: 2, 8: 3, 9: 0}
    assert "1 dari 2" in str(found[8].alasan)
    assert any(file.startswith("register/") for file in found[6].berkas)
    assert set(found[7].berkas) == {
        f"periods/{MASA}/kota/foto/laman.png",
        f"periods/{MASA}/kota/foto/papan.png",
    }


@pytest.fixture
def finished(whole, tmp_path):
    """The same, with every programme done."""
    root = shutil.copytree(whole, tmp_path / "selesai")
    own = root / f"periods/{MASA}/kota/lengkap.yaml"
    done = "pelatihan: {status: sudah, tanggal: 2025-04-20, uraian: Selesai, bukti: daftar hadir}"
    lines = own.read_text().splitlines()
    own.write_text("\n".join(f"    {done}" if "pelatihan:" in line else line for line in lines) + "\n")
    return root


def test_a_plan_that_is_finished_scores_by_its_slowest_programme(finished):
    found = scores(finished)
    assert (found[8].nilai, found[9].nilai) == (5, 3)
    assert "4 bulan" in str(found[9].alasan)


def test_a_report_that_is_corrected_later_is_as_old_as_it_first_was(finished):
    git_office.commit(finished)
    order = Order(parse(LALU), "laporan-skm", "lengkap", tanggal=dt.date(2025, 7, 21))
    apply.reissue(finished, order, "salah ketik", new_number=True)
    found = scores(finished)
    assert (found[9].nilai, "4 bulan" in str(found[9].alasan)) == (3, True)


def test_nothing_is_claimed_that_no_file_shows(whole):
    none = scores(whole, "angka")
    assert {number: item.nilai for number, item in none.items()} == {6: 1, 7: 0, 8: 0, 9: 0}
    assert all(not item.berkas and str(item.peningkat) != "-" for item in none.values())
    photo = whole / f"periods/{MASA}/kota/foto/papan.png"
    content = photo.read_bytes()
    photo.unlink()
    try:
        assert (scores(whole)[7].nilai, scores(whole)[6].nilai) == (1, 2)
    finally:
        photo.write_bytes(content)


def zone(root, unit):
    return {item.huruf: item for item in evidence.of_unit(root, Periods(root), "kota", unit, 2025, []).zona_integritas}


def test_the_integrity_zone_is_answered_by_the_same_files(whole):
    found = zone(whole, "lengkap")
    assert {letter: item.terpenuhi for letter, item in found.items()} == dict.fromkeys("abc", True)
    assert "https://contoh.example/skm" in str(found["b"].alasan), "an address is told, and claims nothing"
    assert len(found["c"].berkas) == 2, "the report with its plan, and the follow-up report"
    none = zone(whole, "angka")
    assert not any(item.terpenuhi or item.berkas for item in none.values())
    assert all(str(item.peningkat) != "-" for item in none.values())
    own = whole / f"periods/{MASA}/kota/lengkap.yaml"
    was = own.read_text()
    own.write_text(was[: was.index("rtl:")] + was[was.index("lanjutan:") :])
    try:
        assert [item.terpenuhi for item in zone(whole, "lengkap").values()] == [True, True, False]
    finally:
        own.write_text(was)


def test_the_zip_holds_every_file_that_its_index_names_and_no_other(whole):
    problems = []
    ((file, found),) = evidence.write(whole, 2025, "lengkap", problems)
    assert file == "build/2025/kota/lengkap/bukti.zip"
    with zipfile.ZipFile(whole / file) as held:
        index = list(csv.DictReader(io.StringIO(held.read("indeks.csv").decode("utf-8-sig")), delimiter=";"))
        named = {name for row in index for name in row["berkas"].split("; ") if name}
        assert named | {"indeks.csv"} == set(held.namelist())
        said = [(str(item.nomor), str(item.nilai)) for item in found.butir]
        said += [
            (f"zona integritas {zone.huruf}", "ya" if zone.terpenuhi else "belum") for zone in found.zona_integritas
        ]
        assert [(row["butir"], row["nilai"]) for row in index] == said
        for item, row in zip((*found.butir, *found.zona_integritas), index, strict=True):
            assert [held.read(name) for name in row["berkas"].split("; ") if name] == [
                (whole / each).read_bytes() for each in dict.fromkeys(item.berkas)
            ]


def test_the_command_says_scores_and_the_same_as_json(workspace, run):
    told = run("evidence", "2025", "--unit", "dinas-sosial")
    assert told.stdout.startswith("build/2025/contoh/dinas-sosial/bukti.zip\n"), told.stderr
    made = json.loads(run("bukti", "2025", "--unit", "dinas-sosial", "--format", "json").stdout)
    assert [item["nomor"] for item in made["unit"][0]["butir"]] == [6, 7, 8, 9]
    assert [item["huruf"] for item in made["unit"][0]["zona_integritas"]] == ["a", "b", "c"]
    assert "zona integritas a" in told.stdout
    assert run("evidence", "2025S1").returncode == 2
