"""Published figures of a unit, as problems with their places."""

from collections.abc import Iterator, Sequence

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores import published
from pipeline.scores.counts import Counts
from pipeline.scores.ikm import CONVERSION
from pipeline.scores.ranges import Range, mean_of_means, row_index
from pipeline.scores.records import SchemeResult
from pipeline.sources import nearest, trees
from pipeline.sources.survey_model import Tercatat, TercatatSkema
from pipeline.sources.workspace import Dossier


def declared_of(berkas: Dossier, kunci: str, pertama: bool) -> TercatatSkema | None:
    """Return the figures published for a scheme."""
    publikasi = berkas.isi.publikasi
    if publikasi is None:
        return None
    return publikasi if pertama else publikasi.skema.get(kunci)


def unknown_names(berkas: Dossier, nilai: Sequence[SchemeResult]) -> Iterator[Problem]:
    """Yield the names under `publikasi` that there are not: a figure under a wrong name would never be looked at."""
    publikasi = berkas.isi.publikasi
    if publikasi is None:
        return
    skema = berkas.office.instansi.skema
    utama, *others = skema
    for key in publikasi.skema:
        if key not in others:
            place = _key_place(berkas, ("publikasi", "skema", key))
            yield problem(place, "I006", field="publikasi.skema", found=key, choices=", ".join(others) or "-")
    for name, hasil in ((one.kunci, one.result) for one in nilai):
        declared = declared_of(berkas, name, pertama=name == utama)
        root = ("publikasi",) if name == utama else ("publikasi", "skema", name)
        services = {one.kunci for one in hasil.layanan}
        rows = [(root, declared), *(((*root, "layanan", key), one) for key, one in _inner(declared).items())]
        for path, row in rows:
            for key in row.nrr if row else ():
                if key not in skema[name].unsur:
                    place = _key_place(berkas, (*path, "nrr", key))
                    choices = ", ".join(skema[name].unsur)
                    yield problem(place, "I007", field=".".join((*path, "nrr")), found=key, choices=choices)
        for key in _inner(declared):
            if key not in services:
                hint = nearest.guess(key, tuple(services))
                yield problem(
                    _key_place(berkas, (*root, "layanan", key)), "S107", found=key, unit=berkas.unit, hint=hint
                )


def _inner(declared: TercatatSkema | None) -> dict[str, Tercatat]:
    return declared.layanan if declared else {}


def _key_place(berkas: Dossier, path: tuple[str, ...]) -> Place:
    node = trees.find(berkas.tree, path)
    return node.key or node.at


def impossible(berkas: Dossier, nilai: Sequence[SchemeResult]) -> Iterator[Problem]:
    """Yield the published figures that the results do not allow: warnings, or problems where they are strict."""
    utama = next(iter(berkas.office.instansi.skema))
    for one in nilai:
        declared = declared_of(berkas, one.kunci, pertama=one.kunci == utama)
        if declared is None:
            continue
        root = ("publikasi",) if one.kunci == utama else ("publikasi", "skema", one.kunci)
        strict = berkas.isi.publikasi is not None and berkas.isi.publikasi.ketat
        for beda in published.deviations(declared, one.result_range, mean_of_means(one.parts, one.policy), one.policy):
            at = trees.find(berkas.tree, (*root, *beda.path)).at
            yield _deviation(at, beda, "S113" if strict else "S151", root)


def _deviation(at: Place, beda: published.Deviation, code: str, root: Sequence[str] = ()) -> Problem:
    field = ".".join((*root, *beda.path))
    expected = beda.expected
    if beda.miss:
        expected = phrase("{harapan} (selisih {selisih})", harapan=expected, selisih=beda.miss)
    return problem(at, code, field=field, found=beda.tercatat, expected=expected)


def table_faults(file: Counts, unit: str, nilai: SchemeResult) -> Iterator[Problem]:
    """Hold a ready table against itself: each index against its row's cells, each mean against the index."""
    texts = {row.line: row for row in file.baris[unit]}
    for one in nilai.parts:
        if one.ikm is None:
            continue
        row, place = texts[one.line], Place(file.file, one.line)
        for beda in published.figure_deviation(("ikm",), row.ikm, row_index(one, nilai.policy)):
            yield _deviation(place, beda, "S151", ("layanan", one.kunci))
        if row.rata_rata:
            mean = Range(*(value / CONVERSION for value in one.ikm))
            for beda in published.figure_deviation(("rata_rata",), row.rata_rata, mean):
                yield _deviation(place, beda, "S151", ("layanan", one.kunci))
