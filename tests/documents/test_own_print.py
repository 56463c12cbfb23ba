"""What LibreOffice gives is held against the document that it was asked of: text, half a PDF, another's are refused."""

import pytest

from pipeline.documents import own_print
from support import small
from support.pdf_maker import text_pdf

LETTER = small.docx(small.p("Nomor 1/UJI/2025") + small.p("Yth. Kepala Loket A") + small.p("IKM 83,25 mutu B"))
OWN = "Nomor 1/UJI/2025 Yth. Kepala Loket A IKM 83,25 mutu B"
OTHERS = {
    "text": (b"bukan PDF", "tidak terbuka sebagai PDF"),
    "half of it": (text_pdf(OWN)[:200], "tidak terbuka sebagai PDF"),
    "the letter of another unit": (text_pdf(OWN.replace("Loket A", "Loket B")), "yth"),
    "the figures of another letter": (text_pdf(OWN.replace("83,25", "83,52")), "ikm8325"),
    "a paragraph less": (text_pdf(OWN.partition(" IKM")[0]), "ikm8325"),
    "much more than it": (text_pdf(OWN + " rahasia" * 40), "lebih banyak"),
}


def test_its_own_print_is_right():
    assert own_print.fault(LETTER, text_pdf(OWN)) == ""


@pytest.mark.parametrize("what", OTHERS)
def test_what_is_not_its_own_print_is_refused_with_the_reason(what):
    content, why = OTHERS[what]
    assert why in str(own_print.fault(LETTER, content))


def test_a_cell_may_be_broken_among_the_lines_of_its_row():
    letter = small.docx(small.table((small.p("Penanggung jawab"), small.p("Target waktu"))))
    assert own_print.fault(letter, text_pdf("Penanggung Target jawab waktu")) == ""
    assert own_print.fault(letter, text_pdf("Penanggung Target waktu")) != ""
