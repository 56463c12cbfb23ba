"""A unit's letter beside its data: drawn from the .docx as it would be made now, with where each word comes from."""

import json
from functools import lru_cache
from urllib.parse import quote

from pipeline.files import fingerprint
from pipeline.making import preview
from pipeline.making.origins import Origin
from pipeline.page import called, checked, editing, saving, semester, telling
from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Refusal, Usage
from pipeline.sources import workspace
from pipeline.sources.period import Period

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_HELD = 4
"""Letters that are held until they are drawn."""


def show(asked: Asked) -> Answer:
    """Return a unit's files beside its letter."""
    period, name, unit = unit_of(asked)
    kind = semester.kind_of(asked)
    files = _files(period, name, unit)
    file = asked.query.get("berkas", "")
    file = file if file in files else files[0]
    opened = saving.opened(asked.root, file)
    found = checked.of_unit(asked.root, period, f"{name}/{unit}")
    mine = f"{quote(name)}/{quote(unit)}"
    values = {
        "title": called.unit(asked, name, unit),
        "unit": f"{name}/{unit}",
        "files": files,
        "opened": opened,
        "names": editing.named(file, asked.language),
        "kind": kind,
        "kinds": called.kinds(asked),
        "groups": telling.groups(asked, found),
        "paper": f"/periode/{period}/kertas/{mine}?jenis={quote(kind)}",
        "pages": f"/periode/{period}/halaman/{mine}?jenis={quote(kind)}",
        "document": f"/periode/{period}/dokumen/{mine}?jenis={quote(kind)}",
        "origins": f"/periode/{period}/asal/{mine}?jenis={quote(kind)}",
        "git": saving.git_state(asked.root, file),
        "here": f"/periode/{period}/surat/{mine}",
    }
    return Answer("letter.html", semester.framed(asked, period, "surat", values))


def _files(period: Period, name: str, unit: str) -> tuple[str, ...]:
    return (
        f"{workspace.PERIODS}/{period}/{name}/{unit}.yaml",
        f"{workspace.UNITS}/{name}/{unit}.yaml",
        f"{workspace.PERIODS}/{period}/{name}/periode.yaml",
        f"{workspace.UNITS}/{name}/instansi.yaml",
    )


def unit_of(asked: Asked) -> tuple[Period, str, str]:
    """Return the period, the institution and the unit of an address; `Missing` for what is not there."""
    period, name, unit = semester.period_of(asked), asked.steps["instansi"], asked.steps["unit"]
    if name not in workspace.institutions(asked.root, period) or unit not in workspace.units(asked.root, name):
        raise Missing(phrase("tidak ada unit {unit} di {masa}", unit=f"{name}/{unit}", masa=period))
    return period, name, unit


def document(asked: Asked) -> Answer:
    """Return the letter as it would be made now."""
    period, name, unit = unit_of(asked)
    kind = semester.kind_of(asked)
    content = asked.home.memory.letters.get(asked.query.get("sidik", ""))
    if content is None:
        content = preview.of_unit(asked.root, period, kind, name, unit)
    return Answer(content=content, kind=_DOCX, name=f"{unit}-{kind}.docx")


def _held(asked: Asked, content: bytes) -> str:
    """Hold a letter until it is drawn, and return the name by which it is asked for."""
    held, digest = asked.home.memory.letters, fingerprint.sha(content)
    held[digest] = content
    while len(held) > _MOST_HELD:
        held.popitem(last=False)
    return digest


def paper(asked: Asked) -> Answer:
    """Return the frame in which the letter is drawn; without a letter, why there is none."""
    period, name, unit = unit_of(asked)
    values: dict[str, object] = {"title": worded(asked, "Surat"), "address": ""}
    try:
        kind = semester.kind_of(asked)
        made = preview.drawn(asked.root, period, kind, name, unit)
    except Refusal as refusal:
        values["groups"] = telling.groups(asked, refusal.problems)
    except Usage as usage:
        values["text"] = asked.said(usage.args[0])
    else:
        own = f"/periode/{period}/dokumen/{quote(name)}/{quote(unit)}?jenis={quote(kind)}"
        values["plain"] = own
        values["address"] = f"{own}&sidik={_held(asked, made.content)}"
        values["origins"] = json.dumps({number: _told(asked, origin) for number, origin in made.origins.items()})
        values["steps"] = json.dumps([step.text for step in made.steps])
    return Answer("paper.html", values, framed=True)


def _told(asked: Asked, origin: Origin) -> dict[str, object]:
    """Return what is told of a word beside it."""
    return {
        "kata": origin.word,
        "teks": origin.text,
        "arti": origin.meaning,
        "cara": asked.said(origin.how),
        "tempat": [[place.text, place.address] for place in _places(origin)],
        "langkah": origin.steps,
    }


def _places(origin: Origin) -> list[telling.PlaceShown]:
    return [telling.PlaceShown(f"{at.file}:{at.line}", telling.editor_at(at)) for at in origin.places]


def origins(asked: Asked) -> Answer:
    """Return where each word of the letter comes from, and how the index is computed, step by step."""
    period, name, unit = unit_of(asked)
    kind = semester.kind_of(asked)
    made = preview.drawn(asked.root, period, kind, name, unit)
    values = {
        "title": worded(asked, "Asal setiap kata"),
        "rows": [(origin, _places(origin)) for origin in made.origins.values()],
        "lines": [step.text for step in made.steps],
        "unit": f"{name}/{unit}",
        "kind": called.kind(asked, kind),
        "back": f"/periode/{period}/surat/{quote(name)}/{quote(unit)}",
    }
    return Answer("origins.html", semester.framed(asked, period, "surat", values))


@lru_cache(maxsize=4)
def _pages(content: bytes) -> tuple[bytes, ...]:
    return preview.pages(content)


def pages(asked: Asked) -> Answer:
    """Return the exact pages of the letter, one picture a page, where LibreOffice is there."""
    period, name, unit = unit_of(asked)
    kind = semester.kind_of(asked)
    made = _pages(preview.of_unit(asked.root, period, kind, name, unit))
    own = f"{quote(name)}/{quote(unit)}?jenis={quote(kind)}"
    values = {
        "title": worded(asked, "Halaman seperti tercetak"),
        "pictures": [f"/periode/{period}/gambar/{number}/{own}" for number in range(1, len(made) + 1)],
        "back": f"/periode/{period}/surat/{quote(name)}/{quote(unit)}",
    }
    return Answer("pages.html", semester.framed(asked, period, "surat", values))


def picture(asked: Asked) -> Answer:
    """Return a page of the letter as a picture."""
    period, name, unit = unit_of(asked)
    number = asked.steps["number"]
    at = int(number) if number.isascii() and number.isdecimal() and len(number) <= 4 else 0
    made = _pages(preview.of_unit(asked.root, period, semester.kind_of(asked), name, unit)) if at else ()
    if not 0 < at <= len(made):
        raise Missing(phrase("tidak ada halaman {number}", number=number))
    return Answer(content=made[at - 1], kind="image/png")
