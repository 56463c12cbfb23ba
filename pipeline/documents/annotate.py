"""A copy of a template with a remark of Word at each place where something is wrong."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.documents import opening, places
from pipeline.documents.package import archive, member
from pipeline.documents.places import Places
from pipeline.documents.xml_parts import Broken, as_bytes, parsed, rels_name
from pipeline.problems.phrase import Text
from pipeline.problems.problem import Problem

_NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAME}}}"
_COMMENTS = "word/comments.xml"
_TYPES = "[Content_Types].xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
AUTHOR = "SKM"
"""Who the remarks are said to be from."""


def annotated(raw: bytes, problems: Sequence[Problem], said: Sequence[str]) -> bytes | None:
    """Return a template with a remark for each problem, as it is said; `None` for a file that Word does not open.

    What stands where Word allows no remark (a header, a note, the file as a whole) is said at the first paragraph.
    """
    files = opening.opened(raw, "", [])
    if files is None:
        return None
    try:
        document = parsed(opening.MAIN, files[opening.MAIN])
        remarks = _remarks(files)
        _number_in(document, remarks, problems, said)
        added = {**files, opening.MAIN: as_bytes(document), _COMMENTS: as_bytes(remarks)}
        added |= _told_of(added)
    except Broken:
        return None
    return archive(member(name, content) for name, content in added.items())


def _number_in(
    document: "etree._Element", remarks: "etree._Element", problems: Iterable[Problem], said: Iterable[str]
) -> None:
    where: dict[Text, etree._Element] = {}
    for paragraph, place in Places(document, "").paragraphs():
        where.setdefault(place, paragraph)
    first = next(iter(where.values()), None)
    used = [int(remark.get(f"{_W}id", "0")) for remark in remarks if (remark.get(f"{_W}id") or "").isdigit()]
    for number, (problem, text) in enumerate(zip(problems, said, strict=True), max(used, default=-1) + 1):
        paragraph = where.get(dict(problem.values).get("part", ""), first)
        if paragraph is not None:
            _point(paragraph, str(number))
            _remark(remarks, str(number), text)


def _point(paragraph: "etree._Element", number: str) -> None:
    """Put the ends of a remark around what a paragraph holds."""
    begin, end, run, sign = (
        etree.Element(f"{_W}{name}") for name in ("commentRangeStart", "commentRangeEnd", "r", "commentReference")
    )
    for mark in (begin, end, sign):
        mark.set(f"{_W}id", number)
    run.append(sign)
    head = paragraph.find(f"{_W}pPr")
    paragraph.insert(0 if head is None else paragraph.index(head) + 1, begin)
    paragraph.append(end)
    paragraph.append(run)


def _remark(remarks: "etree._Element", number: str, text: str) -> None:
    remark = etree.SubElement(remarks, f"{_W}comment")
    remark.set(f"{_W}id", number)
    remark.set(f"{_W}author", AUTHOR)
    remark.set(f"{_W}initials", AUTHOR)
    run = etree.SubElement(etree.SubElement(remark, f"{_W}p"), f"{_W}r")
    etree.SubElement(run, f"{_W}t").text = re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text
    )


def _remarks(files: dict[str, bytes]) -> "etree._Element":
    if _COMMENTS in files:
        return parsed(_COMMENTS, files[_COMMENTS])
    return etree.Element(f"{_W}comments", nsmap={"w": _NAME})


def _told_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the relationships and the types of a file with remarks."""
    rels = rels_name(opening.MAIN)
    links = parsed(rels, files[rels]) if rels in files else etree.Element(f"{{{places.RELS}}}Relationships")
    types = parsed(_TYPES, files[_TYPES])
    if not any(link.get("Type") == _REL for link in links):
        link = etree.SubElement(links, f"{{{places.RELS}}}Relationship")
        link.attrib.update({"Id": "rIdKomentarSKM", "Type": _REL, "Target": "comments.xml"})
    if not any(entry.get("PartName") == f"/{_COMMENTS}" for entry in types):
        kind = etree.SubElement(types, types.tag.replace("Types", "Override"))
        kind.attrib.update({"PartName": f"/{_COMMENTS}", "ContentType": _TYPE})
    return {rels: as_bytes(links), _TYPES: as_bytes(types)}
