"""A PDF without what says when it was made: printed twice from the same document, it has the same bytes.

LibreOffice writes the time of day into it, into its metadata and its colours, and names made of that time. Here stands
the day of the document instead, and names made of the content. What it leaves out of PDF/A is put there too.
"""

import hashlib
import io
import re
import uuid
import zipfile
from typing import Any

import pikepdf

_BROKEN = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z?</dcterms:created>")
_UNDATED = "1980-01-01T00:00:00"
_DATE = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*(</)")
_NAME = re.compile(rb"(<xmpMM:(?:Document|Instance|OriginalDocument)ID>)[^<]*(</)")
_ACCESSIBLE, _DESCRIBED, _END = b"http://www.aiim.org/pdfua/ns/id/", b"pdfaExtension:schemas", b"</rdf:RDF>"
_DESCRIPTION = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""What PDF/A asks of who names a property that it does not know: LibreOffice names PDF/UA, and says nothing of it."""
_MADE = slice(24, 36)
"""Where a colour profile says when it was made."""


def fixed(raw: bytes, document: bytes) -> bytes:
    """Return a PDF as made on the day of its document; what is no PDF stays as it is."""
    day = _day(document)
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            said: Any = pdf.trailer.get("/Info", {})
            for key in ("/CreationDate", "/ModDate"):
                if key in said:
                    said[key] = pikepdf.String(f"D:{re.sub('[^0-9]', '', day)}Z")
            _fix_metadata(pdf.Root, day, document)
            for output in pdf.Root.get("/OutputIntents", []):
                _fix_colours(output)
            for key in ("/ID", "/DocChecksum"):
                if key in pdf.trailer:
                    del pdf.trailer[key]
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    except _BROKEN:
        return raw
    return out.getvalue()


def _day(document: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as source:
            found = _CREATED.search(source.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        return _UNDATED
    return found[1].decode() if found else _UNDATED


def _fix_metadata(root: Any, day: str, document: bytes) -> None:
    if "/Metadata" not in root:
        return
    name = uuid.UUID(bytes=hashlib.sha256(document).digest()[:16])
    said = _DATE.sub(rb"\g<1>" + f"{day}Z".encode() + rb"\2", root.Metadata.read_bytes())
    said = _NAME.sub(rb"\g<1>" + f"uuid:{name}".encode() + rb"\2", said)
    if _ACCESSIBLE in said and _DESCRIBED not in said:
        said = said.replace(_END, _DESCRIPTION + _END, 1)
    root.Metadata.write(said)


def _fix_colours(output: Any) -> None:
    if "/DestOutputProfile" in output:
        profile = bytearray(output.DestOutputProfile.read_bytes())
        profile[_MADE] = bytes(12)
        output.DestOutputProfile.write(bytes(profile))
