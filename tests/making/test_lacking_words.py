"""A word that a template prints and that is not there: who follows the message finds where it is filled in."""

import pytest

from support import small


@pytest.mark.parametrize(
    ("word", "fill"),
    [
        ("batas.tanggal", "isi `batas"),
        ("unit.kepala.nama", "isi `kepala"),
        ("verifikasi.alamat", "kata ini tidak diketik"),
    ],
)
def test_a_word_that_nobody_types_is_not_told_to_be_filled_in(tmp_path, word, fill):
    kind = "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil]\n"
    files = {
        "templates/surat/jenis.yaml": kind,
        "templates/surat/bawaan.docx": small.docx(
            small.p("{{ nomor }}{{ draf }} {{ yth }} {{ di }}", f"{{{{ {word} }}}}")
        ),
        "periods/2025S1/kota/periode.yaml": "dokumen: {surat: {tanggal: 2025-07-02, hal: Hasil}}\n",
    }
    told = [line for line in small.told(small.put(tmp_path, files)).splitlines() if " I005 " in line]
    assert fill in "".join(told), small.told(tmp_path)
