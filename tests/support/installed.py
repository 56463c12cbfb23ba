"""The command `skm` as an office has it on its PATH."""

import os
import shlex
import stat
import sys
from pathlib import Path


def path_with_skm(folder: Path, package: Path) -> str:
    """Put a command `skm` that runs the package into a new folder; return the PATH on which it stands first."""
    folder.mkdir()
    command = folder / "skm"
    program = f"{shlex.quote(sys.executable)} -W error -m pipeline"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(package))} exec {program} "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"
