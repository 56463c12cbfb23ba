"""As a new user would: twenty mistakes in different files, one run, and each is cured by its message alone."""

from pipeline.checking import check
from pipeline.sources import workspace
from support import small as kecil

U, P = "units/kota/", "periods/2025S1/kota/"
SALAH = (
    ("a", "hal: Hasil SKM: Semester 1\n", "hal: 'Hasil SKM: Semester 1'\n"),
    ("b", "hal:Hasil\nyth: Kepala\n", "hal: Hasil\nyth: Kepala\n"),
    ("c", "kop:\n\tbaris: [KOTA]\n", "kop:\n  baris: [KOTA]\n"),
    ("d", 'hal: "Hasil\n', 'hal: "Hasil"\n'),
    ("e", "tembusan: [Wali Kota\n", "tembusan: [Wali Kota]\n"),
    ("f", "hal: Satu\nhal: Dua\n", "hal: Dua\n"),
    ("g", "tembusn: [Wali Kota]\n", "tembusan: [Wali Kota]\n"),
    ("h", "tembusan: Wali Kota\n", "tembusan:\n  - Wali Kota\n"),
    ("i", "batas: Senin, 7 Juli 2025\n", "batas: 2025-07-07\n"),
    ("j", "batas: 31/02/2025\n", "batas: 2025-07-31\n"),
    ("k", "batas: 2025-07-01\n", "batas: 2025-07-03\n"),
    ("l", "batas: 2025-07-06\n", "batas: 2025-07-07\n"),
    ("m", "dokumen: {surt: {hal: Hasil}}\n", "dokumen: {surat: {hal: Hasil}}\n"),
    ("n", "dokumen: {surat: {tanggal: 2024-07-02}}\n", "dokumen: {surat: {tanggal: 2025-07-02}}\n"),
    ("o", "pakai_skema: [skn]\n", "pakai_skema: [skm]\n"),
    ("p", "lampiran: 1 (satu) berkas\n", "lampiran: 1 berkas\n"),
    ("q", "tautan: {buku: bit.ly/buku}\n", "tautan: {buku: 'https://bit.ly/buku'}\n"),
    ("r", "yth: Yth. Kepala\n", "yth: Kepala\n"),
    ("s", "saran: ['1. Tambah kursi']\n", "saran: [Tambah kursi]\n"),
    ("t", "kop: {baris: [KOTA], logo: ../logo.png}\n", "kop: {baris: [KOTA]}\n"),
)


def test_twenty_mistakes_are_found_in_one_run_and_each_cure_removes_its_own(tmp_path):
    units = {f"{U}{name}.yaml": f"nama: Unit {name}\n" for name, _, _ in SALAH}
    rows = "".join(f"{name},3,3\n{name},4,3\n" for name in ("loket", *(name for name, _, _ in SALAH)))
    skor = f"unit,waktu,biaya\n{rows}"
    broken = {f"{P}{name}.yaml": wrong for name, wrong, _ in SALAH}
    root = kecil.put(tmp_path, {**units, **broken, f"{P}skor.csv": skor})
    masa = workspace.period(root, kecil.MASA)

    def wrong_files():
        told = check.run(root, masa).problems
        return [found.place.file for found in told if found.place.file.endswith(".yaml")]

    assert set(wrong_files()) == set(broken)
    left = set(broken)
    for name, _, right in SALAH:
        (root / f"{P}{name}.yaml").write_text(right)
        left.discard(f"{P}{name}.yaml")
        assert set(wrong_files()) == left, name
