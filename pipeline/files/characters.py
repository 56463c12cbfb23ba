"""Characters that no data may hold: unseen, turning the text around them, or standing for what could not be read."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pipeline.problems.phrase import Text, phrase

BLOCK = 2 << 20
"""Bytes that are read at a time."""
MOST_LINES = 10
"""Lines that are kept of one character, of those that hold it."""
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\u3164\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_NAMES: tuple[tuple[str, Text], ...] = (
    ("\x00", phrase("NUL")),
    ("\u00ad", phrase("tanda hubung yang tidak terlihat")),
    ("\u200b\u2060\ufeff", phrase("spasi tanpa lebar")),
    ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", phrase("pembalik arah teks")),
    ("\ufffd", phrase("pengganti huruf yang tidak terbaca")),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
"""A byte that its encoding has no letter for, as `surrogateescape` keeps it."""
_CONTROLS = bytes(code for code in range(128) if UNSEEN.match(chr(code)))
_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""A letter of UTF-8 that is none of ASCII."""
UTF8, WINDOWS = "utf-8", "cp1252"


class Letters(NamedTuple):
    """How bytes read as text: their encoding, the lines of each unseen character, and the lines of either encoding.

    `unseen` has for each what it is called, how many lines hold it, and the first of them. `mixed` is empty unless
    some lines are UTF-8 and others are not.
    """

    encoding: str
    unseen: tuple[tuple[Text, int, tuple[int, ...]], ...]
    mixed: tuple[tuple[int, ...], tuple[int, ...]] | tuple[()]


def named(character: str) -> Text:
    """Return what an unseen character is called."""
    code = f"U+{ord(character):04X}"
    what = next((what for those, what in _NAMES if character in those), None)
    if _ESCAPED.match(character):
        return phrase("bita 0x{byte}, yang bukan huruf", byte=f"{ord(character) & 255:02x}")
    return code if what is None else phrase("{code} ({what})", code=code, what=what)


def unseen_in(text: str) -> Text | None:
    """Return what the first unseen character of a text is called; `None` when it holds none."""
    found = UNSEEN.search(text)
    return named(found[0]) if found else None


def letters_of(source: BinaryIO) -> Letters:
    """Return how a file reads as text, from its beginning, where it is left again."""
    encoding = encoding_of(source)
    unseen: dict[str, _Lines] = {}
    utf8, other = _Lines(), _Lines()
    first = 1
    for block in _blocks(source):
        if not (block.isascii() and len(block.translate(None, _CONTROLS)) == len(block)):
            text = block.decode(encoding, errors="surrogateescape")
            for number, line in enumerate(text.split("\n"), first) if UNSEEN.search(text) else ():
                for character in dict.fromkeys(UNSEEN.findall(line)):
                    unseen.setdefault(character, _Lines()).add(number)
            for number, raw in enumerate(block.split(b"\n"), first) if encoding == WINDOWS else ():
                rest = _LETTER.sub(b"", raw)
                if len(rest) < len(raw):
                    utf8.add(number)
                if not rest.isascii():
                    other.add(number)
        first += block.count(b"\n")
    source.seek(0)
    told = ((named(character), lines.many, tuple(lines.first)) for character, lines in sorted(unseen.items()))
    return Letters(encoding, tuple(told), (tuple(utf8.first), tuple(other.first)) if utf8.many else ())


class _Lines:
    """How many lines there are of something, and the first of them."""

    def __init__(self) -> None:
        self.many, self.first = 0, list[int]()

    def add(self, line: int) -> None:
        self.many += 1
        self.first += [line] if self.many <= MOST_LINES else []


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    """Yield blocks of whole lines, without the mark that may stand before them."""
    source.seek(len(codecs.BOM_UTF8) if source.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0)
    while block := source.read(BLOCK):
        yield block + source.readline()


def encoding_of(source: BinaryIO) -> str:
    """Return the encoding of a file, and leave it at its beginning: UTF-8, or else that of Windows."""
    decoder = codecs.getincrementaldecoder(UTF8)()
    source.seek(0)
    try:
        while block := source.read(BLOCK):
            if not block.isascii() or decoder.getstate()[0]:
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return WINDOWS
    finally:
        source.seek(0)
    return UTF8


def text_of(raw: bytes) -> str:
    """Return bytes as text; raises `ValueError` with the reason: two encodings, or characters that nobody sees."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ValueError(phrase("isinya UTF-16, bukan UTF-8"))
    letters = letters_of(io.BytesIO(raw))
    if letters.mixed:
        utf8, other = (", ".join(map(str, lines)) for lines in letters.mixed)
        raise ValueError(phrase("baris {lines} UTF-8, baris {others} bukan", lines=utf8, others=other))
    for found, _, lines in letters.unseen:
        raise ValueError(phrase("karakter {found} di baris {lines}", found=found, lines=", ".join(map(str, lines))))
    return raw.decode("utf-8-sig" if letters.encoding == UTF8 else WINDOWS)
