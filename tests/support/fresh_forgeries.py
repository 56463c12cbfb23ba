"""Forgeries of a letter found by going through what Word follows, one thing after another: layout, lists, pictures."""

import re
from collections.abc import Callable

from support.forgeries import (
    HEADER,
    MAIN,
    NUMBERING,
    STYLES,
    Parts,
    Way,
    at_body,
    edited,
    looking,
    plain,
    run_with,
    style_of,
)

Make = Callable[[Parts, Way], Parts]
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_MARK = 'w:id="9" w:author="X" w:date="2025-01-01T00:00:00Z"'


def _with(shown: Callable[[str, str, str], str]) -> Make:
    return lambda parts, way: run_with(parts, way, shown)


def _root(more: str) -> Make:
    return edited(MAIN, r"<w:document ", f"<w:document {more} ")


def _unpacked(parts: Parts, way: Way) -> Parts:
    """An element that nobody knows, and whose content Word shows all the same."""
    made = _root(f'{_MC} xmlns:x="urn:x" mc:Ignorable="x" mc:ProcessContent="x:bungkus"')(parts, way)
    return run_with(made, way, lambda props, was, now: f"<x:bungkus>{plain(now, props)}</x:bungkus>")


def _level_text(now: str) -> Make:
    return lambda parts, way: {
        **parts,
        NUMBERING: re.sub(rb'w:lvlText w:val="[^"]*"', f'w:lvlText w:val="{now}"'.encode(), parts[NUMBERING]),
    }


FRESH: dict[str, Make] = {
    "hidden where Word lays out a web page": looking("<w:webHidden/>"),
    "hidden on web pages by its style": style_of("<w:webHidden/>"),
    "hidden on web pages by default": edited(STYLES, "(<w:rPrDefault><w:rPr>)", r"\1<w:webHidden/>"),
    "content of an element that is ignored": _unpacked,
    "letters pressed into a twentieth of a point": looking('<w:fitText w:val="1"/>'),
    "two lines in one": looking('<w:eastAsianLayout w:combine="1"/>'),
    "letters lying": looking('<w:eastAsianLayout w:vert="1"/>'),
    "letters that glow": looking(f'<w14:glow {_W14} w14:rad="635000"/>'),
    "letters with an outline": looking(f'<w14:textOutline {_W14} w14:w="200000"/>'),
    "letters that blink": looking('<w:effect w:val="blinkBackground"/>'),
    "dots over letters": looking('<w:em w:val="dot"/>'),
    "a change of looks tracked": looking(f"<w:rPrChange {_MARK}><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
    "text moved away": _with(
        lambda props, was, now: f"<w:moveFrom {_MARK}>{plain(was, props)}</w:moveFrom>{plain(now, props)}"
    ),
    "a date that Word fills in": _with(lambda props, was, now: plain(was, props) + "<w:r><w:yearLong/></w:r>"),
    "a page number that Word fills in": _with(lambda props, was, now: plain(was, props) + "<w:r><w:pgNum/></w:r>"),
    "a comment within the text": _with(lambda props, was, now: f"<w:r><w:t>{now[:1]}<!-- x -->{now[1:]}</w:t></w:r>"),
    "an instruction within the text": _with(lambda props, was, now: f"<w:r><w:t>{now[:1]}<?x y?>{now[1:]}</w:t></w:r>"),
    "text of another office standard": _with(
        lambda props, was, now: (
            f'<w:r><s:t xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main">{now}</s:t></w:r>'
        )
    ),
    "a deleted row": edited(MAIN, "<w:tr>", f"<w:tr><w:trPr><w:del {_MARK}/></w:trPr>"),
    "a cell set upward": edited(MAIN, r"(<w:tcW [^>]*/>)", r'\1<w:textDirection w:val="btLr"/>'),
    "a cell whose text is pressed": edited(MAIN, r"(<w:tcW [^>]*/>)", r"\1<w:tcFitText/>"),
    "a head of paper off the page": edited(MAIN, r'(<w:pgMar [^>]*w:header=)"\d+"', r'\1"20000"'),
    "numbered lines": edited(MAIN, "<w:titlePg/>", '<w:lnNumType w:countBy="1"/><w:titlePg/>'),
    "a page set upward": edited(MAIN, "<w:titlePg/>", '<w:textDirection w:val="tbRl"/><w:titlePg/>'),
    "a page from right to left": edited(MAIN, "<w:titlePg/>", "<w:bidi/><w:titlePg/>"),
    "a list of other words": _level_text("Pasal %1"),
    "a list that counts from nought": lambda parts, way: {
        **parts,
        NUMBERING: re.sub(rb'<w:start w:val="1"/>', b'<w:start w:val="0"/>', parts[NUMBERING]).replace(
            b'<w:startOverride w:val="1"/>', b'<w:startOverride w:val="0"/>'
        ),
    },
    "a rule across the page": lambda parts, way: at_body(
        parts,
        "<w:p><w:r><w:pict><v:rect xmlns:v='urn:schemas-microsoft-com:vml' style='width:0;height:1.5pt'/></w:pict>"
        "</w:r></w:p>",
    ),
    "an element of a space whose name leads nowhere": lambda parts, way: at_body(
        parts, "<w:p><w:r><x:y xmlns:x='u'>NOW</x:y></w:r></w:p>"
    ),
    "a mark across the page": edited(
        HEADER,
        "</w:p>",
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='position:absolute'>"
        "<v:textpath string='NOW'/></v:shape></w:pict></w:r></w:p>",
    ),
}
"""What needs nothing but a letter."""

_BLIP = r"(<a:blip [^>]*?)/>"
PICTURED: dict[str, Make] = {
    "a picture said to be hidden": edited(MAIN, r"(<wp:docPr [^>]*?)/>", r'\1 hidden="1"/>'),
    "a picture without ink": edited(MAIN, _BLIP, r'\1><a:alphaModFix amt="0"/></a:blip>'),
    "a picture in white": edited(MAIN, _BLIP, r'\1><a:lum bright="100000"/></a:blip>'),
    "a picture of two tones": edited(MAIN, _BLIP, r'\1><a:biLevel thresh="0"/></a:blip>'),
    "a picture whose colour is taken out": edited(
        MAIN,
        _BLIP,
        r'\1><a:clrChange><a:clrFrom><a:srgbClr val="000080"/></a:clrFrom><a:clrTo><a:srgbClr val="FFFFFF"/></a:clrTo>'
        "</a:clrChange></a:blip>",
    ),
    "a picture turned round": edited(MAIN, r"<a:xfrm>", '<a:xfrm rot="10800000">'),
    "a picture mirrored": edited(MAIN, r"<a:xfrm>", '<a:xfrm flipH="1">'),
}
"""What needs a picture."""
