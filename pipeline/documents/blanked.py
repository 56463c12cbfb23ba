"""Pictures whose pieces are found by where they stand (TIFF, HD Photo, EMF, WMF): what shows nothing is blanked there.

Nothing moves: a byte that nothing which is shown refers to becomes a nought. Raises `struct.error` or `IndexError` for
what is not read.
"""

import struct
from collections.abc import Iterator

_SHOWN = frozenset(
    [
        *(254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292),
        *(
            293,
            296,
            301,
            *range(317, 326),
            332,
            334,
            336,
            338,
            339,
            340,
            341,
            347,
            *range(512, 519),
            529,
            530,
            531,
            532,
        ),
        *(34675, 0xBC01, 0xBC02, 0xBC04, *range(0xBC80, 0xBC84), *range(0xBCC0, 0xBCC6)),
    ]
)
"""Tags that say what a TIFF shows: not who took it, with what, where and when."""
_APART = frozenset((519, 520, 521))
"""Tags of an old kind of TIFF, that lead to tables whose length nothing says: it is left as it is."""
_PIECES = ((273, 279), (324, 325), (513, 514), (0xBCC0, 0xBCC1), (0xBCC2, 0xBCC3))
"""Tags that say where pixels stand, and how many bytes they are."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MOST_PAGES = 64
_EMF_END, _EMF_COMMENT = 14, 70
_PLUS, _PUBLIC = b"EMF+", b"GDIC"
_PLUS_COMMENT = 0x4003
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_WMF_ESCAPE, _WMF_COMMENT, _WMF_ENHANCED = 0x0626, b"\x0f\0", (b"WMFC", b"CFMW")


def tiff(content: bytes) -> tuple[bytes]:
    """Return a TIFF or an HD Photo with nothing but what it shows."""
    order = "<" if content.startswith(b"II") else ">"
    made, shown = bytearray(content), [(0, 8)]
    (at,) = struct.unpack_from(f"{order}L", content, 4)
    pages: set[int] = set()
    while at and at not in pages and len(pages) < _MOST_PAGES:
        pages.add(at)
        (many,) = struct.unpack_from(f"{order}H", content, at)
        entries = [content[at + 2 + 12 * number : at + 14 + 12 * number] for number in range(many)]
        (following,) = struct.unpack_from(f"{order}L", content, at + 2 + 12 * many)
        if {struct.unpack_from(f"{order}H", entry)[0] for entry in entries} & _APART:
            raise IndexError(at)
        kept = [entry for entry in entries if struct.unpack_from(f"{order}H", entry)[0] in _SHOWN]
        directory = struct.pack(f"{order}H", len(kept)) + b"".join(kept) + struct.pack(f"{order}L", following)
        made[at : at + len(directory)] = directory
        shown.append((at, at + len(directory)))
        shown += _values(content, kept, order)
        at = following
    return (_only(made, shown),)


def _values(content: bytes, entries: list[bytes], order: str) -> Iterator[tuple[int, int]]:
    """Yield where the values of entries stand, and the pixels that they lead to."""
    numbers: dict[int, tuple[int, ...]] = {}
    for entry in entries:
        tag, kind, many, at = struct.unpack(f"{order}HHLL", entry)
        size = _SIZES[kind] * many if kind in _SIZES else len(content) + 1
        if size > len(content):
            raise IndexError(tag)
        if size > 4:
            yield at, at + size
        if kind in (3, 4):
            form = f"{order}{many}{'H' if kind == 3 else 'L'}"
            numbers[tag] = struct.unpack_from(form, content if size > 4 else entry, at if size > 4 else 8)
    for begin, length in _PIECES:
        for start, size in zip(numbers.get(begin, ()), numbers.get(length, ()), strict=False):
            yield start, start + size
        if begin in numbers and length not in numbers:
            raise IndexError(begin)


def _only(made: bytearray, shown: list[tuple[int, int]]) -> bytes:
    """Return bytes of which only these pieces are left, the others noughts, nothing behind the last."""
    at = 0
    for start, end in sorted(shown):
        if end > len(made):
            raise IndexError(end)
        if start > at:
            made[at:start] = bytes(start - at)
        at = max(at, end)
    return bytes(made[:at])


def emf(content: bytes) -> tuple[bytes]:
    """Return an EMF without what it is called, and without remarks that draw nothing."""
    made, at = bytearray(content), 0
    many, off = struct.unpack_from("<LL", content, 60)
    if many and off + 2 * many <= struct.unpack_from("<L", content, 4)[0]:
        made[off : off + 2 * many] = bytes(2 * many)
    while True:
        kind, size = struct.unpack_from("<LL", content, at)
        if size < 8 or at + size > len(content):
            raise IndexError(at)
        if kind == _EMF_COMMENT and size >= 16:
            if content[at + 12 : at + 16] == _PLUS:
                _plus(made, at + 16, at + size)
            elif content[at + 12 : at + 16] != _PUBLIC:
                made[at + 12 : at + size] = bytes(size - 12)
        at += size
        if kind == _EMF_END:
            return (bytes(made[:at]),)


def _plus(made: bytearray, at: int, end: int) -> None:
    """Blank the remarks among records of EMF+."""
    while at + 12 <= end:
        kind, _, size = struct.unpack_from("<HHL", made, at)
        if size < 12 or at + size > end:
            return
        if kind == _PLUS_COMMENT:
            made[at + 12 : at + size] = bytes(size - 12)
        at += size


def wmf(content: bytes) -> tuple[bytes]:
    """Return a WMF without remarks that draw nothing; one that holds the same drawing as EMF stays."""
    made, at = bytearray(content), 22 if content.startswith(_PLACEABLE) else 0
    at += 2 * struct.unpack_from("<H", content, at + 2)[0]
    while True:
        words, kind = struct.unpack_from("<LH", content, at)
        size = 2 * words
        if size < 6 or at + size > len(content):
            raise IndexError(at)
        is_remark = kind == _WMF_ESCAPE and size > 10 and content[at + 6 : at + 8] == _WMF_COMMENT
        if is_remark and content[at + 10 : at + 14] not in _WMF_ENHANCED:
            made[at + 10 : at + size] = bytes(size - 10)
        at += size
        if kind == 0:
            return (bytes(made[:at]),)
