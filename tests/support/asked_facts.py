"""Facts for whatever a kind of document asks for, made up from what it says of them: so many in each list."""

from collections.abc import Callable
from typing import Any

from support import small

PHOTO = "rekaan.png"
"""The picture that facts name; `picture()` is what it holds."""


def of(asked: dict[str, Any], many: int, said: Callable[[str], str] = str) -> dict[str, object]:
    """Return a value for each fact that is typed; without any, only what has to be said, and one of each list.

    `said` is how names and sentences are put; of a table, what stands in its first column that is no ordinal.
    """
    return {
        name: _fact(fact, many, said)
        for name, fact in asked.items()
        if fact["jenis"] != "jumlah" and (many or _is_needed(fact))
    }


def picture() -> bytes:
    """Return the picture that facts name."""
    return small.whole_png(9)


def _is_needed(asked: dict[str, Any]) -> bool:
    return asked.get("wajib") != "tidak"


def _fact(asked: dict[str, Any], many: int, said: Callable[[str], str]) -> object:
    lines = range(1, max(1, many) + 1)
    if asked["jenis"] == "tabel":
        named = next(name for name in asked["kolom"] if len(name) > len("ke"))
        return [
            {name: _value(column.get("jenis", "teks"), name, line, said if name == named else str)
             for name, column in asked["kolom"].items() if many or _is_needed(column)}
            for line in lines
        ]  # fmt: skip
    if asked["jenis"] == "daftar":
        return [_value(asked.get("dari", "teks"), "Pokok", line, said) for line in lines]
    return _value(asked["jenis"], asked["arti"], many, said)


def _value(kind: str, name: str, number: int, said: Callable[[str], str]) -> object:
    if kind == "orang":
        return {"jabatan": said(f"Kepala Seksi {number}"), "nama": said("Nama Rekaan"), "nip": "197001011990032001"}
    if kind == "gambar":
        return {"berkas": PHOTO, "keterangan": said("Gambar rekaan")}
    made_up: dict[str, object] = {"tanggal": "2025-06-30", "bilangan": number + 1}
    return made_up.get(kind, said(f"{name.capitalize()} {number}"))
