"""Faults of templates: found in every part, told with part, paragraph and table cell."""

import pytest

from pipeline.documents import contract, template
from pipeline.documents.package import Properties
from pipeline.words.say import CHAPTERS, described
from support import small as kecil

DRAFT = {"footer9.xml": f"<w:ftr>{kecil.p('{{ draf }}')}</w:ftr>"}
"""Where these templates show the mark of a draft."""


def _faults(body, parts=None):
    problems = []
    made = template.compile_template(kecil.docx(body, {**DRAFT, **(parts or {})}), "a.docx", problems)
    if made is not None:
        problems += contract.check("a.docx", made.tags, described(CHAPTERS))
    return [(one.code, str(dict(one.values)["part"]), dict(one.values)["paragraph"]) for one in sorted(problems)]


@pytest.mark.parametrize(
    ("name", "whole", "place"),
    [
        ("header1.xml", "<w:hdr>{}</w:hdr>", "kepala halaman, paragraf 1"),
        ("footer2.xml", "<w:ftr>{}</w:ftr>", "kaki halaman, paragraf 1"),
        (
            "footnotes.xml",
            '<w:footnotes><w:footnote w:id="1">{}</w:footnote></w:footnotes>',
            "catatan kaki 1, paragraf 1",
        ),
        ("endnotes.xml", '<w:endnotes><w:endnote w:id="1">{}</w:endnote></w:endnotes>', "catatan akhir 1, paragraf 1"),
    ],
)
def test_a_fault_is_found_outside_the_body_too(name, whole, place):
    found = _faults(kecil.p("a"), {name: whole.format(kecil.p("{{ nomr }}"))})
    assert found == [("T003", place, "{{ nomr }}")]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("docProps/app.xml", "properti berkas"),
        ("docProps/custom.xml", "properti khusus berkas"),
        ("docProps/core.xml", "properti berkas"),
        ("word/charts/chart1.xml", "grafik"),
        ("word/diagrams/data1.xml", "SmartArt"),
        ("word/lain.xml", "isi berkas word/lain.xml"),
    ],
)
def test_a_tag_where_nothing_fills_it_is_found_and_its_place_is_said_in_words(name, called):
    problems = []
    assert template.compile_template(kecil.docx(kecil.p("a"), {name: "<x>{{ hal }}</x>"}), "a.docx", problems) is None
    said = [(one.code, str(dict(one.values)["found"]), str(dict(one.values)["part"])) for one in problems]
    assert said == [("D003", "{{ hal }}", called)]


def test_a_tag_that_word_has_split_over_runs_is_found_and_filled():
    problems = []
    made = template.compile_template(kecil.docx(kecil.p("No. {", "{ nom", "or }", "}")), "a.docx", problems)
    assert problems == []
    assert [one.word for one in made.tags] == ["nomor"]
    out = template.render(made, {"nomor": "7/X"}, Properties("", "", None, False))
    assert out


def test_a_misspelt_word_split_over_runs_is_told_with_its_whole_paragraph():
    assert _faults(kecil.p("No. {{ no", "mr }} ya")) == [("T003", "paragraf 1", "No. {{ nomr }} ya")]


def test_the_cell_of_a_table_is_named_also_in_a_table_inside_a_table():
    inner = kecil.table((kecil.p("x"), kecil.p("{{ dalam }}")))
    body = (
        kecil.p("a")
        + kecil.table((kecil.p("0"),))
        + kecil.table((kecil.p("b"), kecil.p("c")), (kecil.p("d"), inner + kecil.p("{{ luar }}")))
    )
    assert _faults(body + kecil.p("{{ sesudah }}")) == [
        ("T003", "tabel 2, baris 2, kolom 2, tabel di dalamnya, baris 1, kolom 2", "{{ dalam }}"),
        ("T003", "tabel 2, baris 2, kolom 2", "{{ luar }}"),
        ("T003", "paragraf 2", "{{ sesudah }}"),
    ]


@pytest.mark.parametrize(
    ("body", "found", "cure"),
    [
        (
            kecil.p("{%p if nomor %}") + kecil.p("x") * 3,
            "`{%p if nomor %}` tidak ditutup",
            "tutup dengan {%p endif %} atau {% endif %}",
        ),
        (kecil.p("x {% endfor %}"), "`{% endfor %}` menutup yang tidak dibuka", "hapus, atau buka dulu di atasnya"),
        (
            kecil.p("{% if nomor %}{% for a in tembusan %}{% endif %}{% endfor %}"),
            "`{% endif %}` menyilang `{% for a in tembusan %}`",
            "tutup dulu `{% for a in tembusan %}`",
        ),
        (kecil.p("{% jika nomor %}"), "`{% jika nomor %}` tidak terbaca", "pakai if, elif, else, endif, for, endfor"),
        (
            kecil.p("{%tr for x in tembusan %}"),
            "`{%tr for x in tembusan %}` tidak terbaca",
            "`{%tr ... %}` hanya di dalam baris tabel",
        ),
        (kecil.p("a {{ if nomor }}"), "`{{ if nomor }}` tidak terbaca", "tulis {% if kata %} dan {% endif %}"),
        *(
            (kecil.p(f"a {{% if {asked} %}}b{{% endif %}}"), f"`{{% if {asked} %}}` tidak terbaca", cure)
            for asked, cure in {
                "nomor dan sifat": "tulis `and`",
                "nomor OR sifat": "tulis `or`",
                "bukan nomor": "tulis `not kata`",
                "nomor ≥ 9": "tulis `>=` atau `<=`",
                "nomor ≠ 'dan'": "tulis `!=`",
                "nomor in ['a' 'b']": "beri koma di antara dua teks: ['a', 'b']",
                'nomor == "a" "b"': "beri koma di antara dua teks: ['a', 'b']",
            }.items()
        ),
        (kecil.p("{{ nomor | }}"), "`{{ nomor | }}` tidak terbaca", "maksudnya `nomor`?"),
        (kecil.p("{{ nomor == }}"), "`{{ nomor == }}` tidak terbaca", "periksa tulisan di dalam tanda templatnya"),
    ],
)
def test_an_unreadable_tag_is_named_with_the_way_out(body, found, cure):
    problems = []
    assert template.compile_template(kecil.docx(kecil.p("awal") + body), "a.docx", problems) is None
    (one,) = (one for one in problems if one.code == "T002")
    assert (str(dict(one.values)["found"]), one.cure) == (found, cure)


@pytest.mark.parametrize("left", ["{{ nomor", "{ { nomor } }", "${nomor}", "«Nomor»", "{ % if x % }"])
def test_what_would_be_left_over_is_found_in_its_cell(left):
    codes = {one[:2] for one in _faults(kecil.p("a") + kecil.table((kecil.p(left),)))}
    assert {part for _, part in codes} == {"tabel 1, baris 1, kolom 1"}
    assert {code for code, _ in codes} <= {"T002", "T004"}


def test_a_warning_does_not_keep_a_template_from_being_used():
    problems = []
    made = template.compile_template(kecil.docx(kecil.p("a", style="Hilang")), "a.docx", problems)
    assert [one.code for one in problems] == ["D001"]
    assert made.warnings == tuple(problems)


def test_text_beside_a_tag_is_no_empty_line():
    assert _faults(kecil.p("{% if nomor %}") + kecil.p("{% endif %}"))[0][0] == "D002"
    assert (
        _faults(
            kecil.p("{% if nomor %}x{% endif %}")
            + kecil.p("{{ hal }}")
            + kecil.p("{%p if hal %}")
            + kecil.p("{%p endif %}")
        )
        == []
    )


def test_a_zip_that_unpacks_without_end_is_refused_unread():
    bomb = bytearray(kecil.docx(kecil.p("a")))
    size = (300_000_000).to_bytes(4, "little")
    at = bomb.index(b"PK\1\2")
    bomb[at + 24 : at + 28] = size
    problems = []
    assert template.compile_template(bytes(bomb), "a.docx", problems) is None
    assert {one.code for one in problems} == {"T001"}
    assert problems[0].message.endswith("isinya terlalu besar bila dibuka")


JOINED = [*",;:/\\\\|-+*~@ ", "..", ". ,", "->", "\u00b7", "\u2024", "\u2026", "\u3002", "\uff0e", "\ufe52", "\u2013",
          "\u2019", "\u00ad.", "_", "[", "("]  # fmt: skip


@pytest.mark.parametrize("sign", JOINED)
def test_a_word_joined_by_another_sign_than_a_dot_is_told_as_the_word_that_is_meant(sign):
    end = {"[": "]", "(": ")"}.get(sign, "")
    sign = sign.replace(">", "&gt;")
    tags = (
        (f"{{{{ unit{sign}nama{end} }}}}", "unit.nama"),
        (f"{{% if unit{sign}nama{end} == 'a' %}}b{{% endif %}}", "unit.nama"),
        (f"{{% for x in utama{sign}unsur{end} %}}{{{{ x.nama }}}}{{% endfor %}}", "utama.unsur"),
        (f"{{% for x in utama.unsur %}}{{{{ x{sign}nama{end} }}}}{{% endfor %}}", "x.nama"),
    )
    for tag, meant in tags[:3] if sign in ("_", "\u00b7") else tags:
        problems = []
        made = template.compile_template(kecil.docx(kecil.p(f"a {tag}")), "a.docx", problems)
        problems += contract.check("a.docx", made.tags, described(CHAPTERS)) if made else ()
        cures = {one.cure for one in problems if one.code in ("T002", "T003", "T007", "T019")}
        assert cures == {f"maksudnya `{meant}`?"}, tag


@pytest.mark.parametrize("tag", ["{{ nomor; }}", "{{ nomor, }}", "{{ .nomor }}", "{{ nomor. }}", "{{ , nomor }}"])
def test_a_sign_too_many_beside_a_word_is_told_with_the_word(tag):
    problems = []
    assert template.compile_template(kecil.docx(kecil.p(tag)), "a.docx", problems) is None
    assert [one.cure for one in problems if not one.is_warning] == ["maksudnya `nomor`?"]


@pytest.mark.parametrize("tag", ["{{ nomor, tanggal }}", "{{ nomor tanggal }}", "{{ unit.nama, hal }}", "{{ x-nama }}"])
def test_where_no_word_is_near_none_is_named(tag):
    problems = []
    assert template.compile_template(kecil.docx(kecil.p(tag)), "a.docx", problems) is None
    assert not [one for one in problems if "maksudnya" in str(one)]
