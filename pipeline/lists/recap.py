"""Lists over a whole period as rows, from the words that their documents are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from pipeline.making import build
from pipeline.making import whole_period as seluruh
from pipeline.problems.problem import Problem
from pipeline.scores import results
from pipeline.scores.results import Ruang
from pipeline.sources import workspace
from pipeline.sources.period import Masa
from pipeline.words.chapter import Bahan, Kata
from pipeline.words.say import say

Isi = Mapping[str, Kata]
EKSPEDISI = (
    ("urut", "No.", 6),
    ("nomor", "Nomor Surat", 28),
    ("tanggal", "Tanggal", 18),
    ("yth", "Kepada", 48),
    ("hal", "Hal", 40),
    ("", "Diterima Oleh", 24),
    ("", "Tanggal dan Tanda Tangan", 26),
)
"""Word, heading and width of each column of the expedition list; those without a word are for ink."""
_SESUDAH = (
    ("ikm", "IKM", 9),
    ("mutu", "Mutu", 7),
    ("kinerja", "Kinerja", 14),
    ("responden", "Responden", 11),
    ("prioritas", "Prioritas", 60),
)


def kata(root: Path, masa: Masa, name: str, bab: str, problems: list[Problem]) -> Isi | None:
    """Return what a chapter over a whole period says of an institution; problems and `None` when it cannot be read."""
    office = workspace.kantor(root, masa, name, problems)
    if office is None:
        return None
    ruang = results.count(root, office, problems) if bab == seluruh.REKAP else Ruang(office, (), ())
    semua = seluruh.collect(root, ruang, (bab,), problems)
    berkas = workspace.berkas(root, office, "")
    own = next(iter(kinds(root, bab)), "")
    bahan = Bahan(berkas, own, (), None, satuan=semua.satuan, agenda=semua.agenda)
    return cast(Isi, say((bab,), bahan)[bab])


def kinds(root: Path, bab: str) -> Iterator[str]:
    """Return the kinds of document that say a chapter."""
    yield from (kind for kind in workspace.kinds(root) if bab in build.kind_of(root, kind).kosakata)


def ekspedisi(isi: Isi) -> Iterator[tuple[str, ...]]:
    """Return a row for each letter."""
    for one in _butir(isi["surat"]):
        yield tuple(str(one[word]) if word else "" for word, _, _ in EKSPEDISI)


def kolom_rekap(isi: Isi) -> list[tuple[str, int]]:
    """Return heading and width of each column of the recap: the codes of the main scheme are the institution's own."""
    unsur = [(str(one["kode"]), 7) for one in _butir(isi["unsur"])]
    return [("No.", 6), ("Unit", 44), *unsur, *((heading, width) for _, heading, width in _SESUDAH)]


def rekap(isi: Isi) -> Iterator[tuple[str, ...]]:
    """Return a row for each unit; one that has no result says so in dashes."""
    for one in _butir(isi["unit"]):
        nilai = cast(Sequence[str], one["nilai"])
        yield (str(one["nomor"]), str(one["nama"]), *nilai, *(str(one[word]) for word, _, _ in _SESUDAH))


def _butir(found: Kata) -> Iterable[Isi]:
    return cast(Sequence[Isi], found)
