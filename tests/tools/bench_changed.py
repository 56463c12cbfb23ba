"""What whole processes cost, as ratios of processor time: one changed unit against none, one letter alone."""

import re
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.bench_spent import Spent

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
        plain = _plain(Path(name))
        spent = Spent(root, Path(name, "caches"))
        run = spent.skm
        run("build", kind, period)
        unit = root / f"units/{instansi}/unit-00000.yaml"
        said = unit.read_text(encoding="utf-8")
        changed, answered, alone = [], [], []
        answers = root / f"periods/{period}/{instansi}/skor.csv"
        for number in range(rounds):
            run("build", kind, period)
            nothing = run("build", kind, period)
            unit.write_text(re.sub("(?m)^nama: .*", f"nama: Bagian Rekaan {number}", said), encoding="utf-8")
            changed.append(run("build", kind, period) / nothing)
            answers.write_text(answers.read_text(encoding="utf-8").replace(",4,", ",3,", 1), encoding="utf-8")
            answered.append(run("build", kind, period) / nothing)
            (root / f"build/{period}/{instansi}/unit-00000/{kind}.docx").unlink()
            alone.append(run("build", kind, period, "--unit", "unit-00000") / spent.of(*plain))
        return {
            f"one_of_{units}_changed_vs_nothing": statistics.median(changed),
            f"one_answer_of_{units}_changed_vs_nothing": statistics.median(answered),
            "one_letter_process_vs_docxtpl": statistics.median(alone),
        }


def _plain(folder: Path) -> list[str]:
    from support.docx_maker import docx, p

    (folder / "plain.docx").write_bytes(docx(p("{{ hal }}")))
    return ["-c", _PLAIN, str(folder / "plain.docx"), str(folder / "made.docx")]
