"""Two PDFs held against each other: what one shows or carries and the other does not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.documents import pdf_pages, pdf_parts
from pipeline.documents.pdf_pages import Letter, Page
from pipeline.problems.phrase import Text, phrase

_NEAR, _AROUND = 1.5, 40
_TONES, _ASIDE = 32, 6.0
"""Tones that a dot of two prints may be apart; points that a letter of another shape may begin aside."""
_KINDS = {1: phrase("teks"), 2: phrase("bentuk"), 3: phrase("gambar"), 4: phrase("arsiran"), 5: phrase("lapisan")}


def differences(was: bytes, now: bytes) -> tuple[Text, ...]:
    """Return what a PDF shows or carries otherwise than another; raises `NotPdf`."""
    found: list[Text] = []
    if len(now) > len(was) and now.startswith(was):
        found.append(phrase("{many} bita ditambahkan di belakang berkas yang terbit", many=len(now) - len(was)))
    before, after = set(pdf_parts.beside(was)), pdf_parts.beside(now)
    found += (phrase("ditambahkan: {what}", what=shape) for shape in after if shape not in before)
    found += _pages(pdf_pages.pages(was), pdf_pages.pages(now))
    if not found:  # whatever else a page may do to what stands on it: cut it, blend it, recolour it
        shown = zip(pdf_pages.drawn(was), pdf_pages.drawn(now), strict=True)
        found += (
            phrase("halaman {number}: tampak lain", number=number)
            for number, (old, new) in enumerate(shown, 1)
            if old != new
        )
    if not found:  # nor may anything else differ: what another reader, a printer or a screen reader would show
        found += _carried(pdf_parts.graphs(was), pdf_parts.graphs(now))
    return tuple(dict.fromkeys(found))


def is_apart(was: bytes, now: bytes) -> bool:
    """Return whether a PDF is no changed copy of another, but may be another print of the same letter.

    Where its letters stand as in the other one it has to be drawn as that one is.  Raises `NotPdf`.
    """
    if pdf_parts.names(was) & pdf_parts.names(now):
        return False
    before, after = [
        [letter for page in held for letter in page.letters] for held in (pdf_pages.pages(was), pdf_pages.pages(now))
    ]
    return not _set_alike(before, after) or all(map(_drawn_alike, pdf_pages.drawn(was), pdf_pages.drawn(now)))


def _set_alike(before: Sequence[Letter], after: Sequence[Letter]) -> bool:
    """Return whether letters stand in the same lines, and about where the other ones do."""
    return len(before) == len(after) and all(
        old.text == new.text and abs(old.box[1] - new.box[1]) <= _NEAR and abs(old.box[0] - new.box[0]) <= _ASIDE
        for old, new in zip(before, after, strict=True)
    )


def _drawn_alike(old: bytes, new: bytes) -> bool:
    return len(old) == len(new) and all(abs(tone - other) <= _TONES for tone, other in zip(old, new, strict=True))


def _stand_alike(old: Page, new: Page) -> bool:
    return len(old.letters) == len(new.letters) and all(
        abs(edge - other) <= _NEAR
        for mine, theirs in zip(old.letters, new.letters, strict=True)
        for edge, other in zip(mine.box, theirs.box, strict=True)
    )


def _carried(was: Sequence[dict[Text, str]], now: Sequence[dict[Text, str]]) -> Iterator[Text]:
    if not was or len(was) != len(now):
        yield phrase("susunan yang tidak terbaca")
    for number, (old, new) in enumerate(zip(was, now, strict=False)):
        for what in sorted(old.keys() | new.keys(), key=str):
            if old.get(what) != new.get(what):
                where = phrase("halaman {number}", number=number) if number else phrase("dokumen")
                yield phrase("{where}: {what} lain", where=where, what=what)


def _pages(was: Sequence[Page], now: Sequence[Page]) -> Iterator[Text]:
    if len(was) != len(now):
        yield phrase("{now} halaman, terbit: {was}", now=len(now), was=len(was))
    for number, (old, new) in enumerate(zip(was, now, strict=False), 1):
        yield from _page(old, new, number)


def _page(old: Page, new: Page, number: int) -> Iterator[Text]:
    before, after = ("".join(letter.text for letter in page.letters) for page in (old, new))
    if before != after:
        at = next((at for at, (sign, other) in enumerate(zip(before, after, strict=False)) if sign != other), None)
        at = min(len(before), len(after)) if at is None else at
        values = {"now": after[at : at + _AROUND] or "-", "was": before[at : at + _AROUND] or "-"}
        yield phrase("halaman {number}: {now}, terbit: {was}", number=number, **values)
    elif not _stand_alike(old, new):
        yield phrase("halaman {number}: letak hurufnya lain", number=number)
    if sum(not letter.is_seen for letter in new.letters) > sum(not letter.is_seen for letter in old.letters):
        yield phrase("halaman {number}: huruf yang tidak terlihat", number=number)
    more, less = Counter(new.shapes) - Counter(old.shapes), Counter(old.shapes) - Counter(new.shapes)
    for kind in sorted({kind for kind, _ in more}):
        yield phrase("halaman {number}: {what} ditambahkan", number=number, what=_KINDS.get(kind, str(kind)))
    for kind in sorted({kind for kind, _ in less} - {kind for kind, _ in more}):
        yield phrase("halaman {number}: {what} dihilangkan", number=number, what=_KINDS.get(kind, str(kind)))
    if old.pictures != new.pictures and not more:
        yield phrase("halaman {number}: gambar lain", number=number)
    if Counter(new.over) - Counter(old.over):
        yield phrase("halaman {number}: {what} di atas teks", number=number, what=new.over[-1])
    if old.box != new.box:
        yield phrase("halaman {number}: ukurannya lain", number=number)
