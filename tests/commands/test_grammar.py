"""What all commands have: the workspace they find, how loud they are, colours, answers, completion."""

import io
import os
import re
import subprocess
import sys

import pytest

from pipeline import __version__
from pipeline.commands import by_make, options, talk, verbs
from pipeline.sources import home
from support import in_process
from support import small as kecil
from support.paths import ROOT


def called(cwd, *args, **env):
    return in_process.run(args, cwd, {**os.environ, "SKM_LANG": "id", **env})


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return kecil.put(tmp_path_factory.mktemp("kantor"), {})


def words(verb):
    """What a verb takes at least, made up."""
    required = [part for option in by_make._options(verb.name) if option.required for part in (option.opts[0], "x")]
    texts = {"FILE": __file__, "DIR": "."}
    if verb.name == "srikandi":
        return ("srikandi", "take", __file__)
    names = [taken.partition("=")[0].rstrip("?") for taken in verb.takes if "?" not in taken]
    return (verb.name, *(texts.get(name, "2025S1") for name in names), *required)


@pytest.mark.parametrize("verb", verbs.every(), ids=lambda verb: verb.name)
def test_outside_a_workspace_a_command_says_so_and_writes_nothing(tmp_path, verb):
    told = called(tmp_path, *words(verb))
    if verb.anywhere and verb.name != "diff":
        assert "bukan ruang kerja" not in told.stderr
        return
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == f"{tmp_path.as_posix()}: bukan ruang kerja SKM; mulai dengan: skm init <folder>\n"
    assert list(tmp_path.iterdir()) == []


def test_outside_a_workspace_skm_alone_says_so_too_and_help_helps(tmp_path):
    assert called(tmp_path).returncode == 2
    assert called(tmp_path, "--help").returncode == 0
    assert called(tmp_path, "check", "--help").returncode == 0


@pytest.mark.parametrize("below", ["units", "units/kota", "periods/2025S1/kota"])
def test_the_workspace_is_found_from_any_folder_within_it(office, below):
    here, there = called(office / below, "check"), called(office, "check")
    assert (here.returncode, there.returncode, there.stderr) == (0, 0, "")
    up = "/".join(".." for _ in below.split("/"))
    assert here.stderr == f"ruang kerja: {up}; nama berkas dihitung dari sana\n"
    assert "1 unit diperiksa" in here.stdout
    assert not (office / below / "build").exists()


def test_a_file_that_is_named_is_the_one_of_that_name_here(office):
    (office / "units" / "x.docx").write_bytes(b"x")
    told = called(office / "units", "verify", "x.docx")
    (office / "units" / "x.docx").unlink()
    assert "x.docx" in told.stdout
    assert "tidak ada" not in told.stderr


def test_a_workspace_of_a_newer_program_is_refused_with_the_way_out(tmp_path):
    root = kecil.put(tmp_path, {"skm.yaml": "format: 99\nversi: 9.1.0\n"})
    told = called(root, "check")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("skm.yaml: ruang kerja berformat 99, dibuat dengan program versi 9.1.0;")
    assert "perbarui programnya" in told.stderr


def test_the_mark_is_read_as_it_is_written(tmp_path):
    (tmp_path / home.MARK).write_bytes(home.mark())
    assert (home.format_of(tmp_path), home.version_of(tmp_path)) == (home.FORMAT, __version__)
    assert home.is_one(tmp_path)


def test_quiet_says_problems_only_and_verbose_says_where(office):
    assert called(office, "check", "-q").stdout == ""
    assert called(office, "-q", "check").stdout == ""
    enter = ("register", "enter", "kota", "1", "1/KOTA/2025", "--date", "2025-07-01", "--dry-run")
    assert called(office, *enter).stdout
    assert called(office, *enter, "-q").stdout == ""
    told = called(office, "check", "--verbose").stderr
    assert f"{office.resolve().as_posix()}: skm {__version__}" in told


@pytest.mark.parametrize("args", [("-V",), ("--version",)])
def test_the_version_is_told(office, args):
    assert called(office, *args).stdout == f"{__version__}\n"


def test_skm_alone_says_what_comes_next(tmp_path):
    root = kecil.put(tmp_path, {})
    assert "lalu: skm check 2025S1" in called(root).stdout
    called(root, "check")
    assert "lalu: skm build surat 2025S1" in called(root).stdout
    called(root, "build", "surat", "2025S1")
    assert "(skm plan surat 2025S1): skm issue surat 2025S1" in called(root).stdout
    (root / "units/kota/loket.yaml").write_text("nma: x\n")
    called(root, "check")
    assert "kesalahan\nlalu perbaiki, menurut: skm check 2025S1" in called(root).stdout
    assert "lalu: make check PERIOD=2025S1" not in called(root).stdout


def test_a_new_workspace_says_how_it_goes_on(tmp_path):
    called(tmp_path, "init", ".")
    assert "lalu: skm new-instansi '...'" in called(tmp_path).stdout
    called(tmp_path, "new-instansi", "Kota Rekaan")
    assert "kota-rekaan belum punya unit\nlalu: skm new-unit kota-rekaan '...'" in called(tmp_path).stdout
    called(tmp_path, "new-unit", "kota-rekaan", "Dinas Rekaan")
    assert re.search(r"lalu: skm new-period \d{4}S[12]\n", called(tmp_path).stdout)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ya", True),
        ("Y", True),
        ("yes", True),
        ("t", False),
        ("tidak", False),
        ("n", False),
        ("no", False),
        ("", False),
        ("apa\nya", True),
    ],
)
def test_answers_are_understood(monkeypatch, capsys, typed, meant):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
    assert talk.agrees("Terbitkan?") is meant
    assert ("jawab ya atau tidak" in capsys.readouterr().err) is ("\n" in typed)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_is_written_for_each_shell(tmp_path, shell):
    told = called(tmp_path, "completion", shell)
    assert (told.returncode, "_SKM_COMPLETE" in told.stdout, told.stdout.count("skm") > 1) == (0, True, True)


def test_a_shell_is_told_how_a_line_goes_on(tmp_path):
    asked = {"COMP_WORDS": "skm che", "COMP_CWORD": "1"}
    assert "check" in called(tmp_path, _SKM_COMPLETE="bash_complete", **asked).stdout
    asked = {"COMP_WORDS": "skm issue --un", "COMP_CWORD": "--un"}
    assert called(tmp_path, _SKM_COMPLETE="powershell_complete", **asked).stdout.startswith("--unit\tSatu unit saja")


@pytest.mark.parametrize(
    ("args", "env", "coloured"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {}, False),
    ],
)
def test_colours_are_as_asked(tmp_path, args, env, coloured, monkeypatch):
    from pipeline.commands import check

    monkeypatch.setattr(check, "say_rows", lambda _: __import__("click").secho("merah", fg="red"))
    root = kecil.put(tmp_path, {})
    assert ("\x1b[" in called(root, "check", *args, **env).stdout) is coloured


@pytest.mark.parametrize("codepage", ["cp1252", "cp437", "cp850", "ascii"])
def test_a_console_of_few_letters_shows_the_others_by_number(monkeypatch, codepage):
    from pipeline.commands import cli

    out = io.TextIOWrapper(io.BytesIO(), encoding=codepage, errors="strict")
    monkeypatch.setattr(sys, "stdout", out)
    cli._open_streams()
    print("Kantor Ω 💥")
    out.flush()
    assert b"Kantor" in out.buffer.getvalue()


@pytest.mark.skipif(os.name != "posix", reason="needs a shell of POSIX")
@pytest.mark.parametrize(
    ("typed", "code"),
    [("explain P013 <&- >&- 2>&-", 0), ("explain P013 | exec sleep 0", 141), ("--help | exec sleep 0", 141)],
)
def test_streams_that_are_closed_are_empty_and_one_that_is_not_read_ends_the_run(tmp_path, typed, code):
    root = kecil.put(tmp_path, {})
    line = f'set -o pipefail; "{sys.executable}" -m pipeline {typed}'
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id"}
    told = subprocess.run(["bash", "-c", line], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (code, "")


def test_this_repository_is_a_workspace_of_today():
    assert (ROOT / home.MARK).read_bytes() == home.mark()


def test_git_is_not_set_up_where_there_is_no_repository(tmp_path):
    told = called(kecil.put(tmp_path, {}), "git-setup")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "folder ini bukan repositori git: jalankan git init\n"


def test_a_mark_with_the_line_ends_of_windows_is_read(tmp_path):
    (tmp_path / home.MARK).write_bytes(b"format: 9\r\nversi: 0.1.0\r\n")
    assert home.format_of(tmp_path) == 9


def test_a_file_of_the_folder_that_one_stands_in_is_named_as_the_workspace_names_it(tmp_path, monkeypatch):
    (tmp_path / "periods").mkdir()
    (tmp_path / "periods/a.docx").touch()
    monkeypatch.chdir(tmp_path / "periods")
    monkeypatch.setattr(talk, "_COUNTED_FROM", [tmp_path])
    assert options.from_here("a.docx") == "periods/a.docx"
    assert options.from_here("templates/b.docx") == "templates/b.docx"
