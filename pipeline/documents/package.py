"""The .docx as a deterministic zip: the same members give the same bytes, and a member is compressed once.

ISA-L packs, in the version that is locked: the bytes do not depend on the zlib of a system.
"""

import datetime as dt
import hashlib
import io
import struct
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from isal import isal_zlib

from pipeline.documents import escaped
from pipeline.files.archives import BROKEN

QUICK, SMALL = 1, 3
"""Levels of ISA-L: a part that is new in every letter, and one that is packed once for all of them."""
_WORTH_PACKING = 1000
"""Bytes below which a part is stored as it is."""
_STORED = (".png", ".jpg", ".jpeg", ".xlsx")
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
_UTF8 = 0x800
CORE = "docProps/core.xml"


class Member(NamedTuple):
    """A file in the zip, ready to be written: its name, bytes and head, and what tells its content from another."""

    name: str
    raw: bytes
    packed: bytes
    head: bytes
    held: str
    is_stored: bool


class Properties(NamedTuple):
    """The properties of a document: title, author, date (if it has one), and whether it is a draft."""

    title: str
    author: str
    date: dt.date | None
    is_draft: bool


def member(name: str, content: bytes, level: int = QUICK) -> Member:
    """Return the content as a member; pictures and small parts are stored, everything else is deflated."""
    raw, size, crc = name.encode(), len(content), isal_zlib.crc32(content)
    stored = size < _WORTH_PACKING or name.endswith(_STORED)
    packed = content if stored else isal_zlib.compress(content, level, -15)
    head = struct.pack("<5H3L2H", 20, _UTF8, 0 if stored else 8, 0, _DATE, crc, len(packed), size, len(raw), 0)
    return Member(name, raw, packed, head, _held(name, crc, size), stored)


def _held(name: str, crc: int, size: int) -> str:
    return f"{name} {crc:08x} {size}"


def unpacked(held: Member) -> bytes:
    """Return the content of a member."""
    return held.packed if held.is_stored else isal_zlib.decompress(held.packed, -15)


repeated = lru_cache(maxsize=64)(member)
"""As `member`, for content that many documents share."""


def archive(members: Iterable[Member]) -> bytes:
    """Return the zip of the members in their order, every one dated 1 January 1980."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = count = 0
    for _, raw, packed, head, _, _ in members:
        chunks += (b"PK\3\4", head, raw, packed)
        directory += (b"PK\1\2", b"\x14\0", head, b"\0" * 10, struct.pack("<L", offset), raw)
        offset += 30 + len(raw) + len(packed)
        count += 1
    tail = b"".join(directory)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(tail), offset, 0)
    return b"".join((*chunks, tail, end))


def fingerprint(held: Iterable[str]) -> str:
    """Return the fingerprint of what a document holds besides its properties: what its members say they hold."""
    found = sorted(line for line in held if not line.startswith(f"{CORE} "))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def untouched(raw: bytes) -> bool:
    """Return whether a document is as it was made here: what its properties say it holds is what it holds."""
    if raw[-22:-18] != b"PK\5\6":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            held = [_held(info.filename, info.CRC, info.file_size) for info in source.infolist()]
            return f"<dc:identifier>{fingerprint(held)}</dc:identifier>".encode() in source.read(CORE)
    except BROKEN:
        return False


def core(properties: Properties, held: str) -> bytes:
    """Return `docProps/core.xml`, with the fingerprint of what the document holds; without a date it says none."""
    stamp = f"{properties.date:%Y-%m-%d}T00:00:00Z" if properties.date else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped.text(properties.title)}</dc:title><dc:creator>{escaped.text(properties.author)}</dc:creator>"
        f"<dc:identifier>{held}</dc:identifier>"
        f"<cp:lastModifiedBy>{escaped.text(properties.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>{dates}"
        f"<cp:contentStatus>{'Draf' if properties.is_draft else 'Final'}</cp:contentStatus>"
        f"<dc:language>id-ID</dc:language>"
        "</cp:coreProperties>"
    ).encode()
