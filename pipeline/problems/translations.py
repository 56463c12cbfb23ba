"""Sentences in the other language, and click's own in ours: written by translators, compiled when first asked for."""

from collections.abc import Callable
from pathlib import Path

from pipeline.problems.kept import kept

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "skm"


def source(lang: str) -> Path:
    """Return the file that translators write; an installed package has only what is compiled from it."""
    return LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def sentences(lang: str) -> Callable[[str], str]:
    """Return what says a sentence of the program in a language."""
    import gettext
    import io

    return gettext.GNUTranslations(io.BytesIO(_compiled(lang))).gettext


def folder(lang: str) -> Path:
    """Return a folder in which gettext finds a language; where none may be kept, it goes with the run."""
    made = _compiled(lang)
    if source(lang).with_suffix(".mo").exists():
        return LOCALE
    import atexit
    import shutil
    import tempfile

    home = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    target = home / source(lang).relative_to(LOCALE).with_suffix(".mo")
    target.parent.mkdir(parents=True)
    target.write_bytes(made)
    return home


def _compiled(lang: str) -> bytes:
    return kept(source(lang), source(lang).with_suffix(".mo"), lambda: _compile(lang))


def _compile(lang: str) -> bytes:
    from pipeline.problems import compiling  # babel, which only a checkout whose files have changed is worth

    return compiling.translations(source(lang).read_bytes())
