"""Forgeries of an issued PDF by the table: each is told as altered, with what was added; none is called the same."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.documents import pdf
from pipeline.issuing import apply, verify
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office, pdf_forgeries
from support.paths import ROOT
from support.pdf_maker import text_pdf

ARCHIVED = "register/uji/2025/0002/loket-a.pdf"
TEXT = "065.1/2/UJI/2025 IKM 87,50 dan 75,00, Kepala Loket-A sampai 31 Desember 2026"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """An office that issued a letter with its PDF; LibreOffice's place is taken by one who writes it by hand."""
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "program", lambda: "soffice")
        patch.setattr(pdf, "printed", lambda files: [text_pdf(TEXT) for _ in files])
        order = Order(Period(2025, "S", 1), "surat-hasil", "loket-a", pdf=True)
        apply.issue(root, order, lambda made, recovered: True)
    return root


def told(office: Path, raw: bytes) -> verify.Verdict:
    (verdict,) = verify.of_file(office, raw)
    return verdict


def test_what_was_issued_is_genuine_and_the_table_is_as_large_as_promised(office):
    assert told(office, (office / ARCHIVED).read_bytes()).result == verify.ASLI
    assert len(pdf_forgeries.ALL) >= 50


@pytest.mark.parametrize("kind", pdf_forgeries.ALL)
def test_a_forgery_of_an_issued_pdf_is_told_with_what_was_done(office, kind):
    verdict = told(office, pdf_forgeries.ALL[kind]((office / ARCHIVED).read_bytes()))
    assert verdict.result in (verify.BERUBAH, verify.TIDAK_DIKENAL)
    assert verdict.differences or "kata sandi" in str(verdict.keterangan)


@pytest.mark.parametrize("kind", pdf_forgeries.HONEST)
def test_an_issued_pdf_saved_again_is_the_same(office, kind):
    verdict = told(office, pdf_forgeries.HONEST[kind]((office / ARCHIVED).read_bytes()))
    assert (verdict.result, verdict.differences) == (verify.SAMA, ())


def test_what_is_told_of_each_kind_is_in_the_docs(office, request):
    """The second table in docs/bukti.md is measured here, and written anew by `make golden`."""
    raw = (office / ARCHIVED).read_bytes()
    rows, results = [], Counter[str]()
    for kind, forge in pdf_forgeries.ALL.items():
        verdict = told(office, forge(raw))
        said = verdict.differences[0][1] if verdict.differences else verdict.keterangan
        results[str(verdict.result)] += 1
        rows.append(f"| {kind} | {verdict.result} | {said} |")
    text = "| pemalsuan PDF | dikatakan | dengan |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    path = ROOT / "docs/bukti.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- tabel pdf -->\n")
    kept, _, after = rest.partition("<!-- /tabel pdf -->")
    if request.config.getoption("--update-golden"):
        path.write_text(f"{before}<!-- tabel pdf -->\n{text}<!-- /tabel pdf -->{after}", encoding="utf-8")
        return
    assert kept == text, "make golden"
    assert results.keys() <= {"berubah", "tidak dikenal"}
