"""LibreOffice is found wherever a system puts it, or where it is said to be."""

from pathlib import Path

import pytest

from pipeline.documents import soffice

PLACES = {
    "Debian": "usr/lib/libreoffice/program/soffice",
    "its own packages": "opt/libreoffice25.2/program/soffice",
    "Fedora": "usr/lib64/libreoffice/program/soffice",
    "snap": "snap/bin/libreoffice",
    "flatpak": "var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
    "flatpak of one user": "home/.local/share/flatpak/exports/bin/org.libreoffice.LibreOffice",
    "macOS": "Applications/LibreOffice.app/Contents/MacOS/soffice",
    "macOS of one user": "home/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "Windows": "Program Files/LibreOffice/program/soffice.exe",
    "Windows, 32 bit": "Program Files (x86)/LibreOffice/program/soffice.exe",
    "Windows of one user": "home/AppData/Local/Programs/LibreOffice/program/soffice.com",
}


@pytest.fixture
def computer(tmp_path: Path, monkeypatch) -> Path:
    """An empty computer."""
    root = tmp_path / "komputer"
    monkeypatch.setattr(soffice, "_ROOT", root)
    for name in (soffice.VARIABLE, "ProgramW6432"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in {
        "HOME": "home",
        "USERPROFILE": "home",
        "PATH": "bin",
        "ProgramFiles": "Program Files",
        "ProgramFiles(x86)": "Program Files (x86)",
        "LOCALAPPDATA": "home/AppData/Local",
    }.items():
        monkeypatch.setenv(name, str(root / folder))
    return root


def put(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_where_there_is_none_none_is_found(computer):
    assert soffice.program() == ""


@pytest.mark.parametrize("where", PLACES)
def test_it_is_found_where_a_system_puts_it(computer, where):
    there = put(computer / PLACES[where])
    assert soffice.program() == there


def test_of_two_versions_the_newer_and_before_both_the_one_on_the_path(computer):
    put(computer / "opt/libreoffice7.6/program/soffice")
    newer = put(computer / "opt/libreoffice24.8/program/soffice")
    assert soffice.program() == newer
    assert soffice.program() == newer
    on_path = put(computer / "bin/soffice")
    assert soffice.program() == on_path


def test_the_one_that_is_named_is_taken_and_no_other_when_it_is_not_there(computer, monkeypatch):
    put(computer / "bin/soffice")
    named = put(computer / "lain/soffice")
    monkeypatch.setenv(soffice.VARIABLE, named)
    assert soffice.program() == named
    monkeypatch.setenv(soffice.VARIABLE, str(computer / "tidak/ada"))
    assert soffice.program() == ""


@pytest.mark.parametrize(
    ("where", "seen"),
    [("snap", "snap/libreoffice/common"), ("flatpak", ".var/app/org.libreoffice.LibreOffice/cache"), ("Debian", "")],
)
def test_its_files_lie_where_a_shut_in_program_sees_them(computer, where, seen):
    put(computer / PLACES[where])
    assert soffice.shared_folder() == (computer / "home" / seen if seen else None)
