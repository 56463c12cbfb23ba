"""The number of a letter: the institution's pattern, filled in or read back."""

import datetime as dt
import re

from pipeline.sources import citations as rujukan
from pipeline.sources.models import Nomor
from pipeline.sources.workspace import Berkas
from pipeline.words import indonesian as bahasa

_BULAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def seri(berkas: Berkas, jenis: str) -> Nomor | None:
    """Return how a kind of document is numbered here: as `nomor_jenis` says, else as `nomor` does."""
    return rujukan.seri(berkas.kantor.instansi, jenis)


def bagian(nomor: Nomor, berkas: Berkas, jenis: str) -> dict[str, str]:
    """Return classification and code: as the document says, else the unit or period, else the pattern's own."""
    surat = (berkas.isi.dokumen or {}).get(jenis)
    return {
        name: (surat and getattr(surat, name)) or getattr(berkas.isi, name) or getattr(nomor, name) or ""
        for name in ("klasifikasi", "kode")
    }


def tulis(nomor: Nomor, urut: str, parts: dict[str, str], tanggal: dt.date | None) -> str:
    """Return a number in full; without a date, year and month are visible blanks."""
    angka = re.match(r"\d+", urut)
    padded = f"{int(angka[0]):0{nomor.lebar}d}{urut[angka.end() :]}" if angka else urut
    kosong = bahasa.TITIK_TITIK
    return nomor.pola.format_map(
        {
            **parts,
            "urut": padded,
            "tahun": str(tanggal.year) if tanggal else kosong,
            "bulan": _BULAN[tanggal.month - 1] if tanggal else kosong,
            "bulan_angka": f"{tanggal.month:02d}" if tanggal else kosong,
        }
    )


def baca(nomor: Nomor, text: str) -> str | None:
    """Return the sequence number in a number typed by hand, such as `21` or `21a`; `None` when it does not fit."""
    pattern = "".join(
        re.escape(part) if index % 2 == 0 else (r"0*(?P<urut>\d+[a-z]?)" if part == "urut" else ".+?")
        for index, part in enumerate(re.split(r"\{(\w+)\}", nomor.pola))
    )
    found = re.fullmatch(pattern, text)
    return found["urut"] if found else None


def kosong(berkas: Berkas, jenis: str) -> str:
    """Return the number of a draft: the pattern with visible blanks for what is not yet given."""
    nomor = seri(berkas, jenis)
    if nomor is None:
        return bahasa.TITIK_TITIK
    surat = (berkas.isi.dokumen or {})[jenis]
    return tulis(nomor, bahasa.TITIK_TITIK, bagian(nomor, berkas, jenis), surat.tanggal)


def hal_perubahan(berkas: Berkas, jenis: str, hal: str, ke: int) -> str:
    """Return the line Hal of a revised letter, as the institution writes it."""
    return rujukan.hal_perubahan(berkas.kantor.instansi, jenis, hal, ke)
