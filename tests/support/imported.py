"""Which libraries a command imports, in a start of its own."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from support.paths import ROOT


def run_and_tell(args: Iterable[str], cwd: Path, libraries: Iterable[str]) -> tuple[str, list[str]]:
    """Return what a command says when it is run apart, and which of the libraries it imported."""
    program = (
        f"import sys\nsys.argv = {['pipeline', *args]!r}\n"
        "from pipeline.commands.cli import main\nmain()\n"
        f"print(*sorted({set(libraries)!r} & set(sys.modules)))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=cwd, env=env, capture_output=True, text=True, check=True)
    *said, imported = done.stdout.split("\n")[:-1]
    return "\n".join(said), imported.split()
