"""The explanation of every code, a file a code and language, from which `explain` and docs/kode.md are made."""

import re
from pathlib import Path

from pipeline.problems.codes import CODES

SECTIONS = ("Sebab", "Contoh", "Cara memperbaiki")
"""What every explanation says, in this order."""
SECTIONS_EN = ("Cause", "Example", "Cure")
_HERE = Path(__file__).parent


def text(code: str, language: str = "id") -> str:
    """Return the explanation of a code, in Markdown; English for `en`, else Indonesian."""
    folder = _HERE / "en" if language == "en" else _HERE
    return (folder / f"{code}.md").read_text(encoding="utf-8")


def bare(pattern: str) -> str:
    """Return a message's pattern as it is shown where there are no values: `{field}` is `<field>`."""
    return re.sub(r"\{(\w+)\}", r"<\1>", pattern).replace("{{", "{").replace("}}", "}")


def document() -> str:
    """Return docs/kode.md: every code with its message, its cure and its explanation."""
    parts = [
        "# Kode masalah\n\n"
        "Dibuat dari `pipeline/codes.py` dan `pipeline/penjelasan/` dengan `make messages`; jangan disunting di sini.\n"
        "Di terminal: `python -m pipeline explain KODE`.\n"
    ]
    for code in sorted(CODES):
        one = CODES[code]
        kind = "peringatan" if one.warning else "kesalahan"
        explained = re.sub(r"^## ", "### ", text(code), flags=re.MULTILINE)
        parts.append(f"## {code}\n\n*{kind}*: {bare(one.message)}; {bare(one.cure)}\n\n{explained}")
    return "\n".join(parts)
