"""What a template asks for, held against the words that the chapters of its kind say."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.documents import dotted, held
from pipeline.documents.tag import Tag
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.nearest import near as nearest
from pipeline.words.chapters import isi
from pipeline.words.say import CHAPTERS, described, given

SYNONYMS = {
    "kepada": "yth",
    "penerima": "yth",
    "perihal": "hal",
    "tgl": "tanggal",
    "ttd": "penandatangan.nama",
    "pejabat": "penandatangan.nama",
    "nama": "unit.nama",
    "opd": "unit.nama",
    "dinas": "unit.nama",
    "tahun": "periode.tahun",
    "semester": "periode.nama",
    "ikm": "utama.ikm",
    "mutu": "utama.mutu",
    "no": "nomor",
    "cc": "tembusan_sebaris",
}
"""What offices call a word, by the path that says it."""
_DRAFT = "draf"
_ADDRESSES = "tautan."
_ADDRESS = phrase(
    "isi alamat tautan dengan tanda yang berisi alamat: {{ tautan.laporan }}, mailto:{{ kop.pos_el }}, atau "
    "https://{{ kop.laman }}"
)
_PICTURED = (
    phrase("adalah teks, dan di sini menggantikan gambar"),
    phrase(
        "ketik tandanya di paragraf; di teks alternatif gambar hanya kata yang berupa gambar, misalnya {{ kop.logo }}"
    ),
)
_PRINTED = (
    phrase("adalah gambar, dan di sini ditulis sebagai teks"),
    phrase("sisipkan sebuah gambar di tempatnya, dan pindahkan tandanya ke teks alternatif gambar itu"),
)
_DESCRIBED = (
    phrase("adalah gambar, dan di sini tidak sendirian di teks alternatif satu gambar"),
    phrase(
        "isi teks alternatif gambar itu dengan tandanya saja, tanpa kata lain dan bukan di kotak Judul; gambar dalam "
        "kelompok dipisahkan dulu: Kelompok > Pisahkan"
    ),
)
_SEVERAL = {"kop.baris": phrase("`kop.baris_atas` (baris-baris di atasnya) dan `kop.nama` (nama kantornya sendiri)")}
"""What files say by one name and templates by more."""
_GIVEN = given()
_KEYWORDS = "if|elif|else|not|and|or|in|is|for"
_MOST_CHOICES = 5
"""Words of a group, named in one message."""


def check(file: str, tags: Iterable[Tag], words: Mapping[str, str]) -> Iterator[Problem]:
    """Return a problem for every word that no chapter says, or that is printed though it is no text.

    `words` are the paths that the chapters say, such as `skema[].nama` and `tautan.<kunci>`, with what they mean. A
    chapter that the kind does not name is told once, with how many of its words are used.
    """
    used = tuple(dict.fromkeys(tags))
    known = tuple(words)
    fitting, leaf = _pattern(_steps(known)), _pattern(known)
    own_facts = any(path.startswith(f"{isi.NAME}.") for path in known)
    others = {name: _pattern(_steps(described((name,)))) for name in CHAPTERS if name != isi.NAME or not own_facts}
    absent: dict[str, list[Tag]] = {}
    unknown: set[str] = set()
    for tag in used:
        where = {"part": tag.place, "paragraph": tag.paragraph}
        if not fitting.fullmatch(tag.word):
            chapter = next((name for name, said in others.items() if said.fullmatch(tag.word)), None)
            if chapter is not None:
                absent.setdefault(chapter, []).append(tag)
            elif not any(tag.word.startswith(f"{base}[]") for base in unknown):
                unknown.add(tag.word)
                yield problem(Place(file), "T003", word=_as_typed(tag.word, tag), hint=_near(tag, known), **where)
        elif found := _misused(tag, words, fitting, leaf, file):
            unknown |= {tag.word} if tag.use == "looped" else set()
            yield found
    for chapter, asked in absent.items():
        where = {"part": asked[0].place, "paragraph": asked[0].paragraph}
        yield problem(Place(file), "T021", chapter=chapter, many=len(asked), word=asked[0].word, **where)
    if _DRAFT in known and not any(tag.word == _DRAFT and tag.shows for tag in used):
        yield problem(Place(file), "T022")


def _misused(
    tag: Tag, words: Mapping[str, str], fitting: re.Pattern[str], leaf: re.Pattern[str], file: str
) -> Problem | None:
    """Return what is wrong with the use of a word that is known; `None` where nothing is."""
    where = {"part": tag.place, "paragraph": tag.paragraph}
    if tag.use == "looped" and not fitting.fullmatch(f"{tag.word}[]"):
        hint = phrase("`{word}` bukan daftar; yang diulang harus daftar", word=tag.word)
        return problem(Place(file), "T003", word=f"{tag.word}[]", hint=hint, **where)
    if tag.use == "linked" and not tag.word.startswith(_ADDRESSES):
        found = f"{{{{ {tag.word} }}}}"
        return problem(Place(file), "T005", found=found, hint=_ADDRESS, **where)
    if way := _unanswerable(tag, words, fitting, leaf) or _said_always_or_never(tag, words, fitting, leaf):
        return problem(Place(file), "T019", found=tag.typed or tag.word, hint=way, **where)
    if tag.use in ("printed", "addressed") and not leaf.fullmatch(tag.word):
        choices = ", ".join(_inside(tag, tag.word, words))
        return problem(Place(file), "T008", word=_as_typed(tag.word, tag), choices=choices, **where)
    if tag.use in ("printed", "addressed", "pictured") and (tag.use == "pictured") != _is_picture(tag.word, words):
        why, hint = _PICTURED if tag.use == "pictured" else _PRINTED if tag.shows else _DESCRIBED
        return problem(Place(file), "T012", word=_as_typed(tag.word, tag), why=why, hint=hint, **where)
    return None


def _unanswerable(tag: Tag, words: Mapping[str, str], fitting: re.Pattern[str], leaf: re.Pattern[str]) -> Phrase | None:
    """Return what to write where a word is asked what it cannot answer; `None` where it can."""
    word = _as_typed(tag.word, tag)
    is_list = fitting.fullmatch(f"{tag.word}[]") is not None
    if tag.use == "compared" and is_list:
        return phrase("tulis {{% if {word} %}}, atau bandingkan {word}|length", word=word)
    if tag.use == "compared" and _is_picture(tag.word, words):
        return phrase("tulis {{% if {word} %}}", word=word)
    if tag.use == "searched" and leaf.fullmatch(tag.word):
        return phrase("bandingkan seluruh teksnya: {{% if {word} == 'a' or {word} == 'b' %}}", word=word)
    if tag.use in ("", "compared") and not is_list and not leaf.fullmatch(tag.word):
        choices = ", ".join(_inside(tag, f"{tag.word}.", words)[:_MOST_CHOICES])
        return phrase("tanyakan satu kata di dalamnya, misalnya: {choices}", choices=choices)
    if tag.use == "searched" and not leaf.fullmatch(tag.word) and not leaf.fullmatch(f"{tag.word}[]"):
        return phrase("ulangi {word} dengan {{% for x in {word} %}} dan bandingkan katanya", word=word)
    if tag.use == "counted" and not is_list:
        return phrase("hapus |length: yang dihitung isi daftar, dan `{word}` bukan daftar", word=word)
    return None


def _said_always_or_never(
    tag: Tag, words: Mapping[str, str], fitting: re.Pattern[str], leaf: re.Pattern[str]
) -> Phrase | None:
    """Return what to write where a word is held against what it can never be, or asked to be there and always is."""
    may_lack = any(f"{tag.word}.".startswith(f"{path}.") for path in _GIVEN) or _is_picture(tag.word, words)
    if tag.use == "defined" and not may_lack:
        is_asked = fitting.fullmatch(f"{tag.word}[]") or leaf.fullmatch(tag.word)
        return held.always(tag.word) if is_asked else phrase("hapus syaratnya: `{word}` selalu ada", word=tag.word)
    sought = f"{tag.word}[]" if tag.use == "searched" else tag.word
    return held.fault(sought, tag.against, lambda word: _meaning(word, words))


def _is_picture(word: str, words: Mapping[str, str]) -> bool:
    """Return whether a word is a picture, by what it means."""
    return "(gambar)" in (_meaning(word, words) or "")


def _meaning(word: str, words: Mapping[str, str]) -> str | None:
    """Return what a word means; `None` where nobody says it."""
    free = ((path, meaning) for path, meaning in words.items() if "<" in path)
    return words.get(word) or next((meaning for path, meaning in free if _pattern((path,)).fullmatch(word)), None)


def _inside(tag: Tag, begin: str, words: Iterable[str]) -> list[str]:
    """Return what a group holds as it can be typed, of the paths that begin so: a list in it as its loop."""
    found = (path for path in words if path.startswith(begin))
    return list(dict.fromkeys(_asked(path, tag) for path in found))


def _asked(path: str, tag: Tag) -> str:
    before, is_list, _ = path.removeprefix(tag.word).partition("[]")
    return f"{{% for x in {_as_typed(f'{tag.word}{before}', tag)} %}}" if is_list else _as_typed(path, tag)


def _as_typed(path: str, tag: Tag) -> str:
    """Return a path as a tag names it: one of a list by the name that its loop has given it."""
    around, _, rest = path.rpartition("[]")
    asked, _, last = tag.word.rpartition("[]")
    if not around or around != asked:
        return path
    found = re.search(rf"(?<![\w.])(?!(?:{_KEYWORDS})\b)([^\W\d]\w*){re.escape(last)}(?![\w.])", tag.typed)
    return f"{found[1]}{rest}" if found else path


def _near(tag: Tag, known: tuple[str, ...]) -> Text:
    """Return the advice for a word that no chapter says: what offices call it, its last step, its spelling."""
    word = tag.word
    if several := _SEVERAL.get(word):
        return phrase("maksudnya {words}?", words=several)
    last = word.rpartition(".")[2].lower()
    meant = SYNONYMS.get(word.lower()) or SYNONYMS.get(last)
    same = [path for path in known if path.rpartition(".")[2] == last]
    unlooped = next((path for path in known if path.replace("[]", "") == word.lower()), None)
    exact = unlooped or min(same, key=lambda path: ("[]" in path, path.count("."), path), default=None)
    near = exact if exact and word.lower() not in SYNONYMS else meant if meant in known else exact
    if last in ("length", "count", "size", "jumlah") and f"{word.rpartition('.')[0]}[]" in _steps(known):
        return phrase("maksudnya `{near}`?", near=f"{word.rpartition('.')[0]}|length")
    steps = set(re.split("[._\u00b7]", word.lower()))
    spelt = (path for path in (*known, *sorted(_steps(known))) if "[]" not in path)
    near = near or next((path for path in spelt if set(re.split(r"[._]", path)) == steps), None)
    near = near or nearest(word, tuple(dict.fromkeys(path.removesuffix("[]") for path in known)))
    return dotted.in_loop(_as_typed(near, tag)) if near else phrase("daftar kata ada di docs/kata.md")


def _steps(paths: Iterable[str]) -> set[str]:
    return {path[:end] for path in paths for end in _ends(path)}


def _pattern(paths: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.sub("<.*?>", r"\\w+", re.escape(path)) for path in paths))


def _ends(path: str) -> Iterator[int]:
    """Return where each step of a path ends: groups and lists may be asked about, not only their leaves."""
    yield len(path)
    for step in re.finditer(r"\.|\[\]", path):
        yield step.start()
        if step[0] == "[]":
            yield step.end()


def unused(tags: Iterable[Tag], words: Iterable[str]) -> Iterator[str]:
    """Return the paths that the chapters say and the template never uses, in their order."""
    used = {tag.word for tag in tags}
    for path in words:
        fitting = _pattern((path,))
        if not any(fitting.fullmatch(word) for word in used):
            yield path
