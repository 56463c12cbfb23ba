"""Every kind of document of every sample unit held against the one record; the suite does so for the units that differ.

PYTHONPATH=.:tests python tests/tools/across.py
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pipeline.making.office import Periods  # noqa: E402
from support import sample_year  # noqa: E402


def main() -> int:
    """Make them all; say what is not of the record."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        root = sample_year.put(Path(folder), every=True)
        periods = Periods(root)
        for name in sample_year.PERIODS:
            kinds, faults = sample_year.held(root, periods, name)
            print(f"{name}: {len(kinds)} kinds, {len(faults)} faults")
            wrong += faults
    print(*wrong, sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
