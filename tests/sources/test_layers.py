"""The letter of a kind for a unit: institution, unit, period, unit in period, document, laid over each other."""

import pytest

from pipeline.making import build
from pipeline.sources import layers, trees, workspace
from pipeline.sources.yaml_text import Node, read_yaml
from support import docx_text
from support import small as kecil
from support.small import docx, p

INSTANSI, UNIT, HERE = "units/kota/instansi.yaml", "units/kota/loket.yaml", "periods/2025S1/kota/"
HEAD = p("{{ kop.nama }} | {{ kop.alamat }}") + p("{{ penandatangan.jabatan }} {{ penandatangan.nama }}")
KINDS = {
    "templates/laporan/jenis.yaml": "judul: Laporan\nsebutan: laporan\nkosakata: [surat, unit]\n",
    "templates/laporan/bawaan.docx": docx(HEAD + p("Keadaan: {{ draf }}")),
    "templates/surat/bawaan.docx": docx(HEAD + p("Keadaan: {{ draf }}")),
}
KOP = "kop: {baris: [KOTA, KANTOR LAMA], alamat: Jalan Satu}\n"
SIGNED = "penandatangan: {jabatan: Sekretaris, nama: Rekaan}\n"
PERIODE = "dokumen:\n  surat: {tanggal: 2025-07-02, hal: Hasil SKM}\n  laporan: {tanggal: 2025-07-02, @}\n"


def _made(root, kind):
    made = build.run(root, workspace.period(root, kecil.MASA), kind)
    assert [str(one) for one in made.problems] == []
    return docx_text.xml(root / f"build/2025S1/kota/loket/{kind}.docx")


def test_a_letter_and_a_report_of_one_unit_may_have_different_heads_of_paper(tmp_path):
    other = 'kop: {baris: [KOTA, KANTOR BARU], alamat: "Jalan Dua"}'
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + SIGNED,
            f"{HERE}periode.yaml": PERIODE.replace("@", other),
        },
    )
    assert "KANTOR LAMA | Jalan Satu" in _made(root, "surat")
    assert "KANTOR BARU | Jalan Dua" in _made(root, "laporan")


def test_a_later_head_of_paper_for_all_documents_outranks_an_earlier_one_of_a_document(tmp_path):
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + SIGNED + "dokumen: {laporan: {kop: {baris: [KANTOR ANTARA]}}}\n",
            f"{HERE}periode.yaml": PERIODE.replace("@", "hal: Laporan"),
            f"{HERE}loket.yaml": "kop: {baris: [KANTOR AKHIR]}\n",
        },
    )
    for kind in ("surat", "laporan"):
        assert "KANTOR AKHIR | Jalan Satu" in _made(root, kind)


def test_the_logo_of_one_document_is_told_where_that_document_names_it(tmp_path):
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + SIGNED,
            f"{HERE}periode.yaml": PERIODE.replace("@", "kop: {baris: [KANTOR BARU], logo: tiada.png}"),
        },
    )
    assert [line.split(";")[0] for line in kecil.told(root).splitlines()] == [
        f"{HERE}periode.yaml:3:68: G001 gambar tiada.png tidak ada di units/kota/"
    ]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (INSTANSI, kecil.ISI[INSTANSI] + KOP + "penandatangan: kepala\n"),
        (UNIT, "nama: Loket\nkepala: {jabatan: Kepala Loket, nama: Puan}\npenandatangan: kepala\n"),
        (f"{HERE}periode.yaml", PERIODE.replace("@", "hal: x") + "penandatangan: kepala\n"),
        (f"{HERE}loket.yaml", "penandatangan: kepala\n"),
        (f"{HERE}loket.yaml", "dokumen: {surat: {penandatangan: kepala}, laporan: {penandatangan: kepala}}\n"),
    ],
)
def test_the_head_of_the_unit_signs_where_any_layer_says_kepala(tmp_path, file, text):
    files = {
        **KINDS,
        INSTANSI: kecil.ISI[INSTANSI] + KOP,
        UNIT: "nama: Loket\nkepala: {jabatan: Kepala Loket, nama: Puan}\n",
        f"{HERE}periode.yaml": PERIODE.replace("@", "hal: Laporan"),
    }
    root = kecil.put(tmp_path, {**files, file: text})
    for kind in ("surat", "laporan"):
        assert "Kepala Loket Puan" in _made(root, kind)


def test_kepala_may_be_named_by_a_key_and_replaces_the_person_before_whole(tmp_path):
    people = "pejabat: {camat: {jabatan: Camat, nama: Tuan}}\npenandatangan: {jabatan: Sekda, nama: Rekaan, nip: 1}\n"
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + people,
            "templates/surat/bawaan.docx": docx(HEAD + p("Keadaan: {{ draf }}, {{ yth }}")),
            UNIT: "nama: Loket\nyth: Camat\nkepala: camat\npenandatangan: kepala\n",
            f"{HERE}periode.yaml": PERIODE.replace("@", "hal: Laporan"),
        },
    )
    assert "Camat Tuan" in _made(root, "surat")


def test_a_unit_without_a_head_is_told_once_where_kepala_is_said(tmp_path):
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + "penandatangan: kepala\n",
            f"{HERE}periode.yaml": PERIODE.replace("@", "hal: Laporan"),
        },
    )
    assert kecil.told(root).splitlines() == [
        f"{INSTANSI}:7:16: I008 `penandatangan` menyebut pejabat `kepala` yang tidak ada; "
        "isi `kepala` di units/kota/loket.yaml, atau tulis {jabatan: ..., nama: ...} di sini"
    ]
    (root / UNIT).write_text("nama: Loket\nkepala: {jabatan: Kepala, nama: Puan}\n")
    assert kecil.told(root) == ""


def test_kepala_that_no_letter_comes_to_is_not_missed(tmp_path):
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + "penandatangan: kepala\n",
            f"{HERE}periode.yaml": PERIODE.replace("@", "hal: Laporan"),
            f"{HERE}loket.yaml": SIGNED,
        },
    )
    assert kecil.told(root) == ""


def test_an_empty_list_of_a_document_still_replaces_the_copies_of_all_documents(tmp_path):
    copies = docx(HEAD + p("[{% if tembusan_sebaris %}{{ tembusan_sebaris }}{% endif %}]") + p("Keadaan: {{ draf }}"))
    root = kecil.put(
        tmp_path,
        {
            **KINDS,
            "templates/laporan/bawaan.docx": copies,
            "templates/surat/bawaan.docx": copies,
            INSTANSI: kecil.ISI[INSTANSI] + KOP + SIGNED + "tembusan: [Bupati]\n",
            f"{HERE}periode.yaml": PERIODE.replace("@", "tembusan: []"),
        },
    )
    assert "[Bupati]" in _made(root, "surat")
    assert "[]" in _made(root, "laporan")


def test_whom_letters_are_for_is_a_rule_for_all_units_unless_a_layer_says_otherwise(tmp_path):
    rule = str(kecil.ISI[INSTANSI]).replace("yth: Kepala Loket", "yth: 'Kepala {nama}'")
    root = kecil.put(tmp_path, {INSTANSI: rule, "units/kota/pasar.yaml": "nama: Pasar\nyth: Direktur\n"})
    office = layers.office_of(root, workspace.period(root, kecil.MASA), "kota", [])
    said = {unit: layers.dossier_of(root, office, unit).effective.dokumen["surat"].yth for unit in ("loket", "pasar")}
    assert said == {"loket": "Kepala Loket Contoh", "pasar": "Direktur"}


def test_a_letter_for_several_names_each_and_the_unit_among_them(tmp_path):
    body = p("{{ nomor }}{{ draf }} {{ yth }} {% for x in yth_daftar %}[{{ x }}]{% endfor %}")
    files = {
        "templates/surat/jenis.yaml": "judul: S\nsebutan: s\nkosakata: [surat]\n",
        "templates/surat/bawaan.docx": docx(body),
        f"{HERE}loket.yaml": "yth: ['Kepala {nama}', Camat]\n",
    }
    build.run(kecil.put(tmp_path, files), workspace.period(tmp_path, kecil.MASA), "surat")
    shown = docx_text.xml(tmp_path / "build/2025S1/kota/loket/surat.docx")
    assert "Kepala Loket Contoh; Camat [Kepala Loket Contoh][Camat]" in shown


def tree(text: str, file: str = "a.yaml") -> Node:
    node = read_yaml(text.encode(), file, [])
    assert node is not None
    return node


def laid(below: str, above: str) -> object:
    return trees.plain(layers.lay_over(tree(below), tree(above, "b.yaml")))


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [
        ("{a: 1, b: 2}", "{b: 3, c: 4}", {"a": "1", "b": "3", "c": "4"}),
        ("{kop: {baris: [A, B], alamat: J}}", "{kop: {baris: [C]}}", {"kop": {"baris": ["C"], "alamat": "J"}}),
        ("{kop: {baris: [A]}, a: 1}", "kop:\n", {"kop": {"baris": ["A"]}, "a": "1"}),  # said empty: not said
        ("{kop: A}", "{kop: {alamat: J}}", {"kop": {"alamat": "J"}}),
        ("{penandatangan: {nama: A, nip: 1}}", "{penandatangan: {nama: B}}", {"penandatangan": {"nama": "B"}}),
        ("{prioritas: {cara: a, unsur: [x]}}", "{prioritas: {cara: b}}", {"prioritas": {"cara": "b"}}),
        ("{rujukan: {dari: A, hal: H}}", "{rujukan: {dari: B}}", {"rujukan": {"dari": "B"}}),
        ("{diketahui: [{kode: A}]}", "{diketahui: [{kode: B}]}", {"diketahui": [{"kode": "A"}, {"kode": "B"}]}),
        ("{diketahui: [{kode: A}]}", "{diketahui: {kode: B}}", {"diketahui": [{"kode": "A"}, {"kode": "B"}]}),
        ("{diketahui: A}", "{diketahui: [B]}", {"diketahui": ["B"]}),
        ("{a: 1}", "{diketahui: [B]}", {"a": "1", "diketahui": ["B"]}),
        ("{tembusan: [A]}", "{tembusan: [B]}", {"tembusan": ["B"]}),
        ("{isi: {a: {x: 1, y: 2}, b: 2}}", "{isi: {a: {x: 3}}}", {"isi": {"a": {"x": "3"}, "b": "2"}}),
        ("{isi: {a: 1}}", "{isi: A}", {"isi": "A"}),
        ("{lain: {a: {x: 1, y: 2}}}", "{lain: {a: {x: 3}}}", {"lain": {"a": {"x": "3", "y": "2"}}}),
        ("[A]", "{a: 1}", {"a": "1"}),
        ("{a: 1}", "[B]", ["B"]),
    ],
)
def test_a_later_layer_says_what_it_says_and_one_fact_is_replaced_whole(below, above, found):
    assert laid(below, above) == found


def test_what_is_laid_over_stands_where_the_later_layer_says_it():
    joined = layers.lay_over(tree("a: 1\nb: {c: 2}\n"), tree("b: {d: 3}\n", "b.yaml"))
    assert joined.at.file == "b.yaml"
    at = {path: trees.find(joined, path).at for path in (("a",), ("b",), ("b", "c"), ("b", "d"))}
    assert {path: place.file for path, place in at.items()} == {
        ("a",): "a.yaml", ("b",): "b.yaml", ("b", "c"): "a.yaml", ("b", "d"): "b.yaml",
    }  # fmt: skip
    assert trees.find(joined, ("b",)).key == tree("b: {d: 3}\n", "b.yaml").value["b"].key
    gone_on = layers.lay_over(tree("diketahui: [A]\n"), tree("diketahui: [B]\n", "b.yaml")).value["diketahui"]
    assert (gone_on.at.file, gone_on.key.file) == ("b.yaml", "b.yaml")


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [
        (
            "{dokumen: {surat: {hal: A, sifat: B}, laporan: {hal: C}}, hal: D}",
            "{hal: E}",
            {"dokumen": {"surat": {"sifat": "B"}, "laporan": {}}, "hal": "D"},
        ),
        ("{dokumen: {surat: {hal: A}}}", "hal:\n", {"dokumen": {"surat": {"hal": "A"}}}),
        ("{dokumen: {surat: {hal: A}}}", "{nama: E}", {"dokumen": {"surat": {"hal": "A"}}}),
        ("{dokumen: {surat: {nama: A}}}", "{nama: E, hal: F}", {"dokumen": {"surat": {"nama": "A"}}}),
        ("{dokumen: {surat: A, lain: {hal: B}}}", "{hal: E}", {"dokumen": {"surat": "A", "lain": {}}}),
        ("{dokumen: A}", "{hal: E}", {"dokumen": "A"}),
        ("{hal: A}", "{hal: E}", {"hal": "A"}),
        ("[A]", "{hal: E}", ["A"]),
        ("{dokumen: {surat: {hal: A}}}", "[E]", {"dokumen": {"surat": {"hal": "A"}}}),
    ],
)
def test_what_a_later_layer_says_of_all_documents_outranks_what_an_earlier_one_says_of_one(below, above, found):
    assert trees.plain(layers.outranked(tree(below), tree(above))) == found


def test_each_document_is_whole_and_then_stands_alone():
    said = tree("{hal: A, sifat: S, nama: N, dokumen: {surat: {hal: B}, laporan: {tembusan: [C]}, aneh: X}}")
    whole = layers.letters(said)
    assert trees.plain(whole)["dokumen"] == {
        "surat": {"hal": "B", "sifat": "S"},
        "laporan": {"hal": "A", "sifat": "S", "tembusan": ["C"]},
        "aneh": "X",
    }
    assert set(trees.plain(layers.documents_alone(whole))) == {"nama", "dokumen"}
    for text in ("[A]", "{hal: A}", "{hal: A, dokumen: B}"):
        assert trees.plain(layers.letters(tree(text))) == trees.plain(tree(text))
    kinds = whole.value["dokumen"]
    assert (kinds.at, kinds.key) == (said.value["dokumen"].at, said.value["dokumen"].key)
    assert kinds.value["surat"].at == said.value["dokumen"].value["surat"].at


@pytest.mark.parametrize(
    ("over_period", "for_unit", "kept"),
    [
        ((), True, {"surat", "laporan", "rekap"}),
        (("rekap", "laporan"), True, {"surat"}),
        (("rekap", "laporan"), False, {"laporan", "rekap"}),
        ((), False, set()),
    ],
)
def test_a_unit_has_the_documents_of_units_and_an_institution_those_over_the_period(over_period, for_unit, kept):
    said = tree("{nama: N, dokumen: {surat: {hal: A}, laporan: {hal: B}, rekap: {hal: C}}}")
    found = layers.kinds_of(said, frozenset(over_period), for_unit)
    assert (set(trees.plain(found)["dokumen"]), found.value["nama"]) == (kept, said.value["nama"])
    assert (found.at, found.value["dokumen"].key) == (said.at, said.value["dokumen"].key)
    assert layers.kinds_of(tree("{nama: N}"), frozenset(over_period), for_unit).value.keys() == {"nama"}


def test_answers_are_of_all_units_or_of_the_one_that_a_file_is_named_after(tmp_path):
    sheets = {f"{HERE}{name}": "a\n" for name in ("skor.csv", "loket.csv", "pasar.csv", "lain.csv", "catatan.txt")}
    root = kecil.put(tmp_path, {**sheets, "units/kota/pasar.yaml": "nama: Pasar\n"})
    assert set(layers.answer_files(root, workspace.period(root, kecil.MASA), "kota")) == {
        (f"{HERE}skor.csv", None),
        (f"{HERE}loket.csv", "loket"),
        (f"{HERE}pasar.csv", "pasar"),
    }
    office = layers.office_of(root, workspace.period(root, kecil.MASA), "kota", [])
    units = [layers.dossier_of(root, office, unit) for unit in ("loket", "pasar")]
    assert [(found.id, found.unit, found.own.file) for found in units] == [
        ("kota/loket", "loket", UNIT),
        ("kota/pasar", "pasar", "units/kota/pasar.yaml"),
    ]
    of_all = layers.dossier_of(root, office, "")
    assert (of_all.id, of_all.effective.nama) == ("kota", office.instansi.nama)
