"""Makes small templates for tests: a paragraph a string, tags as typed, XML where it must be exact."""

import io
import zipfile
from xml.sax.saxutils import escape

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def p(*runs: str) -> str:
    """Return a paragraph of runs."""
    inside = "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
    return f"<w:p>{inside}</w:p>"


def docx(*blocks: str, header: str = "", links: tuple[str, ...] = ()) -> bytes:
    """Return a template with these blocks (a plain string becomes a paragraph), a header, and links rIdL0, rIdL1 ..."""
    body = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    reference = '<w:headerReference w:type="default" r:id="rIdH"/>' if header else ""
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    size += 'w:header="708" w:footer="708" w:gutter="0"/>'
    section = f"<w:sectPr>{reference}{size}</w:sectPr>"
    rels = "".join(
        f'<Relationship Id="rIdL{number}" Type="{_OFFICE}/hyperlink" Target="{escape(target)}" TargetMode="External"/>'
        for number, target in enumerate(links)
    )
    types = f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    files = {}
    if header:
        rels += f'<Relationship Id="rIdH" Type="{_OFFICE}/header" Target="header1.xml"/>'
        types += f'<Override PartName="/word/header1.xml" ContentType="{_MAIN}.header+xml"/>'
        files["word/header1.xml"] = f"<w:hdr {_W}>{p(header)}</w:hdr>"
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{rels}</Relationships>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()
