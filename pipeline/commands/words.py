"""`words`: every word a template may use."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t

KATA_MD = "docs/kata.md"


@verb()
@click.argument("jenis", required=False)
@options.example_unit
@click.option("--write", "--tulis", "tulis", is_flag=True, help=f"Tulis {KATA_MD} dengan semua bab.")
@options.pretend
@click.pass_obj
def command(root: Path, jenis: str | None, unit: str | None, tulis: bool) -> None:
    """Menyebut setiap kata yang boleh dipakai templat JENIS, dengan nilainya untuk sebuah unit."""
    from pipeline.files import disk
    from pipeline.making import vocabulary
    from pipeline.problems.phrase import phrase
    from pipeline.problems.problem import Usage

    if tulis:
        disk.save(root, KATA_MD, vocabulary.markdown().encode())
        click.echo(KATA_MD)
    elif jenis is None:
        raise Usage(phrase("sebutkan jenis dokumennya, misalnya skm words surat-hasil"))
    if jenis is None:
        return
    kosakata = vocabulary.chapters(root, jenis)
    example = vocabulary.example(root, jenis, unit)
    if unit and example is None:
        raise Usage(phrase('unit "{unit}" tidak ada atau tidak mendapat {jenis}', unit=unit, jenis=jenis))
    if example:
        click.echo(t("contoh: {unit}, {masa}", unit=example.unit, masa=example.period))
    else:
        click.echo(t("contoh: belum ada unit yang mendapat dokumen ini"))
    found = tuple(vocabulary.entries(kosakata, example.words if example else {}))
    width = max(len(word.kata) for word in found)
    for word in found:
        click.echo(f"{word.kata:<{width}}  {_shown(word.contoh)}  ({word.arti})")


def _shown(contoh: object) -> str:
    if contoh is None:
        return t("tidak ada")
    text = f'"{contoh}"' if isinstance(contoh, str) else t("gambar")
    return text if len(text) <= 60 else f'{text[:56]}..."'
