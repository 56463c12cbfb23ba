"""docs/perintah.md, made from the commands themselves: each with its names, its arguments and its options."""

import click

from pipeline.commands import verbs
from pipeline.commands.cli import cli

_HEAD = """# Perintah

Dibuat dari program dengan `make messages`; jangan disunting di sini.

Setiap perintah dipanggil dengan nama Inggris atau Indonesia, lewat `skm` atau lewat `make`; artinya sama. Lewat `make`
opsi menjadi huruf besar: `skm check 2025S1 --unit dinas-sosial` adalah `make check PERIOD=2025S1 UNIT=dinas-sosial`,
sakelar `--skip` adalah `SKIP=1`, dan perintah apa pun dapat dipanggil dengan `make skm ARGS='...'`. Opsi juga punya dua
nama: `--date` dan `--tanggal`. `skm` saja menyebut yang berikutnya dapat dikerjakan di ruang kerja.

`skm` dapat dipanggil di folder mana pun di dalam ruang kerja; ruang kerja lain disebut dengan `skm --root FOLDER ...`.

## Kode keluar

| kode | artinya |
|---|---|
| 0 | baik; peringatan tidak mengubahnya |
| 1 | ada yang salah, dan disebut dengan berkas dan barisnya |
| 2 | dipanggil dengan keliru, atau di luar ruang kerja |
| 130 | dihentikan (Ctrl+C, atau pertanyaan yang tidak dijawab) |
| 141 | keluarannya tidak dibaca sampai habis, misalnya oleh `head -1` |

## Lingkungan

| peubah | artinya |
|---|---|
| `SKM_LANG` | `id` atau `en`: bahasa pesan; tanpa ini menurut `LC_ALL`, `LC_MESSAGES`, `LANG` |
| `SKM_SOFFICE` | program LibreOffice, bila ia tidak ditemukan dengan sendirinya |
| `NO_COLOR` | tanpa warna; `--color` lebih kuat |

## Opsi semua perintah

| opsi | artinya |
|---|---|
"""


def document() -> str:
    """Return the page."""
    context = click.Context(cli, info_name="skm")
    own = {option.name for option in cli.params}
    common = [param for param in cli.get_params(context) if param.name not in own]
    parts = [_HEAD + _table(common)]
    for group in verbs.GROUPS:
        parts.append(f"\n## {group.title}\n")
        for verb in group.verbs:
            command = cli.get_command(context, verb.name)
            assert command
            asked = (param.opts[0] for param in command.params if isinstance(param, click.Option) and param.required)
            must = (f"{name.lstrip('-').upper().replace('-', '_')}=..." for name in asked)
            by_make = " ".join((f"make {verb.name}", *(_given(taken) for taken in verb.takes), *must))
            parts.append(_section(verb.name, verb.alias, command) + f"\nLewat make: `{by_make}`\n")
            for name, alias in verbs.BELOW.get(verb.name, ()):
                assert isinstance(command, click.Group)
                below = command.get_command(context, name)
                assert below
                parts.append(_section(f"{verb.name} {name}", f"{verb.alias} {alias}", below))
    return "\n".join(parts)


def _given(taken: str) -> str:
    name = taken.partition("=")[0].rstrip("?")
    return f"[{name}=...]" if "?" in taken or "=" in taken else f"{name}=..."


def _section(name: str, alias: str, command: click.Command) -> str:
    places = [
        param.make_metavar(click.Context(command)) for param in command.params if isinstance(param, click.Argument)
    ]
    other = "" if name == alias else f", atau `skm {alias}`"
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in (command.help or "").split("\n\n"))
    options = [param for param in command.params if isinstance(param, click.Option)]
    table = f"\n| opsi | artinya |\n|---|---|\n{_table(options)}" if options else ""
    return f"### `skm {' '.join((name, *places))}`{other}\n\n{text}\n{table}"


def _table(options: list[click.Parameter]) -> str:
    rows = []
    for option in options:
        assert isinstance(option, click.Option)
        names = ", ".join(f"`{name}`" for name in option.opts)
        choices = option.type.choices if isinstance(option.type, click.Choice) else ()
        help_ = "Tampilkan bantuannya." if "--help" in option.opts else (option.help or "")
        chosen = f" ({', '.join(choices)})" if choices else ""
        rows.append(f"| {names} | {help_}{chosen} |\n")
    return "".join(rows)
