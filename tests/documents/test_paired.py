"""Statements that go around rows, cells and paragraphs: written alike at both ends, or told which end to write how."""

import pytest

from pipeline.documents import template
from support.office_files import box, cell, made, p, table

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


FOR, END, ROW_FOR, ROW_END = (
    "{%p for x in tembusan %}",
    "{%p endfor %}",
    "{%tr for x in tembusan %}",
    "{%tr endfor %}",
)
ACROSS = {
    "into a table": (p(FOR) + table(["a", cell(END, "b")]), "`{%p endfor %}` sekarang di tabel 1, baris 1, kolom 2"),
    "out of a table": (table([cell(FOR, "a")]) + p(END), "`{%p endfor %}` sekarang di paragraf 2"),
    "into a table in a table": (p(FOR) + table([cell(table([END]), "a")]), "tabel di dalamnya, baris 1, kolom 1"),
    "a choice in a table": (
        p("{%p if sifat %}") + table(["{%p else %}"]) + p("{%p endif %}"),
        "`{%p else %}` sekarang",
    ),
    "with another letter": (p(FOR) + table([ROW_END], ["a"]), "`{%tr endfor %}` sekarang di tabel 1, baris 1, kolom 1"),
    "without a letter": (p("{% if sifat %}a") + table(["b{% endif %}"]), "`{% endif %}` sekarang di tabel 1"),
    "into a text box": (p(FOR) + box("a", END), "`{%p endfor %}` sekarang di kotak teks 1, paragraf 2"),
    "into another table": (table([ROW_FOR], ["a"]) + p("b") + table([ROW_END], ["c"]), "di tabel yang sama"),
    "into a table in a row": (table([ROW_FOR], [cell(table([ROW_END], ["a"]), "b")]), "di tabel yang sama"),
}


@pytest.mark.parametrize("name", ACROSS)
def test_a_statement_that_crosses_an_edge_is_told_with_both_its_places(name):
    block, said = ACROSS[name]
    problems = []
    assert template.compile_template(made("{{ draf }}", block), "t.docx", problems) is None
    (line,) = (str(problem) for problem in problems if not problem.is_warning)
    assert " T006 " in line
    assert said in line.partition("; letakkan keduanya di ")[2] or said == "di tabel yang sama" in line


@pytest.mark.parametrize(
    "block",
    [
        p(FOR) + table(["a", "b"]) + p(END),
        table(["a", cell(FOR, "{{ x }}", END)]),
        p("{%p if sifat %}") + table(["a"]) + p("{%p else %}") + p("b") + p("{%p endif %}"),
        table([ROW_FOR], ["{{ x }}"], [ROW_END]),
        p(FOR) + box("{{ x }}") + p(END),
        box(FOR, "{{ x }}", END),
    ],
)
def test_what_such_a_message_says_to_write_is_right(block):
    problems = []
    found = template.compile_template(made("{{ draf }}", block), "t.docx", problems)
    assert found is not None, problems
    assert problems == []
