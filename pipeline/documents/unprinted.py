"""Data that was given and that no tag of a template prints: pictures, links, suggestions, facts."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from pipeline.documents.proof import Tag, Use
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


def check(
    file: str,
    tags: Iterable[Tag],
    words: Mapping[str, Word],
    links: Iterable[str],
    facts: Iterable[str],
    elsewhere: "_Elsewhere",
) -> Iterator[Problem]:
    """Return one warning for each kind of data that the template leaves out.

    `facts` are the paths of what the document's own facts say, `links` those that the unit gives itself. Links, photos
    of the survey and suggestions may be printed by another of its documents: `elsewhere` says the words that those
    print.
    """
    used = said_by(tags)
    lost = (
        *_of_pictures(words, used, elsewhere),
        *_of_facts(facts, used),
        *_of_head(words, used),
        *_of_rows(words, used, elsewhere),
        *_of_links(links, used, elsewhere),
        *_of_suggestions(words, used, elsewhere),
    )
    for found, word, hint in lost:
        yield problem(Place(file), "T023", found=found, word=word, hint=hint)


_Elsewhere = Callable[[], frozenset[str]]
_Lost = Iterator[tuple[Phrase, str, Phrase]]
"""What is in the data, the word that says it, and how it gets into print."""


def _of_pictures(words: Mapping[str, Word], used: Collection[str], elsewhere: _Elsewhere) -> _Lost:
    for path in sorted({*_pictures(words)}.difference(used, {_OF_UNITS})):
        if path.startswith(_OF_SURVEY) and path in elsewhere():
            continue
        found = phrase("logo ada di data") if path == _LOGO else phrase("foto ada di data")
        yield phrase("gambar `{word}` tersedia", word=path) if path == _CODE else found, path, _PICTURE


def _of_facts(facts: Iterable[str], used: Collection[str]) -> _Lost:
    for path in dict.fromkeys(_highest(path, used) for path in facts if not _is_said(path, used)):
        yield phrase("butir isi ada di data"), path, _way(path)


def _of_head(words: Mapping[str, Word], used: Collection[str]) -> _Lost:
    for path, what in _HEAD.items():
        name, _, below = path.partition(".")
        word = words.get(name)
        said = word.get(below.partition("[]")[0]) if isinstance(word, Mapping) else word
        if said and not _is_used(path if "[]" in path else name, used):
            yield what, path, _FACT


def _of_rows(words: Mapping[str, Word], used: Collection[str], elsewhere: _Elsewhere) -> _Lost:
    paths = [f"{row}.{name}" for row, columns in _ROWS.items() if _is_used(row, used) for name in columns]
    for path in paths:
        if not _is_used(path, used) and _says(words, path) and path not in elsewhere():
            yield phrase("kolom ada di data"), path, _way(path)


def _of_links(links: Iterable[str], used: Collection[str], elsewhere: _Elsewhere) -> _Lost:
    lost = [path for path in (f"tautan.{name}" for name in links) if path not in used]
    if lost and not set(lost) & elsewhere():
        hint = phrase("sisipkan tautan yang alamatnya {{{{ {word} }}}}", word=lost[0])
        yield phrase("tautan ada di data"), ", ".join(lost), hint


def _of_suggestions(words: Mapping[str, Word], used: Collection[str], elsewhere: _Elsewhere) -> _Lost:
    suggestions = words.get("saran")
    given = isinstance(suggestions, Mapping) and bool(suggestions.get("daftar"))
    if given and not set(_SUGGESTIONS) & {*used} and not set(_SUGGESTIONS) & elsewhere():
        hint = phrase("tulis {{ saran.rincian }}, atau ulangi saran.daftar")
        yield phrase("saran responden ada di data"), _SUGGESTIONS[0], hint


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
_PICTURE = phrase("isi teks alternatif sebuah gambar di templat dengan tandanya")


def said_by(tags: Iterable[Tag]) -> frozenset[str]:
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


def _is_used(path: str, used: Collection[str]) -> bool:
    return any(_is_of(path, word) for word in used)


def _is_said(path: str, used: Collection[str]) -> bool:
    around, _, name = path.rpartition(".")
    paths = (path, *(f"{around}.{other}" for other in _SAID_WITH.get(name, ())))
    return any(_is_used(each, used) for each in paths)


def _way(path: str) -> Phrase:
    """Return how a fact gets into print: as the tag that is to be typed."""
    around, of_list, name = path.rpartition("[].")
    if path.endswith(f".{CAPTION}"):
        tag = f"x.{name}" if of_list else path
        return phrase(
            "tulis {{{{ {tag} }}}} di bawah gambarnya, atau ganti `keterangan` itu menjadi `teks_alternatif` bila "
            "hanya untuk yang tidak dapat melihat gambarnya",
            tag=tag,
        )
    if of_list:
        return phrase("tulis {{{{ x.{name} }}}} di antara {{% for x in {around} %}}", name=name, around=around)
    return _FACT


def _highest(path: str, used: Collection[str]) -> str:
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


def _pictures(word: Word | Mapping[str, Word], path: str = "") -> Iterator[str]:
    """Yield the path of every picture in words; a chart is computed, and not given."""
    if isinstance(word, Picture):
        yield from (path,) if word.format != CHART else ()
    elif isinstance(word, Mapping):
        for name, inner in word.items():
            if not isinstance(inner, str):
                yield from _pictures(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(word, (list, tuple)):
        for inner in word:
            if not isinstance(inner, str):
                yield from _pictures(inner, f"{path}[]")
