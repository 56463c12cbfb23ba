"""What the commands share that write a list of a period: a workbook an institution, and the documents named for it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.talk import finish, say_documents, t
from pipeline.problems.phrase import Sentence

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


def say_list(root: Path, periode: str, name: str, said: Sentence) -> None:
    """Write the list of a command, and say of each file how many rows it has."""
    from pipeline.lists import recap
    from pipeline.sources import workspace

    period = workspace.period(root, periode)
    problems: list[Problem] = []
    which = recap.LISTS[name]
    for file, count in recap.workbooks(root, period, which, problems):
        click.echo(t(said, file=file, count=count))
    say_documents(recap.documents(root, period, which, problems))
    finish(problems)
