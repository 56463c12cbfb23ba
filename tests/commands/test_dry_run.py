"""A dry run names what would be written, and writes nothing: of every command that has the option."""

import os
import re

import click
import pytest

from pipeline.commands import verbs
from pipeline.commands.cli import cli
from support import git_office, in_process
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
OTHERS = {"issue", "upgrade", "map", "template-from", "git-setup"}
"""Those whose dry run is told by tests of their own, or that need a file of an office."""
OVER_UNITS = {
    "letters",
    "reports",
    "build",
    "recap",
    "expedition",
    "process",
    "evidence",
    "results",
    "diff",
    "site",
    "follow-up",
} | {
    "reissue",
    "import-units",
    "register export",
}
"""Those that `stories/test_growth` tries."""
OF_BRANCHES = {"register confirm", "srikandi take"}
"""Those that need two branches joined, or a list that SRIKANDI filled: they write by the same journal."""
NUMBERS = (
    ("enter", "uji", "3", "065.1/3/UJI/2025", "--date", "2025-07-01"),
    ("set", "surat-hasil", "2025S1", "loket-a", "065.1/7/UJI/2025", "2025-07-03"),
    ("attach", "065.1/3/UJI/2025", "pindai.pdf", "--force"),
    ("void", "065.1/3/UJI/2025", "--reason", "salah"),
    ("import", "uji", "agenda.csv"),
)


WRITTEN = re.compile(r"(?<!akan )(?<!ada yang )\bditulis\b")
"""What a command says that did write."""


def called(root, *args):
    return in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})


def files(root):
    every = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {file: path.read_bytes() for file, path in every.items() if "/.jawaban/" not in file}


def test_every_command_with_the_option_is_tried():
    context = click.Context(cli)
    having = {name for name, command in every(context) for param in command.params if "--dry-run" in param.opts}
    assert having == {*CALLS} | OTHERS | OVER_UNITS | {f"register {args[0]}" for args in NUMBERS} | OF_BRANCHES


def every(context):
    """Every command and every one below it, each with its name."""
    for verb in verbs.every():
        command = cli.get_command(context, verb.name)
        yield verb.name, command
        for below, _ in verbs.BELOW.get(verb.name, ()):
            yield f"{verb.name} {below}", command.get_command(context, below)


def test_commands_of_the_register_name_what_they_would_write_and_leave_its_lock_alone(tmp_path):
    root = git_office.bangun(tmp_path, register="")
    (root / "pindai.pdf").write_bytes(b"%PDF-1.4 065.1/3/UJI/2025")
    (root / "agenda.csv").write_text(
        "No. Agenda,Nomor Surat,Tanggal,Hal\n9,065.1/9/UJI/2025,2025-07-04,Lain\n", encoding="utf-8"
    )
    for args in NUMBERS:
        before = files(root)
        told = called(root, "register", *args, "--dry-run")
        assert (told.returncode, told.stderr, files(root)) == (0, "", before), args
        named = {line.removeprefix("akan ditulis: ") for line in told.stdout.splitlines() if line.startswith("akan ")}
        done = called(root, "register", *args)
        assert done.returncode == 0, (args, done.stderr)
        changed = {file for file, content in files(root).items() if before.get(file) != content}
        assert changed - {"register/.kunci", "register/.gitattributes"} <= named, args


def test_a_dry_run_over_a_register_that_was_cut_off_says_so(tmp_path):
    root = git_office.bangun(tmp_path, register="")
    (root / "register").mkdir(exist_ok=True)
    (root / "register/.jurnal.json").write_text("[]", encoding="utf-8")
    told = called(root, "register", *NUMBERS[0], "--dry-run")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("register/.jurnal.json:1:1: A014 ")


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_written_and_what_would_be_is_named(tmp_path, name):
    root = kecil.put(tmp_path, {})
    before = files(root)
    told = called(root, name, *CALLS[name], "--dry-run")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith("tidak ada yang ditulis\n")
    assert "akan ditulis: " in told.stdout
    assert not WRITTEN.search(told.stdout)
    assert files(root) == before
    named = {line.removeprefix("akan ditulis: ") for line in told.stdout.splitlines() if line.startswith("akan ")}
    assert called(root, name, *CALLS[name]).returncode == 0
    changed = {file for file, content in files(root).items() if before.get(file) != content}
    assert changed <= named


@pytest.mark.parametrize(
    ("name", "file", "content"),
    [("map", "ekspor.csv", "unit,waktu,biaya\nloket,4,3\n"), ("import-units", "daftar.csv", "Nama\nDinas Satu\n")],
)
def test_what_is_only_tried_on_an_office_s_file_is_not_said_to_be_written(tmp_path, name, file, content):
    root = kecil.put(tmp_path, {file: content})
    before = files(root)
    told = called(root, name, file, "--instansi", "kota", "--dry-run")
    assert (told.returncode, told.stderr, files(root)) == (0, "", before)
    assert "akan ditulis: units/kota/" in told.stdout
    assert not WRITTEN.search(told.stdout)
    assert WRITTEN.search(called(root, name, file, "--instansi", "kota").stdout)


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
