"""What the words of a document say, as text that can be looked for in a letter: each with the tag that prints it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.words.chapter import Dated, Picture, Word

_SILENT = frozenset({"draf", "perubahan", "kunci", "tautan"})
"""Words that say nothing which a letter prints as such."""
CHOSEN = "unsur_"
"""How words begin that say which of many is meant: they are known by what is told of it, never by themselves."""
_TITLED = 6
"""Letters from which on a text in capitals is still known for itself."""
_BLANK = ("", "-", "……")
_AFTER_DAY = (", ", " ", " tanggal ", ", tanggal ", " Tanggal ", ", tgl ", " tgl ", " tgl. ", "/", " / ")
"""What stands between a weekday and its date."""


class Said(NamedTuple):
    """A text and the tag that prints it; `hints` are words that stand before it in letters."""

    text: str
    tag: str
    word: str
    hints: frozenset[str]


class SaidList(NamedTuple):
    """A list: its word, and of each item its texts by their path below it, empty for an item that is one text."""

    word: str
    items: tuple[Mapping[str, str], ...]


def texts(words: Mapping[str, Word], meanings: Mapping[str, str]) -> tuple[Said, ...]:
    """Return every text that words say outside of lists, the longest first."""
    found = [said for name, word in words.items() if name not in _SILENT for said in _said(word, name, meanings)]
    number, draft = words.get("nomor"), words.get("draf")
    if isinstance(number, str) and isinstance(draft, str) and number and draft:
        found.append(Said(_one_line(number + draft), "{{ nomor }}{{ draf }}", "nomor", frozenset({"nomor"})))
    capitals = [
        Said(said.text.upper(), f"{{{{ {said.word}|upper }}}}", said.word, said.hints)
        for said in found
        if len(said.text) >= _TITLED and said.text.upper() != said.text and said.tag.count("{{") == 1
    ]
    return tuple(sorted((*found, *capitals), key=lambda said: -len(said.text)))


def lists(words: Mapping[str, Word]) -> tuple[SaidList, ...]:
    """Return every list that words say outside of lists, those with most items first."""
    found = (each for name, word in words.items() if name not in _SILENT for each in _lists(word, name))
    return tuple(sorted(found, key=lambda each: -len(each.items)))


def values(words: Mapping[str, Word], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that words say, with its word; the items of a list have the list's."""
    for name, word in words.items():
        yield from _values(word, f"{path}{name}")


def occurrences(text: str, sought: str, flags: re.RegexFlag = re.NOFLAG) -> Iterator[int]:
    """Yield where a text stands whole: not within a longer word or number."""
    if not sought:
        return
    ends = r"(?![.,/]?\d)" if sought[-1].isdigit() else ""
    begins = r"(?<!\d[.,/])(?<!\d)" if sought[0].isdigit() else ""
    for found in re.finditer(rf"(?<!\w){begins}{re.escape(sought)}{ends}(?!\w)", text, flags):
        yield found.start()


def pictures(words: Mapping[str, Word], path: str = "") -> Iterator[tuple[str, str]]:
    """Return the tag of each picture outside of lists, with what it shows for who cannot see it."""
    for name, word in words.items():
        if isinstance(word, Picture):
            yield f"{{{{ {path}{name} }}}}", word.description
        elif isinstance(word, Mapping):
            yield from pictures(word, f"{path}{name}.")


def _values(word: Word, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(word, str):
        if word.strip() not in _BLANK:
            yield path, _one_line(word)
    elif isinstance(word, Mapping):
        for name, inner in word.items():
            if name != "kunci":
                yield from _values(inner, f"{path}.{name}")
    elif not isinstance(word, Picture):
        for inner in word:
            yield from _values(inner, path)


def _said(word: Word, path: str, meanings: Mapping[str, str]) -> Iterator[Said]:
    if isinstance(word, str):
        told = path.replace("_", " ") if path.startswith(CHOSEN) else f"{path} {meanings.get(path, '')}"
        hints = frozenset(re.findall(r"\w{2,}", told.lower())) - {"unsur"}
        if word.strip() not in _BLANK:
            yield Said(_one_line(word), f"{{{{ {path} }}}}", path, hints)
        if isinstance(word, Dated) and word.parts["hari"] not in _BLANK:
            yield from _dated(word, path, hints)
    elif isinstance(word, Mapping):
        count, spelt = word.get("jumlah"), word.get("terbilang")
        if isinstance(count, str) and isinstance(spelt, str) and count and spelt:
            tag = f"{{{{ {path}.jumlah }}}} ({{{{ {path}.terbilang }}}})"
            yield Said(f"{count} ({spelt})", tag, f"{path}.jumlah", frozenset(re.findall(r"\w{2,}", path)))
        name, year = word.get("nama"), word.get("tahun")
        if isinstance(name, str) and isinstance(year, str) and name and year:
            for between in (" Tahun ", " tahun "):
                tag = f"{{{{ {path}.nama }}}}{between}{{{{ {path}.tahun }}}}"
                yield Said(f"{name}{between}{year}", tag, f"{path}.nama", frozenset(re.findall(r"\w{2,}", path)))
        for name, inner in word.items():
            if name not in _SILENT:
                yield from _said(inner, f"{path}.{name}", meanings)


def _dated(date: Dated, path: str, hints: frozenset[str]) -> Iterator[Said]:
    day, tag = date.parts["hari"], f"{{{{ {path}.hari }}}}"
    yield Said(day, tag, f"{path}.hari", hints | {"hari"})
    for between in _AFTER_DAY:
        yield Said(f"{day}{between}{_one_line(date)}", f"{tag}{between}{{{{ {path} }}}}", path, hints)
    for between in (" ", ", "):
        spelt, tags = (
            f"{part('terbilang')}{between}bulan {part('bulan')}{between}tahun {part('tahun_terbilang')}"
            for part in (date.parts.__getitem__, lambda name: f"{{{{ {path}.{name} }}}}")
        )
        yield Said(spelt, tags, path, hints)


def _lists(word: Word, path: str) -> Iterator[SaidList]:
    if isinstance(word, Mapping):
        for name, inner in word.items():
            yield from _lists(inner, f"{path}.{name}")
    elif isinstance(word, Sequence) and not isinstance(word, (str, Picture)) and word:
        yield SaidList(path, tuple(dict(_leaves(item, "")) for item in word))


def _leaves(word: Word, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(word, str):
        if word.strip() not in _BLANK:
            yield path, _one_line(word)
    elif isinstance(word, Mapping):
        for name, inner in word.items():
            yield from _leaves(inner, f"{path}.{name}")
    elif not isinstance(word, Picture):
        for number, inner in enumerate(word):
            if isinstance(inner, str):
                yield from _leaves(inner, f"{path}[{number}]")


def _one_line(text: str) -> str:
    return text.replace("\xa0", " ").strip()
