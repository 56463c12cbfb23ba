"""Letters signed electronically: the signed PDF in the archive, in the journal of the register; or nothing at all."""

import shutil
from pathlib import Path

import pytest

from pipeline.documents import pdf_parts, signatures, signing
from pipeline.issuing import chain, entries, entry_names, intact, journal, sign, trusted, verify
from pipeline.issuing.sign import Asked
from pipeline.lists import history
from pipeline.problems.problem import Refusal
from pipeline.publish import letter_pages
from pipeline.sources.period import Period
from support import git_office
from support.authority import HEAD, LATER, SECRET, Authority
from support.descriptor import given
from support.issued_pdf import ARCHIVED, issued
from support.pdf_maker import text_pdf

TEXT = "065.1/2/UJI/2025 IKM 87,50 dan 75,00, Ditandatangani secara elektronik oleh Kepala"
SIGNED = ARCHIVED.replace(".pdf", ".tte.pdf")
ASKED = Asked(Period(2025, "S", 1), "surat-hasil")


@pytest.fixture(scope="module")
def issued_office(tmp_path_factory, authority: Authority) -> Path:
    root = tmp_path_factory.mktemp("kantor") / "kerja"
    git_office.write(root, "units/uji/akar.pem", authority.certificate("akar").decode())
    stamped = f"tte: {{akar: [akar.pem], stempel_waktu: {authority.tsa}}}\n"
    issued(root, text_pdf(TEXT), git_office.INSTANSI + stamped)
    git_office.commit(root, "terbit")
    return root


@pytest.fixture
def office(issued_office, tmp_path) -> Path:
    return shutil.copytree(issued_office, tmp_path / "kerja")


@pytest.fixture(scope="module")
def signed_office(issued_office, authority, tmp_path_factory) -> Path:
    root = shutil.copytree(issued_office, tmp_path_factory.mktemp("bertanda") / "kerja")
    (done,) = sign.signed(root, ASKED, held(authority))
    assert done == ("065.1/2/UJI/2025", "loket-a", HEAD, "PAdES B-LTA", True)
    git_office.commit(root, "tanda tangan")
    return root


def held(authority: Authority, who: str = "kepala") -> signing.HeldKey:
    return signing.from_file(authority.pkcs12(who).read_bytes(), SECRET)


def test_a_signed_letter_is_archived_entered_and_whole(signed_office):
    assert list(intact.whole_archive(signed_office)) == []
    (letter,) = entry_names.find_entry(signed_office, "2").entri.surat
    (verdict,) = verify.of_file(signed_office, (signed_office / SIGNED).read_bytes())
    assert (verdict.result, verdict.surat) == (verify.ASLI, letter)
    assert HEAD in str(verdict.keterangan)


def test_the_issued_pdf_stays_and_says_that_a_signed_one_is_there(signed_office, issued_office):
    raw = (signed_office / ARCHIVED).read_bytes()
    assert raw == (issued_office / ARCHIVED).read_bytes()
    assert "yang bertanda tangan ada di arsip" in str(verify.of_file(signed_office, raw)[0].keterangan)


def test_lists_and_pages_know_that_a_letter_is_signed(signed_office):
    (past,) = history.letters(signed_office, "uji", "loket-a", [])
    assert past.status == "terbit, bertanda tangan elektronik"
    entry = entry_names.find_entry(signed_office, "2")
    (letter,) = entry.entri.surat
    assert letter.tte in [proof.sidik for proof in letter_pages.proofs(entry, letter)]


def test_the_chain_says_that_a_letter_was_signed(signed_office):
    links = chain.read(chain.text_of(signed_office, "register/uji/2025/riwayat.jsonl"), [])
    assert [link.act for link in links][-1] == chain.TANDA
    assert SIGNED in links[-1].files


def test_a_signature_holds_after_the_certificate_has_ended(signed_office):
    raw = (signed_office / SIGNED).read_bytes()
    (judged,) = trusted.judged(signed_office, raw, "uji", trusted.Reader(moment=LATER))
    assert (judged.state, judged.signer) == (signatures.VALID, HEAD)


def test_the_field_lies_where_the_block_is_and_shows_nothing(signed_office):
    was, now = (signed_office / ARCHIVED).read_bytes(), (signed_office / SIGNED).read_bytes()
    assert signatures.added_to(was, now) == ()
    spot = signing.anchored(was, ["Ditandatangani secara elektronik oleh"])
    assert b"/TTE" in now or b"(TTE)" in now
    assert spot is not None
    assert spot.page == 0
    assert any("Widget" in str(what) for what in pdf_parts.beside(now))


@pytest.mark.parametrize("how", ["hilang", "berubah"])
def test_a_signed_pdf_that_is_lost_or_changed_is_told(signed_office, tmp_path, how):
    root = shutil.copytree(signed_office, tmp_path / "kerja")
    if how == "hilang":
        (root / SIGNED).unlink()
    else:
        (root / SIGNED).write_bytes((root / SIGNED).read_bytes()[:-9])
    assert "A010" in [fault.code for fault in intact.whole_archive(root)]


def test_a_letter_is_signed_once(signed_office, authority):
    found = sign.chosen(signed_office, ASKED)
    assert (found.letters, found.signed, found.problems) == ((), 1, ())


@pytest.mark.parametrize("who", ["palsu", "dicabut"])
def test_a_certificate_that_nobody_trusts_signs_nothing(office, authority, who):
    before = git_office.tree(office)
    with pytest.raises(Refusal) as refused:
        list(sign.signed(office, ASKED, held(authority, who)))
    assert [fault.code for fault in refused.value.problems] == [sign.FAILED]
    assert git_office.tree(office) == before


def test_a_time_stamp_server_that_does_not_answer_signs_nothing(office, authority):
    file = office / "units/uji/instansi.yaml"
    file.write_text(file.read_text().replace(authority.tsa, "http://127.0.0.1:9/tsa"))
    before = git_office.tree(office)
    with pytest.raises(Refusal):
        list(sign.signed(office, ASKED, held(authority)))
    assert git_office.tree(office) == before


class Cheat:
    """A hand that returns something else than the letter with a signature."""

    is_remote = False

    def __init__(self, made: bytes) -> None:
        self.made = made

    def sign(self, *_: object) -> bytes:
        return self.made


@pytest.mark.parametrize("made", ["lain", "tanpa tanda tangan", "bukan PDF"])
def test_what_is_not_the_letter_with_a_signature_is_kept_aside_and_not_archived(office, authority, made):
    raw = (office / ARCHIVED).read_bytes()
    means = signing.Means(trusted.roots(office, "uji"))
    other = held(authority).sign(text_pdf("surat lain"), "TTE", None, means) if made == "lain" else b""
    before = git_office.tree(office)
    with pytest.raises(Refusal) as refused:
        list(sign.signed(office, ASKED, Cheat(other or (raw if made == "tanpa tanda tangan" else b"x"))))
    assert "tidak diarsipkan" in str(refused.value.problems[0].values)
    assert git_office.tree(office) == before
    assert len([*office.glob("build/uji-065.1-2-UJI-2025-loket-a-*.tidak-diarsipkan.pdf")]) == 1


def test_what_is_kept_aside_is_never_written_over(office):
    (letter,) = sign.chosen(office, ASKED).letters
    for made in (b"satu", b"dua", b"dua"):
        sign._kept(office, letter, made, "alasannya")
    assert {path.read_bytes() for path in office.glob("build/*.tidak-diarsipkan.pdf")} == {b"satu", b"dua"}


@pytest.mark.parametrize("stop", ["before", "after"])
def test_a_run_that_is_cut_off_leaves_a_letter_signed_or_not(office, authority, monkeypatch, stop):
    if stop == "before":
        monkeypatch.setattr(journal, "_say_how_to_join", lambda root: (_ for _ in ()).throw(KeyboardInterrupt))
    else:
        monkeypatch.setattr(journal, "_complete", lambda root, plan: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        list(sign.signed(office, ASKED, held(authority)))
    monkeypatch.undo()
    with journal.alone(office):
        pass
    (letter,) = entry_names.find_entry(office, "2").entri.surat
    assert bool(letter.tte) == (office / SIGNED).exists() == (stop == "after")
    assert [fault for fault in intact.whole_archive(office) if not fault.is_warning] == []


def test_what_cannot_be_signed_is_told_with_its_reason(office, authority):
    entries.void(office, "2", "salah alamat")
    assert sign.chosen(office, ASKED) == ((), 0, ())
    file = office / "units/uji/instansi.yaml"
    file.write_text(git_office.INSTANSI)
    assert sign.chosen(office, ASKED).letters == ()


def test_the_command_signs_with_a_pass_phrase_from_a_descriptor_and_says_it_nowhere(run, office, authority):
    args = ("sign", "surat-hasil", "2025S1", "--key", str(authority.pkcs12("kepala")), "--yes", "--sandi-fd")
    wrong = run(*args, str(given("bukan itu\n")), cwd=office)
    assert (wrong.returncode, "kata sandinya salah" in wrong.stderr) == (2, True)
    done = run(*args, str(given(f"{SECRET}\n")), cwd=office)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"065.1/2/UJI/2025, loket-a: ditandatangani {HEAD}, PAdES B-LTA" in done.stdout
    kept = [path for path in office.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert (kept, SECRET in done.stdout + done.stderr) == ([], False)
    assert run("verify", SIGNED, cwd=office).returncode == 0
    assert "bertanda tangan elektronik" in run("register", cwd=office).stdout
    again = run(*args, str(given(f"{SECRET}\n")), cwd=office)
    assert (again.returncode, again.stdout) == (0, "0 akan ditandatangani, 1 sudah, 0 terhalang\n")


def test_a_letter_without_a_pdf_is_told_how_to_get_one(run, tmp_path):
    root = issued_without_pdf(tmp_path / "kerja")
    told = run("sign", "surat-hasil", "2025S1", "--key", "units/uji/instansi.yaml", "--yes", cwd=root)
    assert (told.returncode, "--pdf" in told.stderr) == (1, True)


def issued_without_pdf(root: Path) -> Path:
    from pipeline.issuing import apply
    from pipeline.issuing.order import Order

    git_office.bangun(root)
    apply.issue(root, Order(Period(2025, "S", 1), "surat-hasil", "loket-a"), lambda made, recovered: True)
    return root
