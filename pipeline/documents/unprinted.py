"""Data that was given and that no tag of a template prints: pictures, links, suggestions, facts."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.documents.tag import Tag, Use
from pipeline.documents.tags_to_write import Ways
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.facts_model import CAPTION
from pipeline.words.chapter import CHART, Picture, Word
from pipeline.words.indonesian import DASH

_LOGO, _CODE = "kop.logo", "verifikasi.qr"
_OF_SURVEY = "survei."
_OF_UNITS = "rekap.unit[].logo"
"""A picture that units give for their own letters: a list of them need not show it."""
_SUGGESTIONS = ("saran.daftar[]", "saran.rincian", "kelompok_saran[].daftar[]")


class Given(NamedTuple):
    """What is said for a document itself, by path: its own facts, links of its unit, its letter, its signer."""

    facts: Collection[str] = ()
    links: Collection[str] = ()
    own: Collection[str] = ()
    """What is said for this kind alone: told, whatever other documents print."""
    shared: Collection[str] = ()
    """What the unit says for all its letters: told where none of them prints it."""
    behalf: Collection[str] = ()
    """What the signer signs with, whoever says it: who prints the signer prints that too."""


def check(
    file: str,
    tags: tuple[Tag, ...],
    words: Mapping[str, Word],
    given: Given,
    elsewhere: "_Elsewhere",
    known: Callable[[], Collection[str]],
) -> Iterator[Problem]:
    """Return one warning for each kind of data that the template leaves out; `known` are the words it may say.

    Links, photos of the survey and suggestions may be printed by another of the unit's documents: `elsewhere` says the
    words that those print.
    """
    used = said_by(tags)
    ways = cache(lambda: Ways(tags, known()))
    pictures = tuple(_lost_pictures(words, used, elsewhere))
    facts = [path for path in given.facts if not any(_is_of(picture, path) for picture in pictures)]
    lost = (
        *_of_pictures(pictures, given.facts, ways),
        *_of_facts(facts, used, ways),
        *_of_head(words, used),
        *_of_letter(given, used, elsewhere, ways),
        *_of_rows(words, used, elsewhere, ways),
        *_of_links(given.links, used, elsewhere),
        *_of_suggestions(words, used, elsewhere),
    )
    for found, word, hint in lost:
        yield problem(Place(file), "T023", found=found, word=word, hint=hint)


_Elsewhere = Callable[[], frozenset[str]]
_Ways = Callable[[], Ways]
_Lost = Iterator[tuple[Phrase, str, Phrase]]
"""What is in the data, the word that says it, and how it gets into print."""


def _lost_pictures(words: Mapping[str, Word], used: frozenset[str], elsewhere: _Elsewhere) -> Iterator[str]:
    for path in sorted(_pictures(words).difference(used, {_OF_UNITS})):
        if not (path.startswith(_OF_SURVEY) and path in elsewhere()):
            yield path


def _of_pictures(lost: Iterable[str], facts: Iterable[str], ways: _Ways) -> _Lost:
    for path in lost:
        found = phrase("logo ada di data") if path == _LOGO else phrase("foto ada di data")
        found = phrase("gambar `{word}` tersedia", word=path) if path == _CODE else found
        yield found, path, ways().showing(path, [fact for fact in facts if fact == f"{path}.{CAPTION}"])


def _of_facts(facts: Collection[str], used: frozenset[str], ways: _Ways) -> _Lost:
    for path in dict.fromkeys(_highest(path, used) for path in facts if not _is_said(path, used)):
        below = [fact for fact in facts if _is_of(path, fact) and not _is_said(fact, used)]
        yield phrase("butir isi ada di data"), path, _way(path, below, ways())


def _of_letter(given: Given, used: frozenset[str], elsewhere: _Elsewhere, ways: _Ways) -> _Lost:
    """Return what is said of a letter where its signer is printed, and `kop.nama` where the lines above it are."""
    lost: list[str] = []
    if _is_printed(_SIGNER, used):
        lost += (path for path in given.own if not _is_printed(path, used))
        lost += (path for path in given.shared if not _is_printed(path, used) and not _is_printed(path, elsewhere()))
        lost += (path for path in given.behalf if not _is_printed(path, used))
    lost += [_OFFICE] if _is_used(_ABOVE, used) and not _is_used(_OFFICE, used) else []
    for path in dict.fromkeys(lost):
        said = (word + end for word in (path, *_SAID_AS.get(path, ())) for end in ("", "[]"))
        if word := next(filter(ways().has, said), None):
            typed = ways().printing([word])
            lines = phrase("{typed}, sebagai pengganti {{{{ penandatangan.jabatan }}}}", typed=typed)
            hint = lines if word == f"{_LINES}[]" else typed
            yield phrase("`{field}` ada di data", field=path), path, hint


def _of_head(words: Mapping[str, Word], used: frozenset[str]) -> _Lost:
    for path, what in _HEAD.items():
        name, _, below = path.partition(".")
        word = words.get(name)
        said = word.get(below.partition("[]")[0]) if isinstance(word, Mapping) else word
        if said and not _is_used(path if "[]" in path else name, used):
            yield what, path, _FACT


def _of_rows(words: Mapping[str, Word], used: frozenset[str], elsewhere: _Elsewhere, ways: _Ways) -> _Lost:
    paths = [f"{row}.{name}" for row, columns in _ROWS.items() if _is_used(row, used) for name in columns]
    for path in paths:
        if not _is_used(path, used) and _says(words, path) and path not in elsewhere():
            yield phrase("kolom ada di data"), path, _way(path, [path], ways())


def _of_links(links: Iterable[str], used: frozenset[str], elsewhere: _Elsewhere) -> _Lost:
    lost = [path for path in (f"tautan.{name}" for name in links) if path not in used]
    if lost and not set(lost) & elsewhere():
        hint = phrase("sisipkan tautan yang alamatnya {{{{ {word} }}}}", word=lost[0])
        yield phrase("tautan ada di data"), ", ".join(lost), hint


def _of_suggestions(words: Mapping[str, Word], used: frozenset[str], elsewhere: _Elsewhere) -> _Lost:
    suggestions = words.get("saran")
    given = isinstance(suggestions, Mapping) and bool(suggestions.get("daftar"))
    if given and not used.intersection(_SUGGESTIONS) and not set(_SUGGESTIONS) & elsewhere():
        hint = phrase("tulis {{ saran.rincian }}, atau ulangi saran.daftar")
        yield phrase("saran responden ada di data"), _SUGGESTIONS[0], hint


_SIGNER, _ABOVE, _OFFICE = "penandatangan", "kop.baris_atas", "kop.nama"
_LINES = "blok_tanda_tangan"
_SAID_AS = {
    "yth": ("yth_daftar",),
    "tembusan": ("tembusan_sebaris",),
    "lampiran": ("lampiran_terbilang",),
    _SIGNER: (_LINES,),
    f"{_SIGNER}.atas_nama": (_LINES,),
    f"{_SIGNER}.untuk_beliau": (_LINES,),
}
"""Words of a letter that say what another says."""
_HEAD = {
    "kerahasiaan": phrase("tingkat kerahasiaan ada di data"),
    "salinan.daftar[].untuk": phrase("salinan bernomor ada di data"),
    "paraf": phrase("lajur paraf ada di data"),
    "tanda_tangan.kaki": phrase("kaki halaman tanda tangan elektronik ada di data"),
}
"""Words of the head of a letter that are only given where a template is to print them, as a person is told of them."""
_ROWS = {
    "rtl.unsur[].program[]": ("kegiatan",),
    "realisasi.unsur[].program[]": ("kegiatan", "uraian", "bukti"),
    "media.daftar[]": ("media", "jenis", "tautan", "keterangan"),
    "forum.hadir[]": ("nama", "kelompok", "asal"),
    "forum.wakil[]": ("kelompok", "nama"),
}
"""What files say of each item of a list that templates repeat: who prints of an item prints all of it."""
_FACT = phrase("tulis tandanya di templat; daftar kata jenis ini: skm words <jenis>")


@lru_cache(maxsize=64)
def said_by(tags: tuple[Tag, ...]) -> frozenset[str]:
    """Return the words that tags say: what is only asked whether it is there, or counted, is not said.

    Of what is held against a text, the template says by other words what it is.
    """
    return frozenset(tag.word for tag in tags if tag.use in _SAYING and (tag.use != "printed" or tag.shows))


_SAYING: tuple[Use, ...] = ("printed", "pictured", "addressed", "linked", "compared", "searched")
_SAID_WITH = {
    "jabatan": ("blok[]",),
    "atas_nama": ("blok[]",),
    "untuk_beliau": ("blok[]",),
    "pelaksana": ("jabatan", "blok[]"),
}
"""Words that say of a person what others say too."""


def _is_of(path: str, word: str) -> bool:
    """Return whether a word is at a path, or below it."""
    return word.startswith(path) and not re.match(r"\w", word[len(path) :])


def _is_used(path: str, used: frozenset[str]) -> bool:
    return path in _above(used)


@lru_cache(maxsize=64)
def _above(used: frozenset[str]) -> frozenset[str]:
    """Return the words, and every path that one of them is below."""
    return used | {word[: end.start()] for word in used for end in re.finditer(r"\W", word)}


def _is_said(path: str, used: frozenset[str]) -> bool:
    around, _, name = path.rpartition(".")
    paths = (path, *(f"{around}.{other}" for other in _SAID_WITH.get(name, ())))
    return any(_is_used(each, used) for each in paths)


def _is_printed(path: str, used: frozenset[str]) -> bool:
    return any(_is_used(word, used) for word in (path, *_SAID_AS.get(path, ())))


def _way(path: str, below: Iterable[str], ways: Ways) -> Phrase:
    """Return how a fact gets into print, with all that is given of it: as the tags that are to be typed."""
    typed = ways.printing(below)
    if path.endswith(f".{CAPTION}"):
        return phrase(
            "{typed}, di bawah gambarnya, atau ganti `keterangan` itu menjadi `teks_alternatif` bila hanya untuk yang "
            "tidak dapat melihat gambarnya",
            typed=typed,
        )
    return typed


def _highest(path: str, used: frozenset[str]) -> str:
    """Return the fact that holds what stands at a path, or the part of it, of which nothing is said."""
    ends = [step.start() for step in re.finditer(r"\.|\[\]", path)][1:]
    return next((path[:end] for end in ends if not _is_used(path[:end], used)), path)


def _says(word: Word | Mapping[str, Word], path: str) -> bool:
    """Return whether a word says something, in one item of a list at least."""
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    inner = word.get(name) if isinstance(word, Mapping) else None
    items = inner if step != name and isinstance(inner, (list, tuple)) else (inner,)
    return any(_says(item, rest) if rest else item not in (None, "", DASH) for item in items if item is not None)


def _pictures(words: Mapping[str, Word], around: str = "") -> set[str]:
    """Return the path of every picture in words; a chart is computed, and not given."""
    found: set[str] = set()
    for name, word in words.items():
        if not isinstance(word, str):
            found |= _pictures_in(word, f"{around}{name}")
    return found


def _pictures_in(word: Word, path: str) -> set[str]:
    if isinstance(word, dict):
        return _pictures(word, f"{path}.")
    if isinstance(word, Picture):
        return set() if word.format == CHART else {path}
    inner = [item for item in word if not isinstance(item, str)]
    return set[str]().union(*(_pictures_in(item, f"{path}[]") for item in inner))
