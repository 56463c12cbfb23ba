"""A few bytes signed by a certificate, and such a signature judged, without network: CMS apart from what it signs.

A signature is judged at the time that a time stamp proves, else at the time that it says itself; after the end of its
certificate only a stamped time counts. Whether a certificate was revoked is not asked.   It imports pyHanko.
"""

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from asn1crypto import cms, pem, x509
from pyhanko.sign.validation.generic_cms import (
    async_validate_detached_cms,
    extract_certs_for_validation,
    extract_tst_data_iter,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from pipeline.documents import signatures, signing
from pipeline.problems.phrase import Text, phrase

LABEL = "CMS"
"""What stands between the dashes of a signature as text (RFC 7468); `openssl cms` reads it."""
GOOD, FALSE, STRANGER, ENDED = "good", "false", "stranger", "ended"
"""What a signature is: of the message and trusted; not of it; of a certificate nobody trusts; of one that has ended."""
_USES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


class Seal(NamedTuple):
    """A signature judged: what it is, whose, why it is not good."""

    state: str
    signer: str = ""
    reason: Text = ""


def made(message: bytes, key: signing.HeldKey, stamper: str = "") -> str:
    """Return the signature of a message as text, with a time stamp where a server is named; raises `NotSigned`."""
    content: bytes = pem.armor(LABEL, key.apart(message, signing.Means((), stamper)))
    return content.decode("ascii")


def certificate_of(text: str) -> bytes:
    """Return the certificate that a signature says it was made with; empty for none; nothing is proven by it."""
    try:
        certificate: bytes = extract_certs_for_validation(_signed(text)).signer_cert.dump()
    except signatures.BROKEN:
        return b""
    return certificate


def unstamped(text: str) -> bytes:
    """Return all that a signature without a time stamp brings to be trusted by; empty for one with a time stamp."""
    try:
        signed = _signed(text)
        is_stamped = any(True for _ in extract_tst_data_iter(signed["signer_infos"][0], signed=False))
        brought: bytes = b"" if is_stamped else signed["certificates"].dump()
    except signatures.BROKEN:
        return b""
    return brought


def judged(message: bytes, text: str, roots: Sequence[bytes], moment: dt.datetime | None = None) -> Seal:
    """Return what a signature is to a message; `moment` is when it is judged, now unless it is given."""
    signing.quiet()
    try:
        return asyncio.run(_judged(message, _signed(text), roots, moment or dt.datetime.now(dt.UTC)))
    except signatures.BROKEN:
        return Seal(FALSE, "", phrase("tanda tangannya tidak terbaca"))


async def _judged(message: bytes, signed: Any, roots: Sequence[bytes], at: dt.datetime) -> Seal:
    stamped = await _stamped(message, signed, roots, at)
    first = await _status(message, signed, roots, at)
    said = stamped or min(first.signer_reported_dt or at, at)
    status = await _status(message, signed, roots, said)
    own = status.signing_cert
    who = f"{signatures.named(own.subject)} ({signatures.named(own.issuer)})"
    values = {"who": who, "day": signatures.spoken(own.not_valid_after)}
    if not (status.intact and status.valid):
        return Seal(FALSE, who, phrase("tanda tangannya bukan untuk baris itu"))
    if not own.not_valid_before <= said <= own.not_valid_after:
        return Seal(FALSE, who, phrase("sertifikat {who} tidak berlaku ketika menandatangani", who=who))
    if not status.trusted:
        return Seal(STRANGER, who, phrase("sertifikat {who} tidak sampai ke akar yang dipercaya", who=who))
    if not stamped and own.not_valid_after < at:
        return Seal(ENDED, who, phrase("sertifikat {who} habis {day}, tanpa stempel waktu", **values))
    return Seal(GOOD, who)


async def _stamped(message: bytes, signed: Any, roots: Sequence[bytes], at: dt.datetime) -> dt.datetime | None:
    """Return the time that a time stamp proves; its certificate has to reach until then, and until it is judged."""
    first = (await _status(message, signed, roots, at)).timestamp_validity
    if first is None:
        return None
    stamp = (await _status(message, signed, roots, first.timestamp)).timestamp_validity
    is_proven = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    when: dt.datetime = first.timestamp
    return when if is_proven and stamp.signing_cert.not_valid_after >= at else None


async def _status(message: bytes, signed: Any, roots: Sequence[bytes], moment: dt.datetime) -> Any:
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in roots],
        moment=moment,
        revocation_mode="soft-fail",
        allow_fetching=False,
    )
    return await async_validate_detached_cms(message, signed, context, context, key_usage_settings=_USES)


def _signed(text: str) -> Any:
    """Return what a signature as text holds; nothing but that of one; else raises one of `BROKEN`."""
    label, _, der = pem.unarmor(text.encode("ascii", "replace"))
    info = cms.ContentInfo.load(der, strict=True)
    if label != LABEL or info["content_type"].native != "signed_data":
        raise ValueError(label)
    signed = info["content"]
    if signed["encap_content_info"]["content"].native is not None or len(signed["signer_infos"]) != 1:
        raise ValueError(LABEL)
    if not signatures.is_of_one(signed):
        raise ValueError(LABEL)
    return signed
