"""The chapter `peringkat`: the units of an institution by their index, and how they moved since the period before."""

import textwrap
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ranking import ranked
from pipeline.scores.records import PastIndex, SchemeResult
from pipeline.sources import schemes
from pipeline.sources.period import Period, in_order
from pipeline.words import drawn, indonesian
from pipeline.words.chapter import Material, Need, Number, NumberOrDash, Word, Words, under
from pipeline.words.drawn import Point

ORDER, NEEDS = 95, frozenset({Need.ALL_UNITS})

_MOST_ROWS, _MOST_BARS, _MOST_NAMES, _FEWEST = 50, 20, 3, 2
"""Of units in the table and in a chart, the highest and the lowest of more; of names; of what is compared."""
_MOST_PERIODS = 4
"""Of columns beside the period's own."""
_LABEL = 44
"""Characters beside a bar."""
_SEVERAL = f"{{}}; bila sama paling banyak {_MOST_NAMES} nama, lalu banyaknya yang lain"
_UP, _DOWN, _SAME = "naik", "turun", "tetap"
_ROW = (
    ("peringkat", Number("peringkatnya menurut indeks yang tercetak; yang sama berbagi peringkat")),
    ("nama", "nama unit"),
    (
        "nilai[]",
        NumberOrDash("indeks pada periode-periode itu, menurut urutan `peringkat.periode`; `-` bila tidak ada"),
    ),
    ("ikm", Number("indeks")),
    ("selisih", NumberOrDash("selisihnya dengan `peringkat.lalu`, dengan tanda; `-` bila tidak ada pembandingnya")),
    ("arah", f"`{_UP}`, `{_DOWN}`, `{_SAME}`, atau `-`"),
    ("peringkat_lalu", NumberOrDash("peringkatnya pada `peringkat.lalu`; `-` bila tidak ada")),
    ("gerak", f"gerak peringkatnya: `{_UP} 2`, `{_DOWN} 1`, `{_SAME}`, atau `-`"),
    ("mutu", "huruf mutu"),
    ("kinerja", "kinerja menurut mutu"),
    ("responden", NumberOrDash("banyaknya responden; `-` bila tidak diketahui")),
)
KATA = (
    ("peringkat.jumlah", Number("banyaknya unit yang mempunyai hasil")),
    ("peringkat.terbilang", "banyaknya unit yang mempunyai hasil, dengan huruf"),
    (
        "peringkat.periode[]",
        "periode-periode sebelumnya yang dibandingkan, terdahulu dahulu: tahun yang sama, atau yang terakhir; lalu "
        f"bagian periode ini sendiri (`bagian`); paling banyak {_MOST_PERIODS}, yang terakhir",
    ),
    ("peringkat.lalu.nama", "periode terakhir sebelumnya yang mempunyai hasil: namanya"),
    ("peringkat.lalu.tahun", Number("tahunnya")),
    *under("peringkat.unit[].", _ROW, "unit menurut peringkatnya: "),
    (
        "peringkat.sisa",
        Number(f"banyaknya unit di tengah yang tidak dimuat, bila unitnya lebih dari {_MOST_ROWS}; selain itu 0"),
    ),
    ("peringkat.naik.jumlah", Number("banyaknya unit yang indeksnya naik")),
    ("peringkat.turun.jumlah", Number("banyaknya unit yang indeksnya turun")),
    ("peringkat.tetap.jumlah", Number("banyaknya unit yang indeksnya tetap")),
    ("peringkat.baru.jumlah", Number("banyaknya unit tanpa hasil pembanding")),
    ("peringkat.tertinggi.nama", _SEVERAL.format("unit dengan indeks tertinggi")),
    ("peringkat.tertinggi.ikm", Number("indeksnya")),
    ("peringkat.terendah.nama", _SEVERAL.format("unit dengan indeks terendah")),
    ("peringkat.terendah.ikm", Number("indeksnya")),
    ("peringkat.naik_terbesar.nama", _SEVERAL.format("unit yang indeksnya paling banyak naik")),
    ("peringkat.naik_terbesar.selisih", Number("berapa naiknya")),
    ("peringkat.turun_terbesar.nama", _SEVERAL.format("unit yang indeksnya paling banyak turun")),
    ("peringkat.turun_terbesar.selisih", Number("berapa turunnya")),
    ("peringkat.mutu[].huruf", "setiap huruf mutu yang dicapai, dari yang tertinggi: hurufnya"),
    ("peringkat.mutu[].kinerja", "kinerjanya"),
    ("peringkat.mutu[].jumlah", Number("banyaknya unit")),
    ("peringkat.rata[].periode", "rata-rata semua unit dari periode ke periode: periodenya"),
    ("peringkat.rata[].ikm", Number("rata-rata indeksnya")),
    ("peringkat.rata[].unit", Number("banyaknya unit yang mempunyai hasil")),
    (
        "peringkat.grafik.ikm",
        f"grafik batang indeks setiap unit (gambar); bila lebih dari {_MOST_BARS}, yang tertinggi dan terendah",
    ),
    ("peringkat.grafik.gerak", "grafik batang naik turunnya indeks (gambar); tidak ada bila tidak ada pembandingnya"),
    ("peringkat.grafik.rata", "grafik garis rata-rata indeks (gambar); tidak ada bila periodenya baru satu"),
)
GIVEN = (
    "peringkat.lalu",
    "peringkat.tertinggi",
    "peringkat.terendah",
    "peringkat.naik_terbesar",
    "peringkat.turun_terbesar",
    "peringkat.grafik",
    "peringkat.grafik.ikm",
    "peringkat.grafik.gerak",
    "peringkat.grafik.rata",
)


_Past = tuple[str, PastIndex]
"""A unit and what an earlier period said of it."""
_Average = tuple[Period, Fraction, int]
"""A period, the mean of its indices, and of how many units."""


class _Standing(NamedTuple):
    """A unit with its result, and its index in earlier periods."""

    unit: Material
    scored: SchemeResult
    past: Mapping[Period, Decimal]

    @property
    def key(self) -> str:
        return self.unit.dossier.unit

    @property
    def name(self) -> str:
        return self.unit.dossier.effective.nama

    def change(self, before: Period | None) -> Decimal | None:
        """By how much its index rose; `None` where there is nothing to compare."""
        was = self.past.get(before) if before else None
        return None if was is None else self.scored.printed.ikm.shown - was


def say(material: Material) -> Words:
    """Return the units by rank; what compares them with an earlier period only where some unit has a result there."""
    institution = material.dossier.office.instansi
    mark, numerals = institution.gaya.desimal, institution.gaya.semester
    key, _ = schemes.compared(institution)
    there = [found for unit in material.units_material if (found := _standing(unit, key))]
    past = [(unit.dossier.unit, told) for unit in material.units_material for told in _others(unit, key)]
    inner = in_order({str(told.period) for unit in material.units_material for told in _parts(unit, key)})
    earlier = _compared(there, inner, material.dossier.office.period)
    before = earlier[-1] if earlier else None
    periods = [*earlier, *inner][-_MOST_PERIODS:]
    rows = _rows(there, past, periods, before, mark)
    means = _averages(there, past, (*earlier, *inner, material.dossier.office.period))
    changes = [change for found in there if (change := found.change(before)) is not None]
    words: Words = {
        **indonesian.counted(len(there), mark),
        "periode": [_name(period, numerals) for period in periods],
        "unit": _ends_of(rows, _MOST_ROWS),
        "sisa": indonesian.count(max(0, len(rows) - _MOST_ROWS), mark),
        _UP: {"jumlah": indonesian.count(sum(change > 0 for change in changes), mark)},
        _DOWN: {"jumlah": indonesian.count(sum(change < 0 for change in changes), mark)},
        _SAME: {"jumlah": indonesian.count(sum(change == 0 for change in changes), mark)},
        "baru": {"jumlah": indonesian.count(len(there) - len(changes), mark)},
        "mutu": _grades(there, mark),
        "rata": _means(means, numerals, mark),
        "grafik": _charts(there, means, before, material),
    }
    if before:
        words["lalu"] = {"nama": indonesian.period_name(before, numerals), "tahun": str(before.tahun)}
    words |= _extremes(there, before, mark)
    return {"peringkat": words}


def _standing(unit: Material, key: str) -> _Standing | None:
    scored = unit.results.of(key) if unit.results else None
    if scored is None or unit.results is None:
        return None
    return _Standing(unit, scored, {past.period: past.ikm.shown for past in _others(unit, key)})


def _others(unit: Material, key: str) -> Sequence[PastIndex]:
    """Return a unit's indices in earlier periods and in the parts of this one, whether or not it has a result now."""
    earlier = unit.survey.riwayat if unit.survey and _is_main(unit, key) else ()
    return (*earlier, *_parts(unit, key))


def _parts(unit: Material, key: str) -> Sequence[PastIndex]:
    return unit.survey.parts if unit.survey and _is_main(unit, key) else ()


def _is_main(unit: Material, key: str) -> bool:
    return unit.results is None or unit.results.of(key) is None or unit.results.main.key == key


def _compared(there: Sequence[_Standing], inner: Sequence[Period], now: Period) -> list[Period]:
    """Return the earlier periods of the year, and the latest that any unit has a result in, the earliest first."""
    known = in_order({str(period) for found in there for period in found.past if period not in inner})
    return [period for period in known if period.tahun == now.tahun or period == known[-1]]


def _name(period: Period, numerals: str) -> str:
    return f"{indonesian.period_name(period, numerals)} Tahun {period.tahun}"


def _rows(
    there: Sequence[_Standing], past: Sequence[_Past], periods: Sequence[Period], before: Period | None, mark: str
) -> list[Words]:
    earlier = [(unit, told.ikm.shown) for unit, told in past if told.period == before]
    past_ranks = {key: rank for rank, key, _ in ranked(earlier)}
    rows: list[Words] = []
    for rank, found, _ in ranked((found, found.scored.printed.ikm.shown) for found in there):
        printed, was = found.scored.printed, past_ranks.get(found.key)
        change = found.change(before)
        rows.append(
            {
                "peringkat": str(rank),
                "nama": found.name,
                "nilai": [_figure(found.past.get(period), mark) for period in periods],
                "ikm": printed.ikm.written(mark),
                "selisih": indonesian.DASH if change is None else _signed(change, mark),
                "arah": _direction(change),
                "peringkat_lalu": indonesian.DASH if was is None else str(was),
                "gerak": _movement(was, rank),
                "mutu": printed.mutu,
                "kinerja": printed.kinerja,
                "responden": indonesian.DASH
                if printed.responden is None
                else indonesian.count(printed.responden, mark),
            }
        )
    return rows


def _figure(value: Decimal | None, mark: str) -> str:
    return indonesian.DASH if value is None else str(value).replace(".", mark)


def _signed(change: Decimal, mark: str) -> str:
    return (f"{change:+}" if change else f"{change}").replace(".", mark)


def _direction(change: Decimal | None) -> str:
    return indonesian.DASH if change is None else _UP if change > 0 else _DOWN if change < 0 else _SAME


def _movement(was: int | None, rank: int) -> str:
    if was is None:
        return indonesian.DASH
    return _SAME if was == rank else f"{_UP} {was - rank}" if rank < was else f"{_DOWN} {rank - was}"


def _ends_of(rows: Sequence[Word], most: int) -> list[Word]:
    """Return rows, or of more than so many the first and the last."""
    return [*rows] if len(rows) <= most else [*rows[: most // 2], *rows[-(most // 2) :]]


def _grades(there: Sequence[_Standing], mark: str) -> list[Word]:
    found: dict[str, tuple[str, list[Fraction]]] = {}
    for unit in there:
        printed = unit.scored.printed
        found.setdefault(printed.mutu, (printed.kinerja, []))[1].append(printed.ikm.exact)
    ordered = sorted(found.items(), key=lambda grade: -max(grade[1][1]))
    return [
        {"huruf": huruf, "kinerja": kinerja, "jumlah": indonesian.count(len(indices), mark)}
        for huruf, (kinerja, indices) in ordered
    ]


def _averages(there: Sequence[_Standing], past: Sequence[_Past], periods: Sequence[Period]) -> list[_Average]:
    """Return the mean of every unit that has a result in each period, the last of which is now."""
    indices = {period: [told.ikm.exact for _, told in past if told.period == period] for period in periods}
    indices[periods[-1]] = [found.scored.printed.ikm.exact for found in there]
    return [(period, sum(each, Fraction()) / len(each), len(each)) for period, each in indices.items() if each]


def _means(means: Sequence[_Average], numerals: str, mark: str) -> list[Word]:
    return [
        {
            "periode": _name(period, numerals),
            "ikm": indonesian.decimal(mean, 2, mark),
            "unit": indonesian.count(many, mark),
        }
        for period, mean, many in means
    ]


def _charts(
    there: Sequence[_Standing], means: Sequence[_Average], before: Period | None, material: Material
) -> dict[str, Word]:
    """Return the charts; each only where there is something to compare."""
    style = material.dossier.office.instansi.gaya
    found: dict[str, Word] = {}
    order = ranked((unit, unit.scored.printed.ikm.shown) for unit in there)
    bars = [
        Point(_short(f"{rank}. {unit.name}"), value, unit.scored.printed.ikm.written(style.desimal))
        for rank, unit, value in order
    ]
    if len(bars) >= _FEWEST:
        found["ikm"] = drawn.chart(drawn.BARS, "IKM setiap unit", "IKM", _few(bars), (0, 100), 560)
    moved = [(unit, change) for unit in there if (change := unit.change(before)) is not None]
    if moved:
        steps = [Point(_short(unit.name), change, _signed(change, style.desimal)) for _, unit, change in ranked(moved)]
        widest = int(max(abs(step.value) for step in steps)) + 1
        found["gerak"] = drawn.chart(drawn.BARS, "naik turunnya IKM", "Selisih", _few(steps), (-widest, widest), 470)
    points = [
        Point(
            _name(period, style.semester),
            Decimal(indonesian.decimal(mean, 2, ".")),
            indonesian.decimal(mean, 2, style.desimal),
        )
        for period, mean, _ in means
    ]
    if len(points) >= _FEWEST:
        found["rata"] = drawn.chart(drawn.LINE, "rata-rata IKM dari periode ke periode", "IKM", points, (0, 100), 260)
    return found


def _short(name: str) -> str:
    """Return a name as it stands beside a bar: on one line."""
    return textwrap.shorten(name, _LABEL, placeholder=" …")


def _few(points: Sequence[Point]) -> list[Point]:
    half = _MOST_BARS // 2
    return [*points] if len(points) <= _MOST_BARS else [*points[:half], *points[-half:]]


def _extremes(there: Sequence[_Standing], before: Period | None, mark: str) -> Words:
    """Return who is highest and lowest, who rose and who fell most; each only where somebody is or did."""
    stand = [(found.name, found.scored.printed.ikm.shown) for found in there]
    moved = [(found.name, change) for found in there if (change := found.change(before)) is not None]
    words: Words = {}
    if len({value for _, value in stand}) >= _FEWEST:
        for name, most in (("tertinggi", max(value for _, value in stand)), ("terendah", min(v for _, v in stand))):
            words[name] = {"nama": _names(stand, most), "ikm": _figure(most, mark)}
    rise, fall = (most((change for _, change in moved), default=Decimal()) for most in (max, min))
    if rise > 0:
        words["naik_terbesar"] = {"nama": _names(moved, rise), "selisih": _figure(rise, mark)}
    if fall < 0:
        words["turun_terbesar"] = {"nama": _names(moved, fall), "selisih": _figure(-fall, mark)}
    return words


def _names(figures: Sequence[tuple[str, Decimal]], value: Decimal) -> str:
    """Return whose figure that is: a few names, and how many more."""
    names = [name for name, figure in figures if figure == value]
    more = len(names) - _MOST_NAMES
    return indonesian.listed([*names[:_MOST_NAMES], *([f"{more} unit lain"] if more > 0 else [])])
