"""What is at work: how much of it is done, and on whose turn; told to whoever waits for it."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.problems.phrase import Sentence


class WorkStep(NamedTuple):
    """What is being done, how many of how many are done, and which is at work; no total where it is not known."""

    what: Sentence
    done: int
    total: int
    name: str = ""


Told = Callable[[WorkStep], None]
"""Who is told each step."""


def of_making(done: int, total: int, name: str) -> WorkStep:
    """Return how many documents are made, and whose is at work."""
    return WorkStep("membuat dokumen", done, total, name)


def of_printing(done: int, total: int, name: str) -> WorkStep:
    """Return of how many documents there is a PDF, and which was the last."""
    return WorkStep("mencetak PDF", done, total, name)


def to_nobody(_: WorkStep) -> None:
    """Take a step that nobody waits for."""
