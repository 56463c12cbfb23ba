"""The public site of a workspace up to a period: every page by its file, the same bytes for the same sources."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from pipeline.issuing import published_head
from pipeline.problems.problem import Problem
from pipeline.publish import letter_pages, markup, open_data, public_results, svg_charts
from pipeline.publish.public_results import PublicOffice, PublicResult, PublicRow, PublicUnit
from pipeline.scores.ranking import ranked
from pipeline.sources import register_reader
from pipeline.sources.period import Period
from pipeline.words.drawn import Point

HEADS = "kepala.txt"
_INDEX, _MEAN, _MOST_BARS = (0, 100), (0, 4), 60


class Site(NamedTuple):
    """What a site holds: its files by name; how many units have a result, and letters a page."""

    files: dict[str, bytes]
    units: int
    letters: int


class RankedUnit(NamedTuple):
    """A unit in the table of a period."""

    peringkat: int
    nama: str
    tautan: str
    hasil: PublicRow
    perubahan: str


def made(root: Path, last: Period, only: str | None, problems: list[Problem]) -> Site:
    """Return the site of every institution, or one, up to a period; what is wrong with its sources to `problems`."""
    offices = public_results.of_workspace(root, last, only, problems)
    names = [name for name in register_reader.institutions(root) if only in (None, name)]
    letters = [page for name in names for page in letter_pages.of_institution(root, name, problems)]
    heads = [*published_head.heads(root, names)]
    verified = bool(letters or heads)
    about = {"ada_pemeriksaan": verified, "tersembunyi": False, "keadaan": ""}
    files = open_data.files(offices)
    files["index.html"] = _home(offices, last, about)
    values = {**about, "akar": "../", "jejak": (), "kolom": open_data.COLUMNS}
    files[f"{open_data.FOLDER}/index.html"] = _titled("data.html", values, "Data terbuka")
    for office in offices:
        files |= dict(_of_office(office, about))
    if verified:
        files |= dict(_verification(letters, heads, about))
    return Site(files, sum(bool(unit.hasil) for office in offices for unit in office.unit), len(letters))


def _titled(template: str, values: dict[str, Any], heading: str, within: str = "", script: bool = False) -> bytes:
    title = f"{heading}, {within}" if within else heading
    return markup.page(template, {**values, "kepala_halaman": heading, "judul": f"{title} | SKM"}, script)


def _home(offices: Sequence[PublicOffice], last: Period, about: dict[str, Any]) -> bytes:
    name = offices[0].name_of(last) if offices else str(last)
    values = {**about, "akar": "", "jejak": (), "instansi": offices, "periode": name}
    return _titled("beranda.html", values, "Hasil Survei Kepuasan Masyarakat")


def _of_office(office: PublicOffice, about: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of an institution: its own, one a period, one a unit."""
    base, name = f"instansi/{office.id}", office.instansi.nama
    shared = {**about, "desimal": office.instansi.gaya.desimal, "terkecil": office.instansi.situs.terkecil}
    periods = [
        (office.name_of(period), f"periode/{period}.html", sum(bool(_main(unit, period)) for unit in office.unit))
        for period in reversed(office.periods)
    ]
    units = [(unit.nama, f"unit/{unit.unit}.html") for unit in office.unit]
    values = {**shared, "akar": "../../", "jejak": (), "periode": periods, "unit": units}
    yield f"{base}/index.html", _titled("instansi.html", values, name)
    deeper = {**shared, "akar": "../../../", "jejak": ((name, f"{base}/index.html"),)}
    for period in office.periods:
        yield f"{base}/periode/{period}.html", _of_period(office, period, deeper)
    for unit in office.unit:
        yield f"{base}/unit/{unit.unit}.html", _of_unit(office, unit, deeper)


def _main(unit: PublicUnit, period: Period) -> PublicRow | None:
    found = unit.of(period)
    return found.main if found else None


def _of_period(office: PublicOffice, period: Period, shared: dict[str, Any]) -> bytes:
    there = [(unit, row) for unit in office.unit if (row := _main(unit, period))]
    rows = [
        RankedUnit(rank, unit.nama, f"../unit/{unit.unit}.html", row, _moved(office, unit, period, row))
        for rank, (unit, row), _ in ranked(((unit, row), row.ikm.value) for unit, row in there)
    ]
    points = [Point(f"{row.peringkat}. {row.nama}", row.hasil.ikm.value, row.hasil.ikm.text) for row in rows]
    name = office.name_of(period)
    drawn = svg_charts.bars(f"IKM setiap unit, {name}", points, _INDEX) if len(points) <= _MOST_BARS else Markup("")
    left = set(office.tidak_disurvei.get(period, ()))
    values = {
        **shared,
        "nama_periode": name,
        "baris": rows,
        "grafik": drawn,
        "pembanding": any(row.perubahan != "-" for row in rows),
        "kecil": [unit.nama for unit in office.unit if (found := unit.of(period)) and not found.skema],
        "tanpa": [unit.nama for unit in office.unit if unit.unit in left],
    }
    return _titled("periode.html", values, name, office.instansi.nama)


def _moved(office: PublicOffice, unit: PublicUnit, period: Period, row: PublicRow) -> str:
    """Return by how much a unit's index rose or fell since its last result; a dash where there is none to compare."""
    before = [result for result in unit.hasil if result.period != period]
    earlier = [result for result in before if office.periods.index(result.period) < office.periods.index(period)]
    known = [result.main for result in earlier if result.main and result.main.key == row.key]
    if not known:
        return "-"
    change = row.ikm.value - known[-1].ikm.value
    return f"{change:+.2f}".replace(".", office.instansi.gaya.desimal) if change else "tetap"


def _of_unit(office: PublicOffice, unit: PublicUnit, shared: dict[str, Any]) -> bytes:
    main = next((found.main for found in reversed(unit.hasil) if found.main), None)
    series = [(found, row) for found in unit.hasil if (row := found.main) and main and row.key == main.key]
    points = [Point(found.nama_periode, row.ikm.value, row.ikm.text) for found, row in series]
    values = {
        **shared,
        "unit": unit,
        "tren": [(found.nama_periode, row) for found, row in series] if len(series) > 1 else [],
        "grafik_tren": svg_charts.line(f"IKM {unit.nama} dari periode ke periode", points, _INDEX),
        "grafik_unsur": partial(_elements, unit.nama),
    }
    return _titled("unit.html", values, unit.nama, office.instansi.nama)


def _elements(name: str, row: PublicRow, result: PublicResult) -> Markup:
    return element_bars(f"nilai setiap unsur, {name}, {row.nama}, {result.nama_periode}", row)


def element_bars(title: str, row: PublicRow) -> Markup:
    """Return a bar for each element, on the scale of four or of a hundred."""
    points = [Point(f"{element.kode} {element.nama}", element.nrr.value, element.nrr.text) for element in row.unsur]
    ends = _MEAN if all(point.value <= Decimal(_MEAN[1]) for point in points) else _INDEX
    return svg_charts.bars(title, points, ends)


def _verification(
    letters: Sequence[letter_pages.LetterPage], heads: Sequence[published_head.Head], about: dict[str, Any]
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of letters, none of which another page lists, and the one of the heads."""
    values = {**about, "akar": "../", "jejak": ()}
    yield "v/index.html", _titled("pemeriksaan.html", {**values, "kepala": heads}, "Pemeriksaan surat", script=True)
    if heads:
        yield HEADS, "".join(f"{markup.head_line(head)}\n" for head in heads).encode()
    for letter in letters:
        hidden = {**values, "tersembunyi": True, "keadaan": letter.keadaan, "surat": letter}
        yield letter.file, _titled("surat.html", hidden, "Pemeriksaan surat", letter.nomor, script=True)
