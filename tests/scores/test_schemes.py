"""A unit's schemes: which is its main one, by which rule it chooses, what was published of it; one answer for all."""

import ast
import shutil
from pathlib import Path

import pytest

from pipeline.documents import reading
from support import code
from support import git_office as kantor_uji
from support.git_office import write
from support.paths import ROOT

OWN = "periods/2025S1/uji/loket-b.yaml"
REPORT = "dokumen: {laporan-tindak-lanjut: {tanggal: 2025-07-02, hal: Laporan}}\n"
MCP_ALONE = "pakai_skema: [mcp]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = kantor_uji.bangun(tmp_path / "kerja")
    for kind in ("laporan-tindak-lanjut", "rekapitulasi"):
        folder = root / "templates" / kind
        shutil.copytree(ROOT / "templates" / kind, folder)
        for own in folder.glob("*.docx"):
            if own.name != "bawaan.docx":
                own.unlink()
    return root


def text(root: Path, unit: str, kind: str) -> str:
    return reading.markdown((root / f"build/2025S1/uji/{unit}/{kind}.docx").read_bytes())


def test_a_unit_that_asks_only_an_additional_scheme_is_checked_and_reported_like_any_other(workspace, run):
    write(workspace, OWN, MCP_ALONE + REPORT)
    checked = run("check", "2025S1")
    assert "Traceback" not in checked.stderr
    assert (checked.returncode, checked.stdout.count("Traceback")) == (0, 0), checked.stderr
    made = run("build", "laporan-tindak-lanjut", "2025S1")
    assert made.returncode == 0, made.stderr
    assert "Integritas" in text(workspace, "loket-b", "laporan-tindak-lanjut")


def test_its_letter_says_the_rule_by_which_its_main_scheme_was_chosen_from(workspace, run):
    write(workspace, OWN, MCP_ALONE + "prioritas: {cara: terendah, jumlah: 1}\n")
    (workspace / "templates/surat-hasil/uji.docx").write_bytes(_says("{{ utama.aturan.prioritas }}"))
    assert run("build", "surat-hasil", "2025S1").returncode == 0
    assert "1 (satu) unsur dengan nilai terendah" in text(workspace, "loket-b", "surat-hasil")
    assert "Prioritas: 1 (satu) unsur dengan nilai terendah" in run("skor", "2025S1", "loket-b").stdout


@pytest.mark.parametrize(
    ("published", "field"),
    [
        ('ikm: "60.00"', "publikasi.ikm"),
        ('nrr: {integritas: "2.10"}', "publikasi.nrr.integritas"),
        ("mutu: D", "publikasi.mutu"),
        ("responden: 9", "publikasi.responden"),
    ],
)
def test_what_was_published_of_its_main_scheme_is_held_against_its_answers(workspace, run, published, field):
    write(workspace, OWN, f"{MCP_ALONE}publikasi: {{{published}}}\n")
    assert f"S151 `{field}`" in run("check", "2025S1").stderr
    write(workspace, OWN, f"{MCP_ALONE}publikasi: {{{published}, ketat: ya}}\n")
    checked = run("check", "2025S1")
    assert (checked.returncode, f"S113 `{field}`" in checked.stderr) == (1, True)


@pytest.mark.parametrize("key", ["skm", "mcp"])
def test_a_figure_published_of_a_scheme_that_the_unit_does_not_use_is_refused(workspace, run, key):
    used = {"skm": "mcp", "mcp": "skm"}[key]
    write(workspace, OWN, f'pakai_skema: [{used}]\npublikasi: {{skema: {{{key}: {{ikm: "60.00"}}}}}}\n')
    checked = run("check", "2025S1")
    assert (checked.returncode, f"I010 `publikasi.skema` menyebut `{key}`" in checked.stderr) == (1, True)
    assert "hapus, atau tambahkan skemanya ke `pakai_skema`" in checked.stderr


def test_a_figure_published_of_the_main_scheme_by_its_name_is_told_where_it_belongs(workspace, run):
    write(workspace, OWN, f'{MCP_ALONE}publikasi: {{skema: {{mcp: {{ikm: "60.00"}}}}}}\n')
    assert "I010 `publikasi.skema` menyebut `mcp`, yang bukan skema lain dari unit ini; itu skema utamanya" in (
        run("check", "2025S1").stderr
    )


def test_what_was_published_of_its_main_scheme_is_what_everybody_prints(workspace, run):
    write(workspace, OWN, f'{MCP_ALONE}publikasi: {{ikm: "60.00", mutu: D}}\n')
    (workspace / "templates/surat-hasil/uji.docx").write_bytes(_says("IKM {{ utama.ikm }} {{ utama.mutu }}"))
    assert run("build", "surat-hasil", "2025S1").returncode == 0
    assert "IKM 60,00 D" in text(workspace, "loket-b", "surat-hasil")
    assert "2025S1  surat-hasil  -  2025-07-02  60.00  D  draf" in run("log", "loket-b").stdout
    assert "uji/loket-b  IKM mcp  -  60.00  -" in run("trend", "2025S1").stdout
    assert "Diterbitkan: 60,00 (D)" in run("skor", "2025S1", "loket-b").stdout


def test_its_plan_names_the_elements_of_its_main_scheme_and_no_others(workspace, run):
    plan = "rtl: [{unsur: %s, program: [{kegiatan: Pelatihan, penanggung_jawab: Kepala}]}]\n"
    write(workspace, OWN, MCP_ALONE + REPORT + plan % "integritas")
    assert run("build", "laporan-tindak-lanjut", "2025S1").returncode == 0
    assert "Pelatihan" in text(workspace, "loket-b", "laporan-tindak-lanjut")
    write(workspace, OWN, MCP_ALONE + REPORT + plan % "prosedur")
    checked = run("check", "2025S1")
    assert (checked.returncode, "L001 `rtl[1].unsur`" in checked.stderr) == (1, True)


def _says(*paragraphs: str) -> bytes:
    from support.docx_maker import docx

    return docx("Nomor {{ nomor }}", *paragraphs)


def test_report_and_letter_count_the_same_priorities_though_the_plan_has_another_element(workspace, run):
    plan = "rtl: [{unsur: persyaratan, program: [{kegiatan: A}]}, {unsur: prosedur, program: [{kegiatan: B}]}]\n"
    write(workspace, OWN, REPORT + plan)
    (workspace / "templates/surat-hasil/uji.docx").write_bytes(_says("Prioritas {{ utama.prioritas.jumlah }}."))
    assert run("build", "surat-hasil", "2025S1").returncode == 0
    assert "Prioritas 1." in text(workspace, "loket-b", "surat-hasil")
    assert run("build", "laporan-tindak-lanjut", "2025S1").returncode == 0
    told = text(workspace, "loket-b", "laporan-tindak-lanjut")
    assert "2 (dua) unsur, 1 di antaranya yang menjadi prioritas perbaikan" in told
    assert "2 (dua) unsur, 1 di antaranya prioritas." in told


def test_a_plan_of_an_earlier_period_may_name_elements_of_the_scheme_that_was_main_then(workspace, run):
    plan = "rtl: [{unsur: prosedur, program: [{kegiatan: Loket baru, kode: a}]}]\n"
    write(workspace, "periods/2024S2/uji/periode.yaml", "batas: 2025-01-31\n")
    write(workspace, "periods/2024S2/uji/loket-b.yaml", plan)
    answer = "lanjutan: {periode: 2024S2, realisasi: {a: {status: sudah, tanggal: 2025-03-03, bukti: foto}}}\n"
    write(workspace, OWN, MCP_ALONE + REPORT + answer)
    assert run("build", "laporan-tindak-lanjut", "2025S1").returncode == 0
    assert "Loket baru" in text(workspace, "loket-b", "laporan-tindak-lanjut")
    write(workspace, "periods/2024S2/uji/loket-b.yaml", plan.replace("prosedur", "hilang"))
    checked = run("check", "2025S1")
    assert (checked.returncode, "2024S2/uji/loket-b.yaml:1:15: L001 `rtl[1].unsur`" in checked.stderr) == (1, True)


ASKED = {
    "skema": ("sources/schemes.py", "sources/mentions.py", "scores/counted.py", "starting/mapping.py"),
    "pakai_skema": ("sources/schemes.py", "sources/mentions.py"),
    "publikasi": ("scores/results.py", "scores/deviations.py"),
    "prioritas": ("scores/results.py", "sources/mentions.py"),
}
"""Who asks the records themselves; everybody else reads what `scores/results` made of them."""
RECORDS = ("instansi", "institution", "isi", "effective")


@pytest.mark.parametrize("field", ASKED)
def test_only_these_modules_ask_the_records_for_schemes_rules_and_published_figures(field):
    askers = set()
    for path in code.MODULES:
        for node in code.nodes(path):
            if isinstance(node, ast.Attribute) and node.attr == field and _last(node.value) in RECORDS:
                askers.add(code.name(path))
    assert askers == set(ASKED[field])


def _last(node: ast.AST) -> str:
    """The last step of `berkas.effective`, `office.instansi`, `isi`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
