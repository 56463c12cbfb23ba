"""A new period: the files of an earlier one carried over, what changes each time left to fill."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.files import folder
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import workspace
from pipeline.sources.period import Period, parse
from pipeline.sources.trees import plain
from pipeline.sources.yaml_text import decode, read_yaml
from pipeline.starting import files
from pipeline.starting.carry import carry
from pipeline.words import indonesian

KEPT = (
    "tempat",
    "sifat",
    "kerahasiaan",
    "salinan",
    "lampiran",
    "hal",
    "yth",
    "di",
    "tembusan",
    "paraf",
    "penandatangan",
    "kop",
    "prioritas",
    "pakai_skema",
    "layanan",
    "laporan",
    "wilayah",
    "profil",
    "klasifikasi",
    "kode",
    "rujukan.dari",
    "rujukan.hal",
    "rujukan.jenis",
)
"""What a period's files say again, unless it names the old period; every other field is left to fill."""
_GROUP = ("", "rujukan", "tautan")
"""What is decided field by field."""
_REMARK = "# Satu baris satu responden: 1 sampai 4, atau kosong bila tidak dijawab. `unit` adalah nama berkas unitnya."


class StartingFile(NamedTuple):
    """A starting file: its text, and the fields that it leaves to fill."""

    file: str
    text: str
    to_fill: tuple[str, ...]


def parsed(name: str) -> Period:
    """Return the period of an id; refuse what is none."""
    period = parse(name)
    if period is None:
        raise Usage(
            phrase(
                '"{name}" bukan periode; tulis seperti 2025S2, 2025T3 (triwulan), 2025B07 (bulan), atau 2025',
                name=name,
            )
        )
    return period


def plan(root: Path, earlier: Period | None, period: Period, only: str | None) -> list[StartingFile]:
    """Return the starting files of a period, whether or not they are there already.

    They are for the one institution that is named; else for those that the earlier period has, which are carried over;
    without an earlier period for all, which begin with the commented file. Refuses files that cannot be read.
    """
    problems: list[Problem] = []
    found: list[StartingFile] = []
    every = workspace.institutions(root, earlier) if earlier else workspace.offices(root)
    for name in every if only is None else (only,):
        found += _institution(root, earlier, period, name, problems)
    if problems:
        raise Refusal(problems)
    return found


def _institution(
    root: Path, earlier: Period | None, period: Period, name: str, problems: list[Problem]
) -> Iterator[StartingFile]:
    folder = f"{workspace.PERIODS}/{period}/{name}"
    old = root / workspace.PERIODS / str(earlier) / name
    instansi = _instansi(root, name, problems)
    there = sorted(old.glob("*.yaml")) if earlier else []
    for path in there:
        stem = path.stem
        if stem == "periode" or stem in workspace.units(root, name):
            carried = _carried(path, path.relative_to(root).as_posix(), earlier, period, problems)
            if carried:
                yield StartingFile(f"{folder}/{stem}.yaml", *carried)
    if old / "periode.yaml" not in there:
        semester = str(_group(instansi, "gaya").get("semester"))
        text = files.text("periode.yaml", masa=f"{indonesian.period_name(period, semester)} Tahun {period.tahun}")
        yield StartingFile(f"{folder}/periode.yaml", text, files.to_fill(text))
    if instansi is not None and _group(instansi, "skema"):
        yield StartingFile(f"{folder}/skor.csv", f"{_REMARK}\n{_header(old / 'skor.csv', instansi)}\n", ("jawaban",))


def _carried(
    path: Path, file: str, earlier: Period | None, period: Period, problems: list[Problem]
) -> tuple[str, tuple[str, ...]] | None:
    raw = path.read_bytes()
    if read_yaml(raw, file, problems) is None or earlier is None:
        return None
    text = decode(raw, file, problems) or ""
    return carry(_remarks(text, earlier, period), lambda path, value: changes(path, value, earlier))


def changes(path: tuple[str | int, ...], value: Any, earlier: Period) -> bool:
    """Return whether a field has to be given anew in the next period."""
    field = ".".join(map(str, path[2:] if path[0] == "dokumen" else path))
    if field in KEPT:
        return _names_period(value, earlier)
    inside = any(field.startswith(f"{kept}.") for kept in KEPT)
    return not inside and field not in _GROUP


def _names_period(value: Any, period: Period) -> bool:
    """Return whether a value speaks of a period or year, or is a choice made for one."""
    if isinstance(value, dict):
        return value.get("cara") == "pilihan" or any(_names_period(inner, period) for inner in value.values())
    if isinstance(value, list):
        return any(_names_period(inner, period) for inner in value)
    return bool(re.search(rf"\b{period.tahun}\b|\b(semester|triwulan|TW)\s+[1-4IV]+\b", str(value), re.IGNORECASE))


def _remarks(text: str, earlier: Period, period: Period) -> str:
    """Return the text with the period's name replaced in lines that are remarks."""
    for semester in ("arab", "romawi"):
        old, new = (f"{indonesian.period_name(named, semester)} Tahun {named.tahun}" for named in (earlier, period))
        text = re.sub(rf"(?m)^(\s*#.*?)\b{re.escape(old)}\b", rf"\g<1>{new}", text)
    return text


def _instansi(root: Path, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Return what an institution's file says so far: it may still have to be filled in."""
    file = f"{workspace.UNITS}/{name}/instansi.yaml"
    raw = folder.read_bytes(root, file, problems)
    node = read_yaml(raw, file, problems) if raw is not None else None
    found = plain(node) if node else None
    return found if isinstance(found, dict) else None


def _group(values: Any, name: str) -> dict[str, Any]:
    found = values.get(name) if isinstance(values, dict) else None
    return found if isinstance(found, dict) else {}


def _header(old: Path, instansi: dict[str, Any]) -> str:
    """Return the header of the answers: that of the earlier period, or one that the schemes ask for."""
    if old.is_file():
        lines = old.read_bytes().decode("utf-8-sig", errors="replace").splitlines()
        header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
        if header:
            return header
    skema = _group(instansi, "skema")
    return ";".join(("unit", "responden", *(element for key in skema for element in _group(skema[key], "unsur"))))
