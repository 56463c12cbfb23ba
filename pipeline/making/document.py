"""Making one unit's document: load, compute, say, render, write."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.documents import images, tags, template, unprinted, whole_subject
from pipeline.documents.compare import NotNumber, NotText
from pipeline.documents.package import Properties
from pipeline.documents.proof import Tag
from pipeline.documents.template import Rework, Template
from pipeline.files import disk, fingerprint
from pipeline.making.material import collected, gather
from pipeline.making.office import IssuedLetter, Offices
from pipeline.making.output import changed, failed, put, remove, why
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import acknowledged, consistency, register_reader, trees, workspace
from pipeline.sources.models import Jenis
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.sources.workspace import Dossier
from pipeline.sources.yaml_text import Node
from pipeline.words import indonesian, number
from pipeline.words.chapter import Material, Need, Words
from pipeline.words.say import described, from_files, needs, numbered, say

PHOTO_WIDTH = images.EMU
"""How large a photo is where no template says it."""


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


def prepare(work: Job, dossier: Dossier) -> Prepared:
    """Return what a document needs; refuse with everything that is wrong with it, whichever room finds it."""
    problems: list[Problem] = [*dossier.problems]
    found = None
    with collected(problems):
        found = _template(work, dossier)
        # what a letter does not cite need not be there
        dossier = dossier if "rujukan" in words_used(found) else dossier._replace(uncited=())
        problems += (*found.warnings, *consistency.check(dossier, work.kind, words_used(found)))
    widest = template.largest_picture(found) if found else PHOTO_WIDTH
    gathered = gather(work.offices, dossier, work.kind, needs(work.jenis.kosakata), widest, problems)
    told, known = acknowledged.sift(dossier, problems)
    wrong = [one for one in told if not one.is_warning]
    if found is None or wrong:
        answers_alone = found is not None and all(one in gathered.unscored for one in wrong)
        raise Refusal((*told, *_still_missing(work, found, gathered.material)) if found and answers_alone else told)
    said = say(work.jenis.kosakata, gathered.material._replace(srikandi=bool(work.mode)))
    lost = unprinted.check(found.file, found.tanda, said, _own_links(dossier), lambda: _words_elsewhere(work, dossier))
    still, also = acknowledged.sift(dossier, lost)
    told_srikandi = say(numbered(work.jenis.kosakata), gathered.material) if work.mode else {}
    properties = _properties(work, dossier, is_draft=_unnumbered(work, dossier) or bool(gathered.blank))
    known |= gathered.known | also
    return Prepared(dossier, found, said, properties, (*told, *still), known, told_srikandi)


def _own_links(dossier: Dossier) -> tuple[str, ...]:
    """Return the links that the unit's own files give."""
    node = trees.find(dossier.tree, ("tautan",))
    links = node.value if isinstance(node.value, dict) and dossier.isi.tautan else {}
    return tuple(name for name, link in links.items() if Path(link.at.file).stem == dossier.unit)


def _words_elsewhere(work: Job, dossier: Dossier) -> frozenset[str]:
    """Return the words that the templates of the unit's other kinds use."""
    found: set[str] = set()
    for kind in dossier.isi.dokumen:
        with contextlib.suppress(Refusal):
            file = workspace.template_file(work.root, kind, dossier.office.id)
            kosakata = tuple(workspace.jenis(work.root, kind).kosakata)
            found |= {tag.kata for tag in work.offices.assets.template(file, kosakata).tanda}
    return frozenset(found)


def _template(work: Job, dossier: Dossier) -> Template:
    file = workspace.template_file(work.root, work.kind, dossier.office.id)
    return work.offices.assets.template(file, tuple(work.jenis.kosakata))


def _unnumbered(work: Job, dossier: Dossier) -> bool:
    """Whether a number or a date is lacking, of the document itself or of the letter that it cites."""
    letter = dossier.isi.dokumen[work.kind]
    lacking = numbered(work.jenis.kosakata) and not (letter.nomor and letter.tanggal)
    return bool(lacking or dossier.uncited)


def _properties(work: Job, dossier: Dossier, *, is_draft: bool) -> Properties:
    office = dossier.office
    period = f"{indonesian.period_name(office.period, office.instansi.gaya.semester)} Tahun {office.period.tahun}"
    title = f"{work.jenis.judul}, {dossier.isi.nama}, {period}"
    return Properties(title, office.instansi.nama, dossier.isi.dokumen[work.kind].tanggal, is_draft)


def _still_missing(work: Job, templat: Template, material: Material) -> Iterator[Problem]:
    """Return what the template asks of the files and they do not say; the answers may be missing or wrong."""
    kosakata = from_files(work.jenis.kosakata)
    words = say(kosakata, Material(material.berkas, work.kind, None, material.logo))
    try:
        template.render(templat, words, Properties("", "", None, True))
    except tags.MissingWords as missing:
        known = {path.partition(".")[0] for path in described(kosakata)}
        asked = (one for one in missing.tanda if one.kata.partition(".")[0] in known)
        yield from _missing_words(material.berkas, templat, asked)
    except NotText:
        return


def _missing_words(berkas: Dossier, templat: Template, tanda: Iterable[Tag]) -> Iterator[Problem]:
    return (problem(berkas.own, "I005", field=one.kata, template=templat.file) for one in tanda)


def scored(jenis: Jenis) -> bool:
    """Return whether a kind of document needs answers."""
    return bool(needs(jenis.kosakata) & {Need.RESULTS, Need.ALL_UNITS})


def rendered(siap: Prepared, olah: Rework | None = None) -> bytes:
    """Return the document; refuse when the template asks for a word that nobody says."""
    try:
        return template.render(siap.template, siap.words, siap.sifat, olah)
    except tags.MissingWords as missing:
        raise Refusal(_missing_words(siap.berkas, siap.template, missing.tanda)) from None
    except NotNumber as fault:
        raise Refusal([problem(siap.berkas.own, "T020", found=str(fault), template=siap.template.file)]) from None
    except NotText:
        raise Refusal(
            [problem(Place(siap.template.file), "T012", word="?", part=phrase("isi dokumen"), paragraph="")]
        ) from None


def numbers(berkas: Dossier) -> tuple[BorneNumber, ...]:
    """Return the numbers that a unit's documents bear, each with its kind and its place."""
    return tuple(
        BorneNumber(kind, surat.nomor, trees.find(berkas.tree, ("dokumen", kind, "nomor")).at, _shared(berkas, kind))
        for kind, surat in berkas.isi.dokumen.items()
        if surat.nomor
    )


def _shared(berkas: Dossier, kind: str) -> bool:
    seri = number.numbering_of(berkas, kind)
    return seri is not None and seri.satu_untuk == "kelompok"


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
    seri = number.numbering_of(siap.berkas, kind)
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
