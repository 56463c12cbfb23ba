"""A bundle: letters in the order of the register, each on a sheet of its own, with a cover, but for signed ones."""

import io
import re

import pikepdf
import pytest

from pipeline.documents import cover_list, own_print, pdf, pdf_bundle, pdf_pages, soffice
from pipeline.documents.pdf_bundle import Part
from support import docx_text, git_office, small
from support.pdf_maker import text_pdf


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """An office whose documents are printed in no time: each as one page of its first words."""
    monkeypatch.setattr(soffice, "program", lambda: "soffice")
    monkeypatch.setattr(own_print, "fault", lambda document, copy: "")

    def printed(files):
        for number, file in enumerate(files):
            unit = next((name for name in git_office.UNITS if name in str(file)), "daftar")
            yield number, text_pdf(unit)

    monkeypatch.setattr(pdf, "printed", printed)
    return git_office.bangun(tmp_path / "kerja")


def shown(root, name="build/2025S1/uji/bundel-surat-hasil.pdf"):
    """What each page of a bundle says, and its bookmarks with the pages that they lead to."""
    raw = (root / name).read_bytes()
    texts = [text.strip() for text in pdf_pages.texts(raw)]
    with pikepdf.open(io.BytesIO(raw)) as document, document.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        marks = [(item.title, pages[item.destination[0].objgen]) for item in outline.root]
    return texts, marks


def test_letters_come_in_the_order_of_the_register_and_drafts_after_them_each_on_a_sheet_of_its_own(workspace, run):
    git_office.write(workspace, "register/uji/2025/0002.yaml", "nomor: 065.1/2/UJI/2025\nurut: 2\ncatatan: lain\n")
    git_office.commit(workspace)
    for unit in ("loket-c", "loket-a"):
        assert run("issue", "surat-hasil", "2025S1", "--unit", unit, "--yes").returncode == 0
    told = run("bundle", "surat-hasil", "2025S1")
    assert told.returncode == 0
    assert told.stdout == (
        "build/2025S1/uji/bundel-surat-hasil.pdf: 2 bernomor, 1 draf, 4 lembar\n"
        "1 draf tanpa nomor: sesudah yang bernomor, menurut unitnya\n"
    )
    texts, marks = shown(workspace)
    assert texts == ["daftar", "", "loket-c", "", "loket-a", "", "loket-b"]
    assert marks == [
        ("Daftar", 0),
        ("065.1/3/UJI/2025 Kepala Loket-C", 2),
        ("065.1/4/UJI/2025 Kepala Loket-A", 4),
        ("(draf) Kepala Loket-B", 6),
    ]


def test_a_letter_stands_in_it_as_often_as_it_is_asked_for_or_has_recipients_of_copies(workspace, run):
    git_office.write(
        workspace, "periods/2025S1/uji/loket-b.yaml", "dokumen: {surat-hasil: {tembusan: [Bupati, Inspektur]}}\n"
    )
    run("bundle", "surat-hasil", "2025S1", "--copies", "tembusan")
    assert [text for text in shown(workspace)[0] if text] == ["daftar", "loket-a", *["loket-b"] * 3, "loket-c"]
    run("bundel", "surat-hasil", "2025S1", "--rangkap", "2", "--instansi", "uji")
    assert [text for text in shown(workspace)[0] if text][1:3] == ["loket-a"] * 2
    assert run("bundle", "surat-hasil", "2025S1", "--copies", "0").returncode == 2


def signed(raw):
    with pikepdf.open(io.BytesIO(raw)) as document:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="tanda", V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
        parent = document.make_indirect(pikepdf.Dictionary(T="blok", Kids=[document.make_indirect(field)]))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[parent])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_a_letter_that_is_signed_electronically_is_left_out_and_told(workspace, run):
    run("issue", "surat-hasil", "2025S1", "--yes", "--pdf")
    archived = workspace / "register/uji/2025/0003/loket-b.pdf"
    archived.write_bytes(signed(archived.read_bytes()))
    told = run("bundle", "surat-hasil", "2025S1")
    assert told.returncode == 0
    assert "0003.yaml:1:1: P021 surat 065.1/3/UJI/2025 sudah ditandatangani secara elektronik" in told.stderr
    assert [text for text in shown(workspace)[0] if text] == ["daftar", "loket-a", "loket-c"]


def test_a_letter_whose_file_is_lost_is_told_and_the_others_are_printed(workspace, run):
    run("issue", "surat-hasil", "2025S1", "--yes")
    (workspace / "register/uji/2025/0003/loket-b.docx").unlink()
    told = run("bundle", "surat-hasil", "2025S1")
    assert told.returncode == 1
    assert "A010 arsip register/uji/2025/0003/loket-b.docx tidak ada atau bukan lagi seperti saat terbit" in told.stderr
    assert [text for text in shown(workspace)[0] if text] == ["daftar", "loket-a", "loket-c"]


def test_what_is_attached_to_a_number_is_not_printed_for_its_letter(workspace, run):
    run("issue", "surat-hasil", "2025S1", "--unit", "loket-b", "--yes")
    (workspace / "resi.pdf").write_bytes(text_pdf("TANDA TERIMA KURIR"))
    assert run("register", "attach", "2", "resi.pdf").returncode == 0
    told = run("bundle", "surat-hasil", "2025S1")
    assert told.returncode == 0
    assert [text for text in shown(workspace)[0] if text] == ["daftar", "loket-b", "loket-a", "loket-c"]
    assert run("register", "attach", "2", write(workspace, "kembali.pdf", signed(text_pdf("surat")))).returncode == 0
    assert "P021" in run("bundle", "surat-hasil", "2025S1").stderr


def write(workspace, name, content):
    (workspace / name).write_bytes(content)
    return name


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("how", ["another", "broken"])
def test_an_archived_letter_that_is_not_as_it_was_issued_is_told_and_not_printed(workspace, run, ending, how):
    run("issue", "surat-hasil", "2025S1", "--yes", *(["--pdf"] if ending == "pdf" else []))
    content = b"%PDF-1.7 rusak" if how == "broken" else text_pdf("loket-b IKM 97,50")
    (workspace / f"register/uji/2025/0003/loket-b.{ending}").write_bytes(content)
    told = run("bundle", "surat-hasil", "2025S1")
    assert told.returncode == 1
    assert f"A010 arsip register/uji/2025/0003/loket-b.{ending} " in told.stderr
    assert [text for text in shown(workspace)[0] if text] == ["daftar", "loket-a", "loket-c"]


BROKEN = {
    "no PDF": b"%PDF-1.7 rusak",
    "empty": b"",
    "cut": text_pdf("halo")[:120],
    "no pages": text_pdf("halo").replace(b"/Kids", b"/Kinds"),
    "odd box": text_pdf("halo").replace(b"/MediaBox [", b"/MediaBox (a) /X ["),
    "odd fields": text_pdf("halo").replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm << /Fields [1 (x)] >>"),
    "odd form": text_pdf("halo").replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm 7"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_pdf_bears_no_signature_and_either_has_a_fault_or_is_bundled(how):
    raw = BROKEN[how]
    assert not pdf_bundle.is_signed(raw)
    if not pdf_bundle.fault(raw):
        assert pdf_bundle.pages(pdf_bundle.bundle([Part("satu", raw, 2)])) >= 2
    else:
        assert how not in ("odd fields", "odd form")


def test_fields_that_lead_in_a_circle_are_looked_at_once():
    with pikepdf.new() as document:
        document.add_blank_page()
        field = document.make_indirect(pikepdf.Dictionary(T="a"))
        field.Kids = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        out = io.BytesIO()
        document.save(out)
    assert not pdf_bundle.is_signed(out.getvalue())


def test_a_bundle_of_the_same_parts_is_the_same_and_a_blank_page_has_the_size_of_the_one_before():
    parts = [Part("satu", text_pdf("satu")), Part("dua", text_pdf("dua"), 2)]
    raw = pdf_bundle.bundle(parts)
    assert raw == pdf_bundle.bundle(parts)
    assert pdf_bundle.sheets(raw) == 3
    with pikepdf.open(io.BytesIO(raw)) as document:
        assert {tuple(map(int, page.mediabox)) for page in document.pages} == {(0, 0, 595, 842)}
        asked = document.Root.ViewerPreferences
        assert (asked.Duplex, asked.PrintScaling) == ("/DuplexFlipLongEdge", "/None")
    assert not pdf_bundle.is_signed(raw)
    assert pdf_bundle.is_signed(signed(raw))
    assert not pdf_bundle.is_signed(small.docx(small.p("Nomor")))


@pytest.mark.parametrize(("side", "other"), [(595.3, 841.9), (610.0, 936.0), (936.0, 610.0)])
def test_the_list_lies_on_paper_like_that_of_the_letters_upright(side, other):
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(side, other))
        out = io.BytesIO()
        document.save(out)
    made = cover_list.document(("Daftar",), (("No.", 600),), [("1",)], pdf_bundle.paper(out.getvalue()))
    (size,) = re.findall(r'w:pgSz w:w="(\d+)" w:h="(\d+)"', docx_text.xml(io.BytesIO(made)))
    assert [*map(int, size)] == [round(length * 20) for length in sorted((side, other))]


def test_the_cover_is_made_for_the_paper_of_the_first_letter(workspace, run, monkeypatch):
    asked = []
    real = cover_list.document
    monkeypatch.setattr(cover_list, "document", lambda *said: asked.append(said[-1]) or real(*said))
    assert run("bundle", "surat-hasil", "2025S1").returncode == 0
    assert [tuple(map(round, paper)) for paper in asked] == [(595, 842)]
