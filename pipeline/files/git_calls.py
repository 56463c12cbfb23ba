"""How git is called: nothing runs that a repository configures, and its history is read as it was written."""

import os
import shutil
import subprocess
from pathlib import Path

from pipeline.problems.phrase import Text, phrase

_INERT = {
    "core.quotePath": "false",
    "core.sparseCheckout": "false",
    "core.untrackedCache": "false",
    "core.splitIndex": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.commitGraph": "false",
    "core.sshCommand": "false",
    "core.gitProxy": "",
    "core.askPass": "",
    "credential.helper": "",
    "diff.external": "",
    "log.follow": "false",
    "log.showSignature": "false",
    "protocol.allow": "never",
    "status.renames": "false",
}
_AS_WRITTEN = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "",
}
_CONVERTING = frozenset(("status", "archive"))
"""What runs the filters that attributes name for a file."""


DAMAGED = phrase("periksa repositorinya dengan git fsck, atau buat klon baru")
"""What to do where git cannot read what it keeps."""


class Silent(Exception):  # noqa: N818
    """Git cannot be asked: why, what to do about it, and whether there is no history here that it could tell."""

    def __init__(self, why: Text, cure: Text, has_none: bool = False) -> None:
        super().__init__(why, cure)
        self.why, self.cure, self.has_none = why, cure, has_none


def program() -> str:
    """Return git's program; empty when this computer has none."""
    return shutil.which("git") or ""


def version() -> str:
    """Return which git this computer has; empty when it has none, or one that does not run."""
    try:
        told = subprocess.run([program(), "--version"], capture_output=True, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.decode("utf-8", "replace").strip().removeprefix("git version ")


def called(
    root: Path, *args: str, told: bytes = b"", index: Path | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Return what git says, of what it is told; as if it knew nothing where this computer has no git.

    It works with the repository's own index unless another is named.
    """
    command = ["git", "--no-pager", "-C", str(root), *args]
    if not program():
        return subprocess.CompletedProcess(command, 127, b"", b"")
    filters = _filters(root) if args[0] in _CONVERTING else {}
    env = _env({**_INERT, **filters}) | ({"GIT_INDEX_FILE": str(index)} if index else {})
    return subprocess.run(command, input=told, capture_output=True, check=False, env=env)


def asked(root: Path, *args: str, index: Path | None = None) -> str:
    """Return what git answers; raises `Silent` where it gives no answer."""
    found = called(root, *args, index=index)
    if found.returncode != 0:
        raise silent(root, found.stderr)
    return os.fsdecode(found.stdout)


def silent(root: Path, said: bytes) -> Silent:
    """Return why git gives no answer, by what it said."""
    text = os.fsdecode(said)
    folder = root.resolve().as_posix()
    if not program():
        return Silent(phrase("program git tidak ada di komputer ini"), phrase("pasang git, lalu ulangi"), True)
    if "dubious ownership" in text:
        return Silent(
            phrase("foldernya milik pengguna lain"),
            phrase("bila pemiliknya tepercaya: git config --global --add safe.directory {folder}", folder=folder),
        )
    if "not a git repository" in text:
        return Silent(
            phrase("folder ini bukan repositori git"),
            phrase("periksa di klon repositori kantor (git clone), lalu ulangi"),
            True,
        )
    lines = [line for line in text.splitlines() if line.strip()] or ["-"]
    return Silent(
        phrase("git berkata: {said}", said=lines[0]),
        DAMAGED,
    )


def _filters(root: Path) -> dict[str, str]:
    """Return the settings that leave every filter which a configuration knows without a program."""
    said = os.fsdecode(called(root, "config", "--name-only", "-z", "--get-regexp", r"^filter\.").stdout)
    names = {name.rpartition(".")[0] for name in said.split("\0") if name}
    quiet = {f"{name}.{what}": "" for name in names for what in ("clean", "smudge", "process")}
    return quiet | {f"{name}.required": "false" for name in names}


def _env(settings: dict[str, str]) -> dict[str, str]:
    """Return an environment in which settings stand above those of any file; names may hold every sign there."""
    env = {**os.environ, **_AS_WRITTEN}
    count = int(env.get("GIT_CONFIG_COUNT") or 0)
    for number, (name, value) in enumerate(settings.items(), count):
        env |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return {**env, "GIT_CONFIG_COUNT": str(count + len(settings))}
