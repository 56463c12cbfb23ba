"""What of a Word file may go into its documents: a list of what is known to be harmless.

Parts are reached through relationships, as Word reaches them. A kind that is on the list goes along; a leftover that
does nothing is dropped, and told where somebody may miss it; everything else is refused by name. What no
relationship leads to stays behind.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from pipeline.documents import cleaned, fields, media, settings
from pipeline.documents.opening import MAIN
from pipeline.documents.places import Places, called, users
from pipeline.documents.xml_parts import as_bytes, parsed, rels_name
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem

KEPT = frozenset(
    "officeDocument extended-properties styles numbering settings fontTable font theme themeOverride header footer "  # noqa: SIM905
    "footnotes endnotes image hdphoto hyperlink chart chartEx chartStyle chartColorStyle chartUserShapes diagramData "
    "diagramLayout diagramQuickStyle diagramColors diagramDrawing".split()
)
"""Relationships that lead to what a page shows, by the last word of their type."""
_INSPECT = phrase("Berkas > Info > Periksa Masalah > Periksa Dokumen, hapus yang ditemukan")
DROPPED: dict[str, Phrase | None] = {
    "core-properties": None,  # the documents have their own
    "thumbnail": None,
    "webSettings": None,
    "stylesWithEffects": None,
    "printerSettings": None,
    "comments": None,  # told by `revisions`, with who made them
    "commentsExtended": None,
    "commentsIds": None,
    "commentsExtensible": None,
    "people": None,
    "glossaryDocument": None,
    "documenttasks": None,
    "customXmlProps": None,
    "recipientData": None,
    "mailMergeSource": None,  # told by `settings`
    "mailMergeHeaderSource": None,
    "mailMergeRecipientData": None,
    "attachedTemplate": None,
    "customXml": phrase("data XML khusus"),
    "custom-properties": phrase("properti khusus"),
    "origin": phrase("tanda tangan digital"),
    "extensibility": phrase("pita perintah khusus"),
    "keyMapCustomizations": phrase("tombol pintas khusus"),
    "attachedToolbars": phrase("bilah alat khusus"),
    "webextensiontaskpanes": phrase("add-in Office"),
    "classificationlabels": phrase("label sensitivitas"),
}
"""Leftovers that do nothing on a page; `None` for those that every Word file has or that are told elsewhere."""
_REFUSED: dict[str, tuple[Phrase, Phrase]] = {
    "oleObject": (
        phrase("objek tertanam (OLE)"),
        phrase("klik objeknya, potong, lalu Tempel Spesial sebagai gambar"),
    ),
    "package": (
        phrase("berkas Office yang ditanam di dokumen"),
        phrase("klik objeknya, potong, lalu Tempel Spesial sebagai gambar"),
    ),
    "aFChunk": (
        phrase("dokumen lain yang disisipkan utuh (altChunk)"),
        phrase("buka di Word, simpan ulang: isinya menjadi bagian dokumen"),
    ),
    "control": (phrase("kontrol ActiveX"), phrase("hapus kontrolnya")),
    "subDocument": (phrase("subdokumen"), phrase("Tampilan > Kerangka > Putuskan Tautan subdokumen")),
    "frame": (phrase("bingkai halaman web"), phrase("simpan ulang sebagai .docx tanpa bingkai")),
    "vbaProject": (phrase("makro"), phrase("simpan ulang sebagai Dokumen Word (*.docx), tanpa makro")),
    "video": (phrase("video"), phrase("hapus videonya")),
    "audio": (phrase("suara"), phrase("hapus suaranya")),
    "media": (phrase("video atau suara"), phrase("hapus")),
}
_SHOWN = ("image", "hdphoto")
_BY_ID = ("image", "hyperlink", "oleObject", "package", "aFChunk", "control", "subDocument", "video", "audio", "media")
"""Relationships that only what names them uses."""
_CHARTS = "word/charts/"
_SHEET = phrase("lembar data di balik grafik")
_SHEET_AWAY = phrase("klik grafiknya, potong, lalu Tempel Spesial sebagai gambar")
_HIDDEN_DATA = phrase("data tersembunyi di dalam gambar (tempat, waktu, kamera, atau isi lain)")
_COMPRESS = phrase("Format Gambar > Kompres Gambar")
_EXTERNAL_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData"
EXTENSIONS = frozenset(("rels", "xml", media.FONT, *media.PICTURES))
"""Endings of members that may go along."""
TYPES = re.compile(
    r"image/[\w.+-]+"
    r"|application/xml|application/vnd\.openxmlformats-package\.[\w.-]+\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.(wordprocessingml\.(document\.main|styles|numbering|settings"
    r"|fontTable|header|footer|footnotes|endnotes)|theme|themeOverride|extended-properties|drawing(ml\.[\w.]+)?)\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.obfuscatedFont"
    r"|application/vnd\.ms-office\.(chartstyle|chartcolorstyle|chartex|drawingml\.diagramDrawing)\+xml"
    r"|application/vnd\.ms-office\.chart\w*\+xml"
)
"""Content types of parts that may go along."""
_ALWAYS = re.compile(
    r"\[Content_Types\]\.xml|word/(document|header\d*|footer\d*|footnotes|endnotes|styles|numbering|settings)\.xml"
)
_APP = "docProps/app.xml"
_APP_KEPT = ("Application", "AppVersion")
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class _Walk(NamedTuple):
    """What a walk through the relationships has found.

    `titles` are what a person calls the parts; `seen` is what uses each relationship, of the parts that were asked.
    """

    files: Mapping[str, bytes]
    titles: Mapping[str, Text]
    kept: dict[str, bytes]
    told: dict[Phrase, Phrase]
    seen: dict[str, tuple[dict[str, "etree._Element"], Places]]


def fit(files: Mapping[str, bytes], file: str, titles: Mapping[str, Text], problems: list[Problem]) -> dict[str, bytes]:
    """Return the members that may go into documents; what may not, and what is dropped, as problems."""
    walk = _Walk(files, titles, {}, {}, {})
    seen: set[str] = set()
    waiting = ["", *(name for name in files if _ALWAYS.fullmatch(name))]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name:
            walk.kept[name] = files[name]
        waiting += _targets(name, walk, file, problems)
    _trim(walk)
    _clean(walk)
    problems += _wrong_types(walk.kept, file)
    problems += (problem(Place(file), "T017", found=found, hint=hint) for found, hint in walk.told.items())
    return walk.kept


def _targets(name: str, walk: _Walk, file: str, problems: list[Problem]) -> Iterator[str]:
    """Yield the members that a member leads to; keep its relationships without those that do not go along."""
    rels = rels_name(name) if name else "_rels/.rels"
    if rels not in walk.files:
        return
    root = parsed(rels, walk.files[rels])
    source = walk.files.get(name, b"").decode("utf-8", "replace")
    before = len(root)
    for rel in list(root):
        link = _Link.of(rel, name, source)
        is_sheet = link.kind == "package" and name.startswith(_CHARTS)
        if link.kind in DROPPED or is_sheet:
            root.remove(rel)
            _tell(link, walk)
            continue
        fault = _fault(link, name, walk) or _content_fault(link, source, walk)
        if not link.is_used and (fault or (link.kind in _BY_ID and name)):
            root.remove(rel)
        elif fault:
            found, hint = fault
            problems.append(problem(Place(file), "T018", found=found, part=_where(name, link, walk), hint=hint))
        elif not link.is_outside and link.inside in walk.files:
            yield link.inside
    walk.kept[rels] = walk.files[rels] if len(root) == before else as_bytes(root)


class _Link(NamedTuple):
    """A relationship: its kind, where it leads, and whether what has it uses it."""

    id: str
    kind: str
    target: str
    inside: str
    is_outside: bool
    is_used: bool

    @classmethod
    def of(cls, rel: "etree._Element", name: str, source: str) -> "_Link":
        """Return a relationship of a part; only kinds that are named where they are used can be unused."""
        kind, target = rel.get("Type", "").rpartition("/")[2], unquote(rel.get("Target", ""))
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)).lstrip("/")
        is_outside = rel.get("TargetMode") == "External"
        is_named = f'"{rel.get("Id")}"' in source
        is_needed = kind not in _BY_ID and (kind not in KEPT or is_outside or kind == "officeDocument")
        is_used = is_named or is_needed
        return cls(rel.get("Id", ""), kind, target, inside, is_outside, is_used)


def _where(name: str, link: _Link, walk: _Walk) -> Text:
    """Return where a relationship is used, as a person who has the file open counts."""
    title = walk.titles.get(name, "" if name in ("", MAIN) else called(name))
    if name not in walk.seen and name.endswith(".xml") and name in walk.files:
        root = parsed(name, walk.files[name])
        walk.seen[name] = users(root), Places(root, title)
    user, places = walk.seen.get(name, ({}, None))
    return places.of(user[link.id]) if places is not None and link.id in user else title or phrase("isi dokumen")


def _fault(link: _Link, name: str, walk: _Walk) -> tuple[Phrase, Phrase] | None:
    """Return why a relationship may not go along; `None` when it may."""
    if link.kind == "hyperlink":
        why = fields.foreign(link.target)
        return (why, fields.LINK_HINT) if why else None
    if link.is_outside:
        return _outside(link)
    if not name and link.kind == "officeDocument" and link.inside != MAIN:
        return phrase("dokumen kedua di dalam berkas ini ({target})", target=link.target), _AGAIN
    if link.kind in KEPT:
        missing = phrase("isi yang hilang dari berkas ({target})", target=link.target)
        return None if link.inside in walk.files else (missing, _AGAIN)
    return _REFUSED.get(link.kind, (phrase("isi jenis {kind}, yang tidak dikenal", kind=link.kind), _UNKNOWN))


def _content_fault(link: _Link, source: str, walk: _Walk) -> tuple[Phrase, Phrase] | None:
    """Return why the content of what a relationship leads to may not go along, whatever it is called."""
    if link.is_outside or link.inside not in walk.files:
        return None
    content, ending = walk.files[link.inside], _ending(link.inside)
    if link.kind == "font" or ending == media.FONT:
        named = re.search(rf'<[^<>]*"{re.escape(link.id)}"[^<>]*>', source)
        key = re.search(r'fontKey="([^"]*)"', named[0]) if named else None
        why = media.font_fault(link.inside, content, key[1] if key else "")
        return (why, media.FONT_AWAY) if why else None
    if link.kind in _SHOWN or ending in media.PICTURES:
        why = media.picture_fault(link.inside, content)
        return (why, media.AGAIN) if why else None
    return None


def _outside(link: _Link) -> tuple[Phrase, Phrase]:
    if link.kind == "image":
        hint = phrase("sisipkan gambarnya: Berkas > Info > Edit Tautan ke Berkas > Putuskan Tautan")
        return phrase("gambar yang ditautkan dari luar ({target})", target=link.target), hint
    found, hint = _REFUSED.get(
        link.kind, (phrase("isi yang jenisnya tidak dikenal ({kind})", kind=link.kind), _UNKNOWN)
    )
    return phrase("{found} dari luar ({target})", found=found, target=link.target), hint


_AGAIN = phrase("buka di Word, lihat apa yang tidak tampil dan hapus, lalu simpan ulang sebagai .docx")
_UNKNOWN = phrase("hapus isi itu dari templat, atau salin isi dokumen ke dokumen baru")


def _tell(link: _Link, walk: _Walk) -> None:
    if link.kind == "package":
        walk.told.setdefault(_SHEET, _SHEET_AWAY)
        return
    if link.kind == "webSettings" and b":frameset" in walk.files.get(link.inside, b""):
        walk.told.setdefault(*_REFUSED["frame"])
    said = DROPPED[link.kind]
    if said is None or (link.kind == "customXml" and b"bibliography" in walk.files.get(link.inside, b"")):
        return
    walk.told.setdefault(said, _INSPECT)


def _trim(walk: _Walk) -> None:
    """Take out of the settings and the properties what does not shape a page."""
    name = "word/settings.xml"
    if name in walk.kept:
        root = parsed(name, walk.kept[name])
        before = len(root)
        for found, hint in settings.fit(root):
            walk.told.setdefault(found, hint)
        if len(root) != before:
            walk.kept[name] = as_bytes(root)
    for name in [name for name in walk.kept if name.startswith(_CHARTS) and name.endswith(".xml")]:
        root = parsed(name, walk.kept[name])
        if sheets := list(root.iter(_EXTERNAL_DATA)):
            for sheet in sheets:
                root.remove(sheet)
            walk.kept[name] = as_bytes(root)
    if _APP in walk.kept:
        root = parsed(_APP, walk.kept[_APP])
        extra = [child for child in root if etree.QName(child).localname not in _APP_KEPT]
        for child in extra:
            root.remove(child)
        if extra:
            walk.kept[_APP] = as_bytes(root)


def _clean(walk: _Walk) -> None:
    """Take out of the pictures what they do not show."""
    for name in [name for name in walk.kept if _ending(name) in media.PICTURES]:
        picture = cleaned.clean(walk.kept[name])
        if picture != walk.kept[name]:
            walk.kept[name] = picture
            walk.told.setdefault(_HIDDEN_DATA, _COMPRESS)


def _wrong_types(kept: dict[str, bytes], file: str) -> Iterator[Problem]:
    """Yield the members whose content type may not go along; keep the types of what does."""
    name = "[Content_Types].xml"
    root = parsed(name, kept[name])
    used = {_ending(part) for part in kept}
    before = len(root)
    for entry in list(root):
        part = entry.get("PartName", "").lstrip("/")
        extension = entry.get("Extension", "").lower()
        there = part in kept if part else extension in used
        if not there and (part or extension not in EXTENSIONS):
            root.remove(entry)
        elif there and not TYPES.fullmatch(entry.get("ContentType", "")):
            found = phrase("isi yang jenisnya tidak dikenal Word ({kind})", kind=part or extension)
            yield problem(
                Place(file), "T018", found=found, part=called(part) if part else f".{extension}", hint=_UNKNOWN
            )
    for part in kept:
        extension = _ending(part)
        if extension not in EXTENSIONS:
            found = phrase("isi yang jenisnya tidak dikenal Word ({kind})", kind=part)
            yield problem(Place(file), "T018", found=found, part=called(part), hint=_UNKNOWN)
    if len(root) != before:
        kept[name] = as_bytes(root)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
