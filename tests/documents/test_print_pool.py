"""Workers that print: one that hangs, crashes, writes nothing, or grows is ended, and the others go on."""

import errno
import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.documents import office_worker, own_print, pdf, print_pool, process_group, soffice
from pipeline.documents.print_pool import Asked, Pool
from support import needs, small

WORKER = """
import json, os, pathlib, sys, time, urllib.parse, urllib.request
log, start = pathlib.Path(sys.argv[1]), sys.argv[2]
def there(address):
    return pathlib.Path(urllib.request.url2pathname(urllib.parse.urlparse(address).path))
def hang():
    log.joinpath("hangs").write_text("")
    time.sleep(60)
log.joinpath(f"{os.getpid()}").write_text("")
if start == "hang":
    hang()
if start == "dies":
    sys.exit(3)
print(json.dumps({"ready": True} if start == "ready" else {"lacking": start}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    path, target = map(there, (asked["load"], asked["save"]))
    how, fault = path.read_text(), ""
    with open(log / "asked", "a") as told:
        told.write(f"{path.stem} {how}\\n")
    if how == "hang":
        os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "61")
        hang()
    elif how == "crash" or (how == "crash once" and log.joinpath("mark").exists()):
        log.joinpath("mark").unlink(missing_ok=True)
        os._exit(139)
    elif how == "garbage":
        print("not what was agreed", flush=True)
        continue
    elif how == "full":
        fault = "Error Area:Io Class:Write Code:16\\n(SfxBaseModel::impl_store failed)"
    elif how == "empty":
        target.write_bytes(b"")
    elif how != "nothing":
        target.write_bytes(b"%PDF of " + path.stem.encode())
    print(json.dumps({"fault": fault, "kilobytes": 9_000_000 if how == "grows" else 1000}), flush=True)
"""


def watching(log):
    """A clock that does not measure seconds: time is up when the worker says that it hangs."""

    class Watch(threading.Thread):
        def __init__(self, _, stop):
            super().__init__(daemon=True)
            self.stop, self.over = stop, threading.Event()

        def run(self):
            while not self.over.wait(0.01):
                if (log / "hangs").exists():
                    (log / "hangs").unlink()
                    self.stop()
                    return

        def cancel(self):
            self.over.set()

    return Watch


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Print documents, each told what happens to it, by a worker that is no LibreOffice."""
    program = tmp_path / "worker.py"
    program.write_text(WORKER, encoding="utf-8")
    log = tmp_path / "log"
    log.mkdir()
    monkeypatch.setattr(print_pool.threading, "Timer", watching(log))

    def run(*hows, many=1, start="ready"):
        asked = []
        for number, how in enumerate(hows):
            document = tmp_path / f"{number}.docx"
            document.write_text(how, encoding="utf-8")
            asked.append(Asked(document, tmp_path / f"{number}.pdf"))
        pool = Pool(lambda _: (sys.executable, "-I", str(program), str(log), start), many)
        with closing(pool.print(asked)) as found:
            told = {number: str(fault) for number, fault in found}
        return pool, told

    run.log = log
    return run


def living(log):
    return [path.name for path in log.iterdir() if path.name.isdigit() and Path(f"/proc/{path.name}").exists()]


def ends(number):
    """Whether a process ends: it may take the system a moment."""
    for _ in range(6000):
        try:
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


BAD = {
    "hang": "tidak selesai dalam 90 detik",
    "crash": "LibreOffice berhenti mendadak, dua kali",
    "garbage": "LibreOffice berhenti mendadak, dua kali",
    "full": "Error Area:Io Class:Write Code:16 (SfxBaseModel::impl_store failed)",
    "empty": "LibreOffice selesai tanpa menulisnya",
    "nothing": "LibreOffice selesai tanpa menulisnya",
}


@pytest.mark.parametrize("how", BAD)
def test_a_bad_document_is_named_with_its_reason_and_the_others_are_printed(office, how):
    _, told = office("good", how, "good")
    assert told == {0: "", 1: BAD[how], 2: ""}
    assert living(office.log) == []


def test_a_document_at_which_a_worker_fell_over_others_is_printed_by_a_new_one(office):
    (office.log / "mark").write_text("")
    _, told = office("good", "crash once", "good")
    assert told == {0: "", 1: "", 2: ""}
    asked = (office.log / "asked").read_text().splitlines()
    assert sorted(asked) == ["0 good", "1 crash once", "1 crash once", "2 good"]


def test_a_worker_that_grows_or_has_printed_enough_is_begun_again(office, monkeypatch):
    office("good", "grows", "good", "good")
    assert len([path for path in office.log.iterdir() if path.name.isdigit()]) == 2
    for path in office.log.iterdir():
        path.unlink()
    monkeypatch.setattr(print_pool, "AT_MOST", 2)
    office(*["good"] * 5)
    assert len([path for path in office.log.iterdir() if path.name.isdigit()]) == 3


@pytest.mark.parametrize("start", ["nSize 12", "hang", "dies"])
def test_where_no_worker_can_be_had_nothing_is_printed_and_the_reason_is_known(office, start):
    pool, told = office("good", "good", start=start)
    assert told == {}
    assert pool.lacking == (start if start.startswith("nSize") else "LibreOfficeKit")
    assert living(office.log) == []


def test_two_workers_share_the_work_and_whatever_ends_the_run_ends_them(office, tmp_path):
    _, told = office(*["good"] * 6, many=2)
    assert told == dict.fromkeys(range(6), "")
    pool = Pool(lambda _: (sys.executable, "-I", str(tmp_path / "worker.py"), str(office.log), "ready"), 2)
    asked = [Asked(tmp_path / f"{number}.docx", tmp_path / f"{number}.pdf") for number in range(6)]
    with pytest.raises(KeyboardInterrupt):
        interrupted(pool, asked)
    assert living(office.log) == []


def interrupted(pool, asked):
    with closing(pool.print(asked)) as found:
        next(found)
        raise KeyboardInterrupt


@needs.linux
def test_a_program_is_ended_with_what_it_started(tmp_path):
    begun = "import subprocess, sys, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", begun], stdout=subprocess.PIPE, start_new_session=True)
    child = int(process.stdout.readline())
    process_group.end(process)
    assert ends(child)


BOUND = """
import runpy, sys, time
runpy.run_path(sys.argv[1])["_bound"](10**11)
print(flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-c", *sys.argv[1:]], stdout=subprocess.PIPE)
worker.stdout.readline()
print(worker.pid, flush=True)
time.sleep(60)
"""


@needs.linux
def test_a_worker_ends_when_the_process_that_began_it_is_killed():
    began = [sys.executable, "-c", PARENT, BOUND, office_worker.__file__]
    with subprocess.Popen(began, stdout=subprocess.PIPE) as process:
        worker = int(process.stdout.readline())
        process.kill()
    assert ends(worker)


def test_few_documents_are_not_worth_a_worker_each(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert [print_pool.workers(many) for many in (1, 4, 5, 9, 100)] == [1, 1, 2, 3, 4]
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert print_pool.workers(10_000) == print_pool.MOST_WORKERS


kit = pytest.mark.skipif(soffice.kit() is None, reason="LibreOfficeKit: apt-get install libreoffice-writer-nogui")


@kit
def test_the_kit_prints_the_same_bytes_as_a_call_and_tells_what_it_cannot_read(tmp_path, monkeypatch):
    good, bad = tmp_path / "surat.docx", tmp_path / "rusak.docx"
    good.write_bytes(small.docx(small.p("Nomor 1/UJI/2025") + small.p("IKM 83,25")))
    bad.write_bytes(b"PK\x03\x04 bukan Word")
    by_kit = dict(pdf.printed([bad, good]))
    assert own_print.fault(good.read_bytes(), by_kit[1]) == ""
    assert not isinstance(by_kit[0], bytes)
    assert all(said in by_kit[1] for said in (b"<pdfaid:part>2<", b"<pdfuaid:part>1<"))
    monkeypatch.setattr(soffice, "kit", lambda: None)
    assert dict(pdf.printed([good]))[0] == by_kit[1]


def test_without_the_kit_the_reason_is_told_and_libreoffice_is_called(tmp_path, monkeypatch):
    monkeypatch.setattr(soffice, "kit", lambda: tmp_path)  # a folder of LibreOffice without its library
    monkeypatch.setattr(pdf, "_call", lambda folder, _: (folder / "pdf/000000.pdf").write_bytes(b"%PDF"))
    assert "libmergedlo.so" in str(pdf.kit_fault())
    document = tmp_path / "surat.docx"
    document.write_bytes(small.docx(small.p("Nomor")))
    assert dict(pdf.printed([document])) == {0: b"%PDF"}


def test_what_a_call_leaves_out_is_tried_by_itself_and_no_more_where_nothing_is_made(tmp_path, monkeypatch):
    files = [tmp_path / f"{number}.docx" for number in range(5)]
    for file in files:
        file.write_bytes(small.docx(small.p("Nomor")))
    calls = []

    def call(folder, count):
        calls.append(count)
        return True

    monkeypatch.setattr(soffice, "kit", lambda: None)
    monkeypatch.setattr(pdf, "_call", call)
    assert {str(why) for _, why in pdf.printed(files)} == {"LibreOffice selesai tanpa menulisnya"}
    assert calls == [5, 1, 1]


def test_a_full_disk_is_told_with_the_file_that_was_not_written(tmp_path, monkeypatch):
    letter = tmp_path / "surat.docx"
    letter.write_bytes(small.docx(small.p("Nomor")))

    def full(*_):
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(soffice, "kit", lambda: None)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="penuh") as told, closing(pdf.printed([letter])) as found:
        next(found)
    assert (told.value.errno, Path(told.value.filename).suffix) == (errno.ENOSPC, ".docx")
