"""Who may ask: this computer's browser, with the token of this run, from a page of this run; what a page may load."""

import hmac
from collections.abc import Mapping
from pathlib import Path

from pipeline.files import inside
from pipeline.page.asked import Home, Missing
from pipeline.problems.phrase import Sentence, phrase

COOKIE = "skm_kunci"
KEY = "kunci"
LARGEST = 64_000_000
"""Bytes of what is sent: an export of a form with a hundred thousand answers has a third of it."""
LARGEST_TEXT = 8_000_000
"""Bytes of the fields of a form: the text of a file."""
MOST_FIELDS = 5_000

_SELF = "'self'"
_STRICT = {
    "default-src": "'none'",
    "script-src": _SELF,
    "style-src": _SELF,
    "img-src": f"{_SELF} data:",
    "font-src": _SELF,
    "connect-src": _SELF,
    "frame-src": _SELF,
    "form-action": _SELF,
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
_FRAMED = {
    **_STRICT,
    "style-src": f"{_SELF} 'unsafe-inline'",  # the styles of a letter are drawn from its own
    "img-src": f"{_SELF} data: blob:",
    "font-src": f"{_SELF} data: blob:",
    "form-action": "'none'",
    "frame-src": "'none'",
    "frame-ancestors": _SELF,
}
_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def headers(*, framed: bool) -> dict[str, str]:
    """Return what every answer says to the browser: what it may load, who may frame it, that it is kept nowhere."""
    policy = "; ".join(f"{name} {value}" for name, value in (_FRAMED if framed else _STRICT).items())
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN" if framed else "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cache-Control": "no-store",
    }


def cookie(port: int) -> str:
    """Return the name of the cookie: browsers do not tell the ports of a computer apart."""
    return f"{COOKIE}_{port}"


def is_ours(host: str, port: int) -> bool:
    """Return whether a request names this computer: a name that was made to lead here is not ours."""
    return host in {f"{name}:{port}" for name in _HOSTS}


def refusal(
    home: Home,
    port: int,
    said: Mapping[str, str],
    key: str,
    form_token: str | None,
    *,
    writes: bool,
    keeps: bool = False,
) -> Sentence:
    """Return why a request is refused, empty when it is not, by its headers and the token that its form carries."""
    host = said.get("Host", "")
    if not is_ours(host, port):
        return "alamatnya bukan alamat halaman ini"
    if not is_same(key, home.token):
        return "kuncinya tidak ada atau sudah usang: buka alamat yang disebut perintahnya"
    if not writes:
        return ""
    if said.get("Origin") != f"http://{host}":
        return "datangnya dari halaman lain"
    if not is_same(form_token or "", home.form_token):
        return "borangnya usang: muat ulang halamannya, lalu kirim lagi"
    if home.read_only and not keeps:
        return "halaman ini hanya untuk dibaca"
    return ""


def is_same(said: str, expected: str) -> bool:
    """Return whether a secret is said, in a time that tells nothing of it."""
    return hmac.compare_digest(said.encode(errors="replace"), expected.encode())


def file_inside(root: Path, file: str, folders: tuple[str, ...]) -> Path:
    """Return a file of one of these folders of the workspace; `Missing` for any other, and where a link leads out."""
    top = file.partition("/")[0]
    if top in folders and inside.is_plain(file) and inside.leads_inside(root, file, top):
        path = root / file
        if path.is_file():
            return path
    raise Missing(phrase("tidak ada berkas {file}", file=file))
