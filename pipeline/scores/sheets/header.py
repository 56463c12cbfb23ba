"""Which shape a sheet of answers has, by its header."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.sheets.sheet_text import Lembar
from pipeline.sources.nearest import guess

JAWABAN, CACAH, RERATA, INDEKS, TABEL = "jawaban", "cacah", "rerata", "indeks", "tabel"
BENTUK = (JAWABAN, CACAH, RERATA, INDEKS, TABEL)
"""A row a respondent; counts by element and answer; means on 1-4; means on 0-100; services by elements, with IKM."""
PROFIL = ("jenis_kelamin", "umur", "pendidikan", "pekerjaan")
IDENTITAS = {
    JAWABAN: ("unit", "responden", "layanan", "tanggal", *PROFIL, "saran"),
    CACAH: ("unit", "layanan", "jumlah_responden", "unsur", "1", "2", "3", "4"),
    RERATA: ("unit", "layanan", "jumlah_responden", "unsur", "nilai"),
    INDEKS: ("unit", "layanan", "jumlah_responden", "unsur", "nilai"),
    TABEL: ("unit", "layanan", "jumlah_responden", "rata_rata", "ikm"),
}
"""Columns that may stand beside the elements, by shape."""


class Baca(NamedTuple):
    """How an institution's sheets are read: columns by scheme, the office's own names for them, scores by column."""

    skema: Mapping[str, tuple[str, ...]]
    kolom: Mapping[str, str]
    label: Mapping[str, Mapping[str, int]]


def rapi(text: str) -> str:
    """Return a name or label as it is compared: without case and superfluous blanks."""
    return " ".join(text.split()).casefold()


def kenali(
    lembar: Lembar, file: str, baca: Baca, unit: str | None, problems: list[Problem]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the shape and the columns by their own names; problems and `None` when the header does not say.

    `rerata` stands for means on either scale as long as only their values tell them apart.
    """
    place = Place(file, lembar.line)
    names = tuple(baca.kolom.get(rapi(name), name) for name in lembar.judul)
    bentuk = lembar.bentuk or _tebak(names, baca)
    if lembar.bentuk and lembar.bentuk not in BENTUK:
        problems.append(
            problem(Place(file, lembar.baris_bentuk), "S102", found=lembar.bentuk, choices=", ".join(BENTUK))
        )
        return None
    if bentuk is None:
        problems.append(problem(place, "S101", choices=", ".join(BENTUK)))
        return None
    found = list(_periksa(names, place, baca, bentuk, unit))
    problems += found
    return None if found else (bentuk, names)


def _tebak(names: Sequence[str], baca: Baca) -> str | None:
    there = set(names)
    elements = bool(there & {key for keys in baca.skema.values() for key in keys})
    signs = {
        CACAH: "unsur" in there and bool(there & {"1", "2", "3", "4"}),
        RERATA: ("unsur" in there and "nilai" in there)
        or (elements and "jumlah_responden" in there and "ikm" not in there),
        TABEL: "ikm" in there and elements,
    }
    found = [bentuk for bentuk, sign in signs.items() if sign]
    if len(found) > 1:
        return None
    return found[0] if found else JAWABAN


def panjang(names: Sequence[str]) -> bool:
    """Whether an element is a row and not a column."""
    return "unsur" in names


def _periksa(names: Sequence[str], place: Place, baca: Baca, bentuk: str, unit: str | None) -> Iterator[Problem]:
    elements = () if panjang(names) else tuple(key for keys in baca.skema.values() for key in keys)
    known = (*IDENTITAS[bentuk], *elements)
    for index, name in enumerate(names):
        if not name:
            column = ucap("ke-{number} tanpa judul", number=index + 1)
            yield problem(place, "S001", column=column, hint=ucap("hapus kolom itu dari lembarnya, juga bila kosong"))
        elif name in names[:index]:
            yield problem(place, "S002", column=name)
        elif name not in known:
            yield problem(place, "S001", column=name, hint=_petakan(name, known))
    needed: list[str] = [] if unit is not None else ["unit"]
    if bentuk == CACAH:
        needed += ("unsur", "1", "2", "3", "4")
    elif panjang(names):
        needed += ("unsur", "nilai")
    elif bentuk == TABEL:
        needed.append("ikm")
    yield from (problem(place, "S003", column=name) for name in needed if name not in names)
    for keys in baca.skema.values() if elements else ():
        missing = [key for key in keys if key not in names]
        if len(missing) < len(keys) or len(baca.skema) == 1:
            yield from (problem(place, "S003", column=key) for key in missing)


def _petakan(name: str, known: tuple[str, ...]) -> str:
    hint = guess(name, known)
    return ucap("petakan namanya di `jawaban.kolom`, atau hapus bila tidak dipakai; {hint}", hint=hint)
