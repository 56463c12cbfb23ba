"""The figures of a period for programs: the same as documents print, by command, as a file and from Python."""

import csv
import inspect
import io
import json
import os
import re
import shutil
import sys
from decimal import Decimal

import click
import pytest

import pipeline
from pipeline.commands import verbs
from pipeline.commands.cli import cli
from pipeline.lists import api, unit_figures
from support import in_process
from support import small as kecil
from support.paths import ROOT

PAGE = (ROOT / "docs/data.md").read_text(encoding="utf-8")
ASKED = {
    "results": ("results", "2025S1"),
    "plan": ("plan", "surat", "2025S1"),
    "register": ("register",),
    "trend": ("trend", "2025S1"),
    "log": ("log", "loket"),
    "verify": ("verify",),
    "check": ("check",),
    "year": ("year", "2025"),
    "evidence": ("evidence", "2025"),
    "follow-up": ("follow-up", "2025S1"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return kecil.put(tmp_path_factory.mktemp("kantor"), {})


def called(root, *args):
    return in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})


def test_every_command_that_says_json_is_asked_for_it():
    context = click.Context(cli)
    commands = {verb.name: cli.get_command(context, verb.name) for verb in verbs.every()}
    says = {
        name
        for name, command in commands.items()
        for param in command.params
        if isinstance(param.type, click.Choice) and "json" in param.type.choices
    }
    assert says == {*ASKED}


@pytest.mark.parametrize("name", ASKED)
def test_json_names_its_shape_its_version_and_has_what_the_page_says(office, name):
    told = called(office, *ASKED[name], "--format", "json")
    made = json.loads(told.stdout)
    said = re.search(rf"^\| `skm/{name}` \| (.*) \|$", PAGE, re.MULTILINE)[1]
    assert (made["bentuk"], made["versi"]) == (f"skm/{name}", 1)
    assert {*made} == {"bentuk", "versi", "masalah", *re.findall(r"`(\w+)`", said)}
    assert told.stderr == ""
    assert (
        told.returncode == called(office, *ASKED[name], *(("--format", "csv") if name == "results" else ())).returncode
    )


def test_the_page_names_every_field_of_a_result():
    for record in (unit_figures.UnitFigures, unit_figures.ElementFigure, unit_figures.ServiceFigures):
        assert all(f"`{name}`" in PAGE for name in record._fields)
    assert all(re.search(rf"\b{name}\b", PAGE) for name in unit_figures.COLUMNS)


def test_csv_json_xlsx_and_python_say_the_same(office, tmp_path):
    table = list(csv.DictReader(io.StringIO(called(office, "results", "2025S1").stdout.lstrip("\ufeff"))))
    made = json.loads(called(office, "results", "2025S1", "--format", "json").stdout)
    (unit,) = made["hasil"]
    index = next(row for row in table if not row["unsur"])
    assert (float(index["nilai"]), index["mutu"], int(index["responden"])) == (
        unit["ikm"],
        unit["mutu"],
        unit["responden"],
    )
    assert {row["unsur"]: float(row["nilai"]) for row in table if row["unsur"] and not row["layanan"]} == {
        said["unsur"]: said["nrr"] for said in unit["unsur"]
    }
    assert {row["unsur"] for row in table if row["prioritas"] == "1"} == {*unit["prioritas"]}
    own = pipeline.open_workspace(office)
    assert [str(row["nilai"]) for row in own.table("2025S1")] == [row["nilai"] for row in table]
    told = called(office, "results", "2025S1", "--format", "xlsx", "--output", str(tmp_path / "hasil.xlsx"))
    assert (told.returncode, told.stdout.endswith(": 1 unit\n")) == (0, True)
    from python_calamine import CalamineWorkbook

    cells = CalamineWorkbook.from_path(tmp_path / "hasil.xlsx").get_sheet_by_index(0).to_python()
    assert cells[0] == [*unit_figures.COLUMNS]
    assert [row[9] for row in cells[1:]] == [float(row["nilai"]) for row in table]


def test_a_figure_is_the_one_that_the_recap_prints(office):
    (unit,) = pipeline.open_workspace(office).results("2025S1").hasil
    assert f"{unit.ikm}".replace(".", ",") in called(office, "score", "2025S1", "loket").stdout.replace(".", ",")
    assert isinstance(unit.ikm, Decimal)


def test_a_file_that_is_there_is_not_written_over(office, tmp_path):
    (tmp_path / "a.csv").write_text("milik saya")
    told = called(office, "results", "2025S1", "--output", str(tmp_path / "a.csv"))
    assert (told.returncode, (tmp_path / "a.csv").read_text()) == (2, "milik saya")
    assert called(office, "results", "2025S1", "--format", "xlsx").returncode == 2


def test_a_unit_without_a_result_is_told_and_the_others_stay(tmp_path):
    root = kecil.put(tmp_path, {"units/kota/pasar.yaml": "nama: Pasar\n"})
    told = called(root, "results", "2025S1", "--format", "json")
    made = json.loads(told.stdout)
    assert told.returncode == 1
    assert [said["unit"] for said in made["hasil"]] == ["loket"]
    assert any(fault["level"] == "error" for fault in made["masalah"])


def test_the_api_is_typed_and_documented_and_says_all_it_can(office):
    own = pipeline.open_workspace(str(office))
    assert (own.periods, own.institutions, own.units("kota")) == (("2025S1",), ("kota",), ("loket",))
    assert [fault for fault in own.check("2025S1") if not fault.is_warning] == []
    assert own.register("kota") == ()
    assert [line.unit for line in own.plan("2025S1", "surat").lines] == ["loket"]
    assert {letter.jenis for letter in own.letters("kota", "loket")} <= {"surat"}
    assert own.verify(b"apa saja")
    for name, member in inspect.getmembers(api.Workspace):
        if not name.startswith("_"):
            assert member.__doc__, name
            assert f"kantor.{name}" in PAGE, name
    assert (ROOT / "pipeline/py.typed").is_file()


def test_python_is_refused_as_a_command_is(tmp_path, office):
    with pytest.raises(pipeline.Usage):
        pipeline.open_workspace(tmp_path)
    with pytest.raises(pipeline.Usage):
        pipeline.open_workspace(office).results("2031S1")


def test_the_package_alone_imports_nothing_clever():
    import subprocess

    code = "import sys, pipeline; print(*{'pydantic', 'pandas', 'click', 'yaml'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


@pytest.mark.parametrize(
    "args",
    [
        ("diff", "a.docx", "a.docx", "--redline"),
        ("follow-up", "2025S1", "--format", "csv", "--output"),
        ("results", "2025S1", "--output"),
    ],
)
def test_no_command_writes_over_a_file_that_is_there(workspace, run, args):
    shutil.copy(workspace / "templates/surat-hasil/bawaan.docx", workspace / "a.docx")
    there = workspace / "register/ada.yaml"
    there.parent.mkdir(exist_ok=True)
    there.write_text("nomor: 1")
    told = run(*args, "register/ada.yaml")
    assert (told.returncode, there.read_text()) == (2, "nomor: 1")
    assert "register/ada.yaml sudah ada dan tidak ditimpa; pilih nama lain" in told.stderr


def test_no_figure_is_told_twice(workspace, run):
    rows = run("results", "2025S1", "--unit", "dinas-sosial").stdout.splitlines()[1:]
    keys = [tuple(row.split(",")[:8]) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_unit_that_is_not_there_and_a_year_without_periods_are_told(run):
    assert "dinas-sosial" in run("evidence", "2025", "--unit", "dinas-sosia").stderr
    assert run("evidence", "1999").returncode == 2
