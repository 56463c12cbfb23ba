"""The policy that a scheme declares, as the arithmetic needs it."""

from collections.abc import Mapping
from fractions import Fraction

from pipeline.scores.ikm import Grade, Policy, equal_weights
from pipeline.scores.intervals import TABLES
from pipeline.sources.survey_model import Skema

PLACES: Mapping[str, int | None] = {"sama": None, "dua-desimal": 2, "tiga-desimal": 3}
"""How many decimals an equal weight is rounded to, by what `bobot` says."""


def policy_of(skema: Skema) -> Policy:
    """Return the policy of a scheme; the default is the regulation's: exactly 1/n, rounded at the end, pooled."""
    unsur = tuple(skema.unsur)
    if isinstance(skema.bobot, dict):
        bobot = {key: Fraction(skema.bobot[key]) for key in unsur}
    else:
        bobot = equal_weights(unsur, PLACES[skema.bobot])
    tabel = TABLES[skema.tabel]
    if skema.jenjang:
        tabel = tuple(Grade(grade.mulai, grade.huruf, grade.kinerja) for grade in reversed(skema.jenjang))
    return Policy(bobot, skema.pembulatan, skema.gabungan, tabel)
