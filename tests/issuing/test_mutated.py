"""A tenth of `make mutated`: no damaged copy of a letter or of a print is called genuine, none is a traceback."""

from tools import mutated


def test_damaged_copies_are_told(tmp_path):
    told = mutated.tried(mutated.office(tmp_path), 300)
    assert {kind for kind, _ in told} == {"docx", "part", "pdf"}
    assert told.total() >= 300
