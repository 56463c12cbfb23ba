"""The line Lampiran held against the pages that a letter really has: a branch may hold them."""

import pytest

from pipeline.documents import enclosed, template
from pipeline.documents.rendering import Rendering
from pipeline.problems.problem import Place
from support import small
from support.letter_words import WORDS

_ANNEX = (
    small.p("Lampiran {{ lampiran }}, terlampir")
    + small.p("{%p if utama.prioritas.jumlah > 10 %}")
    + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Lampiran Surat</w:t></w:r></w:p>"
    + small.p("{%p endif %}")
)


@pytest.mark.parametrize(
    ("counted", "many", "told"),
    [("1 (satu) berkas", "11", []), ("1 (satu) berkas", "10", ["C016"]), ("-", "10", ["C017"])],
)
def test_an_annex_in_a_branch_counts_only_where_the_letter_takes_that_branch(counted, many, told):
    words = {**WORDS, "lampiran": counted, "utama": {**WORDS["utama"], "prioritas": {"jumlah": many}}}
    made = template.compile_template(small.docx(_ANNEX), "surat.docx", [])
    assert made is not None
    found = enclosed.check("surat.docx", Rendering(made.parts, words), Place("unit.yaml", 1, 1))
    assert [problem.code for problem in found] == told
