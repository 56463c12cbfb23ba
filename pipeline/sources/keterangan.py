"""What each field means, in the words that an editor shows beside it: one table for every model of `schema`."""

from collections.abc import Mapping

KETERANGAN: Mapping[str, Mapping[str, str]] = {
    "": {
        "Kop": "Kepala surat.",
        "Gaya": "Cara institusi ini menulis angka dan nama periode.",
        "Unsur": "Satu unsur survei.",
        "Skema": "Sekumpulan unsur dengan indeksnya sendiri; skema yang pertama adalah skema utama.",
        "Prioritas": "Cara memilih unsur yang perlu diperbaiki.",
        "Penandatangan": "Pejabat: jabatan dan orangnya.",
        "Rujukan": "Surat yang dirujuk.",
        "Nomor": "Susunan nomor surat.",
        "Surat": "Satu dokumen unit: nomor, tanggal, dan apa pun yang berbeda dari dokumen lainnya.",
        "Instansi": "Cara sebuah institusi menulis surat: units/<instansi>/instansi.yaml.",
        "Unit": "Satu unit pelayanan: units/<instansi>/<unit>.yaml.",
        "Periode": "Yang sama bagi semua unit pada satu periode: periods/<periode>/<instansi>/periode.yaml.",
        "UnitPeriode": "Satu unit pada satu periode: periods/<periode>/<instansi>/<unit>.yaml.",
        "Jenis": "Satu jenis dokumen: templates/<jenis>/jenis.yaml.",
    },
    "Kop": {
        "baris": "Baris-baris kepala surat; yang terakhir adalah nama kantor.",
        "alamat": "Alamat kantor.",
        "telepon": "Telepon atau faks.",
        "laman": "Alamat situs.",
        "pos_el": "Alamat pos-el.",
        "kode_pos": "Kode pos.",
        "logo": "Nama berkas PNG atau JPEG di folder institusi, misalnya logo.png.",
        "keterangan_logo": "Isi logo dengan kata, bagi yang tidak dapat melihatnya.",
    },
    "Gaya": {
        "desimal": 'Tanda desimal: koma (99,09) atau titik (99.09), ditulis di antara tanda kutip: "," atau ".".',
        "semester": "arab: Semester 1; romawi: Semester I.",
    },
    "Unsur": {
        "kode": "Kode seperti di kuesioner, misalnya U1. Boleh berubah; kuncinya tetap.",
        "nama": "Nama lengkap unsur.",
        "sebutan": "Nama pendek, bila surat menyebut unsur satu per satu.",
    },
    "Skema": {
        "nama": "Nama skema, seperti tercetak di surat.",
        "unsur": "Unsur menurut kuncinya; kunci menjadi judul kolom jawaban dan tetap selamanya.",
        "bobot": "Bobot setiap unsur. sama: seperbanyaknya unsur, tepat.",
    },
    "Prioritas": {
        "cara": "di-bawah-rata-rata; terendah (dengan jumlah); ambang (dengan ambang); pilihan (dengan unsur, alasan).",
        "jumlah": "Banyaknya unsur terendah, untuk cara: terendah.",
        "ambang": "Unsur dengan nilai di bawah ini diperbaiki, misalnya 3,20, untuk cara: ambang.",
        "unsur": "Kunci unsur yang dipilih, untuk cara: pilihan.",
        "alasan": "Mengapa unsur itu yang dipilih, untuk cara: pilihan.",
    },
    "Penandatangan": {
        "jabatan": "Jabatan, seperti tercetak di atas nama.",
        "nama": "Nama dengan gelar.",
        "nip": "NIP, 18 angka, dengan atau tanpa spasi.",
        "pangkat": "Pangkat, misalnya Pembina Utama Muda.",
        "atas_nama": "Baris di atas jabatan, misalnya a.n. Bupati.",
    },
    "Rujukan": {
        "dari": "Pembuat surat yang dirujuk.",
        "nomor": "Nomor surat yang dirujuk.",
        "tanggal": "Tanggal surat yang dirujuk, ditulis tahun-bulan-hari seperti 2025-06-26.",
        "hal": "Hal surat yang dirujuk.",
    },
    "Nomor": {
        "pola": "Susunan nomor dari {klasifikasi}, {urut}, {kode}, dan {tahun}; {urut} harus ada.",
        "klasifikasi": "Kode klasifikasi, misalnya 000.8.3.4.",
        "kode": "Kode kantor di dalam nomor.",
    },
    "Kepala": {
        "tempat": "Kota di depan tanggal surat.",
        "sifat": "Sifat surat: Biasa, Penting, Segera, Rahasia, ...",
        "lampiran": "Banyaknya lampiran: 1, atau 2 lembar; 0 bila tidak ada. Hurufnya dihitung.",
        "hal": "Hal surat. Nama periode dan tahunnya ditambahkan oleh templat.",
        "yth": "Penerima surat, sesudah Yth.",
        "di": "Tempat penerima.",
        "tembusan": "Penerima tembusan, satu butir satu penerima; [] bila tidak ada.",
        "penandatangan": "Yang menandatangani.",
        "kop": "Kepala surat.",
    },
    "Surat": {
        "nomor": "Nomor surat ini. Selama kosong suratnya draf dengan titik-titik.",
        "tanggal": "Tanggal surat, ditulis tahun-bulan-hari seperti 2025-07-02. Selama kosong suratnya draf.",
    },
    "Bersama": {
        "dokumen": "Dokumen yang dibuat: jenisnya (nama folder di templates/), lalu nomor, tanggal, dan seterusnya.",
        "tautan": "Tautan menurut nama; templat memakainya sebagai tautan.<nama>.",
        "rujukan": "Surat yang dirujuk.",
        "batas": "Batas waktu, ditulis tahun-bulan-hari seperti 2025-07-07. Nama harinya dihitung.",
        "prioritas": "Cara memilih unsur yang perlu diperbaiki.",
        "pakai_skema": "Kunci skema yang dipakai; tanpa ini semuanya.",
    },
    "Instansi": {
        "nama": "Nama institusi.",
        "skema": "Skema survei menurut kuncinya; yang pertama adalah skema utama.",
        "nomor": "Susunan nomor surat institusi ini.",
        "gaya": "Cara menulis angka dan nama periode.",
    },
    "Unit": {
        "nama": "Nama unit, seperti tercetak di surat.",
        "kepala": "Kepala unit: jabatan, nama, dan NIP.",
    },
    "UnitPeriode": {
        "saran": "Saran responden, satu butir satu saran; [] bila tidak ada.",
    },
    "Jenis": {
        "judul": "Judul dokumen, untuk sifat berkasnya.",
        "sebutan": "Sebutan pendek dalam laporan, misalnya surat.",
        "kosakata": "Bab kata yang boleh dipakai templatnya; daftarnya di docs/kata.md.",
    },
}
"""Under the name of a model: its fields. Under the empty name: the models themselves."""
