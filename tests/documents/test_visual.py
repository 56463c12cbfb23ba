"""Each kind of document of each sample institution as it is seen, against stored pages; `--update-golden` stores anew.

A sheet of all pages is left in build/halaman/terlihat.png.
"""

import io
import json
import re
import shutil
import zipfile

import pikepdf
import PIL.Image
import pytest

from pipeline.documents import installed_fonts, pdf, pdf_fonts
from pipeline.making import build
from pipeline.sources import workspace
from support import needs, sample_year, seen_pages
from support.paths import ROOT

STORED = ROOT / "tests/visual"
MADE_BY = STORED / "komputer.json"
LARGEST = 3_000_000
"""Bytes of all stored pages together."""
DOCUMENTS = {
    "contoh-daftar-pengiriman": ("2025S1", "daftar-pengiriman", "contoh"),
    "contoh-laporan-skm": ("2025S1", "laporan-skm", "contoh/bagian-hukum"),
    "contoh-laporan-tindak-lanjut": ("2025S1", "laporan-tindak-lanjut", "contoh/bagian-hukum"),
    "contoh-rekapitulasi": ("2025S1", "rekapitulasi", "contoh"),
    "contoh-ringkasan-kepala-daerah": ("2025S1", "ringkasan-kepala-daerah", "contoh"),
    "contoh-surat-hasil": ("2025S1", "surat-hasil", "contoh/bagian-hukum"),
    "jakarta-timur-laporan-tindak-lanjut": ("2024S1", "laporan-tindak-lanjut", "jakarta-timur/halim-perdanakusuma"),
    "lumajang-daftar-pengiriman": ("2025S1", "daftar-pengiriman", "lumajang"),
    "lumajang-rekapitulasi": ("2025S1", "rekapitulasi", "lumajang"),
    "lumajang-surat-hasil": ("2025S1", "surat-hasil", "lumajang/bag-protokol-tup"),
}
"""What is stored of which unit."""
ASKED = {
    f"contoh-{kind}": (
        "2025S1",
        kind,
        "contoh" if kind in ("pengingat-laporan", "permintaan-laporan") else "contoh/dinas-kesehatan",
    )
    for kind in (
        *("berita-acara-fkp", "daftar-publikasi", "kuesioner", "pengingat-laporan", "permintaan-laporan", "poster"),
        *("poster-a3", "poster-persegi", "teks-publikasi", "undangan-fkp"),
    )
}
"""Kinds that no sample institution asks for: asked of one with facts that are made up, and say so."""
SEEN = {**DOCUMENTS, **ASKED}
LETTER = "lumajang-surat-hasil"


def changed(document, change):
    """Return a document whose main part is changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(name, text.decode()).encode() if name.endswith(".xml") else text)
    return out.getvalue()


def shifted(name, text):
    """Put an empty line before the second paragraph."""
    return text.replace("</w:p>", "</w:p><w:p/>", 1) if name == "word/document.xml" else text


def without_logo(_, text):
    return re.sub(r"<w:drawing>.*?</w:drawing>", "", text, flags=re.DOTALL)


def other_font(_, text):
    return re.sub(r'(w:(?:ascii|hAnsi|cs))="[^"]+"', r'\1="DejaVu Serif"', text)


BREAKS = {"a shifted line": shifted, "a lost logo": without_logo, "a wrong font": other_font}


def made_in(root, documents):
    """Make documents in a workspace; return their files."""
    files = []
    for name, (period, kind, unit) in documents.items():
        build.run(root, workspace.period(root, period), kind, unit)
        files.append(root / f"build/{period}/{unit}/{kind}.docx")
        assert files[-1].is_file(), name
    return files


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The PDFs of all documents, and of a letter with each of the breaks."""
    root = tmp_path_factory.mktemp("terlihat")
    for folder in ("units", "periods", "templates", "register"):
        shutil.copytree(ROOT / folder, root / folder)
    files = made_in(root, DOCUMENTS) + made_in(sample_year.put(tmp_path_factory.mktemp("setahun") / "kerja"), ASKED)
    letter = files[[*SEEN].index(LETTER)]
    for number, change in enumerate(BREAKS.values()):
        files.append(root / f"{number}.docx")
        files[-1].write_bytes(changed(letter.read_bytes(), change))
    names = [*SEEN, *BREAKS]
    made = {names[number]: content for number, content in pdf.printed(files)}
    fonts = sorted({font for file in files[: len(SEEN)] for font in pdf_fonts.of_document(file.read_bytes())})
    with pikepdf.open(io.BytesIO(made[LETTER])) as document:
        by = {"program": str(document.docinfo["/Producer"]), "fonts": installed_fonts.standing_in(fonts)}
    return made, by


@pytest.fixture
def seen(printed, request):
    """The PDFs, on a computer like that of the stored pages."""
    made, by = printed
    if request.config.getoption("--update-golden"):
        MADE_BY.write_text(json.dumps(by, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if json.loads(MADE_BY.read_text(encoding="utf-8")) != by:
        pytest.skip("the LibreOffice and the fonts of tests/visual/komputer.json")
    return made


@needs.soffice
def test_every_document_looks_as_it_did(seen, request):
    found, sheet = {}, []
    for name in SEEN:
        file, ours = STORED / f"{name}.png", seen_pages.drawn(seen[name])
        sheet.append(ours)
        if request.config.getoption("--update-golden"):
            file.write_bytes(seen_pages.stored(ours))
        if apart := seen_pages.differences(ours, seen_pages.read(file.read_bytes())):
            found[name] = apart
    whole = PIL.Image.new("L", (max(row.width for row in sheet), sum(row.height for row in sheet)), 128)
    top = 0
    for row in sheet:
        whole.paste(row, (0, top))
        top += row.height
    target = ROOT / "build/halaman/terlihat.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    whole.save(target)
    assert found == {}, f"look at {target}; if this is wanted: --update-golden"


@needs.soffice
@pytest.mark.parametrize("break_", BREAKS)
def test_what_a_reader_would_notice_is_a_difference(seen, break_):
    stored = seen_pages.read((STORED / f"{LETTER}.png").read_bytes())
    assert seen_pages.differences(seen_pages.drawn(seen[break_]), stored) != ""


SMOOTHED = {
    "by three": {"finer": 3},
    "for screens": {"optimize_mode": "lcd"},
    "not in pictures": {"no_smoothimage": True},
}


@needs.soffice
@pytest.mark.parametrize("how", SMOOTHED)
def test_how_edges_are_smoothed_is_none(seen, how):
    stored = seen_pages.read((STORED / f"{LETTER}.png").read_bytes())
    assert seen_pages.differences(seen_pages.drawn(seen[LETTER], **SMOOTHED[how]), stored) == ""


def test_every_kind_is_stored_and_all_of_them_are_small():
    assert {kind for _, kind, _ in SEEN.values()} == set(workspace.kinds(ROOT))
    assert {path.stem for path in STORED.glob("*.png")} == {*SEEN}
    assert sum(path.stat().st_size for path in STORED.iterdir()) < LARGEST
