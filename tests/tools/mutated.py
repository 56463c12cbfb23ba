"""Thousands of damaged copies of an issued letter and of its print: each is told, none is a traceback (`make mutated`).

A copy is damaged as disks, mails and hands damage files: bits turned, pieces cut, doubled, moved or zeroed, in the file
as it is or in one of its parts packed again.
"""

import io
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pipeline.issuing import apply, verify  # noqa: E402
from pipeline.issuing.order import Order  # noqa: E402
from pipeline.sources.period import Period  # noqa: E402
from support import git_office  # noqa: E402
from support.pdf_maker import text_pdf  # noqa: E402

LETTER = "register/uji/2025/0002/loket-a.docx"
SLOWEST = 20.0
"""Seconds that one copy may take."""
_WORDS = (
    b"</w:p>",
    b"<w:r>",
    b"&#0;",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"\xff\xfe",
    b"]]>",
    b"stream",
    b"obj",
    b"9" * 40,
)
"""What stands in such files, put where it does not belong."""


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to three damages."""
    for _ in range(chance.randint(1, 3)):
        if not raw:
            return raw
        at, size = chance.randrange(len(raw)), chance.choice((1, 1, 2, 7, 64, 999))
        piece = raw[at : at + size]
        raw = chance.choice(
            (
                raw[:at] + bytes(byte ^ 1 << chance.randrange(8) for byte in piece) + raw[at + size :],
                raw[:at],
                raw[:at] + raw[at + size :],
                raw[:at] + piece + raw[at:],
                raw[:at] + b"\0" * len(piece) + raw[at + size :],
                raw[:at] + chance.choice(_WORDS) + raw[at:],
                raw[:at] + chance.randbytes(size) + raw[at + size :],
            )
        )
    return raw


def in_a_part(raw: bytes, chance: random.Random) -> bytes:
    """Return a letter of which one part is damaged, and packed again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = source.read(name)
            target.writestr(name, damaged(content, chance) if name == chosen else content)
    return out.getvalue()


def copies(letter: bytes, count: int, seed: int = 2025) -> "list[tuple[str, bytes]]":
    """Return damaged copies of a letter and of a print, each with what was damaged."""
    chance = random.Random(seed)
    paper = text_pdf("065.1/2/UJI/2025 Kepala Loket-A 87,50 ")
    kinds = (
        ("docx", lambda: damaged(letter, chance)),
        ("part", lambda: in_a_part(letter, chance)),
        ("part", lambda: in_a_part(letter, chance)),
        ("pdf", lambda: damaged(paper, chance)),
    )
    return [(kinds[number % len(kinds)][0], kinds[number % len(kinds)][1]()) for number in range(count)]


def tried(root: Path, count: int, seed: int = 2025) -> Counter[tuple[str, str]]:
    """Return how often what was told of which kind of copy; a traceback, or a minute of waiting, is raised."""
    letter = (root / LETTER).read_bytes()
    told: Counter[tuple[str, str]] = Counter()
    for number, (kind, raw) in enumerate(copies(letter, count, seed)):
        begin = time.process_time()
        try:
            verdicts = verify.of_file(root, raw)
        except Exception as fault:
            fault.add_note(f"copy {number} of seed {seed}: {kind}, crc {zlib.crc32(raw):08x}")
            raise
        assert time.process_time() - begin < SLOWEST, number
        assert raw == letter or all(verdict.result != verify.ASLI for verdict in verdicts), number
        told.update((kind, str(verdict.result)) for verdict in verdicts)
    return told


def office(folder: Path) -> Path:
    """Return an office that has issued its letters."""
    root = git_office.bangun(folder / "kerja")
    apply.issue(root, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, recovered: True)
    return root


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as scratch:
        for (kind, result), many in sorted(tried(office(Path(scratch)), wanted).items()):
            print(f"{kind:5} {result:22} {many}")
