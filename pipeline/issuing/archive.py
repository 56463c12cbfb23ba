"""The archive: beside each number the letter as issued, its text, and the record of what it was made from."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__, seluruh, state
from pipeline.documents import reading
from pipeline.sources import agenda, workspace
from pipeline.sources.agenda import Lembar, Terkirim
from pipeline.sources.masa import Masa, parse

JENIS = ("docx", "md", "json")
"""What is archived of a letter: the document, its text, its record."""


class Asal(NamedTuple):
    """What letters of a batch are made from: the commit of the workspace, and the program."""

    commit: str
    versi: str
    mesin: str


class Sumber(NamedTuple):
    """A file that letters are made from: whose it is, when it bears the name of a unit, and its fingerprint."""

    file: str
    unit: str
    sidik: str


def asal(commit: str) -> Asal:
    """Return the origin that is written into the records of a batch."""
    return Asal(commit, __version__, state.engine())


def isi(
    lembar: Lembar,
    surat: Terkirim,
    dokumen: bytes,
    catatan: Mapping[str, Any],
    asli: Iterable[Sumber],
    dari: Asal,
) -> dict[str, bytes]:
    """Return the files to archive of a letter, by path; its record names the sources, but for those of other units."""
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
        "dokumen": state.sha(dokumen),
        "teks": state.sha(teks),
        "templat": catatan["templat"],
        "kata": catatan["kata"],
        "sumber": {one.file: one.sidik for one in asli if not surat.unit or one.unit in ("", surat.unit)},
        "commit": dari.commit,
        "versi": dari.versi,
        "mesin": dari.mesin,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    contents = (dokumen, teks, text.encode())
    return {agenda.arsip(lembar, surat, jenis): content for jenis, content in zip(JENIS, contents, strict=True)}


def sumber(root: Path, instansi: str, masa: Masa | str, kind: str) -> tuple[Sumber, ...]:
    """Return every file that letters of an institution, period and kind may be made from."""
    units = set(workspace.units(root, instansi))
    found: list[Sumber] = []
    for folder in (
        f"{workspace.UNITS}/{instansi}",
        *(f"{folder}/{instansi}" for folder in state.looked_at(str(masa))),
        f"{workspace.TEMPLATES}/{kind}",
    ):
        for path in sorted((root / folder).rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root / folder).parts)
            if path.is_file() and not hidden:
                owner = path.stem if path.suffix in (".yaml", ".csv", ".xlsx") and path.stem in units else ""
                found.append(Sumber(path.relative_to(root).as_posix(), owner, state.sha_file(path)))
    found += (Sumber(file, "", state.sha_file(root / file)) for file in terbaca(root, instansi, masa, kind))
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
    return state.record(root / agenda.arsip(lembar, surat, "json"))
