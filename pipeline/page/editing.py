"""The editor: a file as text with the numbers of its lines, what is wrong with it, and what each field means."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.page import checked, checking, saving, semester, telling, titles
from pipeline.page.asked import Answer, Asked
from pipeline.page.saving import Changed, Opened
from pipeline.problems.problem import Problem
from pipeline.sources import descriptions, editor
from pipeline.sources.period import Period
from pipeline.sources.types import Model

SAVED, OLD = "tersimpan", "usang"


class FieldHelp(NamedTuple):
    """A field that a file may say: its name with those above it, what it means, and the words it may hold."""

    name: str
    text: str
    words: tuple[str, ...]


def show(asked: Asked) -> Answer:
    """Return a file in the editor, as it is now."""
    return _page(asked, saving.opened(asked.root, asked.steps["file"]), asked.query.get("hasil", ""))


def save(asked: Asked) -> Answer:
    """Save a file and show what is wrong since; one that changed underneath is not written, and the text stays."""
    file = asked.steps["file"]
    text = asked.form.get("teks", "")
    try:
        saving.save(asked.root, file, text, asked.form.get("sidik", ""))
    except Changed:
        now = saving.opened(asked.root, file)
        return _page(asked, now._replace(text=text), OLD, theirs=now.text)._replace(status=409)
    return Answer(to=f"/berkas/{telling.quoted(file)}?hasil={SAVED}")


def _page(asked: Asked, opened: Opened, result: str, theirs: str = "") -> Answer:
    period, found, is_whole = checked.of_file(asked.root, opened.file)
    mine = [fault for fault in found if fault.place.file == opened.file]
    kind = editor.kind_of(opened.file)
    values = {
        "title": titles.of_file(asked, opened.file),
        "opened": opened,
        "count": opened.text.count("\n") + 1,
        "wrong_lines": {fault.place.line: _levels(mine, fault.place.line) for fault in mine},
        "groups": telling.groups(asked, mine),
        "others": telling.groups(asked, [fault for fault in found if fault.place.file != opened.file]),
        "git": saving.git_state(asked.root, opened.file),
        "fields": fields_of(kind.model, asked.language) if kind else (),
        "names": named(opened.file, asked.language),
        "result": result,
        "following": titles.following(asked) if result == SAVED else ("", ""),
        "theirs": theirs,
        "rest": "" if is_whole or period is None else checking.begun(asked, period),
        "has_form": kind is not None and kind.name in ("instansi", "unit", "periode", "unit-periode"),
    }
    return Answer("editor.html", framed(asked, period, values))


def period_of(root: Path, file: str) -> Period | None:
    """Return the period that a file is checked in."""
    return checked.owner(root, file)[0]


def framed(asked: Asked, period: Period | None, values: dict[str, Any]) -> dict[str, object]:
    """Return the values of a page about a file, in the frame of its period where there is one."""
    if period is None:
        return {"read_only": asked.home.read_only, **values}
    return semester.framed(asked, period, "berkas", values)


def _levels(problems: list[Problem], line: int) -> str:
    wrong = any(not fault.is_warning for fault in problems if fault.place.line == line)
    return "wrong" if wrong else "doubt"


@lru_cache(maxsize=32)
def fields_of(model: type[Model], language: str) -> tuple[FieldHelp, ...]:
    """Return the fields that a kind of file may say, with what each means."""
    schema = editor.json_schema(model)
    return tuple(
        FieldHelp(name, descriptions.of_field(model, name, language), _words(found))
        for name, found in schema.get("properties", {}).items()
    )


def named(file: str, language: str) -> str:
    """Return as JSON every name that a file may say, however deep, with what it means: what the editor completes."""
    kind = editor.kind_of(file)
    return json.dumps(_names_of(kind.model, language) if kind else {}, ensure_ascii=False)


@lru_cache(maxsize=32)
def _names_of(model: type[Model], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for below in editor.models_below(model):
        for name in below.model_fields:
            found.setdefault(name, descriptions.of_field(below, name, language))
    return dict(sorted(found.items()))


def _words(schema: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(word) for word in schema.get("enum", ()) if word is not None)
