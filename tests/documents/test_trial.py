"""The trial: what offices make, each right or refused with its whole message, held by a golden file."""

import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents import allowed, contract, fields, filled, parts, template
from pipeline.documents import settings as page_settings
from pipeline.documents.opening import MAIN
from pipeline.documents.package import Properties
from pipeline.documents.trial import words
from pipeline.problems.problem import Problem
from pipeline.words.chapter import Picture
from pipeline.words.say import described
from support import audited, needs, trial, tried
from support.letter_words import WORDS
from support.paths import GOLDEN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def compiled(raw: bytes) -> tuple[template.Template | None, list[Problem]]:
    problems: list[Problem] = []
    found = template.compile_template(raw, "t.docx", problems)
    if found is not None:
        said = described(("surat", "unit", "periode", "hasil"))
        problems += contract.check("t.docx", found.tags, said)
    refused = any(not problem.is_warning for problem in problems)
    return (None if refused else found), sorted(set(problems))


def letter(found: template.Template) -> bytes:
    return template.render(found, WORDS, Properties("Judul", "Penulis", None, is_draft=False))


def shown(raw: bytes) -> list[str]:
    """What each part of a letter that has text shows, a paragraph a line; nothing that Word asks for is missing."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        for name in sorted(source.namelist()):
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(source.read(name))
                assert not list(filled.holes(root)), name
                said = [_text(paragraph) for paragraph in root.iter(f"{W}p")]
                lines += [f"  {name[5:-4]}: {' | '.join(said)}"] if said else []
    return lines


def _text(paragraph: "etree._Element") -> str:
    own = (leaf for leaf in paragraph.iter(f"{W}t") if next(leaf.iterancestors(f"{W}p")) is paragraph)
    pictures = sum(1 for _ in paragraph.iter("{*}blip", "{*}imagedata"))
    return "".join(leaf.text or "" for leaf in own) + " [gambar]" * pictures


def outcome(raw: bytes) -> list[str]:
    found, problems = compiled(raw)
    lines = [f"  {problem}" for problem in problems]
    return [*lines, *(shown(letter(found)) if found is not None else ["  ditolak"])]


def test_every_template_of_the_trial_is_right_or_refused_with_its_message(golden):
    everything = {name: one.raw() for name, one in trial.TEMPLATES.items()} | trial.files()
    assert sorted(set(trial.NAMES) - set(everything)) == []
    golden("trial.txt", "".join(f"{name}\n" + "\n".join(outcome(raw)) + "\n" for name, raw in everything.items()))


def test_a_message_of_the_trial_names_its_place_and_its_way_out_and_nothing_of_the_inside():
    for name, one in trial.TEMPLATES.items():
        for problem in compiled(one.raw())[1]:
            line = str(problem)
            assert line.partition("; ")[2].strip(), name
            inside = ("getitem", "getattr", "filterblock", "Const", "word/document", "NoneType", "{'", "isi dokumen")
            assert not [word for word in inside if word in line], (name, line)


_SMALL = ("A required relationship type", "styles.xml is missing")
"""What the audit misses in files as small as these."""
_REFUSED = re.findall(r"(?m)^(\S+)\n(?:  .*\n)*  ditolak$", (GOLDEN / "trial.txt").read_text(encoding="utf-8"))
RIGHT = sorted(trial.TEMPLATES.keys() - set(_REFUSED))
"""What comes out as it shows: the golden file, which is held above, says which; to compile all takes seconds."""
ASKED = ("gt", "compare")
"""What asks whether a word is more: not every data that others may have is a number."""
DATA = {"empty": ("", 0), "usual": ("7", 2), "fullest": ("panjang & <lain> " * 30, 12)}
"""What every word says, and how many items every list has."""


def letters(*names: str) -> dict[str, bytes]:
    """A letter of a template of all these ingredients for each kind of data."""
    found, problems = compiled(trial.together(*names).raw())
    assert found is not None, (names, problems)
    properties = Properties("Judul", "Penulis", None, is_draft=True)
    data = DATA if not set(ASKED) & set(names) else {**DATA, "fullest": ("1.234.567,89", 12)}
    return {
        kind: template.render(found, _with_pictures(words(list(found.tags), leaf, many)), properties)
        for kind, (leaf, many) in data.items()
    }


def _with_pictures(word: Any) -> Any:
    """Words with a picture that can be shown in the place of each that is only one by name."""
    if isinstance(word, Picture):
        return WORDS["kop"]["logo"]
    if isinstance(word, dict):
        return {name: _with_pictures(inner) for name, inner in word.items()}
    return [_with_pictures(inner) for inner in word] if isinstance(word, list) else word


@settings(max_examples=tried.share(0.15))
@given(st.lists(st.sampled_from([name for name in RIGHT if name not in ASKED]), min_size=1, max_size=6, unique=True))
def test_ingredients_say_together_what_each_says_alone_and_hold_nothing_foreign(names):
    names = trial.compatible(names)
    whole = letters(*names)
    alone = [letters(name) for name in names]
    for kind, raw in whole.items():
        said = {part: [text for text in texts if text] for part, texts in _paragraphs(raw).items()}
        parts = [_paragraphs(one[kind]) for one in alone]
        for part, texts in said.items():
            expected = [text for one in parts for text in one.get(part, [])[part == MAIN :] if text]
            draft = 1 if part == MAIN and DATA[kind][0] else 0
            assert texts[draft:] == expected, (kind, names)
        assert_nothing_foreign(raw)


def _paragraphs(raw: bytes) -> dict[str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        roots = {
            name: etree.fromstring(source.read(name)) for name in source.namelist() if parts.TAGGED.fullmatch(name)
        }
    assert not [hole for root in roots.values() for hole in filled.holes(root)]
    return {name: [_text(paragraph) for paragraph in root.iter(f"{W}p")] for name, root in roots.items()}


def assert_nothing_foreign(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    roots = {name: etree.fromstring(content) for name, content in files.items() if name.endswith((".xml", ".rels"))}
    kinds = {one.get("Type").rpartition("/")[2] for name in roots if name.endswith(".rels") for one in roots[name]}
    assert kinds <= allowed.KEPT | {"core-properties"}
    assert {name.rpartition(".")[2].lower() for name in files} <= allowed.EXTENSIONS
    assert all(allowed.TYPES.fullmatch(one.get("ContentType")) for one in roots["[Content_Types].xml"])
    asked = {text.split()[0].upper() for root in roots.values() for _, text in fields.found(root)}
    assert asked <= fields.ALLOWED
    if "word/settings.xml" in roots:
        assert {etree.QName(one).localname for one in roots["word/settings.xml"]} <= page_settings.KEPT
    everything = b"".join(files.values())
    left = (
        b"{{",
        b"{%",
        b"dataBinding",
        b"mailMerge",
        b"Kepala",
        b"Sekretaris",
        b"C:\\",
        b"file:",
        b"TAKTERLIHAT",
        b"externalData",
        b"printerSettings",
    )
    assert not [one for one in left if one in everything]


@pytest.mark.parametrize("name", RIGHT)
def test_word_would_open_a_letter_of_each_ingredient_without_repair(name, tmp_path):
    for kind, raw in letters(name).items():
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(raw)
        found = [str(one) for one in audited.errors(path)]
        assert [one for one in found if not any(each in one for each in _SMALL)] == []


@needs.soffice
def test_libreoffice_opens_a_letter_of_each_ingredient_on_the_least_and_the_most_data(tmp_path):
    for name in RIGHT:
        for kind, raw in letters(name).items():
            (tmp_path / f"{name}-{kind}.docx").write_bytes(raw)
    convert(tmp_path, tmp_path / "txt", "txt:Text", sorted(tmp_path.glob("*.docx")))
    for name in RIGHT:
        for kind, begun in (("empty", ""), ("usual", "7"), ("fullest", "1.234" if name in ASKED else "panjang")):
            said = (tmp_path / "txt" / f"{name}-{kind}.txt").read_text(encoding="utf-8-sig")
            assert said.startswith(begun), (name, kind)


def convert(root: Path, out: Path, kind: str, given: list[Path]) -> None:
    """Let LibreOffice convert files, all in one call."""
    profile = f"-env:UserInstallation={(root / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, given)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


@needs.soffice
@pytest.mark.parametrize("way", ["odt", "doc"])
def test_a_template_that_went_through_libreoffice_says_the_same_or_is_refused(tmp_path, way):
    names = ("split", "nbsp", "table-in-textbox", "tc-columns", "nested-loop", "cond", "numlist", "float-logo")
    raws = {name: trial.TEMPLATES[name].raw() for name in names}
    for name, raw in raws.items():
        (tmp_path / f"{name}.docx").write_bytes(raw)
    convert(tmp_path, tmp_path / way, way, sorted(tmp_path.glob("*.docx")))
    convert(tmp_path, tmp_path / "docx", "docx:MS Word 2007 XML", sorted((tmp_path / way).iterdir()))
    for name, raw in raws.items():
        before, _ = compiled(raw)
        after, problems = compiled((tmp_path / "docx" / f"{name}.docx").read_bytes())
        assert before is not None
        if after is None:
            assert all(problem.cure for problem in problems)
            continue
        said, now = ("".join(shown(letter(found))) for found in (before, after))
        assert not [word for word in ("7/X", "U1", "U2", "Camat") if word in said and word not in now], (name, problems)
