"""Proving a letter: what is genuine, what was altered and in which words, what nobody issued."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.documents import pdf
from pipeline.files import fingerprint
from pipeline.issuing import apply, entries, entry_names, intact, remake, verify
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office as kantor_uji
from support import needs, pdf_forgeries
from support.git_office import commit, write
from support.paths import ROOT
from support.pdf_maker import text_pdf

SEMUA = Order(Period(2025, "S", 1), "surat-hasil")
ARSIP = "register/uji/2025/0002/loket-a.docx"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = kantor_uji.bangun(tmp_path / "kerja")
    apply.issue(root, SEMUA, lambda made, pulih: True)
    commit(root, "terbit")
    return root


def altered(raw: bytes, was: str, now: str) -> bytes:
    """The same document, saved anew with one text replaced by another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8") if name == "word/document.xml" else source.read(name)
            if isinstance(content, str):
                assert was == now or was in content
                content = content.replace(was, now)
            target.writestr(name, content)
    return out.getvalue()


def codes(found) -> list[tuple[str, str]]:
    return sorted((one.code, dict(one.values).get("file", "")) for one in found)


def test_an_archived_letter_is_genuine(workspace):
    (verdict,) = verify.of_file(workspace, (workspace / ARSIP).read_bytes())
    assert (str(verdict.result), verdict.entry_file.entri.nomor, verdict.surat.unit) == (
        "asli",
        "065.1/2/UJI/2025",
        "loket-a",
    )


def test_an_altered_letter_is_told_with_the_words_that_were_put_in(workspace):
    raw = altered((workspace / ARSIP).read_bytes(), "Kepala Loket-A", "Direktur Loket-A")
    (verdict,) = verify.of_file(workspace, raw)
    assert (str(verdict.result), verdict.differences) == ("berubah", (("Kepala", "Direktur"),))


def test_a_letter_saved_anew_shows_the_same_and_is_told_apart(workspace):
    raw = altered((workspace / ARSIP).read_bytes(), "", "")
    (verdict,) = verify.of_file(workspace, raw)
    assert (str(verdict.result), verdict.differences) == ("sama isinya", ())
    assert "disimpan ulang" in str(verdict.keterangan)


def test_a_letter_with_an_invented_number_is_not_known(workspace):
    raw = altered((workspace / ARSIP).read_bytes(), "065.1/2/UJI/2025", "065.1/99/UJI/2025")
    assert verify.of_file(workspace, raw)[0].result.pattern == "tidak dikenal"


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"%PDF-1.4", b"surat"])
def test_what_is_no_letter_is_not_known(workspace, raw):
    assert verify.of_file(workspace, raw)[0].result.pattern == "tidak dikenal"


def test_a_genuine_letter_whose_number_is_void_says_so(workspace):
    entries.void(workspace, "2", "salah alamat")
    (verdict,) = verify.of_file(workspace, (workspace / ARSIP).read_bytes())
    assert (str(verdict.result), str(verdict.keterangan)) == ("asli", "nomornya batal: salah alamat")


def test_a_pdf_that_was_cut_is_told_with_what_is_broken_and_not_with_what_it_holds(workspace):
    raw = pdf_forgeries.changed(text_pdf("065.1/2/UJI/2025"), pdf_forgeries.CHANGES["tautan"])
    (told,) = verify.of_file(workspace, raw[: len(raw) // 2])
    assert (told.result, "tautan" in str(told.keterangan)) == (verify.TIDAK_DIKENAL, False)
    assert str(told.keterangan).startswith("PDF-nya tidak terbaca (susunannya rusak")


def test_a_signed_scan_is_known_by_its_fingerprint_and_is_not_called_the_letter(workspace, tmp_path):
    scan = tmp_path / "pindai.pdf"
    scan.write_bytes(text_pdf("rekaan"))
    entries.attach(workspace, "2", scan)
    assert verify.of_file(workspace, scan.read_bytes())[0].result.pattern == "lampiran yang disimpan"
    assert list(intact.whole_archive(workspace)) == []


def test_a_changed_copy_of_the_numbers_own_letter_is_never_kept_as_genuine(workspace, tmp_path, run):
    forged = tmp_path / "palsu.pdf"
    forged.write_bytes(text_pdf("065.1/2/UJI/2025 IKM 97,50"))
    assert verify.of_file(workspace, forged.read_bytes())[0].result == verify.BERUBAH
    before = kantor_uji.tree(workspace)
    said = run("register", "attach", "2", str(forged), cwd=workspace)
    assert (said.returncode, "isinya berubah" in said.stderr, kantor_uji.tree(workspace) == before) == (2, True, True)
    assert run("register", "attach", "2", str(forged), "--force", cwd=workspace).returncode == 0
    told = run("verify", str(forged), cwd=workspace)
    first, second, *_ = told.stdout.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert first == (
        f"{forged}: lampiran yang disimpan pada surat 065.1/2/UJI/2025; bukan surat yang diterbitkan: palsu.pdf"
    )
    assert (told.returncode, second.startswith(f"{forged}: berubah, surat 065.1/2/UJI/2025")) == (1, True)
    assert "asli" not in told.stdout


@pytest.mark.parametrize("kind", ["docx", "md", "json"])
@pytest.mark.parametrize("how", ["hilang", "berubah"])
def test_whatever_is_lost_or_changed_in_the_archive_is_found(workspace, kind, how):
    file = workspace / ARSIP.replace("docx", kind)
    if how == "hilang":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-9])
    assert codes(intact.whole_archive(workspace)) == [("A010", ARSIP.replace("docx", kind))]


def test_a_record_that_speaks_of_another_letter_is_found(workspace):
    file = workspace / ARSIP.replace("docx", "json")
    record = json.loads(file.read_bytes())
    file.write_text(json.dumps({**record, "unit": "loket-b"}))
    assert codes(intact.whole_archive(workspace)) == [("A020", ARSIP.replace("docx", "json"))]


def test_a_file_that_no_entry_names_is_found(workspace):
    write(workspace, "register/uji/2025/0002/titipan.docx", "x")
    assert codes(intact.whole_archive(workspace)) == [("A019", "register/uji/2025/0002/titipan.docx")]


def test_a_file_that_several_numbers_know_is_told_with_all_of_them_and_their_states(workspace, tmp_path, run):
    scan = tmp_path / "pindai.pdf"
    scan.write_bytes(text_pdf("rekaan"))
    for number in ("2", "3"):
        entries.attach(workspace, number, scan, despite=True)
    entries.void(workspace, "3", "salah alamat")
    kept = "bukan surat yang diterbitkan: pindai.pdf"
    assert run("verify", str(scan)).stdout == (
        f"{scan}: lampiran yang disimpan pada surat 065.1/2/UJI/2025; {kept}\n"
        f"{scan}: lampiran yang disimpan pada surat 065.1/3/UJI/2025; {kept}; nomornya batal: salah alamat\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "code", "what"),
    [
        ("lain.json", "{}", "A019", "bukan catatan asal surat"),
        (
            "lain.json",
            '{"nomor": "065.1/2/UJI/2025", "unit": "loket-a"}',
            "A019",
            "catatan asal surat 065.1/2/UJI/2025",
        ),
        ("lain.json", "../0003/loket-b.json", "A054", "catatan asal surat 065.1/3/UJI/2025, loket-b"),
        ("lain.md", "../0003/loket-b.md", "A054", "teks surat 065.1/3/UJI/2025"),
        ("lain.md", "loket-a.md", "A019", "teks surat 065.1/2/UJI/2025"),
        ("lain.md", "tanpa nomor", "A019", "teks yang tidak memuat nomor surat"),
        ("lain.docx", "../0003/loket-b.docx", "A054", "asli, surat 065.1/3/UJI/2025, loket-b"),
    ],
)
def test_a_file_that_no_entry_names_is_told_with_what_it_says_it_is(workspace, name, content, code, what):
    folder = workspace / "register/uji/2025/0002"
    there = folder / content
    (folder / name).write_bytes(there.read_bytes() if there.is_file() else content.encode())
    (fault,) = intact.whole_archive(workspace)
    assert (fault.code, str(dict(fault.values)["what"])[: len(what)]) == (code, what)


def test_every_letter_is_made_again_to_the_same_bytes_from_the_commit_it_records(workspace):
    write(workspace, "periods/2025S1/uji/loket-a.yaml", "saran: [lebih cepat]\n")
    commit(workspace)
    apply.reissue(workspace, SEMUA._replace(unit="loket-a"), "saran tertinggal", new_number=False)
    shutil.rmtree(workspace / "periods")
    lembar = entry_names.find_entry(workspace, "2")
    assert [remake.make_again(workspace, lembar, surat).difference for surat in lembar.entri.surat] == ["", ""]


def test_a_letter_that_an_older_version_packed_otherwise_is_made_again_with_the_same_content(workspace, run):
    lembar = entry_names.find_entry(workspace, "2")
    was = (workspace / ARSIP).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(was)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as other:
        for name in source.namelist():
            other.writestr(name, source.read(name))
    (workspace / ARSIP).write_bytes(packed.getvalue())
    entry = (workspace / lembar.file).read_text()
    write(workspace, lembar.file, entry.replace(fingerprint.sha(was), fingerprint.sha(packed.getvalue())))
    [surat] = entry_names.find_entry(workspace, "2").entri.surat
    made = remake.make_again(workspace, entry_names.find_entry(workspace, "2"), surat)
    assert (made.difference, made.is_packed_otherwise) == ("", True)
    told = run("verify", "2", "--buat-lagi").stdout
    assert "loket-a: dibuat lagi, program yang terpasang: isinya sama setiap bita, dikemas lain\n" in told


def test_a_letter_of_a_commit_that_is_not_there_cannot_be_made_again(workspace):
    shutil.rmtree(workspace / ".git")
    lembar = entry_names.find_entry(workspace, "2")
    assert "riwayat repositori ini" in str(remake.make_again(workspace, lembar, lembar.entri.surat[0]).difference)


def test_the_command_proves_files_numbers_and_the_whole(workspace, run):
    good = run("verify", ARSIP, "2", "--buat-lagi")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == (
        f"{ARSIP}: asli, surat 065.1/2/UJI/2025, loket-a\n"
        "loket-a: dibuat lagi, program yang terpasang: sama setiap bitanya\n"
        "065.1/2/UJI/2025: asli, arsipnya utuh\n"
    )
    assert run("verify").stdout == "buku agenda dan arsipnya utuh\n"
    bad = workspace / "palsu.docx"
    bad.write_bytes(altered((workspace / ARSIP).read_bytes(), "Kepala Loket-A", "Direktur Loket-A"))
    told = run("verify", "palsu.docx")
    assert told.returncode == 1
    assert told.stdout == (
        "palsu.docx: berubah, surat 065.1/2/UJI/2025, loket-a\n  terbit: Kepala\n  di sini: Direktur\n"
    )


@needs.soffice
@pytest.mark.parametrize(("was", "now"), [("", ""), ("Kepala Loket-A", "Direktur Loket-A"), ("87,50", "97,50")])
def test_a_printed_pdf_is_read_in_order_and_told_by_its_first_difference(workspace, tmp_path, was, now):
    printed = tmp_path / "cetak.docx"
    printed.write_bytes(altered((workspace / ARSIP).read_bytes(), was, now))
    (verdict,) = verify.of_file(workspace, dict(pdf.printed([printed]))[0])
    assert (str(verdict.result), verdict.surat.unit) == ("berubah" if was else "sama isinya", "loket-a")
    told = " ".join(str(one) for _, one in verdict.differences)
    assert told.startswith({"": "", "K": "halaman 1: Direktur", "8": "halaman 1: 97,50"}[was[:1]])


@pytest.mark.parametrize(
    "commit_", ["--output=korban", "--remote=tuan:jalur", "HEAD", "main", "0" * 40, "a" * 39, "", None, 7]
)
def test_a_record_names_a_commit_of_the_history_or_nothing_is_made(workspace, commit_):
    write(workspace, "korban", "jangan dikosongkan\n")
    file = workspace / ARSIP.replace("docx", "json")
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "commit": commit_}))
    entry_file = entry_names.find_entry(workspace, "2")
    made = remake.make_again(workspace, entry_file, entry_file.entri.surat[0])
    assert "commit" in str(made.difference)
    assert (workspace / "korban").read_text() == "jangan dikosongkan\n"


def test_a_commit_outside_the_history_is_not_trusted_though_it_is_there(workspace):
    kantor_uji.git(workspace, "checkout", "-q", "-b", "lain")
    write(workspace, "pipeline/__main__.py", "raise SystemExit('dijalankan')\n")
    commit(workspace, "cabang")
    other = kantor_uji.git(workspace, "rev-parse", "HEAD").stdout.strip()
    kantor_uji.git(workspace, "checkout", "-q", "main")
    file = workspace / ARSIP.replace("docx", "json")
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "commit": other}))
    entry_file = entry_names.find_entry(workspace, "2")
    made = remake.make_again(workspace, entry_file, entry_file.entri.surat[0], own_code=True)
    assert str(made.difference) == f"commit {other} tidak ada dalam riwayat repositori ini"


def test_the_code_of_a_commit_runs_only_when_asked_for(tmp_path, run):
    root = kantor_uji.bangun(tmp_path / "berkode")
    write(root, "pipeline/__init__.py", "")
    write(root, "pipeline/__main__.py", f"open({str(tmp_path / 'bukti')!r}, 'w').close()\n")
    commit(root, "programnya sendiri")
    apply.issue(root, SEMUA, lambda made, pulih: True)
    entry_file = entry_names.find_entry(root, "2")
    assert remake.make_again(root, entry_file, entry_file.entri.surat[0]).difference == ""
    assert not (tmp_path / "bukti").exists()
    made = remake.make_again(root, entry_file, entry_file.entri.surat[0], own_code=True)
    assert str(made.difference).startswith("tidak dapat dibuat lagi")
    assert (tmp_path / "bukti").exists()


def test_genuine_is_never_said_beside_a_failed_remake(workspace, run):
    file = workspace / ARSIP.replace("docx", "json")
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "commit": "0" * 40}))
    told = run("verify", "2", "--buat-lagi")
    assert told.returncode == 1
    assert "A037" in told.stderr
    assert "asli" not in told.stdout
    (workspace / "register/uji/2025/riwayat.jsonl").unlink()
    told = run("verify", "2", "--buat-lagi")
    assert told.returncode == 1
    assert "A037" not in told.stderr
    assert "asli" not in told.stdout
    assert "commit" in told.stdout


def test_a_number_without_a_letter_is_not_called_genuine(workspace, run):
    told = run("verify", "065.1/1/UJI/2025")
    assert (told.returncode, told.stdout) == (
        1,
        "065.1/1/UJI/2025: tidak ada surat yang diarsipkan dengan nomor ini\n",
    )


def test_the_page_says_what_every_answer_means():
    page = (ROOT / "docs/bukti.md").read_text(encoding="utf-8").partition("| asli |")
    answers = [line.split("|")[1].strip() for line in f"{page[1]}{page[2]}".partition("\n\n")[0].splitlines()]
    known = {verify.ASLI, verify.BERTANDA, verify.SAMA, verify.LAMPIRAN, verify.BERUBAH, verify.TAK_TERNILAI}
    assert sorted(answers) == sorted(map(str, {*known, verify.TIDAK_DIKENAL}))
