"""A key and its certificate as PEM, text between dashes, made the PKCS#12 that other readers of keys take."""

import re

from cryptography import x509
from cryptography.hazmat.primitives.serialization import NoEncryption, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)


def as_pkcs12(content: bytes, secret: str) -> bytes:
    """Return a key with the certificate that is its own, and those above it; not encrypted, to be held in memory.

    Raises `ValueError` where there is no key, none of the certificates is its own, or the pass phrase is another.
    """
    found = _KEY.search(content)
    if found is None:
        raise ValueError("PRIVATE KEY")
    try:
        key = load_pem_private_key(found[0], secret.encode() or None)
    except TypeError:  # it is encrypted and no pass phrase is given, or is not and one is
        if not secret:
            raise ValueError("ENCRYPTED") from None
        key = load_pem_private_key(found[0], None)
    certificates = x509.load_pem_x509_certificates(content)
    own = [certificate for certificate in certificates if certificate.public_key() == key.public_key()]
    if not own:
        raise ValueError("CERTIFICATE")
    others = [certificate for certificate in certificates if certificate != own[0]]
    return serialize_key_and_certificates(None, key, own[0], others, NoEncryption())  # type: ignore[arg-type]
