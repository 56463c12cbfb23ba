"""What a part refers to once it is rendered: pictures, charts, addresses; their ids, names and relationships."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from pipeline.documents import escaped
from pipeline.words.chapter import CHART, Picture

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELS_BEGIN = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELS}">'


def rels_xml(base: str, links: Mapping[str, str], pictures: Mapping[str, Picture]) -> bytes:
    """Return a part's relationships with the addresses and pictures that it came to need; empty when it has none."""
    kinds = ("chart" if picture.format == CHART else "image" for picture in pictures.values())
    return _rels(base, tuple(links), tuple(zip(pictures, kinds, strict=True)))


@lru_cache(maxsize=256)
def _rels(base: str, links: tuple[str, ...], pictures: tuple[tuple[str, str], ...]) -> bytes:
    found = [
        f'<Relationship Id="{link_id(number)}" Type="{R}/hyperlink" Target={escaped.attribute(target)}'
        ' TargetMode="External"/>'
        for number, target in enumerate(links)
    ]
    found += [
        f'<Relationship Id="{picture_id(number)}" Type="{R}/{kind}" Target={escaped.attribute(target)}/>'
        for number, (target, kind) in enumerate(pictures)
    ]
    return f"{base or RELS_BEGIN}{''.join(found)}</Relationships>".encode() if base or found else b""


def link_id(number: int) -> str:
    """Return the relationship id of the link that a part came to need as number so-and-so."""
    return f"rIdTautan{number}"


def picture_id(number: int) -> str:
    """Return the relationship id of a picture, likewise."""
    return f"rIdGambar{number}"


@lru_cache(maxsize=256)
def picture_name(picture: Picture) -> str:
    """Return the name of a picture's member, below `word/`, from its content."""
    digest = hashlib.sha256(picture.content).hexdigest()[:16]
    return f"charts/{digest}.xml" if picture.format == CHART else f"media/{digest}.{picture.format}"
