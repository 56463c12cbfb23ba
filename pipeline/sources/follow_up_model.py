"""What a file may say of plans and what became of them: programmes, realisation, photos, the report's own ways."""

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from pipeline.sources.types import Desimal, IdMasa, Kunci, Model, Tanggal, Teks, Waktu, YaTidak


class Foto(Model):
    """A photo in `periods/<periode>/<instansi>/foto/`, and what it shows for who cannot see it."""

    berkas: Teks
    keterangan: Teks


class Realisasi(Model):
    """What became of a programme; `alasan` says why it is not finished, `bukti` names evidence that is no photo."""

    status: Literal["sudah", "proses", "belum"]
    tanggal: Tanggal | None = None
    uraian: Teks | None = None
    foto: list[Foto] | None = None
    bukti: Teks | None = None
    hambatan: Teks | None = None
    alasan: Teks | None = None


class RealisasiLanjutan(Realisasi):
    """What became of a programme that an earlier period planned; `kegiatan` repeats the plan's own words."""

    kegiatan: Teks | None = None


class Strategi(Model):
    """How a programme that is not finished will be."""

    uraian: Teks
    target: Teks
    penanggung_jawab: Teks
    pemangku: Teks | None = None


class Program(Model):
    """A programme of the plan; without `kegiatan` it is still to be filled in.

    `kode` is what a later period calls it, `tanggal` the day on which it was planned.
    """

    kode: Kunci | None = None
    kegiatan: Teks | None = None
    waktu: Waktu | None = None
    penanggung_jawab: Teks | None = None
    tanggal: Tanggal | None = None
    realisasi: Realisasi | None = None
    strategi: Strategi | None = None


class Rtl(Model):
    """The programmes planned for one element."""

    unsur: Kunci
    program: Annotated[list[Program], Field(min_length=1)] | None = None


class Lanjutan(Model):
    """The plan of an earlier period, answered in this one: every programme by its code."""

    periode: IdMasa
    realisasi: dict[Kunci, RealisasiLanjutan] = {}
    strategi: dict[Kunci, Strategi] = {}


class KolomWaktu(Model):
    """Columns of time in the table of plans, below one heading."""

    kepala: Teks
    kolom: Annotated[list[Teks], Field(min_length=1, max_length=12)]


class Laporan(Model):
    """How this office writes its follow-up report; `persen` is the percentage that it states, to be checked."""

    daftar_isi: YaTidak | None = None
    waktu: Annotated[list[KolomWaktu], Field(min_length=1, max_length=6)] | None = None
    tanggal_realisasi: YaTidak | None = None
    persen: Desimal | None = None
