"""Where only an index is known: in a sheet, or of an earlier period by what was published. All data are made up."""

import pytest

from pipeline.lists import history
from pipeline.making import build
from pipeline.problems.problem import Refusal
from pipeline.scores import counted, results, survey
from pipeline.sources import layers, workspace
from pipeline.sources.period import parse
from pipeline.words.chapter import Material
from pipeline.words.chapters import hasil, rekap, riwayat
from support import small
from support.made_office import buat, masalah, tulis

JAWABAN = "persyaratan,prosedur,waktu\n4,3,3\n3,3,4\n"


def test_an_index_without_elements_is_printed_as_declared_and_told(tmp_path):
    made = buat(tmp_path, "jumlah_responden;ikm\n120;86,94\n")
    words = hasil.say(made.material)
    assert (words["utama"]["ikm"], words["utama"]["mutu"], words["utama"]["unsur"]) == ("86,94", "B", [])
    assert words["responden"]["jumlah"] == "120"
    assert made.kode == ["S167"]


def test_indices_of_services_are_joined_by_their_respondents(tmp_path):
    made = buat(tmp_path, "layanan;jumlah_responden;ikm\nktp;30;100\nkk;10;50\n")
    assert (float(made.result.ikm), made.result.responden) == (87.5, 40)
    assert "S108" in masalah(tmp_path, "layanan;jumlah_responden;ikm\nktp;30;100\nkk;;50\n")[0]


def test_an_index_needs_the_number_of_respondents_beside_it(tmp_path):
    assert (
        "S003 kolom `jumlah_responden` tidak ada" in masalah(tmp_path, "# bentuk: tabel\nikm,layanan\n86.94,ktp\n")[0]
    )


def test_an_earlier_period_is_known_by_what_was_published(tmp_path):
    tulis(tmp_path, "2024S2", "", 'publikasi: {ikm: "80,42", mutu: B}')
    (tmp_path / "periods/2024S2/rekaan/loket.csv").unlink()
    made = buat(tmp_path, JAWABAN)
    words = riwayat.say(made.material)
    first = words["riwayat"][0]
    assert (first["ikm"], first["mutu"]) == ("80,42", "B")
    assert (words["lalu"]["ikm"], words["perkembangan"]["dari"], words["perkembangan"]["arah"]) == (
        "80,42",
        "80,42",
        "naik",
    )


def test_answers_that_are_wrong_are_not_replaced_by_what_was_published(tmp_path):
    buat(tmp_path, JAWABAN)
    tulis(tmp_path, "2024S2", JAWABAN.replace("4,3,3", "4,9,3"), 'publikasi: {ikm: "80,42"}')
    office = layers.office_of(tmp_path, parse("2024S2"), "rekaan", [])
    opened = counted.count(tmp_path, office, [])
    with pytest.raises(Refusal):
        results.of_past(opened, layers.dossier_of(tmp_path, office, "loket"))


def test_the_trend_shows_a_period_that_only_its_publication_knows(tmp_path):
    root = small.put(
        tmp_path,
        {
            "periods/2024S2/kota/periode.yaml": "",
            "periods/2024S2/kota/loket.yaml": 'publikasi: {ikm: "80,42"}\n',
        },
    )
    now, before = (history.points(root, workspace.period(root, name)) for name in ("2025S1", "2024S2"))
    [change, *_] = history.changes(before["kota", "loket"], now["kota", "loket"])
    assert (change.name, str(change.old), change.direction) == ("IKM skm", "80.42", "naik")


def test_a_letter_is_made_from_an_index_alone(tmp_path):
    root = small.put(tmp_path, {"periods/2025S1/kota/skor.csv": "unit;jumlah_responden;ikm\nloket;120;86,94\n"})
    made = build.run(root, workspace.period(root, small.MASA), "surat")
    assert (made.made, made.failed) == (1, 0)
    assert [one.code for one in made.problems] == ["S167"]


PUBLIKASI = 'publikasi: {ikm: "86,94", mutu: B, responden: "120"}\n'
ELEMENTS = '{persyaratan: "3,40", prosedur: "3,50", waktu: "3,53"}'


def published_alone(tmp_path, own: str, **more: str):
    """Return what a unit comes to of which only a publication is known."""
    buat(tmp_path, JAWABAN)
    (tmp_path / "periods/2025S1/rekaan/loket.csv").unlink()
    return small_office(tmp_path, own, **more)


def small_office(tmp_path, own: str, unit: str = ""):
    (tmp_path / "periods/2025S1/rekaan/loket.yaml").write_text(own)
    (tmp_path / "units/rekaan/loket.yaml").write_text("nama: Loket\n" + unit)
    problems = []
    office = layers.office_of(tmp_path, parse("2025S1"), "rekaan", problems)
    opened = counted.count(tmp_path, office, problems)
    assert problems == []
    dossier = layers.dossier_of(tmp_path, office, "loket")
    scored = results.of_unit(opened, dossier)
    survei, told = survey.survey_of(tmp_path, opened, dossier, scored)
    return Material(dossier, "", scored, None, survei), [fault.code for fault in told]


def test_this_period_may_be_known_by_what_was_published_alone(tmp_path):
    material, told = published_alone(tmp_path, PUBLIKASI)
    words = hasil.say(material)
    assert (words["utama"]["ikm"], words["utama"]["mutu"], words["utama"]["unsur"]) == ("86,94", "B", [])
    assert words["responden"] == {"jumlah": "120", "terbilang": "seratus dua puluh"}
    assert (words["utama"]["prioritas"]["rincian"], told) == ("", ["S167"])


def test_published_elements_are_a_whole_result_with_its_priorities(tmp_path):
    own = f'publikasi: {{ikm: "86,94", responden: "120", nrr: {ELEMENTS}}}\nprioritas: {{cara: terendah, jumlah: 1}}\n'
    material, told = published_alone(tmp_path, own)
    words = hasil.say(material)
    assert [row["nilai"] for row in words["utama"]["unsur"]] == ["3,40", "3,50", "3,53"]
    assert (words["utama"]["prioritas"]["unsur"], told) == (["Persyaratan"], [])


def test_published_services_are_joined_by_their_respondents(tmp_path):
    rows = 'layanan: {ktp: {ikm: "100", responden: "30"}, kk: {ikm: "50", responden: "10"}}'
    unit = "layanan: {ktp: {nama: KTP}, kk: {nama: KK}}\n"
    material, told = published_alone(tmp_path, f"publikasi:\n  {rows}\n", unit=unit)
    words = hasil.say(material)
    assert (words["utama"]["ikm"], words["responden"]["jumlah"]) == ("87,50", "40")
    assert [row["ikm"] for row in words["utama"]["layanan"]] == ["100", "50"]
    assert told == ["S167"]


def test_a_publication_without_respondents_is_told_with_its_place(tmp_path):
    with pytest.raises(Refusal) as refused:
        published_alone(tmp_path, 'publikasi:\n  ikm: "86,94"\n')
    assert [(fault.code, fault.place.line) for fault in refused.value.problems] == [("S173", 2)]


def test_a_publication_does_not_stand_in_for_rows_that_may_be_the_units_own(tmp_path):
    root = small.put(
        tmp_path,
        {
            "periods/2025S1/kota/skor.csv": "unit,waktu,biaya\nloke,4,3\nloke,3,3\n",
            "periods/2025S1/kota/loket.yaml": PUBLIKASI,
        },
    )
    told = small.told(root).splitlines()
    assert {line.split()[1] for line in told if line.startswith(("periods", "units"))} == {"S005"}


def test_a_letter_is_made_from_a_publication_alone(tmp_path):
    root = small.put(tmp_path, {"periods/2025S1/kota/skor.csv": None, "periods/2025S1/kota/loket.yaml": PUBLIKASI})
    made = build.run(root, workspace.period(root, small.MASA), "surat")
    assert (made.made, made.failed, [told.code for told in made.problems]) == (1, 0, ["S167"])


def test_a_recap_has_a_unit_of_which_only_the_index_is_known(tmp_path):
    other = buat(tmp_path / "other", JAWABAN).material
    material, _ = published_alone(tmp_path, PUBLIKASI)
    together = rekap.say(material._replace(units_material=(material, other)))["rekap"]
    [alone, counted_row] = together["unit"]
    assert (alone["nilai"], alone["ikm"], alone["responden"]) == (["-"] * 3, "86,94", "120")
    assert together["nilai"] == counted_row["nilai"]
    assert rekap.say(material._replace(units_material=(material,)))["rekap"]["nilai"] == ["-"] * 3
