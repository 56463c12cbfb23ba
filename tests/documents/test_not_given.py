"""What a template asks for and the data do not have: an entry of a list, an address; told as it was typed."""

import pytest

from pipeline.documents import tags, template
from pipeline.documents.package import Properties
from support.office_files import Rel, link, made, p

PROPERTIES = Properties("a", "b", None, is_draft=False)


def missing(raw: bytes, words: dict) -> list[str]:
    problems: list = []
    found = template.compile_template(raw, "t.docx", problems)
    assert found is not None, problems
    with pytest.raises(tags.MissingWords) as told:
        template.render(found, words, PROPERTIES)
    return [tag.word for tag in told.value.tags]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("{{ saran.daftar[0] }}", "saran.daftar[0]"),
        ("{{ saran.daftar|first }}", "saran.daftar[0]"),
        ("{{ utama.unsur[9].nama }}", "utama.unsur[9]"),
    ],
)
def test_an_entry_that_a_list_does_not_have_is_named_as_it_was_typed(typed, named):
    words = {"saran": {"daftar": []}, "utama": {"unsur": [{"nama": "a"}]}}
    assert missing(made(p(typed)), words) == [named]


@pytest.mark.parametrize("address", ["", "-", " "])
@pytest.mark.parametrize("typed", ["mailto:{{ kop.pos_el }}", "https://{{ kop.pos_el }}"])
def test_a_link_to_an_address_that_nobody_gave_is_told_and_not_made(typed, address):
    raw = made(link("rIdL", "Surel {{ nomor }}"), rels=[Rel("rIdL", "hyperlink", typed, outside=True)])
    assert missing(raw, {"nomor": "7", "kop": {"pos_el": address}}) == ["kop.pos_el"]
