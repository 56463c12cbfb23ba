"""The proof of a part, by itself: what tags may stand in and cross, what is noted of each, at its line."""

import pytest

from pipeline.documents import instead, tags
from pipeline.documents.proof import Proof, plain
from pipeline.documents.tag import TypedTag, Where

BREAK = "</w:t></w:r></w:p><w:p><w:r><w:t>"
"""What stands between the texts of two paragraphs."""


def proved(*lines: str) -> Proof:
    """Prove a part of these lines, each of them a tag as it was typed."""
    typed = [
        TypedTag(f"tag {at}", "badan", f"paragraf {at}", f"before {at}", f"after {at}") for at in range(len(lines))
    ]
    proof = Proof(Where(tuple(typed), tuple(range(len(lines)))), "t.docx", [])
    proof.body(tags.ENVIRONMENT.parse("\n".join(lines)).body, {}, 0)
    proof.end()
    return proof


def wrong(*lines: str) -> list[tuple[str, str]]:
    """Return the codes of what is wrong, each with the tag that is told."""
    return [(fault.code, str(dict(fault.values)["found"])) for fault in proved(*lines).problems]


def text(inside: str) -> str:
    return f"<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("part", "used"),
    [
        (text("{{ hal }}"), [("hal", "printed", True)]),
        ('<w:x w:val="{{ hal }}"/>' + text("{{ nomor }}"), [("hal", "printed", False), ("nomor", "printed", True)]),
        ('<v:p a="b" string="a {{ hal }} {{ nomor }}"/>', [("hal", "printed", True), ("nomor", "printed", False)]),
        ('<w:instrText>HYPERLINK "{{ hal }}"</w:instrText>', [("hal", "linked", True)]),
        ("<w:instrText>hyperlink \\h &quot;{{ hal }}&quot;</w:instrText>", [("hal", "linked", True)]),
        ('<w:instrText>HYPERLINK "a{{ hal }}"</w:instrText>', [("hal", "printed", True)]),
        ("<w:instrText>{{ hal }}</w:instrText>", [("hal", "printed", True)]),
        (text('HYPERLINK "{{ hal }}"'), [("hal", "printed", True)]),
        (text("{% if hal %}a{% endif %}"), [("hal", "", True)]),
        (text("{% if hal %} {% endif %}"), [("hal", "", False)]),
        (text("{% if hal %}<w:drawing/>{% elif nomor %}{% endif %}"), [("hal", "", True), ("nomor", "", True)]),
        (text("{% if hal %}<w:pict/>{% endif %}"), [("hal", "", True)]),
        (text("{% if hal %}{{ nomor }}{% endif %}"), [("hal", "", True), ("nomor", "printed", True)]),
        (text("{% if hal is defined %}a{% endif %}"), [("hal", "defined", True)]),
        (text("{% if hal in ['a'] and nomor not in sifat %}a{% endif %}"),
            [("hal", "compared", True), ("nomor", "compared", True), ("sifat", "searched", True)]),
        (text("{{ hal|upper }} {{ hal|length }}"), [("hal", "printed", True), ("hal", "counted", True)]),
        (text("{% for x in salinan %}{{ x.nama }}{{ loop.index }}{% else %}{{ hal }}{% endfor %}"),
            [("salinan", "looped", True), ("salinan[].nama", "printed", True), ("hal", "printed", True)]),
        (text("{{ hal if nomor else sifat }}"),
            [("nomor", "", True), ("hal", "printed", True), ("sifat", "printed", True)]),
    ],
)  # fmt: skip
def test_each_use_of_a_word_is_noted(part, used):
    proof = proved(part)
    assert [(fault.code, dict(fault.values)["found"]) for fault in proof.problems] == []
    assert [(tag.word, tag.use, tag.shows) for tag in proof.tags] == used


def test_a_use_is_noted_with_its_place_and_what_stands_about_it():
    first, second = proved(text("{{ hal }}"), text("{{ nomor }}")).tags
    assert (first.paragraph, second.paragraph) == ("paragraf 0", "paragraf 1")
    assert second[:-2] == ("nomor", "badan", "paragraf 1", "printed", "before 1", "after 1", "tag 1")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("<w:p>{{ hal }}</w:p>",), [("T005", "tag 0")]),
        (("{{ hal }}",), [("T005", "tag 0")]),
        ((text("a"), text("b"), "{{ hal }}"), [("T005", "tag 2")]),
        (('<w:x w:val="{% if hal %}"/>{% endif %}',), [("T005", "tag 0"), *[("T006", "tag 0")] * 2]),
        ((text("{{ a }}"), text("{{ b }}") + "</w:p>", text("{{ c }}") + "</w:r>"), [("T006", "tag 1")]),
        (("<w:p>",), [("T006", "tag 0")]),
        ((text("a"), '<w:p w:val="{{ hal }}'), [("T006", "tag 0")]),
        ((text("{% if hal %}a") + BREAK, "b{% endif %}"), [("T006", "tag 0")] * 2),
        ((text(f"{{% if hal %}}a{BREAK}{{% endif %}}"),), []),
        ((text(f"{{% for x in salinan %}}a{BREAK}{{% endfor %}}"),), []),
        ((f"<w:tc>{text('{% if hal %}')[:-4]}</w:p></w:tc><w:tc><w:p>{{% endif %}}</w:tc>",), [("T006", "tag 0")] * 2),
        (("<w:tc>", text("{% if hal %}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{% endif %}"), "</w:tc>"),
            [("T006", "tag 1")]),
        ((text("{% if hal %}</w:t>{% else %}</w:t>{% endif %}"),), [("T006", "tag 0"), ("T006", "tag 0")]),
        ((text("{% for x in a %}{% for y in a %}{% for z in a %}{% for u in a %}b" + "{% endfor %}" * 4),), []),
        ((text("{% for x in a %}" * 5 + "b" + "{% endfor %}" * 5),), [("T007", "tag 0")]),
        ((text("{% for x in a if x %}b{% endfor %}"),), [("T007", "tag 0")]),
        ((text("{% for x in a recursive %}b{% endfor %}"),), [("T007", "tag 0")]),
        ((text("{% for x, y in a %}b{% endfor %}"),), [("T007", "tag 0")]),
        ((text("{% for x in a %}{{ loop.aneh }}{% endfor %}"),), [("T007", "tag 0")]),
        ((text("{% for x in a %}{{ loop.first }}{% endfor %}"),), [("T019", "tag 0")]),
        ((text("{% for x in a %}{% if loop.first %}b{% endif %}{% endfor %}"),), []),
        ((text("a"), text("{% set a = 1 %}")), [("T007", "tag 1")]),
        ((text("{{ 'a' }}"),), [("T007", "tag 0")]),
        ((text("{{ 'a'|upper }}"),), [("T007", "tag 0")]),
        ((text("{{ hal + 1 }}"),), [("T007", "tag 0")]),
        ((text("{{ hal == 'a' }}"),), [("T019", "tag 0")]),
        ((text("{% if 1 %}a{% endif %}"),), [("T019", "tag 0")] * 1),
    ],
)  # fmt: skip
def test_what_stands_or_crosses_where_it_may_not_is_refused_at_its_tag(lines, found):
    assert wrong(*lines) == found


def hints(part: str) -> list[str]:
    return [str(dict(fault.values).get("hint", "")) for fault in proved(text(part)).problems]


@pytest.mark.parametrize(
    ("part", "hint"),
    [
        ("{{ hal == 'a' }}", instead.CHOOSE),
        ("{{ not hal }}", instead.CHOOSE),
        ("{% if (hal == 'a') == 'b' %}a{% endif %}", instead.ASK),
        ("{{ 'hal' }}", instead.unquoted("hal")),
        ("{% for x in a %}{{ loop.last }}{% endfor %}", instead.CHOOSE),
        ("{% for x in a %}{% if loop.last == 'a' %}b{% endif %}{% endfor %}", instead.ASK),
        ("{% if hal in 'abc' %}a{% endif %}", instead.AMONG),
        ("{{ hal if nomor else true }}", instead.CHOOSE),
        ("{{ hal if nomor else 1.5 }}", "apit dengan tanda kutip"),
        ("{% if hal > 'abc' %}a{% endif %}", instead.EQUAL),
    ],
)
def test_what_to_write_instead_is_said(part, hint):
    assert hints(part) == [str(hint)]


def test_the_text_of_xml_is_what_a_reader_sees():
    assert plain('<w:p a="b">a &amp; <w:t/>b</w:p>') == "a & b"


@pytest.mark.parametrize("asked", ["(hal or nomor)", "(hal if sifat else nomor)"])
def test_each_of_several_words_is_held_against_what_they_are_compared_with(asked):
    proof = proved(text(f"{{% if {asked} == 'a' %}}b{{% endif %}}"))
    against = {tag.word: len(tag.against) for tag in proof.tags if tag.word != "sifat"}
    assert (proof.problems, against) == ([], {"hal": 1, "nomor": 1})
