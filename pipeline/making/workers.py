"""Documents made one after the other, or in chunks by several processes; what has not changed is made by nobody."""

import os
from collections.abc import Callable, Iterator, Sequence

from pipeline.files import disk
from pipeline.making.document import Job, Made, make
from pipeline.making.remembered import Remembered
from pipeline.making.report import ReportLine

CHUNK = 64
"""Units that one process takes at a time."""
PER_PROCESS = 400
"""Units that are worth one more process."""
Item = tuple[str, str, str]
"""An institution, a unit, and what the last report says of its document."""
Elsewhere = Callable[[Job, Sequence[Item]], Iterator[Made]]
"""Makes documents in order, by other computers."""


def every(
    work: Job,
    targets: Sequence[tuple[str, str]],
    before: dict[str, str],
    jobs: int | Elsewhere | None,
    remembered: Remembered,
) -> Iterator[tuple[str, str, Made]]:
    """Make every target in order, but those of which all is the same; what was said of it is taken out of `before`."""
    items = ((name, unit, before.get(f"{name}/{unit}", "")) for name, unit in targets)
    changed = [item for item in items if not remembered.knows(*item[:2], _old(item[2]))]
    again, made = {item[:2] for item in changed}, _made(work, changed, jobs)
    for name, unit in targets:
        old = before.pop(f"{name}/{unit}", "")
        if (name, unit) in again:
            result = next(made)
            remembered.note(name, unit, result)
        else:
            result = remembered.found(name, unit, _old(old))
        yield name, unit, result


def make_here(work: Job, item: Item) -> Made:
    """Make one document in this process."""
    return _make(work, *item)


def _made(work: Job, items: Sequence[Item], jobs: int | Elsewhere | None) -> Iterator[Made]:
    if callable(jobs):
        # what is over a whole institution is made here, where all its units are
        yield from jobs(work, items) if all(unit for _, unit, _ in items) else (_make(work, *item) for item in items)
        return
    jobs = 1 if disk.only_named() else jobs or min(os.cpu_count() or 1, 1 + len(items) // PER_PROCESS)
    if jobs == 1:
        yield from (_make(work, *item) for item in items)
        return
    from concurrent.futures import ProcessPoolExecutor  # not every run needs it

    chunks = (items[first : first + CHUNK] for first in range(0, len(items), CHUNK))
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,)) as pool:
        for results in pool.map(_make_chunk, chunks):
            yield from results


def _old(line: str) -> ReportLine | None:
    return read_line(line) if line else None


_mine: list[Job] = []


def _begin(work: Job) -> None:
    _mine[:] = [work]


def _make_chunk(chunk: Sequence[tuple[str, str, str]]) -> list[Made]:
    return [_make(_mine[0], *item) for item in chunk]


def _make(work: Job, name: str, unit: str, old: str) -> Made:
    return make(work, name, unit, _old(old))


def read_line(line: str) -> ReportLine:
    """Return a line that was a document's when it was read or written."""
    found = ReportLine.read(line)
    assert found is not None
    return found
