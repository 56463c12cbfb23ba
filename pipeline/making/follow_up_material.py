"""What a follow-up report speaks from beside scores: plans of this period and an earlier one, and photos."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.documents import images
from pipeline.files import disk, fingerprint
from pipeline.making.office import Offices
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores.records import SchemeResult
from pipeline.sources import follow_up, trees, workspace
from pipeline.sources.follow_up import Plan
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.workspace import Dossier
from pipeline.words.chapter import Picture
from pipeline.words.chapters import tindak_lanjut

PHOTOS = "foto"
"""The folder of photos, beside the files of the period."""
WIDTH = images.EMU
"""How large a photo is where no template says it."""


class FollowUpMaterial(NamedTuple):
    """The plans and photos of a report, and the elements that the unit has yet to fill in."""

    rencana: tuple[Plan, ...]
    foto: Mapping[Foto, Picture]
    blank: tuple[str, ...]


NOTHING = FollowUpMaterial((), {}, ())
"""What a document has that is no report."""


def plans(offices: Offices, berkas: Dossier, kind: str, problems: list[Problem]) -> tuple[Plan, ...]:
    """Return the plan that an earlier period handed on, if any, then this period's own; what is wrong to `problems`."""
    problems += follow_up.check(berkas, kind)
    found: tuple[Plan, ...] = ()
    masa = follow_up.earlier(berkas, problems)
    if masa is not None:
        file = f"{workspace.PERIODS}/{masa}/{berkas.office.id}/{berkas.unit}.yaml"
        at = trees.find(berkas.tree, ("lanjutan", "periode")).at
        if not (offices.root / file).is_file():
            problems.append(problem(at, "L018", masa=masa, file=file))
        else:
            found = _carried(offices.of(masa), berkas, problems)
    own = follow_up.planned(berkas)
    problems += follow_up.percentage(berkas, found or own)
    return (*found, *own)


def _carried(earlier: Offices, berkas: Dossier, problems: list[Problem]) -> tuple[Plan, ...]:
    opened = earlier.open(berkas.office.id, problems)
    if opened is None:
        return ()
    try:
        before = opened.dossier(berkas.unit)
    except Refusal as refusal:
        problems += refusal.problems
        return ()
    return follow_up.carried(berkas, before, problems)


def collect(
    offices: Offices, berkas: Dossier, kind: str, nilai: Sequence[SchemeResult], most: int, problems: list[Problem]
) -> FollowUpMaterial:
    """Return the plans and photos of a report, whose template shows none longer than `most` EMU.

    What is wrong with either, and with the plans in view of the results, goes to `problems`.
    """
    found = plans(offices, berkas, kind, problems)
    photos = _photos(offices, berkas, found, most, problems)
    if not nilai:
        return FollowUpMaterial(found, photos, ())
    prioritas = nilai[0].choice.prioritas
    there = [one.unsur for one in found if one.period == berkas.office.period]
    known = next(iter(berkas.office.instansi.skema.values())).unsur
    if there and known.keys() >= set(there):
        at = trees.find(berkas.tree, ("rtl",)).at
        problems += (problem(at, "L011", unsur=key) for key in prioritas if key not in there)
    kosong = tindak_lanjut.unfilled(berkas, found, prioritas)
    if berkas.isi.dokumen[kind].nomor:
        at = trees.find(berkas.tree, ("dokumen", kind, "nomor")).at
        problems += (problem(at, "L010", unsur=key) for key in kosong)
    return FollowUpMaterial(found, photos, kosong)


def _photos(
    offices: Offices, berkas: Dossier, plan: tuple[Plan, ...], most: int, problems: list[Problem]
) -> dict[Foto, Picture]:
    """Return the photos of the realisations, each no larger than the template shows it."""
    found: dict[Foto, Picture] = {}
    for one in (one for group in plan for one in group.butir if one.realisasi):
        for foto in one.realisasi.foto if one.realisasi else ():
            at = _place(berkas, foto)
            try:
                found[foto] = _photo(offices, berkas, foto, at, images.pixels(most))
            except Refusal as refusal:
                problems += refusal.problems
    return found


def _place(berkas: Dossier, foto: Foto) -> Place:
    """Return where a photo is named in this period's files."""
    groups = [
        (("rtl", number, "program", index, "realisasi"), program.realisasi)
        for number, rtl in enumerate(berkas.isi.rtl)
        for index, program in enumerate(rtl.program)
    ]
    lanjutan = berkas.isi.lanjutan
    answers = [(("lanjutan", "realisasi", kode), one) for kode, one in (lanjutan.realisasi if lanjutan else {}).items()]
    for path, realisasi in (*groups, *answers):
        for number, one in enumerate(realisasi.foto if realisasi else ()):
            if one == foto:
                return trees.find(berkas.tree, (*path, "foto", number, "berkas")).at
    return berkas.own


def _photo(offices: Offices, berkas: Dossier, foto: Foto, at: Place, most: int) -> Picture:
    masa = berkas.office.period
    path = workspace.inside(offices.root, f"{workspace.PERIODS}/{masa}/{berkas.office.id}/{PHOTOS}", foto.berkas, at)
    try:
        raw = disk.content(path)
    except OSError:
        raise Refusal([problem(at, "G001", found=foto.berkas)]) from None
    kept = (
        offices.root
        / fingerprint.BUILD
        / str(masa)
        / ".foto"
        / f"{fingerprint.sha(raw)[:24]}-{most}-{fingerprint.engine()[:8]}.jpeg"
    )
    try:
        return offices.assets.photo(kept)._replace(keterangan=foto.keterangan)
    except OSError:
        gambar = images.photo(raw, foto.berkas, at, foto.keterangan, most)
        with contextlib.suppress(OSError):  # kept for the next run; this one does without
            disk.write(kept, gambar.isi)
        return gambar
