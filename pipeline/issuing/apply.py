"""The plan applied: letters made with their numbers, archived, and entered in the register, all or none."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.documents import pdf
from pipeline.files import fingerprint
from pipeline.issuing import archive, journal, numbering, plan, register, sequence
from pipeline.issuing.order import IssuePlan, Order, ReadyLetter, uncited
from pipeline.making import build
from pipeline.making.document import Job, make
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import register_reader, workspace
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words import number


def issue(root: Path, pesanan: Order, setuju: Callable[[IssuePlan, tuple[str, ...]], bool]) -> IssuePlan | None:
    """Issue what the plan says once `setuju` has agreed to it; `None` when it has not.

    `setuju` is also told which files an earlier run, cut off, had left to be put in place. Raises `Refusal` with
    everything that stands in the way; then nothing is taken.
    """
    with journal.alone(root) as pulih, tempfile.TemporaryDirectory() as folder:
        made = plan.prepared(root, pesanan, folder)
        if not setuju(made, pulih):
            return None
        if made.problems:
            raise Refusal(made.problems)
        if made.surat:
            _write(root, pesanan, made.surat, made.entry_file, made.origin)
        return made


def reissue(root: Path, pesanan: Order, alasan: str, nomor_baru: bool) -> tuple[EntryFile, SentLetter]:
    """Issue a revision of a letter that is out, under its number or a new one; return it as it now stands.

    Raises `Refusal` or `Usage`; then nothing has changed.
    """
    with journal.alone(root), tempfile.TemporaryDirectory() as folder:
        problems: list[Problem] = []
        problems += plan.before(root, pesanan)
        ((name, unit),) = build.targets_of(root, pesanan.period, pesanan.unit, pesanan.kind)
        work, buku = plan.job_of(root, pesanan.period, pesanan.kind, (name,), problems)
        there = work.issued.get((name, unit))
        if problems:
            raise Refusal(problems)
        if there is None or not there[1].sidik:
            raise Usage(
                phrase(
                    "surat {unit} periode {masa} belum terbit; pakai make issue",
                    unit=f"{name}/{unit}".rstrip("/"),
                    masa=pesanan.period,
                )
            )
        lembar, surat = there
        problems += plan.commit(root, pesanan, name)
        ke = (surat.revisi or 0) + 1
        berkas = workspace.dossier_of(root, work.offices[name].office, unit)
        hal, yth = numbering.hal(berkas, pesanan.kind), numbering.yth(berkas, pesanan.kind)
        tanggal = pesanan.tanggal or (None if nomor_baru else surat.tanggal)
        lain = hal if hal != lembar.entri.hal and not nomor_baru else None
        fields = {"unit": unit, "yth": yth, "hal": lain, "revisi": str(ke), "alasan": alasan}
        baru = SentLetter.model_validate(fields).model_copy(update={"tanggal": tanggal})
        if nomor_baru:
            entries = _new_number(work, buku[name], pesanan, lembar, surat, baru, problems)
        else:
            change = {"surat": [*(lembar.entri.surat or ()), baru]}
            entries = (register_reader.new_entry(name, lembar.sequence, lembar.entri.model_copy(update=change)),)
        if problems:
            raise Refusal(problems)
        asal = archive.origin(root, (name,), pesanan.period, pesanan.kind)
        baru = next(one for one in entries[0].entri.surat or () if (one.unit, one.revisi) == (unit, ke))
        made = make(work._replace(issued={(name, unit): (entries[0], baru)}, output=folder), name, unit)
        problems += (one for one in (*made.problems, *uncited(made.problems)) if not one.is_warning)
        if problems or made.catatan is None:
            raise Refusal(problems)
        return _write(root, pesanan, (plan.ready_letter(work, entries[0], baru, made.catatan),), entries, asal)[0]


def _new_number(
    work: Job,
    buku: register.Register,
    pesanan: Order,
    lembar: EntryFile,
    surat: SentLetter,
    baru: SentLetter,
    problems: list[Problem],
) -> tuple[EntryFile, ...]:
    """Return the entry of a new number that replaces an old one, and the old one, which names it."""
    berkas = workspace.dossier_of(work.root, work.offices[lembar.instansi].office, surat.unit)
    seri = number.numbering_of(berkas, pesanan.kind)
    day = baru.tanggal
    if day is None:
        problems.append(problem(berkas.own, "A015", jenis=pesanan.kind))
    if seri is None:
        problems.append(problem(Place(f"units/{lembar.instansi}/instansi.yaml"), "A016"))
    if seri is None or day is None:
        return (lembar,)
    parts = number.parts_of(seri, berkas, pesanan.kind)
    where = sequence.sequence_of(lembar.instansi, seri, parts, pesanan.kind, surat.unit, day)
    urut = str(next(sequence.next_numbers(seri, map(register_reader.bare_number, buku.taken(where)))))
    problems += numbering.backdated(buku, where, urut, day, berkas)
    old = lembar.entri
    entri = old.model_copy(
        update={
            "nomor": number.written(seri, urut, parts, day),
            "urut": urut,
            "tanggal": day,
            "hal": numbering.hal(berkas, pesanan.kind),
            "yth": baru.yth,
            "surat": [baru.model_copy(update={"tanggal": None})],
            "mengganti": old.nomor,
            "catatan": None,
            "lampiran": None,
        }
    )
    given = [one.model_copy(update={"diganti": entri.nomor}) if one == surat else one for one in old.surat or ()]
    baru_ = register_reader.new_entry(lembar.instansi, where, entri)
    return baru_, register_reader.new_entry(lembar.instansi, lembar.sequence, old.model_copy(update={"surat": given}))


def _write(
    root: Path, pesanan: Order, letters: Sequence[ReadyLetter], entries: Iterable[EntryFile], asal: archive.Origin
) -> list[tuple[EntryFile, SentLetter]]:
    """Write the letters that are made, with their records, PDFs when they are asked for, and entries, in one go."""
    files: dict[str, bytes] = {}
    done: dict[str, EntryFile] = {lembar.file: lembar for lembar in entries}
    for (lembar, surat, catatan), cetakan in zip(letters, _pdf(letters, pesanan.pdf), strict=True):
        dokumen = Path(catatan["berkas"]).read_bytes()
        files |= archive.contents(lembar, surat, dokumen, cetakan, catatan, asal)
        done[lembar.file] = _fingerprinted(done[lembar.file], surat, dokumen, cetakan)
    journal.write(
        root, files, {file: register_reader.entry_text(lembar.entri).encode() for file, lembar in done.items()}
    )
    return [(done[lembar.file], surat) for lembar, surat, _ in letters]


def _pdf(letters: Sequence[ReadyLetter], wanted: bool) -> list[bytes]:
    """Return the PDF of each letter; empty ones when none is wanted. Refuses when one cannot be made."""
    if not wanted:
        return [b""] * len(letters)
    made = pdf.printed([Path(catatan["berkas"]) for _, _, catatan in letters])
    lost = [one for one, content in zip(letters, made, strict=True) if not content]
    if lost:
        raise Refusal(
            problem(Place(one.entry_file.file), "P002", file=f"{one.surat.unit or one.entry_file.instansi}.docx")
            for one in lost
        )
    return made


def _fingerprinted(lembar: EntryFile, surat: SentLetter, dokumen: bytes, cetakan: bytes) -> EntryFile:
    """Return an entry in which a letter bears the fingerprints of its document and its PDF."""
    sidik = {"sidik": fingerprint.sha(dokumen), "pdf": fingerprint.sha(cetakan) if cetakan else None}
    given = [
        one.model_copy(update=sidik) if (one.unit, one.revisi) == (surat.unit, surat.revisi) else one
        for one in lembar.entri.surat or ()
    ]
    return register_reader.new_entry(lembar.instansi, lembar.sequence, lembar.entri.model_copy(update={"surat": given}))
