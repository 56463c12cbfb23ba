"""Writes a folder from which the program is installed without a network: `make bundle-install OUT=...`.

A wheel of every library for each system and Python, the program's own, and `requirements.txt` with the digest of each.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tools import release  # noqa: E402

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "win_amd64": ("win32", "Windows", "AMD64", ("win_amd64",)),
    "macos_arm64": ("darwin", "Darwin", "arm64", ("macosx_11_0_arm64", "macosx_14_0_arm64", "macosx_15_0_arm64")),
    "linux_x86_64": (
        "linux",
        "Linux",
        "x86_64",
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    ),
}
"""How Python and pip name each system. For a Mac of Intel's, cryptography is published as source only."""
NO_WHEEL = ("docopt",)
"""Libraries that are published as source only; all of it Python, so one wheel serves everywhere."""


def entries() -> list[Requirement]:
    """Return what the lock names."""
    lock = re.sub(r"\s*\\\n", " ", (ROOT / "requirements.lock").read_text(encoding="utf-8"))
    lines = [line.partition(" --hash")[0] for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    return [Requirement(line) for line in lines]


def wanted(python: str, system: str) -> list[str]:
    """Return the libraries of a Python on a system, with their versions; those without a wheel are left out."""
    platform, name, machine, _ = SYSTEMS[system]
    here = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": name,
        "platform_machine": machine,
        "os_name": "nt" if platform == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    found = [entry for entry in entries() if entry.marker is None or entry.marker.evaluate(here)]
    return sorted(f"{entry.name}{entry.specifier}" for entry in found if entry.name not in NO_WHEEL)


def download(out: Path, python: str, system: str) -> None:
    """Put the wheels of a Python on a system into a folder."""
    platforms = [part for tag in SYSTEMS[system][3] for part in ("--platform", tag)]
    order = ["download", "--no-deps", "--only-binary=:all:", "--python-version", python, *platforms, "--dest", str(out)]
    pip([*order, *wanted(python, system)])


def pip(order: Sequence[str]) -> None:
    """Call pip, quietly."""
    subprocess.run([sys.executable, "-m", "pip", *order, "--quiet", "--disable-pip-version-check"], check=True)


def pure(out: Path) -> None:
    """Build the libraries that have no wheel, and the program itself."""
    for entry in entries():
        if entry.name in NO_WHEEL:
            pip(["wheel", "--no-deps", "--wheel-dir", str(out), f"{entry.name}{entry.specifier}"])
    name, content = release.built("wheel")
    (out / name).write_bytes(content)


def requirements(out: Path) -> Iterator[str]:
    """Yield a line a distribution with the digests of its files, which pip checks; markers as the lock has them."""
    digests: dict[tuple[str, str], list[str]] = {}
    for path in sorted(out.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        digests.setdefault((name.replace("_", "-").lower(), version), []).append(
            hashlib.sha256(path.read_bytes()).hexdigest()
        )
    markers = {(entry.name.lower(), str(entry.specifier).removeprefix("==")): entry.marker for entry in entries()}
    for (name, version), found in digests.items():
        marker = markers.get((name, version))
        after = f" ; {marker}" if marker else ""
        hashes = "".join(f" --hash=sha256:{digest}" for digest in found)
        yield f"{name}=={version}{after}{hashes}\n"


def main(out: Path, systems: Sequence[str] = tuple(SYSTEMS), pythons: Sequence[str] = PYTHONS) -> None:
    """Write the folder."""
    out.mkdir(parents=True, exist_ok=True)
    pure(out)
    for system in systems:
        for python in pythons:
            download(out, python, system)
            print(f"{system}, Python {python}")
    (out / "requirements.txt").write_text("".join(requirements(out)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        order = [
            "install",
            "--no-index",
            "--find-links",
            str(out),
            "--require-hashes",
            "-r",
            str(out / "requirements.txt"),
        ]
        subprocess.run(
            [f"{folder}/bin/python", "-m", "pip", *order, "--quiet", "--disable-pip-version-check"], check=True
        )
        told = subprocess.run(
            [f"{folder}/bin/skm", "--version"], check=True, capture_output=True, text=True, encoding="utf-8"
        )
    print(f"{out}: installed from there without a network, skm {told.stdout.strip()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(part.split(",") for part in sys.argv[2:4]))
