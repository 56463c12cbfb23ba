"""How fast answers are counted, as ratios to a plain pandas that checks nothing; both in the same run."""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNSUR = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan")
POLOS = """
import pandas as pd
means = pd.read_csv(FILE).groupby("unit").mean()
"""
RERATA_POLOS = """
figures = {unit: row[1:] for unit, *row in means.itertuples()}
"""
KAMI = """
import pandas as pd
from pipeline.scores.sheets import reader
from pipeline.scores.sheets.header import SheetFormat
problems = []
with open(FILE, "rb") as source:
    found = reader.read(source, "skor.csv", SheetFormat({"skm": UNSUR}, {}, {}), None, problems)
assert not problems and not found.rejected and len(found.rows) == 1000
"""
RERATA_KAMI = """
from pipeline.scores.ikm import mean_answer
from pipeline.scores.counts import counts_of
every = {unit: counts_of(UNSUR, row).values() for unit, (row,) in found.rows.items()}
figures = {unit: [float(mean_answer(four)) for four in counts] for unit, counts in every.items()}
"""
UKUR = """
import hashlib, resource, time
import pandas
begin = time.perf_counter()
{work}
seconds, memory = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
{figures}
text = " ".join(f"{{unit}} {{mean:.9f}}" for unit, means in sorted(figures.items()) for mean in means)
print(seconds, memory, hashlib.sha256(text.encode()).hexdigest())
"""


def write(path: Path, rows: int) -> None:
    """Write made-up answers of 1,000 units; the same for the same number of rows."""
    chance = random.Random(14)
    answers = [",".join(chance.choices("1234", (2, 10, 50, 38), k=len(UNSUR))) for _ in range(50_000)]
    with path.open("w", encoding="ascii") as target:
        target.write(f"unit,responden,{','.join(UNSUR)}\n")
        for start in range(0, rows, 10_000):
            target.writelines(
                f"unit-{chance.randrange(1000):04d},{row},{answers[chance.randrange(50_000)]}\n"
                for row in range(start, min(start + 10_000, rows))
            )


def run(work: str, figures: str, path: Path) -> tuple[float, float, str]:
    """Return the seconds and the most bytes that a program of its own needed, without importing pandas; the means."""
    code = UKUR.format(work=work, figures=figures).replace("FILE", repr(str(path))).replace("UNSUR", repr(UNSUR))
    made = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, memory, means = made.stdout.split()
    return float(seconds), float(memory), means


def compare(rows: int, times: int) -> tuple[float, float, float]:
    """Return time and memory as ratios to the plain program, and our bytes; the best of so many turns.

    Both found the same means, of every unit and element.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skor.csv"
        write(path, rows)
        turns = [(run(POLOS, RERATA_POLOS, path), run(KAMI, RERATA_KAMI, path)) for _ in range(times)]
    assert len({one[side][2] for one in turns for side in (0, 1)}) == 1
    plain, ours = (min(one[side] for one in turns) for side in (0, 1))
    memory = [max(one[side][1] for one in turns) for side in (0, 1)]
    return ours[0] / plain[0], memory[1] / memory[0], memory[1]


def measure(rows: int = 1_000_000, rounds: int = 5) -> dict[str, float]:
    """Return the ratios: 1,000,000 answers over 1,000 units, and how memory grows from there to ten times as many."""
    time_1m, memory_1m, bytes_1m = compare(rows, rounds)
    time_10m, memory_10m, bytes_10m = compare(10 * rows, 1)
    return {
        "skor_1jt_waktu": time_1m,
        "skor_1jt_memori": memory_1m,
        "skor_10jt_waktu": time_10m,
        "skor_10jt_memori": memory_10m,
        "skor_10jt_memori_terhadap_1jt": bytes_10m / bytes_1m,
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32} {value:.2f}")
