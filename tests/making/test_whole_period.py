"""Documents over a whole period: one an institution, made, checked, issued and proved as any other."""

import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.checking import check
from pipeline.issuing import apply, entries, entry_names, register
from pipeline.issuing.order import Order
from pipeline.making import build, vocabulary
from pipeline.making.office import Periods
from pipeline.problems.problem import Refusal
from pipeline.sources.period import Period
from support import git_office as kantor_uji
from support.docx_text import text
from support.git_office import commit, write

MASA = Period(2025, "S", 1)
PERIODE = kantor_uji.PERIODE.replace(
    "dokumen: {surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}}",
    """dokumen:
  surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}
  rekapitulasi: {tanggal: 2025-07-01, hal: Laporan SKM, yth: Sekretaris, lampiran: 1}
  daftar-pengiriman: {}""",
)
REKAP = "build/2025S1/uji/rekapitulasi.docx"
DAFTAR = "build/2025S1/uji/daftar-pengiriman.docx"


def templat(root: Path) -> None:
    for kind in ("rekapitulasi", "daftar-pengiriman"):
        shutil.copytree(kantor_uji.ROOT / "templates" / kind, root / "templates" / kind, dirs_exist_ok=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    templat(tmp_path / "kerja")
    return kantor_uji.bangun(tmp_path / "kerja", periode=PERIODE)


def plain(cell) -> str:
    return cell.text.replace("\xa0", " ")


def rows(path: Path) -> list[list[str]]:
    """Return the last table, a list a row; the rows of a table in its last row, kept on one page, are its own."""
    table = Document(str(path)).tables[-1]
    own = [[plain(cell) for cell in row.cells] for row in table.rows]
    inner = table.rows[-1].cells[0].tables
    return [*own[:-1], *([plain(cell) for cell in row.cells] for row in inner[0].rows)] if inner else own


def codes(made) -> list[tuple[str, str]]:
    return [(one.code, one.place.file) for one in made.problems]


def test_the_recap_is_one_document_an_institution(workspace):
    made = build.run(workspace, MASA, "rekapitulasi")
    assert (made.total, made.failed, made.problems) == (1, 0, ())
    assert [path.name for path in (workspace / "build/2025S1").rglob("*.docx")] == ["rekapitulasi.docx"]
    assert rows(workspace / REKAP) == [
        [
            "No.",
            "Unit Penyelenggara Pelayanan Publik (UPP)",
            "U1",
            "U2",
            "IKM",
            "Mutu",
            "Kategori",
            "Responden",
            "Prioritas",
        ],
        ["1", "Loket-A", "3,00", "4,00", "87,50", "B", "Baik", "1", "U1"],
        ["2", "Loket-B", "3,00", "4,00", "87,50", "B", "Baik", "1", "U1"],
        ["3", "Loket-C", "3,00", "4,00", "87,50", "B", "Baik", "1", "U1"],
        ["Rata-rata (responden: jumlah)"] * 2 + ["3,00", "4,00", "87,50", "B", "Baik", "3", ""],
    ]


def test_the_annex_lies_crosswise_under_its_own_head_and_repeats_the_headings(workspace):
    build.run(workspace, MASA, "rekapitulasi")
    made = Document(str(workspace / REKAP))
    letter, annex = made.sections
    assert letter.page_width < letter.page_height
    assert annex.page_width > annex.page_height
    assert not annex.first_page_header.is_linked_to_previous
    assert "KANTOR UJI" in [paragraph.text for paragraph in annex.first_page_header.paragraphs]
    table = made.tables[-1]
    assert [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows] == [True] + [
        False
    ] * 4
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def test_a_unit_without_a_result_is_there_with_dashes_and_told(workspace):
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    made = build.run(workspace, MASA, "rekapitulasi")
    assert codes(made) == [("R001", "units/uji/loket-c.yaml")]
    assert rows(workspace / REKAP)[3] == ["3", "Loket-C", *["-"] * 7]
    assert rows(workspace / REKAP)[4][4] == "87,50"
    assert "UPP yang belum mempunyai hasil: Loket-C." in text(workspace / REKAP)


def test_a_unit_that_was_not_surveyed_is_there_with_its_reason_and_is_not_waited_for(workspace):
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    with (workspace / "periods/2025S1/uji/periode.yaml").open("a") as period:
        period.write("tidak_disurvei: {loket-c: sedang dibangun}\n")
    assert build.run(workspace, MASA, "rekapitulasi").problems == ()
    assert "UPP yang tidak disurvei: Loket-C (sedang dibangun)." in text(workspace / REKAP)
    assert "belum mempunyai hasil" not in text(workspace / REKAP)


def test_a_unit_whose_file_cannot_be_read_is_there_by_the_name_of_its_file(workspace):
    write(workspace, "units/uji/loket-b.yaml", "nma: Loket-B\n")
    made = build.run(workspace, MASA, "rekapitulasi")
    assert codes(made) == [("R001", "units/uji/loket-b.yaml")]
    assert "I001" not in str(made.problems[0])
    assert "units/uji/loket-b.yaml:1:1 field `nma` tidak dikenal" in str(made.problems[0])
    assert rows(workspace / REKAP)[2] == ["2", "loket-b", *["-"] * 7]


def test_a_unit_that_was_not_surveyed_is_acknowledged_where_its_other_facts_are(workspace):
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    write(workspace, "units/uji/loket-c.yaml", "nama: Loket-C\ndiketahui: [{kode: R001, alasan: tutup semester ini}]\n")
    assert build.run(workspace, MASA, "rekapitulasi").problems == ()
    assert [one.code for one in check.run(workspace, MASA).problems if one.code in ("C007", "R001")] == []


def test_answers_that_cannot_be_read_at_all_stop_the_recap(workspace):
    (workspace / "periods/2025S1/uji/skor.csv").write_text("unit,wkatu\nloket-a,3\n")
    made = build.run(workspace, MASA, "rekapitulasi")
    assert made.failed == 1
    assert "R001" not in {one.code for one in made.problems}
    assert not (workspace / REKAP).exists()


def test_an_institution_without_units_has_an_empty_recap(workspace):
    for unit in kantor_uji.UNITS:
        (workspace / f"units/uji/{unit}.yaml").unlink()
    (workspace / "periods/2025S1/uji/skor.csv").unlink()
    made = build.run(workspace, MASA, "rekapitulasi")
    assert (made.failed, codes(made)) == (0, [("C022", "periods/2025S1/uji/periode.yaml")])
    assert [row[4] for row in rows(workspace / REKAP)] == ["IKM", "-"]


def test_published_figures_are_printed_as_they_were_published(workspace):
    write(workspace, "periods/2025S1/uji/loket-a.yaml", 'publikasi: {ikm: "87,5", nrr: {persyaratan: "3,0"}}\n')
    build.run(workspace, MASA, "rekapitulasi")
    assert rows(workspace / REKAP)[1][2:5] == ["3,0", "4,00", "87,5"]


def test_a_unit_whose_published_figures_cannot_be_is_without_a_result(workspace):
    write(workspace, "periods/2025S1/uji/loket-a.yaml", 'publikasi: {ikm: "99,00", ketat: ya}\n')
    made = build.run(workspace, MASA, "rekapitulasi")
    assert [one.code for one in made.problems] == ["R001"]
    assert rows(workspace / REKAP)[1] == ["1", "Loket-A", *["-"] * 7]


def test_nothing_is_made_again_until_the_answers_of_some_unit_change(workspace, run):
    run("build", "rekapitulasi", "2025S1")
    assert "(0 dibuat, 1 tetap" in run("build", "rekapitulasi", "2025S1").stdout
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", "loket-c,1,4,4,4\n"))
    told = run("build", "rekapitulasi", "2025S1", "--why").stdout
    assert told.startswith(f"{REKAP}: kata `rekap`\n")


def test_an_edited_recap_is_kept_beside_the_new_one(workspace):
    build.run(workspace, MASA, "rekapitulasi")
    (workspace / REKAP).write_bytes(b"disunting")
    assert [one.code for one in build.run(workspace, MASA, "rekapitulasi").problems] == ["K001"]
    assert (workspace / "build/2025S1/uji/rekapitulasi.disunting-1.docx").read_bytes() == b"disunting"


def test_a_period_that_no_longer_names_the_kind_loses_its_document(workspace):
    build.run(workspace, MASA, "daftar-pengiriman")
    write(workspace, "periods/2025S1/uji/periode.yaml", kantor_uji.PERIODE)
    build.run(workspace, MASA, "daftar-pengiriman")
    assert not (workspace / DAFTAR).exists()


def test_units_get_no_document_of_it_and_the_institution_none_of_theirs(workspace):
    assert build.run(workspace, MASA, "surat-hasil").total == 3
    report = json.loads((workspace / "build/2025S1/surat-hasil.json").read_text())
    assert [one["unit"] for one in report["dokumen"]] == list(kantor_uji.UNITS)
    build.run(workspace, MASA, "rekapitulasi")
    report = json.loads((workspace / "build/2025S1/rekapitulasi.json").read_text())
    assert [(one["instansi"], one["unit"]) for one in report["dokumen"]] == [("uji", "")]


@pytest.mark.parametrize("file", ["units/uji/loket-a.yaml", "periods/2025S1/uji/loket-a.yaml"])
def test_a_units_own_file_may_not_name_it(workspace, run, file):
    write(
        workspace,
        file,
        "dokumen:\n  rekapitulasi: {hal: Hasil}\n" + ("nama: Loket-A\nyth: K\n" if "units" in file else ""),
    )
    told = run("build", "surat-hasil", "2025S1")
    assert told.returncode == 1
    assert f"{file}:2:3: B009 jenis `rekapitulasi` adalah dokumen seluruh periode" in told.stderr
    assert f"{file}:2:3: B009" in run("check", "2025S1").stderr


@pytest.mark.parametrize(("cakupan", "bab"), [("periode", "hasil"), ("unit", "rekap")])
def test_a_chapter_that_does_not_fit_the_scope_is_refused(workspace, cakupan, bab):
    write(
        workspace,
        "templates/rekapitulasi/jenis.yaml",
        f"judul: J\nsebutan: s\nkosakata: [surat, {bab}]\ncakupan: {cakupan}\n",
    )
    with pytest.raises(Refusal) as refused:
        build.run(workspace, MASA, "rekapitulasi")
    assert str(refused.value).startswith("templates/rekapitulasi/jenis.yaml:1:1: I003")
    with pytest.raises(Refusal):
        vocabulary.chapters(workspace, "rekapitulasi")


def test_an_institution_that_is_not_there_is_guessed_at(workspace, run):
    told = run("build", "rekapitulasi", "2025S1", "--unit", "ujii")
    assert told.returncode == 2
    assert 'institusi "ujii" tidak ada di periode 2025S1; maksudnya `uji`?' in told.stderr
    assert run("build", "rekapitulasi", "2025S1", "--unit", "uji").returncode == 0


def test_a_check_reads_it_as_far_as_its_last_word_and_only_once(workspace, run):
    (workspace / "periods/2025S1/uji/periode.yaml").write_text(
        PERIODE.replace(", yth: Sekretaris", ", yth: Yth. Sekretaris")
    )
    first = run("check", "2025S1")
    assert "periods/2025S1/uji/periode.yaml:4:" in first.stderr
    assert "C004 `yth` memuat `Yth.`" in first.stderr
    again = run("check", "2025S1")
    assert again.stderr == first.stderr
    assert "3 unit diperiksa" in again.stdout


def test_a_check_sees_that_a_units_change_touches_the_recap(workspace):
    alone = PERIODE.replace("  surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}\n", "")
    write(workspace, "periods/2025S1/uji/periode.yaml", alone)
    assert "R001" not in {one.code for one in check.run(workspace, MASA).problems}
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    assert "R001" in {one.code for one in check.run(workspace, MASA).problems}


def test_a_check_tells_once_what_a_unit_lacks(workspace):
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    found = [one.code for one in check.run(workspace, MASA).problems]
    assert "S006" in found
    assert "R001" not in found


def test_its_words_are_shown_for_an_institution(workspace, run):
    told = run("words", "rekapitulasi")
    assert told.stdout.startswith("contoh: uji, 2025S1\n")
    assert 'rekap.unit[].nama              "Loket-A"' in told.stdout
    assert run("template-doc", "daftar-pengiriman").stdout.startswith("build/kata-daftar-pengiriman.docx: ")


def test_a_number_typed_for_it_is_no_number_of_a_unit(workspace):
    write(
        workspace,
        "periods/2025S1/uji/periode.yaml",
        PERIODE.replace("hal: Laporan SKM", "nomor: 065.1/9/UJI/2025, hal: L"),
    )
    assert "B007" not in {one.code for one in check.run(workspace, MASA).problems}
    assert {one.unit for one in register.open_register(Periods(workspace), "uji", []).typed} == {""}


def test_from_plan_to_proof(workspace, run):
    assert run("plan", "rekapitulasi", "2025S1").stdout.startswith(
        "baru       uji  065.1/2/UJI/2025  2025-07-01  beda: belum ada draf\n"
    )
    told = run("issue", "rekapitulasi", "2025S1", "--yes")
    assert (told.returncode, told.stderr) == (0, "")
    entri = entry_names.find_entry(workspace, "2")
    assert "unit" not in (workspace / entri.file).read_text()
    archived = workspace / "register/uji/2025/0002/uji.docx"
    assert sorted(path.name for path in archived.parent.iterdir()) == ["uji.docx", "uji.json", "uji.md"]
    record = json.loads(archived.with_suffix(".json").read_text())
    assert record["unit"] == ""
    assert "units/uji/loket-b.yaml" in record["sumber"]
    commit(workspace)
    assert run("verify").stdout == "buku agenda dan arsipnya utuh\n"
    assert run("verify", str(archived)).stdout == f"{archived}: asli, surat 065.1/2/UJI/2025, uji\n"
    assert run("verify", "2", "--buat-lagi").stdout.endswith("065.1/2/UJI/2025: asli, arsipnya utuh\n")
    assert run("plan", "rekapitulasi", "2025S1").stdout.startswith("terbit     uji  065.1/2/UJI/2025  2025-07-01\n")
    run("build", "rekapitulasi", "2025S1")
    assert (workspace / REKAP).read_bytes() == archived.read_bytes()


def test_a_correction_of_it_is_a_revision(workspace, run):
    run("issue", "rekapitulasi", "2025S1", "--yes")
    commit(workspace)
    told = run("reissue", "rekapitulasi", "2025S1", "--unit", "uji", "--alasan", "salah jumlah")
    assert told.stdout == "065.1/2/UJI/2025: perubahan ke-1, register/uji/2025/0002/uji.r1.docx\n"
    assert "Perubahan ke-1: Laporan SKM" in text(workspace / "register/uji/2025/0002/uji.r1.docx")
    commit(workspace)
    new = run(
        "reissue", "rekapitulasi", "2025S1", "--unit", "uji", "--alasan", "x", "--nomor-baru", "--tanggal", "2025-07-03"
    )
    assert new.stdout.startswith("065.1/3/UJI/2025: perubahan ke-2, ")
    commit(workspace)
    assert run("verify", "3", "--buat-lagi").returncode == 0
    assert "uji diganti 065.1/3/UJI/2025" in run("register").stdout
    assert [line.split("  ")[1:4] for line in run("log", "uji").stdout.splitlines()] == [
        ["rekapitulasi", "065.1/2/UJI/2025", "2025-07-01"],
        ["rekapitulasi", "065.1/2/UJI/2025", "2025-07-01"],
        ["rekapitulasi", "065.1/3/UJI/2025", "2025-07-03"],
        ["daftar-pengiriman", "-", "-"],
    ]


def test_the_number_that_srikandi_gave_it_is_entered(workspace, run):
    order = ("register", "set", "rekapitulasi", "2025S1", "uji", "065.1/77/UJI/2025", "2025-07-01")
    told = run(*order, "--catatan", "diambil manual")
    assert (told.returncode, told.stdout) == (0, "register/uji/2025/0077.yaml\n")
    assert entry_names.find_entry(workspace, "77").entri.catatan == "diambil manual"
    build.run(workspace, MASA, "rekapitulasi")
    assert "065.1/77/UJI/2025" in text(workspace / REKAP)


def test_the_expedition_list_follows_the_register(workspace, run):
    build.run(workspace, MASA, "daftar-pengiriman")
    assert "Belum ada surat yang bernomor di buku agenda." in text(workspace / DAFTAR)
    apply.issue(workspace, Order(MASA, "surat-hasil"), lambda made, pulih: True)
    told = run("build", "daftar-pengiriman", "2025S1", "--why").stdout
    assert told.startswith(f"{DAFTAR}: kata `pengiriman`\n")
    entries.void(workspace, "3", "salah kirim")
    commit(workspace)
    apply.reissue(workspace, Order(MASA, "surat-hasil", "loket-c"), "keliru", False)
    build.run(workspace, MASA, "daftar-pengiriman")
    assert [row[:5] for row in rows(workspace / DAFTAR)][1:] == [
        ["1", "065.1/2/UJI/2025", "2 Juli 2025", "Kepala Loket-A", "Hasil Survei"],
        ["2", "065.1/4/UJI/2025", "2 Juli 2025", "Kepala Loket-C", "Perubahan ke-1: Hasil Survei"],
    ]
    assert text(workspace / DAFTAR).endswith("Jumlah: 2 (dua) surat.\n")


def test_a_letter_written_into_the_register_by_hand_is_sent_as_well(workspace):
    write(
        workspace,
        "register/uji/2025/0005.yaml",
        "nomor: 5/UJI\nurut: 5\ntanggal: 2025-07-02\nyth: Camat\nhal: Undangan\nperiode: 2025S1\n",
    )
    build.run(workspace, MASA, "daftar-pengiriman")
    assert rows(workspace / DAFTAR)[1][:5] == ["1", "5/UJI", "2 Juli 2025", "Camat", "Undangan"]


def test_an_issued_expedition_list_does_not_list_itself_and_is_made_again_to_the_byte(workspace, run):
    apply.issue(workspace, Order(MASA, "surat-hasil"), lambda made, pulih: True)
    assert (
        "register/uji/2025/0002.yaml:1:1: A009"
        in run("plan", "daftar-pengiriman", "2025S1", "--tanggal", "2025-07-03").stderr
    )
    commit(workspace)
    assert run("issue", "daftar-pengiriman", "2025S1", "--yes", "--tanggal", "2025-07-03").returncode == 0
    commit(workspace)
    assert text(workspace / "register/uji/2025/0005/uji.docx").endswith("Jumlah: 3 (tiga) surat.\n")
    entries.void(workspace, "3", "salah kirim")
    commit(workspace)
    assert run("verify", "5", "--buat-lagi").stdout.endswith("065.1/5/UJI/2025: asli, arsipnya utuh\n")


def test_a_kind_that_no_unit_has_is_told_with_where_to_name_it(workspace, run):
    shutil.copytree(kantor_uji.ROOT / "templates" / "poster", workspace / "templates" / "poster")
    where = "periods/2025S1/<instansi>/periode.yaml"
    for again in range(2):
        told = run("build", "poster", "2025S1")
        assert (told.returncode, told.stderr, again) == (0, "", again)
        assert f"tidak ada unit yang mempunyai poster; sebut di {where}: `dokumen:`" in told.stdout
