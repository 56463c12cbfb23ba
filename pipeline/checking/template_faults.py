"""What is wrong with a template before any document is made of it: for a check, and for who asks for it alone."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.documents import accessible, layout_rules
from pipeline.files import folder
from pipeline.making.office import Assets
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import workspace
from pipeline.sources.models import Jenis
from pipeline.words.say import vocabulary


def seen_unfilled(assets: Assets, jenis: Jenis, file: str) -> Iterator[Problem]:
    """Yield what stops a template, and what those who do not see its pages would not hear; a file that is none too."""
    problems: list[Problem] = []
    raw = folder.read_bytes(assets.root, file, problems)
    if raw is None:
        yield from problems
        return
    try:
        assets.template(file, vocabulary(jenis))
    except Refusal as refusal:
        yield from refusal.problems
    yield from accessible.check(raw, file)


def alone(assets: Assets, kind: str, jenis: Jenis, file: str) -> Iterator[Problem]:
    """Yield all that a check tells of a template, whatever the data say: the rules of those who use it too.

    What everyone who uses it acknowledges is not told.
    """
    read = (workspace.institution(assets.root, name, []) for name in _users(assets, kind, jenis, file))
    users = [record for record in read if record is not None]
    known = [{known.kode for known in record.diketahui} for record in users]
    by_all = frozenset.intersection(*map(frozenset, known)) if known else frozenset()
    yield from (fault for fault in seen_unfilled(assets, jenis, file) if fault.code not in by_all)
    try:
        found = assets.template(file, vocabulary(jenis))
    except Refusal:
        return
    yield from (fault for fault in found.warnings if fault.code not in by_all)
    for record, codes in zip(users, known, strict=True):
        if record.kaidah is not None and layout_rules.CODE not in codes:
            yield from layout_rules.against(found, kind, record.kaidah)


def _users(assets: Assets, kind: str, jenis: Jenis, file: str) -> tuple[str, ...]:
    """Return whose documents a template makes: its institution, or of the common one those that have none of their own.

    Only those whose files name the kind, all while none does. A file elsewhere is for whom its name says, or all.
    """
    offices = workspace.offices(assets.root)
    owner = PurePosixPath(file).stem
    if owner in offices:
        return (owner,)
    makers = tuple(name for name in offices if _names(assets, name, kind, jenis.judul)) or offices
    layouts = workspace.layouts(assets.root, kind)
    own = {PurePosixPath(each).stem for each in layouts} if file in layouts else set()
    return tuple(name for name in makers if name not in own)


def _names(assets: Assets, office: str, kind: str, title: str) -> bool:
    """Return whether any file of an institution names a kind of document, by its folder or by its title."""
    named = re.compile(rf"(?i)(?<![\w-])(?:{re.escape(kind)}|{re.escape(title)})[\"']?\s*:")
    periods = workspace.periods_of(assets.root, office)
    wheres = (f"{workspace.UNITS}/{office}", *(f"{workspace.PERIODS}/{period}/{office}" for period in periods))
    return any(
        named.search((folder.read_bytes(assets.root, f"{where}/{name}", []) or b"").decode(errors="replace"))
        for where in wheres
        for name in folder.names(assets.root, where, ".yaml")
    )
