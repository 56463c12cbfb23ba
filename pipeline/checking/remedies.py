"""What to do about what a computer lacks: for Debian, Ubuntu, Fedora, macOS and Windows, each in its own words."""

import platform
import sys
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.problems.phrase import Sentence

SYSTEMS = {"debian": "Debian", "ubuntu": "Ubuntu", "fedora": "Fedora", "macos": "macOS", "windows": "Windows"}
"""The systems that are known, and what they are called."""


class Remedy(NamedTuple):
    """What to type, or, where nothing can be typed, what to do."""

    command: str = ""
    does: Sentence = ""


def _alike(debian: str, fedora: str, macos: Remedy, windows: Remedy) -> Mapping[str, Remedy]:
    apt = Remedy(debian)
    return {"debian": apt, "ubuntu": apt, "fedora": Remedy(fedora), "macos": macos, "windows": windows}


_AGAIN = Remedy(
    does="pasang lagi seperti dahulu: `pipx reinstall skm-pipeline`, `uv tool upgrade --reinstall skm-pipeline`, atau "
    "`pip install --force-reinstall <folder atau wheel program ini>` di lingkungannya"
)
_OWN = 'sudo chown -R "$USER" .'
_ZONE = "sudo timedatectl set-timezone Asia/Jakarta"
REMEDIES: Mapping[str, Mapping[str, Remedy]] = {
    "program": dict.fromkeys(SYSTEMS, _AGAIN),
    "libreoffice": _alike(
        "sudo apt install libreoffice-writer",
        "sudo dnf install libreoffice-writer",
        Remedy("brew install --cask libreoffice"),
        Remedy("winget install TheDocumentFoundation.LibreOffice"),
    ),
    "git": _alike(
        "sudo apt install git",
        "sudo dnf install git",
        Remedy("xcode-select --install"),
        Remedy("winget install Git.Git"),
    ),
    "fontconfig": _alike(
        "sudo apt install fontconfig",
        "sudo dnf install fontconfig",
        Remedy("brew install fontconfig"),
        Remedy(does="di Word: Berkas > Opsi > Tingkat Lanjut > Penggantian Font menyebut huruf yang tidak ada"),
    ),
    "huruf": _alike(
        "sudo apt install fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea fonts-urw-base35",
        "sudo dnf install 'font(liberationserif)' 'font(liberationsans)' 'font(carlito)' 'font(caladea)' "
        "'font(urwbookman)'",
        Remedy("brew install --cask font-liberation font-carlito font-caladea"),
        Remedy(does="unduh berkas hurufnya (.ttf), klik kanan, lalu pilih Instal untuk semua pengguna"),
    ),
    "hak tulis": _alike(_OWN, _OWN, Remedy(_OWN), Remedy("icacls . /reset /T")),
    "ruang": _alike(
        "sudo apt clean",
        "sudo dnf clean all",
        Remedy(does="kosongkan Sampah, lalu hapus berkas besar yang tidak dipakai"),
        Remedy("cleanmgr"),
    ),
    "zona waktu": _alike(
        _ZONE,
        _ZONE,
        Remedy("sudo systemsetup -settimezone Asia/Jakarta"),
        Remedy('tzutil /s "SE Asia Standard Time"'),
    ),
}
"""By what is lacking: the remedy on each system."""


def own_system() -> str:
    """Return which of the systems this computer runs; empty for another one."""
    if sys.platform in ("darwin", "win32"):
        return "macos" if sys.platform == "darwin" else "windows"
    try:
        said = platform.freedesktop_os_release()
    except OSError:
        return ""
    alike = (said.get("ID", ""), *said.get("ID_LIKE", "").split())
    return next((name for name in alike if name in SYSTEMS), "")


def of(lacking: str) -> tuple[tuple[str, Remedy], ...]:
    """Return what to do about something, by the name of the system: this computer's, or of all where it is unknown."""
    own = own_system()
    return tuple((SYSTEMS[name], remedy) for name, remedy in REMEDIES[lacking].items() if own in ("", name))
