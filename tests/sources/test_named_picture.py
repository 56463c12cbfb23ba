"""A picture that data name and that is not there: told where it was looked for, and which one is near."""

import pytest

from pipeline.problems.problem import Place, Refusal
from pipeline.sources import named_picture

AT = Place("periods/2025S1/kota/loket.yaml", 3, 9)
PHOTOS = "periods/2025S1/kota/foto"


@pytest.mark.parametrize(
    ("there", "where", "name", "hint"),
    [
        ((), PHOTOS, "rapat.jpg", f"taruh berkas itu di {PHOTOS}/"),
        ((f"{PHOTOS}/Rapat.JPG",), PHOTOS, "rapat.jpg", "maksudnya `Rapat.JPG`?"),
        ((f"{PHOTOS}/rapat-1.jpeg", f"{PHOTOS}/denah.png"), PHOTOS, "rapat-1.jpg", "maksudnya `rapat-1.jpeg`?"),
        ((f"{PHOTOS}/forum/rapat.jpg",), PHOTOS, "rapat.jpg", "maksudnya `forum/rapat.jpg`?"),
        (
            ("periods/2025S1/kota/rapat.jpg",),
            PHOTOS,
            "rapat.jpg",
            f"pindahkan periods/2025S1/kota/rapat.jpg ke {PHOTOS}/",
        ),
        (("units/kota/rapat.jpg",), PHOTOS, "rapat.jpg", f"pindahkan units/kota/rapat.jpg ke {PHOTOS}/"),
        (("units/kota/logo-kota.png",), "units/kota", "logo_kota.png", "maksudnya `logo-kota.png`?"),
        (("units/kota/catatan.txt",), "units/kota", "catatan.png", "taruh berkas itu di units/kota/"),
    ],
)
def test_a_picture_that_is_not_there_is_told_with_its_folder_and_the_nearest_one(tmp_path, there, where, name, hint):
    for file in there:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(b"")
    with pytest.raises(Refusal) as refused:
        named_picture.path(tmp_path, where, name, AT)
    assert str(refused.value) == f"{AT}: G001 gambar {name} tidak ada di {where}/; {hint}"


def test_a_picture_that_is_there_has_a_path(tmp_path):
    (tmp_path / "units/kota").mkdir(parents=True)
    (tmp_path / "units/kota/logo.png").write_bytes(b"")
    assert named_picture.path(tmp_path, "units/kota", "logo.png", AT) == tmp_path / "units/kota/logo.png"
