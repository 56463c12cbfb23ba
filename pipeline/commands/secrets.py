"""What is secret: typed on a terminal, unseen, or read from a file descriptor, a line each; it is kept nowhere."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

import click

from pipeline.commands.talk import t
from pipeline.files import passphrase
from pipeline.problems.phrase import cause, phrase
from pipeline.problems.problem import Usage

_LONGEST = 4096
"""Bytes of what a file descriptor may say."""


def said(descriptor: int | None, asked: Sequence[str], option: str) -> list[str]:
    """Return what is asked for; `option` is how the descriptor was named."""
    if descriptor is None:
        return [click.prompt(what, hide_input=True, default="", show_default=False, err=True) for what in asked]
    try:
        with os.fdopen(descriptor, "rb") as source:
            lines = source.read(_LONGEST).decode("utf-8", "replace").splitlines()
    except OSError as fault:
        reason = cause(fault)
        raise Usage(phrase("kata sandi tidak terbaca dari {option}: {reason}", option=option, reason=reason)) from None
    if len(lines) < len(asked):
        values = {"option": option, "many": len(asked), "what": ", ".join(asked)}
        raise Usage(phrase("{option} harus memuat {many} baris: {what}", **values))
    return lines[: len(asked)]


def of_the_chain(descriptor: int | None, option: str) -> AbstractContextManager[None]:
    """Let the pass phrase of the key that vouches be asked for, where there is a descriptor or a terminal."""
    if descriptor is None and not sys.stdin.isatty():
        return nullcontext()
    return passphrase.asking(lambda key: said(descriptor, [t("Kata sandi {key}", key=key)], option)[0])
