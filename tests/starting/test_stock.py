"""A workspace of its own: the built package alone makes one, and its Makefile makes a letter there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.problems import catalogue
from pipeline.sources import home
from pipeline.starting import stock
from support.docx_text import text
from support.installed import path_with_skm
from support.paths import ROOT

ANSWERS = "dinas-rekaan;1;3;3;3;3;3;4;4;3;3\ndinas-rekaan;2;3;3;3;3;3;4;3;3;4\n"


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Path:
    """The package as it is installed, built from a copy of what the wheel is built from."""
    copy = tmp_path_factory.mktemp("paket")
    shutil.copytree(ROOT / "pipeline", copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    names = [*stock.files(ROOT), "setup.py", "pyproject.toml", "MANIFEST.in"]
    names += [f"templates/surat-hasil/{name}.docx" for name in ("contoh", "lumajang")]
    for name in names:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    (copy / "README.md").write_text("x")
    command = [sys.executable, "-W", "ignore", "setup.py", "-q", "build_py", "--build-lib", str(copy / "hasil")]
    made = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    shutil.rmtree(copy / "pipeline")
    return copy / "hasil"


@pytest.fixture
def make(installed, tmp_path):
    """Run make in a workspace that only the installed package serves."""
    path = path_with_skm(tmp_path / "bin", installed)

    def command(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PATH": path}
        return subprocess.run(
            ["make", "--no-print-directory", *args],
            cwd=cwd,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


@pytest.fixture
def office(installed, tmp_path) -> Path:
    """An empty workspace made by the installed package."""
    folder = tmp_path / "kantor"
    made = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pipeline", "init", str(folder)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    return folder


def test_the_package_carries_everything_a_workspace_starts_with_and_no_institution(installed):
    carried = sorted(path.relative_to(installed / "pipeline/bekal").as_posix() for path in bekal_files(installed))
    assert carried == sorted(stock.files(ROOT))
    for name in ("Makefile", ".gitignore", ".gitattributes", ".vscode/settings.json"):
        assert name in carried
    institutions = {path.name for path in (ROOT / "units").iterdir()}
    others = (name for name in carried if not name.startswith("docs/contoh"))
    assert not [name for name in others if institutions & {*Path(name).parts, Path(name).stem}]
    for pattern in stock.FILES:
        assert list(ROOT.glob(pattern)), f"{pattern} matches nothing"


@pytest.mark.parametrize(("lang", "section"), [("id", "## Sebab"), ("en", "## Cause")])
def test_the_package_explains_every_code_in_both_languages(installed, tmp_path, lang, section):
    env = {**os.environ, "PYTHONPATH": str(installed), "SKM_LANG": lang}
    command = [sys.executable, "-m", "pipeline", "explain", "I008"]
    told = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert section in told.stdout
    assert json.loads((installed / "pipeline/problems/codes.json").read_bytes()).keys() == catalogue.codes().keys()
    assert not (installed / "pipeline/problems/codes").exists()


def test_the_package_carries_translations_compiled_and_only_so(installed):
    carried = [path.suffix for path in (installed / "pipeline/problems/locale").rglob("skm.*")]
    assert carried == [".mo", ".mo"]


def bekal_files(installed: Path) -> list[Path]:
    return [path for path in (installed / "pipeline" / "bekal").rglob("*") if path.is_file()]


def test_a_workspace_has_the_same_files_as_this_repository(office):
    made = sorted(path.relative_to(office).as_posix() for path in office.rglob("*") if path.is_file())
    assert made == sorted([*stock.files(ROOT), home.MARK])
    for name in stock.files(ROOT):
        assert (office / name).read_bytes() == (ROOT / name).read_bytes()


def test_an_empty_workspace_says_how_to_begin(office, make):
    for command in (("check",), ("letters", "PERIOD=2025S2")):
        told = make(*command, cwd=office)
        assert told.returncode == 2
        assert "belum ada periode di periods/; mulai dengan make new-period PERIOD=2025S2\n" in told.stderr


def test_the_instructions_in_a_workspace_lead_to_each_other(office):
    pages = sorted((office / "docs").glob("*.md"))
    assert pages
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page.name}: {link}"
        for name in re.findall(r"\bdocs/[\w-]+\.md\b", page.read_text(encoding="utf-8")):
            assert (office / name).is_file(), f"{page.name}: {name}"


def test_ten_minutes_later_there_is_a_letter(office, make):
    for args in (
        ("new-instansi", "NAME=Kota Rekaan"),
        ("new-unit", "INSTANSI=kota-rekaan", "NAME=Dinas Rekaan"),
        ("new-period", "PERIOD=2025S2"),
    ):
        made = make(*args, cwd=office)
        assert (made.returncode, made.stderr) == (0, ""), args
    path = office / "units/kota-rekaan/instansi.yaml"
    filled = path.read_text().replace("baris:  # ISI, misalnya", "baris: [KOTA REKAAN, SEKRETARIAT DAERAH]  #")
    path.write_text(filled.replace("jabatan:  # ISI", "jabatan: Sekda").replace("  nama:  # ISI", "  nama: Rekaan N."))
    unit = office / "units/kota-rekaan/dinas-rekaan.yaml"
    unit.write_text(unit.read_text().replace("yth:  # ISI", "yth: Kepala Dinas Rekaan  #"))
    with (office / "periods/2025S2/kota-rekaan/skor.csv").open("a") as answers:
        answers.write(ANSWERS)
    made = make("letters", "PERIOD=2025S2", cwd=office)
    assert (made.returncode, made.stderr) == (0, "")
    letter = text(office / "build/2025S2/kota-rekaan/dinas-rekaan/surat-hasil.docx")
    assert "Kepala Dinas Rekaan" in letter
    assert "80,56" in letter


def test_the_workspace_offers_only_what_works_there(office, make):
    shown = make("help", cwd=office).stdout
    assert "new-period" in shown
    assert "  lint " not in shown
    made = make("test", cwd=office)
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.startswith("perintah ini hanya ada di repositori programnya")


def test_make_says_which_value_is_missing(office, make):
    made = make("new-unit", "NAME=x", cwd=office)
    assert made.returncode == 2
    assert "sebutkan INSTANSI=..." in made.stderr


def test_without_the_program_make_says_how_to_get_it(office):
    env = {"PATH": "/usr/bin:/bin"}
    command = ["make", "--no-print-directory", "RUN=skm-yang-tidak-ada", "letters", "PERIOD=2025S1"]
    made = subprocess.run(command, cwd=office, env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 2
    assert made.stderr.startswith("program skm belum terpasang: pip install")


def test_a_folder_that_has_such_files_keeps_them_and_gets_what_is_missing(workspace, run):
    (workspace / "Makefile").write_text("milik saya\n")
    made = run("init", ".")
    assert made.returncode == 0
    assert "Makefile: lain dari bawaan, dibiarkan\n" in made.stdout
    assert (workspace / "Makefile").read_text() == "milik saya\n"
    assert (workspace / ".vscode/settings.json").is_file()
    again = run("init", ".")
    assert ". : 0 berkas ditulis".replace(" :", ":") in again.stdout
