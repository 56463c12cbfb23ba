"""Many runs, in one process and in a row, on sources that change: what is left of each (`make endurance [N=50]`)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import grown_office, traces  # noqa: E402

SETTLED = 5
"""Turns after which nothing more may be added: all that is loaded once is loaded."""
MORE_MEGABYTES = 8


def main(many: str = "50") -> None:
    """Run so many turns either way; end with 1 where something grows."""
    with tempfile.TemporaryDirectory(prefix="uji-") as folder:
        Path(folder, "sementara").mkdir()
        tempfile.tempdir = os.environ["TMPDIR"] = f"{folder}/sementara"  # nobody else's files are counted
        root = grown_office.office(Path(folder, "satu"), traces.UNITS, "surat")
        wrong = in_one_process(root, int(many))
        root = grown_office.office(Path(folder, "beruntun"), traces.UNITS, "surat")
        wrong += in_a_row(root, int(many))
    sys.exit("\n".join(wrong) if wrong else 0)


def in_one_process(root: Path, many: int) -> list[str]:
    """Run turns in this process; return what grew after the first few."""
    found = []
    for number in range(many):
        traces.turn(root, number)
        found.append(traces.of_process(root))
        print(number + 1, found[-1], flush=True)
    settled, last = found[min(SETTLED, many) - 1], found[-1]
    names = ("handles", "temporary", "threads", "kept")
    wrong = [f"{name}: {getattr(settled, name)}, then {getattr(last, name)}" for name in names]
    grown = [told for name, told in zip(names, wrong, strict=True) if getattr(last, name) > getattr(settled, name)]
    if last.megabytes > settled.megabytes + MORE_MEGABYTES:
        grown.append(f"memory: {settled.megabytes:.1f} MB, then {last.megabytes:.1f} MB")
    return grown


def in_a_row(root: Path, many: int) -> list[str]:
    """Run turns, each command in a process of its own; return what grew: files that are half written, most memory."""
    before, peaks = traces.temporary(root), []
    for number in range(many):
        traces.changed(root, number)
        peaks.append(max(_peak(args, root) for args in traces.COMMANDS[:2]))
        files = sum(path.is_file() for path in (root / "build").rglob("*"))
        print(number + 1, f"most {peaks[-1]:.1f} MB, {files} files in build/", flush=True)
    left = traces.temporary(root) - before
    grown = [f"temporary files: {left} more"] if left > 0 else []
    settled = max(peaks[:SETTLED])
    return [*grown, f"memory: {settled:.1f}, then {peaks[-1]:.1f}"] if peaks[-1] > settled + MORE_MEGABYTES else grown


def _peak(args: tuple[str, ...], root: Path) -> float:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *args],
        cwd=root,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
