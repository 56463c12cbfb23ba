"""A list as a Word file of one table under a title: the cover of a bundle, made without a template of an office."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_REL = '<Relationship Id="rId1" Type="' + _RELATION + '/{}" Target="{}"/>'
_STYLES = (
    f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="20"/><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Isi"><w:name w:val="Normal"/></w:style></w:styles>'
)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="{}" w:h="{}"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"/></w:sectPr>'
)
_TWIPS = 20
"""How many twips a point has."""
_EDGE = '<w:{} w:val="single" w:sz="4" w:color="000000"/>'
_BORDERS = "".join(_EDGE.format(edge) for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))


def document(
    title: Sequence[str],
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
    paper: tuple[float, float],
) -> bytes:
    """Return a Word file: the lines of its title, and a table whose columns have a heading and a width in twips.

    `paper` is how wide and high a sheet is, in points; the list stands upright on it.
    """
    section = _SECTION.format(*(round(side * _TWIPS) for side in sorted(paper)))
    head = _row([heading for heading, _ in columns], columns, is_head=True)
    body = "".join(_row(row, columns, is_head=False) for row in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, width in columns)
    frame = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    table = f"<w:tbl>{frame}{head}{body}</w:tbl>"
    lines = "".join(_paragraph(line, "<w:b/>", '<w:jc w:val="center"/>') for line in title)
    main = f"<w:document {_W}><w:body>{lines}{_paragraph('')}{table}{_paragraph('')}{section}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(_REL.format("officeDocument", "word/document.xml")),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _RELS.format(_REL.format("styles", "styles.xml")),
        "word/styles.xml": _STYLES,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def _row(cells: Sequence[str], columns: Sequence[tuple[str, int]], *, is_head: bool) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if is_head else "<w:cantSplit/>"
    look = "<w:b/>" if is_head else ""
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, look)}</w:tc>'
        for cell, (_, width) in zip(cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{filled}</w:tr>"


def _paragraph(text: str, look: str = "", place: str = "") -> str:
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{place}</w:pPr>{run}</w:p>"
