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


def say(material: Material) -> Words:
    """Return the words; `unit.kepala`, `kop`, `kop.logo` and `tautan` only where they are given."""
    effective = material.dossier.effective
    unit: Words = {"nama": effective.nama, "wilayah": effective.wilayah or ""}
    if effective.kepala:
        unit["kepala"] = {name: getattr(effective.kepala, name) or "" for name in ("jabatan", "nama", "nip", "pangkat")}
    words: Words = {"instansi": {"nama": material.dossier.office.instansi.nama}, "unit": unit}
    paper = effective.dokumen[material.kind].kop
    if paper:
        kop: Words = {"baris_atas": paper.baris[:-1], "nama": paper.baris[-1]}
        kop |= {
            name: getattr(paper, name) or indonesian.DASH
            for name in ("alamat", "telepon", "laman", "pos_el", "kode_pos")
        }
        if material.logo:
            kop["logo"] = material.logo
        words["kop"] = kop
    if effective.tautan:
        words["tautan"] = dict(effective.tautan)
    return words
