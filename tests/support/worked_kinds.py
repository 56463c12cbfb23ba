"""The worked kinds of document in `docs/contoh/`, laid into a workspace as its page says."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from support.paths import ROOT

EXAMPLES = ROOT / "docs/contoh"
OFFICE, UNIT, PERIOD = "rekaan", "dinas", "2025S1"
PAGE, SHOWN = "halaman.png", "teks"
"""The picture of a kind's pages, and the note in it that says of which text."""
KINDS = tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/jenis.yaml")))


def workspace_of(root: Path, kinds: Iterable[str]) -> Path:
    """Write a workspace of the example's office with these kinds; their facts are joined under `dokumen`."""
    units, here = root / "units" / OFFICE, root / "periods" / PERIOD / OFFICE
    for folder in (units, here / "foto"):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(EXAMPLES / "kantor/instansi.yaml", units)
    shutil.copy(EXAMPLES / "kantor/dinas.yaml", units / f"{UNIT}.yaml")
    (here / "periode.yaml").write_text("# tidak ada yang sama bagi semua unit\n", encoding="utf-8")
    facts = ["dokumen:"]
    for kind in kinds:
        template = root / "templates" / kind
        template.mkdir(parents=True, exist_ok=True)
        for name in ("jenis.yaml", "bawaan.docx"):
            shutil.copy(EXAMPLES / kind / name, template)
        for picture in set((EXAMPLES / kind).glob("*.png")) - {EXAMPLES / kind / PAGE}:
            shutil.copy(picture, here / "foto")
        text = (EXAMPLES / kind / "fakta.yaml").read_text(encoding="utf-8")
        facts.append(text.partition("dokumen:\n")[2].rstrip())
    (here / f"{UNIT}.yaml").write_text("\n".join(facts) + "\n", encoding="utf-8")
    return root


def letter(kind: str) -> str:
    """Return where the letter of a kind is made."""
    return f"build/{PERIOD}/{OFFICE}/{UNIT}/{kind}.docx"
