"""What identifies a number is its sequence and its place in it, not its printed text."""

import shutil
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.issuing import apply, intact, plan
from pipeline.issuing.order import IssuePlan, Order
from pipeline.problems.problem import Refusal
from pipeline.sources.period import Period
from support import git_office
from support.git_office import commit, tree, write

ALL = Order(Period(2025, "S", 1), "surat-hasil")
NEXT = Order(Period(2025, "S", 2), "surat-hasil")
RULE = 'nomor: {pola: "{klasifikasi}/{urut}/UJI/{tahun}", klasifikasi: "065.1"}'
CITED = "rujukan: {dari: Kepala, nomor: 065.1/1/UJI/2025, tanggal: 2025-06-30, hal: Laporan}"


PERIOD = git_office.PERIODE.replace(f"{CITED}\n", "")
"""What the letters share; none of them cites a letter."""


def office(root: Path, rule: str, periode: str = PERIOD) -> Path:
    """Return an office with a rule of numbers, its register empty."""
    assert RULE in git_office.INSTANSI
    git_office.bangun(root, git_office.INSTANSI.replace(RULE, rule), periode)
    shutil.rmtree(root / "register")
    git_office.git(root, "add", "-A")
    git_office.git(root, "commit", "-q", "--amend", "--no-edit")  # git never saw a register here
    return root


def second_period(root: Path, day: str, cited: str = "") -> None:
    """Write a second period of the same answers, its letters dated on a day."""
    here = "periods/2025S2/uji"
    text = PERIOD.replace("2025-07-02", day) + cited
    answers = (root / "periods/2025S1/uji/skor.csv").read_text(encoding="utf-8")
    write(root, f"{here}/periode.yaml", text)
    write(
        root,
        f"{here}/skor.csv",
        answers.replace("3,4,3", "4,3,4"),
    )
    commit(root)


def issue(root: Path, order: Order = ALL) -> IssuePlan:
    made = apply.issue(root, order, lambda made, recovered: True)
    assert made is not None
    return made


def numbers(made: IssuePlan) -> list[str]:
    return [line.nomor for line in made.lines]


def clean(root: Path, run, *periods: str) -> None:
    assert [one for one in intact.whole_archive(root) if not one.is_warning] == []
    told = run("register", cwd=root)
    assert (told.returncode, told.stderr) == (0, "")
    for period in periods:
        told = run("check", period, cwd=root)
        assert (told.returncode, told.stderr) == (0, "")


def test_a_number_entered_by_hand_stands_in_the_sequence_that_the_rule_says(tmp_path, run):
    root = office(tmp_path / "kerja", RULE.replace('"065.1"}', '"065.1", per: [tahun, klasifikasi]}'))
    told = run("register", "catat", "uji", "2", "065.1/2/UJI/2025", "--tanggal", "2025-07-01", cwd=root)
    assert (told.returncode, told.stdout) == (0, "register/uji/2025/065.1/0002.yaml\n")
    assert numbers(issue(root)) == [f"065.1/{number}/UJI/2025" for number in (3, 4, 5)]


def test_a_number_that_lies_in_another_folder_is_taken_all_the_same(tmp_path):
    root = office(tmp_path / "kerja", RULE.replace('"065.1"}', '"065.1", per: [tahun, klasifikasi]}'))
    write(root, "register/uji/2025/0002.yaml", "nomor: 065.1/2/UJI/2025\nurut: 2\ntanggal: 2025-07-01\n")
    commit(root)
    planned = plan.plan_of(root, ALL)
    assert numbers(planned) == numbers(issue(root)) == [f"065.1/{number}/UJI/2025" for number in (3, 4, 5)]
    assert list(intact.whole_archive(root)) == []


def test_a_pattern_without_the_year_prints_the_same_number_each_year(tmp_path, run):
    root = office(tmp_path / "kerja", 'nomor: {pola: "065.1/{urut}"}')
    first = issue(root)
    commit(root)
    second_period(root, "2026-01-05", "rujukan: {dari: Kepala, nomor: 065.1/2, tanggal: 2025-07-02, hal: Hasil}")
    second = issue(root, NEXT)
    assert numbers(first) == numbers(second) == ["065.1/1", "065.1/2", "065.1/3"]
    clean(root, run, "2025S1", "2025S2")


def test_a_sequence_for_each_unit_prints_the_same_number_for_each(tmp_path, run):
    rule = 'nomor: {pola: "{urut} / OT.06", per: [tahun, unit]}'
    root = office(tmp_path / "kerja", rule)
    assert numbers(issue(root)) == ["1 / OT.06"] * 3
    clean(root, run, "2025S1")


def test_a_cited_number_that_two_letters_print_is_told_with_the_dates_of_both(tmp_path, run):
    root = office(tmp_path / "kerja", 'nomor: {pola: "065.1/{urut}"}')
    issue(root)
    commit(root)
    second_period(root, "2026-01-05", "rujukan: {dari: Kepala, nomor: 065.1/2, tanggal: 2025-12-31, hal: Hasil}")
    issue(root, NEXT)
    for order in (("register",), ("check", "2025S2")):
        told = run(*order, cwd=root).stderr
        assert "A006" in told
        assert "2025-07-02" in told
        assert "2026-01-05" in told


def test_a_number_that_two_letters_print_is_asked_for_by_date(tmp_path, run):
    root = office(tmp_path / "kerja", 'nomor: {pola: "065.1/{urut}"}')
    issue(root)
    commit(root)
    second_period(root, "2026-01-05")
    issue(root, NEXT)
    told = run("verify", "065.1/2", cwd=root)
    assert told.returncode == 2
    assert "register/uji/2025/0002 (2025-07-02)" in told.stderr
    assert "register/uji/2026/0002 (2026-01-05)" in told.stderr
    letter = root / "register/uji/2025/0002/loket-b.docx"
    assert "surat 065.1/2 (2025-07-02)" in run("verify", str(letter), cwd=root).stdout


def test_a_number_of_another_year_is_entered_though_it_prints_the_same(tmp_path, run):
    root = office(tmp_path / "kerja", 'nomor: {pola: "065.1/{urut}"}')
    for day in ("2025-07-01", "2026-01-05"):
        assert run("register", "catat", "uji", "1", "065.1/1", "--tanggal", day, cwd=root).returncode == 0
    again = run("register", "catat", "uji", "1", "065.1/1", "--tanggal", "2026-02-01", cwd=root)
    assert again.returncode == 2
    assert "sudah dipakai: register/uji/2026/0001.yaml" in again.stderr
    book = tmp_path / "lama.xlsx"
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        for row, cells in enumerate([("No", "Nomor", "Tanggal"), ("1", "065.1/1", "2024-05-05")]):
            sheet.write_row(row, 0, cells)
    assert run("register", "impor", "uji", str(book), cwd=root).returncode == 0
    assert sorted(path for path in tree(root) if path.endswith(".yaml")) == [
        f"uji/{year}/0001.yaml" for year in (2024, 2025, 2026)
    ]


def test_a_sequence_for_each_unit_asks_whose_number_is_entered(tmp_path, run):
    root = office(tmp_path / "kerja", 'nomor: {pola: "{urut} / OT.06", per: [tahun, unit]}')
    order = ("register", "catat", "uji", "4", "4 / OT.06", "--tanggal", "2025-07-01")
    told = run(*order, cwd=root)
    assert told.returncode == 2
    assert "--unit" in told.stderr
    assert run(*order, "--unit", "loket-b", cwd=root).stdout == "register/uji/2025/loket-b/0004.yaml\n"
    assert numbers(issue(root)) == ["1 / OT.06", "5 / OT.06", "1 / OT.06"]


def test_a_number_whose_text_says_another_is_refused(tmp_path, run):
    root = office(tmp_path / "kerja", RULE)
    told = run("register", "catat", "uji", "3", "065.1/2/UJI/2025", "--tanggal", "2025-07-01", cwd=root)
    assert told.returncode == 2
    assert tree(root) == {}


def test_a_number_typed_for_one_letter_is_not_shared_by_its_batch(tmp_path, run):
    root = office(tmp_path / "kerja", RULE.replace('"065.1"}', '"065.1", satu_untuk: kelompok}'))
    write(root, "periods/2025S1/uji/loket-c.yaml", "dokumen: {surat-hasil: {nomor: 065.1/7/UJI/2025}}\n")
    commit(root)
    assert numbers(issue(root)) == ["065.1/8/UJI/2025", "065.1/8/UJI/2025", "065.1/7/UJI/2025"]


def test_a_number_typed_for_all_is_shared_by_the_batch(tmp_path, run):
    root = office(
        tmp_path / "kerja",
        RULE.replace('"065.1"}', '"065.1", satu_untuk: kelompok}'),
        PERIOD.replace("hal: Hasil Survei", "hal: Hasil Survei, nomor: 065.1/7/UJI/2025"),
    )
    assert numbers(issue(root)) == ["065.1/7/UJI/2025"] * 3
    assert list(intact.whole_archive(root)) == []


def test_a_batch_is_one_issue(tmp_path):
    root = office(tmp_path / "kerja", RULE.replace('"065.1"}', '"065.1", satu_untuk: kelompok}'))
    issue(root, ALL._replace(unit="loket-c"))
    assert numbers(issue(root)) == ["065.1/2/UJI/2025", "065.1/2/UJI/2025", "065.1/1/UJI/2025"]
    assert list(intact.whole_archive(root)) == []


def test_two_letters_that_share_a_typed_number_are_refused_where_each_needs_its_own(tmp_path):
    periode = PERIOD.replace("hal: Hasil Survei", "hal: Hasil Survei, nomor: 065.1/7/UJI/2025")
    root = office(tmp_path / "kerja", RULE, periode)
    with pytest.raises(Refusal) as refused:
        issue(root)
    assert "A002" in {one.code for one in refused.value.problems}
    assert tree(root) == {}


def test_two_texts_of_one_number_are_the_same_number(tmp_path):
    root = office(tmp_path / "kerja", RULE)
    for unit, text in (("loket-a", "065.1/7/UJI/2025"), ("loket-b", "800/07/UJI/2025")):
        write(root, f"periods/2025S1/uji/{unit}.yaml", f"dokumen: {{surat-hasil: {{nomor: {text}}}}}\n")
    commit(root)
    assert "A002" in {one.code for one in plan.plan_of(root, ALL).problems}


@pytest.mark.parametrize("order", ["catat", "impor", "set"])
def test_nothing_is_entered_that_would_make_the_register_wrong(tmp_path, run, order):
    root = office(tmp_path / "kerja", RULE)
    write(root, "periods/2025S1/uji/loket-c.yaml", "dokumen: {surat-hasil: {nomor: 065.1/7/UJI/2025}}\n")
    commit(root)
    book = tmp_path / "lama.xlsx"
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        for row, cells in enumerate([("No", "Nomor", "Tanggal"), ("7", "065.1/7/UJI/2025", "2025-05-05")]):
            sheet.write_row(row, 0, cells)
    arguments = {
        "catat": ("catat", "uji", "7", "065.1/7/UJI/2025", "--tanggal", "2025-05-05"),
        "impor": ("impor", "uji", str(book)),
        "set": ("set", "surat-hasil", "2025S1", "uji/loket-a", "065.1/7/UJI/2025", "2025-07-09"),
    }
    told = run("register", *arguments[order], cwd=root)
    assert told.returncode == 1
    assert "A002" in told.stderr
    assert tree(root) == {}
