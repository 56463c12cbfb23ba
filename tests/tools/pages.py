"""Pages measured as a secretary looks at them: `python tests/tools/pages.py SURAT.docx ...` or PDFs; exit 1 on a fault.

`--sheet build/halaman.png` also draws the pages beside each other, to be looked at.

A line whose blanks are stretched over 2.5 times the usual, a heading at the foot of a page, a page with a line or two,
a font that is none of the document's.
"""

import argparse
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import PIL.Image
import pypdfium2

from pipeline.documents import pdf_fonts
from pipeline.problems.problem import Place

STRETCHED = 2.5
"""How much wider than usual a blank may be."""
USUAL, BEARING = 0.278, 0.08
"""A blank, and what letters leave free beside them, as parts of the size of the letters."""
SCALE, GAP = 0.6, 6
"""How large a sheet shows a page, and what lies between two."""
FOOT = 0.88
"""Where the foot of a page begins, of its height."""


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


def faults(pdf: Path) -> Iterator[str]:
    """Yield what is wrong with the pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [lines(page) for page in document]
    for number, page in enumerate(pages, 1):
        yield from (f"{number}: a line is stretched: {line.text[:60]}" for line in page if stretched(line))
        body = [line for line in page if 0.05 < line.top < 0.93]
        if body and len(body) < 3 and number > 1:
            yield f"{number}: a page has but {len(body)} lines: {body[0].text[:60]}"
        if not body or number == len(pages):
            continue
        if body[-1].top > FOOT and body[-1].text.startswith(("BAB ", "Tabel ", "Tembusan")):
            yield f"{number}: a heading stands at the foot: {body[-1].text[:60]}"


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDFs of documents, through LibreOffice, in a profile of their own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    return [folder / f"{file.stem}.pdf" for file in files]


def drawn(files: Iterable[Path], sheet: Path) -> None:
    """Write the pages of PDFs as one picture, a row a file."""
    rows = []
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            rows.append([page.render(scale=SCALE).to_pil() for page in document])
    sizes = [(sum(page.width + GAP for page in row), max(page.height for page in row) + GAP) for row in rows]
    whole = PIL.Image.new("RGB", (max(width for width, _ in sizes), sum(height for _, height in sizes)), "gray")
    top = 0
    for row, (_, height) in zip(rows, sizes, strict=True):
        left = 0
        for page in row:
            whole.paste(page, (left, top))
            left += page.width + GAP
        top += height
    sheet.parent.mkdir(parents=True, exist_ok=True)
    whole.save(sheet)


def main(arguments: Sequence[str]) -> int:
    """Print the faults of every file; return 1 when there is any."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    asked = parser.parse_args(arguments)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        papers = []
        for number, file in enumerate(asked.files):
            place = Path(folder, str(number))
            place.mkdir()
            papers.append(file if file.suffix == ".pdf" else printed([file], place)[0])
            told = [*faults(papers[-1])]
            if file.suffix != ".pdf":
                raw = papers[-1].read_bytes()
                told += map(str, pdf_fonts.check(file.read_bytes(), raw, Place(str(file)), strict=False))
            for fault in told:
                bad = 1
                print(f"{file}:{fault}")
        if asked.sheet:
            drawn(papers, asked.sheet)
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
