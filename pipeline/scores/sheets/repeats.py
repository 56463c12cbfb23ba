"""Respondents who stand in a sheet twice: the same number in the same unit and service."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.scores.sheets.cells import Numbers

Fingerprints = npt.NDArray[np.uint64]
MOST = 2_000_000
"""Rows that are remembered, so that memory is bounded; those that follow are not held against them."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Repeats:
    """Remembers of every row its respondent as one number, where it stands, and its unit."""

    def __init__(self) -> None:
        self._rows: list[tuple[Numbers, Numbers, Numbers]] = []
        self._many = 0
        self._nameless: dict[int, tuple[int, int]] = {}
        self._named: set[int] = set()

    def keep(self, marks: Fingerprints, units: Numbers, groups: Numbers, lines: Sequence[int]) -> None:
        """Remember a block by the fingerprints of its respondents; a row without a number (0) is nobody twice."""
        said = marks != 0
        self._named |= set(np.unique(units[said]).tolist())
        for unit in np.unique(units[~said]).tolist():
            rows = np.flatnonzero(~said & (units == unit))
            many, line = self._nameless.get(unit, (0, lines[int(rows[0])]))
            self._nameless[unit] = many + len(rows), line
        if self._many > MOST:
            return
        keys = marks ^ (groups.astype(np.uint64) * _SPREAD)
        found = keys[said], units[said].astype(np.int32), np.asarray(lines, dtype=np.int32)[said]
        self._rows.append(found)
        self._many += len(found[0])

    def nameless(self) -> Mapping[int, tuple[int, int]]:
        """Return by unit how many rows have no number though others of the unit have one, and the line of the first."""
        return {unit: told for unit, told in self._nameless.items() if unit in self._named}

    def result(self) -> Mapping[int, tuple[int, int, int]]:
        """Return by unit how many rows repeat a respondent, the line of the first, and the line that it repeats."""
        if not self._rows:
            return {}
        keys, units, lines = (np.concatenate(part) for part in zip(*self._rows, strict=True))
        inorder = np.sort(keys)
        if not (inorder[1:] == inorder[:-1]).any():
            return {}
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        found: dict[int, tuple[int, int, int]] = {}
        for row, before in sorted(zip(order[same + 1].tolist(), order[same].tolist(), strict=True)):
            many, line, first = found.get(int(units[row]), (0, int(lines[row]), int(lines[before])))
            found[int(units[row])] = (many + 1, line, first)
        return found
