"""What MkDocs asks of us (`make docs`): the README as first page, its list of pages as navigation, the API's page."""

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
FIRST, API, OTHERS = "README.id.md", "api.md", ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
_PAGE = re.compile(r"^- \[(?P<title>[^\]]+)\]\(docs/(?P<file>[\w-]+\.md)\)$", re.MULTILINE)
_OF_API = """# Python: `open_workspace`

Penjelasannya, dengan contoh: [Angka bagi program lain](data.md).

::: pipeline.lists.api
"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the navigation from the README's list of tasks: a page is listed once."""
    by_task: list[Any] = [{found["title"].replace("`", ""): found["file"]} for found in _PAGE.finditer(_said(FIRST))]
    makers: list[Any] = [{"Susunan program": "architecture.md"}, *({name[:-3].title(): name} for name in OTHERS)]
    config.nav = [
        {"Awal": "index.md"},
        {"Menurut tugas": by_task},
        {"Rujukan": [{"Perintah": "perintah.md"}, {"Python": API}, {"Bukti": "bukti.md"}, {"Lisensi": "lisensi.md"}]},
        {"Pengembang": makers},
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand outside `docs/`, with links as the site has them."""
    files.append(File.generated(config, API, content=_OF_API))
    for name, file in (("index.md", FIRST), *((name, name) for name in OTHERS)):
        files.append(File.generated(config, name, content=_inside(_said(file))))
    return files


def _said(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _inside(text: str) -> str:
    """Return a page of the top folder as one of the site: links into `docs/`, and none to what the site has not."""
    text = re.sub(r"(\]\(|src=\")docs/", r"\1", text.removeprefix("*[English](README.md)*\n"))
    elsewhere = re.compile(rf"\[([^\]]*)\]\((?!{'|'.join(OTHERS)})[A-Z][\w.]*\)")
    return elsewhere.sub(r"\1", text)
