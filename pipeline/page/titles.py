"""What a file of the workspace is called on the page, and what comes after it is saved."""

from urllib.parse import quote

from pipeline.files import folder
from pipeline.page import called
from pipeline.page.asked import Asked, worded
from pipeline.sources import editor, workspace
from pipeline.starting import files


def of_file(asked: Asked, file: str) -> str:
    """Return what a file is about; its name where it is none that a form knows."""
    kind, steps = editor.kind_of(file), file.split("/")
    if kind is None or kind.name not in ("instansi", "unit", "periode", "unit-periode"):
        return file
    office, stem = steps[-2], steps[-1].removesuffix(".yaml")
    if kind.name == "instansi":
        return worded(asked, "Institusi {name}", name=called.office(asked, office))
    if kind.name == "periode":
        return worded(asked, "{period}, semua unit {name}", period=steps[1], name=called.office(asked, office))
    unit = called.unit(asked, office, stem)
    return unit if kind.name == "unit" else worded(asked, "{name}, {period}", name=unit, period=steps[1])


def following(asked: Asked) -> tuple[str, str]:
    """Return where to go after a file is saved, and what is to be done there."""
    periods = workspace.periods(asked.root)
    if periods:
        return f"/periode/{quote(periods[-1])}/masalah", worded(asked, "Lihat masalah yang tersisa")
    if any(workspace.units(asked.root, name) for name in workspace.offices(asked.root)):
        return "/mulai#three", worded(asked, "Berikutnya: mulai periodenya")
    return "/mulai#two", worded(asked, "Berikutnya: tulis unit-unitnya")


def unfilled(asked: Asked, office: str) -> list[tuple[str, str]]:
    """Return the files that an institution was begun with and that are not filled, each with what it is about."""
    where = f"{workspace.UNITS}/{office}"
    said = workspace.institution(asked.root, office, [])
    has_rule = said is not None and said.yth is not None
    stems = ("instansi", *(() if has_rule else workspace.units(asked.root, office)))
    found = (f"{where}/{stem}.yaml" for stem in stems)
    return [(file, of_file(asked, file)) for file in found if files.to_fill(_raw(asked, file).decode(errors="replace"))]


def unfilled_in(asked: Asked, period: str) -> list[tuple[str, str]]:
    """Return the files that all units of a period share and that are begun but not filled."""
    folders = folder.folders(asked.root, f"{workspace.PERIODS}/{period}")
    found = (f"{workspace.PERIODS}/{period}/{office}/periode.yaml" for office in folders)
    return [(file, of_file(asked, file)) for file in found if files.to_fill(_raw(asked, file).decode(errors="replace"))]


def _raw(asked: Asked, file: str) -> bytes:
    return folder.read_bytes(asked.root, file, []) or b""
