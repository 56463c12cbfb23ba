"""Compiles what people write of codes and sentences: to tell a problem, neither YAML nor translations are parsed."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import yaml
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pipeline.problems.catalogue import LANGUAGES, Texts

LEVELS = ("kesalahan", "peringatan")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compiled(folder: Path) -> bytes:
    """Return the codes of a folder as JSON: the same files give the same bytes; half a file is refused."""
    made = {path.stem: _code(path) for path in sorted(folder.glob("*.yaml"))}
    return json.dumps(made, ensure_ascii=False).encode()


def translations(raw: bytes) -> bytes:
    """Return what translators wrote as gettext reads it; it bears no date, so that the same gives the same bytes."""
    found = read_po(io.BytesIO(raw))
    found.creation_date = found.revision_date = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    out = io.BytesIO()
    write_mo(out, found)
    return out.getvalue()


def _code(path: Path) -> list[Any]:
    said = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader, the fast one if there is one
    if said.get("level") not in LEVELS:
        raise ValueError(f"{path.name}: `level` is one of {LEVELS}")
    return [said["level"] == "peringatan", {lang: _texts(path, lang, said.get(lang)) for lang in LANGUAGES}]


def _texts(path: Path, lang: str, texts: Any) -> list[str]:
    if not isinstance(texts, dict) or set(texts) != set(Texts._fields):
        raise ValueError(f"{path.name}: `{lang}` says {', '.join(Texts._fields)}, each once")
    found = [texts[name] for name in Texts._fields]
    if not all(isinstance(text, str) and text.strip() for text in found):
        raise ValueError(f"{path.name}: a text of `{lang}` is empty or is no text")
    return [text.strip() for text in found]
