"""A made-up office with two units, as its clerk would type it into the page."""

UNITS = ("Loket Satu", "Loket Dua")
INSTITUTION = """nama: Kota Rekaan
kop:
  baris: [PEMERINTAH KOTA REKAAN]
  alamat: Jalan Rekaan 1
tempat: Rekaan
di: Rekaan
penandatangan: {jabatan: Sekretaris, nama: Nama Rekaan}
nomor: {pola: "{urut}/REKAAN/{tahun}"}
prioritas: {cara: di-bawah-rata-rata}
skema:
  skm:
    nama: SKM
    unsur:
      persyaratan: {kode: U1, nama: Persyaratan}
      prosedur: {kode: U2, nama: Prosedur}
      waktu: {kode: U3, nama: Waktu}
"""
PERIOD = """dokumen:
  surat-hasil: {tanggal: 2025-07-02, hal: Hasil Survei Kepuasan Masyarakat}
batas: 2025-07-31
tautan: {laporan: "https://contoh.example/laporan"}
rujukan: {dari: Sekretaris, nomor: 1/A/2025, tanggal: 2025-06-30, hal: pelaporan}
"""
EXPORT = "Unit Layanan,Kesesuaian Persyaratan,Prosedur,Waktu\n" + "".join(
    f"{unit},{'Sangat Sesuai' if row % 2 else 'Sesuai'},{3 + row % 2},4\n" for unit in UNITS for row in range(5)
)
