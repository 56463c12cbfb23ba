"""How much each command costs by how many units there are: `make scale [UNITS='100 1000 10000']`.

Nations are made up, each command is run on them in a process of its own, and what the system says it cost (seconds of
CPU, most memory at a time) goes to build/scale.json, into the table of docs/scale.md and its drawing.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import git_office  # noqa: E402
from tools import nation  # noqa: E402

SIZES = ("100", "1000", "10000")
LETTERS, P = "surat-hasil", nation.PERIOD
COMMANDS = {
    "check": ("check", P),
    "letters": ("letters", P, "--jobs", "1"),
    "letters, nothing changed": ("letters", P, "--jobs", "1"),
    "letters, one unit changed": ("letters", P, "--jobs", "1"),
    "reports": ("reports", P, "--jobs", "1"),
    "recap": ("recap", P),
    "plan": ("plan", LETTERS, P),
    "issue": ("issue", LETTERS, P, "--yes"),
    "register": ("register",),
}
RESULT, PAGE, PICTURE = ROOT / "build/scale.json", ROOT / "docs/scale.md", ROOT / "docs/gambar/scale.svg"
BEGIN, END = "<!-- measured: make scale -->", "<!-- /measured -->"
Measured = dict[str, dict[str, tuple[float, float]]]
"""By command and number of units: seconds of CPU, and MB."""


def main(*sizes: str) -> None:
    """Measure at these numbers of units; without any, draw what was measured last."""
    found: Measured = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="skm-scale-") as folder:
            measure(Path(folder, "nation"), int(size), found)
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table(found)}{END}{after}", encoding="utf-8")
    PICTURE.write_text(drawing(found), encoding="utf-8")


def measure(root: Path, units: int, found: Measured) -> None:
    """Run every command on a nation of so many units, and keep what each costs as it comes."""
    nation.write(root, units)
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    git_office.git(root, "init", "-q", "-b", "main")
    git_office.commit(root)
    for name, args in COMMANDS.items():
        if "one unit" in name:
            with next((root / "units/kota-rekaan-000").glob("rekaan-*.yaml")).open("a", encoding="utf-8") as file:
                file.write("di: Kota\n")
            git_office.commit(root)
        cost = cost_of(args, root)
        found.setdefault(name, {})[str(units)] = cost
        print(f"{name:26} {units:6} units {cost[0]:8.2f} s CPU {cost[1]:6.0f} MB", flush=True)
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(found, indent=1), encoding="utf-8")
        if name == "issue":
            git_office.commit(root)


def cost_of(args: tuple[str, ...], root: Path) -> tuple[float, float]:
    """Return the seconds of CPU and the MB that a command takes in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id"}
    with tempfile.TemporaryFile() as told:
        command = [sys.executable, "-m", "pipeline", *args]
        process = subprocess.Popen(command, cwd=root, env=env, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            sys.exit(f"{' '.join(args)}: {told.read()[-2000:].decode(errors='replace')}")
    return round(used.ru_utime + used.ru_stime, 2), round(used.ru_maxrss / 1024)


def slope(costs: dict[str, tuple[float, float]]) -> float:
    """Return how steep the cost of a command is from the second-last number of units to the last, on paper of logs."""
    (few, (less, _)), (many, (more, _)) = sorted(costs.items(), key=lambda item: int(item[0]))[-2:]
    return math.log(more / less) / math.log(int(many) / int(few))


def table(found: Measured) -> str:
    """Return what was measured as a table in Markdown."""
    sizes = sorted({size for costs in found.values() for size in costs}, key=int)
    heads = [f"{int(size):,}" for size in sizes]
    lines = [f"| seconds of CPU (MB) | {' | '.join(heads)} | slope |", f"|---|{'---|' * len(sizes)}---|"]
    for name, costs in found.items():
        cells = (f"{costs[size][0]:.1f} ({costs[size][1]:.0f})" if size in costs else "" for size in sizes)
        steep = f"{slope(costs):.2f}" if len(costs) > 1 else ""
        lines.append(f"| {name} | {' | '.join(cells)} | {steep} |")
    return "\n".join(lines) + "\n"


def drawing(found: Measured) -> str:
    """Return the same as a drawing: units to the right, seconds upwards, both by powers of ten."""
    colours = ("#1b6ca8", "#b5422c", "#2f7d4f", "#7a4fa3", "#8a6d1d", "#0f7c80", "#a83279", "#555555", "#c07a00")

    def x(units: float) -> float:
        return 60 + (math.log10(units) - 2) * 150

    def y(seconds: float) -> float:
        return 300 - (math.log10(max(seconds, 0.1)) + 1) * 70

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 340" font-family="sans-serif" font-size="11">']
    parts.append("<title>Seconds of CPU by number of units, both by powers of ten</title>")
    for power in range(2, 6):
        at = x(10**power)
        parts.append(
            f'<path d="M{at} 20V300" stroke="#ddd"/><text x="{at}" y="318" text-anchor="middle">10^{power}</text>'
        )
    for power in range(-1, 4):
        at = y(10**power)
        parts.append(
            f'<path d="M60 {at}H510" stroke="#ddd"/><text x="52" y="{at + 4}" text-anchor="end">{10.0**power:g}</text>'
        )
    for number, (name, costs) in enumerate(found.items()):
        colour = colours[number % len(colours)]
        points = [(x(int(size)), y(cost[0])) for size, cost in sorted(costs.items(), key=lambda item: int(item[0]))]
        line = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += (f'<circle cx="{left:.1f}" cy="{top:.1f}" r="2.5" fill="{colour}"/>' for left, top in points)
        parts.append(f'<text x="478" y="{30 + 14 * number}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
