"""What was made from what: the report of the last run, and whether anything has changed since.

Nothing here reads YAML, answers or templates, so that a run with nothing to do costs next to nothing.
"""

import hashlib
import json
import os
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline import __version__

BUILD = "build"
_CODE = Path(__file__).parent
_LIBRARIES = ("babel-", "docxtpl-", "jinja2-", "lxml-", "num2words-", "numpy-", "pandas-", "pillow-", "pyyaml-")
Catatan = Mapping[str, Any]
"""A document in the report: instansi, unit, berkas, status, draf, sumber, kata, templat, sha256."""


def sha(content: bytes) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()


def sha_file(path: Path) -> str:
    """Return the fingerprint of a file; empty when it cannot be read."""
    try:
        with open(path, "rb") as source:
            return sha(source.read())
    except OSError:
        return ""


@lru_cache(maxsize=1)
def engine() -> str:
    """Return the fingerprint of the program: its code, and the libraries that shape its output."""
    found = hashlib.sha256(__version__.encode())
    for path in _walk(_CODE):
        if path.endswith(".py"):
            found.update(path[len(str(_CODE)) :].encode() + sha_file(Path(path)).encode())
    installed = sorted(os.listdir(sysconfig.get_path("purelib")))
    found.update("".join(name for name in installed if name.lower().startswith(_LIBRARIES)).encode())
    return found.hexdigest()


def inputs(root: Path, period: str, kind: str) -> str:
    """Return the fingerprint of every file that documents of this kind and period may be made from."""
    found = hashlib.sha256(engine().encode())
    for folder in ("units", f"periods/{period}", f"templates/{kind}"):
        for path in _walk(root / folder):
            found.update(os.path.relpath(path, root).encode() + sha_file(Path(path)).encode())
    for path in _walk(root / "register"):
        if path.endswith(".yaml"):
            found.update(os.path.relpath(path, root).encode() + sha_file(Path(path)).encode())
    return found.hexdigest()


def record(path: Path) -> dict[str, Any]:
    """Return a JSON file that the pipeline wrote; empty when it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def report_file(root: Path, period: str, kind: str) -> Path:
    """Return where the report of a kind and period is."""
    return root / BUILD / period / f"{kind}.json"


def read(path: Path) -> dict[str, Any]:
    """Return the last report; empty when there is none that can be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("dokumen"), list) else {}


def unchanged(root: Path, period: str, kind: str) -> dict[str, Any]:
    """Return the last report when it was clean and neither a source nor a document has changed since; else empty."""
    report = read(report_file(root, period, kind))
    if not report or not report.get("masukan") or report["masukan"] != inputs(root, period, kind):
        return {}
    intact = all(sha_file(root / one["berkas"]) == one["sha256"] for one in report["dokumen"])
    return report if intact else {}


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def report_text(head: Mapping[str, object], documents: Iterable[str]) -> Iterator[str]:
    """Return a report as JSON, one document (JSON already) a line."""
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "dokumen": ['
    yield ",".join(f"\n  {one}" for one in documents)
    yield "\n ]\n}\n"


def _walk(folder: Path | str) -> Iterator[str]:
    """Return the files below a folder, in order; hidden ones and caches are none of ours."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__", "~$")):
            continue
        if entry.is_dir():
            yield from _walk(entry.path)
        else:
            yield entry.path
