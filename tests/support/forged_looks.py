"""Forgeries of a letter by properties of which no list of forbidden ones thinks: twice, out of bounds, by a detour."""

import re
from collections.abc import Callable

from support import forgeries
from support.forgeries import MAIN, NUMBERING, SETTINGS, STYLES, Parts, Way, edited, looking
from support.small import png

Make = Callable[[Parts, Way], Parts]
_PARAGRAPH = "<w:p>|<w:p [^>]*>"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBERING_RELS = "word/_rels/numbering.xml.rels"


def _own(element: str, more: str) -> Make:
    """The paragraph that holds the text says something more of itself, in a place that is right for it."""

    def make(parts: Parts, way: Way) -> Parts:
        xml = parts[MAIN].decode()
        at = xml.index(way.was)
        begin = max(found.end() for found in re.finditer(_PARAGRAPH, xml[:at]))
        props = re.match(r"<w:pPr>(.*?)</w:pPr>", xml[begin:])
        inner = re.sub(rf"<w:{element}( [^>]*)?/>", "", props[1]) if props else ""
        end = begin + (props.end() if props else 0)
        return {**parts, MAIN: f"{xml[:begin]}<w:pPr>{inner}{more}</w:pPr>{xml[end:]}".encode()}

    return make


def _second(holder: str, more: str) -> Make:
    """The paragraph, or the run, has its properties twice."""

    def make(parts: Parts, way: Way) -> Parts:
        if holder == "rPr":
            twice = f"<w:rPr><w:b/></w:rPr><w:rPr>{more}</w:rPr>"
            return forgeries.run_with(parts, way, lambda props, was, now: f"<w:r>{twice}<w:t>{was}</w:t></w:r>")
        made = _own("ind", "")(parts, way)
        xml = made[MAIN].decode()
        end = xml.rindex("</w:pPr>", 0, xml.index(way.was)) + len("</w:pPr>")
        return {**made, MAIN: f"{xml[:end]}<w:pPr>{more}</w:pPr>{xml[end:]}".encode()}

    return make


def _in_table(more: str = "", look: str = "") -> Make:
    """The table at the head of the letter says something more of itself."""
    return edited(MAIN, r"<w:tblPr>(.*?)</w:tblPr>", rf"<w:tblPr>{look}\1{more}</w:tblPr>")


def _table_style(inner: str) -> Make:
    """The table at the head gets a style, which says what no cell says."""
    style = f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{inner}</w:style></w:styles>'

    def make(parts: Parts, way: Way) -> Parts:
        made = edited(STYLES, "</w:styles>", style)(parts, way)
        return _in_table(look='<w:tblStyle w:val="T"/>')(made, way)

    return make


def _conditional(kind: str, inner: str) -> Make:
    return _table_style(f'<w:tblStylePr w:type="{kind}">{inner}</w:tblStylePr>')


def _plain_table(inner: str) -> Make:
    return edited(STYLES, r"(<w:name w:val=\"Normal Table\"/>.*?)<w:tblPr>", rf"\1{inner}<w:tblPr>")


def _cell(more: str) -> Make:
    return edited(MAIN, r"(<w:tcW [^>]*/>)", rf"\1{more}")


def _row(more: str) -> Make:
    return edited(MAIN, "<w:tr>", f"<w:tr>{more}")


def _level(more: str, was: str = r"</w:pPr></w:lvl>") -> Make:
    return lambda parts, way: {**parts, NUMBERING: re.sub(was, more, parts[NUMBERING].decode()).encode()}


def _picture_bullet(parts: Parts, way: Way) -> Parts:
    bullet = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape style="width:200pt;height:50pt">'
        '<v:imagedata r:id="rIdB"/></v:shape></w:pict></w:numPicBullet>'
    )
    xml = parts[NUMBERING].decode().replace("<w:abstractNum ", f"{bullet}<w:abstractNum ", 1)
    xml = re.sub(r"(<w:lvlText [^>]*/>)", r'\1<w:lvlPicBulletId w:val="0"/>', xml)
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rIdB" Type="{_OFFICE}/image" Target="media/butir.png"/></Relationships>'
    )
    more = {"word/media/butir.png": png(len(way.was), 1), _NUMBERING_RELS: rels.encode(), NUMBERING: xml.encode()}
    return {**parts, **more}


def _field_around(code: str) -> Make:
    def shown(props: str, was: str, now: str) -> str:
        marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
        begin, separate, end = marks
        return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{forgeries.plain(was, props)}{end}"

    return lambda parts, way: forgeries.run_with(parts, way, shown)


def _in_black(make: Make) -> Make:
    """The same, with text that stays black whatever lies behind it."""
    black = edited(STYLES, "(<w:rPrDefault><w:rPr>)", r'\1<w:color w:val="000000"/>')
    return lambda parts, way: make(black(parts, way), way)


_HIDDEN, _FAR = "<w:vanish/>", '<w:ind w:left="20000"/>'
_WINGS = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
_BLACK = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
_THEMED = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF" w:themeFill="text1"/>'
_WIDE = '<w:tblCellMar><w:left w:w="20000" w:type="dxa"/></w:tblCellMar>'


def _by_halves(element: str, beneath: str, own: str) -> Make:
    """A style says one half of what moves a paragraph, the paragraph itself the other."""
    style = (
        '<w:style w:type="paragraph" w:styleId="Bawah"><w:name w:val="Bawah"/>'
        f"<w:pPr><w:{element} {beneath}/></w:pPr></w:style></w:styles>"
    )
    put = _own(f"(?:pStyle|{element})", f'<w:pStyle w:val="Bawah"/><w:{element} {own}/>')
    return lambda parts, way: put(edited(STYLES, "</w:styles>", style)(parts, way), way)


LOOKS: dict[str, Make] = {
    "two default styles of paragraphs": edited(
        STYLES,
        "</w:styles>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="D"><w:name w:val="D"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style></w:styles>",
    ),
    "run properties twice": _second("rPr", _HIDDEN),
    "paragraph properties twice": _second("pPr", _FAR),
    "two colours": looking('<w:color w:val="FFFFFF"/><w:color w:val="000000"/>'),
    "run properties behind the text": lambda parts, way: forgeries.run_with(
        parts, way, lambda props, was, now: f"<w:r><w:t>{was}</w:t><w:rPr><w:vanish/></w:rPr></w:r>"
    ),
    "line without height by the table's style": _table_style(
        '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'
    ),
    "paragraphs off the page by the table's style": _table_style(f"<w:pPr>{_FAR}</w:pPr>"),
    "table off the page by its style": _table_style('<w:tblPr><w:tblInd w:w="20000" w:type="dxa"/></w:tblPr>'),
    "black behind by the table's style": _table_style(f"<w:tcPr>{_BLACK}</w:tcPr>"),
    "cells off the page by the table's style": _table_style(f"<w:tblPr>{_WIDE}</w:tblPr>"),
    "rows without height by the table's style": _table_style(
        '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'
    ),
    "black behind rows by the table's style": _conditional("band1Horz", f"<w:tcPr>{_BLACK}</w:tcPr>"),
    "symbols in the first row by the table's style": _conditional("firstRow", _WINGS),
    "symbols in the last row by the table's style": _conditional("lastRow", _WINGS),
    "squeezed rows by the table's style": _conditional("band1Horz", '<w:rPr><w:w w:val="1"/></w:rPr>'),
    "raised rows by the table's style": _conditional("lastRow", '<w:rPr><w:position w:val="900"/></w:rPr>'),
    "turned rows by the table's style": _conditional("lastRow", '<w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr>'),
    "paragraphs off the page by the plain table's style": _plain_table(f"<w:pPr>{_FAR}</w:pPr>"),
    "all tables off the page": edited(
        STYLES, r'<w:tblInd w:w="0" w:type="dxa"/>', '<w:tblInd w:w="20000" w:type="dxa"/>'
    ),
    "cells off the page": edited(MAIN, "<w:tblCellMar>.*?</w:tblCellMar>", _WIDE),
    "cells off the page by a row": _row(f"<w:tblPrEx>{_WIDE}</w:tblPrEx>"),
    "black behind the table": _in_black(_in_table(_BLACK)),
    "black behind a row": _in_black(_row(f"<w:tblPrEx>{_BLACK}</w:tblPrEx>")),
    "black of the theme behind a word": looking(_THEMED),
    "black of the theme behind a cell": _cell(_THEMED),
    "dots behind a word": looking('<w:shd w:val="pct95" w:color="000000" w:fill="FFFFFF"/>'),
    "symbols of another script": looking('<w:rFonts w:cs="Wingdings"/><w:cs/>'),
    "tiny of another script": looking('<w:szCs w:val="2"/><w:cs/>'),
    "of another script by its style": forgeries.style_of('<w:cs/><w:szCs w:val="2"/>'),
    "white with a hash": looking('<w:color w:val="#FFFFFF"/>'),
    "white by its name": looking('<w:color w:val="white"/>'),
    "white in three digits": looking('<w:color w:val="fff"/>'),
    "embossed": looking("<w:emboss/>"),
    "symbols beyond plain letters": looking('<w:rFonts w:ascii="Arial" w:hAnsi="Wingdings"/>'),
    "counted off the page": _level(f"<w:pPr>{_FAR}</w:pPr></w:lvl>", r"<w:pPr><w:ind [^>]*/></w:pPr></w:lvl>"),
    "numbers in white": _level('</w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:lvl>'),
    "hidden numbers": _level("</w:pPr><w:rPr><w:vanish/></w:rPr></w:lvl>"),
    "numbers as symbols": _level(f"</w:pPr>{_WINGS}</w:lvl>"),
    "numbers with a zero": _level('<w:numFmt w:val="decimalZero"/>', '<w:numFmt w:val="decimal"/>'),
    "numbers of one's own": _level('<w:numFmt w:val="custom" w:format="097"/>', '<w:numFmt w:val="decimal"/>'),
    "figures as bullets": _level(
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="97,50"/>', r'<w:numFmt w:val="decimal"/><w:lvlText [^>]*/>'
    ),
    "pictures as bullets": _picture_bullet,
    "a reference to a page around": _field_around(" PAGEREF tidakada "),
    "a table of contents of all levels around": _field_around(" TOC \\o "),
    "a cell struck out": _cell('<w:tcBorders><w:tl2br w:val="single" w:sz="96" w:color="000000"/></w:tcBorders>'),
    "lines over each other": _own("spacing", '<w:spacing w:line="20"/>'),
    "on another page": _own("spacing", '<w:spacing w:before="31000"/>'),
    "off the page by letters": _own("ind", '<w:ind w:leftChars="20000"/>'),
    "begun off the page by letters": _own("ind", '<w:ind w:firstLineChars="20000"/>'),
    "off the page by two measures": _own("ind", '<w:ind w:left="9000" w:firstLine="9000"/>'),
    "off the page by two measures in two places": _by_halves("ind", 'w:left="9000"', 'w:firstLine="9000"'),
    "lines over each other by two places": _by_halves(
        "spacing", 'w:line="20" w:lineRule="atLeast"', 'w:lineRule="auto"'
    ),
    "other letters as symbols": looking('<w:rFonts w:ascii="Arial"/>'),
    "off the page by a tab": _own("tabs", '<w:tabs><w:tab w:val="left" w:pos="15000"/></w:tabs>'),
    "off the page by every tab": edited(SETTINGS, "</w:settings>", '<w:defaultTabStop w:val="31000"/></w:settings>'),
    "under another column": _row('<w:trPr><w:gridBefore w:val="2"/></w:trPr>'),
    "a row without height": _row('<w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>'),
    "thick lines around a word": looking('<w:bdr w:val="single" w:sz="255" w:space="0" w:color="000000"/>'),
    "thick lines around a cell": _cell(
        '<w:tcBorders><w:top w:val="single" w:sz="255" w:color="000000"/></w:tcBorders>'
    ),
}

PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline distT="0" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x"/><a:graphic '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="u"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip '
    f'xmlns:r="{_OFFICE}" r:embed="rIdPalsu"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def with_picture(parts: Parts) -> Parts:
    """A letter that shows a picture, as an honest one does."""
    return forgeries.at_body(forgeries.related(parts, "image", "word/media/a.png", png(1, 1), "image/png"), PICTURE)


def _led_away(parts: Parts, way: Way) -> Parts:
    made = forgeries.related(parts, "hyperlink", "", b"", "", "https://palsu.example/")
    rels = made[forgeries.RELS].decode()
    at = rels.rindex("rIdPalsu")
    made |= {forgeries.RELS: f"{rels[:at]}rIdTautan{rels[at + len('rIdPalsu') :]}".encode()}
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    link = f'<a:hlinkClick xmlns:r="{_OFFICE}" xmlns:a="{drawing}" r:id="rIdTautan"/>'
    return edited(MAIN, '(<wp:docPr id="9" name="x")/>', rf"\1>{link}</wp:docPr>")(made, way)


PICTURES: dict[str, Make] = {
    "a thick line around a picture": edited(
        MAIN, "(<pic:spPr>.*?)</pic:spPr>", r'\1<a:ln w="20000000"><a:solidFill/></a:ln></pic:spPr>'
    ),
    "a picture in the shape of a line": edited(MAIN, 'prst="rect"', 'prst="line"'),
    "a picture filled beside its frame": edited(MAIN, "<a:fillRect/>", '<a:fillRect l="90000" t="90000"/>'),
    "a picture in small tiles": edited(MAIN, "<a:stretch><a:fillRect/></a:stretch>", '<a:tile sx="1000" sy="1000"/>'),
    "a picture shrunk within": edited(MAIN, '<a:ext cx="[0-9]+"', '<a:ext cx="1000"'),
    "a picture that leads away": _led_away,
    "a picture far from its text": edited(MAIN, 'distT="0"', 'distT="9000000"'),
}
"""What is done to a picture that the letter shows."""
