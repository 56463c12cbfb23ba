"""Runs leave nothing behind: no handle, no half-written file, no thread, nothing kept; `make endurance` runs longer."""

import tempfile

import pytest

from pipeline.making import workers
from support import grown_office, traces

TURNS, SETTLED = 4, 2
COMMANDS = traces.COMMANDS[:7]


@pytest.fixture
def own_temporary(tmp_path, monkeypatch):
    (tmp_path / "sementara").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}/sementara")
    return tmp_path / "sementara"


def test_run_after_run_on_sources_that_change_leaves_no_more_than_the_first_ones(tmp_path, own_temporary):
    root, found = grown_office.office(tmp_path / "kantor", traces.UNITS, "surat"), []
    for number in range(TURNS):
        traces.turn(root, number, COMMANDS)
        if number + 1 in (SETTLED, TURNS):
            found.append(traces.of_process(root)._replace(cached=0, megabytes=0))
    assert found[0] == found[1]


def test_what_a_run_would_leave_behind_is_seen(tmp_path, own_temporary, monkeypatch):
    before = traces.of_process(tmp_path)
    monkeypatch.setattr(workers, "left_behind", [1, 2], raising=False)
    (own_temporary / "skm-1").touch()
    (tmp_path / ".surat.docx.123").touch()
    with (own_temporary / "skm-1").open("rb"):
        after = traces.of_process(tmp_path)
    assert (after.handles - before.handles, after.temporary - before.temporary) == (1, 2)
    assert after.kept - before.kept == 2
