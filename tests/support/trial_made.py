"""What a template of the trial is made of: blocks, further parts, how they are reached. All of it is made up."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from support import small
from support.office_files import MAIN, Rel, made, p, wrapped

PNG = small.png(1, 1)
DRAFT = p("{{ draf }}")
LOGO = Rel("rIdP", "image", "media/a.png")
MEDIA: dict[str, tuple[str | bytes, str]] = {"word/media/a.png": (PNG, "")}
LOOP = ("{%p for x in tembusan %}", "{{ x }}", "{%p endfor %}")


class Made(NamedTuple):
    """What a template holds beside its draft mark: blocks, further parts, how they are reached, settings, section."""

    blocks: tuple[str, ...]
    parts: Mapping[str, tuple[str | bytes, str]] = MappingProxyType({})
    rels: tuple[Rel, ...] = ()
    other_rels: Mapping[str, list[Rel]] = MappingProxyType({})
    section: str = ""
    settings: str = ""

    def raw(self) -> bytes:
        """Return the file."""
        links = {rel.id: rel for rel in (LOGO, *self.rels)}
        return made(
            DRAFT,
            *self.blocks,
            parts={**MEDIA, **self.parts},
            rels=tuple(links.values()),
            other_rels=self.other_rels,
            section=self.section,
            settings=self.settings,
        )


def body(*blocks: str) -> Made:
    return Made(blocks)


def header(*blocks: str, kind: str = "default", name: str = "header") -> Made:
    root = "hdr" if name == "header" else "ftr"
    inside = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    return Made(
        (p("isi"),),
        {f"word/{name}1.xml": (wrapped(root, inside), f"{MAIN}.{name}+xml")},
        (Rel("rIdH", name, f"{name}1.xml"),),
        {f"word/{name}1.xml": [Rel("rIdP", "image", "media/a.png")]},
        f'<w:{name}Reference w:type="{kind}" r:id="rIdH"/>',
    )
