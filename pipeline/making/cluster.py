"""Documents made by the workers of a Dask cluster, in chunks; what they lose is made again, and last of all here.

Only this module imports distributed.
"""

import contextlib
import itertools
import logging
import time
import uuid
import warnings
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, NamedTuple

from pipeline.files import disk, fingerprint
from pipeline.files.hashes import Hashes
from pipeline.making import apart, prints, workers
from pipeline.making.document import Job, Made
from pipeline.making.format import PDF
from pipeline.making.workers import Item
from pipeline.problems.phrase import Sentence, phrase
from pipeline.problems.problem import Problem, Usage

LEAST, MOST = 50, 200
"""Documents of a chunk: one by one they would cost more to send than to make."""
AHEAD = 3
"""Chunks that are sent for each worker before the first is answered."""
CONNECT_SECONDS, ALONE_SECONDS = 10, 60
"""Seconds in which a scheduler answers, and after which work waits for no worker any longer."""
_RETRIES = _TRIES = 3


class _Chunk(NamedTuple):
    number: int
    documents: Sequence[Any]


class Cluster:
    """The workers that a scheduler has, each of this very program."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        found = client.scheduler_info(n_workers=-1)["workers"]
        if not found:
            raise Usage(
                phrase(
                    "penjadwal {address} belum mempunyai pekerja; jalankan `dask worker {address}` di setiap komputer",
                    address=address,
                )
            )
        self._same(fingerprint.engine, fingerprint.engine())
        self._many = len(found)

    def _same(self, asked: Callable[[], str], mine: str) -> None:
        """Refuse workers of another program than this: what they made would be other bytes."""
        try:
            found = self._client.run(asked)
        except ImportError:
            found = {self._address: ""}
        others = sorted(worker for worker, said in found.items() if said != mine)
        if others:
            raise Usage(
                phrase(
                    "program atau pustaka di pekerja {workers} lain versinya; pasang yang sama di sana",
                    workers=", ".join(others[:5]),
                )
            )

    def make(self, work: Job, items: Sequence[Item]) -> Iterator[Made]:
        """Make documents in order, each as this process would."""
        run, hashes = uuid.uuid4().hex, Hashes(work.root)
        packs = _Packs(self._client, work, run, hashes)
        made: dict[int, list[Made]] = {}
        chunks = _chunks(items, self._size(len(items)))
        try:
            due = 0
            for chunk, found in self._answers(_make, packs.sent, chunks):
                if found is None:
                    made[chunk.number] = [workers.make_here(work, item) for item in chunk.documents]
                else:
                    pairs = zip(found, chunk.documents, strict=True)
                    made[chunk.number] = [apart.kept(work, done, item) for done, item in pairs]
                while due in made:
                    yield from made.pop(due)
                    due += 1
        finally:
            with contextlib.suppress(Exception):
                self._client.run(apart.forget, run)

    def printed(self, documents: Sequence[prints.Asked]) -> Generator[tuple[int, bytes | Problem]]:
        """Yield of each document, as it is done, its place among them and its PDF, or what is wrong with it."""
        found = self._client.run(_has_office)
        if lacking := sorted(worker for worker, has in found.items() if not has):
            raise Usage(phrase("LibreOffice tidak ada di pekerja {workers}", workers=", ".join(lacking[:5])))
        numbered = [*enumerate(documents)]
        size = self._size(len(documents))
        chunks = (_Chunk(at, numbered[at : at + size]) for at in range(0, len(numbered), size))

        def sent(chunk: _Chunk) -> tuple[Any, ...]:
            return ([(asked.name, disk.content(asked.path)) for _, asked in chunk.documents],)

        for chunk, content in self._answers(_print, sent, chunks):
            here = content if content is not None else prints.of([asked for _, asked in chunk.documents])
            for (number, asked), pdf in zip(chunk.documents, here, strict=True):
                yield number, pdf._replace(place=asked.place) if isinstance(pdf, Problem) else pdf

    def _size(self, many: int) -> int:
        return max(LEAST, min(MOST, -(-many // (self._many * AHEAD))))

    def _answers(
        self, step: Callable[..., Any], sent: Callable[[_Chunk], tuple[Any, ...]], chunks: Iterable[_Chunk]
    ) -> Iterator[tuple[_Chunk, Any]]:
        """Yield what the workers answer of each chunk, as it comes; nothing of one that they lost again and again."""
        left, waiting, tried = iter(chunks), dict[Any, _Chunk](), Counter[int]()
        here: list[_Chunk] = []

        def send(chunk: _Chunk) -> None:
            tried[chunk.number] += 1
            try:
                given = sent(chunk)
            except OSError:  # told by who makes it here
                here.append(chunk)
            else:
                waiting[self._client.submit(step, *given, pure=False, retries=_RETRIES)] = chunk

        for chunk in itertools.islice(left, self._many * AHEAD):
            send(chunk)
        while waiting or here:
            answered = [(here.pop(0), None)] if here else []
            for future in () if answered else self._finished([*waiting]):
                chunk, found = waiting.pop(future), _result(future)
                if found is None and tried[chunk.number] < _TRIES and self._client.status == "running":
                    send(chunk)
                else:
                    answered.append((chunk, found))
            for answer in answered:
                yield answer
                for following in itertools.islice(left, 1):
                    send(following)

    def _finished(self, futures: Sequence[Any]) -> Sequence[Any]:
        """Return those of the futures that are done; all of them where no worker is left to do them."""
        from distributed import wait

        alone = time.monotonic()
        while True:
            with contextlib.suppress(TimeoutError, CancelledError), self._client.as_current():
                wait(futures, timeout=2, return_when="FIRST_COMPLETED")
            if done := [future for future in futures if future.done()]:
                return done
            if self._client.status == "running" and self._client.scheduler_info(n_workers=-1)["workers"]:
                alone = time.monotonic()
            elif time.monotonic() - alone > ALONE_SECONDS:
                return futures


class _Packs:
    """What is sent of a run to the workers: what all share once, an institution's files once for chunks in a row."""

    def __init__(self, client: Any, work: Job, run: str, hashes: Hashes) -> None:
        self._client, self._work, self._hashes = client, work, hashes
        self._base = apart.base_of(work, run, hashes)
        self._sent: set[int] = set()
        self._all: Any = None
        self._offices: dict[str, Any] = {}

    def sent(self, chunk: _Chunk) -> tuple[Any, ...]:
        """Return what a step is given of a chunk; where it is sent again, what it needs is too."""
        if chunk.number in self._sent or self._all is None:
            self._all, self._offices = self._client.scatter(self._base, broadcast=True), {}
        self._sent.add(chunk.number)
        names = dict.fromkeys(item[0] for item in chunk.documents)
        self._offices = {name: self._offices.get(name) or self._office(name) for name in names}
        return (
            self._all,
            [*names],
            [*self._offices.values()],
            [apart.asked(self._work, item) for item in chunk.documents],
        )

    def _office(self, name: str) -> Any:
        return self._client.scatter([apart.office_of(self._work, name, self._hashes)], hash=False)[0]


@contextlib.contextmanager
def connected(address: str | None) -> Iterator[Cluster | None]:
    """Give the workers of a scheduler, nothing where none is named; raises `Usage` for one that does not answer."""
    if address is None or disk.only_named():
        yield None
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from distributed import Client
        except ImportError:
            raise Usage(phrase("untuk penjadwal: pip install skm-pipeline[cluster]")) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as fault:
            raise _unreachable(address, str(fault).partition("\n")[0] or type(fault).__name__) from None
        try:
            yield Cluster(client, address)
        finally:
            client.close(timeout=CONNECT_SECONDS)


def _unreachable(address: str, why: str) -> Usage:
    said: Sentence = "penjadwal {address} tidak terhubung ({why}); jalankan `dask scheduler`, atau tanpa --scheduler"
    return Usage(phrase(said, address=address, why=why))


def _chunks(items: Sequence[Item], size: int) -> Iterator[_Chunk]:
    """Yield the units in chunks of about a size, whole institutions where they are not larger than that."""
    number, found = 0, list[Item]()
    for _, own in itertools.groupby(items, key=lambda item: item[0]):
        of_office = [*own]
        if found and len(found) + len(of_office) > size:
            yield _Chunk(number, found)
            number, found = number + 1, []
        found = [*found, *of_office]
        while len(found) >= size:
            yield _Chunk(number, found[:size])
            number, found = number + 1, found[size:]
    if found:
        yield _Chunk(number, found)


def _result(future: Any) -> Any:
    """Return what a step came to; nothing where the workers or the way to them were lost."""
    from distributed import KilledWorker

    try:
        return future.result(timeout=ALONE_SECONDS) if future.done() else None
    except (KilledWorker, CancelledError, OSError, TimeoutError):
        return None


def _make(base: apart.Base, names: list[str], offices: list[apart.Files], documents: list[apart.Asked]) -> Any:
    return apart.make_all(_folder(), base, dict(zip(names, offices, strict=True)), documents)


def _print(documents: list[tuple[str, bytes]]) -> Any:
    return apart.print_all(_folder(), documents)


def _folder() -> str:
    """Return the folder of the worker that runs this: what a killed one leaves there, the next one removes."""
    from distributed import get_worker

    return str(get_worker().local_directory)


def _has_office() -> bool:
    return not PDF.lacking()
