"""The examples of the catalogue: small files laid over a small workspace, a command, and what is then told."""

import re
import shlex
import shutil
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.problems import catalogue
from support.made_office import excel
from support.small import docx, p, png, table

KEYS = {"in", "files", "run", "locked", "soffice", "git", "test"}
RUN = "check 2025S1"


@cache
def read(path: Path) -> dict[str, Any]:
    """Return a file of the catalogue."""
    said = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(said, dict)
    return said


def paths() -> list[Path]:
    """Return the files of the catalogue."""
    return sorted(catalogue.FOLDER.glob("*.yaml"))


def words(line: str) -> list[str]:
    """Return a command line as the program is given it."""
    return shlex.split(line)


def lay(root: Path, files: Mapping[str, Any]) -> None:
    """Lay an example's files over a workspace: text, nothing (the file goes), or how the file is made."""
    for name, content in files.items():
        path = root / name
        if content is None:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            continue
        before = path.read_bytes() if path.exists() else b""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_made(content, before))


def _made(content: Any, before: bytes) -> bytes:
    if isinstance(content, str):
        return content.encode()
    (kind, of), *rest = content.items()
    more = dict(rest)
    if kind == "docx":
        parts = more.pop("parts", {})
        made = docx(_body(of), {name: _part(part) for name, part in parts.items()})
    elif kind == "xlsx":
        made = excel([tuple(row) for row in of])
    elif kind == "png":
        made = png(*of)
    elif kind == "repeat":
        made = (more.pop("after", "") + of * more.pop("times")).encode()
    elif kind == "text":
        made = of.encode(more.pop("encoding"))
    else:
        assert kind == "replace"
        made = before
        for old, new in of.items():
            assert made.count(old.encode()) >= 1, f"{old} is not in what is replaced"
            made = made.replace(old.encode(), new.encode())
    assert not more
    return made


def _body(paragraphs: list[Any]) -> str:
    return "".join(map(_paragraph, paragraphs))


def _paragraph(said: Any) -> str:
    if isinstance(said, str):
        return p(said)
    if isinstance(said, list):
        return table(*(tuple(map(_paragraph, row)) for row in said))
    return str(said["xml"]) if "xml" in said else p(said["text"], style=said["style"])


def _part(part: Any) -> str:
    return part if isinstance(part, str) else f"<w:hdr>{_body(part)}</w:hdr>"


def rewritten(text: str, told: Mapping[str, Any]) -> str:
    """Return a file of the catalogue as it was, with this at its end as what is told."""
    kept = re.split(r"^told:", text, maxsplit=1, flags=re.MULTILINE)[0]
    blocks = [f"  exit: {told['exit']}\n"]
    for lang in catalogue.LANGUAGES:
        indicator = "|2" if told[lang].startswith(" ") else "|"
        blocks.append(f"  {lang}: {indicator}\n{textwrap.indent(told[lang], ' ' * 4)}")
    return f"{kept}told:\n{''.join(blocks)}"
