"""A test's result does not depend on how it is started: shell, make, language, terminal, time zone, home."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import environment
from support.paths import ROOT

HOSTILE = {
    "MAKEFLAGS": "w -j3 --jobserver-auth=fifo:/tmp/tidak-ada",
    "MAKELEVEL": "2",
    "LC_ALL": "C",
    "LANG": "en_US.UTF-8",
    "LANGUAGE": "en",
    "SKM_LANG": "en",
    "COLUMNS": "20",
    "FORCE_COLOR": "1",
    "TERM": "dumb",
    "TZ": "America/Lima",
    "HOME": "/tidak/ada",
    "GIT_DIR": "/tidak/ada",
    "GIT_AUTHOR_DATE": "tanggal",
    "UNIT": "unit-lain",
    "KIND": "jenis-lain",
    "PYTHONSAFEPATH": "1",
    "PYTHONWARNINGS": "error",
    "SOURCE_DATE_EPOCH": "1",
}
TOUCHY = (
    "tests/commands/test_by_make.py::test_make_gives_the_names_of_what_was_given_and_calls_the_verb",
    "tests/checking/test_check.py::test_on_a_terminal_the_line_is_shown",
    "tests/stories/test_issue.py::test_no_is_no_and_yes_is_all",
    "tests/house/test_environment.py::test_a_test_sees_nothing_of_who_started_it",
)
"""Tests that start make, git, a terminal and the program."""


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_leaves_in_the_environment_the_next_does_not_see(turn):
    assert (os.environ.get("LANGUAGE"), os.environ["TZ"]) == (None, "UTC")
    os.environ.update(LANGUAGE="en", TZ="Asia/Jakarta")


def test_a_test_sees_nothing_of_who_started_it():
    assert dict(os.environ) == environment.clean(os.environ)


@given(st.dictionaries(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", min_size=1), st.text()))
def test_whatever_stands_in_the_environment_only_what_is_kept_passes(theirs):
    cleaned = environment.clean({**HOSTILE, **theirs})
    families = environment.KEPT_FAMILIES
    passed = {name for name in cleaned if name not in environment.KEPT and not name.startswith(families)}
    assert passed == set(environment.SAID)
    assert environment.SAID.items() <= cleaned.items()


def test_tests_that_start_programs_pass_however_they_are_started(tmp_path):
    theirs = {"PATH": os.environ["PATH"], **HOSTILE}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "uji é")]
    told = subprocess.run([*command, *TOUCHY], cwd=ROOT, env=theirs, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]


def test_what_a_shell_says_about_python_does_not_reach_what_make_runs():
    theirs = {
        "PYTHONPATH": "/lain",
        "PYTHONSAFEPATH": "1",
        "PYTHONOPTIMIZE": "1",
        "PIP_USER": "1",
        "PIP_TARGET": "/lain",
    }
    command = ["make", "--no-print-directory", "--eval=tampak: ; @env", "tampak"]
    told = subprocess.run(command, cwd=ROOT, env={**os.environ, **theirs}, capture_output=True, text=True, check=True)
    assert "PATH=" in told.stdout
    assert not [line for line in told.stdout.splitlines() if line.split("=")[0] in theirs]
