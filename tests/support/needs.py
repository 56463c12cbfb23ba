"""What some tests need beside Python: without it they are skipped, and the last line says what to install."""

import importlib.util
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.files import ssh_keys

SERVER = "yaml-language-server: npm install -g yaml-language-server"
soffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice: apt-get install libreoffice-writer-nogui poppler-utils"
)
keys = pytest.mark.skipif(not ssh_keys.program(), reason="ssh-keygen: apt-get install openssh-client")
browser = pytest.mark.skipif(
    not (shutil.which("chromedriver") and shutil.which("chromium")),
    reason="Chromium: apt-get install chromium chromium-driver",
)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux, for its fork and /proc")


def softhsm() -> Path | None:
    """Return the library of SoftHSM, a token without hardware, where this computer has it."""
    homes = ("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/lib64/pkcs11", "/opt/homebrew/lib/softhsm")
    return next((file for home in homes if (file := Path(home, "libsofthsm2.so")).is_file()), None)


token = pytest.mark.skipif(
    not (softhsm() and shutil.which("softhsm2-util") and importlib.util.find_spec("pkcs11")),
    reason="SoftHSM: apt-get install softhsm2; pip install 'python-pkcs11<0.10'",
)


def axe() -> str:
    """Return the script that looks at a page as who cannot see it; skips where npm has not brought it."""
    homes = (Path(folder).parent for folder in os.environ.get("PATH", "").split(os.pathsep) if "node_modules" in folder)
    found = next((home / "axe-core/axe.min.js" for home in homes if (home / "axe-core/axe.min.js").is_file()), None)
    if found is None:
        pytest.skip("axe-core: npm install axe-core")
    return found.read_text(encoding="utf-8")


def told(reasons: Iterable[str]) -> list[str]:
    """Return a line for everything that is lacking: how many tests it skips, and how it is had."""
    counted = Counter(reason.removeprefix("Skipped: ") for reason in reasons)
    return [f"{many} uji dilewati, perlu {reason}" for reason, many in counted.most_common()]
