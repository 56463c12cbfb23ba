"""How many letters a second become PDFs: workers that hold LibreOffice against a call for each letter, in one run.

`PYTHONPATH=.:tests python tests/tools/bench_prints.py` prints the ratios. A call has a profile that is there already,
as one who types `soffice --convert-to` has, and makes the same PDF/A; workers are counted with their start. Nothing is
measured without the Kit. Beside the ratio by the clock stands that by the seconds of all processors, the program's own
included: it says the same on a computer that is busy.
"""

import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import pdf, print_pool, soffice
from pipeline.making import build
from pipeline.sources import workspace
from support.paths import ROOT

KIND, PERIOD, OFFICE = "surat-hasil", "2025S1", "contoh"


def measure(many: int = 60, few: int = 5) -> dict[str, float]:
    """Return how many times faster one worker and two are than a call a file; nothing where there is no Kit."""
    if soffice.kit() is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "kerja")
        for name in ("units", "periods", "templates", "register"):
            shutil.copytree(ROOT / name, root / name)
        build.run(root, workspace.period(root, PERIOD), KIND)
        files = sorted((root / f"build/{PERIOD}/{OFFICE}").rglob("*.docx"))[:many]
        alone = _by_call(files[: few + 1], Path(folder))
        ratios = dict[str, float]()
        for count in (1, 2):
            made = _by_workers(files, count)
            ratios[f"pdf_vs_call_{count}_worker"] = alone.clock / made.clock
            ratios[f"pdf_vs_call_{count}_worker_cpu"] = alone.processors / made.processors
        return ratios


class Seconds(NamedTuple):
    """How long something took, by the clock and by the processors: of this process and of those that it has ended."""

    clock: float
    processors: float

    @classmethod
    def now(cls) -> "Seconds":
        """Return both as they stand."""
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return cls(time.perf_counter(), sum(each.ru_utime + each.ru_stime for each in used))

    def since(self, begin: "Seconds", many: int) -> "Seconds":
        """Return what each of many took since then."""
        return Seconds((self.clock - begin.clock) / many, (self.processors - begin.processors) / many)


def _by_call(files: list[Path], folder: Path) -> Seconds:
    """Return the seconds of a call; the first makes the profile and is not counted."""
    for number, file in enumerate(files):
        if number == 1:
            begin = Seconds.now()
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [soffice.program(), profile, "--headless", "--convert-to", pdf.FILTER, "--outdir", str(folder)]
        subprocess.run([*command, str(file)], check=True, capture_output=True)
    return Seconds.now().since(begin, len(files) - 1)


def _by_workers(files: list[Path], count: int) -> Seconds:
    """Return the seconds of a letter, start and fixing of the bytes included."""
    before, print_pool.workers = print_pool.workers, lambda _: count
    try:
        begin = Seconds.now()
        made = dict(pdf.printed(files))
        seconds = Seconds.now().since(begin, len(files))
    finally:
        print_pool.workers = before
    assert all(isinstance(content, bytes) for content in made.values())
    return seconds


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32} {value:.2f}")
