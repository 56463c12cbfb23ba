"""What `ssh-keygen` signs, and whose signature it says that one is. Only this module runs it."""

import base64
import shutil
import subprocess
import tempfile
from pathlib import Path

_MAGIC, _NUMBER = b"SSHSIG", 4
"""How a signature begins: this, its version, the length of its key, its key."""
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


def key_of(signature: str) -> bytes:
    """Return the public key that a signature says it was made with; empty for none; nothing is proven by it."""
    try:
        body = base64.b64decode("".join(signature.strip().splitlines()[1:-1]), validate=True)
    except ValueError:
        return b""
    start = len(_MAGIC) + 2 * _NUMBER
    size = int.from_bytes(body[start - _NUMBER : start], "big")
    return body[start : start + size] if body.startswith(_MAGIC) else b""


def _call(args: list[str], message: bytes) -> "subprocess.CompletedProcess[bytes]":
    command = [program() or "ssh-keygen", *args]
    try:
        return subprocess.run(command, input=message, capture_output=True, check=False, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired) as fault:
        return subprocess.CompletedProcess(command, 127, b"", str(fault).encode())


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
