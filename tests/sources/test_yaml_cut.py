"""Text between braces and brackets: a comma never takes the rest of a value away without a word."""

import re
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
        ("yth: [Budi Rekaan, S.H.]", "Y012", "`- S.H.`"),
        ("yth: [Drs. Budi Rekaan, MSi]", "Y012", "`- MSi`"),
        ("a: [Nilai rata-rata 80, 42]", "Y012", "`- 42`"),
        ("tembusan: [Wali Kota, Kepala Dinas Pekerjaan Umum, Perumahan, dan Permukiman]", "Y012", "`- dan Permukiman`"),
        ("dasar: [Rapat tanggal 2 Juni, pagi]", "Y012", "`- pagi`"),
        ("hal: Hasil SKM #1 tahun ini", "Y013", "'Hasil SKM #1 tahun ini'"),
        ("hal: >#1 tahun ini", "Y013", "'>#1 tahun ini'"),
        ("hal: |-#1", "Y013", "'|-#1'"),
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
        "tembusan: [Kepala Badan Kepegawaian, Arsip]",
        "tembusan: [Bupati Rekaan, Inspektur Kabupaten Rekaan, Arsip]",
        "kop: {baris: [Jalan Rekaan Nomor 1, Rekaan]}",
        "unsur: [Waktu Penyelesaian, Biaya]",
        "unsur: [waktu penyelesaian, biaya]",
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


PAGES = [
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name not in ("kode.md", "architecture.md")),
    *sorted((ROOT / "pipeline/starting/awal").glob("*.yaml")),
]
"""What people copy from; the pages of codes show what is wrong."""
FENCED = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
SNIPPET = re.compile(r"(?:[- ]*[\w.-]+: *[\[{]|\{\w+: ).*")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_starting_files_and_docs_show_no_free_text_between_braces(page):
    found = shown(page)
    assert {text for block in found for text in free(block)} == set()
    cut = ("Y010", "Y011", "Y012", "Y013")
    assert [fault for block in found for fault in told(block) if fault.code in cut] == []


def test_free_text_between_braces_is_found_wherever_a_page_shows_it(tmp_path):
    page = tmp_path / "a.md"
    page.write_text("```yaml\na: {hal: Hasil SKM}\n```\n`{dari: Bagian Umum}`\n```\nb: [{x: Dua kata, y: 1}]\n```\n")
    assert {text for block in shown(page) for text in free(block)} == {"Hasil SKM", "Bagian Umum", "Dua kata"}
    page = page.rename(tmp_path / "a.yaml")
    page.write_text("# kop: {alamat: Jalan Rekaan}\nb: {x: @isi}\nc: {x: Dua kata, y: '2 kata'}\n")
    assert {text for block in shown(page) for text in free(block)} == {"Jalan Rekaan", "Dua kata"}


def shown(page: Path) -> list[str]:
    """Return every piece of YAML that a page shows: in blocks, in its sentences, in remarks."""
    text = page.read_text(encoding="utf-8").replace("@", "x")
    if page.suffix == ".yaml":
        remarks = (line.lstrip("# ") for line in text.splitlines() if line.lstrip().startswith("#"))
        return [text, *filter(SNIPPET.fullmatch, remarks)]
    said = re.findall(r"`([^`\n]+)`", FENCED.sub("", text))
    return [block for block in (*FENCED.findall(text), *filter(SNIPPET.fullmatch, said)) if _reads(block)]


def free(block: str) -> list[str]:
    """Return the values between braces that are several words without quotes."""
    found: list[str] = []
    open_ones: list[yaml.Token] = []
    before: yaml.Token | None = None
    for token in yaml.scan(block):
        if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
            open_ones.append(token)
        elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
            open_ones.pop()
        elif isinstance(token, yaml.ScalarToken) and isinstance(before, yaml.ValueToken) and open_ones:
            in_braces = isinstance(open_ones[-1], yaml.FlowMappingStartToken)
            found += [token.value] if in_braces and token.plain and " " in token.value else []
        before = token
    return found


def _reads(block: str) -> bool:
    try:
        list(yaml.scan(block))
    except yaml.YAMLError:
        return False
    return True
