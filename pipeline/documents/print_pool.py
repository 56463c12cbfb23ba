"""Workers that print documents: each a process of its own, ended and begun again when it hangs, crashes or grows.

A document that ends its worker is tried once more by a new one: the fault may have been left by those before it. What
it does twice is its own, and is told; the others go on.
"""

import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.documents import process_group
from pipeline.problems.phrase import Sentence, Text, phrase

START_SECONDS, SECONDS = 120.0, 90.0
"""Seconds in which a worker starts, and in which it prints a document."""
AT_MOST = 300
"""Documents after which a worker is begun again."""
MOST_KILOBYTES, MOST_BYTES = 1_200_000, 6_000_000_000
"""Memory after which a worker is begun again, and the addresses beyond which it gets none."""
A_WORKER = 4
"""Documents that are worth one more worker."""
MOST_WORKERS = 8
HUNG: Sentence = "tidak selesai dalam {seconds} detik"
CRASHED = phrase("LibreOffice berhenti mendadak, dua kali")
NOTHING = phrase("LibreOffice selesai tanpa menulisnya")


class Asked(NamedTuple):
    """A document to be printed, and where to."""

    document: Path
    target: Path


Command = Callable[[int], Sequence[str]]
"""What starts the worker of a number; each worker that is begun has a number of its own."""


class _Gone(Exception):  # noqa: N818
    """The worker ended, by itself or since its time was up."""

    def __init__(self, *, is_late: bool) -> None:
        super().__init__()
        self.is_late = is_late


class Lacking(Exception):  # noqa: N818
    """No worker can be had; the text says why."""


class _Worker:
    """A process and the lines that it is sent and answers; whatever it started ends with it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self.printed = 0

    def start(self, seconds: float) -> None:
        """Wait until it is ready; raises `Lacking` when it says that it cannot serve, or nothing that is understood."""
        try:
            said = self._answer(seconds)
        except _Gone:
            raise Lacking("LibreOfficeKit") from None
        if not said.get("ready"):
            raise Lacking(str(said.get("lacking", "")) or "LibreOfficeKit")

    def ask(self, asked: Asked, seconds: float) -> dict[str, Any]:
        """Return what it answers of a document; raises `_Gone`."""
        line = json.dumps({"load": asked.document.as_uri(), "save": asked.target.as_uri()})
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError:
            self.end()
            raise _Gone(is_late=False) from None
        self.printed += 1
        return self._answer(seconds)

    def _answer(self, seconds: float) -> dict[str, Any]:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        assert self._process.stdout is not None
        try:
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict) or late.is_set():
            self.end()
            raise _Gone(is_late=late.is_set())
        return said

    def kill(self) -> None:
        """Kill it with all that it started."""
        process_group.kill(self._process)

    def end(self) -> None:
        """Kill it, and leave nothing of it behind."""
        process_group.end(self._process)


class Pool:
    """Printing by several workers at once."""

    def __init__(self, command: Command, many: int) -> None:
        """Print by so many workers, each begun by the command of its number."""
        self._command, self._workers = command, many
        self._left: queue.SimpleQueue[tuple[int, Asked, bool]] = queue.SimpleQueue()
        self._found: queue.SimpleQueue[tuple[int, Text] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._begun: list[_Worker] = []
        self._started = 0
        self._is_over = False
        self.lacking = ""
        """Why no worker could be had; empty where one could."""

    def print(self, asked: Sequence[Asked]) -> Generator[tuple[int, Text]]:
        """Yield of each document, as it comes, its place and why it was not printed, empty when it was.

        What no worker could be had for is left out. No worker outlives the iterator, however it is ended.
        """
        for number, document in enumerate(asked):
            self._left.put((number, document, False))
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(min(self._workers, len(asked)))]
        try:
            for thread in threads:
                thread.start()
            for _ in threads:
                yield from iter(self._found.get, None)
        finally:
            with self._lock:
                self._is_over = True
                for worker in self._begun:
                    worker.kill()
            for thread in threads:
                if thread.ident is not None:
                    thread.join()

    def _serve(self) -> None:
        worker: _Worker | None = None
        try:
            while not self._is_over:
                try:
                    number, asked, is_again = self._left.get_nowait()
                except queue.Empty:
                    return
                try:
                    worker = worker or self._begin()
                except (Lacking, OSError) as fault:
                    self._left.put((number, asked, is_again))
                    self.lacking = str(fault)
                    return
                worker = self._printed(worker, number, asked, is_again=is_again)
        finally:
            if worker is not None:
                self._drop(worker)
            self._found.put(None)

    def _printed(self, worker: _Worker, number: int, asked: Asked, *, is_again: bool) -> _Worker | None:
        """Print a document; return the worker, unless it is gone."""
        try:
            said = worker.ask(asked, SECONDS)
        except _Gone as gone:
            self._drop(worker)
            asked.target.unlink(missing_ok=True)
            if not is_again and not gone.is_late:
                self._left.put((number, asked, True))
            else:
                self._found.put((number, phrase(HUNG, seconds=f"{SECONDS:g}") if gone.is_late else CRASHED))
            return None
        self._found.put((number, _fault(said, asked)))
        if worker.printed < AT_MOST and int(said.get("kilobytes", 0)) <= MOST_KILOBYTES:
            return worker
        self._drop(worker)
        return None

    def _begin(self) -> _Worker:
        with self._lock:
            self._started += 1
            worker = _Worker(self._command(self._started))
            self._begun.append(worker)
            if self._is_over:
                worker.kill()
        try:
            worker.start(START_SECONDS)
        except BaseException:
            self._drop(worker)
            raise
        return worker

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._begun:
                self._begun.remove(worker)
        worker.end()


def _fault(said: Mapping[str, Any], asked: Asked) -> Text:
    """Return why a document was not printed; a worker's word is not enough."""
    if fault := str(said.get("fault", "")):
        return " ".join(fault.split())
    return "" if asked.target.is_file() and asked.target.stat().st_size else NOTHING


def tried(command: Sequence[str]) -> str:
    """Return why a worker cannot be had; empty when it can."""
    try:
        worker = _Worker(command)
    except OSError as fault:
        return str(fault)
    try:
        worker.start(START_SECONDS)
    except Lacking as fault:
        return str(fault)
    finally:
        worker.end()
    return ""


def workers(documents: int) -> int:
    """Return how many workers so many documents are worth on this computer."""
    return max(1, min(os.cpu_count() or 1, MOST_WORKERS, -(-documents // A_WORKER)))
