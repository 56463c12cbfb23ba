"""The chapter `surat`: number, date, recipient, signature and copies of a letter."""

import datetime as dt

from pipeline.sources import citations, trees
from pipeline.sources.models import Rujukan, RujukanJenis, Surat
from pipeline.sources.signature_model import DRAFT_STATE
from pipeline.words import indonesian, number, signature_block, verification
from pipeline.words.chapter import Count, Material, Need, Number, Words
from pipeline.words.persons import LINES, PERSON, SIGNER, person

ORDER, NEEDS = 10, frozenset({Need.NUMBER})

DRAFT = "DRAF"
KATA = (
    (
        "draf",
        f"`{DRAFT}` selama nomor, tanggal, atau nomor rujukan belum ada, atau dinyatakan draf; selain itu kosong",
    ),
    ("nomor", "nomor surat; bagian yang belum ada berupa titik-titik"),
    ("tanggal", "tanggal surat; titik-titik bila belum ada"),
    ("tempat", "tempat surat dibuat; kosong bila tidak ada"),
    ("tempat_tanggal", "tempat dan tanggal, atau tanggal saja"),
    ("sifat", "sifat surat; kosong bila tidak ada"),
    ("kerahasiaan", "tingkat kerahasiaan; kosong bila tidak ada"),
    ("salinan.jumlah", Number("banyaknya salinan bernomor; 0 bila tidak ada")),
    ("salinan.daftar[].ke", Number("setiap salinan bernomor: nomornya")),
    ("salinan.daftar[].untuk", "setiap salinan bernomor: penerimanya"),
    ("lampiran", "banyaknya lampiran; `-` bila tidak ada"),
    ("lampiran_terbilang", "banyaknya lampiran dengan huruf saja: `Satu Bendel`; `-` bila tidak ada"),
    ("hal", "hal surat"),
    ("yth", "penerima, sesudah `Yth.`; beberapa penerima dipisahkan titik koma"),
    ("yth_daftar[]", "penerima, satu per satu"),
    ("di", "tempat penerima"),
    *((f"penandatangan.{name}", f"yang menandatangani: {what}") for name, what in SIGNER),
    ("blok_tanda_tangan[]", dict(PERSON)[LINES]),
    *((f"pejabat.<kunci>.{name}", f"pejabat yang diberi kunci di instansi.yaml: {what}") for name, what in PERSON),
    ("paraf[]", "jabatan yang membubuhkan paraf, menurut urutannya"),
    ("tembusan[]", "penerima tembusan, satu per satu"),
    ("tembusan_sebaris", "penerima tembusan sebagai kalimat"),
    ("rujukan.dari", "pembuat surat yang dirujuk"),
    ("rujukan.nomor", "nomor surat yang dirujuk; titik-titik bila belum ada"),
    ("rujukan.tanggal", "tanggal surat yang dirujuk; titik-titik bila belum ada"),
    ("rujukan.hal", "hal surat yang dirujuk; titik-titik bila belum bernomor"),
    ("batas.hari", "hari batas waktu"),
    ("batas.tanggal", "tanggal batas waktu"),
    ("perubahan.ke", Number("perubahan yang keberapa; kosong bila belum pernah diterbitkan ulang")),
    ("perubahan.alasan", "mengapa diterbitkan ulang; kosong bila belum pernah"),
    *verification.MEANINGS,
    *signature_block.MEANINGS,
)
GIVEN = (
    "hal",
    "yth",
    "yth_daftar",
    "di",
    "penandatangan",
    "blok_tanda_tangan",
    "pejabat",
    "rujukan",
    "batas",
    verification.GIVEN,
    signature_block.GIVEN,
)
DATES = ("tanggal", "rujukan.tanggal", "batas.tanggal")
SRIKANDI = {
    "nomor": "${nomor_naskah}",
    "tanggal": "${tanggal_naskah}",
    "sifat": "${sifat}",
    "hal": "${hal}",
    "penandatangan.jabatan": "${jabatan_pengirim}",
    "penandatangan.nama": "${ttd_pengirim}\n${nama_pengirim}",
    "penandatangan.nip": "${nip_pengirim}",
}
"""The variables that SRIKANDI fills in itself, by the word whose place they take."""


def say(material: Material) -> Words:
    """Return the words of the head and the foot."""
    effective = material.dossier.effective
    letter = effective.dokumen[material.kind]
    words: Words = {
        **_head(material, letter),
        "perubahan": {name: str(getattr(letter.perubahan, name, "")) for name in ("ke", "alasan")},
        "paraf": letter.paraf,
        "tembusan": letter.tembusan,
        "tembusan_sebaris": indonesian.listed(letter.tembusan),
    }
    given: Words = {
        "hal": _subject(material, letter),
        "yth": letter.yth or "",
        "yth_daftar": _recipients(material, letter),
        "di": letter.di or "",
        **_signer(letter),
        "pejabat": {key: person(who) for key, who in material.dossier.office.instansi.pejabat.items()},
        "rujukan": _cited(effective.rujukan),
        "batas": _deadline(effective.batas),
        signature_block.GIVEN: signature_block.words(material.dossier.office.instansi, letter.tanda_tangan),
        verification.GIVEN: verification.words(material.dossier.office.instansi, material.token),
    }
    words |= {name: word for name, word in given.items() if word}
    if material.srikandi:
        _srikandi(words, letter.tempat or "")
        words["draf"] = DRAFT if material.dossier.uncited else ""
    return words


def _head(material: Material, letter: Surat) -> Words:
    place = letter.tempat or ""
    day = indonesian.dated(letter.tanggal) if letter.tanggal else indonesian.undated()
    kind = material.dossier.office.own.kinds.get(material.kind)
    named = letter.nomor or ("" if kind and not kind.bernomor else None)
    is_final = named is not None and letter.tanggal and not material.dossier.uncited
    return {
        "draf": "" if is_final and letter.tanda_tangan != DRAFT_STATE else DRAFT,
        "nomor": number.draft_number(material.dossier, material.kind) if named is None else named,
        "tanggal": day,
        "tempat": place,
        "tempat_tanggal": _place_and_day(place, day),
        "sifat": letter.sifat or "",
        "kerahasiaan": letter.kerahasiaan or "",
        "salinan": {
            "jumlah": Count(len(letter.salinan)),
            "daftar": [{"ke": str(number), "untuk": who} for number, who in enumerate(letter.salinan, 1)],
        },
        "lampiran": indonesian.enclosure(letter.lampiran, material.dossier.office.instansi.gaya.desimal),
        "lampiran_terbilang": indonesian.enclosure_in_words(letter.lampiran),
    }


def _place_and_day(place: str, day: str) -> str:
    return f"{place}, {day}" if place else day


def _subject(material: Material, letter: Surat) -> str:
    if not letter.perubahan:
        return letter.hal or ""
    institution = material.dossier.office.instansi
    return citations.revised_subject(institution, material.kind, letter.hal or "", letter.perubahan.ke)


def _recipients(material: Material, letter: Surat) -> list[str]:
    said = trees.find(material.dossier.tree, ("dokumen", material.kind, "yth")).value
    several = [str(item.value) for item in said] if isinstance(said, list) else [letter.yth]
    return [name for name in several if name]


def _signer(letter: Surat) -> Words:
    words = person(letter.penandatangan)
    signer = {name: words[name] for name, _ in SIGNER} if letter.penandatangan else {}
    return {"penandatangan": signer, "blok_tanda_tangan": words["blok"]}


def _cited(rujukan: Rujukan | RujukanJenis | None) -> Words:
    """Return the letter that this one answers; dots for what it has not yet been given."""
    if rujukan is None:
        return {}
    if isinstance(rujukan, Rujukan):
        return {**rujukan.model_dump(), "tanggal": indonesian.dated(rujukan.tanggal)}
    blank: Words = dict.fromkeys(("nomor", "tanggal", "hal"), indonesian.DOTS)
    return {"dari": rujukan.dari or indonesian.DOTS, **blank} | {"tanggal": indonesian.undated()}


def _deadline(day: dt.date | None) -> Words:
    return {"hari": indonesian.weekday(day), "tanggal": indonesian.dated(day)} if day else {}


def _srikandi(words: Words, place: str) -> None:
    """Put SRIKANDI's variables in the places of the words that it fills in itself.

    What it draws at `${ttd_pengirim}` is the whole electronic block: ours is not printed beside it; the foot stays.
    """
    signed = words.get(signature_block.GIVEN)
    if isinstance(signed, dict) and signed["tte"]:
        words[signature_block.GIVEN] = {**signed, "teks": ""}
    for path, variable in SRIKANDI.items():
        name, _, leaf = path.partition(".")
        if not leaf:
            words[name] = indonesian.undated(variable) if path == "tanggal" else variable
        elif isinstance(group := words.get(name), dict):
            group[leaf] = variable
            if leaf == "jabatan" and isinstance(lines := words.get("blok_tanda_tangan"), list):
                words["blok_tanda_tangan"] = [*lines[:-1], variable]
    words["tempat_tanggal"] = _place_and_day(place, SRIKANDI["tanggal"])
