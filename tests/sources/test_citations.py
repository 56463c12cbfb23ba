"""A letter cited by its kind: its number, date and matter come from the register."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipeline.checking import check
from pipeline.issuing import apply, entries, register
from pipeline.issuing.order import Order
from pipeline.making import build
from pipeline.making.office import Periods
from pipeline.sources import workspace as folders
from pipeline.sources.period import Period
from support import git_office as kantor_uji
from support.docx_text import text
from support.git_office import commit, write

MASA = Period(2025, "S", 1)
RUJUKAN = "rujukan: {jenis: rekapitulasi}"
TYPED = "rujukan: {dari: Kepala, nomor: 065.1/1/UJI/2025, tanggal: 2025-06-30, hal: Laporan}"
LAPORAN = (
    "  rekapitulasi: {tanggal: 2025-07-01, hal: Laporan SKM, yth: Sekretaris, penandatangan: {jabatan: Kabag, nama: R}}"
)
PERIODE = kantor_uji.PERIODE.replace(TYPED, RUJUKAN).replace(
    "dokumen: {surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}}",
    f"dokumen:\n  surat-hasil: {{tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}}\n{LAPORAN}",
)
SURAT = "build/2025S1/uji/loket-a/surat-hasil.docx"
ENTRI = """nomor: 065.1/1/UJI/2025
urut: 1
tanggal: 2025-06-30
dari: Kepala Bagian
hal: Laporan
periode: 2025S1
jenis: rekapitulasi
surat: [{yth: Sekretaris}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The office, whose letters cite the recap of the period by its kind; it is not numbered yet."""
    root = tmp_path / "kerja"
    kantor_uji.bangun(root, kantor_uji.INSTANSI.replace("Rekaan 1}", "Rekaan 1, logo: logo.png}"), PERIODE)
    shutil.copytree(kantor_uji.ROOT / "templates/rekapitulasi", root / "templates/rekapitulasi")
    # the layout of another office, whose letters cite
    shutil.copy(kantor_uji.ROOT / "templates/surat-hasil/lumajang.docx", root / "templates/surat-hasil/uji.docx")
    shutil.copy(kantor_uji.ROOT / "units/lumajang/logo.png", root / "units/uji/logo.png")
    commit(root)
    return root


def cited(root: Path) -> str:
    build.run(root, MASA, "surat-hasil")
    return next(line for line in text(root / SURAT).splitlines() if line.startswith("Sebagaimana"))


def codes(problems) -> list[str]:
    return sorted({one.code for one in problems})


def test_what_the_register_says_stands_in_the_letter(workspace):
    write(workspace, "register/uji/2025/0001.yaml", ENTRI)
    assert cited(workspace).startswith(
        "Sebagaimana laporan Kepala Bagian nomor : 065.1/1/UJI/2025 tanggal 30 Juni 2025 perihal Laporan Semester 1"
    )


def test_a_letter_that_has_no_number_yet_is_cited_with_dots_and_a_way_out(workspace, run):
    told = run("build", "surat-hasil", "2025S1")
    assert told.returncode == 0
    assert told.stderr == (
        "periods/2025S1/uji/periode.yaml:4:18: A032 surat yang dirujuk, rekapitulasi periode 2025S1, belum bernomor; "
        "surat ini tetap draf; terbitkan dahulu: skm issue rekapitulasi 2025S1, atau catat nomornya: "
        "skm register set\n"
    )
    assert "laporan …… nomor : …… tanggal …… perihal ……" in text(workspace / SURAT)


def test_it_stays_a_draft_though_its_own_number_and_date_are_there(workspace):
    write(workspace, "periods/2025S1/uji/loket-a.yaml", "dokumen: {surat-hasil: {nomor: 065.1/7/UJI/2025}}\n")
    assert build.run(workspace, MASA, "surat-hasil").is_draft == 3
    write(workspace, "register/uji/2025/0001.yaml", ENTRI)
    assert build.run(workspace, MASA, "surat-hasil").is_draft == 2


def test_a_letter_cannot_be_issued_before_the_one_it_cites(workspace, run):
    told = run("plan", "surat-hasil", "2025S1")
    assert told.returncode == 1
    assert "A033 surat ini tidak dapat terbit" in told.stderr
    assert run("issue", "surat-hasil", "2025S1", "--yes").returncode == 1
    assert run("issue", "rekapitulasi", "2025S1", "--yes").returncode == 0
    commit(workspace)
    assert run("issue", "surat-hasil", "2025S1", "--yes").returncode == 0
    assert "laporan Kabag nomor : 065.1/2/UJI/2025 tanggal 1 Juli 2025 perihal Laporan SKM" in text(
        workspace / "register/uji/2025/0003/loket-a.docx"
    )
    commit(workspace)
    assert run("verify", "3", "--buat-lagi").returncode == 0


def test_a_letter_that_is_void_is_not_cited(workspace):
    write(workspace, "register/uji/2025/0001.yaml", f"{ENTRI}batal: salah\n")
    made = build.run(workspace, MASA, "surat-hasil")
    assert (made.failed, codes(made.problems)) == (3, ["A031"])
    assert "A031" in codes(check.run(workspace, MASA).problems)
    assert "A031" not in codes(build.run(workspace, MASA, "rekapitulasi").problems)


def test_one_that_was_void_and_given_again_is_cited_by_its_new_number(workspace):
    write(workspace, "register/uji/2025/0001.yaml", f"{ENTRI}batal: salah\n")
    write(workspace, "register/uji/2025/0002.yaml", ENTRI.replace("/1/", "/2/").replace("urut: 1", "urut: 2"))
    assert "065.1/2/UJI/2025" in cited(workspace)


def test_the_revision_in_force_is_cited(workspace, run):
    assert run("issue", "rekapitulasi", "2025S1", "--yes").returncode == 0
    commit(workspace)
    pesanan = Order(MASA, "rekapitulasi", "uji")
    apply.reissue(workspace, pesanan, "salah jumlah", False)
    build.run(workspace, MASA, "surat-hasil")
    assert "nomor : 065.1/2/UJI/2025 tanggal 1 Juli 2025 perihal Perubahan ke-1: Laporan SKM" in text(workspace / SURAT)
    commit(workspace)
    apply.reissue(workspace, pesanan._replace(tanggal=dt.date(2025, 7, 2)), "salah alamat", True)
    build.run(workspace, MASA, "surat-hasil")
    assert "nomor : 065.1/3/UJI/2025 tanggal 2 Juli 2025 perihal Perubahan ke-2: Laporan SKM" in text(workspace / SURAT)


def test_a_change_of_the_register_makes_the_citing_letters_anew(workspace, run):
    write(workspace, "register/uji/2025/0001.yaml", ENTRI)
    run("build", "surat-hasil", "2025S1")
    assert "(0 dibuat, 3 tetap" in run("build", "surat-hasil", "2025S1").stdout
    write(workspace, "register/uji/2025/0001.yaml", ENTRI.replace("2025-06-30", "2025-06-29"))
    assert f"{SURAT}: kata `rujukan`\n" in run("build", "surat-hasil", "2025S1", "--why").stdout


def test_who_wrote_it_may_be_said_beside_the_kind_and_else_is_who_signs_it(workspace):
    write(workspace, "register/uji/2025/0001.yaml", ENTRI.replace("dari: Kepala Bagian\n", ""))
    assert "laporan Kabag nomor" in cited(workspace)
    write(
        workspace,
        "periods/2025S1/uji/periode.yaml",
        PERIODE.replace(RUJUKAN, "rujukan: {jenis: rekapitulasi, dari: Asisten}"),
    )
    assert "laporan Asisten nomor" in cited(workspace)


def test_a_letter_of_another_period_is_cited_by_naming_the_period(workspace):
    write(workspace, "register/uji/2024/0001.yaml", ENTRI.replace("2025", "2024").replace("2024S1", "2024S2"))
    write(
        workspace,
        "periods/2025S1/uji/periode.yaml",
        PERIODE.replace(RUJUKAN, "rujukan: {jenis: rekapitulasi, periode: 2024S2}"),
    )
    assert "065.1/1/UJI/2024 tanggal 30 Juni 2024" in cited(workspace)


def test_a_letter_to_the_unit_itself_is_cited_as_the_units_own(workspace):
    apply_to = ENTRI.replace("surat: [{yth: Sekretaris}]", "surat: [{unit: loket-a}]")
    write(
        workspace,
        "register/uji/2025/0001.yaml",
        apply_to.replace("jenis: rekapitulasi", "jenis: surat-hasil").replace("2025S1", "2024S2"),
    )
    write(workspace, "periods/2025S1/uji/loket-a.yaml", "rujukan: {jenis: surat-hasil, periode: 2024S2}\n")
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "rujukan: {jenis: surat-hasil, periode: 2024S2}\n")
    assert "065.1/1/UJI/2025" in cited(workspace)
    assert "nomor : …… tanggal" in text(workspace / "build/2025S1/uji/loket-b/surat-hasil.docx")


def test_an_entry_that_lacks_what_is_cited_is_named_itself(workspace):
    write(workspace, "register/uji/2025/0001.yaml", ENTRI.replace("tanggal: 2025-06-30\n", ""))
    assert [str(one).split(";")[0] for one in build.run(workspace, MASA, "surat-hasil").problems] == [
        "register/uji/2025/0001.yaml:1:1: I002 field `rujukan.tanggal` wajib ada"
    ]


@pytest.mark.parametrize(
    ("rujukan", "told"),
    [
        ("{jenis: rekapitulas}", "4:18: B004 jenis dokumen `rekapitulas` tidak ada di templates/"),
        (
            "{jenis: rekapitulasi, periode: 2025S3}",
            '4:41: I003 `rujukan.periode` berisi "2025S3"; yang diharapkan periode seperti',
        ),
        ("{jenis: rekapitulasi, nomr: 1}", "4:32: I001 field `rujukan.nomr` tidak dikenal"),
        ("{dari: K, nomor: 1, hal: S}", "4:1: I002 field `rujukan.tanggal` wajib ada"),
        ("{jeniss: rekapitulasi}", "4:11: I001 field `rujukan.jeniss` tidak dikenal"),
    ],
)
def test_a_citation_that_cannot_be_is_told_where_it_stands(workspace, rujukan, told):
    write(workspace, "periods/2025S1/uji/periode.yaml", PERIODE.replace(RUJUKAN, f"rujukan: {rujukan}"))
    found = [str(one) for one in build.run(workspace, MASA, "surat-hasil").problems]
    assert any(one.startswith(f"periods/2025S1/uji/periode.yaml:{told}") for one in found), found


_WITH_ANNEX = PERIODE.replace("rekapitulasi: {", "rekapitulasi: {lampiran: 1, ")


def test_a_document_over_the_period_cites_no_letter_to_a_unit(workspace):
    shutil.copy(workspace / "templates/surat-hasil/uji.docx", workspace / "templates/surat-hasil/bawaan.docx")
    write(workspace, "periods/2025S1/uji/periode.yaml", _WITH_ANNEX.replace(RUJUKAN, "rujukan: {jenis: surat-hasil}"))
    assert build.run(workspace, MASA, "rekapitulasi").problems == ()
    assert folders.over_period(folders.kind_records(workspace)) == {"rekapitulasi"}


def test_the_register_knows_a_cited_letter_and_does_not_ask_for_it(workspace):
    write(workspace, "register/uji/2025/0001.yaml", ENTRI)
    found = list(register.faults(workspace, register.open_register(Periods(workspace), "uji", [])))
    assert [one.code for one in found] == []
    entries.void(workspace, "1", "salah")
    assert "A031" in codes(check.run(workspace, MASA).problems)


def test_a_correction_of_what_it_is_about_is_what_is_cited_listed_and_sent(workspace, run):
    assert run("issue", "rekapitulasi", "2025S1", "--yes").returncode == 0
    file = workspace / "periods/2025S1/uji/periode.yaml"
    said = file.read_text(encoding="utf-8").replace(
        "hal: Laporan SKM, yth: Sekretaris", "hal: Laporan Survei, yth: Bupati"
    )
    file.write_text(said, encoding="utf-8")
    commit(workspace)
    pesanan = Order(MASA, "rekapitulasi", "uji")
    entri = apply.reissue(workspace, pesanan, "salah hal", False)[0].entri
    assert entri.hal == "Laporan SKM"  # what the number was taken for
    assert [(one.hal, one.yth) for one in entri.surat] == [(None, "Sekretaris"), ("Laporan Survei", "Bupati")]
    build.run(workspace, MASA, "surat-hasil")
    assert "tanggal 1 Juli 2025 perihal Perubahan ke-1: Laporan Survei" in text(workspace / SURAT)
    commit(workspace)
    new = apply.reissue(workspace, pesanan._replace(tanggal=dt.date(2025, 7, 2)), "salah alamat", True)[0].entri
    assert (new.hal, new.yth, [one.hal for one in new.surat]) == ("Laporan Survei", "Bupati", [None])
    build.run(workspace, MASA, "surat-hasil")
    assert "perihal Perubahan ke-2: Laporan Survei" in text(workspace / SURAT)


def test_a_letter_that_cites_nothing_does_not_differ_when_what_it_could_cite_does(workspace, run):
    assert run("issue", "rekapitulasi", "2025S1", "--yes").returncode == 0
    commit(workspace)
    apply.reissue(workspace, Order(MASA, "rekapitulasi", "uji"), "salah jumlah", False)
    assert "A012" not in codes(build.run(workspace, MASA, "rekapitulasi").problems)
    assert "A012" not in codes(check.run(workspace, MASA).problems)


def test_a_document_that_would_differ_is_named_so_that_it_can_be_issued_again(workspace, run):
    assert run("issue", "rekapitulasi", "2025S1", "--yes").returncode == 0
    file = workspace / "periods/2025S1/uji/periode.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("yth: Sekretaris", "yth: Bupati"), encoding="utf-8")
    assert (
        "yth; biarkan, atau terbitkan ulang: skm reissue rekapitulasi 2025S1 --unit uji --reason "
        in run("check", "2025S1").stderr
    )


def test_a_letter_that_is_older_than_what_it_cites_is_told_at_its_own_date(workspace):
    write(workspace, "register/uji/2025/0001.yaml", ENTRI.replace("2025-06-30", "2025-07-09"))
    told = {str(one.place) for one in build.run(workspace, MASA, "surat-hasil").problems if one.code == "C006"}
    assert told == {"periods/2025S1/uji/periode.yaml:2:26"}
