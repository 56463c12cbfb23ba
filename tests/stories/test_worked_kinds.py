"""The worked kinds in `docs/contoh/`: each made of YAML and a Word file alone, none of the others changed by it."""

from pathlib import Path

import PIL.Image
import pytest

from pipeline.checking import check
from pipeline.documents.reading import markdown
from pipeline.files import fingerprint
from pipeline.making import build
from pipeline.problems import formats
from pipeline.sources import editor, models, workspace
from pipeline.sources.facts_model import is_typed
from support import worked_kinds
from support.worked_kinds import EXAMPLES, KINDS, OFFICE, PAGE, PERIOD, SHOWN, UNIT, letter, workspace_of

ASKED = {
    *("undangan", "nota-dinas", "berita-acara", "surat-edaran"),
    *("surat-tugas", "pengumuman", "surat-keputusan", "siaran-pers"),
}


def told(root: Path) -> list[str]:
    return [formats.line(fault, str) for fault in check.run(root, workspace.period(root, PERIOD)).problems]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's office with every kind, all of them made."""
    root = workspace_of(tmp_path_factory.mktemp("kantor"), KINDS)
    for kind in KINDS:
        build.run(root, workspace.period(root, PERIOD), kind)
    return root


def test_there_are_the_kinds_that_were_asked_for_and_each_is_whole():
    assert set(KINDS) >= ASKED
    for kind in KINDS:
        assert {"jenis.yaml", "bawaan.docx", "fakta.yaml", PAGE} <= {path.name for path in (EXAMPLES / kind).iterdir()}


def test_nothing_is_wrong_with_any_of_them(office):
    assert told(office) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_worked_kind_says_what_its_facts_say(office, golden, kind):
    text = markdown((office / letter(kind)).read_bytes())
    assert "{{" not in text
    assert "DRAF" not in text
    golden(f"contoh/{kind}.md", text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_shows_the_letter_as_it_is_made_now(office, kind):
    text = markdown((office / letter(kind)).read_bytes())
    with PIL.Image.open(EXAMPLES / kind / PAGE) as picture:
        shown = picture.info.get(SHOWN)
    assert shown == fingerprint.sha(text.encode()), (
        "PYTHONPATH=.:tests python tests/tools/worked_pages.py, then look at it"
    )
    assert (EXAMPLES / kind / PAGE).stat().st_size < 60_000


@pytest.mark.parametrize("kind", KINDS)
def test_adding_kinds_changes_no_byte_of_another(office, tmp_path, kind):
    alone = workspace_of(tmp_path, [kind])
    build.run(alone, workspace.period(alone, PERIOD), kind)
    assert (alone / letter(kind)).read_bytes() == (office / letter(kind)).read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_each_fact_is_asked_for_checked_and_known_to_the_editor(tmp_path, kind):
    root = workspace_of(tmp_path, [kind])
    facts = {key: fact for key, fact in workspace.jenis(root, kind).isi.items() if is_typed(fact)}
    schema = editor.json_schema(models.UnitPeriode, workspace.kind_records(root))
    known = schema["properties"]["dokumen"]["properties"][kind]["allOf"][1]["properties"]["isi"]
    assert {key: known["properties"][key]["description"] for key in facts} == {
        key: fact.arti for key, fact in facts.items()
    }
    assert known["additionalProperties"] is False
    own = root / f"periods/{PERIOD}/{OFFICE}/{UNIT}.yaml"
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("    isi:\n", "    isi:\n      tidak_ada: x\n"), encoding="utf-8")
    assert any("I001 field `isi.tidak_ada` tidak dikenal" in line for line in told(root))
    own.write_text(text.partition("    isi:\n")[0], encoding="utf-8")
    needed = {key for key, fact in facts.items() if fact.wajib}
    assert {line.split("`")[1] for line in told(root) if " I002 " in line} == {f"isi.{key}" for key in needed}


def test_the_workspace_of_the_examples_is_laid_as_the_page_says():
    page = (EXAMPLES.parent / "contoh.md").read_text(encoding="utf-8")
    assert all(f"](contoh/{kind}/{PAGE})" in page for kind in KINDS)
    assert f"PERIOD={worked_kinds.PERIOD}" in page
