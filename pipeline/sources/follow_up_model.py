"""What a file may say of plans and what became of them: programmes, realisation, photos, the report's own ways."""

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from pipeline.sources.types import Date, DecimalText, Key, Model, PeriodId, Text, TimeSpan, YesNo


class Foto(Model):
    """A photo in `periods/<periode>/<instansi>/foto/`, and what it shows for who cannot see it."""

    berkas: Text
    keterangan: Text


Status = Literal["sudah", "proses", "belum"]


class Realisasi(Model):
    """What became of a programme; `alasan` says why it is not finished, `bukti` names evidence that is no photo."""

    status: Status
    tanggal: Date | None = None
    uraian: Text | None = None
    foto: list[Foto] = Field(default_factory=list)
    bukti: Text | None = None
    hambatan: Text | None = None
    alasan: Text | None = None


class RealisasiLanjutan(Realisasi):
    """What became of a programme that an earlier period planned; `kegiatan` repeats the plan's own words."""

    kegiatan: Text | None = None


class Strategi(Model):
    """How a programme that is not finished will be."""

    uraian: Text
    target: Text
    penanggung_jawab: Text
    pemangku: Text | None = None


class Program(Model):
    """A programme of the plan; without `kegiatan` it is still to be filled in.

    `kode` is what a later period calls it, `tanggal` the day on which it was planned.
    """

    kode: Key | None = None
    kegiatan: Text | None = None
    waktu: TimeSpan = Field(default_factory=dict)
    penanggung_jawab: Text | None = None
    tanggal: Date | None = None
    realisasi: Realisasi | None = None
    strategi: Strategi | None = None


class Rtl(Model):
    """The programmes planned for one element."""

    unsur: Text
    program: Annotated[list[Program], Field(min_length=1)] = Field(default_factory=list)


class Lanjutan(Model):
    """The plan of an earlier period, answered in this one: every programme by its code."""

    periode: PeriodId
    realisasi: dict[Key, RealisasiLanjutan] = Field(default_factory=dict)
    strategi: dict[Key, Strategi] = Field(default_factory=dict)


class KolomWaktu(Model):
    """Columns of time in the table of plans, below one heading."""

    kepala: Text
    kolom: Annotated[list[Text], Field(min_length=1, max_length=12)]


class Laporan(Model):
    """How this office writes its follow-up report; `persen` is the percentage that it states, to be checked."""

    daftar_isi: YesNo = False
    waktu: Annotated[list[KolomWaktu], Field(min_length=1, max_length=6)] = Field(default_factory=list)
    tanggal_realisasi: YesNo = True
    persen: DecimalText | None = None
