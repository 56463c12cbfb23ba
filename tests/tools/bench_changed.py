"""What whole processes cost, as ratios of processor time: one changed unit against none, one letter alone."""

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PLAIN = """
import sys
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1])
document.render({"hal": "Hasil"}, autoescape=True)
document.save(sys.argv[2])
"""
"""docxtpl alone, on a template of its simplest kind: what the library itself costs to start and to write one letter."""


def measure(
    office: Callable[[Path, int], None], letter: tuple[str, str, str], units: int = 1000, rounds: int = 3
) -> dict[str, float]:
    """Return the ratios; `office` lays out a workspace of so many units, `letter` is a kind, a period, a folder."""
    kind, period, instansi = letter
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "office")
        root.mkdir()
        office(root, units)
        env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": f"{name}/cache"}
        plain = _plain(Path(name))

        def run(*args: str) -> float:
            return _spent([sys.executable, "-m", "pipeline", *args], root, env)

        run("build", kind, period)
        unit = root / f"units/{instansi}/unit-00000.yaml"
        said = unit.read_text(encoding="utf-8")
        changed, alone = [], []
        for number in range(rounds):
            run("build", kind, period)
            nothing = run("build", kind, period)
            unit.write_text(re.sub("(?m)^nama: .*", f"nama: Bagian Rekaan {number}", said), encoding="utf-8")
            changed.append(run("build", kind, period) / nothing)
            (root / f"build/{period}/{instansi}/unit-00000/{kind}.docx").unlink()
            alone.append(run("build", kind, period, "--unit", "unit-00000") / _spent(plain, root, env))
        return {
            f"one_of_{units}_changed_vs_nothing": statistics.median(changed),
            "one_letter_process_vs_docxtpl": statistics.median(alone),
        }


def _plain(folder: Path) -> list[str]:
    from support.docx_maker import docx, p

    (folder / "plain.docx").write_bytes(docx(p("{{ hal }}")))
    return [sys.executable, "-c", _PLAIN, str(folder / "plain.docx"), str(folder / "made.docx")]


def _spent(command: list[str], root: Path, env: dict[str, str]) -> float:
    """Return the processor time that a process and its children took, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
