"""The parts of a Word file: which of them hold tags, and what their pictures and links ask for.

Two things are set in Word, beside text, and their values come from the data:
a picture whose alternative text is one tag (`{{ kop.logo }}`) is replaced by that picture, inside its box;
a link whose address holds one tag (`{{ tautan.laporan }}`, `mailto:{{ kop.pos_el }}`) leads where the tag says.
"""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from pipeline.documents import (
    allowed,
    captions,
    continued,
    dangling,
    fetched,
    fields,
    filled,
    hidden,
    page_breaks,
    page_counts,
    paired,
    paper,
    places,
    revisions,
    strangers,
    tables,
    torn,
)
from pipeline.documents.labels import Numbers
from pipeline.documents.looks import Looks
from pipeline.documents.opening import MAIN
from pipeline.documents.package import CORE
from pipeline.documents.places import Places
from pipeline.documents.refers import RELS, RELS_BEGIN
from pipeline.documents.tag import Source
from pipeline.documents.typed import TypedTags, crowded, decoded
from pipeline.documents.xml_parts import as_bytes, parsed, rels_name
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.words import typography

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE_REL = f"{RELS}/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_READ = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|styles|theme/theme1|_rels/document\.xml)\.(xml|rels)"
)
_LOOKS = re.compile(r"word/(styles|numbering)\.xml")
_COMMENTS, _STYLES, _TYPES = "word/comments.xml", "word/styles.xml", "[Content_Types].xml"
_THEME, _LISTS = "word/theme/theme1.xml", "word/numbering.xml"
_NOISE = tuple(
    f"{{{W}}}{name}"
    for name in ("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference")
)
_RSID = f"{{{W}}}rsid"
_ONE_TAG = re.compile(r"\s*\{\{([^{}]*)\}\}\s*")
_SHAPES = {
    "wsp": phrase("bentuk atau kotak teks"),
    "wgp": phrase("kelompok gambar"),
    "wpc": phrase("kanvas gambar"),
    "chart": phrase("grafik"),
    "relIds": phrase("SmartArt"),
}
_ONE_PICTURE = phrase("sisipkan satu gambar di tempatnya, dan tulis tanda itu di teks alternatif gambar itu sendiri")
_ADDED = re.compile(r"(https?://)?(\.\.?/)*")
_TAG_INSIDE = re.compile(r"([^{}']*)\{\{([^{}]*)\}\}([^{}']*)")


def prepare(files: Mapping[str, bytes], file: str, problems: list[Problem]) -> tuple[list[Source], dict[str, bytes]]:
    """Return the parts that hold tags, and the other files made fit: one language, one `core.xml`, no leftovers.

    Faults that are seen in Word's own XML go to `problems`. Raises `Broken`.
    """
    titles = places.titles(files, parsed(MAIN, files[MAIN]), links_of_main(files))
    if any(parsed(name, files[name]).prefix != "w" for name in files if TAGGED.fullmatch(name)):
        found, hint = phrase("XML-nya ditulis program lain"), phrase("buka di Word, lalu simpan ulang sebagai .docx")
        problems.append(problem(Place(file), "T001", found=found, hint=hint))
        return [], {}
    rest = allowed.fit(files, file, titles, problems)
    read = {name: parsed(name, rest[name]) for name in rest if _READ.fullmatch(name)}
    if _COMMENTS in files:
        problems += revisions.remarks(parsed(_COMMENTS, files[_COMMENTS]), file)
    problems += paper.unfilled(files, titles, file)
    styles = paper.style_names(read.get(_STYLES))
    looks = Looks(read.get(_STYLES), read.get(_THEME))
    lists = parsed(_LISTS, rest[_LISTS]) if _LISTS in rest else None
    rest = _fit(rest)
    sources = []
    bound = False
    for name in sorted(filter(TAGGED.fullmatch, rest)):
        root = read[name]
        where = Places(root, titles.get(name, ""))
        if many := crowded(root, where, file):
            problems.append(many)
            continue
        problems += revisions.check(root, where, file)
        problems += hidden.check(root, where, looks, file)
        problems += paper.check(root, where, styles, file)
        problems += continued.check(Numbers(lists, read.get(_STYLES)), where, file)
        problems += fields.check(root, where, file)
        problems += fetched.check(root, where, file)
        fetched.fit(root)
        problems += dangling.check(name, root, rest, where, file)
        problems += strangers.check(root, rest, where, file)
        _tell_unpaired(list(paired.check(root, where, file)), problems)
        typed = TypedTags(where, file, problems)
        bound = _unbind(root) or bound
        _keep_together(root)
        page_counts.count_anew(root)
        page_breaks.fit(root)
        source = _source(name, root, rest, typed)
        if source:
            sources.append(source)
            rest.pop(name)
            rest.pop(source.rels, None)
    if bound:
        found, hint = (
            phrase("kaitan isian (content control) dengan data dokumen"),
            phrase("klik kanan isiannya > Hapus Kontrol Konten; teksnya tinggal"),
        )
        problems.append(problem(Place(file), "T017", found=found, hint=hint))
    return sources, _without_orphans(rest, "".join(source.rels_base for source in sources))


def _tell_unpaired(found: list[Problem], problems: list[Problem]) -> None:
    """Tell statements that do not fit each other, and no longer how each of them would stand alone."""
    where = {dict(fault.values).get("part") for fault in found}
    problems[:] = [fault for fault in problems if fault.code != "D002" or dict(fault.values).get("part") not in where]
    problems += found


def _keep_together(root: "etree._Element") -> None:
    """Bind the words of the template itself that belong on one line."""
    for leaf in root.iter(f"{{{W}}}t"):
        leaf.text = typography.kept_together(leaf.text or "", before_tags=True)


def links_of_main(files: Mapping[str, bytes]) -> "etree._Element | None":
    """Return what the main part refers to."""
    name = rels_name(MAIN)
    return parsed(name, files[name]) if name in files else None


def _unbind(root: "etree._Element") -> bool:
    """Free the controls that Word would fill again with what somebody once typed; return whether there were any."""
    found = list(root.iter(f"{{{W}}}dataBinding", "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"))
    for binding in found:
        binding.getparent().remove(binding)
    return bool(found)


def _source(name: str, root: "etree._Element", files: dict[str, bytes], typed: TypedTags) -> Source | None:
    for element in list(root.iter(*_NOISE)):
        element.getparent().remove(element)
    for element in root.iter(f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}tr", f"{{{W}}}sectPr"):
        for attribute in [key for key in element.attrib if key.startswith(_RSID)]:
            del element.attrib[attribute]
    rels = rels_name(name)
    links = parsed(rels, files[rels]) if rels in files else None
    typed.read(root)
    anchors = torn.anchors(root, typed.places)
    if name == MAIN and typed.tags:
        captions.fit(fields.found(root))
    _pictures(root, typed)
    if links is not None:
        _links(root, links, typed)
    tables.fit(root)
    filled.fit(root)
    xml = etree.tostring(root, encoding="unicode").replace("\n", " ")
    if not any(mark in xml for mark in "{}«"):
        files[name] = as_bytes(root)
        return None
    base = _open_rels(links, xml)
    return Source(name, xml, rels, base, tuple(typed.tags), anchors)


def _pictures(root: "etree._Element", typed: TypedTags) -> None:
    """Let pictures whose description is one tag show what it says; refuse it on what is not one picture."""
    for drawing in root.iter(f"{{{W}}}drawing"):
        named = drawing.find(f"*/{{{WP}}}docPr")
        found = _ONE_TAG.fullmatch(named.get("descr", "")) if named is not None else None
        if named is None or not found:
            continue
        graphic = drawing.find(f"*/{{{A}}}graphic/{{{A}}}graphicData")
        held = [etree.QName(child).localname for child in graphic] if graphic is not None else []
        if held != ["pic"]:
            shape = _SHAPES.get(held[0] if len(held) == 1 else "", phrase("bukan satu gambar"))
            tag, _ = decoded(found[0].strip())
            typed.fault("T005", drawing, found=tag, paragraph=shape, hint=_ONE_PICTURE)
            named.set("descr", "")
            continue
        word = found[1].strip(" ")
        outer = drawing.find(f"*/{{{WP}}}extent")
        cx, cy = outer.get("cx"), outer.get("cy")
        named.set("descr", f"{{{{ {word} | picture_alt }}}}")
        named.set("id", f"{{{{ {word} | picture_number }}}}")
        for inner in drawing.iter("{*}cNvPr"):
            inner.set("descr", f"{{{{ {word} | picture_alt }}}}")
        for size in (outer, *drawing.iterfind(f".//{{{A}}}xfrm/{{{A}}}ext")):
            size.set("cx", f"{{{{ {word} | picture_width({cx}, {cy}) }}}}")
            size.set("cy", f"{{{{ {word} | picture_height({cx}, {cy}) }}}}")
        for crop in list(drawing.iter(f"{{{A}}}srcRect")):
            crop.getparent().remove(crop)  # it was made for the picture that stood here
        for blip in drawing.iter(f"{{{A}}}blip"):
            blip.set(f"{{{R}}}embed", f"{{{{ {word} | picture_rid }}}}")
            for extension in blip:
                blip.remove(extension)


def _links(root: "etree._Element", rels: "etree._Element", typed: TypedTags) -> None:
    """Let links whose address holds one tag lead where it says; refuse an address that holds more."""
    targets = {rel.get("Id"): unquote(rel.get("Target", "")) for rel in rels if rel.get("TargetMode") == "External"}
    for link in root.iter(f"{{{W}}}hyperlink", f"{{{A}}}hlinkClick", f"{{{A}}}hlinkHover"):
        target = targets.get(link.get(f"{{{R}}}id"), "")
        found = _TAG_INSIDE.fullmatch(target)
        if found:
            before, word, after = found.groups()
            if word.strip().startswith("tautan.") and _ADDED.fullmatch(before) and after in ("", "/"):
                before = after = ""  # Word and LibreOffice put them around an address that they do not know
            last = re.sub(r"\W", "", word.strip().rpartition(".")[2])
            word = word.strip() + typed.mark(target, link, target)
            link.set(f"{{{R}}}id", f"{{{{ {word} | link_rid('{before}', '{after}', '{last}') }}}}")
        elif any(sign in target for sign in ("{{", "{%", "}}")):
            hint = phrase("alamat tautan memuat satu tanda saja, misalnya {{ tautan.laporan }}")
            typed.fault("T005", link, found=target, paragraph=target, hint=hint)


def _open_rels(rels: "etree._Element | None", xml: str) -> str:
    """Return the relationships that the part still uses, or that concern it whole, without the closing tag."""
    if rels is None:
        return ""
    kept = list(rels)
    for rel in list(kept):
        by_id = rel.get("Type", "").endswith(("/image", "/hyperlink"))
        if by_id and f'"{rel.get("Id")}"' not in xml:
            kept.remove(rel)
    lines = [etree.tostring(rel, encoding="unicode", with_tail=False) for rel in kept]
    return f"{RELS_BEGIN}{''.join(lines)}"


def _fit(files: dict[str, bytes]) -> dict[str, bytes]:
    files["_rels/.rels"] = _fit_rels(files["_rels/.rels"])
    files[_TYPES] = _fit_types(files)
    for name in filter(_LOOKS.fullmatch, files):
        root = parsed(name, files[name])
        if revisions.forget(root):
            files[name] = as_bytes(root)
    if _STYLES in files:
        styles = parsed(_STYLES, files[_STYLES])
        _language(styles).set(f"{{{W}}}val", "id-ID")
        files[_STYLES] = as_bytes(styles)
    return files


def _language(styles: "etree._Element") -> "etree._Element":
    """Return the element that says the language of the whole document, made where it is missing."""
    found = styles
    for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
        tag = f"{{{W}}}{name}"
        child = found.find(tag)
        if child is None:
            child = found.makeelement(tag)
            found.insert(0 if name in ("docDefaults", "rPrDefault") else len(found), child)
        found = child
    return found


def _fit_rels(content: bytes) -> bytes:
    rels = parsed("_rels/.rels", content)
    rels.append(rels.makeelement(f"{{{RELS}}}Relationship", Id="rIdInti", Type=_CORE_REL, Target=CORE))
    return as_bytes(rels)


def _fit_types(files: Mapping[str, bytes]) -> bytes:
    types = parsed(_TYPES, files[_TYPES])
    there = {entry.get("Extension", "").lower() for entry in types}
    for extension in ("png", "jpeg"):
        if extension not in there:
            kind = {"Extension": extension, "ContentType": f"image/{extension}"}
            types.insert(0, types.makeelement(f"{{{TYPES}}}Default", kind))
    types.append(types.makeelement(f"{{{TYPES}}}Override", PartName=f"/{CORE}", ContentType=_CORE_TYPE))
    return as_bytes(types)


def _without_orphans(files: dict[str, bytes], used: str) -> dict[str, bytes]:
    """Return the files without the pictures that no relationship names any more."""
    used += "".join(content.decode() for name, content in files.items() if name.endswith(".rels"))
    return {
        name: content
        for name, content in files.items()
        if not name.startswith("word/media/") or posixpath.relpath(name, "word") in used
    }
