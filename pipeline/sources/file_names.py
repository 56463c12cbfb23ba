"""Files in an institution's folders that look as if they should be read and are not, because of their names."""

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.files import folder
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest, template_names
from pipeline.sources import period as reporting

SHARED = ("instansi", "periode")
"""Names of files that are no unit's."""
SHEETS = (".csv", ".xlsx", ".ods")
"""How the name of a file of answers ends."""
_ENDINGS = {"yaml": ".yaml", "yml": ".yaml", "csv": ".csv", "xlsx": ".xlsx", "xls": ".xlsx", "ods": ".ods"}
"""How the name of a file ends that is read, by how it may have been meant."""


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
            stem, _, suffix = re.sub(r"\.txt$", "", file, flags=re.IGNORECASE).rpartition(".")
            right = _ENDINGS.get(suffix.lower(), "")
            if not right or (right != ".yaml" and where == units):
                continue
            if not (root / where / file).is_file():
                continue
            if suffix.lower() == "xls":
                old = phrase("ini berkas Excel lama (.xls), atau dikunci dengan kata sandi")
                yield problem(Place(f"{where}/{file}"), "S114", found=old)
                continue
            name = f"{stem.lower() if stem.lower() in (*SHARED, 'skor') else stem}{right}"
            if name != file:
                yield problem(Place(f"{where}/{file}"), "C009", file=file, name=name)


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
