"""What this computer has of what the program needs: libraries, LibreOffice, git, fonts, rights, space, time zone."""

import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from pipeline import __version__
from pipeline.problems.phrase import Text, phrase

GOOD, DOUBTFUL, LACKING = phrase("baik"), phrase("perhatian"), phrase("kurang")
_PACKAGE = "skm-pipeline"
_PROJECT = Path(__file__).parents[2] / "pyproject.toml"
_SPARED = "pandas"
"""The library without which everything is made, only slower."""
_LEAST_SPACE = 200_000_000
_HOURS = (7, 8, 9)
"""Hours by which WIB, WITA and WIT are ahead of UTC."""
_SECONDS = 60


class Finding(NamedTuple):
    """What was looked at, how it is, what was found, and under which name its remedy stands; empty for none."""

    what: Text
    state: Text
    found: Text
    remedy: str = ""


def findings(root: Path) -> Iterator[Finding]:
    """Yield everything that was looked at, in the order in which it matters."""
    libraries = tuple(_libraries())
    yield Finding(_PACKAGE, GOOD, f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    yield from libraries
    yield _office()
    yield _git()
    yield _rights(root)
    yield _space(root)
    yield _zone()
    if all(found.state != LACKING for found in libraries):
        yield from _fonts(root)


def _libraries() -> Iterator[Finding]:
    """Yield the libraries that are not there; one line for all when they are."""
    try:
        needed = metadata.requires(_PACKAGE) or []
    except metadata.PackageNotFoundError:  # run from its repository
        needed = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in needed if "extra ==" not in line]
    what = phrase("pustaka")
    there = []
    for name in names:
        try:
            there.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            if name == _SPARED:
                spared = phrase("{name} tidak ada: lembar jawaban yang besar dihitung lebih lambat", name=name)
                yield Finding(what, DOUBTFUL, spared, "program")
            else:
                yield Finding(what, LACKING, phrase("{name} tidak ada", name=name), "program")
    if len(there) == len(names):
        yield Finding(what, GOOD, ", ".join(there))


def _office() -> Finding:
    from pipeline.documents import pdf, soffice

    what, path = "LibreOffice", soffice.program()
    if path:
        version = _said(path, "--version")
        if not version:
            return Finding(what, LACKING, phrase("{path} tidak menjawab", path=path), "libreoffice")
        how = pdf.kit_fault()
        said = phrase("LibreOffice dipanggil untuk setiap 50 dokumen ({why})", why=how) if how else "LibreOfficeKit"
        return Finding(what, GOOD, phrase("{version}, {path}; PDF: {how}", version=version, path=path, how=said))
    named = os.environ.get(soffice.VARIABLE, "")
    if named:
        said = phrase("{variable} menunjuk {path}, dan program itu tidak ada", variable=soffice.VARIABLE, path=named)
        return Finding(what, LACKING, said, "libreoffice")
    return Finding(what, LACKING, phrase("tidak ditemukan; tanpa itu tidak ada PDF"), "libreoffice")


def _git() -> Finding:
    from pipeline.files import git_calls

    version = git_calls.version()
    if not version:
        return Finding("git", LACKING, phrase("tidak ditemukan; tanpa itu arsip tidak terbukti"), "git")
    return Finding("git", GOOD, version)


def _rights(root: Path) -> Finding:
    what = phrase("hak tulis")
    where = root.absolute().as_posix()
    try:
        with tempfile.TemporaryFile(dir=root), tempfile.TemporaryFile():
            return Finding(what, GOOD, where)
    except OSError as fault:
        said = phrase("{where} tidak dapat ditulisi ({fault})", where=where, fault=fault.strerror or str(fault))
        return Finding(what, LACKING, said, "hak tulis")


def _space(root: Path) -> Finding:
    what = phrase("ruang kosong")
    free = min(shutil.disk_usage(folder).free for folder in (root, tempfile.gettempdir()))
    said = phrase("{many} MB", many=str(free // 1_000_000))
    return Finding(what, GOOD, said) if free >= _LEAST_SPACE else Finding(what, LACKING, said, "ruang")


def _zone() -> Finding:
    what, now = phrase("zona waktu"), time.localtime()
    said = f"{now.tm_zone} (UTC{now.tm_gmtoff / 3600:+g})"
    if now.tm_gmtoff / 3600 in _HOURS:
        return Finding(what, GOOD, said)
    return Finding(what, DOUBTFUL, phrase("{zone}, bukan WIB, WITA, atau WIT", zone=said), "zona waktu")


def _fonts(root: Path) -> Iterator[Finding]:
    """Yield each font that layouts ask for and that stands in other widths; one line for all that do not."""
    from pipeline.documents import installed_fonts, pdf_fonts

    asked = _asked(root)
    if not installed_fonts.program():
        said = phrase("tidak dapat diperiksa, karena fc-match tidak ada: {fonts}", fonts=", ".join(sorted(asked)))
        yield Finding(phrase("huruf"), DOUBTFUL, said, "fontconfig")
        return
    fits = []
    for font, family in installed_fonts.standing_in(sorted(asked)).items():
        if pdf_fonts.is_fit(font, family):
            fits.append(font if font == family else f"{font} ({family})")
            continue
        files, strict = asked[font]
        said = phrase(
            "{font} tidak ada, diganti {family}; diminta {files}", font=font, family=family, files=", ".join(files)
        )
        yield Finding(phrase("huruf"), LACKING if strict else DOUBTFUL, said, "huruf")
    if fits:
        yield Finding(phrase("huruf"), GOOD, ", ".join(fits))


def _asked(root: Path) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Return by font the layouts that ask for it, and whether an office that uses one of them insists on its fonts."""
    from pipeline.documents import pdf_fonts
    from pipeline.files import archives
    from pipeline.problems.problem import Refusal
    from pipeline.sources import workspace

    strict = set()
    for office in workspace.offices(root):
        rules = workspace.institution(root, office, [])
        for kind in workspace.kinds(root) if rules is not None and rules.gaya.huruf_ketat else ():
            try:
                strict.add(workspace.template_file(root, kind, office))
            except Refusal:  # `check` says so
                continue
    found: dict[str, list[str]] = {}
    for layout in (layout for kind in workspace.kinds(root) for layout in workspace.layouts(root, kind)):
        try:
            fonts = pdf_fonts.of_document((root / layout).read_bytes())
        except (OSError, *archives.BROKEN):  # `check` says so
            continue
        for font in fonts:
            found.setdefault(font, []).append(layout)
    return {font: (tuple(files), not strict.isdisjoint(files)) for font, files in found.items()}


def _said(*command: str) -> str:
    """Return the first line that a program says; empty when it does not run."""
    try:
        told = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.decode("utf-8", "replace").strip().partition("\n")[0]
