"""A tag that does not read: which one, and the way out."""

import re
from collections.abc import Iterator

import jinja2

from pipeline.documents import dotted, instead
from pipeline.documents.tag import Where
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_STATEMENT = re.compile(r"\{%-?\s*(\w*)")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_PAIRS = (("if", "endif"), ("for", "endfor"))
_ENDS = {end: begin for begin, end in _PAIRS}
_READ = frozenset(
    "if elif else endif for endfor set endset macro endmacro call endcall filter endfilter block endblock include "  # noqa: SIM905
    "import from extends with endwith autoescape endautoescape raw endraw print".split()
)
"""Statements that Jinja reads; the proof says which of them a template may have."""
_NAMES = phrase("pakai if, elif, else, endif, for, endfor")
_UNQUOTED = phrase("tutup tanda kutipnya, dengan tanda yang sama dengan pembukanya")
_MEANT = {
    "elseif": phrase("tulis {% elif kata %}"),
    "elsif": phrase("tulis {% elif kata %}"),
    "end": phrase("tulis {% endif %} atau {% endfor %}"),
    "tr": phrase("`{%tr ... %}` hanya di dalam baris tabel"),
    "tc": phrase("`{%tc ... %}` hanya di dalam sel tabel"),
    "p": phrase("`{%p ... %}` hanya di dalam paragraf"),
}
_SIGNS = (
    (r"\{\{-?\s*(if|elif|else|endif|for|endfor)\b", phrase("tulis {% if kata %} dan {% endif %}")),
    (r"\bis\s+(?:not\s+)?(?:''|\d|[%}])", phrase("tulis {% if kata == 'a' %} atau {% if kata %}")),
    (r"''\s*''", phrase("beri koma di antara dua teks: ['a', 'b']")),
    (r"\{%-?\s*else\s+if\b", phrase("tulis {% elif kata %}")),
    (r"[„‟«»]", phrase("pakai tanda kutip biasa: 'teks'")),
    (r"&&|\b(?:dan|AND|And)\b", phrase("tulis `and`")),
    (r"\|\||\b(?:atau|OR|Or)\b", phrase("tulis `or`")),
    (r"<>|=!|\u2260", phrase("tulis `!=`")),
    (r"===", phrase("tulis dua tanda sama dengan: `==`")),
    (r"!(?!=)|\b(?:bukan|tidak|NOT|Not)\b", phrase("tulis `not kata`")),
    (r"=>|=<|[\u2264\u2265]", phrase("tulis `>=` atau `<=`")),
    (r"[^=!<>]=[^=]", phrase("untuk membandingkan tulis dua tanda sama dengan: `==`")),
)
"""Signs of other languages, and what to write in their place."""


def unreadable(fault: jinja2.TemplateSyntaxError, text: str, where: Where, file: str) -> Problem:
    """Return what is wrong with the tag that stopped the reading, at the tag that has to be changed."""
    outside = _outside(fault, text)
    if outside is not None:
        tag = where.at(outside)
        return problem(Place(file), "T006", found=tag.text, hint=instead.LEVEL, part=tag.place, paragraph=tag.paragraph)
    broken = _broken(fault, text, where)
    line, found, hint = (
        _unquoted(text, where)
        or _unknown(text, where)
        or _crossed(text, where)
        or _unclosed(text, where)
        or (fault.lineno, *broken)
    )
    tag = where.at(line)
    return problem(Place(file), "T002", found=found, hint=hint, part=tag.place, paragraph=tag.paragraph)


def _outside(fault: jinja2.TemplateSyntaxError, text: str) -> int | None:
    """Return the line of a tag that closes, in a cell or a box, what was opened outside of it; else `None`."""
    line = text.split("\n")[fault.lineno - 1]
    found = _STATEMENT.match(line)
    is_inside = "'endfilter'" in str(fault.message) and str(fault.message).startswith("Encountered unknown tag")
    return fault.lineno if is_inside and found and found[1] in (*_ENDS, "else", "elif") else None


def _unquoted(text: str, where: Where) -> tuple[int, Phrase, Phrase] | None:
    """Return the first tag in which a quote is opened and not closed."""
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line)
        if found and re.search(r"['\"]", _QUOTED.sub("", found[0])):
            typed = where.at(number).text
            way = dotted.meant(typed, dotted.loops(text)) or _UNQUOTED
            return number, phrase("`{tag}` tidak terbaca", tag=typed), way
    return None


def _broken(fault: jinja2.TemplateSyntaxError, text: str, where: Where) -> tuple[Phrase, Phrase]:
    tag = where.at(fault.lineno).text
    found = phrase("`{tag}` tidak terbaca", tag=tag) if tag else phrase("tanda templat tidak terbaca")
    if "unknown tag" in str(fault.message):
        return found, _NAMES
    bare = _QUOTED.sub("''", tag)
    hint = dotted.meant(tag, dotted.loops(text)) or next((way for sign, way in _SIGNS if re.search(sign, bare)), None)
    return found, hint or phrase("periksa tulisan di dalam tanda templatnya")


def _unknown(text: str, where: Where) -> tuple[int, Phrase, Phrase] | None:
    """Return the first statement whose name nobody knows."""
    for line, name in _statements(text):
        if name not in _READ:
            typed = where.at(line).text
            hint = _lettered(typed) or next((way for begin, way in _MEANT.items() if name.lower() == begin), _NAMES)
            return line, phrase("`{tag}` tidak terbaca", tag=typed), hint
    return None


def _lettered(tag: str) -> Phrase | None:
    """Return how a tag is written whose letter stands apart, is a capital, or touches the statement."""
    found = re.match(r"\{%-?\s*(tr|tc|p|r)\s*(if|for|elif|else|endif|endfor)\b", tag, re.IGNORECASE)
    if found is None:
        return None
    written = f"{{%{found[1].lower()} {found[2].lower()}{tag[found.end() :]}"
    if written == tag:
        return None
    return phrase("tulis `{written}`: hurufnya kecil, menempel pada {{%, lalu satu spasi", written=written)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the name of each statement with its line; every tag begins a line."""
    for number, line in enumerate(text.split("\n"), 1):
        found = _STATEMENT.match(line)
        if found:
            yield number, found[1]


def _crossed(text: str, where: Where) -> tuple[int, Phrase, Phrase] | None:
    """Return the first tag that closes what is not the innermost open one."""
    stack: list[tuple[str, str, int]] = []
    for line, name in _statements(text):
        if name in _ENDS.values():
            stack.append((name, where.at(line).text, line))
        elif name in _ENDS and not stack:
            return (
                line,
                phrase("`{tag}` menutup yang tidak dibuka", tag=where.at(line).text),
                phrase("hapus, atau buka dulu di atasnya"),
            )
        elif name in _ENDS and stack[-1][0] != _ENDS[name]:
            found = phrase("`{tag}` menyilang `{other}`", tag=where.at(line).text, other=stack[-1][1])
            return line, found, phrase("tutup dulu `{other}`", other=stack[-1][1])
        elif name in _ENDS:
            stack.pop()
    return None


def _unclosed(text: str, where: Where) -> tuple[int, Phrase, Phrase] | None:
    """Return the innermost tag that is opened and never closed."""
    stack: list[tuple[str, str, int]] = []
    for line, name in _statements(text):
        if name in ("if", "for"):
            stack.append((name, where.at(line).text, line))
        elif name in ("endif", "endfor") and stack:
            stack.pop()
    if not stack:
        return None
    name, tag_text, line = stack[-1]
    return (
        line,
        phrase("`{tag}` tidak ditutup", tag=tag_text),
        phrase("tutup dengan {{%p end{name} %}} atau {{% end{name} %}}", name=name),
    )
