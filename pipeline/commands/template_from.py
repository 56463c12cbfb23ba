"""`template-from`: a finished letter as a template, with a list of what was recognised in it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems, t, translate
from pipeline.problems.phrase import translated

if TYPE_CHECKING:
    from pipeline.making.from_letter import Proposal

_MANY = 3
"""Words named for a text that stays; more of them say the same."""
_SHOWN = 40
"""Places named on the screen; the list has them all."""


@verb()
@click.argument("berkas")
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", default="", help="Unit penerima surat itu; tanpa ini dicari di isi suratnya.")
@options.pretend
@click.pass_obj
def command(root: Path, berkas: str, jenis: str, periode: str, unit: str) -> None:
    """Menjadikan surat jadi BERKAS templat JENIS: yang dikatakan data PERIODE dikenali dan diganti tanda."""
    from pipeline.files import disk, fingerprint, folder
    from pipeline.making import addressee, from_letter
    from pipeline.problems.problem import Problem, Refusal
    from pipeline.sources import workspace

    problems: list[Problem] = []
    berkas = options.from_here(berkas)
    raw = folder.read_bytes(root, berkas, problems)
    if raw is None:
        raise Refusal(problems)
    when = workspace.period(root, periode)
    if not unit:
        unit = addressee.unit_of(root, when, raw, berkas)
        click.echo(t("unit yang disebut surat itu: {unit}", unit=unit))
    words = from_letter.words_of(root, when, jenis, unit)
    made = from_letter.proposed(root, jenis, words, raw, berkas, problems)
    if made is None:
        raise Refusal(problems)
    target = f"{fingerprint.BUILD}/templat/{jenis}-dari-{Path(berkas).stem}"
    disk.save(root, f"{target}.docx", made.content)
    disk.save(root, f"{target}.md", _side_by_side(berkas, made).encode())
    say_problems(problems)
    click.echo(t("{file}.docx: {many} tanda", file=target, many=len(made.found)))
    click.echo(t("{file}.md: daftar yang dikenali, untuk diperiksa", file=target))
    stays = [*_fixed(made)]
    for place, texts in stays[:_SHOWN]:
        click.echo(t("masih tertulis tetap: {place}: {texts}", place=place, texts=texts))
    if len(stays) > _SHOWN:
        click.echo(t("masih tertulis tetap: di {many} tempat lain; lihat daftarnya", many=len(stays) - _SHOWN))
    wrong = sum(not fault.is_warning for fault in problems)
    if not wrong and not made.otherwise:
        click.echo(t("dengan data yang sama templat ini mencetak surat itu kata demi kata"))
    elif made.otherwise:
        click.echo(t("{many} baris tercetak lain dari surat itu; lihat daftarnya", many=len(made.otherwise)))
    if wrong:
        sys.exit(1)


def _fixed(made: "Proposal") -> "Iterator[tuple[str, str]]":
    """Yield each place that still says what the letter said, and all of that there; first what the data say."""
    by_place: dict[str, list[str]] = {}
    for each in sorted(made.fixed, key=lambda each: isinstance(each.text, str) and not each.words):
        text = translated(each.text, translate)
        words = f" ({', '.join(each.words[:_MANY])})" if each.words else ""
        by_place.setdefault(translated(each.place, translate), []).append(f"{text}{words}")
    yield from ((place, "; ".join(dict.fromkeys(texts))) for place, texts in by_place.items())


def _side_by_side(file: str, made: "Proposal") -> str:
    def cell(text: object) -> str:
        return " ".join(str(text).split()).replace("|", "&#124;")

    lines = [
        f"# {t('Yang dikenali di {file}', file=file)}",
        "",
        f"| {t('tempat')} | {t('di surat')} | {t('di templat')} | {t('kata lain yang sama nilainya')} |",
        "|---|---|---|---|",
    ]
    for each in made.found:
        cells = (
            translated(each.place, translate),
            each.text,
            f"`{each.tag}`",
            ", ".join(f"`{word}`" for word in each.others),
        )
        lines.append(f"| {' | '.join(map(cell, cells))} |")
    if made.otherwise:
        lines += ["", f"## {t('Yang tercetak lain')}", "", f"| {t('di surat')} | {t('tercetak')} |", "|---|---|"]
        lines += (f"| {cell(old)} | {cell(new)} |" for old, new in made.otherwise)
    if made.fixed:
        lines += ["", f"## {t('Masih tertulis tetap')}", "", f"| {t('tempat')} | {t('di surat')} |", "|---|---|"]
        lines += (f"| {cell(place)} | {cell(texts)} |" for place, texts in _fixed(made))
    return "\n".join((*lines, ""))
