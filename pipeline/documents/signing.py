"""A PDF signed so that it can be checked for years: PAdES with validation data, and time stamps.   It imports pyHanko.

The signature shows nothing: what people see, the template draws. Its field lies where an anchor stands in the text.
"""

import asyncio
import contextlib
import datetime as dt
import io
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.sign.validation import add_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError, PathError, ValidationError

from pipeline.documents import pdf_pages, pem_key, signatures
from pipeline.documents.pdf_pages import NotPdf
from pipeline.problems.phrase import Text, phrase

_SKEW = dt.timedelta(minutes=5)
"""How much the clocks of services may differ from ours."""
_SECONDS = 30
_MD = "sha256"
_BINARY = b"\x30"
"""How a PKCS#12 file begins."""
_FAULTS = (
    SigningError,
    TimestampRequestError,
    SignatureValidationError,
    PathError,
    ValidationError,
    CRLFetchError,
    OCSPFetchError,
    PdfError,
    OSError,
    ValueError,
    UnsupportedAlgorithm,
    InvalidSignature,
    asyncio.TimeoutError,
)


class NotSigned(Exception):  # noqa: N818
    """Nothing was signed; its argument is why, as a sentence."""


class NotKnown(Exception):  # noqa: N818
    """A service was sent a file, and whether it signed that is not known; its argument is why, as a sentence."""


class Spot(NamedTuple):
    """Where the field of a signature lies: the page, from 0, and how far from its left and its bottom."""

    page: int
    x: float
    y: float


class Means(NamedTuple):
    """What makes a signature last: certificates that are trusted, the address of a time stamp server, if any."""

    roots: Sequence[bytes]
    stamper: str = ""

    def context(self) -> ValidationContext:
        """Return how certificates are checked while one signs: what says that none is revoked is fetched."""
        return ValidationContext(
            trust_roots=[x509.Certificate.load(der) for der in self.roots],
            allow_fetching=True,
            revocation_mode="require",
            time_tolerance=_SKEW,
        )

    def time_stamper(self) -> HTTPTimeStamper | None:
        """Return who stamps the time; none where none is named."""
        return HTTPTimeStamper(self.stamper, timeout=_SECONDS) if self.stamper else None


class Hand(Protocol):
    """Who signs: a key that is held here, or a service that holds it."""

    is_remote: bool

    def sign(self, raw: bytes, field: str, spot: Spot | None, means: Means) -> bytes:
        """Return a PDF with a signature in a field that shows nothing; raises `NotSigned`, or `NotKnown`."""


class HeldKey:
    """A key from a file, or on a PKCS#11 token."""

    is_remote = False

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    @property
    def name(self) -> str:
        """Whose key it is."""
        cert = self._signer.signing_cert
        return signatures.named(cert.subject) if cert is not None else ""

    def sign(self, raw: bytes, field: str, spot: Spot | None, means: Means) -> bytes:
        """Return a PDF with a signature, with validation data, with time stamps where a server is named."""
        spec = SigFieldSpec(field)
        if spot:
            spec = SigFieldSpec(
                field, on_page=spot.page, box=(round(spot.x), round(spot.y), round(spot.x), round(spot.y))
            )
        meta = PdfSignatureMetadata(
            field_name=field,
            md_algorithm=_MD,
            subfilter=SigSeedSubFilter.PADES,
            embed_validation_info=True,
            use_pades_lta=bool(means.stamper),
            validation_context=means.context(),
        )
        with _told():
            writer = IncrementalPdfFileWriter(io.BytesIO(raw))
            signer = PdfSigner(meta, self._signer, timestamper=means.time_stamper(), new_field_spec=spec)
            made: Any = signer.sign_pdf(writer)
            content: bytes = made.getvalue()
            return content
        raise AssertionError

    def apart(self, message: bytes, means: Means) -> bytes:
        """Return the CMS signature of a message, without the message; raises `NotSigned`."""
        now, cert = dt.datetime.now(dt.UTC), self._signer.signing_cert
        if cert is not None and not cert.not_valid_before <= now <= cert.not_valid_after:
            reason = phrase("sertifikat {who} tidak berlaku hari ini", who=self.name)
            raise NotSigned(reason)
        with _told():
            attributes = PdfCMSSignedAttributes(signing_time=now)
            making = self._signer.async_sign_general_data(
                message, _MD, timestamper=means.time_stamper(), signed_attr_settings=attributes
            )
            content: bytes = asyncio.run(making).dump()
            return content
        raise AssertionError


def from_file(content: bytes, secret: str) -> HeldKey:
    """Return the key of a file, PKCS#12, or PEM with its certificate; raises `NotSigned` where it is neither.

    So it does where the pass phrase is another.
    """
    quiet()
    try:
        if not content.startswith(_BINARY):
            content, secret = pem_key.as_pkcs12(content, secret), ""
        return HeldKey(SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=secret.encode()))
    except (ValueError, TypeError, SigningError, UnsupportedAlgorithm):
        why = phrase(
            "kata sandinya salah, atau berkasnya bukan PKCS#12 (.p12, .pfx) dan bukan PEM yang memuat kunci dengan "
            "sertifikatnya (cat sertifikat.pem kunci.pem > keduanya.pem)"
        )
        raise NotSigned(why) from None


@contextlib.contextmanager
def from_token(library: Path, token: str, label: str, secret: str) -> Iterator[HeldKey]:
    """Give the key of a PKCS#11 token, by its label, while the session lasts; raises `NotSigned`."""
    try:
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        reason = phrase("python-pkcs11 tidak terpasang: pip install 'python-pkcs11<0.10'")
        raise NotSigned(reason) from None
    with _told():
        session = open_pkcs11_session(str(library), token_criteria=TokenCriteria(label=token), user_pin=secret)
    try:
        with _told():
            raw = _signs_digests_only(session, PKCS11Signer(session, cert_label=label).signing_cert)
        yield HeldKey(PKCS11Signer(session, cert_label=label, use_raw_mechanism=raw))
    finally:
        with contextlib.suppress(*_token_faults()):  # a token that was pulled out is closed
            session.close()


def _signs_digests_only(session: Any, cert: x509.Certificate | None) -> bool:
    """Return whether a token makes no digest itself for a key of this kind: then we make it."""
    if cert is None:  # whoever signs is told
        return False
    from pkcs11 import Mechanism

    makes = {"ec": Mechanism.ECDSA_SHA256, "rsa": Mechanism.SHA256_RSA_PKCS}
    wanted = makes.get(cert.public_key.algorithm)
    return wanted is not None and wanted not in session.token.slot.get_mechanisms()


def completed(raw: bytes, means: Means) -> bytes:
    """Return a signed PDF with validation data, and a time stamp over them where a server is named."""
    with _told():
        reader = PdfFileReader(io.BytesIO(raw))
        made: Any = add_validation_info(reader.embedded_regular_signatures[-1], means.context())
        if stamper := means.time_stamper():
            writer = IncrementalPdfFileWriter(io.BytesIO(made.getvalue()))
            made = PdfTimeStamper(stamper).timestamp_pdf(writer, _MD, means.context())
        content: bytes = made.getvalue()
        return content
    raise AssertionError


def anchored(raw: bytes, anchors: Sequence[str]) -> Spot | None:
    """Return where the first of some texts stands that a PDF has, in its last place; none where it has none."""
    try:
        pages = pdf_pages.pages(raw)
    except NotPdf:
        return None
    for anchor in anchors:
        bare = "".join(anchor.split())
        for number in range(len(pages) - 1, -1, -1):
            letters = pages[number].letters
            at = "".join(letter.text for letter in letters).rfind(bare) if bare else -1
            if at >= 0:
                box = letters[at].box
                return Spot(number, box[0], box[1])
    return None


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say what services and certificates refuse in our words."""
    quiet()
    try:
        yield
    except NotSigned:
        raise
    except TimestampRequestError as fault:
        raise NotSigned(phrase("penstempel waktu tidak menjawab ({fault})", fault=_short(fault))) from None
    except (CRLFetchError, OCSPFetchError) as fault:
        reason = phrase("penerbit sertifikat tidak menjawab ({fault})", fault=_short(fault))
        raise NotSigned(reason) from None
    except (SigningError, SignatureValidationError, PathError, ValidationError) as fault:
        reason = phrase("sertifikatnya tidak dapat dipakai ({fault})", fault=_short(fault))
        raise NotSigned(reason) from None
    except _token_faults() as fault:
        raise NotSigned(phrase("tokennya menolak ({fault})", fault=_short(fault))) from None
    except _FAULTS as fault:
        raise NotSigned(phrase("tidak berhasil ({fault})", fault=_short(fault))) from None


def _token_faults() -> tuple[type[Exception], ...]:
    """Return what tokens raise; nothing where no library speaks to them."""
    try:
        from pkcs11 import PKCS11Error
    except ImportError:
        return ()
    return (PKCS11Error,)


def _short(fault: BaseException) -> Text:
    deepest = fault
    while deepest.__cause__ is not None:
        deepest = deepest.__cause__
    return (str(deepest).strip().splitlines() or [type(deepest).__name__])[0][:160]


def quiet() -> None:
    """Let the libraries keep what they log to themselves: what is wrong is told in our words."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
