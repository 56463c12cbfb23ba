"""Pages measured as a secretary looks at them: `python tests/tools/pages.py SURAT.docx ...` or PDFs; exit 1 on a fault.

A line whose blanks are stretched over 2.5 times the usual, a heading at the foot of a page, a last page with a line or
two, a font that is none of the document's.
"""

import itertools
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2

STRETCHED = 2.5
"""How much wider than usual a blank may be."""
USUAL, BEARING = 0.278, 0.08
"""A blank, and what letters leave free beside them, as parts of the size of the letters."""
FOOT = 0.88
"""Where the foot of a page begins, of its height."""
SUBSTITUTES = {
    "Arial": "LiberationSans", "Helvetica": "LiberationSans", "Times New Roman": "LiberationSerif",
    "Courier New": "LiberationMono", "Calibri": "Carlito", "Cambria": "Caladea", "Bookman Old Style": "Bookman",
}  # fmt: skip
"""Fonts with equal metrics that stand for those that are seldom there."""


Letter = tuple[float, float, float, float, str, float]
"""Left, bottom, right and top of a letter, the letter, and the size of its font."""


class Line(NamedTuple):
    """A line: its text, where it stands from the top (0 to 1), its blanks as parts of the size of its letters."""

    text: str
    top: float
    blanks: tuple[float, ...]


def lines(page: pypdfium2.PdfPage) -> list[Line]:
    """Return the lines of a page from the top; letters belong together where they overlap in height."""
    text, height = page.get_textpage(), page.get_height()
    rows: list[list[Letter]] = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if not letter.strip():
            continue
        left, bottom, right, top = text.get_charbox(index)
        middle, size = (bottom + top) / 2, pypdfium2.raw.FPDFText_GetFontSize(text, index)
        row = next((row for row in rows[-3:] if row[0][1] - 1 <= middle <= row[0][3] + 1), None)
        if row is None:
            rows.append([(left, bottom, right, top, letter, size)])
        else:
            row.append((left, bottom, right, top, letter, size))
    return sorted((_line(sorted(row), height) for row in rows), key=lambda line: line.top)


def _line(row: Sequence[Letter], height: float) -> Line:
    gaps, said = [], row[0][4]
    for before, after in itertools.pairwise(row):
        gap = (after[0] - before[2]) / after[5]
        if gap > USUAL / 2 + BEARING:
            gaps.append(gap - BEARING)
            said += " "
        said += after[4]
    return Line(said, 1 - row[0][3] / height, tuple(gaps))


def stretched(line: Line) -> bool:
    """Return whether all blanks of a line are too wide; in a table or beside a tab only some of them are."""
    blanks, words = line.blanks, line.text.split()
    prose = len(blanks) > 3 and sum(map(len, words)) > 3 * len(words)
    return prose and min(blanks) > STRETCHED * USUAL and max(blanks) < 1.4 * min(blanks)


def faults(pdf: Path, fonts: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the pages of a PDF; `fonts` are those of the document that it was printed from."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [lines(page) for page in document]
    for number, page in enumerate(pages, 1):
        yield from (f"{number}: a line is stretched: {line.text[:60]}" for line in page if stretched(line))
        body = [line for line in page if 0.05 < line.top < 0.93]
        if not body or number == len(pages):
            if body and len(body) < 3 and number > 1:
                yield f"{number}: the last page has but {len(body)} lines: {body[0].text[:60]}"
            continue
        if body[-1].top > FOOT and body[-1].text.startswith(("BAB ", "Tabel ", "Tembusan")):
            yield f"{number}: a heading stands at the foot: {body[-1].text[:60]}"
    if fonts:
        yield from _fonts(pdf, fonts)


def _fonts(pdf: Path, fonts: frozenset[str]) -> Iterator[str]:
    wanted = {name.replace(" ", "") for name in fonts} | {SUBSTITUTES[name] for name in fonts if name in SUBSTITUTES}
    with pikepdf.open(pdf) as document:
        embedded = {
            str(font.BaseFont).rpartition("+")[2].lstrip("/").partition("-")[0]
            for page in document.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
    for name in sorted(embedded - wanted - {"OpenSymbol", "Symbol"}):
        yield f"1: the font {name} is none of the document's: {', '.join(sorted(fonts))}"


def document_fonts(docx: Path) -> frozenset[str]:
    """Return the fonts that a document names in its styles and its text."""
    with zipfile.ZipFile(docx) as source:
        text = "".join(source.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    return frozenset(re.findall(r'w:ascii="([^"]+)"', text))


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDFs of documents, through LibreOffice, in a profile of their own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    return [folder / f"{file.stem}.pdf" for file in files]


def main(names: Sequence[str]) -> int:
    """Print the faults of every file; return 1 when there is any."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            file, place = Path(name), Path(folder, str(number))
            place.mkdir()
            is_pdf = file.suffix == ".pdf"
            pdf = file if is_pdf else printed([file], place)[0]
            for fault in faults(pdf, frozenset() if is_pdf else document_fonts(file)):
                bad = 1
                print(f"{name}:{fault}")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
