"""What is given and not printed is called what it is."""

import pytest

from pipeline.documents import unprinted
from pipeline.documents.proof import Tag
from pipeline.words.chapter import Picture


def test_a_code_that_is_made_is_not_said_to_be_in_the_data():
    picture = Picture(b"", "png", 1, 1, "")
    words = {"verifikasi": {"qr": picture}, "isi": {"denah": picture}}
    told = [fault.sentence for fault in unprinted.check("a.docx", (), words, (), (), frozenset)]
    assert [str(said).partition(",")[0] for said in told] == ["foto ada di data", "gambar `verifikasi.qr` tersedia"]


@pytest.mark.parametrize(
    ("said", "elsewhere", "told"),
    [
        (("media", "jenis", "tautan", "keterangan"), (), []),
        (("media", "jenis"), (), ["media.daftar[].tautan"]),
        (("media", "jenis"), ("tautan",), []),
        ((), (), []),
    ],
)
def test_who_prints_an_item_of_a_list_that_files_say_prints_all_of_it(said, elsewhere, told):
    row = {"media": "Papan", "jenis": "Cetak", "tautan": "https://a.example", "keterangan": "", "nomor": "1"}
    path = "media.daftar[].{}".format
    tags = [Tag(path(name), "", "", "printed") for name in said]
    words = {"media": {"daftar": [{**row, "tautan": ""}, row]}}
    found = unprinted.check("a.docx", tags, words, (), (), lambda: frozenset(map(path, elsewhere)))
    assert [dict(fault.values)["word"] for fault in found] == told
