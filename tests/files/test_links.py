"""Links in `build/` and `register/`: nothing is read or written through one that leads out of the workspace."""

import contextlib
from pathlib import Path

import pytest

from pipeline.checking import check
from pipeline.issuing import apply, intact, plan
from pipeline.issuing.order import Order
from pipeline.making import build
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import register_reader
from pipeline.sources.period import Period
from support import git_office

PERIOD = Period(2025, "S", 1)
ORDER = Order(PERIOD, "surat-hasil")
PLACES = (
    "build",
    "build/2025S1",
    "build/2025S1/uji",
    "build/2025S1/uji/loket-a",
    "build/2025S1/.jawaban",
    "register",
    "register/uji",
    "register/uji/2025",
    "register/uji/2025/0002",
    "register/.siap",
)
FILES = (
    "build/2025S1/uji/loket-a/surat-hasil.docx",
    "build/2025S1/surat-hasil.json",
    "build/2025S1/.periksa.json",
    "register/uji/2025/0002.yaml",
    "register/uji/2025/riwayat.jsonl",
    "register/uji/2025/tanda.jsonl",
    "register/uji/2025/0002/loket-a.json",
)


def outside(root: Path) -> dict[str, bytes]:
    base = root.parent / "luar"
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}


@pytest.mark.parametrize("place", [*PLACES, *FILES])
def test_nothing_is_written_through_a_link_that_leads_out(tmp_path, place):
    root = git_office.bangun(tmp_path / "kerja", register="")
    folder = tmp_path / "luar"
    folder.mkdir()
    (folder / "rahasia.txt").write_bytes(b"rahasia")
    link = root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(folder if place in PLACES else folder / "rahasia.txt")
    before = outside(root)
    for act in (
        lambda: build.run(root, PERIOD, "surat-hasil"),
        lambda: check.run(root, PERIOD),
        lambda: plan.plan_of(root, ORDER),
        lambda: apply.issue(root, ORDER, lambda made, recovered: True),
        lambda: list(intact.whole_archive(root)),
    ):
        with contextlib.suppress(Refusal):
            act()
    assert outside(root) == before


def test_an_entry_that_a_link_brings_from_outside_is_not_read(tmp_path):
    root = git_office.bangun(tmp_path / "kerja")
    (tmp_path / "luar.yaml").write_text("rahasia: isi luar\n", encoding="utf-8")
    (root / "register/uji/2025").mkdir(parents=True, exist_ok=True)
    (root / "register/uji/2025/0096.yaml").symlink_to(tmp_path / "luar.yaml")
    problems: list[Problem] = []
    register_reader.entries(root, "uji", problems)
    (told,) = [fault for fault in problems if fault.place.file.endswith("0096.yaml")]
    assert (told.code, "rahasia" in str(problems)) == ("B008", False)
