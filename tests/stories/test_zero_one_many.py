"""Every template with none, one, two and twelve of each of its lists: what it then says is Indonesian, and true."""

import io
import re
import shutil
import zipfile

import pytest
from lxml import etree

from pipeline.documents import reading
from pipeline.sources import workspace as workspaces
from support import how_many
from support.how_many import PERIOD
from support.paths import ROOT

KINDS = tuple(workspaces.kinds(ROOT))
OF_PERIOD = tuple(kind for kind in KINDS if workspaces.jenis(ROOT, kind).cakupan == "periode")
OFFICES = {0: (2,), 1: (1,), 2: (1, 2), 12: (0, 1, *range(3, 13))}
"""The units of offices of which so many get a copy; of the first none is waited for, of the last twelve are."""
TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").glob("*/*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ON_ONE_PAGE = {"kuesioner"}
"""Forms whose answers stand beside each other, so that a respondent has one page."""
IMPOSSIBLE = {
    "a count of nothing": r"\bkenol\b|\b0 \(nol\)|\bada 0\b|\b0 (unsur|orang|saran|layanan|di antaranya)\b",
    "a group of one": r"\bkesatu unsur|dari 1 UPP|[Rr]ata-rata [^.|]*\b1 UPP",
    "a share of nothing": r"(?<![\d,])0(,0+)?\s?%",
    "a dash for what is not there": r"(Telepon|Pos-el|Kode Pos) -",
    "a comma or a stop without what it follows": r",\s*[.,;]|:\s*[.;,]|yaitu\s*[.]|\(\s?\)|\s[,;]",
    "two blanks in a sentence": r"\w  +\w",
    "what stands above, and does not": r"Tidak ada unsur yang menjadi prioritas[^|]*?\bdi atas akan",
    "a date as computers write it": r"\b\d{4}-\d\d-\d\d\b",
    "a table of headers only": r"(?m:^)\| No\b[^\n]*\|\n(?!\|)",
    "a list of one with a number": r"(?:Tembusan|pembahasan):\n\n1\. [^\n]*\n(?!\n2\.)",
    "none of some": r"(?<!\()\b0 dari\b",
    "shares that do not add up": r"33,33% masih dalam proses dan 33,33% belum",
}


def made(workspace, run, kind: str) -> dict[str, bytes]:
    """Return every document of a kind, by where it stands: an office for each of the kind's templates."""
    for folder in ("units", "periods", "register"):
        shutil.rmtree(workspace / folder)
    for template in TEMPLATES:
        if template.parent.name == kind:
            how_many.write_office(workspace, template.stem, logo=template.stem != "bawaan")
    for number, units in OFFICES.items() if kind in OF_PERIOD else ():
        how_many.write_office(workspace, f"rekap-{number}", units, copies=number)
    told = run("build", kind, PERIOD)
    assert told.returncode == 0, told.stderr
    build = workspace / f"build/{PERIOD}"
    found = sorted(build.glob(f"**/{kind}.docx"))
    return {"-".join(path.relative_to(build).parts[:-1]): path.read_bytes() for path in found}


def typed_lists(document: bytes) -> list[str]:
    """Return the paragraphs in cells that begin with the number of a list which is typed, not counted by Word."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml"))
    lines = (
        line
        for paragraph in root.iterfind(f".//{W}tc/{W}p")
        if paragraph.find(f"{W}pPr/{W}numPr") is None
        for line in "".join(leaf.text or "\n" for leaf in paragraph.iter(f"{W}t", f"{W}br")).splitlines()
    )
    return [line for line in lines if re.match(r"\s*(\d+|[a-z])[.)]\s|\s*[-•–]\s+\w", line)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_template_says_of_none_one_two_and_twelve_can_be_said(workspace, run, golden, kind):
    documents = made(workspace, run, kind)
    found = {name: reading.markdown(document) for name, document in documents.items()}
    wrong = {
        f"{name}: {what}": said[0]
        for name, text in found.items()
        for what, pattern in IMPOSSIBLE.items()
        if (said := re.search(rf".{{0,40}}(?:{pattern}).{{0,20}}", text))
    }
    for name, text in found.items():
        golden(f"berapa/{kind}-{name}.md", text)
    typed = {name: typed_lists(document) for name, document in documents.items()}
    assert {name: lines for name, lines in typed.items() if lines and kind not in ON_ONE_PAGE} == {}
    assert wrong == {}
