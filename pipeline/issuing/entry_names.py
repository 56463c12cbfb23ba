"""Entries as people name them, and as they are told apart where two print the same."""

from pathlib import Path

from pipeline.issuing import sequence
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import number_rule, register_reader
from pipeline.sources.register_reader import EntryFile


def find_entry(root: Path, text: str) -> EntryFile:
    """Return the entry of a number in full, of `<instansi>/<tahun>/0021`, or of a bare number where only one has it."""
    names = register_reader.institutions(root)
    near = [
        entry
        for name in names
        for entry in register_reader.entries(root, name, [], mention=text)
        if sequence.prints(entry, text)
    ]
    problems: list[Problem] = []
    every = near or [entry for name in names for entry in register_reader.entries(root, name, problems)]
    for found in (
        [entry for entry in every if sequence.prints(entry, text)],
        [entry for entry in every if entry.folder == number_rule.asked(text)],
        [entry for entry in every if entry.entri.urut == text.lstrip("0")],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(map(named, found))
            raise Usage(phrase('nomor "{nomor}" ada di beberapa berkas; pilih: {choices}', nomor=text, choices=choices))
    if problems:
        raise Refusal(problems)
    raise Usage(phrase('nomor "{nomor}" tidak ada di {folder}/', nomor=text, folder=number_rule.REGISTER))


def told_apart(root: Path, entry: EntryFile) -> str:
    """Return the number of an entry in full, with its date where another letter of its institution prints the same."""
    every = register_reader.entries(root, entry.instansi, [], mention=entry.entri.nomor)
    if sum(sequence.prints(other, entry.entri.nomor) for other in every) < 2 or not entry.entri.tanggal:
        return entry.entri.nomor
    return f"{entry.entri.nomor} ({entry.entri.tanggal})"


def named(entry: EntryFile) -> str:
    """Return an entry as people can tell it from others that print the same: its folder, and its date."""
    return f"{entry.folder} ({entry.entri.tanggal})" if entry.entri.tanggal else entry.folder
