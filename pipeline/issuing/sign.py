"""Letters that are out, signed electronically: their archived PDF, checked, and archived by the register's journal.

A letter is signed and archived before the next one is begun: whatever happens, none is half signed, and what a service
has signed is kept.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.files import disk, fingerprint
from pipeline.issuing import archive, journal, register, trusted
from pipeline.making.office import Periods
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import register_reader, workspace
from pipeline.sources.models import Instansi
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.period import Period
from pipeline.sources.register_reader import SIGNED, EntryFile, SentLetter
from pipeline.sources.signature_model import Tte

if TYPE_CHECKING:
    from pipeline.documents.signing import Hand

SENT = f"{REGISTER}/.dikirim"
"""What says which letters a service was sent: beside what is issued, for `build/` may be emptied; git ignores it.

It is of this computer, as the journal is; a hidden name is no stranger in the register.
"""
FIELD = "TTE"
"""The name of the field that holds the signature."""
NOT_READY, FAILED, UNKNOWN = "A072", "A073", "A076"


class Asked(NamedTuple):
    """Which letters are to be signed: of a kind and period, of one unit or of all."""

    period: Period
    kind: str
    unit: str | None = None


class Letter(NamedTuple):
    """A letter that is to be signed, with what its institution says of signatures."""

    entry: EntryFile
    sent: SentLetter
    tte: Tte

    @property
    def sent_file(self) -> str:
        """What stands while a service that was sent it has not answered."""
        return sent_file(self.sent)

    @property
    def file(self) -> str:
        """Where it goes when it is signed."""
        return register_reader.archive_file(self.entry, self.sent, SIGNED)


class Chosen(NamedTuple):
    """The letters that are to be signed, those that are already, and what stands in the way of others."""

    letters: tuple[Letter, ...]
    signed: int
    problems: tuple[Problem, ...]


class Done(NamedTuple):
    """A letter that was signed: its number, whose, by whom, how it lasts, whether its place was found."""

    nomor: str
    unit: str
    signer: str
    level: str
    is_placed: bool


def sent_file(sent: SentLetter) -> str:
    """Return the file that says that a letter was sent to a service, and that no answer came."""
    return f"{SENT}/{(sent.pdf or '')[:16]}.txt"


def chosen(root: Path, asked: Asked) -> Chosen:
    """Return which letters would be signed; what stands in the way of one is told, and does not stop the others."""
    problems: list[Problem] = []
    found: list[Letter] = []
    signed = 0
    known = False
    for name in register_reader.institutions(root):
        office = workspace.institution(root, name, problems)
        letters = register_reader.issued_letters(root, name, str(asked.period), asked.kind, problems)
        for (_, unit), (entry, sent) in sorted(letters.items()):
            if asked.unit not in (None, unit, f"{name}/{unit}".rstrip("/")):
                continue
            known = True
            if sent.tte:
                signed += 1
                continue
            fault = _in_the_way(root, office, entry, sent)
            if fault is None and office is not None and office.tte is not None:
                found.append(Letter(entry, sent, office.tte))
            elif fault is not None:
                problems.append(fault)
    if asked.unit is not None and not known:
        values = {"unit": asked.unit, "masa": str(asked.period)}
        raise Usage(phrase("surat {unit} periode {masa} belum terbit; pakai skm issue", **values))
    return Chosen(tuple(found), signed, tuple(sorted(problems)))


def _in_the_way(root: Path, office: Instansi | None, entry: EntryFile, sent: SentLetter) -> Problem | None:
    place = Place(entry.file)
    whose = sent.unit or entry.instansi
    if not sent.pdf:
        reason = phrase("terbit tanpa PDF; terbitkan ulang dengan --pdf")
    elif office is None or office.tte is None:
        reason = phrase("tte.akar di units/{name}/instansi.yaml belum diisi", name=entry.instansi)
    elif fingerprint.sha(archive.content(root, entry, sent, "pdf")) != sent.pdf:
        reason = phrase("PDF di arsip tidak seperti saat terbit; lihat skm verify")
    elif (root / register_reader.archive_file(entry, sent, SIGNED)).exists():
        file = register_reader.archive_file(entry, sent, SIGNED)
        reason = phrase("berkas {file} sudah ada dan tidak tercatat; pindahkan dulu", file=file)
    elif (root / sent_file(sent)).exists():
        reason = phrase("ia sudah dikirim, dan jawabannya belum diketahui")
        values = {"nomor": entry.entri.nomor, "unit": whose, "reason": reason, "file": sent_file(sent)}
        return problem(place, UNKNOWN, **values)
    else:
        return None
    return problem(place, NOT_READY, nomor=entry.entri.nomor, unit=whose, reason=reason)


def signed(root: Path, asked: Asked, hand: "Hand") -> Iterator[Done]:
    """Sign the letters that are chosen; yield each as soon as it is archived.

    Raises `Refusal` at the first that cannot be signed; those before it stay signed. What stands in the way of letters
    that were not chosen is raised at the end.
    """
    with journal.alone(root):
        found = chosen(root, asked)
        for letter in found.letters:
            yield _one(root, letter, hand)
        if found.problems:
            raise Refusal(found.problems)


def _one(root: Path, letter: Letter, hand: "Hand") -> Done:
    from pipeline.documents import signing

    entry, sent = letter.entry, letter.sent
    raw = archive.content(root, entry, sent, "pdf")
    means = signing.Means(trusted.roots(root, entry.instansi), letter.tte.stempel_waktu or "")
    spot = signing.anchored(raw, [letter.tte.teks])
    if hand.is_remote:  # a run that is cut off now does not send it again
        disk.keep(root, letter.sent_file, f"{entry.entri.nomor} {sent.unit or entry.instansi}\n".encode())
    try:
        made = hand.sign(raw, FIELD, spot, means)
    except signing.NotKnown as fault:
        raise _unknown(letter, fault.args[0]) from None
    except signing.NotSigned as fault:
        (root / letter.sent_file).unlink(missing_ok=True)
        raise refused(letter, fault.args[0]) from None
    judged, reason = _judged(raw, made, means.roots)
    if reason:
        raise refused(letter, _kept(root, letter, made, reason))
    current = register_reader.entry_of(root, entry.file)
    assert current is not None
    given = [
        each.model_copy(update={"tte": fingerprint.sha(made)} if _is_same(each, sent) else {})
        for each in current.entri.surat
    ]
    later = register_reader.changed_entry(current, {"surat": given})
    opened = register.open_register(Periods(root), entry.instansi, [])
    register.amend(root, opened, later, {letter.file: made})
    (root / letter.sent_file).unlink(missing_ok=True)
    return Done(entry.entri.nomor, sent.unit or entry.instansi, judged[0], judged[1], spot is not None)


def _is_same(one: SentLetter, other: SentLetter) -> bool:
    return (one.unit, one.revisi) == (other.unit, other.revisi)


def _judged(was: bytes, made: bytes, roots: Sequence[bytes]) -> tuple[tuple[str, str], Text]:
    """Return who signed and how that can be checked later; and why what came out may not be archived, or nothing."""
    from pipeline.documents import signatures

    found = signatures.judged(made, roots)
    if not found:
        return ("", ""), phrase("hasilnya tidak memuat tanda tangan")
    last = found[-1]
    if not last.is_good:
        return ("", ""), last.sentence
    if added := signatures.added_to(was, made):
        return ("", ""), added[0]
    return (last.signer, last.level), ""


def _kept(root: Path, letter: Letter, made: bytes, reason: Text) -> Text:
    """Keep what came out and is not archived where a person finds it; return why, with its file."""
    number = f"{letter.entry.instansi}-{re.sub(r'[^0-9A-Za-z.]+', '-', letter.entry.entri.nomor)}"
    whose = letter.sent.unit or letter.entry.instansi
    file = f"{fingerprint.BUILD}/{number}-{whose}-{fingerprint.sha(made)[:16]}.tidak-diarsipkan.pdf"
    disk.keep(root, file, made)
    return phrase("{reason}; hasilnya disimpan di {file}, tidak diarsipkan", reason=reason, file=file)


def _unknown(letter: Letter, reason: Text) -> Refusal:
    values = {"nomor": letter.entry.entri.nomor, "unit": letter.sent.unit or letter.entry.instansi, "reason": reason}
    return Refusal([problem(Place(letter.entry.file), UNKNOWN, **values, file=letter.sent_file)])


def refused(letter: Letter, reason: Text) -> Refusal:
    """Return that a letter was not signed, and why."""
    place = Place(letter.entry.file)
    whose = letter.sent.unit or letter.entry.instansi
    return Refusal([problem(place, FAILED, nomor=letter.entry.entri.nomor, unit=whose, reason=reason)])
