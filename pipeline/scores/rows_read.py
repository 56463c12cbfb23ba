"""What became of every row of answers: counted, refused or ignored; one sum, which every command says the same way."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place

MOST_PLACES = 10
"""Refused rows whose place is told."""


class RowsRead(NamedTuple):
    """What became of every row of answers: counted, refused, ignored since it says nothing; `whole` are files refused.

    `places` are those of the first refused rows; those of a file that is refused whole have none.
    """

    read: int = 0
    used: int = 0
    refused: int = 0
    ignored: int = 0
    places: tuple[Place, ...] = ()
    whole: tuple[str, ...] = ()


def joined(several: Iterable[RowsRead]) -> RowsRead:
    """Return the rows of several institutions, or sheets, together."""
    every = tuple(several)
    return RowsRead(
        sum(rows.read for rows in every),
        sum(rows.used for rows in every),
        sum(rows.refused for rows in every),
        sum(rows.ignored for rows in every),
        tuple(place for rows in every for place in rows.places)[:MOST_PLACES],
        tuple(file for rows in every for file in rows.whole),
    )


def told(rows: RowsRead) -> dict[str, object]:
    """Return what a report says of the rows of answers; nothing where none was read."""
    if not rows.read and not rows.whole:
        return {}
    places = [f"{place.file}:{place.line}" for place in rows.places]
    counts = {"dibaca": rows.read, "dihitung": rows.used, "ditolak": rows.refused, "diabaikan": rows.ignored}
    return {**counts, "tempat": places, "utuh": list(rows.whole)}


def sentence(said: Mapping[str, object]) -> Phrase:
    """Return what a report says of the rows as a sentence: all are counted, refused or ignored."""
    details = tuple((f"t{number}", text) for number, text in enumerate(_details(said)))
    parts = Phrase(", ".join(f"{{{name}}}" for name, _ in details), details)
    return phrase("{dibaca} baris jawaban: {details}", dibaca=said["dibaca"], details=parts)


def _details(said: Mapping[str, object]) -> Iterator[Phrase]:
    places, whole = said["tempat"], said["utuh"]
    assert isinstance(places, list)
    assert isinstance(whole, list)
    if said["dibaca"] or not whole:
        yield phrase("{dihitung} dihitung", dihitung=said["dihitung"])
    refused = said["ditolak"]
    if places:
        more = [", ..."] if refused != len(places) else []
        yield phrase("{ditolak} ditolak ({tempat})", ditolak=refused, tempat="".join((", ".join(places), *more)))
    elif refused:
        yield phrase("{ditolak} ditolak", ditolak=refused)
    if said["diabaikan"]:
        yield phrase("{diabaikan} tanpa jawaban, tidak dihitung", diabaikan=said["diabaikan"])
    if whole:
        yield phrase("ditolak seluruhnya: {berkas}", berkas=", ".join(whole))
