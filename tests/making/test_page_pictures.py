"""Pages of a PDF as pictures: one beside it for each page, none left of more pages than there are."""

import io
import struct

from PIL import Image

from pipeline.making import page_pictures
from support.pdf_maker import pdf_of

FOLDER = "build/2025S1/kota/loket"


def put(root, name, pages):
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode()]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 800] >>"] * pages
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    (root / f"{FOLDER}/{name}.pdf").write_bytes(pdf_of(objects))


def names(root):
    return sorted(path.name for path in (root / FOLDER).glob("*.png"))


def test_a_poster_is_one_picture_as_large_as_screens_are(tmp_path):
    put(tmp_path, "poster", 1)
    assert page_pictures.write(tmp_path, [f"{FOLDER}/poster.pdf"]) == [f"{FOLDER}/poster.png"]
    content = (tmp_path / f"{FOLDER}/poster.png").read_bytes()
    assert struct.unpack(">2L", content[16:24]) == (1000, 2000)
    assert Image.open(io.BytesIO(content)).format == "PNG"


def test_pictures_of_pages_that_are_gone_go_and_others_stay(tmp_path):
    for name in ("poster", "poster-persegi"):
        put(tmp_path, name, 2)
    put(tmp_path, "poster-2", 1)
    page_pictures.write(tmp_path, [f"{FOLDER}/poster-2.pdf"])
    (tmp_path / FOLDER / "poster-2.pdf").unlink()
    page_pictures.write(tmp_path, [f"{FOLDER}/poster.pdf", f"{FOLDER}/poster-persegi.pdf"])
    assert names(tmp_path) == sorted(
        ["poster-2.png", *(f"{name}.hal-{page}.png" for name in ("poster", "poster-persegi") for page in (1, 2))]
    )
    put(tmp_path, "poster", 1)
    page_pictures.write(tmp_path, [f"{FOLDER}/poster.pdf"])
    assert names(tmp_path) == [
        "poster-2.png",
        "poster-persegi.hal-1.png",
        "poster-persegi.hal-2.png",
        "poster.png",
    ]
