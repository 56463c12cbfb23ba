"""`pdf`: the documents of a period as PDF, for reading and for signing by hand."""

import json
import sys
from pathlib import Path

import click

from pipeline.commands.talk import say_problems, t
from pipeline.files import disk, fingerprint, inside


@click.command()
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.pass_obj
def command(root: Path, jenis: str, periode: str, unit: str | None) -> None:
    """Membuat dokumen JENIS dalam PERIODE, lalu setiap .docx-nya sebagai PDF di sampingnya; perlu LibreOffice."""
    from pipeline.documents import pdf
    from pipeline.making import build
    from pipeline.problems.problem import Place, problem
    from pipeline.sources import workspace

    if not pdf.program():
        say_problems([problem(Place("."), "P001")])
        sys.exit(1)
    made = build.run(root, workspace.period(root, periode), jenis, unit)
    there = {line.berkas: line.sha256 for line in made.lines() if line.berkas}
    memory = root / fingerprint.BUILD / periode / f".pdf-{jenis}.json"
    known = {file: seen for file, seen in disk.record(memory).items() if _is_ours(root, file, seen)}
    kept = {file: seen for file, seen in known.items() if (root / file).is_file()}
    for file in known.keys() - kept.keys():
        _pdf(root, file).unlink(missing_ok=True)
    stale = [file for file, sha in there.items() if known.get(file) != [sha, fingerprint.sha_file(_pdf(root, file))]]
    problems = [*made.problems]
    for file, content in zip(stale, pdf.printed([root / file for file in stale]), strict=True):
        if content:
            disk.keep(root, _pdf(root, file).relative_to(root).as_posix(), content)
            kept[file] = [there[file], fingerprint.sha(content)]
        else:
            problems.append(problem(Place(file), "P002", file=file))
    disk.keep(root, memory.relative_to(root).as_posix(), json.dumps(kept, indent=1).encode())
    say_problems(problems)
    failed = sum(fault.code == "P002" for fault in problems)
    values = {"jumlah": len(there) - failed, "dibuat": len(stale) - failed}
    click.echo(t("{jumlah} PDF ({dibuat} dibuat)", **values))
    if any(not fault.is_warning for fault in problems):
        sys.exit(1)


def _is_ours(root: Path, file: str, seen: object) -> bool:
    """Whether a line of the memory is of the kind that we write: a document of `build/` and two fingerprints."""
    return (
        file.endswith(".docx")
        and isinstance(seen, list)
        and [type(sha) for sha in seen] == [str, str]
        and inside.leads_inside(root, file, fingerprint.BUILD)
    )


def _pdf(root: Path, file: str) -> Path:
    return (root / file).with_suffix(".pdf")
