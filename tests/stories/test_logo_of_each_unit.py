"""A list over the whole period shows the logo of each unit that has one of its own, and is made without the others'."""

import zipfile

from docx import Document

from pipeline.making import build
from pipeline.sources import workspace
from support import small
from support.office_files import Rel, cell, made, picture, table

KIND = "judul: Daftar\nsebutan: daftar\nkosakata: [surat, unit, rekap]\ncakupan: periode\n"
UNIT = "nama: {name}\ndokumen: {{surat: {{}}}}\nkop: {{baris: [KOTA, {name}], logo: {logo}}}\n"


def test_a_list_over_the_period_shows_the_own_logo_of_each_unit_that_has_one(tmp_path):
    logo = cell("{%p if u.logo is defined %}", picture("{{ u.logo }}"), "{%p endif %}", "{{ u.ikm }}")
    rows = table(["{%tr for u in rekap.unit %}", ""], [cell("{{ u.nama }}"), logo], ["{%tr endfor %}", ""])
    held = {"word/media/a.png": (small.whole_png(), "")}
    template = made("{{ nomor }}{{ draf }}", rows, parts=held, rels=[Rel("rIdP", "image", "media/a.png")])
    office = small.ISI["units/kota/instansi.yaml"]
    files: dict[str, small.Content] = {
        "units/kota/instansi.yaml": f"{office}kop: {{baris: [KOTA, KANTOR], logo: kota.png}}\n",
        "units/kota/kota.png": small.whole_png(4),
        "units/kota/a.png": small.whole_png(5),
        "units/kota/loket.yaml": UNIT.format(name="Loket", logo="a.png"),
        "units/kota/meja.yaml": "nama: Meja\n",
        "templates/daftar/jenis.yaml": KIND,
        "templates/daftar/bawaan.docx": template,
        "periods/2025S1/kota/periode.yaml": f"{small.ISI['periods/2025S1/kota/periode.yaml']}".replace(
            "dokumen: {", "dokumen: {daftar: {tanggal: 2025-07-02, hal: Daftar}, "
        ),
        "periods/2025S1/kota/skor.csv": "unit,waktu,biaya\nloket,4,3\nmeja,3,3\n",
    }
    root = small.put(tmp_path, files)
    build.run(root, workspace.period(root, "2025S1"), "daftar")
    file = root / "build/2025S1/kota/daftar.docx"
    made_rows = Document(str(file)).tables[0].rows
    assert [row.cells[0].text for row in made_rows] == ["Loket", "Meja"]
    assert ["graphic" in row._tr.xml for row in made_rows] == [True, False]
    shown = [zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist() if "media" in name]
    assert len(shown) == 1
