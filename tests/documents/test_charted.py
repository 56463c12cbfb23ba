"""Charts held against each other by what they show: a forged one is told, one saved by another program is not."""

import json

import pytest
from lxml import etree

from pipeline.documents import charted, charts
from pipeline.documents.opened import Relation
from pipeline.words.chapter import CHART, Picture

SERIES = [{"nama": "IKM", "nilai": [87.56, 79.12], "tercetak": ["87,56", "79,12"]}]
SAID = {
    "judul": "IKM",
    "bentuk": "batang",
    "kategori": ["Loket A", "Loket B"],
    "seri": SERIES,
    "dari": 0,
    "sampai": 100,
}
FOUND = Relation("chart", "word/charts/chart1.xml", False)
FORGERIES = {
    "a figure": ("<c:v>87.56</c:v>", "<c:v>97.56</c:v>"),
    "a label": (">87,56<", ">97,56<"),
    "a name": ("<c:v>Loket A</c:v>", "<c:v>Loket C</c:v>"),
    "the name of the series": ("<c:v>IKM</c:v>", "<c:v>IPK</c:v>"),
    "its kind": ("barChart>", "lineChart>"),
    "its direction": ('barDir val="bar"', 'barDir val="col"'),
    "its order": ('orientation val="maxMin"', 'orientation val="minMax"'),
    "where its scale begins": ('<c:min val="0"/>', '<c:min val="78"/>'),
    "where its scale ends": ('<c:max val="100"/>', '<c:max val="88"/>'),
    "the colour of its bars": ("1F4E79", "FFFFFF"),
    "pale words": ('srgbClr val="404040"', 'srgbClr val="FEFEFE"'),
    "tiny words": ('sz="900"', 'sz="100"'),
    "names left out": ('<c:delete val="0"/>', '<c:delete val="1"/>'),
    "a title": (
        "<c:autoTitleDeleted",
        "<c:title><c:tx><c:rich><a:p><a:r><a:t>X</a:t></a:r></a:p></c:rich></c:tx></c:title><c:autoTitleDeleted",
    ),
    "a dark ground": (
        "<c:plotArea>",
        '<c:plotArea><c:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></c:spPr>',
    ),
    "shapes of a user": ("</c:chartSpace>", '<c:userShapes r:id="rId2"/></c:chartSpace>'),
    "letters by a theme": ("<a:noFill/>", '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'),
    "a plot elsewhere": ("<c:layout/>", "<c:layout><c:manualLayout/></c:layout>"),
}


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return dict(charts.members({"charts/chart1.xml": Picture(json.dumps(SAID).encode(), CHART, 1, 1, "")}, ""))


@pytest.mark.parametrize(("was", "now"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_chart_is_told(parts, was, now):
    xml = parts[FOUND.target].decode()
    assert was in xml
    forged = xml.replace(was, now)
    assert charted.of({**parts, FOUND.target: forged.encode()}, FOUND) != charted.of(parts, FOUND)


def test_a_chart_that_shows_the_same_says_the_same(parts):
    own = charted.of(parts, FOUND)
    assert own is not None
    assert own.unknown == ()
    again = (
        parts[FOUND.target]
        .decode()
        .replace("87.56", "87.5600000")
        .replace("Data!$A$2:$A$3", "categories")
        .replace("1F4E79", "1f4e79")
        .replace('axId val="111111111"', 'axId val="17011985"')
    )
    assert charted.of({FOUND.target: again.encode()}, FOUND) == own


def test_what_a_chart_brings_along_is_named_by_its_content(parts):
    (book,) = (name for name in parts if name.endswith(".xlsx"))
    (named,) = charted.beside(parts, FOUND)
    assert [*charted.beside({**parts, book: b"x"}, FOUND)] != [named]
    assert [*charted.beside({name: raw for name, raw in parts.items() if name != book}, FOUND)] == []


def test_every_element_that_the_program_writes_is_known(parts):
    lines = {**SAID, "bentuk": "garis", "seri": [*SERIES, {**SERIES[0], "nama": "Target"}]}
    (other,) = (
        raw
        for name, raw in charts.members(
            {"charts/chart1.xml": Picture(json.dumps(lines).encode(), CHART, 1, 1, "")}, "Arial"
        )
        if name == FOUND.target
    )
    for raw in (other, parts[FOUND.target]):
        assert etree.fromstring(raw) is not None
        found = charted.of({FOUND.target: raw}, FOUND)
        assert found is not None
        assert found.unknown == ()
