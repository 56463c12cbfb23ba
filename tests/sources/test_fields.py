"""Every field that a file may say has an effect: changed, something printed, computed or told changes."""

import copy
import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import pytest

from pipeline.checking import check, memory
from pipeline.files import fingerprint
from pipeline.issuing import book, intact, plan, register
from pipeline.issuing.order import Order
from pipeline.lists import follow_up_list
from pipeline.making import build, document
from pipeline.making.document import Job
from pipeline.making.office import Offices, Periods
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores.sheets import reader
from pipeline.sources import models, people, register_reader, trees, workspace
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import read_yaml
from support import small
from support.paths import ROOT
from support.small import docx, p, png

MADE_UP = {
    "instansi": {
        "nama": "Kota Contoh",
        "skema": {
            "skm": {
                "nama": "SKM",
                "unsur": {
                    "waktu": {"kode": "U1", "nama": "Waktu", "sebutan": "waktu", "label": {"Cepat": "4"}},
                    "biaya": {"kode": "U2", "nama": "Biaya", "pernyataan": ["biaya_a", "biaya_b"]},
                    "sarana": {"kode": "U3", "nama": "Sarana"},
                },
            },
            "mcp": {"nama": "MCP", "unsur": {"jujur": {"kode": "M1", "nama": "Kejujuran"}}},
        },
        "nomor": {"pola": "{klasifikasi}/{urut}/{kode}/{tahun}", "klasifikasi": "065", "kode": "UJI"},
        "gaya": {"desimal": ",", "semester": "arab"},
        "pejabat": {"sekda": {"jabatan": "Sekda", "nama": "Rekaan", "nip": "1", "pangkat": "IV", "atas_nama": "Wali"}},
        "jawaban": {"kolom": {"Pertanyaan 1": "waktu"}, "label": {"Lambat": "1"}},
    },
    "unit": {"nama": "Loket Contoh", "kepala": {"jabatan": "Kepala", "nama": "Puan", "nip": "2", "pangkat": "III"}},
    "periode": {},
    "unit-periode": {
        "tempat": "Kota",
        "sifat": "Biasa",
        "kerahasiaan": "Terbatas",
        "salinan": ["Bupati"],
        "paraf": ["Kepala Bagian"],
        "tanda_tangan": "basah",
        "lampiran": "1 berkas",
        "hal": "Hasil SKM",
        "yth": "Camat",
        "di": "Tempat",
        "tembusan": ["Bupati"],
        "penandatangan": {
            "jabatan": "Sekretaris",
            "nama": "Nyonya",
            "nip": "3",
            "pangkat": "II",
            "atas_nama": "Bupati",
        },
        "kop": {
            "baris": ["KOTA", "KANTOR"],
            "alamat": "Jalan 1",
            "telepon": "1",
            "laman": "a.id",
            "pos_el": "a@b.id",
            "kode_pos": "1",
            "logo": "logo.png",
            "keterangan_logo": "Lambang",
        },
        "klasifikasi": "065.1",
        "kode": "LKT",
        "tautan": {"hasil": "https://contoh.id/a"},
        "rujukan": {"dari": "Kepala", "nomor": "1/X", "tanggal": "2025-06-26", "hal": "Survei"},
        "batas": "2025-07-07",
        "prioritas": {"cara": "terendah", "jumlah": "1"},
        "pakai_skema": ["skm", "mcp"],
        "wilayah": "Kota",
        "laporan": {"daftar_isi": "tidak", "waktu": [{"kepala": "2025", "kolom": ["TW III", "TW IV"]}]},
        "layanan": {
            "ktp": {"nama": "Kartu Penduduk", "singkat": "KTP", "bobot": "1"},
            "kk": {"nama": "Kartu Keluarga", "singkat": "KK", "bobot": "2"},
        },
        "survei": {
            "pelaksana": "Tim",
            "metode": "daring",
            "lokasi": "loket",
            "mulai": "2025-01-01",
            "selesai": "2025-06-30",
            "foto": [{"berkas": "b.png", "keterangan": "Loket"}],
        },
        "publikasi_media": [
            {
                "media": "Papan",
                "jenis": "papan",
                "tanggal": "2025-06-20",
                "tautan": "https://contoh.id/p",
                "foto": {"berkas": "a.png", "keterangan": "Papan"},
            }
        ],
        "profil": {
            "jenis_kelamin": {"nama": "Jenis Kelamin", "isi": {"L": "Laki-laki"}},
            "umur": {"batas": ["20", "40"]},
        },
        "saran": ["Tambah kursi"],
        "publikasi": {"skema": {"mcp": {}}},
        "rtl": [
            {
                "unsur": "waktu",
                "program": [
                    {
                        "kode": "p1",
                        "kegiatan": "Menambah loket",
                        "waktu": ["TW III"],
                        "penanggung_jawab": "Kasi",
                        "tanggal": "2025-07-01",
                        "realisasi": {
                            "status": "proses",
                            "tanggal": "2025-07-02",
                            "uraian": "Mulai",
                            "foto": [{"berkas": "a.png", "keterangan": "Rapat"}],
                            "bukti": "Notula",
                            "hambatan": "Dana",
                            "alasan": "Menunggu",
                        },
                        "strategi": {
                            "uraian": "Tender",
                            "target": "TW IV",
                            "penanggung_jawab": "Kabid",
                            "pemangku": "A",
                        },
                    }
                ],
            }
        ],
        "responden": {"jenis_kelamin": {"L": "2", "P": "2"}, "umur": {"19": "1", "30": "3"}},
        "dokumen": {
            "surat": {
                "nomor": "065.1/7/LKT/2025",
                "tanggal": "2025-07-02",
                "perubahan": {"ke": "1", "alasan": "Ralat"},
            },
            "laporan": {"tanggal": "2025-07-02"},
        },
    },
    "jenis": {
        "judul": "Hasil",
        "sebutan": "surat",
        "kosakata": ["surat", "unit", "periode", "hasil", "layanan", "profil"],
    },
    "agenda": {},
}
"""A made-up office: a value for nearly every field."""
HERE = "periods/2025S1/kota/"
FILES = {
    "instansi": "units/kota/instansi.yaml",
    "unit": "units/kota/loket.yaml",
    "periode": f"{HERE}periode.yaml",
    "unit-periode": f"{HERE}loket.yaml",
    "jenis": "templates/surat/jenis.yaml",
    "agenda": "register/kota/2025/0001.yaml",
}
MODELS: dict[str, type[Model]] = {
    "instansi": models.Instansi,
    "unit": models.Unit,
    "periode": models.Periode,
    "unit-periode": models.UnitPeriode,
    "jenis": models.Jenis,
    "agenda": register_reader.Entry,
}
ANSWERS = (
    "unit,layanan,Pertanyaan 1,biaya_a,biaya_b,sarana,jujur,jenis_kelamin,umur,tanggal\n"
    "loket,KTP,Cepat,3,3,2,4,L,19,2025-02-03\nloket,KTP,Lambat,2,3,2,4,L,30,2025-02-04\n"
    "loket,KK,Cepat,2,2,2,3,P,30,2025-02-05\nloket,KK,Lambat,2,3,1,2,P,30,2025-08-06\n"
    "gerai,,Cepat,2,3,1,2,P,30,2025-02-06\ngerai,,Cepat,2,3,1,2,P,30,2025-02-06\n"
)
GERAI = {
    "dokumen": {"laporan": {"tanggal": "2025-07-02"}},
    "rtl": [
        {"unsur": "sarana", "program": [{"kegiatan": "Menata", "realisasi": {"status": "belum", "alasan": "Dana"}}]}
    ],
    **{name: MADE_UP["unit-periode"][name] for name in ("batas", "rujukan", "prioritas")},
}
SCAN = b"%PDF-1.4 buatan"
FINGERPRINT = fingerprint.sha(SCAN)
TEMPLATE = docx(p("{{ nomor }} {{ batas.tanggal }} {{ rujukan.nomor }}"))


def paths(annotation: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Return the path of every field that a model accepts; `*` is any name of a mapping and any place in a list."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from paths(inner[0], path)
    elif origin in (Union, UnionType):
        for choice in inner:
            yield from paths(choice, path) if choice is not type(None) else ()
    elif origin in (list, dict):
        yield from paths(inner[-1], (*path, "*"))
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        for name, field in annotation.model_fields.items():
            yield from paths(field.annotation, (*path, name))
    else:
        yield ".".join(path)


def steps(data: Any, path: str) -> list[Any]:
    """Return a path with its stars resolved to the first name or item that the data has."""
    found: list[Any] = []
    for step in path.split("."):
        if isinstance(data, list):
            found.append(0 if step == "*" else int(step))
            data = data[found[-1]] if found[-1] < len(data) else None
        else:
            names = data if isinstance(data, dict) else {}
            found.append(next(iter(names), "*") if step == "*" else step)
            data = names.get(found[-1])
    return found


def said(data: Any, path: str) -> Any:
    for step in steps(data, path):
        data = (
            data[step]
            if (isinstance(data, list) and step < len(data)) or (isinstance(data, dict) and step in data)
            else None
        )
    return data


def put(data: Any, path: str, value: Any) -> None:
    *way, last = steps(data, path)
    for step in way:
        data = data[step] if isinstance(data, list) else data.setdefault(step, {})
    if value is None:
        del data[last]
    elif isinstance(data, list) and last == len(data):
        data.append(value)
    else:
        data[last] = value


def _told(found: Problem) -> tuple[str, ...]:
    """Return a problem without its line and column, which move with every change of a text before it."""
    return (found.place.file, found.code, *(f"{name}={value}" for name, value in found.values))


def observed(root: Path, files: dict[str, Any]) -> Iterator[str]:
    """Yield all that is printed, computed and told of an office, what most fields change and is soonest made first."""
    texts = {
        FILES[name]: json.dumps(data, ensure_ascii=False) if data or name == "periode" else None
        for name, data in files.items()
    }
    texts |= {
        f"{HERE}skor.csv": ANSWERS,
        "templates/surat/bawaan.docx": TEMPLATE,
        "templates/laporan/bawaan.docx": TEMPLATE,
        "templates/laporan/jenis.yaml": (
            "judul: Laporan\nsebutan: laporan\n"
            "kosakata: [surat, unit, periode, survei, hasil, layanan, riwayat, tindak_lanjut, kuesioner, "
            "publikasi_media]\n"
        ),
        "units/kota/gerai.yaml": "nama: Gerai\n",
        f"{HERE}gerai.yaml": json.dumps(GERAI),
        "register/kota/2025/0001/a.pdf": SCAN,
        "units/kota/logo.png": png(1, 1),
        f"{HERE}foto/a.png": png(1, 1),
        f"{HERE}foto/b.png": png(1, 1),
        "units/kota/lain.png": png(1, 1),
        "periods/2024S2/kota/periode.yaml": "dokumen: {surat: {tanggal: 2025-01-02}}\n",
        "periods/2024S1/kota/periode.yaml": "dokumen: {surat: {tanggal: 2024-07-02}}\n",
        "periods/2024S2/kota/loket.yaml": "rtl: [{unsur: biaya, program: [{kode: q1, kegiatan: Menata}]}]\n",
        "periods/2024S1/kota/loket.yaml": "rtl: [{unsur: biaya, program: [{kode: q1, kegiatan: Menata ulang}]}]\n",
        "periods/2024S2/kota/skor.csv": "unit,waktu,biaya_a,biaya_b,sarana,jujur\nloket,4,4,4,4,4\n",
        "periods/2024S1/kota/skor.csv": "unit,waktu,biaya_a,biaya_b,sarana,jujur\nloket,3,3,3,3,3\n",
    }
    small.put(root, texts)
    masa = workspace.period(root, small.MASA)
    offices = Offices(root, masa)
    for kind in ("surat", "laporan") if "kota" in offices else ():
        try:
            work = Job(kind, workspace.jenis(root, kind), offices)
            issued = offices["kota"].issued(kind, []).get(("kota", "loket"))
            dossier = offices["kota"].dossier("loket", *document.layers_above(issued))
            if kind not in dossier.effective.dokumen:
                continue
            siap = document.prepare(work, dossier)
            yield repr([siap.words, siap.properties, [_told(one) for one in siap.warnings]])
        except Refusal as fault:
            yield repr([_told(one) for one in fault.problems])
    entries = register_reader.entries(root, "kota", [])
    yield repr([list(book.entry_rows(entries)), [_told(one) for one in intact.whole_archive(root)]])
    yield repr([workspace.jenis(root, "surat").sebutan, follow_up_list.collect(root, masa, None).rows])
    yield repr(register.reserved(register.open_register(Periods(root), "kota", [])))
    checked = check.run(root, masa)
    yield repr([*map(_told, checked.problems), memory.acknowledged([checked]), build.left_out(root, masa)])
    planned = plan.plan_of(root, Order(masa, "laporan"))
    yield repr([[(one.status, one.nomor, one.yth) for one in planned.lines], [one.file for one in planned.entry_file]])
    yield repr([_told(one) for one in (*planned.problems, *planned.warnings)])


class Row(NamedTuple):
    """What a field is changed to, and what else the office says meanwhile; `ties` says that it fits only one value."""

    value: Any
    given: Mapping[str, Any] = {}
    ties: bool = False


CHOSEN = {"unit-periode:prioritas": {"cara": "pilihan", "unsur": ["waktu"], "alasan": "Aduan"}}
CITED = {"unit-periode:rujukan": {"jenis": "surat", "periode": "2024S2", "dari": "Kepala"}}
CARRIED = {
    "unit-periode:lanjutan": {
        "periode": "2024S2",
        "realisasi": {
            "q1": {
                "status": "proses",
                "tanggal": "2025-06-02",
                "uraian": "Mulai",
                "foto": [{"berkas": "a.png", "keterangan": "Rapat"}],
                "bukti": "Notula",
                "hambatan": "Dana",
                "alasan": "Menunggu",
            }
        },
        "strategi": {"q1": {"uraian": "Tender", "target": "2025", "penanggung_jawab": "Kabid", "pemangku": "A"}},
    }
}
NUMBERED = {
    "instansi:nomor_jenis": {
        "laporan": {"pola": "{klasifikasi}/{urut}/{kode}/{tahun}/L", "klasifikasi": "066", "kode": "LAP"}
    },
    "unit-periode:klasifikasi": None,
    "unit-periode:kode": None,
}
OWN_TABLE = [{"mulai": "25", "huruf": "X", "kinerja": "Lemah"}, {"mulai": "60", "huruf": "Y", "kinerja": "Kuat"}]
RESERVED = [{"dari": "8", "sampai": "9", "untuk": "Pimpinan"}]
PRINTED = {"nrr": {"waktu": "2,50"}, "rata_rata": "2,33", "ikm": "58,33", "mutu": "D", "responden": "4"}
PRINTED_MCP = {"nrr": {"jujur": "3,25"}, "rata_rata": "3,25", "ikm": "81,25", "mutu": "B", "responden": "4"}
KTP = {"nrr": {"waktu": "2,50"}, "rata_rata": "2,58", "ikm": "64,58", "mutu": "D", "responden": "2"}
KTP_MCP = {"nrr": {"jujur": "4,00"}, "rata_rata": "4,00", "ikm": "100,00", "mutu": "A", "responden": "2"}
DECLARED = {
    "unit-periode:publikasi": {
        **PRINTED,
        "layanan": {"ktp": KTP},
        "skema": {"mcp": {**PRINTED_MCP, "layanan": {"ktp": KTP_MCP}}},
    }
}
FIGURES = {"nrr.*": "3,99", "rata_rata": "3,99", "ikm": "99,99", "mutu": "Z", "responden": "9"}
LETTER = {
    f"unit-periode:dokumen.surat.{name}": MADE_UP["unit-periode"][name]
    for name in (
        "tempat",
        "sifat",
        "kerahasiaan",
        "salinan",
        "paraf",
        "tanda_tangan",
        "lampiran",
        "hal",
        "yth",
        "di",
        "tembusan",
        "penandatangan",
        "kop",
    )
}
ENTRY = {
    "agenda:": {
        "nomor": "065/1/UJI/2025",
        "urut": "1",
        "tanggal": "2025-07-02",
        "hal": "Hasil",
        "yth": "Camat",
        "dari": "Sekda",
        "periode": "2025S1",
        "jenis": "laporan",
        "surat": [{"unit": "loket", "yth": "Camat", "hal": "Hasil", "tanggal": "2025-07-02"}],
        "catatan": "Diantar",
        "mengganti": "9/X",
    }
}
TABLE = {"jenis": "tabel", "arti": "x", "kolom": {"a": {"jenis": "teks", "arti": "x"}}}


NEEDED = {"jenis:syarat": [{"kata": "tembusan", "sekurangnya": "2", "sebab": "Rekaan"}]}


def fact(kind: dict[str, Any], value: Any) -> dict[str, Any]:
    """Return an office whose letter has a fact of its own."""
    said = {"unit-periode:dokumen.surat.isi": {"acara": value} if value else {}}
    return {"jenis:kosakata": [*MADE_UP["jenis"]["kosakata"], "isi"], "jenis:isi": {"acara": kind}, **said}


def ruled(**rules: Any) -> dict[str, Any]:
    """Return an office that has rules of layout."""
    return {"instansi:kaidah": {"sumber": "x", **rules}}


REVISED = {**ENTRY, "agenda:surat.0.revisi": "1", "agenda:surat.0.alasan": "Ralat"}


def _scheme(path: str) -> str:
    return f"skema.*.{path}"


ROWS: dict[str, dict[str, Row]] = {
    "instansi": {
        "kaidah.sumber": Row("y", ruled(nomor_halaman="ya")),
        "kaidah.kecuali.*": Row("surat", ruled(nomor_halaman="ya", kecuali=["laporan"])),
        "kaidah.nomor_halaman": Row("ya", ruled()),
        "kaidah.gelar": Row("ya", ruled()),
        "kaidah.nip_pangkat": Row(
            "ya", {**ruled(), "unit-periode:penandatangan": {"jabatan": "Lurah", "nama": "Tuan"}}
        ),
        "kaidah.tanpa_nip.*": Row("Sekretaris", ruled(tanpa_nip=["Bupati"])),
        "kaidah.sifat.*": Row("Segera", ruled(sifat=["Biasa"])),
        "kaidah.kerahasiaan.*": Row("Rahasia", ruled(kerahasiaan=["Terbatas"])),
        "kaidah.bernomor_salinan.*": Row(
            "Rahasia", {**ruled(bernomor_salinan=["Terbatas"]), "unit-periode:salinan": None}
        ),
        "kaidah.arsip": Row("ya", ruled()),
        "pejabat.*.untuk_beliau": Row("Asisten"),
        "pejabat.*.pelaksana": Row("Plt"),
        _scheme("unsur.*.pernyataan.*"): Row(
            "biaya_a",
            {"instansi:skema.skm.unsur.waktu.pernyataan": ["waktu"], "instansi:skema.skm.unsur.biaya.pernyataan": None},
        ),
        _scheme("unsur.*.label.*"): Row("2"),
        _scheme("unsur.*.pertanyaan.*"): Row("Apa?", {"instansi:skema.skm.unsur.waktu.pertanyaan": ["Lain?"]}),
        _scheme("formulir.*"): Row("biaya", {"instansi:skema.skm.formulir": ["waktu", "biaya", "sarana"]}, ties=True),
        _scheme("bobot"): Row("dua-desimal"),
        _scheme("jumlah_bobot"): Row(
            "2",
            {
                "instansi:skema.skm.bobot": {"waktu": "0,2", "biaya": "0,3", "sarana": "0,5"},
                "instansi:skema.skm.jumlah_bobot": "1",
            },
            ties=True,
        ),
        _scheme("pembulatan"): Row("rerata-2", {"instansi:skema.skm.bobot": "tiga-desimal"}),
        _scheme("gabungan"): Row("rata-rata-layanan"),
        _scheme("tabel"): Row("kepmenpan-2004"),
        _scheme("jenjang.*.mulai"): Row("26", {"instansi:skema.skm.jenjang": OWN_TABLE}),
        _scheme("jenjang.*.huruf"): Row("Q", {"instansi:skema.skm.jenjang": OWN_TABLE}),
        _scheme("jenjang.*.kinerja"): Row("Payah", {"instansi:skema.skm.jenjang": OWN_TABLE}),
        **{
            f"nomor.{name}": row
            for name, row in {
                "per.*": Row("klasifikasi", {"instansi:nomor.per": ["tahun"]}),
                "mulai": Row("30"),
                "lebar": Row("4"),
                "satu_untuk": Row("kelompok"),
                "cadangan.*.dari": Row("9", {"instansi:nomor.cadangan": RESERVED}),
                "cadangan.*.sampai": Row("8", {"instansi:nomor.cadangan": RESERVED}),
                "cadangan.*.untuk": Row("Tamu", {"instansi:nomor.cadangan": [{**RESERVED[0], "dari": "7"}]}),
                "perubahan": Row("Ralat {ke}: {hal}"),
                "klasifikasi": Row("067", {"unit-periode:klasifikasi": None}),
                "kode": Row("LAIN", {"unit-periode:kode": None}),
            }.items()
        },
        "pejabat.*.jabatan": Row("Asisten", {"unit-periode:penandatangan": "sekda"}),
        "gaya.desimal": Row("."),
        "gaya.semester": Row("romawi"),
        "jawaban.kolom.*": Row("sarana", {}),
        "jawaban.label.*": Row("3"),
        "status_program.*": Row(
            "belum",
            {
                "instansi:status_program": {"berjalan": "proses"},
                "unit-periode:rtl.0.program.0.realisasi.status": "berjalan",
            },
        ),
    },
    "unit": {
        "kepala.atas_nama": Row("Bupati", {"unit-periode:penandatangan": "kepala"}),
        "kepala.untuk_beliau": Row("Asisten", {"unit-periode:penandatangan": "kepala"}),
        "kepala.pelaksana": Row("Plh", {"unit-periode:penandatangan": "kepala"}),
    },
    "periode": {
        "bagian": Row("jawaban"),
        "tidak_disurvei.*": Row("Dana", {"periode:tidak_disurvei": {"gerai": "Pindah"}}),
    },
    "unit-periode": {
        **{
            f"dokumen.*.{path}": Row(value, LETTER)
            for path, value in {
                "tempat": "Desa",
                "sifat": "Penting",
                "kerahasiaan": "Rahasia",
                "salinan.*": "Arsip",
                "paraf.*": "Asisten",
                "tanda_tangan": "draf",
                "lampiran": "2 lembar",
                "hal": "Lain",
                "yth": "Lurah",
                "di": "Sana",
                "tembusan.*": "Arsip",
                "penandatangan.jabatan": "Asisten",
                "penandatangan.nama": "Tuan",
                "penandatangan.nip": "4",
                "penandatangan.pangkat": "I",
                "penandatangan.atas_nama": "Wali",
                "penandatangan.untuk_beliau": "Asisten",
                "penandatangan.pelaksana": "Plt",
                "kop.baris.*": "PROVINSI",
                "kop.alamat": "Jalan 2",
                "kop.telepon": "2",
                "kop.laman": "b.id",
                "kop.pos_el": "c@d.id",
                "kop.kode_pos": "2",
                "kop.logo": "tiada.png",
                "kop.keterangan_logo": "Gambar",
            }.items()
        },
        "dokumen.*.klasifikasi": Row("070", {"unit-periode:dokumen.surat.nomor": None}),
        "dokumen.*.kode": Row("SRT", {"unit-periode:dokumen.surat.nomor": None}),
        "dokumen.*.perubahan.ke": Row("2"),
        "dokumen.*.isi.*": Row("Rapat", fact({"jenis": "teks", "arti": "x"}, "Raker")),
        "penandatangan.untuk_beliau": Row("Asisten"),
        "penandatangan.pelaksana": Row("Plt"),
        "lampiran": Row("2 lembar"),
        "tanda_tangan": Row("draf"),
        "kop.logo": Row("tiada.png"),
        "tautan.*": Row("https://contoh.id/b"),
        "rujukan.jenis": Row("laporan", CITED),
        "rujukan.periode": Row("2024S1", CITED),
        "rujukan.dari": Row("Lain"),
        "batas": Row("2025-07-08"),
        "prioritas.cara": Row("ambang", ties=True),
        "prioritas.jumlah": Row("2"),
        "prioritas.ambang": Row("2,4", {"unit-periode:prioritas": {"cara": "ambang", "ambang": "2"}}),
        "prioritas.unsur.*": Row("biaya", CHOSEN),
        "prioritas.alasan": Row("Arahan", CHOSEN),
        "prioritas.basis": Row("layanan-terlemah"),
        "prioritas.seri": Row(
            "semua", {"unit-periode:prioritas": {"cara": "terendah", "jumlah": "2", "seri": "urutan"}}
        ),
        "pakai_skema.*": Row("mcp", {"unit-periode:pakai_skema": ["skm"]}),
        "laporan.daftar_isi": Row("ya"),
        "laporan.tanggal_realisasi": Row("tidak"),
        "laporan.persen": Row("50"),
        "layanan.*.bobot": Row("5", {"instansi:skema.skm.gabungan": "tertimbang"}),
        "survei.populasi": Row("500"),
        "survei.foto.*.berkas": Row("tiada.png"),
        "publikasi_media.*.jenis": Row("laman"),
        "publikasi_media.*.tanggal": Row("2025-06-21"),
        "publikasi_media.*.tautan": Row("https://contoh.id/q"),
        "publikasi_media.*.foto.berkas": Row("tiada.png"),
        "survei.turun": Row("1"),
        "survei.pembanding": Row("2024S1"),
        "survei.mulai": Row("2025-03-01"),
        "survei.selesai": Row("2025-09-01"),
        "profil.*.batas.*": Row("18", {"unit-periode:profil": {"umur": {"batas": ["20", "40"]}}}),
        "libur.tambah.*": Row("2025-07-07", {"unit-periode:libur": {"tambah": []}}),
        "libur.kecuali.*": Row(
            "2025-07-06", {"unit-periode:batas": "2025-07-06", "unit-periode:libur": {"kecuali": []}}
        ),
        "diketahui.*.kode": Row("S161", {"unit-periode:diketahui": [{"kode": "C003", "alasan": "Tahu"}]}),
        "diketahui.*.alasan": Row("Sudah", {"unit-periode:diketahui": [{"kode": "S161", "alasan": "Tahu"}]}),
        **{
            f"publikasi.{at}{path}": Row(value, DECLARED)
            for path, value in FIGURES.items()
            for at in ("", "layanan.*.", "skema.*.", "skema.*.layanan.*.")
        },
        "publikasi.ketat": Row("ya", {"unit-periode:publikasi": {**PRINTED, "ikm": "99,99"}}),
        "saran_unsur.*.*": Row("Lain", {"unit-periode:saran_unsur": {"sarana": ["Tidak ada"]}}),
        "rtl.*.unsur": Row("sarana"),
        "rtl.*.program.*.waktu.*": Row("TW IV"),
        "rtl.*.program.*.realisasi.foto.*.berkas": Row("tiada.png"),
        "lanjutan.periode": Row("2024S1", CARRIED),
        "lanjutan.realisasi.*.kegiatan": Row("Lain", CARRIED),
        "lanjutan.realisasi.*.status": Row("belum", CARRIED),
        "lanjutan.realisasi.*.foto.*.berkas": Row("tiada.png", CARRIED),
        "responden.*.*": Row("9"),
        "rtl.*.program.*.kode": Row("p2", {"unit-periode:rtl.0.program.1": {"kode": "p2", "kegiatan": "Lain"}}),
        "rtl.*.program.*.realisasi.status": Row("belum"),
    },
    "jenis": {
        "kosakata.*": Row("riwayat"),
        "cakupan": Row("periode"),
        "bernomor": Row("tidak", {"unit-periode:dokumen.surat.nomor": None}),
        "isi.*.jenis": Row("bilangan", fact({"jenis": "teks", "arti": "x"}, "Raker")),
        "isi.*.dari_surat": Row(
            "sesudah", fact({"jenis": "tanggal", "arti": "x", "dari_surat": "sebelum"}, "2025-08-01")
        ),
        "syarat.*.kata": Row(None, NEEDED),
        "syarat.*.sekurangnya": Row("1", NEEDED),
        "syarat.*.sebab": Row(None, NEEDED),
        "isi.*.wajib": Row("tidak", fact({"jenis": "teks", "arti": "x"}, None)),
        "isi.*.dari": Row("bilangan", fact({"jenis": "daftar", "dari": "teks", "arti": "x"}, ["a"])),
        "isi.*.kolom.*.jenis": Row("bilangan", fact(TABLE, [{"a": "b"}])),
        "isi.*.kolom.*.wajib": Row("tidak", fact(TABLE, [{}])),
    },
    "agenda": {
        "surat.*.unit": Row("lain", ENTRY),
        "yth": Row("Lurah", {**ENTRY, "agenda:surat.0.yth": None}),
        "surat.*.hal": Row("Lain", {**ENTRY, "unit-periode:rujukan": {"jenis": "laporan"}}),
        "surat.*.tanggal": Row("2025-07-03", ENTRY),
        "periode": Row("2024S2", ENTRY),
        "surat.*.revisi": Row("2", REVISED),
        "surat.*.alasan": Row("Lagi", REVISED),
        "surat.*.sidik": Row("1" * 64, ENTRY),
        "surat.*.pdf": Row("1" * 64, {**ENTRY, "agenda:surat.0.sidik": "1" * 64}),
        "surat.*.diganti": Row("8/X", ENTRY),
        "batal": Row("Salah", ENTRY),
        "lampiran.*.berkas": Row("lain.pdf", {**ENTRY, "agenda:lampiran": [{"berkas": "a.pdf", "sidik": FINGERPRINT}]}),
        "lampiran.*.sidik": Row("1" * 64, {**ENTRY, "agenda:lampiran": [{"berkas": "a.pdf", "sidik": FINGERPRINT}]}),
    },
}
"""How a field is changed that is not simply another text, by the kind of its file."""
SHOWN_ELSEWHERE = {
    ("unit-periode", "dokumen.*.diterima"): "tests/lists/test_year_table.py",
    ("unit", "dikenal_sebagai.*"): "tests/scores/test_orphans.py",
    ("instansi", "situs.alamat"): "tests/issuing/test_verification_page.py",
    ("instansi", "situs.terkecil"): "tests/publish/test_site.py",
    ("instansi", "situs.layanan"): "tests/publish/test_site.py",
    ("instansi", "situs.saran"): "tests/publish/test_site.py",
    ("agenda", "surat.*.token"): "tests/issuing/test_verification_page.py",
    ("instansi", "jawaban.baris_jumlah"): "tests/starting/test_mapping.py",
    **{
        ("instansi", f"kaidah.{field}"): "tests/documents/test_layout_rules.py"
        for field in ("kertas", "huruf.*", "ukuran.*", "kepala.*")
    },
    **{
        ("instansi", f"kaidah.margin.{side}"): "tests/documents/test_layout_rules.py"
        for side in ("atas", "bawah", "kiri", "kanan")
    },
    ("jenis", "isi.*.arti"): "tests/sources/test_facts.py",
    ("jenis", "isi.*.kolom.*.arti"): "tests/sources/test_facts.py",
    ("instansi", "gaya.huruf_ketat"): "tests/issuing/test_issue_pdf.py",
    ("instansi", "skema.*.unsur.*.kata_saran.*"): "tests/scores/test_suggestions_by_element.py",
    ("instansi", "tte.akar.*"): "tests/issuing/test_trusted.py",
    ("instansi", "tte.stempel_waktu"): "tests/issuing/test_sign.py",
    **{
        ("instansi", f"tte.layanan.{field}"): "tests/issuing/test_remote.py"
        for field in ("alamat", "versi", "pengguna", "nik", "email", "tanpa_tls")
    },
    ("instansi", "tte.kaki"): "tests/words/test_signature_block.py",
    ("instansi", "tte.teks"): "tests/words/test_signature_block.py",
    ("agenda", "surat.*.tte"): "tests/issuing/test_sign.py",
}
"""What only a sheet of answers, or a PDF, brings to light, and the test that sees it."""
EVERY = [
    (name, path)
    for name, model in MODELS.items()
    for path in dict.fromkeys(paths(model))
    if name in ("unit-periode", "jenis", "agenda") or path.partition(".")[0] not in models.Shared.model_fields
]
"""Every field of every kind of file; what layers share is changed where the uppermost says it."""


def row_of(name: str, path: str) -> Row:
    """Return how a field is changed, and what the office says meanwhile: a number of a kind as a number of all."""
    rows = ROWS[name]
    general = path.replace("nomor_jenis.*.", "nomor.")
    row = rows.get(path) or rows.get(general) or Row(None)
    given = dict(row.given)
    if general != path:
        moved = {
            where.replace("instansi:nomor.", "instansi:nomor_jenis.laporan."): value for where, value in given.items()
        }
        given = {**NUMBERED, **moved, "unit-periode:dokumen.laporan.perubahan": {"ke": "1", "alasan": "Ralat"}}
    if path.startswith("lanjutan."):
        given = dict(CARRIED)
    elif path.startswith("pejabat."):
        given = {"unit-periode:penandatangan": "sekda"}
    elif name == "agenda":
        given = given or dict(ENTRY)
    return row._replace(given=given)


def office(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the made-up office with what is said beside."""
    files = copy.deepcopy(MADE_UP)
    for where, value in copy.deepcopy(dict(given)).items():
        name, _, path = where.partition(":")
        if not path:
            files[name] = value
        elif value is not None or said(files[name], path) is not None:
            put(files[name], path, value)
    return files


def accepted(name: str, data: dict[str, Any]) -> bool:
    """Return whether a file may say that."""
    node = read_yaml(json.dumps(data).encode(), "", [])
    assert node is not None
    return trees.read(MODELS[name], people.without_keys(node), []) is not None


def changed(name: str, path: str, before: dict[str, Any], row: Row) -> dict[str, Any]:
    """Return the office with another value in a field, one that the file may say."""
    old = said(before[name], path)
    texts = (f"{old} X", f"{old}9", "9", "2025-07-03", "2025-06-27") if isinstance(old, str) else ()
    for value in texts if row.value is None else (row.value,):
        after = copy.deepcopy(before)
        put(after[name], path, value)
        if after != before and (row.ties or accepted(name, after[name])):
            return after
    pytest.fail(f"no row says how {path} in {FILES[name]} is to be changed: give it an effect and a row in ROWS")


@pytest.fixture(scope="module", autouse=True)
def _read_once():
    """A file that many offices share is read once: what it comes down to is frozen, and is of its bytes alone."""
    trees_read: dict[tuple[bytes, str], tuple[Any, list[Problem]]] = {}
    sheets_read: dict[str, tuple[Any, list[Problem]]] = {}
    read_tree, read_sheet = workspace.read_yaml, reader.read

    def tree(raw: bytes, file: str, problems: list[Problem]) -> Any:
        if (raw, file) not in trees_read:
            trees_read[raw, file] = read_tree(raw, file, told := []), told
        problems += trees_read[raw, file][1]
        return trees_read[raw, file][0]

    def sheet(source: Any, file: str, sheet_format: Any, unit: str | None, problems: list[Problem]) -> Any:
        key = repr((source.read(), file, sheet_format, unit))
        source.seek(0)
        if key not in sheets_read:
            sheets_read[key] = read_sheet(source, file, sheet_format, unit, told := []), told
        problems += sheets_read[key][1]
        return sheets_read[key][0]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workspace, "read_yaml", tree)
        patched.setattr(reader, "read", sheet)
        yield


@pytest.fixture(scope="module")
def differs(tmp_path_factory):
    """Whether what is observed of an office differs from before; many fields are changed in the same one.

    Both are looked at side by side, and no longer than they are the same.
    """
    offices: dict[str, tuple[Iterator[str], list[str]]] = {}

    def before(files: dict[str, Any]) -> Iterator[str | None]:
        key = json.dumps(files)
        if key not in offices:
            offices[key] = (observed(tmp_path_factory.mktemp("before"), files), [])
        more, seen = offices[key]
        for at in itertools.count():
            if at == len(seen) and (found := next(more, None)) is not None:
                seen.append(found)
            yield seen[at] if at < len(seen) else None

    def compared(root: Path, after: dict[str, Any], files: dict[str, Any]) -> bool:
        old = before(files)
        return any(found != next(old) for found in observed(root, after)) or next(old) is not None

    return compared


def test_the_office_of_these_tests_is_accepted_and_no_row_is_of_a_field_that_is_gone():
    for name, data in MADE_UP.items():
        assert name == "agenda" or accepted(name, data)
        assert set(ROWS[name]) <= set(paths(MODELS[name]))
    assert set(EVERY) >= SHOWN_ELSEWHERE.keys()
    for (_, path), test in SHOWN_ELSEWHERE.items():
        assert path.removesuffix(".*").rpartition(".")[2] in (ROOT / test).read_text(encoding="utf-8")


def test_what_is_observed_is_the_same_when_nothing_changes(tmp_path):
    assert list(observed(tmp_path / "here", office({}))) == list(observed(tmp_path / "there", office({})))


@pytest.mark.parametrize(("name", "path"), [one for one in EVERY if one not in SHOWN_ELSEWHERE])
def test_a_field_that_is_changed_changes_something_printed_computed_or_told(tmp_path, differs, name, path):
    row = row_of(name, path)
    before = office(row.given)
    after = changed(name, path, before, row)
    assert differs(tmp_path, after, before)


@pytest.mark.parametrize("layer", ["instansi", "unit", "periode"])
@pytest.mark.parametrize("field", [name for name in models.Shared.model_fields if name != "diketahui"])
def test_what_a_lower_layer_says_has_effect_when_no_upper_one_says_it(tmp_path, differs, layer, field):
    own = (path for name, path in EVERY if name == "unit-periode" and path.partition(".")[0] == field)
    path = "dokumen.*.tanggal" if field == "dokumen" else next(own)
    row = row_of("unit-periode", path)
    before = office(row.given)
    after = changed("unit-periode", path, before, row)
    for files in (before, after):
        files[layer][field] = files["unit-periode"].pop(field)
    assert differs(tmp_path, after, before)
