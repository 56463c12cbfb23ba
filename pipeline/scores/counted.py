"""An institution's files of answers, each opened as CSV or Excel and counted: once for all its units."""

import contextlib
import hashlib
import io
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.files import contents, disk, fingerprint, folder
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores import joined_parts
from pipeline.scores.counts import NO_BESIDE, Counts, from_json, to_json
from pipeline.scores.rows_read import RowsRead, joined
from pipeline.scores.sheets import reader, rows_there
from pipeline.scores.sheets.header import SheetFormat
from pipeline.scores.sheets.rejected import IN_ALL
from pipeline.sources import file_names, layers, nearest, workspace
from pipeline.sources import period as reporting
from pipeline.sources.layers import Office
from pipeline.sources.models import Instansi
from pipeline.sources.nearest import tidy
from pipeline.sources.period import Period
from pipeline.sources.survey_model import Skema

PERIODS_BACK = 4
"""Earlier periods that a document may look back on."""


class CountedOffice(NamedTuple):
    """An institution as its units need it: its records, its counted answers, what is wrong with those; and earlier."""

    office: Office
    sheets: tuple[Counts, ...]
    problems: tuple[Problem, ...]
    earlier: "tuple[CountedOffice, ...]" = ()
    rows: RowsRead = RowsRead()
    orphans: bool = False
    """Whether rows belong to no unit: they may be those of one that has none."""
    lost: Mapping[str, tuple[Problem, ...]] = {}
    """By unit without answers, the rows of no unit that seem to be its own: why it has none."""
    parts: "tuple[CountedOffice, ...]" = ()
    """The periods within it that its results come from, where its file says so."""


def count(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    """Return an institution with its answers counted; answers that belong to no unit go to `problems`.

    Earlier periods come with it as far as they can be read: what is wrong with those is told when they are made.
    """
    counted = _known(root, office, problems)
    earlier: list[CountedOffice] = []
    past = reporting.earlier(workspace.periods(root), office.period)
    for period in (period for period in past if _is_there(root, period, office)):
        before = layers.office_of(root, period, office.id, [], office.own)
        if before is not None and not any(_told_twice(before, kept.office) for kept in earlier):
            earlier.append(_known(root, before, []))
        if len(earlier) == PERIODS_BACK:
            break
    return counted._replace(earlier=tuple(earlier))


def _known(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    """Return an institution with its own answers, or with those of its parts, which may have parts of their own."""
    counted = _count(root, office, problems)
    return _of_parts(root, counted) if office.from_parts else counted


def _of_parts(root: Path, counted: CountedOffice) -> CountedOffice:
    """Return an institution with the answers of the periods within it; with its own as well it has none that count."""
    office = counted.office
    at = Place(f"{workspace.PERIODS}/{office.period}/{office.id}/periode.yaml")
    wrong = [*counted.problems, *(problem(Place(sheet.file), "S175", masa=office.period) for sheet in counted.sheets)]
    every = reporting.parts(workspace.periods_of(root, office.id), office.period)
    found: list[CountedOffice] = []
    for period in every:
        part = layers.office_of(root, period, office.id, wrong, office.own) if _is_there(root, period, office) else None
        found += [_known(root, part, [])] if part else []
    if not found:
        wrong.append(problem(at, "S176", masa=office.period, instansi=office.id))
    wrong += (fault for part in found for fault in part.problems)
    sheets = joined_parts.joined(part.sheets for part in found)
    return counted._replace(sheets=sheets, problems=tuple(wrong), parts=tuple(found))


def _told_twice(before: Office, kept: Office) -> bool:
    """Whether one of two periods draws on the other: a year and its semesters are told once."""
    return bool(before.from_parts or kept.from_parts) and reporting.overlap(before.period, kept.period)


def _is_there(root: Path, period: reporting.Period, office: Office) -> bool:
    return (root / workspace.PERIODS / str(period) / office.id).is_dir()


def _count(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    wrong: list[Problem] = []
    files = layers.answer_files(root, office.period, office.id)
    there = set(workspace.units(root, office.id))
    by_file = sheet_format_of(office.instansi, {})
    read = [_read(root, office, file, unit, by_file, there, wrong) for file, unit in files]
    found = tuple(counts for counts in read if counts is not None)
    owner: dict[str, str] = {}
    doubts: dict[str, list[Problem]] = {}
    strays: list[Problem] = []
    for sheet in found:
        orphans = tuple(_orphans(root, sheet, there, office.id))
        strays += orphans
        problems += (*orphans, *_unexpected(sheet, office))
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
    whole = (file for (file, _), sheet in zip(files, read, strict=True) if sheet is None)
    rows = joined((*(_refused_whole(root, file, by_file) for file in whole), *(_rows(sheet, owner) for sheet in found)))
    lost = _lost(strays, there, owner)
    return CountedOffice(office, kept, tuple(wrong), rows=rows, orphans=bool(strays), lost=lost)


def _refused_whole(root: Path, file: str, sheet_format: SheetFormat) -> RowsRead:
    """Return the rows of a file that could not be read: all are refused, as many as stand there."""
    source = folder.open_source(root, file, [])
    if source is None:
        return RowsRead(whole=(file,))
    with source:
        text = _as_text(source, file, sheet_format, [])
        is_table = text is not None
        if text is None and contents.held(source) is None:
            text = source
        if text is not None:
            many = rows_there.many(text, sheet_format.known)
            if is_table and not many:  # nothing is refused where nothing has been answered yet
                return RowsRead()
        else:
            from pipeline.files import tabular

            source.seek(0)
            many = tabular.rows_there(source.read(), sheet_format.is_header)
    return RowsRead(many, refused=many, whole=(file,))


def unread(root: Path, period: Period, name: str) -> RowsRead:
    """Return the rows of an institution that does not say how they are read: all are refused."""
    files = [file for file, _ in layers.answer_files(root, period, name)]
    return joined(_refused_whole(root, file, SheetFormat({}, {}, {})) for file in files)


def _rows(sheet: Counts, owner: Mapping[str, str]) -> RowsRead:
    """Return what became of a sheet's rows; those of no unit, or of one that another sheet has, are refused."""
    used = refused = ignored = 0
    lines: list[int] = []
    for unit, account in sheet.accounts.items():
        if owner.get(unit) == sheet.file or unit == IN_ALL:
            used, refused, ignored = used + account.used, refused + account.refused, ignored + account.ignored
            lines += account.lines
        else:
            refused += account.used + account.refused + account.ignored
            lines += account.lines or (_first_line(sheet, unit),)
    return RowsRead(sheet.read, used, refused, ignored, tuple(Place(sheet.file, line) for line in sorted(lines)))


def _first_line(file: Counts, unit: str) -> int:
    return min((row.line for row in file.rows.get(unit, ())), default=1)


def _unexpected(file: Counts, office: Office) -> Iterator[Problem]:
    """Return a problem for each unit that has answers though it is said not to be surveyed."""
    for unit in sorted(set(file.rows) & set(office.not_surveyed)):
        why = phrase("tetapi berkas ini memuat jawabannya")
        hint = phrase("hapus unit itu dari `tidak_disurvei` di periode.yaml, atau barisnya dari berkas ini")
        yield problem(Place(file.file, _first_line(file, unit)), "C012", unit=unit, why=why, hint=hint)


def _orphans(root: Path, file: Counts, units: Collection[str], instansi: str) -> Iterator[Problem]:
    """Return what is wrong with rows that belong to no unit: any unit of the file may have lost them."""
    for name in sorted({*file.rows, *file.rejected} - {*units}):
        yield from file.rejected.get(name, ())
        many = sum(1 if row.responden is None else row.responden for row in file.rows.get(name, ()))
        place = Place(file.file, _first_line(file, name))
        if many and not name:
            yield problem(place, "S120", found=many)
        elif many or name not in file.rejected:
            hint = nearest.guess(name, tuple(sorted(units)), _elsewhere(root, name, file.file))
            found = many + file.beside.get(name, NO_BESIDE).blank[0]
            yield problem(place, "S005", unit=name, instansi=instansi, found=found, hint=hint)


def _lost(
    orphans: Collection[Problem], units: Collection[str], owners: Collection[str]
) -> dict[str, tuple[Problem, ...]]:
    """Return by unit without answers the rows of no unit that bear nearly its name; all where no row is known."""
    without, names = sorted({*units} - {*owners}), tuple(sorted(units))
    if not owners:
        return dict.fromkeys(without, tuple(orphans))
    meant = [(nearest.near(_stray_name(fault), names), fault) for fault in orphans] if without else []
    return {unit: tuple(fault for name, fault in meant if name == unit) for unit in without}


def _stray_name(orphan: Problem) -> str:
    return str(dict(orphan.values).get("unit", ""))


def _elsewhere(root: Path, name: str, file: str) -> Phrase:
    """Return where a unit is that rows name and the institution does not have: it may have moved to another."""
    moved = workspace.home_of(root, name)
    if moved is None:
        return phrase("lihat nama berkas di units/")
    there = f"{Path(file).parents[1].as_posix()}/{moved}/"
    here = f"{workspace.UNITS}/{moved}/"
    return phrase("unit itu sekarang di {here}: pindahkan barisnya ke berkas di {there}", here=here, there=there)


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


def sheet_format_of(institution: Instansi, units: Mapping[str, str]) -> SheetFormat:
    """Return how an institution's sheets are read."""
    declared = institution.jawaban
    scores_of: dict[str, dict[str, int]] = {}
    for skema in institution.skema.values():
        for key, columns in columns_of(skema).items():
            labels = {**declared.label, **skema.unsur[key].label}
            scores = {tidy(text): score for text, score in labels.items()}
            scores_of |= {column: scores_of.get(column, {}) | scores for column in columns}
    return SheetFormat(
        {
            name: tuple(column for columns in columns_of(skema).values() for column in columns)
            for name, skema in institution.skema.items()
        },
        {tidy(name): key for name, key in declared.kolom.items()},
        scores_of,
        units,
        declared.baris_jumlah == "abaikan",
        _element_names(institution),
    )


def _element_names(institution: Instansi) -> Mapping[str, str]:
    """Return the elements that a sheet may name, by key or printed name; those of statements have no column.

    Never by its number: U8 is another element in another office's form.
    """
    every = [(key, element) for skema in institution.skema.values() for key, element in skema.unsur.items()]
    said = (
        (name, key)
        for key, element in every
        for name in (element.nama, element.sebutan)
        if name and not element.pernyataan
    )
    return nearest.meanings((key for key, element in every if not element.pernyataan), said)


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
        name = f"{Path(file).name}-{way}{key[:16]}.json"
        kept = f"{fingerprint.BUILD}/{office.period}/.jawaban/{office.id}/{name}"
        with contextlib.suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return from_json(disk.own(root, kept).read_text(encoding="utf-8"))
        text = _as_text(source, file, sheet_format, problems)
        found = reader.read(text, file, sheet_format, unit, problems) if text is not None else None
    if found is not None and not found.rejected:
        with contextlib.suppress(OSError):
            path = disk.own(root, kept)
            for old in path.parent.glob(f"{Path(file).name}-{way}{'[0-9a-f]' * 16}.json"):
                old.unlink(missing_ok=True)
            disk.write(path, to_json(found).encode())
    return found


def _as_text(source: BinaryIO, file: str, sheet_format: SheetFormat, problems: list[Problem]) -> BinaryIO | None:
    if unlike := file_names.unlike_name(source, file):
        problems.append(unlike)
        return None
    if not file.endswith(workspace.WORKBOOKS):
        return source
    from pipeline.files import tabular

    raw = tabular.to_csv(source.read(), file, sheet_format.is_header, problems)
    return None if raw is None else io.BytesIO(raw)


def file_of(counted: CountedOffice, unit: str) -> Counts | None:
    """Return the file that has the unit's answers."""
    return next((file for file in counted.sheets if unit in file.rows or unit in file.rejected), None)
