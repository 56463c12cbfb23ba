"""Letters signed by the key on a PKCS#11 token: a real library with a token of its own (SoftHSM), by the command."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from asn1crypto import pem

from pipeline.issuing import intact
from support import git_office, needs
from support.authority import HEAD, Authority
from support.descriptor import given
from support.issued_pdf import ARCHIVED, issued
from support.pdf_maker import text_pdf

TOKEN, LABEL, PIN = "KANTOR", "kepala", "246813"
SIGNED = ARCHIVED.replace(".pdf", ".tte.pdf")
pytestmark = needs.token


def softhsm(config: Path, *args: str) -> None:
    subprocess.run(
        ["softhsm2-util", *args, "--pin", PIN],
        env={**os.environ, "SOFTHSM2_CONF": str(config)},
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def token(tmp_path_factory, authority: Authority) -> Path:
    """The configuration of a token that holds the head's key and certificate."""
    home = tmp_path_factory.mktemp("token")
    config = home / "softhsm2.conf"
    (home / "isi").mkdir()
    config.write_text(f"directories.tokendir = {home / 'isi'}\nobjectstore.backend = file\n")
    softhsm(config, "--init-token", "--free", "--label", TOKEN, "--so-pin", "135792")
    key = authority.folder / "kepala.pem"
    softhsm(config, "--import", str(key), "--token", TOKEN, "--label", LABEL, "--id", "01")
    from pkcs11 import Attribute, lib
    from pkcs11.util.x509 import decode_x509_certificate

    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(config)
    try:
        with lib(str(needs.softhsm())).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
            _, _, der = pem.unarmor(authority.certificate("kepala"))
            said = decode_x509_certificate(der)
            session.create_object({**said, Attribute.LABEL: LABEL, Attribute.ID: b"\x01", Attribute.TOKEN: True})
    finally:
        os.environ.pop("SOFTHSM2_CONF")
        os.environ.update({"SOFTHSM2_CONF": before} if before else {})
    return config


@pytest.fixture(scope="module")
def office(tmp_path_factory, authority: Authority) -> Path:
    root = tmp_path_factory.mktemp("kantor") / "kerja"
    git_office.write(root, "units/uji/akar.pem", authority.certificate("akar").decode())
    stamped = f"tte: {{akar: [akar.pem], stempel_waktu: {authority.tsa}}}\n"
    issued(root, text_pdf("IKM 87,50 dan 75,00, Ditandatangani secara elektronik oleh"), git_office.INSTANSI + stamped)
    git_office.commit(root, "terbit")
    return root


def sign(run, office: Path, pin: str = PIN, label: str = LABEL, name: str = TOKEN):
    """Sign by the token; the library is open in this process, with the token of the fixture."""
    command = ("sign", "surat-hasil", "2025S1", "--yes", "--pkcs11", str(needs.softhsm()), "--token", name)
    return run(*command, "--label", label, "--sandi-fd", str(given(f"{pin}\n")), cwd=office)


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("wrong", [{"pin": "000000"}, {"label": "wakil"}, {"name": "LAIN"}])
def test_a_token_that_refuses_signs_nothing_and_says_so_in_a_sentence(run, office, wrong):
    told = sign(run, office, **wrong)
    assert told.returncode in (1, 2)
    assert "Traceback" not in told.stderr
    assert told.stderr.strip()
    assert not (office / SIGNED).exists()
    assert (office / ARCHIVED).is_file()


@pytest.mark.usefixtures("token")
def test_the_key_on_a_token_signs_and_its_pin_is_told_nowhere(run, office, tmp_path):
    root = shutil.copytree(office, tmp_path / "kerja")
    done = sign(run, root)
    assert done.returncode == 0, done.stderr
    assert f"loket-a: ditandatangani {HEAD}, PAdES B-LTA" in done.stdout
    assert list(intact.whole_archive(root)) == []
    kept = [path for path in root.rglob("*") if path.is_file() and PIN.encode() in path.read_bytes()]
    assert (kept, PIN in done.stdout) == ([], False)
