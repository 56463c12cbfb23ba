"""What `verify` finds, for programs: a record a letter that was asked for, or one of the whole archive."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import machine
from pipeline.commands.talk import t
from pipeline.problems.problem import Problem

if TYPE_CHECKING:
    from pipeline.issuing.trusted import Reader


def say(root: Path, asked: tuple[str, ...], reader: "Reader") -> None:
    """Print what was found of files and numbers, or of the whole archive; end with 1 where one is not genuine."""
    from pipeline.issuing import intact

    if not asked:
        problems = sorted(intact.whole_archive(root, reader))
        machine.say("verify", problems, arsip=intact.state_of(problems), diperiksa=[])
        return
    told: list[Problem] = []
    found = [record for name in asked for record in _found(root, name, reader, told)]
    machine.say("verify", told, arsip=None, diperiksa=found)
    if not all(record["asli"] for record in found):
        sys.exit(1)


def _found(root: Path, asked: str, reader: "Reader", told: list[Problem]) -> Iterator[dict[str, object]]:
    from pipeline.issuing import entry_names, intact, verify

    path = Path(asked)
    if path.is_file():
        for verdict in verify.of_file(root, path.read_bytes(), reader):
            entry = verdict.entry_file
            yield {
                "apa": asked,
                "asli": verdict.result in verify.GOOD,
                "hasil": verdict.result,
                "nomor": entry.entri.nomor if entry else None,
                "instansi": entry.instansi if entry else None,
                "unit": verdict.surat.unit if verdict.surat else None,
                "revisi": verdict.surat.revisi if verdict.surat else None,
                "beda": [{"terbit": was, "di_sini": now} for was, now in verdict.differences],
                "keterangan": verdict.keterangan,
            }
        return
    if path.suffix.lower() in (".docx", ".pdf"):
        raise click.UsageError(t("berkas {path} tidak ada", path=path))
    entry = entry_names.find_entry(root, asked)
    about = [fault for fault in intact.whole_archive(root, reader) if intact.concerns(fault, entry)]
    told += about
    yield {
        "apa": asked,
        "asli": all(fault.is_warning for fault in about) and any(letter.sidik for letter in entry.entri.surat),
        "hasil": intact.state_of(about),
        "nomor": entry.entri.nomor,
        "instansi": entry.instansi,
        "batal": entry.entri.batal,
    }
