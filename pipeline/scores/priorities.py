"""Which elements to improve and which to keep, by a named rule."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import Hasil


class Pilihan(NamedTuple):
    """The elements to improve, lowest first, and those to keep, in the order of the scheme."""

    prioritas: tuple[str, ...]
    dipertahankan: tuple[str, ...]


def pilih(
    hasil: Hasil, cara: str, jumlah: int | None = None, ambang: Decimal | None = None, unsur: list[str] | None = None
) -> Pilihan:
    """Return the choice by a rule; equal elements stand in the order of the scheme.

    `di-bawah-rata-rata`: below the mean NRR of all elements; `terendah`: the `jumlah` lowest, ties at the cut
    settled by the order of the scheme; `ambang`: NRR below `ambang`; `pilihan`: the `unsur` named, as named.
    """
    nrr = hasil.nrr
    if cara == "pilihan":
        chosen = tuple(unsur or ())
    else:
        ranked = sorted(nrr, key=lambda key: nrr[key])
        if cara == "terendah":
            chosen = tuple(ranked[:jumlah])
        else:
            below = Fraction(ambang) if cara == "ambang" and ambang is not None else hasil.ikm / 25
            chosen = tuple(key for key in ranked if nrr[key] < below)
    return Pilihan(chosen, tuple(key for key in nrr if key not in chosen))
