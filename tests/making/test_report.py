"""The line of a report: a record, written and read at one place, and what a document is made as."""

import json

from pipeline.making.format import DOCX, FORMATS, format_of
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
    assert format_of("build/a.b/surat.docx") is DOCX
    assert FORMATS == {"docx": DOCX}


def test_no_other_module_spells_the_ending_of_what_it_makes():
    for path in (ROOT / "pipeline/making").glob("*.py"):
        assert path.name == "format.py" or ".docx" not in path.read_text(encoding="utf-8"), path
