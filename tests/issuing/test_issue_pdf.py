"""A letter issued with a PDF beside it: all or nothing with the rest, proved by its fingerprint, drafts as PDF."""

import os
import re
import shlex
import sys
from pathlib import Path

import pytest
from test_apply import SEMUA, codes
from test_verify import altered

from pipeline.documents import own_print, pdf, soffice
from pipeline.files import fingerprint
from pipeline.issuing import apply, intact, plan
from pipeline.problems.problem import Refusal
from pipeline.sources import register_reader
from support import faults, needs
from support import git_office as kantor_uji
from support.git_office import tree
from support.pdf_maker import text_pdf

CETAK = SEMUA._replace(pdf=True)
PALSU = """import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir(parents=True, exist_ok=True)
for one in sys.argv[sys.argv.index("--outdir") + 2:]:
    file = pathlib.Path(one)
    (out / (file.stem + ".pdf")).write_bytes(b"%PDF-1.6 " + str(file.stat().st_size).encode())
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


@pytest.fixture
def palsu(tmp_path: Path, monkeypatch) -> None:
    """Put a program in LibreOffice's place that writes a PDF in no time, and believe what it writes."""
    monkeypatch.setattr(own_print, "fault", lambda document, copy: "")
    _put_program(tmp_path, monkeypatch, PALSU)


def _put_program(tmp_path: Path, monkeypatch, text: str) -> None:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "palsu.py").write_text(text)
    begun = shlex.join([sys.executable, str(folder / "palsu.py")])  # a folder's name may have a blank: no #! takes that
    (folder / "soffice").write_text(f'#!/bin/sh\nexec {begun} "$@"\n')
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def issue(root: Path, pesanan=CETAK):
    return apply.issue(root, pesanan, lambda made, pulih: True)


@needs.soffice
def test_a_pdf_in_other_fonts_than_its_template_is_told_and_refused_where_the_office_says_so(workspace, run):
    template = next((workspace / "templates/surat-hasil").glob("*.docx"))
    fonts = '<w:rPr><w:rFonts w:ascii="Huruf Rekaan" w:hAnsi="Huruf Rekaan"/></w:rPr>'
    template.write_bytes(altered(template.read_bytes(), "<w:r><w:t", f"<w:r>{fonts}<w:t"))
    printed = run("pdf", "surat-hasil", "2025S1", "--unit", "loket-a")
    assert printed.returncode == 0
    assert "P003 huruf PDF ini " in printed.stderr
    assert "Huruf Rekaan" in printed.stderr
    institution = workspace / "units/uji/instansi.yaml"
    institution.write_text(institution.read_text() + "gaya: {huruf_ketat: ya}\n")
    kantor_uji.commit(workspace)
    refused = run("issue", "surat-hasil", "2025S1", "--unit", "loket-a", "--pdf", "--yes")
    assert (refused.returncode, refused.stderr.count("P004")) == (1, 1)
    assert not list((workspace / "register/uji").rglob("*.pdf"))


@needs.soffice
def test_an_issued_pdf_is_genuine_by_its_fingerprint_and_an_altered_one_says_which_words(workspace, run):
    told = run("issue", "surat-hasil", "2025S1", "--unit", "loket-a", "--pdf", "--yes")
    assert (told.returncode, told.stderr) == (0, "")
    archived = workspace / "register/uji/2025/0002/loket-a.pdf"
    assert archived.read_bytes().startswith(b"%PDF-1.")
    assert run("verify", str(archived)).stdout.endswith("loket-a.pdf: asli, surat 065.1/2/UJI/2025, loket-a\n")
    assert run("verify").stdout.splitlines() == [
        "buku agenda dan arsipnya utuh",
        "7 berkas belum di-commit: hanya riwayat yang mencatatnya, git belum",
    ]
    entry = register_reader.entry_of(workspace, "register/uji/2025/0002.yaml")
    assert entry.entri.surat[0].pdf == fingerprint.sha_file(archived)
    forged = workspace / "palsu.docx"
    raw = archived.with_suffix(".docx").read_bytes()
    forged.write_bytes(altered(raw, "Kepala Loket-A", "Direktur Loket-A"))
    forged.with_suffix(".pdf").write_bytes(dict(pdf.printed([forged]))[0])
    told = run("verify", "palsu.pdf")
    assert told.returncode == 1
    assert told.stdout == (
        "palsu.pdf: berubah, surat 065.1/2/UJI/2025, loket-a\n"
        "  terbit: -\n"
        "  di sini: halaman 1: DirekturLoket-AdiTempatDenganhormatdisam,"
        " terbit: KepalaLoket-AdiTempatDenganhormatdisampa\n"
        "  terbit: -\n"
        "  di sini: halaman 1: teks ditambahkan\n"
    )


@needs.soffice
def test_many_documents_are_made_in_one_call_each_in_its_own_file(workspace, run, monkeypatch):
    run("build", "surat-hasil", "2025S1")
    files = sorted((workspace / "build").rglob("*.docx"))
    calls: list[int] = []
    call = pdf._call
    monkeypatch.setattr(pdf, "_call", lambda folder, count: (calls.append(count), call(folder, count))[1])
    monkeypatch.setattr(soffice, "kit", lambda: None)
    made = dict(pdf.printed([*files, workspace / ".gitignore"]))
    assert calls == [4]
    assert [made[number][:5] for number in range(3)] == [b"%PDF-"] * 3
    assert len(set(made.values())) == 4


def test_a_pdf_that_cannot_be_made_takes_no_number(workspace, palsu, monkeypatch):
    before = tree(workspace)
    monkeypatch.setattr(pdf, "_call", lambda folder, count: None)
    with pytest.raises(Refusal) as refused:
        issue(workspace)
    assert codes(refused.value.problems) == ["P002"]
    assert tree(workspace) == before


ANOTHERS = text_pdf("Nomor 065.1/2/UJI/2025 Yth. Kepala Loket-Lain di Tempat")


@pytest.mark.parametrize("written", [b"bukan PDF", ANOTHERS[:200], ANOTHERS], ids=["text", "half", "another's"])
def test_what_is_no_pdf_of_its_document_is_neither_kept_nor_issued(workspace, tmp_path, monkeypatch, run, written):
    fake = PALSU.replace('b"%PDF-1.6 " + str(file.stat().st_size).encode()', repr(written))
    _put_program(tmp_path, monkeypatch, fake)
    before = tree(workspace)
    told = run("issue", "surat-hasil", "2025S1", "--unit", "loket-a", "--pdf", "--yes")
    assert (told.returncode, told.stderr.count("P005")) == (1, 1)
    assert "loket-a.docx" in told.stderr
    assert tree(workspace) == before
    told = run("pdf", "surat-hasil", "2025S1", "--unit", "loket-a")
    assert (told.returncode, told.stdout, told.stderr.count("P005")) == (1, "0 PDF (0 dibuat)\n", 1)
    assert not list((workspace / "build").rglob("*.pdf"))


def test_a_document_that_has_changed_keeps_no_old_pdf_when_no_new_one_can_be_made(workspace, palsu, run, monkeypatch):
    run("pdf", "surat-hasil", "2025S1")
    kantor_uji.write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [lebih pagi]\n")
    monkeypatch.setattr(pdf, "_call", lambda folder, count: None)
    told = run("pdf", "surat-hasil", "2025S1")
    assert (told.returncode, told.stdout, told.stderr.count("P002")) == (1, "2 PDF (0 dibuat)\n", 1)
    assert sorted(path.parent.name for path in (workspace / "build").rglob("*.pdf")) == ["loket-a", "loket-c"]


def test_a_document_that_is_made_anew_keeps_no_old_pdf_beside_it(workspace, palsu, run):
    run("pdf", "surat-hasil", "2025S1")
    kantor_uji.write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [lebih pagi]\n")
    told = run("build", "surat-hasil", "2025S1")
    assert (told.returncode, told.stderr) == (0, "")
    assert sorted(path.parent.name for path in (workspace / "build").rglob("*.pdf")) == ["loket-a", "loket-c"]
    assert run("pdf", "surat-hasil", "2025S1").stdout == "3 PDF (1 dibuat)\n"


def test_a_program_that_does_not_end_is_ended_and_makes_nothing(workspace, tmp_path, monkeypatch):
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "soffice").write_text("#!/bin/sh\nsleep 60 & wait\n")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(pdf, "_SECONDS", 0)
    monkeypatch.setattr(pdf, "_SECONDS_EACH", 0.2)
    assert str(dict(pdf.printed([workspace / ".gitignore"]))[0]) == "tidak selesai dalam 0.2 detik"


def test_without_libreoffice_the_plan_says_so_and_the_issue_takes_nothing(workspace, monkeypatch):
    monkeypatch.setattr(soffice, "program", lambda: "")
    assert codes(plan.plan_of(workspace, CETAK).problems) == ["P001"]
    assert codes(plan.plan_of(workspace, SEMUA).problems) == []
    before = tree(workspace)
    with pytest.raises(Refusal) as refused:
        issue(workspace)
    assert codes(refused.value.problems) == ["P001"]
    assert tree(workspace) == before
    issue(workspace, SEMUA)
    with pytest.raises(Refusal) as refused:
        apply.reissue(workspace, CETAK._replace(unit="loket-a"), "salah", new_number=False)
    assert codes(refused.value.problems) == ["P001"]


def test_a_lost_or_changed_pdf_is_found_and_one_that_no_entry_names_as_well(workspace, palsu):
    issue(workspace)
    assert list(intact.whole_archive(workspace)) == []
    file = workspace / "register/uji/2025/0002/loket-a.pdf"
    raw = file.read_bytes()
    file.write_bytes(raw + b" ")
    assert codes(intact.whole_archive(workspace)) == ["A010"]
    file.unlink()
    assert codes(intact.whole_archive(workspace)) == ["A010"]
    file.write_bytes(raw)
    file.with_name("loket-a.r1.pdf").write_bytes(raw)
    assert codes(intact.whole_archive(workspace)) == ["A019"]


@needs.linux
def test_killed_at_any_step_a_letter_and_its_pdf_are_both_there_or_neither(workspace, palsu):
    for unit in ("loket-b", "loket-c"):
        (workspace / f"units/uji/{unit}.yaml").unlink()
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text("".join(skor.read_text().splitlines(keepends=True)[:2]))
    kantor_uji.commit(workspace)
    made = faults.case("issue", faults.command("issue", "surat-hasil", "2025S1", "--yes", "--pdf"), workspace)
    assert sorted(made.after.keys() - made.before.keys()) == [
        ".gitattributes",
        "uji/2025/0002.yaml",
        *(f"uji/2025/0002/loket-a.{kind}" for kind in ("docx", "json", "md", "pdf")),
        "uji/2025/riwayat.jsonl",
    ]
    tried = [(step, faults.none_half_there(made)) for step, _ in faults.every(made, faults.KILLED, 1, 4)]
    assert [why for _, why in tried if why] == []
    assert len(tried) > 8


def test_a_reissue_has_a_pdf_of_its_own(workspace, palsu):
    issue(workspace)
    apply.reissue(workspace, CETAK._replace(unit="loket-a"), "salah", new_number=False)
    entry = (workspace / "register/uji/2025/0002.yaml").read_text()
    assert len(re.findall(r"pdf: [0-9a-f]{64}", entry)) == 2
    assert (workspace / "register/uji/2025/0002/loket-a.r1.pdf").is_file()
    assert list(intact.whole_archive(workspace)) == []


def test_drafts_become_pdfs_beside_them_once(workspace, palsu, run):
    told = run("pdf", "surat-hasil", "2025S1")
    assert (told.returncode, told.stdout.partition(",")[0].strip()) == (0, "3 PDF (3 dibuat)")
    assert all(" P01" in line for line in told.stderr.splitlines())  # the pages of the stand-in are no letter's
    assert run("pdf", "surat-hasil", "2025S1").stdout == "3 PDF (0 dibuat)\n"
    kantor_uji.write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [lebih pagi]\n")
    assert run("pdf", "surat-hasil", "2025S1", "--unit", "loket-a").stdout == "1 PDF (0 dibuat)\n"
    assert run("pdf", "surat-hasil", "2025S1").stdout == "3 PDF (1 dibuat)\n"
    (workspace / "build/2025S1/uji/loket-a/surat-hasil.pdf").unlink()
    assert run("pdf", "surat-hasil", "2025S1").stdout == "3 PDF (1 dibuat)\n"


def test_the_pdf_of_a_draft_that_somebody_signed_or_edited_is_kept_beside_the_new_one(workspace, palsu, run):
    run("pdf", "surat-hasil", "2025S1")
    folder = workspace / "build/2025S1/uji/loket-a"
    (folder / "surat-hasil.pdf").write_bytes(b"%PDF bertanda tangan")
    told = run("pdf", "surat-hasil", "2025S1")
    assert (told.returncode, told.stdout) == (0, "3 PDF (1 dibuat)\n")
    assert "uji/loket-a/surat-hasil.pdf:1:1: K001 berkas hasil telah disunting tangan" in told.stderr
    assert (folder / "surat-hasil.disunting-1.pdf").read_bytes() == b"%PDF bertanda tangan"
    (folder / "surat-hasil.pdf").write_bytes(b"%PDF sekali lagi")
    kantor_uji.write(workspace, "periods/2025S1/uji/loket-a.yaml", "saran: [\n")
    told = run("pdf", "surat-hasil", "2025S1")
    assert "K001" in told.stderr
    assert [path.read_bytes() for path in sorted(folder.glob("*.pdf"))] == [
        b"%PDF bertanda tangan",
        b"%PDF sekali lagi",
    ]


def test_the_pdf_of_a_draft_that_can_no_longer_be_made_is_removed(workspace, palsu, run):
    run("pdf", "surat-hasil", "2025S1")
    kantor_uji.write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [\n")
    told = run("pdf", "surat-hasil", "2025S1")
    assert (told.returncode, told.stdout) == (1, "2 PDF (0 dibuat)\n")
    assert "loket-b.yaml" in told.stderr
    assert sorted(path.parent.name for path in (workspace / "build").rglob("*.pdf")) == ["loket-a", "loket-c"]


def test_without_libreoffice_drafts_are_not_made_as_pdf(workspace, run, monkeypatch):
    monkeypatch.setenv("SKM_SOFFICE", str(workspace / "tidak-ada"))
    told = run("pdf", "surat-hasil", "2025S1")
    assert (told.returncode, told.stdout) == (1, "")
    assert ".:1:1: P001 program soffice" in told.stderr
