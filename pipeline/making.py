"""Making one unit's document: load, compute, say, render, write."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import laporan, results, seluruh, state, survey
from pipeline.documents import contract, images, tags, template
from pipeline.documents.language import BukanTeks
from pipeline.documents.package import Sifat, untouched
from pipeline.documents.template import Templat
from pipeline.errors import Place, Problem, Refusal, problem
from pipeline.results import Ruang
from pipeline.sources import agenda, diketahui, kesesuaian, susun, workspace
from pipeline.sources.agenda import Lembar, Terkirim
from pipeline.sources.masa import Masa
from pipeline.sources.schema import Jenis
from pipeline.sources.text import Node
from pipeline.sources.workspace import Berkas
from pipeline.ucapan import sebab
from pipeline.words import bahasa
from pipeline.words import nomor as penomoran
from pipeline.words.kata import Bab, Bahan, Gambar, Nilai
from pipeline.words.say import described, say

SCORED = "hasil"
"""The chapter that needs answers."""
FOLLOW_UP = "tindak_lanjut"
"""The chapter that needs plans and photos."""
SURAT = "surat"
"""The chapter without which a document bears no number."""


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


class Bernomor(NamedTuple):
    """A number given to a document of this kind, and where it is written; `bersama` where a batch shares one."""

    jenis: str
    nomor: str
    tempat: Place
    bersama: bool


class Buatan(NamedTuple):
    """What became of one unit's document: `catatan` goes into the report, `None` when it gets none of this kind."""

    catatan: dict[str, Any] | None
    nomor: tuple[Bernomor, ...]
    masalah: tuple[Problem, ...]


class Siap(NamedTuple):
    """A document about to be made: its records, template, words, properties and warnings.

    `diketahui` has the places of the acknowledgements that kept a warning from being told.
    """

    berkas: Berkas
    templat: Templat
    words: Bab
    sifat: Sifat
    peringatan: tuple[Problem, ...]
    diketahui: frozenset[Place]


def prepare(work: Pekerjaan, berkas: Berkas) -> Siap:
    """Return what a document needs; refuse with everything that is wrong with it, whichever room finds it."""
    problems: list[Problem] = [*berkas.masalah]
    name, kosakata = berkas.kantor.id, tuple(work.jenis.kosakata)
    surat = (berkas.isi.dokumen or {})[work.kind]
    most = laporan.LEBAR
    with collected(problems):
        templat = compiled(work.root, workspace.template_file(work.root, work.kind, name), kosakata)
        most = template.largest_picture(templat)
        problems += templat.peringatan
        dipakai = {one.kata.partition(".")[0] for one in templat.tanda}
        # what a letter does not cite need not be there
        berkas = berkas if "rujukan" in dipakai else berkas._replace(merujuk=())
        problems += kesesuaian.check(berkas, work.kind, dipakai)
    nilai: tuple[Nilai, ...] = ()
    with collected(problems):
        nilai = results.of_unit(work.ruang[name], berkas) if SCORED in kosakata else ()
    survei = None
    with collected(problems):
        if nilai:
            survei, asked = survey.survei(work.root, work.ruang[name], berkas, nilai)
            problems += asked
    picture = None
    with collected(problems):
        picture = logo(work.root, berkas)
    susulan = laporan.NIHIL
    if FOLLOW_UP in kosakata:
        susulan = laporan.collect(work.root, berkas, work.kind, nilai, most, problems)
    semua = seluruh.collect(work.root, work.ruang[name], kosakata, problems)
    told, known = diketahui.sift(berkas, problems)
    if any(not one.is_warning for one in told):
        raise Refusal(told)
    whole = (semua.satuan, semua.agenda)
    words = say(kosakata, Bahan(berkas, work.kind, nilai, picture, survei, susulan.rencana, susulan.foto, *whole))
    unnumbered = SURAT in kosakata and not (surat.nomor and surat.tanggal)
    draf = unnumbered or bool(susulan.kosong or berkas.merujuk)
    author = berkas.kantor.instansi.nama
    sifat = Sifat(f"{work.jenis.judul}, {berkas.isi.nama}, {_masa(berkas)}", author, surat.tanggal, draf)
    return Siap(berkas, templat, words, sifat, told, known | semua.diketahui)


def scored(jenis: Jenis) -> bool:
    """Return whether a kind of document needs answers."""
    return SCORED in jenis.kosakata or seluruh.REKAP in jenis.kosakata


def rendered(siap: Siap) -> bytes:
    """Return the document; refuse when the template asks for a word that nobody says."""
    return _rendered(siap.templat, siap.words, siap.sifat, siap.berkas)


def numbers(berkas: Berkas) -> tuple[Bernomor, ...]:
    """Return the numbers that a unit's documents bear, each with its kind and its place."""
    return tuple(
        Bernomor(kind, surat.nomor, susun.find(berkas.tree, ("dokumen", kind, "nomor")).at, _bersama(berkas, kind))
        for kind, surat in (berkas.isi.dokumen or {}).items()
        if surat.nomor
    )


def _bersama(berkas: Berkas, kind: str) -> bool:
    seri = penomoran.seri(berkas, kind)
    return seri is not None and seri.satu_untuk == "kelompok"


@contextlib.contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Turn a refusal into problems, so that the rooms that follow are heard as well."""
    try:
        yield
    except Refusal as refusal:
        problems += refusal.problems


def make(work: Pekerjaan, name: str, unit: str, old: Mapping[str, Any]) -> Buatan:
    """Make one document unless it is there already, made from the same words, template and program."""
    nomor: tuple[Bernomor, ...] = ()
    try:
        terbit = work.terbit.get((name, unit))
        berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit, *_atas(work, terbit))
        nomor = numbers(berkas)
        if work.kind not in (berkas.isi.dokumen or {}):
            failure = failed(name, unit) if berkas.masalah else None
            return Buatan(failure, nomor, (*berkas.masalah, *remove(work.root, old)))
        siap = prepare(work, berkas)
        templat, words, draf = siap.templat, siap.words, siap.sifat.draf
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
            return Buatan(catatan, nomor, (*siap.peringatan, *_issued(work.root, *terbit, catatan, old)))
        if not karena:
            return Buatan(catatan, nomor, siap.peringatan)
        content = rendered(siap)
        catatan["sha256"] = state.sha(content)
        return Buatan(catatan, nomor, (*siap.peringatan, *_put(work.root, file, content, old.get("sha256", ""))))
    except Refusal as refusal:
        return Buatan(failed(name, unit), nomor, (*refusal.problems, *remove(work.root, old)))


def _atas(work: Pekerjaan, terbit: tuple[Lembar, Terkirim] | None) -> tuple[Node, ...]:
    """Return what lies over the files of the unit: the register's number and date, or SRIKANDI's variables."""
    if terbit:
        return (agenda.lapisan(*terbit),)
    if not work.mode:
        return ()
    at = Place(f"{workspace.TEMPLATES}/{work.kind}/jenis.yaml")
    return (Node({"dokumen": Node({work.kind: Node({work.mode: Node("ya", at)}, at)}, at)}, at),)


def _issued(
    root: Path, lembar: Lembar, surat: Terkirim, catatan: dict[str, Any], old: Mapping[str, Any]
) -> tuple[Problem, ...]:
    """Put the document as it was issued, whatever the sources say now; warn when they would say something else."""
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
    return warnings + _put(root, catatan["berkas"], content, old.get("sha256", ""))


def _differs(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the words that differ, and `templat` when the template does."""
    return changed(old.get("kata", ""), new["kata"]) + (["templat"] if old.get("templat") != new["templat"] else [])


def changed(old: str, new: str) -> list[str]:
    """Return the words whose fingerprints differ."""
    return sorted({one.partition("=")[0] for one in {*old.split()} ^ {*new.split()}})


@lru_cache(maxsize=64)
def compiled(root: Path, file: str, kosakata: tuple[str, ...]) -> Templat:
    """Return a template that fits the words of its kind; refuse with everything that is wrong with it."""
    problems: list[Problem] = []
    raw = workspace.read_bytes(root, file, problems)
    templat = template.compile_template(raw, file, problems) if raw is not None else None
    if templat is not None:
        problems += contract.check(file, templat.tanda, described(kosakata))
    if templat is None or any(not one.is_warning for one in problems):
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


def logo(root: Path, berkas: Berkas) -> Gambar | None:
    """Return the logo of the unit's head of paper, if it has one; refuse what is no picture."""
    kop = berkas.isi.kop
    if kop is None or kop.logo is None:
        return None
    place = susun.find(berkas.tree, ("kop", "logo")).at
    path = workspace.inside(root, f"{workspace.UNITS}/{berkas.kantor.id}", kop.logo, place)
    return images.load(path, kop.logo, place, kop.keterangan_logo or f"Logo {berkas.kantor.instansi.nama}")


def _masa(berkas: Berkas) -> str:
    masa = berkas.kantor.masa
    return f"{bahasa.masa(masa, berkas.kantor.instansi.gaya.semester)} Tahun {masa.tahun}"


def _digests(words: Bab) -> str:
    """Return a short fingerprint of each word or group of words: `hal=1a2b3c4d nomor=...`."""
    found = (
        f"{name}={state.sha(json.dumps(words[name], default=_bytes_digest).encode())[:8]}" for name in sorted(words)
    )
    return " ".join(found)


@lru_cache(maxsize=64)
def _bytes_digest(content: bytes) -> str:
    return state.sha(content)


def _why(old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> list[str]:
    """Return the reasons to make a document: what changed since it was made; none when it stands as it should."""
    if not old.get("sha256"):
        return ["baru"]
    reasons = [name for name in ("mesin", "templat") if old.get(name) != new[name]]
    reasons += [f"kata `{name}`" for name in changed(str(old.get("kata", "")), new["kata"])]
    if not reasons and state.sha_file(path) != old["sha256"]:
        reasons.append("berkas hasil disunting" if path.exists() else "berkas hasil hilang")
    return reasons


def _put(root: Path, file: str, content: bytes, known: str) -> tuple[Problem, ...]:
    """Write a document; one that somebody edited by hand is kept beside it, with a warning."""
    path = root / file
    there = state.sha_file(path)
    try:
        mine = there in ("", known, state.sha(content)) or untouched(path.read_bytes())
        warnings = () if mine else _keep(root, file)
        if there != state.sha(content):
            state.write(path, content)
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=sebab(fault))]) from None
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
    if "berkas" not in old:
        return ()
    path = root / old["berkas"]
    try:
        if state.sha_file(path) not in ("", old.get("sha256")) and not untouched(path.read_bytes()):
            return _keep(root, old["berkas"])
        path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as fault:
        return (problem(Place(old["berkas"]), "K002", found=sebab(fault)),)
    return ()


def failed(name: str, unit: str) -> dict[str, Any]:
    """Return what the report says of a document that could not be made."""
    return {"instansi": name, "unit": unit, "status": "gagal"}
