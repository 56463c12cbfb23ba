"""The fingerprint of the program holds whatever shapes its output; what is left out of it has a reason."""

import sys
import sysconfig
import tomllib

from pipeline.files import fingerprint
from support.paths import ROOT

DATA_APART = {
    "/page/": "the page shows what is there, and remembers nothing",
    "/problems/codes": "how a problem is told; what is kept holds its code",
    "/problems/locale/": "sentences for people, looked up when they are told",
    "/publish/html/": "pages are written anew by every run",
    "/py.typed": "says nothing",
    "/sources/descriptions.yaml": "what an editor shows beside a field",
    "/sources/descriptions.en.yaml": "the same in English",
    "/starting/": "what a new workspace begins with",
}
LIBRARIES_APART = {
    "click": "the commands",
    "docx-trackdiff": "compares letters when asked, of which nothing is remembered",
    "filelock": "one issuer at a time",
    "pyhanko": "signs and judges signatures, of which nothing is remembered",
    "rich": "a progress bar",
    "xlsxwriter": "workbooks are written anew by every run",
}


def test_every_data_file_of_the_program_is_in_its_fingerprint_or_says_why_not():
    code = ROOT / "pipeline"
    files = [path[len(str(code)) :] for path in fingerprint.walk(code) if not path.endswith((".py", ".pyc"))]
    left = [file for file in files if not file.startswith(tuple(DATA_APART))]
    assert sorted(left) == sorted(fingerprint._DATA)


def test_every_library_of_the_program_is_in_its_fingerprint_or_says_why_not():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {text.split(">")[0].split("=")[0].split("<")[0].strip().lower() for text in said}
    known = {name.rstrip("-").replace("_", "-") for name in fingerprint._LIBRARIES}
    assert names - known == set(LIBRARIES_APART)


def test_libraries_that_lie_elsewhere_than_python_says_count_as_well(tmp_path, monkeypatch):
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "tidak-ada"))
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    before = fingerprint.engine.__wrapped__()
    (tmp_path / "docxtpl-99.dist-info").mkdir()
    assert fingerprint.engine.__wrapped__() != before
