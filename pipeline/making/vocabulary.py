"""The words a template may use, each with what it means and what it is for a real unit."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.making import build, document
from pipeline.making.document import Job
from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.problems.problem import Refusal
from pipeline.sources import workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Jenis
from pipeline.sources.period import Period
from pipeline.words import indonesian
from pipeline.words.chapter import Dated, Picture, Word, Words
from pipeline.words.say import CHAPTERS, Vocabulary, given, listed, needs, say
from pipeline.words.say import vocabulary as of_kind

_FREE = "<kunci>"


class WordEntry(NamedTuple):
    """A word: its path, its chapter, what it means, and its value for the unit; `None` where the unit lacks it."""

    kata: str
    bab: str
    arti: str
    contoh: str | Picture | None


class Example(NamedTuple):
    """A unit that stands as the example, in a period, and its words."""

    unit: str
    period: str
    words: Words


def chapters(root: Path, kind: str) -> Vocabulary:
    """Return what templates of a kind of document may say; refuse a kind that is not there."""
    return of_kind(build.kind_of(root, kind))


def example(root: Path, kind: str, only: str | None = None) -> Example | None:
    """Return the words of a unit that gets such a document, of the latest period; `None` when there is none.

    With `only` (a unit, or `<institution>/<unit>`) refuse for what is wrong with it.
    """
    jenis = build.kind_of(root, kind)
    for name in reversed(workspace.periods(root)):
        period = workspace.period(root, name)
        offices = Offices(root, period)
        for instansi, unit in _candidates(root, period, jenis, only):
            opened = offices.open(instansi, [])
            if opened is None:
                continue
            with contextlib.nullcontext() if only else contextlib.suppress(Refusal):
                dossier = opened.dossier(unit)
                if kind in dossier.effective.dokumen:
                    return Example(dossier.id, name, _words(Job(kind, jenis, offices), dossier))
    return None


def _candidates(root: Path, period: Period, jenis: Jenis, only: str | None) -> Sequence[tuple[str, str]]:
    """Return who may stand as the example, as (institution, unit); refuse a name that several units share."""
    every = [
        (name, unit)
        for name in workspace.institutions(root, period)
        for unit in (("",) if jenis.cakupan == "periode" else workspace.units(root, name))
    ]
    chosen = [(name, unit) for name, unit in every if only in (None, unit or name, f"{name}/{unit}")]
    return build.chosen_of(chosen, only, str(period)) if only and len(chosen) > 1 else chosen


def _words(job: Job, dossier: Dossier) -> Words:
    """Return what a document would say, whether its template is there and right or not: its author needs the words."""
    try:
        return document.prepare(job, dossier).words
    except Refusal as refusal:
        wrong = [fault for fault in refusal.problems if not fault.is_warning]
        others = [fault for fault in wrong if not fault.place.file.startswith(f"{workspace.TEMPLATES}/")]
        if others:
            raise Refusal(others) from None
    gathered = gather(job.offices, dossier, job.kind, needs(job.jenis.kosakata), document.PHOTO_WIDTH, [])
    return say(job.jenis.kosakata, gathered.material)


def entries(kosakata: Vocabulary, words: Mapping[str, Word]) -> Iterator[WordEntry]:
    """Return every word of the chapters; a word with a free name once for each name that the example has."""
    for bab in kosakata.chapters:
        for kata, arti in listed(bab, kosakata):
            for entry in _named(kata, words):
                yield WordEntry(entry, bab, arti, value(words, entry))


def value(words: Word | None, path: str) -> str | Picture | None:
    """Return the word at a path, of a list its first; `None` when it is not there."""
    for step in path.replace("[]", ".[]").split("."):
        if step == "[]":
            words = words[0] if isinstance(words, (list, tuple)) and words else None
        elif isinstance(words, Mapping):
            words = words.get(step)
        elif isinstance(words, Dated):
            words = words.parts.get(step)
        elif isinstance(words, Picture):
            words = words.below.get(step)
        else:
            return None
    return words if isinstance(words, (str, Picture)) else None


def is_picture(entry: WordEntry) -> bool:
    """Return whether a word is a picture: by its value, or, where the unit lacks it, by what it means."""
    return isinstance(entry.contoh, Picture) or "(gambar)" in entry.arti


def markdown() -> str:
    """Return `docs/kata.md`: every word of every chapter."""
    lines = [
        "# Kata yang boleh dipakai templat",
        "",
        "Templat adalah berkas Word. Di tempat sebuah kata ditulis `{{ kata }}`; yang lain dicetak apa adanya. Jenis",
        "dokumen menyebut bab yang dipakainya di `templates/<jenis>/jenis.yaml`, di `kosakata`. Nilainya untuk unit",
        "sungguhan: `skm words surat-hasil`. Semuanya dalam satu berkas Word, untuk disalin:",
        "`skm template-doc surat-hasil`.",
        "",
        "- `nama[]` adalah daftar: `{% for satu in nama %}{{ satu }}{% endfor %}`. Bila setiap butir satu paragraf,",
        "  tulis `{%p for satu in nama %}` dan `{%p endfor %}` masing-masing sendirian di paragrafnya.",
        "- `nama[].kode` adalah isi setiap butirnya: `{% for satu in nama %}{{ satu.kode }}{% endfor %}`.",
        "- Kata yang berupa tanggal dapat dipecah dengan titik: `{{ tanggal.hari }}`; bagian-bagiannya tercantum di",
        "  akhir halaman ini.",
        "- Kata yang boleh tidak ada diapit `{% if kata is defined %}` dan `{% endif %}`:",
        f"  {', '.join(f'`{path}`' for path in sorted(given()))}. Kata lain selalu ada,",
        "  dan kosong bila tidak diisi: `{% if kata %}`.",
        "",
        "Berkas ini dibuat dari program: `skm words --write`.",
    ]
    for name, bab in CHAPTERS.items():
        lines += ["", f"## Bab `{name}`", "", "| kata | arti |", "|---|---|"]
        lines += (f"| `{kata}` | {arti.replace('|', '&#124;')} |" for kata, arti in bab.KATA)
    lines += ["", "## Bagian tanggal", "", "| bagian | arti |", "|---|---|"]
    lines += (f"| `.{part}` | {arti} |" for part, arti in indonesian.DATE_PARTS)
    return "\n".join((*lines, ""))


def _named(kata: str, words: Mapping[str, Word]) -> Iterator[str]:
    above = kata.partition(f".{_FREE}")[0]
    group = words.get(above) if above != kata else None
    names = list(group) if isinstance(group, Mapping) else [_FREE]
    yield from (kata.replace(_FREE, name) for name in names)
