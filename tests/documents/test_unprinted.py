"""What is given and not printed is called what it is."""

from pipeline.documents import unprinted
from pipeline.words.chapter import Picture


def test_a_code_that_is_made_is_not_said_to_be_in_the_data():
    picture = Picture(b"", "png", 1, 1, "")
    words = {"verifikasi": {"qr": picture}, "isi": {"denah": picture}}
    told = [fault.sentence for fault in unprinted.check("a.docx", (), words, (), (), frozenset)]
    assert [str(said).partition(",")[0] for said in told] == ["foto ada di data", "gambar `verifikasi.qr` tersedia"]
