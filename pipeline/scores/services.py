"""The services of a unit as its sheet has them, and what they lack for a scheme."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import CountedRow, Counts, added, joined_rows
from pipeline.scores.ranges import ServiceRanges
from pipeline.scores.sheets.header import ANSWERS
from pipeline.sources import nearest, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.nearest import tidy
from pipeline.sources.survey_model import Layanan, Skema

ServiceRow = tuple[str, CountedRow, Fraction | None]
"""A service's key, its counted row, its weight among the services where it has one."""


def service_rows(file: Counts, dossier: Dossier, problems: list[Problem]) -> list[ServiceRow]:
    """Return the unit's rows by service, in the order of its list or its ready table."""
    rows = file.rows[dossier.unit]
    known = dossier.effective.layanan
    if not known or all(not row.layanan for row in rows):
        return [(row.layanan, row, None) for row in joined_rows(rows)]
    is_answers = file.shape == ANSWERS
    names = _names(known)
    found: dict[str, CountedRow] = {}
    for row in sorted(rows, key=lambda row: row.line):
        key = names.get(tidy(row.layanan))
        if key is None:
            problems.append(_unknown(row, file, dossier))
        elif key not in found:
            found[key] = row
        elif is_answers:
            found[key] = added(found[key], row)
        else:
            what = phrase("layanan `{layanan}`", layanan=key)
            problems.append(problem(Place(file.file, row.line), "S106", found=what, first=str(found[key].line)))
    # a table keeps the order it was printed in; answers have none of their own
    order = [key for key in known if key in found] if is_answers else list(found)
    return [(key, found[key], _weight(known[key])) for key in order]


def _names(known: Mapping[str, Layanan]) -> Mapping[str, str]:
    """Return the key of every name that a sheet may give a service, as names are compared."""
    return nearest.meanings(known, ((text, key) for key, text in _said(known)), tidy)


def _said(known: Mapping[str, Layanan]) -> Iterator[tuple[str, str]]:
    """Yield what services are called beside their keys."""
    return ((key, text) for key, service in known.items() for text in (service.nama, service.singkat) if text)


def _unknown(row: CountedRow, file: Counts, dossier: Dossier) -> Problem:
    known = dossier.effective.layanan
    bearers = dict.fromkeys(key for key, text in _said(known) if tidy(text) == tidy(row.layanan))
    choices = phrase("pilih di antara: {choices}", choices=", ".join(known))
    hint = nearest.guess(row.layanan, (*known, *(text for _, text in _said(known))), choices)
    if bearers:
        hint = phrase("itu nama beberapa layanan, tulis kuncinya: {keys}", keys=", ".join(bearers))
    return problem(Place(file.file, row.line), "S107", found=row.layanan, unit=dossier.unit, hint=hint)


def _weight(service: Layanan) -> Fraction | None:
    return None if service.bobot is None else Fraction(service.bobot)


def lacking(
    parts: Sequence[ServiceRanges], file: Counts, dossier: Dossier, key: str, scheme: Skema, *, index_alone: bool
) -> tuple[Problem, ...]:
    """Return what the rows lack for a scheme: elements, then what joining several services needs.

    Where an index may stand alone, nothing need be known of its elements.
    """
    if index_alone and is_index_alone(parts):
        return tuple(_joining(parts, file, dossier, key, scheme))
    return tuple(_elements(parts, file, dossier, key, scheme)) or tuple(_joining(parts, file, dossier, key, scheme))


def is_index_alone(parts: Sequence[ServiceRanges]) -> bool:
    """Whether all that is known of every service is its index."""
    return all(part.ikm is not None and not part.nrr for part in parts)


def _elements(
    parts: Sequence[ServiceRanges], file: Counts, dossier: Dossier, key: str, scheme: Skema
) -> Iterator[Problem]:
    place, unit = Place(file.file), dossier.unit
    silent = [unsur for unsur in scheme.unsur if not any(unsur in part.nrr for part in parts)]
    if len(silent) == len(scheme.unsur):
        yield problem(place, "S006", unit=unit, skema=key, also="")
        return
    yield from (problem(place, "S011", unit=unit, unsur=unsur) for unsur in silent)
    for part in () if silent else parts:
        missing = (unsur for unsur in scheme.unsur if unsur not in part.nrr)
        yield from (problem(Place(file.file, part.line), "S116", layanan=part.key, unsur=unsur) for unsur in missing)


def _joining(
    parts: Sequence[ServiceRanges], file: Counts, dossier: Dossier, key: str, scheme: Skema
) -> Iterator[Problem]:
    if len(parts) == 1:
        return
    if scheme.gabungan == "responden" and any(not _is_counted(part) for part in parts):
        yield problem(Place(file.file), "S108", unit=dossier.unit, skema=key)
    for part in parts if scheme.gabungan == "tertimbang" else ():
        if not part.bobot:
            at = trees.find(dossier.tree, ("layanan", part.key)).at
            yield problem(at, "S109", layanan=part.key, skema=key)


def _is_counted(part: ServiceRanges) -> bool:
    return all(part.answered.values()) if part.nrr else bool(part.responden)
