"""A list of the data that goes on with the number of another is told; one that is meant to go on is not."""

import re

import pytest

from pipeline.documents.template import compile_template
from support.small import docx

LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
SHAPE = LEVEL.format(0, "decimal") + LEVEL.format(1, "lowerLetter")
POINTS = LEVEL.format(0, "bullet")
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
LISTS = (
    f'<w:numbering><w:abstractNum w:abstractNumId="0">{SHAPE}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{SHAPE}</w:abstractNum><w:abstractNum w:abstractNumId="2">{POINTS}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId '
    f'w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>{ANEW}</w:num><w:num w:numId="4">'
    '<w:abstractNumId w:val="1"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def paragraph(text: str) -> str:
    """Return a paragraph; one that begins with `1:` is of the list 1, with `1b:` of its second level."""
    number, level, said = re.match(r"(?:(\d)(b?): )?(.*)", text).groups()
    of_list = f'<w:pPr><w:numPr><w:ilvl w:val="{int(bool(level))}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{of_list if number else ''}<w:r><w:t>{said}</w:t></w:r></w:p>"


def told(*texts: str) -> list[str]:
    """Return the paragraphs that are told."""
    problems = []
    body = "".join(map(paragraph, texts))
    assert compile_template(docx(body, {"numbering.xml": LISTS}), "a.docx", problems)
    return [dict(fault.values)["paragraph"] for fault in problems if fault.code == "T046"]


A = ("{%p for x in a %}", "1: {{ x }}", "{%p endfor %}")
B = ("{%p for y in b %}", "1: {{ y }} b", "{%p endfor %}")
WITHIN = ("{%p for x in a %}", "{{ x.name }}", "{%p for y in x.b %}", "1: {{ y }} b", "{%p endfor %}", "{%p endfor %}")


FIRST = (
    *("{%p for x in a %}", "{%p for y in x.b %}", "{%p if loop.first %}", "1: {{ x.name }}", "{%p else %}", "lagi"),
    *("{%p endif %}", "1b: {{ y.b }}", "{%p endfor %}", "{%p endfor %}"),
)
"""A part whose own number stands before the first item of its list only."""


def of(number: int, texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.replace("1: ", f"{number}: ") for text in texts)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((*A, "Untuk:", *B), ["{{ y }} b"]),
        ((*A, "Untuk:", *of(2, B)), ["{{ y }} b"]),
        ((*A, "Untuk:", *of(3, B)), []),
        ((*A, "Untuk:", *of(4, B)), []),
        ((*A, "Untuk:", *of(5, B)), []),
        ((*A, *B), []),
        ((*A, "", *B), []),
        ((*A, "Untuk:", *A), []),
        ((*A, "Untuk:", "1: tetap"), []),
        (("1: tetap", "Untuk:", *A), []),
        (("{%p if c %}", *A, "{%p else %}", "lain", *B, "{%p endif %}"), []),
        (("{%p if c %}", *A, "teks", "{%p endif %}", *B), ["{{ y }} b"]),
        (WITHIN, ["{{ y }} b"]),
        (of(3, WITHIN), ["{{ y }} b"]),
        (FIRST, []),
        (tuple(text.replace("loop.first", "not loop.first") for text in FIRST), ["{{ y.b }}"]),
        ((*WITHIN[:1], "1: {{ x.name }}", *tuple(text.replace("1: ", "1b: ") for text in WITHIN[2:])), []),
        (WITHIN[:1] + WITHIN[2:], []),
        (("{%p for x in a %}", "1: {{ x.name }}", "uraian {{ x.text }}", "{%p endfor %}"), []),
    ],
)  # fmt: skip
def test_a_list_that_goes_on_with_the_number_of_another_is_told(texts, said):
    assert told(*texts) == said
