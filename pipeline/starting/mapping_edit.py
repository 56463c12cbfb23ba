"""How exports are read, written into an institution's file: what stands there stays, remarks included."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.files import disk
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import people, trees
from pipeline.sources.models import Instansi
from pipeline.sources.yaml_edit import scalar
from pipeline.sources.yaml_text import read_yaml
from pipeline.starting.mapping import ExportMapping

_TOP = re.compile(r"[^\s#]")
_CHAPTER = "jawaban"


def write(root: Path, file: str, institution: Instansi, mapping: ExportMapping) -> None:
    """Write a mapping into an institution's file; refuse where it would not say what is meant."""
    text = (root / file).read_bytes().decode("utf-8-sig")
    changed = with_mapping(text, institution, mapping)
    proved(changed, file, institution, mapping)
    disk.save(root, file, [changed.encode()])


def with_mapping(text: str, institution: Instansi, mapping: ExportMapping) -> str:
    """Return the text of `instansi.yaml` with what is new of a mapping in its `jawaban`."""
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    return end_of_line.join([*_lines(text, institution, mapping), ""])


def _lines(text: str, institution: Instansi, mapping: ExportMapping) -> list[str]:
    told = institution.jawaban
    new = {
        "kolom": {scalar(title): key for title, key in mapping.columns.items() if told.kolom.get(title) != key},
        "label": {
            scalar(label): str(score) for label, score in mapping.labels.items() if told.label.get(label) != score
        },
    }
    lines = text.splitlines()
    begin = next((at for at, line in enumerate(lines) if re.match(rf"{_CHAPTER}\s*:", line)), None)
    if begin is None:
        chapter = list(_chapter(new, mapping))
        return [*lines, f"{_CHAPTER}:", *chapter] if chapter else lines
    end = next((at for at in range(begin + 1, len(lines)) if _TOP.match(lines[at])), len(lines))
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    body = lines[begin + 1 : end]
    if lines[begin].partition(":")[2].partition(" #")[0].strip():
        every = {
            "kolom": {scalar(title): key for title, key in told.kolom.items()} | new["kolom"],
            "label": {scalar(label): str(score) for label, score in told.label.items()} | new["label"],
        }
        lines[begin : begin + 1 + len(body)] = [f"{_CHAPTER}:", *_chapter(every, mapping)]
        return lines
    for name, entries in new.items():
        body = _added(body, name, entries, told.kolom if name == "kolom" else told.label)
    if mapping.skips_totals and told.baris_jumlah == "tolak":
        body = [line for line in body if not re.match(r"\s+baris_jumlah\s*:", line)]
        body.append(f"{_indent(body)}baris_jumlah: abaikan")
    lines[begin + 1 : end] = body
    return lines


def _chapter(entries: Mapping[str, Mapping[str, str]], mapping: ExportMapping) -> Iterator[str]:
    for name, told in entries.items():
        if told:
            yield f"  {name}:"
            yield from (f"    {key}: {value}" for key, value in told.items())
    if mapping.skips_totals:
        yield "  baris_jumlah: abaikan"


def _added(body: list[str], name: str, entries: Mapping[str, str], before: Mapping[str, object]) -> list[str]:
    """Return a chapter's lines with entries at the end of one of its mappings."""
    if not entries:
        return body
    at = next((at for at, line in enumerate(body) if re.match(rf"\s+{name}\s*:", line)), None)
    if at is None:
        return [
            *body,
            f"{_indent(body)}{name}:",
            *(f"{_indent(body)}  {key}: {value}" for key, value in entries.items()),
        ]
    indent = re.match(r"\s*", body[at])[0]  # type: ignore[index]
    if body[at].partition(":")[2].partition(" #")[0].strip():
        every = {scalar(key): str(value) for key, value in before.items()} | dict(entries)
        body[at : at + 1] = [f"{indent}{name}:", *(f"{indent}  {key}: {value}" for key, value in every.items())]
        return body
    end = at + 1
    while end < len(body) and (not body[end].strip() or len(body[end]) - len(body[end].lstrip()) > len(indent)):
        end += 1
    deeper = re.match(r"\s*", body[at + 1])[0] if end > at + 1 else f"{indent}  "  # type: ignore[index]
    body[end:end] = [f"{deeper}{key}: {value}" for key, value in entries.items()]
    return body


def _indent(body: list[str]) -> str:
    return next((line[: len(line) - len(line.lstrip())] for line in body if line.strip()), "  ")


def proved(text: str, file: str, institution: Instansi, mapping: ExportMapping) -> None:
    """Refuse a text that does not say what is meant, all that it said before included."""
    problems: list[Problem] = []
    node = read_yaml(text.encode(), file, problems)
    found = trees.read(Instansi, people.without_keys(node), problems) if node is not None else None
    if found is None or problems:
        raise Refusal(problems)
    told = institution.jawaban
    kept = {
        "kolom": {**told.kolom, **mapping.columns},
        "label": {**told.label, **mapping.labels},
        "baris_jumlah": "abaikan" if mapping.skips_totals else told.baris_jumlah,
    }
    meant = institution.model_copy(update={"jawaban": told.model_copy(update=kept)})
    assert found == meant, "what was written is not what was meant"
