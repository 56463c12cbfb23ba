"""The worked kinds of document in `docs/contoh/`, laid into a workspace as its page says."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from support import asked_facts
from support.paths import ROOT

EXAMPLES = ROOT / "docs/contoh"
OFFICE, UNIT, PERIOD = "rekaan", "dinas", "2025S1"
PAGE, SHOWN = "halaman.png", "teks"
"""The picture of a kind's pages, and the note in it that says of which text."""
KINDS = tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/jenis.yaml")))


def workspace_of(root: Path, kinds: Iterable[str]) -> Path:
    """Write a workspace of the example's office with these kinds; their facts are joined under `dokumen`."""
    here = _office(root, kinds)
    shutil.copy(EXAMPLES / "kantor/dinas.yaml", root / f"units/{OFFICE}/{UNIT}.yaml")
    facts = ["dokumen:"]
    for kind in kinds:
        for picture in set((EXAMPLES / kind).glob("*.png")) - {EXAMPLES / kind / PAGE}:
            shutil.copy(picture, here / "foto")
        text = (EXAMPLES / kind / "fakta.yaml").read_text(encoding="utf-8")
        facts.append(text.partition("dokumen:\n")[2].rstrip())
    (here / f"{UNIT}.yaml").write_text("\n".join(facts) + "\n", encoding="utf-8")
    return root


def of_many(
    root: Path, kinds: Iterable[str], units: Mapping[str, int], said: Callable[[str], str] = str, office: str = OFFICE
) -> None:
    """Write a workspace of units whose documents of these kinds have so many of each thing that they list."""
    kinds = tuple(kinds)
    here = _office(root, kinds, office)
    (here / "foto" / asked_facts.PHOTO).write_bytes(asked_facts.picture())
    named = yaml.safe_load((EXAMPLES / "kantor/dinas.yaml").read_text(encoding="utf-8"))
    head = {**named["kepala"], "jabatan": said("Kepala Dinas"), "nama": said("Dra. Nama Rekaan")}
    for unit, many in units.items():
        own = {"nama": said("Dinas"), "kepala": head}
        (root / f"units/{office}/{unit}.yaml").write_text(_as_yaml(own), encoding="utf-8")
        letters = {"dokumen": {kind: _letter(kind, many, said) for kind in kinds}}
        (here / f"{unit}.yaml").write_text(_as_yaml(letters), encoding="utf-8")


def _letter(kind: str, many: int, said: Callable[[str], str]) -> dict[str, Any]:
    """Return what a worked letter says of itself, its lists as long as they are to be."""
    example = yaml.safe_load((EXAMPLES / kind / "fakta.yaml").read_text(encoding="utf-8"))["dokumen"][kind]
    asked = yaml.safe_load((EXAMPLES / kind / "jenis.yaml").read_text(encoding="utf-8"))["isi"]
    who = example.get("penandatangan", "kepala")
    lists = {
        name: [said(f"Kepala Bagian {number}") for number in range(1, many + 1)]
        for name, value in example.items()
        if isinstance(value, list) and (many or name != "yth")
    }
    names = {"hal": said(str(example["hal"]))} if "hal" in example else {}
    numbers = {"nomor": f"{example['nomor']}.{many}"} if "nomor" in example else {}
    signs = {"penandatangan": who if isinstance(who, str) else "kepala"}
    return {**example, **names, **numbers, **lists, **signs, "isi": asked_facts.of(asked, many, said)}


def _office(root: Path, kinds: Iterable[str], office: str = OFFICE) -> Path:
    """Write the example's office without units, and the kinds; return its folder of the period."""
    units, here = root / "units" / office, root / "periods" / PERIOD / office
    for folder in (units, here / "foto"):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(EXAMPLES / "kantor/instansi.yaml", units)
    (here / "periode.yaml").write_text("# tidak ada yang sama bagi semua unit\n", encoding="utf-8")
    for kind in kinds:
        template = root / "templates" / kind
        template.mkdir(parents=True, exist_ok=True)
        for name in ("jenis.yaml", "bawaan.docx"):
            shutil.copy(EXAMPLES / kind / name, template)
    return here


def _as_yaml(said: dict[str, Any]) -> str:
    return "# FIKTIF\n" + json.dumps(said, ensure_ascii=False, default=str) + "\n"


def letter(kind: str) -> str:
    """Return where the letter of a kind is made."""
    return f"build/{PERIOD}/{OFFICE}/{UNIT}/{kind}.docx"
