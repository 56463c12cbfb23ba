"""A word is named without quotes, and what is advised to be named can be typed: all that chapters say is tried."""

import re

import pytest

from pipeline.documents import contract, template
from pipeline.problems.problem import Problem
from pipeline.words.say import described
from support import small
from support.office_files import MAIN, Rel, cell, field, link, made, p, picture, table, wrapped

SAID = described(("surat", "unit", "periode", "hasil"))
MEDIA = {"word/media/a.png": (small.png(1, 1), "")}


def told(*blocks: str, address: str = "https://a.example/") -> list[Problem]:
    problems: list[Problem] = []
    rels = [Rel("rIdP", "image", "media/a.png"), Rel("rIdL", "hyperlink", address, True)]
    found = template.compile_template(made("{{ draf }}", *blocks, parts=MEDIA, rels=rels), "t.docx", problems)
    if found is not None:
        problems += contract.check("t.docx", found.tags, SAID)
    return list(dict.fromkeys(problems))


def codes(*blocks: str, address: str = "https://a.example/") -> list[str]:
    return [problem.code for problem in told(*blocks, address=address)]


@pytest.mark.parametrize(
    "tag",
    ["'{0}'", '"{0}"', "\u201c{0}\u201d", "\u00a0'{0}'\u00a0", "'{0}'|upper", "'{0}' | lower | capitalize"],
)
def test_a_word_in_quotes_is_told_wherever_it_would_print_its_own_name(tag):
    said = f"{{{{ {tag.format('tautan.laporan')} }}}}"
    assert codes(p(said)) == ["T007"]
    assert codes(p(field(f"HYPERLINK {said}"))) != []
    if "|" not in tag and '"' not in tag:
        assert set(codes(picture(said))) <= {"T005", "T007"} != set()
        assert codes(link("rIdL", "a"), address=said) != []


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{ 5 }}", ["T007"]),
        ("{{ '-' }}", ["T007"]),
        ("{{ hal or 'unit.nama' }}", ["T007"]),
        ("{{ 'unit.nama' if hal else '-' }}", ["T007"]),
        ("{% if hal == 'unit.nama' %}a{% endif %}", ["T007"]),
        ("{% if hal in ['unit.nama', 'a'] %}a{% endif %}", ["T007"]),
        ("{{ hal or '-' }}", []),
        ("{{ 'Segera' if sifat else 'hal' }}", []),
    ],
)
def test_text_that_is_always_the_same_is_typed_outside_of_tags_and_a_choice_is_not_a_path(tag, expected):
    assert codes(tag) == expected


def test_what_is_advised_for_any_word_of_a_list_can_be_typed():
    groups = {path[: end.start()] for path in SAID for end in re.finditer(r"\.|\[\]|$", path) if "<" not in path}
    raw = sorted(path for path in groups if "[]" in path)
    assert raw
    for shape in ("{{{{ {0} }}}}", "{{% if {0} > 3 %}}a{{% endif %}}", "{{% for z in {0} %}}a{{% endfor %}}"):
        for names in (raw, [path.replace("[]", "") for path in raw], sorted(groups - set(raw))):
            for problem in told(*(shape.format(name) for name in names)):
                assert "[]" not in str(problem.cure), problem


def test_a_word_of_a_list_is_told_by_the_name_of_its_loop_and_what_follows_the_advice_is_clean():
    for problem in told(
        "{{ utama.unsur.kode }}", "{% for u in utama.unsur %}{{ u.kod }}{% endfor %}", "{{ tembusan }}"
    ):
        assert problem.cure
    assert [str(problem.cure) for problem in told("{% for u in utama.unsur %}{{ u.kod }}{% endfor %}")] == [
        "maksudnya `u.kode`?"
    ]
    assert codes("{% for x in utama.unsur %}{{ x.kode }}{% endfor %}{% for x in tembusan %}{{ x }}{% endfor %}") == []


@pytest.mark.parametrize("typed", ["2025-07-01", "01-07-2025", "1/7/2025", "1.7.2025", "01 Juli 2025", "1 Jul 2025"])
def test_a_date_that_is_not_spelt_as_documents_print_it_is_refused_and_never_silently_false(typed):
    for condition in ("tanggal == '{}'", "tanggal != '{}'", "'{}' == tanggal", "tanggal in ['{}', '2 Juli 2025']"):
        found = told(f"{{% if {condition.format(typed)} %}}a{{% endif %}}")
        assert [problem.code for problem in found] == ["T019"], condition
        assert "'1 Juli 2025'" in str(found[0].cure)
    assert codes("{% if tanggal == '1 Juli 2025' %}a{% endif %}") == []


@pytest.mark.parametrize("typed", ["32-07-2025", "2025-13-01", "1 Juni-Juli 2025", "7/X", "2025"])
def test_what_is_no_date_is_compared_as_it_is(typed):
    assert codes(f"{{% if hal == '{typed}' %}}a{{% endif %}}") == []


@pytest.mark.parametrize("tag", ['{% if hal == "a %}', "{% if hal == 'a\" %}", "{% if hal == a' %}"])
def test_a_quote_that_is_not_closed_is_told_at_its_own_tag(tag):
    found = told(f"{tag}b{{% else %}}c{{% endif %}}")
    assert [problem.code for problem in found] == ["T002"]
    assert tag in str(found[0])
    assert "kutip" in str(found[0].cure)


@pytest.mark.parametrize("second", ["{%p endfor %}", "{%p else %}"])
def test_a_loop_of_paragraphs_opened_in_one_cell_and_closed_in_the_next_is_told_as_cut(second):
    opening = "{%p for u in utama.unsur %}"
    assert codes(table((cell(opening, "a"), cell("b", second, *(["{%p endfor %}"] if "else" in second else []))))) == [
        "T006"
    ]


@pytest.mark.parametrize("address", ["https://a.example/{nomor}", "https://a.example/{ nomor }", "mailto:{nomor}}"])
def test_a_tag_of_single_braces_in_an_address_is_told(address):
    assert "T018" in codes(link("rIdL", "a"), address=address)
    assert "T018" in codes(p(field(f'HYPERLINK "{address}"')))


def test_a_frameset_is_dropped_and_told():
    frames = wrapped("webSettings", '<w:frameset><w:frame><w:sourceFileName r:id="rIdF"/></w:frame></w:frameset>')
    raw = made(
        "{{ draf }}",
        parts={"word/webSettings.xml": (frames, f"{MAIN}.webSettings+xml")},
        rels=[Rel("rIdW", "webSettings", "webSettings.xml")],
        other_rels={"word/webSettings.xml": [Rel("rIdF", "frame", "http://a.example", True)]},
    )
    problems: list[Problem] = []
    found = template.compile_template(raw, "t.docx", problems)
    assert found is not None
    assert [problem.code for problem in problems] == ["T017"]
    assert not [member.name for member in found.unchanged if "webSettings" in member.name]
