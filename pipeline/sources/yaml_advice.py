"""What to do about text that does not read as YAML or as UTF-8: where the cause stands, and the way out."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.problems.phrase import Phrase, Sentence, phrase

Spot = tuple[int, int]
"""Line and column, from 1."""
BULLETS = "•·▪▫◦‣●○■□–—"
"""What a word processor puts before the items of a list."""
CURLY = "“”„‘’"
_MARKS = "@`%&*!|>,"
_NAMED = re.compile(r"\s*(?:- )?\s*(?P<name>[^\s:#'\"\[{][^:]*?):\s+(?P<value>\S.*?)\s*$")
_ITEM = re.compile(r"\s*- (?P<value>\S.*?)\s*$")
_BULLET = re.compile(rf"(?P<indent>\s*)(?:(?:- *)?[{BULLETS}]\s*|-(?=[^\W\d]))(?P<value>\S.*?)\s*$")
_APOSTROPHE = re.compile(r"[^'\"]*(?:'[^']*'\W[^']*)*'[^']*\w(?P<sign>')\w[^']*'[\s,\]}]")
"""A text in single quotes that holds one more, as in `'Jum'at'`; not at the beginning of a value's line."""
_WIDE = "\uff1a"
_WIDE_NAME = re.compile(rf"\s*(?:- )?[\w.-]+{_WIDE}")
"""A name with the colon of a keyboard for Chinese or Japanese."""
GLUED_NAME = re.compile(r"\s*(?:- )?(?P<name>[\w.-]+):(?![\s/])(?P<value>\S.*)")
"""A name that no blank parts from its value."""
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BY_WORDS: tuple[tuple[str, Sentence], ...] = (
    ("character escape", "hapus tanda `\\u` itu, tulis hurufnya sendiri"),
    ("unknown escape", "dalam kutip ganda `\\` berarti lain; pakai kutip tunggal"),
    ("document start", "samakan lekuk baris ini dengan baris di atasnya; jangan ada `...` di tengah berkas"),
    ("incompatible", "hapus baris yang diawali `%`"),
    ("directive", "hapus baris yang diawali `%`"),
)
"""What the parser says, and what to do about it where it says it."""


class Advice(NamedTuple):
    """Where the cause stands (line and column, from 1), and the way out."""

    line: int
    column: int
    cure: Phrase


class _Fault(NamedTuple):
    """What the parser says of a text, where, and where what it was reading begins."""

    lines: list[str]
    said: str
    at: Spot
    begun: Spot | None

    def line(self, number: int) -> str:
        return self.lines[number - 1] if number <= len(self.lines) else ""

    @property
    def here(self) -> str:
        """The line where the parser stopped."""
        return self.line(self.at[0])

    @property
    def before(self) -> str:
        """The last line above it that is not blank."""
        return next((line for line in reversed(self.lines[: self.at[0] - 1]) if line.strip()), "")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them; the last one is empty when the text ends with a line's end."""
    return re.split(r"\r\n|\n|\r", text)


def yaml(text: str, said: str, at: Spot, begun: Spot | None) -> Advice:
    """Return the advice for a fault of the parser; `begun` is where what it was reading begins."""
    fault = _Fault(lines_of(text), said, at, begun)
    found = (advice for cause in _CAUSES if (advice := cause(fault)) is not None)
    return next(found, Advice(*at, phrase("periksa lekuk dan tanda baca di baris ini dan baris di atasnya")))


def _merge_conflict(fault: _Fault) -> Advice | None:
    clash = next((number for number, line in enumerate(fault.lines, 1) if line.startswith("<<<<<<< ")), 0)
    cure = phrase(
        "git tidak dapat menggabung berkas ini; pilih satu: git checkout --ours (atau --theirs), lalu git add"
    )
    return Advice(clash, 1, cure) if clash else None


def _tab(fault: _Fault) -> Advice | None:
    at_sign = fault.here[fault.at[1] - 1 : fault.at[1]] == "\t" or fault.here.lstrip(" ").startswith("\t")
    return Advice(*fault.at, phrase("ganti tab dengan spasi")) if at_sign or "tab" in fault.said else None


def _bullet(fault: _Fault) -> Advice | None:
    for number in (fault.begun or fault.at)[0], fault.at[0]:
        found = _BULLET.match(fault.line(number))
        if found:
            cure = phrase("awali setiap butir dengan `- `: `{right}`", right=f"{found['indent']}- {found['value']}")
            return Advice(number, 1, cure)
    return None


def _wide_colon(fault: _Fault) -> Advice | None:
    number = next((number for number, line in enumerate(fault.lines, 1) if _WIDE_NAME.match(line)), 0)
    cure = phrase("titik dua di sini lebar (`{wide}`); tulis `: `", wide=_WIDE)
    return Advice(number, fault.line(number).index(_WIDE) + 1, cure) if number else None


def _open_quote(fault: _Fault) -> Advice | None:
    if not fault.begun or "unexpected end of stream" not in fault.said:
        return None
    curly = next((sign for sign in fault.line(fault.begun[0])[fault.begun[1] :] if sign in CURLY), "")
    if curly:
        return Advice(*fault.begun, phrase("tutup dengan tanda kutip lurus yang sama, bukan `{sign}`", sign=curly))
    return Advice(*fault.begun, phrase("tutup tanda kutip yang dibuka di sini"))


def _apostrophe(fault: _Fault) -> Advice | None:
    found = _APOSTROPHE.match(fault.here) if "expected" in fault.said else None
    cure = phrase("di dalam kutip tunggal, tulis tanda petik dua kali: `''`")
    return Advice(fault.at[0], found.start("sign") + 1, cure) if found else None


def _open_bracket(fault: _Fault) -> Advice | None:
    at_end = "expected node content" in fault.said and not "".join(fault.lines[fault.at[0] - 1 :]).strip()
    begun = (_left_open(fault.lines) if at_end else None) or fault.begun
    if not begun or not ("expected ',' or" in fault.said or (at_end and begun < fault.at)):
        return None
    pair = "]" if fault.line(begun[0])[begun[1] - 1 :].startswith("[") else "}"
    return Advice(
        *begun, phrase("tutup kurung yang dibuka di sini dengan `{pair}`, atau apit teks dengan kutip", pair=pair)
    )


def _by_words(fault: _Fault) -> Advice | None:
    return next((Advice(*fault.at, phrase(cure)) for sign, cure in _BY_WORDS if sign in fault.said), None)


def _no_colon(fault: _Fault) -> Advice | None:
    if not fault.begun or "could not find expected ':'" not in fault.said:
        return None
    if GLUED_NAME.match(fault.line(fault.begun[0])):
        return Advice(*fault.begun, phrase("beri spasi sesudah titik dua: `nama: nilai`"))
    return Advice(*fault.begun, phrase("tulis `nama: nilai`; sambungan teks perlu menjorok lebih dalam dari namanya"))


def _glued_before(fault: _Fault) -> Advice | None:
    before = fault.before
    if not GLUED_NAME.match(before) or before.rstrip().endswith(":") or ": " in before:
        return None
    column = len(before) - len(before.lstrip()) + 1
    return Advice(fault.lines.index(before) + 1, column, phrase("beri spasi sesudah titik dua: `nama: nilai`"))


def _value(fault: _Fault) -> Advice | None:
    found = _NAMED.match(fault.here)
    if not found or fault.at[1] <= found.start("value"):
        return None
    name, value = found["name"], found["value"]
    spot = (fault.at[0], found.start("value") + 1)
    if value.startswith("- "):
        return Advice(*spot, phrase("pindahkan butir daftar ke baris baru di bawah `{name}:`", name=name))
    if value[0] in "'\"" or value[0] in _MARKS + "[{" or ": " in value or value.endswith(":"):
        return Advice(*spot, _quoted(f"{name}:", value))
    return None


def _item(fault: _Fault) -> Advice | None:
    found = _ITEM.match(fault.here)
    if not found or found["value"][0] not in _MARKS:
        return None
    return Advice(fault.at[0], found.start("value") + 1, _quoted("-", found["value"]))


def _too_deep(fault: _Fault) -> Advice | None:
    here, before = (len(line) - len(line.lstrip(" ")) for line in (fault.here, fault.before))
    if here <= before or fault.before.rstrip().endswith(":"):
        return None
    return Advice(*fault.at, phrase("samakan lekuk baris ini dengan baris di atasnya"))


_CAUSES: tuple[Callable[[_Fault], Advice | None], ...] = (
    _merge_conflict,
    _tab,
    _bullet,
    _wide_colon,
    _open_quote,
    _apostrophe,
    _open_bracket,
    _by_words,
    _no_colon,
    _glued_before,
    _value,
    _item,
    _too_deep,
)
"""What may be the cause of a fault: the first that is gives the advice."""


def _left_open(lines: list[str]) -> Spot | None:
    """Return where the last bracket stands that is not closed; what stands in quotes is taken as it looks."""
    found: list[Spot] = []
    for number, line in enumerate(lines, 1):
        for column, letter in enumerate(line, 1):
            if letter in "[{":
                found.append((number, column))
            elif letter in "]}" and found:
                found.pop()
    return found[-1] if found else None


def _quoted(before: str, value: str) -> Phrase:
    """Return the line that would have been right, unless it is too long to be shown."""
    whole = value[0] in "'\"" and value[-1] == value[0] and value[1:-1].count(value[0]) % 2
    inner = value[1:-1] if whole or (value[0] in "“”" and value[-1] in "“”") else value
    right = f"{before} '{inner.replace(chr(39), chr(39) * 2)}'"
    if len(right) > 100:
        return phrase("nilai ini perlu diapit tanda kutip seluruhnya")
    return phrase("nilai ini perlu diapit tanda kutip: `{right}`", right=right)


def encoding(raw: bytes, start: int) -> Phrase:
    """Return what the bytes that are no UTF-8 seem to be."""
    if raw.startswith(tuple(mark for mark, _ in _UTF16)) or raw[:200].count(0) > len(raw[:200]) // 4:
        return phrase("berkas ini UTF-16 (`Unicode` di Notepad)")
    letter = raw[start : start + 1].decode("cp1252", errors="ignore")
    found = f"0x{raw[start]:02x}"
    if letter.isprintable() and letter:
        return phrase("bita {found} di sini bukan UTF-8; dalam Windows-1252 ia `{letter}`", found=found, letter=letter)
    return phrase("bita {found} di sini bukan UTF-8", found=found)
