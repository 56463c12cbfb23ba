"""`words`: every word a template may use."""

from pathlib import Path

import click

KATA_MD = "docs/kata.md"


@click.command()
@click.argument("jenis", required=False)
@click.option("--unit", help="Unit yang menjadi contoh: nama berkasnya, atau <instansi>/<unit>.")
@click.option("--tulis", is_flag=True, help=f"Tulis {KATA_MD} dengan semua bab.")
@click.pass_obj
def command(root: Path, jenis: str | None, unit: str | None, tulis: bool) -> None:
    """Menyebut setiap kata yang boleh dipakai templat JENIS, dengan nilainya untuk sebuah unit."""
    from pipeline import state, vocabulary
    from pipeline.errors import Usage

    if tulis:
        state.write(root / KATA_MD, vocabulary.markdown().encode())
        click.echo(KATA_MD)
    elif jenis is None:
        raise Usage("sebutkan jenis dokumennya, misalnya words surat-hasil")
    if jenis is None:
        return
    kosakata = vocabulary.chapters(root, jenis)
    example = vocabulary.example(root, jenis, unit)
    if unit and example is None:
        raise Usage(f'unit "{unit}" tidak ada atau tidak mendapat {jenis}')
    if example:
        click.echo(f"contoh: {example.unit}, {example.masa}")
    else:
        click.echo("contoh: belum ada unit yang mendapat dokumen ini")
    found = tuple(vocabulary.entries(kosakata, example.words if example else {}))
    width = max(len(one.kata) for one in found)
    for one in found:
        click.echo(f"{one.kata:<{width}}  {_shown(one.contoh)}  ({one.arti})")


def _shown(contoh: object) -> str:
    if contoh is None:
        return "tidak ada"
    text = f'"{contoh}"' if isinstance(contoh, str) else "gambar"
    return text if len(text) <= 60 else f'{text[:56]}..."'
