"""Which documents under `build/` have a PDF beside them: remembered, and dropped when it is of another."""

import json
from pathlib import Path

from pipeline.files import disk, fingerprint, inside
from pipeline.making import output
from pipeline.making.format import DOCX, PDF
from pipeline.problems.problem import Problem
from pipeline.sources.period import Period


def drop_stale(root: Path, period: Period, kind: str) -> tuple[Problem, ...]:
    """Remove the copies of documents that have changed or are gone: none stays beside a document that it is not of."""
    memory = memory_of(str(period), kind)
    known = remembered(root, memory)
    stale = [file for file, (sha, _) in known.items() if fingerprint.sha_file(root / file) != sha]
    problems = tuple(fault for file in stale for fault in output.remove(root, copy_of(file), known[file][1]))
    if stale:
        left = {file: seen for file, seen in known.items() if file not in stale}
        disk.keep(root, memory, json.dumps(left, indent=1).encode())
    return problems


def memory_of(period: str, kind: str) -> str:
    """Return the file that says of which documents copies were made."""
    return f"{fingerprint.BUILD}/{period}/.pdf-{kind}.json"


def remembered(root: Path, memory: str) -> dict[str, list[str]]:
    """Return by its document the fingerprints of each copy that was made; what we would not have written is left."""
    return {file: seen for file, seen in disk.record(root / memory).items() if _is_ours(root, file, seen)}


def copy_of(file: str) -> str:
    """Return the PDF that lies beside a document."""
    return f"{file.removesuffix(DOCX.suffix)}{PDF.suffix}"


def _is_ours(root: Path, file: str, seen: object) -> bool:
    """Return whether a line of the memory is of the kind that we write: a document of `build/`, two fingerprints."""
    return (
        file.endswith(f".{DOCX.suffix}")
        and inside.is_plain(file)
        and isinstance(seen, list)
        and [type(sha) for sha in seen] == [str, str]
        and inside.leads_inside(root, file, fingerprint.BUILD)
    )
