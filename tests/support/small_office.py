"""One institution of this repository, with one unit and the kinds of its letters: checked in a moment."""

import shutil
from pathlib import Path

from support.paths import ROOT

KINDS = ("surat-hasil", "rekapitulasi", "daftar-pengiriman")


def made(root: Path) -> Path:
    """Copy it into a folder, and return that."""
    for folder in ("units/lumajang", "periods/2025S1/lumajang", "register/lumajang"):
        shutil.copytree(ROOT / folder, root / folder)
    for kind in KINDS:
        own = root / "templates" / kind
        own.mkdir(parents=True)
        for file in ("jenis.yaml", "lumajang.docx", "bawaan.docx"):
            if (ROOT / "templates" / kind / file).is_file():
                shutil.copyfile(ROOT / "templates" / kind / file, own / file)
    return root
