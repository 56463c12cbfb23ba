"""What Word, LibreOffice, python-docx and cameras leave in files, and what comes of it here."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from pipeline.documents import images, template
from pipeline.documents.package import Properties
from pipeline.problems.problem import Place, Problem, Refusal
from support import audited, needs
from support.docx_text import parts, text, words
from support.paths import ROOT

PLACE = Place("units/x/instansi.yaml", 3, 9)
SIFAT = Properties("Judul", "Penulis", None, is_draft=True)


def rendered(raw: bytes, **said: object) -> bytes:
    found = template.compile_template(raw, "t.docx", problems := [])
    assert found is not None, problems
    return template.render(found, said, SIFAT)


@needs.soffice
def test_a_template_saved_by_libreoffice_makes_the_same_letter(workspace, run):
    path = "build/2025S1/lumajang/bag-protokol-tup/surat-hasil.docx"
    run("build", "surat-hasil", "2025S1", "--unit", "bag-protokol-tup")
    before = words(text(workspace / path))
    profile = f"-env:UserInstallation={(workspace / 'profil').as_uri()}"
    source = shutil.copy(workspace / "templates/surat-hasil/lumajang.docx", workspace / "asal.docx")
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "baru", source]
    subprocess.run(command, cwd=workspace, check=True, capture_output=True, timeout=180)
    shutil.copy(workspace / "baru/asal.docx", workspace / "templates/surat-hasil/lumajang.docx")
    made = run("build", "surat-hasil", "2025S1", "--unit", "bag-protokol-tup")
    assert (made.returncode, made.stderr) == (0, "")
    assert words(text(workspace / path)) == before


@needs.soffice
def test_every_own_template_saved_by_libreoffice_is_one_still(tmp_path):
    """Breaks of pages and sections that it moves into the paragraphs of tags, fields that it leaves asking nothing."""
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    names = [path.parent.name for path in sorted((ROOT / "templates").glob("*/bawaan.docx"))]
    sources = [shutil.copy(ROOT / f"templates/{name}/bawaan.docx", tmp_path / f"{name}.docx") for name in names]
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "baru", *sources]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=600)
    for name in names:
        problems: list[Problem] = []
        saved = template.compile_template((tmp_path / f"baru/{name}.docx").read_bytes(), name, problems)
        assert (saved is not None, [str(fault) for fault in problems if not fault.is_warning]) == (True, [])
        first = template.compile_template((ROOT / f"templates/{name}/bawaan.docx").read_bytes(), name, [])
        assert first is not None
        assert {tag.word for tag in saved.tags} == {tag.word for tag in first.tags}


def test_a_template_made_by_python_docx_becomes_valid_and_indonesian(tmp_path):
    document = Document()
    document.add_paragraph("Yth. {{ yth }}")
    document.save(out := io.BytesIO())
    path = tmp_path / "t.docx"
    path.write_bytes(rendered(out.getvalue(), yth="Camat"))
    assert audited.errors(path) == []
    assert "word/stylesWithEffects.xml" not in parts(path)
    assert b'w:lang w:val="id-ID"' in parts(path)["word/styles.xml"]
    assert Document(path).core_properties.author == "Penulis"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_template_that_holds_its_properties_twice_gives_them_once(tmp_path):
    document = Document()
    document.add_paragraph("isi")
    document.save(out := io.BytesIO())
    with zipfile.ZipFile(out, "a") as source:
        source.writestr("docProps/core.xml", source.read("docProps/core.xml"))
    path = tmp_path / "t.docx"
    path.write_bytes(rendered(out.getvalue()))
    with zipfile.ZipFile(path) as source:
        assert source.namelist().count("docProps/core.xml") == 1


def test_a_tag_that_words_spelling_checker_split_is_whole_again():
    document = Document()
    document.add_paragraph("Yth. {{ yth }}")
    document.save(out := io.BytesIO())
    source = zipfile.ZipFile(out)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for name in source.namelist():
            split = (
                b'{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:t>{ y</w:t></w:r><w:r><w:t>th }}'
            )
            written.writestr(name, source.read(name).replace(b"{{ yth }}", split))
    made = Document(io.BytesIO(rendered(target.getvalue(), yth="Camat")))
    assert made.paragraphs[0].text == "Yth. Camat"


def picture(mode: str = "RGB", size: tuple[int, int] = (40, 20), kind: str = "JPEG", **options: object) -> bytes:
    Image.new(mode, size).save(out := io.BytesIO(), kind, **options)
    return out.getvalue()


def loaded(path: Path, raw: bytes) -> images.Picture:
    path.write_bytes(raw)
    return images.load(path, path.name, PLACE, "Sebuah gambar")


def test_a_photo_taken_upright_stands_upright_and_tells_no_place(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "S"
    found = loaded(tmp_path / "a.jpg", picture(exif=exif))
    assert (found.width, found.height) == (20, 40)
    assert b"Exif" not in found.content


def test_a_large_picture_is_made_as_small_as_the_page_shows(tmp_path):
    found = loaded(tmp_path / "a.png", picture(size=(5000, 2500), kind="PNG"))
    assert (found.width, found.height) == (1600, 800)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1"])
def test_any_png_keeps_its_kind(tmp_path, mode):
    assert loaded(tmp_path / "a.png", picture(mode, kind="PNG")).format == "png"


def test_a_printers_jpeg_is_accepted(tmp_path):
    assert loaded(tmp_path / "a.jpg", picture("CMYK")).format == "jpeg"


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"", "G002"), (b"bukan gambar", "G002"), (picture()[:60], "G002"), (picture(kind="GIF", mode="P"), "G002")],
)
def test_what_is_no_picture_is_refused_with_its_place(tmp_path, raw, code):
    with pytest.raises(Refusal, match=rf"units/x/instansi\.yaml:3:9: {code} "):
        loaded(tmp_path / "a.jpg", raw)


def test_a_picture_that_cannot_be_read_is_refused_with_its_place(tmp_path):
    with pytest.raises(Refusal, match="G002"):
        images.load(tmp_path / "tiada.png", "tiada.png", PLACE, "")


def test_a_decompression_bomb_is_refused(tmp_path):
    bomb = picture("1", (20_000, 20_000), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(Refusal, match="G003"):
        loaded(tmp_path / "a.png", bomb)


def test_a_path_that_leaves_its_folder_is_refused(workspace, run):
    office = workspace / "units/lumajang/instansi.yaml"
    office.write_text(office.read_text().replace("logo: logo.png", "logo: ../contoh/lambang.png"))
    made = run("build", "surat-hasil", "2025S1", "--unit", "bag-protokol-tup")
    assert made.returncode == 1
    assert re.match(
        r"units/lumajang/instansi\.yaml:9:9: B003 jalur `\.\./contoh/lambang\.png` keluar dari", made.stderr
    )


def test_a_lock_file_of_word_is_no_source(workspace, run):
    run("build", "surat-hasil", "2025S1")
    (workspace / "templates/surat-hasil/~$majang.docx").write_bytes(b"x")
    (workspace / "units/contoh/.~lock.dinas.yaml#").write_bytes(b"x")
    assert "(0 dibuat, 61 tetap" in run("build", "surat-hasil", "2025S1").stdout
