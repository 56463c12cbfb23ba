"""A file held against its model: whatever stands in it is known, or told."""

import re

import pytest

from pipeline.sources import models, register_reader, trees
from pipeline.sources.yaml_text import read_yaml


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
