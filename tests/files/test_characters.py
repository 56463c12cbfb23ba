"""What no text may hold is told by every reader, with its place. All data are made up."""

import ast
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import characters, workbook
from pipeline.scores.sheets import sheet_text
from pipeline.sources.yaml_text import read_yaml
from pipeline.starting import unit_sheet
from support import code
from support.made_office import ods, ods_row, workbook_of

UNSEEN = "\x07\x85\u00ad\u200b\u202e\u2066\u2069\ufeff\ufffd\U000e0041"
SEEN = "aé–“”’\u200d\ufe0f\u00a0😀\tش"


@pytest.mark.parametrize("sign", UNSEEN)
def test_every_reader_tells_a_sign_that_is_not_seen_with_its_place(tmp_path, sign):
    lines = f"unit,nama\na,Baik\nb,Ba{sign}ik\n".encode()
    (told,) = sheet_text.unreadable(io.BytesIO(lines), "skor.csv")
    assert (told.code, told.place.line) == ("S132", 3)
    (tmp_path / "daftar.csv").write_bytes(lines)
    unit_sheet.read(tmp_path / "daftar.csv", problems := [])
    assert [fault.code for fault in problems] == ["B020"]
    assert "3" in str(dict(problems[0].values)["found"])
    for text in (f"nama: Ba{sign}ik\n", f'a: b\nnama: "Ba\\U{ord(sign):08x}ik"\n', f"# Ba{sign}ik\nnama: a\n"):
        assert read_yaml(text.encode(), "a.yaml", problems := []) is None
        assert [(fault.code, fault.place.line) for fault in problems] == [("Y003", 2 if "a: b" in text else 1)]
    if sign == "\x07":  # no XML holds it
        return
    for raw in (workbook_of({"Data": [["a"], [f"Ba{sign}ik"]]}), ods({"Data": ods_row("a") + ods_row(f"Ba{sign}ik")})):
        with pytest.raises(ValueError, match="Data!A2"):
            workbook.sheets(raw)


@given(st.lists(st.text(st.sampled_from(SEEN + "bcd ,"), max_size=8), min_size=1, max_size=6), st.data())
def test_a_file_of_one_encoding_reads_as_it_was_written_and_one_of_two_never(rows, data):
    text = "\n".join(rows)
    source = io.BytesIO(text.encode())
    assert characters.letters_of(source)[1:] == ((), ())
    assert source.tell() == 0
    at = data.draw(st.integers(0, len(rows)))
    other = "Café ‘enak’".encode("cp1252")
    mixed = b"\n".join([*(row.encode() for row in rows[:at]), other, *(row.encode() for row in rows[at:])])
    found = characters.letters_of(io.BytesIO(mixed))
    foreign = [number for number, row in enumerate(rows, 1) if not row.isascii()]
    assert found.encoding == "cp1252"
    assert (found.mixed or ((),))[0] == tuple(number + (number > at) for number in foreign)
    assert not found.mixed or found.mixed[1] == (at + 1,)


def test_letters_of_windows_alone_are_read():
    raw = "unit,saran\na,Kafé – ‘enak’ …\n".encode("cp1252")
    assert characters.letters_of(io.BytesIO(raw)) == ("cp1252", (), ())
    assert characters.text_of(raw) == raw.decode("cp1252")


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_that_is_no_letter_is_told(byte):
    (told,) = sheet_text.unreadable(io.BytesIO(b"unit,saran\na,Kaf\xe9 " + bytes([byte]) + b"\n"), "skor.csv")
    assert (told.code, told.place.line) == ("S132", 2)
    assert f"0x{byte:02x}" in str(dict(told.values)["found"])


def test_no_reader_of_data_replaces_what_it_cannot_read():
    rooms = ("files", "sources", "scores", "starting")
    modules = [path for path in code.MODULES if code.name(path).split("/")[0] in rooms]
    replacing = {
        path.name
        for path in modules
        for node in code.nodes(path)
        if isinstance(node, ast.keyword) and node.arg == "errors" and getattr(node.value, "value", "") == "replace"
    }
    # the place of a fault, names that were typed, and remarks of a file that was read before
    assert replacing <= {"yaml_text.py", "files.py", "next_period.py"}, replacing
