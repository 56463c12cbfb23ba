"""Completion in the shells themselves, where they are installed: what is typed is completed as the program says."""

import os
import shutil
import subprocess
import sys

import pytest

from support.paths import ROOT

ASKS = {
    "bash": (
        'eval "$(skm completion bash 2>/dev/null)"; COMP_WORDS=(skm {words}); COMP_CWORD={last};'
        ' _skm_completion skm; printf "%s\\n" "${{COMPREPLY[@]}}"'
    ),
    "fish": 'skm completion fish 2>/dev/null | source; complete -C "skm {words}"',
    "zsh": (
        'autoload -Uz compinit; compinit -u -D; eval "$(skm completion zsh 2>/dev/null)"; whence -w _skm_completion;'
        ' COMP_WORDS="skm {words}" COMP_CWORD={last} _SKM_COMPLETE=zsh_complete skm'
    ),
}


@pytest.mark.parametrize("shell", ASKS)
def test_a_shell_completes_a_line(tmp_path, shell):
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"this computer has no {shell}")
    called = tmp_path / "skm"
    called.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n', encoding="utf-8")
    called.chmod(0o755)
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)} | {
        "LANG": "C.UTF-8"
    }
    ask = ASKS[shell].format(words="register exp", last=2)
    told = subprocess.run([program, "-c", ask], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert "export" in [word.partition("\t")[0] for word in told.stdout.splitlines()], (told.stdout, told.stderr)
