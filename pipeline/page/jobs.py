"""What takes long is done once and apart from the browser that asked: a closed tab does not stop it, nor double it."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from pipeline.making.at_work import Told, WorkStep
from pipeline.problems.phrase import Sentence

MOST = 20
"""Jobs of which is remembered what they came to."""
_BEGUN: Sentence = "memeriksa apa yang akan dikerjakan"
_T = TypeVar("_T")


class Job(Generic[_T]):
    """One thing that takes long: what it is called, of which period, how far it is, and what it came to."""

    def __init__(self, title: str, period: str) -> None:
        self.title, self.period = title, period
        self.step = WorkStep(_BEGUN, 0, 0)
        self.result: _T | None = None
        self.thread: threading.Thread | None = None

    def told(self, step: WorkStep) -> None:
        """Note how far it is."""
        self.step = step


class Jobs(Generic[_T]):
    """The jobs of a page: one at a time."""

    def __init__(self) -> None:
        self._begins = threading.Lock()
        self._every: OrderedDict[str, Job[_T]] = OrderedDict()

    @property
    def running(self) -> str:
        """The key of the job that is at work; empty when none is."""
        return next((key for key, job in reversed(self._every.items()) if job.result is None), "")

    def find(self, key: str) -> Job[_T] | None:
        """Return a job; `None` for one that is not remembered."""
        return self._every.get(key)

    def begin(self, title: str, work: Callable[[Told], _T], period: str = "") -> str:
        """Begin a job unless one is at work, and return the key of the one that is; `work` answers whatever happens."""
        with self._begins:
            if key := self.running:
                return key
            key, job = secrets.token_hex(8), Job[_T](title, period)

            def run() -> None:
                job.result = work(job.told)

            self._every[key] = job
            while len(self._every) > MOST:
                self._every.popitem(last=False)
            job.thread = threading.Thread(target=run, name=title)
            job.thread.start()
            return key
