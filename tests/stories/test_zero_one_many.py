"""Every template with none, one, two and twelve of each of its lists: what it then says is Indonesian, and true."""

import io
import re
import shutil
import zipfile

import pytest
from lxml import etree

from pipeline.documents import reading
from pipeline.making import build
from pipeline.sources import workspace as workspaces
from support import how_many, worked_kinds
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


def lone(text: str) -> list[str]:
    """Return the items that are counted where no second one follows, whatever stands below them."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = []
    for at, line in enumerate(lines):
        first = re.match(r"( *)(1|a)[.)] ", line)
        if first:
            after = re.compile(rf"{first[1]}({'2' if first[2] == '1' else 'b'}|({first[2]}))[.)] ")
            second = next(filter(None, map(after.match, lines[at + 1 :])), None)
            if second is None or second[2]:
                found.append(line)
    return found


def held(documents: dict[str, bytes], golden, prefix: str) -> dict[str, str]:
    """Hold documents against what is stored of them; return what of them cannot be said, by where it stands."""
    found = {name: reading.markdown(document) for name, document in documents.items()}
    for name, text in found.items():
        golden(f"berapa/{prefix}-{name}.md", text)
    wrong = {f"{name}: a list of one with a number": items[0] for name, text in found.items() if (items := lone(text))}
    return wrong | {
        f"{name}: {what}": said[0]
        for name, text in found.items()
        for what, pattern in IMPOSSIBLE.items()
        if (said := re.search(rf".{{0,40}}(?:{pattern}).{{0,20}}", text))
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_template_says_of_none_one_two_and_twelve_can_be_said(workspace, run, golden, kind):
    documents = made(workspace, run, kind)
    wrong = held(documents, golden, kind)
    typed = {name: typed_lists(document) for name, document in documents.items()}
    assert {name: lines for name, lines in typed.items() if lines and kind not in ON_ONE_PAGE} == {}
    assert wrong == {}


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    root = tmp_path_factory.mktemp("contoh")
    worked_kinds.of_many(root, worked_kinds.KINDS, {f"u{many}": many for many in how_many.MANY})
    return root


@pytest.mark.parametrize("kind", worked_kinds.KINDS)
def test_a_worked_kind_says_only_what_can_be_said_of_none_one_two_and_twelve(worked, golden, kind):
    period = workspaces.period(worked, PERIOD)
    assert [str(fault) for fault in build.run(worked, period, kind).problems if not fault.is_warning] == []
    folder = worked / f"build/{PERIOD}/{worked_kinds.OFFICE}"
    documents = {f"u{many}": (folder / f"u{many}/{kind}.docx").read_bytes() for many in how_many.MANY}
    wrong = held(documents, golden, f"contoh-{kind}")
    assert {name: lines for name, document in documents.items() if (lines := typed_lists(document))} == {}
    assert wrong == {}
