"""The signatures of a PDF, judged by `verify`: whose, when, over what; also after a certificate has ended."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from pipeline.documents import signatures
from pipeline.issuing import trusted, verify
from support import git_office, signed_forgeries
from support.authority import HEAD, LATER, NOW, Authority
from support.issued_pdf import ARCHIVED, issued
from support.paths import ROOT
from support.pdf_maker import text_pdf

TEXT = "065.1/2/UJI/2025 IKM 87,50 dan 75,00, Kepala Loket-A sampai 31 Desember 2026"
ROOTS = "tte: {akar: [akar.pem]}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory, authority: Authority) -> Path:
    """An office that trusts the authority, and issued a letter with its PDF."""
    root = tmp_path_factory.mktemp("kantor") / "kerja"
    git_office.write(root, "units/uji/akar.pem", authority.certificate("akar").decode())
    return issued(root, text_pdf(TEXT), git_office.INSTANSI + ROOTS)


@pytest.fixture(scope="module")
def hands(office, authority) -> signed_forgeries.Hands:
    raw = (office / ARCHIVED).read_bytes()
    other = signed_forgeries.signed(authority, text_pdf("surat lain"))
    return signed_forgeries.Hands(authority, raw, signed_forgeries.signed(authority, raw), other)


def told(office: Path, raw: bytes, moment: dt.datetime | None = None) -> verify.Verdict:
    (verdict,) = verify.of_file(office, raw, trusted.Reader(moment=moment))
    return verdict


def test_an_issued_pdf_that_was_signed_is_the_issued_one_and_says_by_whom(office, hands):
    verdict = told(office, hands.signed)
    assert (verdict.result, verdict.differences, verdict.entry_file.entri.nomor) == (
        verify.BERTANDA,
        (),
        "065.1/2/UJI/2025",
    )
    (said,) = [value for name, value in verdict.keterangan.values if name == "other"] or [verdict.keterangan]
    assert {HEAD, "PAdES B-LTA"} <= {str(value) for _, value in said.values}


def test_nothing_is_asked_of_the_network_to_judge_a_signature(office, hands, authority):
    before = len(authority.requests)
    told(office, hands.signed)
    assert len(authority.requests) == before


@pytest.mark.parametrize(
    ("stamp", "moment", "state"),
    [
        (True, None, signatures.VALID),
        (True, LATER, signatures.VALID),
        (False, None, signatures.VALID),
        (False, LATER, signatures.UNPROVEN),
        (True, LATER + dt.timedelta(days=4000), signatures.UNPROVEN),
    ],
)
def test_after_the_end_of_a_certificate_only_a_time_stamp_proves_the_signature(authority, stamp, moment, state):
    raw = signed_forgeries.signed(authority, text_pdf(TEXT), stamp=stamp)
    (judged,) = signatures.judged(raw, signatures.certificates(authority.certificate("akar")), moment)
    assert (judged.state, judged.signer, bool(judged.stamped_by)) == (
        state,
        HEAD,
        stamp and state == signatures.VALID,
    )


@pytest.mark.parametrize(("stamp", "state"), [(True, signatures.VALID), (False, signatures.REVOKED)])
def test_a_key_that_was_revoked_later_signed_only_what_a_time_stamp_proves(authority, stamp, state):
    """Whoever stole the key may say any time himself."""
    raw = signed_forgeries.signed(authority, text_pdf(TEXT), "kelak", stamp=stamp)
    raw = signed_forgeries.with_word(authority, raw, "kelak", NOW + dt.timedelta(days=2))
    roots = signatures.certificates(authority.certificate("akar"))
    (judged,) = signatures.judged(raw, roots, NOW + dt.timedelta(days=3))
    assert judged.state == state


def test_a_time_stamp_proves_only_what_it_is_over(authority, hands):
    """The stamp of an earlier revision, copied behind a later signature, is intact, and says nothing of it."""
    raw = signed_forgeries.stamped_again(authority, hands.signed)
    roots = signatures.certificates(authority.certificate("akar"))
    first, second = signatures.judged(raw, roots, LATER)
    assert (first.state, first.level) == (signatures.VALID, "PAdES B-LTA")
    assert (second.state, second.stamped_by, second.level) == (
        signatures.UNPROVEN,
        "",
        "PAdES B-B, data validasi tersimpan",
    )


def test_an_algorithm_that_nobody_knows_is_told(authority, hands):
    """A curve that no library knows, in each place where a certificate names its curve."""
    roots = signatures.certificates(authority.certificate("akar"))
    known, unknown = bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d031d07")
    spelt = {known: unknown, known.hex().encode(): unknown.hex().encode()}
    places = [
        (found.start(), to)
        for curve, to in spelt.items()
        for found in re.finditer(re.escape(curve), hands.signed, re.IGNORECASE)
    ]
    assert len(places) > len(spelt)
    for at, to in places:
        raw = hands.signed[:at] + to + hands.signed[at + len(to) :]
        assert signatures.VALID not in [judged.state for judged in signatures.judged(raw, roots)]


def test_a_signature_is_told_and_not_trusted_where_no_root_is_named(office, hands, tmp_path):
    root = shutil.copytree(office, tmp_path / "kerja")
    git_office.write(root, "units/uji/instansi.yaml", git_office.INSTANSI)
    assert told(root, hands.signed).result == verify.TAK_TERNILAI


def test_a_reader_may_bring_a_root_of_his_own(office, hands, authority, tmp_path):
    root = shutil.copytree(office, tmp_path / "kerja")
    git_office.write(root, "units/uji/instansi.yaml", git_office.INSTANSI)
    assert verify.of_file(root, hands.signed, trusted.Reader(authority.root))[0].result == verify.BERTANDA


def test_a_pdf_of_nobody_says_its_signature_too(office, hands):
    verdict = told(office, hands.other)
    assert verdict.result == verify.TIDAK_DIKENAL
    assert HEAD in str(verdict.keterangan)


def test_a_root_that_is_none_is_told_with_its_place(office, tmp_path):
    root = shutil.copytree(office, tmp_path / "kerja")
    git_office.write(root, "units/uji/akar.pem", "bukan sertifikat")
    (fault,) = trusted.faults(root, "uji")
    assert (fault.code, fault.place.file) == (trusted.CODE, "units/uji/instansi.yaml")


@pytest.mark.parametrize("cut", range(7, 100, 13))
def test_a_damaged_signed_pdf_is_no_reason_to_stop(office, hands, cut):
    size = len(hands.signed)
    for raw in (hands.signed[: size * cut // 100], hands.signed[: size * cut // 100] + hands.signed[size // 2 :]):
        assert verify.BERTANDA not in [verdict.result for verdict in verify.of_file(office, raw)]


def test_forgeries_of_signatures_are_told_and_so_do_the_docs(office, hands, request):
    """The third table in docs/bukti.md is measured here, and written anew by `make golden`."""
    rows = []
    for kind, forge in signed_forgeries.FORGERIES.items():
        verdict = told(office, forge(hands), LATER if kind in signed_forgeries.EXPIRED else None)
        assert verdict.result in (verify.BERUBAH, verify.TAK_TERNILAI, verify.TIDAK_DIKENAL), kind
        rows.append(f"| {kind} | {verdict.result} |")
    text = "| pemalsuan tanda tangan | dikatakan |\n|---|---|\n" + "\n".join(rows) + "\n"
    path = ROOT / "docs/bukti.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- tabel tanda tangan -->\n")
    kept, _, after = rest.partition("<!-- /tabel tanda tangan -->")
    if request.config.getoption("--update-golden"):
        path.write_text(
            f"{before}<!-- tabel tanda tangan -->\n{text}<!-- /tabel tanda tangan -->{after}", encoding="utf-8"
        )
        return
    assert kept == text, "make golden"
