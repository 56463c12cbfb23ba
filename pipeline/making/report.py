"""The report of a run, and whether anything has changed since: what documents are made from, by fingerprint.

Nothing here reads YAML, answers or templates, so that a run with nothing to do costs next to nothing.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.files import inside
from pipeline.files.fingerprint import BUILD, REGISTER, sha
from pipeline.files.hashes import Hashes
from pipeline.sources.period import Period, earlier, every_within, first_day, last_day, parse, parts

SHAPE = {"bentuk": "skm/run", "versi": 1}
"""What a report says of itself: the version grows when a field goes or means something else."""
_DOCUMENTS = ' "dokumen": [\n'
"""The line of a report after which its documents stand, one a line."""


class ReportLine(NamedTuple):
    """What a report says of one document; of one that could not be made (`gagal`) no more than whose it is.

    `mesin`, `templat` and `kata` are fingerprints of what it was made from; `terbit` is its entry in the register when
    it is out; `srikandi` what is to be typed there.
    """

    instansi: str
    unit: str
    status: str = "gagal"
    draf: bool = False
    berkas: str = ""
    karena: tuple[str, ...] = ()
    mesin: str = ""
    templat: str = ""
    kata: str = ""
    sha256: str = ""
    terbit: str = ""
    srikandi: Mapping[str, Any] = {}

    @classmethod
    def read(cls, text: str) -> "ReportLine | None":
        """Return a line as it was written; `None` when it is none of a document. Raises `ValueError` for no JSON."""
        said = json.loads(text)
        if not isinstance(said, dict) or not {"instansi", "unit"} <= said.keys():
            return None
        known = said if said.keys() <= _NAMES else {name: said[name] for name in said if name in _NAMES}
        if not all(type(value) is str or _is_said(value) for value in known.values()) or not _is_made(
            known.get("berkas", "")
        ):
            return None
        reasons = known.get("karena", [])
        if not isinstance(reasons, list) or not all(isinstance(reason, str) for reason in reasons):
            return None
        if not isinstance(known.get("srikandi", {}), dict):
            return None
        return cls(**{**known, "karena": tuple(reasons)})

    def fields(self) -> dict[str, Any]:
        """Return what is said of the document, by name."""
        said = self._asdict() if self.berkas else {"instansi": self.instansi, "unit": self.unit, "status": self.status}
        return {name: value for name, value in said.items() if value or name not in ("terbit", "srikandi")}

    def written(self) -> str:
        """Return the line as JSON."""
        return json.dumps(self.fields(), ensure_ascii=False)


_NAMES = frozenset(ReportLine._fields)


def _is_said(value: object) -> bool:
    """Return whether a value is of the kinds that a line holds: text, a truth, lists and groups of them."""
    if isinstance(value, list):
        return all(_is_said(item) for item in value)
    if isinstance(value, dict):
        return all(_is_said(item) for item in value.values())
    return isinstance(value, str | bool | int) or value is None


def _is_made(file: object) -> bool:
    """Return whether a report's line names a document of ours, or none: a report that was found is not trusted."""
    return isinstance(file, str) and (not file or (file.startswith(f"{BUILD}/") and inside.is_plain(file)))


def inputs(hashes: Hashes, period: str, kind: str) -> str:
    """Return the fingerprint of every file that documents of this kind and period may be made from."""
    found = hashes.tree("units", *looked_at(hashes.root, period), "templates", REGISTER)
    return sha(f"{found} {_plans(hashes, period)} {kind}".encode())


def with_archive(hashes: Hashes, inputs: str, lines: Iterable[ReportLine]) -> str:
    """Return the fingerprint of a run's sources and of what is archived of the letters of its report."""
    entries = sorted({line.terbit for line in lines if line.terbit})
    archived = (file for entry in entries for file in hashes.walk(entry.removesuffix(".yaml")))
    said = "".join(f"{file} {hashes.of(file)}\n" for file in archived)
    return sha(f"{inputs} {said}".encode(errors="surrogatepass"))


def looked_at(root: Path, period: str, instansi: str = "") -> tuple[str, ...]:
    """Return the folders of a period, of those within it, and of those before it that its documents look back to.

    Those within it are the parts that an institution may draw on, where one is named; else all.
    """
    known = parse(period)
    names = os.listdir(root / "periods") if (root / "periods").is_dir() else []
    before = earlier(names, known) if known else []
    there = [name for name in sorted(names) if not instansi or (root / "periods" / name / instansi).is_dir()]
    inner = [part for whole in (*before, known) if whole for part in _inner(there, whole, nested=bool(instansi))]
    return tuple(dict.fromkeys(f"periods/{found}" for found in (*reversed(before), *inner, period)))


def _inner(there: list[str], whole: Period, *, nested: bool) -> Iterator[Period]:
    """Return the periods within one that are there: every one, or its parts, each after those that it has itself."""
    for part in parts(there, whole) if nested else every_within(there, whole):
        if nested:
            yield from _inner(there, part, nested=True)
        if str(part) in there:
            yield part


def _plans(hashes: Hashes, period: str) -> str:
    """Return the fingerprint of what units said in every earlier period: a report may answer any plan of theirs."""
    found, known = hashlib.sha256(), parse(period)
    every = [(name, name.split("/")[1]) for name in hashes.walk("periods") if name.endswith(".yaml")]
    there = ((folder, parse(folder)) for folder in {folder for _, folder in every})
    before = {folder for folder, other in there if known and other and last_day(other) < first_day(known)}
    for name, folder in every:
        if folder in before:
            found.update(os.fsencode(name) + hashes.of(name).encode())
    return found.hexdigest()


def report_file(root: Path, period: str, kind: str) -> Path:
    """Return where the report of a kind and period is."""
    return root / BUILD / period / f"{kind}.json"


def head(path: Path) -> dict[str, Any]:
    """Return the last report without its documents; empty when there is none that can be read."""
    before: list[str] = []
    with contextlib.suppress(OSError, ValueError), open(path, encoding="utf-8", errors="surrogatepass") as file:
        for line in file:
            if line == _DOCUMENTS:
                found = json.loads("".join(before).rstrip(",\n") + "}")
                return found if isinstance(found, dict) else {}
            before.append(line)
    return {}


def documents(path: Path) -> Iterator[tuple[ReportLine, str]]:
    """Return the documents of the last report one by one, each with the line it was read from."""
    with contextlib.suppress(OSError, ValueError), open(path, encoding="utf-8", errors="surrogatepass") as file:
        for line in file:
            if line == _DOCUMENTS:
                break
        for line in file:
            if not line.startswith("  {"):
                break
            text = line.strip().rstrip(",")
            found = ReportLine.read(text)
            if found:
                yield found, text


def unchanged(root: Path, period: str, kind: str, hashes: Hashes | None = None) -> dict[str, Any]:
    """Return the last report's head when it was clean and no source nor document has changed since; else empty."""
    hashes = hashes or Hashes(root)
    path = report_file(root, period, kind)
    report = head(path)
    if not report.get("masukan"):
        return {}
    stand: list[bool] = []
    sources = with_archive(hashes, inputs(hashes, period, kind), _looked_at(hashes, path, stand))
    if report["masukan"] != sources:
        return {}
    hashes.keep()
    return report if all(stand) else {}


def _looked_at(hashes: Hashes, path: Path, stand: list[bool]) -> Iterator[ReportLine]:
    """Yield the lines of the last report, each read once; whether its document stands as it says goes to `stand`."""
    for line, _ in documents(path):
        stand.append(bool(line.berkas) and hashes.of(line.berkas) == line.sha256)
        yield line


def report_text(head: Mapping[str, object], documents: Iterable[str]) -> Iterator[bytes]:
    """Return a report as JSON, one document (JSON already) a line, in pieces."""
    said = json.dumps({**SHAPE, **head}, ensure_ascii=False, indent=1)
    yield f"{said[:-2]},\n{_DOCUMENTS}".encode(errors="surrogatepass")
    comma = ""
    for document in documents:
        yield f"{comma}  {document}".encode(errors="surrogatepass")
        comma = ",\n"
    yield b"\n ]\n}\n"
