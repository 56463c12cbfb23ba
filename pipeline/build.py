"""The walk of every unit through the rooms; then the report."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import results, state
from pipeline.errors import Place, Problem, Refusal, Usage, problem
from pipeline.making import SCORED, Bernomor, Buatan, Pekerjaan, failed, make, remove
from pipeline.nomor import kembar
from pipeline.results import Ruang
from pipeline.sources import schema, workspace
from pipeline.sources.masa import Masa
from pipeline.sources.schema import Jenis
from pipeline.ucapan import sebab, ucap
from pipeline.words.say import BAB

CHUNK = 64
"""Units that one process takes at a time."""
SEPROSES = 400
"""Units that are worth one more process."""


class Ringkasan(NamedTuple):
    """What a run made, kept and could not make; problems sorted, each once."""

    jumlah: int
    dibuat: int
    draf: int
    gagal: int
    masalah: tuple[Problem, ...]
    catatan: tuple[dict[str, Any], ...]


def run(
    root: Path,
    masa: Masa,
    kind: str,
    only: str | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Ringkasan:
    """Make every document of a kind in a period (or of the unit `only`), and write the report.

    One bad unit does not stop the others: its document, stale by now, is removed. Raises `Refusal` when nothing can
    be made at all, `Usage` when there is no such unit.
    """
    fingerprint = state.inputs(root, str(masa), kind)
    jenis = kind_of(root, kind)
    path = state.report_file(root, str(masa), kind)
    before = {f"{one['instansi']}/{one['unit']}": one for one in state.read(path).get("dokumen", ())}
    targets = targets_of(root, masa, only)
    ruang: dict[str, Ruang] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    for name in dict.fromkeys(name for name, _ in targets):
        office = workspace.kantor(root, masa, name, problems)
        if office is None:
            broken.add(name)
        else:
            scored = SCORED in jenis.kosakata
            ruang[name] = results.count(root, office, problems) if scored else Ruang(office, (), ())
    work = Pekerjaan(root, masa, kind, jenis, ruang)
    work_list = [one for one in targets if one[0] in ruang]
    made: list[dict[str, Any]] = [failed(name, unit) for name, unit in targets if name in broken]
    given: list[tuple[str, str, tuple[Bernomor, ...]]] = []
    for done, ((name, unit), result) in enumerate(zip(work_list, _all(work, work_list, before, jobs), strict=True), 1):
        progress(done, len(targets))
        problems += result.masalah
        given.append((name, unit, result.nomor))
        if result.catatan is not None:
            made.append(result.catatan)
    twins = kembar(given, kind)
    problems += twins.masalah
    for one in [one for one in made if (one["instansi"], one["unit"]) in twins.unit and one["status"] != "gagal"]:
        problems += remove(root, one)
        made[made.index(one)] = failed(one["instansi"], one["unit"])
    made.sort(key=lambda one: (one["instansi"], one["unit"]))
    there = {f"{one['instansi']}/{one['unit']}": one for one in made}
    for key, old in before.items():
        if only is not None and key not in there and key not in {"/".join(one) for one in targets}:
            there[key] = old
        elif "berkas" in old and "berkas" not in there.get(key, {}):
            problems += remove(root, old)
    found = tuple(sorted(set(problems)))
    summary = Ringkasan(
        jumlah=len(made),
        dibuat=sum(one["status"] == "dibuat" for one in made),
        draf=sum(one.get("draf", False) for one in made),
        gagal=sum(one["status"] == "gagal" for one in made),
        masalah=found,
        catatan=tuple(made),
    )
    clean = only is None and not any(not one.is_warning for one in found)
    _report(path, work, summary, fingerprint if clean else "", [there[key] for key in sorted(there)])
    return summary


def kind_of(root: Path, kind: str) -> Jenis:
    """Return a kind of document whose chapters are all known; refuse another."""
    jenis = workspace.jenis(root, kind)
    unknown = [name for name in jenis.kosakata if name not in BAB]
    if unknown:
        place = Place(f"{workspace.TEMPLATES}/{kind}/jenis.yaml")
        values = {
            "field": "kosakata",
            "found": f'"{unknown[0]}"',
            "expected": ucap("bab di antara: {choices}", choices=", ".join(BAB)),
        }
        raise Refusal([problem(place, "I003", **values)])
    return jenis


def targets_of(root: Path, masa: Masa, only: str | None) -> list[tuple[str, str]]:
    """Return the units of a period as (institution, unit); with `only` that one. Raises `Usage` when there is none."""
    every = [(name, unit) for name in workspace.institutions(root, masa) for unit in workspace.units(root, name)]
    if only is None:
        return every
    chosen = [one for one in every if only in ("/".join(one), one[1])]
    if not chosen:
        near = schema.guess(only, tuple("/".join(one) for one in every), ucap("lihat nama berkas di units/"))
        raise Usage(ucap('unit "{unit}" tidak ada di periode {masa}; {near}', unit=only, masa=masa, near=near))
    if len(chosen) > 1:
        names = ", ".join("/".join(one) for one in chosen)
        raise Usage(ucap('unit "{unit}" ada di beberapa institusi; pilih di antara: {names}', unit=only, names=names))
    return chosen


def _all(
    work: Pekerjaan, targets: Sequence[tuple[str, str]], before: Mapping[str, Any], jobs: int | None
) -> Iterator[Buatan]:
    jobs = jobs or min(os.cpu_count() or 1, 1 + len(targets) // SEPROSES)
    if jobs == 1:
        yield from (make(work, name, unit, before.get(f"{name}/{unit}", {})) for name, unit in targets)
        return
    items = [(name, unit, before.get(f"{name}/{unit}", {})) for name, unit in targets]
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,)) as pool:
        for results in pool.map(_make_chunk, chunks):
            yield from results


_mine: list[Pekerjaan] = []


def _begin(work: Pekerjaan) -> None:
    _mine[:] = [work]


def _make_chunk(chunk: Sequence[tuple[str, str, dict[str, Any]]]) -> list[Buatan]:
    return [make(_mine[0], name, unit, old) for name, unit, old in chunk]


def _report(
    path: Path, work: Pekerjaan, summary: Ringkasan, fingerprint: str, documents: Iterable[Mapping[str, Any]]
) -> None:
    head = {
        "periode": str(work.masa),
        "jenis": work.kind,
        "jumlah": summary.jumlah,
        "dibuat": summary.dibuat,
        "tetap": summary.jumlah - summary.dibuat - summary.gagal,
        "draf": summary.draf,
        "gagal": summary.gagal,
        "sebutan": work.jenis.sebutan,
        "masalah": [str(one) for one in summary.masalah],
        "masukan": fingerprint,
    }
    lines = (json.dumps(one, ensure_ascii=False) for one in documents)
    try:
        state.write(path, "".join(state.report_text(head, lines)).encode())
    except OSError as fault:
        raise Refusal([problem(Place(str(path)), "K002", found=sebab(fault))]) from None
