"""How commands talk: problems to stderr, a progress bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click


def say_problems(problems: Iterable[str]) -> None:
    """Print problems to stderr, one a line."""
    for one in problems:
        click.echo(one, err=True)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many are done: a bar on a terminal, elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)
