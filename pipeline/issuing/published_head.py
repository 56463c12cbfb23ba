"""The published head: a line a chain, kept where nobody changes it unseen, against which the register is held later."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.issuing import chain, guarantor, vouched
from pipeline.issuing.trusted import NOBODY, Reader
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import register_reader
from pipeline.sources.number_rule import REGISTER

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINE = re.compile(r"(?<![\w/.-])([\w-]+/[\w.-]+)\s+([0-9a-f]{64})(?![0-9a-f])")
_ARMOUR = re.compile(r"-----BEGIN (?:SSH SIGNATURE|CMS)-----[\w+/=\s]{1,40000}?-----END (?:SSH SIGNATURE|CMS)-----")


class Head(NamedTuple):
    """The head of a chain as it stands: its lines, the last number and the latest date in it, who signed it."""

    where: str
    head: str
    lines: int
    last: str
    day: dt.date | None
    signatures: tuple[str, ...]

    @property
    def is_certified(self) -> bool:
        """Whether certificates signed it, and no key of `ssh-keygen`."""
        return all(map(guarantor.is_certified, self.signatures))


class Announced(NamedTuple):
    """A head as somebody kept it, with its signatures; `where` is empty where only the head was kept."""

    where: str
    head: str
    signatures: tuple[str, ...] = ()

    @property
    def chain(self) -> str:
        """The file of its chain."""
        return chain.at(self.where)


def heads(root: Path, names: Sequence[str]) -> Iterator[Head]:
    """Yield the head of every chain of institutions."""
    for name in names:
        days = {
            entry.file: entry.entri.tanggal for entry in register_reader.entries(root, name, []) if entry.entri.tanggal
        }
        for file in chain.of_institution(root, name):
            links = chain.read(text := chain.text_of(root, file), [])
            if not links:
                continue
            head = chain.head(text)
            there = [days[entry] for link in links for entry in link.files if entry in days]
            last = next((link.nomor for link in reversed(links) if link.nomor), "-")
            yield Head(
                chain.where(file), head, len(links), last, max(there, default=None), vouched.of_head(root, file, head)
            )


def read(text: str) -> tuple[Announced, ...]:
    """Return the heads that a text holds: a page that was kept, the lines of `register head`, or a head alone."""
    if _DIGEST.fullmatch(text.strip()):
        return (Announced("", text.strip()),)
    found = [*_LINE.finditer(text)]
    ends = [*(line.start() for line in found[1:]), len(text)][: len(found)]
    return tuple(
        Announced(line[1], line[2], tuple(_ARMOUR.findall(text, line.end(), end)))
        for line, end in zip(found, ends, strict=True)
    )


def cover(root: Path, published: Sequence[Announced], chain_file: str, digest: str) -> bool:
    """Return whether heads that were published lead to the line that names a file by its fingerprint."""
    mine = [each.head for each in published if each.where == "" or each.chain == chain_file]
    return any(chain.covers(root, chain_file, head, digest) for head in mine)


def later(root: Path, announced: Announced) -> int | None:
    """Return how many lines were added to a chain after its head was published; `None` where none leads to it."""
    every = [announced.chain] if announced.where else [*_every_chain(root)]
    for file in every:
        links = chain.read(chain.text_of(root, file), [])
        mask = chain.tips(links).get(announced.head)
        if mask is not None:
            return len(links) - mask.bit_count()
    return None


def faults(root: Path, published: Sequence[Announced], reader: Reader = NOBODY) -> Iterator[Problem]:
    """Return the published heads to which the register no longer leads, and signatures that are not of their head."""
    for each in published:
        where = each.chain if each.where else REGISTER
        if later(root, each) is None:
            reason: Text = phrase("riwayat yang ada tidak sampai ke kepala itu")
            yield problem(Place(where), "A061", head=each.head, reason=reason)
        for armour in each.signatures:
            if vouched.signer_of(root, each.chain, each.head, armour, reader) is None:
                reason = phrase("tanda tangannya bukan untuk kepala itu")
                yield problem(Place(where), "A061", head=each.head, reason=reason)


def signers(root: Path, announced: Announced, reader: Reader = NOBODY) -> tuple[str, ...]:
    """Return who signed a head, as far as their keys are trusted."""
    found = (vouched.signer_of(root, announced.chain, announced.head, one, reader) for one in announced.signatures)
    return tuple(dict.fromkeys(name for name in found if name))


def _every_chain(root: Path) -> Iterator[str]:
    for name in register_reader.institutions(root):
        yield from chain.of_institution(root, name)
