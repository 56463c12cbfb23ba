"""What a file may say of a survey: its elements and services, how it is counted, what was published of it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    model_validator,
)

from pipeline.problems.phrase import phrase
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.types import (
    Count,
    Date,
    DecimalText,
    Key,
    Link,
    Model,
    PeriodId,
    Printed,
    Seri,
    Skor,
    Tallied,
    Text,
    Weight,
    YesNo,
    each_its_own,
    each_once,
    expect,
)

NO_ELEMENT = "lainnya"
"""Under what in `saran_unsur` a suggestion stands that is of no element."""


class Unsur(Model):
    """An element of the survey: `nama` in full, `sebutan` in letters, `pertanyaan` in the questionnaire."""

    kode: Text
    nama: Text
    sebutan: Text | None = None
    pernyataan: Annotated[list[Key], Field(min_length=1)] = Field(default_factory=list)
    pertanyaan: Annotated[list[Text], Field(min_length=1)] = Field(default_factory=list)
    label: Annotated[dict[str, Skor], AfterValidator(each_its_own)] = Field(default_factory=dict)
    kata_saran: Annotated[list[Text], AfterValidator(each_once)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _asked_once_each(self) -> "Unsur":
        asked = len(self.pernyataan) or 1
        if self.pertanyaan and len(self.pertanyaan) != asked:
            raise expect(phrase("`pertanyaan` sebanyak kolom jawaban unsur ini, yaitu {count}", count=asked))
        return self


class Jenjang(Model):
    """A grade of an interval table: the lowest index that earns it, its letter, how the service performs."""

    mulai: DecimalText
    huruf: Text
    kinerja: Text


class Skema(Model):
    """A set of elements with an index of its own; the first of an institution is its main one."""

    nama: Text
    unsur: Annotated[dict[Key, Unsur], Field(min_length=1)]
    bobot: Weight = "sama"
    jumlah_bobot: DecimalText = Decimal(1)
    pembulatan: Literal["akhir", "nrr-2", "rerata-2", "rerata-3", "tertimbang-3", "nrr-2-rerata-2"] = "akhir"
    gabungan: Literal["responden", "rata-rata-layanan", "tertimbang"] = "responden"
    tabel: Literal["permenpan-2017", "kepmenpan-2004"] = "permenpan-2017"
    jenjang: Annotated[list[Jenjang], Field(min_length=2)] = Field(default_factory=list)
    formulir: Annotated[list[Key], AfterValidator(each_once)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _form_asks_every_element(self) -> "Skema":
        if self.formulir and set(self.formulir) != set(self.unsur):
            raise expect("`formulir` yang menyebut setiap unsur skema ini satu kali")
        return self

    @model_validator(mode="after")
    def _weights_fit(self) -> "Skema":
        if isinstance(self.bobot, dict):
            if set(self.bobot) != set(self.unsur):
                raise expect("`bobot` untuk setiap unsur skema ini, dan hanya untuk itu")
            total = sum(self.bobot.values(), Decimal())
            if total != self.jumlah_bobot:
                raise expect(
                    phrase(
                        "`bobot` yang berjumlah {sum} (`jumlah_bobot`); jumlahnya {total}",
                        sum=self.jumlah_bobot,
                        total=total,
                    )
                )
        elif self.jumlah_bobot != 1:
            raise expect("`jumlah_bobot` hanya bersama `bobot` per unsur")
        return self

    @model_validator(mode="after")
    def _table_descends(self) -> "Skema":
        starts = [grade.mulai for grade in self.jenjang]
        if starts != sorted(set(starts)):
            raise expect("`jenjang` dari mutu terendah ke tertinggi, `mulai` selalu naik")
        return self


class Layanan(Model):
    """A service of a unit; its place is its place in the list."""

    nama: Text
    singkat: Text | None = None
    bobot: DecimalText | None = None


class Kelompok(Model):
    """How a profile column is printed: what its cells mean, or where numbers are cut."""

    nama: Text | None = None
    isi: Annotated[dict[str, Text], AfterValidator(each_its_own)] = Field(default_factory=dict)
    batas: Annotated[list[Tallied], Field(min_length=1)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _ascending(self) -> "Kelompok":
        if self.batas != sorted(set(self.batas)):
            raise expect("`batas` yang selalu naik")
        return self


class Masukan(Model):
    """How files of answers are read: the office's own column names, and what its labels score."""

    kolom: Annotated[dict[str, Key], AfterValidator(each_its_own)] = Field(default_factory=dict)
    label: Annotated[dict[str, Skor], AfterValidator(each_its_own)] = Field(default_factory=dict)
    baris_jumlah: Literal["tolak", "abaikan"] = "tolak"


class Survei(Model):
    """The survey itself: who held it, how, where, when, how many were served, what fall is worth a word, since when."""

    pelaksana: Text | None = None
    metode: Text | None = None
    lokasi: Text | None = None
    mulai: Date | None = None
    selesai: Date | None = None
    populasi: Count | None = None
    turun: DecimalText | None = None
    pembanding: PeriodId | None = None
    foto: list[Foto] = Field(default_factory=list)


class Tercatat(Model):
    """Figures as published for a service or a row."""

    nrr: dict[Key, Printed] = Field(default_factory=dict)
    rata_rata: Printed | None = None
    ikm: Printed | None = None
    mutu: Text | None = None
    responden: Tallied | None = None


class TercatatSkema(Tercatat):
    """Figures as published for a scheme: of the unit, and of its services."""

    layanan: dict[Key, Tercatat] = Field(default_factory=dict)


class Publikasi(TercatatSkema):
    """Figures as published: those of the main scheme, and by name those of others."""

    skema: dict[Key, TercatatSkema] = Field(default_factory=dict)
    ketat: YesNo = False


class Media(Model):
    """Where the result was made public: the medium, its kind, the day, and what shows it."""

    media: Text
    jenis: Literal["cetak", "elektronik", "media sosial", "laman", "aplikasi", "papan"]
    tanggal: Date
    tautan: Link | None = None
    foto: Foto | None = None


class Prioritas(Model):
    """Which elements to improve: a named rule with the one figure or list that it needs."""

    cara: Literal["di-bawah-rata-rata", "terendah", "ambang", "pilihan"]
    jumlah: Count | None = None
    ambang: DecimalText | None = None
    unsur: Annotated[list[Text], AfterValidator(each_once)] = Field(default_factory=list)
    alasan: Text | None = None
    basis: Literal["unit", "layanan-terlemah"] = "unit"
    seri: Seri | None = None

    @model_validator(mode="after")
    def _ties(self) -> "Prioritas":
        if self.seri is not None and self.cara != "terendah":
            raise expect("`seri` hanya bersama `cara: terendah`")
        return self

    @model_validator(mode="after")
    def _needs(self) -> "Prioritas":
        needs = {"terendah": ("jumlah",), "ambang": ("ambang",), "pilihan": ("unsur", "alasan")}
        for name in ("jumlah", "ambang", "unsur", "alasan"):
            needed = name in needs.get(self.cara, ())
            if needed and name not in self.model_fields_set:
                raise expect(phrase("`cara: {cara}` bersama `{name}`", cara=self.cara, name=name))
            if not needed and name in self.model_fields_set:
                raise expect(phrase("`cara: {cara}` tanpa `{name}`", cara=self.cara, name=name))
        return self
