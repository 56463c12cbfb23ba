"""Documents under `build/`: put where they belong, kept when somebody edited them, removed when they are stale."""

from pathlib import Path

from pipeline.files import disk, fingerprint, inside
from pipeline.making.format import format_of
from pipeline.making.report import ReportLine
from pipeline.problems.phrase import cause
from pipeline.problems.problem import Place, Problem, Refusal, problem


def changed(old: str, new: str) -> list[str]:
    """Return the words whose fingerprints differ."""
    return sorted({one.partition("=")[0] for one in {*old.split()} ^ {*new.split()}})


def why(old: ReportLine, new: ReportLine, path: Path) -> list[str]:
    """Return the reasons to make a document: what changed since it was made; none when it stands as it should."""
    if not old.sha256:
        return ["baru"]
    reasons = [name for name in ("mesin", "templat") if getattr(old, name) != getattr(new, name)]
    reasons += [f"kata `{name}`" for name in changed(old.kata, new.kata)]
    if not reasons and fingerprint.sha_file(path) != old.sha256:
        reasons.append("berkas hasil disunting" if path.exists() else "berkas hasil hilang")
    return reasons


def put(root: Path, file: str, content: bytes, known: str) -> tuple[Problem, ...]:
    """Write a document; one that somebody edited by hand is kept beside it, with a warning."""
    path = root / file
    there = fingerprint.sha_file(path)
    try:
        mine = there in ("", known, fingerprint.sha(content)) or format_of(file).untouched(path.read_bytes())
        warnings = () if mine else _keep(root, file)
        if there != fingerprint.sha(content):
            disk.write(path, content)
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=cause(fault))]) from None
    return warnings


def _keep(root: Path, file: str) -> tuple[Problem, ...]:
    path = root / file
    number = 1
    while (kept := path.with_name(f"{path.stem}.disunting-{number}{path.suffix}")).exists():
        number += 1
    path.replace(kept)
    return (problem(Place(file), "K001", kept=kept.relative_to(root)),)


def remove(root: Path, old: ReportLine) -> tuple[Problem, ...]:
    """Remove a document that no longer stands for its sources; an edited one is kept, with a warning."""
    if not old.berkas or not inside.leads_inside(root, old.berkas, fingerprint.BUILD):
        return ()
    path = root / old.berkas
    try:
        mine = fingerprint.sha_file(path) in ("", old.sha256) or format_of(old.berkas).untouched(path.read_bytes())
        if not mine:
            return _keep(root, old.berkas)
        path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as fault:
        return (problem(Place(old.berkas), "K002", found=cause(fault)),)
    return ()
