"""A certificate authority of our own: certificates, a responder, a time stamp server on this computer; no network."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from asn1crypto import ocsp, pem, tsp, x509
from certomancer.registry import CertLabel, CertomancerConfig, ServiceLabel
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request

SECRET = "kata sandi uji"
HEAD = "KEPALA LOKET UJI"
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
LATER = NOW + dt.timedelta(days=400)
"""A day on which the signers' certificates have ended, and the time stamp server's have not."""
_USAGE = {"schema": "key-usage"}
_OCSP = {"schema": "aia-urls", "params": {"ocsp-responder-names": ["ocsp"]}}


def _usage(*kinds: str) -> dict[str, Any]:
    return {"id": "key_usage", "critical": True, "smart-value": {**_USAGE, "params": [*kinds]}}


def _extended(kind: str) -> dict[str, Any]:
    return {"id": "extended_key_usage", "critical": True, "value": [kind]}


def _cert(name: str, days: int, *extensions: dict[str, Any], issuer: str = "akar") -> dict[str, Any]:
    span = {"valid-from": NOW - dt.timedelta(days=30), "valid-to": NOW + dt.timedelta(days=days)}
    validity = {key: when.strftime("%Y-%m-%dT%H:%M:%S+0000") for key, when in span.items()}
    said = {"subject": name, "subject-key": name, "issuer": issuer, "authority-key": issuer, "validity": validity}
    return {**said, "extensions": [*extensions]}


_CA = ({"id": "basic_constraints", "critical": True, "value": {"ca": True}}, _usage("key_cert_sign", "crl_sign"))
_ANSWERS = ({"id": "authority_information_access", "smart-value": _OCSP},)
_DIGITAL = _usage("digital_signature")
_SIGNS = (_usage("digital_signature", "non_repudiation"), *_ANSWERS)


def _revoked(days: int) -> dict[str, Any]:
    since = NOW + dt.timedelta(days=days)
    return {"revocation": {"revoked-since": since.strftime("%Y-%m-%dT%H:%M:%S+0000")}}


NAMES = {
    "akar": "Otoritas Uji",
    "ocsp": "Penjawab Uji",
    "tsa": "Penstempel Waktu Uji",
    "kepala": HEAD,
    "dicabut": "PEJABAT YANG DICABUT",
    "kelak": "PEJABAT YANG KELAK DICABUT",
    "habis": "PEJABAT LAMA",
    "palsu": HEAD,
}


class Authority:
    """Keys, certificates and services; `requests` are the paths that were asked for."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self.folder, self.requests = folder, list[str]()
        for name in NAMES:
            key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            (folder / f"{name}.pem").write_bytes(key)
        certs = {
            "akar": _cert("akar", 7300, *_CA),
            "ocsp": _cert("ocsp", 3650, _DIGITAL, _extended("ocsp_signing"), {"id": "ocsp_no_check"}),
            "tsa": _cert("tsa", 3650, _DIGITAL, _extended("time_stamping"), *_ANSWERS),
            "kepala": _cert("kepala", 365, *_SIGNS),
            "dicabut": {**_cert("dicabut", 365, *_SIGNS), **_revoked(-9)},
            "kelak": {**_cert("kelak", 365, *_SIGNS), **_revoked(1)},
            "habis": _cert("habis", -1, *_SIGNS),
            "palsu": _cert("palsu", 365, _usage("digital_signature", "non_repudiation"), issuer="palsu"),
        }
        responder = {"for-issuer": "akar", "responder-cert": "ocsp", "signing-key": "ocsp"}
        architecture = {
            "keyset": "kunci",
            "entities": {name: {"country-name": "ID", "common-name": said} for name, said in NAMES.items()},
            "certs": certs,
            "services": {
                "ocsp": {"ocsp": responder},
                "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
            },
        }
        config = {
            "external-url-prefix": prefix,
            "keysets": {"kunci": {"keys": {name: {"path": f"{name}.pem"} for name in NAMES}}},
            "pki-architectures": {"uji": architecture},
        }
        said = yaml.safe_dump(config)
        self._made = CertomancerConfig.from_yaml(said, key_search_dir=str(folder)).get_pki_arch("uji")
        self.tsa = f"{prefix}/uji/tsa/tsa"

    def certificate(self, name: str) -> bytes:
        """Return a certificate as PEM."""
        return pem.armor("CERTIFICATE", self._made.get_cert(CertLabel(name)).dump())

    def pkcs12(self, name: str, secret: str = SECRET) -> Path:
        """Return the file of a signer's key with its certificates."""
        file = self.folder / (f"{name}.p12" if secret == SECRET else f"{name}-tanpa-sandi.p12")
        assert secret in (SECRET, "")
        if not file.exists():
            file.write_bytes(self._made.package_pkcs12(CertLabel(name), password=secret.encode()))
        return file

    def as_pem(self, name: str, secret: str = "") -> bytes:
        """Return a signer's key and certificate as text, the key first, another's certificate before its own."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.serialization import pkcs12

        key, own, _ = pkcs12.load_key_and_certificates(self.pkcs12(name).read_bytes(), SECRET.encode())
        assert key is not None
        assert own is not None
        lock = serialization.BestAvailableEncryption(secret.encode()) if secret else serialization.NoEncryption()
        form = serialization.Encoding.PEM
        text = key.private_bytes(form, serialization.PrivateFormat.PKCS8, lock)
        return b"kunci saya\n" + text + self.certificate("akar") + own.public_bytes(form)

    @cached_property
    def root(self) -> Path:
        """The file of the root."""
        file = self.folder / "akar-uji.pem"
        file.write_bytes(self.certificate("akar"))
        return file

    @property
    def roots(self) -> list[x509.Certificate]:
        """The root, as programs that sign take it."""
        return [self._made.get_cert(CertLabel("akar"))]

    def said_of(self, name: str, when: dt.datetime) -> tuple[ocsp.OCSPResponse, x509.Certificate]:
        """Return what the responder says of a certificate at a time, and its own certificate."""
        cert = self._made.get_cert(CertLabel(name))
        issuer = AuthorityWithCert(self.roots[0])
        asked = format_ocsp_request(cert, issuer, certid_hash_algo="sha1", request_nonces=False)
        responder = self._made.service_registry.summon_responder(ServiceLabel("ocsp"), when)
        return responder.build_ocsp_response(asked), self._made.get_cert(CertLabel("ocsp"))

    def answer(self, path: str, body: bytes) -> tuple[str, bytes]:
        """Return what a service says to a request."""
        self.requests.append(path)
        services, now = self._made.service_registry, dt.datetime.now(dt.UTC)
        if "/ocsp/" in path:
            responder = services.summon_responder(ServiceLabel("ocsp"), now)
            return "application/ocsp-response", responder.build_ocsp_response(ocsp.OCSPRequest.load(body)).dump()
        stamper = services.summon_timestamper(ServiceLabel("tsa"), now)
        return "application/timestamp-reply", stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()


@contextmanager
def running(folder: Path) -> Iterator[Authority]:
    """Give an authority whose services answer on this computer until the block ends."""
    held: list[Authority] = []

    class Services(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kind, said = held[0].answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Services)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        held.append(Authority(folder, f"http://127.0.0.1:{server.server_port}"))
        yield held[0]
    finally:
        server.shutdown()
        server.server_close()
