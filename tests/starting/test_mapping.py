"""From an export as it was downloaded to a clean check: asked once, never edited. All data are made up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checking import check
from pipeline.making.office import Offices
from pipeline.scores.sheets import questionnaire
from pipeline.sources import workspace
from pipeline.sources.yaml_text import read_yaml
from pipeline.starting import mapping, mapping_edit
from support import exports, small
from support.paths import ROOT

INSTANSI = "units/kota/instansi.yaml"


def office(tmp_path: Path) -> Path:
    return small.put(tmp_path / "ws", exports.FILES)


def mapped(root: Path, file: Path, answers=()) -> tuple[mapping.ExportMapping, list[str]]:
    """Map an export as who answers so, then always as proposed; return the mapping and what was asked."""
    problems: list = []
    institution = workspace.institution(root, "kota", problems)
    export = mapping.read(file, institution, problems)
    assert problems == []
    asked: list[str] = []
    said = iter(answers)

    def ask(question, choices, otherwise):
        asked.append(str(question))
        answer = next(said, otherwise)
        assert answer in choices
        return answer

    found = mapping.made(export, institution, ask, INSTANSI)
    text = mapping_edit.with_mapping((root / INSTANSI).read_text(), institution, found)
    mapping_edit.proved(text, INSTANSI, institution, found)
    (root / INSTANSI).write_text(text)
    return found, asked


def errors(root: Path) -> list[str]:
    seen = check.run(root, workspace.period(root, small.MASA))
    return [str(one) for one in seen.problems if not one.is_warning]


def use(root: Path, file: Path, unit: str = "skor") -> None:
    shutil.copy(file, root / f"periods/2025S1/kota/{unit}{file.suffix}")


def results(root: Path, unit: str):
    opened = Offices(root, workspace.period(root, small.MASA)).open("kota", [])
    return opened.results(opened.dossier(unit)).main.result


@pytest.mark.parametrize("name", exports.SERVICES)
def test_an_export_goes_in_untouched_after_at_most_six_answers(name, tmp_path):
    root = office(tmp_path)
    answers = exports.scores(40)
    file = tmp_path / name
    file.write_bytes(exports.SERVICES[name](answers))
    _, asked = mapped(root, file)
    assert len(asked) <= 6
    alone = name in exports.OF_ONE_UNIT or name == "lime.csv"
    use(root, file, "loket" if name in exports.OF_ONE_UNIT else "skor")
    if alone:
        (root / "units/kota/dinas-rekaan.yaml").unlink()
    assert errors(root) == []
    again, asked = mapped(root, file)
    assert (again.columns, again.labels) == ({}, {})
    if name == "rekap.xlsx":
        return
    is_numbered = name in ("kobo.xlsx", "msforms.xlsx")  # their numbers begin at one
    mine = answers if alone else answers[is_numbered::2]
    found = results(root, "loket")
    assert found.responden == len(mine)
    if name != "lime.csv":
        means = [sum(row[at] for row in mine) / len(mine) for at in range(9)]
        assert [float(value) for value in found.nrr.values()] == pytest.approx(means)


REMARKS = """nama: Kota Contoh   # nama resmi
jawaban:
  # label kami sejak 2023
  label:
    Lumayan: 2   # disepakati
  kolom: {Kolom Lama: persyaratan}
# skema di bawah ini
"""


def test_what_the_office_wrote_stays_and_what_is_new_is_added(tmp_path):
    root = office(tmp_path)
    file = root / INSTANSI
    file.write_text(file.read_text().replace("nama: Kota Contoh\n", REMARKS))
    export = tmp_path / "aplikasi.xlsx"
    export.write_bytes(exports.application(exports.scores(12)))
    mapped(root, export)
    text = file.read_text()
    for line in REMARKS.splitlines():
        assert line in text or "Kolom Lama" in line
    said = read_yaml(text.encode(), INSTANSI, []).value["jawaban"].value
    assert said["kolom"].value["Kolom Lama"].value == "persyaratan"
    assert (said["kolom"].value["U9"].value, said["baris_jumlah"].value) == ("pengaduan", "abaikan")
    assert said["label"].value["Lumayan"].value == "2"


def test_who_says_that_numbers_mean_something_else_is_asked_for_each_column(tmp_path):
    root = office(tmp_path)
    export = tmp_path / "aplikasi.xlsx"
    export.write_bytes(exports.application(exports.scores(12)))
    order = [key for key, _ in exports.ELEMENTS]
    swapped = [*order[:7], "pengaduan", "sarana"]
    found, asked = mapped(root, export, [mapping.NO, *swapped])
    assert len(asked) == 10
    assert [found.columns[f"U{number}"] for number in range(1, 10)] == swapped


def test_codes_of_answers_may_count_the_other_way_round(tmp_path):
    root = office(tmp_path)
    export = tmp_path / "lime.csv"
    export.write_bytes(exports.lime(exports.scores(40)))
    found, _ = mapped(root, export, [mapping.YES, mapping.NO])
    assert found.labels == {"A1": 4, "A2": 3, "A3": 2, "A4": 1, "N/A": 0}


def test_the_command_says_where_the_file_goes_and_which_units_it_does_not_know(tmp_path):
    root = office(tmp_path)
    export = tmp_path / "gform.csv"
    export.write_bytes(exports.google(exports.scores(8)).replace(b"Dinas Rekaan", b"Dinas Rekan"))
    order = [sys.executable, "-m", "pipeline", "map", str(export), "--instansi", "kota"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id"}
    done = subprocess.run(order, cwd=root, env=env, input="\n", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "salin gform.csv tanpa diubah ke periods/<periode>/kota/skor.csv" in done.stdout
    assert "S005 4 baris menyebut unit `Dinas Rekan`" in done.stderr


def test_lines_end_as_the_office_ends_them(tmp_path):
    root = office(tmp_path)
    file = root / INSTANSI
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    institution = workspace.institution(root, "kota", [])
    mapping_made = mapping.ExportMapping({"Kolom": "waktu"}, {"Cepat": 4}, False)
    text = mapping_edit.with_mapping(file.read_bytes().decode(), institution, mapping_made)
    mapping_edit.proved(text, INSTANSI, institution, mapping_made)
    assert text.count("\n") == text.count("\r\n")


def test_a_mapping_without_anything_new_changes_nothing(tmp_path):
    root = office(tmp_path)
    text = (root / INSTANSI).read_text()
    institution = workspace.institution(root, "kota", [])
    assert mapping_edit.with_mapping(text, institution, mapping.ExportMapping({}, {}, False)) == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"", "S008"), (b"\n\n# a\n", "S008"), (b"a\0b,c\n", "S117"), (b"\xd0\xcf\x11\xe0" + bytes(600), "S114"),
     (b"PK\x03\x04rusak", "S174"), (b'a,"b\n1,2\n', "S008")],
)  # fmt: skip
def test_what_is_no_export_is_refused(tmp_path, raw, code):
    root = office(tmp_path)
    file = tmp_path / "ekspor.csv"
    file.write_bytes(raw)
    problems: list = []
    assert mapping.read(file, workspace.institution(root, "kota", []), problems) is None
    assert [told.code for told in problems] == [code]


def asked_of(root: Path, file: Path, columns: dict[str, list[str]]) -> dict[str, str]:
    """Return which labels are asked, with the answer of who presses Enter; others are answered 3."""
    rows = zip(*columns.values(), strict=True)
    file.write_text("\n".join(";".join(row) for row in [("unit", *columns), *(("loket", *row) for row in rows)]))
    institution = workspace.institution(root, "kota", [])
    export = mapping.read(file, institution, [])
    assert export is not None
    asked: dict[str, str] = {}

    def ask(question, choices, otherwise):
        if " bernilai" not in str(question):
            return otherwise
        asked[str(question).split("`")[1]] = otherwise
        return "3"

    mapping.made(export, institution, ask, INSTANSI)
    return asked


SCALES = {
    "four steps of agreement": (
        {"waktu": ["Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"]},
        {"Tidak setuju": "", "Kurang setuju": ""},
    ),
    "the usual steps": ({"waktu": ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"]}, {}),
    "the bottom chosen in another column": (
        {"waktu": ["Tidak setuju", "Setuju"], "biaya": ["Sangat tidak setuju", "Setuju"]},
        {},
    ),
    "the bottom not chosen": ({"waktu": ["Tidak setuju", "Setuju"]}, {"Tidak setuju": ""}),
    "official labels, the bottom not chosen": ({"waktu": ["Kurang cepat", "Cepat"]}, {}),
    "five steps": (
        {"waktu": ["Sangat Tidak Puas", "Tidak Puas", "Netral", "Puas", "Sangat Puas"]},
        {"Sangat Tidak Puas": "", "Tidak Puas": "", "Netral": ""},
    ),
    "numbered labels": (
        {"waktu": ["4 - Sangat Baik", "(3) Baik", "2. Kurang", "1 Tidak Baik"]},
        {"4 - Sangat Baik": "4", "(3) Baik": "3", "2. Kurang": "2", "1 Tidak Baik": "1"},
    ),
    "two scales that share a label": (
        {"waktu": ["Tidak baik", "Kurang baik", "Baik"], "sarana": ["Buruk", "Cukup", "Baik"]},
        {},
    ),
    "not answered": ({"waktu": ["Cepat", "-", "N/A"]}, {}),
}


@pytest.mark.parametrize("scale", SCALES)
def test_what_wordings_alone_do_not_settle_is_asked_and_enter_never_means_unanswered(tmp_path, scale):
    columns, expected = SCALES[scale]
    assert asked_of(office(tmp_path), tmp_path / "ekspor.csv", columns) == expected


@given(st.data())
def test_no_two_labels_of_a_question_score_the_same_without_being_asked(data):
    steps = ["Sangat tidak", "Tidak", "Kurang", "Cukup", "", "Sangat"]
    words = data.draw(st.sampled_from(["setuju", "baik", "puas", "sesuai", "cepat", "mudah"]))
    chosen = data.draw(st.lists(st.sampled_from(steps), min_size=2, unique=True))
    labels = [f"{step} {words}".strip() for step in chosen]
    scored = {questionnaire.words(label): questionnaire.score_of(label, "") for label in labels}
    asked = questionnaire.doubtful([scored])
    kept = [score for label, score in scored.items() if label not in asked]
    assert len(set(kept)) == len(kept)
    assert None not in kept


def test_who_presses_enter_at_a_label_is_asked_again_and_a_label_without_answer_is_said_so(tmp_path):
    root = office(tmp_path)
    (tmp_path / "ekspor.csv").write_text("unit;waktu;biaya\nLoket Contoh;Lumayan;Gratis\nLoket Contoh;-;Murah\n")
    order = [sys.executable, "-m", "pipeline", "map", str(tmp_path / "ekspor.csv"), "--instansi", "kota"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id"}
    done = subprocess.run(order, cwd=root, env=env, input="\n\n2\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("`Lumayan`") == 3
    assert "waktu tidak dijawab, biaya 3" in done.stdout


NAMES = "unit,persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,sarana,pengaduan\n"


@pytest.mark.parametrize(
    ("names", "unit", "target"),
    [
        (("Loket Contoh", "Dinas Rekaan"), "loket", "skor.csv"),
        (("Dinas Rekaan", "Dinas Rekaan"), "loket", "skor.csv"),
        (("Loket Contoh", ""), "loket", "loket.csv"),
        (("Loket Depan", "Loket Depan"), "loket", "skor.csv"),
    ],
    ids=["several units", "another unit alone", "its own name", "a name that nobody knows"],
)
def test_who_does_what_map_says_of_a_unit_has_a_clean_check(tmp_path, run, names, unit, target):
    root = office(tmp_path)
    file = root / "ekspor.csv"
    file.write_text(NAMES + "".join(f"{name},4,3,3,4,3,3,4,3,4\n" for name in names for _ in range(2)))
    done = run("map", "ekspor.csv", "--instansi", "kota", "--unit", unit, cwd=root)
    name = next(line.rpartition("/")[2] for line in done.stdout.splitlines() if "tanpa diubah ke" in line)
    assert name == target
    if "dikenal_sebagai" in done.stderr:
        (root / f"units/kota/{unit}.yaml").write_text("nama: Loket Contoh\ndikenal_sebagai: [Loket Depan]\n")
    use(root, file, name.removesuffix(".csv"))
    file.unlink()
    without_answers = ("S006", "S012")
    assert [told for told in errors(root) if told.split()[1] not in without_answers] == [], done.stdout + done.stderr


def test_a_unit_that_there_is_not_is_told_before_anything_is_asked_or_written(tmp_path, run):
    root = office(tmp_path)
    (root / "ekspor.csv").write_text(f"{NAMES}Loket Contoh,4,3,3,4,3,3,4,3,4\n")
    before = (root / INSTANSI).read_bytes()
    done = run("map", "ekspor.csv", "--instansi", "kota", "--unit", "lokte", cwd=root)
    assert (done.returncode, "loket" in done.stderr) == (2, True)
    assert (root / INSTANSI).read_bytes() == before


def test_one_answer_beyond_the_scale_is_a_slip_that_is_told_when_it_is_counted(tmp_path):
    root = small.put(tmp_path, exports.FILES)
    institution = workspace.institution(root, "kota", [])
    rows = "".join(f"loket,{7 if number == 3 else 4},3\n" for number in range(40))
    (root / "ekspor.csv").write_text("unit,waktu,persyaratan\n" + rows)
    export = mapping.read(root / "ekspor.csv", institution, [])
    assert mapping.made(export, institution, lambda question, choices, otherwise: otherwise or choices[0], INSTANSI)
