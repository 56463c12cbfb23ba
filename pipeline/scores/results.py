"""The results of an institution's units: its files of answers counted once, then a result for each unit."""

import contextlib
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.files import disk, fingerprint, folder
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import priorities, published, ranges
from pipeline.scores.counts import NO_BESIDE, CountedRow, Counts, added, from_json, joined_rows, to_json
from pipeline.scores.ikm import Result, half_up
from pipeline.scores.policy import policy_of
from pipeline.scores.priorities import Choice
from pipeline.scores.ranges import ServiceRanges
from pipeline.scores.records import SchemeResult, UnitResults
from pipeline.scores.sheets import reader
from pipeline.scores.sheets.header import ANSWERS, SheetFormat, tidy
from pipeline.sources import nearest, schemes, trees, workspace
from pipeline.sources.period import shift
from pipeline.sources.survey_model import Layanan, Prioritas, Skema
from pipeline.sources.workspace import Dossier, Office

PERIODS_BACK = 4
"""Earlier periods that a document may look back on."""


class CountedOffice(NamedTuple):
    """An institution as its units need it: its records, its counted answers, what is wrong with those; and earlier."""

    office: Office
    sheets: tuple[Counts, ...]
    problems: tuple[Problem, ...]
    earlier: "tuple[CountedOffice, ...]" = ()


def count(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    """Return an institution with its answers counted; answers that belong to no unit go to `problems`.

    Earlier periods come with it as far as they can be read: what is wrong with those is told when they are made.
    """
    counted = _count(root, office, problems)
    earlier: list[CountedOffice] = []
    for back in range(1, PERIODS_BACK + 1):
        period = shift(office.period, -back)
        if (root / workspace.PERIODS / str(period) / office.id).is_dir():
            before = workspace.office_of(root, period, office.id, [])
            if before is not None:
                earlier.append(_count(root, before, []))
    return counted._replace(earlier=tuple(earlier))


def _count(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    wrong: list[Problem] = []
    files = workspace.answer_files(root, office)
    there = set(workspace.units(root, office.id))
    by_file = _sheet_format(office, {})
    read = [_read(root, office, file, unit, by_file, there, wrong) for file, unit in files]
    found = tuple(counts for counts in read if counts is not None)
    owner: dict[str, str] = {}
    doubts: dict[str, list[Problem]] = {}
    for sheet in found:
        orphans = tuple(_orphans(sheet, there, office.id))
        problems += orphans
        for unit in sorted({*sheet.rows, *sheet.rejected} & there):
            if orphans:
                doubts.setdefault(unit, []).extend(orphans)
            if unit in owner:
                place = Place(sheet.file, _first_line(sheet, unit))
                doubts.setdefault(unit, []).append(problem(place, "S010", unit=unit, other=owner[unit]))
            owner.setdefault(unit, sheet.file)
    # no letter is made from a part of the answers
    kept = tuple(
        sheet._replace(
            rejected={**sheet.rejected, **{unit: (*sheet.rejected.get(unit, ()), *doubts[unit]) for unit in own}}
        )
        if (own := [unit for unit in doubts if owner[unit] == sheet.file])
        else sheet
        for sheet in found
    )
    return CountedOffice(office, kept, tuple(wrong))


def _first_line(file: Counts, unit: str) -> int:
    return min((row.line for row in file.rows.get(unit, ())), default=1)


def _orphans(file: Counts, units: Collection[str], instansi: str) -> Iterator[Problem]:
    """Return what is wrong with rows that belong to no unit: any unit of the file may have lost them."""
    for name in sorted({*file.rows, *file.rejected} - {*units}):
        yield from file.rejected.get(name, ())
        many = sum(1 if row.responden is None else row.responden for row in file.rows.get(name, ()))
        place = Place(file.file, _first_line(file, name))
        if many and not name:
            yield problem(place, "S120", found=many)
        elif many or name not in file.rejected:
            hint = nearest.guess(name, tuple(sorted(units)), phrase("lihat nama berkas di units/"))
            found = many + file.beside.get(name, NO_BESIDE).blank[0]
            yield problem(place, "S005", unit=name, instansi=instansi, found=found, hint=hint)


def columns_of(skema: Skema) -> dict[str, tuple[str, ...]]:
    """Return the columns of every element: itself, or its statements."""
    return {key: tuple(element.pernyataan or (key,)) for key, element in skema.unsur.items()}


def _read(
    root: Path,
    office: Office,
    file: str,
    unit: str | None,
    by_file: SheetFormat,
    there: Collection[str],
    problems: list[Problem],
) -> Counts | None:
    """Return the counts of a file; what units are called besides is read only for a sheet that is not clean without."""
    wrong: list[Problem] = []
    found = _counts(root, office, file, unit, by_file, wrong)
    if found is not None and not found.rejected and set(found.rows) <= set(there):
        return found
    by_name = by_file._replace(units=workspace.unit_names(root, office.id))
    return _counts(root, office, file, unit, by_name, problems, "n")


def _sheet_format(office: Office, units: Mapping[str, str]) -> SheetFormat:
    declared = office.instansi.jawaban
    scores_of: dict[str, dict[str, int]] = {}
    for skema in office.instansi.skema.values():
        for key, columns in columns_of(skema).items():
            labels = {**declared.label, **skema.unsur[key].label}
            scores = {tidy(text): score for text, score in labels.items()}
            scores_of |= dict.fromkeys(columns, scores)
    return SheetFormat(
        {
            name: tuple(column for columns in columns_of(skema).values() for column in columns)
            for name, skema in office.instansi.skema.items()
        },
        {tidy(name): key for name, key in declared.kolom.items()},
        scores_of,
        units,
    )


def _counts(
    root: Path,
    office: Office,
    file: str,
    unit: str | None,
    sheet_format: SheetFormat,
    problems: list[Problem],
    way: str = "",
) -> Counts | None:
    """Return the counts of a file; those of a clean one are kept, for each `way`, so that pandas rests."""
    source = folder.open_source(root, file, problems)
    if source is None:
        return None
    with source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        key = fingerprint.sha(json.dumps([file, unit, sheet_format, fingerprint.engine(), digest]).encode())
        kept = (
            root
            / fingerprint.BUILD
            / str(office.period)
            / ".jawaban"
            / office.id
            / f"{Path(file).name}-{way}{key[:16]}.json"
        )
        with contextlib.suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return from_json(kept.read_text(encoding="utf-8"))
        text = _as_text(source, file, sheet_format, problems)
        found = reader.read(text, file, sheet_format, unit, problems) if text is not None else None
    if found is not None and not found.rejected:
        with contextlib.suppress(OSError):
            for old in kept.parent.glob(f"{Path(file).name}-{way}{'[0-9a-f]' * 16}.json"):
                old.unlink()
            disk.write(kept, to_json(found).encode())
    return found


def _as_text(source: BinaryIO, file: str, sheet_format: SheetFormat, problems: list[Problem]) -> BinaryIO | None:
    if not file.endswith(workspace.EXCEL):
        return source
    from pipeline.files import tabular

    raw = tabular.to_csv(source.read(), file, sheet_format.is_header, problems)
    return None if raw is None else io.BytesIO(raw)


def file_of(counted: CountedOffice, unit: str) -> Counts | None:
    """Return the file that has the unit's answers."""
    return next((file for file in counted.sheets if unit in file.rows or unit in file.rejected), None)


def of_unit(counted: CountedOffice, dossier: Dossier) -> UnitResults:
    """Return the results of every scheme that the unit uses; refuse when it lacks answers."""
    main, *others = _results(counted, dossier, schemes.used(counted.office.instansi, dossier.isi))
    return UnitResults(main, tuple(others))


def of_scheme(counted: CountedOffice, dossier: Dossier, key: str) -> SchemeResult | None:
    """Return the result of one scheme, whatever the others lack; `None` when the unit does not use it."""
    if key not in schemes.used(counted.office.instansi, dossier.isi):
        return None
    return _results(counted, dossier, (key,))[0]


def _results(counted: CountedOffice, dossier: Dossier, keys: Iterable[str]) -> list[SchemeResult]:
    """Return the results of these schemes of a unit; refuse with what any of them lacks."""
    if counted.problems:
        raise Refusal(counted.problems)
    used = schemes.used(counted.office.instansi, dossier.isi)
    main = next(iter(used))
    file = file_of(counted, dossier.unit)
    if file is None:
        values = {"unit": dossier.unit, "masa": counted.office.period, "instansi": counted.office.id}
        if not counted.sheets:
            raise Refusal([problem(dossier.own, "S012", **values)])
        raise Refusal([problem(dossier.own, "S006", unit=dossier.unit, skema=main)])
    if dossier.unit in file.rejected:
        raise Refusal(file.rejected[dossier.unit])
    problems: list[Problem] = []
    rows = _services(file, dossier, problems)
    found: list[SchemeResult] = []
    for key in keys:
        skema = used[key]
        parts = [ranges.service_ranges(file, row, name, columns_of(skema), weight) for name, row, weight in rows]
        problems += _lacking(parts, file, dossier, key, skema)
        if not problems:
            found.append(_scheme_result(dossier, key, skema, tuple(parts), key == main, problems))
    if problems:
        raise Refusal(problems)
    return found


def _scheme_result(
    dossier: Dossier, key: str, skema: Skema, parts: tuple[ServiceRanges, ...], main: bool, problems: list[Problem]
) -> SchemeResult:
    """Return a scheme's result: a rule of priorities and published figures are of the main one, unless named."""
    policy = policy_of(skema)
    result_range = ranges.result_range(parts, policy)
    result = result_range.mid
    rule = (main and dossier.isi.prioritas) or priorities.DEFAULT
    choice = priorities.choose(result, rule)
    if choice.seri:
        problems.append(_tie(dossier, result, choice, rule))
    declared = published.declared_of(dossier.isi.publikasi, key, main=main)
    printed = published.printed(declared.figures, result, parts, policy)
    return SchemeResult(key, skema, policy, rule, result, choice, result_range, parts, declared, printed)


def _services(file: Counts, dossier: Dossier, problems: list[Problem]) -> list[tuple[str, CountedRow, Fraction | None]]:
    """Return the unit's rows by service, in the order of its list or its ready table; each with its weight."""
    rows = file.rows[dossier.unit]
    known = dossier.isi.layanan
    if not known or all(not row.layanan for row in rows):
        return [(row.layanan, row, None) for row in joined_rows(rows)]
    typed = {text: key for key, service in known.items() for text in (key, service.nama, service.singkat) if text}
    names = {tidy(text): key for text, key in typed.items()}
    found: dict[str, CountedRow] = {}
    for row in sorted(rows, key=lambda row: row.line):
        key = names.get(tidy(row.layanan))
        place = Place(file.file, row.line)
        if key is None:
            hint = nearest.guess(
                row.layanan, tuple(typed), phrase("pilih di antara: {choices}", choices=", ".join(known))
            )
            problems.append(problem(place, "S107", found=row.layanan, unit=dossier.unit, hint=hint))
        elif key in found and file.shape == ANSWERS:
            found[key] = added(found[key], row)
        elif key in found:
            what = phrase("layanan `{layanan}`", layanan=key)
            problems.append(problem(place, "S106", found=what, first=str(found[key].line)))
        else:
            found[key] = row
    # a table keeps the order it was printed in; answers have none of their own
    order = [key for key in known if key in found] if file.shape == ANSWERS else list(found)
    return [(key, found[key], _service_weights(known[key])) for key in order]


def _service_weights(layanan: Layanan) -> Fraction | None:
    return None if layanan.bobot is None else Fraction(layanan.bobot)


def _lacking(parts: Sequence[ServiceRanges], file: Counts, dossier: Dossier, key: str, skema: Skema) -> list[Problem]:
    """Return what the rows lack for a scheme."""
    place, unit = Place(file.file), dossier.unit
    silent = [unsur for unsur in skema.unsur if not any(unsur in part.nrr for part in parts)]
    if len(silent) == len(skema.unsur):
        return [problem(place, "S006", unit=unit, skema=key)]
    if silent:
        return [problem(place, "S011", unit=unit, unsur=unsur) for unsur in silent]
    lacking = [
        problem(Place(file.file, part.line), "S116", layanan=part.key, unsur=unsur)
        for part in parts
        for unsur in skema.unsur
        if unsur not in part.nrr
    ]
    if lacking or len(parts) == 1:
        return lacking
    if skema.gabungan == "responden" and any(not all(part.answered.values()) for part in parts):
        lacking.append(problem(place, "S108", unit=unit, skema=key))
    if skema.gabungan == "tertimbang":
        for part in parts:
            if not part.bobot:
                at = trees.find(dossier.tree, ("layanan", part.key)).at
                lacking.append(problem(at, "S109", layanan=part.key, skema=key))
    return lacking


def _tie(dossier: Dossier, result: Result, choice: Choice, rule: Prioritas) -> Problem:
    at = trees.find(dossier.tree, ("prioritas",)).at
    nrr = priorities.basis_means(result, choice)
    tied = nrr[choice.seri[0]]
    lower = sum(value < tied for value in nrr.values())
    values = {"nilai": half_up(tied, 3), "butuh": (rule.jumlah or 0) - lower}
    return problem(at, "S112", unsur=", ".join(choice.seri), jumlah=rule.jumlah, **values)
