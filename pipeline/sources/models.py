"""What each YAML file may say: a model for every kind of file."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from pipeline.problems import catalogue
from pipeline.problems.phrase import phrase
from pipeline.sources import number_pattern
from pipeline.sources.facts_model import Butir, FactKey, countable, uncounted
from pipeline.sources.follow_up_model import Lanjutan, Laporan, Rtl, Status
from pipeline.sources.number_pattern import PARTS
from pipeline.sources.period import parse
from pipeline.sources.person_model import Orang, Penandatangan
from pipeline.sources.rules_model import Kaidah
from pipeline.sources.signature_model import State, Tte
from pipeline.sources.site_model import Situs
from pipeline.sources.survey_model import Kelompok, Layanan, Masukan, Media, Prioritas, Publikasi, Skema, Survei
from pipeline.sources.types import (
    Count,
    Date,
    Key,
    Lampiran,
    Link,
    Model,
    Pattern,
    Profil,
    Recipient,
    Slug,
    Tallied,
    Text,
    YesNo,
    each_its_own,
    each_once,
    expect,
)


class Kop(Model):
    """The head of the paper; the last of `baris` is the office itself."""

    baris: Annotated[list[Text], Field(min_length=1, max_length=6)]
    alamat: Text | None = None
    telepon: Text | None = None
    laman: Text | None = None
    pos_el: Text | None = None
    kode_pos: Text | None = None
    logo: Text | None = None
    keterangan_logo: Text | None = None


class Gaya(Model):
    """How this institution writes numbers and periods."""

    desimal: Literal[".", ","] = ","
    semester: Literal["arab", "romawi"] = "arab"
    huruf_ketat: YesNo = False


def _period(value: object) -> object:
    if not isinstance(value, str) or not parse(value):
        raise expect("periode seperti 2025S1")
    return value


Periodik = Annotated[str, BeforeValidator(_period)]
"""The id of a period."""


class Rujukan(Model):
    """The letter that this one refers to."""

    dari: Text
    nomor: Text
    tanggal: Date
    hal: Text


class RujukanJenis(Model):
    """The letter that this one refers to, by its kind: what the register says of it is taken from there."""

    jenis: Slug
    periode: Periodik | None = None
    dari: Text | None = None


def _way_of_citing(value: object) -> str:
    by_kind = isinstance(value, RujukanJenis) or (isinstance(value, dict) and "jenis" in value)
    return RUJUKAN[0] if by_kind else RUJUKAN[1]


RUJUKAN = ("[dicari]", "[diketik]")
"""How a letter is cited: looked up, or typed; no step of a path in a file."""
Merujuk = Annotated[
    Annotated[RujukanJenis, Tag(RUJUKAN[0])] | Annotated[Rujukan, Tag(RUJUKAN[1])], Discriminator(_way_of_citing)
]


class Cadangan(Model):
    """A block of numbers that the pipeline does not give."""

    dari: Count
    sampai: Count
    untuk: Text


class Nomor(Model):
    """How a letter is numbered: `pola` over `{klasifikasi} {urut} {kode} {tahun} {bulan} {bulan_angka}`.

    `per` is what a sequence runs over: without `tahun` it never starts again. `lebar` pads `urut` with zeros.
    `perubahan` is how the line Hal of a revised letter reads.
    """

    pola: Text
    klasifikasi: Text | None = None
    kode: Text | None = None
    per: list[Literal["tahun", "klasifikasi", "kode", "jenis", "unit"]] = ["tahun"]
    mulai: Count = 1
    lebar: Annotated[int, Pattern(r"[1-9]", "banyaknya angka, 1 sampai 9")] = 1
    satu_untuk: Literal["surat", "kelompok"] = "surat"
    cadangan: list[Cadangan] = Field(default_factory=list)
    perubahan: Annotated[
        str, Pattern(r"[^{}]*(\{ke\}[^{}]*)?\{hal\}[^{}]*(\{ke\}[^{}]*)?", "teks yang memuat {hal}")
    ] = "Perubahan ke-{ke}: {hal}"

    @model_validator(mode="after")
    def _known(self) -> "Nomor":
        number_pattern.check(self.pola, [name for name in PARTS if getattr(self, name, "selalu ada")])
        return self


class Head(Model):
    """What stands at the head and the foot of a letter, whatever it says."""

    tempat: Text | None = None
    sifat: Text | None = None
    kerahasiaan: Text | None = None
    salinan: list[Text] = Field(default_factory=list)
    lampiran: Lampiran | None = None
    hal: Text | None = None
    yth: Recipient | None = None
    di: Text | None = None
    tembusan: list[Text] = Field(default_factory=list)
    paraf: list[Text] = Field(default_factory=list)
    penandatangan: Orang | None = None
    tanda_tangan: State | None = None
    kop: Kop | None = None
    klasifikasi: Text | None = None
    kode: Text | None = None


class Perubahan(Model):
    """The revision of an issued letter: which one it is, and why."""

    ke: Count
    alasan: Text


class Surat(Head):
    """One document of a unit: its number and date, and whatever differs from the unit's other documents."""

    nomor: Text | None = None
    tanggal: Date | None = None
    diterima: Date | None = None
    perubahan: Perubahan | None = None
    isi: dict[Key, Any] = Field(default_factory=dict)


def _code(value: object) -> object:
    if isinstance(value, str) and catalogue.is_warning(value) and not value.startswith(("A", "K")):
        return value
    raise expect("kode peringatan yang dapat diketahui, seperti C003")


class Diketahui(Model):
    """A warning that the office has seen and lets stand, with its reason."""

    kode: Annotated[str, BeforeValidator(_code)]
    alasan: Text


class Libur(Model):
    """Days off that the holidays known to the program lack, and those that are working days after all."""

    tambah: list[Date] = Field(default_factory=list)
    kecuali: list[Date] = Field(default_factory=list)


_NOTHING_SAID: Any = {group: group() for group in (Laporan, Survei, Libur)}


class Joined(Model):
    """What the layers say beside the heads of letters."""

    dokumen: dict[Slug, Surat] = Field(default_factory=dict)
    tautan: dict[Key, Link] = Field(default_factory=dict)
    rujukan: Merujuk | None = None
    batas: Date | None = None
    prioritas: Prioritas | None = None
    pakai_skema: Annotated[list[Text], Field(min_length=1), AfterValidator(each_once)] = Field(default_factory=list)
    wilayah: Text | None = None
    laporan: Laporan = Field(default_factory=lambda: _NOTHING_SAID[Laporan])
    layanan: dict[Key, Layanan] = Field(default_factory=dict)
    survei: Survei = Field(default_factory=lambda: _NOTHING_SAID[Survei])
    profil: dict[Profil, Kelompok] = Field(default_factory=dict)
    libur: Libur = Field(default_factory=lambda: _NOTHING_SAID[Libur])
    diketahui: list[Diketahui] = Field(default_factory=list)


class Shared(Joined, Head):
    """What any layer may say: institution, unit, period, or the unit in the period; the later layer wins."""


class Instansi(Shared):
    """`units/<instansi>/instansi.yaml`: how this institution writes."""

    nama: Text
    skema: dict[Key, Skema] = Field(default_factory=dict)
    nomor: Nomor | None = None
    nomor_jenis: dict[Slug, Nomor] = Field(default_factory=dict)
    gaya: Gaya = Gaya()
    kaidah: Kaidah | None = None
    tte: Tte | None = None
    pejabat: dict[Key, Penandatangan] = Field(default_factory=dict)
    jawaban: Masukan = Masukan()
    situs: Situs = Situs()
    status_program: Annotated[dict[Text, Status], AfterValidator(each_its_own)] = Field(default_factory=dict)


class Unit(Shared):
    """`units/<instansi>/<unit>.yaml`: one service unit."""

    nama: Text
    dikenal_sebagai: list[Text] = []
    kepala: Orang | None = None


class Periode(Shared):
    """`periods/<periode>/<instansi>/periode.yaml`: what the units share this period."""

    tidak_disurvei: Annotated[dict[Text, Text], AfterValidator(each_its_own)] = Field(default_factory=dict)
    bagian: Literal["jawaban", "rata-rata"] | None = None


class UnitPeriode(Shared):
    """`periods/<periode>/<instansi>/<unit>.yaml`: this unit, this period."""

    saran: list[Text] | None = None
    saran_unsur: Annotated[dict[Text, list[Text]], AfterValidator(each_its_own)] = Field(default_factory=dict)
    publikasi: Publikasi | None = None
    publikasi_media: list[Media] = Field(default_factory=list)
    rtl: list[Rtl] = Field(default_factory=list)
    lanjutan: Lanjutan | None = None
    responden: dict[Profil, dict[str, Tallied]] = Field(default_factory=dict)


class Effective(Joined):
    """The layers laid over each other: all that is said of one unit in one period.

    Each of `dokumen` is whole: what is said of all documents stands in it, unless it says otherwise itself.
    """

    nama: Text
    dikenal_sebagai: list[Text] = []
    kepala: Orang | None = None
    saran: list[Text] | None = None
    saran_unsur: Annotated[dict[Text, list[Text]], AfterValidator(each_its_own)] = Field(default_factory=dict)
    publikasi: Publikasi | None = None
    publikasi_media: list[Media] = Field(default_factory=list)
    rtl: list[Rtl] = Field(default_factory=list)
    lanjutan: Lanjutan | None = None
    responden: dict[Profil, dict[str, Tallied]] = Field(default_factory=dict)


_A_FACT = "isi: {acara: {jenis: teks, arti: ...}}"


class Syarat(Model):
    """What a kind of document needs to make sense: a word that has so many, and what is said where it has fewer."""

    kata: Text
    sekurangnya: Count = 1
    sebab: Text


class Jenis(Model):
    """`templates/<jenis>/jenis.yaml`: a kind of document, the chapters of words it needs, and its own facts."""

    judul: Text
    sebutan: Text
    kosakata: Annotated[list[Key], Field(min_length=1)]
    cakupan: Literal["unit", "periode"] = "unit"
    bernomor: YesNo = True
    isi: dict[FactKey, Butir] = Field(default_factory=dict)
    syarat: list[Syarat] = Field(default_factory=list)

    @model_validator(mode="after")
    def _chapter_of_facts(self) -> "Jenis":
        if ("isi" in self.kosakata) != bool(self.isi):
            is_empty = not self.isi and "isi" in self.model_fields_set
            line = f"kosakata: [{', '.join((*self.kosakata, 'isi'))}]" if self.isi else _A_FACT
            cure = phrase("tulis `{line}`", line=line)
            cure = cure if self.isi or is_empty else phrase("tambahkan `{line}`", line=line)
            where = "isi" if is_empty else "kosakata"
            raise expect("bab `isi` di `kosakata` bersama `isi:` yang menyebut butir-butirnya", cure, where)
        if key := uncounted(self.isi):
            found = ", ".join(countable(self.isi))
            cure = phrase("pilih di antara: {choices}", choices=found) if found else phrase("hapus butir ini")
            raise expect(
                phrase("`dari` pada `isi.{key}` menyebut kolom bilangan sebuah tabel, atau sebuah daftar", key=key),
                cure,
                f"isi.{key}.dari",
            )
        return self
