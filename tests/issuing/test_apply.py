"""Issuing: a letter gets its number once, whole, and stays as it was."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from pipeline.files import fingerprint
from pipeline.issuing import apply, entries, entry_names, intact, journal, plan
from pipeline.issuing.order import IssuePlan, Order
from pipeline.problems.problem import Refusal, Usage
from pipeline.sources import register_reader
from pipeline.sources.period import Period
from support import git_office as kantor_uji
from support.git_office import commit, tree, write
from support.pdf_maker import text_pdf

MASA = Period(2025, "S", 1)
SEMUA = Order(MASA, "surat-hasil")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


def issue(root: Path, pesanan: Order = SEMUA) -> IssuePlan:
    made = apply.issue(root, pesanan, lambda made, pulih: True)
    assert made is not None
    return made


def test_who_waits_is_told_each_letter_as_it_is_made(workspace):
    told = []
    assert apply.issue(workspace, SEMUA, lambda made, recovered: True, told.append)
    assert [(step.what, step.done, step.total, step.name) for step in told[:3]] == [
        ("membuat dokumen", number, 3, f"uji/loket-{name}") for number, name in enumerate("abc")
    ]
    assert told[-1].what == "mengarsipkan dan mencatat di buku agenda"


def codes(found) -> list[str]:
    return sorted({one.code for one in found})


def _sources(root: Path) -> dict[Path, bytes]:
    """Return every file but git's own and the cache of counted answers."""
    files = (path for path in root.rglob("*") if path.is_file() and not {".git", ".jawaban"} & set(path.parts))
    return {path: path.read_bytes() for path in files}


def test_a_plan_gives_the_next_numbers_and_writes_nothing(workspace):
    before = _sources(workspace)
    made = plan.plan_of(workspace, SEMUA)
    assert [(one.unit, one.status, one.nomor) for one in made.lines] == [
        ("loket-a", "baru", "065.1/2/UJI/2025"),
        ("loket-b", "baru", "065.1/3/UJI/2025"),
        ("loket-c", "baru", "065.1/4/UJI/2025"),
    ]
    assert _sources(workspace) == before


def test_what_is_issued_has_its_number_and_is_archived_with_its_text_and_record(workspace):
    issue(workspace)
    folder = workspace / "register/uji/2025/0002"
    assert sorted(path.name for path in folder.iterdir()) == ["loket-a.docx", "loket-a.json", "loket-a.md"]
    assert "065.1/2/UJI/2025" in (folder / "loket-a.md").read_text(encoding="utf-8")
    record = json.loads((folder / "loket-a.json").read_bytes())
    assert record["dokumen"] == fingerprint.sha_file(folder / "loket-a.docx")
    assert record["commit"] == kantor_uji.git(workspace, "rev-parse", "HEAD").stdout.strip()
    assert set(record["sumber"]) == {
        "units/uji/instansi.yaml",
        "units/uji/loket-a.yaml",
        "periods/2025S1/uji/periode.yaml",
        "periods/2025S1/uji/skor.csv",
        "templates/surat-hasil/jenis.yaml",
        "templates/surat-hasil/bawaan.docx",
    }


def test_the_same_sources_are_issued_as_the_same_bytes(workspace, tmp_path):
    other = tmp_path / "lain"
    shutil.copytree(workspace, other)
    issue(workspace)
    issue(other)
    assert tree(workspace) == tree(other)


def test_issuing_again_takes_no_number(workspace):
    issue(workspace)
    before = tree(workspace)
    assert [one.status for one in issue(workspace).lines] == ["terbit"] * 3
    assert tree(workspace) == before


def test_one_unit_is_issued_alone_and_the_others_later(workspace):
    issue(workspace, Order(MASA, "surat-hasil", "loket-b"))
    assert [one.nomor for one in issue(workspace).lines] == [
        "065.1/3/UJI/2025",
        "065.1/2/UJI/2025",
        "065.1/4/UJI/2025",
    ]


def test_one_letter_that_cannot_go_stops_the_batch_and_takes_no_number(workspace):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [a]\npakai_skema: [tidak-ada]\n")
    commit(workspace)
    before = tree(workspace)
    with pytest.raises(Refusal):
        issue(workspace)
    assert tree(workspace) == before


def test_letters_that_cannot_go_are_left_out_only_when_ordered(workspace):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "pakai_skema: [tidak_ada]\n")
    commit(workspace)
    made = issue(workspace, SEMUA._replace(skip=True))
    assert [(one.unit, one.status) for one in made.lines] == [
        ("loket-a", "baru"),
        ("loket-b", "terhalang"),
        ("loket-c", "baru"),
    ]
    assert sorted(path.name for path in (workspace / "register/uji/2025").glob("*.yaml"))[1:] == [
        "0002.yaml",
        "0003.yaml",
    ]


def test_sources_that_are_not_committed_are_not_issued(workspace):
    write(workspace, "periods/2025S1/uji/loket-c.yaml", "saran: [lebih cepat]\n")
    with pytest.raises(Refusal) as refused:
        issue(workspace)
    assert [(one.place.file, one.code) for one in refused.value.problems] == [
        ("periods/2025S1/uji/loket-c.yaml", "A009")
    ]


def test_outside_a_repository_nothing_is_issued(workspace):
    shutil.rmtree(workspace / ".git")
    assert codes(plan.plan_of(workspace, SEMUA).problems) == ["A008"]


def test_a_letter_without_a_date_waits_for_one(workspace):
    write(workspace, "periods/2025S1/uji/periode.yaml", kantor_uji.PERIODE.replace("tanggal: 2025-07-02, ", ""))
    commit(workspace)
    assert codes(plan.plan_of(workspace, SEMUA).problems) == ["A015"]
    made = issue(workspace, SEMUA._replace(tanggal=dt.date(2025, 7, 9)))
    assert {one.tanggal for one in made.lines} == {dt.date(2025, 7, 9)}


def test_a_number_that_is_typed_is_taken_by_hand_and_skipped(workspace):
    write(workspace, "periods/2025S1/uji/loket-c.yaml", "dokumen: {surat-hasil: {nomor: 065.1/7/UJI/2025}}\n")
    commit(workspace)
    assert [one.nomor for one in issue(workspace).lines] == [
        "065.1/8/UJI/2025",
        "065.1/9/UJI/2025",
        "065.1/7/UJI/2025",
    ]


def test_a_typed_number_that_does_not_fit_the_pattern_is_a_problem(workspace):
    write(workspace, "periods/2025S1/uji/loket-c.yaml", "dokumen: {surat-hasil: {nomor: 7/UJI}}\n")
    commit(workspace)
    assert codes(plan.plan_of(workspace, SEMUA).problems) == ["A017"]


def test_reserved_blocks_start_value_padding_and_roman_month_are_data(tmp_path):
    pola = 'nomor: {pola: "{urut}/{bulan}/{tahun}", lebar: 3, mulai: 9, cadangan: [{dari: 10, sampai: 19, untuk: SK}]}'
    old = next(line for line in kantor_uji.INSTANSI.splitlines() if line.startswith("nomor:"))
    root = kantor_uji.bangun(tmp_path, kantor_uji.INSTANSI.replace(old, pola))
    assert [one.nomor for one in plan.plan_of(root, SEMUA).lines] == ["009/VII/2025", "020/VII/2025", "021/VII/2025"]


def test_a_sequence_runs_over_what_the_institution_says(tmp_path):
    per = kantor_uji.INSTANSI.replace('klasifikasi: "065.1"}', 'klasifikasi: "065.1", per: [tahun, klasifikasi, unit]}')
    root = kantor_uji.bangun(tmp_path, per)
    issue(root)
    files = sorted(path.relative_to(root / "register").as_posix() for path in (root / "register").rglob("0001.yaml"))
    assert files == ["uji/2025/0001.yaml", *(f"uji/2025/065.1/{unit}/0001.yaml" for unit in kantor_uji.UNITS)]


def test_a_sequence_starts_again_each_year_unless_it_runs_on(tmp_path):
    later = kantor_uji.PERIODE.replace("2025-07-02", "2026-01-05")
    root = kantor_uji.bangun(tmp_path / "a", periode=later)
    assert plan.plan_of(root, SEMUA).lines[0].nomor == "065.1/1/UJI/2026"
    on = kantor_uji.INSTANSI.replace('klasifikasi: "065.1"}', 'klasifikasi: "065.1", per: [klasifikasi]}')
    root = kantor_uji.bangun(tmp_path / "b", on, later)
    issue(root)
    assert (root / "register/uji/berlanjut/065.1/0003.yaml").is_file()


def test_a_letter_dated_before_its_predecessor_needs_an_order(workspace):
    issue(workspace, SEMUA._replace(unit="loket-a"))
    early = kantor_uji.PERIODE.replace("2025-07-02", "2025-07-01")
    write(workspace, "periods/2025S1/uji/periode.yaml", early)
    commit(workspace)
    back = SEMUA._replace(unit="loket-b")
    assert codes(plan.plan_of(workspace, back).problems) == ["A018"]
    assert plan.plan_of(workspace, back).lines[0].status == "terhalang"
    assert codes(plan.plan_of(workspace, back._replace(insert_after=9)).problems) == ["A023"]
    issue(workspace, back._replace(insert_after=1))
    assert (workspace / "register/uji/2025/0001a.yaml").is_file()
    order = [one.entri.urut for one in register_reader.entries(workspace, "uji", [])]
    assert order == ["1", "1a", "2"]


def test_a_void_number_stays_with_its_reason_and_is_never_given_again(workspace):
    issue(workspace, SEMUA._replace(unit="loket-a"))
    entries.void(workspace, "2", "salah: alamat")
    made = issue(workspace)
    assert [one.nomor for one in made.lines] == ["065.1/3/UJI/2025", "065.1/4/UJI/2025", "065.1/5/UJI/2025"]
    assert entry_names.find_entry(workspace, "2").entri.batal == "salah: alamat"


def test_voiding_keeps_the_comments_of_an_entry_written_by_hand(workspace):
    entries.void(workspace, "065.1/1/UJI/2025", "tidak jadi")
    text = (workspace / "register/uji/2025/0001.yaml").read_text(encoding="utf-8")
    assert text == kantor_uji.RUJUKAN + "batal: tidak jadi\n"


def test_making_letters_never_touches_what_is_issued_and_says_what_would_differ(workspace, run):
    issue(workspace)
    before = tree(workspace)
    write(workspace, "periods/2025S1/uji/loket-a.yaml", "hal: Hasil yang lain\ndokumen: {surat-hasil: {hal: Lain}}\n")
    made = run("build", "surat-hasil", "2025S1")
    assert made.returncode == 0
    assert "A012 surat terbit 065.1/2/UJI/2025 akan berbeda: hal;" in made.stderr
    assert tree(workspace) == before
    built = workspace / "build/2025S1/uji/loket-a/surat-hasil.docx"
    assert built.read_bytes() == (workspace / "register/uji/2025/0002/loket-a.docx").read_bytes()


def test_a_reissue_keeps_the_number_says_so_in_the_letter_and_leaves_the_first_as_it_was(workspace):
    issue(workspace)
    before = tree(workspace)
    write(workspace, "periods/2025S1/uji/loket-a.yaml", "saran: [lebih cepat]\n")
    commit(workspace)
    apply.reissue(workspace, SEMUA._replace(unit="loket-a"), "saran tertinggal", new_number=False)
    after = tree(workspace)
    assert {name for name in before if before[name] != after[name]} == {"uji/2025/0002.yaml", "uji/2025/riwayat.jsonl"}
    assert after.keys() - before.keys() == {f"uji/2025/0002/loket-a.r1.{kind}" for kind in ("docx", "md", "json")}
    assert "Perubahan ke-1: Hasil Survei" in after["uji/2025/0002/loket-a.r1.md"].decode()
    assert list(intact.whole_archive(workspace)) == []


def test_a_reissue_under_a_new_number_ties_both_numbers_together(workspace):
    issue(workspace)
    day = dt.date(2025, 8, 1)
    apply.reissue(workspace, SEMUA._replace(unit="loket-a", tanggal=day), "salah alamat", new_number=True)
    old, new = entry_names.find_entry(workspace, "2").entri, entry_names.find_entry(workspace, "5").entri
    assert (old.surat[0].diganti, new.mengganti) == (new.nomor, old.nomor)
    assert plan.plan_of(workspace, SEMUA).lines[0].nomor == "065.1/5/UJI/2025"
    assert list(intact.whole_archive(workspace)) == []


@pytest.mark.parametrize("new_number", [False, True])
def test_what_people_wrote_beside_an_entry_stays_when_a_command_adds_to_it(workspace, new_number, tmp_path):
    issue(workspace)
    file = workspace / "register/uji/2025/0002.yaml"
    typed = "# diantar sendiri oleh Tuan Rekaan\n" + file.read_text().replace(
        "\nurut: 2\n", "\nurut:   2  # lihat buku\n"
    )
    file.write_text(typed)
    commit(workspace, "catatan")
    order = SEMUA._replace(unit="loket-a", tanggal=dt.date(2025, 7, 14))
    apply.reissue(workspace, order, "salah alamat", new_number=new_number)
    scan = tmp_path / "pindai.pdf"
    scan.write_bytes(text_pdf("buatan"))
    entries.attach(workspace, "2", scan)
    found = file.read_text()
    kept = [line for line in typed.splitlines() if line in found.splitlines()]
    assert kept == typed.splitlines()
    assert found.startswith("# diantar sendiri oleh Tuan Rekaan\n")
    assert "berkas: pindai.pdf" in found


def test_a_reissue_under_a_new_number_needs_a_date(workspace):
    issue(workspace)
    before = tree(workspace)
    with pytest.raises(Refusal) as refused:
        apply.reissue(workspace, SEMUA._replace(unit="loket-a"), "salah alamat", new_number=True)
    assert codes(refused.value.problems) == ["A015"]
    assert tree(workspace) == before


def test_what_is_not_issued_cannot_be_reissued(workspace):
    with pytest.raises(Usage, match="belum terbit"):
        apply.reissue(workspace, SEMUA._replace(unit="loket-a"), "coba", new_number=False)


# --- cut off -----------------------------------------------------------------------------------------


def test_a_file_made_ready_only_in_part_is_thrown_away(workspace):
    before = tree(workspace)
    (workspace / journal.READY).mkdir()
    (workspace / journal.READY / "000000").write_bytes(b"PK")
    with journal.alone(workspace):
        pass
    assert tree(workspace) == before


def test_two_at_once_on_one_machine_wait_for_each_other(workspace, monkeypatch):
    monkeypatch.setattr(journal, "_PATIENCE", 0.01)
    with journal.alone(workspace), pytest.raises(Refusal) as refused:
        issue(workspace)
    assert codes(refused.value.problems) == ["A011"]


def test_a_check_knows_the_numbers_of_the_register(workspace, run):
    issue(workspace)
    assert run("check", "2025S1").returncode == 0
    entry = workspace / "register/uji/2025/0003.yaml"
    entry.write_text(entry.read_text().replace("unit: loket-b", "unit: loket-x"))
    told = run("check", "2025S1")
    assert told.returncode == 1
    assert "register/uji/2025/0003.yaml:9:11: A004 `unit` menyebut loket-x" in told.stderr
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "dokumen: {surat-hasil: {nomor: 065.1/2/UJI/2025}}\n")
    assert "loket-b.yaml:1:32: B007" in run("check", "2025S1").stderr


def test_a_number_that_a_batch_shares_is_not_given_twice(tmp_path, run):
    instansi = kantor_uji.INSTANSI.replace('klasifikasi: "065.1"}', 'klasifikasi: "065.1", satu_untuk: kelompok}')
    root = kantor_uji.bangun(tmp_path / "bersama", instansi)
    issue(root)
    made = run("build", "surat-hasil", "2025S1", cwd=root)
    assert "B007" not in made.stderr
    assert made.returncode == 0
    assert "B007" not in run("check", "2025S1", cwd=root).stderr
