"""Text as XML has it, between tags and as an attribute: as `xml.sax.saxutils` gives it, which loads a web client."""

import html
from functools import partial

_BLANKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


text = partial(html.escape, quote=False)
"""Text as it stands between tags."""


def attribute(said: str) -> str:
    """Return the value of an attribute, with its quotes."""
    value = text(said).translate(_BLANKS)
    if '"' not in value:
        return f'"{value}"'
    return '"' + value.replace('"', "&quot;") + '"' if "'" in value else f"'{value}'"
