"""`check`: everything at once, at once; nothing written but what it remembers; the same findings as a build."""

import gc
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from pipeline.checking import check, memory
from pipeline.making import build, office
from pipeline.problems import formats
from pipeline.problems.problem import Usage
from pipeline.scores.sheets import reader
from pipeline.sources import layers, workspace, yaml_text
from support import imported as imports
from support import small as kecil
from support import small_office
from support.paths import ROOT

P = "periods/2025S1/kota/"


def _run(root, only=None):
    return check.run(root, workspace.period(root, kecil.MASA), only)


def _codes(seen):
    return [one.code for one in seen.problems]


def test_the_workspace_of_this_repository_is_clean(run):
    told = run("check", "2025S1")
    assert (told.returncode, told.stderr) == (0, "")
    assert re.fullmatch(
        r"61 unit diperiksa: 0 kesalahan, 0 peringatan, \d+,\d s\n([\d.]+) baris jawaban: \1 dihitung\n", told.stdout
    )


def test_faults_of_many_files_and_rooms_are_told_in_one_run_sorted(tmp_path):
    root = kecil.put(
        tmp_path,
        {
            f"{P}loket.yaml": "hal: a: b\n",
            "units/kota/lain.yaml": "nama: Lain\nkop: {baris: [KOTA], logo: tidak-ada.png}\n",
            f"{P}lain.yaml": "batas: 2025-07-06\npakai_skema: [skn]\n",
            f"{P}skor.csv": "unit,waktu,biaya\nloket,4,3\nlain,9,3\n",
            "templates/surat/bawaan.docx": kecil.docx(kecil.SURAT + kecil.p("{% if nomor %}") + kecil.p("{% endif %}")),
            "templates/surat/kota2.docx": b"bukan zip",
        },
    )
    seen = _run(root)
    assert list(seen.problems) == sorted(seen.problems)
    assert sorted(_codes(seen)) == ["C003", "D002", "D002", "G001", "I006", "S004", "T001", "T024", "Y001"]


def test_what_units_share_being_wrong_does_not_hide_faults_of_the_units(tmp_path):
    root = kecil.put(tmp_path, {"units/kota/instansi.yaml": "nma: Kota\n", f"{P}loket.yaml": "tembusn: []\n"})
    told = kecil.told(root)
    assert "units/kota/instansi.yaml:1:1: I001 field `nma`" in told
    assert "periods/2025S1/kota/loket.yaml:1:1: I001 field `tembusn`" in told


def test_check_and_build_find_the_same(tmp_path):
    root = kecil.put(
        tmp_path,
        {f"{P}loket.yaml": "batas: 2025-07-06\ntempat: Contoh, 2 Juli 2025\n", "units/kota/lain.yaml": "nama: Lain\n"},
    )
    made = build.run(root, workspace.period(root, kecil.MASA), "surat")
    assert _run(root).problems == made.problems
    assert sorted(one.code for one in made.problems) == ["C003", "C004", "S006"]
    assert (made.made, made.failed) == (1, 1)


def test_a_number_given_twice_makes_neither_a_second_document_nor_two_findings(tmp_path):
    again = {f"{P}{unit}.yaml": "dokumen: {surat: {nomor: 7/X}}\n" for unit in ("lain", "loket")}
    skor = "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,3,3\nlain,4,3\n"
    root = kecil.put(tmp_path, {**again, "units/kota/lain.yaml": "nama: Lain\n", f"{P}skor.csv": skor})
    made = build.run(root, workspace.period(root, kecil.MASA), "surat")
    assert made.problems == _run(root).problems
    assert [str(one.place) for one in made.problems] == [f"{P}loket.yaml:1:26"]
    assert [path.parent.name for path in sorted((root / "build").rglob("*.docx"))] == ["lain"]


def test_nothing_is_written_but_what_is_remembered(tmp_path):
    root = kecil.put(tmp_path, {})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    _run(root)
    after = {path for path in root.rglob("*") if path.is_file()} - before.keys()
    assert all(any(part.startswith(".") for part in path.relative_to(root).parts[1:3]) for path in after)
    assert all(path.read_bytes() == content for path, content in before.items())


def test_a_second_check_imports_neither_pandas_nor_pydantic_nor_docxtpl(tmp_path):
    heavy = {"pandas", "pydantic", "docxtpl", "yaml", "lxml", "jinja2", "holidays"}
    root = small_office.made(tmp_path)
    first, second = (imports.run_and_tell(("check", "2025S1"), root, heavy)[1] for _ in range(2))
    assert {"pydantic", "docxtpl", "yaml", "lxml"} <= {*first}
    assert second == []


def test_only_what_has_changed_is_read_again(tmp_path, monkeypatch):
    units = {f"units/kota/u{number}.yaml": f"nama: Unit {number}\n" for number in range(9)}
    rows = "".join(f"u{number},3,3\nu{number},4,3\n" for number in range(9))
    root = kecil.put(tmp_path, {**units, f"{P}skor.csv": f"unit,waktu,biaya\nloket,4,3\nloket,3,3\n{rows}"})
    assert _codes(_run(root)) == []
    read: list[str] = []
    real = yaml_text.read_yaml
    monkeypatch.setattr(
        workspace, "read_yaml", lambda raw, file, problems: read.append(file) or real(raw, file, problems)
    )
    (root / "units/kota/u3.yaml").write_text("nama: Unit 3\nyth: Yth. Kepala Unit Tiga\n")
    assert _codes(_run(root)) == ["C004"]
    assert {file for file in read if "/u" in file} == {"units/kota/u3.yaml"}


@pytest.mark.parametrize(
    "entry", ["", "batal: salah ketik\n", "periode: 2024S2\njenis: surat\nsurat: [{unit: loket}]\n"]
)
def test_a_number_that_the_register_gave_to_something_else_is_given_twice(tmp_path, entry):
    file = "register/kota/2025/0007.yaml"
    root = kecil.put(
        tmp_path, {file: f"nomor: 7/X\nurut: 7\n{entry}", f"{P}loket.yaml": "dokumen: {surat: {nomor: 7/X}}\n"}
    )
    for _ in range(2):
        assert f"{P}loket.yaml:1:26: A002 `nomor` 7/X sudah dipakai {file}" in [
            str(one).partition(";")[0] for one in _run(root).problems
        ]
    mine = "nomor: 7/X\nurut: 7\nperiode: 2025S1\njenis: surat\nsurat: [{unit: loket}]\n"
    (root / file).write_text(mine)
    assert "A002" not in _codes(_run(root))


def test_answers_are_not_read_again_when_something_else_has_changed(tmp_path, monkeypatch):
    root = kecil.put(tmp_path, {})
    _run(root)
    monkeypatch.setattr(reader, "read", lambda *_: pytest.fail("the answers are read again"))
    (root / "units/kota/loket.yaml").write_text("nama: Loket Contoh\nyth: Yth. Kepala Loket\n")
    assert _codes(_run(root)) == ["C004"]


def test_what_is_read_through_a_link_is_noticed_when_it_changes(tmp_path):
    root = kecil.put(tmp_path / "kerja", {})
    (root / "units/kota").rename(tmp_path / "bersama")
    (root / "units/kota").symlink_to(tmp_path / "bersama")
    assert _codes(_run(root)) == []
    assert memory.unchanged(root, kecil.MASA)
    (tmp_path / "bersama/loket.yaml").write_text("nma: Loket\n")
    assert memory.unchanged(root, kecil.MASA) is None
    assert "I001" in _codes(_run(root))


def test_warnings_are_told_again_when_nothing_has_changed(tmp_path):
    root = kecil.put(tmp_path, {f"{P}loket.yaml": "batas: 2025-07-06\n"})
    first = _run(root)
    assert _codes(first) == ["C003"]
    last = memory.unchanged(root, kecil.MASA)
    assert last is not None
    assert (last.problems, last.unit) == (first.problems, 1)
    english = [one.said(lambda text: f"<{text}>") for one in last.problems]
    assert english == [one.said(lambda text: f"<{text}>") for one in first.problems]


@pytest.mark.parametrize(
    "file", ["units/kota/loket.yaml", f"{P}periode.yaml", f"{P}skor.csv", "templates/surat/bawaan.docx"]
)
def test_a_changed_file_is_noticed(tmp_path, file):
    root = kecil.put(tmp_path, {})
    _run(root)
    path = root / file
    path.write_bytes(path.read_bytes() + b"\n\x07")
    assert memory.unchanged(root, kecil.MASA) is None
    assert _codes(_run(root)) != [] or file.endswith((".csv", ".docx"))


def test_a_changed_file_of_another_period_is_noticed_as_well(tmp_path):
    root = kecil.put(tmp_path, {"periods/2024S2/kota/loket.yaml": "hal: Lalu\n"})
    _run(root)
    assert memory.unchanged(root, kecil.MASA) is not None
    (root / "periods/2024S2/kota/loket.yaml").write_text("hal: Lain\n")
    assert memory.unchanged(root, kecil.MASA) is None


def test_a_damaged_memory_is_no_memory(tmp_path):
    root = kecil.put(tmp_path, {})
    _run(root)
    for content in (b"", b"{", b"[]", b'{"masukan": "", "unit": 1, "masalah": [[1]], "temuan": {}}'):
        memory.file(root, kecil.MASA).write_bytes(content)
        assert memory.unchanged(root, kecil.MASA) is None
        assert _codes(_run(root)) == []


def test_one_unit_is_checked_alone_and_forgets_nothing_of_the_others(tmp_path):
    root = kecil.put(tmp_path, {"units/kota/lain.yaml": "nama: Lain\n", f"{P}loket.yaml": "batas: 2025-07-06\n"})
    _run(root)
    assert _codes(_run(root, "loket")) == ["C003"]
    assert _codes(_run(root)) == ["C003", "S006"]
    with pytest.raises(Usage):
        _run(root, "lokte")


def test_a_warning_that_is_known_is_not_told_but_an_error_always_is(tmp_path):
    known = "batas: 2025-07-01\ndiketahui:\n  - {kode: C004, alasan: kop lama}\nyth: Yth. Kepala\n"
    assert _codes(_run(kecil.put(tmp_path, {f"{P}loket.yaml": known}))) == ["C002"]


def test_only_the_code_of_a_warning_can_be_acknowledged_and_only_with_a_reason(tmp_path):
    wrong = "diketahui:\n  - {kode: C002, alasan: x}\n  - {kode: C003}\n"
    told = kecil.told(kecil.put(tmp_path, {f"{P}loket.yaml": wrong}))
    assert "1:1: " not in told
    assert re.findall(r"loket.yaml:(\d+):\d+: (\w+)", told) == [("2", "I003"), ("3", "I002")]


def test_acknowledgements_of_every_layer_count(tmp_path):
    files = {
        "units/kota/loket.yaml": "nama: Loket\ndiketahui: [{kode: C004, alasan: kop lama}]\nyth: Yth. Kepala\n",
        f"{P}loket.yaml": "batas: 2025-07-06\ndiketahui: [{kode: C003, alasan: piket}]\n",
    }
    assert _codes(_run(kecil.put(tmp_path, files))) == []


def test_what_is_known_is_listed_on_demand_with_its_reason_though_nothing_is_read_again(tmp_path, run):
    files = {f"{P}loket.yaml": "batas: 2025-07-06\ndiketahui:\n  - {kode: C003, alasan: piket}\n"}
    root = str(kecil.put(tmp_path / "kantor", files))
    assert "piket" not in run("--root", root, "check").stdout
    for _ in range(2):
        told = run("--root", root, "check", "--diketahui")
        assert told.stdout.count("piket") == 1
        assert f"\n{P}loket.yaml:3: C003 diketahui: piket\n" in told.stdout


def test_an_acknowledgement_that_one_of_its_units_needs_is_needed(tmp_path):
    instansi = str(kecil.ISI["units/kota/instansi.yaml"]) + "diketahui: [{kode: C003, alasan: piket}]\n"
    files = {
        "units/kota/instansi.yaml": instansi,
        "units/kota/lain.yaml": "nama: Lain\n",
        f"{P}lain.yaml": "batas: 2025-07-06\n",
        f"{P}skor.csv": "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,3,3\nlain,4,3\n",
    }
    assert _codes(_run(kecil.put(tmp_path, files))) == []


@pytest.mark.parametrize(
    ("batas", "libur", "codes"),
    [
        ("2025-07-07", "", []),
        ("2025-07-07", "libur: {tambah: [2025-07-07]}\n", ["C003"]),
        ("2025-07-05", "", ["C003"]),
        ("2025-07-05", "libur: {kecuali: [2025-07-05]}\n", []),
        ("2025-12-25", "", ["C003"]),
        ("2025-12-25", "libur: {kecuali: [2025-12-25]}\n", []),
    ],
)
def test_days_off_come_from_the_library_and_are_overridden_by_data(tmp_path, batas, libur, codes):
    root = kecil.put(tmp_path, {f"{P}loket.yaml": f"batas: {batas}\n{libur}"})
    assert _codes(_run(root)) == codes


def test_a_letter_is_dated_in_its_period_or_in_the_one_that_reports_it(tmp_path):
    for day, codes in (("2025-01-01", []), ("2025-12-31", []), ("2024-12-31", ["C001"]), ("2026-01-01", ["C001"])):
        said = f"dokumen: {{surat: {{tanggal: {day}}}}}\nbatas: 2026-01-05\n"
        said += "rujukan: {dari: K, nomor: 1, tanggal: 2024-01-01, hal: S}\n"
        assert _codes(_run(kecil.put(tmp_path, {f"{P}loket.yaml": said}))) == codes, day


def test_a_record_of_a_problem_has_every_field(tmp_path):
    seen = _run(kecil.put(tmp_path, {f"{P}loket.yaml": "tembusn: [x]\n"}))
    assert formats.records(seen.problems, str) == [
        {
            "file": f"{P}loket.yaml",
            "line": 1,
            "column": 1,
            "code": "I001",
            "level": "error",
            "message": "field `tembusn` tidak dikenal",
            "cure": "maksudnya `tembusan`?",
        }
    ]


def test_github_shows_each_problem_beside_its_line(tmp_path):
    seen = _run(kecil.put(tmp_path, {f"{P}loket.yaml": "batas: 2025-07-06\n"}))
    assert formats.github(seen.problems, str).startswith(
        f"::warning file={P}loket.yaml,line=1,col=8,title=C003::`batas`"
    )


def test_github_text_cannot_end_its_command():
    place = build.Place("a,b:c.yaml", 1, 1)
    one = build.problem(place, "B008", found="satu\nbaris 100%")
    assert formats.github([one], str) == (
        "::error file=a%2Cb%3Ac.yaml,line=1,col=1,title=B008::berkas tidak dapat dibaca: satu%0Abaris 100%25; "
        "periksa izin dan isinya"
    )


def test_sarif_names_rules_and_places(tmp_path):
    seen = _run(kecil.put(tmp_path, {f"{P}loket.yaml": "batas: 2025-07-06\n", f"{P}x.csv": ""}))
    run = json.loads(formats.sarif(seen.problems, str))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["C003", "C008"]
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("C003", "warning")
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": f"{P}loket.yaml"},
        "region": {"startLine": 1, "startColumn": 8},
    }


SARIF = {
    "": {"$schema", "version", "runs"},
    "runs": {"tool", "columnKind", "results"},
    "tool": {"driver"},
    "driver": {"name", "version", "rules"},
    "rules": {"id", "shortDescription", "help"},
    "shortDescription": {"text"},
    "help": {"text"},
    "results": {"ruleId", "level", "message", "locations"},
    "message": {"text"},
    "locations": {"physicalLocation"},
    "physicalLocation": {"artifactLocation", "region"},
    "artifactLocation": {"uri"},
    "region": {"startLine", "startColumn"},
}
"""What the schema of SARIF 2.1.0 calls the properties that we write; it allows no others."""


def _sarif(value, name=""):
    if isinstance(value, dict):
        assert value.keys() <= SARIF[name]
        for inner, child in value.items():
            _sarif(child, inner)
    elif isinstance(value, list):
        for child in value:
            _sarif(child, name)
    elif name in ("startLine", "startColumn"):
        assert value >= 1
    else:
        assert isinstance(value, str)
        assert value
        assert name != "uri" or re.fullmatch(r"(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+", value, re.ASCII)
        assert name != "level" or value in ("none", "note", "warning", "error")


def test_sarif_is_what_its_schema_allows_whatever_files_are_called(tmp_path):
    names = {f"{P}a b.yaml": "hal: x\n", f"{P}é%.csv": "", f"{P}b\udcff.yaml": "", "units/kota/c\nd.yaml": ""}
    made = json.loads(formats.sarif(_run(kecil.put(tmp_path, names)).problems, str))
    _sarif(made)
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in made["runs"][0]["results"]}
    assert {f"{P}a%20b.yaml", f"{P}%C3%A9%25.csv", f"{P}b%FF.yaml", "units/kota/c%0Ad.yaml"} <= uris


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_other_forms_are_alone_on_stdout(tmp_path, run, form):
    root = kecil.put(tmp_path / "kantor", {f"{P}loket.yaml": "tembusn: [x]\n"})
    told = run("check", "2025S1", "--format", form, cwd=root)
    assert (told.returncode, told.stderr) == (1, "")
    if form != "github":
        assert json.loads(told.stdout)
    assert "I001" in told.stdout


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("batas: 2025-07-06  # Minggu", 8, "2025-07-06"),
        ("tembusn: [x]", 1, "tembusn"),
        ("a: {hal: 'Semester ''2', yth: K}", 10, "'Semester ''2'"),
        ("tembusan: [satu, dua]", 18, "dua"),
        ("hal: Hasil – “SKM”", 6, "Hasil"),
    ],
)
def test_the_word_is_underlined(line, column, word):
    one = build.problem(build.Place("a.yaml", 2, column), "I002", field="x")
    text, begin, end = formats.shown(one, f"# satu\n{line}\n")
    assert text[begin:end] == word


def test_a_long_line_is_cut_around_the_word():
    one = build.problem(build.Place("a.yaml", 1, 500), "I002", field="x")
    text, begin, end = formats.shown(one, "x " * 249 + " kata " + "y " * 100)
    assert (text[begin:end], len(text) <= 110) == ("kata", True)


def test_on_a_terminal_the_line_is_shown(tmp_path):
    root = kecil.put(tmp_path, {f"{P}loket.yaml": "batas: 2025-07-06\n"})
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "--root", str(root), "check", "2025S1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id"}
    subprocess.run(command, env=env, stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    os.close(theirs)
    shown = re.sub(r"\x1b\[[\d;]*m", "", os.read(mine, 10_000).decode()).replace("\r", "")
    os.close(mine)
    assert shown.splitlines()[-2:] == ["     1 | batas: 2025-07-06", "       |        ^^^^^^^^^^"]


def test_words_never_used_are_listed_on_demand(tmp_path, run):
    told = run("check", "2025S1", "--unused", cwd=small_office.made(tmp_path / "kantor"))
    assert told.returncode == 0
    assert "templates/surat-hasil/lumajang.docx: yth_daftar[]  (penerima, satu per satu)\n" in told.stdout
    assert "lumajang.docx: nomor " not in told.stdout


def test_an_unknown_period_is_wrong_usage(run):
    told = run("check", "2031S1")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == 'periode "2031S1" tidak ada; yang ada: 2024S1, 2024S2, 2025S1\n'


def test_without_a_period_every_period_is_checked(tmp_path, run):
    root = kecil.put(tmp_path / "kantor", {})
    assert run("--root", str(root), "check").returncode == 0
    empty: Path = tmp_path / "kosong"
    empty.mkdir()
    told = run("--root", str(empty), "check")
    assert (told.returncode, told.stderr) == (
        2,
        f"{empty.as_posix()}: bukan ruang kerja SKM; mulai dengan: skm init <folder>\n",
    )


def test_a_row_that_is_too_short_fails_its_own_unit_only(tmp_path):
    units = {f"units/kota/{name}.yaml": f"nama: {name}\n" for name in ("lain", "baru")}
    skor = "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,4\nlain,3,3\nbaru,4\n"
    root = kecil.put(tmp_path, {**units, f"{P}skor.csv": skor})
    made = build.run(root, workspace.period(root, kecil.MASA), "surat")
    found = [(one.place.line, one.code) for one in made.problems]
    assert found == [(4, "S007"), (6, "S007")]
    assert [path.parent.name for path in sorted((root / "build").rglob("*.docx"))] == ["loket"]


def test_a_priority_is_that_of_the_first_scheme_that_the_unit_uses(tmp_path):
    lain = "skema: {a: {nama: A, unsur: {sopan: {kode: U1, nama: Sopan}}}, b: {nama: B, unsur: {cepat: {kode: U1, "
    lain += "nama: Cepat}, murah: {kode: U2, nama: Murah}}}}\n"
    files = {
        "units/kota/instansi.yaml": f"nama: Kota\nyth: K\ndi: T\n{lain}",
        f"{P}loket.yaml": "pakai_skema: [b]\nprioritas: {cara: pilihan, unsur: [cepat], alasan: Diminta}\n",
        f"{P}skor.csv": "unit,cepat,murah\nloket,3,4\nloket,3,3\n",
    }
    assert _codes(_run(kecil.put(tmp_path, files))) == []


@pytest.mark.parametrize(
    "text", ["pakai_skema: [skm, skm]\n", "prioritas: {cara: pilihan, unsur: [waktu, waktu], alasan: A}\n"]
)
def test_a_list_of_choices_names_each_once(tmp_path, text):
    assert _codes(_run(kecil.put(tmp_path, {f"{P}loket.yaml": text}))) == ["I003"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("sep=;\n;;\nloket;4;3\n", ["S119"]),
        ('unit,waktu,"biaya\nloket,4,3\n', ["S009"]),
        ("unit,waktu,biaya\n", ["S008"]),
    ],
)
def test_a_sheet_with_a_broken_head_says_why(tmp_path, raw, expected):
    assert _codes(_run(kecil.put(tmp_path, {f"{P}skor.csv": raw}))) == expected


def _nomor(**units):
    """A workspace whose units bear these numbers; the letters of all but `loket` are made already."""
    rows = "".join(f"{unit},4,3\n{unit},3,3\n" for unit in units)
    return {
        f"{P}skor.csv": f"unit,waktu,biaya\n{rows}",
        **{f"units/kota/{unit}.yaml": f"nama: {unit.title()}\n" for unit in units},
        **{f"{P}{unit}.yaml": f"dokumen: {{surat: {{nomor: {nomor}}}}}\n" for unit, nomor in units.items() if nomor},
    }


@pytest.mark.parametrize("typed", ["7/X B", '"7\\x2fX B"', "7/X\n    B", "'7/X B'"])
@pytest.mark.parametrize("walk", ["build", "check"])
def test_one_unit_alone_is_held_against_the_numbers_of_all_the_others(tmp_path, typed, walk):
    root = kecil.put(tmp_path, _nomor(awal=typed, lain="8/X", loket="7/X B", tutup="7/X B"))
    masa = workspace.period(root, kecil.MASA)
    found = build.run(root, masa, "surat", "loket").problems if walk == "build" else _run(root, "loket").problems
    assert [(str(one.place), one.code) for one in found] == [
        (f"{P}loket.yaml:1:26", "B007"),
        (f"{P}tutup.yaml:1:26", "B007"),
    ]
    assert not list((root / "build").rglob("*.docx"))


def test_the_unit_that_bears_the_number_first_keeps_its_document_and_the_other_is_told(tmp_path):
    root = kecil.put(tmp_path, _nomor(loket="7/X", tutup="7/X"))
    made = build.run(root, workspace.period(root, kecil.MASA), "surat", "loket")
    assert [str(one.place) for one in made.problems] == [f"{P}tutup.yaml:1:26"]
    assert (made.made, made.failed) == (1, 0)


def test_a_number_that_all_units_share_is_given_to_more_than_one(tmp_path):
    files = _nomor(awal="", loket="")
    files[f"{P}periode.yaml"] = kecil.ISI[f"{P}periode.yaml"].replace("surat: {", "surat: {nomor: 7/X, ")
    root = kecil.put(tmp_path, files)
    made = build.run(root, workspace.period(root, kecil.MASA), "surat", "loket")
    assert [str(one.place) for one in made.problems] == [f"{P}periode.yaml:1:26"]
    assert made.failed == 1


def test_a_unit_that_bears_another_number_is_not_read(tmp_path, monkeypatch):
    root = kecil.put(tmp_path, _nomor(awal="8/X", loket="7/X"))
    read: list[str] = []
    real = layers.dossier_of
    monkeypatch.setattr(
        layers, "dossier_of", lambda root, office, unit, *a: read.append(unit) or real(root, office, unit, *a)
    )
    assert build.run(root, workspace.period(root, kecil.MASA), "surat", "loket").problems == ()
    assert read == ["loket"]


def test_what_the_files_lack_is_told_though_the_answers_are_missing_too(tmp_path):
    body = kecil.docx(kecil.p("{{ kop.alamat }} {{ utama.ikm }} {{ penandatangan.nama }} {{ yth }}{{ draf }}"))
    root = kecil.put(tmp_path, {"templates/surat/bawaan.docx": body, f"{P}skor.csv": "unit,waktu,biaya\n"})
    told = [str(one) for one in _run(root).problems]
    assert [" ".join(line.split()[:3]) for line in told] == [
        f"{P}skor.csv:1:1: S008 berkas",
        "units/kota/loket.yaml:1:1: I005 `kop`",
        "units/kota/loket.yaml:1:1: I005 `penandatangan`",
    ]


def test_a_disk_that_is_only_read_is_checked_like_any_other(tmp_path, run):
    root = small_office.made(tmp_path / "kantor")
    wanted = run("check", "2025S1", cwd=root)
    shutil.rmtree(root / "build", ignore_errors=True)
    (root / "build").write_bytes(b"")  # nothing can be written below it, whoever asks
    told = run("check", "2025S1", cwd=root)
    assert (told.returncode, told.stderr) == (wanted.returncode, wanted.stderr)
    assert told.stdout.partition(" peringatan")[0] == wanted.stdout.partition(" peringatan")[0]


def test_a_check_holds_no_more_than_one_institution_at_a_time(tmp_path, monkeypatch):
    own = {file: text for file, text in kecil.ISI.items() if "/kota/" in file}
    offices = ("kota", "desa", "kampung")
    root = kecil.put(tmp_path, {file.replace("/kota/", f"/{name}/"): own[file] for name in offices for file in own})
    alive, most, begin = weakref.WeakSet(), [], office.OpenOffice.__init__

    def counted(self, *given):
        begin(self, *given)
        alive.add(self)
        gc.collect()
        most.append(len(alive))

    monkeypatch.setattr(office.OpenOffice, "__init__", counted)
    assert not [fault for fault in _run(root).problems if not fault.is_warning]
    assert most == [1, 1, 1]
