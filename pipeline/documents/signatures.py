"""The signatures of a PDF judged, without network: who, when, over which bytes, trusted by whom.   It imports pyHanko.

A signature is judged at the time that a time stamp proves; else at the time that it says itself, which is told. What
says that a certificate was not revoked must stand in the file.  After a certificate's end only a stamped time counts.
"""

import asyncio
import datetime as dt
import io
import logging
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from asn1crypto import crl, ocsp, pem, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pipeline.documents import pdf_pages, pdf_parts
from pipeline.documents.pdf_pages import NotPdf
from pipeline.problems.phrase import Text, phrase
from pipeline.words import indonesian

VALID, FALSE, ADDED = phrase("sah"), phrase("rusak atau palsu"), phrase("isi ditambahkan sesudah ditandatangani")
STRANGER, REVOKED, UNPROVEN = (
    phrase("penerbit sertifikatnya tidak dipercaya"),
    phrase("sertifikatnya sudah dicabut"),
    phrase("tidak dapat dipastikan"),
)
_SLIPS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, NotImplementedError)
BROKEN = (*_SLIPS, PdfError, NotPdf, SignatureValidationError, UnsupportedAlgorithm, InvalidSignature)
_REVOKED = (AdESIndeterminate.REVOKED_NO_POE, AdESIndeterminate.REVOKED_CA_NO_POE, AdESFailure.REVOKED)
_MOST = 50
"""Signatures that a file may have."""


class Judged(NamedTuple):
    """A signature: of whom, when, whether a time stamp proves that, until when its certificate is, what it is, why.

    `level` is that of PAdES: what it carries by which it can be checked later.
    """

    field: str
    signer: str
    when: dt.datetime | None
    stamped_by: str
    until: dt.datetime | None
    level: str
    state: Text
    reason: Text = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against it."""
        return self.state == VALID

    @property
    def sentence(self) -> Text:
        """The signature as a sentence."""
        who = self.signer or "-"
        day = spoken(self.when) if self.when else "-"
        time = phrase("stempel waktu {who}", who=self.stamped_by) if self.stamped_by else phrase("menurutnya sendiri")
        values = {"who": who, "day": day, "time": time, "state": self.state, "level": self.level}
        if self.reason:
            return phrase(
                "ditandatangani secara elektronik oleh {who}, {day} ({time}): {state} ({reason})",
                **values,
                reason=self.reason,
            )
        return phrase("ditandatangani secara elektronik oleh {who}, {day} ({time}): {state}, {level}", **values)


class NotCertificate(Exception):  # noqa: N818
    """The bytes are no certificate; the text is why."""


def certificates(content: bytes) -> tuple[bytes, ...]:
    """Return the certificates of a file, PEM or DER, each as DER; raises `NotCertificate`."""
    try:
        found = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        for der in found:
            x509.Certificate.load(der, strict=True).subject.native  # noqa: B018
    except (ValueError, TypeError) as fault:
        raise NotCertificate(str(fault).splitlines()[0]) from None
    return tuple(found)


def judged(raw: bytes, roots: Sequence[bytes], moment: dt.datetime | None = None) -> tuple[Judged, ...]:
    """Return what each signature of a PDF is, in the order in which they were made; none where it has none.

    `roots` are the certificates that are trusted, as DER; `moment` is when it is judged, now unless it is given.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    at = moment or dt.datetime.now(dt.UTC)
    try:
        reader = PdfFileReader(io.BytesIO(raw))
        signatures = reader.embedded_regular_signatures
        if len(signatures) > _MOST:
            raise ValueError(f"{len(signatures)} > {_MOST}")
    except BROKEN as fault:
        if b"/ByteRange" not in raw:
            return ()
        return (Judged("", "", None, "", None, "-", FALSE, phrase("tidak terbaca ({fault})", fault=_short(fault))),)
    return tuple(asyncio.run(_all(reader, signatures, roots, at)))


async def _all(
    reader: PdfFileReader, signatures: Iterable[EmbeddedPdfSignature], roots: Sequence[bytes], at: dt.datetime
) -> list[Judged]:
    found = []
    for signature in signatures:
        try:
            found.append(await _Judge(reader, signature, roots, at).judged())
        except BROKEN as fault:
            reason = phrase("tidak terbaca ({fault})", fault=_short(fault))
            found.append(Judged("", _name_in(signature), None, "", None, "-", FALSE, reason))
    return found


class _Judge:
    """One signature, the time stamps that came after it, and what the file carries to check them."""

    def __init__(
        self, reader: PdfFileReader, signature: EmbeddedPdfSignature, roots: Sequence[bytes], at: dt.datetime
    ) -> None:
        self._reader, self._signature, self._at = reader, signature, at
        self._roots = [x509.Certificate.load(der) for der in roots]
        try:
            self._store: DocumentSecurityStore | None = DocumentSecurityStore.read_dss(reader)
        except BROKEN:  # there is none
            self._store = None
        self._later = [stamp for stamp in reader.embedded_timestamp_signatures if self._is_over(stamp)]

    def _is_over(self, stamp: Any) -> bool:
        """Whether a time stamp stands behind the signature and is over all before it: a copied one is over less."""
        if stamp.signed_revision <= self._signature.signed_revision:
            return False
        stamp.compute_integrity_info(skip_diff=True)
        return stamp.coverage is not None and bool(stamp.coverage >= SignatureCoverageLevel.ENTIRE_REVISION)

    def _context(self, moment: dt.datetime) -> ValidationContext:
        """Return how certificates are checked as of a moment: by the roots, and by what the file carries."""
        store = self._store
        return ValidationContext(
            trust_roots=self._roots,
            other_certs=[*store.load_certs()] if store else [],
            ocsps=[entry.get_object().data for entry in store.ocsps] if store else [],
            crls=[entry.get_object().data for entry in store.crls] if store else [],
            moment=moment,
            revocation_mode="require",
            retroactive_revinfo=True,
            allow_fetching=False,
        )

    async def judged(self) -> Judged:
        """Return what the signature is."""
        own = self._signature
        if not is_of_one(own.signed_data):
            raise ValueError("sertifikat kembar")
        said = own.self_reported_timestamp
        when, stamper, fault = await self._proven()
        moment = when or min(said or self._at, self._at)
        status = await async_validate_pdf_signature(own, self._context(moment), self._context(moment), skip_diff=True)
        cert = status.signing_cert
        made = Judged(
            own.field_name,
            named(cert.subject),
            when or said,
            stamper,
            cert.not_valid_after,
            self._level(),
            VALID,
        )
        if not (status.intact and status.valid):
            return made._replace(state=FALSE, reason=phrase("tidak cocok dengan isi berkas ini"))
        if reason := self._added():
            return made._replace(state=ADDED, reason=reason)
        if not when and await self._is_revoked():
            return made._replace(state=REVOKED, reason=phrase("dan tidak ada stempel waktu yang lebih tua"))
        if not status.trusted:
            state, reason = _untrusted(status.trust_problem_indic, bool(self._roots))
            return made._replace(state=state, reason=reason)
        if fault:
            return made._replace(state=UNPROVEN, reason=fault)
        if not when and cert.not_valid_after < self._at:
            reason = phrase(
                "sertifikatnya habis {day}, dan tidak ada stempel waktu yang membuktikan kapan ia ditandatangani",
                day=spoken(cert.not_valid_after),
            )
            return made._replace(state=UNPROVEN, reason=reason)
        return made

    async def _is_revoked(self) -> bool:
        """Whether the file says that the certificate was revoked at all: a time that nobody stamped proves nothing."""
        store = self._store
        said = [entry.get_object().data for entry in store.ocsps] if store else []
        whens = {_when(ocsp.OCSPResponse.load(der).response_data["responses"][0]) for der in said}
        lists = [entry.get_object().data for entry in store.crls] if store else []
        whens |= {_when(crl.CertificateList.load(der)["tbs_cert_list"]) for der in lists}
        for when in whens:
            context = self._context(when)
            status = await async_validate_pdf_signature(self._signature, context, context, skip_diff=True)
            if status.trust_problem_indic in _REVOKED:
                return True
        return False

    async def _proven(self) -> tuple[dt.datetime | None, str, Text]:
        """Return the time at which time stamps prove that it was there, whose they are; else why they do not."""
        held_until, own = self._at, self._signature
        when, who = None, ""
        for stamp in reversed(self._later):
            first = await async_validate_pdf_timestamp(stamp, self._context(self._at), skip_diff=True)
            status = await async_validate_pdf_timestamp(stamp, self._context(first.timestamp), skip_diff=True)
            if reason := self._unproven(status, held_until):
                return None, "", reason
            held_until = when = status.timestamp
            who = named(status.signing_cert.subject)
        first_look = await async_validate_pdf_signature(own, self._context(self._at), skip_diff=True)
        stamped = first_look.timestamp_validity
        if stamped is None:
            return when, who, ""
        context = self._context(stamped.timestamp)
        status_of = await async_validate_pdf_signature(own, context, context, skip_diff=True)
        checked = status_of.timestamp_validity
        reason = self._unproven(checked, held_until) if checked else phrase("stempel waktunya tidak terbaca")
        if reason or checked is None:
            return when, who, "" if when else reason
        return checked.timestamp, named(checked.signing_cert.subject), ""

    def _unproven(self, status: Any, held_until: dt.datetime) -> Text:
        """Return why a time stamp proves nothing; empty when it does.

        Its certificates have to reach until the next time stamp, or until now.
        """
        if not (status.intact and status.valid):
            return phrase("stempel waktunya tidak cocok dengan isinya")
        if not status.trusted:
            return phrase("penerbit stempel waktunya tidak dipercaya, atau data validasinya tidak ada")
        end = min(cert.not_valid_after for cert in [*status.validation_path][1:] or [status.signing_cert])
        return phrase("sertifikat penstempel waktunya habis {day}", day=spoken(end)) if end < held_until else ""

    def _added(self) -> Text:
        """Return what was added after the signature and is neither validation data nor another signature."""
        own: Any = self._signature
        own.compute_integrity_info()
        if own.coverage is None or own.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            return phrase("ia tidak mencakup seluruh berkas")
        return _beside_signatures(self._reader, own.diff_result) if own.diff_result is not None else ""

    def _level(self) -> str:
        is_stamped = any(True for _ in extract_tst_data_iter(self._signature.signer_info, signed=False))
        kept = self._store is not None and bool(self._store.ocsps or self._store.crls)
        if kept:
            return (
                "PAdES B-LTA" if self._later else "PAdES B-LT" if is_stamped else "PAdES B-B, data validasi tersimpan"
            )
        return "PAdES B-T" if is_stamped else "PAdES B-B"


def added_to(was: bytes, now: bytes) -> tuple[Text, ...]:
    """Return what a PDF has beside another's very bytes and signatures that nobody sees; empty for nothing else."""
    if not now.startswith(was):
        return (phrase("bita yang terbit tidak utuh di dalamnya"),)
    if not now.rstrip().endswith(b"%%EOF"):
        return (phrase("bita di belakang berkas"),)
    try:
        if pdf_pages.pages(was) != pdf_pages.pages(now) or pdf_pages.drawn(was) != pdf_pages.drawn(now):
            return (phrase("halaman yang tampak lain"),)
    except NotPdf as fault:
        return (phrase("susunan yang rusak ({fault})", fault=_short(fault)),)
    before, after = pdf_parts.graphs(was, unsigned=True), pdf_parts.graphs(now, unsigned=True)
    if not after or len(before) != len(after):
        return (phrase("susunan yang tidak terbaca"),)
    changed = (
        what
        for old, new in zip(before, after, strict=True)
        for what in sorted(old.keys() | new.keys(), key=str)
        if old.get(what) != new.get(what)
    )
    return tuple(phrase("ditambahkan: {what}", what=what) for what in dict.fromkeys(changed))


def _beside_signatures(reader: PdfFileReader, result: Any) -> Text:
    if isinstance(result, SuspiciousModification):
        return phrase("ditambahkan: {what}", what=_short(result))
    names = {signature.field_name for signature in reader.embedded_signatures}
    more = sorted(result.changed_form_fields - names)
    if more or result.modification_level > ModificationLevel.FORM_FILLING:
        return phrase("ditambahkan: {what}", what=", ".join(more) or str(result.modification_level.name))
    return ""


def _untrusted(why: object, has_roots: bool) -> tuple[Text, Text]:
    """Return what a signature is whose certificate is not trusted, and why."""
    if why in _REVOKED:
        return REVOKED, phrase("menurut keterangan yang dibawa berkas ini")
    if why == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND or not has_roots:
        reason = phrase("tidak sampai ke akar di tte.akar") if has_roots else phrase("tte.akar belum diisi")
        return STRANGER, reason
    return UNPROVEN, phrase("berkasnya tidak memuat bukti bahwa sertifikatnya belum dicabut saat itu")


def is_of_one(signed: Any) -> bool:
    """Return whether no two certificates of a signature go by one issuer and number: only one of them is proven."""
    held = [each.chosen for each in signed["certificates"] if each.name == "certificate"]
    every = [(cert.issuer.hashable, cert.serial_number) for cert in held]
    return len(every) == len({*every})


def named(name: x509.Name) -> str:
    """Return a name as people say it."""
    said = name.native
    text = said.get("common_name") or said.get("organization_name") or name.human_friendly
    text = text if isinstance(text, str) else str(text[0])
    return "".join(sign for sign in text if sign.isprintable())[:200]


def _name_in(signature: EmbeddedPdfSignature) -> str:
    try:
        return named(signature.signer_cert.subject)
    except BROKEN:
        return ""


def spoken(when: dt.datetime) -> str:
    """Return a time as people say it: day, hour, zone."""
    local = when.astimezone()
    return f"{indonesian.dated(local.date())} {local:%H.%M} {local.tzname()}"


def _when(said: Any) -> dt.datetime:
    found: dt.datetime = said["this_update"].native
    return found


def _short(fault: BaseException) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0][:120]
