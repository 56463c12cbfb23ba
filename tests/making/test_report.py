"""The line of a report: a record, written and read at one place, and what a document is made as."""

import json

from pipeline.making.format import DOCX, FORMATS, PDF, untouched
from pipeline.making.report import ReportLine
from support.paths import ROOT

MADE = ReportLine("kota", "loket", "dibuat", True, "build/x.docx", ("baru",), "m", "t", "hal=1", "s")


def test_a_line_is_read_back_as_it_was_written():
    for line in (MADE, ReportLine("kota", "loket"), MADE._replace(terbit="register/1.yaml"), MADE._replace(draf=False)):
        assert ReportLine.read(line.written()) == line


def test_a_document_that_could_not_be_made_says_no_more_than_whose_it_is():
    assert ReportLine("kota", "loket").written() == '{"instansi": "kota", "unit": "loket", "status": "gagal"}'


def test_what_a_line_does_not_know_is_not_said():
    assert not {"terbit", "srikandi"} & json.loads(MADE.written()).keys()
    assert ReportLine.read('{"instansi": "kota", "unit": "loket", "baru": 1}') == ReportLine("kota", "loket")
    assert ReportLine.read("[]") is None


def test_a_file_tells_by_its_ending_what_it_was_made_as():
    assert FORMATS == {"docx": DOCX, "pdf": PDF}
    made = (ROOT / "templates/surat-hasil/bawaan.docx").read_bytes()
    assert untouched("build/a.b/surat.docx", made) == DOCX.untouched(made)
    assert not untouched("build/a.b/surat.pdf", b"%PDF-1.7")  # only its fingerprint tells


def test_a_file_of_an_ending_that_is_not_ours_counts_as_edited_and_is_kept():
    assert not untouched("build/a.txt", b"")


def test_no_other_module_spells_the_ending_of_what_it_makes():
    modules = list((ROOT / "pipeline/making").glob("*.py"))
    assert ROOT / "pipeline/making/format.py" in modules
    for path in modules:
        text = path.read_text(encoding="utf-8")
        assert path.name == "format.py" or not [end for end in (".docx", '.pdf"') if end in text], path
