"""The folder of a site: written whole or not at all, and what an earlier site had and this one has not goes.

Only files that we wrote are replaced or removed. What they are is remembered by fingerprints of their names, since the
names of letters' pages are nobody's but their holders'.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.files import disk, fingerprint, inside
from pipeline.problems.phrase import cause
from pipeline.problems.problem import Place, Problem, Refusal, problem

USUAL = "build/situs"
"""Where a site is written when no other folder is named."""
MANIFEST, _READY = ".situs-skm.json", ".siap-situs"
_Known = Mapping[str, tuple[str, ...]]
"""By the fingerprint of a file's name those that it may have: two where a run was cut off."""


def write(folder: Path, shown: str, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write a site and return the files that went; refuse what would be lost by it, then nothing has changed.

    `shown` is the folder as people know it.
    """
    known = _known(folder)
    stale = tuple(file for file in _there(folder) if _named(file) in known and file not in files)
    wrong = sorted(_foreign(folder, shown, files, stale, known))
    if wrong:
        raise Refusal(wrong)
    if disk.only_named(*(os.fspath(folder / file) for file in sorted((*files, MANIFEST)))):
        return stale
    try:
        _replace(folder, files, stale, known)
    except OSError as fault:
        raise Refusal([problem(Place(shown), "K002", found=cause(fault))]) from fault
    return stale


def _named(file: str) -> str:
    return fingerprint.sha(file.encode())


def _known(folder: Path) -> _Known:
    """Return what we remember of the files that we wrote; nothing of what does not read as we write it."""
    said = disk.record(folder / MANIFEST).get("berkas")
    found = said.items() if isinstance(said, dict) else ()
    return {str(name): tuple(map(str, digests if isinstance(digests, list) else ())) for name, digests in found}


def _there(folder: Path) -> Iterator[str]:
    """Yield the files in a folder and below it; links are not followed."""
    for where, _, names in os.walk(folder):
        base = Path(where).relative_to(folder)
        if base.parts[:1] not in ((_READY,), (".git",)):
            yield from sorted((base / name).as_posix() for name in names)


def _foreign(
    folder: Path, shown: str, files: Mapping[str, bytes], stale: tuple[str, ...], known: _Known
) -> Iterator[Problem]:
    """Return a problem for each file that is in the way and is not as we wrote it, or that a link leads out to."""
    for file in (*files, *stale):
        place = Place(f"{shown}/{file}")
        if not inside.leads_inside(folder, file):
            yield problem(place, "B003", found=file, folder=shown)
        elif os.path.lexists(folder / file):
            digest = fingerprint.sha_file(folder / file)
            mine = known.get(_named(file), ())
            if digest not in mine and (file not in files or digest != fingerprint.sha(files[file])):
                yield problem(place, "B010")


def _replace(folder: Path, files: Mapping[str, bytes], stale: tuple[str, ...], known: _Known) -> None:
    """Put a site in its place: made ready beside it, then moved file by file; a run cut off between can be repeated."""
    ready = folder / _READY
    shutil.rmtree(ready, ignore_errors=True)
    try:
        for file, content in files.items():
            disk.write(ready / file, content)
        fresh = {_named(file): (fingerprint.sha(content),) for file, content in files.items()}
        both = {name: (*known.get(name, ()), *fresh.get(name, ())) for name in {*known, *fresh}}
        disk.write(folder / MANIFEST, _manifest(both))
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (ready / file).replace(folder / file)
        for file in stale:
            (folder / file).unlink()
            _remove_empty(folder, (folder / file).parent)
        disk.write(folder / MANIFEST, _manifest(fresh))
    finally:
        shutil.rmtree(ready, ignore_errors=True)


def _remove_empty(folder: Path, below: Path) -> None:
    while below != folder:
        with contextlib.suppress(OSError):
            below.rmdir()
        below = below.parent


def _manifest(known: _Known) -> bytes:
    return (
        f"{json.dumps({'versi': 1, 'berkas': {name: [*known[name]] for name in sorted(known)}}, indent=1)}\n".encode()
    )
