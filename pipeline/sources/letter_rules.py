"""The data of a letter held against the institution's rules: who signs, what the letter is, who gets copies."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.problems.phrase import Sentence, phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import trees
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Surat
from pipeline.sources.person_model import ON_BEHALF, Penandatangan, acting
from pipeline.sources.rules_model import Kaidah

CODE = "N002"
NAMES = "Permendagri 1/2023 pasal 44"
"""Where it says how the name of who signs is written."""
_TITLE = re.compile(r",\s*\S*\.|^(?:Prof|Dr|dr|drg|Drs|Dra|Ir|H|Hj)\.")
_BEHALF = re.compile(r"a\.n\.\s")
_ARCHIVE = "arsip"


class _Broken(NamedTuple):
    """A rule that a letter does not keep: the field below its own, what was found, what is expected, who says so."""

    field: tuple[str, ...]
    rule: Sentence
    expected: str
    source: str


def check(dossier: Dossier, kind: str) -> Iterator[Problem]:
    """Return a warning for each rule that a document does not keep, where its institution has rules."""
    rules = dossier.office.instansi.kaidah
    if rules is None or kind in rules.kecuali:
        return
    letter = dossier.effective.dokumen[kind]
    for broken in (*_signer(letter.penandatangan, rules), *_letter(letter, rules)):
        node = trees.find(dossier.tree, ("dokumen", kind, *broken.field))
        found = node.value if isinstance(node.value, str) else "-"
        yield problem(
            node.at, CODE, rule=phrase(broken.rule), found=found, expected=broken.expected, source=broken.source
        )


def _signer(who: Penandatangan | None, rules: Kaidah) -> Iterator[_Broken]:
    if who is None:
        return
    field = "penandatangan"
    how, held = acting(who.jabatan)
    bare = any(held.casefold().startswith(office.casefold()) for office in rules.tanpa_nip)
    if bare and (who.nip or who.pangkat):
        yield _Broken((field, "nip" if who.nip else "pangkat"), "tanpa NIP dan pangkat", "-", NAMES)
    bare = bare or not any(map(str.isalpha, who.nama))  # left to be filled in by hand
    if rules.gelar and not bare and not _TITLE.search(who.nama):
        yield _Broken((field, "nama"), "nama dengan gelar", f"{who.nama}, S.E.", NAMES)
    for name in ("nip", "pangkat") if rules.nip_pangkat and not bare else ():
        if not getattr(who, name):
            yield _Broken((field, "nama"), "NIP dan pangkat", f"{name}: ...", NAMES)
    if who.atas_nama and ON_BEHALF.match(who.atas_nama) and not _BEHALF.match(who.atas_nama):
        expected = f"a.n. {ON_BEHALF.sub('', who.atas_nama, count=1)}"
        yield _Broken((field, "atas_nama"), "a.n. dengan huruf kecil dan titik", expected, rules.sumber)
    if how:
        office = f"jabatan: {held.strip()}"
        expected = office if who.pelaksana else f"pelaksana: {how}, {office}"
        yield _Broken((field, "jabatan"), "Plt., Plh., Pj.", expected, rules.sumber)


def _strange(said: str | None, known: list[str]) -> bool:
    """Return whether a word, or one of several with strokes between, is none of those that a rule knows."""
    parts = [part.strip().casefold() for part in (said or "").split("/") if part.strip()]
    return bool(known) and not {*parts} <= {word.casefold() for word in known}


def _letter(letter: Surat, rules: Kaidah) -> Iterator[_Broken]:
    if _strange(letter.sifat, rules.sifat):
        yield _Broken(("sifat",), "sifat surat", ", ".join(rules.sifat), rules.sumber)
    if _strange(letter.kerahasiaan, rules.kerahasiaan):
        yield _Broken(("kerahasiaan",), "tingkat kerahasiaan", ", ".join(rules.kerahasiaan), rules.sumber)
    is_counted = bool(letter.kerahasiaan and rules.bernomor_salinan)
    if is_counted and not letter.salinan and not _strange(letter.kerahasiaan, rules.bernomor_salinan):
        yield _Broken(("kerahasiaan",), "nomor salinan", "salinan: [...]", rules.sumber)
    if rules.arsip and letter.tembusan and not letter.tembusan[-1].casefold().startswith(_ARCHIVE):
        others = (who for who in letter.tembusan if not who.casefold().startswith(_ARCHIVE))
        expected = f"tembusan: [{', '.join((*others, 'Arsip'))}]"
        yield _Broken(("tembusan",), "Arsip di akhir tembusan", expected, rules.sumber)
