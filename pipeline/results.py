"""The results of an institution's units: its files of answers counted once, then a result for each unit."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from pipeline import state
from pipeline.errors import Place, Problem, Refusal, problem
from pipeline.scores import cetakan, ikm, priorities
from pipeline.scores.ikm import Hasil
from pipeline.scores.jawaban import Jawaban, from_json, jumlah, to_json
from pipeline.sources import workspace
from pipeline.sources.schema import Prioritas
from pipeline.sources.workspace import Berkas, Kantor
from pipeline.words.kata import Nilai

_BIASA = Prioritas(cara="di-bawah-rata-rata")


class Ruang(NamedTuple):
    """An institution as its units need it: its records, its counted answers, what is wrong with those."""

    kantor: Kantor
    jawaban: tuple[Jawaban, ...]
    masalah: tuple[Problem, ...]
    tabel: Mapping[str, Hasil] = {}


def count(root: Path, office: Kantor, problems: list[Problem]) -> Ruang:
    """Return an institution with its answers counted; answers that belong to no unit go to `problems`."""
    wrong: list[Problem] = []
    files = workspace.answer_files(root, office)
    tables = {unit: file for file, unit in files if unit is not None and _is_table(root, file)}
    tabel = {unit: _tabel(root, office, file, wrong) for unit, file in tables.items()}
    read = [_jawaban(root, office, file, unit, wrong) for file, unit in files if unit not in tables]
    found = tuple(one for one in read if one is not None)
    there = workspace.units(root, office.id)
    owner: dict[str, str] = {}
    for one in found:
        for unit in sorted({*one.hitungan, *one.rusak}):
            if unit not in there:
                problems.append(problem(Place(one.file), "S005", unit=unit, instansi=office.id))
            elif unit in owner:
                problems.append(problem(Place(one.file), "S010", unit=unit, other=owner[unit]))
            owner.setdefault(unit, one.file)
    return Ruang(office, found, tuple(wrong), {unit: one for unit, one in tabel.items() if one is not None})


def _is_table(root: Path, file: str) -> bool:
    raw = workspace.read_bytes(root, file, [])
    return raw is not None and cetakan.is_table(raw)


def _tabel(root: Path, office: Kantor, file: str, problems: list[Problem]) -> Hasil | None:
    raw = workspace.read_bytes(root, file, problems)
    unsur = tuple(next(iter(office.instansi.skema.values())).unsur)
    return cetakan.read(raw, file, unsur, problems) if raw is not None else None


def _jawaban(root: Path, office: Kantor, file: str, unit: str | None, problems: list[Problem]) -> Jawaban | None:
    """Return the counts of a file; those of a clean one are kept, so that pandas is not needed again."""
    raw = workspace.read_bytes(root, file, problems)
    if raw is None:
        return None
    skema = {name: tuple(one.unsur) for name, one in office.instansi.skema.items()}
    key = state.sha(json.dumps([file, unit, skema, state.engine(), state.sha(raw)]).encode())
    kept = root / state.BUILD / str(office.masa) / ".jawaban" / office.id / f"{Path(file).stem}-{key[:16]}.json"
    try:
        return from_json(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        pass
    from pipeline.scores import answers  # pandas costs more than everything else together

    found = answers.read(raw, file, skema, unit, problems)
    if found is not None and not found.rusak:
        for old in kept.parent.glob(f"{Path(file).stem}-{'[0-9a-f]' * 16}.json"):
            old.unlink()
        state.write(kept, to_json(found).encode())
    return found


def of_unit(ruang: Ruang, berkas: Berkas) -> tuple[Nilai, ...]:
    """Return the results of the schemes that the unit uses; refuse when it lacks answers."""
    if ruang.masalah:
        raise Refusal(ruang.masalah)
    if berkas.unit in ruang.tabel:
        return _of_table(berkas, ruang.tabel[berkas.unit])
    return _of_answers(ruang, berkas)


def _of_answers(ruang: Ruang, berkas: Berkas) -> tuple[Nilai, ...]:
    instansi = ruang.kantor.instansi
    file = next((one for one in ruang.jawaban if berkas.unit in one.hitungan), None)
    if file is None:
        values = {"unit": berkas.unit, "masa": ruang.kantor.masa, "instansi": ruang.kantor.id}
        if not ruang.jawaban:
            raise Refusal([problem(berkas.own, "S012", **values)])
        raise Refusal([problem(berkas.own, "S006", unit=berkas.unit, skema=next(iter(instansi.skema)))])
    if berkas.unit in file.rusak:
        raise Refusal(file.rusak[berkas.unit])
    counts = jumlah(file, berkas.unit)
    responden = file.responden[berkas.unit]
    found: list[Nilai] = []
    problems: list[Problem] = []
    for number, (key, skema) in enumerate(instansi.skema.items()):
        if berkas.isi.pakai_skema is not None and key not in berkas.isi.pakai_skema:
            continue
        silent = [unsur for unsur in skema.unsur if unsur not in counts]
        if len(silent) == len(skema.unsur):
            problems.append(problem(Place(file.file), "S006", unit=berkas.unit, skema=key))
        elif silent:
            problems += (problem(Place(file.file), "S011", unit=berkas.unit, unsur=unsur) for unsur in silent)
        else:
            hasil = ikm.hasil({unsur: counts[unsur] for unsur in skema.unsur}, responden)
            cara = berkas.isi.prioritas if berkas.isi.prioritas and number == 0 else _BIASA
            pilihan = priorities.pilih(hasil, **cara.model_dump(exclude={"alasan"}))
            found.append(Nilai(key, hasil, pilihan))
    if problems:
        raise Refusal(problems)
    return tuple(found)


def _of_table(berkas: Berkas, hasil: Hasil) -> tuple[Nilai, ...]:
    """Return the result of the main scheme from a ready table, figures declared as published in their places."""
    known = berkas.isi.publikasi
    if known is not None:
        nrr = {key: _declared((known.nrr or {}).get(key), value) for key, value in hasil.nrr.items()}
        hasil = hasil._replace(nrr=nrr, ikm=_declared(known.ikm, hasil.ikm), responden=known.responden)
    cara = berkas.isi.prioritas or _BIASA
    pilihan = priorities.pilih(hasil, **cara.model_dump(exclude={"alasan"}))
    return (Nilai(next(iter(berkas.kantor.instansi.skema)), hasil, pilihan),)


def _declared(text: str | None, value: Fraction) -> Fraction:
    return value if text is None else Fraction(text.replace(",", "."))
