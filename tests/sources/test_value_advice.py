"""What a message says to write is written, and the file is right: nothing else is needed."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest

from pipeline.problems.problem import Problem
from pipeline.sources import facts_model, models, trees
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import Node, read_yaml
from support import small

KIND = """\
judul: Undangan
sebutan: undangan
kosakata: [surat, isi]
isi:
  acara: {jenis: teks, arti: nama acara, wajib: tidak}
  tanggal: {jenis: tanggal, arti: tanggal acara, wajib: tidak}
  peserta: {jenis: daftar, arti: yang diundang, wajib: tidak}
  jadwal: {jenis: tabel, arti: susunan, wajib: tidak, kolom: {pukul: {arti: pukul}, kegiatan: {arti: kegiatan}}}
  kursi: {jenis: bilangan, arti: kursi, wajib: tidak}
  ketua: {jenis: orang, arti: ketua panitia, wajib: tidak}
  denah: {jenis: gambar, arti: denah tempat, wajib: tidak}
"""


def read(model: type[Model], text: str) -> list[str]:
    return [str(fault) for fault in faults(model, text)]


def kind_of(text: str) -> models.Jenis:
    problems: list[Problem] = []
    node = read_yaml(text.encode(), "jenis.yaml", problems)
    kind = trees.read(models.Jenis, node, problems) if node else None
    assert kind is not None, problems
    return kind


@pytest.fixture(scope="module")
def isi() -> type[Model]:
    return facts_model.model_of(kind_of(KIND).isi)


def corrected(text: str, message: str) -> str:
    """Return a file in which what a message says to write stands in the place of its line, and of what is below it."""
    line = int(message.split(":")[1])
    said = re.search(r"; (?:tulis|nilai ini perlu diapit tanda kutip:) `(.*)`$", message)
    assert said is not None, message
    lines = text.splitlines()
    below = next((number for number in range(line, len(lines)) if not lines[number].startswith(" ")), len(lines))
    above = line - 1 if not lines[line - 1].startswith(" ") else line - 2
    return "\n".join((*lines[:above], said[1], *lines[below:]))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("kursi: 1.350.000", "kursi: 1350000"),
        ("kursi: Rp 1.350.000,00", "kursi: 1350000"),
        ("kursi: Rp1,350,000", "kursi: 1350000"),
        ("kursi: 12 orang", "kursi: 12"),
        ("kursi: 007", "kursi: 7"),
        ("acara: 'Rapat'\nkursi: 1 200", "kursi: 1200"),
        ("acara: Rapat: pagi", "acara: 'Rapat: pagi'"),
        ("acara:\n  Rapat: pagi", 'acara: "Rapat: pagi"'),
        ("acara: [Rapat, Dialog]", 'acara: "Rapat, Dialog"'),
        ("tanggal: 7 Juli 2025", "tanggal: 2025-07-07"),
        ("tanggal: Senin, 7/7/2025", "tanggal: 2025-07-07"),
        ("tanggal: 2025-9-2", "tanggal: 2025-09-02"),
        ("tanggal: 2025/09/02", "tanggal: 2025-09-02"),
        ("peserta: Lurah", "peserta: [Lurah]"),
        ("peserta: Lurah, Camat", 'peserta: ["Lurah, Camat"]'),
        ("jadwal: {pukul: '1', kegiatan: Dialog}", "jadwal: [{pukul: 1, kegiatan: Dialog}]"),
        ("jadwal: pagi", "jadwal: [{pukul: ..., kegiatan: ...}]"),
        ("denah: denah.png", "denah: {berkas: denah.png, keterangan: ...}"),
        ("denah:\n  - denah.png", "denah: {berkas: denah.png, keterangan: ...}"),
        ("ketua:\n  - {jabatan: Camat, nama: Budi}", "ketua: {jabatan: Camat, nama: Budi}"),
        ("peserta: {Lurah: Sari, Camat: Budi}", 'peserta: ["Lurah: Sari", "Camat: Budi"]'),
        ("peserta: {1: Lurah, 2: Camat}", "peserta: [Lurah, Camat]"),
    ],
)
def test_what_the_message_of_a_fact_says_to_write_is_right(isi, typed, right):
    (message,) = read(isi, typed)
    fixed = corrected(typed, message)
    assert right in fixed.splitlines()
    assert read(isi, fixed) == []


@pytest.mark.parametrize("typed", ["kursi: -3", "kursi: 3,5", "kursi: banyak", "kursi: [1]"])
def test_a_value_that_is_no_whole_number_may_become_text(isi, typed):
    (message,) = read(isi, typed)
    assert message.endswith("; tulis angkanya saja, atau jadikan butir ini `jenis: teks` di jenis.yaml")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("  kursi-x: {jenis: teks, arti: kursi}", "kursi_x: ...`"),
        ("  Kursi: {jenis: teks, arti: kursi}", "kursi: ...`"),
        ("  kursi: {jenis: teks, arti: kursi, wajib: no}", "wajib: tidak`"),
        ("  kursi: {arti: kursi, jenis: Bilangan}", "jenis: bilangan`"),
        ("  kursi: kursi yang ada", "kursi: {jenis: teks, arti: kursi yang ada}`"),
    ],
)
def test_what_the_message_of_a_kind_says_to_write_is_what_is_meant(typed, right):
    (message,) = read(models.Jenis, f"judul: U\nsebutan: u\nkosakata: [surat, isi]\nisi:\n{typed}\n")
    assert message.endswith(f"tulis `{right}")


@pytest.mark.parametrize(
    ("pola", "cure"),
    [
        ("{klasifikasi}/{urut}", "tambahkan `klasifikasi: ...` ke dalam `nomor`"),
        ("{nomor}/{tahun}", 'tulis `pola: "{urut}/{tahun}"`'),
        ("{ Urut }/{tahun}", 'tulis `pola: "{urut}/{tahun}"`'),
        ("[urut]/[tahun]", 'tulis `pola: "{urut}/{tahun}"`'),
        ("{urut}/{tahn}", 'tulis `pola: "{urut}/{tahun}"`'),
        ("065/ORG", "tulis {urut} di tempat nomor urutnya, misalnya `pola: '{urut}/SKM/{tahun}'`"),
        ("{urut}/{urut}", "tulis hanya bagian yang dikenal, {urut} satu kali"),
    ],
)
def test_a_pattern_of_numbers_that_does_not_read_is_told_at_its_line_with_what_to_write(pola, cure):
    (message,) = read(models.Nomor, f"per: [tahun]\npola: '{pola}'\n")
    assert message.startswith(f'a.yaml:2:7: I003 `pola` berisi "{pola}"; yang diharapkan pola dengan {{urut}}')
    assert message.endswith(f"; {cure}")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Satu Bendel", "1 bendel"),
        ("1 (satu) berkas", "1 berkas"),
        ("Dua Lembar", "2 lembar"),
        ("1 Berkas", "1 berkas"),
        ("'-'", "0"),
        ("Tidak ada", "0"),
    ],
)
def test_what_is_enclosed_is_told_as_it_is_typed(typed, right):
    (message,) = read(models.Periode, f"lampiran: {typed}\n")
    assert message.endswith(f"; tulis `lampiran: {right}`")
    assert read(models.Periode, f"lampiran: {right}\n") == []


def test_a_field_that_stands_there_empty_is_told_at_its_line_with_what_to_fill_in():
    text = "nama: Kota\nkop:\n  baris:\n  alamat: Jalan\npejabat:\n  ani:\n    jabatan: Camat\n    nama:\n"
    assert read(models.Instansi, text) == [
        "a.yaml:3:3: I002 field `kop.baris` wajib ada; baris ini masih kosong; isi: `baris: [...]`",
        "a.yaml:8:5: I002 field `pejabat.ani.nama` wajib ada; baris ini masih kosong; isi: `nama: ...`",
    ]


def test_of_a_choice_that_is_not_there_the_first_is_said():
    (message,) = read(models.Jenis, "judul: U\nsebutan: u\nkosakata: [isi]\nisi:\n  pukul: {arti: pukul}\n")
    assert message.endswith("tambahkan `jenis: teks` ke dalam `isi.pukul`")


def test_a_field_that_is_not_there_is_told_with_the_group_that_it_belongs_to():
    assert sorted(read(models.Instansi, "kop: {alamat: Jalan}\n")) == [
        "a.yaml:1:1: I002 field `kop.baris` wajib ada; tambahkan `baris: [...]` ke dalam `kop`",
        "a.yaml:1:1: I002 field `nama` wajib ada; tambahkan `nama: ...`",
    ]


SINGLE = ("teks", "bilangan", "tanggal", "orang", "gambar")
EVERY_KIND = "judul: U\nsebutan: u\nkosakata: [isi]\nisi:\n" + "".join(
    f"  {kind}: {{jenis: {kind}, arti: a, wajib: tidak}}\n"
    f"  daftar_{kind}: {{jenis: daftar, dari: {kind}, arti: a, wajib: tidak}}\n"
    f"  tabel_{kind}: {{jenis: tabel, arti: a, wajib: tidak, kolom: {{x: {{jenis: {kind}, arti: x}}}}}}\n"
    for kind in SINGLE
)
SHAPES: tuple[Any, ...] = (
    *("Rapat", "Rapat: pagi", "12 orang", "7 Juli 2025", "2025-9-2", "", []),
    *({}, ["a"], ["a", "b, c"], [{"a": "b"}], {"a": "b"}, {"a": "b", "c": "d"}, [["a"], ["b"]], ["a", {"b": "c"}]),
    *({"a": {"b": "c"}}, {"a": ["b"]}, {"jabatan": "Camat", "nama": "Ani"}, [{"jabatan": "Camat", "nama": "Ani"}]),
)
"""What a person may type where something else is asked for; each is wrong in most places."""
SAID = re.compile(r"; (?:tulis|nilai ini perlu diapit tanda kutip:) `(?:- |[^:`]+: )(.*)`$")


def every_kind() -> type[Model]:
    return facts_model.model_of(kind_of(EVERY_KIND).isi)


def places(model: type[Model], path: tuple[str | int, ...], seen: set[str]) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of each value that a file may say; of groups the first of each kind, of values too."""
    seen.add(repr(model))
    for name, field in model.model_fields.items():
        yield from inside(Annotated[field.annotation, field], (*path, name), seen)


def inside(kind: Any, path: tuple[str | int, ...], seen: set[str]) -> Iterator[tuple[str | int, ...]]:
    if repr(kind) not in seen:
        seen.add(repr(kind))
        yield path
    for part in trees.parts(kind):
        if trees.is_model(part) and repr(part) not in seen:
            yield from places(part, path, seen)
        elif get_origin(part) is list:
            yield from inside(get_args(part)[0], (*path, 0), seen)
        elif get_origin(part) is dict:
            yield from inside(get_args(part)[1], (*path, "kunci"), seen)


def at(path: tuple[str | int, ...], value: Any) -> Any:
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def typed(value: Any) -> str:
    """Return a value as a person types it on one line; none of its texts is in quotes without need."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {typed(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(typed, value)) + "]"
    return value if re.fullmatch(r"[\w. -]+", value) else f'"{value}"'


def faults(model: type[Model], text: str) -> list[Problem]:
    problems: list[Problem] = []
    node = read_yaml(text.encode(), "a.yaml", problems)
    trees.read(model, node or Node({}, problems[0].place), problems)
    return problems


MODELS = (models.Instansi, models.Unit, models.Periode, models.UnitPeriode, models.Jenis)


@pytest.mark.parametrize("model", [every_kind(), *MODELS], ids=lambda model: model.__name__)
def test_whatever_is_typed_wherever_the_line_that_is_said_is_right(model):
    held = 0
    for path in places(model, (), set()):
        field = trees.told_path(path)
        for shape in SHAPES if model.__name__ == "Isi" else SHAPES[::3]:
            told = [
                fault for fault in faults(model, typed(at(path, shape))) if dict(fault.values).get("field") == field
            ]
            said = SAID.search(str(told[0])) if told else None
            if said is None:
                continue
            held += 1
            text = typed(at(path, "@")).replace('"@"', said[1])
            left = [str(fault) for fault in faults(model, text) if below(fault, field) and not of_key(fault)]
            assert [line for line in left if '"..."' not in line] == [], (field, shape, str(told[0]), left)
    assert held


def of_key(fault: Problem) -> bool:
    """Return whether a key stands where a person may, who takes its place before a file is held against its model."""
    said = dict(fault.values)
    return said.get("found") == '"a"' and str(said["hint"]).endswith("{jabatan: ..., nama: ...}`")


def below(fault: Problem, field: str) -> bool:
    """Return whether a problem is of a field, or of something in it, and not of what is lacking beside it."""
    return re.match(rf"{re.escape(field)}(?:[.\[]|$)", str(dict(fault.values).get("field"))) is not None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("  acara:\n    jenis: tabel\n    arti: x\n", "6:12: I003 `isi.acara.jenis`"),
        ("  acara:\n    jenis: teks\n    arti: x\n    kolom: {a: {arti: b}}\n", "8:12: I003 `isi.acara.kolom`"),
        ("  acara:\n    jenis: teks\n    arti: x\n    dari: orang\n", "8:11: I003 `isi.acara.dari`"),
        ("  acara:\n    jenis: daftar\n    arti: x\n    dari: orag\n", "8:11: I003 `isi.acara.dari`"),
        ("  acara:\n    jenis: jumlah\n    arti: x\n", "6:12: I003 `isi.acara.jenis`"),
        ("  acara:\n    jenis: jumlah\n    arti: x\n    dari: zzz\n", "8:11: I003 `isi.acara.dari`"),
        (
            "  a: {jenis: jumlah, arti: x, wajib: ya, dari: b}\n  b: {jenis: daftar, arti: c}\n",
            "5:38: I003 `isi.a.wajib`",
        ),
        (
            "  acara: {jenis: tabel, arti: x, kolom: {a: {jenis: daftar, arti: y}}}\n",
            "5:53: I003 `isi.acara.kolom.a.jenis`",
        ),
        ("  acara:\n", "5:3: I003 `isi`"),
        ("  model_x: {jenis: teks, arti: x}\n", "5:3: I003 `isi` berisi nama `model_x`"),
    ],
)
def test_what_does_not_fit_in_a_kind_is_told_at_its_own_line_with_what_to_do(facts, said):
    (message,) = read(models.Jenis, f"judul: U\nsebutan: u\nkosakata: [surat, isi]\nisi:\n{facts}")
    assert message.startswith(f"a.yaml:{said}")
    assert not re.search("; perbaiki", message)


def test_a_fact_that_stands_there_empty_is_told_at_its_own_line(tmp_path):
    files = {
        "templates/surat/jenis.yaml": EVERY_KIND.replace("wajib: tidak", "wajib: ya").replace("[isi]", "[surat, isi]"),
        "periods/2025S1/kota/loket.yaml": "dokumen:\n  surat:\n    isi:\n      teks:\n",
    }
    lines = small.told(small.put(tmp_path, files)).splitlines()
    assert any(
        line.endswith("loket.yaml:4:7: I002 field `isi.teks` wajib ada; baris ini masih kosong; isi: `teks: ...`")
        for line in lines
    )
