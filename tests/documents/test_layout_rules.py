"""The rules of an institution: each is told of a template or of data that do not keep it, with its source."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from pipeline.documents import layout_rules
from pipeline.documents.template import compile_template
from pipeline.sources import workspace
from pipeline.sources.models import Instansi
from pipeline.sources.rules_model import Kaidah
from support import small
from support.office_files import MAIN, Rel, field, made, wrapped
from support.office_files import p as paragraph
from support.paths import ROOT

OFFICIAL = Kaidah.model_validate(
    {
        "sumber": "Peraturan Rekaan",
        "kecuali": ["poster", "poster-a3", "poster-persegi", "kuesioner"],
        "margin": {"kiri": "3", "kanan": "2", "bawah": "2,5"},
        "huruf": ["Arial"],
        "ukuran": ["11", "12"],
        "kepala": ["Nomor", "Sifat", "Lampiran", "Hal"],
        "nomor_halaman": "ya",
    }
)
"""The rules that most offices have, checked by hand in the texts of several regulations."""
EVERY = sorted((ROOT / "templates").glob("*/*.docx")) + sorted((ROOT / "docs/contoh").glob("*/*.docx"))
KNOWN = {
    (f"{kind}/contoh", "jenis huruf"): "the fictional office shows that another font is only data"
    for kind in ("surat-hasil", "laporan-tindak-lanjut")
} | {
    ("berita-acara-fkp/bawaan", "nomor halaman"): "most minutes are one page, and their first page bears no number",
    ("daftar-pengiriman/bawaan", "ukuran huruf"): "a wide table, in small letters as its caption; it is sent to nobody",
    ("daftar-publikasi/bawaan", "halaman pertama tanpa nomor"): "a list whose every page is numbered, the first too",
    ("teks-publikasi/bawaan", "nomor halaman"): "texts to be copied elsewhere, no letter",
}
"""Rules that a template of this repository does not keep, with the reason."""


def told(rules: Kaidah, raw: bytes, kind: str = "surat") -> dict[str, tuple[str, str]]:
    template = compile_template(raw, "t.docx", [])
    assert template
    found = [dict(fault.values) for fault in layout_rules.against(template, kind, rules)]
    return {str(one["rule"]): (str(one["found"]), str(one["expected"])) for one in found}


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_template_of_this_repository_keeps_the_rules_or_is_known_not_to(path):
    known = {rule for name, rule in KNOWN if name == f"{path.parent.name}/{path.stem}"}
    assert told(OFFICIAL, path.read_bytes(), path.parent.name).keys() == known


def test_every_reason_is_of_a_template_that_is_there():
    assert {name for name, _ in KNOWN} <= {f"{path.parent.name}/{path.stem}" for path in EVERY}
    assert set(OFFICIAL.kecuali) <= set(workspace.kinds(ROOT))


@pytest.mark.parametrize("name", workspace.offices(ROOT))
def test_each_of_our_institutions_is_held_to_rules_that_name_their_source(name):
    office, _ = workspace.load(ROOT, f"units/{name}/instansi.yaml", Instansi, [])
    assert office
    rules = office.kaidah
    assert rules
    assert all([rules.sumber, rules.margin.kiri, rules.huruf, rules.kepala, rules.nomor_halaman])
    assert told(rules, LETTER).keys() >= {"margin kiri", "nomor halaman", "urutan kepala surat"}


LETTER = made(
    paragraph("Hal: {{ hal }}"),
    paragraph("Nomor: {{ nomor }}{{ draf }}"),
    paragraph("{{ tempat_tanggal }}."),
    paragraph("{{ kop.nama }} periksa di tte.kominfo.go.id, Balai Sertifikasi Elektronik"),
)


@pytest.mark.parametrize(
    ("rule", "rules", "expected"),
    [
        ("kertas", {"kertas": "F4"}, ("21,00 cm x 29,70 cm", "F4")),
        ("margin kiri", {"margin": {"kiri": "3"}}, ("2,54 cm", ">= 3 cm")),
        ("margin kanan", {"margin": {"kanan": "2,6"}}, ("2,54 cm", ">= 2,6 cm")),
        ("margin atas", {"margin": {"atas": "3"}}, ("2,54 cm", ">= 3 cm")),
        ("margin bawah", {"margin": {"bawah": "3"}}, ("2,54 cm", ">= 3 cm")),
        ("nomor halaman", {"nomor_halaman": "ya"}, ("tidak bernomor", "- 2 -")),
        ("urutan kepala surat", {"kepala": ["Nomor", "Hal"]}, ("Hal, Nomor", "Nomor, Hal")),
        ("tempat dan tanggal tanpa titik", {}, ("{{ tempat_tanggal }}.", "{{ tempat_tanggal }}")),
        ("alamat pemeriksaan tanda tangan elektronik", {}, ("tte.kominfo.go.id", "tte.komdigi.go.id")),
        ("nama BSrE", {}, ("Balai Sertifikasi Elektronik", "Balai Besar Sertifikasi Elektronik")),
    ],
)
def test_a_template_that_does_not_keep_a_rule_is_told_what_it_has_and_what_is_asked(rule, rules, expected):
    assert told(Kaidah.model_validate({"sumber": "x", **rules}), LETTER)[rule] == expected


@pytest.mark.parametrize(
    ("first", "default", "title", "told_of"),
    [
        ("", "PAGE", True, False),
        ("PAGE", "PAGE", True, True),
        ("", "PAGE", False, True),
        ("PAGE", "", True, True),
    ],
)
def test_the_first_page_is_asked_for_its_own_header(first, default, title, told_of):
    kind = f"{MAIN}.footer+xml"
    said = {1: first, 2: default}
    shown = {n: paragraph(field(code) if code else "-") for n, code in said.items()}
    parts = {f"word/footer{n}.xml": (wrapped("ftr", inside), kind) for n, inside in shown.items()}
    rels = [Rel("rIdF1", "footer", "footer1.xml"), Rel("rIdF2", "footer", "footer2.xml")]
    section = "".join(
        f'<w:footerReference w:type="{kind}" r:id="rIdF{n}"/>' for n, kind in ((1, "first"), (2, "default"))
    )
    section += "<w:titlePg/>" if title else ""
    raw = made(paragraph("Nomor {{ nomor }}{{ draf }} {{ kop.nama }}"), parts=parts, rels=rels, section=section)
    found = told(Kaidah.model_validate({"sumber": "x", "nomor_halaman": "ya"}), raw)
    assert ("halaman pertama tanpa nomor" in found) == told_of


def test_a_template_that_keeps_the_rules_is_told_nothing():
    kept = Kaidah.model_validate({"sumber": "x", "kertas": "A4", "margin": {"kiri": "2,5"}, "kepala": ["Hal", "Nomor"]})
    assert told(kept, made(paragraph("Hal: {{ hal }}"), paragraph("{{ nomor }}{{ draf }}"))) == {}
    contoh = (ROOT / "templates/surat-hasil/bawaan.docx").read_bytes()
    assert told(Kaidah.model_validate({"sumber": "x", "nomor_halaman": "ya"}), contoh) == {}


def test_letters_of_another_font_or_size_are_told():
    bawaan = (ROOT / "templates/surat-hasil/bawaan.docx").read_bytes()
    found = told(Kaidah.model_validate({"sumber": "x", "huruf": ["Bookman Old Style"], "ukuran": ["11"]}), bawaan)
    assert found.pop("jenis huruf")[0].startswith('Arial, pada "')
    assert found == {"ukuran huruf": ("12", "11")}


def test_lines_in_capitals_and_a_place_that_is_typed_are_held_to_the_rules_of_the_head():
    rules = Kaidah.model_validate({"sumber": "x", "kepala": ["Nomor", "Hal"]})
    letter = made(*map(paragraph, ("HAL : {{ hal }}", "NOMOR : {{ nomor }}{{ draf }}", "Kota Rekaan, {{ tanggal }}.")))
    assert told(rules, letter) == {
        "urutan kepala surat": ("Hal, Nomor", "Nomor, Hal"),
        "tempat dan tanggal tanpa titik": ("Kota Rekaan, {{ tanggal }}.", "Kota Rekaan, {{ tanggal }}"),
    }
    said = "Diperiksa pada hari Senin di Kota Rekaan yang indah sekali, {{ tanggal }}."
    assert told(rules, made(paragraph("{{ nomor }}{{ draf }}"), paragraph(said))) == {}


def test_a_kind_that_is_left_out_is_held_to_no_rule():
    rules = Kaidah.model_validate({"sumber": "x", "kertas": "F4", "kecuali": ["surat"]})
    assert told(rules, LETTER) == {}


@pytest.mark.parametrize(
    ("rules", "letter", "said"),
    [
        ("gelar: ya", "penandatangan: {jabatan: Camat, nama: Ani}", "nama dengan gelar"),
        ("gelar: ya", "penandatangan: {jabatan: Camat, nama: 'Ani, S.E.'}", ""),
        ("gelar: ya, nip_pangkat: ya", "penandatangan: {jabatan: Camat, nama: ……………}", ""),
        ("nip_pangkat: ya", "penandatangan: {jabatan: Camat, nama: Ani, nip: 1}", "`pangkat: ...`|NIP dan pangkat"),
        ("nip_pangkat: ya, tanpa_nip: [Bupati]", "penandatangan: {jabatan: Bupati Contoh, nama: Ani}", ""),
        ("tanpa_nip: [Bupati]", "penandatangan: {jabatan: Bupati, nama: Ani, nip: 1}", "tanpa NIP dan pangkat"),
        ("gelar: ya, tanpa_nip: [Bupati]", "penandatangan: {jabatan: Pj. Bupati, nama: Ani}", "pelaksana: Pj"),
        ("arsip: ya", "tembusan: [Bupati]", "Arsip di akhir tembusan"),
        ("arsip: ya", "tembusan: [Bupati, Arsip]", ""),
        ("sifat: [Biasa, Segera]", "sifat: Santai", "sifat surat"),
        ("sifat: [Biasa, Terbuka]", "sifat: Biasa/Terbuka", ""),
        (
            "arsip: tidak",
            "penandatangan: {jabatan: Camat, nama: Ani, atas_nama: An. Bupati}",
            "a.n. dengan huruf kecil",
        ),
        ("arsip: tidak", "penandatangan: {jabatan: Plt. Camat, nama: Ani}", "pelaksana: Plt"),
    ],
)
def test_data_that_do_not_keep_a_rule_are_told_where_they_stand(tmp_path, rules, letter, said):
    office = small.ISI["units/kota/instansi.yaml"]
    assert isinstance(office, str)
    files: dict[str, small.Content] = {
        "units/kota/instansi.yaml": f"{office}kaidah: {{sumber: Peraturan Rekaan, {rules}}}\n",
        "periods/2025S1/kota/loket.yaml": f"{letter}\n",
    }
    lines = [line for line in small.told(small.put(tmp_path, files)).splitlines() if " N002 " in line]
    assert bool(lines) == bool(said)
    for line in lines:
        assert line.startswith("periods/2025S1/kota/loket.yaml:1:")
        assert said.rpartition("|")[2] in line


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (
            "penandatangan: {jabatan: Plt. Kepala Badan, nama: Ani}",
            "penandatangan: {pelaksana: Plt, jabatan: Kepala Badan, nama: Ani}",
        ),
        (
            "penandatangan: {pelaksana: Plt, jabatan: Plt. Kepala Badan, nama: Ani}",
            "penandatangan: {pelaksana: Plt, jabatan: Kepala Badan, nama: Ani}",
        ),
        (
            "penandatangan: {jabatan: PLT KEPALA BADAN, nama: Ani}",
            "penandatangan: {pelaksana: Plt, jabatan: KEPALA BADAN, nama: Ani}",
        ),
        (
            "penandatangan: {jabatan: Camat, nama: Ani, atas_nama: a/n Bupati}",
            "penandatangan: {jabatan: Camat, nama: Ani, atas_nama: a.n. Bupati}",
        ),
        (
            "penandatangan: {jabatan: Camat, nama: Ani, atas_nama: Atas nama Bupati}",
            "penandatangan: {jabatan: Camat, nama: Ani, atas_nama: a.n. Bupati}",
        ),
        ("tembusan: [Bupati]", "tembusan: [Bupati, Arsip]"),
        ("tembusan: [Arsip, Bupati]", "tembusan: [Bupati, Arsip]"),
    ],
)
def test_what_a_rule_asks_for_is_said_as_it_is_to_be_typed(tmp_path, letter, said):
    office = str(small.ISI["units/kota/instansi.yaml"])
    files: dict[str, small.Content] = {
        "units/kota/instansi.yaml": f"{office}kaidah: {{sumber: Peraturan Rekaan, arsip: ya}}\n",
        "periods/2025S1/kota/loket.yaml": f"{letter}\n",
    }
    root = small.put(tmp_path, files)
    (told_of,) = [line for line in small.told(root).splitlines() if " N002 " in line]
    asked = told_of.partition("kaidah meminta ")[2].partition(" (Peraturan")[0]
    assert asked in said
    (root / "periods/2025S1/kota/loket.yaml").write_text(f"{said}\n")
    assert " N002 " not in small.told(root)


def test_secrecy_and_numbered_copies_are_things_of_their_own_and_told_where_no_tag_prints_them(tmp_path):
    rules = "kaidah: {sumber: x, sifat: [Segera], kerahasiaan: [Rahasia, Terbatas], bernomor_salinan: [Rahasia]}\n"
    office = small.ISI["units/kota/instansi.yaml"]
    assert isinstance(office, str)
    said = "sifat: Segera\nkerahasiaan: Rahasia\n"
    told_of = small.told(small.put(tmp_path / "a", {"units/kota/instansi.yaml": office + rules + said}))
    assert "N002" in told_of
    assert "nomor salinan" in told_of
    assert "tingkat kerahasiaan" in told_of.partition("T023")[2]
    letter = small.p("{{ nomor }}{{ draf }} {{ yth }} {{ di }} {{ rujukan.nomor }} {{ utama.ikm }} {{ batas.tanggal }}")
    each = [
        small.p("{%p for lembar in salinan.daftar %}"),
        small.p("Salinan ke-{{ lembar.ke }} dari {{ salinan.jumlah }}, {{ kerahasiaan }}: {{ lembar.untuk }}"),
        small.p("{%p endfor %}"),
    ]
    files = {
        "units/kota/instansi.yaml": office + rules + said + "salinan:\n- Wali Kota\n- Inspektur\n",
        "templates/surat/bawaan.docx": small.docx(letter + "".join(each)),
    }
    assert small.told(small.put(tmp_path / "b", files)) == ""


def of_word(path: list[str], **rules: list[str]) -> dict[str, tuple[str, str]]:
    """Return what is told of a file of python-docx, whose font and size are said at one of these places."""
    made_by = docx.Document()
    style = made_by.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(12)
    below = made_by.styles.add_style("Alinea", WD_STYLE_TYPE.PARAGRAPH)
    made_by.styles.add_style("Tengah", WD_STYLE_TYPE.PARAGRAPH).base_style = style
    below.base_style = made_by.styles["Tengah"]
    sign = made_by.styles.add_style("Tanda", WD_STYLE_TYPE.CHARACTER)
    text = made_by.add_paragraph(style="Alinea").add_run("Nomor {{ nomor }}{{ draf }} dan sebagainya")
    text.style = sign
    holders = {"base": below.base_style, "style": below, "character": sign, "run": text}
    for place in holders.keys() & path:
        holders[place].font.name, holders[place].font.size = place.title(), Pt(14)
    if "theme" in path:
        fonts = style.element.rPr.rFonts
        fonts.attrib.clear()
        fonts.set(qn("w:asciiTheme"), "minorHAnsi")
        fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
    made_by.sections[0].footer.paragraphs[0].text = "Jalan {{ kop.nama }}" if "footer" in path else "Jalan"
    out = io.BytesIO()
    made_by.save(out)
    return told(Kaidah.model_validate({"sumber": "x", **rules}), out.getvalue())


@pytest.mark.parametrize(
    ("path", "font", "size"),
    [
        ([], "Arial", "12"),
        (["footer"], "Arial", "12"),
        (["base"], "Arial|Base", "14"),
        (["base", "style"], "Arial|Style", "14"),
        (["style", "character"], "Arial|Character", "14"),
        (["character", "run"], "Arial|Run", "14"),
        (["theme"], "Cambria", "12"),
    ],
)
def test_letters_are_what_the_run_its_styles_and_the_theme_make_of_them(path, font, size):
    found = of_word(path, huruf=["Times New Roman"], ukuran=["10"])
    assert found["jenis huruf"][0].partition(", pada ")[0] == font.rpartition("|")[2]
    assert found["ukuran huruf"] == (size, "10")
    assert not of_word(path, huruf=font.split("|"), ukuran=[size])
