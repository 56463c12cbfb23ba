"""Problems as text: lines for people, JSON, GitHub's annotations, SARIF."""

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from pipeline import __version__
from pipeline.problems import catalogue
from pipeline.problems.phrase import LANGUAGE
from pipeline.problems.problem import Problem

Translate = Callable[[str], str]
"""Says an Indonesian sentence in the reader's language."""
_WORD = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s:,;\[\]{}]+|\S")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that would end a line, or steer a terminal: the name of a file may hold them."""
_WIDEST = 110


def line(fault: Problem, kamus: Translate) -> str:
    """Return a problem as one line: place, code, what is wrong, the way out."""
    message, cure = fault.said(kamus)
    return seen(f"{fault.place}: {fault.code} {message}; {cure}")


def seen(text: str) -> str:
    """Return text as one line that steers no terminal: such characters are shown by their numbers."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def shown(fault: Problem, source: str) -> tuple[str, int, int]:
    """Return the line of the source that a problem stands on, and from where to where its word goes.

    A long line is cut around the word; without a word it is empty.
    """
    lines = source.splitlines()
    text = lines[fault.place.line - 1].replace("\t", " ") if 0 < fault.place.line <= len(lines) else ""
    begin = fault.place.column - 1
    found = _WORD.match(text, begin)
    if not text.strip() or not found:
        return "", 0, 0
    end = min(found.end(), begin + _WIDEST)
    cut = max(0, end - _WIDEST)
    return text[cut : cut + _WIDEST], begin - cut, end - cut


def records(problems: Iterable[Problem], kamus: Translate) -> list[dict[str, object]]:
    """Return problems as JSON objects."""
    found: list[dict[str, object]] = []
    for fault in problems:
        message, cure = fault.said(kamus)
        place = {"file": fault.place.file, "line": fault.place.line, "column": fault.place.column}
        found.append({**place, "code": fault.code, "level": _level(fault), "message": message, "cure": cure})
    return found


def github(problems: Iterable[Problem], kamus: Translate) -> str:
    """Return problems as commands that GitHub Actions shows beside the changed lines."""
    return "\n".join(
        f"::{_level(fault)} file={_property(fault.place.file)},line={fault.place.line},col={fault.place.column},"
        f"title={fault.code}::{_data('; '.join(fault.said(kamus)))}"
        for fault in problems
    )


def sarif(problems: Iterable[Problem], kamus: Translate) -> str:
    """Return problems as SARIF 2.1.0 (OASIS), which code scanning services read."""
    problems = tuple(problems)

    def rule(code: str) -> catalogue.Texts:
        return catalogue.texts(code, kamus(LANGUAGE))

    rules = [
        {
            "id": code,
            "shortDescription": {"text": rule(code).message},
            "help": {"text": rule(code).cure},
        }
        for code in sorted({fault.code for fault in problems})
    ]
    results = [
        {
            "ruleId": fault.code,
            "level": _level(fault),
            "message": {"text": "; ".join(fault.said(kamus))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(fault.place.file.encode(errors="surrogateescape"))},
                        "region": {"startLine": fault.place.line, "startColumn": fault.place.column},
                    }
                }
            ],
        }
        for fault in problems
    ]
    driver = {"name": "skm-pipeline", "version": __version__, "rules": rules}
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _level(fault: Problem) -> str:
    return "warning" if fault.is_warning else "error"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
