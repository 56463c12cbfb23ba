"""What to do about text that does not read as YAML or as UTF-8: where the cause stands, and the way out."""

import re
from typing import NamedTuple

from pipeline.problems.phrase import Phrase, phrase

_MARKS = "@`%&*!|>,"
_NAMED = re.compile(r"\s*(?:- )?\s*(?P<name>[^\s:#'\"\[{][^:]*?):\s+(?P<value>\S.*?)\s*$")
_ITEM = re.compile(r"\s*- (?P<value>\S.*?)\s*$")
_APOSTROPHE = re.compile(r"[^'\"]*(?:'[^']*'\W[^']*)*'[^']*\w(?P<sign>')\w[^']*'[\s,\]}]")
"""A text in single quotes that holds one more, as in `'Jum'at'`; not at the beginning of a value's line."""
_GLUED = re.compile(r"\s*(?:- )?[\w.-]+:(?![\s/])\S")
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Advice(NamedTuple):
    """Where the cause stands (line and column, from 1), and the way out."""

    line: int
    column: int
    cure: Phrase


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them; the last one is empty when the text ends with a line's end."""
    return re.split(r"\r\n|\n|\r", text)


def yaml(text: str, fault: str, at: tuple[int, int], begun: tuple[int, int] | None) -> Advice:
    """Return the advice for a fault of the parser; `begun` is where what it was reading begins."""
    lines = lines_of(text)
    if clash := next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), 0):
        saran = phrase(
            "git tidak dapat menggabung berkas ini; pilih satu: git checkout --ours (atau --theirs), lalu git add"
        )
        return Advice(clash, 1, saran)
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""
    if "tab" in fault or line[at[1] - 1 : at[1]] == "\t" or line.lstrip(" ").startswith("\t"):
        return Advice(*at, phrase("ganti tab dengan spasi"))
    if begun and "unexpected end of stream" in fault:
        return Advice(*begun, phrase("tutup tanda kutip yang dibuka di sini"))
    apostrophe = _APOSTROPHE.match(line)
    if apostrophe and "expected" in fault:
        return Advice(
            at[0], apostrophe.start("sign") + 1, phrase("di dalam kutip tunggal, tulis tanda petik dua kali: `''`")
        )
    at_end = "expected node content" in fault and not "".join(lines[at[0] - 1 :]).strip()
    begun = (_left_open(lines) if at_end else None) or begun
    if begun and ("expected ',' or" in fault or (at_end and begun < at)):
        pair = "]" if lines[begun[0] - 1][begun[1] - 1 :].startswith("[") else "}"
        return Advice(
            *begun, phrase("tutup kurung yang dibuka di sini dengan `{pair}`, atau apit teks dengan kutip", pair=pair)
        )
    for sign, advice in (
        ("unknown escape", phrase("dalam kutip ganda `\\` berarti lain; pakai kutip tunggal")),
        (
            "document start",
            phrase("samakan lekuk baris ini dengan baris di atasnya; jangan ada `...` di tengah berkas"),
        ),
        ("incompatible", phrase("hapus baris yang diawali `%`")),
        ("directive", phrase("hapus baris yang diawali `%`")),
    ):
        if sign in fault:
            return Advice(*at, advice)
    if "could not find expected ':'" in fault and begun:
        return _no_colon(lines, *begun)
    return _by_line(lines, *at)


def _left_open(lines: list[str]) -> tuple[int, int] | None:
    """Return where the last bracket stands that is not closed; what stands in quotes is taken as it looks."""
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        for column, letter in enumerate(line, 1):
            if letter in "[{":
                found.append((number, column))
            elif letter in "]}" and found:
                found.pop()
    return found[-1] if found else None


def _no_colon(lines: list[str], lines_of: int, kolom: int) -> Advice:
    line = lines[lines_of - 1] if lines_of <= len(lines) else ""
    if _GLUED.match(line):
        return Advice(lines_of, kolom, phrase("beri spasi sesudah titik dua: `nama: nilai`"))
    return Advice(
        lines_of, kolom, phrase("tulis `nama: nilai`; sambungan teks perlu menjorok lebih dalam dari namanya")
    )


def _by_line(lines: list[str], lines_of: int, kolom: int) -> Advice:
    line = lines[lines_of - 1] if lines_of <= len(lines) else ""
    before = next((one for one in reversed(lines[: lines_of - 1]) if one.strip()), "")
    if _GLUED.match(before) and not before.rstrip().endswith(":") and ": " not in before:
        return Advice(
            lines.index(before) + 1,
            len(before) - len(before.lstrip()) + 1,
            phrase("beri spasi sesudah titik dua: `nama: nilai`"),
        )
    found = _NAMED.match(line)
    value = found["value"] if found else ""
    if found and kolom > found.start("value"):
        column = found.start("value") + 1
        if value.startswith("- "):
            return Advice(
                lines_of, column, phrase("pindahkan butir daftar ke baris baru di bawah `{name}:`", name=found["name"])
            )
        if value[0] in "'\"" or value[0] in _MARKS + "[{" or ": " in value or value.endswith(":"):
            return Advice(lines_of, column, _quoted(f"{found['name']}:", value))
    item = _ITEM.match(line)
    if item and item["value"][0] in _MARKS:
        return Advice(lines_of, item.start("value") + 1, _quoted("-", item["value"]))
    if len(line) - len(line.lstrip(" ")) > len(before) - len(before.lstrip(" ")) and not before.rstrip().endswith(":"):
        return Advice(lines_of, kolom, phrase("samakan lekuk baris ini dengan baris di atasnya"))
    return Advice(lines_of, kolom, phrase("periksa lekuk dan tanda baca di baris ini dan baris di atasnya"))


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
