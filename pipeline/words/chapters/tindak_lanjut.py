"""The chapter `tindak_lanjut`: what is planned for the priorities, and what became of it."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from pipeline.sources import follow_up, schemes
from pipeline.sources.follow_up import Plan, PlanItem
from pipeline.sources.workspace import Dossier
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Word, Words

ORDER, NEEDS = 80, frozenset({Need.RESULTS, Need.PLANS, Need.PHOTOS})

TICK = "√"
BLANK = "[diisi oleh unit]"
"""What stands where the unit has yet to write."""
STATUS = {"sudah": "Sudah", "proses": "Proses", "belum": "Belum"}
_ITEM = (
    ("kegiatan", "program; bernomor bila perlu dibedakan dari program lain unsur itu"),
    ("penanggung_jawab", "penanggung jawab program; `-` bila tidak disebut"),
)
_COUNTS = (("jumlah", "banyaknya"), ("persen", "persentasenya, dengan tanda %"))
KATA = (
    ("laporan.daftar_isi", "`ya` bila laporan memuat daftar isi; selain itu kosong"),
    ("laporan.tanggal_realisasi", "`ya` bila tabel realisasi memuat tanggal; selain itu kosong"),
    ("rtl.jumlah", "banyaknya unsur yang direncanakan perbaikannya"),
    ("rtl.terbilang", "banyaknya unsur itu dengan huruf"),
    ("rtl.prioritas.jumlah", "banyaknya di antaranya yang menjadi prioritas menurut hasil survei"),
    ("rtl.prioritas.terbilang", "banyaknya dengan huruf"),
    ("rtl.prioritas.unsur[]", "unsur prioritas yang direncanakan, satu per satu"),
    ("rtl.lain.jumlah", "banyaknya di antaranya yang bukan prioritas"),
    ("rtl.lain.terbilang", "banyaknya dengan huruf"),
    ("rtl.lain.unsur[]", "unsur lain yang direncanakan, satu per satu"),
    ("rtl.belum_diisi", "banyaknya unsur yang programnya belum diisi; kosong bila tidak ada"),
    ("rtl.kepala[].nama", "kepala kolom waktu"),
    ("rtl.kepala[].jumlah", "banyaknya kolom di bawahnya"),
    ("rtl.kolom[]", "kolom waktu"),
    ("rtl.unsur[].nomor", "nomor unsur di tabel"),
    ("rtl.unsur[].nama", "nama unsur"),
    ("rtl.unsur[].penanggung_jawab", "penanggung jawab semua program unsur itu"),
    *((f"rtl.unsur[].program[].{name}", text) for name, text in _ITEM),
    ("rtl.unsur[].program[].waktu[]", f"isi setiap kolom waktu: `{TICK}`, kata, atau kosong"),
    ("realisasi.ada", "`ya` bila sedikitnya satu realisasi dilaporkan; selain itu kosong"),
    ("realisasi.periode", "periode rencana yang lebih awal, bila laporan ini menjawabnya; selain itu kosong"),
    ("realisasi.unsur[].nomor", "nomor unsur di tabel realisasi"),
    ("realisasi.unsur[].nama", "nama unsur"),
    *((f"realisasi.unsur[].program[].{name}", text) for name, text in _ITEM),
    ("realisasi.unsur[].program[].status", "Sudah, Proses, atau Belum"),
    ("realisasi.unsur[].program[].hari_tanggal", "hari dan tanggal realisasi; `-` bila tidak ada"),
    ("realisasi.unsur[].program[].uraian", "deskripsi tindak lanjut; `-` bila tidak ada"),
    ("realisasi.unsur[].program[].foto[]", "foto (gambar), satu per satu"),
    ("realisasi.unsur[].program[].bukti", "bukti selain foto; kosong bila tidak ada"),
    ("realisasi.unsur[].program[].hambatan", "tantangan atau hambatan; `-` bila tidak ada"),
    ("realisasi.jumlah", "banyaknya program yang dilaporkan"),
    *((f"realisasi.{status}.{name}", f"{text} yang {status}") for status in STATUS for name, text in _COUNTS),
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


def say(bahan: Material) -> Words:
    """Return the words of the plan, of what became of it, and of what remains to be done."""
    berkas = bahan.berkas
    masa = berkas.office.period
    own = _with_priorities(berkas, bahan.tindak_lanjut, bahan.scored.main.choice.prioritas)
    answered = [one for one in bahan.tindak_lanjut if one.period != masa]
    if not answered or any(one.realisasi for group in own for one in group.items):
        answered += [group for group in own if group.items]
    every = [one for group in answered for one in group.items]
    lanjutan = follow_up.earlier(berkas, [])
    gaya = berkas.office.instansi.gaya
    return {
        "laporan": {
            "daftar_isi": "ya" if berkas.effective.laporan.daftar_isi else "",
            "tanggal_realisasi": "ya" if follow_up.dated(berkas) else "",
        },
        "rtl": _plan(bahan, own),
        "realisasi": {
            "ada": "ya" if any(one.realisasi for one in every) else "",
            "periode": f"{indonesian.period_name(lanjutan, gaya.semester)} Tahun {lanjutan.tahun}" if lanjutan else "",
            "unsur": _numbered(
                bahan, answered, lambda group: {"program": [_done(bahan, one, group) for one in group.items]}
            ),
            **_counts(bahan, every),
            "belum_selesai": [
                {
                    "kegiatan": one.program.kegiatan or "",
                    "status": STATUS[_status(one)],
                    "alasan": (one.realisasi and (one.realisasi.alasan or one.realisasi.hambatan)) or indonesian.DASH,
                }
                for one in every
                if _status(one) != "sudah"
            ],
        },
        "strategi": _strategy(every),
    }


def unfilled(berkas: Dossier, plan: Sequence[Plan], prioritas: Sequence[str]) -> tuple[str, ...]:
    """Return the elements whose programmes the unit has yet to write: a report that has any is a draft."""
    return tuple(group.unsur for group in _with_priorities(berkas, plan, prioritas) if not group.items)


def _with_priorities(berkas: Dossier, plan: Sequence[Plan], prioritas: Sequence[str]) -> list[Plan]:
    """Return this period's plan; before any is written, one for every priority, still to be filled in."""
    masa = berkas.office.period
    own = [one for one in plan if one.period == masa]
    return own or [Plan(masa, key, (), berkas.own) for key in prioritas]


def _plan(bahan: Material, own: Sequence[Plan]) -> Words:
    groups = bahan.berkas.effective.laporan.waktu
    columns = follow_up.time_columns(bahan.berkas)
    prioritas = bahan.scored.main.choice.prioritas

    def words(group: Plan) -> Words:
        program: list[Word] = [
            {
                "kegiatan": _activity(one, group) if "\n" in _together(group) else one.program.kegiatan or "",
                "waktu": [_cell(one, name) for name in columns],
                "penanggung_jawab": one.program.penanggung_jawab or indonesian.DASH,
            }
            for one in group.items
        ]
        empty: Words = {"kegiatan": BLANK, "waktu": ["" for _ in columns], "penanggung_jawab": BLANK}
        return {"penanggung_jawab": _together(group), "program": program or [empty]}

    return {
        "jumlah": str(len(own)),
        "terbilang": indonesian.in_words(len(own)),
        "prioritas": _named(bahan, [group.unsur for group in own if group.unsur in prioritas]),
        "lain": _named(bahan, [group.unsur for group in own if group.unsur not in prioritas]),
        "belum_diisi": str(sum(not group.items for group in own) or ""),
        "kepala": [{"nama": group.kepala, "jumlah": str(len(group.kolom))} for group in groups],
        "kolom": [label for group in groups for label in group.kolom],
        "unsur": _numbered(bahan, own, words),
    }


def _named(bahan: Material, keys: Sequence[str]) -> Words:
    unsur = schemes.elements(bahan.berkas.office.instansi)
    count = {"jumlah": str(len(keys)), "terbilang": indonesian.in_words(len(keys))}
    return {**count, "unsur": [unsur[key].nama for key in keys]}


def _cell(one: PlanItem, name: str) -> str:
    waktu = one.program.waktu
    return (waktu[name] or TICK) if name in waktu else ""


def _numbered(bahan: Material, groups: Sequence[Plan], words: Callable[[Plan], Words]) -> list[Words]:
    unsur = schemes.elements(bahan.berkas.office.instansi)
    return [
        {"nomor": str(number), "nama": unsur[group.unsur].nama, **words(group)}
        for number, group in enumerate(groups, 1)
    ]


def _activity(one: PlanItem, group: Plan) -> str:
    text = one.program.kegiatan or BLANK
    return f"{group.items.index(one) + 1}. {text}" if len(group.items) > 1 else text


def _together(group: Plan) -> str:
    """Return who answers for an element: one name, or a name for every programme, as these are numbered."""
    names = [one.program.penanggung_jawab or indonesian.DASH for one in group.items] or [BLANK]
    if len(set(names)) == 1:
        return names[0]
    return "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))


def _status(one: PlanItem) -> str:
    return one.realisasi.status if one.realisasi else "belum"


def _done(bahan: Material, one: PlanItem, group: Plan) -> Words:
    said = one.realisasi
    day = said.tanggal if said else None
    photos = [bahan.foto[foto] for foto in (said.foto if said else ())]
    return {
        "kegiatan": _activity(one, group),
        "penanggung_jawab": one.program.penanggung_jawab or indonesian.DASH,
        "status": STATUS[_status(one)],
        "hari_tanggal": f"{indonesian.weekday(day)}, {indonesian.date(day)}" if day else indonesian.DASH,
        "uraian": (said and said.uraian) or indonesian.DASH,
        "foto": photos,
        "bukti": (said and said.bukti) or ("" if photos else indonesian.DASH),
        "hambatan": (said and said.hambatan) or indonesian.DASH,
    }


def _counts(bahan: Material, every: Sequence[PlanItem]) -> Words:
    desimal = bahan.berkas.office.instansi.gaya.desimal
    words: Words = {"jumlah": str(len(every))}
    for status in STATUS:
        count = sum(_status(one) == status for one in every)
        share = Fraction(count * 100, len(every) or 1)
        words[status] = {
            "jumlah": str(count),
            "persen": f"{indonesian.decimal(share, 0 if share.denominator == 1 else 2, desimal)}%",
        }
    return words


def _strategy(every: Sequence[PlanItem]) -> list[Words]:
    found = [(one.program.kegiatan or "", one.strategi) for one in every if one.strategi and _status(one) != "sudah"]
    return [
        {
            "nomor": str(number),
            "kegiatan": kegiatan,
            "uraian": strategi.uraian,
            "target": strategi.target,
            "penanggung_jawab": strategi.penanggung_jawab,
            "pemangku": strategi.pemangku or indonesian.DASH,
        }
        for number, (kegiatan, strategi) in enumerate(found, 1)
    ]
