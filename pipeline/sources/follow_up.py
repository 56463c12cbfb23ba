"""Plans and what became of them: this period's programmes, and those of an earlier one that it answers."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest, schemes, trees
from pipeline.sources.follow_up_model import Program, Realisasi, Strategi
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period, first_day, last_day, parse


class PlanItem(NamedTuple):
    """One programme, where it stands, and what became of it, if that is said."""

    program: Program
    realisasi: Realisasi | None
    strategi: Strategi | None
    at: Place


class Plan(NamedTuple):
    """The programmes for one element, as planned in a period; none when they are still to be filled in."""

    period: Period
    unsur: str
    items: tuple[PlanItem, ...]
    at: Place


def planned(dossier: Dossier) -> tuple[Plan, ...]:
    """Return the plan of this period, in its order; programmes without a text are left out."""
    found = []
    for number, rtl in enumerate(dossier.effective.rtl):
        steps = [
            PlanItem(program, program.realisasi, program.strategi, _at(dossier, "rtl", number, "program", index))
            for index, program in enumerate(rtl.program)
            if program.kegiatan
        ]
        found.append(Plan(dossier.office.period, rtl.unsur, tuple(steps), _at(dossier, "rtl", number)))
    return tuple(found)


def carried(dossier: Dossier, earlier: Dossier, problems: list[Problem]) -> tuple[Plan, ...]:
    """Return the plan of an earlier period with what this one says of it.

    A programme that was done in its own period need not be answered; any other must be, by its code, and no code
    may be answered that was not planned.
    """
    lanjutan = dossier.effective.lanjutan
    assert lanjutan is not None
    planned_in = earlier.office.period
    found: list[Plan] = []
    codes: dict[str, Program] = {}
    first: dict[str, Place] = {}
    known = schemes.elements(earlier.office.instansi)
    for number, plan in enumerate(planned(earlier)):
        if plan.unsur not in known:
            at, field = _at(earlier, "rtl", number, "unsur"), trees.told_path(("rtl", number, "unsur"))
            problems.append(
                problem(at, "L001", field=field, found=plan.unsur, hint=nearest.guess(plan.unsur, tuple(known)))
            )
        steps: list[PlanItem] = []
        for item in plan.items:
            done = item.realisasi is not None and item.realisasi.status == "sudah"
            kode = item.program.kode
            if kode is None:
                if not done:
                    problems.append(problem(item.at, "L020", unsur=plan.unsur, masa=planned_in))
                continue
            if kode in codes:
                problems.append(problem(item.at, "L003", kode=kode, first=str(first[kode].line)))
                continue
            codes[kode], first[kode] = item.program, item.at
            answer = lanjutan.realisasi.get(kode)
            if answer is not None:
                at = _at(dossier, "lanjutan", "realisasi", kode)
                steps.append(PlanItem(item.program, answer, lanjutan.strategi.get(kode), at))
            elif not done:
                problems.append(problem(_at(dossier, "lanjutan"), "L015", kode=kode, masa=planned_in))
        if steps:
            found.append(Plan(planned_in, plan.unsur, tuple(steps), _at(dossier, "lanjutan")))
    problems += _answers(dossier, planned_in, codes)
    return tuple(found)


def _answers(dossier: Dossier, planned_in: Period, codes: dict[str, Program]) -> Iterator[Problem]:
    lanjutan = dossier.effective.lanjutan
    assert lanjutan is not None
    for field in ("realisasi", "strategi"):
        for kode in getattr(lanjutan, field):
            if kode not in codes:
                place = trees.find(dossier.tree, ("lanjutan", field, kode))
                hint = nearest.guess(
                    kode, tuple(codes), phrase("rencana {masa} tidak mempunyai kode apa pun", masa=planned_in)
                )
                yield problem(place.key or place.at, "L016", kode=kode, masa=planned_in, hint=hint)
    for kode, answer in lanjutan.realisasi.items():
        program = codes.get(kode)
        text = program.kegiatan if program else None
        if program and program.tanggal and answer.tanggal and answer.tanggal < program.tanggal:
            at = _at(dossier, "lanjutan", "realisasi", kode, "tanggal")
            yield problem(at, "L008", found=answer.tanggal, rencana=program.tanggal)
        if answer.kegiatan and text and answer.kegiatan.split() != text.split():
            at = _at(dossier, "lanjutan", "realisasi", kode, "kegiatan")
            yield problem(at, "L017", masa=planned_in, rencana=text)


def check(dossier: Dossier, jenis: str) -> Iterator[Problem]:
    """Return what is wrong with the plan and its realisation in themselves: names, columns, dates, percentage."""
    effective = dossier.effective
    known = tuple(schemes.main_elements(dossier.office.instansi, effective))
    seen: dict[str, Place] = {}
    kode: dict[str, Place] = {}
    for number, rtl in enumerate(effective.rtl):
        at = _at(dossier, "rtl", number, "unsur")
        if rtl.unsur not in known:
            yield problem(
                at,
                "L001",
                field=trees.told_path(("rtl", number, "unsur")),
                found=rtl.unsur,
                hint=nearest.guess(rtl.unsur, tuple(known)),
            )
        elif rtl.unsur in seen:
            yield problem(at, "L002", unsur=rtl.unsur, first=str(seen[rtl.unsur].line))
        seen.setdefault(rtl.unsur, at)
        for index, program in enumerate(rtl.program):
            yield from _program(dossier, jenis, program, ("rtl", number, "program", index), kode)
    for name, answer in (effective.lanjutan.realisasi if effective.lanjutan else {}).items():
        yield from _outcome(dossier, jenis, answer, None, ("lanjutan", "realisasi", name))


def percentage(dossier: Dossier, plans: tuple[Plan, ...]) -> Iterator[Problem]:
    """Return the problem of a percentage that is typed and not what the statuses give."""
    typed = dossier.effective.laporan.persen
    every = [item for group in plans for item in group.items]
    done = sum(item.realisasi is not None and item.realisasi.status == "sudah" for item in every)
    if typed is None:
        return
    exact = Decimal(done * 100) / len(every) if every else Decimal(0)
    if not every or exact.quantize(typed, ROUND_HALF_UP) != typed:
        expected = exact.quantize(Decimal("0.01"), ROUND_HALF_UP) if every else phrase("belum ada")
        values = {
            "found": trees.find(dossier.tree, ("laporan", "persen")).value,
            "expected": expected,
            "sudah": done,
            "semua": len(every),
        }
        yield problem(_at(dossier, "laporan", "persen"), "L009", field="laporan.persen", **values)


def time_columns(dossier: Dossier) -> dict[str, tuple[int, int]]:
    """Return the columns of time by the names that `waktu` may use.

    That is the label, or heading and label where labels repeat. The value is the column's heading and its
    place below it.
    """
    groups = dossier.effective.laporan.waktu
    labels = [label for group in groups for label in group.kolom]
    return {
        label if labels.count(label) == 1 else f"{group.kepala} {label}": (number, index)
        for number, group in enumerate(groups)
        for index, label in enumerate(group.kolom)
    }


def dated(dossier: Dossier) -> bool:
    """Return whether this office prints the day on which a programme was carried out."""
    return dossier.effective.laporan.tanggal_realisasi


def earlier(dossier: Dossier, problems: list[Problem]) -> Period | None:
    """Return the earlier period whose plan this one answers, if it does."""
    lanjutan = dossier.effective.lanjutan
    planned_in = parse(lanjutan.periode) if lanjutan else None
    if planned_in is not None and last_day(planned_in) >= first_day(dossier.office.period):
        at = _at(dossier, "lanjutan", "periode")
        problems.append(problem(at, "L019", found=planned_in, masa=dossier.office.period))
        return None
    return planned_in


def _program(
    dossier: Dossier, jenis: str, program: Program, path: tuple[str | int, ...], kode: dict[str, Place]
) -> Iterator[Problem]:
    """Return what is wrong with one programme; its code joins those seen before, in `kode`."""
    if program.kode in kode:
        yield problem(_at(dossier, *path, "kode"), "L003", kode=program.kode, first=str(kode[program.kode].line))
    elif program.kode is not None:
        kode[program.kode] = _at(dossier, *path, "kode")
    columns = time_columns(dossier)
    for label in program.waktu:
        if label not in columns:
            at = _label(dossier, path, label)
            choices = ", ".join(columns) or phrase("belum ada kolom; isi `laporan.waktu`")
            yield problem(at, "L004", found=label, choices=choices)
    if program.realisasi:
        yield from _outcome(dossier, jenis, program.realisasi, program, (*path, "realisasi"))


def _outcome(
    dossier: Dossier, jenis: str, outcome: Realisasi, program: Program | None, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    letter = dossier.effective.dokumen.get(jenis)
    at = _at(dossier, *path, "tanggal")
    if outcome.status == "sudah":
        if outcome.tanggal is None and dated(dossier):
            yield problem(_at(dossier, *path), "L005")
        if not outcome.foto and not outcome.bukti:
            yield problem(_at(dossier, *path), "L006")
    elif outcome.alasan is None and outcome.hambatan is None:
        yield problem(_at(dossier, *path), "L022")
    if outcome.status == "belum" and outcome.tanggal is not None:
        yield problem(at, "L021", status=outcome.status, found=outcome.tanggal)
    if outcome.tanggal and letter and letter.tanggal and outcome.tanggal > letter.tanggal:
        yield problem(at, "L007", found=outcome.tanggal, surat=letter.tanggal)
    if outcome.tanggal and program and program.tanggal and outcome.tanggal < program.tanggal:
        yield problem(at, "L008", found=outcome.tanggal, rencana=program.tanggal)


def _label(dossier: Dossier, path: tuple[str | int, ...], label: str) -> Place:
    """Return where a programme names a column: an item of a list, or a name with words beside it."""
    there = trees.find(dossier.tree, (*path, "waktu"))
    items = there.value if isinstance(there.value, list) else []
    named = trees.find(dossier.tree, (*path, "waktu", label))
    return next((item.at for item in items if item.value == label), named.key or named.at)


def _at(dossier: Dossier, *path: str | int) -> Place:
    return trees.find(dossier.tree, path).at
