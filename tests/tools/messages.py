"""Keeps what is generated from the messages: the catalogues, docs/kode.md, docs/perintah.md (`make messages`).

A new sentence appears in skm.po with an empty translation, which a test refuses: fill it in, then run this again.
"""

import ast
import inspect
import io
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

os.environ["SKM_LANG"] = "id"
ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import click  # noqa: E402
from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from pipeline.commands.cli import cli  # noqa: E402
from pipeline.problems import catalogue as codes  # noqa: E402
from pipeline.problems.translations import source  # noqa: E402
from tools import commands_page, licences  # noqa: E402
from tools.sentences import Code  # noqa: E402

KODE = ROOT / "docs" / "kode.md"
PERINTAH = ROOT / "docs" / "perintah.md"


def of_click() -> list[str | tuple[str, ...]]:
    """Every message that click says of its own, in its English; where it counts, one for one and one for many."""
    found = extract_from_dir(Path(click.__file__).parent)
    return sorted({message for _, _, message, _, _ in found if message}, key=str)


@cache
def code() -> Code:
    """The code of the program, read once."""
    return Code(ROOT / "pipeline")


@cache
def msgids() -> list[str]:
    """Every Indonesian sentence that the program can say."""
    found = [*code().sentences(), *_help(cli), *of_pages()]
    return sorted({text for text in found if text and any(map(str.isalpha, text))})


_IN_PAGE = re.compile(r"\bt\(\"((?:[^\"\\\\])*)\"")
"""A sentence in a page: what calls `t` says it there and then."""


def of_pages() -> list[str]:
    """Every sentence in the pages that the program makes."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "pipeline").rglob("*.html")))
    return [found for text in texts for found in _IN_PAGE.findall(text)]


def unsaid() -> list[str]:
    """Places where a sentence is made in a way that no catalogue can know."""
    return [f"{path.relative_to(ROOT)}:{line}" for path, line in code().unknown()] + [
        f"{path.relative_to(ROOT)}:{call.lineno}" for path, tree in code().modules.items() for call in _raw(tree)
    ]


def _raw(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that say a sentence to people without a catalogue: `Usage("...")`, `click.echo("...")`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        parts = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else [node.args[0]]
        texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name in ("Usage", "echo") and any(letter.isalpha() for text in texts for letter in text):
            yield node


def _help(command: click.Command) -> list[str]:
    found = [inspect.cleandoc(command.help or "")]
    params = command.get_params(click.Context(command))
    found += [
        param.help for param in params if isinstance(param, click.Option) and param.help and "--help" not in param.opts
    ]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            found += _help(inner) if inner else []
    return found


@cache
def catalogue(lang: str) -> Catalog:
    """The catalogue of a language with the sentences of today: old translations kept, new ones empty."""
    path = source(lang)
    old = read_po(io.BytesIO(path.read_bytes())) if path.exists() else Catalog()
    made = Catalog(locale=lang, charset="utf-8", header_comment=f"# Messages of the pipeline in {lang}: make messages")
    for text in msgids() if lang == "en" else of_click():
        known = old.get(text)
        empty = "" if isinstance(text, str) else ("",) * made.num_plurals
        made.add(text, known.string if known and type(known.string) is type(empty) else empty)
    return made


def untranslated(lang: str) -> list[str | tuple[str, ...]]:
    """What the catalogue of a language lacks."""
    said = {message.id: message.string for message in catalogue(lang) if message.id}
    return [text for text, known in said.items() if not all([known] if isinstance(known, str) else known)]


def po(lang: str) -> bytes:
    """The catalogue as text; without dates, so that it is the same until a sentence changes."""
    out = io.BytesIO()
    write_po(out, catalogue(lang), width=120, omit_header=False, sort_output=True, ignore_obsolete=True)
    lines = out.getvalue().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith((b'"POT-Creation', b'"PO-Revision', b'"Generated')))


def main() -> None:
    """Write the catalogues, docs/kode.md and docs/perintah.md anew, and say what is left to translate."""
    for lang in ("en", "id"):
        path = source(lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po(lang))
        empty = untranslated(lang)
        print(f"{lang}: {len(empty)} sentences to translate in {path.relative_to(ROOT)}")
    KODE.parent.mkdir(exist_ok=True)
    KODE.write_text(codes.document(), encoding="utf-8")
    PERINTAH.write_text(commands_page.document(), encoding="utf-8")
    licences.PAGE.write_text(licences.document(), encoding="utf-8")


if __name__ == "__main__":
    main()
