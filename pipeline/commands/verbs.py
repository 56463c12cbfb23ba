"""The verbs, in one table: the English name, the Indonesian alias, the group, and what `make` calls the arguments."""

from typing import NamedTuple

from pipeline.problems.phrase import Sentence


class Verb(NamedTuple):
    """A command: `name` and `alias` call the same, in `skm` and in `make`."""

    name: str
    alias: str
    takes: tuple[str, ...] = ()
    """The variables of `make` that are its arguments, in order; `X?` may be left out, `X=y` is y when it is."""
    anywhere: bool = False
    """Whether it needs no workspace."""


class Chapter(NamedTuple):
    """Verbs that are shown together."""

    title: Sentence
    verbs: tuple[Verb, ...]


_LETTERS = ("KIND=surat-hasil", "PERIOD")
GROUPS = (
    Chapter(
        "Memulai",
        (
            Verb("init", "mulai", ("DIR",), anywhere=True),
            Verb("new-instansi", "instansi-baru", ("NAME",)),
            Verb("new-unit", "unit-baru", ("INSTANSI", "NAME")),
            Verb("new-period", "periode-baru", ("FROM?", "PERIOD")),
            Verb("import-units", "impor-unit", ("FILE",)),
            Verb("map", "petakan", ("FILE",)),
        ),
    ),
    Chapter(
        "Memeriksa dan membuat",
        (
            Verb("page", "halaman"),
            Verb("watch", "pantau", ("UNIT",)),
            Verb("check", "periksa", ("PERIOD?",)),
            Verb("letters", "surat", ("PERIOD",)),
            Verb("reports", "laporan", ("PERIOD",)),
            Verb("build", "buat", ("KIND", "PERIOD")),
            Verb("pdf", "pdf", _LETTERS),
            Verb("bundle", "bundel", _LETTERS),
            Verb("explain", "jelaskan", ("CODE?",), anywhere=True),
        ),
    ),
    Chapter(
        "Menerbitkan",
        (
            Verb("plan", "rencana", _LETTERS),
            Verb("issue", "terbitkan", _LETTERS),
            Verb("reissue", "terbitkan-ulang", _LETTERS),
            Verb("sign", "tandatangani", _LETTERS),
            Verb("register", "agenda"),
            Verb("srikandi", "srikandi"),
            Verb("verify", "verifikasi", ("FILE?", "NUMBER?")),
            Verb("log", "riwayat", ("UNIT",)),
        ),
    ),
    Chapter(
        "Angka dan daftar",
        (
            Verb("results", "hasil", ("PERIOD",)),
            Verb("score", "skor", ("PERIOD", "UNIT")),
            Verb("process", "olah", ("PERIOD",)),
            Verb("year", "tahun", ("PERIOD",)),
            Verb("evidence", "bukti", ("PERIOD",)),
            Verb("trend", "tren", ("PERIOD",)),
            Verb("diff", "beda", ("FROM", "PERIOD", "UNIT?"), anywhere=True),
            Verb("recap", "rekap", ("PERIOD",)),
            Verb("expedition", "ekspedisi", ("PERIOD",)),
            Verb("follow-up", "rtl", ("PERIOD",)),
            Verb("site", "situs", ("PERIOD",)),
        ),
    ),
    Chapter(
        "Templat",
        (
            Verb("words", "kata", ("KIND?",)),
            Verb("template-doc", "kata-templat", ("KIND",)),
            Verb("template-from", "templat-dari", ("FILE", *_LETTERS)),
            Verb("template-check", "periksa-templat", ("KIND", "FILE?")),
            Verb("text", "teks", ("FILE",), anywhere=True),
        ),
    ),
    Chapter(
        "Alat",
        (
            Verb("doctor", "periksa-komputer", anywhere=True),
            Verb("schema", "skema"),
            Verb("git-setup", "atur-git"),
            Verb("upgrade", "perbarui"),
            Verb("completion", "pelengkap", ("SHELL_NAME",), anywhere=True),
        ),
    ),
)
BELOW = {
    "register": (
        ("export", "ekspor"),
        ("import", "impor"),
        ("enter", "catat"),
        ("set", "tetapkan"),
        ("attach", "lampir"),
        ("void", "batal"),
        ("confirm", "sahkan"),
        ("head", "kepala"),
    ),
    "srikandi": (("take", "terima"),),
}
"""The verbs below a verb, each with its alias."""
VARIABLES = {
    "KIND": "JENIS",
    "PERIOD": "PERIODE",
    "FROM": "DARI",
    "NAME": "NAMA",
    "FILE": "BERKAS",
    "NUMBER": "NOMOR",
    "CODE": "KODE",
    "DIR": "FOLDER",
    "SHELL_NAME": "NAMA_SHELL",
    "UNIT": "UNIT",
    "INSTANSI": "INSTANSI",
}
"""What `make` calls an argument, and the alias."""


def every() -> tuple[Verb, ...]:
    """Return the verbs in the order in which they are shown."""
    return tuple(verb for group in GROUPS for verb in group.verbs)


def named(name: str) -> Verb | None:
    """Return the verb of a name or an alias."""
    return next((verb for verb in every() if name in (verb.name, verb.alias)), None)


def below(group: str, name: str) -> str:
    """Return the name of a verb below another, of its name or its alias; any other name as it is."""
    return next((verb for verb, alias in BELOW.get(group, ()) if name in (verb, alias)), name)
