"""How commands grow with their units: the exponent between two sizes, 1 where twice the units cost twice the time.

What a process costs before its first unit is taken off, as a run for the smallest office costs it.
"""

import math
import tempfile
from pathlib import Path

from support import grown_office
from tools.bench_spent import Spent

_FIRST = 5
"""Units of the office whose cost is taken for what a process costs by itself."""
COMMANDS = {
    "plan": ("plan", grown_office.KIND, grown_office.PERIOD),
    "issue_shared": ("issue", grown_office.KIND, grown_office.PERIOD, "--yes"),
    "reports_carried_on": ("build", grown_office.REPORT, grown_office.NEXT),
    "check": ("check", grown_office.PERIOD),
    "recap": ("rekap", grown_office.PERIOD),
}


def measure(few: int = 100, many: int = 400) -> dict[str, float]:
    """Return the exponent of each command."""
    cost = {size: _costs(size) for size in (_FIRST, few, many)}
    return {f"growth_{name}": _exponent(name, cost, few, many) for name in COMMANDS}


def _exponent(name: str, cost: dict[int, dict[str, float]], few: int, many: int) -> float:
    own = cost[_FIRST][name]
    small, large = max(cost[few][name] - own, 0.001), max(cost[many][name] - own, 0.001)
    return math.log(large / small) / math.log((many - _FIRST) / (few - _FIRST))


def _costs(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        root = grown_office.office(Path(name, "kerja"), size, "kelompok")
        spent = Spent(root, Path(name, "caches"))
        spent.skm("check", grown_office.PERIOD)
        return {command: spent.skm(*args) for command, args in COMMANDS.items()}
