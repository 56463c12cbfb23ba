"""The chapter `surat`: number, date, recipient, signature and copies of a letter."""

from pipeline.sources import citations
from pipeline.sources.models import Rujukan
from pipeline.words import indonesian, number
from pipeline.words.chapter import Material, Need, Words

ORDER, NEEDS = 10, frozenset({Need.NUMBER})

DRAFT = "DRAF"
KATA = (
    ("draf", f"`{DRAFT}` selama nomor, tanggal, atau nomor surat yang dirujuk belum ada; sesudahnya kosong"),
    ("nomor", "nomor surat; bagian yang belum ada berupa titik-titik"),
    ("tanggal", "tanggal surat; titik-titik bila belum ada"),
    ("tempat", "tempat surat dibuat; kosong bila tidak ada"),
    ("tempat_tanggal", "tempat dan tanggal, atau tanggal saja"),
    ("sifat", "sifat surat; kosong bila tidak ada"),
    ("lampiran", "banyaknya lampiran; `-` bila tidak ada"),
    ("hal", "hal surat"),
    ("yth", "penerima, sesudah `Yth.`"),
    ("di", "tempat penerima"),
    ("penandatangan.jabatan", "jabatan yang menandatangani"),
    ("penandatangan.nama", "namanya"),
    ("penandatangan.nip", "NIP; kosong bila tidak ada"),
    ("penandatangan.pangkat", "pangkat; kosong bila tidak ada"),
    ("penandatangan.atas_nama", "`a.n. ...` di atas jabatan; kosong bila tidak ada"),
    ("tembusan[]", "penerima tembusan, satu per satu"),
    ("tembusan_sebaris", "penerima tembusan sebagai kalimat"),
    ("rujukan.dari", "pembuat surat yang dirujuk"),
    ("rujukan.nomor", "nomor surat yang dirujuk; titik-titik bila belum ada"),
    ("rujukan.tanggal", "tanggal surat yang dirujuk; titik-titik bila belum ada"),
    ("rujukan.hal", "hal surat yang dirujuk; titik-titik bila belum bernomor"),
    ("batas.hari", "hari batas waktu"),
    ("batas.tanggal", "tanggal batas waktu"),
    ("perubahan.ke", "perubahan yang keberapa; kosong bila belum pernah diterbitkan ulang"),
    ("perubahan.alasan", "mengapa diterbitkan ulang; kosong bila belum pernah"),
)
SRIKANDI = {
    "nomor": "${nomor_naskah}",
    "tanggal": "${tanggal_naskah}",
    "sifat": "${sifat}",
    "hal": "${hal}",
    "penandatangan.jabatan": "${jabatan_pengirim}",
    "penandatangan.nama": "${ttd_pengirim}\n${nama_pengirim}",
    "penandatangan.nip": "${nip_pengirim}",
}
"""The variables that SRIKANDI fills in itself, by the word whose place they take."""


def say(bahan: Material) -> Words:
    """Return the words of the head and the foot.

    Only where given: `hal`, `yth`, `di`, `penandatangan`, `rujukan`, `batas`.
    """
    isi = bahan.berkas.effective
    surat = isi.dokumen[bahan.jenis]
    tempat = surat.tempat or ""
    hari = indonesian.date(surat.tanggal) if surat.tanggal else indonesian.DOTS
    tembusan = surat.tembusan
    words: Words = {
        "draf": "" if surat.nomor and surat.tanggal and not bahan.berkas.uncited else DRAFT,
        "nomor": surat.nomor or number.draft_number(bahan.berkas, bahan.jenis),
        "tanggal": hari,
        "tempat": tempat,
        "tempat_tanggal": f"{tempat}, {hari}" if tempat else hari,
        "sifat": surat.sifat or "",
        "lampiran": indonesian.enclosure(surat.lampiran),
        "tembusan": tembusan,
        "tembusan_sebaris": indonesian.listed(tembusan),
    }
    for name in ("hal", "yth", "di"):
        text = getattr(surat, name)
        if text:
            words[name] = text
    words["perubahan"] = {"ke": "", "alasan": ""}
    if surat.perubahan:
        words["perubahan"] = {"ke": str(surat.perubahan.ke), "alasan": surat.perubahan.alasan}
        instansi, hal = bahan.berkas.office.instansi, str(words.get("hal", ""))
        words["hal"] = citations.revised_subject(instansi, bahan.jenis, hal, surat.perubahan.ke)
    if surat.penandatangan:
        words["penandatangan"] = {name: text or "" for name, text in surat.penandatangan.model_dump().items()}
    if isinstance(isi.rujukan, Rujukan):
        words["rujukan"] = {**isi.rujukan.model_dump(), "tanggal": indonesian.date(isi.rujukan.tanggal)}
    elif isi.rujukan:
        blank = dict.fromkeys(("dari", "nomor", "tanggal", "hal"), indonesian.DOTS)
        words["rujukan"] = {**blank, "dari": isi.rujukan.dari or indonesian.DOTS}
    if isi.batas:
        words["batas"] = {"hari": indonesian.weekday(isi.batas), "tanggal": indonesian.date(isi.batas)}
    if bahan.srikandi:
        _srikandi(words, tempat)
        words["draf"] = DRAFT if bahan.berkas.uncited else ""
    return words


def _srikandi(words: Words, tempat: str) -> None:
    """Put SRIKANDI's variables in the places of the words that it fills in itself."""
    for path, variable in SRIKANDI.items():
        name, _, leaf = path.partition(".")
        if not leaf:
            words[name] = variable
        elif isinstance(group := words.get(name), dict):
            group[leaf] = variable
    words["tempat_tanggal"] = f"{tempat}, {words['tanggal']}" if tempat else words["tanggal"]
