"""What each YAML file may say: a model for every kind of file."""

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from pipeline.problems.codes import CODES
from pipeline.problems.phrase import ucap
from pipeline.sources.follow_up_model import Lanjutan, Laporan, Rtl
from pipeline.sources.period import parse
from pipeline.sources.survey_model import Kelompok, Layanan, Masukan, Prioritas, Publikasi, Skema, Survei
from pipeline.sources.types import (
    AtauKunci,
    Cacah,
    Jumlah,
    Kunci,
    Lampiran,
    Model,
    Nip,
    Profil,
    Slug,
    Tanggal,
    Tautan,
    Teks,
    expect,
    pola,
    sekali,
)

_BAGIAN_NOMOR = ("klasifikasi", "urut", "kode", "tahun", "bulan", "bulan_angka")


class Kop(Model):
    """The head of the paper; the last of `baris` is the office itself."""

    baris: Annotated[list[Teks], Field(min_length=1, max_length=6)]
    alamat: Teks | None = None
    telepon: Teks | None = None
    laman: Teks | None = None
    pos_el: Teks | None = None
    kode_pos: Teks | None = None
    logo: Teks | None = None
    keterangan_logo: Teks | None = None


class Gaya(Model):
    """How this institution writes numbers and periods."""

    desimal: Literal[".", ","] = ","
    semester: Literal["arab", "romawi"] = "arab"


class Penandatangan(Model):
    """Who signs: the office, and the person who holds it."""

    jabatan: Teks
    nama: Teks
    nip: Nip | None = None
    pangkat: Teks | None = None
    atas_nama: Teks | None = None


Orang = Annotated[Penandatangan, AtauKunci()]
"""A person: written in full, or by the key that `pejabat` gives him."""


def _masa(value: object) -> object:
    if not isinstance(value, str) or not parse(value):
        raise expect("periode seperti 2025S1")
    return value


Periodik = Annotated[str, BeforeValidator(_masa)]
"""The id of a period."""


class Rujukan(Model):
    """The letter that this one refers to."""

    dari: Teks
    nomor: Teks
    tanggal: Tanggal
    hal: Teks


class RujukanJenis(Model):
    """The letter that this one refers to, by its kind: what the register says of it is taken from there."""

    jenis: Slug
    periode: Periodik | None = None
    dari: Teks | None = None


def _cara_merujuk(value: object) -> str:
    by_kind = isinstance(value, RujukanJenis) or (isinstance(value, dict) and "jenis" in value)
    return RUJUKAN[0] if by_kind else RUJUKAN[1]


RUJUKAN = ("[dicari]", "[diketik]")
"""How a letter is cited: looked up, or typed; no step of a path in a file."""
Merujuk = Annotated[
    Annotated[RujukanJenis, Tag(RUJUKAN[0])] | Annotated[Rujukan, Tag(RUJUKAN[1])], Discriminator(_cara_merujuk)
]


class Cadangan(Model):
    """A block of numbers that the pipeline does not give."""

    dari: Jumlah
    sampai: Jumlah
    untuk: Teks


class Nomor(Model):
    """How a letter is numbered: `pola` over `{klasifikasi} {urut} {kode} {tahun} {bulan} {bulan_angka}`.

    `per` is what a sequence runs over: without `tahun` it never starts again. `lebar` pads `urut` with zeros.
    `perubahan` is how the line Hal of a revised letter reads.
    """

    pola: Teks
    klasifikasi: Teks | None = None
    kode: Teks | None = None
    per: list[Literal["tahun", "klasifikasi", "kode", "jenis", "unit"]] = ["tahun"]
    mulai: Jumlah = 1
    lebar: Annotated[int, pola(r"[1-9]", "banyaknya angka, 1 sampai 9")] = 1
    satu_untuk: Literal["surat", "kelompok"] = "surat"
    cadangan: list[Cadangan] = []
    perubahan: Annotated[str, pola(r"[^{}]*(\{ke\}[^{}]*)?\{hal\}[^{}]*(\{ke\}[^{}]*)?", "teks yang memuat {hal}")] = (
        "Perubahan ke-{ke}: {hal}"
    )

    @model_validator(mode="after")
    def _kenal(self) -> "Nomor":
        names = re.findall(r"\{([^{}]*)\}", self.pola)
        known = [name for name in _BAGIAN_NOMOR if getattr(self, name, "selalu ada")]
        loose = re.sub(r"\{[a-z_]+\}", "", self.pola)
        if names.count("urut") != 1 or not set(names) <= set(known) or "{" in loose or "}" in loose:
            raise expect(ucap("pola dengan {{urut}} dan bagian di antara: {known}", known=", ".join(known)))
        return self


class Kepala(Model):
    """What stands at the head and the foot of a letter, whatever it says."""

    tempat: Teks | None = None
    sifat: Teks | None = None
    lampiran: Lampiran | None = None
    hal: Teks | None = None
    yth: Teks | None = None
    di: Teks | None = None
    tembusan: list[Teks] | None = None
    penandatangan: Orang | None = None
    kop: Kop | None = None
    klasifikasi: Teks | None = None
    kode: Teks | None = None


class Perubahan(Model):
    """The revision of an issued letter: which one it is, and why."""

    ke: Jumlah
    alasan: Teks


class Surat(Kepala):
    """One document of a unit: its number and date, and whatever differs from the unit's other documents."""

    nomor: Teks | None = None
    tanggal: Tanggal | None = None
    perubahan: Perubahan | None = None


def _kode(value: object) -> object:
    if isinstance(value, str) and value in CODES and CODES[value].warning and not value.startswith(("A", "K")):
        return value
    raise expect("kode peringatan yang dapat diketahui, seperti C003")


class Diketahui(Model):
    """A warning that the office has seen and lets stand, with its reason."""

    kode: Annotated[str, BeforeValidator(_kode)]
    alasan: Teks


class Libur(Model):
    """Days off that the holidays known to the program lack, and those that are working days after all."""

    tambah: list[Tanggal] | None = None
    kecuali: list[Tanggal] | None = None


class Bersama(Kepala):
    """What any layer may say: institution, unit, period, or the unit in the period; the later layer wins."""

    dokumen: dict[Slug, Surat] | None = None
    tautan: dict[Kunci, Tautan] | None = None
    rujukan: Merujuk | None = None
    batas: Tanggal | None = None
    prioritas: Prioritas | None = None
    pakai_skema: Annotated[list[Kunci], Field(min_length=1), AfterValidator(sekali)] | None = None
    wilayah: Teks | None = None
    laporan: Laporan | None = None
    layanan: dict[Kunci, Layanan] | None = None
    survei: Survei | None = None
    profil: dict[Profil, Kelompok] | None = None
    libur: Libur | None = None
    diketahui: list[Diketahui] | None = None


class Instansi(Bersama):
    """`units/<instansi>/instansi.yaml`: how this institution writes."""

    nama: Teks
    skema: Annotated[dict[Kunci, Skema], Field(min_length=1)]
    nomor: Nomor | None = None
    nomor_jenis: dict[Slug, Nomor] | None = None
    gaya: Gaya = Gaya()
    pejabat: dict[Kunci, Penandatangan] | None = None
    jawaban: Masukan = Masukan()


class Unit(Bersama):
    """`units/<instansi>/<unit>.yaml`: one service unit."""

    nama: Teks
    kepala: Orang | None = None


class Periode(Bersama):
    """`periods/<periode>/<instansi>/periode.yaml`: what the units share this period."""


class UnitPeriode(Bersama):
    """`periods/<periode>/<instansi>/<unit>.yaml`: this unit, this period."""

    saran: list[Teks] | None = None
    publikasi: Publikasi | None = None
    rtl: list[Rtl] | None = None
    lanjutan: Lanjutan | None = None
    responden: dict[Profil, dict[str, Cacah]] | None = None


class Gabungan(Bersama):
    """The layers laid over each other: all that is said of one unit in one period."""

    nama: Teks
    kepala: Orang | None = None
    saran: list[Teks] | None = None
    publikasi: Publikasi | None = None
    rtl: list[Rtl] | None = None
    lanjutan: Lanjutan | None = None
    responden: dict[Profil, dict[str, Cacah]] | None = None


class Jenis(Model):
    """`templates/<jenis>/jenis.yaml`: a kind of document and the chapters of words it needs."""

    judul: Teks
    sebutan: Teks
    kosakata: Annotated[list[Kunci], Field(min_length=1)]
    cakupan: Literal["unit", "periode"] = "unit"
