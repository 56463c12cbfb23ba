"""A person who signs: the lines above the name as the regulation has them."""

import pytest

from pipeline.sources.person_model import Penandatangan
from pipeline.words.persons import PERSON, person


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ({}, ["Camat"]),
        ({"pelaksana": "Plt"}, ["Plt. Camat"]),
        ({"pelaksana": "Pj."}, ["Pj. Camat"]),
        ({"atas_nama": "Bupati"}, ["a.n. Bupati", "Camat"]),
        ({"atas_nama": "a.n. Bupati"}, ["a.n. Bupati", "Camat"]),
        ({"untuk_beliau": "u.b. Sekretaris Daerah"}, ["Sekretaris Daerah", "u.b.", "Camat"]),
        (
            {"atas_nama": "Bupati", "untuk_beliau": "Sekretaris Daerah", "pelaksana": "Plh"},
            ["a.n. Bupati", "Sekretaris Daerah", "u.b.", "Plh. Camat"],
        ),
    ],
)
def test_the_lines_above_the_name_are_those_of_the_regulation(said, lines):
    words = person(Penandatangan(jabatan="Camat", nama="Ani", **said))
    assert words["blok"] == lines
    assert words["jabatan"] == lines[-1]


def test_nobody_has_the_words_of_a_person_all_empty():
    words = person(None)
    assert list(words) == [name.removesuffix("[]") for name, _ in PERSON]
    assert not any(words.values())


@pytest.mark.parametrize("typed", ["a/n Bupati", "a.n.Bupati", "Atas nama Bupati", "a.n. Bupati"])
def test_for_whom_somebody_signs_is_said_once(typed):
    who = Penandatangan(jabatan="Plt. Kepala Dinas", nama="Nama", atas_nama=typed, pelaksana="Plt.")
    said = person(who)
    assert (said["atas_nama"], said["jabatan"]) == (typed, "Plt. Kepala Dinas")
