"""Tags as they are known once a template is compiled: as typed, what each is used for, the parts that hold them."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from pipeline.documents.held import Side
from pipeline.problems.phrase import Text, phrase

Use = Literal[
    "", "known", "defined", "printed", "compared", "searched", "counted", "looped", "pictured", "linked", "addressed"
]


class TypedTag(NamedTuple):
    """A tag as it was typed, where it stands, and the text of its paragraph, short enough for a message.

    `before` and `after` are what stands there in the paragraph.
    """

    text: str
    place: Text
    paragraph: str
    before: str = ""
    after: str = ""


class Where(NamedTuple):
    """What was typed on each line of a part as Jinja, a tag a line."""

    tags: tuple[TypedTag, ...]
    lines: tuple[int, ...]

    def at(self, line: int | None) -> TypedTag:
        """Return the tag on a line; of one that nobody typed, the tag before it."""
        number = self.lines[min(line or 1, len(self.lines)) - 1] if self.lines else -1
        return self.tags[number] if number >= 0 else TypedTag("", phrase("isi dokumen"), "")


class Tag(NamedTuple):
    """One use of a word: its path (`tambahan[].nama`), its place and paragraph, and what is done with it.

    `use` is empty where it is only asked what it says, `defined` where it is asked whether it is there at all;
    `before` and `after` are what stands there in its paragraph, `typed` is the tag; a word that names a thing, or
    chooses nothing, does not show. `against` is what a comparison holds it against.
    """

    word: str
    place: Text
    paragraph: str
    use: Use = ""
    before: str = ""
    after: str = ""
    typed: str = ""
    shows: bool = True
    against: tuple[Side, ...] = ()


class Tags(tuple[Tag, ...]):  # noqa: SLOT001 - it keeps its hash
    """Uses of words in their order; hashed once: what is found out of them is kept by them, for every document."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        """Return the hash of the tuple."""
        return self._hash

    def __reduce__(self) -> tuple[type["Tags"], tuple[tuple[Tag, ...]]]:
        """Return how another process has them: its hashes are others."""
        return Tags, (tuple(self),)


class Source(NamedTuple):
    """A part that holds tags, as XML with Jinja in its pictures and links, and its relationships without their end.

    `anchors` says where its fields and notes stand.
    """

    name: str
    xml: str
    rels: str
    rels_base: str
    typed: tuple[TypedTag, ...]
    anchors: Mapping[str, Text] = MappingProxyType({})
