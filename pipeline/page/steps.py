"""The steps of a semester, unit by unit: how far each is, by the last check, the last run and the register."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.checking import memory as check_memory
from pipeline.checking.memory import Memory
from pipeline.making import report
from pipeline.page import unit_files
from pipeline.page.unit_files import OfficeFiles, PageMemory, UnitFile
from pipeline.problems.phrase import Sentence
from pipeline.sources import period as reporting
from pipeline.sources import workspace
from pipeline.sources.models import Periode
from pipeline.sources.period import Period
from pipeline.words.chapters.penerimaan import OWED

STEPS: tuple[tuple[str, Sentence], ...] = (
    ("data", "Data"),
    ("jawaban", "Jawaban"),
    ("diperiksa", "Diperiksa"),
    ("draf", "Draf"),
    ("nomor", "Nomor"),
    ("terbit", "Terbit"),
    ("terkirim", "Terkirim"),
    ("laporan", "Laporan"),
    ("publikasi", "Publikasi"),
)
_PLACES = {step: at for at, (step, _) in enumerate(STEPS)}
DONE, NOT, WRONG, OLD, UNKNOWN = "ya", "belum", "salah", "usang", "entah"
STATES: tuple[tuple[str, Sentence], ...] = (
    (DONE, "sudah"),
    (NOT, "belum"),
    (WRONG, "salah"),
    (OLD, "berubah sejak itu"),
    (UNKNOWN, "belum diperiksa"),
)
_NOTHING = UnitFile()
_UNANSWERED = ("S006", "S012")


class UnitSteps(NamedTuple):
    """A unit: the state of each step in the order of `STEPS`, its number, and how much is wrong with it."""

    instansi: str
    unit: str
    states: tuple[str, ...]
    nomor: str = ""
    entry: str = ""
    wrong: int = 0

    def state(self, step: str) -> str:
        """Return the state of a step."""
        return self.states[_PLACES[step]]


def of_period(root: Path, period: Period, kind: str, memory: PageMemory) -> list[UnitSteps]:
    """Return every unit of a period, with its letter of a kind."""
    offices = unit_files.offices(root, str(period), memory)
    checked, when = last_check(root, str(period), memory)
    drafts = _drafts(root, str(period), kind, memory)
    key = ("rows", str(period), kind)
    last = memory.of_step.get(key)
    if last is not None and last[0] is offices and last[1:3] == (when, drafts[0]):
        rows: list[UnitSteps] = last[3]
        return rows
    found = list(_rows(root, period, kind, offices, checked, when, drafts))
    memory.of_step[key] = (offices, when, drafts[0], found)
    return found


def _rows(
    root: Path,
    period: Period,
    kind: str,
    offices: Mapping[str, OfficeFiles],
    checked: Memory | None,
    when: float,
    drafts: tuple[float, dict[str, bool]],
) -> Iterator[UnitSteps]:
    known = _seen(checked)
    for name, files in offices.items():
        letters = {
            letter.unit: letter for letter in files.letters if (letter.periode, letter.jenis) == (str(period), kind)
        }
        is_out = workspace.not_surveyed(root, period, name)
        faults, shared = _faults(checked, name), _is_shared(files)
        for unit in sorted(files.units):
            if unit in is_out:
                continue
            own = faults.get(unit, [])
            letter = letters.get(unit)
            changed = files.changed.get(unit, 0) > when
            key = f"{name}/{unit}"
            seen = key in known
            said = files.in_period.get(unit, _NOTHING)
            states = (
                DONE,
                _answered(files, unit, own, shared=shared, seen=seen),
                NOT if not seen else OLD if changed else WRONG if own else DONE,
                _draft(drafts, key, files.changed.get(unit, 0)),
                DONE if letter else NOT,
                DONE if letter and letter.is_issued else NOT,
                DONE if letter and letter.is_sent else NOT,
                DONE if OWED in said.received else NOT,
                DONE if said.is_published else NOT,
            )
            number, entry = (letter.nomor, letter.berkas) if letter else ("", "")
            yield UnitSteps(name, unit, states, number, entry, len(own))


def counts(rows: Iterable[UnitSteps]) -> list[int]:
    """Return of every step how many units have done it."""
    done = [0] * len(STEPS)
    for row in rows:
        for at, state in enumerate(row.states):
            done[at] += state == DONE
    return done


def due(root: Path, period: Period, today: dt.date) -> Iterator[tuple[str, dt.date, int]]:
    """Yield what an institution asked of its units until a day: its name, the day, and how many days are left."""
    for name in workspace.institutions(root, period):
        file = f"{workspace.PERIODS}/{period}/{name}/periode.yaml"
        found = workspace.load(root, file, Periode, [])
        last = (found and found[0].batas) or reporting.last_day(reporting.shift(period, 1))
        yield name, last, (last - today).days


def _faults(checked: Memory | None, name: str) -> dict[str, list[str]]:
    """Return the codes of errors by unit of an institution."""
    found: dict[str, list[str]] = {}
    for key, finding in checked.findings.items() if checked else ():
        owner, _, unit = key.partition("/")
        if owner == name and unit and finding.problems:
            found[unit] = [fault.code for fault in finding.problems if not fault.is_warning]
    return found


def _seen(checked: Memory | None) -> Mapping[str, object]:
    return checked.findings if checked else {}


def _is_shared(files: OfficeFiles) -> bool:
    return "skor" in files.sheets


def _answered(files: OfficeFiles, unit: str, codes: Iterable[str], *, shared: bool, seen: bool) -> str:
    """Return whether a unit has answers; of a sheet that many share only a check knows whose they are."""
    if unit in files.sheets:
        return DONE
    if shared and not seen:
        return UNKNOWN
    return NOT if not shared or any(code in _UNANSWERED for code in codes) else DONE


def last_check(root: Path, period: str, memory: PageMemory) -> tuple[Memory | None, float]:
    """Return what the last check found, and when it was; read again where there was another one since."""
    when = _when(check_memory.file(root, period))
    known = memory.of_step.get(("check", period))
    if known is None or known[0] != when:
        known = memory.of_step["check", period] = (when, check_memory.read(root, period) if when else None)
    return known[1], when


def _drafts(root: Path, period: str, kind: str, memory: PageMemory) -> tuple[float, dict[str, bool]]:
    """Return when the last run was, and of every document it made whether it is there."""
    path = report.report_file(root, period, kind)
    when = _when(path)
    known = memory.of_step.get(("run", period, kind))
    if known is None or known[0] != when:
        made = {
            f"{line.instansi}/{line.unit}": bool(line.berkas) for line, _ in (report.documents(path) if when else ())
        }
        known = memory.of_step["run", period, kind] = (when, made)
    return known[0], known[1]


def _draft(run: tuple[float, dict[str, bool]], name: str, changed: float) -> str:
    when, made = run
    if name not in made:
        return NOT
    return WRONG if not made[name] else OLD if changed > when else DONE


def _when(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0
