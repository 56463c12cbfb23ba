"""What is given and not printed is called what it is."""

import re
from pathlib import Path

import pytest

from pipeline.documents import unprinted
from pipeline.documents.tag import Tag
from pipeline.words.chapter import Picture
from support import small
from support.office_files import Rel, made, p, picture


def test_a_code_that_is_made_is_not_said_to_be_in_the_data():
    picture = Picture(b"", "png", 1, 1, "")
    words = {"verifikasi": {"qr": picture}, "isi": {"denah": picture}}
    told = [fault.sentence for fault in unprinted.check("a.docx", (), words, unprinted.Given(), frozenset, tuple)]
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
    tags = tuple(Tag(path(name), "", "", "printed") for name in said)
    words = {"media": {"daftar": [{**row, "tautan": ""}, row]}}
    found = unprinted.check("a.docx", tags, words, unprinted.Given(), lambda: frozenset(map(path, elsewhere)), tuple)
    assert [dict(fault.values)["word"] for fault in found] == told


KIND = """\
judul: Nota
sebutan: nota
kosakata: [surat, isi]
isi:
  acara: {jenis: teks, arti: acara, wajib: tidak}
  hari: {jenis: tanggal, arti: hari, wajib: tidak}
  biaya: {jenis: bilangan, arti: biaya, wajib: tidak}
  ketua: {jenis: orang, arti: ketua, wajib: tidak}
  denah: {jenis: gambar, arti: denah, wajib: tidak}
  peserta: {jenis: daftar, arti: peserta, wajib: tidak}
  saksi: {jenis: daftar, dari: orang, arti: saksi, wajib: tidak}
  foto: {jenis: daftar, dari: gambar, arti: foto, wajib: tidak}
  anggota:
    jenis: tabel
    arti: anggota
    wajib: tidak
    kolom:
      nama: {arti: nama}
      rupiah: {jenis: bilangan, arti: upah, wajib: tidak}
      pj: {jenis: orang, arti: penanggung jawab, wajib: tidak}
      hari: {jenis: tanggal, arti: hari, wajib: tidak}
      foto: {jenis: gambar, arti: foto, wajib: tidak}
"""
ISI = """dokumen:
  nota:
    yth: [Camat, Lurah]
    di: Tempat
    hal: Rapat
    sifat: Segera
    lampiran: 1 bendel
    tembusan: [Bupati]
    penandatangan: {jabatan: Sekretaris, nama: Ani, nip: 1, pangkat: Pembina, atas_nama: Bupati,
      untuk_beliau: Asisten, pelaksana: Plt}
    isi:
      acara: Rapat
      hari: 2025-07-07
      biaya: 1000
      ketua: {pelaksana: Plt, jabatan: Camat, nama: Budi, nip: 2}
      denah: {berkas: d.png, keterangan: Denah}
      peserta: [Lurah]
      saksi: [ani, {jabatan: Lurah, nama: Cici}]
      foto: [{berkas: d.png, keterangan: Satu}]
      anggota: [{nama: Didi, rupiah: 5, pj: ani, hari: 2025-07-08, foto: {berkas: d.png, keterangan: Dua}},
        {nama: Edi, pj: {jabatan: Lurah, nama: Cici}, foto: {berkas: e.png, keterangan: Tiga}}]
"""
CURE = re.compile(
    r"(?:tulis|isi teks alternatif sebuah gambar di templat dengan) (?P<tags>.*?)"
    r"(?:, dan tulis (?P<below>.*?) di bawahnya)?(?P<instead>, sebagai pengganti .*)?"
    r"(?:,? di antara (?P<loop>.*?) dan endfor-nya)?(?:, di bawah gambarnya.*)?$"
)


def lost_word(line: str) -> str:
    return re.findall(r"mencetak `(.*?)`", line)[0]


def told(root: Path) -> list[str]:
    return small.told(root).splitlines()


def letter(root: Path, lines: list[str]) -> Path:
    parts = {"word/media/a.png": (small.whole_png(), "")}
    raw = made(*lines, rels=[Rel("rIdP", "image", "media/a.png")], parts=parts)
    own = str(small.ISI["units/kota/instansi.yaml"]) + "pejabat: {ani: {jabatan: Kepala Bagian, nama: Ani, nip: 7}}\n"
    files: dict[str, small.Content] = {
        "units/kota/instansi.yaml": own,
        "templates/nota/jenis.yaml": KIND,
        "templates/nota/bawaan.docx": raw,
        "periods/2025S1/kota/loket.yaml": ISI,
        "periods/2025S1/kota/foto/d.png": small.whole_png(8),
        "periods/2025S1/kota/foto/e.png": small.whole_png(9),
    }
    return small.put(root, files)


def cured(lines: list[str], cure: str) -> list[str]:
    """Return the paragraphs of a template with exactly what a message says written into them."""
    found = CURE.fullmatch(cure)
    assert found, cure
    is_picture = cure.startswith("isi teks")
    added = (
        [picture(found["tags"]), *([p(found["below"])] if found["below"] else [])] if is_picture else [p(found["tags"])]
    )
    loops = re.findall(r"\{%.*?%\}", found["loop"] or "")
    for at, line in enumerate(lines):
        if loops and loops[0].replace("{%", "{%p") in line:
            return [*lines[: at + 1], *added, *lines[at + 1 :]]
    opened = [p(loop.replace("{%", "{%p")) for loop in loops]
    return [*lines, *opened, *added, *[p("{%p endfor %}")] * len(opened)]


HEAD = p("{{ nomor }}{{ draf }} {{ penandatangan.jabatan }}")
LOOPS = [
    line
    for name, var in (("isi.foto", "f"), ("isi.anggota", "satu"), ("isi.saksi", "s"))
    for line in (p(f"{{%p for {var} in {name} %}}"), p("{{ loop.index }}"), p("{%p endfor %}"))
]


@pytest.mark.parametrize("lines", [[HEAD], [HEAD, *LOOPS]], ids=["no loop", "loops of its own"])
def test_to_write_exactly_what_is_said_is_enough_whatever_the_data_is(tmp_path, lines):
    first = [line for line in told(letter(tmp_path / "a", lines)) if " T023 " in line]
    words = [lost_word(line) for line in first]
    assert len(words) == len(set(words)), first
    assert {"yth", "di", "sifat", "lampiran", "tembusan"} <= set(words)
    assert {f"penandatangan.{part}" for part in ("nip", "pangkat", "untuk_beliau")} <= set(words)
    for line in first:
        lines = cured(lines, line.partition("; ")[2])
    assert [line for line in told(letter(tmp_path / "b", lines)) if line.startswith("templates/")] == []


def test_what_all_kinds_are_told_is_for_those_that_print_it(tmp_path):
    root = letter(tmp_path, [HEAD])
    (root / "periods/2025S1/kota/loket.yaml").write_text("dokumen: {nota: {}, surat: {}}\nyth: Camat\n")
    assert not [line for line in told(root) if "templates/nota" in line and " T023 " in line]
    (root / "periods/2025S1/kota/loket.yaml").write_text("dokumen: {nota: {yth: Camat}, surat: {}}\n")
    assert [line.split("`")[1] for line in told(root) if " T023 " in line] == ["yth"]


def test_a_template_without_a_signer_is_no_letter_and_asked_for_nothing_of_one(tmp_path):
    root = letter(tmp_path, [p("{{ nomor }}{{ draf }}")])
    (root / "periods/2025S1/kota/loket.yaml").write_text("dokumen: {nota: {sifat: Segera, hal: Undangan}, surat: {}}\n")
    assert not [line for line in told(root) if "templates/nota" in line and " T023 " in line]


def test_lines_above_the_name_of_an_office_do_not_stand_without_it(tmp_path):
    root = small.put(tmp_path, {})
    loop = "{% for b in kop.baris_atas %}{{ b }}{% endfor %}"
    (root / "templates/surat/bawaan.docx").write_bytes(small.docx(small.SURAT + small.p(loop)))
    assert [line.partition("; ")[2] for line in told(root)][:1] == ["tulis {{ kop.nama }}"]
    wrong = small.p("{% for b in kop.baris %}{{ b }}{% endfor %}")
    (root / "templates/surat/bawaan.docx").write_bytes(small.docx(small.SURAT + wrong))
    assert "`kop.baris_atas` (baris-baris di atasnya) dan `kop.nama` (nama kantornya sendiri)" in told(root)[0]
