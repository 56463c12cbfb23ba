"""Numbers and dates typed in the list for SRIKANDI are taken back, all or none, and are never wiped."""

import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import workbook, workbook_out
from pipeline.lists import srikandi_back, srikandi_list, srikandi_sheet
from pipeline.making import build
from pipeline.problems.problem import Refusal
from pipeline.sources import register_reader
from pipeline.sources.period import Period
from support import git_office
from support.made_office import workbook_of

PERIOD = Period(2025, "S", 1)
FILE = "build/srikandi/2025S1/uji/surat-hasil.xlsx"


@pytest.fixture
def office(tmp_path) -> Path:
    root = git_office.bangun(tmp_path / "kerja")
    listed(root)
    return root


def listed(root: Path) -> list[dict[str, str]]:
    build.run(root, PERIOD, "surat-hasil", mode="srikandi")
    assert list(srikandi_list.write_lists(root, PERIOD, "surat-hasil")) == [FILE]
    _, _, head, *rows = workbook.sheets((root / FILE).read_bytes())[0].rows
    return [dict(zip(head, row, strict=True)) for row in rows]


def type_in(root: Path, *typed: tuple[str, str]) -> None:
    """Type a number and a date behind the first letters, as a person would."""
    _, _, head, *rows = workbook.sheets((root / FILE).read_bytes())[0].rows
    for row, (nomor, day) in zip(rows, typed, strict=False):
        row[head.index("Nomor Naskah")], row[head.index("Tanggal Naskah")] = nomor, day
    (root / FILE).write_bytes(
        workbook_out.workbook("x", [(str(name), 9) for name in head], [[str(c) for c in r] for r in rows])
    )


def numbers(root: Path) -> dict[str, tuple[str, ...]]:
    return {
        entry.entri.nomor: tuple(letter.unit for letter in entry.entri.surat)
        for entry in register_reader.entries(root, "uji", [])
        if entry.entri.jenis and not entry.entri.batal
    }


def test_what_was_typed_survives_the_next_run_and_is_taken_trimmed(office):
    type_in(office, (" 065.1/7/UJI/2025 ", "9 Juli 2025"), ("065.1/8/UJI/2025", "09/07/2025"))
    rows = listed(office)
    assert [row["Nomor Naskah"] for row in rows] == ["065.1/7/UJI/2025", "065.1/8/UJI/2025", ""]
    taken = srikandi_back.take(office, office / FILE)
    assert [entry.entri.tanggal.isoformat() for entry in taken.entries] == ["2025-07-09", "2025-07-09"]
    assert numbers(office) == {"065.1/7/UJI/2025": ("loket-a",), "065.1/8/UJI/2025": ("loket-b",)}
    assert srikandi_back.take(office, office / FILE) == srikandi_back.Taken((), 2)
    assert [row["Nomor Naskah"] for row in listed(office)][:2] == ["065.1/7/UJI/2025", "065.1/8/UJI/2025"]


def test_known_numbers_are_shown_and_a_summary_and_a_verifier_are_columns(office):
    type_in(office, ("065.1/7/UJI/2025", "2025-07-09"))
    srikandi_back.take(office, office / FILE)
    (office / FILE).unlink()
    row = listed(office)[0]
    assert (row["Nomor Naskah"], row["Tanggal Naskah"]) == ("065.1/7/UJI/2025", "2025-07-09")
    assert (row["Ringkasan"], row["Verifikator"]) == (row["Hal"], "")


def test_a_swapped_pair_changes_places_and_a_mistyped_number_is_void(office):
    type_in(office, ("065.1/7/UJI/2025", "2025-07-09"), ("065.1/8/UJI/2025", "2025-07-09"))
    srikandi_back.take(office, office / FILE)
    type_in(office, ("065.1/8/UJI/2025", "2025-07-09"), ("065.1/7/UJI/2025", "2025-07-09"))
    srikandi_back.take(office, office / FILE)
    assert numbers(office) == {"065.1/7/UJI/2025": ("loket-b",), "065.1/8/UJI/2025": ("loket-a",)}
    type_in(office, ("065.1/9/UJI/2025", "2025-07-09"))
    srikandi_back.take(office, office / FILE)
    assert numbers(office) == {"065.1/7/UJI/2025": ("loket-b",), "065.1/9/UJI/2025": ("loket-a",)}
    void = [entry.entri for entry in register_reader.entries(office, "uji", []) if entry.entri.batal]
    assert [(entri.nomor, entri.batal) for entri in void] == [
        ("065.1/8/UJI/2025", "salah ketik; suratnya bernomor 065.1/9/UJI/2025")
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("065.1/8/UJI/2025", ""), "nomor atau tanggalnya belum diisi"),
        (("065.1/8/UJI/2025", "kemarin"), '"kemarin" bukan tanggal'),
        (("tanpa pola", "2025-07-09"), "tidak cocok dengan pola nomor"),
        (("065.1/7/UJI/2025", "2025-07-09"), "A002"),
    ],
)
def test_one_wrong_row_keeps_all_from_being_entered(office, wrong, said):
    before = git_office.tree(office)
    type_in(office, ("065.1/7/UJI/2025", "2025-07-09"), wrong)
    with pytest.raises(Refusal) as refused:
        srikandi_back.take(office, office / FILE)
    assert [said in str(fault) for fault in refused.value.problems] == [True]
    assert numbers(office) == {}
    assert git_office.tree(office) == before


def test_what_is_no_list_is_refused_and_is_not_overwritten(office):
    with xlsxwriter.Workbook(office / FILE) as made:
        made.add_worksheet().write(0, 0, "catatan kantor")
    kept = (office / FILE).read_bytes()
    for act in (lambda: srikandi_back.take(office, office / FILE), lambda: listed(office)):
        with pytest.raises(Refusal) as refused:
            act()
        assert [fault.code for fault in refused.value.problems] == ["A043"]
    assert (office / FILE).read_bytes() == kept
    problems = []
    columns = [(name, 9) for name in ("Berkas", "Nomor Naskah", "Tanggal Naskah")]
    (office / FILE).write_bytes(workbook_out.workbook("x", columns, [("loket-a", "1", "2025-07-09")]))
    srikandi_sheet.read(office / FILE, problems)
    assert [fault.code for fault in problems] == ["A044"]


def with_a_second_sheet(office, lines):
    """Type one number, and write the list again with a second sheet: what `lines` makes of its head and its rows."""
    type_in(office, ("065.1/7/UJI/2025", "9 Juli 2025"))
    _, _, head, *rows = workbook.sheets((office / FILE).read_bytes())[0].rows
    with xlsxwriter.Workbook(office / FILE) as made:
        for name, said in (("Daftar", [head, *rows]), ("Lembar 2", lines(head, rows))):
            page = made.add_worksheet(name)
            for at, line in enumerate(said):
                page.write_row(at, 0, line)


def test_a_sheet_that_is_no_list_is_named(office):
    with_a_second_sheet(office, lambda head, rows: [("catatan kantor",)])
    with pytest.raises(Refusal) as refused:
        srikandi_back.take(office, office / FILE)
    assert [(fault.place.file, fault.code) for fault in refused.value.problems] == [
        ("surat-hasil.xlsx#Lembar 2", "A043")
    ]


def test_every_sheet_of_a_list_is_taken(office):
    with_a_second_sheet(
        office, lambda head, rows: [head, rows[0][:-2], [*rows[1][:-2], "065.1/8/UJI/2025", "9 Juli 2025"]]
    )
    srikandi_back.take(office, office / FILE)
    assert numbers(office) == {"065.1/7/UJI/2025": ("loket-a",), "065.1/8/UJI/2025": ("loket-b",)}


def test_a_letter_that_is_given_two_numbers_is_refused_at_the_second(office):
    with_a_second_sheet(office, lambda head, rows: [head, [*rows[0][:-2], "065.1/9/UJI/2025", "9 Juli 2025"]])
    with pytest.raises(Refusal) as refused:
        srikandi_back.take(office, office / FILE)
    assert [fault.code for fault in refused.value.problems] == ["A045"]
    assert numbers(office) == {}


def test_a_number_of_another_year_than_its_date_is_refused(office):
    type_in(office, ("065.1/7/UJI/2025", "9 Juli 2024"))
    with pytest.raises(Refusal) as refused:
        srikandi_back.take(office, office / FILE)
    assert [fault.code for fault in refused.value.problems] == ["A045"]


HEAD = ("Berkas", "Hal", "Nomor Naskah", "Tanggal Naskah")
LETTERS = st.sampled_from(["loket-a", "loket-b", "loket-c"]).map(
    lambda unit: f"build/srikandi/2025S1/uji/{unit}/surat-hasil.docx"
)
TYPED_ROWS = st.lists(
    st.tuples(LETTERS | st.sampled_from(["", "loket-a", "Jumlah"]), st.just("Hal"), st.sampled_from(["", "1/X", "2/X"]),
              st.sampled_from(["", "2025-07-09", "besok"])) | st.just(("", "", "", "")),
    max_size=8,
)  # fmt: skip


@given(sheets=st.lists(TYPED_ROWS, min_size=1, max_size=2))
def test_every_row_of_a_list_is_taken_told_or_says_nothing(sheets):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.xlsx"
        path.write_bytes(workbook_of({f"Lembar {number}": [HEAD, *rows] for number, rows in enumerate(sheets)}))
        problems = []
        taken = srikandi_sheet.read(path, problems)
    told = {(fault.place.file.partition("#")[2], fault.place.line) for fault in problems}
    said = {(row.unit, row.nomor, row.tanggal) for row in taken}
    for number, rows in enumerate(sheets):
        for line, (letter, hal, nomor, day) in enumerate(rows, 2):
            unit = letter.split("/")[4] if "/" in letter else ""
            is_told = (f"Lembar {number}" if number else "", line) in told
            assert is_told or (unit, nomor, day) in said or not (nomor or day or hal) or (unit and not (nomor or day))
            assert is_told or unit or not any((letter, hal, nomor, day))
