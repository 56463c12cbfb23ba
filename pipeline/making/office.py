"""What a run opens, each once: institutions with their answers and registers, templates, pictures.

All of it belongs to one object that is asked, and is forgotten with it: the next run sees what has changed.
"""

import contextlib
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

from pipeline.documents import contract, images, kept_templates, template
from pipeline.documents.template import Template
from pipeline.files import disk, fingerprint, folder
from pipeline.problems.phrase import cause
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import counted, results
from pipeline.scores.counted import CountedOffice
from pipeline.scores.records import UnitResults
from pipeline.scores.rows_read import RowsRead
from pipeline.sources import layers, named_picture, register_reader, unread, workspace
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.layers import Dossier, Office
from pipeline.sources.own_files import OwnFiles
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.sources.yaml_text import Node
from pipeline.words.chapter import Picture
from pipeline.words.say import Vocabulary, described

IssuedLetter = tuple[EntryFile, SentLetter]
"""A letter that the register gives a number."""


class OpenOffice:
    """An institution in a period, open: its answers are counted and its register is read when first asked for."""

    def __init__(self, root: Path, office: Office) -> None:
        self.root, self.office = root, office
        self._issued: dict[str, tuple[dict[tuple[str, str], IssuedLetter], tuple[Problem, ...]]] = {}

    @cached_property
    def _answers(self) -> tuple[CountedOffice, tuple[Problem, ...]]:
        strays: list[Problem] = []
        return counted.count(self.root, self.office, strays), tuple(strays)

    @property
    def counted(self) -> CountedOffice:
        """The institution with its answers counted, and those of earlier periods."""
        return self._answers[0]

    @property
    def strays(self) -> tuple[Problem, ...]:
        """What is wrong with answers that belong to no unit."""
        return self._answers[1]

    @cached_property
    def _entries(self) -> tuple[tuple[EntryFile, ...], tuple[Problem, ...]]:
        problems: list[Problem] = []
        period = str(self.office.period)
        return register_reader.entries(self.root, self.office.id, problems, mention=period), tuple(problems)

    def entries(self, problems: list[Problem]) -> tuple[EntryFile, ...]:
        """Return the entries of the register that speak of the period; what is wrong with them to `problems`."""
        problems += self._entries[1]
        return self._entries[0]

    def issued(self, kind: str, problems: list[Problem]) -> dict[tuple[str, str], IssuedLetter]:
        """Return the letters of a kind that the register gives a number, by institution and unit."""
        if kind not in self._issued:
            told: list[Problem] = []
            found = register_reader.issued_among(self.entries(told), str(self.office.period), kind, told)
            self._issued[kind] = found, tuple(told)
        letters, wrong = self._issued[kind]
        problems += wrong
        return letters

    def dossier(self, unit: str, *above: Node) -> Dossier:
        """Return a unit's records, or without a unit the institution's own; `above` is what the register lays over."""
        return layers.dossier_of(self.root, self.office, unit, *above)

    def scored_dossier(self, unit: str, *above: Node) -> Dossier:
        """Return a unit's records for what needs its answers; refuse with what is wrong with either."""
        try:
            return self.dossier(unit, *above)
        except Refusal as refusal:
            rows = results.refused_rows(self.counted, unit) if unit else ()
            raise Refusal((*refusal.problems, *rows)) from None

    def surveyed(self, unit: str, problems: list[Problem]) -> Dossier | None:
        """Return the records of a unit that was surveyed; what is wrong with them to `problems`."""
        if unit in self.office.not_surveyed:
            return None
        try:
            return self.dossier(unit)
        except Refusal as refusal:
            problems += refusal.problems
            return None

    def past_results(self, dossier: Dossier) -> UnitResults:
        """Return a unit's results as one looks back at them: computed, or as published where nothing else is known."""
        return results.of_past(self.counted, dossier)

    def results(self, dossier: Dossier) -> UnitResults:
        """Return the results of a unit; refuse when it lacks answers."""
        return results.of_unit(self.counted, dossier)


@lru_cache(maxsize=32)
def _compiled(raw: bytes, name: str, vocabulary: Vocabulary) -> Template | tuple[Problem, ...]:
    """Return what a template's bytes come to under its name, or what is wrong: the same in every period and run."""
    return kept_templates.of(raw, name, vocabulary, lambda: _anew(raw, name, vocabulary))


def _anew(raw: bytes, name: str, vocabulary: Vocabulary) -> Template | tuple[Problem, ...]:
    problems: list[Problem] = []
    found = template.compile_template(raw, name, problems)
    if found is not None:
        problems += contract.check(name, found.tags, described(vocabulary))
        from pipeline.documents import left_over  # only where a template is not known yet

        problems += left_over.check(raw, name, vocabulary.optional)
    wrong = any(not fault.is_warning for fault in problems)
    return tuple(problems) if found is None or wrong else replace(found, warnings=tuple(problems))


class Assets:
    """What documents of a workspace are made with: templates, pictures, photos."""

    def __init__(self, root: Path) -> None:
        self._ruled: dict[tuple[str, str, str, str], tuple[Problem, ...]] = {}
        self.root = root
        self._layouts = lru_cache(maxsize=64)(partial(workspace.template_file, root))
        self._misnamed = lru_cache(maxsize=64)(partial(workspace.misnamed_templates, root))
        self._templates = lru_cache(maxsize=64)(self._compiled)
        self._pictures = lru_cache(maxsize=64)(_picture)
        self._photos = lru_cache(maxsize=32)(self._shrunk)

    def layout(self, kind: str, office: str) -> str:
        """Return the file of the layout of a kind in an institution; refuse where there is none."""
        return self._layouts(kind, office)

    def misnamed(self, kind: str, office: str) -> list[Problem]:
        """Return the files that may be meant as the layout of an institution that has none of its own."""
        return self._misnamed(kind, office)

    def template(self, file: str, vocabulary: Vocabulary) -> Template:
        """Return a template that fits the chapters of its kind; refuse with everything that is wrong with it."""
        found = self._templates(file, vocabulary)
        if isinstance(found, Template):
            return found
        raise Refusal(found)

    def picture(self, path: Path, name: str, place: Place, caption: str) -> Picture:
        """Return a picture that many units share, such as a logo; refuse what is none."""
        found = self._pictures(path, name)
        if isinstance(found, Picture):
            return found._replace(description=caption)
        raise Refusal(fault._replace(place=place) for fault in found)

    def photo(self, office: Office, foto: Foto, place: Place, most: int) -> Picture:
        """Return a photo of an institution in a period, at most so many pixels on a side; refuse what is none."""
        found = self._photos(str(office.period), office.id, foto.berkas, most)
        if isinstance(found, Picture):
            return found._replace(description=foto.keterangan)
        raise Refusal(fault._replace(place=place) for fault in found)

    def _shrunk(self, period: str, office: str, name: str, most: int) -> Picture | tuple[Problem, ...]:
        try:
            return _photo(self.root, period, office, name, most)
        except Refusal as refusal:
            return refusal.problems

    def _compiled(self, file: str, vocabulary: Vocabulary) -> Template | tuple[Problem, ...]:
        problems: list[Problem] = []
        raw = folder.read_bytes(self.root, file, problems)
        return tuple(problems) if raw is None else _compiled(raw, file, vocabulary)

    def ruled(self, template: Template, kind: str, dossier: Dossier) -> tuple[Problem, ...]:
        """Return what a template does not keep of its institution's rules: looked at once for all its units."""
        if dossier.office.instansi.kaidah is None:
            return ()
        key = (template.file, template.digest, kind, dossier.office.id)
        if key not in self._ruled:
            from pipeline.documents import layout_rules  # only where an institution has rules

            self._ruled[key] = layout_rules.check(template, kind, dossier)
        return self._ruled[key]

    def __reduce__(self) -> tuple[type["Assets"], tuple[Path]]:
        """Return how another process has its own: compiled templates do not travel."""
        return Assets, (self.root,)


class Periods:
    """The institutions of every period, and what their documents are made with: each opened once."""

    def __init__(self, root: Path) -> None:
        self.root, self.assets = root, Assets(root)
        self.opened: dict[Period, Offices] = {}
        self.own: dict[str, OwnFiles] = {}

    def of(self, period: Period) -> "Offices":
        """Return the institutions of a period."""
        return self.opened.get(period) or Offices(self.root, period, self)

    def close(self, name: str) -> None:
        """Forget what was opened of an institution; it is opened anew when it is asked for again."""
        self.own.pop(name, None)
        for offices in self.opened.values():
            offices.close(name)


class Offices:
    """The institutions of a period, and what their documents are made with."""

    def __init__(self, root: Path, period: Period, periods: Periods | None = None) -> None:
        self.root, self.period, self.periods = root, period, periods or Periods(root)
        self.periods.opened[period] = self
        self._opened: dict[str, tuple[OpenOffice | None, tuple[Problem, ...]]] = {}
        self._alone: dict[str, tuple[tuple[Problem, ...], RowsRead]] = {}

    @property
    def assets(self) -> Assets:
        """What documents of the workspace are made with."""
        return self.periods.assets

    def open(self, name: str, problems: list[Problem]) -> OpenOffice | None:
        """Return an institution; problems and `None` when what its units share is wrong."""
        if name not in self._opened:
            wrong: list[Problem] = []
            own = self.periods.own.setdefault(name, OwnFiles(self.root, name))
            office = layers.office_of(self.root, self.period, name, wrong, own)
            self._opened[name] = (OpenOffice(self.root, office) if office else None, tuple(wrong))
        found, faults = self._opened[name]
        problems += faults
        return found

    def close(self, name: str) -> None:
        """Forget what was opened of an institution in this period."""
        self._opened.pop(name, None)
        self._alone.pop(name, None)

    def answers_alone(self, name: str) -> tuple[tuple[Problem, ...], RowsRead]:
        """Return what is wrong with the answers of an institution that cannot be opened, and their rows."""
        if name not in self._alone:
            office = layers.answering(self.root, self.period, name, self.periods.own[name])
            strays: list[Problem] = []
            found = counted.count(self.root, office, strays) if office else None
            rejected = [told for sheet in found.sheets for told in sheet.rejected.values()] if found else []
            problems = (*strays, *(found.problems if found else ()), *chain.from_iterable(rejected))
            self._alone[name] = (
                tuple(dict.fromkeys(problems)),
                found.rows if found else counted.unread(self.root, self.period, name),
            )
        return self._alone[name]

    def rows(self, name: str) -> RowsRead:
        """Return what became of the rows of an institution's answers, whether it can be opened or not."""
        return self[name].counted.rows if name in self else self.answers_alone(name)[1]

    def __contains__(self, name: str) -> bool:
        return self.open(name, []) is not None

    def __getitem__(self, name: str) -> OpenOffice:
        found = self.open(name, [])
        if found is None:
            raise KeyError(name)
        return found


def _picture(path: Path, name: str) -> Picture | tuple[Problem, ...]:
    try:
        return images.load(path, name, Place(name), "")
    except Refusal as refusal:
        return refusal.problems


def _photo(root: Path, period: str, office: str, name: str, most: int) -> Picture:
    """Return a photo as it was made small before, else made small now and kept; refuse what is none."""
    at = Place(name)
    path = named_picture.path(root, f"{workspace.PERIODS}/{period}/{office}/{unread.PHOTOS}", name, at)
    try:
        raw = disk.content(path)
    except OSError as fault:
        raise Refusal([problem(at, "G002", found=name, reason=cause(fault))]) from None
    small = f"{fingerprint.sha(raw)[:24]}-{most}-{fingerprint.engine()[:8]}.jpeg"
    kept = f"{fingerprint.BUILD}/{period}/.foto/{small}"
    with contextlib.suppress(OSError):
        found = images.made(disk.content(disk.own(root, kept)), "")
        if found is not None:
            return found
    made = images.photo(raw, name, at, "", most)
    with contextlib.suppress(OSError):  # kept for the next run; this one does without
        disk.write(disk.own(root, kept), made.content)
    return made
