"""The plan of an issue: which letters get which numbers, which are out already, which cannot go and why.

Nothing is written but the cache of counted answers: the letters are made in a folder that is thrown away.
"""

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.documents import pdf
from pipeline.files import git
from pipeline.issuing import archive, intact, register
from pipeline.issuing.numbering import give_numbers, yth
from pipeline.issuing.order import IssuePlan, Order, PlanLine, ReadyLetter, uncited
from pipeline.issuing.register import Register
from pipeline.making import build, report
from pipeline.making.document import Job, Made, make, scored
from pipeline.making.material import collected
from pipeline.making.office import Offices
from pipeline.making.output import changed
from pipeline.making.report import ReportLine
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import register_reader, trees, workspace
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.sources.workspace import Dossier
from pipeline.words import number

_HIDDEN = ("draf", "nomor", "tanggal", "tempat_tanggal")
"""Words that differ between a draft and a letter because it is issued."""


def plan_of(root: Path, pesanan: Order) -> IssuePlan:
    """Return the plan; the same files give the same plan. Raises `Refusal` and `Usage` as a build does."""
    with tempfile.TemporaryDirectory() as folder:
        return prepared(root, pesanan, folder)


def prepared(root: Path, pesanan: Order, folder: str) -> IssuePlan:
    """Return the plan with its letters made in a folder, each under the number and date it would be issued with.

    What is issued are these very documents, so that nothing can stand in the way of an issue that its plan did not say.
    """
    problems: list[Problem] = list(before(root, pesanan))
    targets = build.targets_of(root, pesanan.period, pesanan.unit, pesanan.kind)
    work, buku = job_of(root, pesanan.period, pesanan.kind, tuple(dict.fromkeys(name for name, _ in targets)), problems)
    asal = archive.origin(root, tuple(buku), pesanan.period, pesanan.kind)
    work = work._replace(output=folder)
    made = report.documents(report.report_file(root, str(pesanan.period), pesanan.kind))
    drafts = {(one.instansi, one.unit): one.kata for one, _ in made if one.berkas}
    lines: list[PlanLine] = []
    ready: list[tuple[PlanLine, Dossier]] = []
    for name, unit in (one for one in targets if one[0] in work.offices):
        line, berkas = _line(work, name, unit, pesanan.tanggal)
        if line and berkas:
            ready.append((line, berkas))
        elif line:
            lines.append(line)
    numbered, letters, lembar = _numbered(work, ready, buku, pesanan, drafts)
    lines += numbered
    lines.sort(key=lambda one: (one.instansi, one.unit))
    for name, opened in buku.items():
        problems += commit(root, pesanan, name) if any(line.instansi == name for line, _ in ready) else ()
        problems += (one for one in register.faults(root, opened) if not one.is_warning)
    problems += orphans(root, lembar)
    found = {one for line in lines for one in line.problems}
    if not pesanan.skip:
        problems += (one for one in found if not one.is_warning)
    errors = tuple(sorted({one for one in problems if not one.is_warning}))
    warnings = {one for one in (*problems, *found) if one.is_warning or one not in errors}
    return IssuePlan(tuple(lines), lembar, errors, tuple(sorted(warnings)), letters, asal)


def job_of(
    root: Path, masa: Period, kind: str, names: Sequence[str], problems: list[Problem]
) -> tuple[Job, dict[str, Register]]:
    """Return the work of making a kind in a period, and the registers of its institutions."""
    jenis = build.kind_of(root, kind)
    offices = Offices(root, masa)
    buku: dict[str, Register] = {}
    terbit: dict[tuple[str, str], tuple[EntryFile, SentLetter]] = {}
    for name in names:
        opened = offices.open(name, problems)
        if opened is None:
            continue
        problems += opened.strays if scored(jenis) else ()
        buku[name] = register.open_register(root, name, problems)
        terbit |= opened.issued(kind, problems)
    return Job(kind, jenis, offices, terbit), buku


def before(root: Path, pesanan: Order) -> Iterator[Problem]:
    """Return what stands in the way before any letter is looked at."""
    yield from intact.left_behind(root)
    if pesanan.pdf and not pdf.program():
        yield problem(Place("."), "P001")


def orphans(root: Path, lembar: Iterable[EntryFile]) -> Iterator[Problem]:
    """Return a problem for each new number whose archive is there already: the number was taken, and then lost."""
    for one in lembar:
        folder = root / one.folder
        if not (root / one.file).exists() and folder.is_dir() and any(folder.iterdir()):
            yield problem(Place(one.folder), "A024", file=one.file)


def commit(root: Path, pesanan: Order, name: str) -> Iterator[Problem]:
    """Return a problem for every source that the commit does not have: a letter is made from a commit."""
    folders = (f"{workspace.UNITS}/{name}", *(f"{folder}/{name}" for folder in report.looked_at(str(pesanan.period))))
    folders += archive.spoken_entries(root, name, pesanan.period, pesanan.kind)
    if not git.head(root):
        yield problem(Place(folders[0]), "A008" if git.program() else "A035")
        return
    for file in git.uncommitted(root, *folders, f"{workspace.TEMPLATES}/{pesanan.kind}", "pipeline"):
        yield problem(Place(file), "A009")


def _line(work: Job, name: str, unit: str, tanggal: dt.date | None) -> tuple[PlanLine | None, Dossier | None]:
    """Return what the plan says of a letter, and its record when it needs a number; no line when it gets none."""
    terbit = work.issued.get((name, unit))
    if terbit and terbit[1].sidik:
        lembar, surat = terbit
        made = make(work, name, unit)
        day = surat.tanggal or lembar.entri.tanggal
        beda = tuple(dict(one.values).get("beda", "") for one in made.problems if one.code == "A012")
        return PlanLine(name, unit, "terbit", lembar.entri.nomor, day, surat.yth or "", beda, made.problems), None
    problems: list[Problem] = []
    berkas = None
    with collected(problems):
        layers = [register_reader.layer_of(*terbit)] if terbit else []
        berkas = work.offices[name].dossier(unit, *layers)
    surat_ = berkas.isi.dokumen.get(work.kind) if berkas else None
    if berkas is None or surat_ is None:
        problems += berkas.problems if berkas else ()
        return (PlanLine(name, unit, "terhalang", problems=tuple(problems)) if problems else None), None
    day = surat_.tanggal or tanggal
    if day is None:
        problems.append(problem(berkas.own, "A015", jenis=work.kind))
    nomor = number.numbering_of(berkas, work.kind)
    if nomor is None:
        problems.append(problem(Place(f"{workspace.UNITS}/{name}/instansi.yaml"), "A016"))
    elif surat_.nomor and not terbit and number.parse_number(nomor, surat_.nomor) is None:
        at = trees.find(berkas.tree, ("dokumen", work.kind, "nomor")).at
        problems.append(problem(at, "A017", found=surat_.nomor, pola=nomor.pola))
    if problems:
        line = PlanLine(name, unit, "terhalang", problems=(*problems, *make(work, name, unit).problems))
        return line, None
    return PlanLine(
        name, unit, "baru", surat_.nomor or "", day, yth(berkas, work.kind), entry_file=terbit and terbit[0]
    ), berkas


def _numbered(
    work: Job,
    ready: Sequence[tuple[PlanLine, Dossier]],
    buku: Mapping[str, Register],
    pesanan: Order,
    drafts: Mapping[tuple[str, str], str],
) -> tuple[list[PlanLine], tuple[ReadyLetter, ...], tuple[EntryFile, ...]]:
    """Return the lines with their numbers, the letters made under them, and the entries to write.

    A letter that cannot be made takes no number: those after it are numbered again, and made with what they then have.
    """
    own = {(line.instansi, line.unit): berkas.own for line, berkas in ready}
    blocked: list[PlanLine] = []
    done: dict[tuple[str, str, str], Made] = {}
    while True:
        numbered, lembar = give_numbers(ready, buku, pesanan)
        given = {(one.instansi, surat.unit): (one, surat) for one in lembar for surat in _new_letters(one)}
        here = work._replace(issued={**work.issued, **given})
        failed: set[tuple[str, str]] = set()
        for line in numbered:
            key, by_number = (line.instansi, line.unit), (line.instansi, line.unit, line.nomor)
            if line.status == "terhalang":
                blocked.append(line._replace(problems=(*line.problems, *make(work, *key).problems)))
                failed.add(key)
                continue
            if by_number not in done:
                found = make(here, *key)
                told = (*found.problems, *uncited(found.problems))
                done[by_number] = found._replace(problems=_relocated(told, given[key][0], own[key]))
            made = done[by_number]
            if made.catatan is None or any(not one.is_warning for one in made.problems):
                blocked.append(line._replace(status="terhalang", nomor="", problems=made.problems))
                failed.add(key)
        if not failed:
            break
        ready = [one for one in ready if (one[0].instansi, one[0].unit) not in failed]
    lines: list[PlanLine] = []
    letters: list[ReadyLetter] = []
    for line in numbered:
        made = done[line.instansi, line.unit, line.nomor]
        assert made.catatan is not None
        beda = _changed_words(drafts, line.instansi, line.unit, made.catatan)
        lines.append(line._replace(differences=beda, problems=(*line.problems, *made.problems)))
        lembar_, surat = given[line.instansi, line.unit]
        letters.append(ready_letter(work, lembar_, surat, made.catatan))
    return [*lines, *blocked], tuple(letters), lembar


def _relocated(problems: Iterable[Problem], lembar: EntryFile, own: Place) -> tuple[Problem, ...]:
    """Return problems that lie in an entry as lying in the unit's own file: the entry is not there to be mended."""
    return tuple(one._replace(place=own) if one.place.file == lembar.file else one for one in problems)


def ready_letter(work: Job, lembar: EntryFile, surat: SentLetter, catatan: ReportLine) -> ReadyLetter:
    """Return a letter that is made, with the figures that its record keeps."""
    return ReadyLetter(
        lembar, surat, {**catatan.fields(), "ikm": archive.letter_figures(work, lembar.instansi, surat.unit)}
    )


def _new_letters(lembar: EntryFile) -> Iterator[SentLetter]:
    """Return the letters of an entry that are not yet issued."""
    return (one for one in lembar.entri.surat or () if not one.sidik)


def _changed_words(drafts: Mapping[tuple[str, str], str], name: str, unit: str, catatan: ReportLine) -> tuple[str, ...]:
    """Return the words that differ from the draft last built; `draf` when none was built."""
    old = drafts.get((name, unit))
    if old is None:
        return (phrase("belum ada draf"),)
    return tuple(one for one in changed(old, catatan.kata) if one not in _HIDDEN)
