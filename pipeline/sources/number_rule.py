"""The rule of a number: its sequence (a folder of the register), its file, how it is printed and read back.

The one home of patterns and of the folders of numbers; `issuing/sequence` continues the sequences and compares numbers.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.sources.models import Instansi, Nomor

REGISTER = "register"
CONTINUING = "berlanjut"
"""The folder of a sequence that does not start again each year."""
NUMBER = r"[1-9]\d{0,6}[a-z]?"
PARTS = ("klasifikasi", "kode", "jenis", "unit")
"""What a sequence may run over beside the year, in the order of its folders."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILE = re.compile(r"(\d{4,7}[a-z]?)\.yaml")
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SHAPES = {"urut": rf"0*{NUMBER}", "tahun": r"\d+", "bulan": r"\w+", "bulan_angka": r"\d+"}


class NumberPlace(NamedTuple):
    """What identifies a number: the sequence that it stands in, a folder of the register, and its place in it."""

    sequence: str
    urut: str

    @property
    def file(self) -> str:
        """The entry of this number; by the number alone, so that two branches that take it conflict: `0021.yaml`."""
        return f"{self.sequence}/{file_name(self.urut)}"


def rule_of(instansi: Instansi, jenis: str) -> Nomor | None:
    """Return how a kind of document is numbered: as `nomor_jenis` says, else as `nomor` does."""
    return instansi.nomor_jenis.get(jenis, instansi.nomor)


def rules_for(instansi: Instansi | None, jenis: str | None) -> tuple[Nomor, ...]:
    """Return the rules that a number of a kind may follow: its own, or when the kind is not known any."""
    if instansi is None:
        return ()
    if jenis:
        own = rule_of(instansi, jenis)
        return (own,) if own else ()
    every = [instansi.nomor, *instansi.nomor_jenis.values()]
    return tuple(rule for index, rule in enumerate(every) if rule and rule not in every[:index])


def bare_number(urut: str) -> int:
    """Return the number without its letter: 21 of `21a`."""
    return int(urut.rstrip(_LETTERS))


def file_name(urut: str) -> str:
    """Return the name of the file of a number: `0021.yaml`, `0021a.yaml`."""
    return f"{bare_number(urut):04d}{urut.lstrip('0123456789')}.yaml"


def sequence_in(file: str) -> str | None:
    """Return the sequence that a file of the register lies in; `None` where the file is not named as a number is."""
    sequence, _, name = file.rpartition("/")
    return sequence if _FILE.fullmatch(name) else None


def institution_in(file: str) -> str:
    """Return whose register a file lies in."""
    return file.split("/")[1]


def runs_over_year(sequence: str, year: str) -> bool:
    """Return whether a sequence is one of a year."""
    return sequence.split("/")[2:3] == [year]


def are_printed_alike(one: str, other: str) -> bool:
    """Return whether two numbers read the same on paper; which number each is, its place says."""
    return one == other


def in_register(file: str) -> bool:
    """Return whether a file lies in a register."""
    return file.startswith(f"{REGISTER}/")


def register_folder(instansi: str) -> str:
    """Return the folder of an institution's register."""
    return f"{REGISTER}/{instansi}"


def shown(sequence: str) -> str:
    """Return a sequence as people are told it."""
    return sequence.removeprefix(f"{REGISTER}/")


def asked(text: str) -> str:
    """Return the folder of an entry that a person names, with or without `register/` and `.yaml`."""
    return f"{REGISTER}/{shown(text).removesuffix('.yaml')}"


def yearly(instansi: str, year: str) -> str:
    """Return the sequence of numbers that no rule reads: one over the year."""
    return f"{register_folder(instansi)}/{year}"


def sequence_of(instansi: str, nomor: Nomor, parts: Mapping[str, str], year: str) -> str:
    """Return the sequence of a number; two letters of one folder share a sequence."""
    steps = [year if "tahun" in nomor.per else CONTINUING]
    steps += [_folder_name(parts[name]) for name in PARTS if name in nomor.per]
    return "/".join((register_folder(instansi), *steps))


def unknown_parts(nomor: Nomor, parts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the sequence of a number runs over, that neither the pattern prints nor the parts say."""
    return tuple(name for name in PARTS if name in nomor.per and name not in parts and f"{{{name}}}" not in nomor.pola)


def written(nomor: Nomor, urut: str, parts: Mapping[str, str], tanggal: dt.date | None, blank: str = "") -> str:
    """Return a number in full; without a date, year and month are blanks."""
    digits = re.match(r"\d+", urut)
    padded = f"{int(digits[0]):0{nomor.lebar}d}{urut[digits.end() :]}" if digits else urut
    return nomor.pola.format_map(
        {
            **parts,
            "urut": padded,
            "tahun": str(tanggal.year) if tanggal else blank,
            "bulan": _MONTHS[tanggal.month - 1] if tanggal else blank,
            "bulan_angka": f"{tanggal.month:02d}" if tanggal else blank,
        }
    )


def places(
    instansi: str, nomor: Nomor, text: str, tanggal: dt.date | None, parts: Mapping[str, str]
) -> Iterator[NumberPlace]:
    """Yield the places that a printed number may stand at: first what fits best with what is known of it.

    What is printed goes before `parts` and the date. None where it does not fit, or its sequence is not known.
    """
    pieces = re.split(r"\{(\w+)\}", nomor.pola)
    found = list(_readings(pieces, text))
    for said in sorted(
        found, key=lambda reading: sum(reading.get(name, value) != value for name, value in parts.items())
    ):
        printed = said.get("tahun", "")
        year = printed if re.fullmatch(r"[12]\d{3}", printed) else str(tanggal.year) if tanggal else ""
        known = {**parts, **said}
        if (year or "tahun" not in nomor.per) and all(name in known for name in PARTS if name in nomor.per):
            yield NumberPlace(sequence_of(instansi, nomor, known, year), said["urut"].lstrip("0"))


def fits(nomor: Nomor, text: str) -> bool:
    """Return whether a text can be read as a number of a rule."""
    return next(_readings(re.split(r"\{(\w+)\}", nomor.pola), text), None) is not None


def _readings(pieces: Sequence[str], text: str) -> Iterator[dict[str, str]]:
    """Yield every way to read a text by a pattern: what each part of the pattern then is, the shortest first."""
    literal, *rest = pieces
    if not text.startswith(literal):
        return
    text = text[len(literal) :]
    if not rest:
        if not text:
            yield {}
        return
    name, *after = rest
    for end in range(1, len(text) + 1):
        value = text[:end]
        if text.startswith(after[0], end) and re.fullmatch(_SHAPES.get(name, ".+"), value):
            for found in _readings(after, text[end:]):
                if found.get(name, value) == value:
                    yield {**found, name: value}


def _folder_name(text: str) -> str:
    """Return a text as the name of a folder."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.") or "-"
