"""`sign`: letters that are out, signed electronically; the signed PDF goes into the archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options, secrets
from pipeline.commands.grammar import verb
from pipeline.commands.talk import agrees, t
from pipeline.problems.problem import Refusal, Usage

if TYPE_CHECKING:
    from pipeline.documents.sign_service import Service
    from pipeline.documents.signing import Hand
    from pipeline.issuing.sign import Chosen


@verb()
@click.argument("jenis")
@click.argument("periode")
@options.unit
@click.option(
    "--key",
    "--kunci",
    "kunci",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Berkas PKCS#12 (.p12, .pfx) atau PEM yang memuat kunci dan sertifikat.",
)
@click.option(
    "--pkcs11",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Pustaka PKCS#11 sebuah token, bersama --token dan --label.",
)
@click.option("--token", help="Nama token PKCS#11.")
@click.option("--label", help="Label sertifikat di token.")
@click.option("--service", "--layanan", "layanan", is_flag=True, help="Kuncinya dipegang layanan di tte.layanan.")
@click.option("--totp", is_flag=True, help="Dengan --service: yang ditanyakan TOTP, bukan kata sandi.")
@click.option(
    "--passphrase-fd",
    "--sandi-fd",
    "sandi_fd",
    type=click.IntRange(min=0),
    help="Baca kata sandi dari deskriptor berkas ini, bukan dari layar.",
)
@options.yes
@click.pass_obj
def command(
    root: Path,
    jenis: str,
    periode: str,
    unit: str | None,
    kunci: Path | None,
    pkcs11: Path | None,
    token: str | None,
    label: str | None,
    layanan: bool,
    totp: bool,
    sandi_fd: int | None,
    yes: bool,
) -> None:
    """Menandatangani secara elektronik PDF surat JENIS dalam PERIODE yang sudah terbit; hasilnya diarsipkan."""
    from pipeline.issuing import sign
    from pipeline.problems.phrase import phrase
    from pipeline.sources import workspace

    ways = (kunci is not None, pkcs11 is not None, layanan)
    if sum(ways) != 1 or (pkcs11 is not None and not (token and label)):
        raise Usage(phrase("beri --key BERKAS.p12, --service, atau --pkcs11 PUSTAKA --token NAMA --label LABEL"))
    asked = sign.Asked(workspace.period(root, periode), jenis, unit)
    found = sign.chosen(root, asked)
    for letter in found.letters:
        whose = letter.sent.unit or letter.entry.instansi
        click.echo(f"{letter.entry.entri.nomor}  {letter.entry.instansi}/{whose}")
    values = {"many": len(found.letters), "signed": found.signed, "not": len(found.problems)}
    click.echo(t("{many} akan ditandatangani, {signed} sudah, {not} terhalang", **values))
    if not found.letters:
        if found.problems:
            raise Refusal(found.problems)
        return
    if not yes and not agrees(t("Tandatangani?")):
        click.echo(t("tidak ada yang ditandatangani"))
        return
    asking = ["TOTP" if totp else t("Kata sandi"), *([t("Kata sandi layanan")] if layanan else [])]
    typed = secrets.said(sandi_fd, asking, "--sandi-fd")
    service = _service(found, typed, totp) if layanan else None
    with _hand(kunci, pkcs11, token or "", label or "", typed[0], service) as hand:
        for done in sign.signed(root, asked, hand):
            said = {"nomor": done.nomor, "unit": done.unit, "who": done.signer, "level": done.level}
            click.echo(t("{nomor}, {unit}: ditandatangani {who}, {level}", **said))
            if not done.is_placed:
                click.echo(
                    "  " + t("blok tanda tangan tidak ditemukan di PDF-nya; isian tanda tangannya di sudut halaman")
                )
    click.echo(t("simpan: git add register && git commit"))


def _service(found: "Chosen", typed: list[str], totp: bool) -> "Service":
    """Return the service that signs for the institution of the letters; it is one."""
    from pipeline.documents.sign_service import Service
    from pipeline.problems.phrase import phrase

    services = {letter.entry.instansi: letter.tte.layanan for letter in found.letters}
    if len(services) > 1:
        raise Usage(phrase("dengan --service satu institusi sekali jalan; beri --unit"))
    ((name, said),) = services.items()
    if said is None:
        raise Usage(phrase("tte.layanan di units/{name}/instansi.yaml belum diisi", name=name))
    where = (said.alamat, said.versi, said.pengguna)
    return Service(*where, typed[1], said.identity, typed[0], totp, said.tanpa_tls or "")


@contextmanager
def _hand(
    kunci: Path | None, library: Path | None, token: str, label: str, secret: str, service: "Service | None"
) -> "Iterator[Hand]":
    """Give who signs, until the letters are signed."""
    from pipeline.documents import signing
    from pipeline.issuing.remote import Remote

    try:
        if service is not None:
            yield Remote(service)
        elif kunci is not None:
            yield signing.from_file(kunci.read_bytes(), secret)
        elif library is not None:
            with signing.from_token(library, token, label, secret) as held:
                yield held
    except signing.NotSigned as fault:
        raise Usage(fault.args[0]) from None
