"""Suggestions under the elements that they speak of: each once, whatever it says."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.scores.suggestions import by_element
from pipeline.sources.survey_model import Unsur

ELEMENTS = {
    "waktu": Unsur(kode="U1", nama="Waktu Penyelesaian"),
    "sarana": Unsur(kode="U2", nama="Sarana dan Prasarana"),
    "integritas": Unsur(kode="U3", nama="Integritas", kata_saran=["calo"]),
}


def test_a_suggestion_is_of_the_element_that_most_of_its_words_are_of():
    said = {
        "Kursi di ruang tunggu dan toiletnya rusak, lama sekali.": "sarana",
        "Jangan lama menunggu": "waktu",
        "Berantas calo di parkiran! Calonya banyak.": "integritas",
        "Semoga sukses": "",
    }
    found = by_element(said, ELEMENTS)
    assert {text: key for key, texts in found.items() for text in texts} == said
    assert list(found) == ["waktu", "sarana", "integritas", ""], "in the order of the scheme, the others last"


def test_a_word_that_says_little_counts_only_where_no_other_does():
    names = ("persyaratan", "waktu", "biaya", "kompetensi", "perilaku")
    elements = {key: Unsur(kode=f"U{at}", nama=key.title()) for at, key in enumerate(names, 1)}
    said = {
        "Petugas kurang ramah": "perilaku",
        "Petugasnya judes": "perilaku",
        "Sikap petugas": "perilaku",
        "Jangan ada pungli oleh petugas": "biaya",
        "Berkas terlalu lama diproses": "waktu",
        "Petugas ditambah": "kompetensi",
        "Berkasnya jangan banyak": "persyaratan",
        "Keramahan kurang, cepat": "waktu",
    }
    assert {text: key for key, texts in by_element(said, elements).items() for text in texts} == said


def test_own_words_replace_those_that_are_known():
    own = {"sarana": Unsur(kode="U1", nama="Sarana", kata_saran=["lift"]), "waktu": ELEMENTS["waktu"]}
    assert by_element(["Lift macet", "Kursi kurang"], own) == {"sarana": ["Lift macet"], "": ["Kursi kurang"]}


@given(st.lists(st.text(st.sampled_from("lamkursi tokt. "), max_size=30)))
def test_none_vanishes_and_none_is_there_twice(texts):
    found = by_element(texts, ELEMENTS)
    assert sorted(text for group in found.values() for text in group) == sorted(texts)
    assert all(found.values())
