"""What documents are made as: the ending of their files, how one is rendered, what tells that nobody edited one."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.documents import package, template
from pipeline.documents.package import Properties
from pipeline.documents.template import Rework, Template
from pipeline.words.chapter import Words


class Format(NamedTuple):
    """A kind of file that documents are made as; `untouched` is true of the bytes that `render` gave."""

    suffix: str
    render: Callable[[Template, Words, Properties, Rework | None], bytes]
    untouched: Callable[[bytes], bool]


DOCX = Format("docx", template.render, package.untouched)
FORMATS = {known.suffix: known for known in (DOCX,)}
"""Every kind of file that documents are made as, by its ending."""


def format_of(file: str) -> Format:
    """Return what a document was made as, by the name of its file."""
    return FORMATS[file.rpartition(".")[2]]
