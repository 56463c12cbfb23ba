"""Documents as PDF/A and PDF/UA by LibreOffice: by workers that hold it, else by calls; the same bytes each time.

Where its Kit can be had, workers print one document after the other. Where it cannot, as with snap, flatpak, macOS and
Windows, LibreOffice is called for many documents at once, in a profile of its own, within a time limit.
"""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from pipeline.documents import office_profile, office_worker, page_counts, print_pool, process_group, soffice
from pipeline.documents.print_pool import NOTHING, Asked
from pipeline.problems.phrase import Sentence, Text, phrase

AT_A_TIME = 50
"""Documents that one call makes."""
_SECONDS, _SECONDS_EACH = 120, 6
"""Seconds that a call may take, and how many more for each document."""
_OPTIONS = (
    '{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
FILTER = f"pdf:writer_pdf_Export:{_OPTIONS}"
"""What LibreOffice is asked to convert to, where it is called."""
_TRIES = 2
"""Documents that are tried by themselves while nothing was made at all."""
_HUNG: Sentence = print_pool.HUNG
Printed = tuple[int, bytes | Text]
"""The place of a document among those asked for, and its PDF, or why there is none."""


def printed(files: Sequence[Path]) -> Generator[Printed]:
    """Yield each .docx as PDF/A, as they come; where LibreOffice made none, or not in time, the reason."""
    with tempfile.TemporaryDirectory(dir=soffice.shared_folder(), ignore_cleanup_errors=True) as name:
        folder = Path(name)
        left = dict(enumerate(files))
        with contextlib.closing(_by_workers(files, folder)) as found:
            for number, content in found:
                left.pop(number)
                yield number, content
        for start in range(0, len(left), AT_A_TIME):
            yield from _by_calls(dict([*left.items()][start : start + AT_A_TIME]), folder / f"{start}")


def kit_fault() -> Text:
    """Return why documents are printed by calls here, and not by workers; empty when a worker can be had."""
    if (program := soffice.kit()) is None:
        return phrase("LibreOfficeKit tidak ada di samping LibreOffice")
    with tempfile.TemporaryDirectory(dir=soffice.shared_folder(), ignore_cleanup_errors=True) as name:
        return print_pool.tried(worker(program, Path(name, "profil")))


def _by_workers(files: Sequence[Path], folder: Path) -> Generator[Printed]:
    program = soffice.kit()
    if program is None:
        return
    asked = [_asked(folder, number, file) for number, file in enumerate(files)]
    pool = print_pool.Pool(lambda number: worker(program, folder / f"profil-{number}"), print_pool.workers(len(files)))
    with contextlib.closing(pool.print(asked)) as found:
        for number, fault in found:
            yield number, fault or _finished(asked[number], files[number])
            for path in asked[number]:
                path.unlink(missing_ok=True)


def worker(program: Path, profile: Path) -> Sequence[str]:
    """Return what starts a worker in a profile that is made ready; it imports nothing of ours, nor heeds PYTHON*."""
    office_profile.prepare(profile, program)
    most = str(print_pool.MOST_BYTES)
    return (sys.executable, "-I", office_worker.__file__, str(program), profile.as_uri(), _OPTIONS, most)


def _asked(folder: Path, number: int, file: Path) -> Asked:
    asked = Asked(folder / f"{number:06d}.docx", folder / f"pdf/{number:06d}.pdf")
    asked.target.parent.mkdir(parents=True, exist_ok=True)
    try:
        asked.document.write_bytes(page_counts.for_paper(file.read_bytes()))
    except OSError as fault:  # a disk that is full does not say which
        raise OSError(fault.errno, fault.strerror, fault.filename or str(asked.document)) from None
    return asked


def _finished(asked: Asked, file: Path) -> bytes:
    from pipeline.documents import pdf_fixed  # its library is large, and letters are made without

    return pdf_fixed.fixed(asked.target.read_bytes(), file.read_bytes())


def _by_calls(files: dict[int, Path], folder: Path) -> Iterator[Printed]:
    """Yield what a call of LibreOffice prints; what it leaves out is asked for again, each by itself."""
    asked = {number: _asked(folder, number, file) for number, file in files.items()}
    late = dict.fromkeys(asked, phrase(_HUNG, seconds=f"{_SECONDS + _SECONDS_EACH * len(asked):g}"))
    faults: dict[int, Text] = dict.fromkeys(asked, NOTHING)
    if not _call(folder, len(asked)):
        faults |= late
    for tried, number in enumerate(_lost(asked) if len(asked) > 1 else ()):
        if tried == _TRIES and len(_lost(asked)) == len(asked):
            break
        asked[number] = _asked(folder / f"{number}", number, files[number])
        if not _call(folder / f"{number}", 1):
            faults[number] = phrase(_HUNG, seconds=f"{_SECONDS + _SECONDS_EACH:g}")
    for number, document in asked.items():
        is_made = document.target.is_file() and document.target.stat().st_size
        yield number, _finished(document, files[number]) if is_made else faults[number]


def _lost(asked: dict[int, Asked]) -> list[int]:
    return [number for number, document in asked.items() if not document.target.is_file()]


def _call(folder: Path, count: int) -> bool:
    """Call LibreOffice for the documents of a folder; return whether it ended in time."""
    office_profile.prepare(folder / "profil", Path(soffice.program()).resolve().parent)
    command = [soffice.program(), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", FILTER, "--outdir", str(folder / "pdf")]
    command += [*map(str, sorted(folder.glob("*.docx")))]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(_SECONDS + _SECONDS_EACH * count)
        except subprocess.TimeoutExpired:
            process_group.end(process)
            return False
        except BaseException:
            process_group.end(process)
            raise
    return True
