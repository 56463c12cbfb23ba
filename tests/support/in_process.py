"""A command of the program, run in this process: the same words and codes, without a start of its own."""

import contextlib
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.commands import cli

Completed = subprocess.CompletedProcess[str]


def run(args: tuple[str, ...], cwd: Path, env: Mapping[str, str]) -> Completed:
    """Run `python -m pipeline` with these arguments as if it had been started in a folder and an environment."""
    out, err = _stream(), _stream()
    with _as_if_started(args, cwd, env, out, err):
        try:
            cli.main()
            code: object = 0
        except SystemExit as end:
            code = end.code
        except Exception:  # noqa: BLE001 - as the interpreter does of a program that ends so
            traceback.print_exc(file=err)
            code = 1
    return Completed(args, int(str(code or 0)), _said(out), _said(err))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="\n", write_through=True)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode("utf-8", "replace").replace("\r\n", "\n")


@contextlib.contextmanager
def _as_if_started(
    args: tuple[str, ...], cwd: Path, env: Mapping[str, str], out: io.TextIOWrapper, err: io.TextIOWrapper
) -> Iterator[None]:
    before, folder, argv, stdin = dict(os.environ), Path.cwd(), sys.argv, sys.stdin
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv, sys.stdin = ["pipeline", *args], io.TextIOWrapper(io.BytesIO())
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield
    finally:
        os.chdir(folder)
        sys.argv, sys.stdin = argv, stdin
        os.environ.clear()
        os.environ.update(before)
