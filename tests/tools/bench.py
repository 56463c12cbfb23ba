"""Speed and memory, as ratios measured in one run: `make bench` prints them and writes build/bench.json."""

import datetime as dt
import io
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate

from pipeline.documents import template
from pipeline.documents.package import Properties
from pipeline.files.disk import write
from pipeline.making import material as making
from pipeline.making.office import Offices
from pipeline.sources import workspace
from pipeline.words.chapter import Material, Words
from pipeline.words.say import say
from support.plain_words import plain_words
from tools import bench_changed, bench_growth, bench_limit, bench_page, bench_prints, bench_table, bench_whole
from tools import bench_reports as bench_laporan
from tools import bench_scores as bench_skor

ROOT = Path(__file__).parents[2]
KIND, PERIOD, OFFICE, UNIT = "surat-hasil", "2025S1", "lumajang", "bag-protokol-tup"
_RUN_AND_TELL = f"""
import sys
sys.argv = ["pipeline", "build", "{KIND}", "{PERIOD}", "--jobs", "1"]
from pipeline.commands.cli import main
main()
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
TEMPLATE = f"templates/{KIND}/{OFFICE}.docx"


def main() -> None:
    """Measure all, or with `BENCH=table` what the page shows; print each as it comes, write file and page last."""
    found: dict[str, float] = {}
    of_the_table = (letters, limit, bench_laporan.measure, changed, whole, bench_growth.measure)
    others = (memory, nothing_to_do, bench_skor.measure, bench_page.measure, bench_prints.measure)
    for measure in of_the_table if os.environ.get("BENCH") == "table" else (*of_the_table, *others):
        for name, value in measure().items():
            found[name] = round(value, 2)
            print(f"{name:40} {found[name]}", flush=True)
    write(ROOT / "build/bench.json", (json.dumps(found, indent=1) + "\n").encode())
    bench_table.put(ROOT / "docs/benchmarks.md", found)


def letters(ours: int = 300, theirs: int = 10, rounds: int = 7) -> dict[str, float]:
    """The seed's letter, words to file: ours against open, render, save with docxtpl, in turn, in one process.

    Files are written in memory where the machine can, since a busy disk would be measured instead; the same on the
    disk, as it is today, stands beside it.
    """
    on_disk = ROOT / "build"
    on_disk.mkdir(exist_ok=True)
    in_memory = Path("/dev/shm")
    return {
        "letters_vs_docxtpl": _letters(in_memory if os.access(in_memory, os.W_OK) else on_disk, ours, theirs, rounds),
        "letters_vs_docxtpl_on_disk": _letters(on_disk, ours, theirs, rounds),
    }


def limit() -> dict[str, float]:
    """The letter against the sketch that splices and packs and does nothing else."""
    compiled = template.compile_template((ROOT / TEMPLATE).read_bytes(), TEMPLATE, [])
    assert compiled is not None
    sifat = Properties("Hasil SKM", "Institusi", dt.date(2025, 7, 2), is_draft=False)
    in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=in_memory) as folder:
        return {"letters_of_limit": bench_limit.of_limit(compiled, _words(), sifat, Path(folder), 50)}


def _letters(where: Path, many: int, few: int, rounds: int) -> float:
    words = _words()
    theirs_words = plain_words(words)
    compiled = template.compile_template((ROOT / TEMPLATE).read_bytes(), TEMPLATE, [])
    assert compiled is not None
    sifat = Properties("Hasil SKM", "Institusi", dt.date(2025, 7, 2), is_draft=False)
    plain = _for_docxtpl()
    with tempfile.TemporaryDirectory(dir=where, prefix=".ukur-") as folder:
        # a folder of a unit holds a few files, not thousands
        files = itertools.cycle([Path(folder, f"{number}.docx") for number in range(16)])

        def ours() -> None:
            write(next(files), template.render(compiled, words, sifat))

        def theirs() -> None:
            document = DocxTemplate(io.BytesIO(plain))
            document.render(theirs_words, autoescape=True)
            document.save(next(files))

        return statistics.median(_rate(ours, many) / _rate(theirs, few) for _ in range(rounds))


def memory(few: int = 100, many: int = 10_000) -> dict[str, float]:
    """Peak memory of making letters, in MB: many against few; their answers are counted before, by another process.

    Counting has a bound of its own, the size of a block, which `bench_skor` measures; here it would hide the letters.
    """
    small, large = _peak(few), _peak(many)
    return {f"memory_{few}_mb": small, f"memory_{many}_mb": large, "memory_growth_mb": large - small}


def nothing_to_do(rounds: int = 15) -> dict[str, float]:
    """`make letters` with nothing changed against a bare `--version`."""
    python = sys.executable
    nothing = ["make", "--no-print-directory", "letters", f"PERIOD={PERIOD}"]
    version = [python, "-m", "pipeline", "--version"]
    for command in (nothing, version):
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    ratios = [_seconds(nothing) / _seconds(version) for _ in range(rounds)]
    return {"nothing_to_do_vs_version": statistics.median(ratios)}


def changed(units: int = 1000, rounds: int = 3) -> dict[str, float]:
    """One unit of many changed against none changed; one letter alone against docxtpl alone."""
    return bench_changed.measure(_office, (KIND, PERIOD, OFFICE), units, rounds)


def whole() -> dict[str, float]:
    """Whole offices by whole processes; `BENCH_UNITS="10000 34000"` has larger ones looked at with nothing changed."""
    large = tuple(map(int, os.environ.get("BENCH_UNITS", "").split()))
    letter = (KIND, PERIOD, OFFICE)
    return bench_whole.measure(_office, letter, _for_peer, 1000, large)


def _for_peer(folder: Path) -> None:
    """Write the template and the words of a letter as docxtpl takes them."""
    write(folder / "peer.docx", _for_docxtpl())
    write(folder / "peer.json", json.dumps(plain_words(_words()), default=str).encode())


def _words() -> Words:
    masa = workspace.period(ROOT, PERIOD)
    offices = Offices(ROOT, masa)
    berkas = offices[OFFICE].dossier(UNIT)
    nilai = offices[OFFICE].results(berkas)
    logo = making.logo(offices, berkas, KIND)
    return say(workspace.jenis(ROOT, KIND).kosakata, Material(berkas, KIND, nilai, logo))


def _for_docxtpl() -> bytes:
    """Return the same template without the picture that docxtpl would print as text; it keeps the template's own."""
    out = io.BytesIO()
    with zipfile.ZipFile(ROOT / TEMPLATE) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"{{ kop.logo }}", b"Logo"))
    return out.getvalue()


def _rate(work: Callable[[], None], times: int) -> float:
    work()
    begin = time.process_time()
    for _ in range(times):
        work()
    return times / (time.process_time() - begin)


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begin


def _peak(units: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _office(root, units)
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        counted = [sys.executable, "-m", "pipeline", "build", KIND, PERIOD, "--unit", "unit-00000"]
        subprocess.run(counted, cwd=root, env=env, capture_output=True, check=True)
        run = subprocess.run([sys.executable, "-c", _RUN_AND_TELL], cwd=root, env=env, capture_output=True, check=True)
        return int(run.stdout.split()[-2]) / 1024


def _office(root: Path, units: int) -> None:
    """A workspace with one institution of so many units, made of the seed's files."""
    for folder in ("templates", f"units/{OFFICE}", f"periods/{PERIOD}/{OFFICE}", f"register/{OFFICE}"):
        shutil.copytree(ROOT / folder, root / folder)
    source = (root / f"units/{OFFICE}/{UNIT}.yaml").read_text(encoding="utf-8")
    answers = root / f"periods/{PERIOD}/{OFFICE}/skor.csv"
    lines = answers.read_text(encoding="utf-8").splitlines()
    rows = [line.removeprefix(UNIT) for line in lines if line.startswith(UNIT)]
    header = next(line for line in lines if line.startswith("unit,"))
    names = [f"unit-{number:05}" for number in range(units)]
    for name in names:
        (root / f"units/{OFFICE}/{name}.yaml").write_text(source, encoding="utf-8")
    (root / f"units/{OFFICE}/{UNIT}.yaml").unlink()
    (root / f"periods/{PERIOD}/{OFFICE}/{UNIT}.yaml").unlink()
    answers.write_text("\n".join([header, *(name + row for name in names for row in rows)]), encoding="utf-8")


if __name__ == "__main__":
    main()
