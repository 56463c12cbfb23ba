"""The archive: beside each number the letter as issued, its text, and the record of what it was made from."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__
from pipeline.documents import reading
from pipeline.files import disk, fingerprint, git
from pipeline.making import report
from pipeline.making import whole_period as seluruh
from pipeline.making.document import SCORED, Pekerjaan
from pipeline.scores import publication as terbitan
from pipeline.scores import ikm, published, results
from pipeline.scores.records import Nilai
from pipeline.sources import register_reader as agenda
from pipeline.sources import workspace
from pipeline.sources.period import Masa, parse
from pipeline.sources.register_reader import Lembar, Terkirim
from pipeline.sources.survey_model import Tercatat
from pipeline.sources.workspace import Berkas


class Sumber(NamedTuple):
    """A file that letters are made from: whose it is, when it bears the name of a unit, and its fingerprint."""

    file: str
    unit: str
    sidik: str


class Asal(NamedTuple):
    """What letters of a batch are made from: the commit of the workspace, the program, by institution the files."""

    commit: str
    versi: str
    mesin: str
    sumber: Mapping[str, tuple[Sumber, ...]]


def asal(root: Path, names: Iterable[str], masa: Masa, kind: str) -> Asal:
    """Return what the letters of these institutions are made from, as it stands now."""
    files = {name: sumber(root, name, masa, kind) for name in names}
    return Asal(git.head(root), __version__, fingerprint.engine(), files)


def angka(value: Fraction) -> Decimal:
    """Return a figure as it is printed: two decimals, halves up."""
    return ikm.bulat(value, 2)


def tercatat(berkas: Berkas, nilai: Iterable[Nilai]) -> dict[str, Tercatat]:
    """Return what is declared as published of each scheme of a unit."""
    utama = next(iter(berkas.kantor.instansi.skema))
    found = {one.kunci: terbitan.catatan(berkas, one.kunci, pertama=one.kunci == utama) for one in nilai}
    return {key: one for key, one in found.items() if one}


def ringkas(nilai: Iterable[Nilai], declared: Mapping[str, Tercatat]) -> dict[str, dict[str, str]]:
    """Return index and grade of each scheme, as a record keeps them: as published where that is declared."""
    found: dict[str, dict[str, str]] = {}
    for one in nilai:
        printed = declared.get(one.kunci) or Tercatat()
        index = published.penuh(printed.ikm, one.hasil.ikm)
        letter = printed.mutu or ikm.mutu(index, one.aturan.tabel).huruf
        found[one.kunci] = {"ikm": str(angka(index)), "mutu": letter}
    return found


def angka_surat(work: Pekerjaan, name: str, unit: str) -> dict[str, dict[str, str]]:
    """Return index and grade of each scheme that a letter speaks of; empty for a kind that speaks of none."""
    if SCORED not in work.jenis.kosakata:
        return {}
    ruang = work.ruang[name]
    berkas = workspace.berkas(work.root, ruang.kantor, unit)
    nilai = results.of_unit(ruang, berkas)
    return ringkas(nilai, tercatat(berkas, nilai))


def isi(
    lembar: Lembar,
    surat: Terkirim,
    dokumen: bytes,
    cetakan: bytes,
    catatan: Mapping[str, Any],
    dari: Asal,
) -> dict[str, bytes]:
    """Return the files to archive of a letter, by path; its record names the sources, but for those of other units.

    `cetakan` is its PDF, empty when it has none.
    """
    entri = lembar.entri
    assert entri.periode is not None
    assert entri.jenis is not None
    teks = reading.markdown(dokumen).encode()
    tanggal = surat.tanggal or entri.tanggal
    record = {
        "nomor": entri.nomor,
        "urut": entri.urut,
        "deret": lembar.deret,
        "tanggal": tanggal.isoformat() if tanggal else "",
        "instansi": lembar.instansi,
        "unit": surat.unit,
        "periode": entri.periode,
        "jenis": entri.jenis,
        "revisi": surat.revisi or 0,
        "alasan": surat.alasan or "",
        "ikm": catatan.get("ikm", {}),
        "dokumen": fingerprint.sha(dokumen),
        "pdf": fingerprint.sha(cetakan) if cetakan else "",
        "teks": fingerprint.sha(teks),
        "templat": catatan["templat"],
        "kata": catatan["kata"],
        "sumber": {
            one.file: one.sidik
            for one in dari.sumber[lembar.instansi]
            if not surat.unit or one.unit in ("", surat.unit)
        },
        "commit": dari.commit,
        "versi": dari.versi,
        "mesin": dari.mesin,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    files = {"docx": dokumen, "pdf": cetakan, "md": teks, "json": text.encode()}
    return {agenda.arsip(lembar, surat, jenis): content for jenis, content in files.items() if content}


def sumber(root: Path, instansi: str, masa: Masa | str, kind: str) -> tuple[Sumber, ...]:
    """Return every file that letters of an institution, period and kind may be made from."""
    units = set(workspace.units(root, instansi))
    found: list[Sumber] = []
    for folder in (
        f"{workspace.UNITS}/{instansi}",
        *(f"{folder}/{instansi}" for folder in report.looked_at(str(masa))),
        f"{workspace.TEMPLATES}/{kind}",
    ):
        for path in sorted((root / folder).rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root / folder).parts)
            if path.is_file() and not hidden:
                owner = path.stem if path.suffix in (".yaml", ".csv", ".xlsx") and path.stem in units else ""
                found.append(Sumber(path.relative_to(root).as_posix(), owner, fingerprint.sha_file(path)))
    found += (Sumber(file, "", fingerprint.sha_file(root / file)) for file in terbaca(root, instansi, masa, kind))
    return tuple(found)


def terbaca(root: Path, instansi: str, masa: Masa | str, kind: str) -> tuple[str, ...]:
    """Return the files of the register that letters of a kind speak from: the letters cited, or for a list all."""
    known = parse(str(masa))
    office = workspace.kantor(root, known, instansi, []) if known else None
    if office is None:
        return ()
    if seluruh.PENGIRIMAN in workspace.jenis(root, kind).kosakata:
        return tuple(one.file for one in agenda.entries(root, instansi, [], mention=str(masa)))
    cited = (one for (jenis, _), one in office.terujuk.items() if jenis != kind)
    return tuple(sorted({lembar.file for one in cited for lembar, _ in one.berlaku.values()}))


def record(root: Path, lembar: Lembar, surat: Terkirim) -> dict[str, Any]:
    """Return the record of a letter; empty when it cannot be read."""
    return disk.record(root / agenda.arsip(lembar, surat, "json"))
