"""Documents that make no sense now: told at the draft with the way out, refused when they are to be issued."""

import re
from pathlib import Path

import pytest

from pipeline.issuing.order import uncited
from pipeline.making import build
from pipeline.problems.problem import Place, Refusal, problem
from pipeline.sources import workspace
from pipeline.sources.period import parse
from support import year_office
from support.paths import ROOT
from support.year_office import MASA

OWN, SHARED = f"periods/{MASA}/kota/lengkap.yaml", f"periods/{MASA}/kota/periode.yaml"
ALWAYS = {
    "kuesioner": "the form is asked before anybody answers",
    "daftar-pengiriman": "a list that has no number: it says itself that nothing was sent, and is declared beforehand",
    "surat-hasil": "without a result none is made",
    "laporan-skm": "without a result none is made",
    "poster": "without a result none is made",
    "poster-a3": "without a result none is made",
    "poster-persegi": "without a result none is made",
    "teks-publikasi": "without a result none is made",
}
"""Kinds that need nothing more than what they are made from, and why."""


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """An office where every report is in, nothing was sent, and a single unit has a result."""
    root = year_office.put(tmp_path_factory.mktemp("tahun"))
    edit(root, f"periods/{MASA}/kota/angka.yaml", "publikasi:.*\n", "dokumen: {laporan-skm: {diterima: 2025-07-30}}\n")
    edit(root, f"periods/{MASA}/kota/skor.csv", "seri,.*\n", "")
    edit(root, OWN, r"tanggal: 2025-07-14", "tanggal: 2025-07-11")
    edit(root, OWN, r"tanggal: 2025-07-10", "tanggal: 2025-07-15")
    edit(root, OWN, r"publikasi_media:\n(?:  .*\n)+", "")
    letter = "{tanggal: 2025-07-09, hal: SKM, yth: Wali Kota}"
    more = "".join(f"  {kind}: {letter}\n" for kind in ("ringkasan-kepala-daerah", "rekapitulasi"))
    edit(root, SHARED, "dokumen:\n", f"dokumen:\n  daftar-pengiriman: {{}}\n  laporan-tindak-lanjut: {letter}\n{more}")
    return root


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert re.search(old, text), (file, old)
    (root / file).write_text(re.sub(old, new, text), encoding="utf-8")


def told(root: Path, kind: str, unit: str | None = None) -> list[str]:
    return [str(fault) for fault in build.run(root, parse(MASA), kind, unit).problems if fault.code == "C022"]


@pytest.mark.parametrize(
    ("kind", "unit", "why"),
    [
        ("pengingat-laporan", None, ["tidak ada unit yang laporannya belum diterima"]),
        ("permintaan-laporan", None, ["tidak ada unit yang laporannya belum diterima"]),
        ("daftar-pengiriman", None, []),
        ("ringkasan-kepala-daerah", None, ["peringkat memerlukan sekurangnya dua unit yang mempunyai hasil"]),
        ("rekapitulasi", None, []),
        ("daftar-publikasi", "lengkap", ["belum ada publikasi yang dicatat di publikasi_media"]),
        ("berita-acara-fkp", "lengkap", ["tanggal forum 14 Juli 2025, sesudah tanggal surat 11 Juli 2025"]),
        ("undangan-fkp", "lengkap", ["tanggal forum 14 Juli 2025, sebelum tanggal surat 15 Juli 2025"]),
        ("laporan-tindak-lanjut", "lengkap", []),
    ],
)
def test_a_document_that_makes_no_sense_now_is_told_with_the_way_out(office, kind, unit, why):
    found = [line.replace("\u00a0", " ") for line in told(office, kind, unit)]
    assert len(found) == len(why)
    for reason in why:
        assert any(f"dokumen {kind} tidak pada tempatnya: " in line and reason in line for line in found)
    assert all(f"hapus `{kind}` dari `dokumen`, atau catat di `diketahui`" in line for line in found)


def test_what_the_data_know_is_not_told_again(office):
    edit(office, SHARED, "^", "diketahui: [{kode: C022, alasan: rekaan}]\n")
    assert told(office, "pengingat-laporan") == []
    edit(office, SHARED, "diketahui: .*\n", "")


def test_an_office_that_has_it_all_is_told_nothing(tmp_path):
    root = year_office.put(tmp_path)
    for kind in ("pengingat-laporan", "permintaan-laporan", "undangan-fkp", "berita-acara-fkp"):
        assert told(root, kind) == []


def test_what_makes_no_sense_is_not_issued():
    fault = problem(Place("periode.yaml", 1, 1), "C022", kind="pengingat-laporan", why="semua sudah ada")
    [refused] = uncited([fault])
    assert not refused.is_warning
    assert "tidak dapat terbit: semua sudah ada; hapus `pengingat-laporan` dari `dokumen`" in str(refused)


def test_every_kind_says_what_it_needs_or_why_it_needs_nothing():
    for kind, jenis in workspace.kind_records(ROOT).items():
        needs = jenis.syarat or any(fact.dari_surat for fact in jenis.isi.values())
        assert bool(needs) != (kind in ALWAYS), kind


def test_a_word_that_no_chapter_says_is_refused(tmp_path):
    root = year_office.put(tmp_path)
    edit(root, "templates/poster/jenis.yaml", "kosakata:", "syarat: [{kata: utama.ikmm, sebab: Rekaan}]\nkosakata:")
    with pytest.raises(Refusal, match=r"\"utama\.ikmm\""):
        build.run(root, parse(MASA), "poster")


def test_the_unit_that_lacks_something_is_named_though_the_period_asks_for_all(office):
    found = told(office, "daftar-publikasi")
    assert {line.partition(":")[0] for line in found} >= {OWN, f"periods/{MASA}/kota/angka.yaml"}
