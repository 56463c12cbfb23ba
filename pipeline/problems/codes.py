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
    "Y002": Code("bukan teks UTF-8: {found}", "simpan ulang sebagai UTF-8 (Notepad: Simpan sebagai, Pengodean UTF-8)"),
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
    "I008": Code("`{field}` menyebut pejabat `{found}` yang tidak ada", "{hint}"),
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
    "B007": Code("nomor `{found}` juga dipakai di {other}", "beri nomor lain pada salah satunya"),
    "B008": Code("berkas tidak dapat dibaca: {found}", "periksa izin dan isinya"),
    "B009": Code(
        "jenis `{kind}` adalah dokumen seluruh periode, bukan dokumen satu unit", "sebutkan di {file}, di `dokumen`"
    ),
    # S: answers
    "S001": Code("kolom `{column}` tidak dikenal", "{hint}"),
    "S002": Code("kolom `{column}` ada dua kali", "hapus salah satu"),
    "S003": Code("kolom `{column}` tidak ada", "tambahkan kolom itu, atau keluarkan unsurnya dari skema"),
    "S004": Code(
        "jawaban `{found}` pada kolom `{column}`; yang diharapkan 1, 2, 3, 4, atau kosong",
        "perbaiki menurut lembar aslinya; bila itu label, tulis nilainya di `jawaban.label`",
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
    "S013": Code(
        "{found} isi keliru lagi pada jawaban unit `{unit}`, mulai baris ini",
        "perbaiki dulu yang disebut satu per satu; label yang sama cukup ditulis sekali di `jawaban.label`",
    ),
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
    "L015": Code(
        "program `{kode}` dari rencana {masa} tidak dijawab",
        "tulis `{kode}: {{status: ...}}` di bawah `lanjutan.realisasi`",
    ),
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
        "perbaiki nomornya, atau catat surat itu: "
        'python -m pipeline register catat {instansi} <urut> "{nomor}" --tanggal {tanggal}',
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
        "jalankan git init && git add . && git commit -m awal",
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
        "biarkan, atau terbitkan ulang: make reissue KIND={jenis} PERIOD={masa} UNIT={unit} REASON=...",
        warning=True,
    ),
    "A013": Code(
        "penerbitan yang terhenti tidak dapat diteruskan: isi {file} hilang",
        "hapus {journal}, jalankan git stash -u -- register, lalu ulangi",
    ),
    "A014": Code(
        "penerbitan yang lalu terhenti di tengah; ia diteruskan oleh perintah berikutnya",
        "jalankan make issue PERIOD=...",
        warning=True,
    ),
    "A015": Code(
        "`dokumen.{jenis}.tanggal` belum ada", "isi di periode.yaml atau berkas ini, atau beri DATE=2025-07-02"
    ),
    "A016": Code(
        "`nomor` wajib ada agar surat dapat diterbitkan",
        "tulis polanya di sini, misalnya `nomor: {{pola: '{{urut}}/SKM/{{tahun}}'}}`",
    ),
    "A017": Code("`nomor` yang diketik {found} tidak cocok dengan pola {pola}", "perbaiki nomornya atau polanya"),
    "A018": Code(
        "tanggal surat {found} lebih awal daripada surat {other} yang bertanggal {tanggal} dan bernomor lebih rendah",
        "perbaiki tanggalnya, atau minta sisipan: make issue UNIT=... SISIP=<nomor>",
    ),
    "A019": Code(
        "arsip {file} tidak dicatat di buku agenda",
        "hapus, atau pindahkan keluar lalu catat: python -m pipeline register lampir {nomor} <berkas>",
    ),
    "A020": Code(
        "catatan {file} menyebut `{field}` {found}; di buku agenda {expected}",
        "kembalikan dengan git checkout -- {file}",
    ),
    "A021": Code(
        "baris {row} kolom `{field}` berisi {found}; yang diharapkan {expected}", "perbaiki di Excel, lalu impor lagi"
    ),
    "A022": Code("kolom `{field}` tidak ada di lembar pertama", "beri judul kolom di antara: {choices}"),
    "A023": Code(
        "tidak ada nomor {urut} di {deret} yang dapat disisipi",
        "sebut nomor yang sudah diberikan, dengan SISIP=<nomor>",
    ),
    "A024": Code(
        "arsip ini tidak mempunyai nomor: {file} tidak ada",
        "kembalikan berkas nomornya dari git, atau pindahkan folder ini; isinya tidak pernah ditimpa",
    ),
    # P: documents as PDF
    "P001": Code(
        "program soffice (LibreOffice) tidak ada di komputer ini, padahal PDF diminta",
        "pasang LibreOffice, atau terbitkan tanpa PDF=1",
    ),
    "P002": Code("tidak ada PDF yang dibuat LibreOffice dari {file}", "buka berkasnya di LibreOffice, lalu ulangi"),
    "A031": Code(
        "surat yang dirujuk, {jenis} periode {masa}, batal: nomor {nomor} ({alasan})",
        "terbitkan lagi surat itu, atau rujuk surat yang lain",
    ),
    "A032": Code(
        "surat yang dirujuk, {jenis} periode {masa}, belum bernomor; surat ini tetap draf",
        "terbitkan dahulu: make issue KIND={jenis} PERIOD={masa}, atau catat nomornya: register set",
        warning=True,
    ),
    "A033": Code(
        "surat ini tidak dapat terbit: surat yang dirujuknya belum bernomor",
        "terbitkan surat yang dirujuk lebih dahulu",
    ),
    "A034": Code(
        "jurnal {file} tidak diterima, dan tidak satu pun isinya dikerjakan: {reason}",
        "hapus {file} (git rm --cached bila tersimpan di git), lalu ulangi",
    ),
    "A035": Code("program git tidak ada di komputer ini", "pasang git, lalu ulangi"),
    # R: documents over a whole period
    "R001": Code(
        "unit `{unit}` tampil tanpa hasil di rekapitulasi: {sebab}",
        "lengkapi jawabannya, atau catat di `diketahui` dengan alasannya",
        warning=True,
    ),
    # C: files held against each other
    "C001": Code(
        "surat bertanggal {found}, di luar masa {masa} dan masa pelaporannya ({first} sampai {last})",
        "perbaiki tanggalnya, atau catat di `diketahui` dengan alasannya",
        warning=True,
    ),
    "C002": Code("`batas` {found} lebih awal daripada tanggal surat {tanggal}", "perbaiki salah satu tanggalnya"),
    "C003": Code(
        "`batas` {found} jatuh pada {reason}",
        "pilih hari kerja, tulis `libur: {{kecuali: [{found}]}}` bila hari itu hari kerja, atau catat di `diketahui`",
        warning=True,
    ),
    "C004": Code(
        "`{field}` memuat `{found}`, padahal {what} sudah dicetak sendiri",
        "hapus bagian itu, atau catat di `diketahui` dengan alasannya",
        warning=True,
    ),
    "C005": Code(
        "`{field}` menyebut `{found}`, padahal dokumen ini untuk masa {masa}",
        "perbaiki sebutannya, atau catat di `diketahui` dengan alasannya",
        warning=True,
    ),
    "C006": Code(
        "surat yang dirujuk bertanggal {found}, sesudah tanggal surat ini {tanggal}",
        "perbaiki salah satu tanggalnya, atau catat di `diketahui` dengan alasannya",
        warning=True,
    ),
    "C007": Code("`diketahui` menyebut {kode}, padahal peringatan itu tidak ada", "hapus butir ini", warning=True),
    "C008": Code(
        "berkas jawaban {file} bukan milik unit mana pun di units/{instansi}/",
        "beri nama skor.csv, atau nama unitnya: {hint}",
    ),
    "C009": Code("berkas {file} tidak dibaca karena namanya", "ganti namanya menjadi {name}"),
    "C010": Code(
        "folder {file} tidak dibaca: namanya bukan nama periode",
        "ganti namanya seperti {name} (tahun, lalu S1, S2, atau T1 sampai T4), atau pindahkan dari periods/",
    ),
    # D: what a template shows only on paper
    "D001": Code(
        '{kind} `{style}` tidak ada di templat, di {part}, paragraf "{paragraph}"',
        "pilih gaya yang ada di Word, atau salin gayanya ke templat",
        warning=True,
    ),
    "D002": Code(
        'tanda templat sendirian di paragraf akan meninggalkan baris kosong, di {part}, paragraf "{paragraph}"',
        "pakai {{%p ... %}} supaya paragrafnya ikut hilang",
        warning=True,
    ),
    "D003": Code(
        "`{found}` berada di {part}, bagian yang tidak diisi",
        "hapus dari sana; yang diisi hanya isi, kepala, kaki, dan catatan kaki; judul dan penulis diisi sendiri",
    ),
    # U: starting files, and lists of units
    "U001": Code("{file} sudah ada dan tidak disentuh", "sunting berkas itu, atau pindahkan dulu bila mau mulai lagi"),
    "U002": Code("lembar kerja tidak terbaca: {found}", "simpan ulang sebagai .xlsx atau .csv"),
    "U003": Code("tidak ada baris judul dengan kolom `nama`", "tulis judul kolom di satu baris: {choices}"),
    "U004": Code("kolom `{column}` tidak dikenal", "{hint}"),
    "U005": Code("kolom `{column}` ada dua kali, juga sebagai `{other}`", "hapus salah satu"),
    "U006": Code("kolom `{column}` kosong", "isi selnya"),
    "U007": Code("`{column}` berisi {found}; yang diharapkan {expected}", "perbaiki selnya"),
    "U008": Code("berkas `{file}` juga dibuat oleh baris {other}", "beri nama lain lewat kolom `berkas`"),
    "U009": Code("{file} sudah ada dengan isi lain", "sunting berkas itu, atau pindahkan dulu bila mau diganti"),
    "U011": Code(
        "angka {found} terlalu panjang: lembar kerja hanya menyimpan lima belas angka, sisanya hilang",
        "ketik ulang sebagai teks: awali dengan tanda petik tunggal",
    ),
    "U010": Code("rumus di sel ini gagal: {found}", "perbaiki rumusnya, atau tempel nilainya"),
    # S1xx: how figures are read (S101-S149), and what a reader would ask about them (S151-S199)
    "S101": Code(
        "bentuk isi berkas tidak pasti dari judul kolomnya",
        "tulis `# bentuk: <nama>` di baris pertama; namanya salah satu dari {choices}",
    ),
    "S102": Code("bentuk `{found}` tidak dikenal", "pilih di antara: {choices}"),
    "S103": Code(
        'baris ini berisi jumlah atau rata-rata ("{found}"), bukan jawaban',
        "hapus barisnya; angka yang diterbitkan ditulis di `publikasi`",
    ),
    "S104": Code("`{found}` pada kolom `{column}`; yang diharapkan {expected}", "perbaiki selnya"),
    "S105": Code("unsur `{found}` tidak dikenal", "{hint}"),
    "S106": Code("{found} sudah ada di baris {first}", "gabungkan atau hapus salah satu"),
    "S107": Code("layanan `{found}` tidak ada pada unit `{unit}`", "{hint}"),
    "S108": Code(
        "unit `{unit}`, skema `{skema}`: responden digabung, tetapi jumlah responden tiap layanan tidak diketahui",
        "isi kolom `jumlah_responden`, atau tulis `gabungan: rata-rata-layanan` pada skema",
    ),
    "S109": Code(
        "layanan `{layanan}` tidak mempunyai `bobot`, padahal skema `{skema}` memakai `gabungan: tertimbang`",
        "isi `layanan.{layanan}.bobot`",
    ),
    "S112": Code(
        "`prioritas`: diminta {jumlah} unsur terendah, tetapi {unsur} bernilai sama ({nilai})",
        "putuskan dengan `seri: urutan`, `seri: semua`, atau `seri: [...]` berisi {butuh} di antaranya",
    ),
    "S113": Code(
        "`{field}` tercatat {found}; yang mungkin dari datanya {expected}",
        "perbaiki angkanya, atau tulis `ketat: tidak`",
    ),
    "S114": Code("berkas Excel tidak dapat dibaca: {found}", "buka di Excel, lalu simpan ulang sebagai .xlsx"),
    "S116": Code(
        "layanan `{layanan}`: tidak seorang pun menjawab unsur `{unsur}`",
        "isi kolomnya, atau hapus kolom `layanan` bila hasil per layanan tidak diperlukan",
    ),
    "S117": Code("karakter {found} tidak dapat dibaca", "simpan ulang dari Excel sebagai CSV UTF-8"),
    "S118": Code(
        "kolom `unit` berisi `{found}`, padahal berkas ini milik unit `{unit}`",
        "hapus baris itu, atau taruh di skor.csv",
    ),
    "S119": Code('baris pertama "{found}" bukan judul kolom', "hapus baris itu; baris pertama memuat judul kolom"),
    "S151": Code(
        "`{field}` tercatat {found}; yang mungkin dari datanya {expected}",
        "perbaiki angkanya, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S152": Code(
        "`{unsur}` ({nilai}) dipilih sebagai prioritas, padahal `{other}` lebih rendah ({lebih_rendah})",
        "perbaiki pilihannya, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S153": Code(
        "jawaban unit `{unit}` persis sama dengan periode sebelumnya ({other})",
        "ganti bila berkasnya salinan periode lalu, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S154": Code(
        "unit `{unit}`: lembar jawaban yang sama muncul {found} kali dari {total}",
        "hapus yang berulang bila ekspornya ganda, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S155": Code(
        "unit `{unit}`: semua jawaban bernilai {found}",
        "periksa datanya, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S156": Code(
        "unit `{unit}`: hanya satu responden", "tambah responden, atau beri alasan di `diketahui`", warning=True
    ),
    "S157": Code(
        "responden {found} orang; populasi {populasi} memerlukan {tabel} (tabel Krejcie-Morgan; rumusnya {rumus})",
        "tambah responden, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S158": Code(
        "rata-rata `{unsur}` {found} tidak mungkin dari {total} jawaban; yang mungkin {expected}",
        "periksa selnya dan banyaknya responden, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S159": Code(
        "unit `{unit}`: indeks turun dari {dari} ({masa}) menjadi {menjadi}, lebih dari {step}",
        "periksa datanya, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S160": Code(
        "profil `{profil}` berjumlah {found}; responden {total}",
        "perbaiki cacahnya, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S161": Code(
        "{banyak} jawaban bertanggal {found}, di luar masa survei {masa}",
        "periksa tanggalnya dan `survei`, atau beri alasan di `diketahui`",
        warning=True,
    ),
    "S162": Code(
        "unit `{unit}`: {found} saran memuat data pribadi yang disamarkan",
        "periksa sarannya, lalu beri alasan di `diketahui`",
        warning=True,
    ),
    "S163": Code(
        "unit `{unit}`: {found} baris tanpa satu jawaban pun tidak dihitung sebagai responden",
        "hapus barisnya, atau lengkapi dari lembar aslinya",
        warning=True,
    ),
    "S164": Code(
        "`survei.pembanding` berisi {found}, bukan salah satu dari empat periode sebelum {masa}",
        "pilih di antara: {choices}",
    ),
    "S165": Code(
        "unit `{unit}` tidak mempunyai hasil pada periode pembanding {found}; suratnya menyebut tidak ada pembanding",
        "hapus `survei.pembanding` agar periode terakhir yang ada yang dipakai, atau catat di `diketahui`",
        warning=True,
    ),
    "S166": Code(
        "unit `{unit}`: {found} baris mengulang nomor responden; yang pertama di sini, semula di baris {first}",
        "hapus baris yang tersalin dua kali, perbaiki nomornya, atau catat di `diketahui`",
        warning=True,
    ),
}
