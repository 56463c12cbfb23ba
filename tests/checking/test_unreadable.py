"""What a file may have said that cannot be read is nobody else's fault: its own is all that is told. Made-up data."""

import pytest

from support import small

HERE = "periods/2025S1/kota/"
LETTER = (
    small.p("Nomor {{ nomor }}{{ draf }}")
    + small.p("Yth. {{ yth }} {{ di }}, surat {{ rujukan.nomor }} {{ penandatangan.nama }}")
    + small.p("{% for satu in survei.foto %}{{ satu.keterangan }}{% endfor %}")
    + small.p("IKM {{ utama.ikm }}, batas {{ batas.tanggal }}")
)
KNOWN = "{kode: T023, alasan: templat ini tanpa gambar}"
OFFICE: dict[str, small.Content] = {
    "units/kota/instansi.yaml": (
        "nama: Kota Contoh\nyth: Kepala Loket\ndi: Tempat\nkop: {baris: [KOTA], logo: logo.png}\n"
        "pejabat: {ani: {jabatan: Camat, nama: Ani}}\npenandatangan: ani\nnomor: {pola: '{urut}/X/{tahun}'}\n"
        "skema: {skm: {nama: SKM, unsur: {waktu: {kode: U1, nama: Waktu}, biaya: {kode: U2, nama: Biaya}}}}\n"
    ),
    "units/kota/logo.png": small.whole_png(),
    "units/kota/cap.png": small.whole_png(),
    "units/kota/loket.yaml": "nama: Loket Contoh\ndikenal_sebagai:\n  - LKT\nkop: {baris: [LOKET], logo: cap.png}\n",
    "units/kota/lain.yaml": "nama: Lain\n",
    f"{HERE}periode.yaml": (
        "dokumen: {surat: {tanggal: 2025-07-02, hal: Hasil SKM}}\nbatas: 2025-07-07\n"
        "rujukan: {dari: Kepala, nomor: 1/X/2025, tanggal: 2025-06-26, hal: Survei}\n"
        "survei: {foto: [{berkas: apel.png, keterangan: Apel}]}\n"
    ),
    f"{HERE}foto/apel.png": small.whole_png(),
    f"{HERE}foto/rapat.png": small.whole_png(),
    f"{HERE}loket.yaml": (
        "dokumen: {surat: {hal: Lain}}\nsurvei: {foto: [{berkas: rapat.png, keterangan: Rapat}]}\n"
        f"diketahui: [{KNOWN}]\n"
    ),
    f"{HERE}lain.yaml": f"diketahui: [{{kode: C003, alasan: sudah dibahas}}, {KNOWN}]\nbatas: 2025-07-05\n",
    f"{HERE}skor.csv": "unit,waktu,biaya\nLKT,4,3\nLKT,3,3\nlain,4,3\nlain,3,3\n",
    "templates/surat/jenis.yaml": "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil, survei]\n",
    "templates/surat/bawaan.docx": small.docx(LETTER),
    "register/kota/2025/0001.yaml": "urut: 1\nnomor: 1/X/2025\ntanggal: 2025-06-26\nhal: Survei\n",
    "register/kota/2025/0002.yaml": "urut: 2\nnomor: 2/X/2025\ntanggal: 2025-06-27\nhal: Lain\n",
}
BROKEN = "\nx: : y\n"


def told(root, files):
    return small.told(small.put(root, {**OFFICE, **files})).splitlines()


def test_the_office_is_clean_while_all_is_read(tmp_path):
    assert told(tmp_path, {}) == []


@pytest.mark.parametrize("file", [file for file, text in OFFICE.items() if file.endswith(".yaml")])
def test_a_file_that_does_not_read_is_all_that_is_told(tmp_path, file):
    lines = told(tmp_path, {file: f"{OFFICE[file]}{BROKEN}"})
    assert [line.split(" ")[1] for line in lines] == ["Y001"]
    assert lines[0].startswith(f"{file}:")


@pytest.mark.parametrize("file", [file for file, text in OFFICE.items() if file.endswith(".yaml")])
def test_a_file_that_says_something_unknown_is_all_that_is_told(tmp_path, file):
    lines = told(tmp_path, {file: f"{OFFICE[file]}tak_dikenal: 1\n"})
    assert {line.split(":")[0] for line in lines} == {file}
