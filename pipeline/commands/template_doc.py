"""`template-doc`: a Word file with every word of a kind, to copy from."""

from itertools import groupby
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("jenis")
@options.example_unit
@options.pretend
@click.pass_obj
def command(root: Path, jenis: str, unit: str | None) -> None:
    """Menulis build/kata-<JENIS>.docx: semua kata jenis itu sebagai tanda templat, untuk disalin."""
    from pipeline.documents import opening, wordlist
    from pipeline.files import disk, fingerprint, folder
    from pipeline.making import vocabulary
    from pipeline.problems.problem import Problem, Refusal
    from pipeline.sources import workspace

    kosakata = vocabulary.chapters(root, jenis)
    example = vocabulary.example(root, jenis, unit)
    words = [word for word in vocabulary.entries(kosakata, example.words if example else {}) if "<" not in word.kata]
    problems: list[Problem] = []
    template = workspace.looks_of(root, jenis)
    base = folder.read_bytes(root, template, problems)
    if base is None or opening.opened(base, template, problems) is None:
        raise Refusal(problems)
    chapters = [
        (bab, [wordlist.WordItem(word.kata, word.arti, vocabulary.is_picture(word)) for word in group])
        for bab, group in groupby(words, key=lambda word: word.bab)
    ]
    title = f"Kata yang boleh dipakai templat {workspace.jenis(root, jenis).judul}"
    file = f"{fingerprint.BUILD}/kata-{jenis}.docx"
    disk.save(root, file, wordlist.document(base, title, chapters))
    click.echo(t("{file}: {many} kata", file=file, many=len(words)))
