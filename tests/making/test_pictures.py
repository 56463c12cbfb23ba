"""Pictures as a reader has them: every one that is named is printed, refused with its place, or told as not shown."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.documents import images
from pipeline.problems.problem import Place, Refusal
from pipeline.words.chapter import Picture
from support import small, tried

OWN, FOLDER = "periods/2025S1/kota/loket.yaml", "periods/2025S1/kota/foto/"
REALISED = (
    "prioritas: {cara: terendah, jumlah: 1}\n"
    "rtl:\n- unsur: biaya\n  program:\n  - kegiatan: Rapat\n"
    "    realisasi: {status: sudah, foto: [{berkas: rapat.png, keterangan: Rapat}]}\n"
)
NOT_SURVEYED = f"{small.ISI['periods/2025S1/kota/periode.yaml']}tidak_disurvei: {{loket: libur}}\n"
AT = Place("loket.yaml", 6, 46)


def drawn(kind: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (9, 7), 3).save(out, kind)
    return out.getvalue()


PRINTED = {
    "png": drawn("PNG"),
    "grey png": drawn("PNG", "L"),
    "palette png": drawn("PNG", "P"),
    "deep png": drawn("PNG", "I;16"),
    "png of one bit": drawn("PNG", "1"),
    "png of grey and alpha": drawn("PNG", "LA"),
    "jpeg": drawn("JPEG"),
    "cmyk jpeg": drawn("JPEG", "CMYK"),
}
REFUSED = {
    **{kind.lower(): drawn(kind) for kind in ("GIF", "BMP", "TIFF", "PPM", "ICO", "PCX", "TGA")},
    "webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(24),
    "heic": b"\0\0\0\x18ftypheic" + bytes(40),
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "pdf": b"%PDF-1.4\n",
    "word": small.docx(""),
    "text": b"bukan gambar",
    "nothing": b"",
    "cut png": drawn("PNG")[:50],
    "cut jpeg": drawn("JPEG")[:200],
}


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("gambar") / "x.png"


def become(file: Path, raw: bytes) -> list[Picture] | list[str]:
    """Return what a logo and a photo of these bytes become: pictures that open whole, or the codes of refusals."""
    file.write_bytes(raw)
    made: list[Picture] = []
    codes: list[str] = []
    for act in (lambda: images.load(file, "x.png", AT, "x"), lambda: images.photo(raw, "x.png", AT, "x", 40)):
        try:
            made.append(act())
        except Refusal as refusal:
            codes += [fault.code if fault.place == AT else "elsewhere" for fault in refusal.problems]
    for picture in made:
        with Image.open(io.BytesIO(picture.content)) as shown:
            shown.load()
            assert (shown.size, shown.format) == ((picture.width, picture.height), picture.format.upper())
    assert not (made and codes)
    return made or codes


@pytest.mark.parametrize("kind", PRINTED)
def test_png_and_jpeg_are_printed_whatever_their_colours(file, kind):
    assert [type(found) for found in become(file, PRINTED[kind])] == [Picture, Picture]


@pytest.mark.parametrize("kind", REFUSED)
def test_whatever_else_is_named_is_refused_with_its_place(file, kind):
    assert become(file, REFUSED[kind]) == ["G002", "G002"]


@settings(max_examples=tried.share(1.5, "an example takes a moment"))
@given(st.sampled_from([*PRINTED.values(), *REFUSED.values()]), st.data())
def test_broken_bytes_are_a_picture_or_refused_with_their_place(file, raw, data):
    broken = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(broken) - 1, 0)))
        broken[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    found = become(
        file, bytes(broken[: data.draw(st.integers(0, len(broken)))] if data.draw(st.booleans()) else broken)
    )
    assert set(found) <= {"G002", "G003"} or all(isinstance(picture, Picture) for picture in found)


REPORT = "judul: Laporan\nsebutan: laporan\nkosakata: [surat, unit, periode, hasil, layanan, tindak_lanjut]\n"
CASES = {
    "whole": (PRINTED["png"], ["G004"]),
    "broken": (b"bukan gambar", ["G002", "G004"]),
    "lost": (None, ["G001", "G004"]),
}


@pytest.mark.parametrize("surveyed", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_a_photo_of_a_unit_without_a_report_is_looked_at_and_told(tmp_path, case, surveyed):
    raw, codes = CASES[case]
    files = {OWN: REALISED, f"{FOLDER}rapat.png": raw}
    if not surveyed:
        files |= {
            "units/kota/lain.yaml": "nama: Lain\n",
            "templates/surat/jenis.yaml": REPORT,
            "periods/2025S1/kota/periode.yaml": NOT_SURVEYED,
            "periods/2025S1/kota/skor.csv": "unit,waktu,biaya\nlain,4,3\nlain,3,3\n",
        }
    told = [line for line in small.told(small.put(tmp_path, files)).splitlines() if " G0" in line]
    assert [line.split()[1] for line in told] == codes
    assert all(line.startswith(f"{OWN}:6:") for line in told)
