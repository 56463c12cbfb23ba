"""The plan applied: letters made with their numbers, archived, and entered in the register, all or none."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import pdf_fonts
from pipeline.files import fingerprint
from pipeline.issuing import archive, journal, numbering, plan, register, sequence
from pipeline.issuing.order import IssuePlan, Order, ReadyLetter, uncited
from pipeline.issuing.register import Register
from pipeline.making import build, prints
from pipeline.making.at_work import Told, WorkStep, to_nobody
from pipeline.making.document import make
from pipeline.problems.phrase import Sentence, phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import layers, number_rule, register_reader, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words import number

_ENTERED: Sentence = "mengarsipkan dan mencatat di buku agenda"


class _Standing(NamedTuple):
    """A letter that is out and is to be issued anew: its entry, what that says of it, its unit's files as they are."""

    entry: EntryFile
    letter: SentLetter
    dossier: Dossier


def issue(
    root: Path, order: Order, agreed: Callable[[IssuePlan, tuple[str, ...]], bool], told: Told = to_nobody
) -> IssuePlan | None:
    """Issue what the plan says once `agreed` says so; `None` when it does not.

    `agreed` is also told which files an earlier run, cut off, had left to be put in place. The warnings of what is
    returned are those that came up after it agreed. Raises `Refusal` with
    everything that stands in the way; then nothing is taken.
    """
    with journal.alone(root) as recovered, tempfile.TemporaryDirectory() as folder:
        made = plan.prepared(root, order, folder, told)
        if not agreed(made, recovered):
            return None
        if made.problems:
            raise Refusal(made.problems)
        if not made.letters:
            return made
        _, warnings = _write(root, order, made.registers, made.letters, made.entry_file, made.origin, told)
        return made._replace(warnings=warnings)


def reissue(
    root: Path, order: Order, alasan: str, new_number: bool
) -> tuple[EntryFile, SentLetter, tuple[Problem, ...]]:
    """Issue a revision of a letter that is out, under its number or a new one; return it as it now is, with warnings.

    Raises `Refusal` or `Usage`; then nothing has changed.
    """
    with journal.alone(root), tempfile.TemporaryDirectory() as folder:
        problems: list[Problem] = list(plan.before(root, order))
        ((name, unit),) = build.targets_of(root, order.period, order.unit, order.kind)
        work, registers = plan.job_of(root, order.period, order.kind, (name,), problems)
        issued = work.issued.get((name, unit))
        if problems:
            raise Refusal(problems)
        if issued is None or not issued[1].sidik:
            letter = f"{name}/{unit}".rstrip("/")
            values = {"unit": letter, "masa": order.period}
            raise Usage(phrase("surat {unit} periode {masa} belum terbit; pakai skm issue", **values))
        problems += plan.commit(work.offices, order, name)
        there = _Standing(*issued, layers.dossier_of(root, work.offices[name].office, unit))
        revised = _revised(there, order, alasan, new_number)
        if new_number:
            entries = _new_number(registers[name], order, there, revised, problems)
        else:
            entries = (register_reader.changed_entry(there.entry, {"surat": [*there.entry.entri.surat, revised]}),)
        if problems:
            raise Refusal(problems)
        origin = archive.origin(work.offices, (name,), order.kind)
        revised = next(
            letter for letter in entries[0].entri.surat if (letter.unit, letter.revisi) == (unit, revised.revisi)
        )
        made = make(work._replace(issued={(name, unit): (entries[0], revised)}, output=folder), name, unit)
        problems += (fault for fault in (*made.problems, *uncited(made.problems)) if not fault.is_warning)
        if problems or made.line is None:
            raise Refusal(problems)
        ready = plan.ready_letter(work, entries[0], revised, made.line)
        (done,), told = _write(root, order, registers, (ready,), entries, origin)
        return *done, told


def _revised(there: _Standing, order: Order, alasan: str, new_number: bool) -> SentLetter:
    """Return what an entry says of the revision of a letter."""
    hal, yth = numbering.hal(there.dossier, order.kind), numbering.yth(there.dossier, order.kind)
    fields = {
        "unit": there.letter.unit,
        "yth": yth,
        "hal": hal if hal != there.entry.entri.hal and not new_number else None,
        "revisi": str((there.letter.revisi or 0) + 1),
        "alasan": alasan,
        "token": numbering.new_token(there.dossier),
    }
    day = order.tanggal or (None if new_number else there.letter.tanggal)
    return SentLetter.model_validate(fields).model_copy(update={"tanggal": day})


def _new_number(
    opened: Register, order: Order, there: _Standing, revised: SentLetter, problems: list[Problem]
) -> tuple[EntryFile, ...]:
    """Return the entry of a new number that replaces an old one, and the old one, which names it."""
    dossier, old = there.dossier, there.entry.entri
    rule, day = number.rule_of(dossier, order.kind), revised.tanggal
    if day is None:
        problems.append(problem(dossier.own, "A015", jenis=order.kind))
    if rule is None:
        problems.append(problem(Place(f"{workspace.UNITS}/{there.entry.instansi}/instansi.yaml"), "A016"))
    if rule is None or day is None:
        return (there.entry,)
    where = number.sequence_of(rule, dossier, order.kind, day)
    place = NumberPlace(where, sequence.Run(opened.taken(where)).next(rule))
    problems += numbering.backdated(opened, place, day, dossier)
    text = number_rule.written(rule, place.urut, number.parts_of(rule, dossier, order.kind), day)
    change = {
        "nomor": text,
        "urut": place.urut,
        "tanggal": day,
        "hal": numbering.hal(dossier, order.kind),
        "yth": revised.yth,
        "surat": [revised.model_copy(update={"tanggal": None})],
        "mengganti": old.nomor,
        "catatan": None,
        "lampiran": [],
    }
    new = register_reader.new_entry(there.entry.instansi, where, old.model_copy(update=change))
    replaced = there.letter.model_copy(update={"diganti": text})
    given = [replaced if letter == there.letter else letter for letter in old.surat]
    return new, register_reader.changed_entry(there.entry, {"surat": given})


def _write(
    root: Path,
    order: Order,
    registers: Mapping[str, Register],
    letters: Sequence[ReadyLetter],
    entries: Iterable[EntryFile],
    origin: archive.Origin,
    progress: Told = to_nobody,
) -> tuple[list[tuple[EntryFile, SentLetter]], tuple[Problem, ...]]:
    """Write the letters that are made, with their records, PDFs when they are asked for, and entries, in one go.

    Return them, and what there is to warn of in the PDFs.
    """
    files: dict[str, bytes] = {}
    copies = _pdf(letters, order.pdf, progress)
    told = tuple(_fonts(letters, copies, registers))
    if any(not fault.is_warning for fault in told):
        raise Refusal(told)
    digests: dict[str, dict[tuple[str, int | None], Mapping[str, str | None]]] = {}
    for (entry, letter, made), printed in zip(letters, copies, strict=True):
        document = Path(made["berkas"]).read_bytes()
        files |= archive.contents(entry, letter, document, printed, made, origin)
        sidik = {"sidik": fingerprint.sha(document), "pdf": fingerprint.sha(printed) if printed else None}
        digests.setdefault(entry.file, {})[letter.unit, letter.revisi] = sidik
    done = {entry.file: _fingerprinted(entry, digests.get(entry.file, {})) for entry in entries}
    progress(WorkStep(_ENTERED, len(letters), len(letters)))
    register.enter(root, registers, done.values(), files)
    return [(done[entry.file], letter) for entry, letter, _ in letters], told


def _pdf(letters: Sequence[ReadyLetter], wanted: bool, progress: Told) -> list[bytes]:
    """Return the PDF of each letter; empty ones when none is wanted. Refuses when one cannot be made."""
    if not wanted:
        return [b""] * len(letters)
    made = prints.of(
        [
            prints.Asked(
                Path(ready.made["berkas"]),
                Place(ready.entry_file.file),
                f"{ready.letter.unit or ready.entry_file.instansi}.docx",
            )
            for ready in letters
        ],
        progress,
    )
    if lost := [found for found in made if isinstance(found, Problem)]:
        raise Refusal(lost)
    return [found for found in made if isinstance(found, bytes)]


def _fonts(
    letters: Sequence[ReadyLetter], copies: Sequence[bytes], registers: Mapping[str, Register]
) -> Iterable[Problem]:
    for ready, printed in zip(letters, copies, strict=True):
        entry_file, rules = ready.entry_file, registers[ready.entry_file.instansi].rules
        document = Path(ready.made["berkas"]).read_bytes() if printed else b""
        if printed:
            strict = rules is not None and rules.gaya.huruf_ketat
            yield from pdf_fonts.check(document, printed, Place(entry_file.file), strict=strict)


def _fingerprinted(entry: EntryFile, digests: Mapping[tuple[str, int | None], Mapping[str, str | None]]) -> EntryFile:
    """Return an entry in which letters bear the fingerprints of their documents and PDFs."""
    given = [sent.model_copy(update=digests.get((sent.unit, sent.revisi), {})) for sent in entry.entri.surat]
    return register_reader.changed_entry(entry, {"surat": given})
