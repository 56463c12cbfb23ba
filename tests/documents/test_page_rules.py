"""The rules of pages: a line is stretched when all its blanks are; a table's, a tab's and spaced letters are not."""

import pytest

from tools.pages import Line, stretched


@pytest.mark.parametrize(
    ("text", "blanks", "found"),
    [
        ("Sebagaimana laporan Kepala Bagian Organisasi nomor", (2.05, 2.14, 2.08, 2.11, 2.12), True),
        ("dengan salah satu asas dari penyelenggaraan", (0.58, 0.58, 0.59, 0.56, 0.62), False),
        ("Nomor : 000.8.3.4 Lumajang, Juli", (0.3, 0.3, 9.0, 0.3), False),
        ("J A K A R T A", (0.9, 0.9, 0.9, 0.9, 0.9, 0.9), False),
    ],
)
def test_a_line_is_stretched_when_every_blank_of_its_prose_is(text, blanks, found):
    assert stretched(Line(text, 0.5, blanks)) is found
