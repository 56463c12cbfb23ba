"""Through how few modules a unit's name and a score pass on their way to paper (docs/architecture.md)."""

import sys
from collections.abc import Callable
from fractions import Fraction
from numbers import Rational
from pathlib import Path
from types import FrameType

import pipeline
from pipeline.making import build
from pipeline.sources import workspace
from support import small

HOME = Path(pipeline.__file__).parent
NAME, SCORE = "Loket Sebutan Tunggal", Fraction("3.14")
SHORT = 200
"""Characters of a text that is the name, and no longer the file or the part in which it stands."""
LETTER = small.p("{{ unit.nama }}{% for u in utama.unsur %}{{ u.nilai }}{% endfor %}")
WORKSPACE = {
    "units/kota/loket.yaml": f"# {'sebuah catatan ' * 20}\nnama: {NAME}\n",
    "periods/2025S1/kota/skor.csv": "unit,waktu,biaya,jumlah_responden\nloket,3.14,2.5,50\n",
    "templates/surat/bawaan.docx": small.docx(small.SURAT + LETTER),
}


def _modules_that_hold(root: Path, sought: Callable[[object], bool]) -> set[str]:
    """Return the modules in which a function held a value, or gave it back, while the letter was made."""
    found: set[str] = set()

    def look(frame: FrameType, event: str, given: object) -> None:
        file = frame.f_code.co_filename
        if event == "return" and file.startswith(f"{HOME}/") and any(map(sought, (*frame.f_locals.values(), given))):
            found.add(file.removeprefix(f"{HOME}/"))

    sys.setprofile(look)
    try:
        made = build.run(root, workspace.period(root, small.MASA), "surat")
    finally:
        sys.setprofile(None)
    assert (made.made, made.problems) == (1, ())
    return found


def _is_name(value: object) -> bool:
    return isinstance(value, str) and NAME in value and len(value) < SHORT


def _is_score(value: object) -> bool:
    if isinstance(value, str):
        return ("3.14" in value or "3,14" in value) and len(value) < SHORT
    return isinstance(value, Rational) and value == SCORE


def test_a_name_passes_at_most_ten_modules_and_a_score_nine_more_until_it_is_printed(tmp_path):
    name, score = (
        _modules_that_hold(small.put(tmp_path / sought.__name__, WORKSPACE), sought) for sought in (_is_name, _is_score)
    )
    assert 3 <= len(name) <= 10, sorted(name)
    assert 3 <= len(score - name) <= 9, sorted(score - name)
