"""A Word file opened: its members, or what the file is instead and the way out."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.documents.places import called
from pipeline.files.archives import BROKEN_ZIP
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

MAIN = "word/document.xml"
LARGEST_OPENED = 64_000_000
"""Bytes of all members of a template together, unpacked."""
LARGEST_XML = 4_000_000
"""Bytes of one XML member of a template, unpacked."""
LARGEST_TEXT = 2_000_000
"""Bytes of one member that holds text, unpacked: some hundred pages."""
_TEXT = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_MOST_MEMBERS = 2_000
_NEEDED = ("[Content_Types].xml", "_rels/.rels", MAIN)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_MAIN_TYPE = re.compile(rb'ContentType="([^"]*(?:\.main\+xml|12\.main\+xml))"')


class _Fault(NamedTuple):
    found: Phrase
    hint: Phrase


_SAVE = phrase("buka di Word, lalu Berkas > Simpan Sebagai > Dokumen Word (*.docx)")
_INSERT = phrase("sisipkan gambar itu ke sebuah dokumen Word")
_AGAIN = phrase("ambil lagi berkas aslinya, buka di Word, dan simpan ulang sebagai .docx")

_OTHERS = (
    (b"%PDF", phrase("ini PDF"), _SAVE),
    (b"{\\rtf", phrase("ini RTF"), _SAVE),
    (b"<", phrase("ini halaman web atau XML"), _SAVE),
    (b"\x89PNG", phrase("ini gambar"), _INSERT),
    (b"\xff\xd8\xff", phrase("ini gambar"), _INSERT),
)


def opened(raw: bytes, file: str, problems: list[Problem]) -> dict[str, bytes] | None:
    """Return the members of a Word file; what is wrong with it as problems, and then `None`."""
    faults: list[_Fault] = []
    members: dict[str, bytes] = {}
    kind = _instead(raw)
    if kind:
        faults.append(kind)
    else:
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as source:
                faults += _bounds(source)
                if not faults:
                    members = {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
                    faults += _no_word_file(members)
        except BROKEN_ZIP:
            faults.append(_Fault(phrase("bukan zip yang utuh"), _AGAIN))
    problems += (problem(Place(file), "T001", found=fault.found, hint=fault.hint) for fault in faults)
    return None if faults else members


def _instead(raw: bytes) -> _Fault | None:
    """Return what a file is that is no zip, by how it begins."""
    if not raw.strip():
        return _Fault(phrase("berkasnya kosong"), _AGAIN)
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            return _Fault(
                phrase("berkasnya dikunci kata sandi"),
                phrase("buka di Word, lalu Berkas > Info > Proteksi Dokumen > Enkripsi dengan Kata Sandi, kosongkan"),
            )
        return _Fault(phrase("ini .doc (Word 97-2003) yang diganti namanya"), _SAVE)
    head = raw[:100].lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((_Fault(found, way) for begin, found, way in _OTHERS if head.startswith(begin)), None)


def _bounds(source: zipfile.ZipFile) -> Iterator[_Fault]:
    infos = source.infolist()
    names = [info.filename for info in infos]
    if any(info.flag_bits & 1 for info in infos):
        yield _Fault(phrase("zip-nya dikunci kata sandi"), _AGAIN)
    if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_OPENED:
        yield _Fault(phrase("isinya terlalu besar bila dibuka"), phrase("kecilkan gambarnya, atau bagi dokumennya"))
        return
    for info in infos:
        most = LARGEST_TEXT if _TEXT.fullmatch(info.filename) else LARGEST_XML
        if info.filename.endswith((".xml", ".rels")) and info.file_size > most:
            found = phrase("{name} terlalu besar bila dibuka", name=called(info.filename))
            yield _Fault(found, phrase("bagi dokumennya, atau salin isinya ke dokumen baru"))
    for name in sorted({name for name in names if names.count(name) > 1 and not name.startswith("docProps/")}):
        yield _Fault(phrase("{name} ada dua kali", name=called(name)), _AGAIN)
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name:
            yield _Fault(phrase("ada isi bernama {name}, yang keluar dari berkasnya", name=ascii(name)), _AGAIN)


def _no_word_file(members: dict[str, bytes]) -> Iterator[_Fault]:
    """Return what a whole zip is that is no Word document, or one of another kind."""
    if members.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        yield _Fault(
            phrase("ini dokumen LibreOffice (.odt)"),
            phrase("di LibreOffice: Berkas > Simpan Sebagai > Word 2010-365 Document (.docx)"),
        )
        return
    types = members.get("[Content_Types].xml", b"")
    main = [found.decode("ascii", "replace") for found in _MAIN_TYPE.findall(types)]
    for kind in main:
        if "spreadsheetml" in kind or "presentationml" in kind:
            yield _Fault(phrase("ini berkas Excel atau PowerPoint"), _SAVE)
            return
        if "macroEnabled" in kind:
            yield _Fault(
                phrase("ini dokumen bermakro (.docm) yang diganti namanya"),
                phrase("buka di Word, lalu Berkas > Simpan Sebagai > Dokumen Word (*.docx), tanpa makro"),
            )
            return
        if "template" in kind:
            yield _Fault(phrase("ini templat Word (.dotx) yang diganti namanya"), _SAVE)
            return
    missing = [name for name in _NEEDED if name not in members]
    if missing:
        yield _Fault(phrase("{name} tidak ada", name=called(missing[0])), _SAVE)
    elif _STRICT in members["_rels/.rels"] or _STRICT in members[MAIN][:4000]:
        yield _Fault(
            phrase("ini Strict Open XML"),
            phrase("di Word: Berkas > Simpan Sebagai, pilih Dokumen Word (*.docx), bukan Strict Open XML"),
        )
    elif main and _WORD not in main:
        yield _Fault(phrase("jenis isinya {name}, bukan dokumen Word", name=main[0]), _SAVE)
