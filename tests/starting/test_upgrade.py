"""A workspace is brought to the version of the program: ours is renewed, an office's own is never touched."""

import os
import shutil

import pytest

from pipeline.sources import home
from pipeline.starting import stock
from support import in_process
from support.paths import ROOT


def called(cwd, *args):
    return in_process.run(args, cwd, {**os.environ, "SKM_LANG": "id"})


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor")
    called(folder, "init", ".")
    return folder


@pytest.fixture
def office(fresh, tmp_path):
    shutil.copytree(fresh, tmp_path / "kantor")
    return tmp_path / "kantor"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made_earlier(office, name, text):
    """The workspace as an earlier program has made it: with another file of ours, which its mark knows."""
    import hashlib

    (office / name).write_bytes(text)
    path = office / home.MARK
    old = dict(home.files_of(office))[name]
    path.write_text(
        path.read_text()
        .replace(f"{name}: {old}", f"{name}: {hashlib.sha256(text).hexdigest()[:16]}")
        .replace("versi: ", "versi: 0.0.")
    )


def test_a_workspace_of_today_has_nothing_to_renew(office):
    before = files(office)
    told = called(office, "upgrade", "--yes")
    assert (told.returncode, "sudah menurut versi" in told.stdout) == (0, True)
    assert files(office) == before


def test_a_file_of_ours_that_nobody_touched_is_renewed(office):
    made_earlier(office, "Makefile", b"lama\n")
    assert "diperbarui Makefile" in called(office, "upgrade", "--dry-run").stdout
    assert (office / "Makefile").read_bytes() == b"lama\n"
    told = called(office, "upgrade", "--yes")
    assert "git add -A && git commit" in told.stdout
    assert (office / "Makefile").read_bytes() == (ROOT / "Makefile").read_bytes()
    assert "sudah menurut versi" in called(office, "upgrade").stdout


def test_what_an_office_made_its_own_is_never_touched_and_ours_lies_beside(office):
    made_earlier(office, "templates/surat-hasil/bawaan.docx", b"lama")
    (office / "templates/surat-hasil/bawaan.docx").write_bytes(b"milik kantor")
    (office / "docs/skor.md").unlink()
    (office / "catatan.txt").write_text("milik kantor")
    told = called(office, "upgrade", "--yes")
    assert "dibiarkan  templates/surat-hasil/bawaan.docx: diubah di sini" in told.stdout
    assert "dibiarkan  docs/skor.md: sudah dihapus di sini" in told.stdout
    assert (office / "templates/surat-hasil/bawaan.docx").read_bytes() == b"milik kantor"
    ours = "templates/surat-hasil/bawaan.docx"
    assert (office / "build/perbarui" / ours).read_bytes() == (ROOT / ours).read_bytes()
    assert not (office / "docs/skor.md").exists()
    assert (office / "catatan.txt").read_text() == "milik kantor"


def test_a_workspace_from_before_there_were_marks_is_marked_and_keeps_its_files(office):
    (office / home.MARK).unlink()
    (office / "Makefile").write_text("lama, entah milik siapa\n")
    told = called(office, "upgrade", "--yes")
    assert "dibiarkan  Makefile: diubah di sini" in told.stdout
    assert (office / "Makefile").read_text() == "lama, entah milik siapa\n"
    assert home.format_of(office) == home.FORMAT
    assert {*home.files_of(office)} == {*stock.files(ROOT)}


def test_nothing_is_written_without_an_answer(office):
    made_earlier(office, "Makefile", b"lama\n")
    before = files(office)
    assert called(office, "upgrade").returncode == 130
    assert files(office) == before


def test_this_repository_needs_no_upgrade():
    assert "sudah menurut versi" in called(ROOT, "upgrade", "--dry-run").stdout
