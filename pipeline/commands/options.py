"""Options that several commands have: each said once, so that what means the same is called the same."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.grammar import PRETEND, kept
from pipeline.commands.talk import counted, t

if TYPE_CHECKING:
    from pipeline.making.cluster import Cluster
    from pipeline.making.shares import Share

DRY_RUN = "--dry-run"
DATE = click.DateTime(["%Y-%m-%d"])


def _filled(_: click.Context, param: click.Parameter, said: str) -> str:
    if not said.strip():
        raise click.UsageError(t("{option} tidak boleh kosong", option=param.opts[0]))
    return said


def not_there(file: Path | None) -> None:
    """Refuse to write over a file that is there: it may be anything, a letter that was issued too."""
    if file is not None and file.exists():
        raise click.UsageError(t("{file} sudah ada dan tidak ditimpa; pilih nama lain", file=file))


def from_here(file: str) -> str:
    """Return a file of the folder one stands in as the workspace names it; one that is not there, as it was named."""
    return counted(file) if Path(file).is_file() else file


def save_here(root: Path, file: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file that was named from the folder one stands in; a refusal names it as the workspace does."""
    from pipeline.files import disk

    disk.save(root.absolute(), counted(file), content)


def _share(_: click.Context, param: click.Parameter, said: str | None) -> "Share | None":
    if said is None:
        return None
    from pipeline.making.shares import Share  # only who makes a share needs it

    if (found := Share.read(said)) is None:
        raise click.UsageError(t('{option} "{said}" bukan bagian; tulis seperti 3/16', option=param.opts[0], said=said))
    return found


def whole_or_parts(unit: str | None, bagian: "Share | None", gabung: bool) -> None:
    """Refuse a share of one unit, and shares that are made and joined at once."""
    if (unit is not None) + (bagian is not None) + gabung > 1:
        raise click.UsageError(t("sebutkan satu saja di antara --unit, --share, --join"))


def say_share(verb: str, bagian: "Share", jenis: str, periode: str, mode: str | None = None) -> None:
    """Say what is to be done when every share has been made."""
    if verb == "pdf":
        command = t("skm pdf {jenis} {periode} --join", jenis=jenis, periode=periode)
    elif mode:
        command = t("skm build {jenis} {periode} --mode {mode} --join", jenis=jenis, periode=periode, mode=mode)
    else:
        command = t("skm build {jenis} {periode} --join", jenis=jenis, periode=periode)
    said = t(
        "bagian {bagian} selesai; bila semua bagian terkumpul di build/: {command}", bagian=bagian, command=command
    )
    click.echo(said)


@contextlib.contextmanager
def workers(scheduler: str | None) -> "Iterator[Cluster | None]":
    """Give the workers of a scheduler; nothing where none is named."""
    if scheduler is None:
        yield None
        return
    from pipeline.making import cluster

    with cluster.connected(scheduler) as found:
        yield found


unit = click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
the_unit = click.option("--unit", required=True, help="Unitnya: nama berkasnya, atau <instansi>/<unit>.")
example_unit = click.option("--unit", help="Unit yang menjadi contoh: nama berkasnya, atau <instansi>/<unit>.")
instansi = click.option("--instansi", help="Satu institusi saja.")
the_instansi = click.option("--instansi", required=True, help="Institusi yang memilikinya.")
date = click.option("--date", "--tanggal", "tanggal", type=DATE, help="Tanggal surat, seperti 2025-07-02.")
insert = click.option(
    "--insert", "--sisip", "sisip", type=click.IntRange(1), help="Nomor yang disisipi: 21 memberi 21a. Perlu --unit."
)
share = click.option(
    "--share",
    "--bagian",
    "bagian",
    callback=_share,
    metavar="N/BANYAKNYA",
    help="Satu bagian dari unit-unitnya saja, seperti 3/16, misalnya di komputer lain; disatukan oleh --join.",
)
join = click.option(
    "--join", "--gabung", "gabung", is_flag=True, help="Satukan bagian-bagian yang dibuat dengan --share."
)
scheduler = click.option(
    "--scheduler",
    "--penjadwal",
    "penjadwal",
    metavar="tcp://...",
    help="Penjadwal Dask: dokumennya dibuat oleh para pekerjanya, di komputer-komputer lain.",
)
skip = click.option("--skip", "--lewati", "lewati", is_flag=True, help="Lewati surat yang terhalang.")
reason = click.option(
    "--reason", "--alasan", "alasan", required=True, callback=_filled, help="Mengapa; tercatat di buku agenda."
)
pdf = click.option("--pdf", is_flag=True, help="Setiap surat juga sebagai PDF; perlu LibreOffice.")
year = click.option("--year", "--tahun", "tahun", help="Tahun deret nomornya.")
trusted = click.option(
    "--trusted",
    "--penjamin",
    "penjamin",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Kunci umum yang dipercaya pembaca, sebagai ganti register/penjamin.",
)
dry_run = click.option(
    DRY_RUN, "--coba", "dry_run", is_flag=True, help="Sebutkan saja yang akan ditulis; tidak ada yang ditulis."
)
pretend = click.option(
    DRY_RUN,
    "--coba",
    "dry_run",
    is_flag=True,
    expose_value=False,
    callback=kept(PRETEND),
    help="Sebutkan saja yang akan ditulis; tidak ada yang ditulis.",
)
yes = click.option("--yes", "--ya", "yes", is_flag=True, help="Jangan bertanya.")
kind = click.option(
    "--kind",
    "--jenis",
    "jenis",
    default="surat-hasil",
    show_default=True,
    help="Jenis dokumennya, folder di templates/.",
)
output = click.option(
    "--output",
    "--keluaran",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tulis ke berkas ini, sebagai ganti layar.",
)
identity = click.option("--id", "chosen", help="Nama folder atau berkasnya, misalnya kota-contoh; tanpa ini dari NAMA.")


port = click.option(
    "--port",
    "--pintu",
    "port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Pintu di komputer ini; tanpa ini yang bebas.",
)
read_only = click.option(
    "--read-only", "--baca-saja", "read_only", is_flag=True, help="Hanya untuk dibaca: tidak ada yang ditulis."
)
no_browser = click.option(
    "--no-browser", "--tanpa-peramban", "tanpa_peramban", is_flag=True, help="Sebutkan alamatnya saja."
)


def form(*choices: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that chooses the form of what is printed: for people, or for programs."""
    return click.option(
        "--format",
        "--bentuk",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="Bentuk keluaran: untuk orang (text), atau untuk program.",
    )
