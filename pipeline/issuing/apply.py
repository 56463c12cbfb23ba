"""The plan applied: letters made with their numbers, archived, and entered in the register, all or none."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.documents import pdf
from pipeline.files import fingerprint
from pipeline.issuing import archive, journal, plan, register
from pipeline.issuing import numbering as nomori
from pipeline.issuing import sequence as deret
from pipeline.issuing.order import Jadi, Pesanan, Rencana, merujuk
from pipeline.making import build
from pipeline.making.document import Pekerjaan, make
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import register_reader as agenda
from pipeline.sources import workspace
from pipeline.sources.register_reader import Lembar, Terkirim
from pipeline.words import number as penomoran


def terbitkan(root: Path, pesanan: Pesanan, setuju: Callable[[Rencana, tuple[str, ...]], bool]) -> Rencana | None:
    """Issue what the plan says once `setuju` has agreed to it; `None` when it has not.

    `setuju` is also told which files an earlier run, cut off, had left to be put in place. Raises `Refusal` with
    everything that stands in the way; then nothing is taken.
    """
    with journal.sendiri(root) as pulih, tempfile.TemporaryDirectory() as folder:
        made = plan.siapkan(root, pesanan, folder)
        if not setuju(made, pulih):
            return None
        if made.masalah:
            raise Refusal(made.masalah)
        if made.surat:
            _tulis(root, pesanan, made.surat, made.lembar, made.asal)
        return made


def ulang(root: Path, pesanan: Pesanan, alasan: str, nomor_baru: bool) -> tuple[Lembar, Terkirim]:
    """Issue a revision of a letter that is out, under its number or a new one; return it as it now stands.

    Raises `Refusal` or `Usage`; then nothing has changed.
    """
    with journal.sendiri(root), tempfile.TemporaryDirectory() as folder:
        problems: list[Problem] = []
        problems += plan.before(root, pesanan)
        ((name, unit),) = build.targets_of(root, pesanan.masa, pesanan.unit, pesanan.kind)
        work, buku = plan.kerja(root, pesanan.masa, pesanan.kind, (name,), problems)
        there = work.terbit.get((name, unit))
        if problems:
            raise Refusal(problems)
        if there is None or not there[1].sidik:
            raise Usage(
                ucap(
                    "surat {unit} periode {masa} belum terbit; pakai make issue",
                    unit=f"{name}/{unit}".rstrip("/"),
                    masa=pesanan.masa,
                )
            )
        lembar, surat = there
        problems += plan.commit(root, pesanan, name)
        ke = (surat.revisi or 0) + 1
        berkas = workspace.berkas(root, work.ruang[name].kantor, unit)
        hal, yth = nomori.hal(berkas, pesanan.kind), nomori.yth(berkas, pesanan.kind)
        tanggal = pesanan.tanggal or (None if nomor_baru else surat.tanggal)
        lain = hal if hal != lembar.entri.hal and not nomor_baru else None
        fields = {"unit": unit, "yth": yth, "hal": lain, "revisi": str(ke), "alasan": alasan}
        baru = Terkirim.model_validate(fields).model_copy(update={"tanggal": tanggal})
        if nomor_baru:
            entries = _nomor_baru(work, buku[name], pesanan, lembar, surat, baru, problems)
        else:
            change = {"surat": [*(lembar.entri.surat or ()), baru]}
            entries = (agenda.baru(name, lembar.deret, lembar.entri.model_copy(update=change)),)
        if problems:
            raise Refusal(problems)
        asal = archive.asal(root, (name,), pesanan.masa, pesanan.kind)
        baru = next(one for one in entries[0].entri.surat or () if (one.unit, one.revisi) == (unit, ke))
        made = make(work._replace(terbit={(name, unit): (entries[0], baru)}, keluaran=folder), name, unit, {})
        problems += (one for one in (*made.masalah, *merujuk(made.masalah)) if not one.is_warning)
        if problems or made.catatan is None:
            raise Refusal(problems)
        return _tulis(root, pesanan, (plan.jadi(work, entries[0], baru, made.catatan),), entries, asal)[0]


def _nomor_baru(
    work: Pekerjaan,
    buku: register.Buku,
    pesanan: Pesanan,
    lembar: Lembar,
    surat: Terkirim,
    baru: Terkirim,
    problems: list[Problem],
) -> tuple[Lembar, ...]:
    """Return the entry of a new number that replaces an old one, and the old one, which names it."""
    berkas = workspace.berkas(work.root, work.ruang[lembar.instansi].kantor, surat.unit)
    seri = penomoran.seri(berkas, pesanan.kind)
    day = baru.tanggal
    if day is None:
        problems.append(problem(berkas.own, "A015", jenis=pesanan.kind))
    if seri is None:
        problems.append(problem(Place(f"units/{lembar.instansi}/instansi.yaml"), "A016"))
    if seri is None or day is None:
        return (lembar,)
    parts = penomoran.bagian(seri, berkas, pesanan.kind)
    where = deret.deret(lembar.instansi, seri, parts, pesanan.kind, surat.unit, day)
    urut = str(next(deret.berikut(seri, map(agenda.angka, buku.terpakai(where)))))
    problems += nomori.mundur(buku, where, urut, day, berkas)
    old = lembar.entri
    entri = old.model_copy(
        update={
            "nomor": penomoran.tulis(seri, urut, parts, day),
            "urut": urut,
            "tanggal": day,
            "hal": nomori.hal(berkas, pesanan.kind),
            "yth": baru.yth,
            "surat": [baru.model_copy(update={"tanggal": None})],
            "mengganti": old.nomor,
            "catatan": None,
            "lampiran": None,
        }
    )
    given = [one.model_copy(update={"diganti": entri.nomor}) if one == surat else one for one in old.surat or ()]
    baru_ = agenda.baru(lembar.instansi, where, entri)
    return baru_, agenda.baru(lembar.instansi, lembar.deret, old.model_copy(update={"surat": given}))


def _tulis(
    root: Path, pesanan: Pesanan, letters: Sequence[Jadi], entries: Iterable[Lembar], asal: archive.Asal
) -> list[tuple[Lembar, Terkirim]]:
    """Write the letters that are made, with their records, PDFs when they are asked for, and entries, in one go."""
    files: dict[str, bytes] = {}
    done: dict[str, Lembar] = {lembar.file: lembar for lembar in entries}
    for (lembar, surat, catatan), cetakan in zip(letters, _pdf(letters, pesanan.pdf), strict=True):
        dokumen = Path(catatan["berkas"]).read_bytes()
        files |= archive.isi(lembar, surat, dokumen, cetakan, catatan, asal)
        done[lembar.file] = _bersidik(done[lembar.file], surat, dokumen, cetakan)
    journal.tulis(root, files, {file: agenda.teks(lembar.entri).encode() for file, lembar in done.items()})
    return [(done[lembar.file], surat) for lembar, surat, _ in letters]


def _pdf(letters: Sequence[Jadi], wanted: bool) -> list[bytes]:
    """Return the PDF of each letter; empty ones when none is wanted. Refuses when one cannot be made."""
    if not wanted:
        return [b""] * len(letters)
    made = pdf.cetak([Path(catatan["berkas"]) for _, _, catatan in letters])
    lost = [one for one, content in zip(letters, made, strict=True) if not content]
    if lost:
        raise Refusal(
            problem(Place(one.lembar.file), "P002", file=f"{one.surat.unit or one.lembar.instansi}.docx")
            for one in lost
        )
    return made


def _bersidik(lembar: Lembar, surat: Terkirim, dokumen: bytes, cetakan: bytes) -> Lembar:
    """Return an entry in which a letter bears the fingerprints of its document and its PDF."""
    sidik = {"sidik": fingerprint.sha(dokumen), "pdf": fingerprint.sha(cetakan) if cetakan else None}
    given = [
        one.model_copy(update=sidik) if (one.unit, one.revisi) == (surat.unit, surat.revisi) else one
        for one in lembar.entri.surat or ()
    ]
    return agenda.baru(lembar.instansi, lembar.deret, lembar.entri.model_copy(update={"surat": given}))
