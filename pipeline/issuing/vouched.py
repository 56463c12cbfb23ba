"""Who vouches for the register: the head of a chain, signed when a line is added, read again by whoever doubts it.

Switched on by one line, `git config skm.kunci ~/.ssh/id_ed25519`, or the PKCS#12 file of a certificate. Whose keys
count is said by `register/penjamin`, whose certificates by `tte.akar` of the institution; or by what the reader trusts.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, git, inside
from pipeline.issuing import chain, guarantor, trusted
from pipeline.issuing.guarantor import TRUSTED, Told
from pipeline.issuing.trusted import Reader
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.workspace import UNITS

SETTING = "skm.kunci"
_FIELDS = {"kepala", "tanda"}
_LARGEST, _LONGEST = 64_000_000, 40_000
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
            armour = guarantor.signer(root, key, _office(name))(_message(name, head))
        except guarantor.NotSigned as fault:
            raise Refusal([problem(Place(file), "A053", key=key, reason=fault.args[0])]) from None
        line = json.dumps({"kepala": head, "tanda": armour}, sort_keys=True)
        made[file] = _content(root, file) + f"{line}\n".encode()
    return made


def faults(root: Path, instansi: str, reader: Reader = trusted.NOBODY) -> Iterator[Problem]:
    """Return the signatures of an institution that are not of what stands there, or of whom nobody trusts."""
    for name in chain.of_institution(root, instansi):
        _, problems = _checked(root, name, reader)
        yield from problems


def vouched(root: Path, instansi: str, reader: Reader = trusted.NOBODY) -> Iterator[Vouched]:
    """Return who vouches for the numbers of an institution, by chain; nothing where nobody signed."""
    for name in chain.of_institution(root, instansi):
        masks, _ = _checked(root, name, reader)
        if not masks:
            continue
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for at, link in enumerate(chain.read(chain.text_of(root, name), [])):
            names = tuple(who for who, mask in masks.items() if mask >> at & 1)
            found |= {file: (link.nomor, names) for file in link.files if link.nomor and file.endswith(".yaml")}
        yield Vouched(name, found)


def _checked(root: Path, name: str, reader: Reader) -> tuple[dict[str, int], list[Problem]]:
    """Return which lines of a chain each signer vouches for, as bits; and what is wrong with the signatures.

    The newest are read first: what a later signature of the same key vouches for already, no older one is asked for;
    one that proves nothing spares only those that bring no more to be trusted by.
    """
    file, problems, masks = _beside(name), list[Problem](), dict[str, int]()
    content = _content(root, file)
    if not content:
        return masks, problems
    upto = chain.upto(chain.read(chain.text_of(root, name), []))
    strangers, covered, doubted, unproven = 0, dict[bytes, int](), dict[bytes, int](), list[tuple[int, Told]]()
    for signature in reversed([*_read(content, name, problems)]):
        place = Place(file, signature.line)
        if signature.head not in upto:
            reason = phrase("riwayat tidak lagi memuat baris yang ditandatangani")
            problems.append(problem(place, guarantor.FALSE, reason=reason, chain=name))
            continue
        key, mine = guarantor.key_of(signature.armour), upto[signature.head]
        bare = guarantor.unstamped(signature.armour)
        if mine & ~(covered.get(key, 0) | doubted.get(bare, 0)) == 0:
            continue
        told = guarantor.judged(root, _office(name), _message(name, signature.head), signature.armour, reader)
        if told.who:
            masks[told.who] = masks.get(told.who, 0) | mine
            covered |= {key: covered.get(key, 0) | mine} if key else {}
        elif told.code == guarantor.FALSE:
            problems.append(problem(place, told.code, reason=told.reason, chain=name))
        elif told.reason:
            unproven.append((mine, told))
            doubted |= {bare: doubted.get(bare, 0) | mine} if bare else {}
        else:
            strangers += 1
    if strangers:
        reason = phrase("{many} tanda tangan dari kunci yang tidak disebut", many=strangers)
        problems.append(problem(Place(file), guarantor.UNNAMED, reason=reason, file=TRUSTED))
    return dict(reversed(masks.items())), [*problems, *_unproven(name, unproven, masks)]


def _unproven(name: str, found: Sequence[tuple[int, Told]], masks: Mapping[str, int]) -> Iterator[Problem]:
    """Yield why signatures prove nothing; of one whose certificate has ended only where nobody vouches otherwise."""
    known = 0
    for mask in masks.values():
        known |= mask
    for told in dict.fromkeys(told for mine, told in found if not (told.has_ended and mine & ~known == 0)):
        yield problem(Place(_beside(name)), told.code, reason=told.reason, file=TRUSTED, way=_way(name, told))


def _way(name: str, told: Told) -> Text:
    """Return what to do about a certificate that proves nothing."""
    if told.has_ended:
        return phrase("catat yang berikutnya dengan sertifikat yang berlaku: ia menjamin semua baris sebelumnya")
    file = f"{UNITS}/{_office(name)}/instansi.yaml"
    return phrase("sebut sertifikat akarnya di tte.akar dalam {file}, atau beri --akar BERKAS", file=file)


def of_head(root: Path, name: str, head: str) -> tuple[str, ...]:
    """Return the signatures of a head of a chain, armoured."""
    every = _read(_content(root, _beside(name)), name, [])
    return tuple(signature.armour for signature in every if signature.head == head)


def signer_of(root: Path, name: str, head: str, armour: str, reader: Reader = trusted.NOBODY) -> str | None:
    """Return who signed a head of a chain, empty for who is not trusted; `None` for another's signature."""
    told = guarantor.judged(root, _office(name), _message(name, head), armour, reader)
    return None if told.code == guarantor.FALSE else told.who


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


def _office(name: str) -> str:
    """Return the institution of a chain."""
    return name.split("/")[1]


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
