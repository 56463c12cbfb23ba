"""Whole processes on whole offices: from files to letters, with nothing changed, by two processes at once.

The peer is what one writes with pandas, `yaml.safe_load` and docxtpl: means of each unit, its YAML, a letter. It is run
for a few units and for some more; what a thousand cost is computed from the two, since it does the same for each.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.bench_spent import Spent

_PEER = """
import json, sys
from pathlib import Path
import pandas, yaml
from docxtpl import DocxTemplate
from support.plain_words import plain_words
office, period, answers, template, words, target, many = sys.argv[1:]
figures = pandas.read_csv(answers).groupby("unit").mean(numeric_only=True)
shared = yaml.safe_load(Path(office, "instansi.yaml").read_text(encoding="utf-8"))
of_period = yaml.safe_load(Path(period, "periode.yaml").read_text(encoding="utf-8"))
for file in sorted(Path(office).glob("unit-*.yaml"))[: int(many)]:
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    means = figures.loc[file.stem].round(2).astype(str).to_dict()
    own = {**plain_words(json.loads(Path(words).read_text())), "hal": str(said.get("nama")), **means}
    document = DocxTemplate(template)
    document.render(own, autoescape=True)
    document.save(f"{target}/{file.stem}.docx")
"""
Layout = Callable[[Path, int], None]


def measure(
    office: Layout, letter: tuple[str, str, str], peer: Callable[[Path], None], units: int, large: tuple[int, ...]
) -> dict[str, float]:
    """Return the ratios; `office` lays out a workspace, `peer` writes what docxtpl takes."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        caches = Path(name, "caches")
        peer(Path(name))
        spent = _laid_out(office, Path(name, "kerja"), units, caches)
        theirs, their_each = _theirs(spent, letter, units)
        kind, period, instansi = letter
        alone = ("build", kind, period, "--unit", f"{instansi}/unit-00000")
        spent.skm(*alone)
        shutil.rmtree(spent.folder / "build")
        one = spent.skm(*alone)
        clock, whole = {}, {}
        for jobs in (2, 1):
            shutil.rmtree(spent.folder / "build")
            begin = time.perf_counter()
            whole[jobs] = spent.skm("build", kind, period, "--jobs", str(jobs))
            clock[jobs] = time.perf_counter() - begin
        each = (whole[1] - one) / (units - 1)
        found[f"files_to_letters_{units}_vs_plain"] = theirs / whole[1]
        found["each_further_unit_vs_plain"] = their_each / each
        found["letters_from_clean_each_ms"] = each * 1000
        found["two_processes_vs_one"] = clock[1] / clock[2]
        version = min(spent.skm("--version") for _ in range(3))
        for many in (units, *large):
            asked = spent if many == units else _laid_out(office, Path(name, str(many)), many, caches)
            _, _, *times = (asked.skm("build", kind, period) for _ in range(5))
            found[f"nothing_changed_{many}_s"] = min(times)
            found[f"nothing_changed_{many}_vs_version"] = min(times) / version
    return found


def _laid_out(office: Layout, root: Path, units: int, caches: Path) -> Spent:
    root.mkdir()
    office(root, units)
    return Spent(root, caches)


def _theirs(spent: Spent, letter: tuple[str, str, str], units: int) -> tuple[float, float]:
    """Return what the same costs the peer, and each unit of it: measured for a few, computed for all."""
    _, period, instansi = letter
    target = spent.folder / "polos"
    target.mkdir()
    there = (f"units/{instansi}", f"periods/{period}/{instansi}", f"periods/{period}/{instansi}/skor.csv")
    given = ("../peer.docx", "../peer.json", str(target))
    few, some = 5, 45
    cost = {many: min(spent.of("-c", _PEER, *there, *given, str(many)) for _ in range(2)) for many in (few, some)}
    each = (cost[some] - cost[few]) / (some - few)
    return cost[few] + each * (units - few), each
