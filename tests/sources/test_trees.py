"""A file held against its model: whatever stands in it is known, or told."""

import pytest

from pipeline.sources import models, register_reader, trees
from pipeline.sources.yaml_text import read_yaml


def told(text: str, model=models.Unit) -> list[str]:
    problems = []
    node = read_yaml(text.encode(), "a.yaml", problems)
    assert node
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


def test_what_lost_its_indent_is_led_back_and_then_reads():
    typed = "nama: x\nkop:\nbaris:\n- KOTA\nalamat: Jl\nsifat: Biasa\n"
    found = told(typed)
    assert [line.split(";")[1] for line in found] == [" jorokkan dua spasi baris ini: ia isi `kop` di atasnya"] * 2
    assert told(typed.replace("baris:", "  baris:").replace("- KOTA", "  - KOTA").replace("alamat", "  alamat")) == []
