"""What git knows of the workspace: its commit, what is not committed, and its files as they were."""

import hashlib
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.files.git_calls import DAMAGED, Silent, asked, called, program, silent
from pipeline.problems.phrase import phrase

__all__ = ["Silent", "program"]
_COMMIT = re.compile(r"[0-9a-f]{40}")
_AT_ONCE = 64
"""Files that one call of git gives: their contents are in memory together."""
_NOBODY = {"user.name": "SKM", "user.email": "skm@localhost"}
"""Who commits where git knows nobody's name."""
_KEYS = tuple(f":(exclude,icase)*.{ending}" for ending in ("p12", "pfx", "key"))
"""What is never committed, whatever a workspace ignores; a `.pem` may be a certificate that one trusts."""
_HASHES = {40: "sha1", 64: "sha256"}
"""What git names an object by, by the length of its name."""


def head(root: Path) -> str:
    """Return the commit that the workspace stands on; empty when it is in no repository or has none yet."""
    return _git(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()


def here(root: Path) -> None:
    """Raise `Silent` where git knows no commit that the workspace stands on."""
    there = Path(asked(root, "rev-parse", "--show-toplevel").strip())
    if not (there / ".git").exists() or not root.resolve().is_relative_to(there.resolve()):
        raise silent(root, b"core.worktree " + os.fsencode(there))
    if not head(root):
        raise Silent(phrase("belum ada commit"), phrase("jalankan git add -A && git commit"), True)


def whole(root: Path, folder: str) -> None:
    """Raise `Silent` where git cannot say all that became of a folder."""
    here(root)
    asked(root, "rev-list", "--objects", "--quiet", "--full-history", "HEAD", "--", folder)


def is_cut(root: Path) -> bool:
    """Return whether the history was fetched, or cut, from some commit on."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def apart(root: Path) -> Iterator[tuple[str, bool]]:
    """Yield each branch whose commits the workspace does not stand on, and whether they may have one in common."""
    how = ("--format=%(if)%(symref)%(then)%(else)%(refname)%(end)", "--no-merged", "HEAD")
    for name in asked(root, "for-each-ref", *how, "refs/heads", "refs/remotes").split():
        yield name, is_cut(root) or called(root, "merge-base", "HEAD", name, "--").returncode == 0


def files_at(root: Path, name: str, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder as a branch has them."""
    files = [file for file in asked(root, "ls-tree", "-r", "-z", "--name-only", name, "--", folder).split("\0") if file]
    for file, content in zip(files, _contents(root, [(name, file) for file in files]), strict=True):
        yield file, content or b""


def uncommitted(root: Path, *folders: str, with_ignored: bool = False) -> tuple[str, ...]:
    """Return the files below the folders that differ from the commit, or that it does not have.

    They are held against the commit itself: an index may say of a file that it is not to be looked at. What a rule
    ignores is among them where asked for, save names that begin as those of what programs leave do. Raises `Silent`.
    """
    there = [folder for folder in folders if (root / folder).exists()]
    ignored = "traditional" if with_ignored else "no"
    how = ("--porcelain", "-z", "--untracked-files=all", f"--ignored={ignored}", "--ignore-submodules=dirty")
    with tempfile.TemporaryDirectory() as apart:
        index = Path(apart) / "index"
        asked(root, "read-tree", "HEAD", index=index)
        lines = asked(root, "status", *how, "--", *there, index=index).split("\0")
    return tuple(sorted(line[3:] for line in lines if len(line) > 3 and not (line[0] == "!" and _is_left(line[3:]))))


def _is_left(file: str) -> bool:
    """Return whether a file is one that programs leave beside what they work on."""
    return any(step.startswith((".", "~$")) for step in file.split("/"))


def tracked(root: Path, file: str) -> bytes | None:
    """Return a file as the commit has it; `None` when it has none of that name."""
    found = called(root, "show", f"HEAD:./{file}")
    return found.stdout if found.returncode == 0 else None


def is_tracked(root: Path, file: str) -> bool:
    """Return whether git keeps a file, in its commit or in what is made ready for the next."""
    return bool(_git(root, "ls-files", "--", file))


def is_commit(text: object) -> bool:
    """Return whether a text is the whole name of a commit, and nothing that git would take for anything else."""
    return isinstance(text, str) and bool(_COMMIT.fullmatch(text))


def is_trusted(root: Path, commit: str) -> bool:
    """Return whether a commit belongs to the history that the workspace stands on."""
    return is_commit(commit) and called(root, "merge-base", "--is-ancestor", commit, "HEAD", "--").returncode == 0


def checkout(root: Path, commit: str, into: Path) -> bool:
    """Put the workspace as it was at a commit into an empty folder; `False` when its history has no such commit."""
    if not is_trusted(root, commit):
        return False
    packed = called(root, "archive", "--format=tar", commit, "--", ".")
    if packed.returncode != 0:
        return False
    file = into / ".arsip.tar"
    file.write_bytes(packed.stdout)
    try:
        with tarfile.open(file) as source:
            # Debian 12's Python 3.11.2 has no filters; links are left behind, so that nothing names what lies outside
            source.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
            source.extractall(into, [part for part in source if part.isfile() or part.isdir()])  # noqa: S202
    except (tarfile.TarError, OSError):
        return False
    file.unlink()
    return True


def last_change(root: Path, file: str) -> str:
    """Return the commit that changed a file last; empty when there is none."""
    return _git(root, "log", "-1", "--full-history", "--format=%H", "--", file).strip()


def described(root: Path, commit: str) -> str:
    """Return a commit with its author and its day, as one reads it; empty for none."""
    return _git(root, "log", "-1", "--format=commit %h, %an, %as", commit, "--").strip() if is_commit(commit) else ""


def changed_in_history(root: Path, folder: str, how: str) -> set[str]:
    """Return the files of a folder that commits of any branch of the history added (A), modified (M) or deleted (D).

    Raises `Silent`.
    """
    command = ["log", "--full-history", "--no-renames", "-m", f"--diff-filter={how}", "--name-only", "--format=", "-z"]
    found = asked(root, *command, "--relative", "--", folder)
    return {name.strip("\n") for name in found.split("\0")} - {""}


def versions(root: Path, file: str) -> Iterator[tuple[str, bytes]]:
    """Yield each commit of the history that touched a file, with what it held then, the newest first.

    Raises `Silent`.
    """
    commits = asked(root, "log", "--full-history", "--format=%H", "--", file).split()
    for commit, content in zip(commits, _contents(root, [(commit, file) for commit in commits]), strict=True):
        if content is not None:
            yield commit, content


def _contents(root: Path, wanted: Sequence[tuple[str, str]]) -> Iterator[bytes | None]:
    """Yield files as commits have them, `None` where one has none; many at once, for each call costs a process.

    Raises `Silent` where what git keeps is not what its name says.
    """
    for start in range(0, len(wanted), _AT_ONCE):
        names = [f"{commit}:./{file}" for commit, file in wanted[start : start + _AT_ONCE]]
        if odd := next((name for name in names if "\n" in name), None):
            raise Silent(phrase("nama berkas memuat baris baru: {name}", name=odd), DAMAGED)
        found = called(root, "cat-file", "--batch", told=os.fsencode("".join(f"{name}\n" for name in names)))
        if found.returncode != 0:
            raise silent(root, found.stderr)
        yield from _unpacked(found.stdout)


def _unpacked(said: bytes) -> Iterator[bytes | None]:
    """Yield the contents in what `git cat-file --batch` says, each held against the name that git gave it."""
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        head, at = said[at:end], end + 1
        if head.endswith(b" missing"):
            yield None
            continue
        name, kind, size = head.split(b" ")
        content = said[at : at + int(size)]
        at += len(content) + 1
        made = hashlib.new(_HASHES[len(name)], kind + b" " + size + b"\0" + content).hexdigest()
        if made != name.decode():
            raise Silent(phrase("isi objek {name} bukan seperti namanya", name=name.decode()), DAMAGED)
        yield content


def first_version(root: Path, file: str) -> bytes | None:
    """Return what a file held when it was committed first; `None` when it never was."""
    return next((content for _, content in reversed([*versions(root, file)])), None)


def configured(root: Path, name: str) -> str:
    """Return a value of the configuration that holds in the workspace; empty for none."""
    return _git(root, "config", "--get", name).strip()


def configure(root: Path, name: str, value: str) -> None:
    """Set a value in the repository's own configuration."""
    _git(root, "config", "--local", name, value)


def record(root: Path, message: str, *folders: str) -> str:
    """Commit what has changed below the folders, and return the commit; what else is made ready is left as it is.

    Where there is no repository one is begun. Keys to sign with are never among it. Raises `Silent`.
    """
    if called(root, "rev-parse", "--show-toplevel").returncode != 0 and program():
        asked(root, "init", "--quiet")
    found = [folder for folder in folders if (root / folder).exists()]
    there = [folder for folder in found if called(root, "check-ignore", "--quiet", "--", folder).returncode != 0]
    if not there:
        return head(root)
    there += _KEYS
    named = {name: configured(root, name) for name in ("user.name", "user.email")}
    whose = [word for name, own in _NOBODY.items() if not named[name] for word in ("-c", f"{name}={own}")]
    asked(root, "add", "--all", "--", *there)
    if called(root, "diff", "--cached", "--quiet", "--", *there).returncode != 0:
        asked(root, *whose, "commit", "--quiet", "--no-verify", "-m", message, "--", *there)
    return head(root)


def _git(root: Path, *args: str) -> str:
    found = called(root, *args)
    return os.fsdecode(found.stdout) if found.returncode == 0 else ""
