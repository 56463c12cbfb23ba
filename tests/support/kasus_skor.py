"""For every code of scores a small workspace in which it happens: what is laid over `kecil.ISI`."""

from support.small import ISI, Content

_INSTANSI, _LOKET = "units/kota/instansi.yaml", "units/kota/loket.yaml"
_MASA = "periods/2025S1/kota/loket.yaml"
_SKOR, _LALU = "periods/2025S1/kota/skor.csv", "periods/2024S2/kota/skor.csv"
_JUDUL = "unit,waktu,biaya\n"
_LAYANAN = "nama: Loket\nlayanan: {ktp: {nama: Kartu Penduduk, singkat: KTP}, kk: {nama: Kartu Keluarga}}\n"
_TABEL = "unit;layanan;waktu;biaya;ikm\nloket;ktp;3,33;4,00;91,63\nloket;kk;3,00;3,00;75,00\n"


def _instansi(more: str) -> Content:
    head = str(ISI[_INSTANSI]).partition("skema:")[0]
    return (
        head
        + "skema:\n  skm:\n    nama: SKM\n"
        + more
        + "    unsur:\n"
        + "".join(
            f"      {key}: {{kode: {kode}, nama: {key.title()}}}\n" for kode, key in (("U1", "waktu"), ("U2", "biaya"))
        )
    )


_JENIS, _RIWAYAT = (
    "templates/surat/jenis.yaml",
    "judul: Surat\nsebutan: surat\nkosakata: [surat, unit, periode, hasil, riwayat]\n",
)

KASUS: dict[str, dict[str, Content]] = {
    "S105": {_SKOR: "unit,unsur,1,2,3,4\nloket,waktu,0,0,1,1\nloket,U2,0,0,2,0\n"},
    "S107": {_LOKET: _LAYANAN, _SKOR: "unit,layanan,waktu,biaya\nloket,KTP,4,3\nloket,Kartu Keluraga,3,3\n"},
    "S108": {_LOKET: _LAYANAN, _SKOR: _TABEL},
    "S109": {
        _INSTANSI: _instansi("    gabungan: tertimbang\n"),
        _LOKET: _LAYANAN.replace("singkat: KTP", "bobot: 120"),
        _SKOR: _TABEL,
    },
    "S112": {_MASA: "prioritas: {cara: terendah, jumlah: 1}\n", _SKOR: f"{_JUDUL}loket,4,3\nloket,3,4\n"},
    "S113": {_MASA: 'publikasi:\n  ikm: "81,30"\n  ketat: ya\n'},
    "S116": {
        _LOKET: _LAYANAN,
        _SKOR: "unit,layanan,waktu,biaya\nloket,ktp,4,3\nloket,kk,,3\nloket,kk,,4\nloket,ktp,4,\n",
    },
    "S151": {_MASA: 'publikasi: {ikm: "81,20", mutu: A, nrr: {waktu: 3.4}, responden: 3}\n'},
    "S152": {_MASA: "prioritas: {cara: pilihan, unsur: [waktu], alasan: Diminta Bupati}\n"},
    "S153": {
        "periods/2024S2/kota/periode.yaml": "batas: 2025-01-07\n",
        _LALU: "unit,waktu,biaya\nloket,3,3\nloket,4,3\n",
    },
    "S154": {_SKOR: _JUDUL + "loket,4,3\n" * 5 + "loket,3,3\nloket,3,4\n"},
    "S157": {_MASA: "survei: {populasi: 4384}\n"},
    "S158": {_SKOR: "unit;jumlah_responden;waktu;biaya\nloket;4;3,33;3,50\n"},
    "S159": {
        _MASA: "survei: {turun: 5}\n",
        "periods/2024S2/kota/periode.yaml": "batas: 2025-01-07\n",
        _LALU: "unit,waktu,biaya\nloket,4,4\nloket,4,3\n",
    },
    "S160": {_SKOR: "unit,waktu,biaya\nloket,4,3\nloket,3,3\n", _MASA: "responden: {jenis_kelamin: {L: 2, P: 1}}\n"},
    "S161": {
        _SKOR: "unit,tanggal,waktu,biaya\nloket,02/06/2025,4,3\nloket,03/07/2025,3,3\nloket,03/07/2025,3,4\n",
        _MASA: "survei: {mulai: 2025-06-01, selesai: 2025-06-30}\n",
    },
    "S162": {_SKOR: 'unit,waktu,biaya,saran\nloket,4,3,"Tambah kursi, hubungi 081234567890"\nloket,3,3,Bagus\n'},
    "S164": {_JENIS: _RIWAYAT, _MASA: "survei: {pembanding: 2022S1}\n"},
    "S165": {_JENIS: _RIWAYAT, _MASA: "survei: {pembanding: 2024S2}\n"},
}
