"""What Word keeps of an office's work in the trial: controls, revisions, remarks, notes, headers, sections, fields."""

import io
import zipfile

from docx import Document

from support.office_files import MAIN, Rel, deleted, field, inserted, p, run, wrapped
from support.trial_made import LOOP, Made, body, header


def _sdt(inside: str, properties: str = "<w:text/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


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
    return body(p(_sdt(run(text), f'<w:dataBinding w:xpath="{binding}" w:storeItemID="{{1}}"/><w:text/>')))


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


KEPT: dict[str, Made] = {
    "sdt": body(p(_sdt(run("{{ nomor }}")))),
    "sdt-split": body(p(_sdt(run("{{ no") + run("mor }}")))),
    "sdt-across": body(p(run("{{ no"), _sdt(run("mor }}")))),
    "sdt-bound": _bound("/kop/alamat"),
    "sdt-bound-old": _bound("/kop/alamat", "Jalan Lama 1"),
    "sdt-core": _bound("/cp:coreProperties/dc:title", "{{ hal }}"),
    "sdt-date": body(p(_sdt(run("{{ nomor }}"), '<w:date w:fullDate="2024-01-01T00:00:00Z"/>'))),
    "track-beside": body(p("Yth. ", inserted("Saudara "), "{{ yth }}")),
    "track-in-tag": body(p("{{ no", inserted("mor"), " }}")),
    "track-del-tag": body(p("a", deleted("{{ nomr }}"))),
    "track-del-ptag": body(f"<w:p>{deleted('{%p if sifat %}')}</w:p>", p("a")),
    "comment": _comment(),
    "footnote": _footnote("Lihat {{ nomor }}"),
    "footnote-loop": _footnote(*LOOP),
    "first-header": header("{{ nomor }}", kind="first"),
    "even-header": header("{{ nomor }}", kind="even"),
    "footer": header("{{ nomor }}", name="footer"),
    "header-typo": header("kop", "{{ nomr }}"),
    "empty-hdr": header(*LOOP),
    "landscape": body(
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>',
        p("{{ nomor }}"),
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>',
    ),
    "if-section": body(
        p("{%p if sifat %}"), p("a"), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", p("{%p endif %}"), p("b")
    ),
    "section-at-tag": body(f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('{%p if sifat %}')}</w:p>", p("a"), p("{%p endif %}")),
    "fields": body(p("Hal. ", field("PAGE", "1"), " dari ", field("NUMPAGES", "3"))),
    "mergefield": body(p(field("MERGEFIELD nomor \\* MERGEFORMAT", "«nomor»"))),
    "mergefield-preview": body(p(field("MERGEFIELD nomor", "065/12"))),
    "if-date-field": body(p(field('IF 1 = 1 "a" "b"', "a"), field('DATE \\@ "d MMMM yyyy"', "1 Mei 2024"))),
    "hyperlink-field": body(p(field('HYPERLINK "{{ tautan.laporan }}"', "laporan"))),
    "theme": Made(
        (p("{{ nomor }}"),),
        {
            "word/theme/theme1.xml": (_theme(), "application/vnd.openxmlformats-officedocument.theme+xml"),
        },
        (Rel("rIdT", "theme", "theme/theme1.xml"),),
    ),
    "altchunk": Made(
        ('<w:altChunk r:id="rIdA"/>',),
        {"word/sisip.html": ("<p>{{ nomor }}</p>", "text/html")},
        (Rel("rIdA", "aFChunk", "sisip.html"),),
    ),
    "mailmerge-settings": Made(
        (p("{{ nomor }}"),), settings='<w:mailMerge><w:connectString w:val="C:\\Users\\budi\\data.xlsx"/></w:mailMerge>'
    ),
    "rtl-java": body(
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>ꦱꦸꦫꦠ᧞ {{ nomor }}</w:t></w:r></w:p>"
    ),
    "numlist": _numbered("{%p for u in utama.unsur %}", "{{ u.kode }}", "{%p endfor %}"),
    "otherstyles": body(f'<w:p><w:pPr><w:pStyle w:val="GayaLama"/></w:pPr>{run("{{ nomor }}")}</w:p>'),
    "justify": body(f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{run("{{ nomor }}")}<w:r><w:br/></w:r>{run("a")}</w:p>'),
    "page-before": body(
        f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{run('{%p if sifat %}')}</w:p>", p("a"), p("{%p endif %}")
    ),
    "note-lost": body(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>')),
    "foreign-words": body(p("a", '<x:y xmlns:x="urn:x">asing</x:y>')),
    "word-nobody-knows": body(p(f"<w:foo>{run('a')}</w:foo>")),
    "update-fields": Made((p("{{ nomor }}"),), settings='<w:updateFields w:val="true"/>'),
    "note-beside": body(p("{%p if sifat %}", '<w:r><w:footnoteReference w:id="2"/></w:r>'), p("a"), p("{%p endif %}")),
}
"""What Word keeps."""
