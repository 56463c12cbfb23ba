"""Robust: what random input once broke stays whole, and properties that hold whatever the data says."""

import io
import random
import re
import shutil
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents import template
from pipeline.documents.package import Properties
from pipeline.making import build
from pipeline.sources import workspace
from support import small as kecil
from support import tried
from tools import fuzz

KNOWN = sorted(path for path in fuzz.CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_by_random_input_is_read_or_refused_in_its_place(path):
    fuzz.hold(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", fuzz.READERS)
def test_random_input_is_read_or_refused_in_its_place(name):
    chance = random.Random(2025)
    for _ in range(300):
        fuzz.hold(name, fuzz.some(name, chance))


def test_the_search_itself_can_find_a_fault(monkeypatch):
    monkeypatch.setitem(fuzz.READERS, "yaml", lambda raw: [build.problem(build.Place("a.yaml", 0), "Y009")])
    with pytest.raises(fuzz.Bocor, match="no such place"):
        fuzz.hold("yaml", b"x")


def _shown(out):
    with zipfile.ZipFile(out) as source:
        xml = source.read("word/document.xml").decode()
    xml = re.sub(r"<w:br/>", "\n", re.sub(r"<w:tab/>", "\t", xml))
    return etree.fromstring(xml.encode()).xpath("string()")


@settings(max_examples=tried.share(1.5, "an example takes a moment"), suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t<>&{}%'\"«»$"), min_size=1))
def test_whatever_text_a_value_holds_the_document_holds_it(text):
    made = _template()
    out = template.render(made, {"nomor": text}, Properties("Judul", "Penulis", None, False))
    expected = "".join("\ufffd" if ord(one) in (0xFFFE, 0xFFFF) else one for one in text)
    assert _shown(io.BytesIO(out)) == f"[{expected}]"


def _template():
    problems = []
    made = template.compile_template(kecil.docx(kecil.p("[{{ nomor }}]")), "a.docx", problems)
    assert problems == []
    return made


def test_removing_the_files_of_one_unit_changes_no_byte_of_another(tmp_path):
    units = {f"units/kota/u{number}.yaml": f"nama: Unit {number}\n" for number in range(4)}
    own = {f"periods/2025S1/kota/u{number}.yaml": f"saran: [saran {number}]\n" for number in range(4)}
    rows = [f"u{number},{1 + number % 4},3\n" for number in range(4)]
    skor = {"periods/2025S1/kota/skor.csv": "unit,waktu,biaya\nloket,4,3\n" + "".join(rows)}
    root = kecil.put(tmp_path / "semua", {**units, **own, **skor})
    masa = workspace.period(root, kecil.MASA)
    build.run(root, masa, "surat")
    every = {path.parent.name: path.read_bytes() for path in (root / "build").rglob("*.docx")}
    assert len(every) == 5
    for number in range(4):
        other = tmp_path / f"tanpa-{number}"
        shutil.copytree(root, other, ignore=shutil.ignore_patterns("build"))
        (other / f"units/kota/u{number}.yaml").unlink()
        (other / f"periods/2025S1/kota/u{number}.yaml").unlink()
        kept = "".join(row for row in rows if not row.startswith(f"u{number},"))
        (other / "periods/2025S1/kota/skor.csv").write_text(f"unit,waktu,biaya\nloket,4,3\n{kept}")
        build.run(other, masa, "surat")
        left = {path.parent.name: path.read_bytes() for path in (other / "build").rglob("*.docx")}
        assert left == {name: content for name, content in every.items() if name != f"u{number}"}
