"""Published figures: seed 004's Tabel 1 comes out as printed, and what cannot be is told."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from pipeline.scores import counted, published, results, survey
from pipeline.scores.deviations import printable
from pipeline.scores.ikm import Result, ServiceResult, half_up
from pipeline.scores.policy import policy_of
from pipeline.scores.published import Figure, PrintedRow
from pipeline.scores.ranges import Range, ServiceRanges, cell_range
from pipeline.sources import layers
from pipeline.sources.period import parse
from pipeline.sources.survey_model import Publikasi, Skema, TercatatSkema
from pipeline.words.chapter import Material
from pipeline.words.chapters import hasil
from support.made_office import buat, masalah

SEED = Path(__file__).parents[1] / "seeds" / "004.txt"
HALIM = "periods/2024S1/jakarta-timur/halim-perdanakusuma"
TABEL = "layanan;persyaratan;prosedur;waktu;ikm\nktp;3,33;4,00;3,00;86,11\nkk;3,00;3,00;3,00;75,00\n"
RATA = "    gabungan: rata-rata-layanan\n"


def utama(root: Path) -> dict:
    office = layers.office_of(root, parse("2024S1"), "jakarta-timur", [])
    ruang = counted.count(root, office, [])
    berkas = layers.dossier_of(root, office, "halim-perdanakusuma")
    nilai = results.of_unit(ruang, berkas)
    found, warnings = survey.survey_of(root, ruang, berkas, nilai)
    assert warnings == ()
    return hasil.say(Material(berkas, "", nilai, None, found))["utama"]


def seed_rows() -> list[list[str]]:
    """Return the rows of Tabel 1 as the seed prints them."""
    lines = SEED.read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("Jumantik\t"))
    return [line.rstrip("\t").split("\t") for line in lines[begin : begin + 9]]


def test_every_row_of_the_seeds_table_comes_out_as_printed(workspace):
    words = utama(workspace)
    rows = [[one["singkat"], *one["nilai"], one["rata_rata"], one["ikm"]] for one in words["layanan"]]
    printed = seed_rows()[:6]
    printed[1][0] = "Ketertiban Umum"  # the seed's slip: "Keterlibatan Umum"
    assert rows == printed


def test_the_row_of_means_the_index_and_the_grades_come_out_as_printed(workspace):
    words, (means, grades, index) = utama(workspace), seed_rows()[6:]
    unsur = words["unsur"]
    assert [*(one["nilai"] for one in unsur), words["rata_rata"], words["ikm"]] == means[1:]
    assert [one["mutu"] for one in unsur] + [words["mutu"]] == grades[1:]
    assert f"{words['ikm']} ({words['mutu']} atau {words['kinerja'].title()})" == index[1]


def test_the_seeds_priorities_are_the_lowest_of_its_weakest_service(workspace):
    words = utama(workspace)
    assert words["prioritas"]["unsur"] == ["Persyaratan", "Sistem, Mekanisme, Prosedur", "Kompetensi Pelaksana"]
    assert words["aturan"]["prioritas"] == (
        "3 (tiga) unsur dengan nilai terendah, menurut layanan dengan indeks terendah (PPSU)"
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ('ikm: "99,09"', 'ikm: "99,20"', "publikasi.ikm", "99,09 sampai 99,10 (selisih 0,10)"),
        ('ikm: "99,09"', 'ikm: "99,08"', "publikasi.ikm", "99,09 sampai 99,10 (selisih 0,01)"),
        ('persyaratan: "3,97"', 'persyaratan: "3,95"', "publikasi.nrr.persyaratan", "3,96 sampai 3,97 (selisih 0,01)"),
        ("mutu: A", "mutu: B", "publikasi.mutu", "A;"),
        ('rata_rata: "3,97"', 'rata_rata: "3,98"', "publikasi.rata_rata", "3,96 sampai 3,97 (selisih 0,01)"),
    ],
)  # fmt: skip
def test_a_figure_that_the_seeds_cells_do_not_allow_is_refused(workspace, run, old, new, field, expected):
    path = workspace / f"{HALIM}.yaml"
    text = path.read_text()
    path.write_text(text.replace(old, new))
    made = run("skor", "2024S1", "halim-perdanakusuma")
    assert made.returncode == 1
    assert f"S113 `{field}` tercatat" in made.stderr
    assert f"yang mungkin dari datanya {expected}" in made.stderr
    assert made.stderr.startswith(f"{HALIM}.yaml:")


def test_99_10_is_allowed_as_well_and_printed_when_declared(workspace):
    path = workspace / f"{HALIM}.yaml"
    path.write_text(path.read_text().replace("99,09", "99,10"))
    assert utama(workspace)["ikm"] == "99,10"


def test_a_figure_outside_is_a_warning_and_printed_as_declared(tmp_path):
    made = buat(tmp_path, TABEL, skema=RATA, own='publikasi: {ikm: "81,00"}')
    assert [str(one).partition(";")[0] for one in made.warnings] == [
        "periods/2025S1/rekaan/loket.yaml:1:18: S151 `publikasi.ikm` tercatat 81,00"
    ]
    assert hasil.say(made.material)["utama"]["ikm"] == "81,00"


def test_a_warning_may_be_acknowledged_with_a_reason(tmp_path):
    own = 'publikasi: {ikm: "81,00"}\ndiketahui: [{kode: S151, alasan: begitu tercetak di poster}]'
    assert buat(tmp_path, TABEL, skema=RATA, own=own).warnings == ()
    assert any(
        "I002 field `diketahui[1].alasan`" in one
        for one in masalah(tmp_path, TABEL, own=own.replace(", alasan: begitu tercetak di poster", ""))
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ('publikasi: {nrr: {biaya: "3,00"}}', "loket.yaml:1:19: I007 `publikasi.nrr` menyebut unsur `biaya`"),
        ('publikasi: {layanan: {kkk: {ikm: "75,00"}}}', "loket.yaml:1:23: S107 layanan `kkk` tidak ada pada unit"),
        ('publikasi: {skema: {mcp: {ikm: "80,00"}}}', "loket.yaml:1:21: I010 `publikasi.skema` menyebut `mcp`"),
        ('publikasi: {layanan: {kk: {nrr: {u: "3,00"}}}}', "loket.yaml:1:34: I007 `publikasi.layanan.kk.nrr`"),
    ],
)
def test_a_figure_under_a_wrong_name_is_refused_and_not_overlooked(tmp_path, own, expected):
    assert masalah(tmp_path, TABEL, skema=RATA, own=own)[0].startswith(expected)


def test_a_strict_figure_outside_is_a_problem(tmp_path):
    assert masalah(tmp_path, TABEL, skema=RATA, own='publikasi: {ikm: "81,00", ketat: ya}') == [
        "loket.yaml:1:18: S113 `publikasi.ikm` tercatat 81,00; yang mungkin dari datanya 80,55 sampai 80,56 "
        "(selisih 0,44); perbaiki angkanya, atau tulis `ketat: tidak`"
    ]


def test_exact_answers_allow_one_figure_only(tmp_path):
    csv = "persyaratan,prosedur,waktu\n3,4,3\n4,4,3\n3,4,\n"
    own = 'publikasi: {ikm: "%s", mutu: %s, responden: %s}'
    assert buat(tmp_path, csv, own=own % ("86,11", "B", "3")).kode == []
    assert buat(tmp_path, csv, own=own % ("86,1", "B", "3")).kode == []
    assert buat(tmp_path, csv, own=own % ("86,12", "B", "3")).kode == ["S151"]
    assert buat(tmp_path, csv, own=own % ("86,11", "A", "4")).kode == ["S151", "S151"]


def test_a_posters_integer_is_printed_but_gives_no_grade(tmp_path):
    csv = "persyaratan,prosedur,waktu\n" + "4,4,4\n" * 15 + "3,3,3\n" * 13
    made = buat(tmp_path, csv, own='publikasi: {ikm: "88"}')
    assert str(half_up(made.result.ikm)) == "88.39"
    words = hasil.say(made.material)["utama"]
    assert (words["ikm"], words["mutu"], made.kode) == ("88", "A", [])
    assert buat(tmp_path, csv, own='publikasi: {ikm: "88", mutu: B}').kode == ["S151"]


def test_a_table_is_held_against_itself(tmp_path):
    made = buat(tmp_path, TABEL.replace("86,11", "86,30"), skema=RATA)
    assert [str(one) for one in made.warnings] == [
        "periods/2025S1/rekaan/loket.csv:2:1: S151 `layanan.ktp.ikm` tercatat 86,30; yang mungkin dari datanya "
        "85,96 sampai 86,17 (selisih 0,13); perbaiki angkanya, atau beri alasan di `diketahui`"
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [("3,97", ("3.965", "3.975")), ("4,00", ("3.995", "4")), ("1,0", ("1", "1.05")), ("3", ("2.5", "3.5"))],
)
def test_a_printed_figure_is_as_wide_as_its_rounding(text, ends):
    found = cell_range(text)
    assert (found.low, found.high) == tuple(map(Fraction, ends))


@pytest.mark.parametrize(
    ("ends", "places", "allowed"),
    [
        (("99.09", "99.10"), 2, ("99.09", "99.10")),
        (("3.9583", "3.9684"), 2, ("3.96", "3.97")),
        (("3.9649", "3.9651"), 2, ("3.96", "3.97")),
        (("3.9651", "3.9749"), 2, ("3.97", "3.97")),
        (("86.115", "86.115"), 2, ("86.12", "86.12")),
        (("86.115", "86.116"), 1, ("86.1", "86.1")),
    ],
)
def test_what_may_be_printed_is_what_is_nearest_to_something_in_the_range(ends, places, allowed):
    low, high = map(Fraction, ends)
    assert tuple(map(str, printable(Range(low, low, high), places))) == allowed


@pytest.mark.parametrize(
    ("declared", "settled", "exact", "shown", "written"),
    [
        ("", False, "88.305", "88.31", "88,31"),
        ("88", False, "88.305", "88.31", "88"),
        ("88.3", False, "88.305", "88.31", "88,3"),
        ("88,30", True, "88.30", "88.30", "88,30"),
        ("88.300", True, "88.30", "88.300", "88,300"),
    ],
)
def test_a_figure_counts_as_published_from_two_decimals_on(declared, settled, exact, shown, written):
    figure = Figure(Fraction("88.305"), declared)
    assert (figure.settled, figure.exact, str(figure.shown)) == (settled, Fraction(exact), shown)
    assert [figure.written(mark) for mark in ",."] == [written, written.replace(",", ".")]
    assert figure.origin == ("terbit" if declared else "hitung")


def test_a_computed_figure_is_written_with_as_many_places_as_asked():
    figure = Figure(Fraction("88.3051"))
    assert [figure.written(",", 3), figure.written("."), figure.shown] == ["88,305", "88.31", Decimal("88.31")]


def test_what_is_published_of_a_scheme_stands_under_its_name_and_of_the_main_one_at_the_top():
    nothing = TercatatSkema()
    said = Publikasi.model_validate({"ikm": "80,00", "skema": {"mcp": {"ikm": "70,00"}}})
    assert published.declared_of(said, "skm", main=True) == (("publikasi",), said)
    assert published.declared_of(said, "mcp", main=False) == (("publikasi", "skema", "mcp"), said.skema["mcp"])
    assert published.declared_of(said, "lain", main=False) == (("publikasi", "skema", "lain"), nothing)
    assert published.declared_of(None, "skm", main=True) == (("publikasi",), nothing)
    assert published.declared_of(None, "mcp", main=False) == (("publikasi", "skema", "mcp"), nothing)


def of_services(gabungan: str, declared: str, *means: str | None) -> PrintedRow:
    """Return what is printed of two made-up services, `ktp` and `kk`, whose tables print these means."""
    scheme = {"nama": "SKM", "gabungan": gabungan, "unsur": {key: {"kode": key, "nama": key} for key in ("a", "b")}}
    nrr = [{"a": Fraction(3), "b": Fraction(4)}, {"a": Fraction(2), "b": Fraction(3)}]
    services = [ServiceResult("ktp", nrr[0], Fraction(90), 30), ServiceResult("kk", nrr[1], Fraction(62), 10)]
    result = Result({"a": Fraction(11, 4), "b": Fraction(15, 4)}, Fraction(81), 40, {}, tuple(services))
    parts = [
        ServiceRanges(service.key, {}, {}, service.responden, None, cell_range(mean) if mean else None, None, 1)
        for service, mean in zip(services, means, strict=True)
    ]
    own = TercatatSkema.model_validate(yaml.safe_load(declared))
    return published.printed(own, result, parts, policy_of(Skema.model_validate(scheme)))


def test_of_a_unit_and_each_of_its_services_stands_what_was_computed():
    row = of_services("responden", "{}", None, None)
    assert row.nrr == {"a": Figure(Fraction(11, 4)), "b": Figure(Fraction(15, 4))}
    assert (row.rata_rata, row.ikm) == (Figure(Fraction(81, 25)), Figure(Fraction(81)))
    assert (row.mutu, row.kinerja.lower(), row.responden) == ("B", "baik", 40)
    ktp, kk = (row.services[key] for key in ("ktp", "kk"))
    assert (ktp.nrr, kk.nrr["b"]) == ({"a": Figure(Fraction(3)), "b": Figure(Fraction(4))}, Figure(Fraction(3)))
    assert [(one.rata_rata, one.ikm, one.mutu, one.responden) for one in (ktp, kk)] == [
        (Figure(Fraction(18, 5)), Figure(Fraction(90)), "A", 30),
        (Figure(Fraction(62, 25)), Figure(Fraction(62)), "D", 10),
    ]
    assert list(row.services) == ["ktp", "kk"]
    assert row.services["ktp"].services == {}


def test_what_was_published_stands_in_its_stead_of_the_unit_and_of_one_service():
    declared = """
      {nrr: {b: "3,70"}, rata_rata: "3,20", ikm: "90,00", mutu: C, responden: "41",
       layanan: {kk: {nrr: {a: "2,10"}, rata_rata: "2,40", ikm: "64,99", responden: "0"}}}
    """
    row = of_services("responden", declared, "3,55", "2,45")
    assert row.nrr == {"a": Figure(Fraction(11, 4)), "b": Figure(Fraction(15, 4), "3,70")}
    assert row.rata_rata == Figure(Fraction("3.275"), "3,20")
    assert (row.ikm, row.mutu, row.kinerja.lower(), row.responden) == (
        Figure(Fraction(81), "90,00"), "C", "sangat baik", 41,
    )  # fmt: skip
    ktp, kk = (row.services[key] for key in ("ktp", "kk"))
    assert (ktp.rata_rata, ktp.ikm, ktp.mutu) == (Figure(Fraction("3.55")), Figure(Fraction(90)), "A")
    assert kk.nrr == {"a": Figure(Fraction(2), "2,10"), "b": Figure(Fraction(3))}
    assert (kk.rata_rata, kk.ikm) == (Figure(Fraction("2.45"), "2,40"), Figure(Fraction(62), "64,99"))
    assert (kk.mutu, kk.responden) == ("D", 0)


def test_the_mean_of_a_unit_is_that_of_its_services_only_where_every_service_prints_one():
    assert of_services("rata-rata-layanan", "{}", "3,50", "2,50").rata_rata == Figure(Fraction(3))
    partly = of_services("rata-rata-layanan", "{}", "3,50", None)
    assert partly.rata_rata == Figure(Fraction(81, 25))
    assert [row.rata_rata.computed for row in partly.services.values()] == [Fraction("3.5"), Fraction(62, 25)]
