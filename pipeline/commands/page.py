"""`page`: the clerk's page, opened in the browser of this computer."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import language, t


@verb()
@options.port
@options.read_only
@options.no_browser
@click.pass_obj
def command(root: Path, port: int, read_only: bool, tanpa_peramban: bool) -> None:
    """Membuka halaman ruang kerja ini di peramban komputer ini saja, sampai dihentikan dengan Ctrl+C."""
    opened(root, port, read_only=read_only, no_browser=tanpa_peramban)


def opened(root: Path, port: int, *, read_only: bool, no_browser: bool, unit: str = "", period: str = "") -> None:
    """Serve the page of a workspace until it is stopped, and open it in a browser."""
    from pipeline.page import door
    from pipeline.page.asked import Home
    from pipeline.problems.phrase import cause, phrase
    from pipeline.problems.problem import Usage

    def told(address: str, once: str) -> None:
        click.echo(t("halaman di {address}", address=address))
        click.echo(t("alamat itu memuat kuncinya: jangan dibagikan; Ctrl+C menghentikan halaman ini"))
        if not no_browser:
            import webbrowser

            webbrowser.open(once)  # the list of processes shows it

    home = Home(root.absolute(), door.new_token(), read_only, unit, period, language())
    try:
        door.serve(home, port, told)
    except OSError as fault:
        raise Usage(phrase("pintu {port} tidak dapat dibuka: {cause}", port=str(port), cause=cause(fault))) from fault
