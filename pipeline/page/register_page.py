"""The register: every number with its letter, the archive, a file held against it; void, reissue, attach."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.checking import memory
from pipeline.files import disk, fingerprint, inside
from pipeline.issuing import apply, entries, entry_names, plan, register, verify
from pipeline.issuing import intact as intact_archive
from pipeline.issuing.order import Order
from pipeline.issuing.verify import Verdict
from pipeline.making.office import Periods
from pipeline.page import called, guard, letter, paging, semester, telling
from pipeline.page.asked import Answer, Asked, worded
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Usage
from pipeline.sources import register_reader, workspace
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile

_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
NO_DOUBT: Mapping[str, str] = MappingProxyType({})
"""Of a scan that nothing speaks against."""


def show(asked: Asked) -> Answer:
    """Return the numbers of a period's institutions, with what is wrong, and a form that holds a file against them."""
    return _page(asked, ())


def _verdicts(asked: Asked) -> tuple[Verdict, ...]:
    """Return what a file that was dropped is."""
    if asked.upload is None:
        raise Usage(phrase("pilih berkasnya dahulu"))
    return verify.of_file(asked.root, asked.upload.content)


def _page(asked: Asked, verdicts: tuple[Verdict, ...]) -> Answer:
    period = semester.period_of(asked)
    unread: list[Problem] = []
    rows = [
        (entry, _address(str(period), entry))
        for name in workspace.institutions(asked.root, period)
        for entry in register_reader.entries(asked.root, name, unread)
    ]
    paged = paging.of(asked, rows[::-1])
    told = [
        (asked.said(verdict.result), verdict.result in verify.GOOD, asked.said(verify.sentence_of(verdict)))
        for verdict in verdicts
    ]
    values = {
        "title": worded(asked, "Buku agenda"),
        "rows": paged.rows,
        "paged": paged,
        "many": len(rows),
        "groups": telling.groups(asked, (*unread, *_wrong(asked.root, period))),
        "verdicts": told,
        "file": asked.upload.name if asked.upload else "",
    }
    return Answer("register.html", semester.framed(asked, period, "agenda", values))


def _wrong(root: Path, period: Period) -> Iterator[Problem]:
    """Yield what is wrong with the registers of a period; as it was told when nothing has changed since."""
    last, periods = memory.unchanged(root, str(period)), Periods(root)
    for name in workspace.institutions(root, period):
        known = last.findings.get(f"{name}/") if last else None  # of 34,000 units none is read again
        if known is not None:
            yield from known.problems
            continue
        problems: list[Problem] = []
        opened = register.open_register(periods, name, problems)
        yield from (*problems, *register.faults(root, opened))


def _address(period: str, entry: EntryFile) -> str:
    unit = next((sent.unit for sent in entry.entri.surat if sent.unit), "")
    return f"/periode/{entry.entri.periode or period}/agenda/{entry.instansi}/{unit}" if unit else ""


def verify_dropped(asked: Asked) -> Answer:
    """Return what a file that was dropped is, held against the archive."""
    return _page(asked, _verdicts(asked))


def unit(asked: Asked) -> Answer:
    """Return the letters of a unit that have a number in the period: their archive, and what may be done."""
    return _unit_page(asked, "")


def _unit_page(
    asked: Asked, told: str, doubted: Mapping[str, str] = NO_DOUBT, *, is_old: bool = False, same: str = ""
) -> Answer:
    period, name, own = letter.unit_of(asked)
    every = [
        entry
        for entry in register_reader.entries(asked.root, name, [], mention=str(period))
        if entry.entri.periode == str(period) and any(sent.unit == own for sent in entry.entri.surat)
    ]
    shown = []
    for entry in every:
        files = sorted(path.name for path in (asked.root / entry.folder).glob("*") if path.suffix in _KINDS)
        wrong = telling.groups(asked, list(intact_archive.of_number(asked.root, entry)))
        title = called.kind(asked, entry.entri.jenis) if entry.entri.jenis else ""
        shown.append((entry, title, [f"{entry.folder}/{file}" for file in files], wrong, _digest(asked, entry)))
    values = {
        "title": called.unit(asked, name, own),
        "unit": f"{name}/{own}",
        "entries": shown,
        "here": f"/periode/{period}/agenda/{name}/{own}",
        "told": told,
        "doubted": doubted,
        "is_old": is_old,
        "same": same,
        "reason": asked.form.get("alasan", ""),
        "own_file": f"{workspace.UNITS}/{name}/{own}.yaml",
    }
    answer = Answer("unit_register.html", semester.framed(asked, period, "agenda", values))
    return answer._replace(status=409) if is_old else answer


def _digest(asked: Asked, entry: EntryFile) -> str:
    return fingerprint.sha(disk.content(asked.root / entry.file))


def _is_as_shown(asked: Asked) -> bool:
    """Return whether the number that a form is about stands as it did when the form was shown."""
    entry = entry_names.find_entry(asked.root, asked.form.get("nomor", ""))
    return _digest(asked, entry) == asked.form.get("sidik", "")


def reissue(asked: Asked) -> Answer:
    """Issue a revision of the unit's letter, with a reason."""
    period, name, own = letter.unit_of(asked)
    if not _is_as_shown(asked):
        return _unit_page(asked, "", is_old=True)
    order, anew = Order(period, semester.kind_of(asked), f"{name}/{own}"), bool(asked.form.get("nomor_baru"))
    reason = _reason(asked)
    if not (anew or asked.form.get("sama") or _differs(asked, order)):
        return _unit_page(asked, "", same=asked.form.get("nomor", ""))
    entry, sent, _ = apply.reissue(asked.root, order, reason, anew)
    told = worded(asked, "{nomor}: perubahan ke-{ke}", nomor=entry.entri.nomor, ke=sent.revisi or 0)
    return _unit_page(asked, told)


def _differs(asked: Asked, order: Order) -> bool:
    """Return whether a revision of a letter would say something else than is out, or cannot be made at all."""
    made = plan.plan_of(asked.root, order)
    return bool(made.problems) or any(
        line.status != "terbit" or line.differences or line.problems for line in made.lines
    )


def void(asked: Asked) -> Answer:
    """Mark a number as void, with a reason."""
    number = asked.form.get("nomor", "")
    if not _is_as_shown(asked):
        return _unit_page(asked, "", is_old=True)
    return _unit_page(
        asked, worded(asked, "{nomor}: batal", nomor=entries.void(asked.root, number, _reason(asked)).entri.nomor)
    )


def attach(asked: Asked) -> Answer:
    """Keep a signed scan with a number; one that is doubted when that very file is sent again as meant."""
    if asked.upload is None:
        raise Usage(phrase("pilih berkasnya dahulu"))
    name = asked.upload.name.replace("\\", "/").rpartition("/")[2]
    if not inside.is_plain(name):
        raise Usage(phrase("nama berkas {file} tidak dapat dipakai", file=name))
    if not _is_as_shown(asked):
        return _unit_page(asked, "", is_old=True)
    number, sha = asked.form.get("nomor", ""), fingerprint.sha(asked.upload.content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(asked.upload.content)
        try:
            entry = entries.attach(asked.root, number, path, despite=asked.form.get("tetap") == sha)
        except entries.Doubted as doubt:
            return _unit_page(asked, "", {"number": number, "sha": sha, "why": asked.said(doubt.why)})
    return _unit_page(asked, worded(asked, "{file}: tersimpan", file=f"{entry.folder}/{name}"))


def _reason(asked: Asked) -> str:
    said = asked.form.get("alasan", "").strip()
    if not said:
        raise Usage(phrase("sebutkan alasannya; ia tercatat di buku agenda"))
    return said


def archived(asked: Asked) -> Answer:
    """Return a file of the archive."""
    file = asked.steps["file"]
    path = guard.file_inside(asked.root, file, ("register",))
    return Answer(content=path.read_bytes(), kind=_KINDS.get(path.suffix, "application/octet-stream"), name=path.name)
