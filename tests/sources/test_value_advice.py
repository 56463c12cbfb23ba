"""What a message says to write is written, and the file is right: nothing else is needed."""

import re

import pytest

from pipeline.sources import facts_model, models, trees
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import Node, read_yaml

KIND = """\
judul: Undangan
sebutan: undangan
kosakata: [surat, isi]
isi:
  acara: {jenis: teks, arti: nama acara, wajib: tidak}
  tanggal: {jenis: tanggal, arti: tanggal acara, wajib: tidak}
  peserta: {jenis: daftar, arti: yang diundang, wajib: tidak}
  jadwal: {jenis: tabel, arti: susunan, wajib: tidak, kolom: {pukul: {arti: pukul}, kegiatan: {arti: kegiatan}}}
  kursi: {jenis: bilangan, arti: kursi, wajib: tidak}
  ketua: {jenis: orang, arti: ketua panitia, wajib: tidak}
  denah: {jenis: gambar, arti: denah tempat, wajib: tidak}
"""


def read(model: type[Model], text: str) -> list[str]:
    problems: list = []
    node = read_yaml(text.encode(), "a.yaml", problems)
    trees.read(model, node or Node({}, problems[0].place), problems)
    return [str(fault) for fault in problems]


@pytest.fixture(scope="module")
def isi() -> type[Model]:
    problems: list = []
    node = read_yaml(KIND.encode(), "jenis.yaml", problems)
    assert node is not None
    kind = trees.read(models.Jenis, node, problems)
    assert kind is not None
    return facts_model.model_of(kind.isi)


def corrected(text: str, message: str) -> str:
    """Return a file in which what a message says to write stands in the place of its line, and of what is below it."""
    line = int(message.split(":")[1])
    said = re.search(r"; (?:tulis|nilai ini perlu diapit tanda kutip:) `(.*)`$", message)
    assert said is not None, message
    lines = text.splitlines()
    below = next((number for number in range(line, len(lines)) if not lines[number].startswith(" ")), len(lines))
    above = line - 1 if not lines[line - 1].startswith(" ") else line - 2
    return "\n".join((*lines[:above], said[1], *lines[below:]))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("kursi: 1.350.000", "kursi: 1350000"),
        ("kursi: Rp 1.350.000,00", "kursi: 1350000"),
        ("kursi: Rp1,350,000", "kursi: 1350000"),
        ("kursi: 12 orang", "kursi: 12"),
        ("kursi: 007", "kursi: 7"),
        ("acara: 'Rapat'\nkursi: 1 200", "kursi: 1200"),
        ("acara: Rapat: pagi", "acara: 'Rapat: pagi'"),
        ("acara:\n  Rapat: pagi", 'acara: "Rapat: pagi"'),
        ("acara: [Rapat, Dialog]", 'acara: "Rapat, Dialog"'),
        ("tanggal: 7 Juli 2025", "tanggal: 2025-07-07"),
        ("tanggal: Senin, 7/7/2025", "tanggal: 2025-07-07"),
        ("peserta: Lurah", "peserta: [Lurah]"),
        ("peserta: Lurah, Camat", 'peserta: ["Lurah, Camat"]'),
        ("jadwal: {pukul: '1', kegiatan: Dialog}", "jadwal: [{pukul: 1, kegiatan: Dialog}]"),
        ("jadwal: pagi", "jadwal: [{pukul: ..., kegiatan: ...}]"),
        ("denah: denah.png", "denah: {berkas: denah.png, keterangan: ...}"),
        ("denah:\n  - denah.png", "denah: {berkas: denah.png, keterangan: ...}"),
        ("ketua:\n  - {jabatan: Camat, nama: Budi}", "ketua: {jabatan: Camat, nama: Budi}"),
    ],
)
def test_what_the_message_of_a_fact_says_to_write_is_right(isi, typed, right):
    (message,) = read(isi, typed)
    fixed = corrected(typed, message)
    assert right in fixed.splitlines()
    assert read(isi, fixed) == []


@pytest.mark.parametrize("typed", ["kursi: -3", "kursi: 3,5", "kursi: banyak", "kursi: [1]"])
def test_a_value_that_is_no_whole_number_may_become_text(isi, typed):
    (message,) = read(isi, typed)
    assert message.endswith("; tulis angkanya saja, atau jadikan butir ini `jenis: teks` di jenis.yaml")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("  kursi-x: {jenis: teks, arti: kursi}", "kursi_x: ...`"),
        ("  Kursi: {jenis: teks, arti: kursi}", "kursi: ...`"),
        ("  kursi: {jenis: teks, arti: kursi, wajib: no}", "wajib: tidak`"),
        ("  kursi: {arti: kursi, jenis: Bilangan}", "jenis: bilangan`"),
        ("  kursi: kursi yang ada", "kursi: {jenis: teks, arti: kursi yang ada}`"),
    ],
)
def test_what_the_message_of_a_kind_says_to_write_is_what_is_meant(typed, right):
    (message,) = read(models.Jenis, f"judul: U\nsebutan: u\nkosakata: [surat, isi]\nisi:\n{typed}\n")
    assert message.endswith(f"tulis `{right}")


@pytest.mark.parametrize(
    ("pola", "cure"),
    [
        ("{klasifikasi}/{urut}", "tambahkan `klasifikasi: ...` ke dalam `nomor`"),
        ("{nomor}/{tahun}", 'tulis `pola: "{urut}/{tahun}"`'),
        ("{ Urut }/{tahun}", 'tulis `pola: "{urut}/{tahun}"`'),
        ("[urut]/[tahun]", 'tulis `pola: "{urut}/{tahun}"`'),
        ("{urut}/{tahn}", 'tulis `pola: "{urut}/{tahun}"`'),
        ("065/ORG", "tulis {urut} di tempat nomor urutnya, misalnya `pola: '{urut}/SKM/{tahun}'`"),
        ("{urut}/{urut}", "tulis hanya bagian yang dikenal, {urut} satu kali"),
    ],
)
def test_a_pattern_of_numbers_that_does_not_read_is_told_at_its_line_with_what_to_write(pola, cure):
    (message,) = read(models.Nomor, f"per: [tahun]\npola: '{pola}'\n")
    assert message.startswith(f'a.yaml:2:7: I003 `pola` berisi "{pola}"; yang diharapkan pola dengan {{urut}}')
    assert message.endswith(f"; {cure}")


def test_a_field_that_stands_there_empty_is_told_at_its_line_with_what_to_fill_in():
    text = "nama: Kota\nkop:\n  baris:\n  alamat: Jalan\npejabat:\n  ani:\n    jabatan: Camat\n    nama:\n"
    assert read(models.Instansi, text) == [
        "a.yaml:3:3: I002 field `kop.baris` wajib ada; baris ini masih kosong; isi: `baris: [...]`",
        "a.yaml:8:5: I002 field `pejabat.ani.nama` wajib ada; baris ini masih kosong; isi: `nama: ...`",
    ]


def test_a_field_that_is_not_there_is_told_with_the_group_that_it_belongs_to():
    assert sorted(read(models.Instansi, "kop: {alamat: Jalan}\n")) == [
        "a.yaml:1:1: I002 field `kop.baris` wajib ada; tambahkan `baris: [...]` ke dalam `kop`",
        "a.yaml:1:1: I002 field `nama` wajib ada; tambahkan `nama: ...`",
    ]
