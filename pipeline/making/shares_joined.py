"""Shares joined: what became of every unit, taken from the files of all shares as if one run had made them.

Nothing is joined unless every share is there, of the same sources and the same program, with its documents as it made
them; all that is not so is told at once, each with the way out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.files import disk
from pipeline.files.hashes import Hashes
from pipeline.making.document import Job, Made
from pipeline.making.remembered import Remembered, borne
from pipeline.making.report import ReportLine
from pipeline.making.shares import Share, Target, number_of, there
from pipeline.problems import as_data
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem

_LACKING, _UNFIT, _DOCUMENT = "B011", "B012", "B013"


class _Broken(Exception):  # noqa: N818
    """A file that is not as a share writes it."""


class Shares:
    """The shares of a run; refused with everything that keeps them from being joined."""

    def __init__(self, work: Job, head: Mapping[str, Any], targets: Sequence[Target], hashes: Hashes) -> None:
        """Look at the shares of this run's kind and period; `head` is what every one of them should say of itself."""
        self.work, self.targets = work, targets
        found = there(work.root, work.output, str(work.period), work.kind)
        self.files = tuple(found.values())
        of = _meant(found)
        wrong = [*self._lacking(found, of)]
        for share, file in found.items():
            wrong += self._unfit(share, file, head, of, hashes)
        if wrong:
            raise Refusal(wrong)
        self._files = {share.number: file for share, file in found.items()}
        self._of = of

    def every(self, before: dict[str, str], remembered: Remembered) -> Iterator[tuple[str, str, Made]]:
        """Yield what became of each unit in the order of a run; what the last report said of it goes from `before`."""
        reading = {number: _records(self.work.root, file) for number, file in self._files.items()}
        for name, unit in self.targets:
            found = next(reading[number_of((name, unit), self._of)])
            before.pop(f"{name}/{unit}", None)
            remembered.note(name, unit, found[1])
            yield name, unit, found[1]

    def remove(self) -> None:
        """Remove the files of the shares: the report says what they said."""
        for file in self.files:
            if not disk.only_named(file):
                disk.remove(self.work.root, file)

    def _lacking(self, found: Mapping[Share, str], of: int) -> Iterator[Problem]:
        place = Place(f"{self.work.output}/{self.work.period}/{self.work.kind}.json")
        if not found:
            yield problem(place, _LACKING, share=phrase("satu bagian pun"), command=self._command(Share(1, 3)))
        for number in range(1, of + 1):
            share = Share(number, of)
            if share not in found:
                named = phrase("bagian {number} dari {of}", number=number, of=of)
                yield problem(place, _LACKING, share=named, command=self._command(share))

    def _command(self, share: Share) -> Phrase:
        said = {"kind": self.work.kind, "period": self.work.period, "share": share, "mode": self.work.mode}
        if self.work.mode:
            return phrase("skm build {kind} {period} --mode {mode} --share {share}", **said)
        return phrase("skm build {kind} {period} --share {share}", **said)

    def _unfit(self, share: Share, file: str, head: Mapping[str, Any], of: int, hashes: Hashes) -> Iterator[Problem]:
        if share.of != of:
            others = phrase("dari {count} bagian, sedangkan yang lain dari {of}", count=share.of, of=of)
            yield problem(Place(file), _UNFIT, why=others, hint=phrase("hapus berkas ini"))
            return
        again = phrase("buat lagi bagian itu: {command}", command=self._command(share))
        try:
            said = _head(self.work.root, file)
            if why := _differs(said, {**head, "bagian": str(share)}):
                yield problem(Place(file), _UNFIT, why=why, hint=again)
            else:
                yield from self._documents(share, file, said, hashes)
        except _Broken:
            yield problem(Place(file), _UNFIT, why=phrase("rusak atau terpotong"), hint=again)

    def _documents(self, share: Share, file: str, said: Mapping[str, Any], hashes: Hashes) -> list[Problem]:
        """Return what is wrong with the documents of a share; raises `_Broken` where its units are not the share's."""
        mine, wrong = share.among(self.targets), list[Problem]()
        if said.get("jumlah") != len(mine):
            raise _Broken
        for own, found in zip_longest(mine, _records(self.work.root, file)):
            if found is None or own != found[0]:
                raise _Broken
            line = found[1].line
            if line is not None and line.berkas:
                wrong += self._document(share, line, hashes)
        return wrong

    def _document(self, share: Share, line: ReportLine, hashes: Hashes) -> Iterator[Problem]:
        there_now = hashes.of(line.berkas)
        if there_now != line.sha256:
            why = phrase("bukan yang dibuat") if there_now else phrase("tidak ada di sini, padahal dibuat")
            yield problem(Place(line.berkas), _DOCUMENT, why=why, share=share, command=self._command(share))


def _meant(found: Mapping[Share, str]) -> int:
    """Return of how many shares the run is: the count that is nearest to be whole, of several the larger."""
    counts = {share.of: sum(other.of == share.of for other in found) for share in found}
    return max(counts, key=lambda of: (counts[of] / of, of), default=0)


def _differs(said: Mapping[str, Any], head: Mapping[str, Any]) -> Phrase | None:
    """Return in what a share was made otherwise than it would be now."""
    if said.get("mesin") != head["mesin"]:
        return phrase("dibuat oleh program versi lain")
    if said.get("masukan") != head["masukan"]:
        return phrase("dibuat dari sumber lain: ada yang berubah sesudahnya, atau foldernya bukan yang ini")
    same = all(said.get(name) == value for name, value in head.items())
    return None if same else phrase("bukan berkas bagian itu")


def _lines(root: Path, file: str) -> Iterator[Any]:
    try:
        with disk.opened(disk.own(root, file)) as source:
            for line in source:
                yield json.loads(line.decode(errors="surrogatepass"))
    except (OSError, ValueError, RecursionError):
        raise _Broken from None


def _head(root: Path, file: str) -> Mapping[str, Any]:
    said = next(_lines(root, file), None)
    if not isinstance(said, dict):
        raise _Broken
    return said


def _records(root: Path, file: str) -> Iterator[tuple[Target, Made]]:
    lines = _lines(root, file)
    next(lines, None)
    for said in lines:
        try:
            name, unit, text, faults, numbers = said
            line = None if text is None else ReportLine.read(text)
            problems = as_data.problems(faults)
            if (line is None) != (text is None) or not isinstance(name, str) or not isinstance(unit, str):
                raise _Broken
            list(map(str, problems))
            yield (name, unit), Made(line, tuple(map(borne, numbers)), problems)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise _Broken from None
