"""Whose electronic signatures are trusted: certificates that an institution names, or one that a reader brings."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.files import disk
from pipeline.problems.phrase import cause, phrase
from pipeline.problems.problem import Problem, Refusal, Usage, problem
from pipeline.sources import register_reader, trees, workspace
from pipeline.sources.models import Instansi
from pipeline.sources.workspace import UNITS

if TYPE_CHECKING:
    from pipeline.documents.signatures import Judged
    from pipeline.sources.yaml_text import Node

CODE = "A071"


def faults(root: Path, instansi: str) -> Iterator[Problem]:
    """Return the certificates that an institution names and that cannot be read."""
    problems: list[Problem] = []
    _named(root, instansi, problems)
    yield from (fault for fault in problems if fault.code in (CODE, "B003"))


class Reader(NamedTuple):
    """Who judges: certificates and keys that he trusts in place of those that are named, the moment that he asks of."""

    akar: Path | None = None
    moment: dt.datetime | None = None
    penjamin: Path | None = None


NOBODY = Reader()


def roots(root: Path, instansi: str = "", brought: Path | None = None) -> tuple[bytes, ...]:
    """Return the certificates that count for an institution, or for all: those named, or in their place one brought."""
    if brought is not None:
        from pipeline.documents import signatures

        try:
            return signatures.certificates(brought.read_bytes())
        except (OSError, signatures.NotCertificate) as fault:
            raise Usage(phrase("{file} bukan sertifikat: {reason}", file=brought, reason=str(fault))) from None
    every = (instansi,) if instansi else (*workspace.offices(root), *register_reader.institutions(root))
    found = (der for name in dict.fromkeys(every) for der in _named(root, name, []))
    return tuple(dict.fromkeys(found))


def judged(root: Path, content: bytes, instansi: str = "", reader: Reader = NOBODY) -> "tuple[Judged, ...]":
    """Return what each signature of a PDF is to an institution, or to a reader with a certificate of his own."""
    from pipeline.documents import signatures

    return signatures.judged(content, roots(root, instansi, reader.akar), reader.moment)


def stamper(root: Path, instansi: str) -> str:
    """Return the address of who stamps the time for an institution; empty for none."""
    loaded = _loaded(root, instansi, [])
    return (loaded[0].tte.stempel_waktu or "") if loaded is not None and loaded[0].tte is not None else ""


def _loaded(root: Path, instansi: str, problems: list[Problem]) -> "tuple[Instansi, Node] | None":
    file = f"{UNITS}/{instansi}/instansi.yaml"
    return workspace.load(root, file, Instansi, problems) if (root / file).is_file() else None


def _named(root: Path, instansi: str, problems: list[Problem]) -> Sequence[bytes]:
    loaded = _loaded(root, instansi, problems)
    if loaded is None or loaded[0].tte is None:
        return ()
    from pipeline.documents import signatures

    found: list[bytes] = []
    for index, name in enumerate(loaded[0].tte.akar):
        place = trees.find(loaded[1], ("tte", "akar", index)).at
        try:
            path = workspace.inside(root, f"{UNITS}/{instansi}", name, place)
        except Refusal as refusal:
            problems += refusal.problems
            continue
        try:
            found += signatures.certificates(disk.content(path))
        except OSError as fault:
            problems.append(problem(place, CODE, file=name, reason=cause(fault)))
        except signatures.NotCertificate as fault:
            problems.append(problem(place, CODE, file=name, reason=str(fault)))
    return found
