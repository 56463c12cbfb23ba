"""The chapter `surat`: number, date, recipient, signature and copies of a letter."""

from pipeline.sources.schema import Nomor, Surat
from pipeline.words import bahasa
from pipeline.words.kata import Bab, Bahan

DRAF = "DRAF"
KATA = (
    ("draf", f"`{DRAF}` selama nomor atau tanggal belum ada; sesudahnya kosong"),
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
    ("rujukan.nomor", "nomor surat yang dirujuk"),
    ("rujukan.tanggal", "tanggal surat yang dirujuk"),
    ("rujukan.hal", "hal surat yang dirujuk"),
    ("batas.hari", "hari batas waktu"),
    ("batas.tanggal", "tanggal batas waktu"),
)


def say(bahan: Bahan) -> Bab:
    """Return the words of the head and the foot.

    Only where given: `hal`, `yth`, `di`, `penandatangan`, `rujukan`, `batas`.
    """
    isi = bahan.berkas.isi
    surat = (isi.dokumen or {})[bahan.jenis]
    tempat = surat.tempat or isi.tempat or ""
    hari = bahasa.tanggal(surat.tanggal) if surat.tanggal else bahasa.TITIK_TITIK
    tembusan = surat.tembusan if surat.tembusan is not None else isi.tembusan or []
    words: Bab = {
        "draf": "" if surat.nomor and surat.tanggal else DRAF,
        "nomor": surat.nomor or nomor_kosong(bahan.berkas.kantor.instansi.nomor, surat),
        "tanggal": hari,
        "tempat": tempat,
        "tempat_tanggal": f"{tempat}, {hari}" if tempat else hari,
        "sifat": surat.sifat or isi.sifat or "",
        "lampiran": bahasa.lampiran(surat.lampiran or isi.lampiran),
        "tembusan": tembusan,
        "tembusan_sebaris": bahasa.daftar(tembusan),
    }
    for name in ("hal", "yth", "di"):
        text = getattr(surat, name) or getattr(isi, name)
        if text:
            words[name] = text
    penandatangan = surat.penandatangan or isi.penandatangan
    if penandatangan:
        words["penandatangan"] = {name: text or "" for name, text in penandatangan.model_dump().items()}
    if isi.rujukan:
        words["rujukan"] = {**isi.rujukan.model_dump(), "tanggal": bahasa.tanggal(isi.rujukan.tanggal)}
    if isi.batas:
        words["batas"] = {"hari": bahasa.hari(isi.batas), "tanggal": bahasa.tanggal(isi.batas)}
    return words


def nomor_kosong(nomor: Nomor | None, surat: Surat) -> str:
    """Return the number of a draft: the institution's pattern with visible blanks for what is not yet given."""
    if nomor is None:
        return bahasa.TITIK_TITIK
    return nomor.pola.format_map(
        {
            "klasifikasi": nomor.klasifikasi,
            "urut": bahasa.TITIK_TITIK,
            "kode": nomor.kode,
            "tahun": str(surat.tanggal.year) if surat.tanggal else bahasa.TITIK_TITIK,
        }
    )
