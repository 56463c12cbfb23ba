"""The chapter `profil`: who answered, in numbers and in percentages that add up to 100."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from pipeline.scores.sheets.header import rapi
from pipeline.sources.survey_model import Kelompok
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan

TIDAK_DIISI = "Tidak diisi"
_NAMA = {
    "jenis_kelamin": "Jenis Kelamin",
    "umur": "Umur",
    "pendidikan": "Pendidikan",
    "pekerjaan": "Pekerjaan",
}
_ISI = (
    ("nama", "nama karakteristik"),
    ("jumlah", "banyaknya responden seluruhnya"),
    ("isi[].nomor", "nomor urut"),
    ("isi[].nama", "nama kelompok"),
    ("isi[].jumlah", "banyaknya"),
    ("isi[].persen", "persentase satu desimal; seluruhnya berjumlah tepat 100"),
)
KATA = tuple((f"profil[].{name}", f"setiap karakteristik responden: {text}") for name, text in _ISI)


def say(bahan: Bahan) -> Bab:
    """Return every characteristic that the survey has, in the order of the form."""
    isi, desimal = bahan.berkas.isi, bahan.berkas.kantor.instansi.gaya.desimal
    counted = bahan.survei.profil if bahan.survei else {}
    found: list[Bab] = []
    for name, title in _NAMA.items():
        if not any(counted.get(name, {}).keys() - {""}):
            continue
        kelompok = next((one for key, one in (isi.profil or {}).items() if key == name), Kelompok())
        counts = kelompokkan(counted[name], kelompok)
        shares = persen(list(counts.values()))
        rows: list[Bab] = [
            {
                "nomor": str(number),
                "nama": group,
                "jumlah": str(count),
                "persen": bahasa.angka(share, 1, desimal),
            }
            for number, ((group, count), share) in enumerate(zip(counts.items(), shares, strict=True), 1)
        ]
        found.append({"nama": kelompok.nama or title, "jumlah": str(sum(counts.values())), "isi": rows})
    return {"profil": found}


def kelompokkan(counts: Mapping[str, int], kelompok: Kelompok) -> dict[str, int]:
    """Return counts by printed group: in the order of `isi`, between the cuts of `batas`; what is left blank last."""
    printed = {rapi(text): name for text, name in (kelompok.isi or {}).items()}
    found = dict.fromkeys((kelompok.isi or {}).values(), 0) | dict.fromkeys(_nama_batas(kelompok.batas or ()), 0)
    blank = 0
    for text, count in counts.items():
        if not text:
            blank += count
            continue
        name = printed.get(rapi(text), text)
        if kelompok.batas and text.isdecimal():
            name = _nama_batas(kelompok.batas)[sum(int(text) >= cut for cut in kelompok.batas)]
        found[name] = found.get(name, 0) + count
    return found | ({TIDAK_DIISI: blank} if blank else {})


def _nama_batas(batas: Sequence[int]) -> list[str]:
    if not batas:
        return []
    between = [f"{low}–{high - 1}" for low, high in pairwise(batas)]
    return [f"< {batas[0]}", *between, f"≥ {batas[-1]}"]


def persen(counts: Sequence[int], places: int = 1) -> list[Fraction]:
    """Return percentages of so many decimals that add up to exactly 100 (largest remainder, earlier group first)."""
    total, units = sum(counts), 100 * 10**places
    if not total:
        return [Fraction()] * len(counts)
    shares = [divmod(count * units, total) for count in counts]
    short = units - sum(whole for whole, _ in shares)
    first = sorted(range(len(counts)), key=lambda index: (-shares[index][1], index))[:short]
    return [Fraction(whole + (index in first), 10**places) for index, (whole, _) in enumerate(shares)]
