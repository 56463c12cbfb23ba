"""An office that holds no survey: its letters are made, and what needs a survey says that there is none."""

import pytest

from support import small

KIND = """\
judul: Undangan
sebutan: undangan
kosakata: [surat, unit, isi]
isi:
  acara: {jenis: teks, arti: nama acara}
"""
PRINTED = "<w:p><w:r><w:t>{{ nomor }}{{ draf }} {{ unit.nama }} {{ isi.acara }} {{ hal }}</w:t></w:r></w:p>"
FILES: dict[str, small.Content] = {
    "skm.yaml": "format: 1\n",
    "units/kota/instansi.yaml": "# FIKTIF\nnama: Kota Contoh\n",
    "periods/2025S1/kota/periode.yaml": "dokumen: {undangan: {tanggal: 2025-07-02, hal: Undangan}}\n",
    "periods/2025S1/kota/loket.yaml": "dokumen: {undangan: {isi: {acara: Rapat}}}\n",
    "periods/2025S1/kota/skor.csv": None,
    "templates/undangan/jenis.yaml": KIND,
    "templates/undangan/bawaan.docx": small.docx(PRINTED),
}


@pytest.fixture
def office(tmp_path):
    return small.put(tmp_path / "kantor", FILES)


def test_an_office_without_a_survey_is_clean_and_its_letters_are_made(office, run):
    assert small.told(office) == ""
    made = run("build", "undangan", "2025S1", cwd=office)
    assert made.returncode == 0, made.stderr
    assert (office / "build/2025S1/kota/loket/undangan.docx").is_file()


@pytest.mark.parametrize("verb", ["results", "recap", "process"])
def test_what_needs_a_survey_says_that_there_is_none(office, run, verb):
    asked = run(verb, "2025S1", cwd=office)
    told = "units/kota/instansi.yaml:1:1: B030 institusi `kota` tidak menyebut `skema`"
    assert (asked.returncode, asked.stderr.count(told), "Traceback" in asked.stderr) == (1, 1, False)


@pytest.mark.parametrize("verb", [("trend", "2025S1"), ("evidence", "2025"), ("year", "2025"), ("follow-up", "2025S1")])
def test_lists_that_can_be_empty_are_made_without_a_survey(office, run, verb):
    asked = run(*verb, cwd=office)
    assert (asked.returncode, "tanpa hasil" in asked.stderr) == (0, False), asked.stderr


def test_a_new_period_of_an_office_without_a_survey_has_no_sheet_of_answers(office, run):
    assert run("new-period", "2025S2", cwd=office).returncode == 0
    assert [path.name for path in (office / "periods/2025S2/kota").iterdir()] == ["periode.yaml"]
