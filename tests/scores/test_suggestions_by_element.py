"""Suggestions under the elements that they speak of: each once, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.making.office import Offices
from pipeline.scores import survey
from pipeline.scores.suggestions import bare, by_element, cleaned, placed
from pipeline.sources.period import parse
from pipeline.sources.survey_model import Unsur
from support import small

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
    found = by_element(said, ELEMENTS, {})
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
    assert {text: key for key, texts in by_element(said, elements, {}).items() for text in texts} == said


def test_own_words_replace_those_that_are_known():
    own = {"sarana": Unsur(kode="U1", nama="Sarana", kata_saran=["lift"]), "waktu": ELEMENTS["waktu"]}
    assert by_element(["Lift macet", "Kursi kurang"], own, {}) == {"sarana": ["Lift macet"], "": ["Kursi kurang"]}


TEXTS = st.text(st.sampled_from("lamkursi tokt. "), max_size=30)


@given(st.lists(TEXTS), st.dictionaries(st.sampled_from(["waktu", "sarana", "lainnya", "tiada"]), st.lists(TEXTS)))
def test_none_vanishes_and_none_is_there_twice_wherever_somebody_placed_it(texts, said):
    by_hand = placed(said)
    found = by_element(texts, ELEMENTS, by_hand)
    assert sorted(text for group in found.values() for text in group) == sorted(texts)
    assert all(found.values())
    for key, group in found.items():
        assert all(by_hand.get(bare(text), key) in (key, "tiada") for text in group)


@pytest.mark.parametrize(
    "typed", ["petugas di kursi tunggu", "Petugas  di kursi\u00a0tunggu.", "PETUGAS DI KURSI TUNGGU!"]
)
def test_a_suggestion_stands_where_somebody_placed_it_however_he_typed_it(typed):
    texts = ["Petugas di kursi tunggu", "Kursi kurang"]
    assert by_element(texts, ELEMENTS, placed({"waktu": [typed], "lainnya": ["Kursi kurang"]})) == {
        "waktu": ["Petugas di kursi tunggu"],
        "": ["Kursi kurang"],
    }


def test_a_suggestion_with_personal_data_is_placed_as_typed_or_as_printed():
    raw = "Kursi kurang, hubungi 081234567890"
    (printed,) = cleaned([raw])
    for typed in (raw, printed):
        assert by_element([printed], ELEMENTS, placed({"waktu": [typed]})) == {"waktu": [printed]}


SAID = {
    "periods/2025S1/kota/skor.csv": "unit,waktu,biaya,saran\nloket,4,3,Kursi kurang\nloket,3,3,Antrean lama\n",
    "periods/2025S1/kota/loket.yaml": "saran_unsur: {Biaya: [kursi kurang], waktu: [Antrean lama, Kursi kurang]}\n",
}


def test_the_files_of_a_unit_say_it_by_printed_name_and_what_stands_twice_is_told(tmp_path):
    found, told = survey_of(small.put(tmp_path, SAID), "2025S1")
    assert found.placed == {"kursi kurang": "biaya", "antrean lama": "waktu"}
    assert [(fault.code, fault.place.line) for fault in told if fault.code == "S179"] == [("S179", 1)]


def test_an_element_that_there_is_not_is_told(tmp_path):
    files = {**SAID, "periods/2025S1/kota/loket.yaml": "saran_unsur: {watku: [Kursi kurang]}\n"}
    problems = Offices(small.put(tmp_path, files), parse("2025S1"))["kota"].dossier("loket").problems
    assert [(fault.code, str(dict(fault.values)["hint"])) for fault in problems] == [("I007", "maksudnya `waktu`?")]


def test_a_year_of_answers_places_as_its_semesters_do(tmp_path):
    year = small.ISI["periods/2025S1/kota/periode.yaml"] + "bagian: jawaban\n"
    found, told = survey_of(small.put(tmp_path, {**SAID, "periods/2025/kota/periode.yaml": year}), "2025")
    assert found.placed["kursi kurang"] == "biaya"
    assert "S179" not in [fault.code for fault in told]


def survey_of(root, period):
    opened = Offices(root, parse(period))["kota"]
    dossier = opened.scored_dossier("loket")
    return survey.survey_of(root, opened.counted, dossier, opened.results(dossier))
