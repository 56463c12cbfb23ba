"""Starting files as text: the commented beginnings in `awal/`, names put in, never over a file that is there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.files import disk
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Refusal, Usage, problem
from pipeline.sources import editor, nearest, workspace
from pipeline.sources.trees import plain
from pipeline.sources.types import SLUG
from pipeline.sources.yaml_text import Node, read_yaml
from pipeline.starting.carry import TO_FILL

_TEXTS = Path(__file__).parent / "awal"
_OF_WINDOWS = ("con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(1, 10)))
_RESERVED = ("instansi", "periode", "skor", *_OF_WINDOWS)


def text(name: str, **values: str) -> str:
    """Return the starting text of that name, its `@names@` filled in as YAML."""
    found = (_TEXTS / name).read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda name: values[name[1]], found)


def to_fill(text: str) -> tuple[str, ...]:
    """Return the fields that a starting text leaves to fill: empty, on a line marked ISI."""
    if f"# {TO_FILL}" not in text:  # of 34,000 units few are not filled
        return ()
    lines = text.splitlines()
    node = read_yaml(text.encode(), "", [])
    empty = _empty(node, "") if node else ()
    return tuple(field for field, line in empty if f"# {TO_FILL}" in lines[line - 1])


def _empty(node: Node, field: str) -> Iterator[tuple[str, int]]:
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _empty(child, f"{field}.{name}".lstrip("."))
            if child.value is None and child.key:
                yield f"{field}.{name}".lstrip("."), child.key.line


def slug(name: str) -> str:
    """Return a name as a file is named: `Dinas P2KB & P3A` is `dinas-p2kb-dan-p3a`; empty when nothing is left."""
    letters = unicodedata.normalize("NFKD", name.replace("&", " dan ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")[:80].rstrip("-")


def checked_slug(chosen: str | None, name: str) -> str:
    """Return the file name that was chosen, or that follows from the name; refuse one that is no file name."""
    found = chosen or slug(name)
    if not is_safe(found):
        raise Usage(
            phrase(
                '"{name}" bukan nama berkas yang aman; sebutkan dengan --id: huruf kecil, angka, dan -',
                name=found or name,
            )
        )
    return found


def is_safe(name: str) -> bool:
    """Return whether a file of a unit may have that name."""
    return bool(re.fullmatch(SLUG, name)) and name not in _RESERVED


def is_writable(value: str) -> bool:
    """Return whether YAML can hold a text at all."""
    return _written(value) is not None


def scalar(value: str) -> str:
    """Return a text as YAML on one line: as it is when it is read back unchanged anywhere, else in quotes."""
    found = _written(value)
    if found is None:
        raise Usage(phrase("{value} memuat karakter yang tidak dapat ditulis", value=ascii(value)))
    return found


def _written(value: str) -> str | None:
    value = " ".join(value.split())
    for written in (value, f"'{value.replace(chr(39), chr(39) * 2)}'"):
        shapes = {f"[{written}, {{a: {written}}}]": [value, {"a": value}], f"a: {written}\n": {"a": value}}
        read = {text: read_yaml(text.encode(errors="replace"), "", []) for text in shapes}
        if all((node := read[text]) and plain(node) == wanted for text, wanted in shapes.items()):
            return written
    return None


def institution(root: Path, name: str) -> None:
    """Refuse when there is no such institution."""
    offices = workspace.offices(root)
    if name not in offices or not (root / workspace.UNITS / name / "instansi.yaml").is_file():
        there = ", ".join(offices) or phrase("belum satu pun")
        raise Usage(phrase('institusi "{name}" tidak ada di units/; yang ada: {there}', name=name, there=there))


def unit(root: Path, instansi: str, name: str) -> None:
    """Refuse when the institution has no such unit."""
    there = workspace.units(root, instansi)
    if name not in there:
        near = nearest.guess(name, there, phrase("lihat nama berkas di units/"))
        raise Usage(
            phrase('unit "{unit}" tidak ada di {folder}; {near}', unit=name, folder=f"units/{instansi}/", near=near)
        )


def put(root: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write new text files, led to their schema; refuse, before the first, when one of them is there already."""
    put_bytes(root, [(file, led(file, content.encode())) for file, content in files])


def put_bytes(root: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """As `put`, for files of any kind."""
    there = [file for file, _ in files if (root / file).exists()]
    if there:
        raise Refusal(problem(Place(file), "U001", file=file) for file in there)
    for file, content in files:
        disk.save(root, file, content)


def led(file: str, content: bytes) -> bytes:
    """Return a file's content as `put` writes it: a YAML file begins with the line that names its schema."""
    kind = editor.kind_of(file)
    return editor.with_modeline(content, file, kind) if kind else content
