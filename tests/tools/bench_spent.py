"""What processes cost: processor time, with the program compiled as an installed one is, and caches of their own."""

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Spent:
    """Runs programs in a folder and returns the processor time of each, in seconds; children included."""

    def __init__(self, folder: Path, caches: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        ours = {
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
            "XDG_CACHE_HOME": f"{caches}/cache",
            "PYTHONPYCACHEPREFIX": f"{caches}/pyc",
        }
        self.env = kept | ours

    def of(self, *command: str) -> float:
        """Run a program of Python and return what it cost."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, *command], cwd=self.folder, env=self.env, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout[-500:] + done.stderr[-2000:]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def skm(self, *command: str) -> float:
        """Run the program itself and return what it cost."""
        return self.of("-m", "pipeline", *command)
