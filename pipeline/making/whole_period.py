"""What a document over a whole period speaks from: the results of every unit, and the letters in the register."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from pipeline.problems.codes import CODES
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import survey
from pipeline.scores.records import Nilai
from pipeline.scores.results import Ruang, of_unit
from pipeline.sources import acknowledged as diketahui
from pipeline.sources import register_reader as agenda
from pipeline.sources import workspace
from pipeline.sources.models import Gabungan
from pipeline.sources.register_reader import Lembar
from pipeline.sources.workspace import Berkas
from pipeline.sources.yaml_text import Node
from pipeline.words.chapter import Bahan

REKAP, PENGIRIMAN = "rekap", "pengiriman"
"""The chapters that speak of every unit, and of every letter."""
TANPA_HASIL = "R001"


class Seluruh(NamedTuple):
    """Every unit with its results, and the register; `diketahui` are the acknowledgements that units needed."""

    satuan: tuple[Bahan, ...] = ()
    agenda: tuple[Lembar, ...] = ()
    diketahui: frozenset[Place] = frozenset()


def collect(root: Path, ruang: Ruang, kosakata: Collection[str], problems: list[Problem]) -> Seluruh:
    """Return what the chapters of a kind need of the whole; a unit without a result is there, with a warning."""
    office = ruang.kantor
    lembar: tuple[Lembar, ...] = ()
    if PENGIRIMAN in kosakata:
        lembar = agenda.entries(root, office.id, problems, mention=str(office.masa))
    if REKAP not in kosakata:
        return Seluruh((), lembar)
    problems += ruang.masalah
    if ruang.masalah:
        return Seluruh((), lembar)
    known: set[Place] = set()
    units = (_satuan(root, ruang, unit, problems, known) for unit in workspace.units(root, office.id))
    return Seluruh(tuple(units), lembar, frozenset(known))


def _satuan(root: Path, ruang: Ruang, unit: str, problems: list[Problem], known: set[Place]) -> Bahan:
    berkas, sebab = _berkas(root, ruang, unit)
    nilai: tuple[Nilai, ...] = ()
    if not sebab:
        try:
            nilai = of_unit(ruang, berkas)
            survey.survei(root, ruang, berkas, nilai)
        except Refusal as refusal:
            nilai, sebab = (), refusal.problems
    utama = next(iter(ruang.kantor.instansi.skema))
    if any(one.kunci == utama for one in nilai):
        return Bahan(berkas, "", nilai, None)
    said = [at for at, kode in diketahui.places(berkas) if kode == TANPA_HASIL]
    known.update(said)
    if not said:
        errors = [one for one in sebab if not one.is_warning]
        why = _kalimat(errors[0]) if errors else ucap("tidak memakai skema {skema}", skema=utama)
        problems.append(problem(berkas.own, TANPA_HASIL, unit=unit, sebab=why))
    return Bahan(berkas, "", (), None)


def _berkas(root: Path, ruang: Ruang, unit: str) -> tuple[Berkas, tuple[Problem, ...]]:
    """Return a unit's records; when they cannot be read, ones that say no more than the name of its file, and why."""
    try:
        return workspace.berkas(root, ruang.kantor, unit), ()
    except Refusal as refusal:
        file = f"{workspace.UNITS}/{ruang.kantor.id}/{unit}.yaml"
        bare = Berkas(ruang.kantor, unit, Gabungan(nama=unit), Node({}, Place(file)), Place(file), ())
        return bare, refusal.problems


def _kalimat(one: Problem) -> str:
    return ucap("{place} {pesan}", place=one.place, pesan=ucap(CODES[one.code].message, **dict(one.values)))
