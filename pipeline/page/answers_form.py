"""Answers: an export dropped, its columns and labels settled step by step, its rows shown; written only when asked."""

import secrets
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, fingerprint
from pipeline.page import called, semester, telling
from pipeline.page.asked import Answer, Asked, Missing, Upload, worded
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import file_names, workspace
from pipeline.sources.models import Instansi
from pipeline.starting import mapping, mapping_edit
from pipeline.starting.mapping import Export, ExportMapping

_MOST = 4
"""Exports that are held while they are looked at; the oldest goes first."""


class Question(NamedTuple):
    """A question about an export: under which name it is answered, its words, its answers, the one that is chosen."""

    key: str
    text: str
    choices: tuple[str, ...]
    chosen: str


class Read(NamedTuple):
    """An export as it would be read: its mapping, what was asked, what is not answered yet."""

    export: Export
    found: ExportMapping
    questions: tuple[Question, ...]
    is_open: bool


class Held(NamedTuple):
    """An export that is looked at, and the files beside it as they stood when it was shown last, by name."""

    upload: Upload
    stood: Mapping[str, str]


def offices(asked: Asked) -> Answer:
    """Return the institutions of a period, each with its files of answers."""
    period = semester.period_of(asked)
    folder = asked.root / workspace.PERIODS / str(period)
    rows = [
        (name, title, [path.name for path in sorted((folder / name).glob("*")) if _is_sheet(path)])
        for name, title in called.offices(asked, workspace.institutions(asked.root, period))
    ]
    values = {"title": worded(asked, "Jawaban {period}", period=str(period)), "rows": rows}
    return Answer("answers.html", semester.framed(asked, period, "jawaban", values))


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in file_names.SHEETS


def show(asked: Asked) -> Answer:
    """Return the form that takes an export."""
    return _page(asked, {})


def preview(asked: Asked) -> Answer:
    """Return how an export would be read, and what is still to be answered; nothing is written."""
    key, upload = _held(asked)
    asked.home.memory.exports[key] = Held(upload, _standing(asked))
    return _looked_at(asked, key, upload)


def _looked_at(asked: Asked, key: str, upload: Upload, *, is_old: bool = False) -> Answer:
    institution = _institution(asked)
    read = _read(asked, upload, institution)
    return _page(
        asked,
        {
            "key": key,
            "upload": upload,
            "read": read,
            "is_old": is_old,
            "replaced": _replaced_by(asked, read, institution, upload),
            **_shown(asked, read, institution, upload),
        },
    )


def _replaced_by(asked: Asked, read: Read, institution: Instansi, upload: Upload) -> list[str]:
    """Return what an export would take the place of; nothing where it is not known yet whose it is."""
    try:
        return _replaced(asked.root, _target(asked, read, institution, upload), upload)
    except Usage:
        return []


def save(asked: Asked) -> Answer:
    """Write the mapping into the institution's file, and the export beside the period's files, as it was sent."""
    key, upload = _held(asked)
    period, name, institution = semester.period_of(asked), asked.steps["instansi"], _institution(asked)
    if _changed(asked, key, ""):
        return _anew(asked, key, upload)
    read = _read(asked, upload, institution)
    if read.is_open:
        return preview(asked)
    target = _target(asked, read, institution, upload)
    if _changed(asked, key, target):
        return _anew(asked, key, upload)
    others = [file for file in _alike(asked.root, target) if file != target]
    there = _replaced(asked.root, target, upload)
    if there and not asked.form.get("timpa"):
        raise Usage(phrase("{file} sudah ada; centang `ganti` bila memang diganti", file=", ".join(there)))
    _written(asked.root, f"{workspace.UNITS}/{name}/instansi.yaml", target, (institution, read, upload))
    for other in others:
        disk.remove(asked.root, other)
    asked.home.memory.exports.pop(key, None)
    return Answer(to=f"/periode/{period}/masalah")


def _anew(asked: Asked, key: str, upload: Upload) -> Answer:
    """Return an export as it would be read by now, and say that it is another than was shown; nothing is written."""
    asked.home.memory.exports[key] = Held(upload, _standing(asked))
    return _looked_at(asked, key, upload, is_old=True)._replace(status=409)


def _standing(asked: Asked) -> Mapping[str, str]:
    """Return how the files stand that saving an export may change: the institution's own, and the period's sheets."""
    name = asked.steps["instansi"]
    folder = f"{workspace.PERIODS}/{semester.period_of(asked)}/{name}"
    own = f"{workspace.UNITS}/{name}/instansi.yaml"
    sheets = [f"{folder}/{path.name}" for path in (asked.root / folder).glob("*") if _is_sheet(path)]
    found = {file: (asked.root / file).lstat() for file in sheets}
    times = {file: f"{at.st_size} {at.st_mtime_ns}" for file, at in found.items()}
    return {own: fingerprint.sha(disk.content(asked.root / own)), **times}


def _changed(asked: Asked, key: str, target: str) -> bool:
    """Return whether the institution's file, or a sheet of that name, is no longer what it was when it was shown."""
    before, now = asked.home.memory.exports[key].stood, _standing(asked)
    stem = target.rpartition(".")[0]
    return any(
        before.get(file) != now.get(file)
        for file in {*before, *now}
        if file.endswith("/instansi.yaml") or file.rpartition(".")[0] == stem
    )


def _alike(root: Path, target: str) -> list[str]:
    """Return the sheets of the same name, however they end: two of them are read by nobody."""
    folder, _, name = target.rpartition("/")
    stem = Path(name).stem
    return [
        f"{folder}/{path.name}" for path in sorted((root / folder).glob("*")) if _is_sheet(path) and path.stem == stem
    ]


def _replaced(root: Path, target: str, upload: Upload) -> list[str]:
    """Return the files of answers that an export would take the place of: only who says so replaces them."""
    alike = [file for file in _alike(root, target) if file != target or _differs(root / target, upload.content)]
    return [file for file in alike if not _is_begun(root / file)]


def _is_begun(path: Path) -> bool:
    """Return whether a sheet is the one that a period begins with: titles, and no answers yet."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    lines = (line.strip() for line in disk.content(path).split(b"\n"))
    return sum(bool(line) and not line.startswith(b"#") for line in lines) <= 1


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and not (path.is_file() and disk.content(path) == content)


def _written(root: Path, file: str, target: str, what: tuple[Instansi, Read, Upload]) -> None:
    """Write the mapping and the answers, both or none."""
    institution, read, upload = what
    before = disk.content(root / file)
    mapping_edit.write(root, file, institution, read.found)
    try:
        disk.save(root, target, upload.content)
    except Refusal:
        disk.save(root, file, before)
        raise


def _institution(asked: Asked) -> Instansi:
    period, name = semester.period_of(asked), asked.steps["instansi"]
    if name not in workspace.institutions(asked.root, period):
        raise Missing(phrase("tidak ada institusi {name} di {masa}", name=name, masa=period))
    problems: list[Problem] = []
    found = workspace.institution(asked.root, name, problems)
    if found is None:
        raise Refusal(problems)
    return found


def _held(asked: Asked) -> tuple[str, Upload]:
    """Return the export that is sent, or was sent before, under the name by which it is held."""
    held = asked.home.memory.exports
    if asked.upload is not None:
        if not asked.upload.name.lower().endswith(file_names.SHEETS):
            raise Usage(phrase("ekspor berakhiran {endings}", endings=", ".join(file_names.SHEETS)))
        key = secrets.token_urlsafe(12)
        held[key] = Held(asked.upload, {})
        while len(held) > _MOST:
            held.popitem(last=False)
        return key, asked.upload
    key = asked.form.get("ekspor", "")
    if key not in held:
        raise Usage(phrase("pilih berkasnya dahulu"))
    return key, held[key].upload


def _read(asked: Asked, upload: Upload, institution: Instansi) -> Read:
    questions: list[Question] = []
    is_open = False

    def ask(question: Phrase, choices: Sequence[str], otherwise: str) -> str:
        nonlocal is_open
        key = f"q{fingerprint.sha(str(question).encode())[:16]}"
        said = asked.form.get(key, "")
        is_open |= said not in choices
        chosen = said if said in choices else otherwise or choices[-1]
        questions.append(Question(key, asked.said(question), tuple(choices), chosen))
        return chosen

    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ekspor{Path(upload.name).suffix.lower()}"
        path.write_bytes(upload.content)
        export = mapping.read(path, institution, problems)
    if export is None:
        raise Refusal(problems)
    found = mapping.made(export, institution, ask, f"{workspace.UNITS}/{asked.steps['instansi']}/instansi.yaml")
    return Read(export, found, tuple(questions), is_open)


def _target(asked: Asked, read: Read, institution: Instansi, upload: Upload) -> str:
    """Return where an export belongs: one that names units is the institution's, any other the unit's that is said."""
    period, name = semester.period_of(asked), asked.steps["instansi"]
    unit = asked.form.get("unit", "") or asked.query.get("unit", "")
    stem, _ = mapping.owner_of(asked.root, read.export, read.found, (name, institution), unit or None)
    if stem != file_names.ANSWERS and stem not in workspace.units(asked.root, name):
        raise Usage(phrase("ekspor ini tidak menyebut unit; pilih unitnya"))
    return f"{workspace.PERIODS}/{period}/{name}/{stem}{Path(upload.name).suffix.lower()}"


def _shown(asked: Asked, read: Read, institution: Instansi, upload: Upload) -> Mapping[str, object]:
    name = asked.steps["instansi"]
    unknown = mapping.unknown_units(asked.root, "ekspor", read.export, read.found, (name, institution))
    return {
        "rows": [asked.said(line) for line in mapping.as_counted(read.export, read.found, institution)],
        "groups": telling.groups(asked, list(unknown)),
        "names_units": bool(mapping.owner_of(asked.root, read.export, read.found, (name, institution), None)[0]),
        "columns": [
            (column.title, read.found.columns.get(column.title, column.title)) for column in read.export.columns
        ],
        "many": max((sum(column.cells.values()) for column in read.export.columns), default=0),
        "name": upload.name,
    }


def _page(asked: Asked, values: Mapping[str, object]) -> Answer:
    period, name = semester.period_of(asked), asked.steps["instansi"]
    _institution(asked)
    shown = {
        "title": worded(asked, "Jawaban {instansi}", instansi=called.office(asked, name)),
        "instansi": name,
        "units": workspace.units(asked.root, name),
        "chosen": asked.form.get("unit", "") or asked.query.get("unit", ""),
        **values,
    }
    return Answer("answers_form.html", semester.framed(asked, period, "jawaban", shown))
