"""What a part refers to and its relationships do not have: Word shows nothing there, or calls it corrupt."""

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.documents.places import Places, references
from pipeline.documents.xml_parts import parsed, rels_name
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

_GONE = phrase("buka di Word, lihat apa yang tidak tampil dan hapus, lalu simpan ulang sebagai .docx")
_INK = phrase("klik tulisannya, potong, lalu Tempel Spesial sebagai gambar")


def check(
    name: str, root: "etree._Element", files: Mapping[str, bytes], places: Places, file: str
) -> Iterator[Problem]:
    """Return what a part refers to that the files, as they go into documents, do not have."""
    rels = rels_name(name)
    known = {rel.get("Id") for rel in parsed(rels, files[rels])} if rels in files else set()
    for element, value in references(root):
        if value in known:
            continue
        found, hint = phrase("isi yang hilang dari berkas ({id})", id=value), _GONE
        if etree.QName(element).localname == "contentPart":
            found, hint = phrase("tulisan tangan (tinta)"), _INK
        yield problem(Place(file), "T018", found=found, part=places.of(element), hint=hint)
