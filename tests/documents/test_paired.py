"""Statements that go around rows, cells and paragraphs: written alike at both ends, or told which end to write how."""

import pytest

from pipeline.documents import template
from support.office_files import cell, made, p, table

ROW = "tabel 1, baris 3, kolom 1"
PAIRS = {
    "a row that is closed as a paragraph": (
        table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{%p endfor %}"]),
        {("{%p endfor %}", ROW, "{%tr endfor %}")},
    ),
    "a row that is closed in the text": (
        table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{% endfor %}"]),
        {("{% endfor %}", ROW, "{%tr endfor %}")},
    ),
    "paragraphs around a row": (
        table(["{%p for x in tembusan %}"], ["{{ x }}"], ["{%p endfor %}"]),
        {
            ("{%p for x in tembusan %}", "tabel 1, baris 1, kolom 1", "{%tr for x in tembusan %}"),
            ("{%p endfor %}", ROW, "{%tr endfor %}"),
        },
    ),
    "a paragraph that is closed in the text": (
        p("{%p if nomor %}") + p("a") + p("{% endif %}"),
        {("{% endif %}", "paragraf 3", "{%p endif %}")},
    ),
    "another choice in the text": (
        p("{%p if nomor %}") + p("a") + p("{% else %}") + p("b") + p("{%p endif %}"),
        {("{% else %}", "paragraf 3", "{%p else %}")},
    ),
    "a cell that is closed as a row": (
        table(["{%tc for x in tembusan %}", "{{ x }}", "{%tr endfor %}"]),
        {("{%tr endfor %}", "tabel 1, baris 1, kolom 3", "{%tc endfor %}")},
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_statements_that_do_not_fit_each_other_are_told_with_how_to_write_them(name):
    block, expected = PAIRS[name]
    problems: list = []
    assert template.compile_template(made(block), "t.docx", problems) is None
    told = [str(problem) for problem in problems if problem.code == "T006"]
    assert len(told) == len(expected)
    for typed, where, written in expected:
        assert any(f"`{typed}`" in line and f"di {where}:" in line and f"tulis `{written}`" in line for line in told), (
            told
        )
    assert not [problem for problem in problems if problem.code in ("D002", "T002")]


@pytest.mark.parametrize(
    "block",
    [
        table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{%tr endfor %}"]),
        table(["{%tc for x in tembusan %}", "{{ x }}", "{%tc endfor %}"]),
        table([cell("{%p for x in tembusan %}", "{{ x }}", "{%p endfor %}")]),
        p("{% if nomor %}a") + p("b{% endif %}"),
        p("{%p for x in tembusan %}") + table(["{{ x }}"]) + p("{%p endfor %}"),
    ],
)
def test_statements_that_fit_are_not_told(block):
    problems: list = []
    assert template.compile_template(made(block), "t.docx", problems) is not None
    assert not [str(problem) for problem in problems if problem.code == "T006"]
