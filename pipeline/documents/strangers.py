"""What stands in a part of a Word file and is none of Word's: programs show it differently, or not at all."""

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.documents.xml_parts import parsed
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KNOWN = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:")
"""How the names begin of what Word writes."""
_HOLDS_TEXT = frozenset(
    "document body hdr ftr footnotes footnote endnotes endnote comments comment background p r t instrText delText "  # noqa: SIM905
    "delInstrText hyperlink fldSimple smartTag customXml sdt sdtPr sdtEndPr placeholder sdtContent tbl tr tc ruby rt "
    "rubyBase dir bdo pict object drawing txbxContent ins del moveFrom moveTo fldChar ffData fldData "
    "subDoc altChunk".split()
)
"""Elements of Word in which words stand."""
_AWAY = phrase("pilih semua, salin ke dokumen Word baru, lalu hapus yang tidak tampil di sana")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LOST_NOTE = phrase("hapus tanda catatannya, atau sisipkan lagi: Referensi > Sisipkan Catatan Kaki")


def check(root: "etree._Element", files: Mapping[str, bytes], places: Places, file: str) -> Iterator[Problem]:
    """Return what of a part Word does not know, and the notes that it refers to and nobody wrote."""
    for element in root.iter(etree.Element):
        if _is_strange(element) and not any(map(_is_strange, element.iterancestors())):
            text = short("".join(element.itertext()), 40) or element.tag.rpartition("}")[2]
            found = phrase('isi yang tidak dikenal Word ("{text}")', text=text)
            yield problem(Place(file), "T018", found=found, part=places.of(element), hint=_AWAY)
    for kind, note in _NOTES.items():
        references = list(root.iter(f"{_W}{kind}"))
        if references:
            yield from _without_note(references, note, files, places, file)


def _is_strange(element: "etree._Element") -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    if name.namespace == _W[1:-1]:
        return name.localname not in _HOLDS_TEXT and bool("".join(element.itertext()).strip())
    return not (name.namespace or "").startswith(_KNOWN)


def _without_note(
    references: list["etree._Element"], note: str, files: Mapping[str, bytes], places: Places, file: str
) -> Iterator[Problem]:
    part = f"word/{note}s.xml"
    notes = parsed(part, files[part]) if part in files else ()
    known = {found.get(f"{_W}id") for found in notes}
    for reference in references:
        if reference.get(f"{_W}id") not in known:
            found = phrase("tanda catatan yang catatannya hilang")
            yield problem(Place(file), "T018", found=found, part=places.of(reference), hint=_LOST_NOTE)
