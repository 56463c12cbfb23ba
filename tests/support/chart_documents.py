"""Documents with one chart, as the pipeline makes them."""

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from pipeline.documents import template
from pipeline.documents.package import Properties
from pipeline.words import drawn
from pipeline.words.drawn import Point
from support import small
from support.docx_maker import docx, p

POINTS = (Point("U1 Waktu & <Biaya>", Decimal("3.21"), "3,21"), Point("=1+1", Decimal("2.5"), "2,50"))
NONE = Properties("Uji", "Uji", None, False)


def placeholder(word: str) -> str:
    """A picture whose description is a tag, in a paragraph of its own."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="900" cy="9000"/>'
        f'<wp:docPr id="1" name="G" descr="{{{{ {word} }}}}"/><a:graphic xmlns:a="{drawing}/main">'
        f'<a:graphicData uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="G"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900" cy="9000"/></a:xfrm></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def made(
    points: Sequence[Point] = POINTS, shape: str = drawn.BARS, styles: bytes = b"", *, large: bool = False
) -> bytes:
    """Return a document that says `Nilai x`, then a chart; `large` as a page shows it."""
    chart = placeholder("grafik.unsur")
    chart = chart.replace('cx="900" cy="9000"', 'cx="5400000" cy="2700000"') if large else chart
    raw = docx(p("Nilai {{ nama }}"), chart, p("Grafik 1."))
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rIdP" Type="{office}/image" Target="media/p.png"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(b"</Relationships>", link.encode())
    if styles:
        files["word/styles.xml"] = styles
    files["word/media/p.png"] = small.png(1, 1)
    kinds = files["[Content_Types].xml"]
    files["[Content_Types].xml"] = kinds.replace(
        b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    problems = []
    compiled = template.compile_template(out.getvalue(), "t.docx", problems)
    assert compiled, problems
    words = {"nama": "x", "grafik": {"unsur": drawn.chart(shape, "nilai unsur", "Nilai", points, (0, 4))}}
    return template.render(compiled, words, NONE)
