"""The policy that a scheme declares, as the arithmetic needs it."""

from fractions import Fraction

from pipeline.scores.ikm import Aturan, Mutu, rata
from pipeline.scores.intervals import TABEL
from pipeline.sources.survey_model import Skema

_TEMPAT = {"sama": None, "dua-desimal": 2, "tiga-desimal": 3}


def aturan(skema: Skema) -> Aturan:
    """Return the policy of a scheme; the default is the regulation's: exactly 1/n, rounded at the end, pooled."""
    unsur = tuple(skema.unsur)
    if isinstance(skema.bobot, dict):
        bobot = {key: Fraction(skema.bobot[key]) for key in unsur}
    else:
        bobot = rata(unsur, _TEMPAT[skema.bobot])
    tabel = TABEL[skema.tabel]
    if skema.jenjang:
        tabel = tuple(Mutu(one.mulai, one.huruf, one.kinerja) for one in reversed(skema.jenjang))
    return Aturan(bobot, skema.pembulatan, skema.gabungan, tabel)
