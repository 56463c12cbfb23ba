"""The trial of templates: what offices make in Word, by name. All of it is made up; shapes are Word's."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from docx import Document

from support import small
from support.office_files import (
    MAIN,
    NAMESPACES,
    OFFICE,
    Rel,
    box,
    cell,
    deleted,
    field,
    inserted,
    made,
    p,
    picture,
    run,
    table,
    wrapped,
    zipped,
)

PNG = small.png(1, 1)
_DRAFT = p("{{ draf }}")
_LOGO = Rel("rIdP", "image", "media/a.png")
_MEDIA: dict[str, tuple[str | bytes, str]] = {"word/media/a.png": (PNG, "")}
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_REVISED = 'w:author="Sekretaris" w:date="2025-01-02T08:00:00Z"'
_LOOP = ("{%p for x in tembusan %}", "{{ x }}", "{%p endfor %}")
_TAB, _NBH = "<w:r><w:tab/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"


class Made(NamedTuple):
    """What a template holds beside its draft mark: blocks, further parts, how they are reached, settings, section."""

    blocks: tuple[str, ...]
    parts: Mapping[str, tuple[str | bytes, str]] = MappingProxyType({})
    rels: tuple[Rel, ...] = ()
    other_rels: Mapping[str, list[Rel]] = MappingProxyType({})
    section: str = ""
    settings: str = ""

    def raw(self) -> bytes:
        """Return the file."""
        links = {rel.id: rel for rel in (_LOGO, *self.rels)}
        return made(
            _DRAFT,
            *self.blocks,
            parts={**_MEDIA, **self.parts},
            rels=tuple(links.values()),
            other_rels=self.other_rels,
            section=self.section,
            settings=self.settings,
        )


def together(*names: str) -> Made:
    """Return a template of several ingredients."""
    chosen = [TEMPLATES[name] for name in names]
    return Made(
        tuple(block for one in chosen for block in one.blocks),
        {name: part for one in chosen for name, part in one.parts.items()},
        tuple(rel for one in chosen for rel in one.rels),
        {name: rels for one in chosen for name, rels in one.other_rels.items()},
        "".join(one.section for one in chosen),
        "".join(one.settings for one in chosen),
    )


def compatible(names: Sequence[str]) -> list[str]:
    """Return those that can stand in one file: no two with a part of the same name."""
    found: list[str] = []
    for name in names:
        others = {part for other in found for part in TEMPLATES[other].parts}
        if not others & set(TEMPLATES[name].parts):
            found.append(name)
    return found


def _body(*blocks: str) -> Made:
    return Made(blocks)


def _sdt(inside: str, properties: str = "<w:text/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _header(*blocks: str, kind: str = "default", name: str = "header") -> Made:
    root = "hdr" if name == "header" else "ftr"
    inside = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    return Made(
        (p("isi"),),
        {f"word/{name}1.xml": (wrapped(root, inside), f"{MAIN}.{name}+xml")},
        (Rel("rIdH", name, f"{name}1.xml"),),
        {f"word/{name}1.xml": [Rel("rIdP", "image", "media/a.png")]},
        f'<w:{name}Reference w:type="{kind}" r:id="rIdH"/>',
    )


def _footnote(*blocks: str) -> Made:
    notes = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    inside = "".join(map(p, blocks))
    return Made(
        (p("isi", '<w:r><w:footnoteReference w:id="2"/></w:r>'),),
        {
            "word/footnotes.xml": (
                wrapped("footnotes", f'{notes}<w:footnote w:id="2">{inside}</w:footnote>'),
                f"{MAIN}.footnotes+xml",
            )
        },
        (Rel("rIdF", "footnotes", "footnotes.xml"),),
    )


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


def _chart(title: str) -> Made:
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


def _comment() -> Made:
    remark = f'<w:comment w:id="1" w:author="Kepala">{p("ganti {{ nomr }}")}</w:comment>'
    around = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    anchor = '<w:r><w:commentReference w:id="1"/></w:r>'
    return Made(
        (p(around[0], "{{ nomor }}", around[1], anchor),),
        {"word/comments.xml": (wrapped("comments", remark), f"{MAIN}.comments+xml")},
        (Rel("rIdK", "comments", "comments.xml"),),
    )


def _bound(binding: str, text: str = "{{ kop.alamat }}") -> Made:
    return _body(p(_sdt(run(text), f'<w:dataBinding w:xpath="{binding}" w:storeItemID="{{1}}"/><w:text/>')))


def _numbered(*texts: str) -> Made:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    xml = wrapped(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    head = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    blocks = tuple(f"<w:p>{head}{run(text)}</w:p>" for text in texts)
    return Made(
        blocks, {"word/numbering.xml": (xml, f"{MAIN}.numbering+xml")}, (Rel("rIdN", "numbering", "numbering.xml"),)
    )


def _theme() -> bytes:
    """Return the theme of the file that python-docx begins with."""
    Document().save(out := io.BytesIO())
    with zipfile.ZipFile(out) as source:
        return source.read("word/theme/theme1.xml")


def _cell_for_rows(tag: str) -> Made:
    return _body(table(["Kode"], [f"{{%tr for u in utama.unsur %}}{tag}"], ["{{ u.kode }}"], ["{%tr endfor %}"]))


def _merged_rows() -> str:
    return table(["{%tr for u in utama.unsur %}", ""], ["{% vm %}{{ nomor }}", "{{ u.kode }}"], ["{%tr endfor %}", ""])


_THEME = _theme()

TEMPLATES: dict[str, Made] = {
    "split": _body(p(run("No. {"), run("{ no"), '<w:proofErr w:type="spellStart"/>', run("mor }"), run("}"))),
    "split-space": _body(p(run("{{"), run(" "), run("nomor"), run(" "), run("}}"))),
    "split-bookmark": _body(p("{{ no", '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>', "mor }}")),
    "split-rsid": _body(
        p("{{ no", '<w:r w:rsidR="00A1"><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>mor }}</w:t></w:r>')
    ),
    "smartquote": _body(p("{% if nomor == “7/X” %}sama{% endif %}")),
    "smartquote-single": _body(p("{% if nomor == ‘7/X’ %}sama{% endif %}")),
    "nbsp": _body(p("{{\u00a0nomor\u00a0}}")),
    "autocap": _body(p("{{ Nomor }}")),
    "sdt": _body(p(_sdt(run("{{ nomor }}")))),
    "sdt-split": _body(p(_sdt(run("{{ no") + run("mor }}")))),
    "sdt-across": _body(p(run("{{ no"), _sdt(run("mor }}")))),
    "sdt-bound": _bound("/kop/alamat"),
    "sdt-bound-old": _bound("/kop/alamat", "Jalan Lama 1"),
    "sdt-core": _bound("/cp:coreProperties/dc:title", "{{ hal }}"),
    "sdt-date": _body(p(_sdt(run("{{ nomor }}"), '<w:date w:fullDate="2024-01-01T00:00:00Z"/>'))),
    "textbox": _body(box("{{ nomor }}")),
    "table-in-textbox": _body(box(table(["{{ nomor }}"]), p())),
    "p-in-textbox": _body(box("{%p if sifat %}", "a", "{%p endif %}", "b")),
    "loop-textbox": _body(box("{%p for u in utama.unsur %}", "{{ u.kode }}", "{%p endfor %}")),
    "empty-box": _body(box(*_LOOP)),
    "track-beside": _body(p("Yth. ", inserted("Saudara "), "{{ yth }}")),
    "track-in-tag": _body(p("{{ no", inserted("mor"), " }}")),
    "track-del-tag": _body(p("a", deleted("{{ nomr }}"))),
    "track-del-ptag": _body(f"<w:p>{deleted('{%p if sifat %}')}</w:p>", p("a")),
    "comment": _comment(),
    "jinja-comment": _body(p("{# catatan kita #}{{ nomor }}")),
    "footnote": _footnote("Lihat {{ nomor }}"),
    "footnote-loop": _footnote(*_LOOP),
    "first-header": _header("{{ nomor }}", kind="first"),
    "even-header": _header("{{ nomor }}", kind="even"),
    "footer": _header("{{ nomor }}", name="footer"),
    "header-typo": _header("kop", "{{ nomr }}"),
    "empty-hdr": _header(*_LOOP),
    "landscape": _body(
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>',
        p("{{ nomor }}"),
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>',
    ),
    "if-section": _body(
        p("{%p if sifat %}"), p("a"), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", p("{%p endif %}"), p("b")
    ),
    "section-at-tag": _body(
        f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('{%p if sifat %}')}</w:p>", p("a"), p("{%p endif %}")
    ),
    "merge": _body(_merged_rows()),
    "tr-same-row": _body(table(["{%tr for u in utama.unsur %}", "{{ u.kode }}", "{%tr endfor %}"])),
    "for-in-row": _body(table(["{% for u in utama.unsur %}{{ u.kode }}", "{{ u.nilai }}{% endfor %}"])),
    "tc-columns": _body(table(["{%tc for u in utama.unsur %}", "{{ u.kode }}", "{%tc endfor %}"])),
    "nested": _body(table([cell("{{ nomor }}", table(["{{ yth }}"]), p())])),
    "nested-loop": _body(
        table([cell(table(["{%tr for u in utama.unsur %}"], ["{{ u.kode }}"], ["{%tr endfor %}"]), p())])
    ),
    "fields": _body(p("Hal. ", field("PAGE", "1"), " dari ", field("NUMPAGES", "3"))),
    "mergefield": _body(p(field("MERGEFIELD nomor \\* MERGEFORMAT", "«nomor»"))),
    "mergefield-preview": _body(p(field("MERGEFIELD nomor", "065/12"))),
    "if-date-field": _body(p(field('IF 1 = 1 "a" "b"', "a"), field('DATE \\@ "d MMMM yyyy"', "1 Mei 2024"))),
    "hyperlink-field": _body(p(field('HYPERLINK "{{ tautan.laporan }}"', "laporan"))),
    "watermark": _header(_watermark("{{ draf }}")),
    "watermark-fixed": _header(_watermark("RAHASIA")),
    "float-logo": _body(_floating(picture("{{ kop.logo }}"))),
    "vml-logo": _body(_vml("{{ kop.logo }}")),
    "alt-extra-text": _body(picture("Logo {{ kop.logo }}")),
    "alt-typo": _body(picture("{{ kop.lgo }}")),
    "alt-text-word": _body(picture("{{ nomor }}")),
    "alt-single": _body(picture("{ kop.logo }")),
    "alt-title": _body(picture("Lambang").replace('descr="Lambang"', 'descr="Lambang" title="{{ kop.logo }}"')),
    "pic-as-text": _body(p("{{ kop.logo }}")),
    "pic-loop": _body(p("{%p for u in utama.unsur %}"), picture("{{ kop.logo }}"), p("{%p endfor %}")),
    "cropped": _body(picture("{{ kop.logo }}", crop='<a:srcRect l="25000" r="25000"/>')),
    "linked-img": Made(
        (picture("a", linked=True),), rels=(Rel("rIdP", "image", "file:///C:/Kantor/logo.png", outside=True),)
    ),
    "theme": Made(
        (p("{{ nomor }}"),),
        {
            "word/theme/theme1.xml": (_THEME, "application/vnd.openxmlformats-officedocument.theme+xml"),
        },
        (Rel("rIdT", "theme", "theme/theme1.xml"),),
    ),
    "chart-left": _chart("Nilai SKM"),
    "chart-tag": _chart("Nilai {{ utama.ikm }}"),
    "smartart": _smartart(),
    "altchunk": Made(
        ('<w:altChunk r:id="rIdA"/>',),
        {"word/sisip.html": ("<p>{{ nomor }}</p>", "text/html")},
        (Rel("rIdA", "aFChunk", "sisip.html"),),
    ),
    "mailmerge-settings": Made(
        (p("{{ nomor }}"),), settings='<w:mailMerge><w:connectString w:val="C:\\Users\\budi\\data.xlsx"/></w:mailMerge>'
    ),
    "rtl-java": _body(
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>ꦱꦸꦫꦠ᧞ {{ nomor }}</w:t></w:r></w:p>"
    ),
    "cond": _body(p("{%p if sifat %}"), p("a"), p("{%p else %}"), p("b"), p("{%p endif %}")),
    "cond-nop": _body(p("{% if sifat %}"), p("a"), p("{% endif %}")),
    "if-table": _body(p("{%p if sifat %}"), table(["a"]), p("{%p endif %}"), p("b")),
    "tab-in-tag": _body(p("{{", _TAB, "nomor }}")),
    "nbh": _body(p("{{ no", _NBH, "mor }}")),
    "picture-in-tag": _body(f"<w:p>{run('{{ no')}{re.sub('^<w:p>|</w:p>$', '', picture('a'))}{run('mor }}')}</w:p>"),
    "hyperlink-in-tag": _body(
        f'<w:p>{run("{{ ")}<w:hyperlink w:anchor="a">{run("nomor")}</w:hyperlink>{run(" }}")}</w:p>'
    ),
    "numlist": _numbered("{%p for u in utama.unsur %}", "{{ u.kode }}", "{%p endfor %}"),
    "justify": _body(f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{run("{{ nomor }}")}<w:r><w:br/></w:r>{run("a")}</w:p>'),
    "otherstyles": _body(f'<w:p><w:pPr><w:pStyle w:val="GayaLama"/></w:pPr>{run("{{ nomor }}")}</w:p>'),
    "filter": _body(p("{{ unit.nama|upper }}")),
    "filter-title": _body(p("{{ unit.nama|title }}")),
    "filter-int": _body(p("{% if utama.jumlah|int > 5 %}a{% endif %}")),
    "set": _body(p("{% set x = nomor %}{{ x }}")),
    "concat": _body(p("{{ nomor ~ yth }}")),
    "forif": _body(p("{% for u in utama.unsur if u.kode %}{{ u.kode }}{% endfor %}")),
    "gt": _body(p("{% if utama.prioritas.jumlah > 0 %}ada{% else %}tidak{% endif %}")),
    "eqint": _body(p("{% if utama.jumlah == 9 %}sama{% endif %}")),
    "eq": _body(p("{% if utama.ikm == 67.27 %}sama{% endif %}")),
    "compare": _body(p('{% if utama.ikm >= "9,00" %}besar{% endif %}')),
    "strcmp": _body(p('{% if unit.nama > "L" %}a{% endif %}')),
    "zero": _body(p("{% if utama.prioritas.jumlah %}ada{% else %}tidak{% endif %}")),
    "always": _body(p("{% if sifat == 'a' or 'b' %}x{% endif %}")),
    "among": _body(p("{% if utama.jumlah in [8, 9] %}ya{% endif %}")),
    "singleeq": _body(p('{% if sifat = "a" %}x{% endif %}')),
    "words": _body(p("{{ kepada }}, {{ jabatan }}, {{ nip }}")),
    "group": _body(p("{{ unit }}")),
    "listpath": _body(p("{{ utama.unsur.kode }}")),
    "list": _body(p("{{ tembusan }}")),
    "other-chapter": _body(p("{{ rtl.jumlah }} {{ rtl.terbilang }}")),
    "noend": _body(p("{%p if sifat %}"), p("a")),
    "wrongend": _body(p("{% for u in utama.unsur %}{{ u.kode }}{% endif %}")),
    "halfclose": _body(p("{{ nomor }")),
    "single": _body(p("{ nomor }")),
    "space": _body(p("{ { nomor } }")),
    "indo": _body(p("{% jika sifat %}a{% akhir %}")),
    "p-beside": _body(p("hilang {%p if sifat %}"), p("a"), p("{%p endif %}")),
    "tr-beside": _cell_for_rows("hilang"),
    "tr-row-text": _body(table(["{%tr if sifat %}", "hilang"], ["a", "b"], ["{%tr endif %}", ""])),
    "tc-beside": _body(table(["{%tc for u in utama.unsur %}hilang", "{{ u.kode }}", "{%tc endfor %}"])),
    "note-beside": _body(p("{%p if sifat %}", '<w:r><w:footnoteReference w:id="2"/></w:r>'), p("a"), p("{%p endif %}")),
    "r": _body(p("Hal {{r hal }}")),
    "dash": _body(p("{%- if nomor -%} a {%- endif -%}")),
    "raw": _body(p("{% raw %}{{ nomor }}{% endraw %}")),
    "include": _body(p("{% include 'lain.docx' %}")),
    "empty-cell": _body(table([cell("{%p if sifat %}", "a", "{%p endif %}"), "b"])),
    "empty-table": _body(table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{%tr endfor %}"]), p("akhir")),
    "empty-table2": _body(table([cell(table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{%tr endfor %}"]), p())])),
    "empty-doc": _body(*map(p, _LOOP)),
    "cell-loop": _body(table([cell("{%p for u in utama.unsur %}", "{{ u.kode }}", "{%p endfor %}")])),
    "cell-loop-empty": _body(table([cell(*_LOOP)])),
    "saran-cell": _body(table([cell("{%p for x in saran.daftar %}", "{{ x }}", "{%p endfor %}")])),
}
"""The trial: 111 templates and what came to it later."""


def files() -> dict[str, bytes]:
    """Return what is another file than its name says, or no whole one."""
    dotx, docm = f"{MAIN}.template.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"
    whole = made(_DRAFT, "{{ nomor }}")
    rels = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document2.xml"/>'
    rels = f'<Relationships xmlns="x">{rels}</Relationships>'
    prefix = "<x:p><x:r><x:t>{{ nomor }} {{ draf }}</x:t></x:r></x:p>"
    prefix = f'<x:document xmlns:x="{_W}"><x:body>{prefix}</x:body></x:document>'
    return {
        "dotx-renamed": made("a", main=dotx),
        "docm-renamed": made("a", main=docm),
        "document2": zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": rels, "word/document2.xml": "<a/>"}),
        "strict": zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument"/></Relationships>',
                "word/document.xml": "<a/>",
            }
        ),
        "prefix": _with_main(prefix),
        "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "doc-renamed": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "odt-renamed": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "empty": b"",
        "half": whole[:400],
    }


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _with_main(xml: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": xml})
