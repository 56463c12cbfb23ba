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
from pipeline.sources import layers, nearest, schemes, trees, workspace
from pipeline.sources.layers import Dossier, Office
from pipeline.sources.period import shift
from pipeline.sources.survey_model import Layanan, Prioritas, Skema

PERIODS_BACK = 4
"""Earlier periods that a document may look back on."""


class CountedOffice(NamedTuple):
    """An institution as its units need it: its records, its counted answers, what is wrong with those; and earlier."""

    office: Office
    jawaban: tuple[Counts, ...]
    problems: tuple[Problem, ...]
    earlier: "tuple[CountedOffice, ...]" = ()


def count(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    """Return an institution with its answers counted; answers that belong to no unit go to `problems`.

    Earlier periods come with it as far as they can be read: what is wrong with those is told when they are made.
    """
    ruang = _count(root, office, problems)
    lalu: list[CountedOffice] = []
    for back in range(1, PERIODS_BACK + 1):
        masa = shift(office.period, -back)
        if (root / workspace.PERIODS / str(masa) / office.id).is_dir():
            before = layers.office_of(root, masa, office.id, [])
            if before is not None:
                lalu.append(_count(root, before, []))
    return ruang._replace(earlier=tuple(lalu))


def _count(root: Path, office: Office, problems: list[Problem]) -> CountedOffice:
    wrong: list[Problem] = []
    files = layers.answer_files(root, office)
    there = set(workspace.units(root, office.id))
    by_file = _sheet_format(office, {})
    read = [_read(root, office, file, unit, by_file, there, wrong) for file, unit in files]
    found = tuple(counts for counts in read if counts is not None)
    owner: dict[str, str] = {}
    doubts: dict[str, list[Problem]] = {}
    for one in found:
        orphans = tuple(_orphans(one, there, office.id))
        problems += orphans
        for unit in sorted({*one.baris, *one.rejected} & there):
            if orphans:
                doubts.setdefault(unit, []).extend(orphans)
            if unit in owner:
                place = Place(one.file, _first_line(one, unit))
                doubts.setdefault(unit, []).append(problem(place, "S010", unit=unit, other=owner[unit]))
            owner.setdefault(unit, one.file)
    # no letter is made from a part of the answers
    kept = tuple(
        one._replace(rejected={**one.rejected, **{unit: (*one.rejected.get(unit, ()), *doubts[unit]) for unit in own}})
        if (own := [unit for unit in doubts if owner[unit] == one.file])
        else one
        for one in found
    )
    return CountedOffice(office, kept, tuple(wrong))


def _first_line(file: Counts, unit: str) -> int:
    return min((row.line for row in file.baris.get(unit, ())), default=1)


def _orphans(file: Counts, units: Collection[str], instansi: str) -> Iterator[Problem]:
    """Return what is wrong with rows that belong to no unit: any unit of the file may have lost them."""
    for name in sorted({*file.baris, *file.rejected} - {*units}):
        yield from file.rejected.get(name, ())
        many = sum(1 if row.responden is None else row.responden for row in file.baris.get(name, ()))
        place = Place(file.file, _first_line(file, name))
        if many and not name:
            yield problem(place, "S120", found=many)
        elif many or name not in file.rejected:
            hint = nearest.guess(name, tuple(sorted(units)), phrase("lihat nama berkas di units/"))
            found = many + file.beside.get(name, NO_BESIDE).blank[0]
            yield problem(place, "S005", unit=name, instansi=instansi, found=found, hint=hint)


def columns_of(skema: Skema) -> dict[str, tuple[str, ...]]:
    """Return the columns of every element: itself, or its statements."""
    return {key: tuple(one.pernyataan or (key,)) for key, one in skema.unsur.items()}


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
    if found is not None and not found.rejected and set(found.baris) <= set(there):
        return found
    by_name = by_file._replace(units=workspace.unit_names(root, office.id))
    return _counts(root, office, file, unit, by_name, problems, "n")


def _sheet_format(office: Office, units: Mapping[str, str]) -> SheetFormat:
    masukan = office.instansi.jawaban
    label: dict[str, dict[str, int]] = {}
    for skema in office.instansi.skema.values():
        for key, columns in columns_of(skema).items():
            labels = {**masukan.label, **skema.unsur[key].label}
            scores = {tidy(text): score for text, score in labels.items()}
            label |= dict.fromkeys(columns, scores)
    return SheetFormat(
        {
            name: tuple(column for columns in columns_of(skema).values() for column in columns)
            for name, skema in office.instansi.skema.items()
        },
        {tidy(name): key for name, key in masukan.kolom.items()},
        label,
        units,
    )


def _counts(
    root: Path, office: Office, file: str, unit: str | None, baca: SheetFormat, problems: list[Problem], way: str = ""
) -> Counts | None:
    """Return the counts of a file; those of a clean one are kept, for each `way`, so that pandas rests."""
    source = folder.open_source(root, file, problems)
    if source is None:
        return None
    with source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        key = fingerprint.sha(json.dumps([file, unit, baca, fingerprint.engine(), digest]).encode())
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
        text = _as_text(source, file, baca, problems)
        found = reader.read(text, file, baca, unit, problems) if text is not None else None
    if found is not None and not found.rejected:
        with contextlib.suppress(OSError):
            for old in kept.parent.glob(f"{Path(file).name}-{way}{'[0-9a-f]' * 16}.json"):
                old.unlink()
            disk.write(kept, to_json(found).encode())
    return found


def _as_text(source: BinaryIO, file: str, baca: SheetFormat, problems: list[Problem]) -> BinaryIO | None:
    if not file.endswith(workspace.EXCEL):
        return source
    from pipeline.files import tabular

    raw = tabular.to_csv(source.read(), file, baca.is_header, problems)
    return None if raw is None else io.BytesIO(raw)


def file_of(ruang: CountedOffice, unit: str) -> Counts | None:
    """Return the file that has the unit's answers."""
    return next((one for one in ruang.jawaban if unit in one.baris or unit in one.rejected), None)


def of_unit(ruang: CountedOffice, berkas: Dossier) -> UnitResults:
    """Return the results of every scheme that the unit uses; refuse when it lacks answers."""
    main, *others = _results(ruang, berkas, schemes.used(ruang.office.instansi, berkas.effective))
    return UnitResults(main, tuple(others))


def of_scheme(ruang: CountedOffice, berkas: Dossier, key: str) -> SchemeResult | None:
    """Return the result of one scheme, whatever the others lack; `None` when the unit does not use it."""
    if key not in schemes.used(ruang.office.instansi, berkas.effective):
        return None
    return _results(ruang, berkas, (key,))[0]


def _results(ruang: CountedOffice, berkas: Dossier, keys: Iterable[str]) -> list[SchemeResult]:
    """Return the results of these schemes of a unit; refuse with what any of them lacks."""
    if ruang.problems:
        raise Refusal(ruang.problems)
    used = schemes.used(ruang.office.instansi, berkas.effective)
    main = next(iter(used))
    file = file_of(ruang, berkas.unit)
    if file is None:
        values = {"unit": berkas.unit, "masa": ruang.office.period, "instansi": ruang.office.id}
        if not ruang.jawaban:
            raise Refusal([problem(berkas.own, "S012", **values)])
        raise Refusal([problem(berkas.own, "S006", unit=berkas.unit, skema=main)])
    if berkas.unit in file.rejected:
        raise Refusal(file.rejected[berkas.unit])
    problems: list[Problem] = []
    rows = _services(file, berkas, problems)
    found: list[SchemeResult] = []
    for key in keys:
        skema = used[key]
        parts = [ranges.service_ranges(file, row, name, columns_of(skema), weight) for name, row, weight in rows]
        problems += _lacking(parts, file, berkas, key, skema)
        if not problems:
            found.append(_scheme_result(berkas, key, skema, tuple(parts), key == main, problems))
    if problems:
        raise Refusal(problems)
    return found


def _scheme_result(
    berkas: Dossier, key: str, skema: Skema, parts: tuple[ServiceRanges, ...], main: bool, problems: list[Problem]
) -> SchemeResult:
    """Return a scheme's result: a rule of priorities and published figures are of the main one, unless named."""
    policy = policy_of(skema)
    result_range = ranges.result_range(parts, policy)
    result = result_range.mid
    rule = (main and berkas.effective.prioritas) or priorities.DEFAULT
    choice = priorities.choose(result, rule)
    if choice.seri:
        problems.append(_tie(berkas, result, choice, rule))
    declared = published.declared_of(berkas.effective.publikasi, key, main=main)
    printed = published.printed(declared.figures, result, parts, policy)
    return SchemeResult(key, skema, policy, rule, result, choice, result_range, parts, declared, printed)


def _services(file: Counts, berkas: Dossier, problems: list[Problem]) -> list[tuple[str, CountedRow, Fraction | None]]:
    """Return the unit's rows by service, in the order of its list or its ready table; each with its weight."""
    rows = file.baris[berkas.unit]
    known = berkas.effective.layanan
    if not known or all(not row.layanan for row in rows):
        return [(row.layanan, row, None) for row in joined_rows(rows)]
    typed = {text: key for key, one in known.items() for text in (key, one.nama, one.singkat) if text}
    names = {tidy(text): key for text, key in typed.items()}
    found: dict[str, CountedRow] = {}
    for row in sorted(rows, key=lambda one: one.line):
        key = names.get(tidy(row.layanan))
        place = Place(file.file, row.line)
        if key is None:
            hint = nearest.guess(
                row.layanan, tuple(typed), phrase("pilih di antara: {choices}", choices=", ".join(known))
            )
            problems.append(problem(place, "S107", found=row.layanan, unit=berkas.unit, hint=hint))
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


def _lacking(parts: Sequence[ServiceRanges], file: Counts, berkas: Dossier, key: str, skema: Skema) -> list[Problem]:
    """Return what the rows lack for a scheme."""
    place, unit = Place(file.file), berkas.unit
    silent = [unsur for unsur in skema.unsur if not any(unsur in one.nrr for one in parts)]
    if len(silent) == len(skema.unsur):
        return [problem(place, "S006", unit=unit, skema=key)]
    if silent:
        return [problem(place, "S011", unit=unit, unsur=unsur) for unsur in silent]
    lacking = [
        problem(Place(file.file, one.line), "S116", layanan=one.kunci, unsur=unsur)
        for one in parts
        for unsur in skema.unsur
        if unsur not in one.nrr
    ]
    if lacking or len(parts) == 1:
        return lacking
    if skema.gabungan == "responden" and any(not all(one.answered.values()) for one in parts):
        lacking.append(problem(place, "S108", unit=unit, skema=key))
    if skema.gabungan == "tertimbang":
        for one in parts:
            if not one.bobot:
                at = trees.find(berkas.tree, ("layanan", one.kunci)).at
                lacking.append(problem(at, "S109", layanan=one.kunci, skema=key))
    return lacking


def _tie(berkas: Dossier, hasil: Result, pilihan: Choice, cara: Prioritas) -> Problem:
    at = trees.find(berkas.tree, ("prioritas",)).at
    nrr = priorities.basis_means(hasil, pilihan)
    tied = nrr[pilihan.seri[0]]
    lower = sum(value < tied for value in nrr.values())
    values = {"nilai": half_up(tied, 3), "butuh": (cara.jumlah or 0) - lower}
    return problem(at, "S112", unsur=", ".join(pilihan.seri), jumlah=cara.jumlah, **values)
