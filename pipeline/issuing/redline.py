"""Two revisions of a letter as one Word file with tracked changes."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from pipeline.documents.package import archive, member

_SETTINGS = "word/settings.xml"


def redline(old: bytes, new: bytes, penulis: str, tanggal: str) -> bytes:
    """Return the newer document with what changed in its body as insertions and deletions of `penulis` on a day.

    The same two documents give the same bytes. Headers and footers are as in the newer one.
    """
    with tempfile.TemporaryDirectory() as folder:
        before, after, out = (Path(folder) / name for name in ("lama.docx", "baru.docx", "beda.docx"))
        before.write_bytes(old)
        after.write_bytes(new)
        said = ("--author", penulis, "--date", f"{tanggal}T00:00:00Z")
        command = (sys.executable, "-m", "docx_trackdiff.compare", str(before), str(after), str(out), *said)
        subprocess.run(command, check=True, capture_output=True)
        with zipfile.ZipFile(out) as source:
            files = {name: source.read(name) for name in source.namelist()}
    # the schema's name for it; docx-trackdiff writes one that Word does not know
    files[_SETTINGS] = files[_SETTINGS].replace(b"w:trackChanges", b"w:trackRevisions")
    return archive(member(name, content) for name, content in files.items())
