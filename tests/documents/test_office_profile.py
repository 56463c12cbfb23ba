"""A profile that LibreOffice finds ready: it tests nothing at its start, opens nothing unseen, and prints the same."""

import re

import pytest

from pipeline.documents import office_profile, pdf, print_pool, soffice
from support import needs
from support.small import docx, p

SAID = "user/registrymodifications.xcu"
FILES = {
    "bootstraprc": ("ProductKey=LibreOffice 7.4\nUserInstallation=x\n", "7.4"),
    "bootstrap.ini": ("[Bootstrap]\r\nProductKey=LibreOffice 24.8\r\n", "24.8"),
    "versionrc": ("buildid=40\n", ""),
}


@pytest.mark.parametrize("name", FILES)
def test_the_version_is_that_which_libreoffice_itself_names(tmp_path, name):
    text, version = FILES[name]
    (tmp_path / name).write_text(text)
    office_profile.prepare(tmp_path / "profil", tmp_path)
    said = (tmp_path / "profil" / SAID).read_text()
    assert re.findall(r"ooSetupLastVersion.*?<value>(.*?)<", said) == ([version] if version else [])


@needs.soffice
def test_a_worker_starts_without_testing_how_it_draws_and_prints_the_same_bytes(tmp_path, monkeypatch):
    if (program := soffice.kit()) is None:
        pytest.skip("LibreOfficeKit: apt-get install libreoffice-writer-nogui")
    assert print_pool.tried(pdf.worker(program, tmp_path / "siap")) == ""
    assert not (tmp_path / "siap/user/GraphicsRenderTests.log").exists()
    letter = tmp_path / "surat.docx"
    letter.write_bytes(docx(p("Indeks Kepuasan Masyarakat 87,50")))
    ((_, ready),) = pdf.printed([letter])
    monkeypatch.setattr(office_profile, "prepare", lambda profile, program: None)
    ((_, bare),) = pdf.printed([letter])
    assert isinstance(ready, bytes)
    assert ready == bare
