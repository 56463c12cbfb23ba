"""The chain: every operation on a register is a line that names the lines before it, so that none can be changed alone.

A line holds what was done, to which number, the fingerprints of the files that it wrote, and the fingerprints of the
lines that were last when it was written: one, or several after two branches were joined. `register/.gitattributes`
lets git join two chains line by line; what was changed, lost or put in another order is found by reading it again.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, fingerprint, folder, git, inside
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.register_reader import SIGNED

NAME = "riwayat.jsonl"
ATTRIBUTES = f"{REGISTER}/.gitattributes"
SIGNATURES = "tanda.jsonl"
JOINED = "".join(f"{name} merge=union -text\n" for name in (NAME, SIGNATURES))
_LARGEST, _LONGEST = 256_000_000, 4_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FIELDS, _REASON = {"laku", "nomor", "sebelum", "sidik"}, {"alasan"}
"""What a line says; why, where somebody confirmed what stands."""
_PINNED = (".docx", ".pdf", ".md")
"""Files whose fingerprint stands in an entry or a record already."""
MULAI, CATAT, TERBIT, LAMPIR, BATAL, UBAH, SAH = "mulai", "catat", "terbit", "lampir", "batal", "ubah", "sah"
TANDA = "tanda"
"""A letter was signed electronically."""
GONE = "0" * 64
"""In place of a fingerprint: a file that is no more, as somebody confirmed."""


class Link(NamedTuple):
    """A line of a chain: where it stands, its own fingerprint, those before it, what was done to which files, why."""

    line: int
    digest: str
    before: tuple[str, ...]
    act: str
    nomor: str
    files: Mapping[str, str]
    reason: str = ""


def file_of(entry: str) -> str:
    """Return the chain that an entry's file belongs to: one a year, or one for what runs on."""
    return "/".join((*entry.split("/")[:3], NAME))


def where(file: str) -> str:
    """Return where a chain stands as people name it: `uji/2025`."""
    return file.rpartition("/")[0].partition("/")[2]


def at(place: str) -> str:
    """Return the chain that stands where people say."""
    return f"{REGISTER}/{place}/{NAME}"


def text_of(root: Path, file: str) -> str:
    """Return a chain as it stands; empty where there is none."""
    if not inside.leads_inside(root, file, REGISTER):
        return ""
    try:
        with disk.opened(root / file) as source:
            return source.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""


def read(text: str, problems: list[Text]) -> tuple[Link, ...]:
    """Return the lines of a chain; what is wrong with them as sentences."""
    found: list[Link] = []
    known: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        link = _link(line, number)
        if link is None:
            problems.append(phrase("baris {number} tidak terbaca", number=str(number)))
            continue
        if link.digest in known:
            problems.append(phrase("baris {number} ditulis dua kali", number=str(number)))
        elif not set(link.before) <= known or (found and not link.before):
            problems.append(phrase("baris {number} menyebut baris sebelumnya yang tidak ada", number=str(number)))
        known.add(link.digest)
        found.append(link)
    return tuple(found)


def _link(line: str, number: int) -> Link | None:
    try:
        said = json.loads(line) if len(line) <= _LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.keys() - _REASON != _FIELDS or line != _line(said):
        return None
    before, files, reason = said["sebelum"], said["sidik"], said.get("alasan", "")
    if not isinstance(before, list) or not isinstance(files, dict):
        return None
    if not all(isinstance(text, str) for text in (said["laku"], said["nomor"], reason, *before, *files.values())):
        return None
    if not all(_DIGEST.fullmatch(digest) for digest in (*before, *files.values())) or not all(
        map(inside.is_plain, files)
    ):
        return None
    return Link(number, fingerprint.sha(line.encode()), tuple(before), said["laku"], said["nomor"], files, reason)


def _line(said: Mapping[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def heads(links: Iterable[Link]) -> tuple[str, ...]:
    """Return the lines that no other names: the last one, or several after two branches were joined."""
    there = tuple(links)
    named = {before for link in there for before in link.before}
    return tuple(sorted(link.digest for link in there if link.digest not in named))


def head(text: str) -> str:
    """Return the one fingerprint that stands for a whole chain; empty for none."""
    found = heads(read(text, []))
    return stands_for(found) if found else ""


def stands_for(found: Sequence[str]) -> str:
    """Return the one fingerprint that stands for several heads."""
    return found[0] if len(found) == 1 else fingerprint.sha("".join(sorted(found)).encode())


def covers(root: Path, chain: str, published: str, digest: str) -> bool:
    """Return whether a head that was published leads to the line that names a file by its fingerprint.

    The head of a chain whose branches are not yet joined is that of the line which joins them, or will.
    """
    links = read(text_of(root, chain), [])
    mask = tips(links).get(published, 0)
    return any(mask >> at & 1 and digest in link.files.values() for at, link in enumerate(links))


def tips(links: Sequence[Link]) -> dict[str, int]:
    """Return by each head that a chain has had which lines lead to it, as the bits of a number."""
    above = upto(links)
    heads_here = heads(links)
    joined = [link.before for link in links if len(link.before) > 1] + ([heads_here] if len(heads_here) > 1 else [])
    found = {link.digest: above[link.digest] for link in links}
    for before in joined:
        mask = 0
        for named in before:
            mask |= above.get(named, 0)
        found[stands_for(before)] = mask
    return found


class _Growing:
    """A chain that lines are added to: read once, however many are."""

    def __init__(self, root: Path, file: str) -> None:
        text = text_of(root, file) or _beginning(root, file)
        self.lines = [text]
        self.links = read(text, [])
        self.heads = heads(self.links)

    def add(self, act: str, nomor: str, digests: Mapping[str, str], reason: str) -> None:
        """Add a line that names those which were last."""
        why = {"alasan": reason} if reason else {}
        line = _line({"laku": act, "nomor": nomor, "sebelum": [*self.heads], "sidik": digests, **why})
        self.lines.append(f"{line}\n")
        self.heads = (fingerprint.sha(line.encode()),)


def grown(root: Path, files: Mapping[str, bytes], entries: Mapping[str, bytes], reason: str = "") -> dict[str, bytes]:
    """Return the chains with a line more for each entry that is written, and the files written beside it."""
    chains: dict[str, _Growing] = {}
    by_folder: dict[str, dict[str, bytes]] = {}
    for file, content in files.items():
        by_folder.setdefault(file.rpartition("/")[0], {})[file] = content
    for entry in sorted(entries):
        name = file_of(entry)
        chain = chains.get(name) or chains.setdefault(name, _Growing(root, name))
        beside = by_folder.get(entry.removesuffix(".yaml"), {})
        act = _act(root, entry, entries[entry], beside)
        gone = _gone(root, entry, chain.links) if act == SAH else ()
        written = {entry: entries[entry], **beside}
        digests = {file: fingerprint.sha(content) for file, content in written.items()} | dict.fromkeys(gone, GONE)
        chain.add(act, _number(entries[entry]), digests, reason)
    return {name: "".join(chain.lines).encode() for name, chain in chains.items()}


def _beginning(root: Path, chain: str) -> str:
    """Return the first line of a chain: what stood there before it, as it stood; empty where nothing did."""
    there = {file: fingerprint.sha_file(root / file) for file in _files(root, chain)}
    return f"{_line({'laku': MULAI, 'nomor': '', 'sebelum': [], 'sidik': there})}\n" if there else ""


def _files(root: Path, chain: str) -> Iterator[str]:
    for ending in (".yaml", ".json", *_PINNED):
        yield from (file for file in folder.below(root, chain.rpartition("/")[0], ending) if inside.is_plain(file))


def _act(root: Path, entry: str, content: bytes, beside: Mapping[str, bytes]) -> str:
    if any(file.endswith(".json") for file in beside):
        return TERBIT
    if beside:
        return TANDA if all(file.endswith(f".{SIGNED}") for file in beside) else LAMPIR
    if not (root / entry).exists():
        return CATAT
    was = (root / entry).read_bytes()
    if content == was:
        return SAH
    return BATAL if b"\nbatal:" in content and b"\nbatal:" not in was else UBAH


def _gone(root: Path, entry: str, links: Sequence[Link]) -> Iterator[str]:
    """Return the files that a chain names beside an entry and that are no more."""
    below = f"{entry.removesuffix('.yaml')}/"
    return (file for file in last_of(links) if file.startswith(below) and not (root / file).exists())


def confirmed(root: Path) -> frozenset[str]:
    """Return the files that somebody confirmed as they stand, or as gone, after two branches were joined."""
    found: set[str] = set()
    for instansi in folder.folders(root, REGISTER):
        for name in of_institution(root, instansi):
            found |= {file for link in read(text_of(root, name), []) if link.act == SAH for file in link.files}
    return frozenset(found)


def reasons(root: Path, entry: str) -> tuple[str, ...]:
    """Return why an entry was confirmed as it stands, each time that it was."""
    links = read(text_of(root, file_of(entry)), [])
    return tuple(link.reason for link in links if link.act == SAH and link.reason and entry in link.files)


def _number(content: bytes) -> str:
    found = re.search(rb"^nomor: *(.*)$", content, re.MULTILINE)
    return found[1].decode("utf-8", "replace").strip("'\" ") if found else ""


def faults(root: Path, instansi: str) -> Iterator[Problem]:
    """Return what is not as the chains of an institution say; a warning where there is none yet."""
    base = f"{REGISTER}/{instansi}"
    for year in folder.folders(root, base):
        chain = f"{base}/{year}/{NAME}"
        there = {*_files(root, chain)}
        if not (root / chain).exists():
            if many := sum(file.endswith(".yaml") for file in there):
                yield problem(Place(f"{base}/{year}"), "A038", file=chain, many=many)
            continue
        wrong: list[Text] = []
        links = read(text_of(root, chain), wrong)
        yield from (problem(Place(chain), "A036", reason=reason, file=chain) for reason in wrong)
        yield from _not_as_said(root, chain, links, there)


def who(root: Path, file: str) -> Text:
    """Return who changed a file last, and when; or that nobody has committed it."""
    try:
        if file in git.uncommitted(root, REGISTER, with_ignored=True):
            return phrase("belum di-commit")
    except git.Silent as fault:
        return fault.why
    return git.described(root, git.last_change(root, file)) or phrase("tidak ada di git")


def _not_as_said(root: Path, chain: str, links: Sequence[Link], there: set[str]) -> Iterator[Problem]:
    said = last_of(links)
    for file, digests in sorted(said.items()):
        if file.endswith(_PINNED):
            continue
        if len(digests) > 1 and file.endswith(".yaml"):
            lines = ", ".join(str(link.line) for link in links if link.files.get(file) in digests)
            nomor = next(link.nomor for link in links if file in link.files)
            yield problem(Place(file), "A055", chain=chain, lines=lines, nomor=nomor)
        elif (fingerprint.sha_file(root / file) or GONE) not in digests:
            line = max(link.line for link in links if file in link.files)
            yield problem(Place(file), "A037", chain=chain, line=str(line), file=file, by=who(root, file))
    for file in sorted(there - said.keys()):
        if file.endswith(".yaml"):
            yield problem(Place(file), "A039", chain=chain)


def of_institution(root: Path, instansi: str) -> tuple[str, ...]:
    """Return the chains of an institution that are there."""
    base = f"{REGISTER}/{instansi}"
    every = (f"{base}/{year}/{NAME}" for year in folder.folders(root, base))
    return tuple(file for file in every if (root / file).exists())


def upto(links: Sequence[Link]) -> dict[str, int]:
    """Return by its fingerprint which lines lead to a line, itself included, as the bits of a number."""
    found: dict[str, int] = {}
    for at, link in enumerate(links):
        mine = 1 << at
        for named in link.before:
            mine |= found.get(named, 0)
        found[link.digest] = mine
    return found


def last_of(links: Sequence[Link]) -> dict[str, set[str]]:
    """Return what each file was last said to be: by one line, or by several of branches that were joined."""
    above = upto(links)
    found: dict[str, dict[int, str]] = {}
    for at, link in enumerate(links):
        mine = above[link.digest]
        for file, digest in link.files.items():
            kept = {line: was for line, was in found.get(file, {}).items() if not mine >> line & 1}
            found[file] = {**kept, at: digest}
    return {file: {*lines.values()} for file, lines in found.items()}
