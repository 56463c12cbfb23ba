"""Pages of the worked kinds as pictures: `PYTHONPATH=.:tests python tests/tools/worked_pages.py`; needs LibreOffice.

Each picture keeps the fingerprint of the text that it shows: a test says when it is stale.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import PIL.Image
import pypdfium2
from PIL.PngImagePlugin import PngInfo

from pipeline.documents.reading import markdown
from pipeline.files import fingerprint
from pipeline.making import build
from pipeline.sources import workspace
from support import worked_kinds

SCALE, COLOURS, GAP = 0.9, 16, 8


def main() -> None:
    """Draw the pages of every kind, or of those that are named."""
    kinds = sys.argv[1:] or worked_kinds.KINDS
    with tempfile.TemporaryDirectory() as folder:
        root = worked_kinds.workspace_of(Path(folder) / "kantor", kinds)
        period = workspace.period(root, worked_kinds.PERIOD)
        for kind in kinds:
            build.run(root, period, kind)
        made = [root / worked_kinds.letter(kind) for kind in kinds]
        profile = f"-env:UserInstallation={(Path(folder) / 'lo').as_uri()}"
        call = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, made)]
        subprocess.run(call, check=True, capture_output=True, timeout=300)
        for kind, file in zip(kinds, made, strict=True):
            picture = drawn(Path(folder) / f"{kind}.pdf")
            note = PngInfo()
            note.add_text(worked_kinds.SHOWN, fingerprint.sha(markdown(file.read_bytes()).encode()))
            picture.save(worked_kinds.EXAMPLES / kind / worked_kinds.PAGE, optimize=True, pnginfo=note)


def drawn(pdf: Path) -> PIL.Image.Image:
    """Return the pages of a PDF beside each other, in few colours."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=SCALE).to_pil() for page in document]
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    sheet = PIL.Image.new("RGB", (width, max(page.height for page in pages)), "grey")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + GAP
    return sheet.quantize(COLOURS)


if __name__ == "__main__":
    main()
