"""The table of docs/benchmarks.md: what was asked of each row, and what `make bench` measured last."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.files import disk

BEGIN, END = "<!-- diukur -->", "<!-- /diukur -->"
ROWS = {
    "letters_vs_docxtpl": ("surat, dibuat dan ditulis, terhadap perulangan docxtpl biasa", ">= 150"),
    "reports_vs_docxtpl": ("laporan dengan empat foto, terhadap yang sama", ">= 75"),
    "letters_of_limit": ("surat terhadap sketsa yang hanya menyisipkan dan memampatkan", ">= 0.6"),
    "reports_of_limit": ("laporan terhadap sketsa itu", ">= 0.6"),
    "reports_from_yaml_vs_docxtpl": (
        "laporan dari YAML sampai berkas, terhadap docxtpl yang kata-katanya sudah ada",
        "",
    ),
    "files_to_letters_1000_vs_plain": ("1.000 unit dari berkas, terhadap pandas + safe_load + docxtpl", ">= 15"),
    "each_further_unit_vs_plain": ("setiap unit berikutnya, terhadap yang sama", ">= 25"),
    "one_letter_process_vs_docxtpl": ("satu surat, satu proses, terhadap docxtpl sendiri", "<= 1.2"),
    "one_of_1000_changed_vs_nothing": ("satu dari 1.000 unit berubah, terhadap tidak ada yang berubah", "<= 3"),
    "one_answer_of_1000_changed_vs_nothing": ("satu jawaban di skor.csv bersama berubah, terhadap yang sama", "<= 3"),
    "nothing_changed_1000_s": ("tidak ada yang berubah, 1.000 unit, detik", ""),
    "nothing_changed_10000_s": ("tidak ada yang berubah, 10.000 unit, detik", "<= 0.5"),
    "nothing_changed_34000_s": ("tidak ada yang berubah, 34.000 unit, detik", "<= 1.5"),
    "nothing_changed_1000_vs_version": ("tidak ada yang berubah, terhadap `skm --version`", ""),
    "letters_from_clean_each_ms": (
        "setiap surat dari kosong, satu proses, milidetik (34.000 dalam 50 detik)",
        "<= 1.5",
    ),
    "two_processes_vs_one": ("dua proses terhadap satu, menurut jam (dua inti yang menganggur)", ">= 1.7"),
    "growth_plan": ("pangkat pertumbuhan: rencana", "<= 1.1"),
    "growth_issue_shared": ("pangkat pertumbuhan: penerbitan dengan nomor bersama", "<= 1.1"),
    "growth_reports_carried_on": ("pangkat pertumbuhan: laporan dengan `lanjutan`", "<= 1.1"),
    "growth_check": ("pangkat pertumbuhan: pemeriksaan", "<= 1.1"),
    "growth_recap": ("pangkat pertumbuhan: rekap", "<= 1.1"),
    "memory_growth_mb": ("memori, 10.000 surat terhadap 100, MB lebih banyak", ""),
}
"""Every row of the page, as a person reads it, and what is asked of it."""


def put(path: Path, found: Mapping[str, float]) -> None:
    """Write what was found between the marks of the page."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    disk.write(path, f"{before}{BEGIN}\n{table(found)}{END}{after}".encode())


def table(found: Mapping[str, float]) -> str:
    """Return the rows; a dash where one was not measured."""
    lines = ["", "| apa | diminta | diukur |", "|---|---|---|"]
    lines += [f"| {said} | {asked or '-'} | {found.get(name, '-')} |" for name, (said, asked) in ROWS.items()]
    return "\n".join([*lines, "", ""])
