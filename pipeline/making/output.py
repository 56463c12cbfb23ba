"""Documents under `build/`: put where they belong, kept when somebody edited them, removed when they are stale."""

import re
from pathlib import Path

from pipeline.files import disk, fingerprint, inside
from pipeline.making.format import untouched
from pipeline.making.report import ReportLine
from pipeline.problems.phrase import Phrase, Text, cause, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem

NEW, EDITED, LOST = phrase("baru"), phrase("berkas hasil disunting"), phrase("berkas hasil hilang")
ISSUED, PROGRAM, TEMPLATE = phrase("surat sudah terbit"), phrase("mesin"), phrase("templat")
_WORD = re.compile(r"kata `(.*)`")
_REASONS = {str(reason): reason for reason in (NEW, EDITED, LOST, ISSUED, PROGRAM, TEMPLATE)}


def reason(text: str) -> Text:
    """Return a reason that a report kept, as a sentence of the reader's language."""
    word = _WORD.fullmatch(text)
    return phrase("kata `{name}`", name=word[1]) if word else _REASONS.get(text, text)


def changed(old: str, new: str) -> list[str]:
    """Return the words whose fingerprints differ."""
    return sorted({word.partition("=")[0] for word in {*old.split()} ^ {*new.split()}})


def why(old: ReportLine, new: ReportLine, path: Path) -> list[Phrase]:
    """Return the reasons to make a document: what changed since it was made; none when it stands as it should."""
    if not old.sha256:
        return [NEW]
    reasons = [part for part in (PROGRAM, TEMPLATE) if getattr(old, str(part)) != getattr(new, str(part))]
    reasons += [phrase("kata `{name}`", name=name) for name in changed(old.kata, new.kata)]
    if not reasons and fingerprint.sha_file(path) != old.sha256:
        reasons.append(EDITED if path.exists() else LOST)
    return reasons


def put(root: Path, file: str, content: bytes, known: str) -> tuple[Problem, ...]:
    """Write a document; one that somebody edited by hand is kept beside it, with a warning."""
    path = root / file
    if not path.is_relative_to(root / fingerprint.BUILD):
        disk.write_apart(path, content)
        return ()
    if not inside.leads_inside(root, file, fingerprint.BUILD):
        raise Refusal([problem(Place(file), "B003", found=file, folder=fingerprint.BUILD)])
    there, sha = fingerprint.sha_file(path), fingerprint.sha(content)
    try:
        mine = there in ("", known, sha) or untouched(file, path.read_bytes())
        warnings = () if mine else _keep(root, file)
        if there != sha:
            disk.write(path, content)
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=cause(fault))]) from None
    return warnings


def _keep(root: Path, file: str) -> tuple[Problem, ...]:
    path = root / file
    number = 1
    while (kept := path.with_name(f"{path.stem}.disunting-{number}{path.suffix}")).exists():
        number += 1
    if not disk.only_named(str(kept)):
        path.replace(kept)
    return (problem(Place(file), "K001", kept=kept.relative_to(root)),)


def remove(root: Path, file: str, known: str) -> tuple[Problem, ...]:
    """Remove a document that no longer stands for its sources; an edited one is kept, with a warning."""
    if not file or not inside.leads_inside(root, file, fingerprint.BUILD):
        return ()
    path = root / file
    try:
        mine = fingerprint.sha_file(path) in ("", known) or untouched(file, path.read_bytes())
        if not mine:
            return _keep(root, file)
        if disk.only_named():
            return ()
        path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as fault:
        return (problem(Place(file), "K002", found=cause(fault)),)
    return ()
