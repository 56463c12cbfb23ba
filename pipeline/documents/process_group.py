"""A program with those that it started: they end together. LibreOffice is started by a script, and would live on."""

import contextlib
import os
import signal
import subprocess
from typing import Any


def kill(process: "subprocess.Popen[Any]") -> None:
    """Kill a program that was started as the first of its group, and its group."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def end(process: "subprocess.Popen[Any]") -> None:
    """Kill it, and leave nothing of it behind."""
    kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
