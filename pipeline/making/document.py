"""Making one unit's document: load, compute, say, render, write."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import images, tags, template
from pipeline.documents.compare import NotNumber, NotText
from pipeline.documents.package import Properties
from pipeline.documents.rendering import Rendering
from pipeline.documents.tag import Tag
from pipeline.documents.template import Rework, Template
from pipeline.files import fingerprint
from pipeline.making import lacking_words, said_in
from pipeline.making.format import DOCX, Format
from pipeline.making.material import collected, gather
from pipeline.making.office import IssuedLetter, Offices
from pipeline.making.output import ISSUED, changed, put, remove, why
from pipeline.making.report import ReportLine
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import acknowledged, archived_record, consistency, register_reader, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Jenis
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.sources.signature_model import DRAFT_STATE
from pipeline.sources.yaml_text import Node
from pipeline.words import indonesian, number, verification
from pipeline.words.chapter import Material, Need, Words
from pipeline.words.say import described, from_files, needs, numbered, say, vocabulary

PHOTO_WIDTH = images.EMU
"""How large a photo is where no template says it."""
_OF_SURVEY = frozenset({"kuesioner", "publikasi_media"})
"""The chapters about a survey that need none of its answers."""


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
    made_as: Format = DOCX

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.offices.root

    @property
    def period(self) -> Period:
        """The period that the documents speak of."""
        return self.offices.period


class BorneNumber(NamedTuple):
    """A number given to a document of this kind, and where it is written; `shared` where a batch shares one."""

    kind: str
    nomor: str
    place: Place
    shared: bool
    stands: NumberPlace


class Made(NamedTuple):
    """What became of one unit's document: `line` goes into the report, `None` when it gets none of this kind."""

    line: ReportLine | None
    nomor: tuple[BorneNumber, ...]
    problems: tuple[Problem, ...]


class Prepared(NamedTuple):
    """A document about to be made: its records, template, words, properties and warnings.

    `known` has the places of the acknowledgements that kept a warning from being told; `srikandi` the words of the
    letter that SRIKANDI is to be told, where it fills in its own; `rendering` what its parts come to.
    """

    dossier: Dossier
    template: Template
    words: Words
    rendering: Rendering
    properties: Properties
    warnings: tuple[Problem, ...]
    known: frozenset[Place]
    srikandi: Words
    made_as: Format = DOCX


def prepare(work: Job, dossier: Dossier) -> Prepared:
    """Return what a document needs; refuse with everything that is wrong with it, whichever room finds it."""
    problems = [*dossier.faults(work.kind), *work.offices.assets.misnamed(work.kind, dossier.office.id)]
    found = None
    with collected(problems):
        found = _template(work, dossier)
        # what a letter does not cite need not be there
        dossier = dossier if "rujukan" in found.words else dossier._replace(uncited=())
        problems += (*found.warnings, *consistency.check(dossier, work.kind, found.words))
    widest = found.largest_picture if found else PHOTO_WIDTH
    gathered = gather(work.offices, dossier, work.kind, needs(work.jenis.kosakata), widest, problems)
    told, known = acknowledged.sift(dossier, problems)
    if (wrong := [fault for fault in told if not fault.is_warning]) or found is None:
        answers_alone = found is not None and all(fault in gathered.unscored for fault in wrong)
        raise Refusal((*told, *_still_missing(work, found, gathered.material)) if found and answers_alone else told)
    token = None if work.mode else verification.token_of(dossier, work.issued.get((dossier.office.id, dossier.unit)))
    said = say(work.jenis.kosakata, gathered.material._replace(srikandi=bool(work.mode), token=token))
    rendering = Rendering(found.parts, said)
    still, also = acknowledged.sift(dossier, [*said_in.check(work.offices, found, rendering, dossier, work.kind)])
    told_srikandi = say(numbered(work.jenis.kosakata), gathered.material) if work.mode else {}
    properties = _properties(work, dossier, is_draft=_unnumbered(work, dossier) or bool(gathered.blank))
    known |= gathered.known | also
    return Prepared(dossier, found, said, rendering, properties, (*told, *still), known, told_srikandi, work.made_as)


def _template(work: Job, dossier: Dossier) -> Template:
    assets = work.offices.assets
    return assets.template(assets.layout(work.kind, dossier.office.id), vocabulary(work.jenis))


def _unnumbered(work: Job, dossier: Dossier) -> bool:
    """Whether a number or a date is lacking, of the document itself or of the letter that it cites, or it is said."""
    letter = dossier.effective.dokumen[work.kind]
    is_named = letter.nomor or not work.jenis.bernomor
    lacking = numbered(work.jenis.kosakata) and not (is_named and letter.tanggal)
    return bool(lacking or dossier.uncited or letter.tanda_tangan == DRAFT_STATE)


def _properties(work: Job, dossier: Dossier, *, is_draft: bool) -> Properties:
    office = dossier.office
    period = f"{indonesian.period_name(office.period, office.instansi.gaya.semester)} Tahun {office.period.tahun}"
    title = f"{work.jenis.judul}, {dossier.effective.nama}, {period}"
    return Properties(title, office.instansi.nama, dossier.effective.dokumen[work.kind].tanggal, is_draft)


def _still_missing(work: Job, used_template: Template, material: Material) -> Iterator[Problem]:
    """Return what the template asks of the files and they do not say; the answers may be missing or wrong."""
    kosakata = from_files(work.jenis.kosakata)
    words = say(kosakata, Material(material.dossier, work.kind, None, material.logo))
    try:
        template.render(used_template, words, Properties("", "", None, True))
    except tags.MissingWords as missing:
        known = {path.partition(".")[0] for path in described(kosakata)}
        asked = (tag for tag in missing.tags if tag.word.partition(".")[0] in known)
        yield from _missing_words(material.dossier, used_template, asked)
    except NotText:
        return


def _missing_words(dossier: Dossier, used_template: Template, missing: Iterable[Tag]) -> Iterator[Problem]:
    return lacking_words.lacking((tag.word for tag in missing), dossier.own, used_template.file)


def scored(jenis: Jenis) -> bool:
    """Return whether a kind of document needs answers."""
    return bool(needs(jenis.kosakata) & {Need.RESULTS, Need.ALL_UNITS})


def of_survey(jenis: Jenis) -> bool:
    """Return whether a kind of document is about a survey, before or after it: who has none gets none of them."""
    return scored(jenis) or bool(_OF_SURVEY & {*jenis.kosakata})


def rendered(ready: Prepared, rework: Rework | None = None) -> bytes:
    """Return the document; refuse when the template asks for a word that nobody says."""
    try:
        return ready.made_as.render(ready.template, ready.rendering, ready.properties, rework)
    except tags.MissingWords as missing:
        raise Refusal(_missing_words(ready.dossier, ready.template, missing.tags)) from None
    except NotNumber as fault:
        raise Refusal([problem(ready.dossier.own, "T020", found=str(fault), template=ready.template.file)]) from None
    except NotText:
        raise Refusal(
            [
                problem(
                    Place(ready.template.file),
                    "T012",
                    word="?",
                    why=phrase("dipakai sebagai yang bukan dirinya"),
                    part=phrase("isi dokumen"),
                    paragraph="",
                    hint=phrase("periksa templatnya dengan template-check"),
                )
            ]
        ) from None


def numbers(dossier: Dossier) -> tuple[BorneNumber, ...]:
    """Return the numbers that a unit's documents bear, each with its kind and its place."""
    return tuple(
        BorneNumber(
            kind,
            letter.nomor,
            trees.find(dossier.tree, ("dokumen", kind, "nomor")).at,
            number.is_shared(dossier, kind),
            number.identity_of(dossier, kind, letter.nomor, letter.tanggal),
        )
        for kind, letter in dossier.effective.dokumen.items()
        if letter.nomor
    )


def dossier_of(work: Job, name: str, unit: str) -> Dossier:
    """Return a unit's records for a document of this kind, below what the register says; refuse what is wrong."""
    opened, above = work.offices[name], layers_above(work.issued.get((name, unit)))
    return opened.scored_dossier(unit, *above) if scored(work.jenis) else opened.dossier(unit, *above)


def make(work: Job, name: str, unit: str, old: ReportLine | None = None) -> Made:
    """Make one document unless it is there already, made from the same words, template and program.

    `old` is what the last report says of it.
    """
    old = old or ReportLine(name, unit)
    borne: tuple[BorneNumber, ...] = ()
    try:
        dossier = dossier_of(work, name, unit)
        borne = numbers(dossier)
        if work.kind not in dossier.effective.dokumen:
            failure = ReportLine(name, unit) if dossier.problems else None
            return Made(failure, borne, (*dossier.problems, *remove(work.root, old.berkas, old.sha256)))
        ready = prepare(work, dossier)
        line, problems = _put(work, ready, old)
        return Made(line, borne, (*ready.warnings, *problems))
    except Refusal as refusal:
        return Made(ReportLine(name, unit), borne, (*refusal.problems, *remove(work.root, old.berkas, old.sha256)))


def _put(work: Job, ready: Prepared, old: ReportLine) -> tuple[ReportLine, tuple[Problem, ...]]:
    """Put the document where it belongs unless it stands there as it should; return what the report says of it."""
    dossier = ready.dossier
    file = f"{work.output}/{work.period}/{dossier.id}/{work.kind}.{work.made_as.suffix}"
    line = ReportLine(
        dossier.office.id,
        dossier.unit,
        "tetap",
        ready.properties.is_draft,
        file,
        mesin=fingerprint.engine()[:16],
        templat=template_digest(ready.template),
        kata=digests(ready.words),
        sha256=old.sha256,
    )
    issued = work.issued.get((dossier.office.id, dossier.unit))
    if issued and issued[1].sidik:
        return _issued(work, issued, ready.template, line, old)
    reasons = why(old, line, work.root / file)
    if not reasons and not work.mode:
        return line, ()
    content, typed = _srikandi(ready, work.kind) if work.mode else (rendered(ready), {})
    status = "dibuat" if reasons else "tetap"
    line = line._replace(
        status=status, karena=tuple(map(str, reasons)), sha256=fingerprint.sha(content), srikandi=typed
    )
    return line, put(work.root, file, content, old.sha256)


def layers_above(issued: tuple[EntryFile, SentLetter] | None) -> tuple[Node, ...]:
    """Return what lies over the files of the unit: the register's number and date."""
    return (register_reader.layer_of(*issued),) if issued else ()


def _srikandi(ready: Prepared, kind: str) -> tuple[bytes, Words]:
    """Return the letter with SRIKANDI's variables, and what is to be typed there."""
    from pipeline.documents import whole_subject  # only where letters go to SRIKANDI

    said = ready.srikandi
    hal = str(said.get("hal", ""))

    def rework(parts: dict[str, str]) -> dict[str, str]:
        nonlocal hal
        changed, hal = whole_subject.whole_subject(parts, hal)
        return changed

    content = rendered(ready, rework)
    rule = number.rule_of(ready.dossier, kind)
    klasifikasi = number.parts_of(rule, ready.dossier, kind).get("klasifikasi", "") if rule else ""
    return content, {**said, "hal": hal, "klasifikasi": klasifikasi, "nama": ready.dossier.effective.nama}


def _issued(
    work: Job, issued: IssuedLetter, used_template: Template, line: ReportLine, old: ReportLine
) -> tuple[ReportLine, tuple[Problem, ...]]:
    """Put the document as it was issued, whatever the sources say now; warn when they would say something else."""
    entry, letter = issued
    archived = register_reader.archive_file(entry, letter, work.made_as.suffix)
    content = (work.root / archived).read_bytes() if (work.root / archived).is_file() else b""
    if fingerprint.sha(content) != letter.sidik:
        raise Refusal([problem(Place(entry.file), "A010", file=archived)])
    warnings = issued_differs(work.root, entry, letter, used_template, line.kata)
    there = fingerprint.sha_file(work.root / line.berkas) == letter.sidik
    status, reasons = ("tetap", ()) if there else ("dibuat", (str(ISSUED),))
    line = line._replace(status=status, draf=False, karena=reasons, sha256=letter.sidik, terbit=entry.file)
    return line, warnings + put(work.root, line.berkas, content, old.sha256)


def issued_differs(
    root: Path, entry: EntryFile, letter: SentLetter, used_template: Template, kata: str
) -> tuple[Problem, ...]:
    """Return a warning when a letter that is out would say something else by now, with the words; `template` if it.

    A word that its template does not use is none that it says.
    """
    was = archived_record.of_letter(root, entry, letter)
    if not was:
        return ()
    differences = [word for word in changed(was.get("kata", ""), kata) if word in used_template.words]
    if was.get("mesin") != fingerprint.engine() and archived_record.data_stand(root, was):
        differences = []  # another program holds the same words in another form
    differences += ["templat"] if was.get("templat") != template_digest(used_template) else []
    said = entry.entri
    values = {"nomor": said.nomor, "beda": ", ".join(differences), "jenis": said.jenis, "masa": said.periode}
    return (problem(Place(entry.file), "A012", **values, unit=letter.unit or entry.instansi),) if differences else ()


def template_digest(used_template: Template) -> str:
    """Return the short fingerprint of a template, as reports and records keep it."""
    return used_template.digest[:16]


def digests(words: Words) -> str:
    """Return a short fingerprint of each word or group of words: `hal=1a2b3c4d nomor=...`."""
    found = (f"{name}={fingerprint.sha(_encoded(words[name]).encode())[:8]}" for name in sorted(words))
    return " ".join(found)


@lru_cache(maxsize=64)
def _bytes_digest(content: bytes) -> str:
    return fingerprint.sha(content)


_encoded = json.JSONEncoder(default=_bytes_digest).encode
