"""A file in a folder that is read is used, told, or has a name that is ignored: nothing else, whatever its name."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checking import check
from pipeline.files import left_behind
from pipeline.issuing import intact
from pipeline.problems.problem import Refusal
from pipeline.sources import workspace
from support import small, tried

ENTRY = "register/kota/2025/0021.yaml"
OFFICE = {
    ENTRY: "nomor: 21/X\nurut: 21\ntanggal: 2025-07-01\nhal: Undangan\nyth: Camat\n",
    "register/kota/2025/riwayat.jsonl": None,
    "units/desa/instansi.yaml": small.ISI["units/kota/instansi.yaml"],
    "templates/surat/kota.docx": small.ISI["templates/surat/bawaan.docx"],
}
FOLDERS = {
    "units": ("", "kota", "desa", "kota/gambar", "kota/loket", "arsip"),
    "periods": ("", "2025S1", "2025S1/kota", "2025S1/kota/foto", "2025S1/kota/loket", "arsip", "2025S1/lain"),
    "templates": ("", "surat", "surat/lama", "baru"),
    "register": ("", "kota", "kota/2025", "kota/2025/0021", "kota/2025/0022", "kota/berlanjut", "lama"),
}
STEMS = st.sampled_from(
    (
        *("loket", "Loket", "lokett", "loket (1)", "loket - Copy", "kota", "bawaan", "skor", "skor lama", "instansi"),
        *("periode", "jenis", "0021", "0022", "21", "riwayat", "penjamin", "logo", "catatan", "README", "", "é", "con"),
    )
)
ENDINGS = st.sampled_from(
    (
        *("", ".yaml", ".yml", ".YAML", ".yaml.txt", ".yaml.bak", ".yaml~", ".csv", ".CSV", ".xlsx", ".xls", ".ods"),
        *(".docx", ".doc", ".dotx", ".pdf", ".png", ".jpg", ".jsonl", ".json", ".md", ".txt", ".tmp", ".docx.bak"),
    )
)
BEFORE = st.sampled_from(["", "", "", "", "~$", ".", "~", "._"])
LEFT = st.sampled_from(["Thumbs.db", ".DS_Store", "desktop.ini", "~WRL0001.tmp", ".~lock.skor.xlsx#"])
NAMES = st.builds("".join, st.tuples(BEFORE, STEMS, ENDINGS)).filter(lambda name: name.strip(".")) | LEFT


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    root = small.put(tmp_path_factory.mktemp("kantor"), OFFICE)
    assert {code for code, _ in said(root)} == {"A005", "A038", "A057"}, "its letter cites one of outside"
    return root


def said(root: Path, *, register: bool = True) -> set[tuple[str, str]]:
    """Return (code, all that a message names) of a check, and of the register as `verify` finds it."""
    found = check.run(root, workspace.period(root, small.MASA)).problems
    if register:
        found += tuple(intact.whole_archive(root))
    return {(each.code, f"{each}") for each in found}


def is_read(file: str) -> bool:
    """Return whether a file is read because of its name, where it stands in this office."""
    folder, _, name = file.rpartition("/")
    stem, _, ending = name.rpartition(".")
    return {
        "units/kota": ending == "yaml",
        "units/desa": ending == "yaml",
        "periods/2025S1/kota": name == "loket.yaml" or (stem in ("loket", "skor") and ending in ("csv", "xlsx", "ods")),
        "templates/surat": name in ("bawaan.docx", "kota.docx", "desa.docx", "jenis.yaml"),
        "register": name == "penjamin",
        "register/kota/2025": name in ("riwayat.jsonl", "tanda.jsonl"),
    }.get(folder, False)


@settings(max_examples=tried.share(0.6))
@given(st.sampled_from(list(FOLDERS)), st.data())
def test_a_file_anywhere_is_read_told_or_has_a_name_that_is_ignored(office, tree, data):
    where = data.draw(st.sampled_from(FOLDERS[tree]))
    name = data.draw(NAMES)
    file = f"{tree}/{where}/{name}".replace("//", "/")
    if (office / file).exists():
        return
    above = [part for part in (office / file).parents if not part.exists()]
    (office / file).parent.mkdir(parents=True, exist_ok=True)
    try:
        (office / file).write_bytes(b"catatan: rekaan\n")
        try:
            told = said(office, register=tree == "register")
        except Refusal as refusal:
            told = {(each.code, f"{each}") for each in refusal.problems}
        unread = [text for _, text in told if any(whole in text for whole in wholes(file))]
        ignored = any(map(left_behind.is_ignored, file.split("/"))) or left_behind.is_note(name)
        assert unread or ignored or is_read(file), file
        assert not (ignored and any(f"{file}:" in text for text in unread)), (file, unread)
    finally:
        (office / file).unlink()
        for folder in above:
            shutil.rmtree(folder, ignore_errors=True)


def wholes(file: str) -> tuple[str, ...]:
    """Return how a message may name a file: by itself, or by the folder that is not read as a whole."""
    steps = file.split("/")
    folders = ["/".join(steps[:depth]) for depth in (2, 3, 4)]
    return (
        *(f"{file}{after}" for after in ":; "),
        *(f"{folder}:1:1: C0" for folder in folders),
        *(f"{folder}/periode.yaml:1:1: B005" for folder in folders),
    )
