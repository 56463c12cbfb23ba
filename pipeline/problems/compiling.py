"""Compiles the catalogue: the YAML files of the codes to one JSON, so that telling a problem reads no YAML."""

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

import yaml

from pipeline.problems.catalogue import LANGUAGES, Texts

LEVELS = ("kesalahan", "peringatan")
_TICK = 20_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compiled(folder: Path) -> bytes:
    """Return the codes of a folder as JSON: the same files give the same bytes; half a file is refused."""
    made = {path.stem: _code(path) for path in sorted(folder.glob("*.yaml"))}
    return json.dumps(made, ensure_ascii=False).encode()


def save(folder: Path, target: Path, touched: int) -> bytes:
    """Return the JSON of a folder's codes, and keep it where that is allowed, dated as its files were last touched.

    Files touched this very moment may change again within one tick of the clock: what is made of them is dated earlier.
    """
    dated = min(touched, time.time_ns() - _TICK)
    made = compiled(folder)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        part.write_bytes(made)
        os.utime(part, ns=(dated, dated))
        part.replace(target)
    return made


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
