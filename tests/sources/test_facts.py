"""Facts of a kind's own: typed by its file, checked with their place, laid over each other, helped by the editor."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.making import document
from pipeline.making.document import Job
from pipeline.making.office import Offices
from pipeline.problems.problem import Refusal
from pipeline.sources import editor, models, workspace
from pipeline.sources.period import Period
from pipeline.words.chapter import Words
from support import docx_text, office_files, small, tried
from support.paths import ROOT

KIND = """\
judul: Undangan
sebutan: undangan
kosakata: [surat, isi]
isi:
  acara: {jenis: teks, arti: nama acara}
  tanggal: {jenis: tanggal, arti: tanggal acara}
  peserta: {jenis: daftar, arti: yang diundang, wajib: tidak}
  jadwal:
    jenis: tabel
    arti: susunan acara
    wajib: tidak
    kolom: {pukul: {arti: pukul}, kegiatan: {arti: kegiatan}, narasumber: {jenis: orang, arti: pembicara, wajib: tidak}}
  kursi: {jenis: bilangan, arti: kursi yang tersedia, wajib: tidak}
  ketua: {jenis: orang, arti: ketua panitia, wajib: tidak}
  saksi: {jenis: daftar, dari: orang, arti: saksi, wajib: tidak}
  denah: {jenis: gambar, arti: denah tempat, wajib: tidak}
"""
OFFICE = (
    "nama: Kota Contoh\npejabat: {ani: {jabatan: Kepala Bagian, nama: Ani}}\n"
    "skema: {skm: {nama: SKM, unsur: {waktu: {kode: U1, nama: Waktu}}}}\n"
    "dokumen: {undangan: {isi: {acara: Rapat, ketua: {jabatan: Camat, nama: Budi, nip: 1}}}}\n"
)
OWN = "periods/2025S1/kota/loket.yaml"
PICTURED = "<w:p><w:r><w:t>{{ nomor }}{{ draf }} {{ isi.acara }} {{ isi.tanggal.hari }}</w:t></w:r></w:p>"


def office(root: Path, own: str, kind: str = KIND) -> Path:
    files: dict[str, small.Content] = {
        "units/kota/instansi.yaml": OFFICE,
        "periods/2025S1/kota/periode.yaml": "batas: 2025-07-07\n",
        "periods/2025S1/kota/skor.csv": None,
        "templates/surat/jenis.yaml": None,
        "templates/surat/bawaan.docx": None,
        "templates/undangan/jenis.yaml": kind,
        "templates/undangan/bawaan.docx": small.docx(PICTURED),
        OWN: own,
    }
    return small.put(root, files)


def facts(root: Path) -> Words:
    offices = Offices(root, Period(2025, "S", 1))
    job = Job("undangan", workspace.jenis(root, "undangan"), offices)
    said = document.prepare(job, offices["kota"].dossier("loket")).words["isi"]
    assert isinstance(said, dict)
    return said


def test_every_kind_of_fact_becomes_words(tmp_path):
    own = """dokumen:
  undangan:
    isi:
      tanggal: 2025-07-07
      peserta: [Lurah, Camat]
      jadwal: [{pukul: "08.00", kegiatan: Pembukaan, narasumber: ani}, {pukul: "09.00", kegiatan: Paparan}]
      kursi: 1200
      saksi: [ani, {jabatan: Lurah, nama: Cici, pelaksana: Plt}]
"""
    said = facts(office(tmp_path, own))
    assert (said["acara"], said["tanggal"], said["tanggal"].parts["hari"]) == ("Rapat", "7 Juli 2025", "Senin")
    assert said["peserta"] == ["Lurah", "Camat"]
    assert [row["narasumber"]["nama"] for row in said["jadwal"]] == ["Ani", ""]
    assert said["kursi"] == {"jumlah": "1.200", "terbilang": "seribu dua ratus"}
    assert [who["jabatan"] for who in said["saksi"]] == ["Kepala Bagian", "Plt. Lurah"]
    assert "denah" not in said


def test_a_later_layer_replaces_a_fact_whole_and_keeps_the_others(tmp_path):
    own = "dokumen: {undangan: {isi: {tanggal: 2025-07-07, ketua: {jabatan: Lurah, nama: Dedi}}}}\n"
    said = facts(office(tmp_path, own))
    assert (said["acara"], said["ketua"]["nama"], said["ketua"]["nip"]) == ("Rapat", "Dedi", "")


def test_a_picture_stands_beside_the_file_that_names_it(tmp_path):
    own = "dokumen: {undangan: {isi: {tanggal: 2025-07-07, denah: {berkas: d.png, keterangan: Denah}}}}\n"
    root = office(tmp_path, own)
    assert "periods/2025S1/kota/loket.yaml:1:65: G001" in small.told(root)
    (root / "periods/2025S1/kota/foto").mkdir()
    (root / "periods/2025S1/kota/foto/d.png").write_bytes(small.png(1, 1))
    assert facts(root)["denah"].description == "Denah"


@pytest.mark.parametrize(
    ("isi", "said"),
    [
        ("{tanggal: 2025-07-07, acra: x}", "1:49: I001 field `isi.acra` tidak dikenal; maksudnya `acara`?"),
        ("{tanggal: 2025-07-07, zzz: x}", "1:49: I001 field `isi.zzz` tidak dikenal; hapus, atau tambahkan ke `isi`"),
        ("{peserta: [Lurah]}", "1:22: I002 field `isi.tanggal` wajib"),
        ("{tanggal: besok}", '1:37: I003 `isi.tanggal` berisi "besok"'),
        ("{tanggal: 2025-07-07, peserta: Lurah}", "I003 `isi.peserta`"),
        ("{tanggal: 2025-07-07, kursi: banyak}", "I003 `isi.kursi`"),
        ("{tanggal: 2025-07-07, kursi: 180.000}", "yang diharapkan bilangan bulat saja: 180000"),
        ("{tanggal: 2025-07-07, kursi: 'Rp 1.500.000,-'}", "yang diharapkan bilangan bulat saja: 1500000"),
        ("{tanggal: 2025-07-07, kursi: 12 buah}", "yang diharapkan bilangan bulat saja: 12"),
        ("{tanggal: 2025-07-07, kursi: '1,5'}", "yang diharapkan bilangan bulat, paling banyak 15 angka"),
        ("{tanggal: 2025-07-07, ketua: budi}", "I008"),
        ("{tanggal: 2025-07-07, ketua: [ani]}", "tulis `ketua: ani`"),
        (
            "{tanggal: 2025-07-07, jadwal: {pukul: 8, kegiatan: x, narasumber: ani}}",
            "tulis `jadwal: [{pukul: 8, kegiatan: x, narasumber: ani}]`",
        ),
        (
            "{tanggal: 2025-07-07, ketua: {jabatan: Pj. Camat, pelaksana: Plt, nama: Budi}}",
            "tulis `jabatan: Camat`, atau hapus `pelaksana`",
        ),
        ("{tanggal: 2025-07-07, ketua: {jabatan: Camat, pelaksana: plh., nama: Budi}}", "tulis `pelaksana: Plh`"),
        ("{tanggal: 2025-07-07, jadwal: [{pukul: 8}]}", "I002 field `isi.jadwal[1].kegiatan`"),
        ("{tanggal: 2025-07-07, jadwal: [{pukul: 8, kegiatan: x, narasumber: budi}]}", "`isi.jadwal[1].narasumber`"),
    ],
)
def test_what_is_wrong_with_a_fact_is_told_with_its_place_and_a_way_out(tmp_path, isi, said):
    told = small.told(office(tmp_path, f"dokumen: {{undangan: {{isi: {isi}}}}}\n"))
    assert f"{OWN}:" in told
    assert said in told


@pytest.mark.parametrize(
    ("fact", "said", "told"),
    [
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a}}}", "[]", "sekurangnya satu isi"),
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a}}}", "", "I002 field `isi.t` wajib"),
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a}}}", "\n      - a:", "I002 field `isi.t[1].a` wajib"),
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a, wajib: tidak}}}", "\n      - a: x\n      - a:", "`isi.t[2]`"),
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a, wajib: tidak}}}", "[{a: x}, {}]", "satu kolomnya berisi"),
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a, wajib: tidak}}}", "[{a: x}, ]", ""),
        ("{jenis: tabel, arti: t, kolom: {a: {arti: a, wajib: tidak}}}", "[{a: x}, {a: '  '}]", "`isi.t[2].a`"),
        ("{jenis: tabel, arti: t, wajib: tidak, kolom: {a: {arti: a, wajib: tidak}}}", "[{}]", "`isi.t[1]`"),
        ("{jenis: tabel, arti: t, wajib: tidak, kolom: {a: {arti: a}}}", "[]", ""),
        ("{jenis: daftar, arti: t}", "[]", "sekurangnya satu isi"),
        ("{jenis: daftar, arti: t}", "['', x]", "`isi.t[1]`"),
        ("{jenis: daftar, arti: t}", "[~, x]", "`isi.t[1]`"),
        ("{jenis: daftar, dari: orang, arti: t}", "[]", "sekurangnya satu isi"),
        ("{jenis: daftar, dari: orang, arti: t}", "[{jabatan: Camat, nama: ''}]", "`isi.t[1].nama`"),
        ("{jenis: orang, arti: t}", "\n        jabatan: Camat\n        nama:", "I002 field `isi.t.nama` wajib"),
        ("{jenis: orang, arti: t}", "{}", "I002 field `isi.t.nama` wajib"),
        ("{jenis: gambar, arti: t}", "", "I002 field `isi.t` wajib"),
        ("{jenis: gambar, arti: t}", "\n        keterangan: x", "I002 field `isi.t.berkas` wajib"),
        ("{jenis: teks, arti: t}", "'  '", "`isi.t`"),
        ("{jenis: tanggal, arti: t}", "''", "`isi.t`"),
        ("{jenis: bilangan, arti: t}", "''", "`isi.t`"),
    ],
)
def test_what_every_document_has_to_say_says_something(tmp_path, fact, said, told):
    kind = f"judul: U\nsebutan: u\nkosakata: [surat, isi]\nisi:\n  t: {fact}\n"
    own = f"dokumen:\n  undangan:\n    isi:\n      t: {said}\n"
    root = office(tmp_path, own, kind)
    (root / "units/kota/instansi.yaml").write_text(OFFICE.partition("dokumen:")[0])
    lines = [line for line in small.told(root).splitlines() if line.startswith(OWN)]
    assert bool(lines) == bool(told)
    assert told in "".join(lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  acara: {jenis: teks, arti: x, kolom: {a: {arti: b}}}", "`kolom` bersama `jenis: tabel`"),
        ("  acara: {jenis: tabel, arti: x}", "`kolom` bersama `jenis: tabel`"),
        ("  acara: {jenis: teks, arti: x, dari: orang}", "`dari` hanya bersama `jenis: daftar`"),
        ("  acara: {jenis: kata, arti: x}", "salah satu di antara: `teks`"),
        ("  Acara: {jenis: teks, arti: x}", "kunci: huruf kecil"),
    ],
)
def test_a_kind_that_says_its_facts_wrongly_is_refused(tmp_path, line, said):
    kind = f"judul: U\nsebutan: u\nkosakata: [surat, isi]\nisi:\n{line}\n"
    assert said in small.told(office(tmp_path, "dokumen: {undangan: {}}\n", kind))


def test_a_kind_names_the_chapter_and_its_facts_or_neither(tmp_path):
    for kind in ("kosakata: [surat, isi]\n", "kosakata: [surat]\nisi: {a: {jenis: teks, arti: b}}\n"):
        root = office(tmp_path, "dokumen: {undangan: {}}\n", f"judul: U\nsebutan: u\n{kind}")
        assert "bab `isi` di `kosakata` bersama `isi:`" in small.told(root)


def test_a_template_is_held_against_the_facts_of_its_kind(tmp_path):
    root = office(tmp_path, "dokumen: {undangan: {isi: {tanggal: 2025-07-07}}}\n")
    wrong = small.docx("<w:p><w:r><w:t>{{ nomor }}{{ draf }} {{ isi.acra }} {{ isi.tanggal.jam }}</w:t></w:r></w:p>")
    (root / "templates/undangan/bawaan.docx").write_bytes(wrong)
    told = small.told(root)
    assert "T003 kata `isi.acra`" in told
    assert "maksudnya `isi.acara`?" in told
    assert "T003 kata `isi.tanggal.jam`" in told


def test_the_editor_knows_the_facts_of_every_kind(tmp_path):
    root = office(tmp_path, "dokumen: {undangan: {}}\n")
    schema = editor.json_schema(models.UnitPeriode, workspace.kind_records(root))
    isi = schema["properties"]["dokumen"]["properties"]["undangan"]["allOf"][1]["properties"]["isi"]
    assert isi["properties"]["acara"]["description"] == "nama acara"
    assert isi["properties"]["tanggal"]["format"] == "date"
    assert isi["properties"]["peserta"]["type"] == ["array", "null"]
    assert (isi["additionalProperties"], "required" in isi) == (False, False)
    row = schema["$defs"][isi["properties"]["jadwal"]["items"]["$ref"].rpartition("/")[2]]
    assert (list(row["properties"]), row["required"]) == (["pukul", "kegiatan", "narasumber"], ["pukul", "kegiatan"])
    person = isi["properties"]["saksi"]["items"]["oneOf"][0]["$ref"].rpartition("/")[2]
    assert schema["$defs"][person]["required"] == ["jabatan", "nama"]


def test_a_kind_without_facts_changes_no_schema(tmp_path):
    root = small.put(tmp_path, {})
    assert dict(editor.texts(workspace.kind_records(root))) == dict(editor.texts())


def test_a_fact_that_no_tag_prints_is_told_once(tmp_path):
    isi = "{tanggal: 2025-07-07, kursi: 3, peserta: [Lurah]}"
    told = small.told(office(tmp_path, f"dokumen: {{undangan: {{isi: {isi}}}}}\n"))
    lost = [line.split("`")[1] for line in told.splitlines() if " T023 " in line]
    assert sorted(lost) == ["isi.ketua", "isi.kursi", "isi.peserta"]


COUNTED = """\
judul: Rincian
sebutan: rincian
kosakata: [surat, isi]
isi:
  rincian:
    jenis: tabel
    arti: biaya
    wajib: tidak
    kolom: {untuk: {arti: untuk apa}, biaya: {jenis: bilangan, arti: biayanya, wajib: tidak}}
  saksi: {jenis: daftar, arti: saksi, wajib: tidak}
  total: {jenis: jumlah, dari: rincian.biaya, arti: seluruh biaya}
  banyak: {jenis: jumlah, dari: rincian, arti: banyaknya baris}
  hadir: {jenis: jumlah, dari: saksi, arti: banyaknya saksi}
"""


def counted(root: Path, isi: str) -> list[object]:
    own = f"dokumen: {{undangan: {{isi: {isi}}}}}\n"
    root = office(root, own, COUNTED)
    (root / "units/kota/instansi.yaml").write_text(OFFICE.partition("dokumen:")[0] + "gaya: {desimal: ','}\n")
    asked = small.docx(small.p("{{ nomor }}{{ draf }}"))
    (root / "templates/undangan/bawaan.docx").write_bytes(asked)
    said = facts(root)
    return [tuple(said[key].values()) for key in ("total", "banyak", "hadir")]


def test_a_total_is_counted_exactly_and_said_in_words(tmp_path):
    rows = "{untuk: a, biaya: 999999999999999}, {untuk: b, biaya: 1}, {untuk: c}"
    assert counted(tmp_path, f"{{rincian: [{rows}], saksi: [Ani, Budi]}}") == [
        ("1.000.000.000.000.000", "satu kuadriliun"),
        ("3", "tiga"),
        ("2", "dua"),
    ]


@settings(max_examples=tried.share(0.2))
@given(st.lists(st.one_of(st.none(), st.integers(0, 10**15 - 1)), max_size=6))
def test_a_total_is_what_its_column_comes_to(values):
    cells = ["{untuk: a}" if value is None else f"{{untuk: a, biaya: {value}}}" for value in values]
    with tempfile.TemporaryDirectory() as folder:
        total, rows, _ = counted(Path(folder), f"{{rincian: [{', '.join(cells)}]}}")
    there = [value for value in values if value is not None]
    assert total[0].replace(".", "") == (str(sum(there)) if there else "")
    assert (total[1] == "") == (not there)
    assert rows[0] == str(len(values))


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("{jenis: jumlah, arti: x}", "`dari` yang menyebut apa yang dijumlahkan"),
        ("{jenis: jumlah, arti: x, dari: rincian.untuk}", "`dari` pada `isi.total` menyebut kolom bilangan"),
        ("{jenis: jumlah, arti: x, dari: rincian.zzz}", "`dari` pada `isi.total` menyebut kolom bilangan"),
        ("{jenis: jumlah, arti: x, dari: banyak}", "`dari` pada `isi.total` menyebut kolom bilangan"),
        ("{jenis: jumlah, arti: x, dari: zzz}", "`dari` pada `isi.total` menyebut kolom bilangan"),
        ("{jenis: jumlah, arti: x, dari: rincian, wajib: tidak}", "`wajib` tidak bersama"),
        ("{jenis: daftar, arti: x, dari: rincian}", "`dari` sebuah daftar salah satu di antara: teks, bilangan"),
        ("{jenis: teks, arti: x, dari: rincian}", "`dari` hanya bersama"),
    ],
)
def test_a_total_of_nothing_that_can_be_counted_is_refused(tmp_path, total, said):
    kind = COUNTED.replace("{jenis: jumlah, dari: rincian.biaya, arti: seluruh biaya}", total)
    assert said in small.told(office(tmp_path, "dokumen: {undangan: {}}\n", kind))


def test_a_total_that_is_typed_is_refused_and_no_editor_offers_it(tmp_path):
    root = office(tmp_path, "dokumen: {undangan: {isi: {total: 5}}}\n", COUNTED)
    assert "I001 field `isi.total` tidak dikenal; dihitung dari `rincian.biaya`: hapus" in small.told(root)
    schema = editor.json_schema(models.UnitPeriode, workspace.kind_records(root))
    isi = schema["properties"]["dokumen"]["properties"]["undangan"]["allOf"][1]["properties"]["isi"]
    assert list(isi["properties"]) == ["rincian", "saksi"]


ALL_PRINTED = [
    "{{ nomor }}{{ draf }} {{ isi.acara }} {{ isi.tanggal }} {{ isi.kursi.jumlah }} {{ isi.ketua.nama }} "
    "{{ isi.ketua.nip }} {{ isi.ketua.jabatan }} {{ isi.denah.keterangan }}",
    "{%p for x in isi.peserta %}",
    "{{ x }}",
    "{%p endfor %}",
    "{%p for x in isi.jadwal %}",
    "{{ x.pukul }} {{ x.kegiatan }} {{ x.narasumber.nama }}",
    "{%p endfor %}",
    "{%p for x in isi.saksi %}",
    "{{ x.nama }} {% for y in x.blok %}{{ y }}{% endfor %}",
    "{%p endfor %}",
]
GIVEN = """dokumen:
  undangan:
    isi:
      tanggal: 2025-07-07
      peserta: [Lurah, Camat]
      jadwal: [{pukul: "08.00", kegiatan: Pembukaan, narasumber: ani}, {pukul: "09.00", kegiatan: Paparan}]
      kursi: 12
      saksi: [ani, {pelaksana: Plt, jabatan: Lurah, nama: Cici}]
      denah: {berkas: d.png, keterangan: Denah}
"""


def left_out(root: Path, *sentences: str) -> list[str]:
    """Return what is told as given and not printed by a template that shows a picture and these sentences."""
    picture = office_files.picture("{{ isi.denah }}")
    body = "".join(small.p(text) for text in sentences)
    office(root, GIVEN)
    (root / "periods/2025S1/kota/foto").mkdir()
    (root / "periods/2025S1/kota/foto/d.png").write_bytes(small.png(1, 1))
    held = {"word/media/a.png": (small.png(1, 1), "")}
    shows = office_files.made(body, picture, parts=held, rels=[office_files.Rel("rIdP", "image", "media/a.png")])
    (root / "templates/undangan/bawaan.docx").write_bytes(shows)
    said = small.told(root)
    assert {line.split(" ")[1] for line in said.splitlines()} <= {"T023"}, said
    return [line.split("`")[1] for line in said.splitlines()]


def test_a_template_that_says_every_part_of_every_fact_is_told_nothing(tmp_path):
    assert left_out(tmp_path, *ALL_PRINTED) == []


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("{{ isi.acara }}", "{% if isi.acara %}ada{% endif %}", ["isi.acara"]),
        ("{{ isi.acara }}", "{% if isi.acara == 'Rapat' %}rapat{% else %}bukan{% endif %}", []),
        ("{{ isi.kursi.jumlah }}", "{% if isi.kursi.jumlah %}ada{% endif %}", ["isi.kursi"]),
        ("{{ isi.kursi.jumlah }}", "{{ isi.kursi.terbilang }}", []),
        ("{{ isi.tanggal }}", "{% if isi.tanggal %}ada{% endif %}", ["isi.tanggal"]),
        ("{{ isi.denah.keterangan }}", "{% if isi.denah %}ada{% endif %}", ["isi.denah.keterangan"]),
        ("{{ isi.ketua.nip }}", "{% if isi.ketua.nip %}ada{% endif %}", ["isi.ketua.nip"]),
        ("{{ isi.ketua.nama }} {{ isi.ketua.nip }} {{ isi.ketua.jabatan }}", "", ["isi.ketua"]),
        ("{{ x }}", "{% if x %}ada{% endif %}", ["isi.peserta"]),
        ("{{ x.pukul }}", "{% if x.pukul %}ada{% endif %}", ["isi.jadwal[].pukul"]),
        (" {{ x.narasumber.nama }}", "", ["isi.jadwal[].narasumber"]),
        ("{{ x.pukul }} {{ x.kegiatan }} {{ x.narasumber.nama }}", "{{ loop.index }}", ["isi.jadwal"]),
        ("{{ x.nama }} {% for", "{% for", ["isi.saksi[].nama"]),
        ("{% for y in x.blok %}{{ y }}{% endfor %}", "{{ x.jabatan }}", []),
        ("{% for y in x.blok %}{{ y }}{% endfor %}", "", ["isi.saksi[].jabatan", "isi.saksi[].pelaksana"]),
    ],
)
def test_what_a_fact_says_and_no_tag_prints_is_told_part_by_part(tmp_path, was, becomes, told):
    text = "\n".join(ALL_PRINTED)
    assert was in text
    assert sorted(left_out(tmp_path, *filter(None, text.replace(was, becomes).split("\n")))) == told


def test_a_picture_that_is_only_asked_for_is_not_shown(tmp_path):
    shown = "{berkas: d.png, keterangan: x}"
    root = office(tmp_path, f"dokumen: {{undangan: {{isi: {{tanggal: 2025-07-07, denah: {shown}}}}}}}\n")
    (root / "periods/2025S1/kota/foto").mkdir()
    (root / "periods/2025S1/kota/foto/d.png").write_bytes(small.png(1, 1))
    asked = small.docx(small.p("{{ nomor }}{{ draf }} {% if isi.denah %}Denah terlampir{% endif %}"))
    (root / "templates/undangan/bawaan.docx").write_bytes(asked)
    assert "`isi.denah`" in small.told(root)


def test_a_picture_is_described_in_print_or_for_who_cannot_see_it(tmp_path):
    for said in ("berkas: d.png", "berkas: d.png, teks_alternatif: Denah"):
        root = office(tmp_path, f"dokumen: {{undangan: {{isi: {{tanggal: 2025-07-07, denah: {{{said}}}}}}}}}\n")
        assert ("teks_alternatif`, bila tidak dicetak" in small.told(root)) == (said == "berkas: d.png")
    (root / "periods/2025S1/kota/foto").mkdir()
    (root / "periods/2025S1/kota/foto/d.png").write_bytes(small.png(1, 1))
    assert (facts(root)["denah"].description, facts(root)["denah"].caption) == ("Denah", "")


@pytest.mark.parametrize(("day", "draft"), [("tanggal: 2025-07-02, ", False), ("", True)])
def test_a_kind_that_bears_no_number_is_no_draft_once_it_has_a_date(tmp_path, day, draft):
    own = f"dokumen: {{undangan: {{{day}isi: {{tanggal: 2025-07-07, ketua: ani}}}}}}\n"
    root = office(tmp_path, own, KIND.replace("kosakata", "bernomor: tidak\nkosakata"))
    offices = Offices(root, Period(2025, "S", 1))
    job = Job("undangan", workspace.jenis(root, "undangan"), offices)
    ready = document.prepare(job, offices["kota"].dossier("loket"))
    assert (ready.properties.is_draft, ready.words["nomor"], bool(ready.words["draf"])) == (draft, "", draft)


@pytest.mark.parametrize("wrong", ["{}", "{tanggal: besok}", "{tanggal: 2025-07-07, ketua: nobody}", "{zzz: 1}"])
def test_what_is_wrong_with_the_facts_of_one_kind_stops_no_other(tmp_path, wrong):
    own = f"dokumen: {{undangan: {{isi: {wrong}}}, nota: {{tanggal: 2025-07-02}}}}\n"
    files: dict[str, small.Content] = {
        "templates/nota/jenis.yaml": "judul: Nota\nsebutan: nota\nkosakata: [surat]\n",
        "templates/nota/bawaan.docx": small.docx("<w:p><w:r><w:t>{{ nomor }}{{ draf }}</w:t></w:r></w:p>"),
    }
    root = office(tmp_path, own)
    for name, content in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content or b"")
    offices = Offices(root, Period(2025, "S", 1))
    dossier = offices["kota"].dossier("loket")
    assert document.prepare(Job("nota", workspace.jenis(root, "nota"), offices), dossier).warnings == ()
    with pytest.raises(Refusal, match="isi"):
        document.prepare(Job("undangan", workspace.jenis(root, "undangan"), offices), dossier)
    assert "isi." in small.told(root)


OPTIONAL = """\
judul: Undangan
sebutan: undangan
kosakata: [surat, isi]
isi:
  tema: {jenis: teks, arti: tema, wajib: tidak}
  waktu: {jenis: tanggal, arti: waktu, wajib: tidak}
  agenda: {jenis: daftar, arti: pokok bahasan, wajib: tidak}
  susunan: {jenis: tabel, arti: susunan, wajib: tidak, kolom: {pukul: {arti: pukul}}}
  ketua: {jenis: orang, arti: ketua, wajib: tidak}
  kursi: {jenis: bilangan, arti: kursi, wajib: tidak}
  denah: {jenis: gambar, arti: denah, wajib: tidak}
"""
EACH_GIVEN = {
    "teks": "tema: Layanan",
    "tanggal": "waktu: 2025-07-07",
    "daftar": "agenda: [Satu]",
    "tabel": "susunan: [{pukul: pagi}]",
    "orang": "ketua: {jabatan: Camat, nama: Budi}",
    "bilangan": "kursi: 3",
    "gambar": "denah: {berkas: d.png, keterangan: Denah}",
}


def documented() -> dict[str, str]:
    """The conditions that docs/templat.md shows for optional facts, by the kind of fact."""
    page = (ROOT / "docs/templat.md").read_text(encoding="utf-8")
    rows = re.findall(r"^  \| (`.*`) \| `\{% if isi\.(\w+)(.*?) %\}` \|$", page, re.MULTILINE)
    return {kind: behind for kinds, _, behind in rows for kind in re.findall(r"`(\w+)`", kinds)}


@pytest.mark.parametrize("kind", EACH_GIVEN)
def test_the_condition_that_the_docs_show_holds_where_the_fact_is_given_and_only_there(tmp_path, run, kind):
    name = EACH_GIVEN[kind].partition(":")[0]
    asked = small.p(f"{{{{ nomor }}}}{{{{ draf }}}}{{% if isi.{name}{documented()[kind]} %}} Ada{{% endif %}}.")
    for own, shown in (("", False), (f"isi: {{{EACH_GIVEN[kind]}}}", True)):
        root = office(tmp_path / f"{shown}", f"dokumen: {{undangan: {{{own}}}}}\n", OPTIONAL)
        (root / "units/kota/instansi.yaml").write_text(OFFICE.rpartition("dokumen:")[0])
        for file in ("templates/undangan/bawaan.docx", "periods/2025S1/kota/foto/d.png"):
            (root / file).parent.mkdir(exist_ok=True)
            (root / file).write_bytes(small.docx(asked) if file.endswith("docx") else small.whole_png())
        made = run("build", "undangan", "2025S1", cwd=root)
        assert made.returncode == 0, made.stderr
        assert ("Ada" in docx_text.xml(root / "build/2025S1/kota/loket/undangan.docx")) == shown


def test_the_head_of_the_unit_may_stand_by_name_as_well_as_by_key(tmp_path):
    root = office(tmp_path, "dokumen: {undangan: {isi: {tanggal: 2025-07-07, ketua: Dedi Misal}}}\n")
    (root / "units/kota/loket.yaml").write_text("nama: Loket\nkepala: {jabatan: Camat, nama: Dedi Misal}\n")
    assert facts(root)["ketua"]["jabatan"] == "Camat"


def test_facts_are_told_with_what_stops_the_file_that_says_them(tmp_path):
    files = {
        "templates/surat/jenis.yaml": "judul: U\nsebutan: u\nkosakata: [surat, isi]\nisi:\n"
        "  lama: {jenis: bilangan, arti: lamanya}\n  tempat: {jenis: teks, arti: tempat}\n",
        "periods/2025S1/kota/loket.yaml": "lampiran: Satu Bendel\ndokumen: {surat: {isi: {lama: 12 hari, zzz: x}}}\n",
    }
    lines = small.told(small.put(tmp_path, files)).splitlines()
    assert [line.split()[1] for line in lines][:3] == ["I003", "I003", "I001"]
    assert [line.rpartition("; ")[2] for line in lines[:2]] == ["tulis `lampiran: 1 bendel`", "tulis `lama: 12`"]
