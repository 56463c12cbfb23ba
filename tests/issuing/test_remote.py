"""Letters signed by a service that holds the key: one file a request, never sent twice, nothing secret told."""

import html
import http.client
import json
import os
import shutil
import urllib.parse
from pathlib import Path

import pytest

from pipeline.documents import signatures
from pipeline.documents.sign_service import Refused, Service, Unknown
from pipeline.issuing import intact, sign, trusted
from pipeline.issuing.remote import Remote
from pipeline.problems.problem import Refusal
from pipeline.sources.period import Period
from pipeline.sources.signature_model import LayananTte
from support import esign_stub, git_office
from support.authority import HEAD, Authority
from support.esign_stub import EMAIL, PASSWORD, PHRASE, USER, Stub
from support.issued_pdf import ARCHIVED, issued
from support.pdf_maker import text_pdf

SIGNED = ARCHIVED.replace(".pdf", ".tte.pdf")
ASKED = sign.Asked(Period(2025, "S", 1), "surat-hasil")


@pytest.fixture(scope="module")
def module_stub(authority: Authority):
    with esign_stub.running(authority) as running:
        yield running


@pytest.fixture
def stub(module_stub: Stub) -> Stub:
    module_stub.asked.clear()
    module_stub.answer = module_stub.signed
    return module_stub


@pytest.fixture(scope="module")
def issued_office(tmp_path_factory, authority, module_stub) -> Path:
    root = tmp_path_factory.mktemp("kantor") / "kerja"
    git_office.write(root, "units/uji/akar.pem", authority.certificate("akar").decode())
    service = f"{{alamat: {module_stub.address}, pengguna: {USER}, email: {EMAIL}, tanpa_tls: 127.0.0.1}}"
    said = f"tte: {{akar: [akar.pem], stempel_waktu: {authority.tsa}, layanan: {service}}}\n"
    return issued(root, text_pdf("065.1/2/UJI/2025 IKM 87,50"), git_office.INSTANSI + said)


@pytest.fixture
def office(issued_office, tmp_path) -> Path:
    return shutil.copytree(issued_office, tmp_path / "kerja")


def service(stub: Stub, **other) -> Service:
    said = Service(stub.address, "2", USER, PASSWORD, ("email", EMAIL), PHRASE, plain_host="127.0.0.1")
    return said._replace(**other)


def test_a_letter_is_signed_by_the_service_completed_and_archived(office, stub):
    (done,) = sign.signed(office, ASKED, Remote(service(stub)))
    assert (done.signer, done.level) == (HEAD, "PAdES B-LTA")
    assert list(intact.whole_archive(office)) == []
    (asked,) = stub.asked
    assert (asked["path"], asked["login"]) == ("/api/v2/sign/pdf", f"{USER}:{PASSWORD}")
    assert (asked["email"], asked["passphrase"]) == (EMAIL, PHRASE)
    assert asked["signatureProperties"] == [{"tampilan": "INVISIBLE"}]
    assert len(asked["file"]) == 1
    assert not any((office / sign.SENT).iterdir())


def test_what_the_service_answers_is_not_proven_before_it_is_completed(office, stub):
    raw = service(stub).sign((office / ARCHIVED).read_bytes())
    (judged,) = trusted.judged(office, raw, "uji")
    assert (judged.state, judged.level) == (signatures.UNPROVEN, "PAdES B-T")


def test_the_first_version_is_asked_in_its_own_way(stub):
    stub.answer = stub.bare
    made = service(stub, version="1").sign(text_pdf("halo"))
    (asked,) = stub.asked
    assert (asked["path"], made.startswith(text_pdf("halo"))) == ("/api/sign/pdf", True)
    assert b'name="passphrase"' in asked["body"]


def test_the_one_whose_key_signs_may_be_named_by_his_nik(stub):
    said = LayananTte(alamat=stub.address, versi="2", pengguna=USER, nik="0" * 16)
    service(stub, identity=said.identity).sign(text_pdf("halo"))
    assert (stub.asked[0]["nik"], "email" in stub.asked[0]) == ("0" * 16, False)


def test_a_totp_goes_in_the_place_of_a_pass_phrase(stub):
    service(stub, is_totp=True, secret="123456").sign(text_pdf("halo"))
    assert (stub.asked[0]["totp"], "passphrase" in stub.asked[0]) == ("123456", False)


ANSWERS = {
    "400": (400, "application/json", b'{"error": "Passphrase anda salah, kata sandi pejabat"}'),
    "500": (500, "text/html", b"<h1>Internal Server Error</h1>"),
    "401": (401, "application/json", b'{"message": "Unauthorized"}'),
    "302": (302, "text/plain", b""),
}


@pytest.mark.parametrize("status", ANSWERS)
def test_what_the_service_refuses_is_told_and_may_be_tried_again(office, stub, status):
    stub.answer = lambda raw: ANSWERS[status]
    before = git_office.tree(office)
    with pytest.raises(Refusal) as refused:
        list(sign.signed(office, ASKED, Remote(service(stub))))
    (fault,) = refused.value.problems
    assert (fault.code, status in str(fault.values)) == (sign.FAILED, True)
    assert PHRASE not in str(fault.values)
    assert git_office.tree(office) == before
    assert (len(stub.asked), len(sign.chosen(office, ASKED).letters)) == (1, 1)


UNKNOWN = {
    "no answer": None,
    "no JSON": (200, "application/json", b"<html>"),
    "another shape": (200, "application/json", b'{"file": "x"}'),
    "two files": (200, "application/json", b'{"file": ["JVBERg==", "JVBERg=="]}'),
    "no PDF": (200, "application/json", b'{"file": ["eA=="]}'),
    "a gateway": (504, "text/html", b"Gateway Timeout"),
}


@pytest.mark.parametrize("how", UNKNOWN)
def test_what_is_not_known_is_told_so_and_never_sent_again(office, stub, how):
    stub.answer = lambda raw: UNKNOWN[how]
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            list(sign.signed(office, ASKED, Remote(service(stub))))
        assert [fault.code for fault in refused.value.problems] == [sign.UNKNOWN]
        shutil.rmtree(office / "build", ignore_errors=True)  # as `make clean` does
    assert len(stub.asked) == 1


def test_what_says_that_a_letter_was_sent_is_no_stranger_in_the_register_and_git_keeps_it_not(office, stub):
    stub.answer = lambda raw: None
    with pytest.raises(Refusal):
        list(sign.signed(office, ASKED, Remote(service(stub))))
    (marker,) = (office / sign.SENT).iterdir()
    assert list(intact.whole_archive(office)) == []
    git_office.commit(office, "terbit")
    assert marker.relative_to(office).as_posix() not in git_office.git(office, "ls-files", "register").stdout
    assert marker.exists()


def test_a_time_out_after_sending_is_not_known(stub, monkeypatch):
    def late(_: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(http.client.HTTPConnection, "getresponse", late)
    with pytest.raises(Unknown):
        service(stub).sign(text_pdf("halo"))


def test_a_run_that_is_cut_off_while_it_waits_does_not_send_again(office, stub, monkeypatch):
    hand = Remote(service(stub))
    monkeypatch.setattr(hand, "sign", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        list(sign.signed(office, ASKED, hand))
    assert [fault.code for fault in sign.chosen(office, ASKED).problems] == [sign.UNKNOWN]


def test_a_service_that_is_not_there_got_nothing(stub):
    with pytest.raises(Refused):
        service(stub, address="http://127.0.0.1:9").sign(text_pdf("halo"))


@pytest.mark.parametrize("host", ["", "127.0.0.2"])
def test_without_tls_nothing_is_sent_but_to_the_host_that_is_named(stub, host):
    with pytest.raises(Refused):
        service(stub, plain_host=host).sign(text_pdf("halo"))
    assert stub.asked == []


def test_without_tls_no_proxy_gets_what_is_secret(stub, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert service(stub).sign(text_pdf("halo")).startswith(b"%PDF")


SPELT = {
    "as it is": lambda said: said,
    "in JSON": json.dumps,
    "in JSON within JSON": lambda said: json.dumps(json.dumps(said)),
    "in JSON of other programs": lambda said: json.dumps(said).replace("/", r"\/").replace(r"\u00e9", r"\u00E9"),
    "in HTML": html.escape,
    "in a URL": urllib.parse.quote_plus,
}


@pytest.mark.parametrize("how", SPELT)
@pytest.mark.parametrize("is_error", [True, False])
def test_a_secret_that_the_service_says_again_is_told_in_no_spelling(stub, how, is_error):
    secret = "awal \"kata/sandi\\é' <akhir&"
    said = f"keliru: {SPELT[how](secret)}"
    stub.answer = lambda raw: (400, "text/plain", (json.dumps({"error": said}) if is_error else said).encode())
    with pytest.raises(Refused) as refused:
        service(stub, secret=secret, password="lain").sign(text_pdf("halo"))
    told = str(refused.value.args[0].values)
    assert "***" in told
    assert not any(part in told for part in ("awal", "sandi", "akhir"))


def test_the_first_version_knows_no_totp_and_is_sent_none(stub):
    with pytest.raises(Refused):
        service(stub, version="1", is_totp=True).sign(text_pdf("halo"))
    assert stub.asked == []


@pytest.mark.parametrize(
    "address", ["https://ho st", "https://host:port", "https://host:99999999", "https://[x", "https://", "https://a..b"]
)
def test_to_an_address_that_is_none_nothing_was_sent(address):
    with pytest.raises(Refused):
        Service(address, "2", USER, PASSWORD, ("email", EMAIL), PHRASE).sign(text_pdf("halo"))


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("which", ["password", "secret"])
def test_a_secret_that_is_no_text_is_not_sent(stub, version, which):
    with pytest.raises(Refused):
        service(stub, version=version, **{which: "\udcff"}).sign(text_pdf("halo"))
    assert stub.asked == []


def test_the_command_asks_for_both_secrets(run, office, stub):
    read, write = os.pipe()
    os.write(write, f"{PHRASE}\n{PASSWORD}\n".encode())
    os.close(write)
    done = run("sign", "surat-hasil", "2025S1", "--service", "--yes", "--sandi-fd", str(read), cwd=office)
    assert (done.returncode, done.stderr) == (0, "")
    assert (office / SIGNED).exists()
