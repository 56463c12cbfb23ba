"""What a report speaks from beside scores: plans of this period and an earlier one, photos of them and the survey."""

from collections.abc import Iterator, Sequence

from pipeline.documents import images
from pipeline.making.office import Offices
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores.records import SchemeResult
from pipeline.sources import follow_up, trees, workspace
from pipeline.sources.follow_up import Plan
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.layers import Dossier
from pipeline.words.chapter import Picture
from pipeline.words.chapters import tindak_lanjut

UNSHOWN = "G004"
"""Photos are named that no document shows."""


def plans(offices: Offices, dossier: Dossier, kind: str, problems: list[Problem]) -> tuple[Plan, ...]:
    """Return the plan that an earlier period handed on, if any, then this period's own; what is wrong to `problems`."""
    problems += follow_up.check(dossier, kind)
    found: tuple[Plan, ...] = ()
    period = follow_up.earlier(dossier, problems)
    if period is not None:
        file = f"{workspace.PERIODS}/{period}/{dossier.office.id}/{dossier.unit}.yaml"
        at = trees.find(dossier.tree, ("lanjutan", "periode")).at
        if not (offices.root / file).is_file():
            problems.append(problem(at, "L018", masa=period, file=file))
        else:
            found = _carried(offices.periods.of(period), dossier, problems)
    own = follow_up.planned(dossier)
    problems += follow_up.percentage(dossier, found or own)
    return (*found, *own)


def _carried(earlier: Offices, dossier: Dossier, problems: list[Problem]) -> tuple[Plan, ...]:
    opened = earlier.open(dossier.office.id, problems)
    if opened is None:
        return ()
    try:
        before = opened.dossier(dossier.unit)
    except Refusal as refusal:
        problems += refusal.problems
        return ()
    return follow_up.carried(dossier, before, problems)


def against_priorities(dossier: Dossier, main: SchemeResult) -> Iterator[Problem]:
    """Return where the plan and the priorities that the letter tells are not of the same elements."""
    planned = {rtl.unsur: number for number, rtl in enumerate(dossier.effective.rtl)}
    priorities = main.choice.prioritas
    if not planned or not main.scheme.unsur.keys() >= planned.keys():
        return
    at = trees.find(dossier.tree, ("rtl",)).at
    yield from (problem(at, "L011", unsur=key) for key in priorities if key not in planned)
    for key, number in planned.items():
        if key not in priorities:
            yield problem(trees.find(dossier.tree, ("rtl", number, "unsur")).at, "L012", unsur=key)


def unfilled(
    dossier: Dossier, kind: str, plan: Sequence[Plan], main: SchemeResult, problems: list[Problem]
) -> tuple[str, ...]:
    """Return the priorities that the plan leaves to be filled in; what is wrong with it in their view to `problems`."""
    blank = tindak_lanjut.unfilled(dossier, plan, main.choice.prioritas)
    if dossier.effective.dokumen[kind].nomor:
        at = trees.find(dossier.tree, ("dokumen", kind, "nomor")).at
        problems += (problem(at, "L010", unsur=key) for key in blank)
    return blank


def photos(
    offices: Offices, dossier: Dossier, plan: Sequence[Plan], widest: int, problems: list[Problem]
) -> dict[Foto, Picture]:
    """Return the photos of the survey and of the realisations, each no longer than `widest` EMU.

    What is wrong with one goes to `problems`.
    """
    done = (item.realisasi for group in plan for item in group.items if item.realisasi)
    published = [media.foto for media in dossier.effective.publikasi_media if media.foto]
    shown = [*dossier.effective.survei.foto, *published, *(foto for realised in done for foto in realised.foto)]
    found: dict[Foto, Picture] = {}
    most, places = images.pixels(widest), dict(reversed([*_named(dossier)])) if shown else {}
    for foto in shown:
        try:
            found[foto] = offices.assets.photo(dossier.office, foto, places.get(foto, dossier.own), most)
        except Refusal as refusal:
            problems += refusal.problems
    return found


def unshown(offices: Offices, dossier: Dossier) -> Iterator[Problem]:
    """Return what is wrong with the photos of a unit of which no document shows any; then that none does, by file.

    Those of a file that units share are told of each: they are shown where one unit does not tell it.
    """
    told: dict[str, list[Place]] = {}
    for foto, at in _named(dossier):
        told.setdefault(at.file, []).append(at)
        try:
            offices.assets.photo(dossier.office, foto, at, images.WIDEST)
        except Refusal as refusal:
            yield from refusal.problems
    yield from (problem(places[0], UNSHOWN, count=len(places)) for places in told.values())


def _named(dossier: Dossier) -> Iterator[tuple[Foto, Place]]:
    """Yield the photos that this period's files name, each with its place."""
    for number, foto in enumerate(dossier.effective.survei.foto):
        yield foto, trees.find(dossier.tree, ("survei", "foto", number, "berkas")).at
    for number, media in enumerate(dossier.effective.publikasi_media):
        if media.foto:
            yield media.foto, trees.find(dossier.tree, ("publikasi_media", number, "foto", "berkas")).at
    groups = [
        (("rtl", number, "program", index, "realisasi"), program.realisasi)
        for number, rtl in enumerate(dossier.effective.rtl)
        for index, program in enumerate(rtl.program)
    ]
    continued = dossier.effective.lanjutan
    answers = [
        (("lanjutan", "realisasi", code), answer) for code, answer in (continued.realisasi if continued else {}).items()
    ]
    for path, realised in (*groups, *answers):
        for number, foto in enumerate(realised.foto if realised else ()):
            yield foto, trees.find(dossier.tree, (*path, "foto", number, "berkas")).at
