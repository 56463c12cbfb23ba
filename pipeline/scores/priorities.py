"""Which elements to improve and which to keep, by a named rule."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import Result
from pipeline.sources.survey_model import Prioritas

DEFAULT = Prioritas(cara="di-bawah-rata-rata")
"""The rule where none is declared."""


class Choice(NamedTuple):
    """The elements to improve, lowest first, and those to keep, in the order of the scheme.

    `seri` are the elements that tie at the cut while the rule does not settle it; `ragu` are pairs of an element
    chosen by name and a lower one that was not. `basis` is the service that was looked at, empty for the unit.
    """

    prioritas: tuple[str, ...]
    dipertahankan: tuple[str, ...]
    seri: tuple[str, ...] = ()
    ragu: tuple[tuple[str, str], ...] = ()
    basis: str = ""


def choose(hasil: Result, rule: Prioritas) -> Choice:
    """Return the choice by a rule; equal elements stand in the order of the scheme.

    `di-bawah-rata-rata`: below the mean NRR of all elements; `terendah`: the `jumlah` lowest, ties at the cut
    settled by `seri`; `ambang`: NRR below `ambang`; `pilihan`: the `unsur` named, as named. The figures are the
    unit's, or those of the service with the lowest index (the first of several).
    """
    basis, nrr = "", hasil.nrr
    if rule.basis == "layanan-terlemah" and hasil.layanan:
        weakest = min(hasil.layanan, key=lambda one: one.ikm)
        basis, nrr = weakest.kunci, weakest.nrr
    ranked = tuple(sorted(nrr, key=lambda key: nrr[key]))
    seri: tuple[str, ...] = ()
    ragu: tuple[tuple[str, str], ...] = ()
    if rule.cara == "pilihan":
        chosen = tuple(key for key in rule.unsur if key in nrr)  # an unknown one is told where it stands
        ragu = _doubtful(nrr, chosen)
    elif rule.cara == "terendah":
        chosen, seri = _lowest(nrr, ranked, rule)
    else:
        mean = sum(nrr.values(), Fraction()) / len(nrr)
        below = Fraction(rule.ambang) if rule.cara == "ambang" and rule.ambang is not None else mean
        chosen = tuple(key for key in ranked if nrr[key] < below)
    return Choice(chosen, tuple(key for key in nrr if key not in chosen), seri, ragu, basis)


def basis_means(hasil: Result, pilihan: Choice) -> Mapping[str, Fraction]:
    """Return the means that a choice was made by."""
    return next((one.nrr for one in hasil.layanan if pilihan.basis and one.kunci == pilihan.basis), hasil.nrr)


def _lowest(
    nrr: Mapping[str, Fraction], ranked: tuple[str, ...], rule: Prioritas
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lowest elements, and those that tie at the cut if that is not settled."""
    count = rule.jumlah or 0
    if count >= len(ranked):
        return ranked, ()
    cut = nrr[ranked[count - 1]]
    lower = tuple(key for key in ranked if nrr[key] < cut)
    tied = tuple(key for key in ranked if nrr[key] == cut)
    if len(lower) + len(tied) == count:
        return ranked[:count], ()
    if rule.seri == "semua":
        return lower + tied, ()
    if rule.seri == "urutan":
        return ranked[:count], ()
    named = tuple(key for key in ranked if isinstance(rule.seri, list) and key in rule.seri and nrr[key] >= cut)
    settled = len(lower) + len(named) == count and set(named) <= set(tied)
    return (lower + named, ()) if settled else (ranked[:count], tied)


def _doubtful(nrr: Mapping[str, Fraction], chosen: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    left = [key for key in nrr if key not in chosen]
    if not left:
        return ()
    lowest = min(left, key=lambda key: nrr[key])
    return tuple((key, lowest) for key in chosen if nrr[key] > nrr[lowest])
