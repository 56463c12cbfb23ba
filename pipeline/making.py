"""Making one unit's document: load, compute, say, render, write."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import results, state
from pipeline.documents import contract, images, tags, template
from pipeline.documents.language import BukanTeks
from pipeline.documents.package import Sifat
from pipeline.documents.template import Templat
from pipeline.errors import Place, Problem, Refusal, problem
from pipeline.results import Ruang
from pipeline.sources import agenda, schema, workspace
from pipeline.sources.agenda import Lembar, Terkirim
from pipeline.sources.masa import Masa
from pipeline.sources.schema import Jenis
from pipeline.sources.text import Node
from pipeline.sources.workspace import Berkas
from pipeline.words import bahasa
from pipeline.words.kata import Bab, Bahan, Gambar
from pipeline.words.say import described, say

SCORED = "hasil"
"""The chapter that needs answers."""


class Pekerjaan(NamedTuple):
    """What every process has to know.

    `terbit` has the number and date of the units that the register gives one; documents go into `keluaran`; `mode` is
    empty or `srikandi`.
    """

    root: Path
    masa: Masa
    kind: str
    jenis: Jenis
    ruang: Mapping[str, Ruang]
    terbit: Mapping[tuple[str, str], tuple[Lembar, Terkirim]] = {}
    keluaran: str = state.BUILD
    mode: str = ""


class Buatan(NamedTuple):
    """What became of one unit's document: `catatan` goes into the report, `None` when it gets none of this kind."""

    catatan: dict[str, Any] | None
    nomor: str | None
    masalah: tuple[Problem, ...]


def make(work: Pekerjaan, name: str, unit: str, old: Mapping[str, Any]) -> Buatan:
    """Make one document unless it is there already, made from the same words, template and program."""
    try:
        terbit = work.terbit.get((name, unit))
        berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit, _atas(work, terbit))
        surat = (berkas.isi.dokumen or {}).get(work.kind)
        if surat is None:
            return Buatan(None, None, ())
        templat = _templat(work.root, workspace.template_file(work.root, work.kind, name), tuple(work.jenis.kosakata))
        nilai = results.of_unit(work.ruang[name], berkas) if SCORED in work.jenis.kosakata else ()
        words = say(work.jenis.kosakata, Bahan(berkas, work.kind, nilai, _logo(work.root, berkas)))
        draf = not (surat.nomor and surat.tanggal)
        file = f"{work.keluaran}/{work.masa}/{berkas.id}/{work.kind}.docx"
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
        if terbit and terbit[1].sidik:
            return _issued(work.root, *terbit, catatan, old)
        if not karena:
            return Buatan(catatan, surat.nomor, ())
        sifat = Sifat(
            f"{work.jenis.judul}, {berkas.isi.nama}, {_masa(berkas)}",
            berkas.kantor.instansi.nama,
            surat.tanggal,
            draf,
        )
        content = _rendered(templat, words, sifat, berkas)
        catatan["sha256"] = state.sha(content)
        return Buatan(catatan, surat.nomor, _put(work.root, file, content, old.get("sha256", "")))
    except Refusal as refusal:
        return Buatan(failed(name, unit), None, refusal.problems)


def _atas(work: Pekerjaan, terbit: tuple[Lembar, Terkirim] | None) -> Node | None:
    """Return what lies over the files of the unit: the register's number and date, or SRIKANDI's variables."""
    if terbit:
        return agenda.lapisan(*terbit)
    if not work.mode:
        return None
    at = Place(f"{workspace.TEMPLATES}/{work.kind}/jenis.yaml")
    return Node({"dokumen": Node({work.kind: Node({work.mode: Node("ya", at)}, at)}, at)}, at)


def _issued(root: Path, lembar: Lembar, surat: Terkirim, catatan: dict[str, Any], old: Mapping[str, Any]) -> Buatan:
    """Return the document as it was issued, whatever the sources say now; warn when they would say something else."""
    arsip = agenda.arsip(lembar, surat, "docx")
    content = (root / arsip).read_bytes() if (root / arsip).is_file() else b""
    if state.sha(content) != surat.sidik:
        raise Refusal([problem(Place(lembar.file), "A010", file=arsip)])
    was = state.record(root / agenda.arsip(lembar, surat, "json"))
    beda = _differs(was, catatan) if was else []
    there = state.sha_file(root / catatan["berkas"]) == surat.sidik
    karena = [] if there else ["surat sudah terbit"]
    catatan |= {"sha256": surat.sidik, "terbit": lembar.file, "karena": karena, "draf": False}
    catatan["status"] = "tetap" if there else "dibuat"
    values = {"nomor": lembar.entri.nomor, "beda": ", ".join(beda)}
    warnings = (problem(Place(lembar.file), "A012", **values),) if beda else ()
    return Buatan(catatan, lembar.entri.nomor, warnings + _put(root, catatan["berkas"], content, old.get("sha256", "")))


def _differs(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the words that differ, and `templat` when the template does."""
    was, now = old.get("kata") or {}, new["kata"]
    beda = [name for name in sorted(was.keys() | now.keys()) if was.get(name) != now.get(name)]
    return beda + (["templat"] if old.get("templat") != new["templat"] else [])


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
