"""A service that holds the key and signs what it is sent: "Esign Client" of BSrE, one file a request, never twice.

Written from its public description, and never tried on the real one. What is not known is said to be so: once a file
is sent and no answer comes, it may have been signed, and nobody may send it again by himself.
"""

import base64
import binascii
import html
import http.client
import json
import re
import secrets
import urllib.error
import urllib.request
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus, urlsplit

from pipeline.problems.phrase import phrase

_SECONDS = 120
_LARGEST = 100_000_000
_GATEWAYS = (502, 504)
"""Answers of what stands before the service: it may have got the file."""
_PATHS = {"1": "/api/sign/pdf", "2": "/api/v2/sign/pdf"}
_SHOWN = 200


class Refused(Exception):  # noqa: N818
    """The service signed nothing; its argument is why, as a sentence."""


class Unknown(Exception):  # noqa: N818
    """The file was sent, and whether it was signed is not known; its argument is why, as a sentence."""


class Service(NamedTuple):
    """Where the service is, which of its versions, who calls it, whose key signs, by a pass phrase or a TOTP.

    `plain_host` is the one host to which files may go without TLS.
    """

    address: str
    version: str
    user: str
    password: str
    identity: tuple[str, str]
    secret: str
    is_totp: bool = False
    plain_host: str = ""

    def sign(self, raw: bytes) -> bytes:
        """Return a PDF that the service signed, without showing it; raises `Refused`, or `Unknown`."""
        try:
            where = urlsplit(self.address)
            _ = where.port, (where.hostname or "").encode("idna")
        except ValueError:
            raise Refused(phrase("alamatnya tidak dapat dipakai: {address}", address=self.address)) from None
        if self.is_totp and self.version == "1":
            raise Refused(phrase("layanan versi 1 tidak mengenal TOTP; pakai kata sandi, atau tte.layanan.versi: 2"))
        if where.scheme != "https" and (not self.plain_host or where.hostname != self.plain_host):
            reason = phrase(
                "alamatnya http, sedangkan tte.layanan.tanpa_tls tidak menyebut {host}", host=where.hostname
            )
            raise Refused(reason)
        try:
            self.secret.encode()
            kind, body = self._multipart(raw) if self.version == "1" else self._json(raw)
            login = self._login
        except UnicodeError:
            raise Refused(phrase("kata sandinya memuat yang bukan teks")) from None
        answer = self._answered(self.address.rstrip("/") + _PATHS[self.version], kind, login, body)
        made = answer if self.version == "1" else self._file_in(answer)
        if not made.startswith(b"%PDF"):
            raise Unknown(phrase("jawabannya bukan PDF: {what}", what=self._shown(made)))
        return made

    def _json(self, raw: bytes) -> tuple[str, bytes]:
        how = "totp" if self.is_totp else "passphrase"
        said = {
            self.identity[0]: self.identity[1],
            how: self.secret,
            "signatureProperties": [{"tampilan": "INVISIBLE"}],
            "file": [base64.b64encode(raw).decode("ascii")],
        }
        return "application/json", json.dumps(said).encode()

    def _multipart(self, raw: bytes) -> tuple[str, bytes]:
        edge = secrets.token_hex(16)
        fields = {self.identity[0]: self.identity[1], "passphrase": self.secret, "tampilan": "invisible"}
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="surat.pdf"\r\n'
        parts += [f"{head}Content-Type: application/pdf\r\n\r\n".encode(), raw, f"\r\n--{edge}--\r\n".encode()]
        return f"multipart/form-data; boundary={edge}", b"".join(parts)

    @property
    def _login(self) -> str:
        return base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")

    def _answered(self, address: str, kind: str, login: str, body: bytes) -> bytes:
        """Send a request, once; return what came back. What goes without TLS goes to its host itself, by no proxy."""
        headers = {
            "Content-Type": kind,
            "Authorization": f"Basic {login}",
            "Accept": "application/json, application/pdf",
        }
        request = urllib.request.Request(address, body, headers, method="POST")  # noqa: S310 - `sign` looked at it
        ways = [] if address.startswith("https:") else [urllib.request.ProxyHandler({})]
        try:
            with urllib.request.build_opener(_Straight, *ways).open(request, timeout=_SECONDS) as response:
                content: bytes = response.read(_LARGEST)
                return content
        except urllib.error.HTTPError as fault:
            values = {"status": fault.code, "what": self._said_in(fault)}
            if fault.code in _GATEWAYS:
                raise Unknown(phrase("perantaranya menjawab {status}: {what}", **values)) from None
            raise Refused(phrase("layanan menjawab {status}: {what}", **values)) from None
        except urllib.error.URLError as fault:
            raise Refused(phrase("layanan tidak dapat dihubungi: {what}", what=self._shown(fault.reason))) from None
        except http.client.InvalidURL as fault:  # before anything is sent
            raise Refused(phrase("layanan tidak dapat dihubungi: {what}", what=self._shown(fault))) from None
        except (OSError, http.client.HTTPException) as fault:
            what = self._shown(str(fault) or type(fault).__name__)
            raise Unknown(phrase("layanan tidak menjawab sesudah berkasnya dikirim ({what})", what=what)) from None

    def _said_in(self, fault: urllib.error.HTTPError) -> str:
        try:
            content = fault.read(_LARGEST)
        except (OSError, http.client.HTTPException):
            return "-"
        try:
            said = json.loads(content)
            return self._shown(said.get("error") or said.get("message") or content)
        except (ValueError, AttributeError, RecursionError):
            return self._shown(content)

    def _file_in(self, answer: bytes) -> bytes:
        try:
            said = json.loads(answer)
            (only,) = said["file"]
            return base64.b64decode(only, validate=True)
        except (ValueError, TypeError, LookupError, binascii.Error, RecursionError):
            raise Unknown(phrase("jawabannya tidak terbaca: {what}", what=self._shown(answer))) from None

    def _shown(self, what: object) -> str:
        """Return what a service said, short, without what is secret."""
        text = what.decode("utf-8", "replace") if isinstance(what, bytes) else str(what)
        for hidden in (self.secret, self.password, self._login):
            for spelt in sorted(_spellings(hidden), key=len, reverse=True):
                text = re.sub(re.escape(spelt), "***", text, flags=re.IGNORECASE)
        return "".join(sign if sign.isprintable() else " " for sign in text)[:_SHOWN].strip() or "-"


def _spellings(secret: str) -> set[str]:
    """Return how a service may write a secret again: as it is, in JSON, in JSON within JSON, in HTML, in a URL."""
    found = {secret}
    for _ in range(2):
        escaped = {json.dumps(each, ensure_ascii=ascii_only)[1:-1] for each in found for ascii_only in (True, False)}
        found |= escaped | {each.replace("/", "\\/") for each in escaped}
    found |= {html.escape(secret), quote(secret, safe=""), quote(secret), quote_plus(secret)}
    return found - {""}


class _Straight(urllib.request.HTTPRedirectHandler):
    """Goes where it was told, and nowhere else: a file with its pass phrase is not sent on."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""
