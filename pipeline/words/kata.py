"""What the chapters of words have in common: the record they speak from, and the kinds of leaf."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import Aturan, Hasil
from pipeline.scores.isi import Bagian, Kisaran
from pipeline.scores.priorities import Pilihan
from pipeline.sources.agenda import Lembar
from pipeline.sources.masa import Masa
from pipeline.sources.rencana import Rencana
from pipeline.sources.survei import Tercatat
from pipeline.sources.tindak_lanjut import Foto
from pipeline.sources.workspace import Berkas


class Gambar(NamedTuple):
    """A picture as a leaf: the file, `png` or `jpeg`, its size in pixels, and what it shows for who cannot see it."""

    isi: bytes
    format: str
    lebar: int
    tinggi: int
    keterangan: str


Kata = str | Gambar | Sequence["Kata"] | Mapping[str, "Kata"]
Bab = dict[str, Kata]
"""What a chapter says: words by name."""


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


class Bahan(NamedTuple):
    """All that the chapters speak from: the unit's records, its results by scheme, its logo, plans and photos.

    `srikandi` when SRIKANDI is to fill in what it gives itself. Of a document over a whole period: the institution's
    records, what its units speak from, and its register.
    """

    berkas: Berkas
    jenis: str
    nilai: Sequence[Nilai]
    logo: Gambar | None
    survei: Survei | None = None
    tindak_lanjut: Sequence[Rencana] = ()
    foto: Mapping[Foto, Gambar] = {}
    srikandi: bool = False
    satuan: Sequence["Bahan"] = ()
    agenda: Sequence[Lembar] = ()
