"""What a template shows only on paper: styles it lacks, paragraphs it leaves empty, tags where nothing fills them."""

import html
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.documents.places import Places, called
from pipeline.documents.typed import short
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import unprintable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P = f"{_W}p"
_STATEMENT = re.compile(r"\{%-?\s*(?:if|elif|else|endif|for|endfor)\b[^%]*%\}")
_SHOWN = tuple(f"{_W}{name}" for name in ("drawing", "pict", "object", "br", "sectPr", "fldSimple"))
_STYLES = {
    f"{_W}pStyle": phrase("gaya paragraf"),
    f"{_W}rStyle": phrase("gaya huruf"),
    f"{_W}tblStyle": phrase("gaya tabel"),
}
_FONTS_OF_SIGNS = (
    *("Wingdings", "Webdings", "Symbol", "Segoe UI", "Noto"),
    *("MS Gothic", "MS Mincho", "SimSun", "Javanese Text"),
)
"""How the names of fonts begin that have signs which fonts for text lack."""
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments\w*)\.xml")
_PRINTED_ATTRIBUTES = re.compile(r"word/(numbering\.xml|charts/|diagrams/)")
"""Members that print what stands in their attributes, such as the format of a list's numbers."""
_TAG = re.compile(r"\{ ?\{(?:[^{}]{0,80}\}\})?|\{ ?%(?:[^{}]{0,80}%\})?|\$\{|«[^»]*»")


def check(root: "etree._Element", places: Places, styles: frozenset[str], file: str) -> Iterator[Problem]:
    """Return what is wrong or doubtful on the page of a part; `styles` are those that the template has."""
    yield from _missing_styles(root, places, styles, file)
    for paragraph, place in places.paragraphs():
        text = _own_text(paragraph)
        if found := unprintable.signs(_in_fonts_of_text(paragraph)):
            yield problem(Place(file), "D004", found=found, part=place, paragraph=short(text))
        if not _STATEMENT.search(text) or _STATEMENT.sub("", text).strip():
            continue
        if next(paragraph.iter(*_SHOWN), None) is None:
            yield problem(Place(file), "D002", part=place, paragraph=short(text))


def unfilled(files: Mapping[str, bytes], titles: Mapping[str, Text], file: str) -> Iterator[Problem]:
    """Return the tags in members where nothing fills them, such as the title that Word keeps of a document."""
    for name in sorted(files):
        if name.endswith(".xml") and not _FILLED.fullmatch(name):
            xml = files[name].decode("utf-8", errors="replace")
            shown = re.sub(r"<[^>]*>", "", xml)
            if _PRINTED_ATTRIBUTES.match(name):
                shown = " ".join((shown, *re.findall(r"""\w=("[^"]*"|'[^']*')""", xml)))
            found = _TAG.search(html.unescape(shown))
            if found:
                yield problem(Place(file), "D003", found=found[0], part=titles.get(name) or called(name))


def style_names(styles: "etree._Element | None") -> frozenset[str]:
    """Return the styles that a template has."""
    found = styles.iterfind(f"{_W}style") if styles is not None else ()
    return frozenset(style.get(f"{_W}styleId", "") for style in found)


def _missing_styles(root: "etree._Element", places: Places, styles: frozenset[str], file: str) -> Iterator[Problem]:
    seen: set[tuple[etree._Element | None, Phrase, str]] = set()
    for element in root.iter(*_STYLES):
        style, kind = element.get(f"{_W}val", ""), _STYLES[element.tag]
        paragraph = next(element.iterancestors(_P), None)
        if style in styles or (paragraph, kind, style) in seen:
            continue
        seen.add((paragraph, kind, style))
        text = _own_text(paragraph) if paragraph is not None else ""
        holder = element if paragraph is not None else next(element.iterancestors(f"{_W}tbl"), element)
        yield problem(Place(file), "D001", style=style, kind=kind, part=places.of(holder), paragraph=short(text))


def _in_fonts_of_text(paragraph: "etree._Element") -> str:
    """Return the text of a paragraph that is set in no font of signs."""
    runs = (run for run in paragraph.iter(f"{_W}r") if next(run.iterancestors(_P), None) is paragraph)
    fonts = ((run, run.find(f"{_W}rPr/{_W}rFonts")) for run in runs)
    told = (run for run, font in fonts if font is None or not font.get(f"{_W}ascii", "").startswith(_FONTS_OF_SIGNS))
    return "".join(leaf.text or "" for run in told for leaf in run.iter(f"{_W}t"))


def _own_text(paragraph: "etree._Element") -> str:
    return "".join(
        leaf.text or "" for leaf in paragraph.iter(f"{_W}t") if next(leaf.iterancestors(_P), None) is paragraph
    )
