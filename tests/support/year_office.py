"""A made-up office over a year: a unit that has everything, one that ties everywhere, one known by its index alone."""

import shutil
from fractions import Fraction
from pathlib import Path

from support import small
from support.paths import ROOT

KINDS = ("surat-hasil", "laporan-skm", "poster", "poster-a3", "poster-persegi", "teks-publikasi", "daftar-publikasi")
OF_FORUM = ("undangan-fkp", "berita-acara-fkp")
OF_PERIOD = ("permintaan-laporan", "pengingat-laporan")
MASA, LALU = "2025S1", "2024S2"
UNSUR = {
    "persyaratan": "Persyaratan",
    "prosedur": "Prosedur",
    "waktu": "Waktu Penyelesaian",
    "biaya": "Biaya",
    "produk": "Produk Layanan",
    "kompetensi": "Kompetensi Petugas",
    "perilaku": "Perilaku Petugas",
    "sarana": "Sarana dan Prasarana",
    "pengaduan": "Penanganan Pengaduan",
}
ROWS = {
    "ktp": ((3, 3, 2, 4, 3, 3, 4, 2, 3), (3, 4, 2, 4, 3, 3, 4, 3, 3), (4, 3, 3, 4, 3, 4, 4, 2, 3)),
    "akta": ((3, 3, 3, 4, 4, 3, 3, 3, 3), (4, 3, 2, 4, 3, 3, 4, 3, 4)),
}
"""The answers of `lengkap`, by service."""
BEFORE = ((3, 3, 2, 4, 3, 3, 3, 2, 3), (3, 3, 2, 4, 3, 3, 3, 3, 3))
SEX = ("L", "P", "P", "L", "P")
INSTANSI = (
    "# FIKTIF: kota, nama, dan jawabannya rekaan.\nnama: Pemerintah Kota Rekaan\n"
    "kop: {baris: [Pemerintah Kota Rekaan, Sekretariat Daerah], alamat: Jalan Rekaan 1}\ntempat: Rekaan\ndi: Tempat\n"
    "gaya: {desimal: ','}\n"
    "penandatangan: {jabatan: Sekretaris Daerah, nama: Rekaan Satu}\n"
    'nomor: {pola: "{klasifikasi}/{urut}/ORG/{tahun}", klasifikasi: "000.8.3.4"}\n'
    "prioritas: {cara: terendah, jumlah: 3, seri: urutan}\n"
    "profil: {jenis_kelamin: {isi: {L: Laki-laki, P: Perempuan}}}\n"
    "skema:\n  skm:\n    nama: SKM\n    unsur:\n"
    + "".join(
        f"      {key}: {{kode: U{number}, nama: {name}}}\n" for number, (key, name) in enumerate(UNSUR.items(), 1)
    )
)
LENGKAP = """survei:
  pelaksana: Tim SKM Dinas Lengkap
  metode: kuesioner kertas
  lokasi: loket pelayanan
  mulai: 2025-04-01
  selesai: 2025-06-13
  populasi: 5
  foto: [{berkas: loket.png, keterangan: Responden mengisi kuesioner}]
dokumen:
  laporan-skm: {diterima: 2025-07-20}
  undangan-fkp:
    tanggal: 2025-07-10
    hal: Undangan Forum Konsultasi Publik
    penandatangan: kepala
    isi:
      waktu: 2025-07-14
      pukul: 09.00 sampai selesai
      tempat: aula dinas
      diundang: [{nama: Forum Warga, kelompok: pengguna layanan}, {nama: Kampus Rekaan, kelompok: akademisi}]
  berita-acara-fkp:
    tanggal: 2025-07-14
    penandatangan: kepala
    isi:
      waktu: 2025-07-14
      tempat: aula dinas
      hadir:
        - {nama: Rekaan Lengkap, kelompok: penyelenggara, asal: Kepala Dinas}
        - {nama: Rekaan Dua, kelompok: pengguna layanan, asal: Forum Warga}
        - {nama: Rekaan Tiga, kelompok: akademisi, asal: Kampus Rekaan}
      pembahasan: [Waktu tunggu loket]
      wakil: [{kelompok: pengguna layanan, nama: Rekaan Dua}, {kelompok: akademisi, nama: Rekaan Tiga}]
publikasi_media:
  - media: Laman
    jenis: laman
    tanggal: 2025-06-28
    tautan: "https://contoh.example/skm"
    foto: {berkas: laman.png, keterangan: Laman}
  - {media: Papan loket, jenis: papan, tanggal: 2025-06-20, foto: {berkas: papan.png, keterangan: Papan di loket}}
  - {media: Papan kantor, jenis: papan, tanggal: 2025-06-21, foto: {berkas: papan.png, keterangan: Papan di kantor}}
saran: [Tambah kursi tunggu, Buka loket tepat waktu]
rtl:
  - unsur: waktu
    program: [{kegiatan: Menambah petugas loket, waktu: [TW III], penanggung_jawab: Sekretaris}]
  - unsur: sarana
    program: [{kegiatan: Menambah kursi tunggu, waktu: [TW IV], penanggung_jawab: Sekretaris}]
  - unsur: prosedur
    program: [{kegiatan: Memasang alur layanan, waktu: [TW III], penanggung_jawab: Sekretaris}]
lanjutan:
  periode: 2024S2
  realisasi:
    loket: {status: sudah, tanggal: 2025-03-10, uraian: Loket dibuka, bukti: berita acara}
    pelatihan: {status: proses, uraian: Dua angkatan selesai, alasan: menunggu jadwal}
"""
BEFORE_PLAN = """rtl:
  - unsur: waktu
    program: [{kode: loket, kegiatan: Membuka loket lansia, waktu: [TW I], penanggung_jawab: Sekretaris}]
  - unsur: sarana
    program: [{kode: pelatihan, kegiatan: Melatih petugas, waktu: [TW II], penanggung_jawab: Sekretaris}]
"""
PERIODE = """dokumen:
  surat-hasil: {tanggal: 2025-07-08, hal: Hasil SKM}
  laporan-skm: {tanggal: 2025-07-15, hal: Laporan SKM, penandatangan: kepala}
  poster: {}
  poster-a3: {}
  poster-persegi: {}
  teks-publikasi: {}
  kuesioner: {}
  daftar-publikasi: {}
  permintaan-laporan: {tanggal: 2025-07-03, hal: Permintaan Laporan SKM, yth: Kepala Unit}
  pengingat-laporan: {tanggal: 2025-08-06, hal: Pengingat Laporan SKM, yth: Kepala Unit}
laporan: {waktu: [{kepala: "2025", kolom: [TW III, TW IV]}]}
rujukan: {dari: Kepala, nomor: 1/X, tanggal: 2025-07-01, hal: Survei}
batas: 2025-07-31
tautan: {laporan: "https://contoh.example/laporan", buku_tamu: "https://contoh.example/tamu"}
"""


def put(root: Path) -> Path:
    """Write the office with the templates of this repository."""
    for kind in (ROOT / "templates").iterdir():
        for name in ("jenis.yaml", "bawaan.docx"):
            target = root / "templates" / kind.name / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kind / name, target)
    head = f"unit,responden,layanan,{','.join(UNSUR)},jenis_kelamin\n"
    answers = [(service, row) for service, rows in ROWS.items() for row in rows]
    rows = [
        f"lengkap,{number},{service},{','.join(map(str, row))},{SEX[number - 1]}\n"
        for number, (service, row) in enumerate(answers, 1)
    ]
    same = [f"seri,{number},,{','.join('4' * len(UNSUR))},L\n" for number in (1, 2)]
    files: dict[str, str | bytes] = {
        "units/kota/instansi.yaml": INSTANSI,
        f"periods/{MASA}/kota/periode.yaml": PERIODE,
        f"periods/{MASA}/kota/lengkap.yaml": LENGKAP,
        f"periods/{MASA}/kota/foto/loket.png": small.whole_png(),
        f"periods/{MASA}/kota/foto/laman.png": small.whole_png(9),
        f"periods/{MASA}/kota/foto/papan.png": small.whole_png(10),
        f"periods/{MASA}/kota/skor.csv": head + "".join(rows + same),
        f"periods/{MASA}/kota/angka.yaml": 'publikasi: {ikm: "87,73", responden: 12}\n'
        "diketahui: [{kode: S167, alasan: hanya indeksnya yang diumumkan}]\n",
        f"periods/{MASA}/kota/seri.yaml": "diketahui: [{kode: S155, alasan: dua lembar rekaan}]\n"
        "dokumen: {laporan-skm: {diterima: 2025-08-05}}\n",
        f"periods/{LALU}/kota/periode.yaml": 'laporan: {waktu: [{kepala: "2025", kolom: [TW I, TW II]}]}\n',
        f"periods/{LALU}/kota/lengkap.yaml": BEFORE_PLAN,
        f"periods/{LALU}/kota/skor.csv": f"unit,{','.join(UNSUR)}\n"
        + "".join(f"lengkap,{','.join(map(str, row))}\n" for row in BEFORE),
    }
    for unit, name in (("lengkap", "Dinas Lengkap"), ("seri", "Dinas Seri"), ("angka", "Dinas Angka")):
        services = "layanan: {ktp: {nama: Pembuatan KTP}, akta: {nama: Akta Kelahiran}}\n" if unit == "lengkap" else ""
        files[f"units/kota/{unit}.yaml"] = (
            f"nama: {name}\nyth: Kepala {name}\nkepala: {{jabatan: Kepala {name}, nama: Rekaan {unit}}}\n{services}"
        )
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def nrr(rows: tuple[tuple[int, ...], ...]) -> list[Fraction]:
    """Return the means of the elements."""
    return [Fraction(sum(column), len(column)) for column in zip(*rows, strict=True)]


def ikm(rows: tuple[tuple[int, ...], ...]) -> Fraction:
    """Return the index, equal weights, exact."""
    means = nrr(rows)
    return sum(means, Fraction()) / len(means) * 25
