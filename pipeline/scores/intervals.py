"""The interval tables that regulations give."""

from decimal import Decimal

from pipeline.scores.ikm import Grade


def _table(*rows: tuple[str, str, str]) -> tuple[Grade, ...]:
    return tuple(Grade(Decimal(lowest), huruf, kinerja) for lowest, huruf, kinerja in rows)


TABLES = {
    "permenpan-2017": _table(
        ("88.31", "A", "Sangat baik"),
        ("76.61", "B", "Baik"),
        ("65.00", "C", "Kurang baik"),
        ("25.00", "D", "Tidak baik"),
    ),
    "kepmenpan-2004": _table(
        ("81.26", "A", "Sangat baik"),
        ("62.51", "B", "Baik"),
        ("43.76", "C", "Kurang baik"),
        ("25.00", "D", "Tidak baik"),
    ),
}
"""Lower bounds of the converted index, best first: Permenpan RB 14/2017, and KEP/25/M.PAN/2/2004 before it."""
NAMES = {
    "permenpan-2017": "tabel interval Permenpan RB 14/2017",
    "kepmenpan-2004": "tabel interval KEP/25/M.PAN/2/2004",
}
