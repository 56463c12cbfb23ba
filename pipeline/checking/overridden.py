"""Values that units share and that none of them uses, for every one says it itself: told, or nobody would know."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checking.memory import Finding
from pipeline.problems.phrase import Text, listed, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import layers, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.yaml_text import Node

PHOTOS = "survei.foto"
"""What is of one survey wherever it is said; all else that an institution says is for units and periods to come."""

INSTITUTION = "*"
"""In place of a unit: what an institution makes over the whole period."""


def by_all(findings: Mapping[str, Finding], own: Sequence[str]) -> Iterator[Problem]:
    """Return a warning for each file that says what no unit of its institution uses, with those values.

    `own` are the names of the findings of units and of the institution itself, `<instansi>/<unit>`. What an institution
    makes over the whole period uses all that is shared. Where one could not be read, nobody knows. An only unit shares
    with nobody: its own files say anew what the period says, and only photos of that are told.
    """
    for name in dict.fromkeys(name.partition("/")[0] for name in own):
        every = [findings[key].replaced for key in own if key.partition("/")[0] == name]
        known = [{*each} for each in every if each is not None]
        unused = sorted(set.intersection(*known)) if known and len(known) == len(every) else []
        is_shared = sum(not key.endswith(f"/{INSTITUTION}") for key in own if key.partition("/")[0] == name) > 1
        told = [
            (at, path) for at, path in unused if path == PHOTOS or (is_shared and at.file.endswith("/periode.yaml"))
        ]
        for file in dict.fromkeys(at.file for at, _ in told):
            there = [(at, path) for at, path in told if at.file == file]
            yield problem(there[0][0], "C021", fields=listed(_named(at, path) for at, path in there))


def replaced(dossier: Dossier) -> Iterator[tuple[Place, str]]:
    """Yield what an upper layer of a unit says otherwise than the institution or the period, with its place and path.

    Of the institution itself all that is: it uses it only in what it makes over the whole period.
    """
    laid = layers.kinds_of(dossier.laid, dossier.office.period_kinds, bool(dossier.unit))
    if trees.fields(trees.fields(laid).get("dokumen")):
        laid = layers.documents_alone(laid)
    elif not dossier.unit:
        laid = layers.NOTHING
    there = {at for at, _ in _values(laid, "")}
    for shared in (dossier.office.below, dossier.office.above):
        yield from (value for value in _values(shared, "") if value[0] not in there)


def _values(node: Node, path: str) -> Iterator[tuple[Place, str]]:
    """Yield the values that are replaced each by itself: not those of a list, or of what is one fact."""
    if isinstance(node.value, dict) and path.rpartition(".")[2] not in layers.WHOLE:
        for name, child in node.value.items():
            if name not in layers.CONTINUED:
                yield from _values(child, f"{path}.{name}" if path else name)
    elif node.value is not None:
        yield node.at, path


def _named(at: Place, path: str) -> Text:
    return phrase("`{path}` (baris {line})", path=path, line=at.line)
