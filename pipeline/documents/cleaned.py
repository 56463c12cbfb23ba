"""Pictures of a template without what they hold beside: where and by whom they were taken, and what follows them.

Not a pixel changes: what is not needed to show the picture is cut out of its file, and nothing is written anew. Which
way up a photo is shown stays.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator

from pipeline.documents import blanked, media
from pipeline.documents.xml_parts import Broken

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
"""Chunks of a PNG that say what it shows."""
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPS = range(0xE0, 0xF0)
_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Segments of applications that say what a JPEG shows: its density, its colours."""
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1


def clean(content: bytes) -> bytes:
    """Return a picture without what it does not show; what is not read is left as it is."""
    try:
        for begins, made in _KINDS:
            if begins.match(content):
                return b"".join(made(content))
    except (struct.error, IndexError, Broken):
        return content
    if content.startswith(b"BM") and 54 <= int.from_bytes(content[2:6], "little") < len(content):
        return content[: int.from_bytes(content[2:6], "little")]
    return content


def _within(end: int, content: bytes) -> int:
    """Return where a piece ends; a picture that ends before is none that is read."""
    if end > len(content):
        raise IndexError(end)
    return end


def _png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        (size,) = struct.unpack_from(">L", content, at)
        name, end = content[at + 4 : at + 8], _within(at + 12 + size, content)
        if name in _CHUNKS:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield _JPEG
    at = 2
    while at < len(content):
        while content[at + 1] == 0xFF:
            at += 1
        kind = content[at + 1]
        if kind == _END:
            yield content[at : at + 2]
            return
        (size,) = struct.unpack_from(">H", content, at + 2)
        end = _within(at + 2 + size, content)
        data = content[at + 4 : end]
        if kind == 0xE1 and data.startswith(_EXIF):
            yield _turned(_orientation(data[len(_EXIF) :]))
        elif kind != _COMMENT and (kind not in _APPS or data.startswith(_KEPT_APPS.get(kind, b"\0\0\0\0\0\0"))):
            yield content[at:end]
        if kind == _SCAN:
            at = _after_scan(content, end)
            yield content[end:at]
        else:
            at = end


def _after_scan(content: bytes, at: int) -> int:
    """Return where the pixels that begin here end: at the next mark that is not part of them."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 2 if content[at + 1] != 0xFF else 1


def _orientation(tiff: bytes) -> int:
    """Return which way up Exif says that a photo is; upright where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return _UPRIGHT
    (first,) = struct.unpack_from(f"{order}L", tiff, 4)
    if first + 2 > len(tiff):
        return _UPRIGHT
    (many,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(many):
        at = first + 2 + 12 * number
        if at + 12 > len(tiff):
            break
        tag, _, _, value = struct.unpack_from(f"{order}HHLH", tiff, at)
        if tag == _ORIENTATION:
            return int(value)
    return _UPRIGHT


def _turned(orientation: int) -> bytes:
    """Return a segment that says which way up a photo is, and nothing else."""
    if not _UPRIGHT < orientation <= 8:
        return b""
    tiff = b"MM\0*" + struct.pack(">LHHHLHHL", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _gif(content: bytes) -> Iterator[bytes]:
    def table(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    at = 13 + table(content[10])
    yield content[:at]
    while at < len(content):
        kind = content[at]
        if kind == 0x3B:
            yield content[at : at + 1]
            return
        end = at + (11 + table(content[at + 9]) if kind == 0x2C else 2)
        while content[end]:
            end += content[end] + 1
        end += 1
        is_said = kind == 0x21 and content[at + 1] in (0xFE, 0xFF) and content[at + 3 : at + 11] != b"NETSCAPE"
        if not is_said:
            yield content[at:end]
        at = end


_KINDS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], Iterable[bytes]]], ...] = (
    (re.compile(re.escape(_PNG)), _png),
    (re.compile(_JPEG), _jpeg),
    (re.compile(rb"GIF8[79]a"), _gif),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<"), lambda content: (media.without_notes(content),)),
    (re.compile(rb"II\*\0|MM\0\*|II\xbc\x01"), blanked.tiff),
    (re.compile(rb".{40} EMF", re.DOTALL), blanked.emf),
    (re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]"), blanked.wmf),
)
"""How each kind of picture begins, and what makes the pieces of it that are kept."""
