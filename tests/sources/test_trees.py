"""A file held against its model: whatever stands in it is known, or told."""

import re
from typing import Annotated, Optional

import pytest

from pipeline.sources import models, register_reader, trees
from pipeline.sources.yaml_text import Node, read_yaml


def told(text: str, model=models.Unit) -> list[str]:
    problems = []
    node = read_yaml(text.encode(), "a.yaml", problems)
    if node is None:
        return [str(found) for found in problems]
    trees.read(model, node, problems)
    return [str(found) for found in problems]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nama: x\naneh:\n", "2:1: I001 field `aneh`"),
        ("nama: x\nkop:\n  baris: [K]\n  telp:\n", "4:3: I001 field `kop.telp` tidak dikenal; maksudnya `telepon`?"),
        ("nama: x\ndokumen:\n  surat:\n    hall:\n", "4:5: I001 field `dokumen.surat.hall`"),
        ("nama: x\nrujukan:\n  jenis: a\n  perioda:\n", "4:3: I001 field `rujukan.perioda`"),
    ],
)
def test_a_name_that_is_not_known_is_told_though_it_has_no_value(text, place):
    (found,) = told(text)
    assert place in found


def test_a_list_of_letters_is_looked_into():
    (found,) = told("nomor: 1/X\nurut: 1\nsurat:\n  - unit: a\n    alasn:\n", register_reader.Entry)
    assert "I001 field `surat[1].alasn`" in found


def test_fields_that_are_left_to_fill_and_names_that_people_choose_are_no_strangers():
    assert told("nama: x\nkop:\ntautan:\n  grafik:\nlayanan:\n  ktp: {nama: KTP}\n") == []


LOST = {
    "one line": ("nama: x\nkop:\nbaris: [KOTA]\nsifat: Biasa\n", (3, 3)),
    "two": ("nama: x\nkop:\nbaris: [KOTA]\nalamat: Jl\n", (3, 4)),
    "the second of two": ("nama: x\nkepala:\n  jabatan: Kepala\nnama: Budi\nsifat: Biasa\n", (4, 4)),
    "a list, and more": ("nama: x\nkop:\nbaris:\n- KOTA\nalamat: Jl\nlaman: a.example\nsifat: Biasa\n", (3, 6)),
    "one without a value": ("nama: x\nkop:\nbaris: [KOTA]\nalamat:\nlaman: a.example\n", (3, 5)),
    "a name that stands above too": ("nama: x\nkepala:\njabatan: Kepala\nnama: Budi\n", (3, 4)),
    "a kind of document": ("nama: x\ndokumen:\nsurat:\nhal: A\n", (3, 3)),
    "two kinds with what they say": ("nama: x\ndokumen:\nsurat:\n  hal: A\nlaporan-akhir:\n  hal: B\n", (3, 6)),
    "in a group": ("nama: x\ndokumen:\n  surat:\n    kop:\n    baris: [KOTA]\n    alamat: Jl\n", (5, 6)),
}


@pytest.mark.parametrize("case", LOST)
def test_what_lost_its_indent_is_told_once_led_back_and_then_reads(case):
    typed, (first, last) = LOST[case]
    (found,) = told(typed)
    lines = re.search(r"jorokkan dua spasi baris (?:ini|(\d+) sampai (\d+))", found)
    assert lines
    at = int(found.split(":")[1])
    assert (int(lines[1] or at), int(lines[2] or at)) == (first, last)
    rows = typed.splitlines()
    assert told("\n".join(f"  {row}" if first <= line <= last else row for line, row in enumerate(rows, 1))) == []


@pytest.mark.parametrize(
    "text", ["sifat:Biasa\n", "nama: x\nkop: laman:a.example\n", "nama: x\nkop:\n  laman:a.example\n"]
)
def test_a_name_that_no_blank_parts_from_its_value_is_told_with_the_line_as_it_should_be(text):
    (found,) = told(text)
    name, value = ("sifat", "Biasa") if "sifat" in text else ("laman", "a.example")
    assert f"spasi sesudah titik dua: `{name}: {value}`" in found


def test_a_stranger_between_names_that_lost_their_indent_is_told_with_them():
    problems = []
    node = read_yaml(b"survei:\nfoo: x\nmulai: 2025-01-01\n", "a.yaml", problems)
    assert trees.read(models.Periode, node, problems) is None
    assert {problem.code for problem in problems} == {"I001"}


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        ("layanan: {KTP: {nama: Pembuatan KTP}}\n", "layanan", "KTP"),
        ("profil: {gender: {isi: {L: Laki-laki}}}\n", "profil", "gender"),
        ("publikasi: {layanan: {A B: {ikm: '80,00'}}}\n", "publikasi.layanan", "A B"),
    ],
)
def test_a_name_that_may_not_be_one_is_told_as_the_name_and_at_its_place(text, field, name):
    problems = []
    trees.read(models.UnitPeriode, read_yaml(text.encode(), "a.yaml", problems), problems)
    (fault,) = problems
    said = dict(fault.values)
    assert (fault.code, said["field"], str(said["found"])) == ("I003", field, f"nama `{name}`")
    assert text[fault.place.column - 1 :].startswith(name)


def node(text: str) -> Node:
    found = read_yaml(text.encode(), "a.yaml", [])
    assert found is not None
    return found


def test_the_values_of_a_tree_are_what_is_said_and_what_is_left_empty_is_not():
    said = node("a: x\nb:\nc: {d: 1, e: [y, {f: z}]}\ng:\n  h:\n  i: [[1], [2]]\n")
    assert trees.plain(said) == {"a": "x", "c": {"d": "1", "e": ["y", {"f": "z"}]}, "g": {"i": [["1"], ["2"]]}}


def test_what_stands_at_a_path_is_found_or_the_deepest_on_the_way():
    said = node("a: {b: [x, {c: y}]}\nd: z\n")
    inner = said.value["a"]
    assert trees.find(said, ()) is said
    assert trees.find(said, ("a", "b", 1, "c")).value == "y"
    assert [trees.find(said, ("a", "b", step)).value for step in (0, 1)] == ["x", inner.value["b"].value[1].value]
    assert trees.find(said, ("a", "b", 2)) is inner.value["b"]
    assert trees.find(said, ("a", "b", "c")) is inner.value["b"]
    assert trees.find(said, ("a", "tiada", "b")) is inner
    assert trees.find(said, ("d", 0)) is said.value["d"]
    assert set(trees.fields(said)) == {"a", "d"}
    assert [trees.fields(there) for there in (None, said.value["d"], inner.value["b"])] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a.b"), (("a", 0, "b", 11), "a[1].b[12]"), ((2, "a"), "[3].a")],
)
def test_a_path_is_told_as_people_count(path, text):
    assert trees.told_path(path) == text


def test_a_field_holds_every_kind_that_it_may_be_of():
    both = list[str] | Annotated[dict[str, int] | None, "said of it"]
    assert trees.parts(both) == [list[str], dict[str, int], type(None)]
    assert trees.parts(Optional[Annotated[str, "one"]]) == [str, type(None)]  # noqa: UP045
    assert [trees.is_model(kind) for kind in (models.Unit, str, list[str], None)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nama: x\ntembusan: a\n", '"a"'),
        ("nama: []\n", "daftar kosong"),
        ("nama: [x]\n", "daftar"),
        ("nama: {}\n", "kelompok field yang kosong"),
        ("nama: {a: b}\n", "kelompok field"),
        (f"nama: x\ntembusan: {'a' * 60}\n", f'"{"a" * 60}"'),
        (f"nama: x\ntembusan: {'a' * 61}\n", f'"{"a" * 57}..."'),
    ],
)
def test_what_was_found_is_told_and_cut_where_it_is_long(text, found):
    problems: list = []
    trees.read(models.Unit, node(text), problems)
    assert [str(dict(fault.values)["found"]) for fault in problems] == [found]


def test_faults_of_several_fields_are_told_at_once_each_at_its_place():
    text = "nama: x\naneh: 1\nlayanan: a\ntembusan: {b: c}\nganjil:\n"
    assert [(line.split()[0], line.split()[1]) for line in sorted(told(text))] == [
        ("a.yaml:2:1:", "I001"),
        ("a.yaml:3:10:", "I003"),
        ("a.yaml:4:11:", "I003"),
        ("a.yaml:5:1:", "I001"),
    ]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("nama: [x]\n", "nama", "teks"),
        ("nama: x\ntembusan: a\n", "tembusan", "daftar, satu butir satu baris yang diawali `- `"),
        ("nama: x\nlayanan: [a]\n", "layanan", "kelompok field `nama: nilai`"),
        ("nama: x\nkop: [a]\n", "kop", "kelompok field `nama: nilai`"),
        ("nama: x\nkop: {baris: []}\n", "kop.baris", "sekurangnya satu isi"),
    ],
)
def test_what_should_stand_there_is_told_by_its_kind(text, field, expected):
    problems: list = []
    trees.read(models.Unit, node(text), problems)
    assert [(str(dict(fault.values)[name])) for fault in problems for name in ("field", "expected")] == [
        field,
        expected,
    ]


def test_what_is_required_is_told_where_its_group_begins_or_where_it_is_left_empty():
    assert [line.split()[:2] for line in told("sifat: Biasa\n")] == [["a.yaml:1:1:", "I002"]]
    assert [line.split()[:2] for line in told("sifat: Biasa\nnama:\n")] == [["a.yaml:2:1:", "I002"]]
