"""The Python API: a workspace opened, for notebooks and others' programs; it changes only with a major version."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.sources import home, workspace

if TYPE_CHECKING:
    from pipeline.issuing.order import IssuePlan
    from pipeline.issuing.verify import Verdict
    from pipeline.lists.history import PastLetter
    from pipeline.lists.unit_figures import PeriodFigures
    from pipeline.problems.problem import Problem
    from pipeline.sources.register_reader import EntryFile


class Workspace:
    """A workspace; nothing but `build/` is written. A call that cannot be followed raises `Usage` or `Refusal`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods there are, the earliest first."""
        return tuple(map(str, workspace.periods(self.root)))

    @property
    def institutions(self) -> tuple[str, ...]:
        """The institutions, by the names of their folders."""
        return workspace.offices(self.root)

    def units(self, institution: str) -> tuple[str, ...]:
        """Return the units of an institution, by the names of their files."""
        return workspace.units(self.root, institution)

    def check(self, period: str, unit: str | None = None) -> "tuple[Problem, ...]":
        """Return everything that is wrong in a period, sorted."""
        from pipeline.checking import check

        return tuple(check.run(self.root, workspace.period(self.root, period), unit).problems)

    def results(self, period: str, unit: str | None = None) -> "PeriodFigures":
        """Return the results of every unit of a period, or of one."""
        from pipeline.lists import unit_figures

        return unit_figures.of_period(self.root, workspace.period(self.root, period), unit)

    def table(self, period: str, unit: str | None = None) -> list[dict[str, object]]:
        """Return the results as a long table, a row a figure: what `pandas.DataFrame` takes."""
        from pipeline.lists import unit_figures

        return [
            dict(zip(unit_figures.COLUMNS, row, strict=True)) for row in unit_figures.rows(self.results(period, unit))
        ]

    def register(self, institution: str) -> "Sequence[EntryFile]":
        """Return the entries of an institution's register, in the order of their numbers; refuse one that is wrong."""
        from pipeline.problems.problem import Problem, Refusal
        from pipeline.sources import register_reader

        problems: list[Problem] = []
        found = register_reader.entries(self.root, institution, problems)
        if problems:
            raise Refusal(problems)
        return found

    def plan(self, period: str, kind: str = "surat-hasil", unit: str | None = None) -> "IssuePlan":
        """Return which letters would get which numbers, and what stands in the way."""
        from pipeline.issuing import plan
        from pipeline.issuing.order import Order

        return plan.plan_of(self.root, Order(workspace.period(self.root, period), kind, unit))

    def letters(self, institution: str, unit: str) -> "tuple[PastLetter, ...]":
        """Return every letter of a unit, over the periods."""
        from pipeline.lists import history

        return tuple(history.letters(self.root, institution, unit, []))

    def verify(self, content: bytes) -> "tuple[Verdict, ...]":
        """Return what a .docx or .pdf is, held against the archive."""
        from pipeline.issuing import verify

        return verify.of_file(self.root, content)


def open_workspace(folder: str | Path | None = None) -> Workspace:
    """Return the workspace of a folder, or the nearest from the current folder upwards; raises `Usage` for none."""
    return Workspace(home.of(None if folder is None else Path(folder)))
