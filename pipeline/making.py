"""Making one unit's document: load, compute, say, render, write."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import laporan, results, state
from pipeline.documents import contract, images, tags, template
from pipeline.documents.language import BukanTeks
from pipeline.documents.package import Sifat
from pipeline.documents.template import Templat
from pipeline.errors import Place, Problem, Refusal, problem
from pipeline.results import Ruang
from pipeline.sources import schema, workspace
from pipeline.sources.masa import Masa
from pipeline.sources.schema import Jenis
from pipeline.sources.workspace import Berkas
from pipeline.words import bahasa
from pipeline.words.kata import Bab, Bahan, Gambar
from pipeline.words.say import described, say

SCORED = "hasil"
"""The chapter that needs answers."""
FOLLOW_UP = "tindak_lanjut"
"""The chapter that needs plans and photos."""


class Pekerjaan(NamedTuple):
    """What every process has to know."""

    root: Path
    masa: Masa
    kind: str
    jenis: Jenis
    ruang: Mapping[str, Ruang]


class Buatan(NamedTuple):
    """What became of one unit's document: `catatan` goes into the report, `None` when it gets none of this kind."""

    catatan: dict[str, Any] | None
    nomor: str | None
    masalah: tuple[Problem, ...]


def make(work: Pekerjaan, name: str, unit: str, old: Mapping[str, Any]) -> Buatan:
    """Make one document unless it is there already, made from the same words, template and program."""
    try:
        berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit)
        surat = (berkas.isi.dokumen or {}).get(work.kind)
        if surat is None:
            return Buatan(None, None, ())
        templat = _templat(work.root, workspace.template_file(work.root, work.kind, name), tuple(work.jenis.kosakata))
        nilai = results.of_unit(work.ruang[name], berkas) if SCORED in work.jenis.kosakata else ()
        bahan = Bahan(berkas, work.kind, nilai, _logo(work.root, berkas))
        susulan = laporan.Susulan(bahan, (), ())
        if FOLLOW_UP in work.jenis.kosakata:
            susulan = laporan.collect(work.root, bahan, templat)
        words = say(work.jenis.kosakata, susulan.bahan)
        draf = not (surat.nomor and surat.tanggal) or bool(susulan.kosong)
        file = f"{state.BUILD}/{work.masa}/{berkas.id}/{work.kind}.docx"
        kata = _digests(words)
        made_from = {"mesin": state.engine()[:16], "templat": templat.digest[:16], "kata": kata}
        karena = _why(old, made_from, work.root / file)
        catatan = {
            "instansi": name,
            "unit": unit,
            "status": "dibuat" if karena else "tetap",
            "draf": draf,
            "berkas": file,
            "karena": karena,
            **made_from,
            "sha256": old.get("sha256", ""),
        }
        if not karena:
            return Buatan(catatan, surat.nomor, susulan.peringatan)
        sifat = Sifat(
            f"{work.jenis.judul}, {berkas.isi.nama}, {_masa(berkas)}",
            berkas.kantor.instansi.nama,
            surat.tanggal,
            draf,
        )
        content = _rendered(templat, words, sifat, berkas)
        catatan["sha256"] = state.sha(content)
        warnings = _put(work.root, file, content, old.get("sha256", ""))
        return Buatan(catatan, surat.nomor, (*susulan.peringatan, *warnings))
    except Refusal as refusal:
        return Buatan(failed(name, unit), None, refusal.problems)


@lru_cache(maxsize=64)
def _templat(root: Path, file: str, kosakata: tuple[str, ...]) -> Templat:
    problems: list[Problem] = []
    raw = workspace.read_bytes(root, file, problems)
    templat = template.compile_template(raw, file, problems) if raw is not None else None
    if templat is not None:
        tanda = [tanda for part in templat.bagian for tanda in part.tanda]
        problems += contract.check(file, tanda, described(kosakata))
    if templat is None or problems:
        raise Refusal(problems)
    return templat


def _rendered(templat: Templat, words: Bab, sifat: Sifat, berkas: Berkas) -> bytes:
    try:
        return template.render(templat, words, sifat)
    except tags.Hilang as missing:
        raise Refusal(
            problem(berkas.own, "I005", field=tanda.kata, template=templat.file) for tanda in missing.tanda
        ) from None
    except BukanTeks:
        raise Refusal([problem(Place(templat.file), "T012")]) from None


def _logo(root: Path, berkas: Berkas) -> Gambar | None:
    kop = berkas.isi.kop
    if kop is None or kop.logo is None:
        return None
    place = schema.find(berkas.tree, ("kop", "logo")).at
    path = workspace.inside(root, f"{workspace.UNITS}/{berkas.kantor.id}", kop.logo, place)
    return images.load(path, kop.logo, place, kop.keterangan_logo or f"Logo {berkas.kantor.instansi.nama}")


def _masa(berkas: Berkas) -> str:
    masa = berkas.kantor.masa
    return f"{bahasa.masa(masa, berkas.kantor.instansi.gaya.semester)} Tahun {masa.tahun}"


def _digests(words: Bab) -> dict[str, str]:
    return {name: state.sha(json.dumps(word, default=_bytes_digest).encode())[:8] for name, word in words.items()}


@lru_cache(maxsize=64)
def _bytes_digest(content: bytes) -> str:
    return state.sha(content)


def _why(old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> list[str]:
    """Return the reasons to make a document: what changed since it was made; none when it stands as it should."""
    if not old.get("sha256"):
        return ["baru"]
    reasons = [name for name in ("mesin", "templat") if old.get(name) != new[name]]
    was, now = old.get("kata", {}), new["kata"]
    reasons += [f"kata `{name}`" for name in sorted(was.keys() | now.keys()) if was.get(name) != now.get(name)]
    if not reasons and state.sha_file(path) != old["sha256"]:
        reasons.append("berkas hasil disunting" if path.exists() else "berkas hasil hilang")
    return reasons


def _put(root: Path, file: str, content: bytes, known: str) -> tuple[Problem, ...]:
    """Write a document; one that somebody edited by hand is kept beside it, with a warning."""
    path = root / file
    there = state.sha_file(path)
    try:
        warnings = _keep(root, file) if there not in ("", known, state.sha(content)) else ()
        if there != state.sha(content):
            state.write(path, content)
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=fault.strerror)]) from None
    return warnings


def _keep(root: Path, file: str) -> tuple[Problem, ...]:
    path = root / file
    number = 1
    while (kept := path.with_name(f"{path.stem}.disunting-{number}{path.suffix}")).exists():
        number += 1
    path.replace(kept)
    return (problem(Place(file), "K001", kept=kept.relative_to(root)),)


def remove(root: Path, old: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Remove a document that no longer stands for its sources; an edited one is kept, with a warning."""
    path = root / old["berkas"]
    if state.sha_file(path) not in ("", old.get("sha256")):
        return _keep(root, old["berkas"])
    path.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return ()


def failed(name: str, unit: str) -> dict[str, Any]:
    """Return what the report says of a document that could not be made."""
    return {"instansi": name, "unit": unit, "status": "gagal"}
