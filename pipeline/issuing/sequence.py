"""Sequences: which one a letter's number comes from, and which number is next."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.sources.models import Nomor
from pipeline.sources.register_reader import REGISTER

CONTINUING = "berlanjut"
"""The folder of a sequence that does not start again each year."""


def sequence_of(instansi: str, nomor: Nomor, parts: Mapping[str, str], jenis: str, unit: str, tanggal: dt.date) -> str:
    """Return the folder of the sequence that a letter is numbered in; two letters of one folder share a sequence."""
    values = {**parts, "jenis": jenis, "unit": unit}
    steps = [str(tanggal.year) if "tahun" in nomor.per else CONTINUING]
    steps += [_folder_name(values[name]) for name in ("klasifikasi", "kode", "jenis", "unit") if name in nomor.per]
    return "/".join((REGISTER, instansi, *steps))


def next_numbers(nomor: Nomor, terpakai: Iterable[int]) -> Iterator[int]:
    """Return the numbers that come after the last one taken; gaps are not filled, reserved blocks are left alone."""
    highest = max((one for one in terpakai if not is_reserved(nomor, one)), default=0)
    number = max(highest + 1, nomor.mulai)
    while True:
        if not is_reserved(nomor, number):
            yield number
        number += 1


def runs_of_gaps(nomor: Nomor | None, terpakai: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of numbers, from the first that may be given to the last taken, that nobody took."""
    taken = set(terpakai)
    first = nomor.mulai if nomor else 1
    runs: list[tuple[int, int]] = []
    for number in range(first, max(taken, default=0)):
        if number in taken or (nomor and is_reserved(nomor, number)):
            continue
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def insertion(urut: int, terpakai: Iterable[str]) -> str | None:
    """Return the next inserted number after a number: `21a`, then `21b`; `None` after `21z`."""
    taken = set(terpakai)
    return next((f"{urut}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if f"{urut}{letter}" not in taken), None)


def is_reserved(nomor: Nomor, number: int) -> bool:
    """Return whether a number lies in a reserved block."""
    return any(block.dari <= number <= block.sampai for block in nomor.cadangan)


def _folder_name(text: str) -> str:
    """Return a text as the name of a folder."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.") or "-"
