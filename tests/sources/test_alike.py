"""Names that read as one and mean different things are refused wherever a file maps free text. Data are made up."""

from typing import get_args, get_origin

import pytest
from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from pipeline.checking import check
from pipeline.sources import models, named, nearest, survey_model, types, workspace
from pipeline.sources.types import Key, Model, Slug, each_its_own
from pipeline.sources.yaml_text import read_yaml
from support import small

COUNTED_TOGETHER = {"responden"}
"""Mappings of free text whose values are summed where their names read as one."""


def below(kind: type) -> set[type]:
    return {kind} | {inner for child in kind.__subclasses__() for inner in below(child)}


def maps_text(annotation: object) -> bool:
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        return key in (str, models.Text) or maps_text(value)
    return any(map(maps_text, get_args(annotation)))


def mappings() -> list[tuple[str, str, FieldInfo]]:
    every = ((kind, name, field) for kind in below(Model) for name, field in kind.model_fields.items())
    return sorted(
        ((kind.__name__, name, field) for kind, name, field in every if maps_text(field.annotation)),
        key=lambda found: found[:2],
    )


def test_every_mapping_of_free_text_refuses_names_that_read_as_one():
    found = {
        (kind, name): AfterValidator(each_its_own) in field.metadata or types.TimeSpan.__metadata__[0] in field.metadata
        for kind, name, field in mappings()
        if name not in COUNTED_TOGETHER
    }
    assert len(found) > 4
    assert all(found.values()), found


@pytest.mark.parametrize(
    ("chapter", "first", "second"),
    [
        ("jawaban: {label: {Baik: 3, 'baik ': 4}}", "Baik", "jawaban.label.baik "),
        ("jawaban: {kolom: {Waktu Layanan: waktu, waktu  layanan: biaya}}", "Waktu Layanan", "waktu  layanan"),
        ("profil: {pekerjaan: {isi: {PNS: ASN, pns: Pegawai}}}", "PNS", "profil.pekerjaan.isi.pns"),
        ("status_program: {Beres: sudah, beres: belum}", "Beres", "status_program.beres"),
    ],
)
def test_two_names_that_read_as_one_are_told_with_both_places(tmp_path, chapter, first, second):
    office = small.ISI["units/kota/instansi.yaml"]
    root = small.put(tmp_path, {"units/kota/instansi.yaml": f"{office}{chapter}\n"})
    found = [told for told in check.run(root, workspace.period(root, small.MASA)).problems if told.code == "I009"]
    assert len(found) == 1
    said = dict(found[0].values)
    assert said["other"] == first
    assert second in str(said["field"])


def test_names_that_read_as_one_and_mean_the_same_are_taken():
    assert each_its_own({"Baik": 3, "baik": 3}) == {"Baik": 3, "baik": 3}


@pytest.mark.parametrize("keys", [("u_1", "u1"), ("u1", "u_1")])
def test_a_key_means_itself_though_another_key_or_name_reads_as_it(keys):
    assert nearest.meanings(keys, [("U1", "waktu")]) == {}
    tree = read_yaml(b"skema: {a: {unsur: {waktu: {kode: U1}, u1: {kode: U2}}}}", "a.yaml", [])
    assert named.names_of(tree, ()).elements == {"u1": "u1", "u2": "u1", "waktu": "waktu"}


def test_models_and_their_parts_are_known_here():
    assert {survey_model.Masukan, survey_model.Unsur} <= below(Model)
    assert not maps_text(dict[Key, str])
    assert not maps_text(dict[Slug, str])


@pytest.mark.parametrize("typed", ["NAMA", "Nama", "na-ma"])
def test_a_name_in_other_letters_is_the_nearest(typed):
    assert nearest.near(typed, ("kepala", "nama")) == "nama"
