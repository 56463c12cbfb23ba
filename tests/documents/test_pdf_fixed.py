"""A PDF made twice has the same bytes: what says when it was made is the day of its document."""

import io
import re

import pikepdf

from pipeline.documents import pdf_fixed
from support import small

CORE = "<cp:coreProperties {}><dcterms:created {}>2025-07-08T00:00:00Z</dcterms:created></cp:coreProperties>"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmpMM:DocumentID>uuid:{name}</xmpMM:DocumentID></x:xmpmeta><?xpacket end="w"?>"""
LETTER = small.docx(small.p("Nomor"), {"docProps/core.xml": CORE.format("", "")})


def made(when: str, name: str) -> bytes:
    """Return a PDF as a program makes it at a time of the day."""
    with pikepdf.new() as document:
        document.add_blank_page()
        profile = pikepdf.Stream(document, b"\0" * 24 + when.encode()[:12].ljust(12) + b"rest")
        document.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(DestOutputProfile=profile)])
        document.Root.Metadata = pikepdf.Stream(document, XMP.format(when=when, name=name).encode())
        said = {"/CreationDate": f"D:{re.sub('[^0-9]', '', when)}Z", "/Title": "Surat"}
        document.trailer["/Info"] = document.make_indirect(pikepdf.Dictionary(said))
        document.trailer["/DocChecksum"] = pikepdf.Name("/" + name)
        out = io.BytesIO()
        document.save(out, fix_metadata_version=False)
    return out.getvalue()


def test_made_twice_it_has_the_same_bytes_and_the_day_of_its_document():
    first, second = made("2026-11-26T20:33:48Z", "a" * 8), made("2026-11-27T08:00:01Z", "b" * 8)
    assert first != second
    fixed = pdf_fixed.fixed(first, LETTER)
    assert fixed == pdf_fixed.fixed(second, LETTER) == pdf_fixed.fixed(fixed, LETTER)
    with pikepdf.open(io.BytesIO(fixed)) as document:
        assert [*map(str, document.trailer["/Info"].values())] == ["D:20250708000000Z", "Surat"]
        assert document.Root.Metadata.read_bytes().count(b"2025-07-08T00:00:00Z") == 2
    other = small.docx(small.p("Nomor lain"))
    assert pdf_fixed.fixed(first, other) != fixed


def test_what_is_no_pdf_stays_as_it_is():
    assert pdf_fixed.fixed(b"bukan PDF", LETTER) == b"bukan PDF"
    assert pdf_fixed.fixed(made("2026", "a"), b"bukan Word").startswith(b"%PDF")


UA = '<x:xmpmeta><rdf:RDF><pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part></rdf:RDF>'


def test_a_property_that_pdf_a_does_not_know_is_described_once():
    with pikepdf.open(io.BytesIO(made("2026", "a"))) as document:
        document.Root.Metadata = pikepdf.Stream(document, f"{UA}</x:xmpmeta>".encode())
        out = io.BytesIO()
        document.save(out, fix_metadata_version=False)
    fixed = pdf_fixed.fixed(out.getvalue(), LETTER)
    assert pdf_fixed.fixed(fixed, LETTER) == fixed
    with pikepdf.open(io.BytesIO(fixed)) as document:
        said = document.Root.Metadata.read_bytes()
    assert (said.count(b"<pdfaExtension:schemas>"), said.count(b"<pdfaSchema:prefix>pdfuaid<")) == (1, 1)
