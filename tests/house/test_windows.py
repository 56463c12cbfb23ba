"""The offices' desks are Windows: nothing that only POSIX has is called unguarded, no encoding is left to chance."""

import ast
import errno
import functools
import os
import subprocess
import sys

import pytest

from support import code, git_office, in_process
from support import small as kecil
from support.paths import ROOT

PIPELINE = ROOT / "pipeline"
MODULES = sorted(PIPELINE.rglob("*.py"))
# fmt: off
POSIX = {
    "fork", "forkpty", "killpg", "kill", "getuid", "geteuid", "getgid", "setsid", "getpgid", "setpgid", "symlink",
    "link", "mkfifo", "chown", "fchmod", "fchown", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "SIGKILL",
    "SIGALRM", "alarm", "sched_getaffinity", "wait", "waitpid", "getrusage", "sysconf", "statvfs", "tzset",
    "uname",
}
# fmt: on
"""What `os`, `signal`, `time` and `pathlib` have on POSIX alone, or what works otherwise elsewhere."""
ABSENT = {"fcntl", "pwd", "grp", "termios", "resource", "pty", "tty", "syslog"}
GUARDED = {
    "files/disk.py": {"kill"},
    "files/own_cache.py": {"geteuid"},
    "documents/office_worker.py": {"getrusage"},
    "documents/process_group.py": {"killpg", "SIGKILL"},
}
"""Calls that stand behind a question whether this is a POSIX system."""


def calls(path):
    return [node for node in code.nodes(path) if isinstance(node, ast.Call)]


def named(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_nothing_of_posix_alone_is_called_unguarded():
    found = {}
    for path in MODULES:
        name = path.relative_to(PIPELINE).as_posix()
        used = {
            node.attr
            for node in code.nodes(path)
            if isinstance(node, ast.Attribute)
            and node.attr in POSIX
            and isinstance(node.value, ast.Name)
            and node.value.id in ("os", "signal", "time")
        }
        used |= {named(call) for call in calls(path) if named(call) in ("symlink_to", "hardlink_to")}
        if left := used - GUARDED.get(name, set()):
            found[name] = sorted(left)
    assert found == {}


@pytest.mark.parametrize("name", GUARDED)
def test_what_is_guarded_asks_first(name):
    text = (PIPELINE / name).read_text(encoding="utf-8")
    assert any(asked in text for asked in ("os.name", "sys.platform", "suppress(OSError, AttributeError)"))


def test_no_module_is_imported_that_windows_lacks():
    found = set()
    for path in MODULES:
        for node in code.nodes(path):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            found |= {(path.name, name) for name in names if name.partition(".")[0] in ABSENT}
    assert found == {("office_worker.py", "resource")}  # which is run on POSIX alone, and asks


def test_text_has_an_encoding_wherever_it_is_opened():
    """Without one, Windows reads and writes in its own code page."""
    found = []
    for path in MODULES:
        for call in calls(path):
            keywords = {keyword.arg for keyword in call.keywords}
            name = named(call)
            if (
                name in ("run", "Popen", "check_output")
                and keywords & {"text", "universal_newlines"}
                and "encoding" not in keywords
            ):
                found.append(f"{path.name}:{call.lineno}")
            if name in ("read_text", "write_text") and "encoding" not in keywords:
                found.append(f"{path.name}:{call.lineno}")
            is_open = name == "open" and not (
                isinstance(call.func, ast.Attribute)
                and not isinstance(call.func.value, (ast.Name, ast.Attribute, ast.Call, ast.BinOp))
            )
            if is_open and _opens_text(call) and "encoding" not in keywords:
                found.append(f"{path.name}:{call.lineno}")
    assert found == []


def _opens_text(call):
    """Whether a call of `open` opens text: its mode says no `b`; another `open` than that of files has no mode."""
    modes = [
        argument.value
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    modes += [
        keyword.value.value
        for keyword in call.keywords
        if keyword.arg == "mode" and isinstance(keyword.value, ast.Constant)
    ]
    said = [mode for mode in modes if mode and set(mode) <= set("rwxabt+")]
    by_name = isinstance(call.func, ast.Name)
    return bool(said) and "b" not in said[0] if said else by_name and len(call.args) == 1


def test_processes_are_started_in_a_way_that_windows_has():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert 'get_context("fork")' not in text
        assert 'set_start_method("fork")' not in text


def test_documents_are_the_same_under_spawn_as_in_one_process(tmp_path):
    """Two processes, started as Windows starts them, make what one makes."""
    units = {f"units/kota/u{at}.yaml": f"nama: Unit {at}\n" for at in range(3)}
    rows = "unit,waktu,biaya\n" + "".join(f"{name},4,3\n" for name in ("loket", "u0", "u1", "u2"))
    root = kecil.put(tmp_path / "kantor", {**units, "periods/2025S1/kota/skor.csv": rows})
    code = (
        "import multiprocessing, sys\n"
        "from pipeline.commands.cli import main\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    sys.argv = ['skm', 'build', 'surat', '2025S1', '--jobs', '2']\n"
        "    main()\n"
    )
    (tmp_path / "mulai.py").write_text(code, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id", "PYTHONIOENCODING": "cp1252"}
    told = subprocess.run(
        [sys.executable, str(tmp_path / "mulai.py")], cwd=root, env=env, capture_output=True, check=False
    )
    assert told.returncode == 0, told.stderr
    made = {path.relative_to(root): path.read_bytes() for path in root.glob("build/2025S1/*/*/*.docx")}
    assert len(made) == 4
    for path in made:
        (root / path).unlink()
    in_process.run(("build", "surat", "2025S1", "--jobs", "1"), root, {**os.environ, "SKM_LANG": "id"})
    assert {path: (root / path).read_bytes() for path in made} == made


@pytest.mark.parametrize("codepage", ["cp1252", "cp437", "cp850"])
def test_no_command_fails_at_letters_that_a_console_lacks(tmp_path, codepage):
    root = kecil.put(tmp_path, {"units/kota/loket.yaml": "nama: Loket Ω ‘é’ 表\nnma: 1\n"})
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id", "PYTHONIOENCODING": codepage}
    order = [sys.executable, "-m", "pipeline", "check"]
    told = subprocess.run(order, cwd=root, env=env, capture_output=True, check=False)
    assert b"Traceback" not in told.stderr
    assert told.returncode == 1


def test_a_letter_that_word_holds_open_stays_and_the_others_are_made(tmp_path, monkeypatch):
    root, env = git_office.bangun(tmp_path, register=""), {**os.environ, "SKM_LANG": "id"}
    order = ("build", "surat-hasil", "2025S1")
    in_process.run(order, root, env)
    before = {path: path.read_bytes() for path in root.glob("build/2025S1/uji/*/*.docx")}
    for unit in git_office.UNITS:
        with (root / f"units/uji/{unit}.yaml").open("a", encoding="utf-8") as source:
            source.write("di: Kota\n")
    put, drop = os.replace, os.unlink

    def held(act, *files, **how):
        if str(files[-1]).endswith("loket-b/surat-hasil.docx"):
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(files[-1]))
        act(*files, **how)

    monkeypatch.setattr(os, "replace", functools.partial(held, put))
    monkeypatch.setattr(os, "unlink", functools.partial(held, drop))
    told = in_process.run(order, root, env)
    assert (told.returncode, "2 dibuat" in told.stdout, told.stderr.count(" K002 ")) == (1, True, 1)
    assert [path.parent.name for path, content in before.items() if path.read_bytes() == content] == ["loket-b"]
    monkeypatch.undo()
    assert "1 dibuat, 2 tetap" in in_process.run(order, root, env).stdout


def test_paths_are_written_with_slashes():
    """What is kept in files and printed names paths as every system reads them."""
    found = []
    for path in MODULES:
        wrong = (call for call in calls(path) if named(call) == "relative_to" and not _made_posix(path, call))
        found += [f"{path.relative_to(PIPELINE).as_posix()}:{call.lineno}" for call in wrong]
    assert found == []


def _made_posix(path, call):
    """Whether what `relative_to` gives becomes text by `as_posix` on the same line, or stays a path."""
    line = path.read_text(encoding="utf-8").splitlines()[call.lineno - 1]
    return "as_posix()" in line or "str(" not in line
