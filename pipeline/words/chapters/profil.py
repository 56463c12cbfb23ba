"""The chapter `profil`: who answered, in numbers and in percentages that add up to 100."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from pipeline.sources.nearest import tidy
from pipeline.sources.survey_model import Kelompok
from pipeline.sources.types import Profil
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 50, frozenset({Need.RESULTS, Need.SURVEY})

NOT_FILLED = "Tidak diisi"
NAMES: Mapping[Profil, str] = {
    "jenis_kelamin": "Jenis Kelamin",
    "umur": "Umur",
    "pendidikan": "Pendidikan",
    "pekerjaan": "Pekerjaan",
}
_VALUES = (
    ("nama", "nama karakteristik"),
    ("jumlah", Number("banyaknya responden seluruhnya")),
    ("isi[].nomor", Number("nomor urut")),
    ("isi[].nama", "nama kelompok"),
    ("isi[].jumlah", Number("banyaknya")),
    ("isi[].persen", Number("persentase satu desimal; seluruhnya berjumlah tepat 100")),
)


class Group(NamedTuple):
    """A group of respondents: how many they are, and how many of a hundred."""

    name: str
    many: int
    share: Fraction


class Characteristic(NamedTuple):
    """What respondents are told apart by, and the groups that they fall into."""

    name: str
    groups: tuple[Group, ...]


KATA = under("profil[].", _VALUES, "setiap karakteristik responden: ")


def say(material: Material) -> Words:
    """Return every characteristic that the survey has, in the order of the form."""
    mark = material.dossier.office.instansi.gaya.desimal
    found: list[Words] = []
    for known in characteristics(material):
        rows: list[Words] = [
            {
                "nomor": str(number),
                "nama": group.name,
                "jumlah": indonesian.count(group.many, mark),
                "persen": indonesian.decimal(group.share, 1, mark),
            }
            for number, group in enumerate(known.groups, 1)
        ]
        together = indonesian.count(sum(group.many for group in known.groups), mark)
        found.append({"nama": known.name, "jumlah": together, "isi": rows})
    return {"profil": found}


def characteristics(material: Material) -> Iterator[Characteristic]:
    """Yield every characteristic that the survey has, in the order of the form, with its groups."""
    counted = material.survey.profil if material.survey else {}
    for name, title in NAMES.items():
        if any(counted.get(name, {}).keys() - {""}):
            grouping = material.dossier.effective.profil.get(name, Kelompok())
            counts = grouped(counted[name], grouping)
            shares = percentages(list(counts.values()))
            each = zip(counts.items(), shares, strict=True)
            yield Characteristic(
                grouping.nama or title, tuple(Group(group, many, share) for (group, many), share in each)
            )


def grouped(counts: Mapping[str, int], grouping: Kelompok) -> dict[str, int]:
    """Return counts by printed group: in the order of `isi`, between the cuts of `batas`; what is left blank last."""
    printed = {tidy(text): name for text, name in grouping.isi.items()}
    found = dict.fromkeys(grouping.isi.values(), 0) | dict.fromkeys(bound_names(grouping.batas), 0)
    blank = 0
    for text, count in counts.items():
        if not text:
            blank += count
            continue
        name = printed.get(tidy(text), text)
        if grouping.batas and text.isdecimal():
            name = bound_names(grouping.batas)[sum(int(text) >= cut for cut in grouping.batas)]
        found[name] = found.get(name, 0) + count
    return found | ({NOT_FILLED: blank} if blank else {})


def bound_names(cuts: Sequence[int]) -> list[str]:
    """Return what the groups between cuts are called: `< 20`, `20–29`, `≥ 30`."""
    if not cuts:
        return []
    between = [f"{low}–{high - 1}" for low, high in pairwise(cuts)]
    return [f"< {cuts[0]}", *between, f"≥ {cuts[-1]}"]


def percentages(counts: Sequence[int], places: int = 1) -> list[Fraction]:
    """Return percentages of so many decimals that add up to exactly 100 (largest remainder, earlier group first)."""
    total, units = sum(counts), 100 * 10**places
    if not total:
        return [Fraction()] * len(counts)
    shares = [divmod(count * units, total) for count in counts]
    short = units - sum(whole for whole, _ in shares)
    first = sorted(range(len(counts)), key=lambda index: (-shares[index][1], index))[:short]
    return [Fraction(whole + (index in first), 10**places) for index, (whole, _) in enumerate(shares)]
