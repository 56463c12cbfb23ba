"""The chapter `profil`: who answered, in numbers and in percentages that add up to 100."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from pipeline.scores.sheets.header import tidy
from pipeline.sources.survey_model import Kelompok
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Words

ORDER, NEEDS = 50, frozenset({Need.RESULTS, Need.SURVEY})

NOT_FILLED = "Tidak diisi"
_NAMES = {
    "jenis_kelamin": "Jenis Kelamin",
    "umur": "Umur",
    "pendidikan": "Pendidikan",
    "pekerjaan": "Pekerjaan",
}
_VALUES = (
    ("nama", "nama karakteristik"),
    ("jumlah", "banyaknya responden seluruhnya"),
    ("isi[].nomor", "nomor urut"),
    ("isi[].nama", "nama kelompok"),
    ("isi[].jumlah", "banyaknya"),
    ("isi[].persen", "persentase satu desimal; seluruhnya berjumlah tepat 100"),
)
KATA = tuple((f"profil[].{name}", f"setiap karakteristik responden: {text}") for name, text in _VALUES)


def say(bahan: Material) -> Words:
    """Return every characteristic that the survey has, in the order of the form."""
    isi, desimal = bahan.berkas.effective, bahan.berkas.office.instansi.gaya.desimal
    counted = bahan.survei.profil if bahan.survei else {}
    found: list[Words] = []
    for name, title in _NAMES.items():
        if not any(counted.get(name, {}).keys() - {""}):
            continue
        kelompok = next((one for key, one in isi.profil.items() if key == name), Kelompok())
        counts = grouped(counted[name], kelompok)
        shares = percentages(list(counts.values()))
        rows: list[Words] = [
            {
                "nomor": str(number),
                "nama": group,
                "jumlah": str(count),
                "persen": indonesian.decimal(share, 1, desimal),
            }
            for number, ((group, count), share) in enumerate(zip(counts.items(), shares, strict=True), 1)
        ]
        found.append({"nama": kelompok.nama or title, "jumlah": str(sum(counts.values())), "isi": rows})
    return {"profil": found}


def grouped(counts: Mapping[str, int], kelompok: Kelompok) -> dict[str, int]:
    """Return counts by printed group: in the order of `isi`, between the cuts of `batas`; what is left blank last."""
    printed = {tidy(text): name for text, name in kelompok.isi.items()}
    found = dict.fromkeys(kelompok.isi.values(), 0) | dict.fromkeys(_bound_names(kelompok.batas), 0)
    blank = 0
    for text, count in counts.items():
        if not text:
            blank += count
            continue
        name = printed.get(tidy(text), text)
        if kelompok.batas and text.isdecimal():
            name = _bound_names(kelompok.batas)[sum(int(text) >= cut for cut in kelompok.batas)]
        found[name] = found.get(name, 0) + count
    return found | ({NOT_FILLED: blank} if blank else {})


def _bound_names(batas: Sequence[int]) -> list[str]:
    if not batas:
        return []
    between = [f"{low}–{high - 1}" for low, high in pairwise(batas)]
    return [f"< {batas[0]}", *between, f"≥ {batas[-1]}"]


def percentages(counts: Sequence[int], places: int = 1) -> list[Fraction]:
    """Return percentages of so many decimals that add up to exactly 100 (largest remainder, earlier group first)."""
    total, units = sum(counts), 100 * 10**places
    if not total:
        return [Fraction()] * len(counts)
    shares = [divmod(count * units, total) for count in counts]
    short = units - sum(whole for whole, _ in shares)
    first = sorted(range(len(counts)), key=lambda index: (-shares[index][1], index))[:short]
    return [Fraction(whole + (index in first), 10**places) for index, (whole, _) in enumerate(shares)]
