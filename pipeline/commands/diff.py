"""`diff`: two periods, or two revisions of a letter."""

import datetime as dt
import sys
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t
from pipeline.sources import home

_NO_DAY = "2000-01-01"
"""The day on marks of changes, where none is given: the same every time."""


@verb()
@click.argument("lama")
@click.argument("baru")
@click.argument("unit", required=False)
@options.kind
@click.option("--redline", type=click.Path(dir_okay=False, path_type=Path), help="Tulis beda dua berkas ke .docx ini.")
@options.date
@click.option(
    "--author", "--penulis", "penulis", help="Nama pada tanda perubahan.", default="Pipeline SKM", show_default=True
)
@options.pretend
@click.pass_obj
def command(
    root: Path,
    lama: str,
    baru: str,
    unit: str | None,
    jenis: str,
    redline: Path | None,
    tanggal: dt.datetime | None,
    penulis: str,
) -> None:
    """Beda LAMA dan BARU: dua periode (semua unit, atau satu UNIT), atau dua berkas .docx."""
    if lama.endswith(".docx") and baru.endswith(".docx"):
        day = tanggal.date().isoformat() if tanggal else _NO_DAY
        _files(Path(lama), Path(baru), redline, penulis, day)
        return
    root = home.of(root)
    from pipeline.lists import history
    from pipeline.sources import workspace

    before, after = workspace.period(root, lama), workspace.period(root, baru)
    old, new = history.points(root, before, unit), history.points(root, after, unit)
    for key in sorted({*old, *new}):
        name = "/".join(key)
        for change in history.changes(old.get(key), new.get(key)):
            if change.old != change.new:
                click.echo(f"{name}  {change.name}  {change.old or '-'} -> {change.new or '-'}  {t(change.direction)}")
        was, now = history.priority_names(old.get(key)), history.priority_names(new.get(key))
        if was != now:
            values = {"lama": ", ".join(was) or "-", "baru": ", ".join(now) or "-"}
            click.echo(f"{name}  " + t("prioritas  {lama} -> {baru}", **values))
    for line in history.sentence_changes(root, before, after, jenis, unit) if unit else ():
        click.echo(line)


def _files(lama: Path, baru: Path, redline: Path | None, penulis: str, tanggal: str) -> None:
    import difflib

    from pipeline.documents import reading
    from pipeline.files import disk

    options.not_there(redline)
    raw: list[bytes] = []
    for path in (lama, baru):
        if not path.is_file():
            raise click.UsageError(t("berkas {path} tidak ada", path=path))
        raw.append(path.read_bytes())
    try:
        was, now = (reading.markdown(content).splitlines() for content in raw)
    except reading.NotDocx:
        click.echo(t("bukan berkas .docx"), err=True)
        sys.exit(1)
    for line in difflib.unified_diff(was, now, str(lama), str(baru), lineterm="", n=0):
        click.echo(line)
    if redline:
        from pipeline.issuing import redline as tracked

        disk.save(Path(), str(redline), tracked.redline(raw[0], raw[1], penulis, tanggal))
        click.echo(t("{file}: perubahan ditandai", file=redline), err=True)
