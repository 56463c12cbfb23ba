"""Pictures of a template go along as they show: not a pixel changes, and nothing that they hold beside goes along."""

import io
import struct

import pytest
from PIL import Image, PngImagePlugin

from pipeline.documents import cleaned, template
from support import small
from support.office_files import Rel, made, picture

SECRET = b"RAHASIA"
LEFT = b"PK\x03\x04 isi lain " + SECRET


def photo(kind: str, **more: object) -> bytes:
    """A picture of many colours, with what a camera and a person note in it, and a file behind its end."""
    image = Image.effect_noise((33, 17), 90).convert("P" if kind == "GIF" else "RGB")
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue() + LEFT


def camera(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "Kamera", SECRET.decode()
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    return exif


def noted() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("Comment", SECRET.decode(), zip=False)
    return info


def tiff() -> dict[int, object]:
    """Tags of a TIFF that a scanner and a person note: names, programs, places."""
    words = {tag: SECRET.decode() for tag in (269, 270, 271, 272, 285, 305, 306, 315, 316, 33432)}
    return {**words, 700: SECRET, 33723: SECRET, 34377: SECRET}


PHOTOS = {
    "JPEG": photo("JPEG", exif=camera(6), comment=SECRET, quality=90),
    "JPEG upright": photo("JPEG", exif=camera(1), comment=SECRET),
    "JPEG in several scans": photo("JPEG", progressive=True, exif=camera(3), icc_profile=b"warna" * 9),
    "PNG": photo("PNG", pnginfo=noted(), exif=camera(1), dpi=(300, 300)),
    "GIF": photo("GIF", comment=SECRET),
    "BMP": photo("BMP"),
    "TIFF": photo("TIFF", tiffinfo=tiff(), exif=camera(1)),
    "TIFF packed": photo("TIFF", tiffinfo=tiff(), compression="tiff_lzw", dpi=(300, 300), icc_profile=b"warna" * 9),
}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_picture_shows_the_same_and_holds_nothing_else(name):
    before, after = PHOTOS[name], cleaned.clean(PHOTOS[name])
    assert SECRET in before
    assert SECRET not in after
    assert b"Kamera" not in after
    with Image.open(io.BytesIO(before)) as first, Image.open(io.BytesIO(after)) as second:
        assert first.tobytes() == second.tobytes()
        for shown in ("icc_profile", "transparency", *(["dpi"] if name == "PNG" else [])):
            assert first.info.get(shown) == second.info.get(shown)
        assert second.getexif().get(0x0112, 1) == first.getexif().get(0x0112, 1)
        assert not second.getexif().get_ifd(0x8825)


@pytest.mark.parametrize("name", PHOTOS)
def test_a_clean_picture_stays_to_the_byte_and_a_broken_one_as_it_is(name):
    once = cleaned.clean(PHOTOS[name])
    assert cleaned.clean(once) == once
    for end in (2, 9, 30, len(once) // 2):
        assert cleaned.clean(once[:end]) == once[:end]


def test_what_is_cut_out_of_a_picture_is_told_once():
    problems: list = []
    parts = {f"word/media/{name}.png": (PHOTOS["PNG"], "") for name in "ab"}
    rels = [Rel(f"rId{name}", "image", f"media/{name}.png") for name in "ab"]
    raw = made("{{ nomor }}", picture("a", "rIda"), picture("b", "rIdb"), parts=parts, rels=rels)
    found = template.compile_template(raw, "t.docx", problems)
    assert [problem.code for problem in problems] == ["T017"]
    assert found is not None
    kept = [member.name for member in found.unchanged if member.name.startswith("word/media/")]
    assert len(kept) == 2
    assert cleaned.clean(small.png(1, 1)) == small.png(1, 1)


def emf(*records: tuple[int, bytes], title: str = "") -> bytes:
    """An EMF of these records, with a title."""
    name = title.encode("utf-16-le")
    kind = struct.pack("<4l4lL", 0, 0, 9, 9, 0, 0, 99, 99, 0x464D4520)
    head = kind + struct.pack("<LLLHHLLL", 0x10000, 0, 2 + len(records), 1, 0, len(name) // 2, 108, 0)
    head += bytes(108 - 8 - len(head)) + name
    every = ((1, head), *records, (14, struct.pack("<LLL", 0, 16, 20)))
    return b"".join(struct.pack("<LL", kind, 8 + len(body)) + body for kind, body in every)


def remark(text: bytes) -> tuple[int, bytes]:
    return 70, struct.pack("<L", len(text)) + text + bytes(-len(text) % 4)


def test_a_drawing_of_windows_keeps_what_it_draws_and_nothing_it_is_called():
    line = (54, struct.pack("<ll", 5, 5))
    plus = b"EMF+" + struct.pack("<HHLL", 0x4003, 0, 24, 12) + b"RAHASIA12345" + struct.pack("<HHLL", 0x4001, 1, 12, 0)
    before = emf(line, remark(SECRET + b" nama"), remark(plus), title="RAHASIA judul") + LEFT
    after = cleaned.clean(before)
    assert SECRET in before
    assert SECRET not in after
    assert "RAHASIA".encode("utf-16-le") not in after
    assert line[1] in after
    assert struct.pack("<HHLL", 0x4001, 1, 12, 0) in after
    assert len(after) == len(before) - len(LEFT)
    assert cleaned.clean(after) == after


@pytest.mark.parametrize("is_placeable", [False, True])
def test_an_older_drawing_of_windows_keeps_what_it_draws_and_no_remark(is_placeable):
    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<LH", 3 + len(body) // 2, kind) + body

    said = SECRET + b" "
    records = record(0x0213, struct.pack("<hh", 5, 5)) + record(0x0626, struct.pack("<HH", 15, len(said)) + said)
    whole = b"\xd7\xcd\xc6\x9a" + bytes(18) if is_placeable else b""
    before = whole + struct.pack("<HHHLHLH", 1, 9, 0x300, 99, 0, 99, 0) + records + record(0, b"") + LEFT
    after = cleaned.clean(before)
    assert SECRET not in after
    assert len(after) == len(before) - len(LEFT)
    assert record(0x0213, struct.pack("<hh", 5, 5)) in after
    assert cleaned.clean(after) == after


def test_a_drawing_as_text_keeps_its_shapes_and_no_note_of_its_program():
    svg, ink = "http://www.w3.org/2000/svg", "http://www.inkscape.org/namespaces/inkscape"
    sodi = "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
    said = (
        f'<?xml version="1.0"?><!-- RAHASIA --><svg xmlns="{svg}" xmlns:i="{ink}" xmlns:s="{sodi}" s:docname="RAHASIA">'
        "<metadata>RAHASIA</metadata><i:path-effect>RAHASIA</i:path-effect>"
        '<path i:label="RAHASIA" d="M 0 0 L 5 5"/></svg>'
    ).encode()
    after = cleaned.clean(said)
    assert SECRET not in after
    assert b'd="M 0 0 L 5 5"' in after
    assert cleaned.clean(after) == after
    assert cleaned.clean(said[:-4]) == said[:-4]
