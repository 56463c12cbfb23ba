"""Documents made by a cluster: the same bytes as by one process, whatever dies meanwhile; what keeps it off is told."""

import os
import shutil
import signal
import warnings

import pytest

from pipeline.documents import soffice
from pipeline.making import build, cluster, copies
from pipeline.problems.problem import Usage
from pipeline.sources import workspace
from support import in_process
from tools import nation

KIND, PERIOD, UNITS = "surat-hasil", nation.PERIOD, 60
needs_extra = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("distributed"), reason="needs skm-pipeline[cluster]"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Three institutions, all made up, of twenty units each: one unit lacks a name, one is out, one was edited."""
    root = tmp_path_factory.mktemp("bangsa") / "asal"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(nation, "OF_AN_OFFICE", 20)
        nation.write(root, UNITS, answers=3)
    (root / "units/kota-rekaan-001/rekaan-00025.yaml").write_text("yth: Kepala\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def scheduler():
    """The address of a scheduler with two workers, each a process of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import LocalCluster

        with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as local:
            yield local.scheduler_address


def made(root, elsewhere=None, progress=lambda told: None):
    return build.run(root, workspace.period(root, PERIOD), KIND, jobs=elsewhere or 1, progress=progress)


def every(root):
    files = (path for path in (root / "build").rglob("*") if path.is_file() and path.name != ".sidik.json")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(cluster, "LEAST", 10)
    monkeypatch.setattr(cluster, "MOST", 10)


@needs_extra
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_what_one_process_makes_though_a_worker_is_killed(office, tmp_path, scheduler, small_chunks):
    whole, parts = (shutil.copytree(office, tmp_path / name) for name in ("utuh", "gugus"))
    killed = []
    with cluster.connected(scheduler) as found:

        def kill(told):
            if not killed:
                killed.extend(found._client.run(os.getpid).values())
                os.kill(killed[0], signal.SIGKILL)

        summary = made(parts, found.make, kill)
    assert len(killed) == 2
    assert (summary.total, summary.failed) == (UNITS, 1)
    assert [*summary.lines()] == [*made(whole).lines()]
    assert every(parts) == every(whole)
    edited = f"build/{PERIOD}/kota-rekaan-000/rekaan-00003/{KIND}.docx"
    for root in (whole, parts):  # what is there goes along: one lost, one edited, some changed
        (root / f"build/{PERIOD}/kota-rekaan-000/rekaan-00001/{KIND}.docx").unlink()
        (root / edited).write_bytes(b"disunting")
        for unit in range(20, 30):
            (root / f"units/kota-rekaan-001/rekaan-000{unit}.yaml").write_text(f"nama: Dinas {unit}\nyth: Kepala\n")
    with cluster.connected(scheduler) as found:
        again = made(parts, found.make)
    assert [*again.lines()] == [*made(whole).lines()]
    assert again.made == 12
    assert every(parts) == every(whole)
    assert (parts / edited.replace(".docx", ".disunting-1.docx")).read_bytes() == b"disunting"


@needs_extra
@pytest.mark.filterwarnings("ignore")
def test_what_workers_lose_again_and_again_is_made_here(office, tmp_path, scheduler, small_chunks, monkeypatch):
    root = shutil.copytree(office, tmp_path / "gugus")
    for number in (0, 1):
        shutil.rmtree(root / f"periods/{PERIOD}/kota-rekaan-00{number}")
    monkeypatch.setattr(cluster, "_result", lambda future: None)
    monkeypatch.setattr(cluster, "_TRIES", 2)
    with cluster.connected(scheduler) as found:
        assert made(root, found.make).made == 20


@needs_extra
@pytest.mark.filterwarnings("ignore")
def test_workers_of_another_version_are_told(office, scheduler, monkeypatch):
    monkeypatch.setattr(cluster.fingerprint, "engine", _other)
    with pytest.raises(Usage, match="lain versinya"), cluster.connected(scheduler):
        pass


def _other(asked=[]):  # noqa: B006 - here it says another thing than where it is sent
    return f"{os.getpid()}"


@needs_extra
@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not soffice.program(), reason="needs LibreOffice")
def test_a_cluster_prints_what_one_computer_prints(office, tmp_path, scheduler):
    root = shutil.copytree(office, tmp_path / "cetak")
    period, unit = workspace.period(root, PERIOD), "kota-rekaan-000/rekaan-00001"
    copies.run(root, period, KIND, unit)
    here = every(root)
    shutil.rmtree(root / "build")
    with cluster.connected(scheduler) as found:
        copies.run(root, period, KIND, unit, elsewhere=found.make, each=found.printed)
    assert every(root) == here


@needs_extra
@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_told_with_the_way_out(office, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)
    root = shutil.copytree(office, tmp_path / "sendiri")
    env = {**os.environ, "SKM_LANG": "id"}
    done = in_process.run(("build", KIND, PERIOD, "--scheduler", "tcp://127.0.0.1:9"), root, env)
    assert done.returncode == 2
    assert "penjadwal tcp://127.0.0.1:9 tidak terhubung" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / f"build/{PERIOD}/{KIND}.json").exists()


def test_without_the_extra_the_way_to_it_is_told(office, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(Usage, match=r"pip install skm-pipeline\[cluster\]"), cluster.connected("tcp://127.0.0.1:9"):
        pass
