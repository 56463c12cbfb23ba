"""How near a document comes to the limit: a sketch that splices values into what it knows, packs and writes it.

The sketch checks nothing and chooses nothing: its part is cut where the words stand, once; then texts are joined,
packed by ISA-L and put between members that were packed before. No program that makes such a file by Python is quicker.
"""

import io
import itertools
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.documents import opening, package, template
from pipeline.documents.package import Properties
from pipeline.documents.template import Template
from pipeline.files import disk


def of_limit(compiled: Template, words: Mapping[str, Any], properties: Properties, folder: Path, many: int) -> float:
    """Return how quickly documents are rendered and written, as a part of how quickly the sketch does it."""
    names = itertools.cycle([folder / f"{number}.docx" for number in range(16)])
    pieces, others = _known(compiled, words, properties)

    def sketch() -> None:
        main = package.member(opening.MAIN, "".join(pieces).encode())
        with next(names).open("wb") as file:
            file.write(package.archive((*others, main)))

    def ours() -> None:
        disk.write(next(names), template.render(compiled, words, properties))

    return _best(sketch, many) / _best(ours, many)


def _known(compiled: Template, words: Mapping[str, Any], properties: Properties) -> tuple[list[str], Any]:
    """Return the main part cut at the ends of its texts, as many as there are tags, and the other members."""
    made = template.render(compiled, words, properties)
    with zipfile.ZipFile(io.BytesIO(made)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    main = files.pop(opening.MAIN).decode()
    step = max(1, len(main) // (2 * len(compiled.tags) + 1))
    pieces = [main[at : at + step] for at in range(0, len(main), step)]
    return pieces, tuple(package.member(name, content) for name, content in files.items())


def _best(work: Callable[[], None], many: int, rounds: int = 9) -> float:
    """Return the least processor time of so many turns."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(many):
            work()
        times.append(time.process_time() - begin)
    return min(times)
