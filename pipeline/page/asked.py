"""What a browser asks for and what it is answered, without the library that carries both."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.page.jobs import Jobs
from pipeline.page.unit_files import PageMemory
from pipeline.problems.phrase import Phrase, Sentence, Text, phrase, translated

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Home:
    """What a page is opened over: a workspace, the token of this run, and what may be done.

    `unit` is the one that is watched, as `<instansi>/<unit>`, in `period`; `language` the one that is spoken first.
    """

    root: Path
    token: str
    read_only: bool = False
    unit: str = ""
    period: str = ""
    language: str = "id"
    today: Callable[[], dt.date] = lambda: dt.datetime.now().astimezone().date()
    memory: PageMemory = field(default_factory=PageMemory)
    jobs: "Jobs[Answer]" = field(default_factory=Jobs)
    checks: Jobs[bool] = field(default_factory=Jobs)
    """Checks of whole periods, while their readers go on."""

    @property
    def form_token(self) -> str:
        """What a form of this run carries: it tells nothing of the token that opens the page."""
        return hmac.new(self.token.encode(), b"borang", hashlib.sha256).hexdigest()


class Upload(NamedTuple):
    """A file that was sent: its name as the browser said it, never used as a path; what it holds."""

    name: str
    content: bytes


class Asked(NamedTuple):
    """What is asked: the steps of the address, its query, and what a form says."""

    home: Home
    language: str
    steps: Mapping[str, str] = {}
    query: Mapping[str, str] = {}
    form: Mapping[str, str] = {}
    upload: Upload | None = None

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.home.root

    @property
    def dictionary(self) -> Callable[[str], str]:
        """What says our sentences in the reader's language."""
        return dictionary(self.language)

    def said(self, text: Text) -> str:
        """Return a text in the reader's language."""
        return translated(text, dictionary(self.language))


class Answer(NamedTuple):
    """What is answered: a template with its values, or a content of a kind; `to` sends the browser elsewhere.

    `name` offers the content as a file. `framed` is a page of ours that stands in another page of ours.
    """

    template: str = ""
    values: Mapping[str, object] = {}
    status: int = 200
    content: bytes = b""
    kind: str = "application/octet-stream"
    name: str = ""
    to: str = ""
    framed: bool = False


class Missing(Exception):  # noqa: N818 - an answer, not a fault of the program
    """There is nothing at this address; the text says what was asked for."""

    def __init__(self, what: Phrase) -> None:
        self.what = what
        super().__init__(str(what))


def worded(asked: Asked, pola: Sentence, **isi: object) -> str:
    """Return a sentence of ours in the reader's language, with its values."""
    return asked.said(phrase(pola, **isi))


@lru_cache(maxsize=len(LANGUAGES))
def dictionary(language: str) -> Callable[[str], str]:
    """Return what says our sentences in a language."""
    from pipeline.problems import translations

    return str if language == "id" else translations.sentences(language)
