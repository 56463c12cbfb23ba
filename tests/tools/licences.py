"""docs/lisensi.md, made from the metadata of the distributions that the lock names: whose licence goes along."""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "lisensi.md"
ELSEWHERE = {"tzdata": "Apache-2.0"}
"""What only other systems install."""
SAID = {
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "num2words": "LGPL-2.1-or-later",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause (PDFium: BSD-3-Clause, Apache-2.0)",
}
"""Licences that the metadata says in words of its own."""
SHORT = {"BSD License": "BSD-3-Clause", "MIT License": "MIT"}
_HEAD = """# Lisensi

Program ini berlisensi MIT (berkas `LICENSE`). Pustaka yang dipasang bersamanya tetap berlisensi masing-masing: docxtpl
dan num2words (LGPL) dan pikepdf (MPL) dipakai sebagai pustaka yang tidak diubah dan dapat diganti. Tabel ini dibuat
dari `requirements.lock` dengan `make messages`.

Di `pipeline/page/vendor/` ada dua program peramban yang tidak diubah: docx-preview (Apache-2.0) dan JSZip
(MIT; memuat pako, MIT dan Zlib). Lisensinya di sampingnya.

| pustaka | lisensi |
|---|---|
"""


def names() -> list[str]:
    """Return the distributions that the lock names."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", lock, re.MULTILINE)))


def licence(name: str) -> str:
    """Return the licence of a distribution as its metadata says it."""
    if name in ELSEWHERE or name in SAID:
        return ELSEWHERE.get(name) or SAID[name]
    said = metadata.metadata(name)
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")]
    found = said.get("License-Expression") or said.get("License") or SHORT.get(classes[0], classes[0])
    return found.strip()


def document() -> str:
    """Return the page."""
    return _HEAD + "".join(f"| {name} | {licence(name)} |\n" for name in names())
