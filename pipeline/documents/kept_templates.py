"""Compiled templates kept from run to run, by their content: one that is known is neither parsed nor tried again.

The proof that a template is harmless stands with the content that it was given for: the bytes of the Word file, what
its kind may say, the program and its libraries, the Python that runs. Whatever of these is another, all is done anew.
"""

import contextlib
import marshal
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace

from pipeline.documents import half_said, tags
from pipeline.documents.tag import Source, Tags, Where
from pipeline.documents.tags import Part
from pipeline.documents.template import Template
from pipeline.files import fingerprint, own_cache
from pipeline.problems.problem import Problem

_Compiled = Template | tuple[Problem, ...]


def of(raw: bytes, name: str, vocabulary: object, compiled: Callable[[], _Compiled]) -> _Compiled:
    """Return a template as it was compiled before, else as `compiled` gives it; one that is refused is not kept."""
    said = f"{name}\0{vocabulary!r}\0{fingerprint.engine()}\0{sys.version}\0{fingerprint.sha(raw)}"
    file = f"templat-{fingerprint.sha(said.encode(errors='surrogatepass'))}"
    kept = own_cache.read(file)
    found = _loaded(kept) if kept is not None else None
    if found is not None:
        return found
    made = compiled()
    if isinstance(made, Template) and own_cache.folder() is not None:
        parts = tuple(part._replace(noting=half_said.compiled(part.jinja)) for part in made.parts)
        made = replace(made, parts=parts)
        own_cache.keep(file, _written(made))
    return made


def _written(made: Template) -> bytes:
    """Return a template as bytes: its code apart, in Python's own writing of it."""
    parts = [
        (
            part.source._replace(anchors=dict(part.source.anchors)),
            (part.jinja, part.tags, part.file, part.where),
            marshal.dumps((part.code, half_said.compiled(part.jinja).code)),
        )
        for part in made.parts
    ]
    return pickle.dumps((replace(made, parts=()), parts))


def _loaded(kept: bytes) -> Template | None:
    """Return a template that was kept; `None` where what is kept is not whole."""
    with contextlib.suppress(Exception):
        made, parts = pickle.loads(kept)  # noqa: S301 - from a folder that only this person writes to
        if isinstance(made, Template):
            return replace(made, parts=tuple(_part(*said) for said in parts))
    return None


def _part(source: Source, said: tuple[str, Tags, str, Where], compiled: bytes) -> Part:
    jinja, used, file, where = said
    code, noting = marshal.loads(compiled)  # noqa: S302 - likewise
    return Part(source, jinja, tags.of_code(code), used, file, where, code, half_said.noting(noting))
