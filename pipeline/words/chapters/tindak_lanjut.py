"""The chapter `tindak_lanjut`: what is planned for the priorities, and what became of it."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from pipeline.scores.ikm import half_up
from pipeline.sources import follow_up, schemes
from pipeline.sources.follow_up import Plan, PlanItem
from pipeline.sources.layers import Dossier
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Word, Words, under

ORDER, NEEDS = 80, frozenset({Need.RESULTS, Need.PLANS, Need.PHOTOS})

TICK = "√"
BLANK = "[diisi oleh unit]"
"""What stands where the unit has yet to write."""
STATUS = {"sudah": "Sudah", "proses": "Proses", "belum": "Belum"}
_ITEM = (
    ("kegiatan", "program; bernomor bila perlu dibedakan dari program lain unsur itu"),
    ("butir", "program tanpa nomornya, untuk daftar yang dinomori Word"),
    ("penanggung_jawab", "penanggung jawab program; `-` bila tidak disebut"),
)
_COUNTS = (
    ("jumlah", Number("banyaknya")),
    ("persen", Number("persentasenya, dengan tanda %, seluruhnya berjumlah 100; kosong bila tidak ada program")),
)
KATA = (
    ("laporan.daftar_isi", "`ya` bila laporan memuat daftar isi; selain itu kosong"),
    ("laporan.tanggal_realisasi", "`ya` bila tabel realisasi memuat tanggal; selain itu kosong"),
    ("rtl.jumlah", Number("banyaknya unsur yang direncanakan perbaikannya")),
    ("rtl.terbilang", "banyaknya unsur itu dengan huruf"),
    ("rtl.prioritas.jumlah", Number("banyaknya di antaranya yang menjadi prioritas menurut hasil survei")),
    ("rtl.prioritas.terbilang", "banyaknya dengan huruf"),
    ("rtl.prioritas.unsur[]", "unsur prioritas yang direncanakan, satu per satu"),
    ("rtl.lain.jumlah", Number("banyaknya di antaranya yang bukan prioritas")),
    ("rtl.lain.terbilang", "banyaknya dengan huruf"),
    ("rtl.lain.unsur[]", "unsur lain yang direncanakan, satu per satu"),
    ("rtl.belum_diisi", Number("banyaknya unsur yang programnya belum diisi; kosong bila tidak ada")),
    ("rtl.kepala[].nama", "kepala kolom waktu"),
    ("rtl.kepala[].jumlah", Number("banyaknya kolom di bawahnya")),
    ("rtl.kolom[]", "kolom waktu"),
    ("rtl.unsur[].nomor", Number("nomor unsur di tabel")),
    ("rtl.unsur[].nama", "nama unsur"),
    ("rtl.unsur[].penanggung_jawab", "penanggung jawab semua program unsur itu"),
    ("rtl.unsur[].penanggung[]", "penanggung jawab setiap program unsur itu; hanya satu bila sama bagi semuanya"),
    *((f"rtl.unsur[].program[].{name}", text) for name, text in _ITEM),
    ("rtl.unsur[].program[].waktu[]", f"isi setiap kolom waktu: `{TICK}`, kata, atau kosong"),
    ("realisasi.ada", "`ya` bila sedikitnya satu realisasi dilaporkan; selain itu kosong"),
    ("realisasi.periode", "periode rencana yang lebih awal, bila laporan ini menjawabnya; selain itu kosong"),
    ("realisasi.unsur[].nomor", Number("nomor unsur di tabel realisasi")),
    ("realisasi.unsur[].nama", "nama unsur"),
    *((f"realisasi.unsur[].program[].{name}", text) for name, text in _ITEM),
    ("realisasi.unsur[].program[].status", "Sudah, Proses, atau Belum"),
    ("realisasi.unsur[].program[].hari_tanggal", "hari dan tanggal realisasi; `-` bila tidak ada"),
    ("realisasi.unsur[].program[].uraian", "deskripsi tindak lanjut; `-` bila tidak ada"),
    ("realisasi.unsur[].program[].foto[]", "foto (gambar), satu per satu"),
    ("realisasi.unsur[].program[].bukti", "bukti selain foto; kosong bila tidak ada"),
    ("realisasi.unsur[].program[].hambatan", "tantangan atau hambatan; `-` bila tidak ada"),
    ("realisasi.jumlah", Number("banyaknya program yang dilaporkan")),
    *(word for status in STATUS for word in under(f"realisasi.{status}.", _COUNTS, after=f" yang {status}")),
    ("realisasi.belum_selesai[].kegiatan", "program yang belum selesai"),
    ("realisasi.belum_selesai[].status", "statusnya"),
    ("realisasi.belum_selesai[].alasan", "alasannya; kosong bila tidak disebut"),
    ("strategi[].nomor", Number("nomor di tabel strategi")),
    ("strategi[].kegiatan", "program yang belum selesai"),
    ("strategi[].uraian", "strategi penyelesaiannya"),
    ("strategi[].target", "target waktu"),
    ("strategi[].penanggung_jawab", "penanggung jawab"),
    ("strategi[].pemangku", "pemangku kepentingan yang terlibat; `-` bila tidak ada"),
)


def say(material: Material) -> Words:
    """Return the words of the plan, of what became of it, and of what remains to be done."""
    dossier = material.dossier
    own = _with_priorities(dossier, material.plans, material.scored.main.choice.prioritas)
    answered = _answered(own, [plan for plan in material.plans if plan.period != dossier.office.period])
    items = [item for group in answered for item in group.items]
    return {
        "laporan": {
            "daftar_isi": "ya" if dossier.effective.laporan.daftar_isi else "",
            "tanggal_realisasi": "ya" if follow_up.dated(dossier) else "",
        },
        "rtl": _plan(material, own),
        "realisasi": {
            "ada": "ya" if any(item.realisasi for item in items) else "",
            "periode": _earlier_period(dossier),
            "unsur": _numbered(material, answered, lambda group: {"program": _programmes_done(material, group)}),
            **_counts(material, items),
            "belum_selesai": [_unfinished(item) for item in items if _status(item) != "sudah"],
        },
        "strategi": _strategy(items),
    }


def _answered(own: Sequence[Plan], earlier: Sequence[Plan]) -> list[Plan]:
    """Return the plans that the report answers: the earlier ones, and this period's once anything of it is done."""
    begun = any(item.realisasi for plan in own for item in plan.items)
    return [*earlier, *(plan for plan in own if plan.items and (begun or not earlier))]


def _earlier_period(dossier: Dossier) -> str:
    period = follow_up.earlier(dossier, [])
    name = indonesian.period_name(period, dossier.office.instansi.gaya.semester) if period else ""
    return f"{name} Tahun {period.tahun}" if period else ""


def unfilled(dossier: Dossier, plan: Sequence[Plan], priorities: Sequence[str]) -> tuple[str, ...]:
    """Return the elements whose programmes the unit has yet to write: a report that has any is a draft."""
    return tuple(group.unsur for group in _with_priorities(dossier, plan, priorities) if not group.items)


def _with_priorities(dossier: Dossier, plan: Sequence[Plan], priorities: Sequence[str]) -> list[Plan]:
    """Return this period's plan; before any is written, one for every priority, still to be filled in."""
    period = dossier.office.period
    own = [group for group in plan if group.period == period]
    return own or [Plan(period, key, (), dossier.own) for key in priorities]


def _plan(material: Material, own: Sequence[Plan]) -> Words:
    groups = material.dossier.effective.laporan.waktu
    columns = follow_up.time_columns(material.dossier)
    priorities = material.scored.main.choice.prioritas
    mark = material.dossier.office.instansi.gaya.desimal
    blank = sum(not group.items for group in own)

    def words(group: Plan) -> Words:
        names = _responsible(group)
        program: list[Word] = [
            {
                "kegiatan": _activity(item, group) if len(names) > 1 else item.program.kegiatan or "",
                "butir": item.program.kegiatan or "",
                "waktu": [_cell(item, name) for name in columns],
                "penanggung_jawab": item.program.penanggung_jawab or indonesian.DASH,
            }
            for item in group.items
        ]
        empty: Words = {"kegiatan": BLANK, "butir": BLANK, "waktu": ["" for _ in columns], "penanggung_jawab": BLANK}
        return {"penanggung_jawab": _together(names), "penanggung": names, "program": program or [empty]}

    return {
        **indonesian.counted(len(own), mark),
        "prioritas": _named(material, [group.unsur for group in own if group.unsur in priorities]),
        "lain": _named(material, [group.unsur for group in own if group.unsur not in priorities]),
        "belum_diisi": indonesian.count(blank, mark) if blank else "",
        "kepala": [{"nama": group.kepala, "jumlah": indonesian.count(len(group.kolom), mark)} for group in groups],
        "kolom": [label for group in groups for label in group.kolom],
        "unsur": _numbered(material, own, words),
    }


def _named(material: Material, keys: Sequence[str]) -> Words:
    institution = material.dossier.office.instansi
    unsur = schemes.elements(institution)
    return {**indonesian.counted(len(keys), institution.gaya.desimal), "unsur": [unsur[key].nama for key in keys]}


def _cell(item: PlanItem, name: str) -> str:
    when = item.program.waktu
    return (when[name] or TICK) if name in when else ""


def _numbered(material: Material, groups: Sequence[Plan], words: Callable[[Plan], Words]) -> list[Words]:
    unsur = schemes.elements(material.dossier.office.instansi)
    return [
        {"nomor": str(number), "nama": unsur[group.unsur].nama, **words(group)}
        for number, group in enumerate(groups, 1)
    ]


def _activity(item: PlanItem, group: Plan) -> str:
    text = item.program.kegiatan or BLANK
    return f"{group.items.index(item) + 1}. {text}" if len(group.items) > 1 else text


def _responsible(group: Plan) -> list[str]:
    """Return who answers for an element: one name, or a name for every programme."""
    names = [item.program.penanggung_jawab or indonesian.DASH for item in group.items] or [BLANK]
    return names[:1] if len(set(names)) == 1 else names


def _together(names: Sequence[str]) -> str:
    """Return who answers for an element as one text, numbered as its programmes are."""
    return names[0] if len(names) == 1 else "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))


def _status(item: PlanItem) -> str:
    return item.realisasi.status if item.realisasi else "belum"


def _unfinished(item: PlanItem) -> Words:
    said = item.realisasi
    return {
        "kegiatan": item.program.kegiatan or "",
        "status": STATUS[_status(item)],
        "alasan": (said and (said.alasan or said.hambatan)) or "",
    }


def _programmes_done(material: Material, group: Plan) -> list[Word]:
    return [_done(material, item, group) for item in group.items]


def _done(material: Material, item: PlanItem, group: Plan) -> Words:
    said = item.realisasi
    day = said.tanggal if said else None
    photos = [material.photos[foto] for foto in (said.foto if said else ())]
    return {
        "kegiatan": _activity(item, group),
        "butir": item.program.kegiatan or BLANK,
        "penanggung_jawab": item.program.penanggung_jawab or indonesian.DASH,
        "status": STATUS[_status(item)],
        "hari_tanggal": f"{indonesian.weekday(day)}, {indonesian.date(day)}" if day else indonesian.DASH,
        "uraian": (said and said.uraian) or indonesian.DASH,
        "foto": photos,
        "bukti": (said and said.bukti) or ("" if photos else indonesian.DASH),
        "hambatan": (said and said.hambatan) or indonesian.DASH,
    }


def _counts(material: Material, items: Sequence[PlanItem]) -> Words:
    """Return how many there are of every status, and percentages that add up to 100; of nothing there are none."""
    mark = material.dossier.office.instansi.gaya.desimal
    counts = [sum(_status(item) == status for item in items) for status in STATUS]
    words: Words = {"jumlah": indonesian.count(len(items), mark)}
    for status, count, share in zip(STATUS, counts, _shares(counts), strict=True):
        shown = f"{indonesian.decimal(share, 0 if share.denominator == 1 else 2, mark)}%"
        words[status] = {"jumlah": indonesian.count(count, mark), "persen": shown if items else ""}
    return words


def _shares(counts: Sequence[int]) -> tuple[Fraction, ...]:
    """Return what is done and under way as anyone would compute it, and the rest as what is left of 100."""
    done, begun, left = (Fraction(half_up(Fraction(count * 100, sum(counts) or 1))) for count in counts)
    begun = begun if left else 100 - done
    return done, begun, 100 - done - begun


def _strategy(items: Sequence[PlanItem]) -> list[Words]:
    left = [item for item in items if _status(item) != "sudah"]
    found = [(item.program.kegiatan or "", item.strategi) for item in left if item.strategi]
    return [
        {
            "nomor": str(number),
            "kegiatan": activity,
            "uraian": strategy.uraian,
            "target": strategy.target,
            "penanggung_jawab": strategy.penanggung_jawab,
            "pemangku": strategy.pemangku or indonesian.DASH,
        }
        for number, (activity, strategy) in enumerate(found, 1)
    ]
