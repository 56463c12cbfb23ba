"""A template compiled from its Word file: each part as Jinja, proved harmless, tried; docxtpl is imported only here."""

import hashlib
import html
import re

import jinja2

from pipeline.documents import opening, parts, trial
from pipeline.documents.compare import Readable
from pipeline.documents.looks import TooDeep
from pipeline.documents.package import SMALL, member
from pipeline.documents.places import broken
from pipeline.documents.proof import Proof
from pipeline.documents.tag import Source, Tags, Where
from pipeline.documents.tag_advice import unreadable
from pipeline.documents.tags import ENVIRONMENT, Part, of_code
from pipeline.documents.template import Template
from pipeline.documents.typed import lines_of
from pipeline.documents.xml_parts import Broken
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

_QUOTES = str.maketrans("„‟″‚‛′", "\"\"\"'''")
"""Quotes that Word and phones put in the place of straight ones; docxtpl knows the others."""


def compiled(raw: bytes, file: str, problems: list[Problem]) -> Template | None:
    """Return the compiled template; every fault as a problem with part and paragraph, and then `None`."""
    before = len(problems)
    files = opening.opened(raw, file, problems)
    if files is None:
        return None
    try:
        sources, rest = parts.prepare(files, file, problems)
    except Broken as fault:
        problems.append(broken(file, str(fault)))
        return None
    except TooDeep:
        found, hint = phrase("gayanya bertingkat terlalu dalam"), phrase("ubah gayanya: Gaya berdasarkan, (tanpa gaya)")
        problems.append(problem(Place(file), "T001", found=found, hint=hint))
        return None
    if any(not fault.is_warning for fault in problems[before:]):
        return None
    ready = [compile_part(part, file, problems) for part in sources]
    if any(not fault.is_warning for fault in problems[before:]):
        return None
    whole = tuple(filter(None, ready))
    problems += trial.check(whole, rest, file)
    if any(not fault.is_warning for fault in problems[before:]):
        return None
    unchanged = tuple(member(name, content, SMALL) for name, content in sorted(rest.items()))
    styles = rest.get("word/styles.xml", b"")
    return Template(file, hashlib.sha256(raw).hexdigest(), whole, unchanged, tuple(problems[before:]), styles)


def compile_part(source: Source, file: str, problems: list[Problem]) -> Part | None:
    """Return a part ready to be rendered; its faults as problems with the paragraph's text, and then `None`."""
    before = len(problems)
    text, lines = _jinja(source.xml)
    where = Where(source.typed, lines)
    try:
        tree = ENVIRONMENT.parse(text)
        proof = Proof(where, file, problems)
        proof.body(tree.body, {}, 0)
        if len(problems) == before:
            proof.end()
        if len(problems) > before:
            return None
        code = ENVIRONMENT.compile(Readable().visit(tree))
        return Part(source, text, of_code(code), Tags(proof.tags), file, where, code)
    except jinja2.TemplateSyntaxError as fault:
        problems.append(unreadable(fault, text, where, file))
    except (RecursionError, SyntaxError, MemoryError):
        tag = where.at(len(lines))
        problems.append(problem(Place(file), "T025", found=phrase("tanda templatnya terlalu dalam"), part=tag.place))
    return None


def _jinja(xml: str) -> tuple[str, tuple[int, ...]]:
    """Return the part as docxtpl reads it, each tag on a line of its own, and the number of the tag on each line."""
    from docxtpl import DocxTemplate

    text = str(DocxTemplate("").patch_xml(xml))
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda tag: html.unescape(tag[0]).translate(_QUOTES), text)
    return lines_of(text)
