"""A person who signs, as words: the office as it is held, and the lines that stand above the name."""

import re

from pipeline.sources.person_model import Penandatangan
from pipeline.words.chapter import Words

LINES = "blok[]"
PERSON = (
    ("jabatan", "jabatan, dengan Plt., Plh., atau Pj. di depannya bila sementara"),
    ("nama", "nama"),
    ("nip", "NIP; kosong bila tidak ada"),
    ("pangkat", "pangkat; kosong bila tidak ada"),
    ("atas_nama", "`a.n. ...` di atas jabatan; kosong bila tidak ada"),
    ("untuk_beliau", "jabatan yang diwakili dengan `u.b.`; kosong bila tidak ada"),
    ("pelaksana", "`Plt.`, `Plh.`, atau `Pj.`; kosong bila tidak ada"),
    (LINES, "baris-baris di atas nama: `a.n. ...`, jabatan yang diwakili, `u.b.`, jabatan"),
)
SIGNER = tuple((name, what) for name, what in PERSON if name not in (LINES, "untuk_beliau", "pelaksana"))
"""The words of the signer of a letter: the same as of archived letters; the lines above the name are a word apart."""
_ON_BEHALF = re.compile(r"(?i)(?:a\s*[./]?\s*n(?:\.|\s)|atas\s+nama\b|u\.\s*b\.)")
_ACTING = re.compile(r"(?i)(?:plt|plh|pj)\b")
"""What a line begins with that says already for whom, or as what, somebody signs."""


def person(who: Penandatangan | None) -> Words:
    """Return a person as words; of nobody each is empty."""
    if who is None:
        return {**dict.fromkeys((name.removesuffix("[]") for name, _ in PERSON), ""), "blok": []}
    acting = f"{who.pelaksana.rstrip('.')}." if who.pelaksana else ""
    office = f"{acting} {who.jabatan}" if acting and not _ACTING.match(who.jabatan) else who.jabatan
    behalf = who.atas_nama or ""
    behalf = behalf if not behalf or _ON_BEHALF.match(behalf) else f"a.n. {behalf}"
    between = [who.untuk_beliau, "u.b."] if who.untuk_beliau else []
    return {
        "jabatan": office,
        "nama": who.nama,
        "nip": who.nip or "",
        "pangkat": who.pangkat or "",
        "atas_nama": behalf,
        "untuk_beliau": who.untuk_beliau or "",
        "pelaksana": acting,
        "blok": [*filter(None, [behalf]), *between, office],
    }
