"""Charts as Word has them: each can be edited, with the workbook of its figures; made from a word."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.documents import escaped, refers
from pipeline.files import workbook_out
from pipeline.files.workbook_out import Cell, Grid
from pipeline.words.chapter import CHART, Picture

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INK, _GREY, _COLOURS = "404040", "BFBFBF", ("1F4E79", "C55A11", "7F7F7F")
_GRAPHIC = re.compile(r'<(?P<a>[\w]+):graphic\b(?:(?!</(?P=a):graphic>).)*?embed="(?P<id>[^"]*)".*?</(?P=a):graphic>')
_SPARSE = 14
"""Of more bars programs leave names out unless they are told not to."""
_CATEGORIES, _VALUES = "111111111", "222222222"


def placed(xml: str, pictures: Mapping[str, Picture]) -> str:
    """Return a rendered part in which each chart is a chart, and no longer the picture whose box it fills."""
    ids = {refers.picture_id(number) for number, picture in enumerate(pictures.values()) if picture.format == CHART}

    def graphic(found: re.Match[str]) -> str:
        if found["id"] not in ids:
            return found[0]
        return (
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{C}">'
            f'<c:chart xmlns:c="{C}" xmlns:r="{_R}" r:id="{found["id"]}"/></a:graphicData></a:graphic>'
        )

    return _GRAPHIC.sub(graphic, xml) if ids else xml


def font_of(styles: bytes) -> str:
    """Return the font of the text of a document; none where its theme says it, as it then does for charts too."""
    from lxml import etree  # only where a document has charts

    said = ""
    root = etree.fromstring(styles) if styles else None
    usual = () if root is None else (f"{_W}docDefaults", f"{_W}style[@{_W}type='paragraph'][@{_W}default='1']")
    for where in usual:
        for fonts in root.iterfind(f"{where}//{_W}rFonts") if root is not None else ():
            said = fonts.get(f"{_W}ascii", "" if fonts.get(f"{_W}asciiTheme") else said)
    return said


def members(pictures: Mapping[str, Picture], font: str) -> Iterator[tuple[str, bytes]]:
    """Yield the members that the charts among these need: each chart, its workbook, and what ties them.

    Their words are set in `font`, that of the document.
    """
    for name, picture in pictures.items():
        if picture.format != CHART:
            continue
        stem = name.rpartition("/")[2].removesuffix(".xml")
        said = json.loads(picture.content)
        yield f"word/{name}", _chart(said, f'<a:latin typeface="{escaped.text(font)}"/>' if font else "").encode()
        yield (
            f"word/charts/_rels/{stem}.xml.rels",
            f'{_BEGIN}<Relationships xmlns="{refers.RELS}"><Relationship Id="rId1" Type="{_R}/package" '
            f'Target="../embeddings/{stem}.xlsx"/></Relationships>'.encode(),
        )
        yield f"word/embeddings/{stem}.xlsx", _book(said)


def typed(types: bytes, names: Sequence[str]) -> bytes:
    """Return the list of content types with those of the charts among the members of a document."""
    there = sorted(name for name in names if re.fullmatch(r"word/charts/[^/]*\.xml", name))
    new = [name for name in there if f'"/{name}"'.encode() not in types]
    if not new:
        return types
    added = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}"/>' for name in new)
    if b'Extension="xlsx"' not in types:
        added = f'<Default Extension="xlsx" ContentType="{_BOOK}"/>{added}'
    return types.replace(b"</Types>", f"{added}</Types>".encode())


def _book(said: Mapping[str, Any]) -> bytes:
    head = [Cell("", "kepala"), *(Cell(series["nama"], "kepala") for series in said["seri"])]
    rows = [
        [Cell(name), *(Cell(float(series["nilai"][number])) for series in said["seri"])]
        for number, name in enumerate(said["kategori"])
    ]
    return workbook_out.grids(said["judul"], [Grid("Data", (36, 14), [head, *rows])])


def _chart(said: Mapping[str, Any], font: str) -> str:
    bars = said["bentuk"] == "batang"
    drawn = "".join(_series(said, number, font) for number in range(len(said["seri"])))
    axes = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
    if bars:
        body = (
            '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
            f'{drawn}<c:gapWidth val="60"/>{axes}</c:barChart>'
        )
    else:
        body = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}<c:marker val="1"/>{axes}'
            "</c:lineChart>"
        )
    axes_drawn = "".join(_axis(said, font, of_names=of_names, bars=bars) for of_names in (True, False))
    legend = "" if len(said["seri"]) == 1 else '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        f'{_BEGIN}<c:chartSpace xmlns:c="{C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/><c:lang val="id-ID"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{body}'
        f"{axes_drawn}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(900, font)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(said: Mapping[str, Any], number: int, font: str) -> str:
    series, names = said["seri"][number], said["kategori"]
    colour, column, last = _COLOURS[number % len(_COLOURS)], chr(ord("B") + number), len(names) + 1
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    bars = said["bentuk"] == "batang"
    look = f"<c:spPr>{fill}</c:spPr>" if bars else f'<c:spPr><a:ln w="28575">{fill}</a:ln></c:spPr>'
    marker = "" if bars else f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{fill}</c:spPr></c:marker>'
    labels = "".join(_label(index, text, font, bars=bars) for index, text in enumerate(series["tercetak"]))
    shows = _shows(bars=bars)
    cats = "".join(f'<c:pt idx="{index}"><c:v>{escaped.text(name)}</c:v></c:pt>' for index, name in enumerate(names))
    values = "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(series["nilai"]))
    many = f'<c:ptCount val="{len(names)}"/>'
    invert = '<c:invertIfNegative val="0"/>' if bars else ""
    smooth = "" if bars else '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Data!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped.text(series["nama"])}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
        f"{look}{marker}{invert}<c:dLbls>{labels}{shows}</c:dLbls>"
        f"<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f><c:strCache>{many}{cats}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>0.00</c:formatCode>"
        f"{many}{values}</c:numCache></c:numRef></c:val>{smooth}</c:ser>"
    )


def _label(index: int, text: str, font: str, *, bars: bool) -> str:
    """Return the label of a point: the figure as the document prints it, whatever marks a reader's computer has."""
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="id-ID" sz="900">{font}</a:rPr>'
        f"<a:t>{escaped.text(text)}</a:t></a:r></a:p></c:rich></c:tx>{_shows(bars=bars)}</c:dLbl>"
    )


def _shows(*, bars: bool) -> str:
    flags = (("LegendKey", 0), ("Val", 1), ("CatName", 0), ("SerName", 0), ("Percent", 0), ("BubbleSize", 0))
    place = f'<c:dLblPos val="{"outEnd" if bars else "t"}"/>'
    return place + "".join(f'<c:show{name} val="{value}"/>' for name, value in flags)


def _axis(said: Mapping[str, Any], font: str, *, of_names: bool, bars: bool) -> str:
    own, other = (_CATEGORIES, _VALUES) if of_names else (_VALUES, _CATEGORIES)
    name = "catAx" if of_names else "valAx"
    order = "maxMin" if of_names and bars else "minMax"
    ends = "" if of_names else f'<c:max val="{said["sampai"]}"/><c:min val="{said["dari"]}"/>'
    position = ("l" if bars else "b") if of_names else ("b" if bars else "l")
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{_GREY}"/></a:solidFill></a:ln></c:spPr>'
    every = '<c:tickLblSkip val="1"/>' if bars and len(said["kategori"]) > _SPARSE else ""
    extra = f'<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{every}<c:noMultiLvlLbl val="0"/>'
    tail = extra if of_names else '<c:crossBetween val="between"/>'
    return (
        f'<c:{name}><c:axId val="{own}"/><c:scaling><c:orientation val="{order}"/>{ends}</c:scaling>'
        f'<c:delete val="{0 if of_names else 1}"/><c:axPos val="{position}"/><c:numFmt formatCode="General" '
        f'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        f'{_text(900, font)}<c:crossAx val="{other}"/><c:crosses val="autoZero"/>{tail}</c:{name}>'
    )


def _text(size: int, font: str) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
        f'{font}</a:defRPr></a:pPr><a:endParaRPr lang="id-ID"/></a:p></c:txPr>'
    )
