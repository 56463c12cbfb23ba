"""A Word file that shows every word as a tag to copy: it looks like the template that it is made from."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.documents import escaped
from pipeline.documents.package import archive, member
from pipeline.documents.parts import R
from pipeline.documents.xml_parts import rels_name

_DOCUMENT = "word/document.xml"
_NAMES = ("satu", "dua", "tiga", "empat")
_WIDTHS = (4900, 4200)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_EMU = 720_000
"""Two centimetres."""


class WordItem(NamedTuple):
    """A word to show: its path, what it means, and whether it is a picture."""

    word: str
    meaning: str
    is_picture: bool


def tag(word: str) -> str:
    """Return how a template prints a word: `{{ nomor }}`; of a list every item, one behind the other."""
    *lists, last = word.split("[]")
    opened, name = "", ""
    for number, step in enumerate(lists):
        opened += f"{{% for {_NAMES[number]} in {name}{step} %}}"
        name = _NAMES[number]
    return f"{opened}{{{{ {name}{last} }}}}{' {% endfor %}' * len(lists)}"


def document(base: bytes, title: str, chapters: Iterable[tuple[str, Iterable[WordItem]]]) -> bytes:
    """Return a Word file with the words of each chapter; styles, page and fonts are those of the template `base`.

    A picture is shown as a picture whose alternative text is its tag. The file is itself a template: rendered, it
    shows what every word is.
    """
    with zipfile.ZipFile(io.BytesIO(base)) as source:
        files = {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
    picture = next((name for name in sorted(files) if re.fullmatch(r"word/media/[^/]+\.(png|jpe?g)", name)), "")
    xml = files[_DOCUMENT].decode()
    head, _, rest = xml.partition("<w:body>")
    sections = re.findall(r"<w:sectPr(?=[ >]).*?</w:sectPr>", rest, re.DOTALL)
    section = re.sub(
        r"<w:(headerReference|footerReference)\b[^>]*/>|<w:titlePg/>", "", sections[-1] if sections else ""
    )
    body = [_paragraph(title, "<w:b/>", after=120)]
    for name, words in chapters:
        body.append(_paragraph(f"Bab {name}", "<w:b/>", before=240, after=80))
        rows = [_row(_run(tag(item.word)), item.meaning) for item in words if not item.is_picture]
        rows += [_row(_picture(tag(item.word)), item.meaning) for item in words if item.is_picture and picture]
        body.append(_table(rows))
    files[_DOCUMENT] = f"{head}<w:body>{''.join(body)}{section}</w:body></w:document>".encode()
    if picture:
        rels = rels_name(_DOCUMENT)
        target = picture.removeprefix("word/")
        link = f'<Relationship Id="rIdContoh" Type="{R}/image" Target="{target}"/></Relationships>'
        files[rels] = files[rels].decode().replace("</Relationships>", link).encode()
    first = "[Content_Types].xml"
    return archive(member(name, files[name]) for name in (first, *sorted(files.keys() - {first})))


def _run(text: str, properties: str = "") -> str:
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escaped.text(text)}</w:t></w:r>'


def _paragraph(text: str, properties: str, before: int = 0, after: int = 0) -> str:
    spacing = f'<w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="{after}"/></w:pPr>'
    return f"<w:p>{spacing}{_run(text, properties)}</w:p>"


def _row(left: str, right: str) -> str:
    small = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    left = left.replace("<w:r><w:t ", f"<w:r><w:rPr>{small}</w:rPr><w:t ")
    cells = (f"<w:p>{left}</w:p>", f"<w:p>{_run(right.replace('`', ''), small)}</w:p>")
    return "".join(
        (
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
            *(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                for width, cell in zip(_WIDTHS, cells, strict=True)
            ),
            "</w:tr>",
        )
    )


def _table(rows: Iterable[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _picture(tag: str) -> str:
    size = f'cx="{_EMU}" cy="{_EMU}"'
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="9001" name="Gambar" descr="{escaped.text(tag)}"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="Gambar"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{R}" r:embed="rIdContoh"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>{_run(' teks alternatif gambar ini adalah katanya')}"
    )
