"""What a file of the trial carries beside its text: pictures, fonts, sheets, and what it only says that it carries."""

from support.office_files import NAMESPACES, Rel, p, picture, run
from support.trial_drawn import chart
from support.trial_made import Made, body

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
_KEY = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
_INK = (
    '<w:p><w:r><w14:contentPart xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'r:id="rIdI"/></w:r></w:p>'
)


def _carried(name: str, content: str | bytes, kind: str = "") -> Made:
    rel = f"rId{name}"
    return Made((picture("a", rel),), {f"word/media/{name}": (content, kind)}, (Rel(rel, "image", f"media/{name}"),))


def _svg(inside: str) -> Made:
    return _carried("b.svg", SVG.format(inside), "image/svg+xml")


def _font(content: bytes) -> Made:
    """Return a template with an embedded font, hidden behind its key as Word hides it."""
    key = bytes.fromhex(_KEY.strip("{}").replace("-", ""))[::-1]
    hidden = bytes(byte ^ key[at % 16] if at < 32 else byte for at, byte in enumerate(content))
    fonts = f'<w:font w:name="Contoh"><w:embedRegular r:id="rId1" w:fontKey="{_KEY}"/></w:font>'
    word = "application/vnd.openxmlformats-officedocument"
    return Made(
        (p("{{ nomor }}"),),
        {
            "word/fontTable.xml": (
                f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>",
                f"{word}.wordprocessingml.fontTable+xml",
            ),
            "word/fonts/font1.odttf": (hidden, f"{word}.obfuscatedFont"),
        },
        (Rel("rIdFT", "fontTable", "fontTable.xml"),),
        {"word/fontTable.xml": [Rel("rId1", "font", "fonts/font1.odttf")]},
    )


def _charts_sheet() -> Made:
    made = chart("Nilai SKM")
    name = "word/charts/chart1.xml"
    xml, kind = made.parts[name]
    xml = str(xml).replace("</c:chartSpace>", '<c:externalData r:id="rId1"/></c:chartSpace>')
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return made._replace(
        parts={name: (xml, kind), "word/embeddings/buku.xlsx": (b"TAKTERLIHAT", sheet)},
        other_rels={name: [Rel("rId1", "package", "../embeddings/buku.xlsx")]},
    )


def _otherwise(shown: str, other: str) -> str:
    """Return a paragraph that says one thing to some programs and another to others."""
    choice = f'<mc:Choice Requires="wps">{run(shown)}</mc:Choice>'
    return f"<w:p><mc:AlternateContent>{choice}<mc:Fallback>{run(other)}</mc:Fallback></mc:AlternateContent></w:p>"


_MATH = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>'
)


def _inside(shown: str) -> Made:
    """Return a template with a tag that something stands in."""
    return body(p(run("{{ no"), shown, run("mor }}")))


CARRIED: dict[str, Made] = {
    "program-as-png": _carried("b.png", b"MZ\x90\0" + b"\0" * 60),
    "text-as-emf": _carried("b.emf", "halo", "image/x-emf"),
    "gif": _carried("b.gif", b"GIF89a" + b"\0" * 20, "image/gif"),
    "svg": _svg('<g><path d="M0 0"/><use xlink:href="#a"/></g>'),
    "svg-script": _svg("<script>alert(1)</script>"),
    "svg-event": _svg('<rect onload="x()"/>'),
    "svg-outside": _svg('<image xlink:href="http://198.51.100.9/a.png"/>'),
    "svg-style": _svg("<style>@import 'http://198.51.100.9/a.css';</style>"),
    "svg-page": _svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>'),
    "font": _font(b"\0\1\0\0" + b"\0" * 60),
    "program-as-font": _font(b"MZ\x90\0" + b"\0" * 60),
    "chart-sheet": _charts_sheet(),
    "picture-gone": body(picture("a", "rIdHilang")),
    "ink": Made(
        (_INK,),
        {"word/ink/ink1.xml": ("<a/>", "application/inkml+xml")},
        (Rel("rIdI", "customXml", "ink/ink1.xml"),),
    ),
    "printer": Made(
        (p("{{ nomor }}"),),
        {"word/printerSettings/p.bin": (b"TAKTERLIHAT", "application/x")},
        (Rel("rIdS1", "printerSettings", "printerSettings/p.bin"),),
        section='<w:printerSettings r:id="rIdS1"/>',
    ),
    "symbol-in-tag": _inside('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
    "formula-in-tag": _inside(_MATH),
    "page-break-in-tag": _inside('<w:r><w:br w:type="page"/></w:r>'),
    "line-break-in-tag": _inside("<w:r><w:br/></w:r>"),
    "page-number-in-tag": _inside("<w:r><w:pgNum/></w:r>"),
    "day-of-today": body(p("<w:r><w:dayLong/></w:r>")),
    "two-texts": body(_otherwise("{{ nomor }}", "lain")),
    "two-texts-same": body(_otherwise("sama", "sama")),
}
"""What a file carries, in truth and only by name."""
