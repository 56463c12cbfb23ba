"""What a PDF carries beside its pages: scripts, attachments, notes, layers, additions; by pikepdf, as `pdf_fixed`."""

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.problems.phrase import Phrase, Sentence, Text, phrase

_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_HARMLESS, _BLANK = ("/GoTo",), b"\0\t\r\n "
MOST = 200
_LONGEST, _HIGHEST, _SPELT = 60, 60, 4


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BROKEN = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
_RENEWED = frozenset(("/Type", "/Pages", "/Parent", "/Metadata", "/Version", "/Extensions", "/LastModified"))
"""What a program that saves a PDF again may write anew."""
_PACKED = frozenset(("/Length", "/Filter", "/DecodeParms", "/DL"))
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_SAID: dict[str, Text] = {
    "/Annots": phrase("tautan atau anotasi"),
    "/Resources": phrase("huruf, gambar, atau warna yang dipakai"),
    "/Contents": phrase("isi yang tidak tergambar"),
    "/UserUnit": phrase("satuan ukuran"),
    "/Outlines": phrase("penanda buku"),
    "/StructTreeRoot": phrase("teks untuk pembaca layar"),
    "/AF": phrase("lampiran"),
    "/Thumb": phrase("gambar kecil"),
}
"""What people call the keys of a PDF."""
_PRINTED = {
    "catalog": _keys(
        "/Type /Pages /Metadata /Version /Extensions /Lang /MarkInfo /StructTreeRoot /OutputIntents /ViewerPreferences "
        "/PageMode /PageLayout /OpenAction /Outlines /Dests /Names /PageLabels"
    ),
    "page": _keys(
        "/Type /Parent /MediaBox /CropBox /TrimBox /BleedBox /ArtBox /Contents /Resources /Annots /Group "
        "/StructParents /Tabs /Rotate /LastModified"
    ),
    "resources": frozenset(("/Font", "/XObject", "/ExtGState", "/ProcSet", "/Properties", "/ColorSpace", "/Pattern")),
    "picture": _keys(
        "/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Length /Filter /DecodeParms /SMask /Mask /Decode "
        "/Interpolate /Intent /Name /Metadata /Matte /ImageMask /DL"
    ),
    "state": _keys("/Type /LW /LC /LJ /ML /D /RI /SA /AIS /ca /CA /BM /SMask /OP /op /OPM"),
    "link": _keys("/Type /Subtype /Rect /A /Dest /Border /BS /C /F /H /StructParent /P /PA /Contents /NM"),
}
"""What a program that prints a letter writes; all else is told."""
_LINKED: Sentence = "tautan {address}"
LOCKED = phrase("enkripsi dengan kata sandi")
"""What is said of a PDF that opens with a password only."""


def beside(raw: bytes) -> tuple[Text, ...]:
    """Return what a PDF carries beside its pages, each as a sentence; links are among them with their addresses."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            found = dict.fromkeys(_found(document, raw))
    except pikepdf.PasswordError:
        return (LOCKED,)
    except _BROKEN as fault:
        return (phrase("susunan yang rusak ({fault})", fault=type(fault).__name__),)
    return tuple(found)[:MOST]


def fonts(raw: bytes) -> frozenset[str]:
    """Return the names of the fonts of a PDF; none where it cannot be read."""
    found: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            for held in document.objects:
                if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/Font" and "/BaseFont" in held:
                    found.add(str(held["/BaseFont"]).lstrip("/").rpartition("+")[2])
    except pikepdf.PdfError:
        return frozenset()
    return frozenset(found)


def _found(document: "pikepdf.Pdf", raw: bytes) -> Iterator[Text]:
    root: Any = document.Root
    if document.is_encrypted:
        yield phrase("enkripsi")
    updates = len(_END.findall(raw)) - (2 if document.is_linearized else 1)
    if updates > 0:
        yield phrase("tambahan sesudah disimpan ({many} kali)", many=updates)
    if outside := (raw.partition(b"%PDF-")[0] + raw.rpartition(b"%%EOF")[2]).strip(_BLANK):
        yield phrase("{many} bita di luar PDF-nya", many=len(outside))
    for name in document.attachments:
        yield phrase("lampiran {name}", name=name)
    yield from _scripts(root, "")
    if "/JavaScript" in root.get("/Names", {}):
        yield phrase("skrip {where}", where="JavaScript")
    yield from (
        phrase("lapisan {name}", name=str(layer.get("/Name", "")))
        for layer in root.get("/OCProperties", {}).get("/OCGs", [])
    )
    if "/XFA" in root.get("/AcroForm", {}):
        yield phrase("formulir XFA")
    for field in root.get("/AcroForm", {}).get("/Fields", []):
        kind = str(field.get("/FT", ""))
        yield phrase("tanda tangan elektronik") if kind == "/Sig" else phrase("isian formulir {kind}", kind=kind)
    if "/Collection" in root:
        yield phrase("portofolio")
    for number, page in enumerate(document.pages, 1):
        yield from _of_page(page.obj, number)


def _of_page(page: Any, number: int) -> Iterator[Text]:
    yield from _scripts(page, phrase("halaman {number}", number=number))
    if page.get("/Rotate", 0) != 0:
        yield phrase("putaran halaman {number}", number=number)
    if "/CropBox" in page and [*map(float, page.CropBox)] != [*map(float, page.get("/MediaBox", page.CropBox))]:
        yield phrase("potongan halaman {number}", number=number)
    for note in page.get("/Annots", []):
        kind = str(note.get("/Subtype", ""))
        action = note.get("/A", {})
        if kind == "/Link" and str(action.get("/S", "")) in ("/URI", ""):
            if "/URI" in action:
                yield phrase(_LINKED, address=str(action.URI))
        else:
            yield phrase("anotasi {kind} di halaman {number}", kind=kind.lstrip("/"), number=number)
        yield from _scripts(note, kind)


def _scripts(holder: Any, where: Text) -> Iterator[Text]:
    """Return what happens by itself when a document or a page is opened, but for going to a place in it."""
    if "/AA" in holder:
        yield phrase("tindakan sendiri {where}", where=where)
    action = holder.get("/OpenAction")
    kind = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
    if kind and kind not in _HARMLESS:
        yield phrase("skrip {where}", where=kind.lstrip("/"))


def address(found: Text) -> str:
    """Return where a link leads; of anything else that a PDF carries nothing."""
    return str(dict(found.values)["address"]) if isinstance(found, Phrase) and found.pattern == _LINKED else ""


def graphs(raw: bytes, *, unsigned: bool = False) -> tuple[dict[Text, str], ...]:
    """Return all that hangs on the catalogue of a PDF, and on each of its pages: by what people call it, a fingerprint.

    Two files have the same fingerprints where one is the other saved again, whatever their packing.  Of a file that
    cannot be read nothing is returned. `unsigned` leaves out signatures that show nothing, and their validation data.
    """
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            if unsigned:
                _without_signatures(document)
            known = {page.obj.objgen: f"halaman {number}" for number, page in enumerate(document.pages, 1)}
            catalogue = {key: _fingerprint(value, known) for key, value in _own(document.Root)}
            pages = [{key: _fingerprint(value, known) for key, value in _of(page.obj)} for page in document.pages]
    except _BROKEN:
        return ()
    return tuple({_SAID.get(key, key): text for key, text in graph.items()} for graph in (catalogue, *pages))


def _without_signatures(document: "pikepdf.Pdf") -> None:
    for page in document.pages:
        notes = [note for note in page.get("/Annots", []) if not _is_unseen_signature(note)]
        if "/Annots" in page and len(notes) < len(page.Annots):
            page.obj.Annots = pikepdf.Array(notes)
        if not notes and "/Annots" in page:
            del page.obj["/Annots"]
    form: Any = document.Root.get("/AcroForm", {})
    if {*form.keys()} <= {"/Fields", "/SigFlags"} and all(map(_is_unseen_signature, form.get("/Fields", []))):
        for key in {"/AcroForm", "/DSS"} & {*document.Root.keys()}:
            del document.Root[key]


def _is_unseen_signature(field: Any) -> bool:
    """Return whether a field is one of signature, as large as nothing, that does nothing by itself."""
    left, bottom, right, top = (float(edge) for edge in field.get("/Rect", [0, 0, 1, 1]))
    is_still = not {"/A", "/AA", "/Kids", "/MK"} & {*field.keys()}
    return field.get("/FT") == "/Sig" and (left == right or bottom == top) and is_still


def _own(holder: Any) -> Iterator[tuple[str, Any]]:
    yield from ((key, holder[key]) for key in sorted(holder.keys()) if key not in _RENEWED)


def _of(page: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a page says, and what it has from those above it."""
    yield from ((key, value) for key, value in _own(page) if key not in _INHERITED)
    for key in _INHERITED:
        holder = page
        for _ in range(MOST):
            if key in holder or "/Parent" not in holder:
                break
            holder = holder["/Parent"]
        if key in holder:
            yield key, holder[key]


def _fingerprint(value: Any, known: dict[tuple[int, int], str]) -> str:
    """Return a fingerprint of a value with all that it refers to; `known` are those that have a name already."""
    met, left, found = dict(known), [value], hashlib.sha256()
    while left:
        found.update(_text(left.pop(), met, left).encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _named(value: Any, met: dict[tuple[int, int], str], left: list[Any]) -> str:
    """Return a value, or of one that stands by itself its name; it is then to be told once."""
    is_apart = isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and value.is_indirect
    if not is_apart:
        return _text(value, met, left)
    if value.objgen not in met:
        met[value.objgen] = f"@{len(met)}"
        left.append(value)
    return met[value.objgen]


def _text(value: Any, met: dict[tuple[int, int], str], left: list[Any]) -> str:
    if isinstance(value, pikepdf.Stream):
        keys = [(key, _named(value[key], met, left)) for key in sorted(value.keys()) if key not in _PACKED]
        try:
            content = value.read_bytes()
        except pikepdf.PdfError:
            content = value.read_raw_bytes()
        return f"stream {keys} {hashlib.sha256(content).hexdigest()}"
    if isinstance(value, pikepdf.Dictionary):
        return str([(key, _named(held, met, left)) for key, held in _own(value)])
    if isinstance(value, pikepdf.Array):
        return str([_named(held, met, left) for held in value])
    return repr(bytes(value)) if isinstance(value, pikepdf.String) else f"{type(value).__name__} {value}"


def strange(raw: bytes, words: str) -> Iterator[Text]:
    """Yield what a PDF holds that no program writes which prints a letter; `words` are all that the letter says."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            yield from _more(document.Root, "catalog", "")
            yield from _titles(document, words)
            for number, page in enumerate(document.pages, 1):
                where = phrase("halaman {number}", number=number)
                yield from _more(page.obj, "page", where)
                resources = dict(_of(page.obj)).get("/Resources", {})
                yield from _spoken(page.obj, resources, where)
                yield from _drawn_with(resources, where, set())
                for note in page.get("/Annots", []):
                    yield from _more(note, "link", where)
                    if _is_framed(note):
                        yield phrase("{where}: {what}", where=where, what=phrase("tautan berbingkai"))
                    if "/Rect" in note and abs(float(note.Rect[3]) - float(note.Rect[1])) > _HIGHEST:
                        yield phrase(
                            "{where}: {what}", where=where, what=phrase("tautan lebih tinggi daripada barisnya")
                        )
    except _BROKEN as fault:
        yield phrase("susunan yang rusak ({fault})", fault=type(fault).__name__)


def _more(holder: Any, kind: str, where: Text) -> Iterator[Text]:
    for key in sorted(holder.keys()):
        if key not in _PRINTED[kind]:
            what = _SAID.get(key, key)
            yield phrase("{where}: {what}", where=where, what=what) if where else what


def _drawn_with(resources: Any, where: Text, met: set[tuple[int, int]]) -> Iterator[Text]:
    """Yield what would draw letters or pictures otherwise than they are; of what is drawn within itself once."""
    yield from _more(resources, "resources", where)
    for key in resources.get("/ColorSpace", {}):
        if key.startswith("/Default"):
            yield phrase("{where}: {what}", where=where, what=key)
    for state in resources.get("/ExtGState", {}).values():
        yield from _more(state, "state", where)
        is_seen = all(state.get(key, 1) == 1 for key in ("/ca", "/CA"))
        if not is_seen or state.get("/SMask", "/None") != "/None" or state.get("/BM", "/Normal") != "/Normal":
            yield phrase("{where}: {what}", where=where, what=phrase("tembus pandang"))
    for drawn in resources.get("/XObject", {}).values():
        if drawn.get("/Subtype") == "/Image":
            yield from _more(drawn, "picture", where)
        elif drawn.objgen not in met and len(met) < MOST:
            met.add(drawn.objgen)
            yield from _spoken(drawn, drawn.get("/Resources", {}), where)
            yield from _drawn_with(drawn.get("/Resources", {}), where, met)


def _spoken(holder: Any, resources: Any, where: Text) -> Iterator[Text]:
    """Yield text that content says instead of what it draws; programs say so of blanks and of letters drawn as one."""
    named = resources.get("/Properties", {})
    for instruction in pikepdf.parse_content_stream(holder, "BDC DP"):
        said = instruction.operands[1]
        said = named.get(str(said), {}) if isinstance(said, pikepdf.Name) else said
        text = str(said.get("/ActualText", "")) if isinstance(said, pikepdf.Dictionary) else ""
        if len(text) > _SPELT or any(letter.isdigit() for letter in text):
            yield phrase(
                "{where}: {what}",
                where=where,
                what=phrase("teks lain untuk pembaca layar: {text}", text=text[:_LONGEST]),
            )


def _is_framed(note: Any) -> bool:
    border, style = [*note.get("/Border", [0, 0, 1])], note.get("/BS")
    width = style.get("/W", 1) if style is not None else border[2] if len(border) > 2 else 1
    return bool(width != 0)


def _titles(document: "pikepdf.Pdf", words: str) -> Iterator[Text]:
    """Yield what is told to those who do not see the page, and is not in the letter."""
    told: list[str] = []
    for entry in _dictionaries(document):
        keys = ("/ActualText", "/Alt", "/E", *(["/Title"] if "/Parent" in entry else []))
        told += (str(entry[key]) for key in keys if key in entry)
    said = _bare(words)
    for text in dict.fromkeys(told):
        bare = _bare(text)
        if any(letter.isdigit() for letter in bare) and bare not in said:
            yield phrase("teks untuk pembaca layar atau penanda buku: {text}", text=text[:_LONGEST])


def _bare(text: str) -> str:
    """Return the letters and figures of a text, small."""
    shown = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in shown if letter.isalnum() or letter in ",.")


def _dictionaries(document: "pikepdf.Pdf") -> Iterator[Any]:
    """Yield every dictionary of a PDF, those within others too."""
    left: list[Any] = [*document.objects]
    while left:
        value = left.pop()
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            within = [value[key] for key in value.keys()]  # noqa: SIM118
        else:
            within = [*value] if isinstance(value, pikepdf.Array) else []
        left += (held for held in within if isinstance(held, pikepdf.Object) and not held.is_indirect)


def names(raw: bytes) -> frozenset[bytes]:
    """Return the names that a PDF bears from when it was made; a program that changes it keeps the first."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            return frozenset(bytes(name) for name in document.trailer.get("/ID", []))
    except _BROKEN:
        return frozenset()
