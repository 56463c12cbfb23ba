"""What an institution's answers say of one unit, as a fingerprint: what other units answered changes nothing of it."""

import json
from typing import Any

from pipeline.files import fingerprint
from pipeline.problems import as_data
from pipeline.scores.counted import CountedOffice
from pipeline.scores.counts import Counts


class OwnAnswers:
    """An institution's counted answers, asked unit by unit: this period's, earlier ones', those of its parts."""

    def __init__(self, counted: CountedOffice) -> None:
        self._counted = counted
        self._sheets: dict[str, list[Counts]] = {}
        for sheet in counted.sheets:
            for unit in {**sheet.rows, **sheet.rejected}:
                self._sheets.setdefault(unit, []).append(sheet)
        self._beyond = [[OwnAnswers(other) for other in others] for others in (counted.earlier, counted.parts)]

    def digest(self, unit: str) -> str:
        """Return the fingerprint of all that the answers say of a unit, and of what is wrong with all of them."""
        return fingerprint.sha(json.dumps(self._said(unit)).encode())

    def _said(self, unit: str) -> list[Any]:
        counted = self._counted
        wrong = as_data.written((*counted.problems, *counted.lost.get(unit, ())))
        whole = [str(counted.office.period), wrong, counted.orphans, bool(counted.sheets)]
        sheets = [_of_sheet(sheet, unit) for sheet in self._sheets.get(unit, ())]
        return [whole, sheets, [[other._said(unit) for other in others] for others in self._beyond]]


def _of_sheet(sheet: Counts, unit: str) -> list[Any]:
    rejected = as_data.written(sheet.rejected.get(unit, ()))
    return [sheet.file, sheet.shape, sheet.columns, sheet.rows.get(unit), sheet.beside.get(unit), rejected]
