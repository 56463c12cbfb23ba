"""A unit's result by scheme, what stands beside it, and what it is compared with."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import Aturan, Hasil
from pipeline.scores.priorities import Pilihan
from pipeline.scores.ranges import Bagian, Kisaran
from pipeline.sources.period import Masa
from pipeline.sources.survey_model import Tercatat


class Nilai(NamedTuple):
    """One scheme's result for a unit, and the elements chosen from it."""

    kunci: str
    hasil: Hasil
    pilihan: Pilihan
    aturan: Aturan
    kisaran: Kisaran
    bagian: tuple[Bagian, ...]


class Riwayat(NamedTuple):
    """An earlier period's index, as published where that is declared."""

    masa: Masa
    ikm: Fraction
    mutu: str
    responden: int | None


class Banding(NamedTuple):
    """The earlier period that this one is compared with: its results, and by scheme what was published of them."""

    masa: Masa
    nilai: Sequence[Nilai]
    tercatat: Mapping[str, Tercatat]


class Survei(NamedTuple):
    """What a survey says beside its results: who answered, what they suggest, the earlier indices, latest first.

    `banding` is the period compared; `None` where there is none, or nobody asks for it.
    """

    profil: Mapping[str, Mapping[str, int]]
    saran: Sequence[str]
    riwayat: Sequence[Riwayat]
    bentuk: str
    banding: Banding | None = None
