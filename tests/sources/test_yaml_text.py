"""YAML as people type it: what is accepted as it stands, and for every fault its place and its way out."""

import pytest

from pipeline.sources.trees import plain
from pipeline.sources.yaml_text import read_yaml
from support import counting


def _read(raw):
    problems = []
    node = read_yaml(raw if isinstance(raw, bytes) else raw.encode(), "a.yaml", problems)
    return node, problems


@pytest.mark.parametrize(
    ("text", "place", "cure"),
    [
        ("hal: Hasil SKM: Semester 1\n", (1, 6), "nilai ini perlu diapit tanda kutip: `hal: 'Hasil SKM: Semester 1'`"),
        ("hal: @x\n", (1, 6), "nilai ini perlu diapit tanda kutip: `hal: '@x'`"),
        ("hal: 'Jum'at'\n", (1, 6), "nilai ini perlu diapit tanda kutip: `hal: 'Jum''at'`"),
        ('hal: "Satu" dan "dua"\n', (1, 6), 'nilai ini perlu diapit tanda kutip: `hal: \'"Satu" dan "dua"\'`'),
        ("hal: {nomor}/x\n", (1, 6), "nilai ini perlu diapit tanda kutip: `hal: '{nomor}/x'`"),
        ("hal: [DRAF] surat\n", (1, 6), "nilai ini perlu diapit tanda kutip: `hal: '[DRAF] surat'`"),
        (f"hal: {'panjang ' * 20}: x\n", (1, 6), "nilai ini perlu diapit tanda kutip seluruhnya"),
        ("kop:\n\talamat: x\n", (2, 1), "ganti tab dengan spasi"),
        ("hal: x\n\tyth: y\n", (2, 1), "ganti tab dengan spasi"),
        ('hal: "x\nyth: y\n', (1, 6), "tutup tanda kutip yang dibuka di sini"),
        (
            "tembusan: [x, y\nhal: z\n",
            (1, 11),
            "tutup kurung yang dibuka di sini dengan `]`, atau apit teks dengan kutip",
        ),
        ("hal:x\nyth: y\n", (1, 1), "beri spasi sesudah titik dua: `nama: nilai`"),
        ("yth: y\nhal:x\n", (2, 1), "beri spasi sesudah titik dua: `nama: nilai`"),
        ("hal: 1\n  yth: 2\n", (2, 6), "samakan lekuk baris ini dengan baris di atasnya"),
        ("tembusan: - x\n", (1, 11), "pindahkan butir daftar ke baris baru di bawah `tembusan:`"),
        ('hal: "C:\\data"\n', (1, 9), "dalam kutip ganda `\\` berarti lain; pakai kutip tunggal"),
        (
            "tembusan:\n  - x\n  y\n",
            (3, 3),
            "tulis `nama: nilai`; sambungan teks perlu menjorok lebih dalam dari namanya",
        ),
        ("%YAML 9.9\n---\nhal: x\n", (1, 1), "hapus baris yang diawali `%`"),
        ("hal: x\r\nyth: a: b\r\n", (2, 6), "nilai ini perlu diapit tanda kutip: `yth: 'a: b'`"),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_way_out(text, place, cure):
    node, (one,) = _read(text)
    assert node is None
    assert (one.code, (one.place.line, one.place.column), one.cure) == ("Y001", place, cure)


@pytest.mark.parametrize("text", ["hal: @x", "hal: 'Jum'at'", "hal: a: b", "hal: {n}/x", "hal: `x`"])
def test_the_line_that_the_message_shows_is_right(text):
    _, (one,) = _read(text)
    shown = one.cure.partition(": `")[2][:-1]
    node, problems = _read(shown)
    assert problems == []
    assert plain(node) == {"hal": text.removeprefix("hal: ").strip("'" if text.endswith("'") else "")}


@pytest.mark.parametrize(
    ("raw", "place", "found"),
    [
        ("hal: a\nyth: é – b\n".encode("cp1252"), (2, 6), "bita 0xe9 di sini bukan UTF-8; dalam Windows-1252 ia `é`"),
        ("yth: “é”\n".encode() + b"hal: \x96\n", (2, 6), "bita 0x96 di sini bukan UTF-8; dalam Windows-1252 ia `–`"),
        ("é".encode() + b": \x81\n", (1, 4), "bita 0x81 di sini bukan UTF-8"),
        ("hal: x\n".encode("utf-16"), (1, 1), "berkas ini UTF-16 (`Unicode` di Notepad)"),
        ("hal: x\n".encode("utf-16-be"), (1, 1), "berkas ini UTF-16 (`Unicode` di Notepad)"),
    ],
)
def test_another_encoding_is_named(raw, place, found):
    node, (one,) = _read(raw)
    assert node is None
    assert (one.code, (one.place.line, one.place.column)) == ("Y002", place)
    assert one.message == f"bukan teks UTF-8: {found}"


@pytest.mark.parametrize("text", ["\ufeffhal: Hasil\n", "hal: Hasil\r\n", "---\nhal: Hasil\n", "hal: Hasil"])
def test_what_editors_leave_behind_is_accepted(text):
    node, problems = _read(text)
    assert (plain(node), problems) == ({"hal": "Hasil"}, [])


@pytest.mark.parametrize(
    "typed", ["000.8.3.4", "0334", "no", "12:30", "100.10", "2025-07-07", "1e3", "null", "0x1F", "yes"]
)
def test_what_is_typed_is_what_is_read(typed):
    node, problems = _read(f"hal: {typed}\n")
    assert (plain(node), problems) == ({"hal": typed}, [])


def test_every_repeated_field_is_told_with_both_lines():
    _, problems = _read("hal: 1\nyth: 2\nhal: 3\nyth: 4\nhal: 5\n")
    found = [(one.place.line, dict(one.values)["field"], dict(one.values)["first"]) for one in problems]
    assert found == [(3, "hal", "1"), (4, "yth", "2"), (5, "hal", "1")]


def test_an_alias_bomb_is_refused_at_once():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    (node, problems), calls = counting.calls(lambda: _read(bomb))
    assert node is None
    assert {one.code for one in problems} == {"Y005"}
    assert calls < 100_000


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 50_000])
def test_depth_is_bounded(text):
    (node, problems), calls = counting.calls(lambda: _read(text))
    assert node is None
    assert problems[0].code in ("Y007", "Y009", "Y001")
    assert calls < 100_000


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("nama: a\nyth\uff1a Kepala\n", "titik dua di sini lebar"),
        ('yth: "K\\uD800"\n', "hapus tanda `\\u` itu, tulis hurufnya sendiri"),
    ],
)
def test_the_advice_names_the_sign_that_was_meant(text, advice):
    assert read_yaml(text.encode(), "a.yaml", problems := []) is None
    assert advice in str(problems[0])
