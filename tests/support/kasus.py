"""For every code a small workspace in which it happens: what is laid over `kecil.ISI`."""

from support.kasus_skor import KASUS as SKOR
from support.small import ISI, SURAT, Content, docx, p, png, table

U, P = "units/kota/", "periods/2025S1/kota/"
_INSTANSI, _LOKET, _PERIODE, _MASA_LOKET = f"{U}instansi.yaml", f"{U}loket.yaml", f"{P}periode.yaml", f"{P}loket.yaml"
_SKOR, _SURAT = f"{P}skor.csv", "templates/surat/bawaan.docx"
_UNSUR = "unsur: {waktu: {kode: U1, nama: Waktu}, biaya: {kode: U2, nama: Biaya}}"
_KOP = "kop: {baris: [KOTA], logo: logo.png}\n"
_LAIN = {f"{U}lain.yaml": "nama: Lain\n", _SKOR: "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,3,3\nlain,4,3\n"}
_HEAD = "<w:hdr>{}</w:hdr>"


def _say(text: Content, file: str = _MASA_LOKET) -> dict[str, Content]:
    return {file: text}


def _template(body: str, **parts: str) -> dict[str, Content]:
    return {_SURAT: docx(body, {f"{name}.xml": xml for name, xml in parts.items()})}


_SEPANJANG = {
    "templates/rekap/jenis.yaml": "judul: Rekap\nsebutan: rekap\nkosakata: [surat, rekap]\ncakupan: periode\n",
    "templates/rekap/bawaan.docx": docx(p("{{ nomor }} {{ rekap.ikm }}")),
}
_MERUJUK = {
    **_SEPANJANG,
    _PERIODE: "dokumen: {surat: {tanggal: 2025-07-02, hal: Hasil SKM}}\nbatas: 2025-07-07\nrujukan: {jenis: rekap}\n",
}

KASUS: dict[str, dict[str, Content]] = {
    **SKOR,
    "Y001": _say("hal: Hasil SKM: Semester 1\n"),
    "Y002": _say("hal: Hasil – SKM\n".encode("cp1252")),
    "Y003": _say("hal: Hasil\x07 SKM\n"),
    "Y004": _say("hal: Satu\nyth: Kepala\nhal: Dua\n"),
    "Y005": _say("tembusan: &a [x]\nsaran: *a\n"),
    "Y006": _say("# " + "x" * 1_000_000),
    "Y007": _say("hal: " + "[" * 25 + "]" * 25 + "\n"),
    "Y008": _say("hal: Satu\n---\nhal: Dua\n"),
    "Y009": _say("[hal]: Satu\n"),
    "I001": _say("tembusn: [Wali Kota]\n"),
    "I002": _say("rujukan: {dari: Kepala, nomor: 1, hal: Survei}\n"),
    "I003": _say("batas: 2025-02-30\ntembusan: Wali Kota\n"),
    "I004": _say(
        f"nama: Kota\nyth: K\ndi: T\nskema: {{a: {{nama: A, {_UNSUR}}}, b: {{nama: B, {_UNSUR}}}}}\n", _INSTANSI
    ),
    "I005": _say("dokumen: {surat: {tanggal: 2025-07-02}}\n", _PERIODE),
    "I006": _say("pakai_skema: [skn]\n"),
    "I007": _say("prioritas: {cara: pilihan, unsur: [wakt], alasan: Diminta}\n"),
    "I008": {
        _INSTANSI: str(ISI[_INSTANSI]) + "pejabat: {sekda: {jabatan: Sekretaris Daerah, nama: Rekaan Namawan}}\n",
        _MASA_LOKET: "penandatangan: sekdaa\ndokumen: {surat: {penandatangan: Wali Kota}}\n",
    },
    "B001": {_PERIODE: None},
    "B002": {f"{P}lokte.yaml": "hal: Hasil\n"},
    "B003": _say("nama: Loket\nkop: {baris: [KOTA], logo: ../../rahasia.png}\n", _LOKET),
    "B004": _say("dokumen: {surt: {hal: Hasil}}\n"),
    "B005": {"periods/2025S1/koata/periode.yaml": "hal: Hasil\n"},
    "B006": {f"{U}Loket Dua.yaml": "nama: Loket Dua\n"},
    "B007": {
        **_LAIN,
        f"{P}lain.yaml": "dokumen: {surat: {nomor: 7/X}}\n",
        _MASA_LOKET: "\ndokumen: {surat: {nomor: 7/X}}\n",
    },
    "B008": {_INSTANSI: None, f"{_INSTANSI}/a.txt": "folder"},
    "B009": {**_SEPANJANG, **_say("dokumen: {rekap: {hal: Rekap}}\n")},
    "A031": {
        **_MERUJUK,
        "register/kota/2025/0003.yaml": (
            "nomor: 3/X\nurut: 3\ntanggal: 2025-06-26\nperiode: 2025S1\njenis: rekap\nsurat: [{yth: Sekda}]\n"
            "batal: salah kirim\n"
        ),
    },
    "A032": _MERUJUK,
    "R001": {
        **_SEPANJANG,
        f"{U}lain.yaml": "nama: Lain\n",
        _PERIODE: "dokumen: {rekap: {tanggal: 2025-07-02, nomor: 4/X, hal: Rekap}}\n",
    },
    "S001": _say("unit,waktu,biaya,wakut\nloket,4,3,3\n", _SKOR),
    "S002": _say("unit,waktu,biaya,biaya\nloket,4,3,3\n", _SKOR),
    "S003": _say("unit,waktu\nloket,4\n", _SKOR),
    "S004": _say('unit,waktu,biaya,saran\nloket,4,3,"dua\nbaris"\nloket,5,3,\n', _SKOR),
    "S005": _say("unit,waktu,biaya\nloket,4,3\nlokte,4,3\n", _SKOR),
    "S006": {f"{U}lain.yaml": "nama: Lain\n"},
    "S007": _say("unit,waktu,biaya\nloket,4\n", _SKOR),
    "S008": _say("", _SKOR),
    "S009": _say('unit,waktu,biaya,saran\nloket,4,3,"terbuka\n', _SKOR),
    "S010": {f"{P}loket.csv": "waktu,biaya\n3,3\n"},
    "S011": _say("unit,waktu,biaya\nloket,4,\n", _SKOR),
    "S012": {_SKOR: None},
    "S013": _say("unit,waktu,biaya\n" + "loket,Puas,3\n" * 8, _SKOR),
    "S101": _say("unit,unsur,nilai,1,2,3,4\nloket,waktu,3,1,1,1,1\n", _SKOR),
    "S102": _say("# bentuk: tabl\nunit,waktu,biaya\nloket,4,3\n", _SKOR),
    "S103": _say("unit,waktu,biaya\nloket,4,3\nloket,3,3\nJumlah,7,6\n", _SKOR),
    "S104": _say("unit,waktu,biaya,tanggal\nloket,4,3,2025-02-30\nloket,3,3,2025-06-01\n", _SKOR),
    "S106": _say("unit,unsur,1,2,3,4\nloket,waktu,0,0,1,1\nloket,biaya,0,0,1,1\nloket,biaya,0,1,1,0\n", _SKOR),
    "S114": {_SKOR: None, f"{P}loket.xlsx": b"bukan xlsx"},
    "S117": _say("unit,waktu,biaya\nloket,4,3\n".encode("utf-16"), _SKOR),
    "S155": _say("unit,waktu,biaya\nloket,3,3\nloket,3,3\n", _SKOR),
    "S156": _say("unit,waktu,biaya\nloket,4,3\n", _SKOR),
    "S118": _say("unit,waktu,biaya\nloket,4,3\nlain,2,2\nlain,3,2\n", f"{P}loket.csv") | {_SKOR: None},
    "S119": _say(";;\nunit;waktu;biaya\nloket;4;3\n", _SKOR),
    "S163": _say("unit,waktu,biaya,saran\nloket,4,3,\nloket,3,3,\nloket,,,Bagus\nloket,,,\n", _SKOR),
    "S166": _say("unit,responden,waktu,biaya\nloket,1,4,3\nloket,2,3,3\nloket,1,4,3\nloket,,3,3\nloket,,3,4\n", _SKOR),
    "G001": _say(f"nama: Loket\n{_KOP}", _LOKET),
    "G002": {_LOKET: f"nama: Loket\n{_KOP}", f"{U}logo.png": b"bukan gambar"},
    "G003": {
        _LOKET: f"nama: Loket\n{_KOP}",
        f"{U}logo.png": png(50_000, 50_000),
    },
    "T001": {_SURAT: b"bukan zip"},
    "T002": _template(SURAT + p("{% if nomor %}") + p("{% for a in tembusan %}") + p("{% endif %}")),
    "T003": _template(SURAT + table((p("a"), p("{{ nomr }}")))),
    "T004": _template(SURAT + p("{ { nomor } }"), footer1=_HEAD.format(p("${nomor}"))),
    "T005": _template(SURAT + "<w:p>{{ nomor }}</w:p>"),
    "T006": _template(SURAT + p("{% if nomor %}a") + table((p("b{% endif %}"),))),
    "T007": _template(SURAT + p("{{ utama.ikm + 1 }}")),
    "T008": _template(SURAT + p("{{ utama }}")),
    "T009": {_SURAT: None},
    "T010": {},
    "T011": _template(SURAT + p("{%p if nomor %} hilang") + p("{%p endif %}")),
    "T012": {
        **_template(SURAT + p("{{ kop.logo }}")),
        _LOKET: f"nama: Loket\n{_KOP}",
        f"{U}logo.png": png(1, 1),
    },
    "K001": {},
    "K002": {},
    "C001": _say("dokumen: {surat: {tanggal: 2026-07-02}}\nbatas: 2026-07-07\n"),
    "C002": _say("batas: 2025-07-01\n"),
    "C003": _say("batas: 2025-08-17\n"),
    "C004": _say('tembusan: ["1. Wali Kota"]\nyth: Yth. Kepala Loket\ntempat: "Contoh, 2 Juli 2025"\n'),
    "C005": _say("dokumen: {surat: {hal: Hasil SKM Semester II Tahun 2024}}\n"),
    "C006": _say("rujukan: {dari: Kepala, nomor: 1/X, tanggal: 2025-07-03, hal: Survei}\n"),
    "C007": _say("batas: 2025-07-06\ndiketahui:\n  - {kode: C003, alasan: piket}\n  - {kode: C001, alasan: lama}\n"),
    "C008": {f"{P}lokte.csv": "waktu,biaya\n3,3\n"},
    "C009": {f"{P}loket.yml": "hal: Hasil\n"},
    "C010": {"periods/2025-S2/kota/periode.yaml": "hal: Hasil\n", "periods/arsip/lama/surat.yaml": "x: 1\n"},
    "D001": _template(SURAT + p("a", style="Judul9")),
    "D002": _template(SURAT + p("{% if nomor %}") + p("{% endif %}")),
    "D003": {_SURAT: docx(SURAT, {"docProps/app.xml": "<Properties><Title>{{ hal }}</Title></Properties>"})},
}
