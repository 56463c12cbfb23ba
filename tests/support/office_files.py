"""Word files as offices make them, in small: a body, and whatever else stands in the zip. All of it is made up."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="708" w:footer="708" w:gutter="0"/>'
)
_REVISED = 'w:author="Sekretaris" w:date="2025-01-02T08:00:00Z"'


class Rel(NamedTuple):
    """A relationship of a part: its id, the last word of its type, where it leads, and whether that lies outside."""

    id: str
    kind: str
    target: str
    outside: bool = False


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str) -> str:
    """Return a paragraph; plain text becomes a run."""
    return f"<w:p>{''.join(one if one.startswith('<') else run(one) for one in inside)}</w:p>"


def cell(*blocks: str) -> str:
    """Return a cell; plain text becomes a paragraph."""
    inside = "".join(one if one.startswith("<") else p(one) for one in blocks)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def table(*rows: Sequence[str]) -> str:
    """Return a table of rows of cells; plain text becomes a cell."""
    lines = (
        f"<w:tr>{''.join(one if one.startswith('<w:tc') else cell(one) for one in cells)}</w:tr>" for cells in rows
    )
    grid = '<w:gridCol w:w="2000"/>' * max(len(row) for row in rows)
    head = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    return f"<w:tbl>{head}{''.join(lines)}</w:tbl>"


def box(*blocks: str) -> str:
    """Return a paragraph that holds a text box as Word writes it: once as a shape, once for older programs."""
    inside = "".join(one if one.startswith("<") else p(one) for one in blocks)
    held = f"<w:txbxContent>{inside}</w:txbxContent>"
    shape = (
        '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="5" name="Kotak"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{held}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline>"
    )
    old = f'<w:pict><v:shape style="width:70pt;height:70pt"><v:textbox>{held}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def picture(alternative: str, rel: str = "rIdP", crop: str = "", linked: bool = False) -> str:
    """Return a paragraph with a picture that has an alternative text."""
    asked = f'r:{"link" if linked else "embed"}="{rel}"'
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="360000"/>'
        f'<wp:docPr id="1" name="Gambar 1" descr="{escape(alternative)}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" '
        f'name="a.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {asked}/>{crop}<a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def inserted(text: str) -> str:
    """Return words that a reviser has put in."""
    return f'<w:ins w:id="1" {_REVISED}>{run(text)}</w:ins>'


def deleted(text: str, name: str = "del") -> str:
    """Return words that a reviser has taken out (or away, with `moveFrom`)."""
    words = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:{name} w:id="2" {_REVISED}>{words}</w:{name}>'


def field(instruction: str, shown: str = "lama") -> str:
    """Return a field as Word writes it, with what it last showed."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{escape(instruction)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def link(rel: str, text: str) -> str:
    """Return a paragraph with a link."""
    return f'<w:p><w:hyperlink r:id="{rel}">{run(text)}</w:hyperlink></w:p>'


def made(
    *blocks: str,
    parts: Mapping[str, tuple[str | bytes, str]] | None = None,
    rels: Sequence[Rel] = (),
    other_rels: Mapping[str, Sequence[Rel]] | None = None,
    main: str = f"{MAIN}.document.main+xml",
    section: str = "",
    settings: str = "",
) -> bytes:
    """Return a Word file: its body, further parts by name with their content types, and relationships."""
    body = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    everything = dict(parts or {})
    links = [*rels]
    if settings:
        everything["word/settings.xml"] = (f"<w:settings {NAMESPACES}>{settings}</w:settings>", f"{MAIN}.settings+xml")
        links.append(Rel("rIdS", "settings", "settings.xml"))
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in everything.items() if kind
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": _rels([Rel("rId1", "officeDocument", "word/document.xml"), *(other_rels or {}).get("", ())]),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}{SECTION}</w:sectPr></w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": _rels(links),
    }
    for name, others in (other_rels or {}).items():
        if name:
            folder, _, base = name.rpartition("/")
            files[f"{folder}/_rels/{base}.rels"] = _rels(others)
    files |= {name: content for name, (content, _) in everything.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def wrapped(root: str, inside: str) -> str:
    """Return a part such as a header: its root element with all names that Word knows."""
    return f"<w:{root} {NAMESPACES}>{inside}</w:{root}>"


def _rels(rels: Sequence[Rel]) -> str:
    lines = (
        f'<Relationship Id="{one.id}" Type="{one.kind if "://" in one.kind else f"{OFFICE}/{one.kind}"}" '
        f'Target="{escape(one.target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if one.outside else ""}/>'
        for one in rels
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'
