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

    `seri` are the elements that tie at the cut while the rule does not settle it; `doubtful` are pairs of an element
    chosen by name and a lower one that was not. `basis` is the service that was looked at, empty for the unit.
    """

    prioritas: tuple[str, ...]
    dipertahankan: tuple[str, ...]
    seri: tuple[str, ...] = ()
    doubtful: tuple[tuple[str, str], ...] = ()
    basis: str = ""


def choose(result: Result, rule: Prioritas) -> Choice:
    """Return the choice by a rule; equal elements stand in the order of the scheme.

    `di-bawah-rata-rata`: below the mean NRR of all elements; `terendah`: the `jumlah` lowest, ties at the cut
    settled by `seri`; `ambang`: NRR below `ambang`; `pilihan`: the `unsur` named, as named. The figures are the
    unit's, or those of the service with the lowest index (the first of several).
    """
    if not result.nrr:
        return Choice((), ())
    basis, nrr = "", result.nrr
    if rule.basis == "layanan-terlemah" and result.layanan:
        weakest = min(result.layanan, key=lambda service: service.ikm)
        basis, nrr = weakest.key, weakest.nrr
    ranked = tuple(sorted(nrr, key=lambda key: nrr[key]))
    seri: tuple[str, ...] = ()
    doubtful: tuple[tuple[str, str], ...] = ()
    if rule.cara == "pilihan":
        chosen = tuple(key for key in rule.unsur if key in nrr)  # an unknown one is told where it stands
        doubtful = _doubtful(nrr, chosen)
    elif rule.cara == "terendah":
        chosen, seri = _lowest(nrr, ranked, rule)
    else:
        below = Fraction(sum(nrr.values()), len(nrr)) if rule.ambang is None else Fraction(rule.ambang)
        chosen = tuple(key for key in ranked if nrr[key] < below)
    return Choice(chosen, tuple(key for key in nrr if key not in chosen), seri, doubtful, basis)


def basis_means(result: Result, choice: Choice) -> Mapping[str, Fraction]:
    """Return the means that a choice was made by."""
    return next((service.nrr for service in result.layanan if choice.basis and service.key == choice.basis), result.nrr)


def _lowest(
    nrr: Mapping[str, Fraction], ranked: tuple[str, ...], rule: Prioritas
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lowest elements, and those that tie at the cut if that is not settled."""
    count = min(rule.jumlah or 0, len(ranked))
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
