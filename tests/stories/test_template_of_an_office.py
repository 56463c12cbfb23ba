"""An office makes its own template: last year's letter, the messages alone, and what its data would have said."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands import cli
from support import audited, needs, small
from support.office_files import (
    MAIN,
    Rel,
    deleted,
    field,
    inserted,
    made,
    p,
    picture,
    run,
    table,
    wrapped,
)

PNG = small.png(1, 1)
WITH_PLANS = "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil, tindak_lanjut]\n"
PHOTOS = """rtl:
  - unsur: biaya
    program:
      - kegiatan: Papan tarif
        realisasi:
          status: sudah
          tanggal: 2025-06-20
          foto: [{berkas: rapat.png, keterangan: Rapat}, {berkas: papan.png, keterangan: Papan}]
"""
REST = "{{ nomor }}{{ draf }} {{ yth }} {{ di }} {{ rujukan.nomor }} {{ utama.ikm }} {{ batas.tanggal }}"


@pytest.fixture
def command(monkeypatch, capsys):
    """Run a command in a workspace, in this process; return its exit code and its lines."""

    def call(root: Path, *args: str) -> tuple[int, list[str]]:
        monkeypatch.chdir(root)
        monkeypatch.setenv("SKM_LANG", "id")
        monkeypatch.setattr("sys.argv", ["pipeline", *args])
        code = 0
        try:
            cli.main()
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, [*said.err.splitlines(), *said.out.splitlines()]

    return call


def last_years(*, mended: bool) -> bytes:
    """Last year's letter: tracked changes, fields of a mail merge, a floating logo; and as the messages want it."""
    header = wrapped("hdr", picture("{{ kop.logo }}" if mended else "{ kop.logo }") + p("PEMERINTAH KOTA CONTOH"))
    body = (
        p("Nomor ", "{{ nomor }}{{ draf }}" if mended else field("MERGEFIELD nomor", "065/12/2023")),
        p(
            "Yth. {{ yth }} {{ di }}" if mended else "Yth. ",
            *([] if mended else [inserted("Kepala "), deleted("Plt. ")]),
        ),
        p("Surat {{ rujukan.nomor }}"),
        table(["Unsur", "Nilai"], ["{%tr for u in utama.unsur %}", ""], ["{{ u.nama }}", "{{ u.nrr }}"])
        if not mended
        else table(["Nilai"], ["{{ utama.ikm }}"]),
        p("Paling lambat {{ batas.tanggal }}" if mended else "Paling lambat {{ batas.tgl }}"),
    )
    return made(
        *body,
        parts={"word/header1.xml": (header, f"{MAIN}.header+xml"), "word/media/a.png": (PNG, "")},
        rels=[Rel("rIdH", "header", "header1.xml")],
        other_rels={"word/header1.xml": [Rel("rIdP", "image", "media/a.png")]},
        section='<w:headerReference w:type="default" r:id="rIdH"/>',
    )


def test_last_years_letter_becomes_a_template_by_the_messages_alone(tmp_path, command):
    root = small.put(tmp_path, {"surat-lama.docx": last_years(mended=False)})
    code, lines = command(root, "template-check", "surat", "surat-lama.docx", "--annotate")
    told = [(line.split()[1], line.partition(", di ")[2].partition("; ")[0].partition(":")[0]) for line in lines[:-2]]
    assert code == 1
    assert told == [
        ("T016", "paragraf 1"),
        ("T013", "paragraf 2"),
        ("T013", "paragraf 2"),
        ("T004", "kepala halaman, paragraf 1"),
    ]
    assert len(Document(str(root / "build/templat/surat-surat-lama.docx")).comments) == 4
    (root / "surat-lama.docx").write_bytes(last_years(mended=True))
    code, lines = command(root, "template-check", "surat", "surat-lama.docx")
    assert (code, lines) == (0, ["0 kesalahan, 0 peringatan"])


LOGO_BOX = (
    '<w:p><w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="720000" cy="360000"/><wp:wrapNone/>{}</wp:anchor></w:drawing></w:r></w:p>'
)
MERGE = (
    '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>'
    '<w:connectString w:val="Data Source=C:\\Users\\sekretaris\\unit.xlsx"/><w:query w:val="SELECT * FROM [Unit$]"/>'
    "</w:mailMerge>"
)


def letter_of_word(done: set[str]) -> bytes:
    """Last year's letter as Word keeps it, and as far as what the messages asked for is done."""
    shown = picture("{{ kop.logo }}" if "T023" in done else "Lambang, deskripsi dibuat otomatis")
    shown = shown[shown.index("<wp:docPr") : shown.index("</wp:inline>")]
    accepted = "T013" in done

    def merged(name: str, last: str, tag: str) -> str:
        return run(tag) if "T016" in done else field(f"MERGEFIELD {name}", last)

    body = (
        p("Nomor : ", merged("Nomor", "065/12/2023", "{{ nomor }}"), "{{ draf }}" if "T022" in done else ""),
        p("Tanggal : ", run("{{ tanggal }}") if "T016" in done else field('DATE \\@ "d MMMM yyyy"', "3 Juli 2023")),
        p("Yth. ", *([run("Kepala ")] if accepted else [inserted("Kepala "), deleted("Plt. Kepala ")])),
        p(merged("Nama_Dinas", "Dinas Lama", "{{ unit.nama }}"), '<w:r><w:commentReference w:id="0"/></w:r>'),
        p("Menindaklanjuti surat {{ rujukan.nomor }}, IKM {{ utama.ikm }}, paling lambat {{ batas.tanggal }}."),
    )
    remark = f'<w:comment w:id="0" w:author="Kasubbag">{p("tanya Pak Sekda dulu")}</w:comment>'
    app = '<Properties xmlns="{}/extended-properties"><Company>KANTOR SEKRETARIS</Company></Properties>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return made(
        *body,
        parts={
            "word/header1.xml": (wrapped("hdr", LOGO_BOX.format(shown) + p("PEMERINTAH KOTA")), f"{MAIN}.header+xml"),
            "word/media/a.png": (PNG, ""),
            "word/comments.xml": (wrapped("comments", remark), f"{MAIN}.comments+xml"),
            "docProps/app.xml": (
                app.format(office),
                "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            ),
        },
        rels=[
            Rel("rIdH", "header", "header1.xml"),
            Rel("rIdC", "comments", "comments.xml"),
            Rel("rIdA", "attachedTemplate", "file:///C:/Users/sekretaris/Surat.dotx", outside=True),
        ],
        other_rels={
            "word/header1.xml": [Rel("rIdP", "image", "media/a.png")],
            "": [Rel("rIdE", "extended-properties", "docProps/app.xml")],
        },
        section='<w:headerReference w:type="default" r:id="rIdH"/>',
        settings=MERGE + '<w:attachedTemplate r:id="rIdA"/>' + ("" if accepted else "<w:trackRevisions/>"),
    )


def test_last_years_letter_of_word_comes_out_right_after_three_rounds_of_messages(tmp_path, command):
    logo: dict[str, small.Content] = {
        "units/kota/logo.png": PNG,
        "units/kota/instansi.yaml": str(small.ISI["units/kota/instansi.yaml"])
        + "kop: {baris: [PEMERINTAH KOTA CONTOH], logo: logo.png}\n",
    }
    done: set[str] = set()
    rounds: list[list[str]] = []
    told = ["begin"]
    while told:
        root = small.put(tmp_path, {**logo, "templates/surat/kota.docx": letter_of_word(done)})
        _, lines = command(root, "build", "surat", "2025S1")
        lines = [line for line in lines if "templates/surat/kota.docx" in line]
        told = sorted({line.split()[1] for line in lines} - {"T015", "T017"})
        rounds.append(told)
        done |= set(told)
        assert all(line.partition("; ")[2] for line in lines)
        assert len(rounds) < 6
    assert rounds == [["T013", "T016"], ["T022", "T023"], []]
    assert sorted(line.split()[1] for line in lines) == ["T015", "T017", "T017"]
    raw = (tmp_path / "build/2025S1/kota/loket/surat.docx").read_bytes()
    shown = [paragraph.text.replace("\u00a0", " ") for paragraph in Document(io.BytesIO(raw)).paragraphs]
    assert shown[0].startswith("Nomor : ")
    assert shown[0].endswith("DRAF")
    assert shown[2:4] == ["Yth. Kepala ", "Loket Contoh"]
    assert shown[4].startswith("Menindaklanjuti surat 1/X, IKM 81,25, paling lambat ")
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        everything = b"".join(source.read(name) for name in source.namelist())
        assert sum(name.startswith("word/media/") for name in source.namelist()) == 1
    left = (b"sekretaris", b"Sekretaris", b"SEKRETARIS", b"Plt.", b"Sekda", b"Kasubbag", b"mailMerge", b"MERGEFIELD")
    assert [word for word in left if word in everything] == []
    found = [str(error) for error in audited.errors(_saved(tmp_path, raw))]
    assert [
        error for error in found if "A required relationship" not in error
    ] == []  # the letter of this story is small


def _saved(folder: Path, raw: bytes) -> Path:
    path = folder / "surat-jadi.docx"
    path.write_bytes(raw)
    return path


@needs.soffice
def test_photos_whose_tags_were_lost_on_the_way_through_an_old_format_are_told(tmp_path, command):
    loops = ("u in realisasi.unsur", "g in u.program", "f in g.foto")
    opened = [p(f"{{%p for {loop} %}}") for loop in loops]
    blocks = (*opened, picture("{{ f }}"), *[p("{%p endfor %}")] * len(loops))
    raw = made(REST, *blocks, rels=[Rel("rIdP", "image", "media/a.png")], parts={"word/media/a.png": (PNG, "")})
    files: dict[str, small.Content] = {
        "templates/surat/jenis.yaml": WITH_PLANS,
        "periods/2025S1/kota/foto/rapat.png": PNG,
        "periods/2025S1/kota/foto/papan.png": PNG,
        "periods/2025S1/kota/loket.yaml": PHOTOS,
    }
    root = small.put(tmp_path / "ruang", {**files, "templates/surat/bawaan.docx": raw})
    code, lines = command(root, "check", "2025S1")
    assert (code, [line for line in lines if " T023 foto" in line]) == (0, [])
    old = tmp_path / "bawaan.docx"
    old.write_bytes(raw)
    for kind in ("doc", "docx:MS Word 2007 XML"):
        soffice = ("soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless")
        subprocess.run([*soffice, "--convert-to", kind, old.name], cwd=tmp_path, check=True, timeout=180)
        old = old.with_suffix(".doc")
    (root / "templates/surat/bawaan.docx").write_bytes((tmp_path / "bawaan.docx").read_bytes())
    _, lines = command(root, "check", "2025S1")
    assert [line.partition(":")[0] for line in lines if " T023 foto ada di data, tetapi " in line] == [
        "templates/surat/bawaan.docx"
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {
                "units/kota/logo.png": PNG,
                "units/kota/instansi.yaml": str(small.ISI["units/kota/instansi.yaml"])
                + "kop: {baris: [PEMERINTAH KOTA CONTOH], logo: logo.png}\n",
            },
            "T023 logo ada di data, tetapi templat ini tidak mencetaknya: tidak ada tanda yang mencetak `kop.logo`; "
            "isi teks alternatif sebuah gambar di templat dengan {{ kop.logo }}",
        ),
        (
            {
                "units/kota/loket.yaml": "nama: Loket\ntautan: {laporan: https://a.example, formulir: https://b.example}\n"
            },
            "T023 tautan ada di data, tetapi templat ini tidak mencetaknya: tidak ada tanda yang mencetak "
            "`tautan.laporan, tautan.formulir`; sisipkan tautan yang alamatnya {{ tautan.laporan }}",
        ),
        (
            {"periods/2025S1/kota/loket.yaml": "saran: [Kursi ditambah, Antrean diatur]\n"},
            "T023 saran responden ada di data, tetapi templat ini tidak mencetaknya: tidak ada tanda yang mencetak "
            "`saran.daftar[]`; tulis {{ saran.rincian }}, atau ulangi saran.daftar",
        ),
        (
            {
                "templates/surat/jenis.yaml": WITH_PLANS,
                "periods/2025S1/kota/foto/rapat.png": PNG,
                "periods/2025S1/kota/foto/papan.png": PNG,
                "periods/2025S1/kota/loket.yaml": PHOTOS,
            },
            "T023 foto ada di data, tetapi templat ini tidak mencetaknya: tidak ada tanda yang mencetak "
            "`realisasi.unsur[].program[].foto[]`; isi teks alternatif sebuah gambar di templat dengan {{ z }}, "
            "di antara {% for x in realisasi.unsur %} {% for y in x.program %} {% for z in y.foto %} dan endfor-nya",
        ),
    ],
    ids=["logo", "links", "suggestions", "photos"],
)
def test_what_is_given_and_not_printed_is_told_once(tmp_path, command, files, told):
    code, lines = command(small.put(tmp_path, files), "check", "2025S1")
    assert lines
    assert [line.partition(" ")[2] for line in lines if " T023 " in line] == [told]
    assert code == 0


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("Kota.docx", "ganti namanya menjadi kota.docx"),
        ("KOTA.DOCX", "ganti namanya menjadi kota.docx"),
        ("kota (1).docx", "ganti namanya menjadi kota.docx"),
        ("kota - Copy.docx", "ganti namanya menjadi kota.docx"),
        ("Salinan kota.docx", "ganti namanya menjadi kota.docx"),
        ("kota.docx.docx", "ganti namanya menjadi kota.docx"),
        ("kota .docx", "ganti namanya menjadi kota.docx"),
        (
            "Bawaan.docx",
            "bawaan.docx sudah ada, dan itu yang dipakai; bila tidak dipakai lagi, pindahkan berkasnya ke luar folder "
            "templates/",
        ),
        ("kota.dotx", "buka, lalu simpan sebagai Dokumen Word dengan nama kota.docx"),
        ("kota.odt", "buka, lalu simpan sebagai Dokumen Word dengan nama kota.docx"),
        ("kota.doc", "buka, lalu simpan sebagai Dokumen Word dengan nama kota.docx"),
        ("kota.docm", "buka, lalu simpan sebagai Dokumen Word dengan nama kota.docx"),
        (
            "kotta.docx",
            "maksudnya `kota.docx`? bila tidak dipakai lagi, pindahkan berkasnya ke luar folder templates/",
        ),
    ],
)
def test_a_template_under_a_slightly_wrong_name_is_told_with_the_right_one(tmp_path, command, name, way):
    root = small.put(tmp_path, {f"templates/surat/{name}": small.docx(small.p(REST))})
    code, lines = command(root, "check", "2025S1")
    told = [line for line in lines if " T024 " in line]
    assert [line.partition("; ")[2] for line in told] == [way]
    assert code == 1


@pytest.mark.parametrize("name", ["Kota.docx", "kota (1).docx", "kota.doc", "kota.pdf", "kotta.docx", "lama/kota.docx"])
def test_a_copy_beside_the_template_that_is_used_is_never_told_to_take_its_name(tmp_path, command, name):
    used = small.docx(small.p(REST))
    root = small.put(tmp_path, {"templates/surat/kota.docx": used, f"templates/surat/{name}": used})
    told = [line for line in command(root, "check", "2025S1")[1] if " T024 " in line]
    assert len(told) == 1
    assert "kota.docx sudah ada, dan itu yang dipakai; bila tidak dipakai lagi, pindahkan" in told[0]


def test_a_new_kind_whose_template_shows_no_mark_of_a_draft_is_told(tmp_path, command):
    body = REST.replace("{{ draf }}", "")
    root = small.put(tmp_path, {"templates/surat/bawaan.docx": small.docx(small.p(body))})
    _, lines = command(root, "template-check", "surat")
    assert [" T022 " in line for line in lines] == [True, False]


def test_hidden_words_are_told_where_they_stand(tmp_path, command):
    white = p(run("jangan kirim", '<w:color w:val="FFFFFF"/>'))
    root = small.put(tmp_path, {"a.docx": made(REST, white)})
    _, lines = command(root, "template-check", "surat", "a.docx")
    assert lines[0].startswith(
        'a.docx:1:1: T014 teks tersembunyi ikut ke setiap dokumen: "jangan kirim", di paragraf 2; '
    )
