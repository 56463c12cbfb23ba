"""What a follow-up report speaks from beside scores: plans of this period and an earlier one, and photos."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline import state
from pipeline.documents import images, template
from pipeline.documents.template import Templat
from pipeline.errors import Place, Problem, Refusal, problem
from pipeline.sources import rencana, schema, workspace
from pipeline.sources.rencana import Rencana
from pipeline.sources.workspace import Berkas
from pipeline.words import tindak_lanjut
from pipeline.words.kata import Bahan, Gambar

FOTO = "foto"
"""The folder of photos, beside the files of the period."""


class Susulan(NamedTuple):
    """A report's materials, the elements that the unit has yet to fill in, and the warnings on the way."""

    bahan: Bahan
    kosong: tuple[str, ...]
    peringatan: tuple[Problem, ...]


def plans(root: Path, berkas: Berkas, kind: str, problems: list[Problem]) -> tuple[Rencana, ...]:
    """Return the plan that an earlier period handed on, if any, then this period's own; what is wrong to `problems`."""
    problems += rencana.check(berkas, kind)
    found: tuple[Rencana, ...] = ()
    masa = rencana.earlier(berkas, problems)
    if masa is not None:
        file = f"{workspace.PERIODS}/{masa}/{berkas.kantor.id}/{berkas.unit}.yaml"
        at = schema.find(berkas.tree, ("lanjutan", "periode")).at
        if not (root / file).is_file():
            problems.append(problem(at, "L018", masa=masa, file=file))
        else:
            office = workspace.kantor(root, masa, berkas.kantor.id, problems)
            if office is not None:
                found = rencana.carried(berkas, workspace.berkas(root, office, berkas.unit), problems)
    own = rencana.planned(berkas)
    problems += rencana.percentage(berkas, found or own)
    return (*found, *own)


def collect(root: Path, bahan: Bahan, templat: Templat) -> Susulan:
    """Return the materials with plans and photos; refuse with every problem of both."""
    berkas, kind = bahan.berkas, bahan.jenis
    problems: list[Problem] = []
    found = plans(root, berkas, kind, problems)
    problems += _services(bahan)
    priorities = bahan.nilai[0].pilihan.prioritas
    there = [one.unsur for one in found if one.masa == berkas.kantor.masa]
    if there:
        at = schema.find(berkas.tree, ("rtl",)).at
        problems += (problem(at, "L011", unsur=key) for key in priorities if key not in there)
    photos = {} if _wrong(problems) else _photos(root, berkas, found, templat, problems)
    bahan = bahan._replace(tindak_lanjut=found, foto=photos)
    kosong = () if _wrong(problems) else tindak_lanjut.unfilled(bahan)
    surat = (berkas.isi.dokumen or {})[kind]
    if surat.nomor:
        at = schema.find(berkas.tree, ("dokumen", kind, "nomor")).at
        problems += (problem(at, "L010", unsur=key) for key in kosong)
    if _wrong(problems):
        raise Refusal(problems)
    return Susulan(bahan, kosong, tuple(problems))


def _wrong(problems: list[Problem]) -> bool:
    return any(not one.is_warning for one in problems)


def _services(bahan: Bahan) -> list[Problem]:
    known = bahan.berkas.isi.layanan or {}
    at = schema.find(bahan.berkas.tree, ("layanan",)).at
    choices = ", ".join(known) or "belum ada; isi `layanan` di berkas unit"
    names = (one.kunci for one in bahan.nilai[0].hasil.layanan)
    return [problem(at, "L014", layanan=name, choices=choices) for name in names if name not in known]


def _photos(
    root: Path, berkas: Berkas, plan: tuple[Rencana, ...], templat: Templat, problems: list[Problem]
) -> dict[schema.Foto, Gambar]:
    """Return the photos of the realisations, each no larger than the template shows it."""
    most = images.pixels(template.largest_picture(templat))
    found: dict[schema.Foto, Gambar] = {}
    for one in (one for group in plan for one in group.butir if one.realisasi):
        for foto in (one.realisasi and one.realisasi.foto) or ():
            at = _place(berkas, foto)
            try:
                found[foto] = _photo(root, berkas, foto, at, most)
            except Refusal as refusal:
                problems += refusal.problems
    return found


def _place(berkas: Berkas, foto: schema.Foto) -> Place:
    """Return where a photo is named in this period's files."""
    groups = [
        (("rtl", number, "program", index, "realisasi"), program.realisasi)
        for number, rtl in enumerate(berkas.isi.rtl or ())
        for index, program in enumerate(rtl.program or ())
    ]
    lanjutan = berkas.isi.lanjutan
    answers = [(("lanjutan", "realisasi", kode), one) for kode, one in (lanjutan.realisasi if lanjutan else {}).items()]
    for path, realisasi in (*groups, *answers):
        for number, one in enumerate((realisasi and realisasi.foto) or ()):
            if one == foto:
                return schema.find(berkas.tree, (*path, "foto", number, "berkas")).at
    return berkas.own


def _photo(root: Path, berkas: Berkas, foto: schema.Foto, at: Place, most: int) -> Gambar:
    masa = berkas.kantor.masa
    path = workspace.inside(root, f"{workspace.PERIODS}/{masa}/{berkas.kantor.id}/{FOTO}", foto.berkas, at)
    try:
        raw = path.read_bytes()
    except OSError:
        raise Refusal([problem(at, "G001", found=foto.berkas)]) from None
    kept = root / state.BUILD / str(masa) / ".foto" / f"{state.sha(raw)[:24]}-{most}-{state.engine()[:8]}.jpeg"
    try:
        return _kept(kept)._replace(keterangan=foto.keterangan)
    except OSError:
        gambar = images.photo(raw, foto.berkas, at, foto.keterangan, most)
        state.write(kept, gambar.isi)
        return gambar


@lru_cache(maxsize=32)
def _kept(path: Path) -> Gambar:
    """Return a photo that was processed before, by its content: units that show the same one share it.

    Raises `OSError` when there is none, or not a whole one.
    """
    found = images.made(path.read_bytes(), "")
    if found is None:
        raise FileNotFoundError(path)
    return found
