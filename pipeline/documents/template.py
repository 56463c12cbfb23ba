"""A template: a Word file with tags, compiled once, rendered many times.

The tags are those of docxtpl, which turns a part's XML into Jinja once; what a template may then say is bounded
here. It chooses among words (`if`, `for`, paths, comparisons) and computes nothing, so it reaches no Python. When it
is compiled, it is proved that whatever the words say, every part stays well-formed: tags stand only where text
stands, and each branch leaves the stack of open elements as it found it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.documents import charts, kept_notes, opening, refers
from pipeline.documents.language import Gathered
from pipeline.documents.package import (
    CORE,
    Member,
    Properties,
    archive,
    core,
    fingerprint,
    member,
    repeated,
    unpacked,
)
from pipeline.documents.rendering import Rendering
from pipeline.documents.tag import Tags
from pipeline.documents.tags import Part
from pipeline.problems.problem import Problem
from pipeline.words.chapter import CHART, Word

_BOX = re.compile(r"picture_width\((\d+), (\d+)\)")
TYPES = "[Content_Types].xml"
_FIRST = (TYPES, "_rels/.rels")


Rework = Callable[[dict[str, str]], dict[str, str]]
"""What may be done to the parts of a document before they are packed."""


@dataclass(frozen=True)
class Template:
    """A compiled template: the parts to render, and the members that are the same in every document."""

    file: str
    digest: str
    parts: tuple[Part, ...]
    unchanged: tuple[Member, ...]
    warnings: tuple[Problem, ...]
    styles: bytes = b""

    @cached_property
    def tags(self) -> Tags:
        """Every use of a word, part by part."""
        return Tags(tag for part in self.parts for tag in part.tags)

    @cached_property
    def words(self) -> frozenset[str]:
        """The first steps of the words that it uses."""
        return frozenset(tag.word.partition(".")[0] for tag in self.tags)

    @cached_property
    def largest_picture(self) -> int:
        """The longer side of the largest box that it has for a picture, in EMU; 0 when it has none."""
        boxes = (found for part in self.parts for found in _BOX.findall(part.jinja))
        return max((int(side) for box in boxes for side in box), default=0)


def compile_template(raw: bytes, file: str, problems: list[Problem]) -> Template | None:
    """Return the compiled template; every fault as a problem with part and paragraph, and then `None`."""
    from pipeline.documents.from_word import compiled  # only where a template is not known yet

    return compiled(raw, file, problems)


def render(
    template: Template, words: Mapping[str, Word], properties: Properties, rework: Rework | None = None
) -> bytes:
    """Return the document that the words make; as `made`."""
    return made(template, Rendering(template.parts, words), properties, rework)


def made(template: Template, rendering: Rendering, properties: Properties, rework: Rework | None = None) -> bytes:
    """Return the document that the rendered parts make; the same words give the same bytes.

    `rework` may change the parts that have words, by name, before they are packed.
    Raises `tags.MissingWords` with the words that the template needs and nobody says, `tags.NotText`, and `Refusal`
    when a part grows past its bounds.
    """
    members = {kept.name: kept for kept in template.unchanged}
    rendered: dict[str, str] = {}
    gathered: list[Gathered] = []
    for part in template.parts:
        xml, found = rendering.part(part)
        rendered[part.source.name] = kept_notes.kept(charts.placed(xml, found.pictures))
        gathered.append(found)
    rendered = rework(rendered) if rework else rendered
    has_charts = any(picture.format == CHART for found in gathered for picture in found.pictures.values())
    font = charts.font_of(template.styles) if has_charts else ""
    for part, found in zip(template.parts, gathered, strict=True):
        name, xml = part.source.name, rendered[part.source.name]
        members[name] = (member if name == opening.MAIN else repeated)(name, xml.encode())
        rels = refers.rels_xml(part.source.rels_base, found.links, found.pictures)
        if rels:
            members[part.source.rels] = repeated(part.source.rels, rels)
        for media, picture in found.pictures.items():
            if picture.format != CHART:
                members[f"word/{media}"] = repeated(f"word/{media}", picture.content)
        for made, content in charts.members(found.pictures, font):
            members[made] = member(made, content)
    if has_charts:
        members[TYPES] = member(TYPES, charts.typed(unpacked(members[TYPES]), list(members)))
    members[CORE] = member(CORE, core(properties, fingerprint(kept.held for kept in members.values())))
    return archive(members[name] for name in (*_FIRST, *sorted(members.keys() - set(_FIRST))))
