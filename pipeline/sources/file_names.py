"""Files in an institution's folders that look as if they should be read and are not, because of their names."""

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.files import contents, folder
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest, template_names
from pipeline.sources import period as reporting

SHARED = ("instansi", "periode")
"""Names of files that are no unit's."""
SHEETS = (".csv", ".xlsx", ".ods")
"""How the name of a file of answers ends."""
ANSWERS = "skor"
"""The name of a file of answers of several units."""
_ENDINGS = {
    "yaml": ".yaml",
    "yml": ".yaml",
    "csv": ".csv",
    "tsv": ".csv",
    "xlsx": ".xlsx",
    "ods": ".ods",
    "xls": ".xlsx",
    "xlsm": ".xlsx",
    "xlsb": ".xlsx",
    "fods": ".ods",
    "ots": ".ods",
    "xltx": ".xlsx",
}
"""How the name of a file ends that is read, by how it may have been meant."""
_LISTED = f"{ANSWERS}.txt"
_HIDDEN = ".txt"
"""What Windows hides behind a name."""
_OF_EXCEL_ALONE = (".xlsm", ".xltx")
"""Endings of workbooks that Excel does not open under another name."""
_SEPARATORS = b",;\t"
_AT_START = 4096


def meant(stem: str, units: tuple[str, ...], otherwise: Text) -> Text:
    """Return the way out for a file of a unit that there is not: whose copy it is, or which unit may be meant."""
    original = template_names.meant_for(stem)
    if original in units and template_names.is_copy(stem):
        return phrase("ini salinan {near}.yaml: pindahkan ke sana yang perlu, lalu hapus berkas ini", near=original)
    near = difflib.get_close_matches(stem, units, n=1)
    if near:
        return phrase("maksudnya unit `{near}`? ganti namanya menjadi {near}.yaml, atau hapus", near=near[0])
    return otherwise


def safe() -> Phrase:
    """Return the way out for a name that is not safe for a file."""
    return phrase(
        "pakai huruf kecil, angka, dan tanda hubung, paling panjang 80, dan bukan nama milik Windows (con, aux, nul)"
    )


def misnamed(root: Path, units: str, period: str) -> Iterator[Problem]:
    """Return the files that are not read because of how their names are written.

    Windows hides what Notepad puts behind a name (`loket.yaml.txt`), and takes `Periode.yaml` for `periode.yaml`.
    """
    for where in (units, period):
        for file in folder.names(root, where):
            stem, suffix = _meant_name(file)
            right = _ENDINGS.get(suffix.lower(), "")
            if not right or (right != ".yaml" and where == units):
                continue
            is_other = right != ".yaml" and (f".{suffix.lower()}" not in SHEETS or file.lower() == _LISTED)
            name = f"{stem.lower() if stem.lower() in (*SHARED, ANSWERS) else stem}{right}"
            if (name == file and not is_other) or not (root / where / file).is_file():
                continue
            if is_other and (wrong := _unlike(root, f"{where}/{file}")):
                yield wrong
            elif name != file:
                yield problem(Place(f"{where}/{file}"), "C009", file=file, name=name)


def may_be_answers(file: str) -> bool:
    """Return whether a file that is not read because of its name may hold answers."""
    return _ENDINGS.get(_meant_name(file.rpartition("/")[2])[1].lower(), ".yaml") != ".yaml"


def _meant_name(file: str) -> tuple[str, str]:
    """Return the name of a file without its ending, and the ending, as they may be meant: `skor.txt` is a table."""
    if file.lower() == _LISTED:
        return ANSWERS, "csv"
    shown = file[: -len(_HIDDEN)] if file.lower().endswith(_HIDDEN) else file
    stem, _, suffix = shown.rpartition(".")
    return stem, suffix


def _unlike(root: Path, file: str) -> Problem | None:
    source = folder.open_source(root, file, [])
    if source is None:
        return None
    with source:
        return unlike_name(source, file)


def unlike_name(source: BinaryIO, file: str) -> Problem | None:
    """Return the problem of a file of answers that holds something else than its name says; read from its start again.

    A workbook is read whichever of the two endings of workbooks its name has.
    """
    place, stem, ending = Place(file), Path(file).stem, Path(file).suffix.lower()
    found = contents.held(source)
    if found is None:
        begin = source.read(_AT_START).partition(b"\n")[0]
        source.seek(0)
        is_table = any(sign in begin for sign in _SEPARATORS) and b"\0" not in begin
        if ending == ".csv" or not is_table:
            return None
        found, right = contents.Held(phrase("teks (CSV)")), ".csv"
    elif found.ending == ending or (ending in SHEETS[1:] and (found.ending in SHEETS[1:] or found == contents.PACKED)):
        return None
    else:
        right = found.ending if found.ending in SHEETS else ""
    if found == contents.OLD_OFFICE:
        return problem(place, "S114", found=contents.OLD_WORKBOOK)
    if not right and ending[1:] not in _ENDINGS and ending != ".txt":
        return contents.no_list(place, found)
    if right and ending not in _OF_EXCEL_ALONE:
        hint = phrase("ganti namanya menjadi {name}", name=f"{stem}{right}")
    elif right or found.in_excel:
        hint = contents.IN_EXCEL
    else:
        hint = phrase("ganti dengan berkas jawaban: .csv, .xlsx, atau .ods")
    return problem(place, "S174", found=found.name, hint=hint)


def not_periods(root: Path, periods: str, offices: Collection[str]) -> Iterator[Problem]:
    """Return the folders that look like a period, or hold an institution's, and are none because of their names."""
    for name in folder.folders(root, periods):
        if reporting.parse(name):
            continue
        near = str(reporting.parse(re.sub(r"[^0-9A-Za-z]", "", name).upper()) or "")
        if near or set(folder.folders(root, f"{periods}/{name}")) & set(offices):
            yield problem(Place(f"{periods}/{name}"), "C010", file=name, name=near or "2025S1")


def nobodys_sheets(
    root: Path, period: str, answers: Collection[str], units: tuple[str, ...], instansi: str
) -> Iterator[Problem]:
    """Return the sheets in the folder of a period that are nobody's answers."""
    for name in folder.names(root, period, *SHEETS):
        if f"{period}/{name}" not in answers:
            hint = nearest.guess(Path(name).stem, units, phrase("lihat nama berkas di units/"))
            yield problem(Place(f"{period}/{name}"), "C008", file=name, instansi=instansi, hint=hint)
