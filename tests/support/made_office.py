"""A made-up office with one unit, as small as a test can read: its results, its warnings, its words."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.problems.problem import Problem, Refusal
from pipeline.scores import counted, results, survey
from pipeline.scores.records import Survey, UnitResults
from pipeline.sources import acknowledged, layers
from pipeline.sources.layers import Dossier
from pipeline.sources.period import parse
from pipeline.words.chapter import Material

INSTANSI = """
nama: Kantor Rekaan
skema:
  skm:
    nama: SKM
    unsur:
      persyaratan: {kode: U1, nama: Persyaratan}
      prosedur: {kode: U2, nama: Prosedur}
      waktu: {kode: U3, nama: Waktu}
"""
FILE = "periods/2025S1/rekaan/loket.csv"


class Dibuat(NamedTuple):
    results: UnitResults
    survei: Survey
    warnings: Sequence[Problem]
    berkas: Dossier

    @property
    def result(self):
        return self.results.main.result

    @property
    def material(self) -> Material:
        return Material(self.berkas, "", self.results, None, self.survei)

    @property
    def kode(self) -> list[str]:
        return [one.code for one in self.warnings]


def tulis(root: Path, masa: str, csv: str | bytes, own: str = "", name: str = "loket.csv") -> None:
    """Write what the unit says in a period."""
    folder = root / "periods" / masa / "rekaan"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "periode.yaml").write_text("")
    (folder / name).write_bytes(csv if isinstance(csv, bytes) else csv.encode())
    (folder / "loket.yaml").write_text(own)


def buat(
    root: Path,
    csv: str | bytes,
    skema: str = "",
    instansi: str = "",
    unit: str = "",
    own: str = "",
    name: str = "loket.csv",
) -> Dibuat:
    """Return what the unit's answers come down to; raises `Refusal` when they cannot be used."""
    folder = root / "units" / "rekaan"
    folder.mkdir(parents=True, exist_ok=True)
    text = INSTANSI.replace("    nama: SKM\n", f"    nama: SKM\n{skema}")
    (folder / "instansi.yaml").write_text(text + instansi)
    (folder / "loket.yaml").write_text("nama: Loket\n" + unit)
    tulis(root, "2025S1", csv, own, name)
    problems: list[Problem] = []
    office = layers.office_of(root, parse("2025S1"), "rekaan", problems)
    if office is None:
        raise Refusal(problems)
    ruang = counted.count(root, office, problems)
    if problems:
        raise Refusal(problems)
    berkas = layers.dossier_of(root, office, "loket")
    scored = results.of_unit(ruang, berkas)
    survei, warnings = survey.survey_of(root, ruang, berkas, scored)
    asked = list(warnings)
    survei = survei._replace(comparison=survey.comparison(root, ruang, berkas, scored, asked))
    return Dibuat(scored, survei, acknowledged.sift(berkas, asked)[0], berkas)


def masalah(root: Path, csv: str | bytes, **more: str) -> list[str]:
    """Return the problems that refuse an input, without the file's name."""
    try:
        buat(root, csv, **more)
    except Refusal as refusal:
        return [str(one).removeprefix("periods/2025S1/rekaan/") for one in refusal.problems]
    raise AssertionError("nothing was refused")


def excel(rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with these rows."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def workbook_of(sheets: Mapping[str, Sequence[Sequence[object]]], merged: Mapping[str, object] | None = None) -> bytes:
    """Return a workbook with these sheets; `#...` is a cell in error, `merged` are ranges of the first."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("#"):
                    sheet.write_formula(at, column, "=NA()", None, cell)
                else:
                    sheet.write(at, column, cell)
    for cells, said in (merged or {}).items():
        book.worksheets()[0].merge_range(cells, said)
    book.close()
    return target.getvalue()


def with_xml(raw: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook with this said otherwise in the XML of its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            made.writestr(name, content.replace(old, new) if name == "xl/worksheets/sheet1.xml" else content)
    return out.getvalue()


def hidden_in(
    sheets_of: Mapping[str, Sequence[Sequence[object]]], sheets: Sequence[str] = (), rows: Sequence[int] = ()
) -> bytes:
    """Return a workbook in which these sheets, and these rows of the first, are hidden."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for number, (name, cells) in enumerate(sheets_of.items()):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(cells):
            sheet.write_row(at, 0, row)
            if number == 0 and at + 1 in rows:
                sheet.set_row(at, None, None, {"hidden": True})
        if name in sheets:
            sheet.hide()
    book.close()
    return target.getvalue()


def ods(sheets: Mapping[str, str], hidden: Sequence[str] = ()) -> bytes:
    """Return an OpenDocument workbook; each sheet is the XML of its rows (`row`, `cell`)."""
    names = "office table text style calcext"
    space = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split())
    styles = "".join(
        f'<style:style style:name="s{at}" style:family="table"><style:table-properties table:display='
        f'"{"false" if name in hidden else "true"}"/></style:style>'
        for at, name in enumerate(sheets)
    )
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="s{at}">{rows}</table:table>'
        for at, (name, rows) in enumerate(sheets.items())
    )
    content = (
        f"<office:document-content {space}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            made.writestr(name, text)
    return target.getvalue()


def ods_row(*cells: object, attributes: str = "") -> str:
    """Return a row of an OpenDocument sheet: texts, numbers, or the XML of a cell."""
    return f"<table:table-row {attributes}>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: object) -> str:
    if isinstance(cell, str) and cell.startswith("<"):
        return cell
    kind = f'office:value-type="float" office:value="{cell}"' if isinstance(cell, int) else 'office:value-type="string"'
    return (
        f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>" if cell != "" else "<table:table-cell/>"
    )
