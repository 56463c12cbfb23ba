"""Forgeries by the table: whatever shows a reader something else is never called genuine, nor the same."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.documents import compared
from pipeline.issuing import apply, verify
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import forged_looks, forgeries, forgery_table, git_office, rare_forgeries, seen_once

ARCHIVED = "register/uji/2025/0002/loket-a.docx"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    apply.issue(root, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, pulih: True)
    return root


@pytest.fixture(scope="module")
def letter(office) -> bytes:
    return (office / ARCHIVED).read_bytes()


@pytest.fixture(scope="module", autouse=True)
def _seen_once():
    with seen_once.kept():
        yield


@pytest.fixture(scope="module")
def rich_office(office, tmp_path_factory) -> Path:
    """The same office, whose letter has a table, pictures, a page number, a font of the theme."""
    root = shutil.copytree(office, tmp_path_factory.mktemp("lain") / "kerja")
    rare_forgeries.put_in(root, ARCHIVED, rare_forgeries.rich((office / ARCHIVED).read_bytes()))
    return root


@pytest.fixture(scope="module")
def offices(office, rich_office, tmp_path_factory) -> dict[str, Path]:
    """Offices that issued a plain letter, a richer one, and one that shows a picture."""
    root = shutil.copytree(office, tmp_path_factory.mktemp("gambar") / "kerja")
    parts = forged_looks.with_picture(forgeries.parts_of((office / ARCHIVED).read_bytes()))
    rare_forgeries.put_in(root, ARCHIVED, forgeries.packed(parts))
    return {"plain": office, "rich": rich_office, "pictured": root}


def results_of(offices: dict[str, Path], kind: str) -> "Counter[str]":
    root = offices[forgery_table.KINDS[kind][0]]
    return Counter(told(root, raw) for raw in forgery_table.copies(kind, (root / ARCHIVED).read_bytes()))


def told(office: Path, raw: bytes) -> str:
    (verdict,) = verify.of_file(office, raw)
    assert verdict.surat.unit == "loket-a"
    return verdict.result


@pytest.mark.parametrize("kind", forgery_table.KINDS)
def test_a_forgery_is_told_and_the_docs_say_how(offices, kind, request):
    results = results_of(offices, kind)
    assert results.keys() <= {*forgery_table.TOLD}
    if not request.config.getoption("--update-golden"):
        assert forgery_table.rows_of_docs().get(kind) == forgery_table.row(kind, results), "make golden"


def test_the_table_in_the_docs_has_every_kind_and_its_sum(offices, request):
    """The rows themselves are held by the test of each kind; `make golden` measures them all and writes them anew."""
    if request.config.getoption("--update-golden"):
        measured = {kind: results_of(offices, kind) for kind in forgery_table.KINDS}
        rows = [forgery_table.row(kind, results) for kind, results in measured.items()]
        forgery_table.written([*rows, forgery_table.sum_of(measured)])
    *rows, last = forgery_table.rows_of_docs().values()
    numbers = [[int(cell) for cell in row.split("|")[2:6]] for row in rows]
    assert list(forgery_table.rows_of_docs())[:-1] == list(forgery_table.KINDS), "make golden"
    assert [int(cell) for cell in last.split("|")[2:6]] == [sum(column) for column in zip(*numbers, strict=True)]
    assert last.split("|")[1].strip() == f"**{len(rows)} cara**"
    assert sum(tried >= 3 for tried, *_ in numbers) >= 60, "at least sixty kinds by three ways each"
    assert len(rows) >= 190


def test_a_richer_letter_saved_again_is_the_same(rich_office):
    raw = (rich_office / ARCHIVED).read_bytes()
    again = forgeries.packed(
        {name: content + b"\n" * name.endswith(".xml") for name, content in forgeries.parts_of(raw).items()}
    )
    assert (told(rich_office, raw), told(rich_office, again)) == (verify.ASLI, verify.SAMA)


def test_a_part_that_nobody_reads_is_the_same_only_with_the_same_content(letter):
    """A letter that shows a diagram, say: its relation is in both files, what it leads to may not be."""

    def with_part(content: bytes) -> bytes:
        kind, name = "diagramData", "word/diagrams/data1.xml"
        return forgeries.packed(forgeries.related(forgeries.parts_of(letter), kind, name, content, "text/xml"))

    assert not any(compared.compared(with_part(b"<a>87,50</a>"), with_part(b"<a>87,50</a>")))
    assert compared.compared(with_part(b"<a>87,50</a>"), with_part(b"<a>97,50</a>")).unknown


def test_the_workbook_behind_a_chart_is_no_hidden_thing_and_is_compared(letter):
    def with_chart(figure: bytes) -> bytes:
        parts = forgeries.related(forgeries.parts_of(letter), "chart", "word/charts/chart1.xml", b"<c/>", "text/xml")
        only = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r" Target="../buku.xlsx" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"/>'
            b"</Relationships>"
        )
        return forgeries.packed({**parts, "word/charts/_rels/chart1.xml.rels": only, "word/buku.xlsx": figure})

    honest = with_chart(b"87,50")
    assert verify._unseen(honest) == ""
    assert not any(compared.compared(honest, honest))
    assert compared.compared(honest, with_chart(b"97,50")).unknown


def test_the_letter_zipped_again_is_the_same(office, letter):
    assert told(office, forgeries.packed(forgeries.parts_of(letter))) == verify.SAMA
    assert told(office, letter) == verify.ASLI


@pytest.mark.parametrize("way", forgeries.WAYS, ids=lambda way: way.was)
def test_a_text_cut_into_many_runs_is_the_same(office, letter, way):
    def cut(props: str, was: str, now: str) -> str:
        return "".join(forgeries.plain(one, props) + '<w:proofErr w:type="spellEnd"/>' for one in was)

    raw = forgeries.packed(forgeries.run_with(forgeries.parts_of(letter), way, cut))
    assert told(office, raw) == verify.SAMA


def test_page_numbers_of_a_contents_may_be_left_out_where_word_lays_out_a_web_page(office, letter):
    """Word writes `w:webHidden` there; on paper, and on pages on a screen, they show."""
    way = forgeries.WAYS[0]

    def with_contents(look: str) -> bytes:
        def shown(props: str, was: str, now: str) -> str:
            begin, separate, end = (
                f'<w:r><w:rPr>{look}</w:rPr><w:fldChar w:fldCharType="{kind}"/></w:r>'
                for kind in ("begin", "separate", "end")
            )
            code = f"<w:r><w:rPr>{look}</w:rPr><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
            tab = f"<w:r><w:rPr>{look}</w:rPr><w:tab/></w:r>"
            return forgeries.plain(was, props) + tab + begin + code + separate + forgeries.styled(look, "3") + end

        return forgeries.packed(forgeries.run_with(forgeries.parts_of(letter), way, shown))

    assert not any(compared.compared(with_contents(""), with_contents("<w:webHidden/>")))
    assert not any(compared.compared(with_contents("<w:webHidden/>"), with_contents("")))


@pytest.mark.parametrize("step", range(40))
def test_a_damaged_copy_is_told(office, letter, step):
    at = len(letter) * (step + 1) // 41
    for raw in (letter[:at], letter[:at] + bytes([letter[at] ^ 255]) + letter[at + 1 :], letter[:at] + b"\0" * 64):
        for verdict in verify.of_file(office, raw):
            assert verdict.result != verify.ASLI
            assert verdict.keterangan or verdict.differences


def test_a_bomb_is_not_unpacked(office):
    raw = forgeries.packed({"[Content_Types].xml": b"", "_rels/.rels": b"", "besar.xml": b"\0" * 70_000_000})
    (verdict,) = verify.of_file(office, raw)
    assert verdict.result == verify.TIDAK_DIKENAL
