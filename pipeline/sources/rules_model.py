"""What an institution's file says of the rules that its letters keep to: `kaidah`, each rule with its source."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.sources.types import DecimalText, Model, Slug, Tallied, Text, YesNo


class Margin(Model):
    """The least that is free at each side of a page, in centimetres."""

    atas: DecimalText | None = None
    bawah: DecimalText | None = None
    kiri: DecimalText | None = None
    kanan: DecimalText | None = None


_NO_MARGIN = Margin()


class Kaidah(Model):
    """The rules of layout that an institution holds its templates and letters to; what is not said is not held."""

    sumber: Text
    kecuali: list[Slug] = Field(default_factory=list)
    kertas: Literal["A4", "F4"] | None = None
    margin: Margin = _NO_MARGIN
    huruf: list[Text] = Field(default_factory=list)
    ukuran: list[Tallied] = Field(default_factory=list)
    nomor_halaman: YesNo = False
    kepala: Annotated[list[Text], Field(max_length=8)] = Field(default_factory=list)
    gelar: YesNo = False
    nip_pangkat: YesNo = False
    tanpa_nip: list[Text] = Field(default_factory=list)
    sifat: list[Text] = Field(default_factory=list)
    kerahasiaan: list[Text] = Field(default_factory=list)
    bernomor_salinan: list[Text] = Field(default_factory=list)
    arsip: YesNo = False
