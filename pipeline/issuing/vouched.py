"""Who vouches for the register: the head of a chain, signed when a line is added, read again by whoever doubts it.

Switched on by one line, `git config skm.kunci ~/.ssh/id_ed25519`. Whose keys count is said by a file of allowed signers
as `ssh-keygen` reads it: `register/penjamin`, or one that the reader trusts more.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, git, inside, ssh_keys
from pipeline.issuing import chain
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources.number_rule import REGISTER

TRUSTED = f"{REGISTER}/penjamin"
SETTING = "skm.kunci"
PURPOSE = "skm-riwayat"
_FIELDS = {"kepala", "tanda"}
_LARGEST, _LONGEST = 64_000_000, 20_000
_HEAD = re.compile(r"[0-9a-f]{64}")


class Signature(NamedTuple):
    """A line of the file of signatures: where it stands, the head that it signs, the signature."""

    line: int
    head: str
    armour: str


class Vouched(NamedTuple):
    """What is vouched for in a chain: by the file of each entry its number, and who vouches for it, or nobody."""

    chain: str
    numbers: Mapping[str, tuple[str, tuple[str, ...]]]

    @property
    def without(self) -> int:
        """How many numbers nobody vouches for."""
        return sum(not names for _, names in self.numbers.values())

    def by_signer(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each who vouches, with the numbers in their order."""
        for who in sorted({name for _, names in self.numbers.values() for name in names}):
            yield who, [nomor for nomor, names in self.numbers.values() if who in names]


def signed(root: Path, chains: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of signatures with one more for each chain; none where signing is not switched on."""
    key = git.configured(root, SETTING)
    if not key:
        return {}
    made: dict[str, bytes] = {}
    for name, content in chains.items():
        head = chain.head(content.decode())
        file = _beside(name)
        try:
            armour = ssh_keys.sign((root / Path(key).expanduser()), PURPOSE, _message(name, head))
        except ssh_keys.NotSigned as fault:
            raise Refusal([problem(Place(file), "A053", key=key, reason=fault.args[0])]) from None
        line = json.dumps({"kepala": head, "tanda": armour}, sort_keys=True)
        made[file] = _content(root, file) + f"{line}\n".encode()
    return made


def faults(root: Path, instansi: str, trusted: Path | None = None) -> Iterator[Problem]:
    """Return the signatures of an institution that are not of what stands there, or of keys that nobody named."""
    for name in chain.of_institution(root, instansi):
        _, problems = _checked(root, name, trusted)
        yield from problems


def vouched(root: Path, instansi: str, trusted: Path | None = None) -> Iterator[Vouched]:
    """Return who vouches for the numbers of an institution, by chain; nothing where nobody signed."""
    for name in chain.of_institution(root, instansi):
        masks, _ = _checked(root, name, trusted)
        if not masks:
            continue
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for at, link in enumerate(chain.read(chain.text_of(root, name), [])):
            names = tuple(who for who, mask in masks.items() if mask >> at & 1)
            found |= {file: (link.nomor, names) for file in link.files if link.nomor and file.endswith(".yaml")}
        yield Vouched(name, found)


def _checked(root: Path, name: str, trusted: Path | None) -> tuple[dict[str, int], list[Problem]]:
    """Return which lines of a chain each signer vouches for, as bits; and what is wrong with the signatures.

    The newest are read first: what a later signature of the same key vouches for already, no older one is asked for.
    """
    file, problems, masks = _beside(name), list[Problem](), dict[str, int]()
    content = _content(root, file)
    if not content:
        return masks, problems
    if not ssh_keys.program():
        reason = phrase("program ssh-keygen tidak ada di komputer ini")
        return masks, [problem(Place(file), "A052", reason=reason, file=TRUSTED)]
    upto = chain.upto(chain.read(chain.text_of(root, name), []))
    strangers, covered = 0, dict[bytes, int]()
    for signature in reversed([*_read(content, name, problems)]):
        if signature.head not in upto:
            reason = phrase("riwayat tidak lagi memuat baris yang ditandatangani")
            problems.append(problem(Place(file, signature.line), "A051", reason=reason, chain=name))
            continue
        key, mine = ssh_keys.key_of(signature.armour), upto[signature.head]
        if mine & ~covered.get(key, 0) == 0:
            continue
        message = _message(name, signature.head)
        who = ssh_keys.signer(trusted or root / TRUSTED, PURPOSE, message, signature.armour)
        if who is not None:
            covered[key] = covered.get(key, 0) | mine
        if who is None:
            reason = phrase("tanda tangannya bukan untuk baris itu")
            problems.append(problem(Place(file, signature.line), "A051", reason=reason, chain=name))
        elif who:
            masks[who] = masks.get(who, 0) | mine
        else:
            strangers += 1
    if strangers:
        reason = phrase("{many} tanda tangan dari kunci yang tidak disebut", many=strangers)
        problems.append(problem(Place(file), "A052", reason=reason, file=TRUSTED))
    return dict(reversed(masks.items())), problems


def of_head(root: Path, name: str, head: str) -> tuple[str, ...]:
    """Return the signatures of a head of a chain, armoured."""
    every = _read(_content(root, _beside(name)), name, [])
    return tuple(signature.armour for signature in every if signature.head == head)


def signer_of(root: Path, name: str, head: str, armour: str, trusted: Path | None = None) -> str | None:
    """Return who signed a head of a chain, empty for a key that is not trusted; `None` for another's signature.

    Where there is no `ssh-keygen` nobody is known to have signed.
    """
    if not ssh_keys.program():
        return ""
    return ssh_keys.signer(trusted or root / TRUSTED, PURPOSE, _message(name, head), armour)


def _read(content: bytes, name: str, problems: list[Problem]) -> Iterator[Signature]:
    for number, line in enumerate(dict.fromkeys(content.decode("utf-8", "replace").splitlines()), 1):
        try:
            said = json.loads(line) if len(line) <= _LONGEST else None
        except (ValueError, RecursionError):
            said = None
        good = (
            isinstance(said, dict) and said.keys() == _FIELDS and all(isinstance(text, str) for text in said.values())
        )
        if said is not None and good and _HEAD.fullmatch(said["kepala"]):
            yield Signature(number, said["kepala"], said["tanda"])
        else:
            reason = phrase("barisnya tidak terbaca")
            problems.append(problem(Place(_beside(name), number), "A051", reason=reason, chain=name))


def _beside(name: str) -> str:
    return f"{name.rpartition('/')[0]}/{chain.SIGNATURES}"


def _message(name: str, head: str) -> bytes:
    return f"{name} {head}\n".encode()


def _content(root: Path, file: str) -> bytes:
    if not inside.leads_inside(root, file, REGISTER):
        return b""
    try:
        with disk.opened(root / file) as source:
            return source.read(_LARGEST)
    except OSError:
        return b""
