"""The catalogue: what each code means, said in Indonesian and English; a file a code in `codes/`, kept as one JSON."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.problems.kept import kept

FOLDER = Path(__file__).parent / "codes"
"""A YAML file a code; an installed package has only what is compiled from them."""
COMPILED = Path(__file__).parent / "codes.json"
LANGUAGES = ("id", "en")
SECTIONS = {"id": ("Sebab", "Contoh", "Cara memperbaiki"), "en": ("Cause", "Example", "Cure")}
"""What an explanation says, in this order."""


class Texts(NamedTuple):
    """A code in one language: message and cure with `{names}` that a problem's values fill, the rest in Markdown."""

    message: str
    cure: str
    cause: str
    example: str
    remedy: str


class Code(NamedTuple):
    """A code: whether documents are made in spite of it, and its texts by language."""

    warning: bool
    texts: Mapping[str, Texts]


@lru_cache(maxsize=1)
def codes() -> Mapping[str, Code]:
    """Return every code there is, by name; read when a first problem is told, compiled when a file has changed."""
    import json  # what starts and tells nothing reads nothing

    return {
        name: Code(warning, {lang: Texts(*texts) for lang, texts in said.items()})
        for name, (warning, said) in json.loads(kept(FOLDER, COMPILED, _compile)).items()
    }


def _compile() -> bytes:
    from pipeline.problems import compiling  # yaml, which only a checkout whose files have changed is worth

    return compiling.compiled(FOLDER)


def texts(code: str, language: str) -> Texts:
    """Return what a code says in a language, in Indonesian where it says nothing in that one."""
    said = codes()[code].texts
    return said.get(language, said["id"])


def is_warning(code: str) -> bool:
    """Return whether this is a code, and documents are made in spite of it."""
    found = codes().get(code)
    return found is not None and found.warning


def explanation(code: str, language: str) -> str:
    """Return what a code means, in Markdown: its cause, an example, the cure."""
    said = texts(code, language)
    parts = zip(SECTIONS[language], (said.cause, said.example, said.remedy), strict=True)
    return "\n".join(f"## {title}\n\n{text}\n" for title, text in parts)


def summary(code: str, language: str) -> str:
    """Return the line that a code is told in, as it is shown where there are no values."""
    said = texts(code, language)
    return f"{bare(said.message)}; {bare(said.cure)}"


def bare(pattern: str) -> str:
    """Return a pattern as it is shown where there are no values: `{field}` is `<field>`."""
    return re.sub(r"\{(\w+)\}", r"<\1>", pattern).replace("{{", "{").replace("}}", "}")


def document() -> str:
    """Return docs/kode.md: every code with its message, its cure and its explanation."""
    parts = [
        "# Kode masalah\n\n"
        "Dibuat dari `pipeline/problems/codes/` dengan `make messages`; jangan disunting di sini.\n"
        "Di terminal: `skm explain KODE`.\n"
    ]
    for name, code in codes().items():
        kind = "peringatan" if code.warning else "kesalahan"
        explained = re.sub(r"^## ", "### ", explanation(name, "id"), flags=re.MULTILINE)
        parts.append(f"## {name}\n\n*{kind}*: {summary(name, 'id')}\n\n{explained}")
    return "\n".join(parts)
