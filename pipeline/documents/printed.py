"""A PDF held against the letter that it was printed from: the same words in the same order, each in its place."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.documents import charts_on_paper, images, own_letters
from pipeline.documents.canonical import Seen
from pipeline.documents.charted import Drawing
from pipeline.documents.charts_on_paper import Standing
from pipeline.documents.letters_shown import CHART, IN_PLACE, PAGE, Path, Sign, signs_of
from pipeline.documents.pdf_ground import Box
from pipeline.documents.pdf_pages import Letter, Page, plain, with_own_hyphens
from pipeline.problems.phrase import Text, phrase

_OF_NUMBER = re.compile("[0-9ivxlcdmIVXLCDM]")
_NEAR, _AROUND = 1.5, 40
_MOST_ROWS = 4
_UNLIKE = 24
"""Tones that two pictures may be apart, on average: printing packs them anew."""
_AWAY = ("⟨catatan", "⟨kotak", "⟨mengambang")
"""What a page shows elsewhere than a document tells of it."""


class Judged(NamedTuple):
    """What a PDF shows otherwise than its letter does, the first difference of each kind; what cannot be judged."""

    differences: tuple[Text, ...]
    unknown: tuple[Text, ...]


def judged(document: Seen, held: Sequence[Page]) -> Judged:
    """Return a PDF held against its letter; of what a page shows elsewhere than the letter nothing is judged."""
    if any(mark in token for token in document.tokens for mark in _AWAY):
        return Judged((), (phrase("suratnya memuat catatan kaki atau kotak teks"),))
    drawings = {chart.token: chart.drawing for chart in document.charts}
    charts = [drawings.get(token) for token in document.tokens if token.startswith(CHART)]
    if None in charts:
        return Judged((), (phrase("suratnya memuat grafik yang tercetak lain di setiap program"),))
    found: list[Text] = []
    hidden = sum(not letter.is_seen for page in held for letter in page.letters)
    if hidden:
        found.append(phrase("{many} huruf yang tidak terlihat", many=hidden))
    for number, page in enumerate(held, 1):
        found += (
            phrase("halaman {number}: {what} di atas teks", number=number, what=shape) for shape in set(page.over)
        )
    unknown: list[Text] = []
    found += _texts(document, [*filter(None, charts)], held, unknown)
    found += () if unknown else _pictures(document, held)
    return Judged(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)))


def cannot_be_judged(document: Seen) -> bool:
    """Return whether a letter holds what a page may show elsewhere: notes, boxes, what floats, charts."""
    return any(mark in token for token in document.tokens for mark in (*_AWAY, CHART))


def _texts(document: Seen, charts: Sequence[Drawing], held: Sequence[Page], unknown: list[Text]) -> Iterator[Text]:
    body = signs_of(document.tokens)
    text = "".join(sign.text for sign in body)
    body = [sign for start, end in own_letters.between(text) for sign in body[start:end]]
    text += " ".join(plain(word) for drawing in charts for word in (*drawing.names, *drawing.words))
    places = [(index - many, sign) for many, (index, sign) in enumerate(_charts_among(body))]
    body = [sign for sign in body if sign.text != IN_PLACE]
    heads = own_letters.first_rows(body)
    left = dict(enumerate(charts))
    stands: dict[int, tuple[int, Standing]] = {}
    at = 0
    placed: list[tuple[Sign, Letter, int]] = []
    for number, page in enumerate(held):
        own = [*with_own_hyphens(own_letters.without_leaders(page.letters), text)]
        ways = [
            (own_letters.own_of(rest, document.around, number, body, at, heads), found)
            for rest, found in charts_on_paper.apart([*left.items()], own)
        ]
        letters, found = max(ways, key=lambda way: (*own_letters.fits(way[0], body, at), len(way[1])))
        for standing in found:
            stands[standing.number] = (number, standing)
            left.pop(standing.number)
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
            index += _rest_of_number(letters, index) if body[at - 1].text == PAGE else 0
    if at < len(body):
        yield phrase("tidak ada: {was}", was="".join(sign.text for sign in body[at : at + _AROUND]))
        return
    yield from _misplaced(placed)
    unknown += (phrase("grafiknya tidak tercetak sebagai teks") for _ in left)
    for number, (page_number, standing) in stands.items():
        if not _is_between(places[number], page_number, standing.box, placed):
            yield phrase("letak lain: {words}", words=" ".join(charts[number].names)[:_AROUND])
        try:
            yield from charts_on_paper.differences(charts[number], standing, held[page_number].drawn)
        except charts_on_paper.Unjudged:
            unknown.append(phrase("batang atau garis grafiknya tergambar dengan cara yang tidak dikenal"))


def _charts_among(body: Sequence[Sign]) -> Iterator[tuple[int, Sign]]:
    return ((index, sign) for index, sign in enumerate(body) if sign.text == IN_PLACE)


def _is_between(place: tuple[int, Sign], page: int, box: Box, placed: Sequence[tuple[Sign, Letter, int]]) -> bool:
    """Return whether a chart stands between the words that the document has before it and behind it."""
    at, sign = place
    for (other, letter, other_page), is_before in [
        *((pair, True) for pair in placed[max(0, at - 1) : at]),
        *((pair, False) for pair in placed[at : at + 1]),
    ]:
        if (other_page > page) if is_before else (other_page < page):
            return False
        if other_page == page and (not sign.path or sign.path == other.path):
            upper, lower = (letter.box, box) if is_before else (box, letter.box)
            if upper[1] < lower[3] - _NEAR:
                return False
    return True


def _rest_of_number(letters: Sequence[Letter], index: int) -> int:
    """Return how many letters still belong to the number of a page, which the document does not know."""
    many, last = 0, letters[index - 1]
    if not _OF_NUMBER.fullmatch(last.text):
        return 0
    for letter in letters[index : index + 8]:
        if not _OF_NUMBER.fullmatch(letter.text) or not _is_beside(last.box, letter.box):
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
    return sign in (other, PAGE)


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
