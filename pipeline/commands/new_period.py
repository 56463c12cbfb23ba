"""`new-period`: the starting files of a period, carried over from an earlier one."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("masa", nargs=-1, required=True, metavar="[DARI] KE")
@options.instansi
@options.pretend
@click.pass_obj
def command(root: Path, masa: tuple[str, ...], instansi: str | None) -> None:
    """Memulai periode KE (misalnya 2025S2), dengan menyalin yang tetap dari periode DARI.

    Yang berubah setiap periode dikosongkan dan ditandai ISI; berkas yang sudah ada tidak disentuh.
    """
    from pipeline.problems.phrase import phrase
    from pipeline.problems.problem import Usage
    from pipeline.starting import begun, next_period

    if len(masa) > 2:
        raise Usage(phrase("pakai: new-period [DARI] KE, misalnya new-period 2025S1 2025S2"))
    ke = next_period.parsed(masa[-1])
    made = begun.period(root, masa[-1], masa[0] if len(masa) == 2 else "", instansi)
    for starting_file in made.fresh:
        same = t("{file}: sama dengan periode sebelumnya", file=starting_file.file)
        click.echo(
            t("{file}: isi {left}", file=starting_file.file, left=", ".join(starting_file.to_fill))
            if starting_file.to_fill
            else same
        )
    for file in made.kept:
        click.echo(t("{file}: sudah ada, tidak disentuh", file=file))
    click.echo(t("lalu: skm check {masa}; bila bersih, skm letters {masa}", masa=ke))
