"""How long the page takes, in milliseconds: the semester of many units, a save to the changed list of problems."""

import re
import statistics
import tempfile
import time
from pathlib import Path

from support import small_office
from support.browser import Browser

UNIT = "units/lumajang/bag-protokol-tup.yaml"
SHARED = "units/lumajang/instansi.yaml"
WORDS = {UNIT: ("yth:", "yht:"), SHARED: ("tempat:", "tempta:")}
_LETTER = "lumajang/bag-protokol-tup?jenis=surat-hasil"


def measure(sizes: tuple[int, ...] = (1_000, 34_000), saves: int = 16, rounds: int = 7) -> dict[str, float]:
    """The semester of so many units, first and again; a save and its answer among the units of the smallest."""
    found: dict[str, float] = {}
    for many in sizes:
        with tempfile.TemporaryDirectory(dir=_memory()) as folder:
            browser = _office(Path(folder), many)
            found[f"semester_{many}_first_ms"] = _milliseconds(browser, "/periode/2025S1")
            times = [_milliseconds(browser, "/periode/2025S1?langkah=terbit&keadaan=bukan") for _ in range(rounds)]
            found[f"semester_{many}_ms"] = statistics.median(times)
            if many == sizes[0]:
                found[f"save_among_{many}_ms"] = _saves(browser, UNIT, saves)
                found[f"save_and_letter_among_{many}_ms"] = _letters(browser, saves)
                found[f"save_of_all_among_{many}_ms"] = _saves(browser, SHARED, saves)
    return found


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _office(root: Path, many: int) -> Browser:
    small_office.made(root)
    own, here = root / "units/lumajang", root / "periods/2025S1/lumajang"
    text = (own / "bag-protokol-tup.yaml").read_text(encoding="utf-8")
    for number in range(many - 1):
        (own / f"loket-{number:05}.yaml").write_text(
            text.replace("Bagian Protokol", f"Loket {number}"), encoding="utf-8"
        )
        (here / f"loket-{number:05}.yaml").write_text("saran: []\n", encoding="utf-8")
    return Browser(root)


def _milliseconds(browser: Browser, address: str) -> float:
    begin = time.perf_counter()
    made = browser.get(address)
    seconds = time.perf_counter() - begin
    assert made.status_code == 200
    return seconds * 1000


def _saves(browser: Browser, file: str, many: int) -> float:
    """A save that makes a mistake or mends it, until what is wrong is answered; mended at the end."""
    return statistics.median(_save(browser, file, turn) for turn in range(many + many % 2))


def _save(browser: Browser, file: str, turn: int) -> float:
    path = browser.home.root / file
    text = path.read_text(encoding="utf-8")
    known = re.search(r'name="sidik" value="(\w*)"', browser.get(f"/berkas/{file}").text)
    assert known
    right, wrong = WORDS[file]
    changed = text.replace(right, wrong) if turn % 2 == 0 else text.replace(wrong, right)
    begin = time.perf_counter()
    made = browser.post(f"/berkas/{file}", {"teks": changed, "sidik": known[1]})
    told = browser.get(made.headers["Location"]).text
    taken = (time.perf_counter() - begin) * 1000
    assert ("I001" in told) == (turn % 2 == 0)
    return taken


def _letters(browser: Browser, many: int) -> float:
    """A save of another recipient, until the letter that says so is there to be drawn."""
    path, times = browser.home.root / UNIT, []
    for turn in range(many):
        text = path.read_text(encoding="utf-8")
        known = re.search(r'name="sidik" value="(\w*)"', browser.get(f"/berkas/{UNIT}").text)
        assert known
        changed = re.sub("(?m)^yth: .*$", f"yth: Kepala {turn}", text)
        begin = time.perf_counter()
        browser.get(browser.post(f"/berkas/{UNIT}", {"teks": changed, "sidik": known[1]}).headers["Location"])
        paper = browser.get(f"/periode/2025S1/kertas/{_LETTER}").text
        address = re.search(r'data-address="([^"]+)"', paper)
        assert address, paper
        assert browser.get(address[1].replace("&amp;", "&")).data[:2] == b"PK"
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)
