"""What the tests share: a copy of the workspace, the command as a user runs it, golden files."""

import difflib
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from support import environment, in_process, needs, tried
from support.paths import GOLDEN, ROOT

environment.enter()
tried.begin()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


def pytest_collection(session: pytest.Session) -> None:
    """Collect without looking for garbage: all that is made now stays until the last test."""
    gc.disable()


SLOW = tuple(
    f"tests/{file}"
    for file in (
        "stories/test_growth.py",
        "stories/test_across_documents.py",
        "issuing/test_faults.py",
        "documents/test_traps.py",
        "house/test_environment.py",
        "stories/test_bench.py",
    )
)
"""Files with tests that take longest: they begin first, so that no worker waits for another's at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; what comes after keeps its order."""
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Take what was collected out of what is looked through for garbage while the tests run."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say last what was skipped, and what to install so that it is not."""
    if (reporter := config.pluginmanager.get_plugin("terminalreporter")) and not hasattr(config, "workerinput"):
        for line in needs.told(report.longrepr[2] for report in reporter.stats.get("skipped", ())):
            reporter.write_line(line)


@pytest.fixture(autouse=True)
def _environment_of_its_own() -> Iterator[None]:
    """What a test or a command run in this process leaves in the environment, the next one does not see."""
    yield
    if dict(os.environ) != (own := environment.clean(os.environ)):
        os.environ.clear()
        os.environ.update(own)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file, or write it when asked to."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != expected:
            diff = difflib.unified_diff(expected.splitlines(), text.splitlines(), str(path.name), "made", lineterm="")
            pytest.fail("\n".join([*diff, "if this is wanted: make golden, then read git diff"]), pytrace=False)

    return compare


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of this repository's workspace: sources, no documents."""
    for name, (raw, times) in _sources().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        os.utime(path, ns=times)
    return tmp_path


@cache
def _sources() -> Mapping[str, tuple[bytes, tuple[int, int]]]:
    """Return the files of this repository's workspace and their times: each test is given a copy of its own."""
    folders = (ROOT / folder for folder in ("units", "periods", "templates", "register"))
    return {
        path.relative_to(ROOT).as_posix(): (path.read_bytes(), ((found := path.stat()).st_atime_ns, found.st_mtime_ns))
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


Run = Callable[..., in_process.Completed]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give a certificate authority of our own, with its services."""
    from support import authority as made_authority

    with made_authority.running(tmp_path_factory.mktemp("otoritas")) as running:
        yield running


@pytest.fixture
def run(workspace: Path) -> Run:
    """Run a command in the workspace, as a user would."""

    def command(*args: str, env: dict[str, str] | None = None, cwd: Path = workspace) -> in_process.Completed:
        return in_process.run(args, cwd, {**os.environ, "SKM_LANG": "id", **(env or {})})

    return command


@pytest.fixture
def run_apart(workspace: Path) -> Run:
    """Run a command in a process of its own: for what only a start of the program shows."""

    def command(*args: str, env: dict[str, str] | None = None, cwd: Path = workspace) -> in_process.Completed:
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "pipeline", *args],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return command
