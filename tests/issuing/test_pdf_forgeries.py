"""Forgeries of an issued PDF by the table: each is told as altered, with what was added; none is called the same."""

import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from pipeline.documents import pdf_parts, reprinted
from pipeline.issuing import verify
from support import needs, pdf_forgeries, seen_once
from support.issued_pdf import ARCHIVED, issued
from support.paths import ROOT
from support.pdf_maker import text_pdf

TEXT = "065.1/2/UJI/2025 IKM 87,50 dan 75,00, Kepala Loket-A sampai 31 Desember 2026"


@pytest.fixture(scope="module", autouse=True)
def _seen_once():
    with seen_once.kept():
        yield


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """An office that issued a letter with its PDF; LibreOffice's place is taken by one who writes it by hand."""
    return issued(tmp_path_factory.mktemp("kantor") / "kerja", text_pdf(TEXT))


def told(office: Path, raw: bytes) -> verify.Verdict:
    (verdict,) = verify.of_file(office, raw)
    return verdict


def test_what_was_issued_is_genuine_and_the_table_is_as_large_as_promised(office):
    assert told(office, (office / ARCHIVED).read_bytes()).result == verify.ASLI
    assert len(pdf_forgeries.ALL) >= 50


@pytest.mark.parametrize("kind", pdf_forgeries.HONEST)
def test_an_issued_pdf_saved_again_is_the_same(office, kind):
    verdict = told(office, pdf_forgeries.HONEST[kind]((office / ARCHIVED).read_bytes()))
    assert (verdict.result, verdict.differences) == (verify.SAMA, ())


LINKS = {
    "tautan digeser": ("/Rect", pikepdf.Array([100, 480, 500, 500])),
    "tautan setinggi halaman": ("/Rect", pikepdf.Array([0, 0, 600, 900])),
    "tautan berbingkai": ("/Border", pikepdf.Array([0, 0, 50])),
    "tautan berbingkai putih": ("/BS", pikepdf.Dictionary(W=40, S=pikepdf.Name.S)),
    "tautan bersegi lain": ("/QuadPoints", pikepdf.Array([72, 700, 300, 700, 72, 740, 300, 740])),
    "tautan ke tempat lain": ("/A", pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://palsu.example")),
}


def linked(raw: bytes, **said) -> bytes:
    """Return a PDF with a link on its first page."""
    where = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://contoh.example/laporan")
    link = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link, "/Border": [0, 0, 0], "/A": where}

    def change(document):
        note = pikepdf.Dictionary({**link, "/Rect": [72, 700, 300, 714], **said})
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    return pdf_forgeries.changed(raw, change)


@pytest.fixture(scope="module")
def linking(tmp_path_factory) -> Path:
    return issued(tmp_path_factory.mktemp("kantor") / "kerja", linked(text_pdf(TEXT)))


@pytest.fixture(scope="module")
def printing(tmp_path_factory) -> Path:
    return issued(tmp_path_factory.mktemp("kantor") / "kerja", None)


@pytest.fixture(scope="module")
def fresh(printing, tmp_path_factory) -> bytes:
    """The letter that was issued with its PDF, printed anew by LibreOffice."""
    folder, letter = tmp_path_factory.mktemp("cetak"), printing / ARCHIVED
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    how = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(letter.with_suffix(".docx"))]
    subprocess.run(["soffice", profile, *how], check=True)
    return (folder / letter.name).read_bytes()


ANY = (
    *pdf_forgeries.BESIDE,
    "warna lain bagi pembaca lain",
    "skrip saat dibuka",
    "teks dipotong",
    "sebagian teks dipotong",
)


@needs.soffice
def test_a_letter_that_was_issued_with_its_pdf_and_is_printed_by_libreoffice_is_a_print_of_it(printing, fresh):
    verdict = told(printing, fresh)
    assert (verdict.result, str(verdict.keterangan)) == (verify.SAMA, "cetakan surat itu")


@needs.soffice
@pytest.mark.parametrize("change", ANY)
def test_an_altered_print_by_libreoffice_is_told(printing, fresh, change):
    """A print anew that is altered, and the issued one altered: neither passes for a print of the letter."""
    for raw in (fresh, (printing / ARCHIVED).read_bytes()):
        forged = pdf_forgeries.changed(raw, pdf_forgeries.CHANGES[change])
        assert told(printing, forged).result == verify.BERUBAH


@needs.soffice
@pytest.mark.parametrize("is_named", [True, False])
def test_the_issued_pdf_by_libreoffice_with_other_glyphs_is_no_print_of_the_letter(printing, is_named):
    """What a reader sees is another figure, and what a program reads is the letter: it is held against the issued."""

    def change(document):
        one, other = [font.FontDescriptor for font in document.pages[0].Resources.Font.values()][:2]
        one.FontFile2, other.FontFile2 = other.FontFile2, one.FontFile2
        if not is_named:
            del document.trailer["/ID"]

    raw = (printing / ARCHIVED).read_bytes()
    assert told(printing, pdf_forgeries.changed(raw, change)).result == verify.BERUBAH


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_that_is_changed_is_told(linking, kind):
    key, value = LINKS[kind]
    assert told(linking, linked(text_pdf(TEXT))).result in (verify.ASLI, verify.SAMA)
    assert told(linking, linked(text_pdf(TEXT), **{key: value})).result == verify.BERUBAH


@pytest.mark.parametrize("content", ["BDC", "/Span BDC", "BI BDC", ") >> ]] BDC <<"])
def test_content_that_is_broken_is_no_reason_to_stop(content):
    raw = pdf_forgeries.changed(text_pdf(TEXT), lambda document: document.pages[0].contents_add(content.encode()))
    assert all(str(what) for what in pdf_parts.strange(raw, ""))


def test_a_pdf_whose_bookmarks_are_many_is_the_same_when_it_is_saved_again_and_told_when_one_is_changed():
    def marked(raw, last):
        def change(document):
            with document.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(title, 0) for title in ["Bab"] * 600 + [last])

        return pdf_forgeries.changed(raw, change)

    was = marked(text_pdf(TEXT), "Bab 9")
    assert reprinted.differences(was, pdf_forgeries.changed(was, lambda document: None, linearize=True)) == ()
    assert reprinted.differences(was, marked(text_pdf(TEXT), "Bab 8")) != ()


def test_a_forgery_of_an_issued_pdf_is_told_with_what_was_done_and_so_do_the_docs(office, request):
    """The second table in docs/bukti.md is measured here, and written anew by `make golden`."""
    raw = (office / ARCHIVED).read_bytes()
    rows, results = [], Counter[str]()
    for kind, forge in pdf_forgeries.ALL.items():
        verdict = told(office, forge(raw))
        assert verdict.result in (verify.BERUBAH, verify.TIDAK_DIKENAL), kind
        assert verdict.differences or "kata sandi" in str(verdict.keterangan), kind
        said = verdict.differences[0][1] if verdict.differences else verdict.keterangan
        results[str(verdict.result)] += 1
        rows.append(f"| {kind} | {verdict.result} | {said} |")
    text = "| pemalsuan PDF | dikatakan | dengan |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    path = ROOT / "docs/bukti.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- tabel pdf -->\n")
    kept, _, after = rest.partition("<!-- /tabel pdf -->")
    if request.config.getoption("--update-golden"):
        path.write_text(f"{before}<!-- tabel pdf -->\n{text}<!-- /tabel pdf -->{after}", encoding="utf-8")
        return
    assert kept == text, "make golden"
    assert results.keys() <= {"berubah", "tidak dikenal"}
