"""Pictures of a template go along as they show: not a pixel changes, and nothing that they hold beside goes along."""

import io

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


PHOTOS = {
    "JPEG": photo("JPEG", exif=camera(6), comment=SECRET, quality=90),
    "JPEG upright": photo("JPEG", exif=camera(1), comment=SECRET),
    "JPEG in several scans": photo("JPEG", progressive=True, exif=camera(3), icc_profile=b"warna" * 9),
    "PNG": photo("PNG", pnginfo=noted(), exif=camera(1), dpi=(300, 300)),
    "GIF": photo("GIF", comment=SECRET),
    "BMP": photo("BMP"),
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
