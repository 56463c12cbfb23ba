"""One unit that has changed costs one unit, and what is left comes to the same as if all were made anew."""

import shutil

import pytest

from pipeline.issuing import apply
from pipeline.issuing.order import Order
from pipeline.making import build, document, report, workers
from pipeline.sources.period import Period
from support import git_office
from support.git_office import UNITS, write

PERIOD, KIND = Period(2025, "S", 1), "surat-hasil"
BEFORE = Period(2024, "S", 2)


@pytest.fixture
def root(tmp_path):
    return git_office.bangun(tmp_path / "kerja", register="")


@pytest.fixture
def made(monkeypatch):
    met, plain = [], document.make
    monkeypatch.setattr(
        workers, "make", lambda work, name, unit, old=None: met.append(unit) or plain(work, name, unit, old)
    )
    return met


def run(root):
    """Return what a run tells, and every document and line of the report that it leaves."""
    told = build.run(root, PERIOD, KIND)
    base = root / f"build/{PERIOD}"
    documents = {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*.docx")}
    lines = [
        line._replace(status="", karena=()) for line, _ in report.documents(report.report_file(root, str(PERIOD), KIND))
    ]
    return told.problems, told.failed, told.is_draft, documents, lines, told.rows


def edited(root, file, old, new):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


PERIODE = "periods/2025S1/uji/periode.yaml"
SKOR = "periods/2025S1/uji/skor.csv"
ASKED = "dokumen: {surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei Kedua}}\n"
CHANGES = {
    "a unit's file": lambda root: edited(root, "units/uji/loket-a.yaml", "Loket-A", "Loket Alfa"),
    "a unit in the period": lambda root: write(root, "periods/2025S1/uji/loket-b.yaml", "yth: Kepala Lain\n"),
    "a unit in an earlier period": lambda root: write(root, "periods/2024S2/uji/loket-b.yaml", "yth: Kepala Lama\n"),
    "the institution": lambda root: edited(root, "units/uji/instansi.yaml", "KANTOR UJI", "KANTOR BARU"),
    "the period": lambda root: edited(root, PERIODE, "hal: Hasil Survei", "hal: Hasil Survei Kedua"),
    "the answers": lambda root: edited(root, SKOR, "loket-c,1,3,4,3", "loket-c,1,2,4,3"),
    "the answers before": lambda root: write(
        root, "periods/2024S2/uji/skor.csv", (root / SKOR).read_text().replace("loket-a,1", "loket-a,2", 1)
    ),
    "one answer of then": lambda root: edited(root, "periods/2024S2/uji/skor.csv", "loket-c,1,2", "loket-c,1,4"),
    "rows stand lower": lambda root: edited(root, SKOR, "loket-a,1", "\nloket-a,1"),
    "a row of no unit": lambda root: edited(root, SKOR, "loket-c,1", "loket-x,1,3,4,3\nloket-c,1"),
    "the row is taken back": lambda root: edited(root, SKOR, "loket-x,1,3,4,3\n", ""),
    "a fault in one unit": lambda root: edited(root, "units/uji/loket-a.yaml", "nama:", "namu:"),
    "the fault is mended": lambda root: edited(root, "units/uji/loket-a.yaml", "namu:", "nama:"),
    "a number that two give": lambda root: [
        write(root, f"periods/2025S1/uji/{unit}.yaml", "dokumen: {surat-hasil: {nomor: 065.1/9/UJI/2025}}\n")
        for unit in UNITS[:2]
    ],
    "one of the two has another": lambda root: edited(root, "periods/2025S1/uji/loket-b.yaml", "/9/", "/10/"),
    "an entry of the register": lambda root: write(root, "register/uji/2025/0001.yaml", git_office.RUJUKAN),
    "a document is edited": lambda root: (root / "build/2025S1/uji/loket-c/surat-hasil.docx").write_bytes(b"edited"),
    "a document is lost": lambda root: (root / "build/2025S1/uji/loket-c/surat-hasil.docx").unlink(),
    "a unit is new": lambda root: [
        write(root, "units/uji/loket-d.yaml", "nama: Loket D\nyth: Kepala\n"),
        edited(root, SKOR, "loket-c,1", "loket-d,1,4,4,4\nloket-c,1"),
    ],
    "a unit is not surveyed": lambda root: [
        write(root, PERIODE, (root / PERIODE).read_text() + "tidak_disurvei: {loket-d: tutup}\n"),
        edited(root, SKOR, "loket-d,1,4,4,4\n", ""),
    ],
    "rows bear a unit's name": lambda root: edited(root, SKOR, "loket-c,1", "Loket-C,1"),
    "another unit takes that name": lambda root: edited(
        root, "units/uji/loket-d.yaml", "nama: Loket D", "nama: Loket-C"
    ),
    "another unit takes it as a name of old": lambda root: edited(
        root, "units/uji/loket-d.yaml", "nama: Loket-C", "nama: Loket D\ndikenal_sebagai: [Loket-C]"
    ),
    "it gives the name back": lambda root: edited(root, "units/uji/loket-d.yaml", "dikenal_sebagai: [Loket-C]\n", ""),
    "a unit is removed that still has rows": lambda root: (root / "units/uji/loket-b.yaml").unlink(),
    "a kind is asked of one unit only": lambda root: [
        edited(root, PERIODE, ASKED, ""),
        write(root, "periods/2025S1/uji/loket-c.yaml", ASKED),
    ],
    "nothing": lambda root: None,
}


def test_whatever_changes_a_run_leaves_what_a_first_run_would(root, tmp_path):
    run(root)
    for what, change in CHANGES.items():
        change(root)
        found = run(root)
        for path in (root / "build").rglob("*.disunting-*"):
            path.unlink()
        again = tmp_path / "clean"
        shutil.copytree(root, again, ignore=shutil.ignore_patterns("build"))
        problems, *rest = run(again)
        assert [fault for fault in found[0] if fault.code != "K001"] == list(problems), what
        found[3].update({name: raw for name, raw in rest[2].items() if "disunting" in name})
        documents = {name: raw for name, raw in found[3].items() if "disunting" not in name}
        assert (*found[1:3], documents, *found[4:]) == tuple(rest), what
        shutil.rmtree(again)


def test_a_file_that_appears_while_documents_are_made_is_seen_by_the_next_run(root, monkeypatch):
    late, plain = root / "periods/2025S1/uji/loket-a.yaml", workers.make

    def interrupted(work, name, unit, old=None):
        made = plain(work, name, unit, old)
        if not late.exists():
            write(root, "periods/2025S1/uji/loket-a.yaml", "yth: Kepala Baru\n")
        return made

    monkeypatch.setattr(workers, "make", interrupted)
    first, second = run(root)[3], run(root)[3]
    assert [name for name in first if first[name] != second[name]] == ["uji/loket-a/surat-hasil.docx"]


@pytest.mark.parametrize("ending", ["docx", "json"])
def test_what_is_archived_of_a_letter_is_looked_at_by_every_run(root, made, ending):
    assert apply.issue(root, Order(PERIOD, KIND), lambda plan, files: True)
    run(root)
    assert report.unchanged(root, str(PERIOD), KIND)
    first = run(root)
    del made[:]
    (archived,) = (root / "register").rglob(f"loket-b.{ending}")
    archived.write_bytes(b"{}")
    assert not report.unchanged(root, str(PERIOD), KIND)
    assert {fault.code for fault in run(root)[0]} - {fault.code for fault in first[0]} == (
        {"A010"} if ending == "docx" else set()
    )
    assert made == ["loket-b"]


def test_another_kind_that_changes_is_looked_at(root):
    run(root)
    assert report.unchanged(root, str(PERIOD), KIND)
    write(root, "templates/lain/jenis.yaml", "nama: Lain\n")
    assert not report.unchanged(root, str(PERIOD), KIND)


def test_one_changed_unit_is_one_unit_made(root, made):
    run(root)
    edited(root, "units/uji/loket-b.yaml", "Kepala Loket-B", "Kepala Baru")
    del made[:]
    run(root)
    assert made == ["loket-b"]


def test_answers_of_one_unit_in_a_sheet_of_all_are_one_unit_made(root, made):
    run(root)
    edited(root, SKOR, "loket-c,1,3,4,3", "loket-c,1,2,4,3")
    del made[:]
    run(root)
    assert made == ["loket-c"]
    edited(root, "units/uji/loket-a.yaml", "Loket-A", "Loket Alfa")
    del made[:]
    run(root)
    assert made == ["loket-a"], "what a unit is called is its own affair where no row bears the name"


def test_a_unit_with_a_fault_is_told_by_every_run_and_alone_is_looked_at(root, made):
    edited(root, "units/uji/loket-a.yaml", "nama:", "namu:")
    first = run(root)
    del made[:]
    assert run(root)[0] == first[0] != ()
    assert made == ["loket-a"]


def test_a_memory_that_says_what_the_report_does_not_is_not_believed(root, made):
    run(root)
    report.report_file(root, str(PERIOD), KIND).unlink()
    del made[:]
    run(root)
    assert made == list(UNITS)
