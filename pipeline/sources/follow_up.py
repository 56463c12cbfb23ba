"""Plans and what became of them: this period's programmes, and those of an earlier one that it answers."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest, schemes, trees
from pipeline.sources.follow_up_model import Program, Realisasi, Strategi
from pipeline.sources.period import Period, parse
from pipeline.sources.workspace import Dossier


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


def planned(berkas: Dossier) -> tuple[Plan, ...]:
    """Return the plan of this period, in its order; programmes without a text are left out."""
    found = []
    for number, rtl in enumerate(berkas.effective.rtl):
        steps = [
            PlanItem(program, program.realisasi, program.strategi, _at(berkas, "rtl", number, "program", index))
            for index, program in enumerate(rtl.program)
            if program.kegiatan
        ]
        found.append(Plan(berkas.office.period, rtl.unsur, tuple(steps), _at(berkas, "rtl", number)))
    return tuple(found)


def carried(berkas: Dossier, earlier: Dossier, problems: list[Problem]) -> tuple[Plan, ...]:
    """Return the plan of an earlier period with what this one says of it.

    A programme that was done in its own period need not be answered; any other must be, by its code, and no code
    may be answered that was not planned.
    """
    lanjutan = berkas.effective.lanjutan
    assert lanjutan is not None
    masa = earlier.office.period
    found: list[Plan] = []
    codes: dict[str, Program] = {}
    first: dict[str, Place] = {}
    known = schemes.elements(earlier.office.instansi)
    for number, rencana in enumerate(planned(earlier)):
        if rencana.unsur not in known:
            at, field = _at(earlier, "rtl", number, "unsur"), trees.told_path(("rtl", number, "unsur"))
            problems.append(problem(at, "L001", field=field, found=rencana.unsur, choices=", ".join(known)))
        steps: list[PlanItem] = []
        for one in rencana.items:
            done = one.realisasi is not None and one.realisasi.status == "sudah"
            kode = one.program.kode
            if kode is None:
                if not done:
                    problems.append(problem(one.at, "L020", unsur=rencana.unsur, masa=masa))
                continue
            if kode in codes:
                problems.append(problem(one.at, "L003", kode=kode, first=str(first[kode].line)))
                continue
            codes[kode], first[kode] = one.program, one.at
            answer = lanjutan.realisasi.get(kode)
            if answer is not None:
                at = _at(berkas, "lanjutan", "realisasi", kode)
                steps.append(PlanItem(one.program, answer, lanjutan.strategi.get(kode), at))
            elif not done:
                problems.append(problem(_at(berkas, "lanjutan"), "L015", kode=kode, masa=masa))
        if steps:
            found.append(Plan(masa, rencana.unsur, tuple(steps), _at(berkas, "lanjutan")))
    problems += _answers(berkas, masa, codes)
    return tuple(found)


def _answers(berkas: Dossier, masa: Period, codes: dict[str, Program]) -> Iterator[Problem]:
    lanjutan = berkas.effective.lanjutan
    assert lanjutan is not None
    for field in ("realisasi", "strategi"):
        for kode in getattr(lanjutan, field):
            if kode not in codes:
                place = trees.find(berkas.tree, ("lanjutan", field, kode))
                hint = nearest.guess(
                    kode, tuple(codes), phrase("rencana {masa} tidak mempunyai kode apa pun", masa=masa)
                )
                yield problem(place.key or place.at, "L016", kode=kode, masa=masa, hint=hint)
    for kode, answer in lanjutan.realisasi.items():
        program = codes.get(kode)
        text = program.kegiatan if program else None
        if program and program.tanggal and answer.tanggal and answer.tanggal < program.tanggal:
            at = _at(berkas, "lanjutan", "realisasi", kode, "tanggal")
            yield problem(at, "L008", found=answer.tanggal, rencana=program.tanggal)
        if answer.kegiatan and text and answer.kegiatan.split() != text.split():
            at = _at(berkas, "lanjutan", "realisasi", kode, "kegiatan")
            yield problem(at, "L017", masa=masa, rencana=text)


def check(berkas: Dossier, jenis: str) -> Iterator[Problem]:
    """Return what is wrong with the plan and its realisation in themselves: names, columns, dates, percentage."""
    isi = berkas.effective
    known = tuple(schemes.main(berkas.office.instansi, isi).unsur)
    seen: dict[str, Place] = {}
    kode: dict[str, Place] = {}
    for number, rtl in enumerate(isi.rtl):
        at = _at(berkas, "rtl", number, "unsur")
        if rtl.unsur not in known:
            yield problem(
                at, "L001", field=trees.told_path(("rtl", number, "unsur")), found=rtl.unsur, choices=", ".join(known)
            )
        elif rtl.unsur in seen:
            yield problem(at, "L002", unsur=rtl.unsur, first=str(seen[rtl.unsur].line))
        seen.setdefault(rtl.unsur, at)
        for index, program in enumerate(rtl.program):
            yield from _program(berkas, jenis, program, ("rtl", number, "program", index), kode)
    for name, answer in (isi.lanjutan.realisasi if isi.lanjutan else {}).items():
        yield from _outcome(berkas, jenis, answer, None, ("lanjutan", "realisasi", name))


def percentage(berkas: Dossier, rencana: tuple[Plan, ...]) -> Iterator[Problem]:
    """Return the problem of a percentage that is typed and not what the statuses give."""
    typed = berkas.effective.laporan.persen
    every = [one for group in rencana for one in group.items]
    done = sum(one.realisasi is not None and one.realisasi.status == "sudah" for one in every)
    if typed is None:
        return
    exact = Decimal(done * 100) / len(every) if every else Decimal(0)
    if not every or exact.quantize(typed, ROUND_HALF_UP) != typed:
        expected = exact.quantize(Decimal("0.01"), ROUND_HALF_UP) if every else phrase("belum ada")
        values = {
            "found": trees.find(berkas.tree, ("laporan", "persen")).value,
            "expected": expected,
            "sudah": done,
            "semua": len(every),
        }
        yield problem(_at(berkas, "laporan", "persen"), "L009", field="laporan.persen", **values)


def time_columns(berkas: Dossier) -> dict[str, tuple[int, int]]:
    """Return the columns of time by the names that `waktu` may use.

    That is the label, or heading and label where labels repeat. The value is the column's heading and its
    place below it.
    """
    groups = berkas.effective.laporan.waktu
    labels = [label for group in groups for label in group.kolom]
    return {
        label if labels.count(label) == 1 else f"{group.kepala} {label}": (number, index)
        for number, group in enumerate(groups)
        for index, label in enumerate(group.kolom)
    }


def dated(berkas: Dossier) -> bool:
    """Return whether this office prints the day on which a programme was carried out."""
    return berkas.effective.laporan.tanggal_realisasi


def earlier(berkas: Dossier, problems: list[Problem]) -> Period | None:
    """Return the earlier period whose plan this one answers, if it does."""
    lanjutan = berkas.effective.lanjutan
    masa = parse(lanjutan.periode) if lanjutan else None
    if masa is not None and (masa.tahun, masa.urut) >= (berkas.office.period.tahun, berkas.office.period.urut):
        at = _at(berkas, "lanjutan", "periode")
        problems.append(problem(at, "L019", found=masa, masa=berkas.office.period))
        return None
    return masa


def _program(
    berkas: Dossier, jenis: str, program: Program, path: tuple[str | int, ...], kode: dict[str, Place]
) -> Iterator[Problem]:
    """Return what is wrong with one programme; its code joins those seen before, in `kode`."""
    if program.kode in kode:
        yield problem(_at(berkas, *path, "kode"), "L003", kode=program.kode, first=str(kode[program.kode].line))
    elif program.kode is not None:
        kode[program.kode] = _at(berkas, *path, "kode")
    columns = time_columns(berkas)
    for label in program.waktu:
        if label not in columns:
            at = _label(berkas, path, label)
            choices = ", ".join(columns) or phrase("belum ada kolom; isi `laporan.waktu`")
            yield problem(at, "L004", found=label, choices=choices)
    if program.realisasi:
        yield from _outcome(berkas, jenis, program.realisasi, program, (*path, "realisasi"))


def _outcome(
    berkas: Dossier, jenis: str, one: Realisasi, program: Program | None, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    surat = berkas.effective.dokumen.get(jenis)
    at = _at(berkas, *path, "tanggal")
    if one.status == "sudah":
        if one.tanggal is None and dated(berkas):
            yield problem(_at(berkas, *path), "L005")
        if not one.foto and not one.bukti:
            yield problem(_at(berkas, *path), "L006")
    elif one.alasan is None and one.hambatan is None:
        yield problem(_at(berkas, *path), "L022")
    if one.status == "belum" and one.tanggal is not None:
        yield problem(at, "L021", status=one.status, found=one.tanggal)
    if one.tanggal and surat and surat.tanggal and one.tanggal > surat.tanggal:
        yield problem(at, "L007", found=one.tanggal, surat=surat.tanggal)
    if one.tanggal and program and program.tanggal and one.tanggal < program.tanggal:
        yield problem(at, "L008", found=one.tanggal, rencana=program.tanggal)


def _label(berkas: Dossier, path: tuple[str | int, ...], label: str) -> Place:
    """Return where a programme names a column: an item of a list, or a name with words beside it."""
    there = trees.find(berkas.tree, (*path, "waktu"))
    items = there.value if isinstance(there.value, list) else []
    named = trees.find(berkas.tree, (*path, "waktu", label))
    return next((one.at for one in items if one.value == label), named.key or named.at)


def _at(berkas: Dossier, *path: str | int) -> Place:
    return trees.find(berkas.tree, path).at
