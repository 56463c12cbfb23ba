"""Pictures, text boxes, marks of water, charts and SmartArt of the trial."""

import re

from support.office_files import NAMESPACES, Rel, box, p, picture, run, table
from support.trial_made import LOOP, Made, body, header

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


def _floating(block: str) -> str:
    """Return a picture that text flows around, as Word anchors it."""
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251658240" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH '
        'relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
        '<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="720000" cy="360000"/><wp:wrapNone/>'
    )
    block = block.replace('<wp:inline><wp:extent cx="720000" cy="360000"/>', anchor)
    return block.replace("</wp:inline>", "</wp:anchor>")


def _vml(alternative: str) -> str:
    shape = (
        f'<v:shape id="logo" style="width:56pt;height:28pt" alt="{alternative}"><v:imagedata r:id="rIdP"/></v:shape>'
    )
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def _watermark(words: str) -> str:
    style = "position:absolute;width:400pt;height:100pt;rotation:315;z-index:-251658752"
    art = f'<v:textpath style="font-family:Arial" string="{words}"/>'
    shape = f'<v:shape style="{style}" fillcolor="silver">{art}</v:shape>'
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def _graphic(uri: str, inside: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="7" name="Objek"/>'
        f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        "</w:p>"
    )


def chart(title: str) -> Made:
    xml = (
        f'<c:chartSpace xmlns:c="{_CHART}" {NAMESPACES}><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>'
        f"{title}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:layout/>"
        '<c:pieChart><c:varyColors val="1"/></c:pieChart></c:plotArea></c:chart>'
        "</c:chartSpace>"
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    block = _graphic(_CHART, f'<c:chart xmlns:c="{_CHART}" r:id="rIdC"/>')
    return Made((block,), {"word/charts/chart1.xml": (xml, kind)}, (Rel("rIdC", "chart", "charts/chart1.xml"),))


def _smartart() -> Made:
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagram{}+xml"
    names = {"Data": "dm", "Layout": "lo", "QuickStyle": "qs", "Colors": "cs"}
    ids = " ".join(f'r:{short}="rId{name}"' for name, short in names.items())
    block = _graphic(_DIAGRAM, f'<dgm:relIds xmlns:dgm="{_DIAGRAM}" {ids}/>')
    parts: dict[str, tuple[str | bytes, str]] = {
        f"word/diagrams/{name.lower()}1.xml": (
            f'<dgm:x xmlns:dgm="{_DIAGRAM}"/>',
            kind.format("Style" if name == "QuickStyle" else name),
        )
        for name in names
    }
    rels = tuple(Rel(f"rId{name}", f"diagram{name}", f"diagrams/{name.lower()}1.xml") for name in names)
    return Made((block,), parts, rels)


DRAWN: dict[str, Made] = {
    "textbox": body(box("{{ nomor }}")),
    "table-in-textbox": body(box(table(["{{ nomor }}"]), p())),
    "p-in-textbox": body(box("{%p if sifat %}", "a", "{%p endif %}", "b")),
    "loop-textbox": body(box("{%p for u in utama.unsur %}", "{{ u.kode }}", "{%p endfor %}")),
    "empty-box": body(box(*LOOP)),
    "watermark": header(_watermark("{{ draf }}")),
    "watermark-fixed": header(_watermark("RAHASIA")),
    "float-logo": body(_floating(picture("{{ kop.logo }}"))),
    "vml-logo": body(_vml("{{ kop.logo }}")),
    "alt-extra-text": body(picture("Logo {{ kop.logo }}")),
    "alt-typo": body(picture("{{ kop.lgo }}")),
    "alt-text-word": body(picture("{{ nomor }}")),
    "alt-single": body(picture("{ kop.logo }")),
    "alt-title": body(picture("Lambang").replace('descr="Lambang"', 'descr="Lambang" title="{{ kop.logo }}"')),
    "pic-as-text": body(p("{{ kop.logo }}")),
    "pic-loop": body(p("{%p for u in utama.unsur %}"), picture("{{ kop.logo }}"), p("{%p endfor %}")),
    "cropped": body(picture("{{ kop.logo }}", crop='<a:srcRect l="25000" r="25000"/>')),
    "linked-img": Made(
        (picture("a", linked=True),), rels=(Rel("rIdP", "image", "file:///C:/Kantor/logo.png", outside=True),)
    ),
    "chart-left": chart("Nilai SKM"),
    "chart-tag": chart("Nilai {{ utama.ikm }}"),
    "smartart": _smartart(),
    "picture-in-tag": body(f"<w:p>{run('{{ no')}{re.sub('^<w:p>|</w:p>$', '', picture('a'))}{run('mor }}')}</w:p>"),
}
"""What is drawn."""
