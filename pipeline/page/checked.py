"""What is wrong in a period, as `check` finds it: what has not changed is not read again."""

import os
from pathlib import Path
from typing import NamedTuple

from pipeline.checking import check, memory
from pipeline.files import fingerprint
from pipeline.problems.problem import Problem
from pipeline.sources import workspace
from pipeline.sources.period import Period

AT_ONCE = 12
"""Units that are looked at while a reader waits for a save."""
MANY = 100
"""Units that are looked at while a reader waits for the list of what is wrong."""
_ROUNDS = 5


def of_period(root: Path, period: Period) -> tuple[Problem, ...]:
    """Return everything that is wrong in a period."""
    last = memory.unchanged(root, str(period)) or check.run(root, period)
    return last.problems


def so_far(root: Path, period: Period) -> tuple[tuple[Problem, ...] | None, bool]:
    """Return what is wrong in a period, and whether that is so by now.

    Of many units that have changed it is what the last check found, `None` where there was none: `rest` looks at them.
    """
    last = memory.unchanged(root, str(period))
    if last is not None:
        return last.problems, True
    many = sum(len(workspace.units(root, name)) for name in workspace.institutions(root, period))
    if many <= MANY or not _is_kept(root):
        return check.run(root, period).problems, True
    old = memory.read(root, str(period))
    return old.problems if old else None, False


def _is_kept(root: Path) -> bool:
    """Return whether what a check finds can be kept for the next one who asks."""
    built = root / fingerprint.BUILD
    return os.access(built if built.exists() else root, os.W_OK)


def of_unit(root: Path, period: Period, unit: str) -> tuple[Problem, ...]:
    """Return what is wrong with a unit and with what it shares; `unit` as `<instansi>/<unit>`."""
    return check.run(root, period, unit).problems


class OfFile(NamedTuple):
    """What is wrong since a file is as it is, and in which period; whether all units that share it were looked at."""

    period: Period | None
    problems: tuple[Problem, ...]
    is_whole: bool = True


def of_file(root: Path, file: str) -> OfFile:
    """Return what is wrong since a file is as it is, in its period, or else the newest.

    Of a unit's own file only the unit is looked at; of a file that many share at first one of them, so that whoever
    waits for it is answered: the others are looked at by `rest`.
    """
    period, unit = owner(root, file)
    if period is None:
        return OfFile(None, ())
    first = "" if unit else _first(root, period, file)
    if unit or not first:
        return OfFile(period, of_unit(root, period, unit) if unit else of_period(root, period))
    last = memory.unchanged(root, str(period))
    return OfFile(period, last.problems if last else of_unit(root, period, first), last is not None)


def _first(root: Path, period: Period, file: str) -> str:
    """Return the unit that is looked at first of those that share a file; empty where they are few."""
    offices = workspace.institutions(root, period)
    own = [name for name in file.split("/") if name in offices] or offices
    units = [f"{name}/{unit}" for name in own for unit in workspace.units(root, name)]
    return units[0] if len(units) > AT_ONCE else ""


def rest(root: Path, period: Period) -> None:
    """Look at every unit of a period, until nothing has changed since."""
    for _ in range(_ROUNDS):
        if memory.unchanged(root, str(period)) is not None:
            return
        check.run(root, period)


def owner(root: Path, file: str) -> tuple[Period | None, str]:
    """Return the period that a file is checked in, and the unit whose own it is; empty for what many share."""
    there = workspace.periods(root)
    steps = file.split("/")
    named = steps[1] if steps[0] == workspace.PERIODS and len(steps) > 1 and steps[1] in there else ""
    name = named or (there[-1] if there else "")
    if not name:
        return None, ""
    period = workspace.period(root, name)
    office, stem = (steps[-2], steps[-1].rpartition(".")[0]) if len(steps) > 2 else ("", "")
    own = file.endswith(".yaml") and stem in workspace.units(root, office)
    in_period = own and office in workspace.institutions(root, period)
    return period, f"{office}/{stem}" if in_period else ""
