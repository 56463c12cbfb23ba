"""Builds the package with what a new workspace starts with: the rest is said in pyproject.toml."""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from pipeline.problems import catalogue, compiling, translations  # noqa: E402 - as below
from pipeline.starting import stock  # noqa: E402 - the package that is being built is not yet installed


class BuildWithBekal(build_py):
    """Copies the starting files of a workspace into the package, and compiles codes and translations into it."""

    def run(self) -> None:
        """Build as usual, then copy and compile."""
        super().run()
        if getattr(self, "editable_mode", False):
            return
        for file in stock.files(ROOT):
            target = Path(self.build_lib) / "pipeline" / stock.FOLDER / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, target)
        compiled = Path(self.build_lib) / catalogue.COMPILED.relative_to(ROOT)
        compiled.write_bytes(compiling.compiled(catalogue.FOLDER))
        for lang in catalogue.LANGUAGES:
            written = translations.source(lang)
            target = Path(self.build_lib) / written.relative_to(ROOT).with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compiling.translations(written.read_bytes()))


# build/ holds the documents: what setuptools builds stays out of sight in it
setup(cmdclass={"build_py": BuildWithBekal}, options={"build": {"build_base": "build/.paket"}})
