"""Who vouches for a line: a key of `ssh-keygen`, or a certificate; how either signs it, and whose a signature is.

Which of the two a file holds is told by its content: PKCS#12 is binary, PEM names the certificate that it holds, and
keys of `ssh-keygen` are text without one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.files import passphrase, ssh_keys
from pipeline.issuing import trusted
from pipeline.issuing.trusted import Reader
from pipeline.problems.phrase import Text, cause, phrase
from pipeline.sources.number_rule import REGISTER

if TYPE_CHECKING:
    from pipeline.documents.signing import HeldKey

TRUSTED = f"{REGISTER}/penjamin"
FALSE, UNNAMED, UNPROVEN = "A051", "A052", "A077"
"""Codes: not of the line; of a key that nobody names; of a certificate that proves nothing."""
PURPOSE = "skm-riwayat"
_BINARY, _NAMED = b"\x30", b"-----BEGIN CERTIFICATE-----"
"""How a PKCS#12 file begins; what a certificate begins with as PEM."""
_LARGEST = 1_000_000
_CERTIFIED = "-----BEGIN CMS-----"


class NotSigned(Exception):  # noqa: N818
    """Nothing was signed; its argument is why, as a sentence."""


class Told(NamedTuple):
    """Whose a signature is; else the code of what is wrong with it, and why. `has_ended`: only its time is lacking."""

    who: str = ""
    code: str = ""
    reason: Text = ""
    has_ended: bool = False


def signer(root: Path, named: str, instansi: str) -> Callable[[bytes], str]:
    """Return what signs a message with the key that is named, for an institution; both raise `NotSigned`."""
    file = root / Path(named).expanduser()
    try:
        content = file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST else b""
    except OSError as fault:
        raise NotSigned(cause(fault)) from None
    if not content.startswith(_BINARY) and _NAMED not in content:
        return lambda message: _by_ssh(file, message)
    if file.resolve().is_relative_to(root.resolve()):
        raise NotSigned(phrase("ia di dalam ruang kerja, yang ikut git; simpan kunci di luarnya"))
    return lambda message: _by_certificate(content, named, trusted.stamper(root, instansi), message)


def _by_ssh(file: Path, message: bytes) -> str:
    try:
        return ssh_keys.sign(file, PURPOSE, message)
    except ssh_keys.NotSigned as fault:
        raise NotSigned(fault.args[0]) from None


def _by_certificate(content: bytes, named: str, stamper: str, message: bytes) -> str:
    from pipeline.documents import detached, signing

    try:
        return detached.made(message, _opened(content, named), stamper)
    except signing.NotSigned as fault:
        raise NotSigned(fault.args[0]) from None


def _opened(content: bytes, named: str) -> "HeldKey":
    """Return the key of a file; its pass phrase is asked for where it has one."""
    from pipeline.documents import signing

    try:
        return signing.from_file(content, "")
    except signing.NotSigned:
        secret = passphrase.of(named)
        if secret is None:
            raise NotSigned(phrase("kata sandinya tidak dapat ditanyakan di sini")) from None
        return signing.from_file(content, secret)


def is_certified(armour: str) -> bool:
    """Return whether a signature was made by a certificate."""
    return armour.startswith(_CERTIFIED)


def key_of(armour: str) -> bytes:
    """Return the key, or the certificate, that a signature says it was made with; nothing is proven by it."""
    if not is_certified(armour):
        return ssh_keys.key_of(armour)
    from pipeline.documents import detached

    return detached.certificate_of(armour)


def unstamped(armour: str) -> bytes:
    """Return what a signature without a time stamp brings to be trusted by; empty where it has a time stamp, or none.

    Of two that bring the same, neither proves more than the other.
    """
    if not is_certified(armour):
        return b""
    from pipeline.documents import detached

    return detached.unstamped(armour)


def judged(root: Path, instansi: str, message: bytes, armour: str, reader: Reader = trusted.NOBODY) -> Told:
    """Return whose signature of a message this is, as an institution or a reader trusts keys and certificates."""
    if is_certified(armour):
        return _of_certificate(root, instansi, message, armour, reader)
    if not ssh_keys.program():
        return Told(code=UNNAMED, reason=phrase("program ssh-keygen tidak ada di komputer ini"))
    who = ssh_keys.signer(reader.penjamin or root / TRUSTED, PURPOSE, message, armour)
    if who is None:
        return Told(code=FALSE, reason=phrase("tanda tangannya bukan untuk baris itu"))
    return Told(who) if who else Told(code=UNNAMED)


def _of_certificate(root: Path, instansi: str, message: bytes, armour: str, reader: Reader) -> Told:
    from pipeline.documents import detached

    seal = detached.judged(message, armour, trusted.roots(root, instansi, reader.akar), reader.moment)
    if seal.state == detached.GOOD:
        return Told(seal.signer)
    code = FALSE if seal.state == detached.FALSE else UNPROVEN
    return Told("", code, seal.reason, seal.state == detached.ENDED)
