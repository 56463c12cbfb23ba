"""A file that a message names is found: from the folder one stands in, or from the workspace that is said."""

import os
import re
from pathlib import Path

import click
import pytest

from pipeline.commands.cli import cli
from support import git_office, in_process, locked_folder
from support import small as kecil
from support.grown_office import KIND, NEXT, PERIOD, office

WRITERS = (
    ("init", "."),
    ("init", "baru"),
    ("init", "baru/dalam"),
    ("new-instansi", "Kota Rekaan"),
    ("new-unit", "uji", "Dinas Rekaan"),
    ("new-period", "2026S1"),
    ("import-units", "--instansi", "uji", "daftar.csv"),
    ("map", "ekspor.csv", "--instansi", "uji"),
    ("letters", PERIOD),
    ("reports", PERIOD),
    ("build", KIND, PERIOD),
    ("issue", KIND, NEXT, "--yes"),
    ("reissue", KIND, PERIOD, "--unit", "u000", "--reason", "uji"),
    ("register", "export", "uji", "buku.csv"),
    ("register", "import", "uji", "agenda.csv"),
    ("register", "enter", "uji", "30", "065.1/30/UJI/2025", "--date", "2025-07-01"),
    ("register", "set", KIND, NEXT, "u000", "065.1/44/UJI/2025", "2025-09-01"),
    ("register", "attach", "065.1/1/UJI/2025", "pindai.pdf", "--force"),
    ("register", "void", "065.1/1/UJI/2025", "--reason", "uji"),
    ("results", PERIOD, "--output", "angka.csv"),
    ("follow-up", PERIOD, "--format", "csv", "--output", "rencana.csv"),
    ("process", PERIOD),
    ("evidence", "2025"),
    ("recap", PERIOD),
    ("expedition", PERIOD),
    ("site", PERIOD),
    ("site", PERIOD, "--output", "situs"),
    ("words", "--write"),
    ("template-doc", KIND),
    ("template-from", "contoh.docx", KIND, PERIOD),
    ("schema",),
    ("diff", "contoh.docx", "contoh.docx", "--redline", "beda.docx"),
)
APART = {
    "git-setup": "git itself writes",
    "upgrade": "asks first",
    "register confirm": "needs two branches that were joined",
    "srikandi take": "needs a list that SRIKANDI filled",
}
REFUSED = re.compile(r"^(.+?):1:1: K002 ", re.MULTILINE)
WHERE = re.compile(r"ruang kerja: (.+); nama berkas dihitung dari sana\n")
ENV = {"SKM_LANG": "id"}


def called(root: Path, *args: str) -> in_process.Completed:
    return in_process.run(args, root, {**os.environ, **ENV})


@pytest.fixture(scope="module")
def kantor(tmp_path_factory):
    """An office with a letter that is out, and the files that its commands are given."""
    root = office(tmp_path_factory.mktemp("kantor"), 1, "surat")
    (root / "agenda.csv").write_text(
        "No. Agenda,Nomor Surat,Tanggal,Hal\n9,065.1/9/UJI/2025,2025-07-04,Lain\n", encoding="utf-8"
    )
    (root / "ekspor.csv").write_text("nama\nloket\n", encoding="utf-8")
    (root / "pindai.pdf").write_bytes(b"%PDF-1.4 065.1/1/UJI/2025")
    assert called(root, "issue", KIND, PERIOD, "--yes").returncode == 0
    (root / "contoh.docx").write_bytes(next(root.glob("register/**/*.docx")).read_bytes())
    git_office.commit(root)
    return root


def with_dry_run(group, context, above=""):
    """Every command that has `--dry-run`, by its name."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from with_dry_run(command, context, f"{name} ")
        elif any("--dry-run" in param.opts for param in command.params):
            yield f"{above}{name}"


def test_every_command_that_writes_is_tried():
    tried = {" ".join(args[: 2 if args[0] == "register" else 1]) for args in WRITERS}
    assert {*with_dry_run(cli, click.Context(cli))} <= tried | {*APART}


@pytest.mark.skipif(not locked_folder.can_be(), reason="a folder cannot be locked here")
def test_what_cannot_be_written_is_found_by_its_name(kantor):
    for args in WRITERS:
        with locked_folder.locked(kantor):
            told = called(kantor, *args)
        named = REFUSED.findall(told.stderr)
        assert told.returncode == 1, (args, told.stdout, told.stderr)
        assert named, (args, told.stderr)
        below = args[1] if args[0] == "init" else args[-1] if "--output" in args or args[0] == "diff" else "."
        assert all(Path(file).is_relative_to(below) for file in named), (args, named)
        assert all(Path(file).parts[0] not in ("/", "..") for file in named), (args, named)


def test_who_stands_in_another_folder_is_told_where_names_count_from(tmp_path):
    root = kecil.put(tmp_path / "kerja", {"units/kota/loket.yaml": "nama: Loket Contoh\nsalah: 1\n"})
    for here, args in ((root / "units/kota", ()), (tmp_path, ("--root", "kerja")), (tmp_path, ("--root", str(root)))):
        told = called(here, *args, "check")
        where, fault = told.stderr.splitlines()[:2]
        root_told = WHERE.fullmatch(f"{where}\n")[1]
        assert (here / root_told / fault.partition(":")[0]).samefile(root / "units/kota/loket.yaml")
        assert WHERE.match(called(here, *args).stderr)
        assert WHERE.match(called(here, *args, "check", "-q").stderr)
    assert "ruang kerja:" not in called(root, "check").stderr


def test_where_names_count_from_is_not_said_where_nothing_is(tmp_path):
    root = kecil.put(tmp_path, {})
    assert called(root / "units", "check", "-q").stderr == ""


def test_a_file_named_from_below_is_told_as_the_workspace_names_it(tmp_path):
    root = kecil.put(tmp_path, {"units/kota/ada/x": ""})
    told = called(root / "units", "results", "2025S1", "--output", "kota/ada/x/y.csv")
    assert "units/kota/ada/x/y.csv:1:1: K002 " in told.stderr
    dry = called(root / "units", "results", "2025S1", "--output", "kota/a.csv", "--dry-run")
    assert "akan ditulis: units/kota/a.csv\n" in dry.stdout
