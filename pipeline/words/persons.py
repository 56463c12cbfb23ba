"""A person who signs, as words: the office as it is held, and the lines that stand above the name."""

from pipeline.sources.person_model import BETWEEN, ON_BEHALF, Penandatangan, acting
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


def person(who: Penandatangan | None) -> Words:
    """Return a person as words; of nobody each is empty."""
    if who is None:
        return {**dict.fromkeys((name.removesuffix("[]") for name, _ in PERSON), ""), "blok": []}
    how = f"{who.pelaksana.rstrip('.')}." if who.pelaksana else ""
    office = f"{how} {who.jabatan}" if how and not acting(who.jabatan)[0] else who.jabatan
    behalf = who.atas_nama or ""
    behalf = behalf if not behalf or any(said.match(behalf) for said in (ON_BEHALF, BETWEEN)) else f"a.n. {behalf}"
    above = BETWEEN.sub("", who.untuk_beliau or "", count=1)
    return {
        "jabatan": office,
        "nama": who.nama,
        "nip": who.nip or "",
        "pangkat": who.pangkat or "",
        "atas_nama": behalf,
        "untuk_beliau": above,
        "pelaksana": how,
        "blok": [*filter(None, [behalf, above, above and "u.b."]), office],
    }
