"""A sheet of answers that is text already: its encoding, its remarks, its rows, each with the line it begins on."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import BinaryIO, NamedTuple

from pipeline.files import characters
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

BLOCK = 2 << 20
"""Bytes that are read at a time."""
_TAIL = 8192
MOST_COLUMNS = 4096
"""Columns that a sheet of answers may have: exports of large forms have hundreds."""
_FIRST = 20
"""Lines among which a header is looked for."""
_KINDS = frozenset({"Response", "Open-Ended Response"})
"""What SurveyMonkey writes in the line below its questions."""
_FEWEST_NUMBERS = 5
"""Columns from which on a line `1 2 3 ...` is no answers: 5 is none."""
_TOTALS = re.compile(r"(grand )?(total|jumlah|Σ|rata[- ]?rata|rerata|nrr|nilai|ikm|mutu)\b.*", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_FIGURE = re.compile(r"\d+[.,]\d+")
_SHAPE = re.compile(r"#\s*bentuk\s*:\s*(.*)", re.IGNORECASE)


NUL = phrase("NUL (berkas ini UTF-16, atau bukan teks)")
CR = phrase("CR tanpa LF (akhir baris Mac lama)")


class SheetHead(NamedTuple):
    """What is known of a sheet before its rows are read; `start` is where the rows begin, `line` the header's line."""

    encoding: str
    shape: str
    shape_line: int
    titles: tuple[str, ...]
    separator: str
    line: int
    start: int
    first_line: int


class UnclosedQuote(Exception):  # noqa: N818 - what the row says, not a fault of the program
    """A row that does not read, since a quotation mark is not closed; `line` is where the row begins."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


def empty(file: str, header: int = 0) -> Problem:
    """Return the problem of a file without answers; `header` is the line of its header, where it has one."""
    if header:
        hint = phrase("isi jawaban di bawah baris judul ini, satu baris satu responden atau satu unit")
        return problem(Place(file, header), "S008", hint=hint)
    return problem(Place(file), "S008", hint=phrase("isi baris judul dan jawaban"))


def read_head(source: BinaryIO, known: Callable[[Sequence[str]], int] = len) -> SheetHead | None:
    """Return what a sheet says at its head; `None` when nothing follows the remarks, no columns if they do not end.

    UTF-8 with or without a mark, or cp1252; separator `,` `;` or tab. Lines before the header are remarks: those that
    are blank or begin with `#` (not where that is a column's title; one of them may say `# bentuk: ...`), and titles,
    which have no two columns that are `known`. A header may stand in two lines: a column is called as the lower says,
    else as the upper. A line that only numbers the columns is no row. A line of more than `MOST_COLUMNS` is given with
    as many columns, without titles.
    """
    encoding = characters.encoding_of(source)
    source.seek(3 if source.read(3) == codecs.BOM_UTF8 else 0)
    found = list(islice(_lines(source, encoding, known), _FIRST))
    for at, upper in enumerate(found):
        if _is_wide(upper):
            return upper
        lower = found[at + 1] if at + 1 < len(found) and _may_be_titles(found[at + 1]) else upper
        both = _under(upper.titles, lower.titles)
        above, below = known(upper.titles), known(lower.titles)
        if known(both) > max(above, below, 1) or (
            above and below > 1 and known(both) == below and (both != lower.titles or below > above)
        ):
            return _without_numbers(lower._replace(titles=both), found[at + 2 : at + 3])
        if above > 1:
            return _without_numbers(upper, found[at + 1 : at + 2])
    return found[0] if found else None


def _is_wide(head: SheetHead) -> bool:
    return len(head.titles) > MOST_COLUMNS


def _may_be_titles(line: SheetHead) -> bool:
    """Whether a line may be the lower one of a header: one with a figure in it is a row."""
    return not _is_wide(line) and not any(map(_FIGURE.fullmatch, line.titles))


def _under(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    return tuple(below or above for above, below in zip_longest(upper, lower, fillvalue=""))


def _without_numbers(head: SheetHead, following: Sequence[SheetHead]) -> SheetHead:
    """Return a head whose rows begin after the line that numbers the columns or says their kinds, if there is one."""
    numbers = tuple(str(number) for number in range(1, len(head.titles) + 1))
    for line in following:
        is_numbers = line.titles == numbers and len(numbers) >= _FEWEST_NUMBERS
        said = {title for title in line.titles if title}
        if is_numbers or (said and said <= _KINDS):
            return head._replace(start=line.start, first_line=line.first_line)
    return head


def _lines(source: BinaryIO, encoding: str, known: Callable[[Sequence[str]], int]) -> Iterator[SheetHead]:
    """Yield the lines that are neither blank nor remarks, each as the head that it may be."""
    shape, shape_line, line = "", 0, 0
    while begin := source.readline():
        line += 1
        text = begin.decode(encoding).strip()
        if not text or (text.startswith("#") and not is_numbering(_split(text), known)):
            declared = _SHAPE.fullmatch(text)
            if declared:
                shape, shape_line = declared[1].strip(), line
            continue
        first = line
        begin = _until_closed(source, begin)
        line += begin.count(b"\n", 0, len(begin) - 1)
        text = begin.decode(encoding).rstrip("\r\n")
        separator = _separator(text)
        names = tuple(name.strip() for name in _cells(text, separator, is_open=begin.count(b'"') % 2 == 1))
        at = source.tell()
        yield (head := SheetHead(encoding, shape, shape_line, names, separator, first, at, line + 1))
        if _is_wide(head):
            return
        source.seek(at)


def is_numbering(cells: Sequence[str], known: Callable[[Sequence[str]], int]) -> bool:
    """Whether a row that begins with `#` is no remark but a header, whose first column numbers the rows."""
    return cells[0].strip() == "#" and known(cells) > 1


def _separator(text: str) -> str:
    return max(",;\t", key=text.count)


def _split(text: str) -> list[str]:
    return [cell.strip().strip('"') for cell in text.split(_separator(text))]


def _cells(text: str, separator: str, *, is_open: bool) -> list[str]:
    """Return the cells of a line; none when its quotation does not end, empty ones when there are far too many."""
    many = 1 + text.count(separator)
    if many > MOST_COLUMNS and (many := 1 + _QUOTED.sub("", text).count(separator)) > MOST_COLUMNS and not is_open:
        return [""] * many
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
        return [] if is_open else next(rows)
    except csv.Error:
        return []


def _until_closed(source: BinaryIO, begin: bytes) -> bytes:
    """Return the lines with those that follow until no quotation is open, but no more than a block of them."""
    parts, is_open, most = [begin], begin.count(b'"') % 2 == 1, BLOCK
    while is_open and most > 0 and (more := source.readline()):
        parts.append(more)
        most -= len(more)
        is_open ^= more.count(b'"') % 2 == 1
    return b"".join(parts)


def unreadable(source: BinaryIO, file: str) -> tuple[Problem, ...]:
    """Return what no sheet may hold: NUL (as in UTF-16), CR without LF, two encodings, unseen characters."""
    while block := source.read(BLOCK):
        while block.endswith(b"\r") and (more := source.read(1)):
            block += more
        alone = b"\r" in block and block.count(b"\r") != block.count(b"\r\n")
        if alone or b"\0" in block:
            sign = re.search(rb"\0|\r(?!\n)", block)
            assert sign is not None
            line = _line_of(source, source.tell() - len(block) + sign.start())
            return (problem(Place(file, line), "S117", found=NUL if sign[0] == b"\0" else CR),)
    letters = characters.letters_of(source)
    if letters.mixed:
        utf8, other = (", ".join(map(str, lines)) for lines in letters.mixed)
        return (problem(Place(file, letters.mixed[1][0]), "S131", lines=utf8, others=other),)
    return tuple(
        problem(Place(file, lines[0]), "S132", found=found, many=many, lines=", ".join(map(str, lines)))
        for found, many, lines in letters.unseen
    )


def _line_of(source: BinaryIO, until: int) -> int:
    """Return the line in which a byte stands."""
    source.seek(0)
    line = 1
    while block := source.read(min(BLOCK, until - source.tell())):
        line += block.count(b"\n")
    return line


def owner(record: Sequence[str], names: Sequence[str], unit: str | None) -> str:
    """Return the unit of a row that does not fit the header; empty when it cannot be read."""
    if unit is not None:
        return unit
    at = names.index("unit") if "unit" in names else len(record)
    return record[at] if at < len(record) else ""


def blocks(source: BinaryIO, head: SheetHead, size: int = BLOCK) -> Iterator[tuple[int, bytes]]:
    """Return the rows in blocks that end where a row ends, each with its first line."""
    source.seek(head.start)
    line = head.first_line
    while block := source.read(size):
        block = _until_closed(source, block + source.readline())
        if not block.endswith(b"\n"):
            block += b"\n"
        yield line, block
        line += block.count(b"\n")


def rows_of(block: bytes, head: SheetHead, line: int) -> Iterator[tuple[int, list[str]]]:
    """Return the rows of a block that are not empty, each with the line it begins on; raises `UnclosedQuote`."""
    text = io.StringIO(block.decode(head.encoding), newline="")
    reader = csv.reader(text, delimiter=head.separator, skipinitialspace=True, strict=True)
    begin = line
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield begin, [cell.strip() for cell in record]
            begin = line + reader.line_num
    except csv.Error as error:
        raise UnclosedQuote(begin) from error


def titles_again(source: BinaryIO, head: SheetHead) -> frozenset[int]:
    """Return the lines below the header that say the same as it, as where several sheets were joined: no answers."""
    source.seek(0)
    line = b""
    for _ in range(head.line):
        line = source.readline()
    titles = line.removeprefix(codecs.BOM_UTF8).strip().lower()
    if not titles or titles.count(b'"') % 2:
        return frozenset()
    return frozenset(
        first + below
        for first, block in blocks(source, head)
        if titles in block.lower()
        for below, said in enumerate(block.lower().split(b"\n"))
        if said.strip() == titles
    )


def totals_at_end(source: BinaryIO, head: SheetHead, where: Sequence[int]) -> list[tuple[int, str]]:
    """Return the rows at the end that hold totals or means, as (line, what is written), by the cells at `where`."""
    tail = _tail(source, head)
    lines = 0
    found: list[tuple[int, str]] = []
    for back, row in enumerate(reversed(tail.rstrip(b"\n").split(b"\n"))):
        trailing = len(tail) - len(tail.rstrip(b"\n"))
        text = row.decode(head.encoding).strip()
        if not text.replace(head.separator, "").strip():
            continue
        cells = text.split(head.separator)
        names = [cells[index].strip().strip('"') for index in where if index < len(cells)]
        hit = next((name for name in names if _TOTALS.fullmatch(name)), None)
        if hit is None:
            break
        lines = lines or _last_rows(source, head)
        found.append((lines - max(trailing - 1, 0) - back, hit))
    return found[::-1]


def _tail(source: BinaryIO, head: SheetHead) -> bytes:
    size = source.seek(0, 2)
    source.seek(max(head.start, size - _TAIL))
    return source.read()


def _last_rows(source: BinaryIO, head: SheetHead) -> int:
    source.seek(head.start)
    lines, last = head.first_line - 1, b""
    while block := source.read(BLOCK):
        lines += block.count(b"\n")
        last = block
    return lines + (not last.endswith(b"\n"))
