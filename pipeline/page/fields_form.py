"""A file as a form: its fields, each with what it means; saved into the same YAML, remarks kept, or not at all."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.page import checked, editing, form_fields, saving, telling, titles
from pipeline.page.asked import Answer, Asked, Missing
from pipeline.page.form_fields import Field
from pipeline.page.saving import Changed, Opened
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import editor, yaml_text
from pipeline.sources.editor import YamlKind

NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
"""Of a file that says what was shown."""


def show(asked: Asked) -> Answer:
    """Return a file as a form."""
    opened = saving.opened(asked.root, asked.steps["file"])
    kind = _kind(opened.file)
    problems: list[Problem] = []
    node = yaml_text.read_yaml(opened.text.encode(), opened.file, problems) if opened.text.strip() else None
    if problems:
        raise Refusal(problems)
    saved = asked.query.get("hasil", "") if asked.query.get("hasil") == editing.SAVED else ""
    return _page(asked, opened, form_fields.fields(kind, node, asked.language), result=saved)


def save(asked: Asked) -> Answer:
    """Write what a form says; what the file may not say is told, and nothing is written."""
    opened = saving.opened(asked.root, asked.steps["file"])
    kind = _kind(opened.file)
    problems: list[Problem] = []
    node = yaml_text.read_yaml(opened.text.encode(), opened.file, []) if opened.text.strip() else None
    every = form_fields.fields(kind, node, asked.language)
    typed = [field._replace(value=asked.form.get(field.key, field.value)) for field in every]
    if asked.form.get("sidik", "") != opened.digest:  # before what is wrong with it is told, beside a newer file
        return _old(asked, opened, every, typed)
    text = form_fields.changed(opened.text, opened.file, kind, asked.form, problems)
    if text is None:
        return _page(asked, opened, typed, problems)._replace(status=422)
    try:
        saving.save(asked.root, opened.file, text, opened.digest)
    except Changed:
        return _old(asked, opened, every, typed)
    return Answer(to=f"/borang/{telling.quoted(opened.file)}?hasil={editing.SAVED}")


def _old(asked: Asked, opened: Opened, every: Sequence[Field], typed: Sequence[Field]) -> Answer:
    """Return what was typed for a file that has changed since, and beside each field what the file says now."""
    now = {field.key: field.value for field, said in zip(every, typed, strict=True) if _plain(field) != _plain(said)}
    return _page(asked, opened, typed, result=editing.OLD, now=now)._replace(status=409)


def _plain(field: Field) -> str:
    return field.value.replace("\r\n", "\n").strip()


def _kind(file: str) -> YamlKind:
    kind = editor.kind_of(file)
    if kind is None:
        raise Missing(phrase("berkas {file} tidak mempunyai borang", file=file))
    return kind


def _page(
    asked: Asked,
    opened: Opened,
    shown: Sequence[Field],
    problems: Sequence[Problem] = (),
    result: str = "",
    now: Mapping[str, str] = NOTHING_ELSE,
) -> Answer:
    period = editing.period_of(asked.root, opened.file)
    found = checked.of_file(asked.root, opened.file).problems if result == editing.SAVED else ()
    values: dict[str, object] = {
        "title": titles.of_file(asked, opened.file),
        "opened": opened,
        "fields": form_fields.to_fill(shown, opened.text),
        "groups": telling.groups(asked, problems) if problems else [],
        "left": telling.groups(asked, [fault for fault in found if fault.place.file == opened.file]),
        "result": result,
        "now": now,
        "following": titles.following(asked),
    }
    return Answer("form.html", editing.framed(asked, period, values))
