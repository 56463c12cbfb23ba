"""Words of a made-up letter, as a template is given them."""

from pipeline.words.chapter import Picture
from support import small

WORDS = {
    "draf": "",
    "nomor": "7/X",
    "yth": "Camat",
    "hal": "Hasil",
    "sifat": "",
    "unit": {"nama": "Loket"},
    "kop": {"logo": Picture(small.png(1, 1), "png", 1, 1, "Lambang"), "alamat": "Jalan", "telepon": "-"},
    "utama": {
        "ikm": "67,27",
        "jumlah": "9",
        "prioritas": {"jumlah": "0"},
        "unsur": [{"kode": "U1", "nilai": "3,00"}, {"kode": "U2", "nilai": "2.5"}],
    },
    "saran": {"daftar": []},
    "tautan": {"laporan": "https://contoh.example/x"},
    "tembusan": [],
}
"""Words of a made-up letter; one list has two items, two have none."""
