"""The number of a unit's letter, read and written by the rule of its kind: a place, an identity, a draft's blanks."""

import datetime as dt

import pytest

from pipeline.making.office import Offices
from pipeline.sources import workspace
from pipeline.sources.number_rule import NumberPlace
from pipeline.words import number
from support import small

OFFICE = (
    small.ISI["units/kota/instansi.yaml"]
    + "nomor: {pola: '{klasifikasi}/{urut}/{kode}/{tahun}', klasifikasi: '065', kode: UJI}\n"
    + "nomor_jenis: {nota: {pola: 'N-{urut}', per: [unit], satu_untuk: kelompok}}\n"
)
PERIOD = (
    "dokumen: {surat: {tanggal: 2025-07-02, hal: Hasil SKM, klasifikasi: '070'}, nota: {hal: Nota, kode: N}}\n"
    "batas: 2025-07-07\nrujukan: {dari: Kepala, nomor: 1/X, tanggal: 2025-06-26, hal: Survei}\n"
)
JULY = dt.date(2024, 7, 2)


def dossier(root, **files):
    small.put(root, {"units/kota/instansi.yaml": OFFICE, "periods/2025S1/kota/periode.yaml": PERIOD, **files})
    return Offices(root, workspace.period(root, small.MASA))["kota"].dossier("loket")


@pytest.fixture(scope="module")
def of_loket(tmp_path_factory):
    return dossier(tmp_path_factory.mktemp("kota"))


def test_classification_and_code_are_what_the_document_says_else_what_the_rule_says(of_loket):
    general, own = number.rule_of(of_loket, "surat"), number.rule_of(of_loket, "nota")
    assert number.parts_of(general, of_loket, "surat") == {"klasifikasi": "070", "kode": "UJI"}
    assert number.parts_of(general, of_loket, "nota") == {"klasifikasi": "065", "kode": "N"}
    assert number.parts_of(general, of_loket, "undangan") == {"klasifikasi": "065", "kode": "UJI"}
    assert number.parts_of(own, of_loket, "undangan") == {"klasifikasi": "", "kode": ""}


def test_a_sequence_is_of_the_day_or_of_what_the_rule_runs_over(of_loket):
    general, own = number.rule_of(of_loket, "surat"), number.rule_of(of_loket, "nota")
    assert number.sequence_of(general, of_loket, "surat", JULY) == "register/kota/2024"
    assert number.sequence_of(own, of_loket, "nota", JULY) == "register/kota/berlanjut/loket"
    by_kind = general.model_copy(update={"per": ["jenis", "klasifikasi"]})
    assert number.sequence_of(by_kind, of_loket, "surat", JULY) == "register/kota/berlanjut/070/surat"


def test_a_number_has_its_place_and_without_one_is_known_by_its_year(of_loket):
    printed = NumberPlace("register/kota/2023", "7")
    assert number.place_of(of_loket, "surat", "070/7/UJI/2023", JULY) == printed
    assert number.identity_of(of_loket, "surat", "070/7/UJI/2023", JULY) == printed
    for read in (number.place_of, number.identity_of):
        assert read(of_loket, "nota", "N-7", JULY) == NumberPlace("register/kota/berlanjut/loket", "7")
    assert number.place_of(of_loket, "surat", "tujuh", JULY) is None
    assert number.identity_of(of_loket, "surat", "tujuh", JULY) == NumberPlace("register/kota/2024", "")
    assert number.identity_of(of_loket, "surat", "tujuh", None) == NumberPlace("register/kota/2025", "")


def test_a_number_without_a_year_and_a_day_is_of_the_year_of_its_period(tmp_path):
    yearless = OFFICE.replace("/{tahun}", "")
    found = dossier(tmp_path, **{"units/kota/instansi.yaml": yearless})
    assert number.place_of(found, "surat", "070/7/UJI", None) == NumberPlace("register/kota/2025", "7")
    for read in (number.place_of, number.identity_of):
        assert read(found, "surat", "070/7/UJI", JULY) == NumberPlace("register/kota/2024", "7")


def test_of_two_readings_of_a_number_the_first_is_what_the_document_says(tmp_path):
    loose = OFFICE.replace("'{klasifikasi}/{urut}/{kode}/{tahun}'", "'{klasifikasi}/{urut}/{kode}', per: [kode]")
    found = dossier(tmp_path, **{"units/kota/instansi.yaml": loose})
    assert number.place_of(found, "surat", "070/2/3/UJI", None) == NumberPlace("register/kota/berlanjut/3-UJI", "2")


def test_a_batch_shares_a_number_where_the_rule_of_its_kind_says_so(of_loket, tmp_path):
    assert number.is_shared(of_loket, "nota")
    assert not number.is_shared(of_loket, "surat")
    bare = dossier(tmp_path, **{"units/kota/instansi.yaml": small.ISI["units/kota/instansi.yaml"]})
    assert not number.is_shared(bare, "surat")


def test_a_draft_has_visible_blanks_for_what_is_not_yet_given(of_loket, tmp_path):
    assert number.draft_number(of_loket, "surat") == "070/……/UJI/2025"
    assert number.draft_number(of_loket, "nota") == "N-……"
    undated = dossier(
        tmp_path / "2", **{"periods/2025S1/kota/periode.yaml": PERIOD.replace("tanggal: 2025-07-02, ", "")}
    )
    assert number.draft_number(undated, "surat") == "070/……/UJI/……"
    bare = dossier(tmp_path, **{"units/kota/instansi.yaml": small.ISI["units/kota/instansi.yaml"]})
    assert number.draft_number(bare, "surat") == "……"
    assert number.place_of(bare, "surat", "1", JULY) is None
