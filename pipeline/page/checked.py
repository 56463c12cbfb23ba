"""What is wrong in a period, as `check` finds it: what has not changed is not read again."""

from pathlib import Path

from pipeline.checking import check, memory
from pipeline.problems.problem import Problem
from pipeline.sources import workspace
from pipeline.sources.period import Period


def of_period(root: Path, period: Period) -> tuple[Problem, ...]:
    """Return everything that is wrong in a period."""
    last = memory.unchanged(root, str(period)) or check.run(root, period)
    return last.problems


def of_unit(root: Path, period: Period, unit: str) -> tuple[Problem, ...]:
    """Return what is wrong with a unit and with what it shares; `unit` as `<instansi>/<unit>`."""
    return check.run(root, period, unit).problems


def of_file(root: Path, file: str) -> tuple[Period | None, tuple[Problem, ...]]:
    """Return what is wrong since a file is as it is, and in which period: its own, or else the newest.

    Of a unit's own file only the unit is looked at.
    """
    period, unit = owner(root, file)
    if period is None:
        return None, ()
    return period, of_unit(root, period, unit) if unit else of_period(root, period)


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
