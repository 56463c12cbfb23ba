"""Every code happens: a small workspace in which it does, and the whole of what is told."""

import re
import shutil
import sys

import filelock
import pytest

from pipeline.commands import cli
from pipeline.documents import pdf, template
from pipeline.files import git, tabular
from pipeline.issuing import apply, journal
from pipeline.issuing.order import Order
from pipeline.making import build
from pipeline.problems import penjelasan
from pipeline.problems.codes import CODES
from pipeline.sources import workspace
from support import git_office as kantor_uji
from support import small as kecil
from support.kasus import KASUS
from support.kasus_lain import AGENDA, LAPORAN, UNIT
from support.paths import ROOT

OTHERWISE = ("K001", "K002", "T010")
"""Codes that a check cannot meet: they happen when something is made."""
SEMUA = {**KASUS, **LAPORAN}


def _shown(case):
    for name, content in case.items():
        yield f"--- {name}\n"
        if content is None:
            yield "(tidak ada)\n"
        elif callable(content):
            yield "(diubah)\n"
        elif name.endswith(".xlsx") and isinstance(content, bytes) and (sheet := tabular.to_csv(content)[0]):
            yield sheet.decode()
        elif isinstance(content, bytes) or len(content) > 1000:
            yield f"({len(content)} bita)\n"
        else:
            yield content if content.endswith("\n") else f"{content}\n"


@pytest.mark.parametrize("code", sorted(SEMUA.keys() - set(OTHERWISE)))
def test_the_code_happens_and_is_told_in_full(code, tmp_path, golden):
    told = kecil.told(kecil.put(tmp_path, SEMUA[code]))
    assert re.search(rf"^.+:\d+:\d+: {code} ", told, re.MULTILINE)
    golden(f"kode/{code}.txt", f"{''.join(_shown(SEMUA[code]))}=== check\n{told}")


@pytest.fixture
def perintah(monkeypatch, capsys):
    """Run a command in a workspace, in this process; return what it says, and its exit code."""
    monkeypatch.setenv("SKM_LANG", "id")
    monkeypatch.setenv("LANGUAGE", "id")

    def run(root, args):
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["pipeline", *args])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        told = re.sub(r"\b\d+,\d s\b", "0,0 s", f"{err}{out}")
        return f"=== python -m pipeline {' '.join(args)}\n{told}=== {code or 0}\n"

    return run


def _lay(root, files):
    """Lay files over a workspace; return them as they are shown."""
    for name, content in files.items():
        path = root / name
        if content is None:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            raw = content(path.read_bytes()) if callable(content) else content
            path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return "".join(_shown(files))


@pytest.mark.parametrize("code", sorted(UNIT))
def test_the_code_happens_when_units_are_begun(code, tmp_path, perintah, golden):
    case = UNIT[code]
    shown = _lay(kecil.put(tmp_path, {}), case.files)
    told = perintah(tmp_path, case.args)
    assert f": {code} " in told
    golden(f"kode/{code}.txt", f"{shown}{told}")


@pytest.fixture(scope="module")
def kantor(tmp_path_factory):
    """An office before it issues its letters, and after: to be copied."""
    root = tmp_path_factory.mktemp("kantor")
    before = kantor_uji.bangun(root / "awal")
    after = shutil.copytree(before, root / "terbit")
    pesanan = Order(workspace.period(after, "2025S1"), "surat-hasil")
    apply.issue(after, pesanan, lambda made, pulih: True)
    kantor_uji.commit(after)
    return {False: before, True: after}


@pytest.mark.parametrize("code", sorted(AGENDA))
def test_the_code_happens_in_the_register(code, kantor, tmp_path, perintah, golden, monkeypatch):
    case = AGENDA[code]
    root = shutil.copytree(kantor[case.issued], tmp_path / "kerja")
    shown = _lay(root, case.files)
    monkeypatch.setattr(journal, "_PATIENCE", 0)
    if case.soffice is not None:
        monkeypatch.setattr(pdf, "program", lambda: case.soffice)
    if case.git is not None:
        monkeypatch.setattr(git, "program", lambda: case.git)
    other = filelock.FileLock(root / journal.LOCK)
    if case.terkunci:
        other.acquire()
    told = perintah(root, case.args)
    other.release()
    assert f": {code} " in told
    golden(f"kode/{code}.txt", f"{shown}{told}")


def test_the_ways_out_that_name_a_command_lead_out(kantor, tmp_path, perintah):
    root = shutil.copytree(kantor[True], tmp_path / "kerja")
    _lay(root, {**AGENDA["A019"].files, **AGENDA["A005"].files})
    (root / "register/uji/2025/0002/pindai.pdf").rename(root / "pindai.pdf")
    perintah(root, ("register", "lampir", "065.1/2/UJI/2025", "pindai.pdf"))
    perintah(root, ("register", "catat", "uji", "8", "065.1/8/UJI/2025", "--tanggal", "2025-06-30"))
    assert perintah(root, ("verify",)) == "=== python -m pipeline verify\nbuku agenda dan arsipnya utuh\n=== 0\n"
    other = shutil.copytree(kantor[False], tmp_path / "terhenti")
    _lay(other, AGENDA["A013"].files)
    (other / journal.JOURNAL).unlink()
    kantor_uji.git(other, "stash", "-u", "--", "register")
    assert "3 surat terbit" in perintah(other, AGENDA["A013"].args)


def test_the_small_workspace_itself_is_clean(tmp_path):
    assert kecil.told(kecil.put(tmp_path, {})) == ""


def test_a_document_edited_by_hand_is_kept_and_told(tmp_path):
    root = kecil.put(tmp_path, {})
    masa = workspace.period(root, kecil.MASA)
    build.run(root, masa, "surat")
    made = root / "build/2025S1/kota/loket/surat.docx"
    made.write_bytes(made.read_bytes() + b"disunting")
    assert [one.code for one in build.run(root, masa, "surat").problems] == ["K001"]


def test_a_document_that_cannot_be_written_is_told(tmp_path):
    root = kecil.put(tmp_path, {"build/2025S1/kota/loket/surat.docx/a.txt": "folder"})
    told = [str(one) for one in build.run(root, workspace.period(root, kecil.MASA), "surat").problems]
    assert len(told) == 1
    assert "K002 tidak dapat menulis: itu folder, bukan berkas" in told[0]


def test_a_document_that_grows_without_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "LARGEST", 100)
    told = kecil.told(kecil.put(tmp_path, {}))
    assert told.startswith("templates/surat/bawaan.docx:1:1: T010 dokumen menjadi lebih dari 100 karakter;")


def test_every_code_has_a_case_and_an_explanation_with_its_three_sections():
    assert SEMUA.keys() | UNIT.keys() | AGENDA.keys() == CODES.keys()
    files = {path.stem for path in (ROOT / "pipeline/problems/penjelasan").glob("*.md")}
    assert files == CODES.keys()
    for code in CODES:
        text = penjelasan.text(code)
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == list(penjelasan.SECTIONS), code
        assert all(part.strip() for part in re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]), code
        assert text.endswith("\n"), code


def _blocks_and_spans(text):
    blocks = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
    for block in blocks:
        text = text.replace(block, "")
    return blocks, sorted(re.findall(r"`[^`\n]+`", text))


def test_every_code_is_explained_in_english_with_the_same_examples():
    assert {path.stem for path in (ROOT / "pipeline/problems/penjelasan/en").iterdir()} == CODES.keys()
    for code in CODES:
        text = penjelasan.text(code, "en")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == list(penjelasan.SECTIONS_EN), code
        assert all(part.strip() for part in re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]), code
        assert _blocks_and_spans(text) == _blocks_and_spans(penjelasan.text(code)), code
        assert text.endswith("\n"), code


def test_the_list_of_codes_in_the_docs_is_fresh():
    kept = (ROOT / "docs/kode.md").read_text(encoding="utf-8")
    assert kept == penjelasan.document(), "docs/kode.md is stale: make messages"


def test_explain_tells_cause_example_and_cure(run):
    told = run("explain", "c003")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("C003 (peringatan): `batas` <found> jatuh pada <reason>;")
    assert re.findall(r"^## (.*)$", told.stdout, re.MULTILINE) == list(penjelasan.SECTIONS)


def test_explain_speaks_the_language_asked_for(run):
    told = run("explain", "c003", env={"SKM_LANG": "en"})
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("C003 (warning): `batas` <found> falls on <reason>;")
    assert "## Cause\n\nThe office is closed on the day of the deadline" in told.stdout
    assert "batas: 2025-08-17" in told.stdout
    assert "Sebab" not in told.stdout


def test_explain_refuses_an_unknown_code(run):
    told = run("explain", "Q999")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "kode `Q999` tidak ada; semua kode: python -m pipeline explain\n"
