"""The letter of a kind for a unit: institution, unit, period, unit in period, document, laid over each other."""

import pytest

from pipeline.making import build
from pipeline.sources import layers, workspace
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
