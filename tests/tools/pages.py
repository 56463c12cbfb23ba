"""Pages as a secretary looks at them, measured and drawn; exit 1 on a fault.

`PYTHONPATH=.:tests python tests/tools/pages.py ...`:

`SURAT.docx ...` measures documents, or PDFs; `--sheet build/halaman.png` also draws them beside each other.
`--samples build/halaman` makes every document of this repository's institutions, `--extremes build/halaman` those of
made-up offices at their longest and shortest (`--only a4-arial,contoh` some of them), and writes a sheet for each.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import PIL.Image
import pypdfium2

from pipeline.documents import page_lines, page_rules, pdf_fonts
from pipeline.problems.problem import Place
from support import extreme_office, in_process
from support.paths import ROOT

SCALE, GAP, ROWS = 0.6, 6, 8
"""How large a sheet shows a page, what lies between two, and how many documents a sheet shows."""


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDFs of documents, through LibreOffice, in a profile of their own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    copies = [folder / f"{number}.docx" for number in range(len(files))]
    for file, copy in zip(files, copies, strict=True):
        shutil.copyfile(file, copy)
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, copies)]
    if copies:
        subprocess.run(command, check=True, capture_output=True)
    return [copy.with_suffix(".pdf") for copy in copies]


def faults(file: Path, paper: Path) -> Iterator[str]:
    """Yield what is wrong with the pages of a document, and with their fonts."""
    pages = page_lines.pages(paper.read_bytes())
    raw = file.read_bytes()
    yield from map(str, page_rules.faults(pages, None if file == paper else raw))
    if file != paper:
        yield from map(str, pdf_fonts.check(raw, paper.read_bytes(), Place(str(file)), strict=False))


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


def made(root: Path, *, is_extreme: bool, only: Sequence[str]) -> list[Path]:
    """Return every document of the samples, or of the extremes, made in a workspace of their own."""
    if is_extreme:
        extreme_office.write_offices(root, only or extreme_office.names())
    else:
        for folder in ("units", "periods", "templates", "register"):
            shutil.copytree(ROOT / folder, root / folder)
    for period in sorted(path.name for path in (root / "periods").iterdir()):
        for kind in sorted(path.name for path in (root / "templates").iterdir()):
            told = in_process.run(("build", kind, period), root, os.environ)
            if told.returncode:
                print(told.stderr, file=sys.stderr)
    found = sorted((root / "build").glob("*/**/*.docx"))
    return [file for file in found if not only or set(only) & set(file.parts)]


def main(arguments: Sequence[str]) -> int:
    """Print the faults of every file; return 1 when there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--extremes", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args(arguments)
    into = asked.samples or asked.extremes
    only = [name for name in asked.only.split(",") if name]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "kerja")
        root.mkdir()
        files = made(root, is_extreme=bool(asked.extremes), only=only) if into else asked.files
        documents = [file for file in files if file.suffix != ".pdf"]
        papers = {
            **{file: file for file in files},
            **dict(zip(documents, printed(documents, Path(folder)), strict=True)),
        }
        for file, paper in papers.items():
            name = file.relative_to(root) if into else file
            for fault in faults(file, paper):
                bad = 1
                print(f"{name}:{fault}", flush=True)
        if asked.sheet:
            drawn(papers.values(), asked.sheet)
        for number in range(0, len(files), ROWS) if into else ():
            drawn([papers[file] for file in files[number : number + ROWS]], into / f"{number // ROWS + 1:02}.png")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
