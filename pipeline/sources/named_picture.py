"""A picture that data name: where it is looked for, and the nearest one that is there."""

import os
from pathlib import Path

from pipeline.files import folder
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Refusal, problem
from pipeline.sources import nearest, workspace
from pipeline.sources.unread import PHOTOS

_ENDINGS = (".png", ".jpg", ".jpeg")


def path(root: Path, where: str, name: str, place: Place) -> Path:
    """Return the path of a picture that data name; refuse one outside its folder, and one that is not there."""
    found = workspace.inside(root, where, name, place)
    if not os.path.lexists(found):
        raise Refusal([problem(place, "G001", found=name, folder=where, hint=_hint(root, where, name))])
    return found


def _hint(root: Path, where: str, name: str) -> Text:
    for near in (where, *_beside(where)):
        there = (file.removeprefix(f"{near}/") for file in folder.below(root, near, ""))
        known = {Path(file).name: file for file in there if file.lower().endswith(_ENDINGS)}
        close = known.get(nearest.near(Path(name).name, tuple(known)), "")
        if close and near == where:
            return phrase("maksudnya `{near}`?", near=close)
        if close:
            return phrase("pindahkan {other} ke {folder}/", other=f"{near}/{close}", folder=where)
    return phrase("taruh berkas itu di {folder}/", folder=where)


def _beside(where: str) -> tuple[str, ...]:
    """Return the other folders of an institution in which a picture may lie by mistake."""
    first, *rest = where.removesuffix(f"/{PHOTOS}").split("/")
    own = f"{workspace.UNITS}/{rest[-1]}"
    here = "/".join((first, *rest))
    return tuple(other for other in (here, own) if other != where)
