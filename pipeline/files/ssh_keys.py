"""What `ssh-keygen` signs, and whose signature it says that one is. Only this module runs it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

_LONGEST = 120
"""Seconds: a key with a passphrase asks for it on the terminal."""


class NotSigned(Exception):  # noqa: N818
    """Nothing was signed; the text is why."""


def program() -> str:
    """Return the program; empty when this computer has none."""
    return shutil.which("ssh-keygen") or ""


def sign(key: Path, purpose: str, message: bytes) -> str:
    """Return the signature of a message, armoured; raises `NotSigned`."""
    made = _call(["-Y", "sign", "-n", purpose, "-f", str(key)], message)
    text = made.stdout.decode("ascii", "replace")
    if made.returncode or not text.startswith("-----BEGIN SSH SIGNATURE-----"):
        raise NotSigned(_last_line(made.stderr) or str(made.returncode))
    return text


def signer(trusted: Path, purpose: str, message: bytes, signature: str) -> str | None:
    """Return whose signature this is, empty for a key that is not trusted; `None` when it is not of this message."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tanda"
        file.write_text(signature, encoding="utf-8")
        if _call(["-Y", "check-novalidate", "-n", purpose, "-s", str(file)], message).returncode:
            return None
        named = _call(["-Y", "find-principals", "-s", str(file), "-f", str(trusted)], b"")
        for who in named.stdout.decode("utf-8", "replace").splitlines() if not named.returncode else ():
            command = ["-Y", "verify", "-f", str(trusted), "-I", who, "-n", purpose, "-s", str(file)]
            if who.isprintable() and not _call(command, message).returncode:
                return who
    return ""


def _call(args: list[str], message: bytes) -> "subprocess.CompletedProcess[bytes]":
    command = [program() or "ssh-keygen", *args]
    try:
        return subprocess.run(command, input=message, capture_output=True, check=False, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired) as fault:
        return subprocess.CompletedProcess(command, 127, b"", str(fault).encode())


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
