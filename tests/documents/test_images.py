"""Logos: a JPEG that holds several pictures is one of them."""

import io

from PIL import Image

from pipeline.documents import images
from pipeline.problems.problem import Place


def test_a_jpeg_of_several_pictures_is_taken_as_its_first(tmp_path):
    first, second = Image.new("RGB", (40, 30), "navy"), Image.new("RGB", (40, 30), "white")
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])
    (tmp_path / "logo.jpg").write_bytes(out.getvalue())
    picture = images.load(tmp_path / "logo.jpg", "logo.jpg", Place("instansi.yaml"), "")
    assert (picture.width, picture.height) == (40, 30)
