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
BLACK, BLUE, WHITE = (
    f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' for colour in ("000000", "1F4E79", "FFFFFF")
)
LABEL = '<c:dLbl><c:idx val="0"/><c:tx><c:rich><a:p><a:r><a:t>9</a:t></a:r></a:p></c:rich></c:tx></c:dLbl>'
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
    "words as symbols": ("</a:solidFill></a:defRPr>", '</a:solidFill><a:latin typeface="Wingdings"/></a:defRPr>'),
    "labels as symbols": ("</a:rPr>", '<a:latin typeface="Symbol"/></a:rPr>'),
    "labels over the page": ('<a:rPr lang="id-ID" sz="900"', '<a:rPr lang="id-ID" sz="40000"'),
    "labels off the line": ('<a:rPr lang="id-ID"', '<a:rPr lang="id-ID" baseline="300000"'),
    "letters over each other": ('<a:rPr lang="id-ID"', '<a:rPr lang="id-ID" spc="-40000"'),
    "words far from their place": ("<a:pPr>", '<a:pPr marL="51206400">'),
    "words upright": ("<a:bodyPr/>", '<a:bodyPr rot="5400000"/>'),
    "words pressed out of their box": ("<a:bodyPr/>", '<a:bodyPr lIns="91440000"/>'),
    "a black frame over all": ("<a:ln><a:noFill/></a:ln>", f'<a:ln w="20000000">{BLACK}</a:ln>'),
    "an axis over all": ('<a:ln w="9525">', '<a:ln w="20000000">'),
    "bars eaten by their outline": ("</c:spPr><c:invert", f'<a:ln w="50000">{WHITE}</a:ln></c:spPr><c:invert'),
    "bars as thin as lines": ('gapWidth val="60"', 'gapWidth val="500"'),
    "labels within the bars": ('dLblPos val="outEnd"', 'dLblPos val="inBase"'),
    "axes that cross elsewhere": ('<c:crosses val="autoZero"/>', '<c:crosses val="max"/>'),
    "names far away": ('lblOffset val="100"', 'lblOffset val="1000"'),
    "names skipped": ("<c:noMultiLvlLbl", '<c:tickLblSkip val="2"/><c:noMultiLvlLbl'),
    "a legend's key in the labels": ('showLegendKey val="0"', 'showLegendKey val="1"'),
    "names within the labels": ('showCatName val="0"', 'showCatName val="1"'),
    "fewer points counted": ('<c:ptCount val="2"/>', '<c:ptCount val="1"/>'),
    "a figure twice": ("<c:v>87.56</c:v>", "<c:v>87.56</c:v><c:v>97.56</c:v>"),
    "a point twice": ('<c:pt idx="0"><c:v>87', '<c:pt idx="0"><c:v>97.56</c:v></c:pt><c:pt idx="0"><c:v>87'),
    "a label twice": ("<c:dLbls>", f"<c:dLbls>{LABEL}"),
    "the looks twice": ("<c:invert", f"<c:spPr>{WHITE}</c:spPr><c:invert"),
    "words twice": ("</c:rich></c:tx>", "</c:rich></c:tx><c:tx><c:rich><a:p/></c:rich></c:tx>"),
    "figures twice": ("</c:numRef>", "</c:numRef><c:numRef><c:numCache/></c:numRef>"),
    "a figure on two lines": (
        "<a:t>87,56</a:t></a:r></a:p>",
        "<a:t>87,</a:t></a:r></a:p><a:p><a:r><a:t>56</a:t></a:r></a:p>",
    ),
    "words by the form of figures": ("<c:formatCode>0.00", '<c:formatCode>"97,56"'),
    "figures read again when opened": ('autoUpdate val="0"', 'autoUpdate val="1"'),
    "a title of its own": ('autoTitleDeleted val="1"', 'autoTitleDeleted val="0"'),
    "text beside an element": (">87,56<", ">87,56<a:t/>9<"),
    "text behind a figure": ("</c:v></c:pt></c:numCache>", "</c:v>9</c:pt></c:numCache>"),
    "figures of another script": ("<c:v>87.56", "<c:v>８7.56"),
    "figures cut by a line": ("<c:v>87.56", "<c:v>8_7.56"),
    "a second name": ("<c:tx><c:strRef>", "<c:tx><c:v>IPK</c:v><c:strRef>"),
    "two kinds of names": ("<c:cat>", "<c:cat><c:numRef/>"),
    "labels of all series": (
        "<c:gapWidth",
        '<c:dLbls><c:showVal val="0"/><c:showSerName val="1"/></c:dLbls><c:gapWidth',
    ),
    "labels taken away": ("</c:dLbls>", '<c:delete val="1"/></c:dLbls>'),
    "axes of no chart": ('<c:axId val="222222222"/></c:bar', '<c:axId val="3"/></c:bar'),
}
LINES = {
    "no line": (f'<a:ln w="28575">{BLUE}</a:ln>', f"{BLUE}<a:ln><a:noFill/></a:ln>"),
    "a line over all": ('<a:ln w="28575">', '<a:ln w="20000000">'),
    "marks over all": ('<c:size val="7"/>', '<c:size val="72"/>'),
    "no marks": ('symbol val="circle"', 'symbol val="none"'),
    "white marks": (f"<c:spPr>{BLUE}</c:spPr></c:marker>", f"<c:spPr>{WHITE}</c:spPr></c:marker>"),
    "a curve": ('<c:smooth val="0"/>', '<c:smooth val="1"/>'),
    "lines from high to low": (
        "<c:marker val",
        f'<c:hiLowLines><c:spPr><a:ln w="9525">{BLACK}</a:ln></c:spPr></c:hiLowLines><c:marker val',
    ),
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


@pytest.mark.parametrize(("was", "now"), LINES.values(), ids=LINES)
def test_a_forged_line_is_told(was, now):
    lines = {**SAID, "bentuk": "garis"}
    own = dict(charts.members({"charts/chart1.xml": Picture(json.dumps(lines).encode(), CHART, 1, 1, "")}, ""))
    xml = own[FOUND.target].decode()
    assert was in xml
    assert charted.of({FOUND.target: xml.replace(was, now).encode()}, FOUND) != charted.of(own, FOUND)


def test_lines_from_high_to_low_without_ink_are_how_libreoffice_saves_a_line():
    lines = {**SAID, "bentuk": "garis"}
    own = dict(charts.members({"charts/chart1.xml": Picture(json.dumps(lines).encode(), CHART, 1, 1, "")}, ""))
    none = "<c:hiLowLines><c:spPr><a:ln w='0'><a:noFill/></a:ln></c:spPr></c:hiLowLines><c:marker val"
    again = own[FOUND.target].decode().replace("<c:marker val", none).encode()
    assert charted.of({FOUND.target: again}, FOUND) == charted.of(own, FOUND)


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
        .replace("111111111", "17011985")
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
