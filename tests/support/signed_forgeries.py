"""Forgeries of electronic signatures, made by code: each is told; none makes a letter signed that is not."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any, NamedTuple

from asn1crypto import cms, x509
from pikepdf import Array, Dictionary, Name
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext

from support.authority import NOW, SECRET, Authority
from support.pdf_forgeries import CHANGES, changed

FIELD = "TTE"


def signed(
    authority: Authority, raw: bytes, who: str = "kepala", *, stamp: bool = True, box: Any = None, field: str = FIELD
) -> bytes:
    """Return a PDF with a signature as any program may make it: with validation data, and a time stamp where asked."""
    root = authority.roots
    skew = dt.timedelta(minutes=5)  # a slow computer asks later than it began
    context = ValidationContext(trust_roots=root, allow_fetching=True, revocation_mode="require", time_tolerance=skew)
    is_ours = who in ("kepala", "kelak")
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=is_ours,
        use_pades_lta=stamp and is_ours,
        validation_context=context if is_ours else None,
        md_algorithm="sha256",
    )
    signer = signers.SimpleSigner.load_pkcs12(str(authority.pkcs12(who)), passphrase=SECRET.encode())
    spec = fields.SigFieldSpec(field, box=box) if box else None
    stamper = timestamps.HTTPTimeStamper(authority.tsa) if stamp else None
    writer = IncrementalPdfFileWriter(io.BytesIO(raw))
    made: io.BytesIO = signers.PdfSigner(meta, signer, timestamper=stamper, new_field_spec=spec).sign_pdf(writer)
    return made.getvalue()


def with_time(authority: Authority, raw: bytes) -> bytes:
    """Return a PDF with a signature and a time stamp, without validation data."""
    meta = signers.PdfSignatureMetadata(
        field_name="Layanan", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    signer = signers.SimpleSigner.load_pkcs12(str(authority.pkcs12("kepala")), passphrase=SECRET.encode())
    writer = IncrementalPdfFileWriter(io.BytesIO(raw))
    made: io.BytesIO = signers.PdfSigner(meta, signer, timestamper=timestamps.HTTPTimeStamper(authority.tsa)).sign_pdf(
        writer
    )
    return made.getvalue()


def with_word(authority: Authority, raw: bytes, who: str, when: dt.datetime) -> bytes:
    """Return a signed PDF with what the responder says of the signer at a time, behind it."""
    said, responder = authority.said_of(who, when)
    out = io.BytesIO(raw)
    DocumentSecurityStore.add_dss(out, None, ocsps=[said], certs=[responder])
    return out.getvalue()


def updated(raw: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Return a PDF with an update behind it, as programs write them."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(raw)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def _over(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 300 Td (IKM 97,50) Tj ET")
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([old, writer.add_object(stream)])
    writer.update_container(page)


def _note(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    rect = generic.ArrayObject(map(generic.NumberObject, (72, 400, 300, 460)))
    said = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    note = generic.DictionaryObject({key: generic.NameObject(value) for key, value in said.items()})
    note["/Rect"], note["/Contents"] = rect, generic.pdf_string("97,50")
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
    writer.update_container(page)


def _script(writer: IncrementalPdfFileWriter) -> None:
    said = {"/S": generic.NameObject("/JavaScript"), "/JS": generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject({generic.pdf_name(key): value for key, value in said.items()})
    writer.update_root()


def _stamp_of(other: bytes) -> Callable[[IncrementalPdfFileWriter], None]:
    """The time stamp of another revision, once more: what it stamps is still there, and the signature is not in it."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        old = PdfFileReader(io.BytesIO(other)).embedded_timestamp_signatures[0].sig_object
        value = generic.DictionaryObject(
            {generic.NameObject(key): old.raw_get(key) for key in old if key != "/Contents"}
        )
        value[generic.NameObject("/Contents")] = generic.ByteStringObject(bytes(old.raw_get("/Contents")))
        said = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Sig"}
        field = generic.DictionaryObject({generic.NameObject(key): generic.NameObject(to) for key, to in said.items()})
        field["/Rect"] = generic.ArrayObject([generic.NumberObject(0)] * 4)
        field["/T"], field["/V"] = generic.pdf_string("TS2"), writer.add_object(value)
        form = writer.root["/AcroForm"]
        form["/Fields"].append(writer.add_object(field))
        writer.update_container(form["/Fields"])
        writer.update_container(form)

    return change


def stamped_again(authority: Authority, stamped: bytes) -> bytes:
    """A PDF that was signed and stamped, signed once more by another, behind it the stamp that was there before."""
    twice = signed(authority, stamped, "kelak", stamp=False, field="TTE2")
    return updated(twice, _stamp_of(stamped))


def _byte_changed(raw: bytes) -> bytes:
    at = raw.index(b"87,50")
    return raw[:at] + b"97,50" + raw[at + 5 :]


def _moved(raw: bytes, other: bytes) -> bytes:
    """The signature of another file in the place of one's own."""
    return _with_contents(raw, _contents(other))


def _contents(raw: bytes) -> bytes:
    start = raw.index(b"/Contents <") + len(b"/Contents <")
    return raw[start : raw.index(b">", start)]


def _with_contents(raw: bytes, by: bytes) -> bytes:
    was = _contents(raw)
    return raw.replace(was, by[: len(was)].ljust(len(was), b"0"))


def _twin(raw: bytes) -> bytes:
    """Behind the certificate that signed another, of another name and signed by nobody, by its issuer and number."""
    info = cms.ContentInfo.load(bytes.fromhex(_contents(raw).decode()))
    signed = info["content"]
    serial = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    held = [each.chosen for each in signed["certificates"]]
    (genuine,) = [cert for cert in held if cert.serial_number == serial and cert.ca is not True]
    twin = x509.Certificate.load(genuine.dump())
    twin["tbs_certificate"]["subject"] = x509.Name.build({"common_name": "KEPALA YANG LAIN"})
    every = [*(cert.dump() for cert in held), twin.dump(force=True)]
    signed["certificates"] = cms.CertificateSet(contents=b"".join(every))
    made = info.dump(force=True).hex().encode()
    assert len(made) <= len(_contents(raw))
    return _with_contents(raw, made)


def _shorter(raw: bytes) -> bytes:
    """The signature says that it covers less than it does."""
    start = raw.index(b"/ByteRange")
    end = raw.index(b"]", start)
    first, *rest = raw[start:end].split(b"[")[1].split()
    said = b"/ByteRange [%s" % b" ".join([first, *rest[:-1], b"%d" % (int(rest[-1]) - 40)])
    return raw[:start] + said.ljust(end - start) + raw[end:]


def _stripped(raw: bytes) -> bytes:
    def change(document: Any) -> None:
        del document.Root.AcroForm.Fields[0]["/V"]

    return changed(raw, change)


def _named_only(raw: bytes) -> bytes:
    """A field that says who signed, without a signature."""

    def change(document: Any) -> None:
        said = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name="KEPALA LOKET UJI", M="D:20260101000000Z")
        field = Dictionary(FT=Name.Sig, T=FIELD, V=document.make_indirect(said), Rect=[0, 0, 0, 0])
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]), SigFlags=3)

    return changed(raw, change)


class Hands(NamedTuple):
    """What a forger has: the authority's services, the PDF that was issued, the one that was signed, another one."""

    authority: Authority
    issued: bytes
    signed: bytes
    other: bytes


def _by(who: str, *, stamp: bool) -> Callable[[Hands], bytes]:
    return lambda hands: signed(hands.authority, hands.issued, who, stamp=stamp)


def _first(change: Callable[[bytes], bytes]) -> Callable[[Hands], bytes]:
    """What was issued is changed, then the head signs it."""
    return lambda hands: signed(hands.authority, change(hands.issued), stamp=False)


def _afterwards(change: Callable[[bytes], bytes]) -> Callable[[Hands], bytes]:
    return lambda hands: change(hands.signed)


def _updating(change: Callable[[IncrementalPdfFileWriter], None]) -> Callable[[bytes], bytes]:
    return lambda raw: updated(raw, change)


FORGERIES: dict[str, Callable[[Hands], bytes]] = {
    "angka diganti dalam berkas bertanda tangan": _afterwards(_byte_changed),
    "tanda tangan dari berkas lain": lambda hands: _moved(hands.signed, hands.other),
    "tanda tangan dikosongkan": lambda hands: _with_contents(hands.signed, b""),
    "cakupan tanda tangan dikurangi": _afterwards(_shorter),
    "sertifikat kembar atas nama orang lain": lambda hands: _twin(hands.signed),
    "sertifikat buatan sendiri dengan nama pejabat": _by("palsu", stamp=False),
    "sertifikat buatan sendiri dengan stempel waktu": _by("palsu", stamp=True),
    "sertifikat yang sudah dicabut": _by("dicabut", stamp=True),
    "sertifikat yang sudah dicabut, dengan data validasinya": lambda hands: with_word(
        hands.authority, signed(hands.authority, hands.issued, "dicabut", stamp=False), "dicabut", NOW
    ),
    "teks di atas halaman, sesudah ditandatangani": _afterwards(_updating(_over)),
    "catatan sesudah ditandatangani": _afterwards(_updating(_note)),
    "skrip sesudah ditandatangani": _afterwards(_updating(_script)),
    "teks di atas halaman, lalu ditandatangani": _first(_updating(_over)),
    "catatan, lalu ditandatangani": _first(_updating(_note)),
    "skrip, lalu ditandatangani": _first(_updating(_script)),
    "angka diganti, lalu ditandatangani": _first(_byte_changed),
    "tanda tangan yang tampak di atas angka": lambda hands: signed(
        hands.authority, hands.issued, stamp=False, box=(72, 700, 300, 740)
    ),
    "tanda tangan dicabut dari isiannya": _afterwards(_stripped),
    "isian bernama tanpa tanda tangan": lambda hands: _named_only(hands.issued),
    "bita di belakang berkas bertanda tangan": _afterwards(lambda raw: raw + b"\n%lain\n"),
    "stempel waktu yang lebih tua disalin, sesudah sertifikat habis": lambda hands: stamped_again(
        hands.authority, hands.signed
    ),
    "disimpan ulang, lalu teks ditambahkan": _afterwards(lambda raw: changed(raw, CHANGES["teks di tempat kosong"])),
}
EXPIRED = {"stempel waktu yang lebih tua disalin, sesudah sertifikat habis"}
"""Those that are looked at after the certificate has ended."""
