"""Counts that grow block by block: by unit and service for the elements, by unit for what stands beside them."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.problems.problem import Problem
from pipeline.scores.counts import NO_BESIDE, Beside, CountedRow
from pipeline.scores.ikm import SCALE
from pipeline.scores.sheets.day_counts import DayCounts, Numbers, Truths, different
from pipeline.scores.sheets.rejected import Rejected
from pipeline.scores.sheets.repeats import Repeats
from pipeline.scores.sheets.row_accounts import MOST_LINES, RowAccounts
from pipeline.scores.suggestions import cleaned
from pipeline.sources.nearest import tidy

Patterns = npt.NDArray[np.uint64]
WIDTH = len(SCALE) + 1
"""An answer, or none."""
MOST_PATTERNS = 1_000_000
"""Different answer sheets that are remembered; beyond that those seen least are forgotten."""
LARGEST_TABLE = 1_000_000
"""Units by services up to which a table of all of them is the faster way."""
_BIT = 44
"""Bits of a sheet of answers; the others are its unit's."""


class Tally:
    """What is known of a sheet so far."""

    def __init__(self, file: str, scored: Sequence[str]) -> None:
        self.file, self.columns = file, tuple(scored)
        self.units: dict[str, int] = {}
        self.names: dict[str, tuple[int, str]] = {}
        self.groups: dict[tuple[int, int], int] = {}
        self.lines: list[int] = []
        self.blank: dict[int, tuple[int, int]] = {}
        self.counts = np.zeros((0, len(self.columns), WIDTH), dtype=np.int64)
        self.forms = np.zeros(0, dtype=np.int64)
        self.rejected = Rejected(file)
        self.accounts = RowAccounts()
        self.profiles: dict[int, dict[str, dict[str, int]]] = {}
        self.days = DayCounts(file, self.rejected, self.accounts)
        self.suggestions: dict[int, dict[str, None]] = {}
        self.patterns: tuple[Patterns, Numbers] = (np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64))
        self.new: list[Patterns] = []
        self.repeats = Repeats()

    def unit(self, name: str) -> int:
        """Return the number of a unit."""
        return self.units.setdefault(name, len(self.units))

    def service(self, name: str) -> int:
        """Return the number of a service's name, however it is spelled."""
        return self.names.setdefault(tidy(name), (len(self.names), name))[0]

    def group_of(self, units: Numbers, names: Numbers, lines: Sequence[int]) -> Numbers:
        """Return the number of each row's unit and service; of a new one the first line is kept."""
        width = len(self.names)
        both = units * width + names
        # a table of all units by all services would fill the memory where only some of them stand
        is_small = len(self.units) * width < LARGEST_TABLE
        pairs = np.flatnonzero(np.bincount(both)) if is_small else np.unique(both)
        place = np.searchsorted(pairs, both)
        known = len(self.groups)
        table = np.array([self.groups.setdefault(divmod(pair, width), len(self.groups)) for pair in pairs.tolist()])
        grown = len(self.groups) - known
        if grown:
            first = np.zeros(len(pairs), dtype=np.int64)
            first[place[::-1]] = np.arange(len(place))[::-1]
            self.lines += (lines[row] for row in first[table >= known].tolist())
            self.counts = np.pad(self.counts, ((0, grown), (0, 0), (0, 0)))
            self.forms = np.pad(self.forms, (0, grown))
        found: Numbers = table[place]
        return found

    def count_answers(self, number: int, groups: Numbers, scores: Numbers) -> None:
        """Count the answers of a column."""
        cells = np.bincount(groups * WIDTH + scores, minlength=len(self.counts) * WIDTH)
        self.counts[:, number] += cells.reshape(-1, WIDTH)

    def count_forms(self, units: Numbers, groups: Numbers, sheets: Patterns) -> None:
        """Count the forms, and how often each sheet of answers was handed in."""
        self.forms += np.bincount(groups, minlength=len(self.forms))
        self.new.append((units.astype(np.uint64) << np.uint64(_BIT)) | self._keys(sheets))
        if sum(map(len, self.new)) > MOST_PATTERNS:
            self._join()
            least = 1
            while len(self.patterns[0]) > MOST_PATTERNS:
                keys, counts = self.patterns
                self.patterns = keys[counts > least], counts[counts > least]
                least += 1

    def _keys(self, sheets: Patterns) -> Patterns:
        """Return sheets as numbers below 2**44: themselves, or scattered when there are too many different ones."""
        if WIDTH ** len(self.columns) < 2**_BIT:
            return sheets
        return (sheets * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _BIT)

    def _join(self) -> None:
        """Join what is new to every unit's sheets, each once, with how often it was handed in."""
        known, often = self.patterns
        found = np.sort(np.concatenate([known, *self.new]))
        new = np.flatnonzero(np.append(True, found[1:] != found[:-1])[: len(found)])
        keys, counts = found[new], np.diff(np.append(new, len(found)))
        counts[np.searchsorted(keys, known)] += often - 1
        self.patterns, self.new = (keys, counts), []

    def skip(self, units: Numbers, rows: Numbers, lines: Sequence[int]) -> None:
        """Keep how many rows of a unit say nothing, and the first."""
        for unit in np.unique(units[rows]).tolist():
            those = rows[units[rows] == unit]
            many, line = self.blank.get(unit, (0, lines[int(those[0])]))
            self.blank[unit] = (many + len(those), line)

    def keep(self, name: str, units: Numbers, codes: Numbers, texts: Sequence[str]) -> None:
        """Keep what a column beside the answers says, by unit."""
        for _, unit, code, many in different(units, codes, len(texts)):
            text = texts[code]
            if name == "saran":
                if text:
                    self.suggestions.setdefault(unit, {})[text] = None
            else:
                counts = self.profiles.setdefault(unit, {}).setdefault(name, {})
                counts[text] = counts.get(text, 0) + many

    def account(self, units: Numbers, answered: Truths, refused: Truths, lines: Sequence[int]) -> None:
        """Count what became of a block's rows."""
        names = list(self.units)
        self.accounts.read += len(units)
        ignored = ~answered & ~refused
        many = [np.bincount(units[rows], minlength=len(names)) for rows in (answered & ~refused, ignored, refused)]
        where: dict[int, list[int]] = {}
        wrong = np.flatnonzero(refused)
        for row in wrong[np.argsort(units[wrong], kind="stable")].tolist() if len(wrong) else ():
            told = where.setdefault(int(units[row]), [])
            if len(told) < MOST_LINES:
                told.append(lines[row])
        for unit in np.unique(units).tolist():
            used, skipped, wrong_rows = (int(column[unit]) for column in many)
            self.accounts.add(names[unit], used, skipped, wrong_rows, where.get(unit, ()))

    def result(
        self,
    ) -> tuple[Mapping[str, tuple[CountedRow, ...]], Mapping[str, Beside], Mapping[str, tuple[Problem, ...]]]:
        """Return the rows, what stands beside them, and what is wrong, by unit in the order of their names."""
        self.days.settle(list(self.units))
        names = [name for _, name in self.names.values()]
        rows: dict[int, list[CountedRow]] = {}
        flat = self.counts[:, :, 1:].reshape(len(self.counts), len(self.columns) * len(SCALE)).tolist()
        for (unit, name), number in self.groups.items():
            row = CountedRow(names[name], int(self.forms[number]), tuple(flat[number]), line=self.lines[number])
            rows.setdefault(unit, []).append(row)
        order = sorted(self.units.items())
        alike, repeats, nameless = self._most_alike(), self.repeats.result(), self.repeats.nameless()
        return (
            {name: tuple(sorted(rows.get(unit, ()))) for name, unit in order},
            {
                name: self._beside_of(unit, alike.get(unit, 0))._replace(
                    repeats=repeats.get(unit, (0, 1, 1)), nameless=nameless.get(unit, (0, 1))
                )
                for name, unit in order
            },
            {name: wrong for name, wrong in self.rejected.result().items() if name in self.units},
        )

    def _most_alike(self) -> dict[int, int]:
        """Return how often the most frequent sheet of a unit was handed in, of those that are not one answer alone."""
        self._join()
        keys, counts = self.patterns
        keys, counts = keys[counts > 1], counts[counts > 1]
        even = [sum(score * WIDTH**place for place in range(len(self.columns))) % 2**64 for score in (0, *SCALE)]
        uneven = ~np.isin(keys & np.uint64(2**_BIT - 1), self._keys(np.array(even, dtype=np.uint64)))
        most = np.zeros(len(self.units), dtype=np.int64)
        np.maximum.at(most, (keys >> np.uint64(_BIT)).astype(np.int64)[uneven], counts[uneven])
        return dict(enumerate(most.tolist()))

    def _beside_of(self, unit: int, alike: int) -> Beside:
        profil = {name: dict(sorted(counts.items())) for name, counts in sorted(self.profiles.get(unit, {}).items())}
        saran = cleaned(self.suggestions.get(unit, ()))
        dates = self.days.of(unit)
        return NO_BESIDE._replace(
            profil=profil, days=dates, saran=saran, alike=alike, blank=self.blank.get(unit, (0, 1))
        )
