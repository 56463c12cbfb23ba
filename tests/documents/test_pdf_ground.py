"""Letters over what is filled: seen where they stand out from it as the page is drawn, and else not."""

import pikepdf
import pytest

from pipeline.documents import pdf_pages, pdf_parts
from support import pdf_forgeries
from support.pdf_maker import text_pdf

BLACK, WHITE, BLUE = "0 0 0 rg", "1 1 1 rg", "0.12 0.31 0.47 rg"
BOX, FRAME = "60 700 400 40 re f", "60 700 m 460 700 l 460 740 l 60 740 l h 61 701 m 61 739 l 459 739 l 459 701 l h f*"
NOWHERE = "q 0 0 1 1 re W n 60 700 400 40 re f Q"


def is_seen(ground: str, letters: str, shape: str = BOX) -> bool:
    def change(document):
        page = document.pages[0]
        page.Contents = document.make_stream(f"q {ground} {shape} Q {letters} ".encode() + page.Contents.read_bytes())

    (page,) = pdf_pages.pages(pdf_forgeries.changed(text_pdf("IKM 87,50"), change))
    return all(letter.is_seen for letter in page.letters)


@pytest.mark.parametrize(
    ("ground", "letters", "seen"),
    [
        (BLUE, WHITE, True),
        (BLACK, WHITE, True),
        (WHITE, BLACK, True),
        (WHITE, WHITE, False),
        (BLACK, BLACK, False),
        (BLUE, "0.2 0.35 0.5 rg", False),
    ],
)
def test_a_letter_is_seen_where_it_stands_out_from_what_is_filled_below_it(ground, letters, seen):
    assert is_seen(ground, letters) is seen


@pytest.mark.parametrize("shape", [FRAME, NOWHERE])
def test_what_fills_nothing_below_a_letter_is_no_ground(shape):
    """A frame, and what is cut away, reach around the letters, and they stand on paper all the same."""
    assert is_seen(BLUE, BLACK, shape)
    assert not is_seen(BLUE, WHITE, shape)


def test_what_a_page_draws_within_itself_is_looked_at_once(monkeypatch):
    """LibreOffice gives all that it draws one list of resources, which holds itself."""
    asked = []
    monkeypatch.setattr(pdf_parts, "_spoken", lambda holder, resources, where: asked.append(holder) or ())

    def change(document):
        page = document.pages[0]
        resources = document.make_indirect(page.Resources)
        page.Resources = resources
        resources.XObject = pikepdf.Dictionary(
            {
                f"/F{number}": document.make_stream(b"", Subtype=pikepdf.Name.Form, Resources=resources)
                for number in range(12)
            }
        )

    list(pdf_parts.strange(pdf_forgeries.changed(text_pdf("IKM"), change), "IKM"))
    assert len(asked) == 13
