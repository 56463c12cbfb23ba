"""What the chapters of words have in common: the record they speak from, and the kinds of leaf."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.scores.records import Nilai, Survei
from pipeline.sources.follow_up import Rencana
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.register_reader import Lembar
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
