"""Documents as PDF/A, through LibreOffice: many in one call, in a profile of its own, within a time limit.

LibreOffice writes the time of day into a PDF and into the fonts that it holds: made twice, it has other bytes. So a
PDF that is issued is kept, and proved by its fingerprint; it is never made again.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.documents import page_counts, soffice

AT_A_TIME = 50
"""Documents that one call makes."""
_SECONDS, _SECONDS_EACH = 120, 6
"""Seconds that a call may take, and how many more for each document."""
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)


def printed(files: Sequence[Path]) -> list[bytes]:
    """Return each .docx as PDF/A; empty where LibreOffice made none, or not in time."""
    found: list[bytes] = []
    for start in range(0, len(files), AT_A_TIME):
        chunk = files[start : start + AT_A_TIME]
        with tempfile.TemporaryDirectory(dir=soffice.shared_folder()) as name:
            folder = Path(name)
            for number, file in enumerate(chunk):
                (folder / f"{number:06d}.docx").write_bytes(page_counts.for_paper(file.read_bytes()))
            _call(folder, len(chunk))
            made = [folder / f"pdf/{number:06d}.pdf" for number in range(len(chunk))]
            found += (path.read_bytes() if path.is_file() else b"" for path in made)
    return found


def _call(folder: Path, count: int) -> None:
    command = [soffice.program(), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", _FILTER, "--outdir", str(folder / "pdf"), *map(str, sorted(folder.glob("*.docx")))]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(_SECONDS + _SECONDS_EACH * count)
        except subprocess.TimeoutExpired:
            _end(process)
        except BaseException:
            _end(process)
            raise


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program with those that it started: LibreOffice is started by a script, and would live on."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
