"""How many pages a document had before: as a copy, as issued, in this period or an earlier one."""

import pytest

from pipeline.making import copied
from pipeline.making.copied import Copy
from pipeline.making.past_pages import PastPages
from pipeline.sources.period import Period
from support import git_office
from support.issued_pdf import ARCHIVED, issued
from support.pdf_maker import text_pdf

NOW, NEXT = Period(2025, "S", 1), Period(2025, "S", 2)
KIND = "surat-hasil"
LETTER, LATER = (f"build/{period}/uji/loket-a/{KIND}.docx" for period in (NOW, NEXT))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office whose letter was issued with a PDF of one page, and that has a later period."""
    root = issued(tmp_path_factory.mktemp("kantor") / "kerja", text_pdf("IKM 87,50 dan 75,00"))
    git_office.write(root, f"periods/{NEXT}/uji/periode.yaml", "# berikutnya\n")
    return root


def test_a_letter_is_held_against_the_one_that_was_issued(office):
    assert PastPages(office, NOW, KIND).of(LETTER, None) == 1


def test_what_was_issued_counts_however_many_pages_its_drafts_had_since(office):
    assert PastPages(office, NOW, KIND).of(LETTER, Copy("a", "b", 3)) == 1


def test_a_letter_of_the_next_period_is_held_against_the_issued_one_of_this(office):
    assert PastPages(office, NEXT, KIND).of(LATER, None) == 1
    assert PastPages(office, NEXT, KIND).of(LATER, Copy("a", "b", 2)) == 2


def test_a_copy_of_the_last_period_goes_before_the_archive(office):
    copied.remember(office, NOW, KIND, {LETTER: Copy("a", "b", 4)})
    try:
        assert PastPages(office, NEXT, KIND).of(LATER, None) == 4
    finally:
        (office / copied.memory_of(str(NOW), KIND)).unlink()


def test_a_letter_that_never_was_printed_had_no_pages(office):
    assert PastPages(office, NOW, KIND).of(f"build/{NOW}/uji/loket-b/{KIND}.docx", None) == 0
    assert PastPages(office, NOW, KIND).of(f"build/{NOW}/uji/{KIND}.docx", None) == 0


@pytest.mark.parametrize("content", [b"", b"bukan PDF"])
def test_what_opens_as_no_pdf_has_none(office, content):
    before = (office / ARCHIVED).read_bytes()
    (office / ARCHIVED).write_bytes(content)
    try:
        assert PastPages(office, NOW, KIND).of(LETTER, None) == 0
    finally:
        (office / ARCHIVED).write_bytes(before)
