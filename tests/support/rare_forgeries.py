"""Rarer forgeries of a letter: what Word follows and a reader of XML passes over; some need a richer letter."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from support.forgeries import (
    _MC,
    _OFFICE,
    _W,
    FONTS,
    HEADER,
    MAIN,
    NUMBERING,
    RELS,
    SETTINGS,
    STYLES,
    TYPES,
    WAYS,
    Parts,
    Way,
    at_body,
    edited,
    looking,
    packed,
    parts_of,
    plain,
    related,
    run_with,
    styled,
)

THEME = "word/theme/theme1.xml"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_FAR = '"30000"'
_INK = '<w:color w:val="1F3864"/>'
_PAGE = '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def _drawing(name: str, kind: str, place: str) -> str:
    wrap = "" if kind == "inline" else "<wp:wrapNone/>"
    return (
        f'<w:r><w:drawing><wp:{kind} xmlns:wp="{_DRAWN}/wordprocessingDrawing">{place}'
        f'<wp:extent cx="900000" cy="900000"/>{wrap}<wp:docPr id="{len(kind)}" name="{name}"/>'
        f'<a:graphic xmlns:a="{_DRAWN}/main"><a:graphicData uri="{_DRAWN}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWN}/picture"><pic:blipFill><a:blip xmlns:r="{_OFFICE}" r:embed="rIdPalsu"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


_OFFSET = (
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
)


def rich(raw: bytes) -> bytes:
    """Return a letter with what others have: a table, pictures, a page number, a font of the theme."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    parts = related(parts_of(raw), "image", "word/media/logo.png", out.getvalue(), "image/png")
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p>{styled("", way.was, _INK)}</w:p></w:tc>'
        for way in WAYS
    )
    grid = '<w:gridCol w:w="3000"/>' * len(WAYS)
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Kisi"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )
    pictures = f"<w:p>{_drawing('a', 'inline', '')}{_drawing('b', 'anchor', _OFFSET)}</w:p>"
    theme = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    written = "".join(f"<w:p>{styled(theme, f'{way.was} kembali')}</w:p>" for way in WAYS)
    style = '<w:style w:type="table" w:styleId="Kisi"><w:name w:val="Kisi"/></w:style></w:styles>'
    made = at_body(parts, table + written + pictures)
    return packed(
        {
            **made,
            STYLES: made[STYLES].replace(b"</w:styles>", style.encode()),
            HEADER: made[HEADER].replace(b"</w:hdr>", f"{_PAGE}</w:hdr>".encode()),
        }
    )


def put_in(root: Path, archived: str, raw: bytes) -> None:
    """Make a letter the one that an office issued."""
    was = hashlib.sha256((root / archived).read_bytes()).hexdigest()
    entry = (root / archived).parent.with_suffix(".yaml")
    text = entry.read_text(encoding="utf-8")
    assert was in text
    entry.write_text(text.replace(was, hashlib.sha256(raw).hexdigest()), encoding="utf-8")
    (root / archived).write_bytes(raw)


def _with_style(style: str, change: Callable[[Parts, Way], Parts]) -> Callable[[Parts, Way], Parts]:
    def make(parts: Parts, way: Way) -> Parts:
        return change({**parts, STYLES: parts[STYLES].replace(b"</w:styles>", f"{style}</w:styles>".encode())}, way)

    return make


def _in_paragraph(pattern: str, by: str) -> Callable[[Parts, Way], Parts]:
    """Change what stands before the text in its paragraph."""

    def make(parts: Parts, way: Way) -> Parts:
        xml = parts[MAIN].decode()
        at = xml.index(way.was)
        begin = max(xml.rfind("<w:p>", 0, at), xml.rfind("<w:p ", 0, at))
        new = re.sub(pattern, by, xml[begin:at], count=1)
        assert new != xml[begin:at], pattern
        return {**parts, MAIN: (xml[:begin] + new + xml[at:]).encode()}

    return make


def _all_levels(more: str) -> Callable[[Parts, Way], Parts]:
    def make(parts: Parts, way: Way) -> Parts:
        new = re.sub(rb"</w:lvl>", f"{more.replace('NOW', str(len(way.now)))}</w:lvl>".encode(), parts[NUMBERING])
        assert new != parts[NUMBERING]
        return {**parts, NUMBERING: new}

    return make


def _field_around(code: str) -> Callable[[Parts, Way], Parts]:
    def make(props: str, was: str, now: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}" w:dirty="true"/></w:r>'
        begin, middle, end = (mark.format(kind) for kind in ("begin", "separate", "end"))
        return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{plain(was, props)}{end}"

    return lambda parts, way: run_with(parts, way, make)


def _alternative(names: str, requires: str) -> Callable[[Parts, Way], Parts]:
    def make(props: str, was: str, now: str) -> str:
        signs = "".join(f'<w:sym w:font="Arial" w:char="{ord(letter):04X}"/>' for letter in now)
        return (
            f'<mc:AlternateContent {_MC} {names}><mc:Choice Requires="{requires}">{styled("<w:vanish/>", was, props)}'
            f"<w:r>{signs}</w:r></mc:Choice><mc:Fallback>{plain(was, props)}</mc:Fallback></mc:AlternateContent>"
        )

    return lambda parts, way: run_with(parts, way, make)


def _other_alternative(parts: Parts, way: Way) -> Parts:
    """The true text for who knows a namespace that is none, another one for Word."""
    names = 'xmlns:wps="https://palsu.example/wps"'

    def make(props: str, was: str, now: str) -> str:
        signs = "".join(f'<w:sym w:font="Arial" w:char="{ord(letter):04X}"/>' for letter in now)
        return (
            f'<mc:AlternateContent {_MC} {names}><mc:Choice Requires="wps">{plain(was, props)}</mc:Choice>'
            f"<mc:Fallback>{styled('<w:vanish/>', was, props)}<w:r>{signs}</w:r></mc:Fallback></mc:AlternateContent>"
        )

    return run_with(parts, way, make)


def _cover(parts: Parts, way: Way) -> Parts:
    cover = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="position:absolute;width:400pt;height:'
        f'{len(way.was)}00pt" fillcolor="white"/><v:shape><v:textpath string=""/></v:shape></w:pict></w:r>'
    )
    return run_with(parts, way, lambda props, was, now: plain(was, props) + cover)


def _long_chain(parts: Parts, way: Way) -> Parts:
    links = '<w:style w:type="character" w:styleId="R0"><w:rPr><w:vanish/></w:rPr></w:style>' + "".join(
        f'<w:style w:type="character" w:styleId="R{step}"><w:basedOn w:val="R{step - 1}"/></w:style>'
        for step in range(1, 30)
    )
    hide = looking('<w:rStyle w:val="R29"/>')
    return _with_style(links, hide)(parts, way)


def _two_sheets(parts: Parts, way: Way) -> Parts:
    """The true styles under a kind of relation that nobody knows, before those that hide."""
    other = parts[STYLES].replace(b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>")
    first = '<Relationship Id="rIdA" Type="https://palsu.example/styles" Target="gaya.xml"/>'
    rels = re.sub(rb"(<Relationships[^>]*>)", rb"\1" + first.encode(), parts[RELS], count=1)
    return {**parts, "word/gaya.xml": parts[STYLES], STYLES: other, RELS: rels}


def _foreign_kind(kind: str) -> Callable[[Parts, Way], Parts]:
    return edited(RELS, rf'Type="{_OFFICE}/{kind}"', f'Type="https://palsu.example/{kind}"')


def _doubled_key(parts: Parts, way: Way) -> Parts:
    key = re.search(rb'Id="([^"]*)"(?=[^>]*/header")', parts[RELS])
    assert key
    head = f"<w:hdr {_W}><w:p>{plain('DICABUT ' + way.now)}</w:p></w:hdr>"
    one = f'<Relationship Id="{key[1].decode()}" Type="{_OFFICE}/header" Target="lain.xml"/>'
    rels = re.sub(rb"(<Relationships[^>]*>)", rb"\1" + one.encode(), parts[RELS], count=1)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    types = parts[TYPES].replace(
        b"</Types>", f'<Override PartName="/word/lain.xml" ContentType="{kind}"/></Types>'.encode()
    )
    return {**parts, RELS: rels, TYPES: types, "word/lain.xml": head.encode()}


def _second_body(parts: Parts, way: Way) -> Parts:
    return {
        **parts,
        MAIN: parts[MAIN].replace(b"</w:body>", f"</w:body><w:body><w:p>{plain(way.now)}</w:p></w:body>".encode()),
    }


def _frames(parts: Parts, way: Way) -> Parts:
    web = f'<w:webSettings {_W}><w:frameset><w:frame><w:name w:val="{way.now}"/></w:frame></w:frameset></w:webSettings>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.webSettings+xml"
    return related(parts, "webSettings", "word/webSettings.xml", web.encode(), kind)


RARE: dict[str, Callable[[Parts, Way], Parts]] = {
    "size of another script": looking('<w:cs/><w:szCs w:val="2"/>'),
    "font of another script": looking('<w:rFonts w:cs="Wingdings"/><w:cs/>'),
    "columns off the page": edited(MAIN, "<w:titlePg/>", f'<w:cols w:num="2" w:space={_FAR}/><w:titlePg/>'),
    "letters squeezed by the grid": edited(
        MAIN, "<w:titlePg/>", '<w:titlePg/><w:docGrid w:type="linesAndChars" w:charSpace="-40000"/>'
    ),
    "lines squeezed by the grid": edited(
        MAIN, "<w:titlePg/>", '<w:titlePg/><w:docGrid w:type="lines" w:linePitch="1"/>'
    ),
    "indented by letters": _in_paragraph("<w:pPr>", f"<w:pPr><w:ind w:leftChars={_FAR}/>"),
    "a multiple of a line without height": _in_paragraph("<w:pPr>", '<w:pPr><w:spacing w:line="1" w:lineRule="auto"/>'),
    "numbers hidden by their level": _all_levels("<w:rPr><w:vanish/></w:rPr>"),
    "numbers white by their level": _all_levels('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
    "paragraphs moved by their level": _all_levels(f"<w:pPr><w:ind w:left={_FAR}/></w:pPr>"),
    "a picture for a number": _all_levels('<w:lvlPicBulletId w:val="0"/>'),
    "shaded by a pattern": looking('<w:color w:val="000000"/><w:shd w:val="pct95" w:color="000000" w:fill="FFFFFF"/>'),
    "shaded by the theme": looking('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="auto" w:themeFill="text1"/>'),
    "a table of contents around": _field_around(" TOC \\o &quot;1-3&quot; "),
    "a page reference around": _field_around(" PAGEREF _Toc1 "),
    "an alternative for a newer Word": _alternative(
        'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du"', "w16du"
    ),
    "an alternative under a false name": _other_alternative,
    "a cover beside word art without words": _cover,
    "two default styles": _with_style(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Dua"><w:rPr><w:vanish/></w:rPr></w:style>',
        _in_paragraph("<w:pStyle[^>]*/>", ""),
    ),
    "a paragraph of a style that is not there": _with_style(
        "",
        lambda parts, way: _in_paragraph("<w:pStyle[^>]*/>", '<w:pStyle w:val="Tiada"/>')(
            edited(STYLES, r'(<w:style [^>]*w:default="1"[^>]*>)', r"\1<w:rPr><w:vanish/></w:rPr>")(parts, way), way
        ),
    ),
    "hidden by the thirtieth style below": _long_chain,
    "hidden by the default style of letters": _with_style(
        '<w:style w:type="character" w:default="1" w:styleId="Huruf"><w:rPr><w:vanish/></w:rPr></w:style>',
        lambda parts, way: parts,
    ),
    "letters said to look two ways": lambda parts, way: run_with(
        parts,
        way,
        lambda props, was, now: plain(was, props).replace("</w:rPr>", "</w:rPr><w:rPr><w:vanish/></w:rPr>", 1),
    ),
    "a paragraph said to stand two ways": _in_paragraph("</w:pPr>", f"</w:pPr><w:pPr><w:ind w:left={_FAR}/></w:pPr>"),
    "only forms are printed": edited(SETTINGS, "</w:settings>", "<w:printFormsData/></w:settings>"),
    "frames": _frames,
    "two sheets of styles": _two_sheets,
    "numbers by a foreign relation": _foreign_kind("numbering"),
    "styles by a foreign relation": _foreign_kind("styles"),
    "two parts under one key": _doubled_key,
    "a second body": _second_body,
    "set from right to left by a wrapper": lambda parts, way: run_with(
        parts, way, lambda props, was, now: f'<w:dir w:val="rtl">{plain(was, props)}</w:dir>'
    ),
    "decomposed letters": lambda parts, way: run_with(
        parts, way, lambda props, was, now: plain(was[0] + "\u0338" + was[1:], props)
    ),
    "a word joiner": lambda parts, way: run_with(
        parts, way, lambda props, was, now: plain(was[0] + "\u2060" + was[1:], props)
    ),
    "blanks that Word drops": lambda parts, way: run_with(
        parts,
        way,
        lambda props, was, now: plain(f"{was}", props) + f"<w:r><w:t> {now[0]}</w:t></w:r>",
    ),
    "an embedded font that draws other figures": lambda parts, way: {
        **related(parts, "font", f"word/fonts/font{len(way.was)}.odttf", b"\0\1\0\0", "application/x-fontdata"),
        FONTS: re.sub(
            rb"</w:fonts>",
            f'<w:font w:name="Arial"><w:embedRegular xmlns:r="{_OFFICE}" r:id="rIdPalsu"/></w:font></w:fonts>'.encode(),
            parts[FONTS],
        ),
    },
}
"""What needs nothing but a letter."""


def _style_kisi(more: str) -> Callable[[Parts, Way], Parts]:
    return edited(STYLES, '<w:name w:val="Kisi"/>', f'<w:name w:val="Kisi"/>{more}')


RICH: dict[str, Callable[[Parts, Way], Parts]] = {
    "a theme's font replaced": edited(THEME, r'(<a:minorFont>.*?<a:latin typeface=)"[^"]*"', r'\1"Wingdings"'),
    "a page number drawn as words": edited(HEADER, 'w:instr="PAGE"', "w:instr=\"PAGE \\\\# &quot;'IKM NOW'&quot;\""),
    "a picture moved by alignment": edited(
        MAIN,
        r'<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>',
        '<wp:positionH relativeFrom="page"><wp:align>right</wp:align>',
    ),
    "a picture moved by what it stands to": edited(
        MAIN, '<wp:positionV relativeFrom="paragraph">', '<wp:positionV relativeFrom="page">'
    ),
    "a picture with a thick frame": edited(
        MAIN, "<a:avLst/></a:prstGeom>", '<a:avLst/></a:prstGeom><a:ln w="20000000"><a:solidFill/></a:ln>'
    ),
    "a picture cut to a shape": edited(MAIN, 'prst="rect"', 'prst="line"'),
    "a picture stretched out of its frame": edited(MAIN, "<a:fillRect/>", '<a:fillRect l="90000" t="90000"/>'),
    "a picture in tiles": edited(MAIN, "<a:stretch><a:fillRect/></a:stretch>", '<a:tile sx="1000" sy="1000"/>'),
    "a shape grouped with a picture": edited(
        MAIN,
        r"(<pic:pic .*?</pic:pic>)",
        r'<wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">\1'
        '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:spPr>'
        "<a:solidFill/></wps:spPr></wps:wsp></wpg:wgp>",
    ),
    "coloured by the style of its table": _style_kisi('<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'),
    "coloured by its table": edited(MAIN, "<w:tblPr>", '<w:tblPr><w:shd w:val="clear" w:fill="1F3864"/>'),
    "coloured by a part of the style of its table": _style_kisi(
        '<w:tblStylePr w:type="wholeTable"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
    ),
    "lines without height by the style of their table": _style_kisi(
        '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'
    ),
    "a row pushed off the page": edited(
        MAIN, "<w:tr>", f'<w:tr><w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w={_FAR} w:type="dxa"/></w:trPr>'
    ),
    "columns without width": lambda parts, way: {
        **parts,
        MAIN: re.sub(rb"<w:tcW [^>]*/>", b"", re.sub(rb'<w:gridCol w:w="\d+"/>', b'<w:gridCol w:w="1"/>', parts[MAIN])),
    },
    "a column that pushes the next off the page": edited(MAIN, '<w:tcW w:w="3000"', f"<w:tcW w:w={_FAR}"),
    "a cell whose letters are its colour": edited(
        MAIN, r"(<w:tcPr>(?:(?!</w:tcPr>).)*)", r'\1<w:shd w:val="clear" w:fill="1F3864"/>'
    ),
    "a bullet that says words": edited(
        NUMBERING,
        r"(<w:abstractNum [^>]*>)",
        r'\1<w:lvl w:ilvl="8"><w:numFmt w:val="bullet"/><w:lvlText w:val="DICABUT NOW"/></w:lvl>',
    ),
}
"""What needs a letter with a table, pictures, a page number, a font of the theme."""


def in_front(raw: bytes, way: Way) -> bytes:
    """Return a letter with a forged one in front of it: who reads from the beginning sees that."""
    parts = parts_of(raw)
    return packed({**parts, MAIN: parts[MAIN].replace(way.was.encode(), way.now.encode())}) + raw


def behind(raw: bytes, way: Way) -> bytes:
    """Return a letter with something behind it."""
    return raw + way.now.encode()


WHOLE: dict[str, Callable[[bytes, Way], bytes]] = {"another letter in front": in_front, "bytes behind": behind}
"""What is done to the file as a whole."""


def forgeries(raw: bytes) -> Iterator[tuple[str, Way, bytes]]:
    """Every rarer kind of forgery of a letter, in every way."""
    parts = parts_of(raw)
    for way in WAYS:
        yield from ((name, way, packed(make(parts, way))) for name, make in RARE.items())
        yield from ((name, way, whole(raw, way)) for name, whole in WHOLE.items())


def richer(raw: bytes) -> Iterator[tuple[str, Way, bytes]]:
    """Every kind of forgery of a richer letter, in every way."""
    for way in WAYS:
        yield from ((name, way, packed(make(parts_of(raw), way))) for name, make in RICH.items())
