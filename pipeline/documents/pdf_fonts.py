"""The fonts of a PDF, held against those of the document that it was printed from: other ones break lines elsewhere."""

import io
import re
import zipfile
from collections.abc import Iterator

from pipeline.documents import pdf_parts
from pipeline.problems.problem import Place, Problem, problem

EQUAL = {
    "Arial": ("Liberation Sans", "Arimo"),
    "Arial Narrow": ("Liberation Sans Narrow",),
    "Helvetica": ("Liberation Sans", "Arimo", "Nimbus Sans"),
    "Times New Roman": ("Liberation Serif", "Tinos"),
    "Courier New": ("Liberation Mono", "Cousine"),
    "Calibri": ("Carlito",),
    "Cambria": ("Caladea",),
    "Georgia": ("Gelasio",),
    "Bookman Old Style": ("URW Bookman", "TeX Gyre Bonum"),
    "Book Antiqua": ("TeX Gyre Pagella",),
}
"""Fonts that are seldom on Linux, and those whose letters have the same widths."""
_OF_SIGNS = frozenset(("opensymbol", "symbol", "symbolmt", "wingdings", "wingdings-regular"))
_NAMED = re.compile(r'<w:rFonts[^>]*?w:(?:ascii|hAnsi)="([^"]+)"')
_THEME = re.compile(r'<a:latin typeface="([^"]+)"')
_PARTS = re.compile(r"word/(?:document|styles|numbering|header\d*|footer\d*)\.xml")


def check(document: bytes, printed: bytes, place: Place, *, strict: bool) -> Iterator[Problem]:
    """Yield what stands in fonts that are neither those of the document nor of equal widths: one problem a PDF."""
    named = of_document(document)
    embedded = pdf_parts.fonts(printed)
    foreign = sorted(font for font in embedded if not any(is_fit(name, font) for name in named or ("",)))
    if foreign:
        there = {_plain(font) for font in embedded}
        lost = [name for name in sorted(named) if not {_plain(font) for font in (name, *EQUAL.get(name, ()))} & there]
        wanted = lost or sorted(named)
        install = " / ".join(dict.fromkeys(font for name in wanted for font in (name, *EQUAL.get(name, ()))))
        code = "P004" if strict else "P003"
        yield problem(place, code, found=", ".join(foreign), wanted=", ".join(wanted), install=install)


def is_fit(name: str, font: str) -> bool:
    """Return whether a font that is asked for may stand in another one: itself, one of equal widths, one of signs."""
    return _plain(font) in {_plain(known) for known in (name, *EQUAL.get(name, ()))} | _OF_SIGNS


def of_document(document: bytes) -> frozenset[str]:
    """Return the fonts that a document names."""
    with zipfile.ZipFile(io.BytesIO(document)) as source:
        texts = [source.read(name).decode() for name in source.namelist() if _PARTS.fullmatch(name)]
        themes = [name for name in source.namelist() if name.startswith("word/theme/")]
        if any("asciiTheme=" in text for text in texts):
            texts += (source.read(name).decode() for name in themes)
    return frozenset(font for text in texts for font in (*_NAMED.findall(text), *_THEME.findall(text)))


def _plain(font: str) -> str:
    """Return the family that the name of a font says: `ABCDEF+TimesNewRomanPS-BoldMT` is that of Times New Roman."""
    family = font.rpartition("+")[2].lower().replace(" ", "")
    family = re.sub(r"[-,](bold|italic|oblique|regular|roman|book|semibold|light|condensed)+(mt)?$", "", family)
    family = re.sub(r"^(urw[a-z]+?)-?(demi|light)(italic|oblique)?$", r"\1", family)  # as LibreOffice embeds them
    return re.sub(r"(ps)?(mt)?$", "", family)
