"""`explain`: what a code means: its cause, an example, the cure."""

import click

from pipeline.commands.talk import language, t, translate
from pipeline.problems import penjelasan
from pipeline.problems.codes import CODES
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Usage


@click.command()
@click.argument("kode", required=False)
def command(kode: str | None) -> None:
    """Menjelaskan sebuah KODE: sebab, contoh, dan cara memperbaikinya; tanpa KODE menyebut semuanya."""
    if kode is None:
        for name in sorted(CODES):
            click.echo(f"{name}  {penjelasan.bare(translate(CODES[name].message))}")
        return
    found = kode.upper()
    if found not in CODES:
        raise Usage(phrase("kode `{kode}` tidak ada; semua kode: python -m pipeline explain", kode=kode))
    one = CODES[found]
    kind = t("peringatan") if one.warning else t("kesalahan")
    click.echo(f"{found} ({kind}): {penjelasan.bare(translate(one.message))}; {penjelasan.bare(translate(one.cure))}\n")
    click.echo(penjelasan.text(found, language()), nl=False)
