"""Making one unit's document: load, compute, say, render, write."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.documents import tags, template, whole_subject
from pipeline.documents.language import NotText
from pipeline.documents.package import Properties
from pipeline.documents.proof import Tag
from pipeline.documents.template import Rework, Template
from pipeline.files import disk, fingerprint
from pipeline.making import follow_up_material, whole_period
from pipeline.making.office import IssuedLetter, Offices
from pipeline.making.output import changed, failed, put, remove, why
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import survey
from pipeline.scores.records import SchemeResult
from pipeline.sources import acknowledged, consistency, register_reader, trees, workspace
from pipeline.sources.models import Jenis
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.sources.workspace import Dossier
from pipeline.sources.yaml_text import Node
from pipeline.words import indonesian, number
from pipeline.words.chapter import Material, Picture, Words
from pipeline.words.say import SHARED, described, say

SCORED = "hasil"
"""The chapter that needs answers."""
FOLLOW_UP = "tindak_lanjut"
"""The chapter that needs plans and photos."""
LETTER = "surat"
"""The chapter without which a document bears no number."""
HISTORY = "riwayat"
"""The chapter that needs the results of an earlier period."""


class Job(NamedTuple):
    """What every process has to know.

    `issued` has the number and date of the units that the register gives one; documents go into `output`; `mode` is
    empty or `srikandi`.
    """

    kind: str
    jenis: Jenis
    offices: Offices
    issued: Mapping[tuple[str, str], IssuedLetter] = {}
    output: str = fingerprint.BUILD
    mode: str = ""

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.offices.root

    @property
    def period(self) -> Period:
        """The period that the documents speak of."""
        return self.offices.period


class BorneNumber(NamedTuple):
    """A number given to a document of this kind, and where it is written; `bersama` where a batch shares one."""

    jenis: str
    nomor: str
    tempat: Place
    bersama: bool
    stands: NumberPlace


class Made(NamedTuple):
    """What became of one unit's document: `catatan` goes into the report, `None` when it gets none of this kind."""

    catatan: dict[str, Any] | None
    nomor: tuple[BorneNumber, ...]
    problems: tuple[Problem, ...]


class Prepared(NamedTuple):
    """A document about to be made: its records, template, words, properties and warnings.

    `diketahui` has the places of the acknowledgements that kept a warning from being told; `asli` the words of the
    letter that SRIKANDI is to be told, where it fills in its own.
    """

    berkas: Dossier
    template: Template
    words: Words
    sifat: Properties
    warnings: tuple[Problem, ...]
    diketahui: frozenset[Place]
    asli: Words


def prepare(work: Job, berkas: Dossier) -> Prepared:
    """Return what a document needs; refuse with everything that is wrong with it, whichever room finds it."""
    problems: list[Problem] = [*berkas.problems]
    name, kosakata = berkas.office.id, tuple(work.jenis.kosakata)
    opened = work.offices[name]
    surat = berkas.isi.dokumen[work.kind]
    most = follow_up_material.WIDTH
    with collected(problems):
        templat = work.offices.assets.template(workspace.template_file(work.root, work.kind, name), kosakata)
        most = template.largest_picture(templat)
        problems += templat.warnings
        dipakai = words_used(templat)
        # what a letter does not cite need not be there
        berkas = berkas if "rujukan" in dipakai else berkas._replace(uncited=())
        problems += consistency.check(berkas, work.kind, dipakai)
    nilai: tuple[SchemeResult, ...] = ()
    unscored: list[Problem] = []
    with collected(unscored):
        nilai = opened.results(berkas) if SCORED in kosakata else ()
    problems += unscored
    survei = None
    with collected(problems):
        if nilai:
            survei, asked = survey.survey_of(work.root, opened.counted, berkas, nilai)
            problems += asked
            if HISTORY in kosakata:
                compared = survey.comparison(work.root, opened.counted, berkas, nilai, problems)
                survei = survei._replace(comparison=compared)
    picture = None
    with collected(problems):
        picture = logo(work.offices, berkas, work.kind)
    susulan = follow_up_material.NOTHING
    if FOLLOW_UP in kosakata:
        susulan = follow_up_material.collect(work.offices, berkas, work.kind, nilai, most, problems)
    semua = whole_period.collect(opened, kosakata, problems)
    told, known = acknowledged.sift(berkas, problems)
    if any(not one.is_warning for one in told):
        answers_alone = all(one.is_warning or one in unscored for one in told)
        raise Refusal((*told, *_still_missing(work, berkas, templat, picture)) if answers_alone else told)
    bahan = Material(berkas, work.kind, nilai, picture, survei, susulan.rencana, susulan.foto)
    bahan = bahan._replace(units_material=semua.units_material, agenda=semua.agenda)
    asli = say([LETTER], bahan) if work.mode and LETTER in kosakata else {}
    words = say(kosakata, bahan._replace(srikandi=bool(work.mode)))
    unnumbered = LETTER in kosakata and not (surat.nomor and surat.tanggal)
    draf = unnumbered or bool(susulan.blank or berkas.uncited)
    author = berkas.office.instansi.nama
    sifat = Properties(f"{work.jenis.judul}, {berkas.isi.nama}, {_period_name(berkas)}", author, surat.tanggal, draf)
    return Prepared(berkas, templat, words, sifat, told, known | semua.diketahui, asli)


def _still_missing(work: Job, berkas: Dossier, templat: Template, picture: Picture | None) -> Iterator[Problem]:
    """Return what the template asks of the files and they do not say; the answers may be missing or wrong."""
    kosakata = [one for one in work.jenis.kosakata if one in SHARED]
    words = say(kosakata, Material(berkas, work.kind, (), picture))
    try:
        template.render(templat, words, Properties("", "", None, True))
    except tags.MissingWords as missing:
        known = {path.partition(".")[0] for path in described(kosakata)}
        yield from _missing_words(
            berkas, templat, (one for one in missing.tanda if one.kata.partition(".")[0] in known)
        )
    except NotText:
        return


def _missing_words(berkas: Dossier, templat: Template, tanda: Iterable[Tag]) -> Iterator[Problem]:
    return (problem(berkas.own, "I005", field=one.kata, template=templat.file) for one in tanda)


def scored(jenis: Jenis) -> bool:
    """Return whether a kind of document needs answers."""
    return SCORED in jenis.kosakata or whole_period.REKAP in jenis.kosakata


def rendered(siap: Prepared, olah: Rework | None = None) -> bytes:
    """Return the document; refuse when the template asks for a word that nobody says."""
    try:
        return template.render(siap.template, siap.words, siap.sifat, olah)
    except tags.MissingWords as missing:
        raise Refusal(_missing_words(siap.berkas, siap.template, missing.tanda)) from None
    except NotText:
        raise Refusal([problem(Place(siap.template.file), "T012")]) from None


def numbers(berkas: Dossier) -> tuple[BorneNumber, ...]:
    """Return the numbers that a unit's documents bear, each with its kind and its place."""
    return tuple(
        BorneNumber(
            kind,
            surat.nomor,
            trees.find(berkas.tree, ("dokumen", kind, "nomor")).at,
            number.is_shared(berkas, kind),
            number.identity_of(berkas, kind, surat.nomor, surat.tanggal),
        )
        for kind, surat in berkas.isi.dokumen.items()
        if surat.nomor
    )


@contextlib.contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Turn a refusal into problems, so that the rooms that follow are heard as well."""
    try:
        yield
    except Refusal as refusal:
        problems += refusal.problems


def make(work: Job, name: str, unit: str, old: Mapping[str, Any]) -> Made:
    """Make one document unless it is there already, made from the same words, template and program."""
    nomor: tuple[BorneNumber, ...] = ()
    try:
        terbit = work.issued.get((name, unit))
        berkas = work.offices[name].dossier(unit, *layers_above(terbit))
        nomor = numbers(berkas)
        if work.kind not in berkas.isi.dokumen:
            failure = failed(name, unit) if berkas.problems else None
            return Made(failure, nomor, (*berkas.problems, *remove(work.root, old)))
        siap = prepare(work, berkas)
        templat, words, draf = siap.template, siap.words, siap.sifat.is_draft
        file = f"{work.output}/{work.period}/{berkas.id}/{work.kind}.docx"
        kata = digests(words)
        made_from = {"mesin": fingerprint.engine()[:16], "templat": template_digest(templat), "kata": kata}
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
            return Made(catatan, nomor, (*siap.warnings, *_issued(work.root, *terbit, siap.template, catatan, old)))
        if not karena and not work.mode:
            return Made(catatan, nomor, siap.warnings)
        content = _srikandi(siap, work.kind, catatan) if work.mode else rendered(siap)
        catatan["sha256"] = fingerprint.sha(content)
        return Made(catatan, nomor, (*siap.warnings, *put(work.root, file, content, old.get("sha256", ""))))
    except Refusal as refusal:
        return Made(failed(name, unit), nomor, (*refusal.problems, *remove(work.root, old)))


def layers_above(terbit: tuple[EntryFile, SentLetter] | None) -> tuple[Node, ...]:
    """Return what lies over the files of the unit: the register's number and date."""
    return (register_reader.layer_of(*terbit),) if terbit else ()


def _srikandi(siap: Prepared, kind: str, catatan: dict[str, Any]) -> bytes:
    """Return the letter with SRIKANDI's variables, and note what is to be typed there."""
    said = siap.asli
    hal = str(said.get("hal", ""))

    def olah(parts: dict[str, str]) -> dict[str, str]:
        nonlocal hal
        changed, hal = whole_subject.whole_subject(parts, hal)
        return changed

    content = rendered(siap, olah)
    seri = number.rule_of(siap.berkas, kind)
    klasifikasi = number.parts_of(seri, siap.berkas, kind).get("klasifikasi", "") if seri else ""
    catatan["srikandi"] = {**said, "hal": hal, "klasifikasi": klasifikasi, "nama": siap.berkas.isi.nama}
    return content


def _issued(
    root: Path,
    lembar: EntryFile,
    surat: SentLetter,
    templat: Template,
    catatan: dict[str, Any],
    old: Mapping[str, Any],
) -> tuple[Problem, ...]:
    """Put the document as it was issued, whatever the sources say now; warn when they would say something else."""
    arsip = register_reader.archive_file(lembar, surat, "docx")
    content = (root / arsip).read_bytes() if (root / arsip).is_file() else b""
    if fingerprint.sha(content) != surat.sidik:
        raise Refusal([problem(Place(lembar.file), "A010", file=arsip)])
    warnings = issued_differs(root, lembar, surat, templat, catatan["kata"])
    there = fingerprint.sha_file(root / catatan["berkas"]) == surat.sidik
    karena = [] if there else ["surat sudah terbit"]
    catatan |= {"sha256": surat.sidik, "terbit": lembar.file, "karena": karena, "draf": False}
    catatan["status"] = "tetap" if there else "dibuat"
    return warnings + put(root, catatan["berkas"], content, old.get("sha256", ""))


def issued_differs(
    root: Path, lembar: EntryFile, surat: SentLetter, templat: Template, kata: str
) -> tuple[Problem, ...]:
    """Return a warning when a letter that is out would say something else by now, with the words; `template` if it.

    A word that its template does not use is none that it says.
    """
    was = disk.record(root / register_reader.archive_file(lembar, surat, "json"))
    if not was:
        return ()
    beda = [one for one in changed(was.get("kata", ""), kata) if one in words_used(templat)]
    beda += ["templat"] if was.get("templat") != template_digest(templat) else []
    entri = lembar.entri
    values = {"nomor": entri.nomor, "beda": ", ".join(beda), "jenis": entri.jenis, "masa": entri.periode}
    return (problem(Place(lembar.file), "A012", **values, unit=surat.unit or lembar.instansi),) if beda else ()


def words_used(templat: Template) -> set[str]:
    """Return the first steps of the words that a template uses."""
    return {one.kata.partition(".")[0] for one in templat.tanda}


def template_digest(templat: Template) -> str:
    """Return the short fingerprint of a template, as reports and records keep it."""
    return templat.digest[:16]


def logo(offices: Offices, berkas: Dossier, kind: str) -> Picture | None:
    """Return the logo of a document's head of paper, if it has one; refuse what is no picture."""
    kop = berkas.isi.dokumen[kind].kop
    if kop is None or kop.logo is None:
        return None
    place = trees.find(berkas.tree, ("dokumen", kind, "kop", "logo")).at
    path = workspace.inside(offices.root, f"{workspace.UNITS}/{berkas.office.id}", kop.logo, place)
    return offices.assets.picture(path, kop.logo, place, kop.keterangan_logo or f"Logo {berkas.office.instansi.nama}")


def _period_name(berkas: Dossier) -> str:
    masa = berkas.office.period
    return f"{indonesian.period_name(masa, berkas.office.instansi.gaya.semester)} Tahun {masa.tahun}"


def digests(words: Words) -> str:
    """Return a short fingerprint of each word or group of words: `hal=1a2b3c4d nomor=...`."""
    found = (
        f"{name}={fingerprint.sha(json.dumps(words[name], default=_bytes_digest).encode())[:8]}"
        for name in sorted(words)
    )
    return " ".join(found)


@lru_cache(maxsize=64)
def _bytes_digest(content: bytes) -> str:
    return fingerprint.sha(content)
