"""The number of a letter: the institution's pattern, filled in or read back."""

import datetime as dt
import re

from pipeline.sources import citations
from pipeline.sources.models import Nomor
from pipeline.sources.workspace import Dossier
from pipeline.words import indonesian

_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def numbering_of(berkas: Dossier, jenis: str) -> Nomor | None:
    """Return how a kind of document is numbered here: as `nomor_jenis` says, else as `nomor` does."""
    return citations.numbering_of(berkas.office.instansi, jenis)


def parts_of(nomor: Nomor, berkas: Dossier, jenis: str) -> dict[str, str]:
    """Return classification and code: as the document says, else the pattern's own."""
    surat = berkas.isi.dokumen.get(jenis)
    return {name: (surat and getattr(surat, name)) or getattr(nomor, name) or "" for name in ("klasifikasi", "kode")}


def written(nomor: Nomor, urut: str, parts: dict[str, str], tanggal: dt.date | None) -> str:
    """Return a number in full; without a date, year and month are visible blanks."""
    angka = re.match(r"\d+", urut)
    padded = f"{int(angka[0]):0{nomor.lebar}d}{urut[angka.end() :]}" if angka else urut
    draft_number = indonesian.DOTS
    return nomor.pola.format_map(
        {
            **parts,
            "urut": padded,
            "tahun": str(tanggal.year) if tanggal else draft_number,
            "bulan": _MONTHS[tanggal.month - 1] if tanggal else draft_number,
            "bulan_angka": f"{tanggal.month:02d}" if tanggal else draft_number,
        }
    )


def parse_number(nomor: Nomor, text: str) -> str | None:
    """Return the sequence number in a number typed by hand, such as `21` or `21a`; `None` when it does not fit."""
    pattern = "".join(
        re.escape(part) if index % 2 == 0 else (r"0*(?P<urut>\d+[a-z]?)" if part == "urut" else ".+?")
        for index, part in enumerate(re.split(r"\{(\w+)\}", nomor.pola))
    )
    found = re.fullmatch(pattern, text)
    return found["urut"] if found else None


def draft_number(berkas: Dossier, jenis: str) -> str:
    """Return the number of a draft: the pattern with visible blanks for what is not yet given."""
    nomor = numbering_of(berkas, jenis)
    if nomor is None:
        return indonesian.DOTS
    surat = berkas.isi.dokumen[jenis]
    return written(nomor, indonesian.DOTS, parts_of(nomor, berkas, jenis), surat.tanggal)


def revised_subject(berkas: Dossier, jenis: str, hal: str, ke: int) -> str:
    """Return the line Hal of a revised letter, as the institution writes it."""
    return citations.revised_subject(berkas.office.instansi, jenis, hal, ke)
