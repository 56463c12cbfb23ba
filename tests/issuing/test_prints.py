"""Every kind of document, saved again and printed by LibreOffice, is the same; a print of another chart is not."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.documents import canonical, compared, pdf_pages, printed
from pipeline.issuing import verify
from pipeline.making import document
from pipeline.making.document import Job
from pipeline.making.office import Periods
from pipeline.sources import workspace
from pipeline.sources.period import parse
from pipeline.words import drawn
from pipeline.words.drawn import Point
from support import chart_documents, forgeries, needs, sample_year
from support.paths import ROOT

LABEL = re.compile(r"[\da-z]{1,3}[.)]?")
OTHERS = (
    ("surat-hasil", "lumajang", "bag-protokol-tup"),
    ("laporan-tindak-lanjut", "lumajang", "bag-protokol-tup"),
    ("surat-hasil", "contoh", "kecamatan-melati"),
    ("ringkasan-kepala-daerah", "contoh", ""),
    ("daftar-pengiriman", "lumajang", ""),
)
PLANNED = ("pengaduan", "persyaratan", "prosedur", "sarana")
NAMES = (
    ("U1 Persyaratan", "3.21"),
    ("U2 Sistem, Mekanisme dan Prosedur Pelayanan", "2.5"),
    ("U3 Waktu Penyelesaian", "3.21"),
    ("U4 Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten", "3.99"),
    ("U5 Sarana", "1"),
)
POINTS = tuple(Point(name, Decimal(value), value.replace(".", ",")) for name, value in NAMES)
LINE = tuple(
    Point(f"Semester I {year}", Decimal(value), value.replace(".", ","))
    for year, value in enumerate(("3.10", "3.45", "3.45", "2.80"), 2021)
)
HONEST = {"bars": (POINTS, drawn.BARS), "line": (LINE, drawn.LINE)}


def changed(points: tuple[Point, ...], at: int, **now) -> tuple[Point, ...]:
    return tuple(point._replace(**now) if number == at else point for number, point in enumerate(points))


def swapped(points: tuple[Point, ...], *fields: str) -> tuple[Point, ...]:
    first, second = points[:2]
    here, there = ({field: getattr(other, field) for field in fields} for other in (second, first))
    return (first._replace(**here), second._replace(**there), *points[2:])


def forged(points: tuple[Point, ...], shape: str) -> Iterator[tuple[str, bytes]]:
    """Yield documents whose chart says something else than one of these points."""
    yield "a label", chart_documents.made(changed(points, 1, printed="9,99"), shape, large=True)
    yield "a name", chart_documents.made(changed(points, 1, name="U2 Lain"), shape, large=True)
    yield (
        "a figure under the same label",
        chart_documents.made(changed(points, 1, value=Decimal("3.99")), shape, large=True),
    )
    yield "labels swapped", chart_documents.made(swapped(points, "printed"), shape, large=True)
    yield "names swapped", chart_documents.made(swapped(points, "name"), shape, large=True)
    yield "points swapped", chart_documents.made(swapped(points, "name", "printed", "value"), shape, large=True)
    yield "a point left out", chart_documents.made(points[:-1], shape, large=True)
    yield "turned round", chart_documents.made(points[::-1], shape, large=True)
    other = drawn.LINE if shape == drawn.BARS else drawn.BARS
    yield "drawn otherwise", chart_documents.made(points, other, large=True)
    parts = forgeries.parts_of(chart_documents.made(points, shape, large=True))
    (name,) = [name for name in parts if re.fullmatch(r"word/charts/[^/]*\.xml", name)]
    yield "white", forgeries.packed({**parts, name: parts[name].replace(b"1F4E79", b"FFFFFF")})
    body = parts["word/document.xml"]
    chart = re.search(rb"<w:p\b(?:(?!</w:p>).)*<w:drawing>.*?</w:p>", body)[0]
    yield "left out", forgeries.packed({**parts, "word/document.xml": body.replace(chart, b"")})
    last = body.index(b"<w:sectPr")
    moved = body[:last].replace(chart, b"") + chart + body[last:]
    yield "moved behind what follows", forgeries.packed({**parts, "word/document.xml": moved})


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory) -> list[Path]:
    """A document of every kind there is, none a draft, some of other offices, and one with each shape of chart."""
    folder = tmp_path_factory.mktemp("jenis")
    root = sample_year.put(folder / "kerja", said=f"tanggal: 2025-08-01, nomor: 1/R/2025, {sample_year.ASKED}")
    _made_final(root)
    periods, there = Periods(root), []
    own = [(kind, "jakarta-timur", "") for kind in workspace.kinds(root)]
    for kind, name, wanted in (*own, *OTHERS):
        jenis = workspace.kind_records(root)[kind]
        unit = "" if jenis.cakupan == "periode" else wanted or workspace.units(root, name)[0]
        made = document.make(Job(kind, jenis, periods.of(parse(sample_year.PERIODS[name]))), name, unit)
        assert made.line, (kind, name)
        assert made.line.berkas, (kind, name, [str(told) for told in made.problems])
        there.append(Path(shutil.copy(root / made.line.berkas, folder / f"{kind}-{name}-{unit}.docx")))
    assert len(there) >= len([*ROOT.glob("templates/*/jenis.yaml")])
    for shape, (points, how) in HONEST.items():
        there.append(folder / f"chart-{shape}.docx")
        there[-1].write_bytes(chart_documents.made(points, how, large=True))
    return there


def _made_final(root: Path) -> None:
    """Give the offices of the sample what their numbered documents ask for; made up."""
    file = root / "periods/2025S1/contoh/periode.yaml"
    said = file.read_text(encoding="utf-8")
    begin = said.index("  ringkasan-kepala-daerah:")
    asked = sample_year.ASKED.replace("nama: Rekaan}", "nama: Rekaan, nip: '199001012015011001', pangkat: Pembina}")
    own = f"  ringkasan-kepala-daerah: {{tanggal: 2025-08-01, nomor: 2/R/2025, {asked}, lampiran: 1}}\n"
    file.write_text(said[:begin] + own + said[said.index("laporan:\n", begin) :], encoding="utf-8")
    with (root / "periods/2025S1/lumajang/bag-protokol-tup.yaml").open("a", encoding="utf-8") as unit:
        unit.write("laporan: {waktu: [{kepala: '2025', kolom: [TW III, TW IV]}]}\nrtl:\n")
        for name in PLANNED:
            unit.write(f"  - unsur: {name}\n    program:\n      - {{kegiatan: Rekaan, waktu: [TW III], ")
            unit.write("penanggung_jawab: Rekaan}\n")


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory, every_kind) -> Path:
    """All of them as LibreOffice prints them, and charts that say something else; one call for all."""
    folder = tmp_path_factory.mktemp("cetak")
    others = []
    for shape, how in HONEST.items():
        for number, (_, raw) in enumerate(forged(*how)):
            others.append(folder / f"forged-{shape}-{number}.docx")
            others[-1].write_bytes(raw)
    return by_libreoffice(folder, [*every_kind, *others], "pdf")


def by_libreoffice(folder: Path, files: list[Path], kind: str) -> Path:
    out = folder / kind
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", out, *files], check=True)
    return out


def judged(letter: Path, print_: Path) -> tuple[list[str], list[str]]:
    """Return what a print shows otherwise than a letter, and what of it cannot be judged."""
    shown, content = canonical.seen(letter.read_bytes()), print_.read_bytes()
    found = printed.judged(shown, pdf_pages.pages(content))
    return [str(what) for what in (*found.differences, *verify._parts_beside(shown, content))], [
        *map(str, found.unknown)
    ]


@needs.soffice
def test_every_kind_of_document_printed_by_libreoffice_is_the_same(every_kind, on_paper):
    for file in every_kind:
        assert (file.name, *judged(file, on_paper / f"{file.stem}.pdf")) == (file.name, [], [])
    charted = [file for file in every_kind if canonical.seen(file.read_bytes()).charts]
    assert len(charted) > len(HONEST) + 1


@needs.soffice
@pytest.mark.parametrize("shape", HONEST)
def test_a_print_whose_chart_says_something_else_is_never_the_same(every_kind, on_paper, shape):
    (honest,) = [file for file in every_kind if file.stem == f"chart-{shape}"]
    told = {}
    for number, (kind, _) in enumerate(forged(*HONEST[shape])):
        differences, unknown = judged(honest, on_paper / f"forged-{shape}-{number}.pdf")
        told[kind] = "berubah" if differences else "tidak dapat dinilai" if unknown else "sama"
    assert {kind: what for kind, what in told.items() if what == "sama"} == {}
    assert {kind for kind, what in told.items() if what != "berubah"} <= {"white", "left out", "drawn otherwise"}


@needs.soffice
def test_every_kind_of_document_saved_by_libreoffice_shows_the_same(tmp_path, every_kind):
    """Saved as .docx, through .odt, and through .doc, where LibreOffice counts lists otherwise, and prints them so.

    Of charts by themselves only the chart is held: they stand in documents without styles, which LibreOffice sets in
    a font of its own.
    """
    there = [file for file in every_kind if not file.name.startswith("chart-")]
    saved = by_libreoffice(tmp_path, every_kind, "docx")
    for file in every_kind:
        both = (canonical.seen((folder / file.name).read_bytes()).charts for folder in (file.parent, saved))
        was, now = ([(chart.said, chart.unknown, chart.drawing) for chart in charts] for charts in both)
        assert (file.name, now) == (file.name, was)
    open_text, old = (by_libreoffice(tmp_path, there, kind) for kind in ("odt", "doc"))
    back = [by_libreoffice(from_, sorted(from_.glob(f"*.{from_.name}")), "docx") for from_ in (open_text, old)]
    for file in there:
        raw = file.read_bytes()
        for again in (saved, back[0]):
            both = compared.compared(raw, (again / file.name).read_bytes())
            assert (file.name, *both) == (file.name, (), (), ())
        both = compared.compared(raw, (back[1] / file.name).read_bytes())
        assert [pair for pair in both.differences if not all(LABEL.fullmatch(word) for word in pair)] == [], file.name
        assert (file.name, both.hidden, {*both.unknown} - {"srcRect"}) == (file.name, (), set())
