"""Signs that the fonts of letters do not have: they come out as boxes, or in a font of their own."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.problems.problem import Problem, problem
from pipeline.sources.yaml_text import Node

_PICTURES = re.compile(
    "[\u231a\u231b\u23e9-\u23fa\U0001f000-\U0001faff\u2600-\u2639\u263d-\u263f\u2641\u2643-\u265f\u2661\u2662\u2664\u2667-\u2669\u266d-\u27bf\u2b00-\u2bff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufffd\U000e0000-\U000e01ef]"
)
"""Emoji and dingbats, without the few that fonts for text have, and what is joined to them."""
_SCRIPTS = re.compile(
    "[\u0530-\u058f\u0700-\u0dff\u0e00-\u0e3e\u0e40-\u1cff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\ua63f\ua6a0-\ua6ff\ua800-\uab2f"
    "\uab70-\uf8ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00010000-\U0001efff\U00020000-\U0003ffff]"
)
"""Scripts that fonts for Latin text lack, Javanese and Balinese among them, and Chinese with its full-width signs."""
_RARE = re.compile("[^\x00-\u052f]")
_NOT_PRINTED = ("diketahui",)


def check(tree: Node) -> Iterator[Problem]:
    """Yield a problem for each text of a unit's files that holds such signs."""
    if isinstance(tree.value, str):
        if found := signs(tree.value):
            yield problem(tree.at, "C015", found=found)
    elif isinstance(tree.value, dict):
        for name, inner in tree.value.items():
            yield from check(inner) if name not in _NOT_PRINTED else ()
    elif isinstance(tree.value, list):
        for inner in tree.value:
            yield from check(inner)


def signs(text: str) -> str:
    """Return such signs of a text, each with its number, as one says them; empty where there are none."""
    found = dict.fromkeys(sign for sign in _RARE.findall(text) if lacks(sign))
    return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in found)


def lacks(sign: str) -> bool:
    """Return whether fonts for text lack a sign: a picture, of another script, nobody's, or one of somebody's own."""
    return bool(_PICTURES.match(sign) or _SCRIPTS.match(sign)) or unicodedata.category(sign) in ("Cn", "Co")
