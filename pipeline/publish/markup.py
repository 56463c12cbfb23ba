"""Pages as HTML: templates in which every value is escaped, each page whole in itself, with no script but its own."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.files import disk
from pipeline.issuing.published_head import Head
from pipeline.problems.phrase import Sentence, phrase
from pipeline.publish.public_results import PublicRow
from pipeline.words import indonesian

_FOLDER = Path(__file__).with_name("html")
_STYLE, _SCRIPT = "gaya.css", "periksa.js"


def page(template: str, values: Mapping[str, Any], script: bool = False) -> bytes:
    """Return a page; with `script` it holds the one that computes a fingerprint, and may run that alone."""
    style, code = _source(_STYLE), _source(_SCRIPT) if script else ""
    said = {"csp": _policy(style, code), "gaya": style, "skrip": code, **values}
    return _environment().get_template(template).render(said).encode()


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    made.filters |= {**filters(), "baris_kepala": head_line}
    made.globals["t"] = in_indonesian
    made.globals["bagian"] = made.get_template("bagian.html").module
    return made


def filters() -> dict[str, Callable[..., object]]:
    """Return what the parts that are shared with the clerk's page do with values."""
    return {"banyaknya": indonesian.count, "terdaftar": indonesian.listed, "nilai": _value}


def loader(*folders: str) -> jinja2.BaseLoader:
    """Return what finds the templates of folders, and the parts that are shared."""
    return jinja2.FileSystemLoader([*folders, _FOLDER])


def in_indonesian(pattern: Sentence, **values: object) -> str:
    """Return a sentence of ours with its values: the site speaks Indonesian."""
    return str(phrase(pattern, **values))


@cache
def _source(name: str) -> Markup:
    """Return a style sheet or script as it stands in a page; it holds nothing that would end it."""
    return Markup(disk.content(_FOLDER / name).decode())  # noqa: S704 - our own file


def _policy(style: str, script: str) -> str:
    """Return what a browser may do on a page: show it in its own style, run its own script, fetch nothing."""
    allowed = ["default-src 'none'", f"style-src '{_hash(style)}'", "base-uri 'none'", "form-action 'none'"]
    return "; ".join([*allowed, *([f"script-src '{_hash(script)}'"] if script else [])])


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def head_line(head: Head) -> str:
    """Return the head of a chain as it is published: a line, and the signatures under it."""
    day = f", {indonesian.date(head.day)}" if head.day else ""
    line = f"{head.where}  {head.head}  {head.lines} baris, terakhir {head.last}{day}"
    return "\n".join([line, *(signature.strip() for signature in head.signatures)])


def _value(row: PublicRow, unsur: str) -> str:
    """Return the mean of an element as it is printed; a dash where a service has none."""
    return next((element.nrr.text for element in row.unsur if element.unsur == unsur), indonesian.DASH)
