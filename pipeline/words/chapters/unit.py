"""The chapter `unit`: the institution, the unit, its head of paper and its links."""

from pathlib import PurePath

from pipeline.sources import trees
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
    ("kop.alamat", "alamat; kosong bila tidak ada"),
    ("kop.telepon", "telepon atau faks; kosong bila tidak ada"),
    ("kop.laman", "alamat situs; kosong bila tidak ada"),
    ("kop.pos_el", "alamat pos-el; kosong bila tidak ada"),
    ("kop.kode_pos", "kode pos; kosong bila tidak ada"),
    ("kop.sendiri", "`ya` bila kop ini milik unit itu sendiri; kosong bila kop institusi"),
    ("kop.logo", "logo (gambar): tulis sebagai teks alternatif sebuah gambar di templat"),
    ("tautan.<kunci>", "tautan yang diberi nama di YAML"),
)
GIVEN = ("unit.kepala", "kop", "kop.logo", "tautan")


def say(material: Material) -> Words:
    """Return the words."""
    effective = material.dossier.effective
    unit: Words = {"nama": effective.nama, "wilayah": effective.wilayah or ""}
    if effective.kepala:
        unit["kepala"] = {name: getattr(effective.kepala, name) or "" for name in ("jabatan", "nama", "nip", "pangkat")}
    words: Words = {"instansi": {"nama": material.dossier.office.instansi.nama}, "unit": unit}
    paper = effective.dokumen[material.kind].kop
    if paper:
        kop: Words = {"baris_atas": paper.baris[:-1], "nama": paper.baris[-1]}
        kop |= {name: getattr(paper, name) or "" for name in ("alamat", "telepon", "laman", "pos_el", "kode_pos")}
        kop["sendiri"] = "ya" if _own_paper(material) else ""
        if material.logo:
            kop["logo"] = material.logo
        words["kop"] = kop
    if effective.tautan:
        words["tautan"] = dict(effective.tautan)
    return words


def _own_paper(material: Material) -> bool:
    """Return whether the head of paper is that of the office that writes, and not one that many units share."""
    dossier = material.dossier
    at = trees.find(dossier.tree, ("dokumen", material.kind, "kop")).at
    return not dossier.unit or PurePath(at.file).stem == dossier.unit
