"""Tables of the trial: rows, cells and columns that repeat, empty ones, tables in tables."""

from support.office_files import cell, p, table
from support.trial_made import LOOP, Made, body


def _cell_for_rows(tag: str) -> Made:
    return body(table(["Kode"], [f"{{%tr for u in utama.unsur %}}{tag}"], ["{{ u.kode }}"], ["{%tr endfor %}"]))


def _merged_rows() -> str:
    return table(["{%tr for u in utama.unsur %}", ""], ["{% vm %}{{ nomor }}", "{{ u.kode }}"], ["{%tr endfor %}", ""])


TABLES: dict[str, Made] = {
    "merge": body(_merged_rows()),
    "tr-same-row": body(table(["{%tr for u in utama.unsur %}", "{{ u.kode }}", "{%tr endfor %}"])),
    "for-in-row": body(table(["{% for u in utama.unsur %}{{ u.kode }}", "{{ u.nilai }}{% endfor %}"])),
    "tc-columns": body(table(["{%tc for u in utama.unsur %}", "{{ u.kode }}", "{%tc endfor %}"])),
    "nested": body(table([cell("{{ nomor }}", table(["{{ yth }}"]), p())])),
    "nested-loop": body(
        table([cell(table(["{%tr for u in utama.unsur %}"], ["{{ u.kode }}"], ["{%tr endfor %}"]), p())])
    ),
    "tr-beside": _cell_for_rows("hilang"),
    "tr-row-text": body(table(["{%tr if sifat %}", "hilang"], ["a", "b"], ["{%tr endif %}", ""])),
    "tc-beside": body(table(["{%tc for u in utama.unsur %}hilang", "{{ u.kode }}", "{%tc endfor %}"])),
    "empty-cell": body(table([cell("{%p if sifat %}", "a", "{%p endif %}"), "b"])),
    "empty-table": body(table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{%tr endfor %}"]), p("akhir")),
    "empty-table2": body(table([cell(table(["{%tr for x in tembusan %}"], ["{{ x }}"], ["{%tr endfor %}"]), p())])),
    "cell-loop": body(table([cell("{%p for u in utama.unsur %}", "{{ u.kode }}", "{%p endfor %}")])),
    "cell-loop-empty": body(table([cell(*LOOP)])),
    "saran-cell": body(table([cell("{%p for x in saran.daftar %}", "{{ x }}", "{%p endfor %}")])),
}
"""What stands in tables."""
