"""What kinds of document, institutions and units are called: by their titles and names, not by their files' names."""

from collections.abc import Callable, Iterable

from pipeline.page.asked import Asked
from pipeline.problems.problem import Refusal
from pipeline.sources import workspace
from pipeline.sources.models import Unit

Named = tuple[str, str]
"""A key, as addresses and forms have it, and what it is called."""


def kind(asked: Asked, key: str) -> str:
    """Return the title of a kind of document; its key where its file cannot be read."""

    def title() -> str:
        try:
            return workspace.jenis(asked.root, key).judul
        except Refusal:
            return key

    return _once(asked, f"{workspace.TEMPLATES}/{key}/jenis.yaml", title)


def kinds(asked: Asked) -> list[Named]:
    """Return the kinds of document there are."""
    return [(key, kind(asked, key)) for key in workspace.kinds(asked.root)]


def office(asked: Asked, name: str) -> str:
    """Return what an institution is called; the name of its folder where its file cannot be read."""
    file = f"{workspace.UNITS}/{name}/instansi.yaml"
    return _once(asked, file, lambda: next(workspace.names_in(asked.root, file), name))


def offices(asked: Asked, names: Iterable[str]) -> list[Named]:
    """Return institutions, each with what it is called."""
    return [(name, office(asked, name)) for name in names]


def unit(asked: Asked, instansi: str, name: str) -> str:
    """Return what a unit is called; its file's name where its file cannot be read."""
    file = f"{workspace.UNITS}/{instansi}/{name}.yaml"

    def said() -> str:
        found = workspace.load(asked.root, file, Unit, [])
        return found[0].nama if found else name

    return _once(asked, file, said)


def _once(asked: Asked, file: str, read: Callable[[], str]) -> str:
    """Return what a file calls its subject; of 34,000 units each is read once while it stands as it stood."""
    try:
        at = (asked.root / file).stat()
    except OSError:
        return read()
    mark, known = (at.st_mtime_ns, at.st_size), asked.home.memory.called
    held = known.get(file)
    if held is None or held[0] != mark:
        held = known[file] = (mark, read())
    return held[1]
