"""What was made from what: the report of the last run, and whether anything has changed since.

Nothing here reads YAML, answers or templates, so that a run with nothing to do costs next to nothing.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import stat
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.errors import Place, Refusal, problem
from pipeline.sources.masa import parse, shift
from pipeline.ucapan import sebab

BUILD = "build"
REGISTER = "register"
_CODE = Path(__file__).parent
_LIBRARIES = (
    "babel-",
    "docxtpl-",
    "holidays-",
    "jinja2-",
    "lxml-",
    "num2words-",
    "numpy-",
    "pandas-",
    "pillow-",
    "python_calamine-",
    "pyyaml-",
)
_TEMPORARY = re.compile(r"\..+\.(\d{1,10})", re.DOTALL)
_DAY = 24 * 60 * 60
_DOCUMENTS = ' "dokumen": [\n'
"""The line of a report after which its documents stand, one a line."""


def sha(content: bytes) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def opened(path: Path | str) -> BufferedReader:
    """Open a file to be read; raises `OSError` as well for what is none: a pipe would wait, a device never end."""
    source = open(path, "rb", opener=_at_once)  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
        source.close()
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
    return source


def content(path: Path) -> bytes:
    """Return what a file holds, as `opened` opens it."""
    with opened(path) as source:
        return source.read()


def sha_file(path: Path) -> str:
    """Return the fingerprint of a file; empty when it cannot be read."""
    try:
        with opened(path) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
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
    found = tree(root, "units", *looked_at(period), f"templates/{kind}", REGISTER)
    return sha(f"{found} {_plans(root, period)}".encode())


def looked_at(period: str) -> tuple[str, ...]:
    """Return the folders of a period and of those before it that its documents look back to."""
    masa = parse(period)
    earlier = (f"periods/{shift(masa, -back)}" for back in range(4, 0, -1)) if masa else ()
    return (*earlier, f"periods/{period}")


def _plans(root: Path, period: str) -> str:
    """Return the fingerprint of what units said in every earlier period: a report may answer any plan of theirs."""
    found = hashlib.sha256()
    for path in _walk(root / "periods"):
        name = os.path.relpath(path, root)
        other = Path(name).parts[1]
        if path.endswith(".yaml") and (other[:4], other[5:]) < (period[:4], period[5:]):
            found.update(os.fsencode(name) + sha_file(Path(path)).encode())
    return found.hexdigest()


def tree(root: Path, *folders: str) -> str:
    """Return the fingerprint of the program and of every file in the folders; of the register without its archive."""
    found = hashlib.sha256(engine().encode())
    for path in (path for folder in folders for path in _walk(root / folder)):
        file = os.path.relpath(path, root)
        if not file.startswith(f"{REGISTER}/") or file.endswith(".yaml"):
            found.update(os.fsencode(file) + sha_file(Path(path)).encode())
    return found.hexdigest()


def shared(root: Path, *folders: str) -> str:
    """Return the fingerprint of what the units of the folders share: every file but the units' own YAML.

    Of the register every number is shared; its archive is not read.
    """
    found = hashlib.sha256()
    for path in (path for folder in folders for path in _walk(root / folder)):
        file = os.path.relpath(path, root)
        is_yaml = file.endswith(".yaml")
        wanted = is_yaml if file.startswith(f"{REGISTER}/") else not is_yaml
        if wanted or file.endswith(("/instansi.yaml", "/periode.yaml")):
            found.update(os.fsencode(file) + sha_file(Path(path)).encode())
    return found.hexdigest()


def record(path: Path) -> dict[str, Any]:
    """Return a JSON file that the pipeline wrote; empty when it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def names(root: Path, *folders: str) -> str:
    """Return the names of every file in the folders, one a line."""
    return "\n".join(os.path.relpath(path, root) for folder in folders for path in _walk(root / folder))


def report_file(root: Path, period: str, kind: str) -> Path:
    """Return where the report of a kind and period is."""
    return root / BUILD / period / f"{kind}.json"


def head(path: Path) -> dict[str, Any]:
    """Return the last report without its documents; empty when there is none that can be read."""
    before: list[str] = []
    with contextlib.suppress(OSError, ValueError), open(path, encoding="utf-8", errors="surrogatepass") as file:
        for line in file:
            if line == _DOCUMENTS:
                found = json.loads("".join(before).rstrip(",\n") + "}")
                return found if isinstance(found, dict) else {}
            before.append(line)
    return {}


def documents(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Return the documents of the last report one by one, each with the line it was read from."""
    with contextlib.suppress(OSError, ValueError), open(path, encoding="utf-8", errors="surrogatepass") as file:
        for line in file:
            if line == _DOCUMENTS:
                break
        for line in file:
            if not line.startswith("  {"):
                break
            text = line.strip().rstrip(",")
            found = json.loads(text)
            if isinstance(found, dict) and {"instansi", "unit"} <= found.keys():
                yield found, text


def unchanged(root: Path, period: str, kind: str) -> dict[str, Any]:
    """Return the last report's head when it was clean and no source nor document has changed since; else empty."""
    path = report_file(root, period, kind)
    report = head(path)
    if not report.get("masukan") or report["masukan"] != inputs(root, period, kind):
        return {}
    intact = all(sha_file(root / one.get("berkas", "")) == one.get("sha256") for one, _ in documents(path))
    return report if intact else {}


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file, from one piece or many, whole or not at all; what a run that was killed left of it goes."""
    target = os.fspath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}")
    for left in _unfinished(folder):
        if left.rpartition(".")[0] == f".{name}":
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(folder, left))
    try:
        with contextlib.ExitStack() as stack:
            try:
                file = stack.enter_context(open(temporary, "wb"))
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)
                file = stack.enter_context(open(temporary, "wb"))
            file.writelines((content,) if isinstance(content, bytes) else content)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


@lru_cache(maxsize=256)
def _unfinished(folder: str) -> tuple[str, ...]:
    """Return the temporary files in a folder that nobody is writing: their process is gone, or they are a day old."""
    found: list[str] = []
    with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
        for one in entries:
            mine = _TEMPORARY.fullmatch(one.name)
            if mine and (_is_gone(int(mine[1])) or time.time() - one.stat(follow_symlinks=False).st_mtime > _DAY):
                found.append(one.name)
    return tuple(found)


def _is_gone(process: int) -> bool:
    if os.name != "posix":  # elsewhere the same call would end the process
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def save(root: Path, file: str, content: bytes | Iterable[bytes]) -> None:
    """As `write`, for a file of the workspace; refuse when it cannot be written."""
    try:
        write(root / file, content)
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=sebab(fault))]) from None


def report_text(head: Mapping[str, object], documents: Iterable[str]) -> Iterator[bytes]:
    """Return a report as JSON, one document (JSON already) a line, in pieces."""
    yield (json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ",\n" + _DOCUMENTS).encode(errors="surrogatepass")
    comma = ""
    for one in documents:
        yield f"{comma}  {one}".encode(errors="surrogatepass")
        comma = ",\n"
    yield b"\n ]\n}\n"


def _folder(path: Path | str) -> tuple[int, int]:
    """Return what tells one folder from all others."""
    found = os.stat(path)
    return found.st_dev, found.st_ino


def _walk(folder: Path | str, above: frozenset[tuple[int, int]] | None = None) -> Iterator[str]:
    """Return the files below a folder, in order; hidden ones and caches are none of ours.

    Links to folders are followed, as those who read the files do, but never back to a folder that holds them.
    """
    try:
        if above is None:
            above = frozenset(_folder(one) for one in Path(folder).resolve().parents)
        here = _folder(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    if here in above:
        return
    for entry in entries:
        if entry.name.startswith((".~", ".git", ".DS_Store", "__pycache__", "~$")):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if is_folder:
            yield from _walk(entry.path, above | {here})
        else:
            yield entry.path
