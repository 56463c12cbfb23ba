"""Every code a problem can carry: its sentence (found and expected) and its cure."""

from typing import NamedTuple


class Code(NamedTuple):
    """The texts of one code; `{names}` are filled from the problem's values."""

    message: str
    cure: str
    warning: bool = False


CODES: dict[str, Code] = {
    # Y: text that cannot be read as YAML
    "Y001": Code("baris ini tidak terbaca sebagai YAML", "{hint}"),
    "Y002": Code("bukan teks UTF-8: bita {found}", "simpan ulang sebagai UTF-8"),
    "Y003": Code("karakter kendali {found}", "hapus karakter itu; ia tidak terlihat di penyunting"),
    "Y004": Code("field `{field}` ditulis dua kali; yang pertama di baris {first}", "hapus salah satu"),
    "Y005": Code("{found} tidak dipakai di sini", "tulis nilainya langsung"),
    "Y006": Code("berkas terlalu besar: {found}, paling banyak {most}", "pecah isinya atau pindahkan jawaban ke CSV"),
    "Y007": Code("isi bersarang lebih dari {most} tingkat", "sederhanakan susunannya"),
    "Y008": Code("berkas berisi lebih dari satu dokumen YAML", "hapus baris `---` yang kedua"),
    "Y009": Code("nama field harus teks biasa", "tulis `nama: nilai`"),
    # I: what a file says
    "I001": Code("field `{field}` tidak dikenal", "{hint}"),
    "I002": Code("field `{field}` wajib ada", "tambahkan `{field}: ...`"),
    "I003": Code("`{field}` berisi {found}; yang diharapkan {expected}", "perbaiki nilainya"),
    "I004": Code(
        "`{field}`: kunci unsur `{key}` dipakai dua kali, juga oleh skema `{other}`", "beri kunci yang berbeda"
    ),
    "I005": Code(
        "`{field}` dipakai templat {template} tetapi belum diisi", "isi `{field}` di berkas ini atau di periode.yaml"
    ),
    "I006": Code("`{field}` menyebut skema `{found}` yang tidak ada", "pilih di antara: {choices}"),
    "I007": Code("`{field}` menyebut unsur `{found}` yang tidak ada", "pilih di antara: {choices}"),
    # B: files and folders
    "B001": Code("berkas {file} tidak ada", "buat berkas itu"),
    "B002": Code(
        "unit `{unit}` tidak ada di units/{instansi}/", "beri nama berkas seperti unitnya, atau hapus berkas ini"
    ),
    "B003": Code("jalur `{found}` keluar dari folder {folder}", "taruh berkasnya di dalam folder itu"),
    "B004": Code("jenis dokumen `{kind}` tidak ada di templates/", "pilih di antara: {choices}"),
    "B005": Code(
        "institusi `{instansi}` tidak ada di units/", "buat units/{instansi}/instansi.yaml, atau hapus folder ini"
    ),
    "B006": Code("nama `{found}` bukan nama berkas yang aman", "pakai huruf kecil, angka, dan tanda hubung"),
    "B007": Code("nomor `{found}` juga dipakai {other}", "beri nomor lain pada salah satunya"),
    "B008": Code("berkas tidak dapat dibaca: {found}", "periksa izin dan isinya"),
    # S: answers
    "S001": Code("kolom `{column}` tidak dikenal", "{hint}"),
    "S002": Code("kolom `{column}` ada dua kali", "hapus salah satu"),
    "S003": Code("kolom `{column}` tidak ada", "tambahkan kolom itu, atau keluarkan unsurnya dari skema"),
    "S004": Code(
        "jawaban `{found}` pada kolom `{column}`; yang diharapkan 1, 2, 3, 4, atau kosong", "periksa lembar jawabannya"
    ),
    "S005": Code("unit `{unit}` tidak ada di units/{instansi}/", "periksa nama unitnya"),
    "S006": Code(
        "unit `{unit}` tidak mempunyai jawaban untuk skema `{skema}`",
        "isi kolom dan barisnya, atau tulis `pakai_skema` tanpa skema itu",
    ),
    "S007": Code("baris berisi {found} kolom; judulnya {expected}", "samakan jumlah kolomnya"),
    "S008": Code("berkas jawaban kosong", "isi baris judul dan jawaban"),
    "S009": Code("tanda kutip tidak ditutup", "tutup tanda kutip di baris ini"),
    "S010": Code("unit `{unit}` juga mempunyai jawaban di {other}", "pakai satu berkas saja untuk satu unit"),
    "S011": Code(
        "unit `{unit}`: tidak seorang pun menjawab unsur `{unsur}`", "isi kolomnya, atau keluarkan unsurnya dari skema"
    ),
    "S012": Code("tidak ada berkas jawaban: skor.csv maupun {unit}.csv", "taruh jawaban di periods/{masa}/{instansi}/"),
    # G: pictures
    "G001": Code("gambar {found} tidak ada", "taruh berkas itu, atau perbaiki namanya"),
    "G002": Code("gambar {found} tidak dapat dibuka: {reason}", "simpan ulang sebagai PNG atau JPEG"),
    "G003": Code("gambar {found} terlalu besar: {size} piksel, paling banyak {most}", "perkecil gambarnya"),
    # T: templates
    "T001": Code("bukan berkas .docx: {found}", "simpan ulang dari Word sebagai .docx"),
    "T002": Code('{found}, di {part}, paragraf "{paragraph}"', "{hint}"),
    "T003": Code('kata `{word}` tidak dikenal, di {part}, paragraf "{paragraph}"', "{hint}"),
    "T004": Code(
        '`{found}` akan tercetak apa adanya, di {part}, paragraf "{paragraph}"',
        "tulis tanda templat yang utuh: {{{{ kata }}}}",
    ),
    "T005": Code(
        'tanda templat berada di tempat yang bukan teks, di {part}, paragraf "{paragraph}"',
        "pindahkan ke teks paragraf",
    ),
    "T006": Code(
        '`{found}` memotong susunan paragraf, tabel, atau barisnya, di {part}, paragraf "{paragraph}"',
        "buka dan tutup di tingkat yang sama; untuk seluruh paragraf pakai {{%p ... %}}",
    ),
    "T007": Code(
        '`{found}` tidak boleh di templat: templat memilih kata, tidak menghitung, di {part}, paragraf "{paragraph}"',
        "pakai kata yang sudah jadi; daftarnya di docs/kata.md",
    ),
    "T008": Code(
        '`{word}` dicetak sebagai teks, padahal berisi beberapa kata, di {part}, paragraf "{paragraph}"',
        "sebut salah satu: {choices}",
    ),
    "T012": Code(
        "sebuah gambar dicetak sebagai teks, atau teks sebagai gambar",
        "gambar ditulis sebagai teks alternatif sebuah gambar, bukan di paragraf",
    ),
    "T009": Code(
        "tidak ada templat untuk institusi `{instansi}`: {file} maupun bawaan.docx tidak ada", "buat salah satunya"
    ),
    "T010": Code("dokumen menjadi lebih dari {most}", "periksa pengulangan di templatnya"),
    "T011": Code(
        'teks "{dropped}" di samping {{%p %}} akan hilang, di {part}, paragraf "{paragraph}"',
        "taruh {{%p ... %}} sendirian di paragrafnya",
    ),
    # K: what was made
    "K001": Code(
        "berkas hasil telah disunting tangan; disimpan sebagai {kept}",
        "pindahkan suntingannya ke YAML atau templat",
        warning=True,
    ),
    "K002": Code("tidak dapat menulis: {found}", "periksa izin dan ruang kosongnya"),
    # L: the follow-up report: plans, what became of them, and their photos
    "L001": Code("`{field}` menyebut unsur `{found}` yang tidak ada", "pilih di antara: {choices}"),
    "L002": Code("unsur `{unsur}` direncanakan dua kali, juga di baris {first}", "gabungkan programnya"),
    "L003": Code("kode program `{kode}` dipakai dua kali, juga di baris {first}", "beri kode yang lain"),
    "L004": Code("`waktu` menyebut kolom `{found}` yang tidak ada di tabel RTL", "pilih di antara: {choices}"),
    "L005": Code(
        "status `sudah` tanpa tanggal; laporan mencetak tanggal realisasi",
        "isi `tanggal`, atau tulis `laporan: {{tanggal_realisasi: tidak}}`",
    ),
    "L006": Code(
        "status `sudah` tanpa bukti: `foto` dan `bukti` kosong", "tambahkan `foto` atau `bukti`", warning=True
    ),
    "L007": Code("tanggal realisasi {found} sesudah tanggal surat {surat}", "periksa kedua tanggalnya"),
    "L008": Code("tanggal realisasi {found} sebelum rencananya {rencana}", "periksa kedua tanggalnya"),
    "L009": Code(
        "`{field}` {found}, padahal menurut statusnya {expected} ({sudah} dari {semua})",
        "perbaiki statusnya, atau hapus `{field}`: persentase dihitung sendiri",
    ),
    "L010": Code(
        "surat bernomor, tetapi program untuk unsur `{unsur}` belum diisi",
        "isi `rtl` unsur itu, atau kosongkan nomornya selama masih draf",
    ),
    "L011": Code(
        "unsur prioritas `{unsur}` tidak ada di `rtl`",
        "tambahkan unsur itu ke `rtl`, atau ubah `prioritas`",
        warning=True,
    ),
    "L012": Code("layanan `{layanan}` ada dua kali", "hapus salah satu barisnya"),
    "L013": Code("`{column}` berisi {found}; yang diharapkan angka {least} sampai {most}", "periksa tabelnya"),
    "L014": Code("layanan `{layanan}` di tabel tidak ada di `layanan`", "pilih di antara: {choices}"),
    "L015": Code("program `{kode}` dari rencana {masa} tidak dijawab", "tambahkan ke `lanjutan.realisasi`"),
    "L016": Code("program `{kode}` tidak ada di rencana {masa}", "{hint}"),
    "L017": Code(
        'bunyi `kegiatan` berbeda dari rencana {masa}: "{rencana}"',
        "samakan bunyinya, atau hapus `kegiatan` di sini",
        warning=True,
    ),
    "L018": Code("rencana {masa} tidak ada: {file}", "periksa `lanjutan.periode`"),
    "L019": Code("`lanjutan.periode` {found} bukan sebelum periode ini, {masa}", "sebut periode yang lebih awal"),
    "L020": Code(
        "program untuk unsur `{unsur}` di rencana {masa} tidak mempunyai `kode`", "beri `kode` di berkas rencana itu"
    ),
    "L021": Code(
        "realisasi `{status}` mempunyai tanggal {found}", "ubah statusnya, atau hapus tanggalnya", warning=True
    ),
    "L022": Code(
        "program yang belum selesai tidak mempunyai `alasan`", "isi `alasan`; laporan menyebutnya", warning=True
    ),
}
