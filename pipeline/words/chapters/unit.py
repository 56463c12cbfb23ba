"""The chapter `unit`: the institution, the unit, its head of paper and its links."""

from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Words

ORDER, NEEDS = 20, frozenset({Need.LOGO})

KATA = (
    ("instansi.nama", "nama institusi"),
    ("unit.nama", "nama unit; dalam dokumen seluruh periode nama institusi"),
    ("unit.wilayah", "wilayah atau induk unit; kosong bila tidak ada"),
    ("unit.kepala.jabatan", "jabatan kepala unit"),
    ("unit.kepala.nama", "nama kepala unit"),
    ("unit.kepala.nip", "NIP-nya; kosong bila tidak ada"),
    ("unit.kepala.pangkat", "pangkatnya; kosong bila tidak ada"),
    ("kop.baris_atas[]", "baris kop di atas nama kantor"),
    ("kop.nama", "nama kantor: baris terakhir kop"),
    ("kop.alamat", "alamat"),
    ("kop.telepon", "telepon atau faks; `-` bila tidak ada"),
    ("kop.laman", "alamat situs; `-` bila tidak ada"),
    ("kop.pos_el", "alamat pos-el; `-` bila tidak ada"),
    ("kop.kode_pos", "kode pos; `-` bila tidak ada"),
    ("kop.logo", "logo (gambar): tulis sebagai teks alternatif sebuah gambar di templat"),
    ("tautan.<kunci>", "tautan yang diberi nama di YAML"),
)


def say(bahan: Material) -> Words:
    """Return the words; `unit.kepala`, `kop`, `kop.logo` and `tautan` only where they are given."""
    isi = bahan.berkas.effective
    unit: Words = {"nama": isi.nama, "wilayah": isi.wilayah or ""}
    if isi.kepala:
        unit["kepala"] = {name: getattr(isi.kepala, name) or "" for name in ("jabatan", "nama", "nip", "pangkat")}
    words: Words = {"instansi": {"nama": bahan.berkas.office.instansi.nama}, "unit": unit}
    paper = isi.dokumen[bahan.jenis].kop
    if paper:
        kop: Words = {"baris_atas": paper.baris[:-1], "nama": paper.baris[-1]}
        kop |= {
            name: getattr(paper, name) or indonesian.DASH
            for name in ("alamat", "telepon", "laman", "pos_el", "kode_pos")
        }
        if bahan.logo:
            kop["logo"] = bahan.logo
        words["kop"] = kop
    if isi.tautan:
        words["tautan"] = dict(isi.tautan)
    return words
