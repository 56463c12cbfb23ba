"""The register: what it refuses, what it tells, how two branches that take one number meet."""

import shutil
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pipeline.issuing import apply, book_in, entries, intact, register, sequence
from pipeline.issuing import book as agenda_book
from pipeline.issuing.order import Order
from pipeline.making.office import Periods
from pipeline.problems.problem import Refusal, Usage
from pipeline.sources import models, register_reader, trees, yaml_edit
from pipeline.sources.period import Period
from pipeline.sources.yaml_text import read_yaml
from support import git_office as kantor_uji
from support.git_office import commit, git, write
from support.pdf_maker import text_pdf

SCAN = text_pdf("rekaan")

SATU = Order(Period(2025, "S", 1), "surat-hasil")
IN_2025 = entries.Whose("2025")
BERKAS = "register/uji/2025/0002.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


def issue(root: Path, unit: str) -> None:
    apply.issue(root, SATU._replace(unit=unit), lambda made, pulih: True)


def found(root: Path) -> list[tuple[str, str]]:
    problems = []
    buku = register.open_register(Periods(root), "uji", problems)
    return sorted((one.code, one.place.file) for one in (*problems, *register.faults(root, buku)))


@pytest.fixture
def cabang(workspace: Path) -> Path:
    """Two branches that have each given number 2, to another unit."""
    for branch, unit in (("satu", "loket-a"), ("dua", "loket-b")):
        git(workspace, "checkout", "-q", "-b", branch, "main")
        issue(workspace, unit)
        commit(workspace, f"terbit {unit}")
    return workspace


@pytest.mark.parametrize(
    "join",
    [
        ("merge", "--no-edit", "satu"),
        ("merge", "--no-edit", "--no-ff", "satu"),
        ("merge", "--squash", "satu"),
        ("merge", "--no-edit", "-s", "resolve", "satu"),
        ("merge", "--no-edit", "-X", "patience", "-X", "find-renames=10%", "satu"),
        ("rebase", "satu"),
        ("rebase", "--onto", "satu", "main"),
        ("cherry-pick", "satu"),
    ],
    ids=" ".join,
)
def test_two_branches_that_take_one_number_conflict_however_they_are_joined(cabang, join):
    joined = git(cabang, *join, check=False)
    assert joined.returncode != 0
    conflicts = git(cabang, "diff", "--name-only", "--diff-filter=U").stdout.split()
    assert BERKAS in conflicts
    assert set(conflicts) <= {BERKAS, BERKAS.replace("0002.yaml", "riwayat.jsonl")}


def test_from_the_other_side_they_conflict_too(cabang):
    git(cabang, "checkout", "-q", "satu")
    assert git(cabang, "merge", "--no-edit", "dua", check=False).returncode != 0
    assert git(cabang, "diff", "--name-only", "--diff-filter=U").stdout.split() == [BERKAS]


def test_a_conflict_left_in_an_entry_is_reported_with_its_line(cabang):
    git(cabang, "merge", "--no-edit", "satu", check=False)
    assert ("Y001", BERKAS) in found(cabang)


def test_two_branches_that_take_different_numbers_merge_cleanly(workspace):
    git(workspace, "checkout", "-q", "-b", "satu", "main")
    issue(workspace, "loket-a")
    commit(workspace)
    git(workspace, "checkout", "-q", "-b", "dua", "main")
    entries.enter_by_hand(workspace, "uji", {"nomor": "065.1/5/UJI/2025", "urut": "5"}, IN_2025)
    commit(workspace)
    git(workspace, "merge", "--no-edit", "satu")
    assert found(workspace) == []


def test_one_letter_that_two_branches_gave_different_numbers_is_found(workspace):
    git(workspace, "checkout", "-q", "-b", "satu", "main")
    issue(workspace, "loket-a")
    commit(workspace)
    git(workspace, "checkout", "-q", "-b", "dua", "main")
    entries.enter_by_hand(workspace, "uji", {"nomor": "065.1/2/UJI/2025", "urut": "2"}, IN_2025)
    issue(workspace, "loket-a")
    git(workspace, "rm", "-q", "-f", "--ignore-unmatch", BERKAS)
    (workspace / BERKAS).unlink(missing_ok=True)
    commit(workspace)
    git(workspace, "merge", "--no-edit", "satu")
    assert found(workspace) == [("A003", "register/uji/2025/0003.yaml")]


def test_a_number_in_two_files_is_found(workspace):
    text = kantor_uji.RUJUKAN.replace("urut: 1", "urut: 9")
    write(workspace, "register/uji/2025/0009.yaml", text)
    assert found(workspace) == [("A002", "register/uji/2025/0009.yaml")]


def test_a_typed_number_that_the_register_gave_to_another_is_found(workspace):
    own = "periods/2025S1/uji/loket-c.yaml"
    write(workspace, own, "dokumen: {surat-hasil: {nomor: 065.1/1/UJI/2025}}\n")
    assert found(workspace) == [("A002", own)]


def test_a_typed_number_that_differs_from_the_one_issued_is_found(workspace):
    issue(workspace, "loket-c")
    own = "periods/2025S1/uji/loket-c.yaml"
    write(workspace, own, "dokumen: {surat-hasil: {nomor: 065.1/77/UJI/2025}}\n")
    assert found(workspace) == [("A007", own)]


@pytest.mark.parametrize(
    ("change", "code"),
    [(("nomor: 065.1/1/UJI/2025", "nomor: 065.1/8/UJI/2025"), "A005"), (("2025-06-30", "2025-06-29"), "A006")],
)
def test_a_cited_letter_that_is_not_there_or_has_another_date_is_told(workspace, change, code):
    write(workspace, "periods/2025S1/uji/periode.yaml", kantor_uji.PERIODE.replace(*change))
    assert found(workspace) == [(code, "periods/2025S1/uji/periode.yaml")]


def test_an_entry_whose_file_has_another_number_is_refused(workspace):
    shutil.move(workspace / "register/uji/2025/0001.yaml", workspace / "register/uji/2025/0003.yaml")
    assert ("A001", "register/uji/2025/0003.yaml") in found(workspace)


def test_gaps_are_told_and_reserved_blocks_are_none():
    nomor = models.Nomor.model_validate({"pola": "{urut}", "cadangan": [{"dari": "5", "sampai": "6", "untuk": "SK"}]})
    assert sequence.runs_of_gaps(nomor, [2, 3, 8]) == [(1, 1), (4, 4), (7, 7)]


def test_a_number_taken_by_hand_is_entered_once(workspace):
    fields = {"nomor": "065.1/3/UJI/2025", "urut": "3", "tanggal": "2025-07-01", "catatan": "diambil manual"}
    entries.enter_by_hand(workspace, "uji", fields)
    with pytest.raises(Usage, match="sudah dipakai"):
        entries.enter_by_hand(workspace, "uji", fields)
    with pytest.raises(Refusal):
        entries.enter_by_hand(workspace, "uji", {**fields, "urut": "satu"})


def test_a_scan_is_kept_with_its_fingerprint(workspace, tmp_path):
    scan = tmp_path / "pindai.pdf"
    scan.write_bytes(SCAN)
    lembar = entries.attach(workspace, "1", scan)
    assert (workspace / lembar.folder / "pindai.pdf").read_bytes() == scan.read_bytes()
    assert lembar.entri.lampiran[0].berkas == "pindai.pdf"


def attached(root: Path, folder: Path, name: str, content: bytes, *, despite: bool = False) -> list[str]:
    (folder / name).write_bytes(content)
    entries.attach(root, "1", folder / name, despite=despite)
    return [one.berkas for one in register_reader.entries(root, "uji", [])[0].entri.lampiran]


@pytest.mark.parametrize("name", ["0002.yaml", "loket.json", "loket.MD", "loket.tte.pdf"])
def test_a_file_named_as_the_program_names_its_own_is_not_attached(workspace, tmp_path, name):
    with pytest.raises(Usage, match="dipakai program"):
        attached(workspace, tmp_path, name, SCAN)


@pytest.mark.parametrize(
    "name", ["surat bertanda tangan (1).pdf", "Surat No. 5, asli.PDF", "pindai_2+3.jpg", "ñandú.png"]
)
def test_names_as_scanners_and_people_write_them_are_taken(workspace, tmp_path, name):
    assert attached(workspace, tmp_path, name, SCAN) == [name]
    assert [fault.code for fault in intact.whole_archive(workspace) if not fault.is_warning] == []


@pytest.mark.parametrize("name", ["a b .pdf ", "-x.pdf", ".pdf", "a\tb.pdf", f"{'a' * 130}.pdf", "akhir."])
def test_a_name_that_not_every_system_holds_is_refused(workspace, tmp_path, name):
    with pytest.raises(Usage, match="pakai huruf"):
        attached(workspace, tmp_path, name, SCAN)


PICTURES = [
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",
    b"MM\0*",
    b"RIFF\0\0\0\0WEBP",
    b"\0\0\0\x18ftypheic",
    b"GIF89a",
]


@pytest.mark.parametrize("content", PICTURES)
def test_a_picture_is_taken(workspace, tmp_path, content):
    assert attached(workspace, tmp_path, "pindai", content) == ["pindai"]


@pytest.mark.parametrize("content", [b"%PDF-1.4\nsampah", text_pdf("rekaan")[:40]])
def test_what_only_begins_as_a_pdf_is_no_pdf(workspace, tmp_path, content):
    with pytest.raises(Usage, match="bukan PDF yang dapat dibuka"):
        attached(workspace, tmp_path, "pindai.pdf", content)
    assert attached(workspace, tmp_path, "pindai.pdf", content, despite=True) == ["pindai.pdf"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"surat", b"%!PS", b"\xd0\xcf\x11\xe0"])
def test_what_is_empty_or_neither_pdf_nor_picture_is_refused_until_it_is_meant(workspace, tmp_path, content):
    before = kantor_uji.tree(workspace)
    with pytest.raises(Usage, match="bukan PDF dan bukan gambar" if content else "kosong"):
        attached(workspace, tmp_path, "pindai.pdf", content)
    assert kantor_uji.tree(workspace) == before
    if content:
        assert attached(workspace, tmp_path, "pindai.pdf", content, despite=True) == ["pindai.pdf"]
    else:
        with pytest.raises(Usage, match="kosong"):
            attached(workspace, tmp_path, "pindai.pdf", content, despite=True)


def test_a_file_of_another_number_is_refused_until_it_is_meant(workspace, tmp_path):
    issue(workspace, "loket-a")
    letter = (workspace / "register/uji/2025/0002/loket-a.docx").read_bytes()
    paper = "065.1/2/UJI/2025 " * 3
    for content in (text_pdf(paper), text_pdf(f"{paper} 065.1/7/UJI/2025")):
        with pytest.raises(Usage, match=r"bukan milik 065\.1/1/UJI/2025: berubah, surat 065\.1/2/UJI/2025, loket-a"):
            attached(workspace, tmp_path, "pindai.pdf", content)
    assert attached(workspace, tmp_path, "b.pdf", text_pdf(f"{paper} 065.1/1/UJI/2025")) == ["b.pdf"]
    assert attached(workspace, tmp_path, "c.pdf", text_pdf(paper), despite=True) == ["b.pdf", "c.pdf"]
    own = _written(tmp_path / "milik sendiri.pdf", text_pdf(f"{paper} asli"))
    with pytest.raises(Usage, match="isinya berubah"):
        entries.attach(workspace, "2", own)
    with pytest.raises(Usage, match="bukan PDF"):
        attached(workspace, tmp_path, "surat.docx", letter)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_name_that_differs_only_in_its_capitals_is_taken_already(workspace, tmp_path):
    attached(workspace, tmp_path, "pindai.pdf", SCAN)
    with pytest.raises(Usage, match="sudah ada"):
        attached(workspace, tmp_path, "Pindai.PDF", text_pdf("lain"))


def test_the_book_goes_to_excel_and_comes_back_the_same(workspace, tmp_path):
    entries.enter_by_hand(
        workspace,
        "uji",
        {"nomor": "=1+1", "urut": "7", "tanggal": "2025-07-03", "hal": "Hal; «x»"},
    )
    entries.void(workspace, "7", "salah")
    book = tmp_path / "buku.xlsx"
    lembar = register_reader.entries(workspace, "uji", [])
    book.write_bytes(agenda_book.as_xlsx(lembar, "Buku"))
    assert book.read_bytes() == agenda_book.as_xlsx(lembar, "Buku")
    shutil.rmtree(workspace / "register")
    book_in.import_book(workspace, "uji", book)
    assert [one.entri for one in register_reader.entries(workspace, "uji", [])] == [one.entri for one in lembar]


def test_the_book_as_csv_opens_in_excel(workspace):
    text = agenda_book.as_csv(register_reader.entries(workspace, "uji", [])).decode("utf-8")
    assert text == (
        "\ufeffNo. Urut,Nomor Surat,Tanggal,Hal,Kepada,Dari,Keterangan\n"
        "1,065.1/1/UJI/2025,2025-06-30,,,,diambil manual\n"
    )


def test_a_book_with_faults_is_refused_whole_with_every_row_named(workspace, tmp_path):
    book = tmp_path / "lama.xlsx"
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        rows = [
            ("BUKU AGENDA", "", ""),
            ("No", "Nomor", "Tanggal"),
            (2, "065.1/2/UJI/2025", "02/07/2025"),
            ("x", "065.1/3/UJI/2025", "2025-07-02"),
            (4, "065.1/4/UJI/2025", "kemarin"),
            (1, "065.1/1/UJI/2025", "2025-07-02"),
            (5, "065.1/7/UJI/2025", "2025-07-02"),
            (2, "065.1/2/UJI/2025", "2025-07-02"),
        ]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    before = kantor_uji.tree(workspace)
    with pytest.raises(Refusal) as refused:
        book_in.import_book(workspace, "uji", book)
    told = [(one.code, one.place.line, dict(one.values).get("field")) for one in refused.value.problems]
    assert told == [
        ("A021", 4, "urut"),
        ("A021", 5, "tanggal"),
        ("A002", 6, None),
        ("A021", 7, "urut"),
        ("A002", 8, None),
    ]
    # a number that is twice in the book names its first row
    assert dict(refused.value.problems[-1].values)["other"] == "lama.xlsx:3"
    assert kantor_uji.tree(workspace) == before


def test_the_command_lists_the_book_with_its_gaps(workspace, run):
    write(workspace, "register/uji/2025/0004.yaml", "nomor: 065.1/4/UJI/2025\nurut: 4\nbatal: salah ketik\n")
    made = run("register")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == [
        "uji/2025  1  065.1/1/UJI/2025  2025-06-30  diambil manual",
        "uji/2025  4  065.1/4/UJI/2025  BATAL: salah ketik",
        "uji/2025  celah: 2-3",
    ]


def test_the_command_lists_what_is_reserved_and_for_whom(workspace, run):
    path = workspace / "units/uji/instansi.yaml"
    blocks = '[{dari: "900", sampai: "999", untuk: surat keputusan}, {dari: "7", sampai: "7", untuk: Wali}]'
    path.write_text(path.read_text().replace('klasifikasi: "065.1"}', f'klasifikasi: "065.1", cadangan: {blocks}}}', 1))
    assert run("register").stdout.splitlines()[-2:] == [
        "uji  cadangan: 900-999 (surat keputusan)",
        "uji  cadangan: 7 (Wali)",
    ]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_what_is_written_as_yaml_is_read_back_as_the_same_text(text):
    problems = []
    node = read_yaml(yaml_edit.yaml({"a": text, "b": [{"c": text}]}).encode(), "x.yaml", problems)
    if not problems:
        assert trees.plain(node) == {"a": text, "b": [{"c": text}]}
    else:
        assert codes_of(problems) <= {"Y003"}


def codes_of(problems) -> set[str]:
    return {one.code for one in problems}


def test_the_letters_that_the_seed_cites_are_in_the_register_of_this_workspace(run):
    told = run("--root", str(kantor_uji.ROOT), "register")
    assert told.returncode == 0
    assert "A005" not in "".join(line for line in told.stderr.splitlines() if "/lumajang/" in line)
    assert "lumajang/2025  3  000.8.3.4/3/427.16/2025  2025-06-26" in told.stdout


def test_a_register_without_numbers_says_so(tmp_path, run):
    root = kantor_uji.bangun(tmp_path / "kosong", register="")
    assert run("register", cwd=root).stdout == "belum ada nomor; skm plan PERIODE menunjukkan yang akan diberikan\n"
