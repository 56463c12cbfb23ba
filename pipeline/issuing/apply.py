"""The plan applied: letters made with their numbers, archived, and entered in the register, all or none."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipeline import build
from pipeline.errors import Place, Problem, Refusal, Usage, problem
from pipeline.issuing import archive, deret, git, journal, nomori, plan, register, riwayat
from pipeline.issuing.rencana import Pesanan, Rencana, merujuk
from pipeline.making import Pekerjaan, make
from pipeline.sources import agenda, workspace
from pipeline.sources.agenda import Lembar, Terkirim
from pipeline.ucapan import ucap
from pipeline.words import nomor as penomoran


def terbitkan(root: Path, pesanan: Pesanan, setuju: Callable[[Rencana, tuple[str, ...]], bool]) -> Rencana | None:
    """Issue what the plan says once `setuju` has agreed to it; `None` when it has not.

    `setuju` is also told which files an earlier run, cut off, had left to be put in place. Raises `Refusal` with
    everything that stands in the way; then nothing is taken.
    """
    with journal.sendiri(root) as pulih:
        made = plan.rencana(root, pesanan)
        if not setuju(made, pulih):
            return None
        if made.masalah:
            raise Refusal(made.masalah)
        if made.lembar:
            baru = [(lembar, surat) for lembar in made.lembar for surat in lembar.entri.surat or () if not surat.sidik]
            _tulis(root, pesanan, baru, made.lembar)
        return made


def ulang(root: Path, pesanan: Pesanan, alasan: str, nomor_baru: bool) -> tuple[Lembar, Terkirim]:
    """Issue a revision of a letter that is out, under its number or a new one; return it as it now stands.

    Raises `Refusal` or `Usage`; then nothing has changed.
    """
    with journal.sendiri(root):
        problems: list[Problem] = []
        ((name, unit),) = build.targets_of(root, pesanan.masa, pesanan.unit, pesanan.kind)
        work, buku = plan.kerja(root, pesanan.masa, pesanan.kind, (name,), problems)
        there = work.terbit.get((name, unit))
        if problems:
            raise Refusal(problems)
        if there is None or not there[1].sidik:
            raise Usage(
                ucap(
                    "surat {instansi}/{unit} periode {masa} belum terbit; pakai make issue",
                    instansi=name,
                    unit=unit,
                    masa=pesanan.masa,
                )
            )
        lembar, surat = there
        problems += plan.commit(root, pesanan, name)
        ke = (surat.revisi or 0) + 1
        tanggal = pesanan.tanggal or (None if nomor_baru else surat.tanggal)
        fields = {"unit": unit, "yth": surat.yth, "revisi": str(ke), "alasan": alasan}
        baru = Terkirim.model_validate(fields).model_copy(update={"tanggal": tanggal})
        if nomor_baru:
            entries = _nomor_baru(work, buku[name], pesanan, lembar, surat, baru, problems)
        else:
            change = {"surat": [*(lembar.entri.surat or ()), baru]}
            entries = (agenda.baru(name, lembar.deret, lembar.entri.model_copy(update=change)),)
        if problems:
            raise Refusal(problems)
        return _tulis(root, pesanan, [(entries[0], baru)], entries)[0]


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
    root: Path, pesanan: Pesanan, letters: Iterable[tuple[Lembar, Terkirim]], entries: Iterable[Lembar]
) -> list[tuple[Lembar, Terkirim]]:
    """Make the letters, and write them with their records and entries in one go."""
    named = [(lembar, _sama(lembar, surat)) for lembar, surat in letters]
    problems: list[Problem] = []
    names = tuple(dict.fromkeys(lembar.instansi for lembar, _ in named))
    work, _ = plan.kerja(root, pesanan.masa, pesanan.kind, names, problems)
    dari = archive.asal(git.head(root))
    asli = {name: archive.sumber(root, name, pesanan.masa, pesanan.kind) for name in names}
    files: dict[str, bytes] = {}
    done: dict[str, Lembar] = {lembar.file: lembar for lembar in entries}
    with tempfile.TemporaryDirectory() as folder:
        terbit = {(lembar.instansi, surat.unit): (lembar, surat) for lembar, surat in named}
        work = work._replace(terbit=terbit, keluaran=folder)
        for lembar, surat in named:
            made = make(work, lembar.instansi, surat.unit, {})
            problems += (one for one in (*made.masalah, *merujuk(made.masalah)) if not one.is_warning)
            if made.catatan is None or "berkas" not in made.catatan:
                continue
            dokumen = Path(made.catatan["berkas"]).read_bytes()
            catatan = {**made.catatan, "ikm": riwayat.angka_surat(work, lembar.instansi, surat.unit)}
            files |= archive.isi(lembar, surat, dokumen, catatan, asli[lembar.instansi], dari)
            done[lembar.file] = _bersidik(done[lembar.file], surat, made.catatan)
    if problems:
        raise Refusal(problems)
    journal.tulis(root, files, {file: agenda.teks(lembar.entri).encode() for file, lembar in done.items()})
    return [(done[lembar.file], surat) for lembar, surat in named]


def _sama(lembar: Lembar, surat: Terkirim) -> Terkirim:
    """Return the letter as its entry holds it."""
    fits = (one for one in lembar.entri.surat or () if (one.unit, one.revisi) == (surat.unit, surat.revisi))
    return next(fits)


def _bersidik(lembar: Lembar, surat: Terkirim, catatan: dict[str, Any]) -> Lembar:
    """Return an entry in which a letter bears the fingerprint of its document."""
    sealed = surat.model_copy(update={"sidik": catatan["sha256"]})
    given = [
        sealed if (one.unit, one.revisi) == (surat.unit, surat.revisi) else one for one in lembar.entri.surat or ()
    ]
    return agenda.baru(lembar.instansi, lembar.deret, lembar.entri.model_copy(update={"surat": given}))
