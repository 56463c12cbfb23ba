"""What people wrote beside the fields of an entry is still there, whatever command edits it."""

import datetime as dt
import re
import shutil

import pytest

from pipeline.files import workbook, workbook_out
from pipeline.issuing import apply, entries
from pipeline.issuing.order import Order
from pipeline.lists import srikandi_list
from pipeline.making import build
from pipeline.sources.period import Period
from support import git_office
from support.paths import ROOT
from support.pdf_maker import text_pdf

PERIOD = Period(2025, "S", 1)
LIST = "build/srikandi/2025S1/uji/surat-hasil.xlsx"
WRITES = re.compile(r"register\.(?:amend|enter)\(")
COMMANDS = {
    "register batal 1 --alasan keliru": ("0001", "entries"),
    "register lampir 1 pindai.pdf": ("0001", "entries"),
    "register sahkan 1 --alasan digabung": ("0001", "entries"),
    "register lampir 2 pindai.pdf": ("0002", "entries"),
    "register batal 2 --alasan keliru": ("0002", "entries"),
    "register catat uji 9 065.1/9/UJI/2025 --tanggal 2025-07-02": ("0002", "entries"),
    "register impor uji buku.xlsx": ("0002", "book_in"),
    "reissue surat-hasil 2025S1 --unit loket-a --alasan salah": ("0002", "apply"),
    "reissue surat-hasil 2025S1 --unit loket-a --alasan salah --nomor-baru --tanggal 2025-07-03": ("0002", "apply"),
    "issue surat-hasil 2025S1 --yes": ("0003", "apply"),
    f"srikandi terima {LIST}": ("0003", "srikandi_back"),
}
OTHERS = {"sign"}
"""What needs a certificate and a PDF: `test_sign` tries it."""
"""Commands that edit the register, each with the entry that is remarked and the module that writes."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A letter is issued, one has a number of SRIKANDI that its list mistypes, and the words of both have changed."""
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    apply.issue(root, Order(PERIOD, "surat-hasil", "loket-a"), lambda made, pulih: True)
    entries.enter_from_srikandi(root, "2025S1", "surat-hasil", "loket-b", "065.1/3/UJI/2025", dt.date(2025, 7, 2))
    build.run(root, PERIOD, "surat-hasil", mode="srikandi")
    list(srikandi_list.write_lists(root, PERIOD, "surat-hasil"))
    _, _, head, *rows = workbook.sheets((root / LIST).read_bytes())[0].rows
    rows[1][head.index("Nomor Naskah")] = "065.1/8/UJI/2025"
    columns = [(str(name), 9) for name in head]
    (root / LIST).write_bytes(workbook_out.workbook("x", columns, [[str(cell) for cell in row] for row in rows]))
    titles = [(title, 9) for title in ("No. Urut", "Nomor Surat", "Tanggal")]
    (root / "buku.xlsx").write_bytes(workbook_out.workbook("x", titles, [("7", "065.1/7/UJI/2025", "2025-07-02")]))
    (root / "pindai.pdf").write_bytes(text_pdf("rekaan"))
    period = root / "periods/2025S1/uji/periode.yaml"
    period.write_text(period.read_text().replace("Hasil Survei", "Hasil Survei Kepuasan"))
    git_office.commit(root)
    return root


def remarked(text: str) -> tuple[str, list[str]]:
    """Return an entry with a remark above and behind each of its lines, and the remarks."""
    lines: list[str] = []
    remarks: list[str] = []
    for number, line in enumerate(text.splitlines()):
        above, behind = f"# atas {number}.", f"# di belakang {number}."
        indent = line[: len(line) - len(line.lstrip())]
        lines += [f"{indent}{above}", f"{line}  {behind}"]
        remarks += [above, behind]
    return "\n".join(lines) + "\n", remarks


@pytest.mark.parametrize("command", COMMANDS)
def test_remarks_of_an_entry_outlive_every_command(office, tmp_path, run, command):
    root = shutil.copytree(office, tmp_path / "salinan")
    entry = root / f"register/uji/2025/{COMMANDS[command][0]}.yaml"
    before, remarks = remarked(entry.read_text())
    entry.write_text(before)
    git_office.commit(root)
    register = git_office.tree(root)
    done = run(*command.split(), cwd=root)
    assert done.returncode == 0, done.stderr
    assert git_office.tree(root) != register
    assert [remark for remark in remarks if remark not in entry.read_text()] == []


def test_every_module_that_writes_the_register_is_tried():
    writers = {path.stem for path in (ROOT / "pipeline").rglob("*.py") if WRITES.search(path.read_text())}
    assert writers == {module for _, module in COMMANDS.values()} | OTHERS
