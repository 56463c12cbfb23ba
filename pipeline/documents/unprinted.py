"""Data that was given and that no tag of a template prints: pictures, links, suggestions, facts."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from pipeline.documents.proof import Tag, Use
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.facts_model import CAPTION
from pipeline.words.chapter import CHART, Picture, Word

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
    elsewhere: Callable[[], frozenset[str]],
) -> Iterator[Problem]:
    """Return one warning for each kind of data that the template leaves out.

    `facts` are the paths of what the document's own facts say, `links` those that the unit gives itself. Links, photos
    of the survey and suggestions may be printed by another of its documents: `elsewhere` says the words that those
    print.
    """
    used = said_by(tags)
    for path in sorted(set(_pictures(words)) - used - {_OF_UNITS}):
        if path.startswith(_OF_SURVEY) and path in elsewhere():
            continue
        found = phrase("logo ada di data") if path == _LOGO else phrase("foto ada di data")
        if path == _CODE:
            found = phrase("gambar `{word}` tersedia", word=path)
        yield problem(Place(file), "T023", found=found, word=path, hint=_PICTURE)
    for path in dict.fromkeys(_highest(path, used) for path in facts if not _is_said(path, used)):
        yield problem(Place(file), "T023", found=phrase("butir isi ada di data"), word=path, hint=_way(path))
    for path, what in _HEAD.items():
        name, _, below = path.partition(".")
        word = words.get(name)
        said = word.get(below.partition("[]")[0]) if isinstance(word, Mapping) else word
        if said and not any(_is_of(path if "[]" in path else name, other) for other in used):
            yield problem(Place(file), "T023", found=what, word=path, hint=_FACT)
    lost = [path for path in (f"tautan.{name}" for name in links) if path not in used]
    if lost and not set(lost) & elsewhere():
        hint = phrase("sisipkan tautan yang alamatnya {{{{ {word} }}}}", word=lost[0])
        yield problem(Place(file), "T023", found=phrase("tautan ada di data"), word=", ".join(lost), hint=hint)
    suggestions = words.get("saran")
    given = isinstance(suggestions, Mapping) and bool(suggestions.get("daftar"))
    if given and not used & set(_SUGGESTIONS) and not elsewhere() & set(_SUGGESTIONS):
        hint = phrase("tulis {{ saran.rincian }}, atau ulangi saran.daftar")
        yield problem(Place(file), "T023", found=phrase("saran responden ada di data"), word=_SUGGESTIONS[0], hint=hint)


_HEAD = {
    "kerahasiaan": phrase("tingkat kerahasiaan ada di data"),
    "salinan.daftar[].untuk": phrase("salinan bernomor ada di data"),
    "paraf": phrase("lajur paraf ada di data"),
    "tanda_tangan.kaki": phrase("kaki halaman tanda tangan elektronik ada di data"),
}
"""Words of the head of a letter that are only given where a template is to print them, as a person is told of them."""
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


def _is_said(path: str, used: Collection[str]) -> bool:
    around, _, name = path.rpartition(".")
    paths = (path, *(f"{around}.{other}" for other in _SAID_WITH.get(name, ())))
    return any(_is_of(each, word) for each in paths for word in used)


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
    return next((path[:end] for end in ends if not any(_is_of(path[:end], word) for word in used)), path)


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
