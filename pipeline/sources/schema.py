"""What each YAML file may say: a model for every kind of file."""

import contextlib
import datetime as dt
import difflib
import re
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

import pydantic
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from pipeline.codes import CODES
from pipeline.errors import Place, Problem, problem
from pipeline.sources.hari import saran_tanggal
from pipeline.sources.text import Node
from pipeline.ucapan import Ucapan, ucap

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Names of units, institutions and kinds of document: they are also names of files."""
UTUH = ("penandatangan", "prioritas", "rujukan")
"""Fields that a later layer replaces whole."""
BERSAMBUNG = ("diketahui",)
"""Lists that a later layer goes on with instead of replacing them."""
_BAGIAN_NOMOR = ("klasifikasi", "urut", "kode", "tahun", "bulan", "bulan_angka")


def _expect(what: str) -> PydanticCustomError:
    return PydanticCustomError("expected", "{what}", {"what": what if isinstance(what, Ucapan) else ucap(what)})


def _tanggal(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise _expect(saran_tanggal(value) or ucap("tanggal yang ada, ditulis tahun-bulan-hari seperti 2025-07-02"))


class _pola(NamedTuple):  # noqa: N801 - reads as the function that it is to its users
    """A text that fits a pattern whole; an editor is told the same pattern."""

    pattern: str
    what: str

    def _check(self, value: object) -> object:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise _expect(self.what)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: object) -> dict[str, Any]:
        # an editor takes a bare 12 for a number; here it is the text that was typed
        numbers = ["integer"] if re.fullmatch(self.pattern, "1") else []
        found = {"type": ["string", *numbers], "pattern": f"^(?:{self.pattern})$", "minimum": 0}
        message = f"yang diharapkan {self.what}"
        return {**found, "errorMessage": message, "patternErrorMessage": message}


def _desimal(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d+([.,]\d+)?", value):
        return Decimal(value.replace(",", "."))
    raise _expect("bilangan seperti 3,20")


def _isi(value: object) -> object:
    if isinstance(value, str):
        value = value.rstrip("\n")
        if not value.strip():
            raise _expect("teks yang tidak kosong")
        if "${" in value:
            raise _expect("teks tanpa ${...}; peubah SRIKANDI ditulis sendiri oleh MODE=srikandi")
    return value


def _waktu(value: object) -> object:
    if isinstance(value, list) and all(isinstance(label, str) for label in value) and len(set(value)) == len(value):
        return dict.fromkeys(value, "")
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return value
    raise _expect("daftar kolom waktu seperti [TW II], atau kolom dengan isinya seperti {2025: Penyusunan SOP}")


def _bobot(value: object) -> object:
    if isinstance(value, dict) and value:
        return {key: _desimal(weight) for key, weight in value.items()}
    if value in BOBOT:
        return value
    raise _expect(ucap("{bobot}, atau bobot setiap unsur", bobot=", ".join(BOBOT)))


def _sekali(value: list[str]) -> list[str]:
    double = next((one for at, one in enumerate(value) if one in value[:at]), None)
    if double is not None:
        raise _expect(ucap("setiap butir sekali saja; `{double}` dua kali", double=double))
    return value


def _seri(value: object) -> object:
    if value in ("urutan", "semua") or (
        isinstance(value, list) and value and all(isinstance(one, str) for one in value)
    ):
        return value
    raise _expect("`urutan`, `semua`, atau daftar unsur yang dipilih")


def _ya_tidak(value: object) -> object:
    if value in ("ya", "tidak"):
        return value == "ya"
    raise _expect("ya atau tidak")


Teks = Annotated[str, BeforeValidator(_isi), StringConstraints(max_length=20_000)]
Tanggal = Annotated[dt.date, BeforeValidator(_tanggal)]
Kunci = Annotated[str, _pola(r"[a-z][a-z0-9_]*", "kunci: huruf kecil, angka, garis bawah")]
Slug = Annotated[str, _pola(SLUG, "nama berkas: huruf kecil, angka, tanda hubung")]
_TAUTAN = (
    r"(https?://[\w.-]+(:\d{1,5})?(?=[/?#]|$)|mailto:(?=[^/]+@))"
    r"([^\s\"<>\\^`{|}%]|%[0-9A-Fa-f]{2})*"
)
Tautan = Annotated[str, _pola(_TAUTAN, "alamat web seperti https://contoh.id/berkas")]
Jumlah = Annotated[int, _pola(r"[1-9]\d{0,5}", "bilangan bulat mulai dari 1")]
Nip = Annotated[str, _pola(r"[0-9][0-9 ]*", "angka NIP")]
Lampiran = Annotated[
    str, _pola(r"0|[1-9]\d{0,3}( [a-z]+)?", "jumlah lampiran seperti 1 atau 2 lembar; 0 bila tidak ada")
]
Desimal = Annotated[Decimal, BeforeValidator(_desimal)]
Tercetak = Annotated[str, _pola(r"\d{1,3}([.,]\d{1,6})?", "angka seperti yang tercetak: 99,09")]
Waktu = Annotated[dict[str, str], BeforeValidator(_waktu), WithJsonSchema({"type": ["array", "object"]})]
"""The columns of time in which a programme is planned, each with the words in its cell; no words is a tick."""
IdMasa = Annotated[str, _pola(r"[12]\d{3}[ST][1-4]", "periode seperti 2023S2")]
Cacah = Annotated[int, _pola(r"0|[1-9]\d{0,8}", "bilangan bulat")]
YaTidak = Annotated[bool, BeforeValidator(_ya_tidak)]
BOBOT = ("sama", "dua-desimal", "tiga-desimal")
Bobot = Annotated[Any, BeforeValidator(_bobot)]
"""A named rule, or a weight for each element."""
Seri = Annotated[Any, BeforeValidator(_seri)]
"""How a tie at the cut is settled: by order, with all of them, or by name."""
Profil = Literal["jenis_kelamin", "umur", "pendidikan", "pekerjaan"]
Skor = Annotated[int, _pola(r"[1-4]", "nilai 1, 2, 3, atau 4")]


class Model(BaseModel):
    """A mapping in a file; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
                raise _expect("`bobot` untuk setiap unsur skema ini, dan hanya untuk itu")
            total = sum(self.bobot.values(), Decimal())
            if total != self.jumlah_bobot:
                raise _expect(
                    ucap(
                        "`bobot` yang berjumlah {sum} (`jumlah_bobot`); jumlahnya {total}",
                        sum=self.jumlah_bobot,
                        total=total,
                    )
                )
        elif self.jumlah_bobot != 1:
            raise _expect("`jumlah_bobot` hanya bersama `bobot` per unsur")
        return self

    @model_validator(mode="after")
    def _tabel_menurun(self) -> "Skema":
        starts = [one.mulai for one in self.jenjang or ()]
        if starts != sorted(set(starts)):
            raise _expect("`jenjang` dari mutu terendah ke tertinggi, `mulai` selalu naik")
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
            raise _expect("`batas` yang selalu naik")
        return self


class Masukan(Model):
    """How files of answers are read: the office's own column names, and what its labels score."""

    kolom: dict[str, Kunci] | None = None
    label: dict[str, Skor] | None = None


class Survei(Model):
    """The survey itself: when it was held, how many were served, how large a fall is worth a word."""

    mulai: Tanggal | None = None
    selesai: Tanggal | None = None
    populasi: Jumlah | None = None
    turun: Desimal | None = None


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
    unsur: Annotated[list[Kunci], AfterValidator(_sekali)] | None = None
    alasan: Teks | None = None
    basis: Literal["unit", "layanan-terlemah"] = "unit"
    seri: Seri | None = None

    @model_validator(mode="after")
    def _seri(self) -> "Prioritas":
        if self.seri is not None and self.cara != "terendah":
            raise _expect("`seri` hanya bersama `cara: terendah`")
        return self

    @model_validator(mode="after")
    def _butuh(self) -> "Prioritas":
        needs = {"terendah": ("jumlah",), "ambang": ("ambang",), "pilihan": ("unsur", "alasan")}
        for name in ("jumlah", "ambang", "unsur", "alasan"):
            needed = name in needs.get(self.cara, ())
            if needed and getattr(self, name) is None:
                raise _expect(ucap("`cara: {cara}` bersama `{name}`", cara=self.cara, name=name))
            if not needed and getattr(self, name) is not None:
                raise _expect(ucap("`cara: {cara}` tanpa `{name}`", cara=self.cara, name=name))
        return self


class Penandatangan(Model):
    """Who signs: the office, and the person who holds it."""

    jabatan: Teks
    nama: Teks
    nip: Nip | None = None
    pangkat: Teks | None = None
    atas_nama: Teks | None = None


class Rujukan(Model):
    """The letter that this one refers to."""

    dari: Teks
    nomor: Teks
    tanggal: Tanggal
    hal: Teks


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
    lebar: Annotated[int, _pola(r"[1-9]", "banyaknya angka, 1 sampai 9")] = 1
    satu_untuk: Literal["surat", "kelompok"] = "surat"
    cadangan: list[Cadangan] = []
    perubahan: Annotated[str, _pola(r"[^{}]*(\{ke\}[^{}]*)?\{hal\}[^{}]*(\{ke\}[^{}]*)?", "teks yang memuat {hal}")] = (
        "Perubahan ke-{ke}: {hal}"
    )

    @model_validator(mode="after")
    def _kenal(self) -> "Nomor":
        names = re.findall(r"\{([^{}]*)\}", self.pola)
        known = [name for name in _BAGIAN_NOMOR if getattr(self, name, "selalu ada")]
        if names.count("urut") != 1 or not set(names) <= set(known):
            raise _expect(ucap("pola dengan {{urut}} dan bagian di antara: {known}", known=", ".join(known)))
        return self


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


class Kepala(Model):
    """What stands at the head and the foot of a letter, whatever it says."""

    tempat: Teks | None = None
    sifat: Teks | None = None
    lampiran: Lampiran | None = None
    hal: Teks | None = None
    yth: Teks | None = None
    di: Teks | None = None
    tembusan: list[Teks] | None = None
    penandatangan: Penandatangan | None = None
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
    srikandi: YaTidak = False


def _kode(value: object) -> object:
    if isinstance(value, str) and value in CODES and CODES[value].warning and not value.startswith(("A", "K")):
        return value
    raise _expect("kode peringatan yang dapat diketahui, seperti C003")


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
    rujukan: Rujukan | None = None
    batas: Tanggal | None = None
    prioritas: Prioritas | None = None
    pakai_skema: Annotated[list[Kunci], Field(min_length=1), AfterValidator(_sekali)] | None = None
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
    jawaban: Masukan = Masukan()


class Unit(Bersama):
    """`units/<instansi>/<unit>.yaml`: one service unit."""

    nama: Teks
    kepala: Penandatangan | None = None


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
    kepala: Penandatangan | None = None
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


_M = TypeVar("_M", bound=Model)
_EXPECTED = (
    ("string_type", "teks"),
    ("list_type", "daftar, satu butir satu baris yang diawali `- `"),
    ("dict_type", "kelompok field `nama: nilai`"),
    ("model_type", "kelompok field `nama: nilai`"),
    ("too_short", "sekurangnya satu isi"),
    ("too_long", "isi yang lebih sedikit"),
    ("string_too_long", "teks yang lebih pendek"),
    ("", "isi yang lain"),
)


def read(model: type[_M], node: Node, problems: list[Problem]) -> _M | None:
    """Return what a file says, as a record; every fault as a problem with its place, and then `None`."""
    try:
        return model.model_validate(plain(node))
    except pydantic.ValidationError as fault:
        problems += (_problem(model, node, error) for error in fault.errors(include_url=False, include_input=False))
        return None


def plain(node: Node) -> Any:
    """Return the values of a tree without their places; what is left empty counts as not said."""
    if isinstance(node.value, dict):
        return {name: plain(child) for name, child in node.value.items() if child.value is not None}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """Return the node at a path, or the deepest one on the way to it."""
    for step in path:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            break
    return node


def lay_over(below: Node, above: Node) -> Node:
    """Return two trees as one: mappings are joined, anything else of the upper tree replaces the lower.

    What is one fact is replaced whole: another signatory must not keep the NIP of the one before.
    """
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        joined = dict(below.value)
        for name, child in above.value.items():
            if child.value is not None:
                if name in BERSAMBUNG and name in joined and isinstance(joined[name].value, list):
                    joined[name] = Node([*_butir(joined[name]), *_butir(child)], child.at, child.key)
                else:
                    joined[name] = lay_over(joined[name], child) if name in joined and name not in UTUH else child
        return Node(joined, above.at, above.key)
    return above


def _butir(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def outranked(below: Node, above: Node) -> Node:
    """Return the lower tree without what it says of single documents and the upper one says of all of them.

    So the later layer wins, whether a field stands under `dokumen` or beside it.
    """
    if not isinstance(below.value, dict) or not isinstance(above.value, dict) or "dokumen" not in below.value:
        return below
    said = {name for name, child in above.value.items() if child.value is not None and name in Kepala.model_fields}
    kinds = below.value["dokumen"]
    if not said or not isinstance(kinds.value, dict):
        return below
    kept = {
        kind: Node({name: child for name, child in one.value.items() if name not in said}, one.at, one.key)
        if isinstance(one.value, dict)
        else one
        for kind, one in kinds.value.items()
    }
    return Node(below.value | {"dokumen": Node(kept, kinds.at, kinds.key)}, below.at, below.key)


def guess(found: str, known: tuple[str, ...], otherwise: str = "") -> str:
    """Return the advice for a name that is not known: the nearest one that is, or where all of them are."""
    near = difflib.get_close_matches(found, known, n=1)
    if near:
        return ucap("maksudnya `{near}`?", near=near[0])
    return otherwise or ucap("pilih di antara: {choices}", choices=", ".join(known))


def _problem(model: type[Model], root: Node, error: ErrorDetails) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    kind = error["type"]
    field = ".".join(map(str, path)) or ucap("berkas ini")
    node = find(root, path)
    if kind == "extra_forbidden":
        known = tuple(_model_at(model, path[:-1]).model_fields)
        return problem(node.key or node.at, "I001", field=field, hint=guess(str(path[-1]), known))
    if kind == "missing":
        return problem(node.key or node.at, "I002", field=field)
    expected: str = ucap(dict(_EXPECTED).get(kind, _EXPECTED[-1][1]))
    if kind == "literal_error":
        choices = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "`")
        expected = ucap("salah satu di antara: {choices}", choices=choices)
    elif kind == "expected":
        expected = error["ctx"]["what"]
    place = node.key if "[key]" in error["loc"] and node.key else node.at
    return problem(place, "I003", field=field, found=_found(node), expected=expected)


def _found(node: Node) -> str:
    if isinstance(node.value, dict):
        return ucap("kelompok field") if node.value else ucap("kelompok field yang kosong")
    if isinstance(node.value, list):
        return ucap("daftar") if node.value else ucap("daftar kosong")
    text = node.value or ""
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'


def _model_at(model: type[Model], path: tuple[str | int, ...]) -> type[Model]:
    """Return the model that describes the mapping at a path."""
    for step in path:
        annotation: object = model.model_fields[str(step)].annotation if str(step) in model.model_fields else model
        for inner in _flat(annotation):
            if isinstance(inner, type) and issubclass(inner, Model):
                model = inner
    return model


def _flat(annotation: object) -> list[object]:
    inner = [leaf for part in get_args(annotation) for leaf in _flat(part)]
    return inner or [annotation]


def root_place(file: str) -> Node:
    """Return an empty tree for a file that need not exist."""
    return Node({}, Place(file))
