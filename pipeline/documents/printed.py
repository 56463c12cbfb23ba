"""A PDF held against the letter that it was printed from: the same words in the same order, each in its place."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.documents import images
from pipeline.documents.canonical import Around, Seen
from pipeline.documents.pdf_pages import Box, Letter, Page, with_own_hyphens
from pipeline.problems.phrase import Text, phrase

_MARK = re.compile(r"‹([^›]*)›|⟨([^⟩]*)⟩")
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": "-"})
_NUMBER = r"(?:\d{1,4}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
_PAGE = re.compile("[0-9ivxlcdmIVXLCDM]")
_NEAR, _AROUND = 1.5, 40
_LEADER = re.compile(r"[._\u2026\u00b7]{4,}")
_MOST_ROWS = 4
_UNLIKE = 24
"""Tones that two pictures may be apart, on average: printing packs them anew."""
_AWAY = ("⟨catatan", "⟨kotak", "⟨mengambang", "⟨grafik")
"""What a page shows elsewhere than a document tells of it."""
Path = tuple[tuple[int, int, int], ...]


class Sign(NamedTuple):
    """A letter that the document shows: what it is, and where in the document: its paragraph and its cells."""

    text: str
    paragraph: int
    path: Path
    spans: bool


def signs_of(tokens: Sequence[str]) -> list[Sign]:
    """Return the letters of a document, each with its place in it."""
    found: list[Sign] = []
    path: list[list[int]] = []
    paragraph = tables = begin = 0
    for word in tokens:
        if word == "⊞":
            tables += 1
            path.append([tables, 0, 0])
            begin = len(found)
        elif word == "⊟":
            path.pop()
        elif word == "↵":
            path[-1] = [path[-1][0], path[-1][1] + 1, 0]
        elif word in ("│", "┃"):
            if word == "┃":
                found[begin:] = [sign._replace(spans=True) for sign in found[begin:]]
            path[-1][2] += 1
            begin = len(found)
        elif word == "¶":
            paragraph += 1
        else:
            where = tuple((step[0], step[1], step[2]) for step in path)
            found += (Sign(letter, paragraph, where, False) for letter in letters_of(word))
    return found


def letters_of(token: str) -> Iterator[str]:
    """Return the letters that a word shows on paper."""
    if found := re.fullmatch(r"⟨(PAGE|PAGEREF|NUMPAGES|SECTIONPAGES)⟩", token):
        yield "\0" if found[1] else ""
        return
    at, marks = 0, ""
    for mark in (*_MARK.finditer(token), None):
        text = token[at : mark.start() if mark else None]
        if "caps" in marks.lower():
            text = text.upper()
        yield from unicodedata.normalize("NFKC", text).translate(_DASHES)
        if mark:
            marks = mark[1] if mark[1] is not None else marks
            at = mark.end()


def differences(document: Seen, held: Sequence[Page]) -> tuple[Text, ...]:
    """Return in what a PDF shows something else than the letter does; the first difference of each kind."""
    found: list[Text] = []
    hidden = sum(not letter.is_seen for page in held for letter in page.letters)
    if hidden:
        found.append(phrase("{many} huruf yang tidak terlihat", many=hidden))
    for number, page in enumerate(held, 1):
        found += (
            phrase("halaman {number}: {what} di atas teks", number=number, what=shape) for shape in set(page.over)
        )
    found += _texts(document, held)
    found += _pictures(document, held)
    return tuple(dict.fromkeys(found))


def cannot_be_judged(document: Seen) -> bool:
    """Return whether a letter holds what a page shows elsewhere: notes, boxes, what floats, charts."""
    return any(mark in token for token in document.tokens for mark in _AWAY)


def _texts(document: Seen, held: Sequence[Page]) -> Iterator[Text]:
    body = signs_of(document.tokens)
    text = "".join(sign.text for sign in body)
    body = [sign for start, end in _between(text) for sign in body[start:end]]
    heads = _first_rows(body)
    at = 0
    placed: list[tuple[Sign, Letter, int]] = []
    for number, page in enumerate(held):
        own = with_own_hyphens(_without_leaders(page.letters), text)
        letters = _own_of([*own], document.around, number, body, at, heads)
        index = 0
        while index < len(letters):
            part = _next(body, at, letters[index:])
            if not part:
                was = "".join(sign.text for sign in body[at : at + _AROUND])
                now = "".join(letter.text for letter in letters[index : index + _AROUND])
                yield phrase("halaman {number}: {now}, terbit: {was}", number=number + 1, now=now, was=was or "-")
                return
            placed += [(body[at + step], letter, number) for step, letter in enumerate(part)]
            index += len(part)
            at += len(part)
            index += _rest_of_number(letters, index) if body[at - 1].text == "\0" else 0
    if at < len(body):
        yield phrase("tidak ada: {was}", was="".join(sign.text for sign in body[at : at + _AROUND]))
        return
    yield from _misplaced(placed)


def _rest_of_number(letters: Sequence[Letter], index: int) -> int:
    """Return how many letters still belong to the number of a page, which the document does not know."""
    many, last = 0, letters[index - 1]
    if not _PAGE.fullmatch(last.text):
        return 0
    for letter in letters[index : index + 8]:
        if not _PAGE.fullmatch(letter.text) or not _is_beside(last.box, letter.box):
            break
        many, last = many + 1, letter
    return many


def _next(body: Sequence[Sign], at: int, letters: Sequence[Letter]) -> Sequence[Letter]:
    """Return the letters that go on with the document; none where other ones stand.

    Programs print the lines of a row of a table in orders of their own; then the words are found wherever the row has
    them, and their places tell whether they are in the right cells.
    """
    if at < len(body) and _same(body[at].text, letters[0].text):
        return letters[:1]
    if at >= len(body) or not body[at].path:
        return ()
    table, first, _ = body[at].path[0]
    for rows in range(1, _MOST_ROWS + 1):
        end = first + rows
        many = next((step for step, sign in enumerate(body[at:]) if not _in_rows(sign, table, end)), len(body) - at)
        found = _sorted_as(body[at : at + many], letters[:many])
        if found:
            return found
    return ()


def _in_rows(sign: Sign, table: int, end: int) -> bool:
    return bool(sign.path) and sign.path[0][0] == table and sign.path[0][1] < end


def _sorted_as(signs: Sequence[Sign], letters: Sequence[Letter]) -> Sequence[Letter]:
    """Return letters in the order of the document, line by line; none where they are not the same."""
    if len(signs) != len(letters) or sorted(sign.text for sign in signs) != sorted(letter.text for letter in letters):
        return ()
    lines: list[list[Letter]] = []
    for letter in letters:
        if lines and _is_beside(lines[-1][-1].box, letter.box) and letter.box[0] - lines[-1][-1].box[2] < 9:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    found: list[Letter] = []
    while lines:
        ahead = [sign.text for sign in signs[len(found) :]]
        line = next(
            (candidate for candidate in lines if ahead[: len(candidate)] == [letter.text for letter in candidate]), None
        )
        if line is None:
            return ()
        lines.remove(line)
        found += line
    return found


def _same(sign: str, other: str) -> bool:
    return sign in (other, "\0")


def _own_of(
    letters: Sequence[Letter],
    around: Sequence[Around],
    number: int,
    body: Sequence[Sign],
    at: int,
    heads: Sequence[str],
) -> Sequence[Letter]:
    """Return what a page itself says: without header and footer, without the head of a table that goes on."""
    ways = [*_without_around(letters, around, number)]
    for row in heads if at else ():
        ways += [way[len(row) :] for way in ways if "".join(letter.text for letter in way[: len(row)]) == row]
    return max(ways, key=lambda way: _fits(way, body, at))


def _fits(letters: Sequence[Letter], body: Sequence[Sign], at: int) -> tuple[bool, int]:
    """Return whether all the letters go on where the document was left, and how many do."""
    pairs = zip(body[at : at + len(letters)], letters, strict=False)
    many = sum(1 for _ in itertools.takewhile(lambda pair: _same(pair[0].text, pair[1].text), pairs))
    return many == len(letters), many


def _without_leaders(letters: Sequence[Letter]) -> list[Letter]:
    """Return letters without the rows of dots that lead to a page number; a document has them as a tab."""
    text = "".join(letter.text for letter in letters)
    return [letter for start, end in _between(text) for letter in letters[start:end]]


def _between(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _LEADER.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _first_rows(body: Sequence[Sign]) -> list[str]:
    """Return the first row, and the first two, of every table: a table that goes on over a page repeats them."""
    found: dict[tuple[int, int], str] = {}
    for sign in body:
        for table, row, _ in sign.path[:1]:
            for rows in (1, 2, 3):
                if row < rows:
                    found[table, rows] = found.get((table, rows), "") + sign.text
    return sorted({text for text in found.values() if text}, key=len, reverse=True)


def _without_around(letters: Sequence[Letter], around: Sequence[Around], number: int) -> Iterator[Sequence[Letter]]:
    """Return the letters of a page without its header and its footer, in every way that these may have been printed."""
    choices = (
        {section.first for section in around[:1]} if number == 0 else {part for section in around for part in section}
    )
    for choice in sorted(choices, key=len, reverse=True):
        ways: list[Sequence[Letter]] = [letters]
        for part in _parts(choice):
            ways = [taken for way in ways for taken in _taken(way, part)]
        yield from ways
    yield letters


def _parts(tokens: Sequence[str]) -> Iterator[str]:
    """Return header and footer as patterns of letters."""
    text = ""
    for token in (*tokens, "⟨kepala⟩"):
        if token in ("⟨kepala⟩", "⟨kaki⟩"):
            if text:
                yield text
            text = ""
        elif token not in ("¶", "⊞", "⊟", "↵", "│", "┃"):
            text += "".join(_NUMBER if letter == "\0" else re.escape(letter) for letter in letters_of(token))


def _taken(letters: Sequence[Letter], pattern: str) -> Iterator[Sequence[Letter]]:
    """Return the letters without those at either end that fit a pattern, in every way that they may."""
    text = "".join(letter.text for letter in letters)
    longest = len(re.sub(r"\\", "", pattern)) + 10 * pattern.count(_NUMBER)
    for end in range(1, min(len(text), longest) + 1):
        if re.fullmatch(pattern, text[:end]):
            yield letters[end:]
        if re.fullmatch(pattern, text[-end:]):
            yield letters[:-end]


def _misplaced(placed: Sequence[tuple[Sign, Letter, int]]) -> Iterator[Text]:
    """Return the first letter that does not stand where the order of the words has it."""
    cells: dict[tuple[Path, int, int, int], tuple[int, float, float, str]] = {}
    for (before, letter, page), (after, other, next_page) in itertools.pairwise(placed):
        if page != next_page:
            continue
        if before.paragraph == after.paragraph and before.path == after.path:
            if not (_is_beside(letter.box, other.box) or _is_below(letter.box, other.box)):
                yield phrase("letak lain: {words}", words=_near(placed, after))
                return
        elif before.path == after.path and not _is_below(letter.box, other.box):
            yield phrase("letak lain: {words}", words=_near(placed, after))
            return
    for sign, letter, page in placed:
        for depth, (table, row, cell) in enumerate(sign.path):
            key = (sign.path[:depth], table, row, cell)
            if key not in cells:
                cells[key] = (page, letter.box[0], -1.0 if sign.spans else letter.box[3], letter.text)
    yield from _cells_misplaced(cells)


def _cells_misplaced(cells: dict[tuple[Path, int, int, int], tuple[int, float, float, str]]) -> Iterator[Text]:
    """Return the first cell that does not stand right of the one before it, or below the row before its own."""
    for (path, table, row, cell), (page, left, top, text) in cells.items():
        for (other_path, other_table, other_row, other_cell), (other_page, other_left, other_top, _) in cells.items():
            if (path, table) != (other_path, other_table) or page != other_page:
                continue
            beside = other_row == row and other_cell < cell and other_left >= left
            below = other_row == row - 1 and top >= 0 and other_top >= 0 and other_top <= top + _NEAR
            if beside or below:
                yield phrase("letak lain: {words}", words=text)
                return


def _near(placed: Sequence[tuple[Sign, Letter, int]], sign: Sign) -> str:
    at = next(index for index, pair in enumerate(placed) if pair[0] is sign)
    return "".join(letter.text for _, letter, _ in placed[at : at + _AROUND // 2])


def _pictures(document: Seen, held: Sequence[Page]) -> Iterator[Text]:
    """Return in what the pictures differ: other ones, more, or fewer than the letter shows."""
    known = [images.sketch(picture) for picture in document.pictures]
    for number, page in enumerate(held, 1):
        if any(not any(_alike(picture, other) for other in known) for picture in page.pictures):
            yield phrase("halaman {number}: gambar lain", number=number)
    own = _count(document.tokens)
    around = [_count(part) for section in document.around for part in section]
    least, most = own + (around[0] if around else 0), own + len(held) * max(around, default=0)
    there = sum(len(page.pictures) for page in held)
    if not least <= there <= max(least, most):
        yield phrase("{there} gambar, terbit: {least}", there=there, least=least)


def _count(tokens: Sequence[str]) -> int:
    return sum(token.startswith("⟨gambar") for token in tokens)


def _alike(tones: Sequence[int], other: Sequence[int]) -> bool:
    if not tones or len(tones) != len(other):
        return False
    return sum(abs(light - dark) for light, dark in zip(tones, other, strict=True)) <= _UNLIKE * len(tones)


def _is_beside(box: Box, other: Box) -> bool:
    overlap = min(box[3], other[3]) - max(box[1], other[1])
    return overlap > 0.4 * min(box[3] - box[1], other[3] - other[1]) and other[0] >= box[0] - _NEAR


def _is_below(box: Box, other: Box) -> bool:
    return other[3] <= box[1] + 0.6 * (box[3] - box[1])
