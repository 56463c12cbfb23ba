"""Forgeries by the table: whatever shows a reader something else is never called genuine, nor the same."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.documents import canonical, compared, pdf_pages, printed
from pipeline.issuing import apply, verify
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import forged_looks, forgeries, git_office, rare_forgeries
from support.paths import ROOT

ARCHIVED = "register/uji/2025/0002/loket-a.docx"
KINDS = {**forgeries.TEXT, **forgeries.HIDING, **forgeries.STRUCTURE, **rare_forgeries.RARE, **forged_looks.LOOKS}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    apply.issue(root, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, pulih: True)
    return root


@pytest.fixture(scope="module")
def letter(office) -> bytes:
    return (office / ARCHIVED).read_bytes()


@pytest.fixture(scope="module")
def rich_office(office, tmp_path_factory) -> Path:
    """The same office, whose letter has a table, pictures, a page number, a font of the theme."""
    root = shutil.copytree(office, tmp_path_factory.mktemp("lain") / "kerja")
    rare_forgeries.put_in(root, ARCHIVED, rare_forgeries.rich((office / ARCHIVED).read_bytes()))
    return root


def told(office: Path, raw: bytes) -> str:
    (verdict,) = verify.of_file(office, raw)
    assert verdict.surat.unit == "loket-a"
    return verdict.result


@pytest.mark.parametrize("way", forgeries.WAYS, ids=lambda way: way.was)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_forgery_is_told(office, letter, kind, way):
    parts = forgeries.parts_of(letter)
    assert told(office, forgeries.packed(KINDS[kind](parts, way))) in (verify.BERUBAH, verify.TAK_TERNILAI)


@pytest.mark.parametrize("way", forgeries.WAYS, ids=lambda way: way.was)
@pytest.mark.parametrize("kind", sorted(rare_forgeries.RICH))
def test_a_forgery_of_a_richer_letter_is_told(rich_office, kind, way):
    parts = forgeries.parts_of((rich_office / ARCHIVED).read_bytes())
    assert told(rich_office, forgeries.packed(rare_forgeries.RICH[kind](parts, way))) in (
        verify.BERUBAH,
        verify.TAK_TERNILAI,
    )


def test_a_richer_letter_saved_again_is_the_same(rich_office):
    raw = (rich_office / ARCHIVED).read_bytes()
    again = forgeries.packed(
        {name: content + b"\n" * name.endswith(".xml") for name, content in forgeries.parts_of(raw).items()}
    )
    assert (told(rich_office, raw), told(rich_office, again)) == (verify.ASLI, verify.SAMA)


@pytest.mark.parametrize("way", forgeries.WAYS, ids=lambda way: way.was)
@pytest.mark.parametrize("kind", sorted(rare_forgeries.WHOLE))
def test_a_forgery_around_the_file_is_told(office, letter, kind, way):
    assert told(office, rare_forgeries.WHOLE[kind](letter, way)) in (verify.BERUBAH, verify.TAK_TERNILAI)


@pytest.mark.parametrize("way", forgeries.WAYS, ids=lambda way: way.was)
@pytest.mark.parametrize("kind", sorted(forgeries.WHOLE))
def test_a_forgery_of_the_packing_is_told(office, letter, kind, way):
    raw = forgeries.WHOLE[kind](forgeries.parts_of(letter), way)
    assert told(office, raw) in (verify.BERUBAH, verify.TAK_TERNILAI)


@pytest.mark.parametrize("kind", sorted(forged_looks.PICTURES))
def test_a_picture_that_is_shown_otherwise_is_told(letter, kind):
    parts = forged_looks.with_picture(forgeries.parts_of(letter))
    forged = forged_looks.PICTURES[kind](parts, forgeries.WAYS[0])
    honest, other = forgeries.packed(parts), forgeries.packed(forged)
    assert any(compared.compared(honest, other))
    assert not any(compared.compared(honest, honest))


def test_the_table_is_as_large_as_promised():
    assert len(KINDS) + len(rare_forgeries.RICH) + len(forgeries.WHOLE) >= 130
    assert len(forgeries.WAYS) >= 3


def test_the_letter_zipped_again_is_the_same(office, letter):
    assert told(office, forgeries.packed(forgeries.parts_of(letter))) == verify.SAMA
    assert told(office, letter) == verify.ASLI


@pytest.mark.parametrize("way", forgeries.WAYS, ids=lambda way: way.was)
def test_a_text_cut_into_many_runs_is_the_same(office, letter, way):
    def cut(props: str, was: str, now: str) -> str:
        return "".join(forgeries.plain(one, props) + '<w:proofErr w:type="spellEnd"/>' for one in was)

    raw = forgeries.packed(forgeries.run_with(forgeries.parts_of(letter), way, cut))
    assert told(office, raw) == verify.SAMA


@pytest.mark.parametrize("step", range(40))
def test_a_damaged_copy_is_told(office, letter, step):
    at = len(letter) * (step + 1) // 41
    for raw in (letter[:at], letter[:at] + bytes([letter[at] ^ 255]) + letter[at + 1 :], letter[:at] + b"\0" * 64):
        for verdict in verify.of_file(office, raw):
            assert verdict.result != verify.ASLI
            assert verdict.keterangan or verdict.differences


# --- saved again by LibreOffice, and printed by it: every kind of document in this repository ---

LABEL = re.compile(r"[\da-z]{1,3}[.)]?")
KINDS_OF_DOCUMENT = (
    ("surat-hasil", "2025S1", "bag-protokol-tup"),
    ("surat-hasil", "2025S1", "kecamatan-melati"),
    ("laporan-tindak-lanjut", "2024S1", "halim-perdanakusuma"),
    ("rekapitulasi", "2025S1", "lumajang"),
    ("daftar-pengiriman", "2025S1", "lumajang"),
)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs soffice")
def test_every_kind_of_document_saved_or_printed_by_libreoffice_shows_the_same(tmp_path, run):
    """Saved as .docx, through .odt, and through .doc, where LibreOffice counts lists otherwise, and prints them so."""
    for folder in ("units", "periods", "templates", "register"):
        shutil.copytree(ROOT / folder, tmp_path / "kerja" / folder)
    there = []
    for kind, period, unit in KINDS_OF_DOCUMENT:
        made = run("build", kind, period, "--unit", unit, cwd=tmp_path / "kerja")
        assert made.returncode == 0, made.stderr
        (document,) = (path for path in (tmp_path / "kerja/build").rglob(f"{kind}.docx") if unit in str(path))
        there.append(Path(shutil.copy(document, tmp_path / f"{kind}-{unit}.docx")))
    saved, open_text, old, on_paper = (_by_libreoffice(tmp_path, there, kind) for kind in ("docx", "odt", "doc", "pdf"))
    back = [_by_libreoffice(from_, sorted(from_.glob(f"*.{from_.name}")), "docx") for from_ in (open_text, old)]
    for document in there:
        raw = document.read_bytes()
        for again in (saved, back[0]):
            both = compared.compared(raw, (again / document.name).read_bytes())
            assert (document.name, *both) == (document.name, (), (), ())
        both = compared.compared(raw, (back[1] / document.name).read_bytes())
        assert [pair for pair in both.differences if not all(LABEL.fullmatch(word) for word in pair)] == []
        assert (both.hidden, {*both.unknown} - {"srcRect"}) == ((), set())
        pages = pdf_pages.pages((on_paper / f"{document.stem}.pdf").read_bytes())
        assert (document.name, printed.differences(canonical.seen(raw), pages)) == (document.name, ())


def _by_libreoffice(folder: Path, files: list[Path], kind: str) -> Path:
    import subprocess

    out = folder / kind
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", out, *files], check=True)
    return out


def test_what_is_told_of_each_kind_is_in_the_docs(office, letter, rich_office, request):
    """The table in docs/bukti.md is measured here, and written anew by `make golden`."""
    results: dict[str, Counter[str]] = {}
    kinds = {name: make for name, make in KINDS.items() if name not in {*rare_forgeries.RARE, *forged_looks.LOOKS}}
    for name, _, raw in (*forgeries.forgeries(letter, kinds), *rare_forgeries.forgeries(letter)):
        results.setdefault(name, Counter())[told(office, raw)] += 1
    for name, _, raw in rare_forgeries.richer((rich_office / ARCHIVED).read_bytes()):
        results.setdefault(name, Counter())[told(rich_office, raw)] += 1
    rows = [
        f"| {name} | {counts[verify.BERUBAH]} | {counts[verify.TAK_TERNILAI]} | "
        f"{counts[verify.ASLI] + counts[verify.SAMA] + counts[verify.TIDAK_DIKENAL]} |"
        for name, counts in results.items()
    ]
    total = sum(results.values(), Counter())
    wrong = total[verify.ASLI] + total[verify.SAMA] + total[verify.TIDAK_DIKENAL]
    rows.append(
        f"| **{len(results)} cara, 3 tempat** | {total[verify.BERUBAH]} | {total[verify.TAK_TERNILAI]} | {wrong} |"
    )
    assert wrong == 0
    head = "| pemalsuan | berubah | tidak dapat dinilai | keliru |\n|---|---|---|---|\n"
    text = head + "\n".join(rows) + "\n"
    path = ROOT / "docs/bukti.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- tabel -->\n")
    kept, _, after = rest.partition("<!-- /tabel -->")
    if request.config.getoption("--update-golden"):
        path.write_text(f"{before}<!-- tabel -->\n{text}<!-- /tabel -->{after}", encoding="utf-8")
        return
    assert kept == text, "make golden"


def test_a_bomb_is_not_unpacked(office):
    raw = forgeries.packed({"[Content_Types].xml": b"", "_rels/.rels": b"", "besar.xml": b"\0" * 70_000_000})
    (verdict,) = verify.of_file(office, raw)
    assert verdict.result == verify.TIDAK_DIKENAL
