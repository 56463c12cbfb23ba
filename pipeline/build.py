"""The walk of every unit through the rooms; then the report."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import results, state
from pipeline.errors import Place, Problem, Refusal, Usage, problem
from pipeline.making import SCORED, Buatan, Pekerjaan, failed, make, remove
from pipeline.results import Ruang
from pipeline.sources import agenda, schema, workspace
from pipeline.sources.agenda import Lembar, Terkirim
from pipeline.sources.masa import Masa
from pipeline.sources.schema import Jenis
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
    mode: str = "",
) -> Ringkasan:
    """Make every document of a kind in a period (or of the unit `only`), and write the report.

    One bad unit does not stop the others: its document, stale by now, is removed. Raises `Refusal` when nothing can
    be made at all, `Usage` when there is no such unit.
    """
    fingerprint = state.inputs(root, str(masa), kind)
    jenis = jenis_of(root, kind)
    keluaran = f"{state.BUILD}/{mode}" if mode else state.BUILD
    path = root / keluaran / str(masa) / f"{kind}.json" if mode else state.report_file(root, str(masa), kind)
    before = {f"{one['instansi']}/{one['unit']}": one for one in state.read(path).get("dokumen", ())}
    targets = targets_of(root, masa, only)
    ruang: dict[str, Ruang] = {}
    terbit: dict[tuple[str, str], tuple[Lembar, Terkirim]] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    for name in dict.fromkeys(name for name, _ in targets):
        office = workspace.kantor(root, masa, name, problems)
        if office is None:
            broken.add(name)
        else:
            scored = SCORED in jenis.kosakata
            ruang[name] = results.count(root, office, problems) if scored else Ruang(office, (), ())
            terbit |= {} if mode else agenda.terbitan(root, name, str(masa), kind, problems)
    work = Pekerjaan(root, masa, kind, jenis, ruang, terbit, keluaran, mode)
    made: list[dict[str, Any]] = [failed(name, unit) for name, unit in targets if name in broken]
    numbers: dict[tuple[str, str], str] = {}
    for done, result in enumerate(_all(work, [one for one in targets if one[0] in ruang], before, jobs), 1):
        progress(done, len(targets))
        problems += result.masalah
        if result.catatan is None:
            continue
        catatan = result.catatan
        made.append(catatan)
        if result.nomor:
            other = numbers.setdefault((catatan["instansi"], result.nomor), catatan["unit"])
            if other != catatan["unit"] and not _bersama(ruang[catatan["instansi"]], kind):
                problems.append(_kembar(catatan, result.nomor, other))
                made[-1] = failed(catatan["instansi"], catatan["unit"])
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


def jenis_of(root: Path, kind: str) -> Jenis:
    """Return a kind of document; refuse when it has no folder, or names a chapter that there is not."""
    jenis = workspace.jenis(root, kind)
    unknown = [name for name in jenis.kosakata if name not in BAB]
    if unknown:
        place = Place(f"{workspace.TEMPLATES}/{kind}/jenis.yaml")
        values = {"field": "kosakata", "found": f'"{unknown[0]}"', "expected": f"bab di antara: {', '.join(BAB)}"}
        raise Refusal([problem(place, "I003", **values)])
    return jenis


def targets_of(root: Path, masa: Masa, only: str | None) -> list[tuple[str, str]]:
    """Return the units of a period as (institution, unit), or the one that `only` names; raises `Usage`."""
    every = [(name, unit) for name in workspace.institutions(root, masa) for unit in workspace.units(root, name)]
    if only is None:
        return every
    chosen = [one for one in every if only in ("/".join(one), one[1])]
    if not chosen:
        near = schema.guess(only, tuple("/".join(one) for one in every), "lihat nama berkas di units/")
        raise Usage(f'unit "{only}" tidak ada di periode {masa}; {near}')
    if len(chosen) > 1:
        names = ", ".join("/".join(one) for one in chosen)
        raise Usage(f'unit "{only}" ada di beberapa institusi; pilih di antara: {names}')
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


def _bersama(ruang: Ruang, kind: str) -> bool:
    """Return whether the letters of a kind share one number."""
    instansi = ruang.kantor.instansi
    nomor = (instansi.nomor_jenis or {}).get(kind, instansi.nomor)
    return nomor is not None and nomor.satu_untuk == "kelompok"


def _kembar(catatan: Mapping[str, Any], nomor: str, other: str) -> Problem:
    file = f"{workspace.UNITS}/{catatan['instansi']}/{catatan['unit']}.yaml"
    return problem(Place(file), "B007", found=nomor, other=f"{workspace.UNITS}/{catatan['instansi']}/{other}.yaml")


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
        raise Refusal([problem(Place(str(path)), "K002", found=fault.strerror)]) from None
