"""Every code happens: a small workspace in which it does, and the whole of what is told."""

import re

import kecil
import pytest
from conftest import ROOT
from kasus import KASUS

from pipeline import build, penjelasan
from pipeline.codes import CODES
from pipeline.documents import template
from pipeline.sources import workspace

OTHERWISE = ("K001", "K002", "T010")
"""Codes that a check cannot meet: they happen when something is made."""
SECTIONS = re.compile(r"[YIBGTKCDR]\d{3}|A03[12]|S0\d\d|S10[12346]|S11[4789]|S15[56]|S163")
"""The codes that are made to happen here; later rooms make theirs happen in tests of their own."""


def _shown(case):
    for name, content in case.items():
        yield f"--- {name}\n"
        if content is None:
            yield "(tidak ada)\n"
        elif isinstance(content, bytes) or len(content) > 1000:
            yield f"({len(content)} bita)\n"
        else:
            yield content if content.endswith("\n") else f"{content}\n"


@pytest.mark.parametrize("code", sorted(KASUS.keys() - set(OTHERWISE)))
def test_the_code_happens_and_is_told_in_full(code, tmp_path, golden):
    told = kecil.told(kecil.put(tmp_path, KASUS[code]))
    assert re.search(rf"^.+:\d+:\d+: {code} ", told, re.MULTILINE)
    golden(f"kode/{code}.txt", f"{''.join(_shown(KASUS[code]))}=== check\n{told}")


def test_the_small_workspace_itself_is_clean(tmp_path):
    assert kecil.told(kecil.put(tmp_path, {})) == ""


def test_a_document_edited_by_hand_is_kept_and_told(tmp_path):
    root = kecil.put(tmp_path, {})
    masa = workspace.period(root, kecil.MASA)
    build.run(root, masa, "surat")
    made = root / "build/2025S1/kota/loket/surat.docx"
    made.write_bytes(made.read_bytes() + b"disunting")
    assert [one.code for one in build.run(root, masa, "surat").masalah] == ["K001"]


def test_a_document_that_cannot_be_written_is_told(tmp_path):
    root = kecil.put(tmp_path, {"build/2025S1/kota/loket/surat.docx/a.txt": "folder"})
    told = [str(one) for one in build.run(root, workspace.period(root, kecil.MASA), "surat").masalah]
    assert len(told) == 1
    assert "K002 tidak dapat menulis: itu folder, bukan berkas" in told[0]


def test_a_document_that_grows_without_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "LARGEST", 100)
    told = kecil.told(kecil.put(tmp_path, {}))
    assert told.startswith("templates/surat/bawaan.docx:1:1: T010 dokumen menjadi lebih dari 100 karakter;")


def test_every_code_has_a_case_and_an_explanation_with_its_three_sections():
    assert KASUS.keys() == {code for code in CODES if SECTIONS.fullmatch(code)}
    files = {path.stem for path in (ROOT / "pipeline/penjelasan").glob("*.md")}
    assert files == CODES.keys()
    for code in CODES:
        text = penjelasan.text(code)
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == list(penjelasan.SECTIONS), code
        assert all(part.strip() for part in re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]), code
        assert text.endswith("\n"), code


def test_the_list_of_codes_in_the_docs_is_fresh():
    kept = (ROOT / "docs/kode.md").read_text(encoding="utf-8")
    assert kept == penjelasan.document(), "docs/kode.md is stale: make messages"


def test_explain_tells_cause_example_and_cure(run):
    told = run("explain", "c003")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("C003 (peringatan): `batas` <found> jatuh pada <reason>;")
    assert re.findall(r"^## (.*)$", told.stdout, re.MULTILINE) == list(penjelasan.SECTIONS)


def test_explain_refuses_an_unknown_code(run):
    told = run("explain", "Q999")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "kode `Q999` tidak ada; semua kode: python -m pipeline explain\n"
