"""The interval tables that regulations give."""

from decimal import Decimal

from pipeline.scores.ikm import Mutu


def _tabel(*rows: tuple[str, str, str]) -> tuple[Mutu, ...]:
    return tuple(Mutu(Decimal(mulai), huruf, kinerja) for mulai, huruf, kinerja in rows)


TABEL = {
    "permenpan-2017": _tabel(
        ("88.31", "A", "Sangat baik"),
        ("76.61", "B", "Baik"),
        ("65.00", "C", "Kurang baik"),
        ("25.00", "D", "Tidak baik"),
    ),
    "kepmenpan-2004": _tabel(
        ("81.26", "A", "Sangat baik"),
        ("62.51", "B", "Baik"),
        ("43.76", "C", "Kurang baik"),
        ("25.00", "D", "Tidak baik"),
    ),
}
"""Lower bounds of the converted index, best first: Permenpan RB 14/2017, and KEP/25/M.PAN/2/2004 before it."""
SEBUTAN = {
    "permenpan-2017": "tabel interval Permenpan RB 14/2017",
    "kepmenpan-2004": "tabel interval KEP/25/M.PAN/2/2004",
}
