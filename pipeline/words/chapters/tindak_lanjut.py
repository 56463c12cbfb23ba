"""The chapter `tindak_lanjut`: what is planned for the priorities, and what became of it."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from pipeline.sources import follow_up as rencana
from pipeline.sources.follow_up import Butir, Rencana
from pipeline.sources.workspace import Berkas
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan, Kata

CENTANG = "√"
ISIAN = "[diisi oleh unit]"
"""What stands where the unit has yet to write."""
STATUS = {"sudah": "Sudah", "proses": "Proses", "belum": "Belum"}
_BUTIR = (
    ("kegiatan", "program; bernomor bila perlu dibedakan dari program lain unsur itu"),
    ("penanggung_jawab", "penanggung jawab program; `-` bila tidak disebut"),
)
_HITUNGAN = (("jumlah", "banyaknya"), ("persen", "persentasenya, dengan tanda %"))
KATA = (
    ("laporan.daftar_isi", "`ya` bila laporan memuat daftar isi; selain itu kosong"),
    ("laporan.tanggal_realisasi", "`ya` bila tabel realisasi memuat tanggal; selain itu kosong"),
    ("rtl.jumlah", "banyaknya unsur yang direncanakan perbaikannya"),
    ("rtl.terbilang", "banyaknya unsur itu dengan huruf"),
    ("rtl.belum_diisi", "banyaknya unsur yang programnya belum diisi; kosong bila tidak ada"),
    ("rtl.kepala[].nama", "kepala kolom waktu"),
    ("rtl.kepala[].jumlah", "banyaknya kolom di bawahnya"),
    ("rtl.kolom[]", "kolom waktu"),
    ("rtl.unsur[].nomor", "nomor unsur di tabel"),
    ("rtl.unsur[].nama", "nama unsur"),
    ("rtl.unsur[].penanggung_jawab", "penanggung jawab semua program unsur itu"),
    *((f"rtl.unsur[].program[].{name}", text) for name, text in _BUTIR),
    ("rtl.unsur[].program[].waktu[]", f"isi setiap kolom waktu: `{CENTANG}`, kata, atau kosong"),
    ("realisasi.ada", "`ya` bila sedikitnya satu realisasi dilaporkan; selain itu kosong"),
    ("realisasi.periode", "periode rencana yang lebih awal, bila laporan ini menjawabnya; selain itu kosong"),
    ("realisasi.unsur[].nomor", "nomor unsur di tabel realisasi"),
    ("realisasi.unsur[].nama", "nama unsur"),
    *((f"realisasi.unsur[].program[].{name}", text) for name, text in _BUTIR),
    ("realisasi.unsur[].program[].status", "Sudah, Proses, atau Belum"),
    ("realisasi.unsur[].program[].hari_tanggal", "hari dan tanggal realisasi; `-` bila tidak ada"),
    ("realisasi.unsur[].program[].uraian", "deskripsi tindak lanjut; `-` bila tidak ada"),
    ("realisasi.unsur[].program[].foto[]", "foto (gambar), satu per satu"),
    ("realisasi.unsur[].program[].bukti", "bukti selain foto; kosong bila tidak ada"),
    ("realisasi.unsur[].program[].hambatan", "tantangan atau hambatan; `-` bila tidak ada"),
    ("realisasi.jumlah", "banyaknya program yang dilaporkan"),
    *((f"realisasi.{status}.{name}", f"{text} yang {status}") for status in STATUS for name, text in _HITUNGAN),
    ("realisasi.belum_selesai[].kegiatan", "program yang belum selesai"),
    ("realisasi.belum_selesai[].status", "statusnya"),
    ("realisasi.belum_selesai[].alasan", "alasannya; `-` bila tidak disebut"),
    ("strategi[].nomor", "nomor di tabel strategi"),
    ("strategi[].kegiatan", "program yang belum selesai"),
    ("strategi[].uraian", "strategi penyelesaiannya"),
    ("strategi[].target", "target waktu"),
    ("strategi[].penanggung_jawab", "penanggung jawab"),
    ("strategi[].pemangku", "pemangku kepentingan yang terlibat; `-` bila tidak ada"),
)


def say(bahan: Bahan) -> Bab:
    """Return the words of the plan, of what became of it, and of what remains to be done."""
    berkas = bahan.berkas
    masa = berkas.kantor.masa
    own = _with_priorities(berkas, bahan.tindak_lanjut, bahan.nilai[0].pilihan.prioritas)
    answered = [one for one in bahan.tindak_lanjut if one.masa != masa]
    if not answered or any(one.realisasi for group in own for one in group.butir):
        answered += [group for group in own if group.butir]
    every = [one for group in answered for one in group.butir]
    lanjutan = rencana.earlier(berkas, [])
    gaya = berkas.kantor.instansi.gaya
    return {
        "laporan": {
            "daftar_isi": "ya" if berkas.isi.laporan and berkas.isi.laporan.daftar_isi else "",
            "tanggal_realisasi": "ya" if rencana.dated(berkas) else "",
        },
        "rtl": _rtl(bahan, own),
        "realisasi": {
            "ada": "ya" if any(one.realisasi for one in every) else "",
            "periode": f"{bahasa.masa(lanjutan, gaya.semester)} Tahun {lanjutan.tahun}" if lanjutan else "",
            "unsur": _numbered(
                bahan, answered, lambda group: {"program": [_done(bahan, one, group) for one in group.butir]}
            ),
            **_counts(bahan, every),
            "belum_selesai": [
                {
                    "kegiatan": one.program.kegiatan or "",
                    "status": STATUS[_status(one)],
                    "alasan": (one.realisasi and (one.realisasi.alasan or one.realisasi.hambatan)) or bahasa.KOSONG,
                }
                for one in every
                if _status(one) != "sudah"
            ],
        },
        "strategi": _strategi(every),
    }


def unfilled(berkas: Berkas, plan: Sequence[Rencana], prioritas: Sequence[str]) -> tuple[str, ...]:
    """Return the elements whose programmes the unit has yet to write: a report that has any is a draft."""
    return tuple(group.unsur for group in _with_priorities(berkas, plan, prioritas) if not group.butir)


def _with_priorities(berkas: Berkas, plan: Sequence[Rencana], prioritas: Sequence[str]) -> list[Rencana]:
    """Return this period's plan; before any is written, one for every priority, still to be filled in."""
    masa = berkas.kantor.masa
    own = [one for one in plan if one.masa == masa]
    return own or [Rencana(masa, key, (), berkas.own) for key in prioritas]


def _rtl(bahan: Bahan, own: Sequence[Rencana]) -> Bab:
    laporan = bahan.berkas.isi.laporan
    groups = (laporan and laporan.waktu) or []
    columns = rencana.kolom(bahan.berkas)

    def words(group: Rencana) -> Bab:
        program: list[Kata] = [
            {
                "kegiatan": _kegiatan(one, group) if "\n" in _together(group) else one.program.kegiatan or "",
                "waktu": [_cell(one, name) for name in columns],
                "penanggung_jawab": one.program.penanggung_jawab or bahasa.KOSONG,
            }
            for one in group.butir
        ]
        empty: Bab = {"kegiatan": ISIAN, "waktu": ["" for _ in columns], "penanggung_jawab": ISIAN}
        return {"penanggung_jawab": _together(group), "program": program or [empty]}

    return {
        "jumlah": str(len(own)),
        "terbilang": bahasa.terbilang(len(own)),
        "belum_diisi": str(sum(not group.butir for group in own) or ""),
        "kepala": [{"nama": group.kepala, "jumlah": str(len(group.kolom))} for group in groups],
        "kolom": [label for group in groups for label in group.kolom],
        "unsur": _numbered(bahan, own, words),
    }


def _cell(one: Butir, name: str) -> str:
    waktu = one.program.waktu or {}
    return (waktu[name] or CENTANG) if name in waktu else ""


def _numbered(bahan: Bahan, groups: Sequence[Rencana], words: Callable[[Rencana], Bab]) -> list[Bab]:
    unsur = next(iter(bahan.berkas.kantor.instansi.skema.values())).unsur
    return [
        {"nomor": str(number), "nama": unsur[group.unsur].nama, **words(group)}
        for number, group in enumerate(groups, 1)
    ]


def _kegiatan(one: Butir, group: Rencana) -> str:
    text = one.program.kegiatan or ISIAN
    return f"{group.butir.index(one) + 1}. {text}" if len(group.butir) > 1 else text


def _together(group: Rencana) -> str:
    """Return who answers for an element: one name, or a name for every programme, as these are numbered."""
    names = [one.program.penanggung_jawab or bahasa.KOSONG for one in group.butir] or [ISIAN]
    if len(set(names)) == 1:
        return names[0]
    return "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))


def _status(one: Butir) -> str:
    return one.realisasi.status if one.realisasi else "belum"


def _done(bahan: Bahan, one: Butir, group: Rencana) -> Bab:
    said = one.realisasi
    day = said.tanggal if said else None
    photos = [bahan.foto[foto] for foto in (said and said.foto) or ()]
    return {
        "kegiatan": _kegiatan(one, group),
        "penanggung_jawab": one.program.penanggung_jawab or bahasa.KOSONG,
        "status": STATUS[_status(one)],
        "hari_tanggal": f"{bahasa.hari(day)}, {bahasa.tanggal(day)}" if day else bahasa.KOSONG,
        "uraian": (said and said.uraian) or bahasa.KOSONG,
        "foto": photos,
        "bukti": (said and said.bukti) or ("" if photos else bahasa.KOSONG),
        "hambatan": (said and said.hambatan) or bahasa.KOSONG,
    }


def _counts(bahan: Bahan, every: Sequence[Butir]) -> Bab:
    desimal = bahan.berkas.kantor.instansi.gaya.desimal
    words: Bab = {"jumlah": str(len(every))}
    for status in STATUS:
        count = sum(_status(one) == status for one in every)
        share = Fraction(count * 100, len(every) or 1)
        words[status] = {
            "jumlah": str(count),
            "persen": f"{bahasa.angka(share, 0 if share.denominator == 1 else 2, desimal)}%",
        }
    return words


def _strategi(every: Sequence[Butir]) -> list[Bab]:
    found = [(one.program.kegiatan or "", one.strategi) for one in every if one.strategi and _status(one) != "sudah"]
    return [
        {
            "nomor": str(number),
            "kegiatan": kegiatan,
            "uraian": strategi.uraian,
            "target": strategi.target,
            "penanggung_jawab": strategi.penanggung_jawab,
            "pemangku": strategi.pemangku or bahasa.KOSONG,
        }
        for number, (kegiatan, strategi) in enumerate(found, 1)
    ]
