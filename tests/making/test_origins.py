"""Where each word of a drawn document comes from; the drawn one says what the document says."""

import io
import zipfile

import pytest

from pipeline.documents import told_apart
from pipeline.making import preview
from pipeline.sources import workspace
from pipeline.words import rests_on
from support.paths import ROOT

PERIOD = workspace.period(ROOT, "2025S1")
LETTERS = (
    ("surat-hasil", "lumajang", "bag-protokol-tup"),
    ("surat-hasil", "contoh", "puskesmas-mawar"),
    ("laporan-skm", "contoh", "rsud-contoh"),
    ("laporan-skm", "contoh", "dinas-sosial"),
)
SERVICES = ("laporan-tindak-lanjut", "jakarta-timur", "halim-perdanakusuma")
MARKS = (told_apart.BEGIN, told_apart.NUMBERED, told_apart.END)


@pytest.fixture(scope="module", params=LETTERS, ids="-".join)
def letter(request):
    """A document as it is made, and as it is drawn."""
    return preview.of_unit(ROOT, PERIOD, *request.param), preview.drawn(ROOT, PERIOD, *request.param)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if name != "docProps/core.xml"}


def test_what_is_drawn_differs_from_the_document_by_its_marks_alone(letter):
    content, drawn = letter
    shown = parts(drawn.content)
    for name, raw in shown.items():
        if raw[:1] == b"<":
            text = told_apart._MARK.sub("", raw.decode()).replace(told_apart.END, "")
            assert not any(mark in text for mark in MARKS), name
            shown[name] = text.encode()
    assert shown == parts(content)
    assert not any(mark.encode() in raw for raw in parts(content).values() for mark in MARKS)


def test_every_word_that_is_printed_says_what_it_is_and_where_it_comes_from(letter):
    _, drawn = letter
    assert drawn.origins
    for origin in drawn.origins.values():
        assert str(origin.how)
        for at in origin.places:
            assert (ROOT / at.file).is_file()
            assert at.line >= 1


def test_a_figure_of_an_element_or_a_service_rests_on_its_own_row(letter):
    _, drawn = letter
    said = {origin.word: origin for origin in drawn.origins.values()}
    for word, origin in said.items():
        head, _, leaf = word.rpartition(".")
        if "unsur[" in head and leaf in ("nilai", "tertimbang") and word.startswith(("utama", "tambahan", "skema")):
            rows = [drawn.steps[at].text for at in origin.steps if drawn.steps[at].about.endswith("]")]
            assert len(rows) == 1, word
            if f"{head}.nama" in said:
                assert said[f"{head}.nama"].text.replace("\xa0", " ") in rows[0]


def test_an_index_shows_its_rule_its_elements_and_the_sum():
    drawn = preview.drawn(ROOT, PERIOD, *LETTERS[0])
    index = next(origin for origin in drawn.origins.values() if origin.word == "skema[1].ikm")
    shown = [drawn.steps[at].text for at in index.steps]
    assert [str(at) for at in index.places] == ["periods/2025S1/lumajang/skor.csv:1:1"]
    assert "bobot setiap unsur tepat 1/9" in shown[1]
    assert sum(line.startswith("  U") for line in shown) == 1 + 9
    assert shown[-1] == "IKM = jumlah itu x 25 = 86.944444, dicetak 86.94"
    other = next(origin for origin in drawn.origins.values() if origin.word == "skema[2].ikm")
    assert [drawn.steps[at].scheme for at in other.steps] == [-1, *[1] * (len(other.steps) - 1)]


def test_what_is_typed_is_no_figure_that_happens_to_say_the_same():
    drawn = preview.drawn(ROOT, PERIOD, *LETTERS[0])
    said = {origin.word: origin for origin in drawn.origins.values()}
    assert [str(at) for at in said["di"].places] == ["units/lumajang/instansi.yaml:11:5"]  # and not `tempat`
    assert [str(at) for at in said["batas.tanggal"].places] == ["periods/2025S1/lumajang/periode.yaml:17:8"]
    assert str(said["utama.jumlah"].how) == "dihitung dari jawaban"
    assert str(said["utama.nama"].how) == "diketik"


def test_every_table_of_steps_is_one_that_the_computation_has():
    drawn = preview.drawn(ROOT, workspace.period(ROOT, "2024S1"), *SERVICES)
    known = {step.about.partition("[")[0] for step in drawn.steps}
    asked = {about for wanted in (*rests_on._BY_LEAF.values(), *rests_on._OTHERS.values()) for about in wanted}
    assert asked <= known
    said = {origin.word: origin for origin in drawn.origins.values()}
    for number in (1, 3):
        rows = [drawn.steps[at].text for at in said[f"layanan.tabel[{number}].ikm"].steps]
        assert said[f"layanan.tabel[{number}].nama"].text in rows[-1].replace("\xa0", " ")
