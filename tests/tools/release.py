"""Builds sdist and wheel twice, holds them against each other and what they must hold, writes notes: `make release`."""

import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
EPOCH = "1577836800"
"""The time of every file in a release."""
IN_WHEEL = (
    "pipeline/py.typed",
    "pipeline/bekal/Makefile",
    "pipeline/problems/codes.json",
    "pipeline/problems/locale/en/LC_MESSAGES/skm.mo",
    "pipeline/starting/awal/unit.yaml",
)
COMPILED, CODES = (".po",), "pipeline/problems/codes/"
"""What goes into a wheel compiled: translations, and the catalogue of problems."""


def sources() -> list[str]:
    """Return the files that git knows, or without git those that stand there."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return sorted(name for name in told.stdout.decode().split("\0") if name and (ROOT / name).is_file())


def built(kind: str) -> tuple[str, bytes]:
    """Return an sdist or a wheel, by name and content, built in a copy of what git knows."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "salinan"
        for name in sources():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
        code = f"import setuptools.build_meta as build; print(build.build_{kind}('hasil'))"
        env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": "0"}
        (copy / "hasil").mkdir()
        subprocess.run([sys.executable, "-c", code], cwd=copy, env=env, check=True, capture_output=True)
        (made,) = (copy / "hasil").iterdir()
        content = made.read_bytes()
        return made.name, same_time(content) if kind == "sdist" else content


def same_time(content: bytes) -> bytes:
    """Return an sdist whose members are of one time, one owner and in order."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(content)) as before,
        gzip.GzipFile(fileobj=out, mode="wb", mtime=int(EPOCH), filename="") as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as after,
    ):
        for member in sorted(before.getmembers(), key=lambda member: member.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = int(EPOCH), 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            after.addfile(member, before.extractfile(member) if member.isfile() else None)
    return out.getvalue()


def lacking(kind: str, content: bytes) -> list[str]:
    """Return what a release should hold and does not."""
    if kind == "wheel":
        package = {name for name in sources() if name.startswith("pipeline/")}
        with zipfile.ZipFile(io.BytesIO(content)) as wheel:
            there = {*wheel.namelist()}
        as_it_is = {name for name in package if not name.endswith(COMPILED) and not name.startswith(CODES)}
        return sorted(({*IN_WHEEL} | as_it_is) - there)
    with tarfile.open(fileobj=io.BytesIO(content)) as sdist:
        there = {name.partition("/")[2] for name in sdist.getnames()}
    return sorted({*sources()} - there)


def notes() -> str:
    """Return what the release brings: what fragments say, as towncrier puts them together."""
    told = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--draft", "--date", "2000-01-01"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return re.sub(r" \(2000-01-01\)", "", told.stdout)


def main() -> None:
    """Build, compare, look, and write to build/rilis/."""
    target = ROOT / "build" / "rilis"
    target.mkdir(parents=True, exist_ok=True)
    for kind in ("sdist", "wheel"):
        name, content = built(kind)
        if built(kind)[1] != content:
            sys.exit(f"{name}: built twice, it differs")
        if missing := lacking(kind, content):
            sys.exit(f"{name}: lacks {', '.join(missing)}")
        (target / name).write_bytes(content)
        print(f"build/rilis/{name}  sha256:{hashlib.sha256(content).hexdigest()}")
    (target / "catatan.md").write_text(notes(), encoding="utf-8")
    print("build/rilis/catatan.md")


if __name__ == "__main__":
    main()
