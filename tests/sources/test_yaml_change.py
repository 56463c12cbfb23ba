"""Records changed in their own YAML: remarks and layout stay, and what is read back is the changed record."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources import register_reader, trees, yaml_change, yaml_edit
from pipeline.sources.register_reader import Attachment, Entry, EntryFile, SentLetter
from pipeline.sources.yaml_text import read_yaml

FILE = "register/kota/2025/0001.yaml"
BY_HAND = """\
# diisi petugas
nomor:   001/X   # lihat buku lama
urut: 1
yth:
surat:
- unit: loket  # asli
  yth: 'Kepala'

# catatan tentang catatan
catatan: >-
  baris satu
  baris dua
# akhir
"""


def _entry(text):
    problems = []
    entry = trees.read(Entry, read_yaml(text.encode(), FILE, problems), problems)
    assert entry is not None, problems
    return entry


def _written(tmp_path, text, **change):
    entry = _entry(text).model_copy(update=change)
    path = tmp_path / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    found = register_reader.entry_bytes(tmp_path, EntryFile("kota", "register/kota/2025", FILE, entry, None)).decode()
    assert _entry(found) == entry
    return found


def test_a_new_field_and_a_new_item_come_after_the_last_and_all_else_stays(tmp_path):
    letters = [
        SentLetter(unit="loket", yth="Kepala", diganti="2/X"),
        SentLetter(unit="loket", revisi="1", alasan="a: b"),
    ]
    found = _written(
        tmp_path, BY_HAND, surat=letters, yth="Camat", lampiran=[Attachment(berkas="a.pdf", sidik="0" * 64)]
    )
    assert found == BY_HAND.replace("yth:\n", "yth: Camat\n").replace(
        "  yth: 'Kepala'\n",
        '  yth: \'Kepala\'\n  diganti: "2/X"\n- unit: loket\n  revisi: 1\n  alasan: "a: b"\n'.replace('"2/X"', "2/X"),
    ).replace("  baris dua\n", f"  baris dua\nlampiran:\n  - berkas: a.pdf\n    sidik: {'0' * 64}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nomor: 1\nurut: 1\nsurat: [{yth: A}] # r\n", "nomor: 1\nurut: 1\nsurat: [{yth: A}, {unit: b}] # r\n"),
        ("nomor: 1\r\nurut: 1 # r\r\nsurat:\r\n  - yth: A\r\n", "{}  - unit: b\r\n"),
        ("nomor: 1\nurut: 1\nsurat:\n  - yth: A # r", "{}\n  - unit: b"),
        ("{nomor: 1, urut: 1, surat: [{yth: A}]} # r\n", "{nomor: 1, urut: 1, surat: [{yth: A}, {unit: b}]} # r\n"),
        (
            "nomor: 1\nurut: 1\nsurat: [ # r\n  yth: A,\n]\n",
            "# r\nnomor: 1\nurut: 1\nsurat:\n  - yth: A\n  - unit: b\n",
        ),
    ],
)
def test_whatever_way_the_list_is_written_the_item_joins_it(tmp_path, before, after):
    letters = [SentLetter(yth="A"), SentLetter(unit="b")]
    assert _written(tmp_path, before, surat=letters) == after.replace("{}", before, 1)


def test_what_goes_takes_its_lines_along_and_no_others(tmp_path):
    assert _written(tmp_path, BY_HAND, catatan=None) == re.sub("catatan: >-\n.*\n.*\n", "", BY_HAND)


_TEXT = st.text("ab1 :#-{}[],&*!|>%@'\"\\é\u00a0\u4e2d", min_size=1, max_size=12).filter(
    lambda text: text.strip() and "${" not in text
)
_LETTER = st.builds(
    SentLetter.model_construct, unit=st.sampled_from(["", "a", "b"]), yth=_TEXT, revisi=st.sampled_from([None, 1])
)
_FIELDS = st.fixed_dictionaries(
    {"nomor": _TEXT, "urut": st.just("1"), "surat": st.lists(_LETTER, max_size=3)},
    optional={"hal": _TEXT, "yth": _TEXT, "catatan": _TEXT, "batal": _TEXT},
)


@given(_FIELDS, _FIELDS, st.sets(st.integers(0, 20)))
def test_any_entry_becomes_any_other_and_every_remark_is_still_there(before, after, remarked):
    def said(fields):
        return register_reader._said(Entry.model_construct(**fields))

    lines = yaml_edit.yaml(said(before)).splitlines()
    marks = [f"# ke-{number}." if number in remarked else "" for number in range(len(lines))]
    text = "".join(f"{line}\n{mark}\n" if mark else f"{line}\n" for line, mark in zip(lines, marks, strict=True))
    found = yaml_change.changed(text, said(before), said(after))
    problems = []
    node = read_yaml(found.encode(), FILE, problems)
    assert node is not None, problems
    assert trees.plain(node) == said(after)
    for mark in filter(None, marks):
        assert mark in found


NAMES = st.sampled_from("abcdefgh")


@given(
    st.lists(NAMES, min_size=1, max_size=5, unique=True),
    st.lists(st.tuples(NAMES, st.booleans()), max_size=8),
    st.booleans(),
)
def test_items_are_found_again_by_what_they_say(before, after, is_flow):
    items = "".join(f"  # di atas {item}\n  - {item} # tentang {item}\n" for item in before)
    text = f"nama: A\nlain: [{', '.join(before)}]\n" if is_flow else f"nama: A\nlain:\n{items}# akhir\n"
    wanted = [item for item, _ in after]
    made = yaml_change.changed(text, {"nama": "A", "lain": before}, {"nama": "A", "lain": wanted})
    assert trees.plain(read_yaml(made.encode(), FILE, [])) == {"nama": "A", "lain": wanted}
    more = [*before]
    for item, first in after:
        more.insert(0 if first else len(more) // 2, f"baru-{item}")
    made = yaml_change.changed(text, {"lain": before}, {"lain": more})
    assert trees.plain(read_yaml(made.encode(), FILE, []))["lain"] == more
    if not is_flow:
        lines = iter(made.splitlines(keepends=True))
        assert all(line in lines for line in text.splitlines(keepends=True))
        assert re.findall(r"di atas (\w)\n  - (\w)", made) == [(item, item) for item in before]
