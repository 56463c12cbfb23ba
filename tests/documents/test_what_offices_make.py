"""Templates as offices make them: each comes out as it shows, or is refused with the way out."""

import io
import zipfile

import pytest
from lxml import etree

from pipeline.documents import compare, contract, filled, template
from pipeline.documents.package import Properties
from pipeline.words.say import described
from support import small
from support.letter_words import WORDS
from support.office_files import (
    MAIN,
    MICROSOFT,
    Rel,
    box,
    cell,
    deleted,
    field,
    inserted,
    link,
    made,
    p,
    picture,
    run,
    table,
    wrapped,
    zipped,
)

KOSAKATA = ("surat", "unit", "periode", "hasil")
PNG = small.png(1, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAF = p("{{ draf }}")


def told(raw):
    """Compile a template; return it (or nothing) with what is told of it."""
    problems = []
    found = template.compile_template(raw, "t.docx", problems)
    if found is not None:
        problems += contract.check("t.docx", found.tags, described(KOSAKATA))
    refused = any(not one.is_warning for one in problems)
    return (None if refused else found), [str(one) for one in problems]


def letter(raw):
    found, lines = told(raw)
    assert found is not None, lines
    return template.render(found, WORDS, Properties("Judul", "Penulis", None, is_draft=False))


def texts(raw, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        root = etree.fromstring(source.read(name))
    assert not list(filled.holes(root))
    return ["".join(leaf.text or "" for leaf in one.iter(f"{W}t")) for one in root.iter(f"{W}p")]


LOGO = Rel("rIdP", "image", "media/a.png")
MEDIA = {"word/media/a.png": (PNG, "")}
SPLIT = p(run("No. {"), run("{ no"), '<w:proofErr w:type="spellStart"/>', run("mor }"), run("}"))

RIGHT = {
    "a tag split by the spelling checker": (SPLIT, ["No. 7/X"]),
    "smart quotes": (p("{% if nomor == “7/X” %}sama{% endif %}"), ["sama"]),
    "no-break spaces": (p("{{\u00a0nomor\u00a0}}"), ["7/X"]),
    "a content control": (
        p(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('{{ nomor }}')}</w:sdtContent></w:sdt>"),
        ["7/X"],
    ),
    "a text box": (box("{{ nomor }}"), ["7/X7/X", "7/X", "7/X"]),
    "a loop alone in a text box": (box("{%p for x in tembusan %}", "{{ x }}", "{%p endfor %}"), ["", "", ""]),
    "a loop alone in a cell": (
        table([cell("{%p for x in tembusan %}", "{{ x }}", "{%p endfor %}"), "b"]),
        ["", "b"],
    ),
    "a condition alone in a cell": (
        table([cell("{%p if kop.telepon == 'tidak' %}", "isi", "{%p endif %}")]),
        [""],
    ),
    "a table inside a cell that may end it": (
        table([cell("a", table(["x"]), "{%p if sifat %}", "b", "{%p endif %}")]),
        ["a", "x", ""],
    ),
    "a table of a loop alone": (
        f"{table(['{%tr for x in tembusan %}'], ['{{ x }}'], ['{%tr endfor %}'])}{p('akhir')}",
        ["akhir"],
    ),
    "rows of a loop": (
        table(["Kode"], ["{%tr for u in utama.unsur %}"], ["{{ u.kode }}"], ["{%tr endfor %}"], ["Jumlah"]),
        ["Kode", "U1", "U2", "Jumlah"],
    ),
    "a comparison with a number": (p("{% if utama.jumlah == 9 %}sama{% else %}lain{% endif %}"), ["sama"]),
    "a comparison with decimals": (p('{% if utama.ikm >= "9,00" %}besar{% else %}kecil{% endif %}'), ["besar"]),
    "a comparison with a decimal point": (p("{% if utama.ikm > 67.2 %}besar{% else %}kecil{% endif %}"), ["besar"]),
    "a comparison with nought": (p("{% if utama.prioritas.jumlah > 0 %}ada{% else %}tidak{% endif %}"), ["tidak"]),
    "a comparison of texts": (p("{% if unit.nama != 'Loket' %}a{% else %}b{% endif %}"), ["b"]),
    "a comparison of a count": (p("{% if utama.unsur|length > 1 %}banyak{% endif %}"), ["banyak"]),
    "what one of several is": (p("{% if unit.nama in ['loket'] %}ya{% endif %}{{ 'x' if sifat }}"), ["ya"]),
    "a remark of the template's maker": (p("{# untuk kita #}{{ nomor }}"), ["7/X"]),
    "a field that counts": (p("Halaman ", field("PAGE", "1")), ["Halaman 1"]),
    "a field with a link into the document": (p(field(r'HYPERLINK \l "_Toc1" \o "a.docx" \h', "bab")), ["bab"]),
    "a field with a link after its tip": (p(field(r'HYPERLINK \o "tip" "https://a.example"', "sini")), ["sini"]),
    "a field with a link": (p(field('HYPERLINK "{{ tautan.laporan }}"', "laporan")), ["laporan"]),
}
"""What comes out as it shows: blocks, and the text of every paragraph."""

REFUSED = {
    "words put in": (p("Yth. ", inserted("Saudara ")), "T013", 'Sekretaris: menambah "Saudara", di paragraf 2'),
    "words taken out": (p("Yth. ", deleted("Bapak ")), "T013", 'Sekretaris: menghapus "Bapak"'),
    "words moved away": (p(deleted("ke sana", "moveFrom")), "T013", "ke sana"),
    "a tag taken out": (p(deleted("{{ nomr }}")), "T013", "{{ nomr }}"),
    "the end of a paragraph taken out": (
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="Sekretaris"/></w:rPr></w:pPr></w:p>',
        "T013",
        "akhir paragraf",
    ),
    "letters made bold": (
        p('<w:r><w:rPr><w:b/><w:rPrChange w:id="4" w:author="Sekretaris"/></w:rPr><w:t>a</w:t></w:r>'),
        "T013",
        "mengubah bentuk",
    ),
    "a row's tag beside text": (
        table(["Kode"], ["{%tr for u in utama.unsur %}{{ u.kode }}"], ["{%tr endfor %}"]),
        "T011",
        '"{{ u.kode }}" di samping `{%tr for u in utama.unsur %}` akan hilang, di tabel 1, baris 2, kolom 1',
    ),
    "a row's tag beside a cell that is not empty": (
        table(["{%tr if sifat %}", "hilang"], ["{%tr endif %}", ""]),
        "T011",
        '"hilang" di samping',
    ),
    "a cell's tag beside text": (
        table(["{%tc for u in utama.unsur %}hilang", "{{ u.kode }}", "{%tc endfor %}"]),
        "T011",
        '"hilang" di samping `{%tc for u in utama.unsur %}`',
    ),
    "a loop from one cell into the next": (
        table(["{% for u in utama.unsur %}{{ u.kode }}", "{{ u.nilai }}{% endfor %}"]),
        "T006",
        "`{% for u in utama.unsur %}` memotong susunan",
    ),
    "more, of a text": (p('{% if unit.nama > "Loket" %}a{% endif %}'), "T019", "untuk teks pakai == atau !="),
    "true, of a word": (p("{% if sifat == true %}a{% endif %}"), "T019", "tulis {% if kata %}"),
    "a list as a number": (p("{% if saran.daftar > 0 %}a{% endif %}"), "T019", "saran.daftar|length"),
    "a number with a comma and no quotes": (p("{% if utama.ikm > 80,5 %}a{% endif %}"), "T019", '"80,50"'),
    "one sign of equality": (p('{{ nomor }} {% if sifat = "a" %}x{% endif %}'), "T002", '`{% if sifat = "a" %}`'),
    "a field of a mail merge": (p(field("MERGEFIELD nama", "Dinas")), "T016", "`MERGEFIELD nama` mencetak pratinjau"),
    "a field with a date": (p(field('DATE \\@ "d MMMM yyyy"')), "T016", "berubah setiap kali dokumen dibuka"),
    "a field that chooses": (p(field('IF 1 > 2 "a" "b"')), "T016", "hitungan Word yang lama"),
    "a field of another file": (p(field("INCLUDETEXT C:\\\\x.docx")), "T016", "dari berkas lain"),
    "a simple field": (p('<w:fldSimple w:instr=" TIME "><w:r><w:t>9</w:t></w:r></w:fldSimple>'), "T016", "`TIME`"),
    "a field nobody knows": (p(field("BIDADARI")), "T016", "`BIDADARI`"),
    **{
        f"a link to a file, written {asked}": (p(field(f"HYPERLINK {asked}")), "T018", "tautan ke berkas di komputer")
        for asked in (
            r"\\\\srv\\a.docx",
            r'"\\\\srv\\a.docx" \h',
            r'\l "b" "file:///C:/a"',
            r'\o "tip" C:\\a.docx',
            r"\h \\\\srv\\a",
            r'"" a.docx',
        )
    },
    "a link to a file": (p(field('HYPERLINK "file:///C:/a.xlsx"')), "T018", "tautan ke berkas di komputer"),
    "one brace": (p("Yth. { nama }"), "T004", "`{ nama }` akan tercetak"),
    "a tag half closed": (p("{{ nama }"), "T002", "`{{ nama }` tidak ditutup"),
    "a tag with an r": (p("Hal {{r hal }}"), "T005", "`{{r hal }}` berada di tempat yang bukan teks"),
    "a picture as text": (
        p("{{ kop.logo }}"),
        "T012",
        "`kop.logo` adalah gambar, dan di sini ditulis sebagai teks, di paragraf 2",
    ),
    "text as a picture": (picture("{{ nomor }}"), "T012", "`nomor` adalah teks"),
    "raw": (p("{% raw %}{{ x }}{% endraw %}"), "T007", "{% raw %}"),
    "a chapter that the kind lacks": (
        p("{{ rtl.jumlah }}{{ rtl.terbilang }}"),
        "T021",
        "2 tanda memakai bab `tindak_lanjut`",
    ),
    "nip": (p("{{ nip }}"), "T003", "maksudnya `penandatangan.nip`?"),
    "jabatan": (p("{{ jabatan }}"), "T003", "maksudnya `penandatangan.jabatan`?"),
    "kepada": (p("{{ kepada }}"), "T003", "maksudnya `yth`?"),
    "a Python word": (p("{{ nomor[1:2] }}"), "T007", "`{{ nomor[1:2] }}` tidak boleh"),
    "a test of Jinja": (p("{% if nomor is string %}a{% endif %}"), "T007", "`{% if nomor is string %}` tidak boleh"),
}
"""What is refused: blocks, the code, and what its line says."""


@pytest.mark.parametrize("name", RIGHT)
def test_it_comes_out_as_it_shows(name):
    block, expected = RIGHT[name]
    raw = made(DRAF, block, rels=[LOGO], parts=MEDIA)
    found, lines = told(raw)
    assert found is not None, lines
    assert not [one for one in lines if " D002 " not in one]
    assert texts(letter(raw))[1:] == expected


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_the_way_out(name):
    block, code, said = REFUSED[name]
    found, lines = told(made(DRAF, block, rels=[LOGO], parts=MEDIA))
    assert found is None
    line = next(one for one in lines if f" {code} " in one and said in one)
    assert line.rpartition("; ")[2].strip()
    inner = ("getitem", "getattr", "slice", "test `", "filterblock", "word/document.xml")
    assert not any(one in line for one in inner)


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
OTHER_FILES = {
    "empty": (b"", "kosong"),
    "a template of Word": (made("a", main=f"{MAIN}.template.main+xml"), ".dotx"),
    "a document with macros": (made("a", main=MACRO), ".docm"),
    "a document of Word 97": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0" * 99, ".doc"),
    "a document with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "kata sandi",
    ),
    "an .odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), ".odt"),
    "a PDF": (b"%PDF-1.4", "PDF"),
    "a sheet": (
        zipped(
            {
                "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
                'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
            }
        ),
        "Excel",
    ),
    "strict": (
        zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/x"/></Relationships>',
                "word/document.xml": "<a/>",
            }
        ),
        "Strict Open XML",
    ),
    "a zip that leaves its file": (zipped({"../../x": "a"}), "keluar dari berkasnya"),
    "half a zip": (made("a")[:400], "zip"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_file_of_another_kind_is_named_with_the_way_out(name):
    raw, said = OTHER_FILES[name]
    found, lines = told(raw)
    assert found is None
    assert any(" T001 " in one and said in one for one in lines), lines


FOREIGN = {
    "a picture outside": (
        (picture("a", linked=True),),
        {"rels": [Rel("rIdP", "image", "file:///C:/a.png", outside=True)]},
        "gambar yang ditautkan dari luar (file:///C:/a.png)",
    ),
    "another document inside": (
        ('<w:altChunk r:id="rIdA"/>',),
        {"rels": [Rel("rIdA", "aFChunk", "x.html")], "parts": {"word/x.html": ("a", "text/html")}},
        "altChunk",
    ),
    "an OLE object": (
        (p('<w:r><w:object><o:OLEObject xmlns:o="urn:o" r:id="rIdO"/></w:object></w:r>'),),
        {"rels": [Rel("rIdO", "oleObject", "x.bin")], "parts": {"word/x.bin": ("a", "application/x")}},
        "objek tertanam (OLE)",
    ),
    "macros": (
        ("a",),
        {"rels": [Rel("rIdV", f"{MICROSOFT}/vbaProject", "v.bin")], "parts": {"word/v.bin": ("a", "application/x")}},
        "makro",
    ),
    "what nobody knows": (("a",), {"rels": [Rel("rIdZ", "urn://x/bidadari", "z.xml")]}, "bidadari"),
    "a link to a file": (
        (link("rIdL", "a"),),
        {"rels": [Rel("rIdL", "hyperlink", "file://server/a.doc", outside=True)]},
        "tautan ke berkas di komputer atau jaringan (file://server/a.doc)",
    ),
    "two tags in an address": (
        (link("rIdL", "a"),),
        {"rels": [Rel("rIdL", "hyperlink", "{{ tautan.a }}{{ tautan.b }}", outside=True)]},
        "{{ tautan.a }}{{ tautan.b }}",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_known_to_be_harmless_is_refused_by_name(name):
    blocks, more, said = FOREIGN[name]
    found, lines = told(made(DRAF, *blocks, **more))
    assert found is None
    assert any(said in one and one.rpartition("; ")[2].strip() for one in lines), lines


LEFT_BEHIND = {
    "a mail merge": (
        {"settings": "<w:mailMerge><w:query w:val='RAHASIA'/></w:mailMerge>"},
        "data gabungan surat (Mail Merge)",
    ),
    "another template": (
        {
            "settings": '<w:attachedTemplate r:id="rId9"/>',
            "other_rels": {
                "word/settings.xml": [Rel("rId9", "attachedTemplate", "http://198.51.100.9/RAHASIA", outside=True)]
            },
        },
        "tautan ke templat Word lain",
    ),
    "protection": ({"settings": '<w:documentProtection w:edit="readOnly"/>'}, "proteksi dokumen"),
    "variables": ({"settings": '<w:docVars><w:docVar w:name="a" w:val="RAHASIA"/></w:docVars>'}, "variabel dokumen"),
    "other properties": (
        {
            "parts": {"docProps/custom.xml": ("<Properties>RAHASIA</Properties>", "application/x")},
            "other_rels": {"": [Rel("rId7", "custom-properties", "docProps/custom.xml")]},
        },
        "properti khusus",
    ),
    "data of the document": (
        {
            "parts": {"customXml/item1.xml": ("<a>RAHASIA</a>", "")},
            "rels": [Rel("rId7", "customXml", "../customXml/item1.xml")],
        },
        "data XML khusus",
    ),
    "remarks": (
        {
            "parts": {
                "word/comments.xml": (
                    wrapped("comments", f'<w:comment w:id="1" w:author="Kepala">{p("RAHASIA {{ nomr }}")}</w:comment>'),
                    f"{MAIN}.comments+xml",
                )
            },
            "rels": [Rel("rId7", "comments", "comments.xml")],
        },
        '1 komentar dari Kepala tidak ikut ke dokumen; yang pertama "RAHASIA',
    ),
    "sessions and thumbnails": (
        {
            "settings": '<w:rsids><w:rsid w:val="RAHASIA"/></w:rsids><w:zoom w:percent="100"/>',
            "parts": {"docProps/thumbnail.jpeg": ("RAHASIA", "image/jpeg")},
            "other_rels": {"": [Rel("rId7", f"{MICROSOFT}/metadata/thumbnail", "docProps/thumbnail.jpeg")]},
        },
        "",
    ),
    "who changed a style or a number": (
        {
            "parts": {
                f"word/{part}.xml": (
                    wrapped(part, f'{within}<w:pPrChange w:id="1" w:author="RAHASIA"><w:pPr/></w:pPrChange>{after}'),
                    f"{MAIN}.{part}+xml",
                )
                for part, within, after in (
                    ("styles", '<w:style w:type="paragraph" w:styleId="a"><w:pPr>', "</w:pPr></w:style>"),
                    ("numbering", "<w:abstractNum><w:lvl><w:pPr>", "</w:pPr></w:lvl></w:abstractNum>"),
                )
            },
            "rels": [Rel("rId7", "styles", "styles.xml"), Rel("rId8", "numbering", "numbering.xml")],
        },
        "",
    ),
    "what nothing leads to": ({"parts": {"word/lain.bin": ("RAHASIA", "application/x")}}, ""),
}


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_a_leftover_stays_behind_and_is_told_where_somebody_may_miss_it(name):
    more, said = LEFT_BEHIND[name]
    raw = made(DRAF, "Nomor {{ nomor }}", **more)
    found, lines = told(raw)
    assert found is not None, lines
    assert [said in one for one in lines] == ([True] if said else [])
    out = letter(raw)
    with zipfile.ZipFile(io.BytesIO(out)) as source:
        everything = b"".join(source.read(member) for member in source.namelist())
    assert b"RAHASIA" not in everything
    assert "Nomor\u00a07/X" in texts(out)


def test_a_control_is_freed_from_the_data_that_word_would_fill_it_with():
    bound = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:text/></w:sdtPr><w:sdtContent>'
    raw = made(DRAF, p(f"{bound}{run('{{ kop.alamat }}')}</w:sdtContent></w:sdt>"))
    found, lines = told(raw)
    assert found is not None
    assert [" T017 " in one and "content control" in one for one in lines] == [True]
    with zipfile.ZipFile(io.BytesIO(letter(raw))) as source:
        assert b"dataBinding" not in source.read("word/document.xml")


def test_the_real_logo_is_not_cropped_as_its_stand_in_was():
    crop = '<a:srcRect l="25000" r="25000"/>'
    raw = made(DRAF, picture("{{ kop.logo }}", crop=crop), picture("tetap", crop=crop), rels=[LOGO], parts=MEDIA)
    with zipfile.ZipFile(io.BytesIO(letter(raw))) as source:
        assert source.read("word/document.xml").count(b"srcRect") == 1


def test_a_header_with_nothing_but_a_loop_keeps_a_paragraph():
    header = wrapped("hdr", p("{%p for x in tembusan %}") + p("{{ x }}") + p("{%p endfor %}"))
    raw = made(
        DRAF,
        parts={"word/header1.xml": (header, f"{MAIN}.header+xml")},
        rels=[Rel("rIdH", "header", "header1.xml")],
        section='<w:headerReference w:type="first" r:id="rIdH"/>',
    )
    assert texts(letter(raw), "word/header1.xml") == [""]


def test_a_place_is_counted_as_word_counts():
    header = wrapped("hdr", p("a") + p("{{ nomr }}"))
    rows = table(["a", "b", "c"], ["{%tr for u in utama.unsur %}", "", ""], ["1", "2", "3"], ["{%tr endfor %}", "", ""])
    rows = rows.replace("</w:tbl>", "") + table(["x", "y", "{{ nomr }}"]).partition("</w:tblGrid>")[2]
    raw = made(
        DRAF,
        rows,
        box("a", "{{ nomr }}"),
        parts={"word/header1.xml": (header, f"{MAIN}.header+xml")},
        rels=[Rel("rIdH", "header", "header1.xml")],
        section='<w:headerReference w:type="first" r:id="rIdH"/>',
    )
    _, lines = told(raw)
    found = {line.partition(", di ")[2].partition(":")[0] for line in lines if " T003 " in line}
    assert found == {
        "tabel 1, baris 5, kolom 3",
        "kotak teks 1, paragraf 2",
        "kepala halaman pertama, paragraf 2",
    }


def test_a_letter_without_a_mark_of_a_draft_is_told():
    _, lines = told(made("{{ nomor }}"))
    assert [" T022 " in one for one in lines] == [True]


def test_hidden_words_are_told():
    _, lines = told(made(DRAF, p(run("jangan kirim", "<w:vanish/>"))))
    assert [" T014 " in one and "jangan kirim" in one for one in lines] == [True]


def test_what_is_asked_to_be_more_must_be_a_number_when_it_is_printed():
    found = template.compile_template(made(DRAF, p("{% if lalu.ikm > 3 %}a{% endif %}")), "t.docx", [])
    assert found
    with pytest.raises(compare.NotNumber, match="-"):
        template.render(found, {**WORDS, "lalu": {"ikm": "-"}}, Properties("", "", None, is_draft=False))
