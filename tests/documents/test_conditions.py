"""What a template asks means what a person reads, or is refused when it is compiled: never silently false, no crash."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import compare, contract, reading, tags, template
from pipeline.documents.package import Properties
from pipeline.words.chapter import Count, Picture
from pipeline.words.say import described
from support import small, tried
from support.office_files import Rel, field, link, made, p

SAID = described(("surat", "unit", "periode", "hasil"))
WORDS = {
    "draf": "",
    "nomor": "7/X",
    "sifat": "",
    "hal": "Hasil  SKM",
    "unit": {"nama": "Loket"},
    "kop": {"logo": Picture(small.png(1, 1), "png", 1, 1, "Lambang")},
    "utama": {"ikm": "67,27", "jumlah": "9", "prioritas": {"jumlah": "0"}, "unsur": [{"kode": "U1", "nama": "Waktu"}]},
    "saran": {"daftar": ["Kursi"], "jumlah": "0,00"},
    "tembusan": [],
    "responden": {"jumlah": Count("1.678"), "terbilang": "seribu enam ratus tujuh puluh delapan"},
}


def answered(condition: str) -> bool | str:
    """What a condition says, or the code with which it is refused."""
    problems: list = []
    raw = made("{{ draf }}", p(f"{{% if {condition} %}}ya{{% else %}}tidak{{% endif %}}"))
    found = template.compile_template(raw, "t.docx", problems)
    if found is not None:
        problems += contract.check("t.docx", found.tags, SAID)
    wrong = [problem for problem in problems if not problem.is_warning]
    if wrong:
        assert all(problem.cure for problem in wrong)
        return wrong[0].code
    assert found is not None
    return "ya" in reading.markdown(template.render(found, WORDS, Properties("", "", None, is_draft=False))).split()


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("utama.jumlah == 9", True),
        ("utama.jumlah == 9.0", True),
        ("responden.jumlah == 1678", True),
        ("responden.jumlah > 1000", True),
        ("responden.jumlah == '1.678'", True),
        ("responden.jumlah > '1.500' and responden.jumlah < '1.700'", True),
        ("responden.jumlah in ['1,678', '9']", True),
        ("responden.jumlah in ['1,678', 'banyak']", "T019"),
        ("responden.jumlah > utama.ikm", True),
        ("responden.jumlah < '1.678,5'", True),
        ("responden.jumlah > 1000 and responden.jumlah < '1.500'", False),
        ("utama.jumlah == '09'", True),
        ("9 == utama.jumlah", True),
        ("utama.ikm >= '9,00'", True),
        ("utama.ikm > utama.jumlah", True),
        ("5 < utama.jumlah < 10", True),
        ("not utama.jumlah == 9", False),
        ("utama.jumlah in [8, 9]", True),
        ("utama.jumlah in (8, 10)", False),
        ("utama.jumlah not in ['8', '10']", True),
        ("sifat in ['Segera']", False),
        ("unit.nama in ['loket', 'kasir']", True),
        ("'lok' in unit.nama", "T019"),
        ("sifat in unit.nama", "T019"),
        ("'baik' not in utama.mutu", "T019"),
        ("'a' in (sifat|upper)", "T019"),
        ("true", "T019"),
        ("sifat or true", "T019"),
        ("sifat != 'a' or sifat != 'b'", "T019"),
        ("not 'x' == 'y'", "T019"),
        ("'a' == 'b'", "T019"),
        ("utama", "T019"),
        ("sifat and not utama", "T019"),
        ("sifat in [sifat]", "T019"),
        ("sifat in []", "T019"),
        ("sifat == 'Penting' and sifat == 'Segera'", "T019"),
        ("nomor and (sifat == 'a' and sifat != 'A')", "T019"),
        ("utama.ikm > 60 > 50", "T019"),
        ("utama.ikm > 60 and utama.ikm < 50", "T019"),
        ("sifat or not sifat", "T019"),
        ("'a' is defined", "T019"),
        ("utama.ikm > 60 or utama.ikm <= 60", True),
        ("sifat != 'a' and sifat != 'b'", True),
        ("utama.unsur[0].kode == 'U1' and utama.unsur|length > 5", False),
        ("unit.nama == 'LOKET'", True),
        ("hal == 'hasil skm'", True),
        ("unit.nama != 'Loket '", False),
        ("'Kursi' in saran.daftar", True),
        ("utama.prioritas.jumlah", False),
        ("not utama.prioritas.jumlah", True),
        ("saran.jumlah", False),
        ("utama.prioritas.jumlah or sifat", False),
        ("utama.jumlah and nomor", True),
        ("tembusan", False),
        ("tembusan|length == 0", True),
        ("utama.unsur|length > 0", True),
        ("kop.logo", True),
        ("sifat is defined", "T019"),
        ("nomor is not defined", "T019"),
        ("nomor is undefined", "T019"),
        ("utama is defined", "T019"),
        ("tembusan is defined", "T019"),
        ("utama.unsur[0].nama is defined", "T019"),
        ("batas is defined", False),
        ("batas.tanggal is not defined", True),
        ("kop.logo is defined", True),
        ("tautan.laporan is defined", False),
        ("rujukan is defined and rujukan.nomor == 'a'", False),
        ("sifat > 0", "T019"),
        ("sifat < 5", "T019"),
        ("lampiran and lampiran > 0", "T019"),
        ("utama == 3", "T019"),
        ("responden.jumlah > 0", True),
        ("utama.jumlah > 8 and not sifat", True),
        ("unit.nama|upper == 'LOKET'", True),
        ("utama.jumlah in '789'", "T019"),
        ("sifat == 'a' or 'b'", "T019"),
        ("utama.jumlah == 8 or 9", "T019"),
        ("'0'", "T019"),
        ("not 'a'", "T019"),
        ("sifat == true", "T019"),
        ("sifat == none", "T019"),
        ("utama.unsur == 1", "T019"),
        ("utama.unsur > 0", "T019"),
        ("'U1' in utama.unsur", "T019"),
        ("kop.logo == 'a'", "T019"),
        ("utama.jumlah|length > 0", "T019"),
        ("unit.nama > 'K'", "T019"),
        ("utama.ikm > 80,5", "T019"),
        ("(sifat == 'a') == true", "T019"),
        ("utama.jumlah|int > 5", "T007"),
        ("utama.jumlah + 1 > 5", "T007"),
        ("utama.jumlah is even", "T007"),
        ("sifat is none", "T007"),
        ("utama.jumlah == [9]", "T007"),
        ("utama.jumlah * 2 == 18", "T007"),
        ("unit.nama.startswith('L')", "T007"),
        ("loop.index == 1", "T003"),
        ("utama.unsur.length > 1", "T003"),
    ],
)
def test_a_condition_means_what_a_person_reads_or_is_refused(condition, meant):
    assert answered(condition) == meant


@pytest.mark.parametrize("repeated", ["9", "'a'", "tembusan|length", "(utama.unsur and utama.unsur)", "['a']"])
def test_what_is_no_word_is_not_repeated(repeated):
    problems: list = []
    raw = made("{{ draf }}", p(f"{{% for x in {repeated} %}}{{{{ x }}}}{{% endfor %}}"))
    assert template.compile_template(raw, "t.docx", problems) is None
    assert {problem.code for problem in problems} == {"T007"}


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ("nomor is defined", "`nomor` selalu ada, dan kosong bila tidak diisi: tulis {% if nomor %}"),
        ("tembusan is not defined", "tulis {% if tembusan %} atau {% if not tembusan %}"),
        ("utama is defined", "hapus syaratnya: `utama` selalu ada"),
        ("nomor is none", "tulis {% if kata %} atau {% if not kata %}"),
        ("nomor is not none", "tulis {% if kata %} atau {% if not kata %}"),
        ("nomor is string", "tulis {% if kata == 'a' %}"),
        ("nomor is kosong", "{% if kata %} untuk menanyakan apakah ada isinya"),
        ("nomor is equalto 'a'", "tulis {% if kata == 'a' %}"),
        ("nomor is ne 'a'", "tulis {% if kata != 'a' %}"),
        ("nomor is in ['a']", "{% if kata in ['a', 'b'] %}"),
        ("utama.ikm is gt 3", "tulis {% if kata > 80 %}"),
        ("utama.ikm is lessthan 3", "tulis {% if kata < 80 %}"),
        ("utama.mutu is 'C'", "tulis {% if kata == 'a' %}"),
        ("utama.mutu is not 'C'", "tulis {% if kata == 'a' %}"),
        ("nomor is", "tulis {% if kata == 'a' %}"),
    ],
)
def test_a_test_of_jinja_is_refused_with_what_to_write(asked, way):
    problems: list = []
    found = template.compile_template(made("{{ draf }}", p(f"{{% if {asked} %}}a{{% endif %}}")), "t.docx", problems)
    problems += contract.check("t.docx", found.tags, SAID) if found else ()
    (line,) = (str(problem) for problem in problems if not problem.is_warning)
    assert way in line


PATHS = st.sampled_from(
    (
        *("nomor", "sifat", "unit", "unit.nama", "kop.logo", "utama.ikm", "utama.jumlah", "utama.unsur", "tembusan"),
        *("saran", "saran.daftar", "utama.prioritas.jumlah", "utama.unsur[0].kode", "utama.unsur|first", "hal|upper"),
        *("unit|upper", "tembusan|length", "nomor|length", "'9'", "9", "0.5", "''", "true", "none", "'Loket'"),
        *("[8, 9]", "('a', 'b')"),
    )
)
EXPRESSIONS = st.recursive(
    PATHS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["==", "!=", ">", "<=", "in", "not in", "and", "or", "+", "~"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map("(not {})".format),
        st.tuples(inner, inner, inner).map(lambda three: "({} if {} else {})".format(*three)),
        inner.map("({} is defined)".format),
    ),
    max_leaves=4,
)


@settings(max_examples=tried.share(0.6))
@given(
    EXPRESSIONS,
    st.sampled_from(["{{% if {} %}}a{{% endif %}}", "{{{{ {} }}}}", "{{% for x in {} %}}{{{{ x }}}}{{% endfor %}}"]),
)
def test_whatever_is_asked_is_answered_or_refused_when_it_is_compiled(expression, form):
    problems: list = []
    found = template.compile_template(made("{{ draf }}", p(form.format(expression))), "t.docx", problems)
    if found is not None:
        problems += contract.check("t.docx", found.tags, SAID)
    if any(not problem.is_warning for problem in problems):
        return
    with contextlib.suppress(compare.NotNumber):  # it is told for the unit whose word is no number
        template.render(found, WORDS, Properties("", "", None, is_draft=False))


@pytest.mark.parametrize(
    ("address", "is_served"),
    [
        ("{{ tautan.laporan }}", True),
        ("mailto:{{ kop.pos_el }}", True),
        ("https://{{ kop.laman }}", True),
        ("{{ kop.laman }}", False),
        ("{{ hal }}", False),
    ],
)
@pytest.mark.parametrize("is_field", ["", r'\o "tip" ', r"\h ", False])
def test_a_link_leads_to_an_address_or_is_refused(address, is_served, is_field):
    problems: list = []
    block = p(field(f'HYPERLINK {is_field}"{address}"', "sini")) if is_field is not False else link("rIdL", "sini")
    raw = made("{{ draf }}", block, rels=[Rel("rIdL", "hyperlink", address, outside=True)])
    found = template.compile_template(raw, "t.docx", problems)
    problems += contract.check("t.docx", found.tags, SAID) if found else ()
    assert [problem.code for problem in problems] == ([] if is_served else ["T005"])


@pytest.mark.parametrize(
    ("block", "is_shown"),
    [
        (p("{{ draf }}"), True),
        (p("{% if draf %}DRAF{% endif %}"), True),
        (p("{{ 'DRAF' if draf }}"), True),
        (p("{% if draf %}{% endif %}"), False),
        ('<w:p><w:bookmarkStart w:id="4" w:name="{{ draf }}"/><w:bookmarkEnd w:id="4"/></w:p>', False),
        ('<w:sdt><w:sdtPr><w:alias w:val="{{ draf }}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>', False),
        (p('<w:r><w:pict><v:shape><v:textpath string="{{ draf }}"/></v:shape></w:pict></w:r>'), True),
    ],
)
def test_a_draft_that_no_page_shows_is_told(block, is_shown):
    problems: list = []
    found = template.compile_template(made("{{ nomor }}", block), "t.docx", problems)
    problems += contract.check("t.docx", found.tags, SAID) if found else ()
    assert [problem.code for problem in problems if problem.code == "T022"] == ["T022"] * (not is_shown), problems


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("utama.unsur[9].nama", "utama.unsur[9]"),
        ("saran.daftar[3]", "saran.daftar[3]"),
        ("tembusan|first", "tembusan[0]"),
    ],
)
def test_a_word_past_the_end_of_its_list_is_named_as_it_is_typed(asked, missing):
    raw = made("{{ draf }}", p("{% for x in tembusan %}{{ x }}{% endfor %}"), p(f"{{{{ {asked} }}}}"))
    found = template.compile_template(raw, "t.docx", [])
    with pytest.raises(tags.MissingWords) as told:
        template.render(found, WORDS, Properties("", "", None, is_draft=False))
    assert [tag.word for tag in told.value.tags] == [missing]
