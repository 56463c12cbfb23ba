"""The parts of a template with the words of one document: each is rendered once, whoever asks for it first."""

from collections.abc import Mapping, Sequence

import jinja2

from pipeline.documents import opening, tags
from pipeline.documents.language import GATHERED, Gathered
from pipeline.documents.tags import Part
from pipeline.words.chapter import Word

LARGEST = 64_000_000
"""Characters of one rendered part."""
_PICTURES, _DOCUMENT_PICTURES = 1000, 1_000_000
"""Where each part begins to number its pictures: Word wants numbers that are unique in the document."""


class Rendering:
    """What parts come to with some words: kept for the document, and for the checks that read it before it is made."""

    def __init__(self, parts: Sequence[Part], words: Mapping[str, Word]) -> None:
        self.parts, self.words = parts, words
        self._names = [part.source.name for part in parts]
        self._done: dict[str, tuple[str, Gathered]] = {}

    def part(self, part: Part) -> tuple[str, Gathered]:
        """Return a part's XML, and what it refers to; raises what `tags.render_part` does."""
        name = part.source.name
        if name not in self._done:
            self._done[name] = tags.render_part(part, self.words, LARGEST, self._first_picture(part))
        return self._done[name]

    def by(self, other: jinja2.Template, part: Part, beside: Mapping[str, object]) -> None:
        """Render a part by another template that prints the same; it finds more words, `beside`, to tell what it met.

        Raises what stops it, of which `part` says more.
        """
        found = Gathered(number=self._first_picture(part))
        xml = tags.joined(part, other, {**self.words, GATHERED: found, **beside}, LARGEST)
        self._done.setdefault(part.source.name, (xml, found))

    def _first_picture(self, part: Part) -> int:
        return (
            _DOCUMENT_PICTURES if part.source.name == opening.MAIN else _PICTURES * self._names.index(part.source.name)
        )
