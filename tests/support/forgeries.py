"""Forgeries of a letter, made by code: each kind shows something else, or hides something, in a way of its own."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from support.small import png

Parts = dict[str, bytes]
MAIN, RELS, STYLES, TYPES = (
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "[Content_Types].xml",
)
HEADER, SETTINGS, NUMBERING, FONTS = "word/header1.xml", "word/settings.xml", "word/numbering.xml", "word/fontTable.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


class Way(NamedTuple):
    """Where a forgery is done: the text that stands there, and what is to be read instead."""

    was: str
    now: str


WAYS = (Way("87,50", "97,50"), Way("75,00", "95,00"), Way("31\xa0Desember 2026", "31\xa0Desember 2027"))
"""The index, the second index, and the deadline."""


def parts_of(raw: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        return {name: source.read(name) for name in source.namelist()}


def packed(parts: Parts, *more: tuple[str, bytes]) -> bytes:
    """A zip of parts; `more` may bear names that are there already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in (*parts.items(), *more):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # two of one name, which is the point
                target.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def run_with(parts: Parts, way: Way, make: Callable[[str, str, str], str], part: str = MAIN) -> Parts:
    """Replace the run that holds a text by what is made from its properties and what stands before and after."""
    xml = parts[part].decode()
    for found in re.finditer(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?((?:(?!</w:r>).)*)</w:r>", xml):
        texts = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", found[2])
        if any(way.was in text for text in texts):
            whole = "".join(texts)
            before, _, after = whole.partition(way.was)
            props = found[1] or ""

            def run(text: str, props: str = props) -> str:
                return f'<w:r>{props}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""

            made = (
                run(before)
                + make(props.removeprefix("<w:rPr>").removesuffix("</w:rPr>"), way.was, way.now)
                + run(after)
            )
            return {**parts, part: (xml[: found.start()] + made + xml[found.end() :]).encode()}
    raise AssertionError(way)


def styled(more: str, text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{more}{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def plain(text: str, props: str = "") -> str:
    return styled("", text, props)


def edited(part: str, pattern: str, by: str) -> Callable[[Parts, Way], Parts]:
    def make(parts: Parts, way: Way) -> Parts:
        old = parts[part].decode()
        new = re.sub(pattern, by.replace("WAS", way.was).replace("NOW", way.now), old, count=1, flags=re.DOTALL)
        assert new != old, pattern
        return {**parts, part: new.encode()}

    return make


def looking(more: str) -> Callable[[Parts, Way], Parts]:
    """The true text is there, and looks otherwise."""
    return lambda parts, way: run_with(parts, way, lambda props, was, now: styled(more, was, props))


def hidden_beside(shown: Callable[[str, str], str], hide: str = "<w:vanish/>") -> Callable[[Parts, Way], Parts]:
    """The true text is hidden, another one is shown beside it in a way that is no plain text."""
    return lambda parts, way: run_with(parts, way, lambda props, was, now: styled(hide, was, props) + shown(props, now))


def related(parts: Parts, kind: str, name: str, content: bytes, content_type: str, outside: str = "") -> Parts:
    """A part more, referred to by the document as `rIdPalsu`."""
    target = f'Target="{outside}" TargetMode="External"' if outside else f'Target="{name.removeprefix("word/")}"'
    one = f'<Relationship Id="rIdPalsu" Type="{_OFFICE}/{kind}" {target}/></Relationships>'
    rels = parts[RELS].replace(b"</Relationships>", one.encode())
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    types = parts[TYPES].replace(b"</Types>", override) if not outside else parts[TYPES]
    return {**parts, RELS: rels, TYPES: types} | ({} if outside else {name: content})


def at_body(parts: Parts, xml: str) -> Parts:
    """A piece of XML at the beginning of the body."""
    return {**parts, MAIN: parts[MAIN].replace(b"<w:body>", f"<w:body>{xml}".encode(), 1)}


def _math(props: str, now: str) -> str:
    return f"<m:oMath {_M}><m:r><m:t>{now}</m:t></m:r></m:oMath>"


def _symbols(props: str, now: str) -> str:
    return "<w:r>" + "".join(f'<w:sym w:font="Arial" w:char="{ord(one):04X}"/>' for one in now) + "</w:r>"


def _box(props: str, now: str) -> str:
    return (
        f'<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>{now}'
        "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )


def _word_art(props: str, now: str) -> str:
    return f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{now}"/></v:shape></w:pict></w:r>'


def _field(code: str) -> Callable[[str, str], str]:
    return lambda props, now: f'<w:fldSimple w:instr="{code.replace("NOW", now)}">{plain(now)}</w:fldSimple>'


def _choice(props: str, now: str) -> str:
    return (
        f'<w:r><mc:AlternateContent {_MC}><mc:Choice Requires="wps" {_WPS}><w:t>{now}</w:t></mc:Choice>'
        f"<mc:Fallback><w:t>0</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _redirected(parts: Parts, way: Way) -> Parts:
    other = parts[MAIN].replace(way.was.encode(), way.now.encode())
    types = parts[TYPES].replace(b'"/word/document.xml"', b'"/word/isi.xml"')
    rels = parts["_rels/.rels"].replace(b"word/document.xml", b"word/isi.xml")
    return {**parts, "word/isi.xml": other, "word/_rels/isi.xml.rels": parts[RELS], TYPES: types, "_rels/.rels": rels}


def _chunk(parts: Parts, way: Way) -> Parts:
    made = related(parts, "aFChunk", "word/potong.html", f"<p>{way.now}</p>".encode(), "text/html")
    xml = f'<w:altChunk xmlns:r="{_OFFICE}" r:id="rIdPalsu"/>'
    return at_body(made, xml)


def _note(parts: Parts, way: Way) -> Parts:
    note = f'<w:footnotes {_W}><w:footnote w:id="7"><w:p>{plain(way.now)}</w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made = related(parts, "footnotes", "word/footnotes.xml", note.encode(), kind)
    return run_with(made, way, lambda props, was, now: plain(was, props) + '<w:r><w:footnoteReference w:id="7"/></w:r>')


def _comment(parts: Parts, way: Way) -> Parts:
    note = f'<w:comments {_W}><w:comment w:id="7"><w:p>{plain(way.now)}</w:p></w:comment></w:comments>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    made = related(parts, "comments", "word/comments.xml", note.encode(), kind)
    return run_with(made, way, lambda props, was, now: plain(was, props) + '<w:r><w:commentReference w:id="7"/></w:r>')


def _footer(parts: Parts, way: Way) -> Parts:
    foot = f"<w:ftr {_W}><w:p>{plain('Surat ini dicabut ' + way.now)}</w:p></w:ftr>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    made = related(parts, "footer", "word/kaki.xml", foot.encode(), kind)
    xml = made[MAIN].decode()
    refs = "".join(
        f'<w:footerReference xmlns:r="{_OFFICE}" w:type="{one}" r:id="rIdPalsu"/>' for one in ("default", "first")
    )
    return {**made, MAIN: re.sub(r"(<w:sectPr[^>]*>)", rf"\g<1>{refs}", xml, count=1).encode()}


def _picture(parts: Parts, way: Way, inline: bool = True) -> Parts:
    made = related(parts, "image", "word/media/palsu.png", png(1, 1), "image/png")
    anchor = "inline" if inline else "anchor"
    drawing = (
        f'<w:p><w:r><w:drawing><wp:{anchor} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="900000" cy="{len(way.now)}00000"/><wp:docPr id="9" name="x"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="u"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip '
        f'xmlns:r="{_OFFICE}" r:embed="rIdPalsu"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
        f"</wp:{anchor}></w:drawing></w:r></w:p>"
    )
    return at_body(made, drawing)


def _linked_picture(parts: Parts, way: Way) -> Parts:
    made = _picture(parts, way)
    rels = re.sub(
        rb'(Id="rIdPalsu"[^>]*?)Target="[^"]*"',
        rb'\1Target="https://palsu.example/x.png" TargetMode="External"',
        made[RELS],
    )
    return {**made, RELS: rels}


def style_of(more: str) -> Callable[[Parts, Way], Parts]:
    """A style of the document's own changed, and the run put in it."""

    def make(parts: Parts, way: Way) -> Parts:
        style = f'<w:style w:type="character" w:styleId="Palsu"><w:name w:val="Palsu"/><w:rPr>{more}</w:rPr></w:style></w:styles>'
        made = {**parts, STYLES: parts[STYLES].replace(b"</w:styles>", style.encode())}
        return run_with(made, way, lambda props, was, now: styled('<w:rStyle w:val="Palsu"/>', was, props))

    return make


def _based_style(parts: Parts, way: Way) -> Parts:
    styles = (
        '<w:style w:type="character" w:styleId="Induk"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Palsu"><w:basedOn w:val="Induk"/></w:style></w:styles>'
    )
    made = {**parts, STYLES: parts[STYLES].replace(b"</w:styles>", styles.encode())}
    return run_with(
        made, way, lambda props, was, now: styled('<w:rStyle w:val="Palsu"/>', was, props) + plain(now, props)
    )


def _default_style(more: str) -> Callable[[Parts, Way], Parts]:
    return edited(STYLES, r"(<w:rPrDefault><w:rPr>)", rf"\g<1>{more}")


def _paragraph_with(more: str) -> Callable[[Parts, Way], Parts]:
    """The paragraph that holds the text has a property more."""

    def make(parts: Parts, way: Way) -> Parts:
        xml = parts[MAIN].decode()
        at = xml.index(way.was)
        begin = max(xml.rfind("<w:p>", 0, at), xml.rfind("<w:p ", 0, at))
        end = xml.index(">", begin) + 1
        head = xml[end:].removeprefix("<w:pPr>")
        had = len(head) != len(xml[end:])
        return {**parts, MAIN: (xml[:end] + f"<w:pPr>{more}" + ("" if had else "</w:pPr>") + head).encode()}

    return make


def _tracked(parts: Parts, way: Way) -> Parts:
    mark = 'w:id="9" w:author="X" w:date="2025-01-01T00:00:00Z"'
    return run_with(
        parts,
        way,
        lambda props, was, now: (
            f"<w:del {mark}><w:r><w:delText>{was}</w:delText></w:r></w:del><w:ins {mark}>{plain(now)}</w:ins>"
        ),
    )


def _control(parts: Parts, way: Way) -> Parts:
    return run_with(
        parts,
        way,
        lambda props, was, now: (
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>'
            f"{plain(was, props)}</w:sdtContent></w:sdt>"
        ),
    )


def _embedded_font(parts: Parts, way: Way) -> Parts:
    fonts = parts[FONTS].decode()
    one = f'<w:font w:name="Arial{len(way.was)}"><w:embedRegular xmlns:r="{_OFFICE}" r:id="rIdF1"/></w:font></w:fonts>'
    return {**parts, FONTS: fonts.replace("</w:fonts>", one).encode()}


def _macro(parts: Parts, way: Way) -> Parts:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain_kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {**parts, TYPES: parts[TYPES].replace(plain_kind, kind), "word/vbaProject.bin": way.now.encode()}


def _cell(more: str, way: Way) -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p>{plain(way.now)}</w:p></w:tc>"


def _table(cells: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"


def _swapped(parts: Parts, way: Way) -> Parts:
    """Two figures change their places: the same words, in another order."""
    other = next(one for one in WAYS if one.was != way.was)
    xml = parts[MAIN].decode()
    return {**parts, MAIN: xml.replace(way.was, "\1").replace(other.was, way.was).replace("\1", other.was).encode()}


def _second_part(parts: Parts, way: Way) -> bytes:
    return packed(parts, (MAIN, parts[MAIN].replace(way.was.encode(), way.now.encode())))


def _second_part_before(parts: Parts, way: Way) -> bytes:
    other = parts[MAIN].replace(way.was.encode(), way.now.encode())
    return packed({MAIN.upper(): other, **parts})


TEXT: dict[str, Callable[[Parts, Way], Parts]] = {
    "another text": lambda parts, way: {**parts, MAIN: parts[MAIN].replace(way.was.encode(), way.now.encode())},
    "figures swapped": _swapped,
    "text removed": lambda parts, way: run_with(parts, way, lambda props, was, now: ""),
    "text doubled": lambda parts, way: run_with(parts, way, lambda props, was, now: plain(f"{was} {now}", props)),
    "a digit between": lambda parts, way: run_with(
        parts, way, lambda props, was, now: plain(was[0], props) + plain(now)
    ),
    "zero-width letter": lambda parts, way: run_with(
        parts, way, lambda p, was, now: plain(was[0] + "\u200b" + was[1:], p)
    ),
    "right-to-left override": lambda parts, way: run_with(parts, way, lambda p, was, now: plain("\u202e" + was, p)),
    "a letter that looks alike": lambda parts, way: run_with(
        parts, way, lambda p, was, now: plain(was.replace("5", "\U0001d7d3").replace("D", "\u13a0"), p)
    ),
    "text in a CDATA": lambda parts, way: run_with(parts, way, lambda p, was, now: plain(f"<![CDATA[{now}]]>", p)),
    "text as references": lambda parts, way: run_with(
        parts, way, lambda p, was, now: plain("".join(f"&#{ord(one)};" for one in now), p)
    ),
}
HIDING: dict[str, Callable[[Parts, Way], Parts]] = {
    "hidden, symbols beside": hidden_beside(_symbols),
    "hidden, a formula beside": hidden_beside(_math),
    "hidden, a text box beside": hidden_beside(_box),
    "hidden, word art beside": hidden_beside(_word_art),
    "hidden, a computed field beside": hidden_beside(_field("= NOW")),
    "hidden, a quoted field beside": hidden_beside(_field("QUOTE NOW")),
    "hidden, a page field with a figure beside": hidden_beside(_field("SEQ NOW")),
    "hidden, an alternative beside": hidden_beside(_choice),
    "hidden, plain text beside": hidden_beside(lambda props, now: plain(now, props)),
    "white, plain text beside": hidden_beside(lambda props, now: plain(now), '<w:color w:val="FFFFFF"/>'),
    "tiny, plain text beside": hidden_beside(lambda props, now: plain(now), '<w:sz w:val="2"/>'),
    "white": looking('<w:color w:val="FFFFFF"/>'),
    "nearly white": looking('<w:color w:val="F2F2F2"/>'),
    "the colour of its shading": looking('<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>'),
    "the colour of its marker": looking('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "theme white": looking('<w:color w:val="000000" w:themeColor="background1"/>'),
    "tiny": looking('<w:sz w:val="2"/>'),
    "squeezed to nothing": looking('<w:w w:val="1"/>'),
    "letters over each other": looking('<w:spacing w:val="-240"/>'),
    "raised off the line": looking('<w:position w:val="900"/>'),
    "struck": looking("<w:strike/>"),
    "struck twice": looking("<w:dstrike/>"),
    "raised": looking('<w:vertAlign w:val="superscript"/>'),
    "symbol font": looking('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "another font": looking('<w:rFonts w:ascii="Hitam" w:hAnsi="Hitam"/>'),
    "letters without filling": looking(f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>"),
    "set from right to left": looking("<w:rtl/>"),
    "hidden by its style": style_of("<w:vanish/>"),
    "white by its style": style_of('<w:color w:val="FFFFFF"/>'),
    "struck by its style": style_of("<w:strike/>"),
    "hidden by the style of its style": _based_style,
    "hidden by default": _default_style("<w:vanish/>"),
    "white by default": _default_style('<w:color w:val="FFFFFF"/>'),
    "paragraph off the page": _paragraph_with('<w:ind w:left="30000"/>'),
    "paragraph left of the page": _paragraph_with('<w:ind w:left="-9000"/>'),
    "line without height": _paragraph_with('<w:spacing w:line="1" w:lineRule="exact"/>'),
    "paragraph in a frame": _paragraph_with('<w:framePr w:w="1" w:h="1" w:x="1" w:y="1"/>'),
    "paragraph from right to left": _paragraph_with("<w:bidi/>"),
}
STRUCTURE: dict[str, Callable[[Parts, Way], Parts]] = {
    "another main part": _redirected,
    "a foreign piece": _chunk,
    "a footnote": _note,
    "a comment": _comment,
    "a footer": _footer,
    "a picture": _picture,
    "a floating picture": lambda parts, way: _picture(parts, way, inline=False),
    "a picture from outside": _linked_picture,
    "tracked changes": _tracked,
    "a control filled from elsewhere": _control,
    "a font within": _embedded_font,
    "a macro": _macro,
    "a table before": lambda parts, way: at_body(parts, _table(_cell("", way))),
    "a floating table": lambda parts, way: at_body(
        parts, _table(_cell("", way)).replace("<w:tblPr/>", '<w:tblPr><w:tblpPr w:tblpX="1"/></w:tblPr>')
    ),
    "a heading before": lambda parts, way: at_body(parts, f"<w:p>{plain('DICABUT ' + way.now)}</w:p>"),
    "another head of paper": edited(HEADER, "KANTOR UJI", "KANTOR NOW"),
    "an empty head of paper": lambda parts, way: {
        **parts,
        HEADER: re.sub(rb"<w:t[^>]*>[^<]*</w:t>", f"<w:t>{way.now[0]}</w:t>".encode(), parts[HEADER]),
    },
    "no first page of its own": edited(MAIN, "<w:titlePg/>", ""),
    "numbers that begin elsewhere": lambda parts, way: {
        **parts,
        NUMBERING: re.sub(
            rb'<w:startOverride w:val="1"/>', f'<w:startOverride w:val="{len(way.was)}"/>'.encode(), parts[NUMBERING]
        ),
    },
    "numbers of another kind": lambda parts, way: {
        **parts,
        NUMBERING: re.sub(
            rb'<w:lvlText w:val="%1([^"]*)"/>', f'<w:lvlText w:val="{way.was[0]}%1"/>'.encode(), parts[NUMBERING]
        ),
    },
    "page of no width": edited(MAIN, r'<w:pgSz w:w="\d+"', '<w:pgSz w:w="1000"'),
    "margins off the page": edited(MAIN, r'(<w:pgMar w:top=)"\d+"', r'\1"-9000"'),
    "mail merge": edited(SETTINGS, "</w:settings>", "<w:mailMerge/></w:settings>"),
    "a coloured page": edited(MAIN, "<w:body>", '<w:background w:color="000000"/><w:body>'),
    "a template from outside": lambda parts, way: related(
        parts, "attachedTemplate", "", b"", "", f"https://palsu.example/{len(way.was)}.dotm"
    ),
    "an object": lambda parts, way: run_with(parts, way, lambda p, was, now: plain(was, p) + "<w:r><w:object/></w:r>"),
    "an unknown element": lambda parts, way: run_with(
        parts, way, lambda p, was, now: plain(was, p) + "<w:contentPart/>"
    ),
    "a link": lambda parts, way: run_with(
        related(parts, "hyperlink", "", b"", "", "https://palsu.example/"),
        way,
        lambda p, was, now: f'<w:hyperlink xmlns:r="{_OFFICE}" r:id="rIdPalsu">{plain(was, p)}</w:hyperlink>',
    ),
    "a linked field": lambda parts, way: run_with(
        parts,
        way,
        lambda p, was, now: (
            f"<w:fldSimple w:instr='HYPERLINK \"https://palsu.example/\"'>{plain(was, p)}</w:fldSimple>"
        ),
    ),
    "a part that nothing shows": lambda parts, way: {**parts, "word/titipan.xml": f"<a>{way.now}</a>".encode()},
}
WHOLE: dict[str, Callable[[Parts, Way], bytes]] = {
    "a second main part": _second_part,
    "a second main part in other letters": _second_part_before,
}


def forgeries(raw: bytes, kinds: dict[str, Callable[[Parts, Way], Parts]]) -> Iterator[tuple[str, Way, bytes]]:
    """Every kind of forgery of a letter, in every way."""
    parts = parts_of(raw)
    for way in WAYS:
        for name, make in kinds.items():
            yield name, way, packed(make(parts, way))
        for name, whole in WHOLE.items():
            yield name, way, whole(parts, way)
