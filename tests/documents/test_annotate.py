"""A copy of a template with a remark of Word at each problem: where it stands, and still a file that Word opens."""

import io
import subprocess
import zipfile

import pytest
from docx import Document
from lxml import etree

from pipeline.documents import annotate, template
from pipeline.documents.places import Places
from pipeline.problems.problem import Problem
from support import needs, trial
from support.office_files import MAIN, Rel, deleted, made, p, table, wrapped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def remarked(raw: bytes) -> tuple[bytes, list[Problem]]:
    problems: list[Problem] = []
    assert template.compile_template(raw, "t.docx", problems) is None
    copy = annotate.annotated(raw, problems, [f"{one.code} {one.message}; {one.cure}" for one in problems])
    assert copy is not None
    return copy, problems


def pointed(copy: bytes) -> list[tuple[str, str]]:
    """The text of each paragraph that a remark points at, with the code that the remark begins with."""
    with zipfile.ZipFile(io.BytesIO(copy)) as source:
        root, remarks = (etree.fromstring(source.read(f"word/{name}.xml")) for name in ("document", "comments"))
    said = {one.get(f"{W}id"): "".join(one.itertext())[:4] for one in remarks}
    return [
        ("".join(leaf.text or "" for leaf in next(one.iterancestors(f"{W}p")).iter(f"{W}t")), said[one.get(f"{W}id")])
        for one in root.iter(f"{W}commentReference")
    ]


def test_a_remark_stands_at_the_paragraph_of_its_problem():
    raw = made("benar", p("Yth. ", deleted("Bapak ")), table(["a", "{{ nama }"]), p("{{r hal }}"))
    assert pointed(remarked(raw)[0]) == [("Yth. ", "T013"), ("{{ nama }", "T002"), ("{{r hal }}", "T005")]


def test_what_word_lets_nobody_remark_on_is_said_at_the_beginning():
    header = wrapped("hdr", p("{{ nama }"))
    raw = made(
        "awal",
        parts={"word/header1.xml": (header, f"{MAIN}.header+xml")},
        rels=[Rel("rIdH", "header", "header1.xml")],
        section='<w:headerReference w:type="default" r:id="rIdH"/>',
    )
    copy, problems = remarked(raw)
    assert pointed(copy) == [("awal", "T002")]
    assert "kepala halaman, paragraf 1" in problems[0].message


def test_the_remarks_of_others_stay_and_word_reads_all_of_them():
    kept = wrapped("comments", f'<w:comment w:id="7" w:author="Kepala">{p("ganti")}</w:comment>')
    raw = made(
        "{{ nama }",
        parts={"word/comments.xml": (kept, f"{MAIN}.comments+xml")},
        rels=[Rel("rIdC", "comments", "comments.xml")],
    )
    copy, problems = remarked(raw)
    document = Document(io.BytesIO(copy))
    assert [one.author for one in document.comments] == ["Kepala", *[annotate.AUTHOR] * len(problems)]
    assert remarked(copy)[1][0].code == "T015"


NOTE_LOST = {"note-lost", "note-beside"}
"""What LibreOffice opens in no copy, nor as it was: the sign of a note that the file does not have."""


def refused() -> dict[str, tuple[bytes, list[Problem]]]:
    """The copies of all templates of the trial that are refused, with what is wrong with each."""
    found = {}
    for name, one in trial.TEMPLATES.items():
        problems: list[Problem] = []
        if template.compile_template(one.raw(), "t.docx", problems) is None:
            copy = annotate.annotated(one.raw(), problems, [f"{each.code} {each.message}" for each in problems])
            if copy is not None:
                found[name] = copy, problems
    return found


@needs.soffice
def test_every_refused_template_of_the_trial_gets_a_copy_that_opens_with_its_remarks_at_their_places(tmp_path):
    copies = refused()
    assert len(copies) > 50
    for name, (copy, problems) in copies.items():
        (tmp_path / f"{name}.docx").write_bytes(copy)
        assert len(pointed(copy)) == len(problems), name
        with zipfile.ZipFile(io.BytesIO(copy)) as source:
            root = etree.fromstring(source.read("word/document.xml"))
        known = {place: paragraph for paragraph, place in reversed(list(Places(root, "").paragraphs()))}
        marks = {one.get(f"{W}id"): one for one in root.iter(f"{W}commentReference")}
        for number, problem in enumerate(problems):
            where = known.get(dict(problem.values).get("part", ""))
            own = [one for key, one in marks.items() if int(key) % 1000 == number] if where is not None else []
            assert all(next(one.iterancestors(f"{W}p")) is where for one in own if len(marks) == len(problems)), name
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path / "txt")]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=600)
    assert {path.stem for path in (tmp_path / "txt").iterdir()} == set(copies) - NOTE_LOST


@pytest.mark.parametrize("raw", [b"", b"bukan zip"])
def test_a_file_that_word_does_not_open_gets_no_copy(raw):
    assert annotate.annotated(raw, [], []) is None
