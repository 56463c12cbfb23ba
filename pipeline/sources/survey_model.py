"""What a file may say of a survey: its elements and services, how it is counted, what was published of it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    model_validator,
)

from pipeline.problems.phrase import ucap
from pipeline.sources.types import (
    Bobot,
    Cacah,
    Desimal,
    IdMasa,
    Jumlah,
    Kunci,
    Model,
    Seri,
    Skor,
    Tanggal,
    Teks,
    Tercetak,
    YaTidak,
    expect,
    sekali,
)


class Unsur(Model):
    """An element of the survey: `nama` in full, `sebutan` where the letter lists it."""

    kode: Teks
    nama: Teks
    sebutan: Teks | None = None
    pernyataan: Annotated[list[Kunci], Field(min_length=1)] | None = None
    label: dict[str, Skor] | None = None


class Jenjang(Model):
    """A grade of an interval table: the lowest index that earns it, its letter, how the service performs."""

    mulai: Desimal
    huruf: Teks
    kinerja: Teks


class Skema(Model):
    """A set of elements with an index of its own; the first of an institution is its main one."""

    nama: Teks
    unsur: Annotated[dict[Kunci, Unsur], Field(min_length=1)]
    bobot: Bobot = "sama"
    jumlah_bobot: Desimal = Decimal(1)
    pembulatan: Literal["akhir", "nrr-2", "rerata-2", "rerata-3", "tertimbang-3"] = "akhir"
    gabungan: Literal["responden", "rata-rata-layanan", "tertimbang"] = "responden"
    tabel: Literal["permenpan-2017", "kepmenpan-2004"] = "permenpan-2017"
    jenjang: Annotated[list[Jenjang], Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _bobot_cocok(self) -> "Skema":
        if isinstance(self.bobot, dict):
            if set(self.bobot) != set(self.unsur):
                raise expect("`bobot` untuk setiap unsur skema ini, dan hanya untuk itu")
            total = sum(self.bobot.values(), Decimal())
            if total != self.jumlah_bobot:
                raise expect(
                    ucap(
                        "`bobot` yang berjumlah {sum} (`jumlah_bobot`); jumlahnya {total}",
                        sum=self.jumlah_bobot,
                        total=total,
                    )
                )
        elif self.jumlah_bobot != 1:
            raise expect("`jumlah_bobot` hanya bersama `bobot` per unsur")
        return self

    @model_validator(mode="after")
    def _tabel_menurun(self) -> "Skema":
        starts = [one.mulai for one in self.jenjang or ()]
        if starts != sorted(set(starts)):
            raise expect("`jenjang` dari mutu terendah ke tertinggi, `mulai` selalu naik")
        return self


class Layanan(Model):
    """A service of a unit; its place is its place in the list."""

    nama: Teks
    singkat: Teks | None = None
    bobot: Desimal | None = None


class Kelompok(Model):
    """How a profile column is printed: what its cells mean, or where numbers are cut."""

    nama: Teks | None = None
    isi: dict[str, Teks] | None = None
    batas: Annotated[list[Cacah], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _naik(self) -> "Kelompok":
        if self.batas is not None and self.batas != sorted(set(self.batas)):
            raise expect("`batas` yang selalu naik")
        return self


class Masukan(Model):
    """How files of answers are read: the office's own column names, and what its labels score."""

    kolom: dict[str, Kunci] | None = None
    label: dict[str, Skor] | None = None


class Survei(Model):
    """The survey itself: when it was held, how many were served, how large a fall is worth a word, and since when."""

    mulai: Tanggal | None = None
    selesai: Tanggal | None = None
    populasi: Jumlah | None = None
    turun: Desimal | None = None
    pembanding: IdMasa | None = None


class Tercatat(Model):
    """Figures as published for a service or a row."""

    nrr: dict[Kunci, Tercetak] | None = None
    rata_rata: Tercetak | None = None
    ikm: Tercetak | None = None
    mutu: Teks | None = None
    responden: Cacah | None = None


class TercatatSkema(Tercatat):
    """Figures as published for a scheme: of the unit, and of its services."""

    layanan: dict[Kunci, Tercatat] | None = None


class Publikasi(TercatatSkema):
    """Figures as published: those of the main scheme, and by name those of others."""

    skema: dict[Kunci, TercatatSkema] | None = None
    ketat: YaTidak = False


class Prioritas(Model):
    """Which elements to improve: a named rule with the one figure or list that it needs."""

    cara: Literal["di-bawah-rata-rata", "terendah", "ambang", "pilihan"]
    jumlah: Jumlah | None = None
    ambang: Desimal | None = None
    unsur: Annotated[list[Kunci], AfterValidator(sekali)] | None = None
    alasan: Teks | None = None
    basis: Literal["unit", "layanan-terlemah"] = "unit"
    seri: Seri | None = None

    @model_validator(mode="after")
    def _seri(self) -> "Prioritas":
        if self.seri is not None and self.cara != "terendah":
            raise expect("`seri` hanya bersama `cara: terendah`")
        return self

    @model_validator(mode="after")
    def _butuh(self) -> "Prioritas":
        needs = {"terendah": ("jumlah",), "ambang": ("ambang",), "pilihan": ("unsur", "alasan")}
        for name in ("jumlah", "ambang", "unsur", "alasan"):
            needed = name in needs.get(self.cara, ())
            if needed and getattr(self, name) is None:
                raise expect(ucap("`cara: {cara}` bersama `{name}`", cara=self.cara, name=name))
            if not needed and getattr(self, name) is not None:
                raise expect(ucap("`cara: {cara}` tanpa `{name}`", cara=self.cara, name=name))
        return self
