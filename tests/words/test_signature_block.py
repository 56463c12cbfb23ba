"""How a letter is signed: by ink, electronically or not at all yet; said by data, printed by a template that asks."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.sources.signature_model import BLOCK, DRAFT_BLOCK, FOOT
from support import docx_text, git_office, in_process
from support.paths import ROOT
from support.small import docx, p

TEMPLATE = docx(
    "".join(
        (
            p("{{ draf }} {{ nomor }} {{ tanggal }} {{ hal }} {{ yth }}"),
            p("{%p if tanda_tangan is defined and tanda_tangan.tte %}"),
            p("{{ tanda_tangan.teks }} {{ penandatangan.nama }}"),
            p("{{ tanda_tangan.kaki }}"),
            p("{%p endif %}"),
            p("{{ utama.ikm }}"),
        )
    )
)


def office(root: Path, said: str = "") -> Path:
    git_office.bangun(root, git_office.INSTANSI + said)
    (root / "templates/surat-hasil/uji.docx").write_bytes(TEMPLATE)
    git_office.commit(root)
    return root


def made(root: Path, mode: str = "") -> str:
    asked = ("build", "surat-hasil", "2025S1", "--unit", "loket-a", *(("--mode", mode) if mode else ()))
    done = in_process.run(asked, root, {"SKM_LANG": "id"})
    assert done.returncode == 0, done.stderr
    return " ".join(
        re.sub(r"<[^>]+>", " ", docx_text.xml(root / "build" / mode / "2025S1/uji/loket-a/surat-hasil.docx"))
        .replace("\xa0", " ")
        .split()
    )


def test_a_letter_that_is_signed_electronically_says_so_in_its_block_and_at_its_foot(tmp_path):
    text = made(office(tmp_path / "kerja", "tanda_tangan: tte\n"))
    assert f"{BLOCK} Rekaan {FOOT}" in text
    assert "Balai Besar Sertifikasi Elektronik" in FOOT
    assert "tte.komdigi.go.id" in FOOT


def test_the_text_is_that_of_the_office_where_it_has_one(tmp_path):
    said = "tanda_tangan: tte\ntte: {akar: [akar.pem], teks: Diteken digital oleh, kaki: Periksa di loket}\n"
    assert "Diteken digital oleh Rekaan Periksa di loket" in made(office(tmp_path / "kerja", said))


def test_for_srikandi_the_block_is_the_one_that_it_draws_itself(tmp_path):
    root = office(tmp_path / "kerja", "tanda_tangan: tte\n")
    (root / "templates/surat-hasil/uji.docx").unlink()
    shutil.copy(ROOT / "templates/surat-hasil/bawaan.docx", root / "templates/surat-hasil/bawaan.docx")
    text = made(root, "srikandi")
    assert "${ttd_pengirim} ${nama_pengirim}" in text
    assert BLOCK not in text
    assert BLOCK in made(root)
    assert "Balai Besar Sertifikasi Elektronik" in "".join(
        zipfile.ZipFile(root / "build/srikandi/2025S1/uji/loket-a/surat-hasil.docx").read(name).decode()
        for name in ("word/footer1.xml",)
    )


@pytest.mark.parametrize("said", ["", "tanda_tangan: basah\n"])
def test_by_ink_nothing_of_it_is_printed(tmp_path, said):
    text = made(office(tmp_path / "kerja", said))
    assert BLOCK not in text
    assert FOOT not in text


def test_what_is_said_to_be_a_draft_is_marked_and_not_issued(tmp_path):
    root = office(tmp_path / "kerja", "tanda_tangan: draf\n")
    assert "DRAF" in made(root)
    done = in_process.run(("issue", "surat-hasil", "2025S1", "--yes"), root, {"SKM_LANG": "id"})
    assert (done.returncode, "A075" in done.stderr) == (1, True)
    assert not (root / "register/uji/2025/0002.yaml").exists()


SITE = "situs: {alamat: https://skm.uji.example}\n"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("tanda_tangan: basah\n", set()),
        ("tanda_tangan: draf\n", {DRAFT_BLOCK}),
        ("tanda_tangan: tte\n", {BLOCK, FOOT}),
        (f"tanda_tangan: tte\n{SITE}", {BLOCK, FOOT, "Kode QR"}),
    ],
)
def test_our_own_template_shows_how_a_letter_is_signed_by_one_line_of_data(tmp_path, said, shown):
    root = office(tmp_path / "kerja", said)
    (root / "templates/surat-hasil/uji.docx").write_bytes((ROOT / "templates/surat-hasil/bawaan.docx").read_bytes())
    made(root)
    letter = zipfile.ZipFile(root / "build/2025S1/uji/loket-a/surat-hasil.docx")
    text = " ".join(letter.read(name).decode() for name in letter.namelist() if name.endswith(".xml"))
    text = text.replace("\xa0", " ")
    assert {each for each in (BLOCK, DRAFT_BLOCK, FOOT, "Kode QR") if each in text} == shown


def test_a_template_that_does_not_print_the_foot_is_told(tmp_path):
    root = git_office.bangun(tmp_path / "kerja", f"{git_office.INSTANSI}tanda_tangan: tte\n")
    bare = docx(p("{{ draf }} {{ nomor }} {{ tanggal }} {{ hal }} {{ yth }} {{ penandatangan.nama }} {{ utama.ikm }}"))
    (root / "templates/surat-hasil/uji.docx").write_bytes(bare)
    told = in_process.run(("check", "2025S1"), root, {"SKM_LANG": "id"}).stderr
    assert "T023" in told
    assert "kaki halaman tanda tangan elektronik" in told
