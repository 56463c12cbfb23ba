"""Where only an index is known: in a sheet, or of an earlier period by what was published. All data are made up."""

import pytest

from pipeline.lists import history
from pipeline.making import build
from pipeline.problems.problem import Refusal
from pipeline.scores import counted, results
from pipeline.sources import layers, workspace
from pipeline.sources.period import parse
from pipeline.words.chapters import hasil, riwayat
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
