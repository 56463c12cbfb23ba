"""Who vouches for the register by a certificate: proven by roots that somebody trusts, and by nothing that he says."""

import asyncio
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import cms, pem, x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from pipeline.documents import detached, signing
from pipeline.issuing import apply, chain, entries, intact, vouched
from pipeline.issuing.order import Order
from pipeline.issuing.trusted import NOBODY, Reader
from pipeline.problems.problem import Refusal
from pipeline.sources.period import Period
from support import git_office
from support.authority import HEAD, LATER, NAMES, SECRET, Authority
from support.git_office import commit, git
from support.paths import ROOT

CHAIN = "register/uji/2025/riwayat.jsonl"
SIGNATURES = "register/uji/2025/tanda.jsonl"
ALL = Order(Period(2025, "S", 1), "surat-hasil")
WHO = f"{HEAD} ({NAMES['akar']})"
ENDED = Reader(moment=LATER)


@pytest.fixture(scope="module")
def issued(tmp_path_factory, authority: Authority) -> Path:
    root = tmp_path_factory.mktemp("kantor") / "kerja"
    git_office.write(root, "units/uji/akar.pem", authority.certificate("akar").decode())
    git_office.bangun(root, git_office.INSTANSI + "tte: {akar: [akar.pem]}\n")
    use(root, authority, "kepala")
    apply.issue(root, ALL, lambda made, recovered: True)
    commit(root, "terbit")
    return root


@pytest.fixture
def root(issued, tmp_path) -> Path:
    return shutil.copytree(issued, tmp_path / "kerja")


def use(root: Path, authority: Authority, who: str, secret: str = "") -> None:
    """Let the register be vouched for by a certificate of the authority."""
    git(root, "config", vouched.SETTING, str(authority.pkcs12(who, secret)))


def take(root: Path, number: int) -> None:
    fields = {"nomor": f"065.1/{number}/UJI/2025", "urut": str(number), "tanggal": "2025-07-09"}
    entries.enter_by_hand(root, "uji", fields)


def told(root: Path, reader: Reader = NOBODY) -> list[str]:
    return sorted(
        {f"{fault.code} {dict(fault.values).get('reason', '')}" for fault in intact.whole_archive(root, reader)}
    )


def codes(root: Path, reader: Reader = NOBODY) -> list[str]:
    return sorted({one.split()[0] for one in told(root, reader)})


def by_signer(root: Path, reader: Reader = NOBODY) -> dict[str, list[str]]:
    return {
        who: [nomor.split("/")[1] for nomor in numbers]
        for found in vouched.vouched(root, "uji", reader)
        for who, numbers in found.by_signer()
    }


def lines(root: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (root / SIGNATURES).read_text(encoding="utf-8").splitlines()]


def put(root: Path, signed: list[dict[str, str]]) -> None:
    text = "".join(json.dumps(line, sort_keys=True) + "\n" for line in signed)
    (root / SIGNATURES).write_text(text, encoding="utf-8")


def signature(authority: Authority, who: str, message: bytes, ago: int = 0) -> str:
    """A signature as any program may make it: by a certificate that has ended, of some days ago."""
    signer = SimpleSigner.load_pkcs12(str(authority.pkcs12(who)), passphrase=SECRET.encode())
    when = PdfCMSSignedAttributes(signing_time=dt.datetime.now(dt.UTC) - dt.timedelta(days=ago))
    info = asyncio.run(signer.async_sign_general_data(message, "sha256", signed_attr_settings=when))
    return pem.armor("CMS", info.dump()).decode()


def message(root: Path) -> bytes:
    return f"{CHAIN} {chain.head(chain.text_of(root, CHAIN))}\n".encode()


def test_one_line_switches_it_on_and_verify_names_the_certificate_and_its_numbers(root, run):
    assert codes(root) == []
    git(root, "config", "--unset", vouched.SETTING)
    take(root, 10)
    commit(root)
    said = run("verify", cwd=root)
    assert (said.returncode, said.stdout.splitlines()) == (
        0,
        [
            "buku agenda dan arsipnya utuh",
            f"{WHO} menjamin 065.1/2/UJI/2025, 065.1/3/UJI/2025, 065.1/4/UJI/2025",
            f"{CHAIN}: 1 nomor tanpa penjamin",
        ],
    )
    said = run("verify", "2", cwd=root)
    assert said.stdout == f"065.1/2/UJI/2025: asli, arsipnya utuh, dijamin {WHO}\n"


def test_who_vouches_by_a_certificate_is_proven_by_a_root_that_somebody_trusts(root, run, authority, tmp_path):
    office = root / "units/uji/instansi.yaml"
    office.write_text(git_office.INSTANSI, encoding="utf-8")
    assert (codes(root), by_signer(root)) == (["A077"], {})
    brought = Reader(akar=authority.root)
    assert (codes(root, brought), by_signer(root, brought)) == ([], {WHO: ["2", "3", "4"]})
    other = tmp_path / "lain.pem"
    other.write_bytes(authority.certificate("palsu"))
    assert (codes(root, Reader(akar=other)), by_signer(root, Reader(akar=other))) == (["A077"], {})
    said = run("verify", "--akar", str(authority.root), cwd=root)
    assert f"{WHO} menjamin 065.1/2/UJI/2025" in said.stdout


def test_a_certificate_may_be_trusted_alone_and_no_other_of_its_issuer(root, authority, tmp_path):
    for who, expected in (("kepala", {WHO: ["2", "3", "4"]}), ("kelak", {})):
        alone = tmp_path / f"{who}.pem"
        alone.write_bytes(authority.certificate(who))
        assert by_signer(root, Reader(akar=alone)) == expected


def test_a_pass_phrase_comes_from_a_descriptor_and_without_one_nothing_is_taken(root, run, authority):
    use(root, authority, "kepala", SECRET)
    before = git_office.tree(root)
    fields = ("register", "enter", "uji", "9", "065.1/9/UJI/2025", "--date", "2025-07-09", "--hal", "x")
    said = run(*fields, cwd=root)
    assert (said.returncode, "A053" in said.stderr, "tidak dapat ditanyakan di sini" in said.stderr) == (1, True, True)
    said = run("--voucher-passphrase-fd", given("salah"), *fields, cwd=root)
    assert (said.returncode, "kata sandinya salah" in said.stderr) == (1, True)
    assert git_office.tree(root) == before
    said = run("--sandi-penjamin-fd", given(SECRET), *fields, cwd=root)
    assert (said.returncode, by_signer(root)) == (0, {WHO: ["2", "3", "4", "9"]}), said.stderr
    assert SECRET not in "".join(path.read_text(encoding="utf-8", errors="replace") for path in root.rglob("*.jsonl"))


def given(text: str) -> str:
    """A file descriptor from which a text can be read."""
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    return str(read)


def test_a_key_and_its_certificate_as_pem_vouch_as_pkcs12_does(root, authority, tmp_path):
    file = tmp_path / "keduanya.pem"
    file.write_bytes(authority.as_pem("kepala"))
    before = by_signer(root)
    git(root, "config", vouched.SETTING, str(file))
    take(root, 9)
    assert {who: len(numbers) for who, numbers in by_signer(root).items()} == {
        who: len(numbers) + 1 for who, numbers in before.items()
    }


@pytest.mark.parametrize("secret", ["", "lain"])
def test_pem_that_is_locked_opens_with_its_pass_phrase_alone(authority, secret):
    assert signing.from_file(authority.as_pem("kepala", SECRET), SECRET).name
    with pytest.raises(signing.NotSigned, match="kata sandinya salah"):
        signing.from_file(authority.as_pem("kepala", SECRET), secret)


def test_pem_without_its_own_certificate_or_its_key_is_told_with_the_way_out(authority):
    whole = authority.as_pem("kepala")
    only_key, only_certificates = whole[: whole.index(b"-----BEGIN CERT")], whole[whole.index(b"-----BEGIN CERT") :]
    for content in (only_key, only_certificates, only_key + authority.certificate("akar"), b"", b"-----BEGIN"):
        with pytest.raises(signing.NotSigned, match="keduanya"):
            signing.from_file(content, "")


def test_a_key_within_the_workspace_is_refused(root, authority):
    shutil.copy(authority.pkcs12("kepala", ""), root / "kepala.p12")
    git(root, "config", vouched.SETTING, "kepala.p12")
    with pytest.raises(Refusal) as refusal:
        take(root, 9)
    assert [fault.code for fault in refusal.value.problems] == ["A053"]
    assert "di luarnya" in str(refusal.value.problems[0].values)
    assert not (root / "register/uji/2025/0009.yaml").exists()


def test_a_certificate_that_has_ended_does_not_sign(authority, monkeypatch):
    key = signing.from_file(authority.pkcs12("kepala").read_bytes(), SECRET)

    class Late(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Late":
            return LATER.astimezone(tz)

    monkeypatch.setattr(signing.dt, "datetime", Late)
    with pytest.raises(signing.NotSigned) as refused:
        detached.made(b"x", key)
    assert "tidak berlaku hari ini" in str(refused.value.args[0])


def test_after_its_end_a_certificate_counts_only_where_its_time_was_stamped(root, issued, authority):
    assert (codes(root, ENDED), by_signer(root, ENDED)) == (["A077"], {})
    office = root / "units/uji/instansi.yaml"
    stamped = f"tte: {{akar: [akar.pem], stempel_waktu: {authority.tsa}}}\n"
    office.write_text(git_office.INSTANSI + stamped, encoding="utf-8")
    take(root, 9)
    assert by_signer(root, ENDED) == {WHO: ["2", "3", "4", "9"]}
    assert codes(root, ENDED) == [], "the older signature adds nothing to what the stamped one vouches for"


def test_one_that_proves_nothing_does_not_hide_an_older_one_that_does(root, authority):
    office = root / "units/uji/instansi.yaml"
    stamped = f"tte: {{akar: [akar.pem], stempel_waktu: {authority.tsa}}}\n"
    office.write_text(git_office.INSTANSI + stamped, encoding="utf-8")
    take(root, 9)
    mine = lines(root)

    def bare(own: cms.SignedData) -> None:
        own["signer_infos"][0]["unsigned_attrs"] = []

    put(root, [*mine, mine[-1] | {"tanda": changed(mine[-1]["tanda"], bare)}])
    assert by_signer(root, ENDED) == {WHO: ["2", "3", "4", "9"]}
    assert codes(root, ENDED) == []


Forge = Callable[[Path, Authority], None]


def rewritten(root: Path, authority: Authority) -> None:
    file = root / CHAIN
    file.write_text(file.read_text(encoding="utf-8").replace("065.1/9/", "065.1/8/"), encoding="utf-8")


def cut(root: Path, authority: Authority) -> None:
    file = root / CHAIN
    file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def last(change: Callable[[Path, Authority, list[dict[str, str]]], str]) -> Forge:
    """Return a forgery of the last signature."""

    def forge(root: Path, authority: Authority) -> None:
        signed = lines(root)
        signed[-1] = signed[-1] | {"tanda": change(root, authority, signed)}
        put(root, signed)

    return forge


def changed(text: str, change: Callable[[cms.SignedData], None]) -> str:
    """Return a signature with another content."""
    info = cms.ContentInfo.load(pem.unarmor(text.encode())[2])
    change(info["content"])
    return pem.armor("CMS", info.dump(force=True)).decode()


def _of_another_certificate(root: Path, authority: Authority, signed: list[dict[str, str]]) -> str:
    """The certificate of another in the place of the one that signed."""
    other = pem.unarmor(signature(authority, "palsu", b"x").encode())[2]
    there = cms.ContentInfo.load(other)["content"]["certificates"]

    def change(own: cms.SignedData) -> None:
        own["certificates"] = there

    return changed(signed[-1]["tanda"], change)


def _with_a_twin(*, is_first: bool, issuer: str = "") -> Callable[[Path, Authority, list[dict[str, str]]], str]:
    """A certificate of another name, signed by nobody, under the issuer and the number of the one that signed."""

    def forge(root: Path, authority: Authority, signed: list[dict[str, str]]) -> str:
        def change(own: cms.SignedData) -> None:
            (genuine,) = [held.chosen for held in own["certificates"] if held.chosen.ca is not True]
            twin = x509.Certificate.load(genuine.dump())
            twin["tbs_certificate"]["subject"] = x509.Name.build({"common_name": "KEPALA YANG LAIN"})
            if issuer:
                named = {"country_name": "ID", "common_name": issuer}
                twin["tbs_certificate"]["issuer"] = x509.Name.build(named)
            both = [twin.dump(force=True), genuine.dump()]
            kept = b"".join(both if is_first else reversed(both))
            own["certificates"] = cms.CertificateSet(contents=kept)

        return changed(signed[-1]["tanda"], change)

    return forge


def _with_another_time(root: Path, authority: Authority, signed: list[dict[str, str]]) -> str:
    def change(own: cms.SignedData) -> None:
        for attribute in own["signer_infos"][0]["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                attribute["values"] = [cms.Time({"utc_time": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})]

    return changed(signed[-1]["tanda"], change)


def _with_the_content(root: Path, authority: Authority, signed: list[dict[str, str]]) -> str:
    """What carries its own content, as if that were what stands in the chain."""

    def change(own: cms.SignedData) -> None:
        own["encap_content_info"]["content"] = message(root)

    return changed(signed[-1]["tanda"], change)


def _torn(root: Path, authority: Authority, signed: list[dict[str, str]]) -> str:
    text = signed[-1]["tanda"]
    return text[:200] + text[300:]


FORGERIES: dict[str, tuple[Forge, str]] = {
    "riwayat diganti": (rewritten, "A051 riwayat tidak lagi memuat baris yang ditandatangani"),
    "riwayat dipotong": (cut, "A051 riwayat tidak lagi memuat baris yang ditandatangani"),
    "tanda tangan baris lain": (
        last(lambda root, authority, signed: signed[0]["tanda"]),
        "A051 tanda tangannya bukan untuk baris itu",
    ),
    "tanda tangan riwayat lain": (
        last(lambda root, authority, signed: signature(authority, "kepala", message(root).replace(b"2025", b"2024"))),
        "A051 tanda tangannya bukan untuk baris itu",
    ),
    "sertifikatnya diganti": (last(_of_another_certificate), "A051 tanda tangannya tidak terbaca"),
    "sertifikat kembar di depan, atas nama orang lain": (
        last(_with_a_twin(is_first=True)),
        "A051 tanda tangannya tidak terbaca",
    ),
    "sertifikat kembar di belakang, atas nama orang lain": (
        last(_with_a_twin(is_first=False)),
        "A051 tanda tangannya tidak terbaca",
    ),
    "sertifikat kembar, nama penerbitnya berhuruf besar": (
        last(_with_a_twin(is_first=True, issuer=NAMES["akar"].upper())),
        "A051 tanda tangannya tidak terbaca",
    ),
    "waktunya diganti": (last(_with_another_time), "A051 tanda tangannya bukan untuk baris itu"),
    "membawa isinya sendiri": (last(_with_the_content), "A051 tanda tangannya tidak terbaca"),
    "sertifikat buatan sendiri atas nama yang sama": (
        last(lambda root, authority, signed: signature(authority, "palsu", message(root))),
        f"A077 sertifikat {NAMES['palsu']} ({NAMES['palsu']}) tidak sampai ke akar yang dipercaya",
    ),
    "dengan sertifikat yang sudah habis": (
        last(lambda root, authority, signed: signature(authority, "habis", message(root))),
        f"A051 sertifikat PEJABAT LAMA ({NAMES['akar']}) tidak berlaku ketika menandatangani",
    ),
    "dengan sertifikat yang sudah habis, tanggalnya dimundurkan": (
        last(lambda root, authority, signed: signature(authority, "habis", message(root), 9)),
        f"A077 sertifikat PEJABAT LAMA ({NAMES['akar']}) habis ",
    ),
    "rusak": (last(_torn), "A051 tanda tangannya tidak terbaca"),
    "bukan tanda tangan": (
        last(lambda *_: "-----BEGIN CMS-----\nAAAA\n-----END CMS-----\n"),
        "A051 tanda tangannya tidak terbaca",
    ),
    "barisnya rusak": (
        lambda root, authority: (root / SIGNATURES).write_bytes((root / SIGNATURES).read_bytes()[:-40]) and None,
        "A051 barisnya tidak terbaca",
    ),
    "tanda tangan dihapus": (lambda root, authority: put(root, lines(root)[:-1]), "A041 "),
    "semua tanda tangan dihapus": (lambda root, authority: (root / SIGNATURES).unlink(), "A041 "),
}


@pytest.fixture(scope="module")
def longer(issued, tmp_path_factory) -> Path:
    root = shutil.copytree(issued, tmp_path_factory.mktemp("lebih") / "kerja")
    take(root, 9)
    commit(root, "sembilan")
    return root


@pytest.mark.parametrize("how", FORGERIES)
def test_a_forged_signature_is_told_and_vouches_for_nothing(longer, tmp_path, authority, how):
    root = shutil.copytree(longer, tmp_path / "kerja")
    forge, expected = FORGERIES[how]
    forge(root, authority)
    assert any(one.startswith(expected) for one in told(root)), told(root)
    assert "9" not in by_signer(root).get(WHO, [])


def test_the_page_has_every_forgery_with_what_is_told_of_it():
    page = (ROOT / "docs/bukti.md").read_text(encoding="utf-8")
    rows = page.partition("<!-- tabel riwayat -->\n")[2].partition("<!-- /tabel riwayat -->")[0].splitlines()[2:]
    assert rows == [f"| {how} | {expected.split()[0]} |" for how, (_, expected) in FORGERIES.items()]


def test_openssl_alone_reads_what_was_signed(root, authority, tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl: apt-get install openssl")
    (tmp_path / "tanda.pem").write_text(lines(root)[-1]["tanda"], encoding="ascii")
    (tmp_path / "pesan").write_bytes(message(root))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "PEM", "-in", "tanda.pem", "-content", "pesan"]
    made = subprocess.run([*command, "-CAfile", str(authority.root)], cwd=tmp_path, capture_output=True, check=False)
    assert (made.returncode, made.stdout) == (0, message(root)), made.stderr


def test_a_published_head_carries_the_certificates_signature(root, run, authority):
    from pipeline.issuing import published_head

    (head,) = published_head.heads(root, ["uji"])
    assert head.is_certified
    text = "\n".join([f"{head.where}  {head.head}  4 baris", *head.signatures])
    (root / "kepala.txt").write_text(text, encoding="utf-8")
    said = run("verify", "--head", "kepala.txt", cwd=root)
    assert f"ditandatangani {WHO}" in said.stdout
    (root / "kepala.txt").write_text(
        text.replace(head.signatures[0], signature(authority, "kepala", b"x")), encoding="utf-8"
    )
    assert "A061" in run("verify", "--head", "kepala.txt", cwd=root).stderr


def test_many_signatures_of_one_certificate_are_asked_once(root, monkeypatch):
    for number in range(9, 13):
        take(root, number)
    asked: list[bytes] = []
    real = detached.judged
    monkeypatch.setattr(detached, "judged", lambda message, *rest: asked.append(message) or real(message, *rest))
    assert by_signer(root) == {WHO: ["2", "3", "4", "9", "10", "11", "12"]}
    assert len(asked) == 1


def test_where_nobody_signed_by_a_certificate_no_library_for_them_is_loaded(tmp_path):
    root = git_office.bangun(tmp_path / "kerja", git_office.INSTANSI + "tte: {akar: [akar.pem]}\n")
    loaded = "print([name for name in ('pyhanko', 'cryptography', 'asn1crypto') if name in sys.modules])"
    asked = "from pathlib import Path; from pipeline.issuing import intact; [*intact.whole_archive(Path())]"
    code = f"import sys; {asked}; {loaded}"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert made.stdout == "[]\n", made.stderr
