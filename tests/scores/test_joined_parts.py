"""A period that draws on its parts: its answers are theirs, or its index is the mean of theirs; what lacks is told."""

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.making import build, computed
from pipeline.making.office import Offices
from pipeline.making.report import looked_at
from pipeline.scores import survey
from pipeline.scores.ikm import half_up
from pipeline.sources.period import Period, parse, parts
from support import small, tried
from support.docx_text import xml

YEAR = parse("2025")
PERIODE = (
    "dokumen: {{surat: {{tanggal: 2025-12-30, hal: Hasil SKM}}}}\nbatas: 2026-01-07\n"
    "rujukan: {{dari: Kepala, nomor: 1/X, tanggal: 2025-12-26, hal: Survei}}\nbagian: {rule}\n"
)
SECOND = ", mcp: {nama: MCP, unsur: {jujur: {kode: T1, nama: Jujur}}}"
ROWS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5)


def sheet(rows) -> str:
    return "unit,waktu,biaya\n" + "".join(f"loket,{first},{second}\n" for first, second in rows)


def put(root, rule, first, second):
    files = {
        "periods/2025/kota/periode.yaml": PERIODE.format(rule=rule),
        "periods/2025S1/kota/skor.csv": None if first is None else sheet(first),
        "periods/2025S2/kota/periode.yaml": small.ISI["periods/2025S1/kota/periode.yaml"],
        "periods/2025S2/kota/skor.csv": None if second is None else sheet(second),
    }
    return small.put(root, {name: content for name, content in files.items() if content or name in small.ISI})


def results(root):
    opened = Offices(root, YEAR)["kota"]
    return opened.results(opened.dossier("loket"))


def index(rows) -> Fraction:
    return Fraction(25 * sum(map(sum, rows)), 2 * len(rows))


@settings(max_examples=tried.share(0.06), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_a_year_of_answers_is_the_survey_that_all_of_them_would_have_been(tmp_path_factory, first, second):
    found = results(put(tmp_path_factory.mktemp("jawaban"), "jawaban", first, second))
    assert found.main.result.ikm == index(first + second)
    assert found.main.printed.responden == len(first + second)
    assert found.parts == (parse("2025S1"), parse("2025S2"))


@settings(max_examples=tried.share(0.06), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_a_year_of_means_weighs_its_halves_alike(tmp_path_factory, first, second):
    found = results(put(tmp_path_factory.mktemp("rata"), "rata-rata", first, second))
    assert found.main.result.ikm == Fraction(half_up(index(first), 2) + half_up(index(second), 2)) / 2
    means = [half_up(Fraction(sum(row[0] for row in rows), len(rows)), 2) for rows in (first, second)]
    assert found.main.result.nrr["waktu"] == Fraction(sum(means)) / 2
    assert found.main.printed.responden == len(first + second)


@pytest.mark.parametrize("rule", ["jawaban", "rata-rata"])
def test_a_letter_of_the_year_says_its_index_and_the_half_that_lacks_is_told(tmp_path, rule):
    root = put(tmp_path, rule, [(4, 3), (3, 3)], None)
    made = build.run(root, YEAR, "surat")
    assert [fault.code for fault in made.problems] == ["S178"]
    assert dict(made.problems[0].values)["found"] == "2025S2"
    assert f"IKM {half_up(index([(4, 3), (3, 3)]))}".replace(".", ",") in xml(root / "build/2025/kota/loket/surat.docx")
    half = root / "periods/2025S2/kota/periode.yaml"
    half.write_text(f"{half.read_text()}tidak_disurvei: {{loket: tutup}}\n")
    assert build.run(root, YEAR, "surat").problems == (), "why it lacks is said"


def test_an_index_that_was_published_counts_in_a_mean_and_not_among_answers(tmp_path):
    root = put(tmp_path, "rata-rata", [(4, 4)], None)
    (root / "periods/2025S2/kota/loket.yaml").write_text('publikasi: {ikm: "80.00", responden: 7}\n')
    found = results(root)
    assert (found.main.result.ikm, found.main.printed.responden) == (Fraction(90), 8)
    file = root / "periods/2025/kota/periode.yaml"
    file.write_text(file.read_text().replace("rata-rata", "jawaban"))
    assert results(root).parts == (parse("2025S1"),)


def test_a_half_that_is_known_by_its_index_alone_is_told_in_its_own_place(tmp_path):
    root = put(tmp_path, "rata-rata", [(4, 4)], None)
    (root / "periods/2025S2/kota/loket.yaml").write_text('publikasi: {ikm: "80.00", responden: 7}\n')
    told = [fault for fault in build.run(root, YEAR, "surat").problems if fault.code == "S167"]
    assert [(fault.place.file, "2025S2" in str(fault.sentence)) for fault in told] == [
        ("periods/2025S2/kota/loket.yaml", True)
    ]


def test_rows_that_are_wrong_in_one_half_are_wrong_in_the_year(tmp_path):
    for rule in ("jawaban", "rata-rata"):
        root = put(tmp_path / rule, rule, [(4, 3)], [(9, 3)])
        made = build.run(root, YEAR, "surat")
        assert [(fault.code, fault.place.file) for fault in made.problems if not fault.is_warning] == [
            ("S004", "periods/2025S2/kota/skor.csv")
        ]
        assert not (root / "build/2025/kota/loket/surat.docx").exists()


def test_a_changed_half_makes_the_year_anew(tmp_path):
    root = put(tmp_path, "jawaban", [(4, 3)], [(2, 2)])
    build.run(root, YEAR, "surat")
    (root / "periods/2025S2/kota/skor.csv").write_text(sheet([(4, 4)]))
    build.run(root, YEAR, "surat")
    assert f"IKM {half_up(index([(4, 3), (4, 4)]))}".replace(".", ",") in xml(root / "build/2025/kota/loket/surat.docx")


def test_parts_are_of_the_longest_kind_there_is():
    assert parts(["2025", "2025B03", "2025T1", "2024S1"], YEAR) == [Period(2025, "T", urut) for urut in (1, 2, 3, 4)]
    assert parts(["2025T3", "2025S2"], parse("2025S1")) == []
    assert parts(["2025T2"], parse("2025S1")) == [parse("2025T1"), parse("2025T2")]


def test_a_year_that_draws_on_its_halves_is_not_told_beside_them(tmp_path):
    root = put(tmp_path, "jawaban", [(4, 3)], [(2, 2)])
    for name in ("2026", "2026S1"):
        file = root / f"periods/{name}/kota/periode.yaml"
        file.parent.mkdir(parents=True)
        file.write_text("{}\n")
    found = {name: Offices(root, parse(name))["kota"].counted.earlier for name in ("2026", "2026S1")}
    told = {name: [str(before.office.period) for before in every] for name, every in found.items()}
    assert told == {"2026": ["2025"], "2026S1": ["2025S2", "2025S1"]}


def test_a_scheme_that_one_half_asked_about_has_its_own_respondents_and_the_other_half_is_told(tmp_path):
    for rule in ("jawaban", "rata-rata"):
        root = put(tmp_path / rule, rule, [(3, 3), (4, 4)], [(4, 3), (2, 2), (3, 3)])
        file = root / "units/kota/instansi.yaml"
        file.write_text(re.sub(r"\}$", f"{SECOND}}}", file.read_text().rstrip()) + "\n")
        (root / "periods/2025S1/kota/skor.csv").write_text("unit,waktu,biaya,jujur\nloket,3,3,1\nloket,4,4,3\n")
        found = results(root).of("mcp")
        assert (found.result.nrr["jujur"], found.printed.responden, found.result.responden) == (2, 2, 2)
        told = [dict(fault.values) for fault in build.run(root, YEAR, "surat").problems if fault.code == "S178"]
        assert [(said["found"], "mcp" in str(said["skema"])) for said in told] == [("2025S2", True)]


def test_other_institutions_periods_say_nothing_about_the_parts_of_one(tmp_path):
    root = put(tmp_path, "jawaban", [(4, 3)], [(2, 2)])
    for old, new in (("2025S1", "2025T1"), ("2025S2", "2025T2")):
        (root / f"periods/{new}").mkdir()
        (root / f"periods/{old}/kota").rename(root / f"periods/{new}/kota")
    assert results(root).parts == (parse("2025T1"), parse("2025T2"))
    assert looked_at(root, "2025", "kota") == ("periods/2025T1", "periods/2025T2", "periods/2025")
    assert {"periods/2025T1", "periods/2025S1"} <= {*looked_at(root, "2025")}


def test_a_mean_is_taken_of_what_was_printed(tmp_path):
    root = put(tmp_path, "rata-rata", [(3, 3)] * 13 + [(4, 3)], [(3, 3)])
    printed = [half_up(index(rows), 2) for rows in ([(3, 3)] * 13 + [(4, 3)], [(3, 3)])]
    assert results(root).main.result.ikm == Fraction(sum(printed)) / 2 != (index([(3, 3)] * 13 + [(4, 3)]) + 75) / 2


def test_the_computation_of_a_year_names_every_part_and_adds_up(tmp_path):
    for rule in ("jawaban", "rata-rata"):
        root = put(tmp_path / rule, rule, [(4, 4)], [(3, 3)])
        said = "\n".join(computed.lines(root, YEAR, "loket")[0])
        assert "Sumber: periods/2025S1/kota/skor.csv, periods/2025S2/kota/skor.csv" in said
        row = re.search(r"IKM +100[.,]00 +75[.,]00 +87[.,]500000", said)
        assert (row is not None, "dijawab" in said) == (rule == "rata-rata", rule == "jawaban")


def nested(root, rule):
    """Put a year of two halves, the first of which is two quarters."""
    root = put(root, "jawaban", None, [(2, 2)])
    own = small.ISI["periods/2025S1/kota/periode.yaml"]
    files = {
        "2025S1/kota/periode.yaml": f"{own}bagian: {rule}\n",
        "2025T1/kota/periode.yaml": own,
        "2025T1/kota/skor.csv": sheet([(4, 4), (4, 3)]),
        "2025T2/kota/periode.yaml": own,
        "2025T2/kota/skor.csv": sheet([(3, 3)]),
    }
    (root / "periods/2025S1/kota/skor.csv").unlink(missing_ok=True)
    for name, content in files.items():
        path = root / "periods" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


@pytest.mark.parametrize("rule", ["jawaban", "rata-rata"])
def test_a_year_draws_on_a_half_that_draws_on_its_quarters(tmp_path, rule):
    root = nested(tmp_path, rule)
    found = results(root)
    assert (found.main.result.ikm, found.main.printed.responden) == (index([(4, 4), (4, 3), (3, 3), (2, 2)]), 4)
    assert found.parts == (parse("2025S1"), parse("2025S2"))
    assert looked_at(root, "2025", "kota") == tuple(
        f"periods/{name}" for name in ("2025T1", "2025T2", "2025S1", "2025S2", "2025")
    )
    said = "\n".join(computed.lines(root, YEAR, "loket")[0])
    assert "periods/2025T1/kota/skor.csv, periods/2025T2/kota/skor.csv, periods/2025S2/kota/skor.csv" in said
    assert not [fault for fault in build.run(root, YEAR, "surat").problems if not fault.is_warning]
    (root / "periods/2025T1/kota/skor.csv").write_text(sheet([(1, 1), (1, 1)]))
    build.run(root, YEAR, "surat")
    again = half_up(index([(1, 1), (1, 1), (3, 3), (2, 2)]))
    assert f"IKM {again}".replace(".", ",") in xml(root / "build/2025/kota/loket/surat.docx")


def test_a_year_of_means_takes_a_half_that_is_a_mean_of_its_quarters(tmp_path):
    root = nested(tmp_path, "rata-rata")
    (root / "periods/2025/kota/periode.yaml").write_text(PERIODE.format(rule="rata-rata"))
    half = (half_up(index([(4, 4), (4, 3)]), 2) + half_up(index([(3, 3)]), 2)) / 2
    assert results(root).main.result.ikm == (Fraction(half_up(Fraction(half), 2)) + 50) / 2


@pytest.mark.parametrize("rule", ["jawaban", "rata-rata"])
def test_what_is_typed_of_respondents_in_a_half_is_in_the_year(tmp_path, rule):
    root = put(tmp_path, rule, [(4, 4), (3, 3)], [(3, 3)])
    own = {
        "2025S1": "saran: [Tambah kursi, Tambah loket]\nresponden: {jenis_kelamin: {L: 1, P: 1}}\n",
        "2025S2": "saran: [Parkir penuh]\n",
    }
    for name, content in own.items():
        (root / f"periods/{name}/kota/loket.yaml").write_text(content)
    opened = Offices(root, YEAR)["kota"]
    dossier = opened.dossier("loket")
    found, told = survey.survey_of(root, opened.counted, dossier, opened.results(dossier))
    assert found.saran == ("Tambah kursi", "Tambah loket", "Parkir penuh")
    assert found.profil == {"jenis_kelamin": {"L": 1, "P": 1}}
    [lacks] = [fault for fault in told if fault.code == "S160"]
    assert lacks.place.file == "periods/2025S2/kota/loket.yaml"
    assert "2025S2" in str(lacks.sentence)
    (root / "periods/2025S2/kota/loket.yaml").write_text("responden: {jenis_kelamin: {L: 0, P: 1}}\n")
    assert not [fault for fault in build.run(root, YEAR, "surat").problems if fault.code == "S160"]


def test_an_index_that_a_mean_could_use_is_named_where_answers_lack(tmp_path):
    root = put(tmp_path, "jawaban", None, None)
    (root / "periods/2025S1/kota/skor.csv").unlink(missing_ok=True)
    (root / "periods/2025S1/kota/loket.yaml").write_text('publikasi: {ikm: "80.00", responden: 7}\n')
    [told] = [fault for fault in build.run(root, YEAR, "surat").problems if fault.code == "S177"]
    assert "bagian: rata-rata" in str(told)
    (root / "periods/2025S1/kota/loket.yaml").unlink()
    [told] = [fault for fault in build.run(root, YEAR, "surat").problems if fault.code == "S177"]
    assert "rata-rata" not in str(told)
