"""A dry run names what would be written, and writes nothing: of every command that has the option."""

import os

import click
import pytest

from pipeline.commands import verbs
from pipeline.commands.cli import cli
from support import in_process
from support import small as kecil

CALLS = {
    "init": ("baru",),
    "new-instansi": ("Kota Rekaan",),
    "new-unit": ("kota", "Dinas Rekaan"),
    "new-period": ("2025S2",),
    "schema": (),
    "template-doc": ("surat",),
    "words": ("--write",),
}
OTHERS = {"issue", "upgrade", "import-units", "map"}
"""Those whose dry run is told by tests of their own, or that need a file of an office."""


def called(root, *args):
    return in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_every_command_with_the_option_is_tried():
    context = click.Context(cli)
    having = {
        verb.name
        for verb in verbs.every()
        for param in cli.get_command(context, verb.name).params
        if "--dry-run" in param.opts
    }
    assert having == {*CALLS} | OTHERS


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_written_and_what_would_be_is_named(tmp_path, name):
    root = kecil.put(tmp_path, {})
    before = files(root)
    told = called(root, name, *CALLS[name], "--dry-run")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith("tidak ada yang ditulis\n")
    assert "akan ditulis: " in told.stdout
    assert files(root) == before
    named = {line.removeprefix("akan ditulis: ") for line in told.stdout.splitlines() if line.startswith("akan ")}
    assert called(root, name, *CALLS[name]).returncode == 0
    changed = {file for file, content in files(root).items() if before.get(file) != content}
    assert changed <= named


def test_a_dry_issue_is_its_plan(tmp_path):
    root = kecil.put(tmp_path, {})
    before = files(root)
    dry, plan = called(root, "issue", "surat", "2025S1", "--dry-run"), called(root, "plan", "surat", "2025S1")
    assert (dry.returncode, dry.stdout, dry.stderr) == (plan.returncode, plan.stdout, plan.stderr)
    assert {file for file in files(root) if not file.startswith("build/")} == before.keys()


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04rusak"])
def test_words_are_not_laid_into_a_template_that_is_none(tmp_path, content):
    root = kecil.put(tmp_path, {"templates/surat/bawaan.docx": content})
    told = called(root, "template-doc", "surat")
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert told.stderr.startswith("templates/surat/bawaan.docx:1:1: ")
