"""A PDF that is signed stays one for archives; a token that refuses is told, what its caller meets is his own."""

import io
import re
import sys
from types import ModuleType, SimpleNamespace

import pikepdf
import pytest

from pipeline.documents import pdf_fixed, signing
from support.authority import SECRET, Authority
from support.pdf_maker import text_pdf


class PKCS11Error(Exception):
    """As python-pkcs11 names what a token refuses."""


class PinIncorrectError(PKCS11Error):
    """It says nothing but its name."""


@pytest.fixture
def token(monkeypatch):
    """A stand-in for python-pkcs11, which need not be there: a token that opens, and whose session is closed."""
    closed = []
    session = SimpleNamespace(close=lambda: closed.append(True))
    library, opening = ModuleType("pkcs11"), ModuleType("pyhanko.sign.pkcs11")
    library.PKCS11Error = PKCS11Error
    opening.open_pkcs11_session = lambda *_, **__: session
    opening.PKCS11Signer = lambda session, **_: SimpleNamespace(session=session, signing_cert=None)
    monkeypatch.setitem(sys.modules, "pkcs11", library)
    monkeypatch.setitem(sys.modules, "pyhanko.sign.pkcs11", opening)
    return SimpleNamespace(opening=opening, closed=closed)


def opened(tmp_path):
    return signing.from_token(tmp_path / "token.so", "KANTOR", "kepala", "1234")


def refuses(*_, **__):
    raise PinIncorrectError


def test_a_token_that_does_not_open_is_told(token, tmp_path):
    token.opening.open_pkcs11_session = refuses
    with pytest.raises(signing.NotSigned) as told, opened(tmp_path):
        pass
    assert "PinIncorrectError" in str(told.value.args[0])


def test_a_token_that_does_not_sign_is_told(token, authority: Authority, monkeypatch):
    key = signing.from_file(authority.pkcs12("kepala").read_bytes(), SECRET)

    async def refused(*_, **__):
        refuses()

    monkeypatch.setattr(key._signer, "async_sign_raw", refused, raising=True)
    roots = [authority.roots[0].dump()]
    with pytest.raises(signing.NotSigned) as told:
        key.sign(text_pdf("halo"), "TTE", None, signing.Means(roots))
    assert "PinIncorrectError" in str(told.value.args[0])


@pytest.mark.parametrize("fault", [OSError("disk penuh"), ValueError("lain")])
def test_what_goes_wrong_while_a_token_is_open_is_not_said_to_be_the_tokens(token, tmp_path, fault):
    with pytest.raises(type(fault), match=str(fault)), opened(tmp_path):
        raise fault
    assert token.closed == [True]


SAID = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
HIDDEN, PRINTED = 2, 4


def archival() -> bytes:
    """Return a PDF that says of itself what LibreOffice says of one for archives, tagged, of a language."""
    with pikepdf.open(io.BytesIO(text_pdf("halo"))) as document:
        document.Root.Metadata = pikepdf.Stream(document, SAID)
        document.Root.Metadata.Type, document.Root.Metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        document.Root.Lang = pikepdf.String("id-ID")
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        document.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        document.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1)])
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        out = io.BytesIO()
        document.save(out, fix_metadata_version=False)
    return pdf_fixed.fixed(out.getvalue(), b"")


def test_a_signed_pdf_says_of_itself_what_it_said_before_and_its_fields_show_nothing(authority: Authority):
    key = signing.from_file(authority.pkcs12("kepala").read_bytes(), SECRET)
    raw = archival()
    made = key.sign(raw, "TTE", None, signing.Means([authority.roots[0].dump()], authority.tsa))
    assert made.startswith(raw)
    with pikepdf.open(io.BytesIO(raw)) as before, pikepdf.open(io.BytesIO(made)) as after:
        kept = ("/Lang", "/MarkInfo", "/StructTreeRoot", "/OutputIntents", "/ViewerPreferences")
        assert {key: after.Root[key] == before.Root[key] for key in kept} == dict.fromkeys(kept, True)
        said = after.Root.Metadata.read_bytes()
        fields = [*after.pages[0].Annots]
        assert len(fields) == 2  # the signature, and the time stamp over all
        for field in fields:
            assert field.F & (HIDDEN | PRINTED) == PRINTED
            left, bottom, right, top = map(float, field.Rect)
            assert (right - left, top - bottom) == (0, 0), "what has no size needs no picture of itself"
    for wanted in (
        rb'pdfaid:part[>=]"?2',
        rb'pdfaid:conformance[>=]"?B',
        rb'pdfuaid:part[>=]"?1',
        rb"pdfaExtension:schemas",
    ):
        assert re.search(wanted, said), wanted
