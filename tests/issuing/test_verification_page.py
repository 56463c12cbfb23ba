"""A letter of an institution with a public site has a page that nobody can guess, and a QR code that leads there."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from test_apply import SEMUA, issue

from pipeline.files import qr_code
from pipeline.issuing import intact
from pipeline.sources import register_reader
from support import git_office
from support.office_files import Rel, made, p, picture
from support.small import png

SITE = "https://skm.uji.example/situs"
WITH_SITE = f"{git_office.INSTANSI}situs: {{alamat: {SITE}/}}\n"


def template_with_code() -> bytes:
    """Return a template that shows the code and the address of its page."""
    said = p("{{ nomor }} {{ tanggal }} {{ hal }} {{ yth }}"), picture("{{ verifikasi.qr }}"), p("{{ verifikasi.alamat }}")
    return made(*said, parts={"word/media/a.png": (png(1, 1), "")}, rels=[Rel("rIdP", "image", "media/a.png")])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = git_office.bangun(tmp_path / "kerja", WITH_SITE)
    (root / "templates/surat-hasil/bawaan.docx").write_bytes(template_with_code())
    git_office.commit(root, "templat")
    return root


def letters(root: Path):
    return {sent.unit: sent for entry in register_reader.entries(root, "uji", []) for sent in entry.entri.surat}


def code_in(document: bytes) -> bytes:
    """Return the picture that a letter shows."""
    held = zipfile.ZipFile(io.BytesIO(document))
    return held.read(next(name for name in held.namelist() if name.startswith("word/media/")))


def test_every_letter_that_is_issued_has_a_page_of_its_own_and_its_code_leads_there(workspace):
    issue(workspace)
    tokens = {unit: sent.token for unit, sent in letters(workspace).items()}
    assert len({*tokens.values()}) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", str(token)) for token in tokens.values())
    document = (workspace / "register/uji/2025/0002/loket-a.docx").read_bytes()
    there = f"{SITE}/v/{tokens['loket-a']}.html"
    assert code_in(document) == qr_code.png(there)[0]
    assert there in (workspace / "register/uji/2025/0002/loket-a.md").read_text(encoding="utf-8")
    git_office.commit(workspace)
    assert [fault for fault in intact.whole_archive(workspace) if not fault.is_warning] == []
