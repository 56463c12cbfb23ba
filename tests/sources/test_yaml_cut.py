"""Text between braces and brackets: a comma never takes the rest of a value away without a word."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.problems.problem import Problem
from pipeline.sources.yaml_text import read_yaml
from support.paths import ROOT


def told(text: str) -> list[Problem]:
    problems: list[Problem] = []
    read_yaml(text.encode(), "a.yaml", problems)
    return problems


@pytest.mark.parametrize(
    ("typed", "code", "cure"),
    [
        (
            "orang: {nama: Drs. H. Rekaan, S.Sos., M.Si., nip: 19700101 199503 1 001}",
            "Y010",
            "{nama: 'Drs. H. Rekaan, S.Sos., M.Si.', nip: 19700101 199503 1 001}",
        ),
        ("surat: {hal: Hasil SKM, Semester Ganjil}", "Y010", "{hal: 'Hasil SKM, Semester Ganjil'}"),
        ("publikasi: {ikm: 80,42}", "Y010", "{ikm: '80,42'}"),
        ("prioritas: {cara: ambang, ambang: 3,20}", "Y010", "{cara: ambang, ambang: '3,20'}"),
        ("kop: {alamat: Jl. Rekaan, 'Kota', x: 1}", "Y010", ""),
        ("bobot: {waktu: 0,5, biaya: 0,5}", "Y010", "{waktu: '0,5', biaya: '0,5'}"),
        ("kop: {telepon}", "Y011", ""),
        ("kop: {telepon: , laman: kota.example}", "Y011", ""),
        ("kop: {alamat: Jl. Rekaan, telepon: }", "Y011", ""),
        ("kop: {baris: [KOTA REKAAN, DINAS SOSIAL, P3A]}", "Y012", "`- P3A`"),
        ("tembusan: [Wali Kota, Kepala Dinas Sosial, P3A]", "Y012", "`- P3A`"),
        ("hal: Hasil SKM #1 tahun ini", "Y013", "'Hasil SKM #1 tahun ini'"),
        ("tembusan:\n  - Kelurahan #3", "Y013", "'Kelurahan #3'"),
        ("a: [{b: [x, {c: Budi, S.H.}]}]", "Y010", "{c: 'Budi, S.H.'}"),
    ],
)
def test_what_a_comma_cut_off_is_told_with_the_line_as_it_should_be(typed, code, cure):
    (found,) = told(typed)
    assert found.code == code
    assert cure in str(found)
    if code == "Y010" and cure:
        name = typed.split(":")[0]
        assert told(f"{name}: {cure}") == []


@pytest.mark.parametrize(
    "typed",
    [
        "per: [tahun, klasifikasi]",
        "waktu: [TW II, TW III]",
        "a: {b: 1, c: [2, 3]}",
        "kop: {baris: [KOTA REKAAN, SEKRETARIAT]}",
        "a: {b: 'x, y', c: ''}",
        "a: ['Wali Kota', 'P3A']",
        "a:\n  b:\n",
        "a: x # keterangan",
        "a:  #ISI",
        "a: 'x #1'",
        "a: x#1",
        "#judul\na: x",
        "a: |\n  nomor #1\n",
    ],
)
def test_what_is_whole_is_left_alone(typed):
    assert told(typed) == []


WORD = st.text("abcxyz ,.", min_size=1, max_size=12).map(str.strip).filter(lambda text: text.strip(" ,."))


@given(st.dictionaries(st.sampled_from(["nama", "hal", "nip", "yth"]), WORD, min_size=1))
def test_every_character_between_braces_is_in_a_value_or_told(values):
    text = "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
    problems: list[Problem] = []
    node = read_yaml(f"a: {text}".encode(), "a.yaml", problems)
    if problems:
        return
    kept = node.value["a"].value
    read = "".join(str(kept[name].value) for name in values)
    squeezed = str.maketrans("", "", " ,'\"")
    assert read.translate(squeezed) == "".join(values.values()).translate(squeezed)


def test_starting_files_and_docs_show_no_text_that_a_comma_cuts():
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "pipeline/starting").rglob("*.yaml")]
    assert pages
    for page in pages:
        for block in blocks(page):
            problems = [found for found in told(block) if found.code in ("Y010", "Y011", "Y012", "Y013")]
            assert not problems or page.name == "kode.md", (page, problems)


def blocks(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".yaml":
        return [text.replace("@", "")]
    found = [part.split("```", 1)[0] for part in text.split("```yaml\n")[1:]]
    return [block for block in found if _reads(block)]


def _reads(block: str) -> bool:
    try:
        yaml.compose(block)
    except yaml.YAMLError:
        return False
    return True
