"""How commands talk: in the reader's language; problems to stderr, a bar on a terminal, plain lines elsewhere."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import by_make
from pipeline.problems.phrase import Sentence, phrase, translated
from pipeline.problems.problem import Problem

if TYPE_CHECKING:
    from pipeline.making.at_work import Told
    from pipeline.making.report import ReportLine
    from pipeline.problems.grouped import Group

_SHOWN = (".yaml", ".csv")
"""Files whose lines can be shown: text."""
_COUNTED_FROM, _UNSAID = [Path()], [""]
"""The workspace of this run; and how it is called where it is not the folder that one stands in, until it is said."""


def language() -> str:
    """Return `en` or `id`: what SKM_LANG asks for, or LANG and its like; Indonesian when they ask for neither."""
    for name in ("SKM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = os.environ.get(name, "").lower()
        if asked:
            return "en" if asked.startswith("en") else "id"
    return "id"


def translate(text: Sentence) -> str:
    """Return an Indonesian sentence, or a pattern of one, in the reader's language."""
    return by_make.said(_catalogue(language())(text)) if text else ""


@lru_cache(maxsize=4)
def _catalogue(lang: str) -> Callable[[str], str]:
    if lang == "id":
        return lambda text: text
    from pipeline.problems import translations  # not for who reads Indonesian

    return translations.sentences(lang)


def t(pola: Sentence, **isi: object) -> str:
    """Return a sentence of ours in the reader's language, with its values."""
    return translated(phrase(pola, **isi), translate)


_ANSWERS = {"ya": True, "y": True, "yes": True, "tidak": False, "t": False, "no": False, "n": False, "": False}


def agrees(question: str) -> bool:
    """Return whether the reader says yes; asked again until the answer is one; no answer is no."""
    while True:
        said: str = click.prompt(t("{question} [y/T]", question=question), default="", show_default=False)
        if (answer := _ANSWERS.get(said.strip().lower())) is not None:
            return answer
        click.echo(t("jawab ya atau tidak"), err=True)


def number(value: float) -> str:
    """Return a number with one decimal, as the reader's language writes it."""
    text = f"{value:.1f}"
    return text if language() == "en" else text.replace(".", ",")


def stands_in(root: Path) -> None:
    """Take note of the workspace of this run: names of files count from there, which is said if it is not here."""
    _COUNTED_FROM[0] = root
    _UNSAID[0] = "" if root.resolve() == Path.cwd() else root.as_posix()


def say_where() -> None:
    """Say once where the workspace is, to one who stands in another folder."""
    if _UNSAID[0]:
        click.echo(t("ruang kerja: {root}; nama berkas dihitung dari sana", root=_UNSAID[0]), err=True)
        _UNSAID[0] = ""


def counted(file: str | Path) -> str:
    """Return a file as messages name it: counted from the workspace of this run, or whole where it lies outside."""
    here, root = Path(file).parent.resolve() / Path(file).name, _COUNTED_FROM[0].resolve()
    return (here.relative_to(root) if here.is_relative_to(root) else here).as_posix()


def say_problems(problems: Iterable[Problem | str]) -> None:
    """Print problems to stderr, those of one cause together."""
    every = list(problems)
    if not every:
        return
    from pipeline.problems import grouped

    for group in grouped.groups(every, translate):
        _say_group(group)


def say_documents(lines: "Iterable[ReportLine]") -> None:
    """Name the documents of a report, each on a line; a draft is said to be one."""
    for line in lines:
        if line.berkas:
            click.echo(t("{file}: draf", file=line.berkas) if line.draf else line.berkas)


def say_none(jumlah: int, jenis: str, periode: str) -> None:
    """Say why there is nothing where no unit has such a document, and what would give it one."""
    if not jumlah:
        file = f"periods/{periode}/<instansi>/periode.yaml"
        click.echo(t("tidak ada unit yang mempunyai {jenis}; sebut di {file}: `dokumen:`", jenis=jenis, file=file))


def finish(problems: Iterable[Problem]) -> None:
    """Tell what is wrong, each once and sorted; then end as `end` does."""
    found = sorted(set(problems))
    say_problems(found)
    end(found)


def end(problems: Iterable[Problem]) -> None:
    """Exit with 1 unless all problems are warnings."""
    if any(not fault.is_warning for fault in problems):
        sys.exit(1)


def say_found(problems: Sequence[Problem], root: Path, form: str, rows: Mapping[str, object]) -> None:
    """Print what a check found: as people read it to stderr, with the source on a terminal; else to stdout.

    JSON, of the shape `skm/check`, says also what became of the rows of answers.
    """
    if form == "text":
        from pipeline.problems import grouped

        sources: dict[str, str] = {}
        for group in grouped.groups(problems, translate):
            _say_group(group)
            if sys.stderr.isatty() and isinstance(group.first, Problem):
                _show(group.first, root, sources)
        return
    from pipeline.lists import for_programs
    from pipeline.problems import formats

    if form == "json":
        made = for_programs.text("check", problems, {"baris": rows}, translate)
    else:
        made = {"github": formats.github, "sarif": formats.sarif}[form](problems, translate)
    if made:
        click.echo(made.encode(errors="backslashreplace"))


def say_rows(said: object) -> None:
    """Say what became of the rows of answers, as a report has it; nothing where it says nothing of them."""
    if isinstance(said, dict) and said:
        from pipeline.scores import rows_read

        click.echo(translated(rows_read.sentence(said), translate))


def _say_group(group: "Group") -> None:
    from pipeline.problems import grouped

    say_where()
    for line in grouped.lines(group, translate):
        click.echo(line, err=True)


def _show(fault: Problem, root: Path, sources: dict[str, str]) -> None:
    from pipeline.problems import formats

    file = fault.place.file
    if not file.endswith(_SHOWN):
        return
    if file not in sources:
        try:
            sources[file] = (root / file).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            sources[file] = ""
    text, begin, end = formats.shown(fault, sources[file])
    if text:
        colour = "yellow" if fault.is_warning else "red"
        click.echo(f"{fault.place.line:>6} | {text}", err=True)
        click.echo(f"{'':>6} | {' ' * begin}{click.style('^' * max(1, end - begin), fg=colour, bold=True)}", err=True)


@contextmanager
def progress() -> Iterator["Told"]:
    """Give a function that is told how many of how many are done: a bar on a terminal, elsewhere nothing."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("")
        yield lambda step: bar.update(task, completed=step.done, total=step.total)
