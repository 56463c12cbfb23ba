"""Records written as YAML that our reader reads back as the same text."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Content = str | Sequence["Content"] | Mapping[str, "Content"]
_PLAIN = re.compile(r"[A-Za-z0-9(][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff#:{}\[\],&*!|>'\"%@`\\]*")


def yaml(record: Mapping[str, Content]) -> str:
    """Return a mapping as YAML: a line a field, a list a line an item."""
    return "".join(f"{line}\n" for line in _mapping(record, ""))


def fields(record: Mapping[str, Content], indent: str) -> list[str]:
    """Return the lines of fields, indented."""
    return list(_mapping(record, indent))


def items(record: Sequence[Content], indent: str) -> list[str]:
    """Return the lines of the items of a list, indented."""
    return list(_list(record, indent))


def _mapping(record: Mapping[str, Content], indent: str) -> Iterator[str]:
    for name, value in record.items():
        named = f"{indent}{scalar(name)}:"
        if isinstance(value, str):
            yield f"{named} {scalar(value)}"
        elif not value:
            yield f"{named} {_nothing(value)}"
        else:
            yield named
            yield from _mapping(value, f"{indent}  ") if isinstance(value, Mapping) else _list(value, f"{indent}  ")


def _list(items: Sequence[Content], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield f"{indent}- {scalar(item)}"
        elif not item:
            yield f"{indent}- {_nothing(item)}"
        else:
            inner = f"{indent}  "
            first, *rest = _mapping(item, inner) if isinstance(item, Mapping) else _list(item, inner)
            yield f"{indent}- {first[len(inner) :]}"
            yield from rest


def _nothing(value: Content) -> str:
    return "{}" if isinstance(value, Mapping) else "[]" if isinstance(value, list) else "~"


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in quotes."""
    said = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\xa0\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", said)
