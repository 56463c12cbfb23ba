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
    # A: the register (buku agenda) and the archive
    "A001": Code("`urut` berisi {found}, padahal nama berkasnya lain", "beri nama berkas ini {expected}"),
    "A002": Code(
        "`nomor` {nomor} sudah dipakai {other}",
        "beri nomor lain pada salah satunya; nomor batal pun tidak dipakai lagi",
    ),
    "A003": Code(
        "surat unit `{unit}` terbit dengan dua nomor: {nomor} di sini, yang lain di {other}",
        "batalkan salah satunya: python -m pipeline register batal <nomor> --alasan ...",
    ),
    "A004": Code("`unit` menyebut {unit} yang tidak ada di units/{instansi}/", "perbaiki nama unitnya"),
    "A005": Code(
        "`rujukan.nomor` menyebut surat {nomor} yang tidak ada di {folder}/",
        "perbaiki nomornya, atau catat surat itu: python -m pipeline register catat",
        warning=True,
    ),
    "A006": Code(
        "`rujukan.tanggal` surat {nomor} berisi {found}; di buku agenda {expected}",
        "samakan tanggalnya",
        warning=True,
    ),
    "A007": Code(
        "`nomor` yang diketik {found}, padahal surat ini terbit sebagai {nomor} di {file}",
        "hapus nomor yang diketik; buku agenda yang berlaku",
    ),
    "A008": Code(
        "folder kerja ini tidak berada di repositori git yang mempunyai commit",
        "jalankan git init, git add, git commit",
    ),
    "A009": Code(
        "berkas ini belum di-commit: surat terbit dari sebuah commit", "jalankan git add dan git commit, lalu ulangi"
    ),
    "A010": Code(
        "arsip {file} tidak ada atau bukan lagi seperti saat terbit", "kembalikan dengan git checkout -- {file}"
    ),
    "A011": Code("buku agenda sedang dipakai proses lain", "tunggu sampai selesai, lalu ulangi"),
    "A012": Code(
        "surat terbit {nomor} akan berbeda: {beda}",
        "biarkan, atau terbitkan ulang dengan make reissue",
        warning=True,
    ),
    "A013": Code(
        "penerbitan yang terhenti tidak dapat diteruskan: isi {file} hilang",
        "kembalikan register/ dari git, lalu ulangi",
    ),
    "A014": Code(
        "penerbitan yang lalu terhenti di tengah; ia diteruskan oleh perintah berikutnya",
        "jalankan make issue",
        warning=True,
    ),
    "A015": Code(
        "`dokumen.{jenis}.tanggal` belum ada", "isi di periode.yaml atau berkas ini, atau beri DATE=2025-07-02"
    ),
    "A016": Code("`nomor` wajib ada agar surat dapat diterbitkan", "tulis pola nomor di instansi.yaml"),
    "A017": Code("`nomor` yang diketik {found} tidak cocok dengan pola {pola}", "perbaiki nomornya atau polanya"),
    "A018": Code(
        "tanggal surat {found} lebih awal daripada surat {other} yang bertanggal {tanggal} dan bernomor lebih rendah",
        "perbaiki tanggalnya, atau minta sisipan: make issue UNIT=... SISIP=<nomor>",
    ),
    "A019": Code("arsip {file} tidak dicatat di buku agenda", "hapus berkas itu, atau catat dengan register lampir"),
    "A020": Code(
        "catatan {file} menyebut `{field}` {found}; di buku agenda {expected}", "kembalikan dengan git checkout"
    ),
    "A021": Code(
        "baris {row} kolom `{field}` berisi {found}; yang diharapkan {expected}", "perbaiki di Excel, lalu impor lagi"
    ),
    "A022": Code("kolom `{field}` tidak ada di lembar pertama", "beri judul kolom di antara: {choices}"),
    "A023": Code(
        "tidak ada nomor {urut} di {deret} yang dapat disisipi",
        "sebut nomor yang sudah diberikan, dengan SISIP=<nomor>",
    ),
}
