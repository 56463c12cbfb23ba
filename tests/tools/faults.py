"""Commands on a register that die or fail at each of their acts (`make faults`): all is there, or nothing.

Every command that writes there is killed at each act, cut off by a power failure, and has each act refused by the disk;
and what then puts it in order is itself killed at each of its own acts.
"""

import errno
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pipeline.files import workbook, workbook_out  # noqa: E402
from pipeline.issuing import journal  # noqa: E402
from support import faults, git_office  # noqa: E402
from support.faults import CUT, KILLED, Case, command  # noqa: E402
from support.pdf_maker import text_pdf  # noqa: E402

ISSUE = ("issue", "surat-hasil", "2025S1", "--yes")
REFUSED = (errno.ENOSPC, errno.EIO, errno.EROFS)
TITLES = [("No. Urut", 9), ("Nomor Surat", 9), ("Tanggal", 9), ("Hal", 9)]
ROWS = [[f"{urut}", f"065.1/{urut}/UJI/2025", f"2025-07-{urut:02}", f"Hal rekaan {urut}"] for urut in range(2, 10)]
SHOWN = 10
_TOLD = re.compile(r"[^:]+:1:1: (K002|B008) ")


def cases(folder: Path) -> Iterator[tuple[str, Case]]:
    """Yield every command that writes into a register, each as batch or as single."""
    drafts, issued = git_office.bangun(folder / "draf"), folder / "terbit"
    shutil.copytree(drafts, issued)
    code, said = command(*ISSUE)(issued)
    assert code == 0, said
    git_office.commit(issued)
    file = _given_back(drafts)
    old, paper = folder / "buku.xlsx", folder / "pindai.pdf"
    old.write_bytes(workbook_out.workbook("Buku", TITLES, ROWS))
    paper.write_bytes(text_pdf("065.1/2/UJI/2025"))
    again = ("reissue", "surat-hasil", "2025S1", "--unit", "loket-a", "--alasan", "salah")
    by_hand = ("catat", "uji", "7", "065.1/7/UJI/2025", "--tanggal", "2025-07-03")
    given = ("set", "surat-hasil", "2025S1", "loket-a", "065.1/9/UJI/2025", "2025-07-09")
    for group, office, args in (
        ("batch", drafts, ISSUE),
        ("batch", drafts, ("register", "impor", "uji", str(old))),
        ("batch", drafts, ("srikandi", "terima", file)),
        ("single", drafts, ("register", *by_hand)),
        ("single", drafts, ("register", *given)),
        ("single", issued, ("register", "batal", "2", "--alasan", "salah kirim")),
        ("single", issued, ("register", "lampir", "2", str(paper), "--tetap")),
        ("single", issued, ("register", "sahkan", "2", "--alasan", "surat ini yang terkirim")),
        ("single", issued, again),
        ("single", issued, (*again, "--nomor-baru", "--tanggal", "2025-08-01")),
    ):
        yield group, faults.case(" ".join(args[:2]), command(*args), office)


def _given_back(root: Path) -> str:
    """Return the list for SRIKANDI of an office, with numbers and dates typed in it."""
    code, said = command("build", "surat-hasil", "2025S1", "--mode", "srikandi")(root)
    assert code == 0, said
    file = "build/srikandi/2025S1/uji/surat-hasil.xlsx"
    _, _, head, *rows = workbook.sheets((root / file).read_bytes())[0].rows
    for at, row in enumerate(rows, 7):
        row[head.index("Nomor Naskah")], row[head.index("Tanggal Naskah")] = f"065.1/{at}/UJI/2025", "2025-07-09"
    titles = [(str(name), 9) for name in head]
    (root / file).write_bytes(workbook_out.workbook("x", titles, [[str(cell) for cell in row] for row in rows]))
    return file


def tried(folder: Path, stride: int = 1) -> tuple[Counter[str], list[str]]:
    """Return how many faults of each kind were tried, and what was not as it must be; of all but each `stride`-th."""
    count, wrong, turn = Counter[str](), list[str](), 0
    for group, made in cases(folder):
        for fault in (KILLED, CUT, *REFUSED):
            turn += 1
            for step, how in faults.every(made, fault, 1 + turn % stride, stride):
                where = f"{made.name}, act {step}, {fault}"
                kind = "disk faults" if isinstance(fault, int) else f"{group} {fault}"
                count[kind] += 1
                if fault == KILLED and journal.interrupted(made.root):
                    wrong += _recovery(where, made, count, 1 + turn % stride, stride)
                elif isinstance(fault, int) and how.code and not _TOLD.match(how.said):
                    wrong.append(f"{where}: {how.said[-300:]}")
                if why := faults.none_half_there(made):
                    wrong.append(f"{where}: {why}")
        print(f"{made.name:20} {count.total():5} so far, {len(wrong)} wrong", flush=True)
    return count, wrong


def _recovery(where: str, made: Case, count: Counter[str], first: int, stride: int) -> Iterator[str]:
    """Kill what puts a register in order at each of its acts, and see that the next one does."""
    left = git_office.tree(made.root)
    again = Case("", faults.recovered, made.root, left, made.after)
    for step, _ in faults.every(again, KILLED, first, stride):
        count["recovery killed"] += 1
        if why := faults.none_half_there(again):
            yield f"{where}, recovery killed at act {step}: {why}"
    faults.put_back(made.root, left)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        told, faulty = tried(Path(scratch), int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for kind, many in sorted(told.items()):
        print(f"{kind:18} {many:5}")
    print(f"{'wrong':18} {len(faulty):5}", *faulty[:SHOWN], sep="\n")
    sys.exit(bool(faulty))
