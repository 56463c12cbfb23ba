"""The fonts of this computer: which one stands in for a font that is asked for, as fontconfig says. Only it runs it."""

import shutil
import subprocess
from collections.abc import Iterable

_SECONDS = 20


def program() -> str:
    """Return the program that tells; empty when this computer has none."""
    return shutil.which("fc-match") or ""


def standing_in(fonts: Iterable[str]) -> dict[str, str]:
    """Return for each font the family that LibreOffice would print it in; those that cannot be told are left out."""
    found = {}
    for font in fonts:
        # a dash would begin a size and a colon a property
        asked = font.replace("\\", "\\\\").replace("-", "\\-").replace(":", "\\:").replace(",", "\\,")
        command = [program(), "-f", "%{family[0]}", f"{asked}"]
        try:
            told = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
        except (OSError, subprocess.SubprocessError):
            continue
        if family := told.stdout.decode("utf-8", "replace").strip():
            found[font] = family
    return found
