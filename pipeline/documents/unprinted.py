"""Data that was given and that no tag of a template prints: pictures, links, suggestions, facts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.documents.proof import Tag
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.words.chapter import CHART, Picture, Word
from pipeline.words.chapters import isi

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
    elsewhere: Callable[[], frozenset[str]],
) -> Iterator[Problem]:
    """Return one warning for each kind of data that the template leaves out.

    `links` are those that the unit gives itself. They, photos of the survey and suggestions may be printed by another
    of its documents: `elsewhere` says the words that those use.
    """
    used = {tag.word for tag in tags}
    for path in sorted(set(_pictures(words)) - used - {_OF_UNITS}):
        if path.startswith(_OF_SURVEY) and path in elsewhere():
            continue
        found = phrase("logo ada di data") if path == _LOGO else phrase("foto ada di data")
        if path == _CODE:
            found = phrase("gambar `{word}` tersedia", word=path)
        yield problem(Place(file), "T023", found=found, word=path, hint=_PICTURE)
    for key in _facts(words):
        path = f"{isi.NAME}.{key}"
        if not any(re.match(rf"{path}(?!\w)", word) for word in used):
            yield problem(Place(file), "T023", found=phrase("butir isi ada di data"), word=path, hint=_FACT)
    for path, what in _HEAD.items():
        name, _, below = path.partition(".")
        word = words.get(name)
        said = word.get(below) if isinstance(word, Mapping) else word
        if said and not any(re.match(rf"{name}(?!\w)", other) for other in used):
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
    "salinan.daftar": phrase("salinan bernomor ada di data"),
    "paraf": phrase("lajur paraf ada di data"),
    "tanda_tangan.kaki": phrase("kaki halaman tanda tangan elektronik ada di data"),
}
"""Words of the head of a letter that are only given where a template is to print them, as a person is told of them."""
_FACT = phrase("tulis tandanya di templat; daftar kata jenis ini: skm words <jenis>")
_PICTURE = phrase("isi teks alternatif sebuah gambar di templat dengan tandanya")


def _facts(words: Mapping[str, Word]) -> Iterator[str]:
    """Yield the keys of the facts that a document was given, but of no picture: that is told as one."""
    facts = words.get(isi.NAME)
    for key, word in facts.items() if isinstance(facts, Mapping) else ():
        if not isinstance(word, Picture) and (any(word.values()) if isinstance(word, Mapping) else word):
            yield key


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
