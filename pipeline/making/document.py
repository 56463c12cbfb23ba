"""Making one unit's document: load, compute, say, render, write."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.documents import contract, images, tags, template
from pipeline.documents import whole_subject as srikandi
from pipeline.documents.language import BukanTeks
from pipeline.documents.package import Sifat
from pipeline.documents.proof import Tanda
from pipeline.documents.template import Olah, Templat
from pipeline.files import disk, fingerprint, folder
from pipeline.making import follow_up_material as laporan
from pipeline.making import whole_period as seluruh
from pipeline.making.output import changed, failed, put, remove, why
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import results, survey
from pipeline.scores.records import Nilai
from pipeline.scores.results import Ruang
from pipeline.sources import acknowledged as diketahui
from pipeline.sources import consistency as kesesuaian
from pipeline.sources import register_reader as agenda
from pipeline.sources import trees as susun
from pipeline.sources import workspace
from pipeline.sources.models import Jenis
from pipeline.sources.period import Masa
from pipeline.sources.register_reader import Lembar, Terkirim
from pipeline.sources.workspace import Berkas
from pipeline.sources.yaml_text import Node
from pipeline.words import indonesian as bahasa
from pipeline.words import number as penomoran
from pipeline.words.chapter import Bab, Bahan, Gambar
from pipeline.words.say import BERSAMA, described, say

SCORED = "hasil"
"""The chapter that needs answers."""
FOLLOW_UP = "tindak_lanjut"
"""The chapter that needs plans and photos."""
SURAT = "surat"
"""The chapter without which a document bears no number."""
HISTORY = "riwayat"
"""The chapter that needs the results of an earlier period."""


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
    keluaran: str = fingerprint.BUILD
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

    `diketahui` has the places of the acknowledgements that kept a warning from being told; `asli` the words of the
    letter that SRIKANDI is to be told, where it fills in its own.
    """

    berkas: Berkas
    templat: Templat
    words: Bab
    sifat: Sifat
    peringatan: tuple[Problem, ...]
    diketahui: frozenset[Place]
    asli: Bab


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
        dipakai = terpakai(templat)
        # what a letter does not cite need not be there
        berkas = berkas if "rujukan" in dipakai else berkas._replace(merujuk=())
        problems += kesesuaian.check(berkas, work.kind, dipakai)
    nilai: tuple[Nilai, ...] = ()
    unscored: list[Problem] = []
    with collected(unscored):
        nilai = results.of_unit(work.ruang[name], berkas) if SCORED in kosakata else ()
    problems += unscored
    survei = None
    with collected(problems):
        if nilai:
            survei, asked = survey.survei(work.root, work.ruang[name], berkas, nilai)
            problems += asked
            if HISTORY in kosakata:
                compared = survey.banding(work.root, work.ruang[name], berkas, nilai, problems)
                survei = survei._replace(banding=compared)
    picture = None
    with collected(problems):
        picture = logo(work.root, berkas)
    susulan = laporan.NIHIL
    if FOLLOW_UP in kosakata:
        susulan = laporan.collect(work.root, berkas, work.kind, nilai, most, problems)
    semua = seluruh.collect(work.root, work.ruang[name], kosakata, problems)
    told, known = diketahui.sift(berkas, problems)
    if any(not one.is_warning for one in told):
        answers_alone = all(one.is_warning or one in unscored for one in told)
        raise Refusal((*told, *_belum(work, berkas, templat, picture)) if answers_alone else told)
    bahan = Bahan(berkas, work.kind, nilai, picture, survei, susulan.rencana, susulan.foto)
    bahan = bahan._replace(satuan=semua.satuan, agenda=semua.agenda)
    asli = say([SURAT], bahan) if work.mode and SURAT in kosakata else {}
    words = say(kosakata, bahan._replace(srikandi=bool(work.mode)))
    unnumbered = SURAT in kosakata and not (surat.nomor and surat.tanggal)
    draf = unnumbered or bool(susulan.kosong or berkas.merujuk)
    author = berkas.kantor.instansi.nama
    sifat = Sifat(f"{work.jenis.judul}, {berkas.isi.nama}, {_masa(berkas)}", author, surat.tanggal, draf)
    return Siap(berkas, templat, words, sifat, told, known | semua.diketahui, asli)


def _belum(work: Pekerjaan, berkas: Berkas, templat: Templat, picture: Gambar | None) -> Iterator[Problem]:
    """Return what the template asks of the files and they do not say; the answers may be missing or wrong."""
    kosakata = [one for one in work.jenis.kosakata if one in BERSAMA]
    words = say(kosakata, Bahan(berkas, work.kind, (), picture))
    try:
        template.render(templat, words, Sifat("", "", None, True))
    except tags.Hilang as missing:
        known = {path.partition(".")[0] for path in described(kosakata)}
        yield from _hilang(berkas, templat, (one for one in missing.tanda if one.kata.partition(".")[0] in known))
    except BukanTeks:
        return


def _hilang(berkas: Berkas, templat: Templat, tanda: Iterable[Tanda]) -> Iterator[Problem]:
    return (problem(berkas.own, "I005", field=one.kata, template=templat.file) for one in tanda)


def scored(jenis: Jenis) -> bool:
    """Return whether a kind of document needs answers."""
    return SCORED in jenis.kosakata or seluruh.REKAP in jenis.kosakata


def rendered(siap: Siap, olah: Olah | None = None) -> bytes:
    """Return the document; refuse when the template asks for a word that nobody says."""
    try:
        return template.render(siap.templat, siap.words, siap.sifat, olah)
    except tags.Hilang as missing:
        raise Refusal(_hilang(siap.berkas, siap.templat, missing.tanda)) from None
    except BukanTeks:
        raise Refusal([problem(Place(siap.templat.file), "T012")]) from None


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
        berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit, *atas(terbit))
        nomor = numbers(berkas)
        if work.kind not in (berkas.isi.dokumen or {}):
            failure = failed(name, unit) if berkas.masalah else None
            return Buatan(failure, nomor, (*berkas.masalah, *remove(work.root, old)))
        siap = prepare(work, berkas)
        templat, words, draf = siap.templat, siap.words, siap.sifat.draf
        file = f"{work.keluaran}/{work.masa}/{berkas.id}/{work.kind}.docx"
        kata = digests(words)
        made_from = {"mesin": fingerprint.engine()[:16], "templat": sidik(templat), "kata": kata}
        karena = why(old, made_from, work.root / file)
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
            return Buatan(catatan, nomor, (*siap.peringatan, *_issued(work.root, *terbit, siap.templat, catatan, old)))
        if not karena and not work.mode:
            return Buatan(catatan, nomor, siap.peringatan)
        content = _srikandi(siap, work.kind, catatan) if work.mode else rendered(siap)
        catatan["sha256"] = fingerprint.sha(content)
        return Buatan(catatan, nomor, (*siap.peringatan, *put(work.root, file, content, old.get("sha256", ""))))
    except Refusal as refusal:
        return Buatan(failed(name, unit), nomor, (*refusal.problems, *remove(work.root, old)))


def atas(terbit: tuple[Lembar, Terkirim] | None) -> tuple[Node, ...]:
    """Return what lies over the files of the unit: the register's number and date."""
    return (agenda.lapisan(*terbit),) if terbit else ()


def _srikandi(siap: Siap, kind: str, catatan: dict[str, Any]) -> bytes:
    """Return the letter with SRIKANDI's variables, and note what is to be typed there."""
    said = siap.asli
    hal = str(said.get("hal", ""))

    def olah(parts: dict[str, str]) -> dict[str, str]:
        nonlocal hal
        changed, hal = srikandi.utuh(parts, hal)
        return changed

    content = rendered(siap, olah)
    seri = penomoran.seri(siap.berkas, kind)
    klasifikasi = penomoran.bagian(seri, siap.berkas, kind).get("klasifikasi", "") if seri else ""
    catatan["srikandi"] = {**said, "hal": hal, "klasifikasi": klasifikasi, "nama": siap.berkas.isi.nama}
    return content


def _issued(
    root: Path,
    lembar: Lembar,
    surat: Terkirim,
    templat: Templat,
    catatan: dict[str, Any],
    old: Mapping[str, Any],
) -> tuple[Problem, ...]:
    """Put the document as it was issued, whatever the sources say now; warn when they would say something else."""
    arsip = agenda.arsip(lembar, surat, "docx")
    content = (root / arsip).read_bytes() if (root / arsip).is_file() else b""
    if fingerprint.sha(content) != surat.sidik:
        raise Refusal([problem(Place(lembar.file), "A010", file=arsip)])
    warnings = terbit_berbeda(root, lembar, surat, templat, catatan["kata"])
    there = fingerprint.sha_file(root / catatan["berkas"]) == surat.sidik
    karena = [] if there else ["surat sudah terbit"]
    catatan |= {"sha256": surat.sidik, "terbit": lembar.file, "karena": karena, "draf": False}
    catatan["status"] = "tetap" if there else "dibuat"
    return warnings + put(root, catatan["berkas"], content, old.get("sha256", ""))


def terbit_berbeda(root: Path, lembar: Lembar, surat: Terkirim, templat: Templat, kata: str) -> tuple[Problem, ...]:
    """Return a warning when a letter that is out would say something else by now, with the words; `templat` if it.

    A word that its template does not use is none that it says.
    """
    was = disk.record(root / agenda.arsip(lembar, surat, "json"))
    if not was:
        return ()
    beda = [one for one in changed(was.get("kata", ""), kata) if one in terpakai(templat)]
    beda += ["templat"] if was.get("templat") != sidik(templat) else []
    entri = lembar.entri
    values = {"nomor": entri.nomor, "beda": ", ".join(beda), "jenis": entri.jenis, "masa": entri.periode}
    return (problem(Place(lembar.file), "A012", **values, unit=surat.unit or lembar.instansi),) if beda else ()


def terpakai(templat: Templat) -> set[str]:
    """Return the first steps of the words that a template uses."""
    return {one.kata.partition(".")[0] for one in templat.tanda}


def sidik(templat: Templat) -> str:
    """Return the short fingerprint of a template, as reports and records keep it."""
    return templat.digest[:16]


@lru_cache(maxsize=64)
def compiled(root: Path, file: str, kosakata: tuple[str, ...]) -> Templat:
    """Return a template that fits the words of its kind; refuse with everything that is wrong with it."""
    problems: list[Problem] = []
    raw = folder.read_bytes(root, file, problems)
    templat = template.compile_template(raw, file, problems) if raw is not None else None
    if templat is not None:
        problems += contract.check(file, templat.tanda, described(kosakata))
    if templat is None or any(not one.is_warning for one in problems):
        raise Refusal(problems)
    return templat


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


def digests(words: Bab) -> str:
    """Return a short fingerprint of each word or group of words: `hal=1a2b3c4d nomor=...`."""
    found = (
        f"{name}={fingerprint.sha(json.dumps(words[name], default=_bytes_digest).encode())[:8]}"
        for name in sorted(words)
    )
    return " ".join(found)


@lru_cache(maxsize=64)
def _bytes_digest(content: bytes) -> str:
    return fingerprint.sha(content)
