"""The pattern of a number, `nomor.pola`: the parts that it may have, and what is meant by one that does not read."""

import re
from collections.abc import Collection

from pipeline.problems.phrase import Phrase, phrase
from pipeline.sources.nearest import near
from pipeline.sources.types import expect

PARTS = ("klasifikasi", "urut", "kode", "tahun", "bulan", "bulan_angka")
_ALSO_CALLED = {"no": "urut", "nomor": "urut", "nomor_urut": "urut"}
_PART = re.compile(r"[\[{<]+ *(\w+) *[\]}>]+")


def check(pola: str, known: Collection[str]) -> None:
    """Refuse a pattern that has not `{urut}` once, or a part that is not known, with what to write instead."""
    if not _is_right(pola, known):
        raise expect(
            phrase("pola dengan {{urut}} dan bagian di antara: {known}", known=", ".join(known)),
            _instead(pola, known),
            "pola",
        )


def _is_right(pola: str, known: Collection[str]) -> bool:
    names = re.findall(r"\{([^{}]*)\}", pola)
    loose = re.sub(r"\{[a-z_]+\}", "", pola)
    return names.count("urut") == 1 and set(names) <= set(known) and "{" not in loose and "}" not in loose


def _instead(pola: str, known: Collection[str]) -> str | Phrase:
    meant = _PART.sub(lambda found: f"{{{_meant(found[1])}}}", pola)
    if _is_right(meant, known):
        return meant
    names = re.findall(r"\{([^{}]*)\}", meant)
    lacking = next((name for name in names if name in PARTS and name not in known), "")
    if lacking:
        return phrase("tambahkan `{part}: ...` ke dalam `nomor`", part=lacking)
    if "urut" not in names:
        return phrase("tulis {urut} di tempat nomor urutnya, misalnya `pola: '{urut}/SKM/{tahun}'`")
    return phrase("tulis hanya bagian yang dikenal, {urut} satu kali")


def _meant(name: str) -> str:
    return _ALSO_CALLED.get(name.lower()) or near(name, PARTS) or name
