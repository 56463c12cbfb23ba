"""`explain`: what a code means: its cause, an example, the cure."""

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import language, t
from pipeline.problems import catalogue
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Usage


@verb()
@click.argument("kode", required=False)
def command(kode: str | None) -> None:
    """Menjelaskan sebuah KODE: sebab, contoh, dan cara memperbaikinya; tanpa KODE menyebut semuanya."""
    codes = catalogue.codes()
    if kode is None:
        for name, code in codes.items():
            click.echo(f"{name}  {catalogue.bare(code.texts[language()].message)}")
        return
    found = kode.upper()
    if found not in codes:
        raise Usage(phrase("kode `{kode}` tidak ada; semua kode: skm explain", kode=kode))
    level = t("peringatan") if codes[found].warning else t("kesalahan")
    click.echo(f"{found} ({level}): {catalogue.summary(found, language())}\n")
    click.echo(catalogue.explanation(found, language()), nl=False)
