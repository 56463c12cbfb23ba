"""`explain`: what a code means: its cause, an example, the cure."""

import click

from pipeline.commands.talk import kamus, language, t
from pipeline.problems import penjelasan
from pipeline.problems.codes import CODES
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Usage


@click.command()
@click.argument("kode", required=False)
def command(kode: str | None) -> None:
    """Menjelaskan sebuah KODE: sebab, contoh, dan cara memperbaikinya; tanpa KODE menyebut semuanya."""
    if kode is None:
        for name in sorted(CODES):
            click.echo(f"{name}  {penjelasan.bare(kamus(CODES[name].message))}")
        return
    found = kode.upper()
    if found not in CODES:
        raise Usage(ucap("kode `{kode}` tidak ada; semua kode: python -m pipeline explain", kode=kode))
    one = CODES[found]
    kind = t("peringatan") if one.warning else t("kesalahan")
    click.echo(f"{found} ({kind}): {penjelasan.bare(kamus(one.message))}; {penjelasan.bare(kamus(one.cure))}\n")
    click.echo(penjelasan.text(found, language()), nl=False)
