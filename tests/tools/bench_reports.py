"""How many reports a second: this pipeline against a plain docxtpl loop, the same four photos, one process.

`python tests/bench_laporan.py` prints the ratios. Both make the same report, seed 004's, from the same template and the
same words, with four photos of 100 kB as files, and write it. The plain loop is what one writes with docxtpl: open,
`InlineImage`, render, save. The second ratio is unfair to us: our whole walk, from YAML on, against the same loop.
"""

import datetime as dt
import io
import os
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pipeline.documents import template  # noqa: E402
from pipeline.documents.package import Properties  # noqa: E402
from pipeline.documents.template import Template  # noqa: E402
from pipeline.files import disk  # noqa: E402
from pipeline.making import follow_up_material  # noqa: E402
from pipeline.making.document import Job, make, vocabulary  # noqa: E402
from pipeline.making.material import gather  # noqa: E402
from pipeline.making.office import Offices  # noqa: E402
from pipeline.sources import workspace  # noqa: E402
from pipeline.sources.period import Period  # noqa: E402
from pipeline.words.chapter import Material  # noqa: E402
from pipeline.words.say import needs, say  # noqa: E402
from support.plain_words import plain_words  # noqa: E402
from tools import bench_limit  # noqa: E402

KIND = "laporan-tindak-lanjut"
MASA = Period(2024, "S", 1)
OFFICE = "jakarta-timur"
PHOTOS = ("rakor-1", "psn", "monev", "wawasan")


def photo(seed: int) -> bytes:
    """Return a JPEG of about 100 kB."""
    noise = Image.frombytes("RGB", (96, 72), random.Random(seed).randbytes(96 * 72 * 3))
    out = io.BytesIO()
    noise.resize((960, 720)).save(out, "JPEG", quality=60)
    return out.getvalue()


def prepare(root: Path, many: int) -> list[str]:
    """Lay out a workspace of so many units, each with a report of its own that shows four photos of 100 kB."""
    for folder in (f"units/{OFFICE}", f"periods/{MASA}/{OFFICE}", f"templates/{KIND}"):
        shutil.copytree(ROOT / folder, root / folder)
    period, units = root / f"periods/{MASA}/{OFFICE}", root / f"units/{OFFICE}"
    for name in PHOTOS:
        (period / "foto" / f"{name}.jpg").write_bytes(photo(len(name)))
    own = (period / "halim-perdanakusuma.yaml").read_text(encoding="utf-8")
    own = "".join(line for line in own.splitlines(keepends=True) if "rakor-2.jpg" not in line)
    unit = (units / "halim-perdanakusuma.yaml").read_text(encoding="utf-8")
    table = (period / "halim-perdanakusuma.csv").read_bytes()
    names = [f"kelurahan-{number}" for number in range(many)]
    for number, name in enumerate(names):
        (units / f"{name}.yaml").write_text(unit.replace("Halim Perdanakusuma", f"Rekaan {number}"), encoding="utf-8")
        (period / f"{name}.yaml").write_text(own.replace("465 /", f"{number} /"), encoding="utf-8")
        (period / f"{name}.csv").write_bytes(table)
    return names


def ready(root: Path) -> Job:
    """Return what a run knows before its first unit."""
    offices = Offices(root, MASA)
    assert not offices[OFFICE].strays
    return Job(KIND, workspace.jenis(root, KIND), offices)


def ours(root: Path, work: Job, names: list[str]) -> tuple[float, float]:
    """Return the reports a second of this pipeline: from the words and the photos' files on, and of the whole walk.

    The walk reads a unit's files, checks them, computes, and says the words as well.
    """
    shutil.rmtree(root / "build", ignore_errors=True)
    make(work, OFFICE, names[0])
    begin = time.process_time()
    made = [make(work, OFFICE, name) for name in names]
    walk = len(names) / (time.process_time() - begin)
    assert all(one.line and one.line.status == "dibuat" and not one.problems for one in made), made[0].problems
    templat = work.offices.assets.template(f"templates/{KIND}/{OFFICE}.docx", vocabulary(work.jenis))
    most = templat.largest_picture
    every = [said(work, name) for name in names]
    sifat = Properties("Laporan", "Rekaan", dt.date(2024, 7, 9), False)
    begin = time.process_time()
    for number, (bahan, words) in enumerate(every):
        photos = iter(follow_up_material.photos(work.offices, bahan.dossier, bahan.plans, most, []).values())
        content = template.render(templat, {**words, "realisasi": with_photos(words, photos)}, sifat)
        disk.write(root / f"kami-{number}.docx", content)
    return len(every) / (time.process_time() - begin), walk


def with_photos(words: dict[str, Any], photos: Iterator[object]) -> dict[str, Any]:
    """Return the words of the realisation with these photos, one for each programme."""
    realisasi = words["realisasi"]
    unsur = [
        {**one, "program": [{**program, "foto": [next(photos)]} for program in one["program"]]}
        for one in realisasi["unsur"]
    ]
    return {**realisasi, "unsur": unsur}


def plain_template(source: Path, target: Path) -> None:
    """Write the same template as docxtpl reads it: a photo is a tag in the text, no cell goes on with the one above."""
    drawing = re.compile(rb"<w:drawing>(?:(?!</w:drawing>).)*descr=\"\{\{ f \}\}\".*?</w:drawing>", re.DOTALL)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content, count = drawing.subn(b"<w:t>{{ f }}</w:t>", content)
                assert count == 2
                content = content.replace(b"{% vm %}", b"")  # it takes no condition beside it in its cell
            new.writestr(name, content)


def said(work: Job, unit: str) -> tuple[Material, dict[str, Any]]:
    """Return the words of a unit's report, and what they speak from."""
    berkas = work.offices[OFFICE].dossier(unit)
    templat = work.offices.assets.template(f"templates/{KIND}/{OFFICE}.docx", vocabulary(work.jenis))
    most = templat.largest_picture
    bahan = gather(work.offices, berkas, KIND, needs(work.jenis.kosakata), most, []).material
    return bahan, say(work.jenis.kosakata, bahan)


def plain(root: Path, work: Job, name: str, many: int) -> float:
    """Return the reports a second of docxtpl, used as its manual shows: the same template, words and photos."""
    template = root / "polos.docx"
    plain_template(root / f"templates/{KIND}/{OFFICE}.docx", template)
    words = plain_words(said(work, name)[1])
    files = [root / f"periods/{MASA}/{OFFICE}/foto/{one}.jpg" for one in PHOTOS]
    begin = time.process_time()
    for number in range(many):
        document = DocxTemplate(template)
        photos = (InlineImage(document, str(file), width=Mm(44)) for file in files)
        document.render({**words, "realisasi": with_photos(words, photos)}, autoescape=True)
        document.save(root / f"polos-{number}.docx")
    return many / (time.process_time() - begin)


def _document(work: Job, unit: str) -> tuple[Template, dict[str, Any], Properties]:
    """Return a report as it is rendered: its template, its words with photos, its properties."""
    templat = work.offices.assets.template(f"templates/{KIND}/{OFFICE}.docx", vocabulary(work.jenis))
    bahan, words = said(work, unit)
    most = templat.largest_picture
    photos = iter(follow_up_material.photos(work.offices, bahan.dossier, bahan.plans, most, []).values())
    shown = {**words, "realisasi": with_photos(words, photos)}
    return templat, shown, Properties("Laporan", "Rekaan", dt.date(2024, 7, 9), False)


def measure(many: int = 120, rounds: int = 3) -> dict[str, float]:
    """Return the ratios; each side counts with the best of some rounds in which they take turns."""
    in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=in_memory) as folder:
        root = Path(folder)
        names = prepare(root, many)
        work = ready(root)
        slow, fast, walk = 0.0, 0.0, 0.0
        for _ in range(rounds):
            slow = max(slow, plain(root, work, names[0], max(2, many // 10)))
            found = ours(root, work, names)
            fast, walk = max(fast, found[0]), max(walk, found[1])
        limit = bench_limit.of_limit(*_document(work, names[0]), root, 10)
        print(f"laporan: {fast:.0f}/s (dari YAML {walk:.0f}/s), docxtpl {slow:.1f}/s", file=sys.stderr)
        return {
            "reports_vs_docxtpl": round(fast / slow, 1),
            "reports_from_yaml_vs_docxtpl": round(walk / slow, 1),
            "reports_of_limit": round(limit, 2),
        }


if __name__ == "__main__":
    os.chdir(ROOT)
    print(measure())
