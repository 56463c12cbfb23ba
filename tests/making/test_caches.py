"""Nothing is remembered longer than the run that asked for it: what changed between two runs in one process is seen."""

import ast
import importlib
import inspect
import pkgutil
import typing
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageOps

import pipeline
from pipeline.documents import layout_rules
from pipeline.files import disk
from pipeline.making import build
from pipeline.making.office import Assets
from pipeline.problems.problem import Place, Refusal
from pipeline.sources import workspace as source
from pipeline.sources.follow_up_model import Foto
from support import code, small
from support.paths import ROOT

LOGO = "units/lumajang/logo.png"
LETTER = "build/2025S1/kota/loket/surat.docx"
OF_THE_PROCESS = {
    "pipeline.scores.sheets.numbered._pandas": "what is installed stays so while the program runs",
    "pipeline.publish.markup._environment": "the pages' templates come with the program",
    "pipeline.documents.dotted._words": "the chapters come with the program",
    "pipeline.files.fingerprint.engine": "the program that runs is the one that was loaded",
    "pipeline.problems.catalogue.codes": "the catalogue comes with the program",
    "pipeline.scores.sheets.questionnaire.national": "the questionnaire comes with the program",
    "pipeline.sources.calendar._table": "the table of holidays comes with the program",
    "pipeline.sources.descriptions.tables": "the descriptions come with the program",
}
"""Caches without a key, each with why it may live as long as the process."""
PATHS = {"path", "file", "folder", "root", "where", "directory", "target"}


def build_once(root: Path) -> str:
    made = build.run(root, source.period(root, small.MASA), "surat")
    assert made.failed == 0, made.problems
    with zipfile.ZipFile(root / LETTER) as letter:
        return letter.read("word/document.xml").decode()


def test_a_second_build_in_one_process_uses_the_template_as_it_is_now(tmp_path):
    root = small.put(tmp_path, {})
    assert "Nomor" in build_once(root)
    (root / "templates/surat/bawaan.docx").write_bytes(small.docx(small.SURAT.replace("Nomor", "Bilangan")))
    assert "Bilangan" in build_once(root)


def test_a_photo_that_units_share_is_opened_once_a_run_and_seen_anew_by_the_next(tmp_path, monkeypatch):
    folder = tmp_path / "periods/2025S1/kota/foto"
    folder.mkdir(parents=True)
    Image.new("RGB", (40, 30), "red").save(folder / "a.png")
    opened, plain = [], disk.content
    monkeypatch.setattr(disk, "content", lambda path: opened.append(path.name) or plain(path))
    shown, of_unit = Assets(tmp_path), SimpleNamespace(period="2025S1", id="kota")
    first, second = (
        shown.photo(of_unit, Foto(berkas="a.png", keterangan=said), Place("x.yaml"), 20) for said in ("satu", "dua")
    )
    assert opened.count("a.png") == 1
    assert (first.description, second.description) == ("satu", "dua")
    assert first.content is second.content
    with pytest.raises(Refusal) as refused:
        shown.photo(of_unit, Foto(berkas="b.png", keterangan="tiga"), Place("x.yaml", 7), 20)
    assert [(fault.code, fault.place.line) for fault in refused.value.problems] == [("G001", 7)]
    Image.new("RGB", (40, 30), "blue").save(folder / "a.png")
    assert (
        Assets(tmp_path).photo(of_unit, Foto(berkas="a.png", keterangan="empat"), Place(""), 20).content
        != first.content
    )


def test_a_second_build_in_one_process_shows_the_logo_as_it_is_now(workspace):
    unit, logo = "lumajang/bag-protokol-tup", workspace / LOGO
    letter = workspace / f"build/2025S1/{unit}/surat-hasil.docx"
    masa = source.period(workspace, "2025S1")
    assert not build.run(workspace, masa, "surat-hasil", unit).failed
    before = letter.read_bytes()
    with Image.open(logo) as shown:
        ImageOps.mirror(shown.convert("RGBA")).save(logo)
    assert build.run(workspace, masa, "surat-hasil", unit).made == 1
    assert letter.read_bytes() != before


def modules() -> list[str]:
    found = pkgutil.walk_packages(pipeline.__path__, "pipeline.")
    return [one.name for one in found if not one.name.endswith("__main__")]


def caches() -> dict[str, typing.Any]:
    found = {}
    for name in modules():
        for each in vars(importlib.import_module(name)).values():
            holders = [each, *vars(each).values()] if inspect.isclass(each) else [each]
            found |= {
                f"{one.__module__}.{one.__qualname__}": one for one in holders if hasattr(one, "cache_parameters")
            }
    return {name: one for name, one in found.items() if name.startswith("pipeline.")}


def test_there_are_caches_to_look_at():
    assert {"pipeline.files.fingerprint.engine", "pipeline.words.indonesian.in_words"} <= caches().keys()


@pytest.mark.parametrize("name", caches())
def test_no_cache_of_a_process_is_keyed_by_a_path(name):
    cached = caches()[name].__wrapped__
    parameters = inspect.signature(cached).parameters
    kinds = typing.get_type_hints(cached)
    by_path = {one for one in parameters if one in PATHS or "Path" in str(kinds.get(one))}
    assert not by_path, f"{name} remembers by path: let the object that a run asks keep it"
    assert parameters or name in OF_THE_PROCESS


def test_no_module_gathers_anything_but_a_worker_its_job():
    """A dictionary or list that a module fills as it runs is a cache by another name."""
    found = set()
    for path in code.MODULES:
        for node in code.parsed(path).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            literal = isinstance(value, ast.Dict | ast.List) and not ast.unparse(value).strip("[]{}")
            called = (
                isinstance(value, ast.Call) and ast.unparse(value.func) in ("dict", "list", "set") and not value.args
            )
            if literal or called:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                found.add(f"{path.relative_to(ROOT)}:{ast.unparse(target)}")
    by_content = {"pipeline/files/workbook.py:_REFUSED"}
    assert found == {"pipeline/making/workers.py:_mine", "pipeline/making/apart.py:_works", *by_content}


def test_a_template_is_held_against_the_rules_once_for_all_units(tmp_path, monkeypatch):
    office = small.ISI["units/kota/instansi.yaml"] + "kaidah: {sumber: aturan rekaan, ukuran: [12]}\n"
    scores = "unit,waktu,biaya\nloket,4,3\ngerai,3,3\n"
    files = {"units/kota/instansi.yaml": office, "units/kota/gerai.yaml": "nama: Gerai\n"}
    root = small.put(tmp_path, {**files, "periods/2025S1/kota/skor.csv": scores})
    asked = []
    monkeypatch.setattr(layout_rules, "check", lambda *given: asked.append(given) or ())
    made = build.run(root, source.period(root, small.MASA), "surat")
    assert (made.made, len(asked)) == (2, 1)
