"""The policy that a scheme declares, as the arithmetic needs it."""

from fractions import Fraction

from pipeline.scores.ikm import Grade, Policy, equal_weights
from pipeline.scores.intervals import TABLES
from pipeline.sources.survey_model import Skema

_PLACES = {"sama": None, "dua-desimal": 2, "tiga-desimal": 3}


def policy_of(skema: Skema) -> Policy:
    """Return the policy of a scheme; the default is the regulation's: exactly 1/n, rounded at the end, pooled."""
    unsur = tuple(skema.unsur)
    if isinstance(skema.bobot, dict):
        bobot = {key: Fraction(skema.bobot[key]) for key in unsur}
    else:
        bobot = equal_weights(unsur, _PLACES[skema.bobot])
    tabel = TABLES[skema.tabel]
    if skema.jenjang:
        tabel = tuple(Grade(grade.mulai, grade.huruf, grade.kinerja) for grade in reversed(skema.jenjang))
    return Policy(bobot, skema.pembulatan, skema.gabungan, tabel)
