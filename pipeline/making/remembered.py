"""What making each unit's document came to, by the fingerprint of all that it is made from: what is the same is left.

One unit that has changed costs one unit, whatever its office has beside. Kept beside the report, and no more believed
than it: a document that is not as the report says is made again.
"""

import contextlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.files import disk, fingerprint
from pipeline.files.hashes import Hashes
from pipeline.making.called_units import CalledUnits
from pipeline.making.document import BorneNumber, Job, Made
from pipeline.making.own_answers import OwnAnswers
from pipeline.making.report import ReportLine
from pipeline.problems import as_data
from pipeline.problems.problem import Place
from pipeline.sources import layers, number_rule, register_reader, workspace
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.period import parse

_OURS = "K"
"""How codes begin that tell what became of a file under `build/`: told once, when it happens."""


class Keys:
    """The fingerprints of all that an institution and a unit of it are made from, by name."""

    def __init__(self, hashes: Hashes) -> None:
        self.hashes = hashes
        self.periods = workspace.periods(hashes.root)
        self.templates = hashes.tree(workspace.TEMPLATES)
        self.called = CalledUnits(hashes)
        self._there = hashes.names(workspace.UNITS)
        self._offices: dict[str, str] = {}
        self._unanswered: dict[str, str] = {}
        self._units: dict[tuple[str, str], str] = {}

    def folders(self, name: str) -> tuple[str, ...]:
        """Return where an institution's files are; other periods are looked back to."""
        periods = (f"{workspace.PERIODS}/{period}/{name}" for period in self.periods)
        return (f"{workspace.UNITS}/{name}", number_rule.register_folder(name), *periods)

    def office(self, name: str) -> str:
        """Return the fingerprint of the templates, and of what the units of an institution share.

        Its answers are shared, so what a sheet may call each unit is too, and where a unit is that has moved away.
        """
        if name not in self._offices:
            called = fingerprint.sha(f"{self._there} {self.called.of(name)}".encode(errors="surrogatepass"))
            self._offices[name] = self.templates + self.hashes.shared(*self.folders(name)) + called
        return self._offices[name]

    def unit(self, name: str, unit: str) -> str:
        """Return the fingerprint of what a unit is made from: its own files, and what its institution shares."""
        if (name, unit) not in self._units:
            own = f"{self.office(name)} {self.hashes.own(unit, *self.folders(name))}"
            self._units[name, unit] = fingerprint.sha(own.encode(errors="surrogatepass"))
        return self._units[name, unit]

    def without_answers(self, name: str, unit: str) -> str:
        """Return the fingerprint of a unit but for answers: the sheets, and what they may call other units."""
        if name not in self._unanswered:
            periods = filter(None, map(parse, self.periods))
            answers = {file for at in periods for file, _ in layers.answer_files(self.hashes.root, at, name)}
            shared = self.hashes.shared(*self.folders(name), but=answers)
            there = fingerprint.sha(self._there.encode(errors="surrogatepass"))
            self._unanswered[name] = self.templates + shared + there
        own = f"{self._unanswered[name]} {self.hashes.own(unit, *self.folders(name))}"
        return fingerprint.sha(own.encode(errors="surrogatepass"))

    def units(self, targets: Iterable[tuple[str, str]]) -> None:
        """Take the fingerprint of every unit now: before anything is read that may change while documents are made."""
        for name, unit in targets:
            self.unit(name, unit)


class Remembered:
    """What the last run of a kind came to, unit by unit; nothing of a run in which a document says `${...}`."""

    def __init__(self, work: Job, keys: Keys, targets: Iterable[tuple[str, str]]) -> None:
        self.work, self.hashes, self.keys = work, keys.hashes, keys
        hashes = self.hashes
        self.file = f"{work.output}/{work.period}/.unit-{work.kind}.json"
        self._others = fingerprint.sha(" ".join(workspace.offices(hashes.root)).encode(errors="surrogatepass"))
        self._kept: dict[str, list[Any]] = {} if work.mode else read(hashes, self.file)
        self._is_new = False
        self._answers: dict[str, OwnAnswers] = {}
        self._now = {target: self._key(*target) for target in targets if target[1]}

    def knows(self, name: str, unit: str, line: ReportLine | None) -> bool:
        """Return whether nothing has changed since a document was made, and it stands as the report says."""
        kept = self._kept.get(f"{name}/{unit}")
        if not unit or kept is None or (line is not None) != kept[2]:
            return False
        if line is not None and not (line.berkas and self.hashes.of(line.berkas) == line.sha256):
            return False
        if kept[0] != self._now[name, unit]:
            if not kept[1] or kept[1] != self._apart(name, unit):
                return False
            kept[0], self._is_new = self._now[name, unit], True
        return True

    def found(self, name: str, unit: str, line: ReportLine | None) -> Made:
        """Return what making a document came to that is known."""
        *_, problems, numbers = self._kept[f"{name}/{unit}"]
        line = line._replace(status="tetap", karena=()) if line else None
        return Made(line, tuple(map(borne, numbers)), as_data.problems(problems))

    def note(self, name: str, unit: str, made: Made) -> None:
        """Remember what making a document came to, unless something about it is told only once, or it failed."""
        self._is_new = True
        self._kept.pop(f"{name}/{unit}", None)
        failed = made.line is not None and not made.line.berkas
        if unit and not failed and not any(fault.code.startswith(_OURS) for fault in made.problems):
            keys = (self._now[name, unit], self._apart(name, unit))
            told = as_data.written(made.problems)
            self._kept[f"{name}/{unit}"] = [*keys, made.line is not None, told, made.nomor]

    def keep(self) -> None:
        """Write it down for the next run; where nothing may be written, that one makes all again."""
        if self._is_new and not self.work.mode:
            told = json.dumps(self._kept, ensure_ascii=False).encode(errors="surrogatepass")
            with contextlib.suppress(OSError):
                disk.write(disk.own(self.hashes.root, self.file), told)

    def _key(self, name: str, unit: str) -> str:
        issued = self.work.issued.get((name, unit))
        endings = (self.work.made_as.suffix, "json") if issued else ()
        archived = (self.hashes.of(register_reader.archive_file(*issued, ending)) for ending in endings if issued)
        return f"{self.keys.unit(name, unit)} {self._others[:16]} {' '.join(archived)}"

    def _apart(self, name: str, unit: str) -> str:
        """Return the fingerprint of a unit by what the answers say of itself; none where its letter is out.

        That one is held against the files that it was issued from.
        """
        if (name, unit) in self.work.issued:
            return ""
        if name not in self._answers:
            self._answers[name] = OwnAnswers(self.work.offices[name].counted)
        answers = self._answers[name].digest(unit)
        return f"{self.keys.without_answers(name, unit)[:32]} {self._others[:16]} {answers[:32]}"


def read(hashes: Hashes, file: str) -> dict[str, list[Any]]:
    """Return what was kept; nothing where a part of it is not as we write it."""
    with contextlib.suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        found = disk.record(disk.own(hashes.root, file))
        for key, apart, is_there, problems, numbers in found.values():
            if not isinstance(key, str) or not isinstance(apart, str) or not isinstance(is_there, bool):
                return {}
            for fault in as_data.problems(problems):
                str(fault)
            for number in numbers:
                borne(number)
        return found
    return {}


def borne(said: Sequence[Any]) -> BorneNumber:
    """Return a number that a document bears, as JSON has it; raises what data of others leads to."""
    kind, number, (file, line, column), shared, (sequence, urut) = said
    if not all(isinstance(text, str) for text in (kind, number, file, sequence, urut)):
        raise TypeError(said)
    return BorneNumber(kind, number, Place(file, int(line), int(column)), bool(shared), NumberPlace(sequence, urut))
