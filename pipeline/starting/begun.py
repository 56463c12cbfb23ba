"""An institution, a unit or a period begun: its files written, and what they leave to fill."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Usage
from pipeline.sources import workspace
from pipeline.starting import files, next_period
from pipeline.starting.next_period import StartingFile


class BegunPeriod(NamedTuple):
    """The files of a period: those that were written, and those that were there already."""

    fresh: tuple[StartingFile, ...]
    kept: tuple[str, ...]


def institution(root: Path, name: str, chosen: str | None = None) -> StartingFile:
    """Begin an institution of that name; refuse where it is there."""
    text = files.text("instansi.yaml", nama=files.scalar(name))
    return _put(root, f"{workspace.UNITS}/{files.checked_slug(chosen, name)}/instansi.yaml", text)


def unit(root: Path, instansi: str, name: str, chosen: str | None = None) -> StartingFile:
    """Begin a unit of that name in an institution; refuse where it is there."""
    files.institution(root, instansi)
    return _put(root, f"{workspace.UNITS}/{instansi}/{files.checked_slug(chosen, name)}.yaml", _unit_text(name))


def units(root: Path, instansi: str, names: Sequence[str]) -> tuple[str, ...]:
    """Begin several units of an institution, all or none; return their files."""
    files.institution(root, instansi)
    made = [(f"{workspace.UNITS}/{instansi}/{files.checked_slug(None, name)}.yaml", _unit_text(name)) for name in names]
    many = Counter(file for file, _ in made)
    alike = [name for name, (file, _) in zip(names, made, strict=True) if many[file] > 1]
    if alike:
        raise Usage(
            phrase(
                "{names}: nama berkasnya sama; hapus yang tertulis dua kali, atau bedakan namanya",
                names="; ".join(alike),
            )
        )
    files.put(root, made)
    return tuple(file for file, _ in made)


def _unit_text(name: str) -> str:
    return files.text("unit.yaml", nama=files.scalar(name))


def _put(root: Path, file: str, text: str) -> StartingFile:
    files.put(root, [(file, text)])
    return StartingFile(file, text, files.to_fill(text))


def period(root: Path, name: str, earlier: str = "", instansi: str | None = None) -> BegunPeriod:
    """Begin a period, carried over from an earlier one where that is named; what is there already is not touched."""
    wanted = next_period.parsed(name)
    source = workspace.period(root, earlier) if earlier else None
    if source == wanted:
        raise Usage(phrase("periode {ke} tidak dapat disalin ke dirinya sendiri", ke=wanted))
    if instansi:
        files.institution(root, instansi)
    starting = next_period.plan(root, source, wanted, instansi)
    if not starting:
        raise Usage(phrase("belum ada institusi di units/; mulai dengan new-instansi"))
    kept = tuple(file.file for file in starting if (root / file.file).exists())
    fresh = tuple(file for file in starting if file.file not in kept)
    files.put(root, [(file.file, file.text) for file in fresh])
    return BegunPeriod(fresh, kept)
