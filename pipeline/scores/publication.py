"""Published figures of a unit, as problems with their places."""

from collections.abc import Iterator, Sequence

from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores import published
from pipeline.scores.counts import Jawaban
from pipeline.scores.ikm import KONVERSI
from pipeline.scores.ranges import Rentang, indeks_baris, rata_rata
from pipeline.scores.records import Nilai
from pipeline.sources import nearest as mirip
from pipeline.sources import trees as susun
from pipeline.sources.survey_model import Tercatat, TercatatSkema
from pipeline.sources.workspace import Berkas


def catatan(berkas: Berkas, kunci: str, pertama: bool) -> TercatatSkema | None:
    """Return the figures published for a scheme."""
    publikasi = berkas.isi.publikasi
    if publikasi is None:
        return None
    return publikasi if pertama else (publikasi.skema or {}).get(kunci)


def nama(berkas: Berkas, nilai: Sequence[Nilai]) -> Iterator[Problem]:
    """Yield the names under `publikasi` that there are not: a figure under a wrong name would never be looked at."""
    publikasi = berkas.isi.publikasi
    if publikasi is None:
        return
    skema = berkas.kantor.instansi.skema
    utama, *others = skema
    for key in publikasi.skema or {}:
        if key not in others:
            place = _kunci(berkas, ("publikasi", "skema", key))
            yield problem(place, "I006", field="publikasi.skema", found=key, choices=", ".join(others) or "-")
    for name, hasil in ((one.kunci, one.hasil) for one in nilai):
        declared = catatan(berkas, name, pertama=name == utama)
        root = ("publikasi",) if name == utama else ("publikasi", "skema", name)
        services = {one.kunci for one in hasil.layanan}
        rows = [(root, declared), *(((*root, "layanan", key), one) for key, one in _dalam(declared).items())]
        for path, row in rows:
            for key in (row and row.nrr) or {}:
                if key not in skema[name].unsur:
                    place = _kunci(berkas, (*path, "nrr", key))
                    choices = ", ".join(skema[name].unsur)
                    yield problem(place, "I007", field=".".join((*path, "nrr")), found=key, choices=choices)
        for key in _dalam(declared):
            if key not in services:
                hint = mirip.guess(key, tuple(services))
                yield problem(_kunci(berkas, (*root, "layanan", key)), "S107", found=key, unit=berkas.unit, hint=hint)


def _dalam(declared: TercatatSkema | None) -> dict[str, Tercatat]:
    return (declared and declared.layanan) or {}


def _kunci(berkas: Berkas, path: tuple[str, ...]) -> Place:
    node = susun.find(berkas.tree, path)
    return node.key or node.at


def tercatat(berkas: Berkas, nilai: Sequence[Nilai]) -> Iterator[Problem]:
    """Yield the published figures that the results do not allow: warnings, or problems where they are strict."""
    utama = next(iter(berkas.kantor.instansi.skema))
    for one in nilai:
        declared = catatan(berkas, one.kunci, pertama=one.kunci == utama)
        if declared is None:
            continue
        root = ("publikasi",) if one.kunci == utama else ("publikasi", "skema", one.kunci)
        strict = berkas.isi.publikasi is not None and berkas.isi.publikasi.ketat
        for beda in published.periksa(declared, one.kisaran, rata_rata(one.bagian, one.aturan), one.aturan):
            at = susun.find(berkas.tree, (*root, *beda.jalur)).at
            yield _beda(at, beda, "S113" if strict else "S151", root)


def _beda(at: Place, beda: published.Beda, code: str, root: Sequence[str] = ()) -> Problem:
    field = ".".join((*root, *beda.jalur))
    expected = beda.harapan
    if beda.selisih:
        expected = ucap("{harapan} (selisih {selisih})", harapan=expected, selisih=beda.selisih)
    return problem(at, code, field=field, found=beda.tercatat, expected=expected)


def tabel(file: Jawaban, unit: str, nilai: Nilai) -> Iterator[Problem]:
    """Hold a ready table against itself: each index against its row's cells, each mean against the index."""
    texts = {row.line: row for row in file.baris[unit]}
    for one in nilai.bagian:
        if one.ikm is None:
            continue
        row, place = texts[one.line], Place(file.file, one.line)
        for beda in published.angka(("ikm",), row.ikm, indeks_baris(one, nilai.aturan)):
            yield _beda(place, beda, "S151", ("layanan", one.kunci))
        if row.rata_rata:
            mean = Rentang(*(value / KONVERSI for value in one.ikm))
            for beda in published.angka(("rata_rata",), row.rata_rata, mean):
                yield _beda(place, beda, "S151", ("layanan", one.kunci))
