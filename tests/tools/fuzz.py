"""Random input for every reader: never a traceback, never a hang, always a place (`make fuzz N=100000`).

What once went wrong is kept in tests/corpus, by reader, and read again by every `make test`.
"""

import atexit
import contextlib
import hashlib
import io
import json
import random
import resource
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas  # noqa: F401 - to import it is no part of reading
from lxml import etree

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pipeline.checking import memory  # noqa: E402
from pipeline.documents import contract, images, tags, template  # noqa: E402
from pipeline.documents.compare import NotText  # noqa: E402
from pipeline.documents.package import Properties  # noqa: E402
from pipeline.files import disk, tabular  # noqa: E402
from pipeline.files.hashes import Hashes  # noqa: E402
from pipeline.issuing import archive, chain, intact, journal, vouched  # noqa: E402
from pipeline.making import copied, document, remembered, report  # noqa: E402
from pipeline.making.called_units import CalledUnits  # noqa: E402
from pipeline.making.office import Offices  # noqa: E402
from pipeline.making.shares_joined import Shares  # noqa: E402
from pipeline.page import unit_files  # noqa: E402
from pipeline.problems.problem import Place, Problem, Refusal  # noqa: E402
from pipeline.publish import site_folder  # noqa: E402
from pipeline.scores import counts  # noqa: E402
from pipeline.scores.sheets import reader  # noqa: E402
from pipeline.scores.sheets.header import SheetFormat  # noqa: E402
from pipeline.sources import (  # noqa: E402
    archived_record,
    models,
    register_reader,
    trees,
    workspace,
)
from pipeline.sources.period import Period  # noqa: E402
from pipeline.sources.yaml_text import read_yaml  # noqa: E402
from pipeline.words.chapter import Words  # noqa: E402
from pipeline.words.say import CHAPTERS, described  # noqa: E402
from support import small as kecil  # noqa: E402
from support.made_office import excel as made_excel  # noqa: E402

CORPUS = ROOT / "tests" / "corpus"
SLOWEST, _FUSE = 1.0, 60.0
"""Seconds that a small file may take where nothing else runs; and in tests, that do not measure: what goes astray."""
MOST_MEMORY = 4 * 1024**3
"""Bytes of address space for everything, libraries included; more is a fault."""
_MODELS = (
    models.Instansi,
    models.Unit,
    models.Periode,
    models.UnitPeriode,
    models.Effective,
    models.Jenis,
    register_reader.Entry,
)
_BACA = SheetFormat({"skm": ("waktu", "biaya"), "mcp": ("integritas",)}, {}, {})
_KATA = described(CHAPTERS)


class Bocor(AssertionError):  # noqa: N818
    """A reader that broke its promise."""


def yaml(raw: bytes) -> list[Problem]:
    """Read a file as YAML, then as every kind of file."""
    problems: list[Problem] = []
    node = read_yaml(raw, "a.yaml", problems)
    if (node is None) == (not problems):
        raise Bocor("a tree or problems, never both or neither")
    for model in _MODELS if node is not None else ():
        found: list[Problem] = []
        if (trees.read(model, node, found) is None) == (not found):
            raise Bocor("a record or problems, never both or neither")
        problems += found
    return problems


def jawaban(raw: bytes) -> list[Problem]:
    """Read a file of answers."""
    problems: list[Problem] = []
    found = reader.read(io.BytesIO(raw), "a.csv", _BACA, None, problems)
    if found is None and not problems:
        raise Bocor("counts or problems")
    return problems + ([one for each in found.rejected.values() for one in each] if found else [])


def lembar(raw: bytes) -> list[Problem]:
    """Read a workbook, then what it holds as a file of answers."""
    problems: list[Problem] = []
    text = tabular.to_csv(raw, "a.xlsx", _BACA.is_header, problems)
    if (text is None) != bool(problems):
        raise Bocor("a sheet or a reason")
    return problems if text is None else jawaban(text)


def templat(raw: bytes) -> list[Problem]:
    """Compile a body as a template; render what compiles with every word said, or refuse."""
    problems: list[Problem] = []
    text = raw.decode("utf-8", errors="replace")
    made = template.compile_template(kecil.docx(kecil.SURAT + text), "a.docx", problems)
    if made is None and not problems:
        raise Bocor("a template or problems")
    if made is None:
        return problems
    problems += contract.check("a.docx", made.tags, _KATA)
    try:
        out = template.render(made, _words(), Properties("Judul", "Penulis", None, False))
    except (tags.MissingWords, NotText):
        return problems
    with zipfile.ZipFile(io.BytesIO(out)) as source:
        etree.fromstring(source.read("word/document.xml"))
    return problems


@lru_cache(maxsize=1)
def _words() -> Words:
    """The words of the one unit of the small workspace."""
    with tempfile.TemporaryDirectory() as folder:
        root = kecil.put(Path(folder), {})
        offices = Offices(root, workspace.period(root, kecil.MASA))
        work = document.Job("surat", workspace.jenis(root, "surat"), offices)
        return document.prepare(work, offices["kota"].dossier("loket")).words


@lru_cache(maxsize=1)
def _office() -> Path:
    """A workspace whose files of ours are replaced, one after the other, by what is tried."""
    root = Path(tempfile.mkdtemp(prefix="kembali"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for file in OURS:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / "register/uji/2025/0001.yaml").write_text(_ENTRY, encoding="utf-8")
    return root


def _of_number(root: Path) -> list[Problem]:
    (entry,) = register_reader.entries(root, "uji", [])
    archive.main_figures(archived_record.of_letter(root, entry, entry.entri.surat[0]))
    archive.says_it_is(root, entry.folder)
    return list(intact.of_number(root, entry))


def _report(root: Path) -> list[Problem]:
    report.unchanged(root, "2025S1", "surat")
    return [line for line, _ in report.documents(report.report_file(root, "2025S1", "surat")) if not line] or []


def _remembered(root: Path) -> list[Problem]:
    hashes = Hashes(root)
    hashes.of("units/uji/a.yaml")
    remembered.read(hashes, "build/2025S1/.unit-surat.json")
    return []


def _share(root: Path) -> list[Problem]:
    """Read a share that says of itself what is expected, as far as it says anything."""
    file = "build/2025S1/surat.bagian-1-1.jsonl"
    head: dict[str, Any] = {}
    with contextlib.suppress(ValueError, RecursionError):
        said = json.loads((root / file).read_bytes().split(b"\n", 1)[0])
        head = said if isinstance(said, dict) else {}
    work: Any = SimpleNamespace(root=root, output="build", period="2025S1", kind="surat", mode="")
    Shares(work, {"mesin": "", "masukan": "", **head}, [("uji", "loket")], Hashes(root))
    return []


def _called(root: Path) -> list[Problem]:
    CalledUnits(Hashes(root)).of("uji")
    return []


def _memory(root: Path) -> list[Problem]:
    found = memory.unchanged(root, "2025S1") or memory.read(root, "2025S1")
    return list(found.problems) if found else []


def _counts(root: Path) -> list[Problem]:
    with contextlib.suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        counts.from_json((root / "build/2025S1/.jawaban/uji/a.json").read_text(encoding="utf-8"))
    return []


def _page(root: Path) -> list[Problem]:
    unit_files.offices(root, "2025S1", unit_files.PageMemory())
    return []


def _site(root: Path) -> list[Problem]:
    with disk.pretending():
        site_folder.write(root / "build/situs", "build/situs", {"index.html": b""})
    return []


def _photo(root: Path) -> list[Problem]:
    images.made((root / "build/2025S1/.foto/a.jpeg").read_bytes(), "")
    return []


OURS: dict[str, Callable[[Path], list[Problem]]] = {
    "register/.jurnal.json": lambda root: [*journal.read(root)] and [],
    "register/uji/2025/riwayat.jsonl": lambda root: list(chain.faults(root, "uji")),
    "register/uji/2025/tanda.jsonl": lambda root: list(vouched.faults(root, "uji")),
    "register/uji/2025/0001/loket.json": _of_number,
    "build/2025S1/.periksa.json": _memory,
    "build/2025S1/surat.json": _report,
    "build/2025S1/.jawaban/uji/a.json": _counts,
    "build/2025S1/.pdf-surat.json": lambda root: [*copied.remembered(root, Period(2025, "S", 1), "surat")] and [],
    "build/2025S1/.unit-surat.json": _remembered,
    "build/.sidik.json": _remembered,
    "build/.sebutan.json": _called,
    "build/2025S1/.foto/a.jpeg": _photo,
    "build/2025S1/.halaman.json": _page,
    "build/2025S1/surat.bagian-1-1.jsonl": _share,
    "build/situs/.situs-skm.json": _site,
}
"""Every file that the program reads back of its own, and its reader."""
_ENTRY = f"nomor: 1/UJI\nurut: 1\nperiode: 2025S1\njenis: surat\nsurat:\n  - unit: loket\n    sidik: {'0' * 64}\n"


def ours(raw: bytes) -> list[Problem]:
    """Read bytes as each file that the program reads back of its own: whatever stands there is told, or left."""
    root = _office()
    problems: list[Problem] = []
    for file, read in OURS.items():
        (root / file).write_bytes(raw)
        try:
            problems += read(root)
        except Refusal as refusal:
            problems += refusal.problems
        (root / file).unlink()
    return [fault._replace(place=Place(fault.place.file)) for fault in problems if fault.place.file]


READERS: dict[str, Callable[[bytes], list[Problem]]] = {
    "yaml": yaml,
    "csv": jawaban,
    "xlsx": lembar,
    "templat": templat,
    "kembali": ours,
}


def hold(name: str, raw: bytes, slowest: float = _FUSE) -> None:
    """Read an input; raise whatever a reader must never do."""
    begin = time.process_time()
    try:
        problems = READERS[name](raw)
    except Refusal as refusal:
        problems = list(refusal.problems)
    lines = 1000 if name == "xlsx" else raw.count(b"\n") + raw.count(b"\r") + 2
    for one in problems:
        if not one.place.file or one.place.line < 1 or one.place.column < 1 or one.place.line > lines + 1:
            raise Bocor(f"no such place: {one}")
        if not one.message or not one.cure:
            raise Bocor(f"nothing is said: {one}")
    if time.process_time() - begin > slowest * (1 + len(raw) / 100_000):
        raise Bocor(f"{time.process_time() - begin:.1f} s for {len(raw)} bytes")


_YAML = (
    "nama: ",
    "dokumen:\n  surat: ",
    "tanggal: 2025-07-02\n",
    "skema: ",
    "unsur: ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "\n",
    "  ",
    "\t",
    '"',
    "'",
    "#",
    "&a ",
    "*a",
    "!!int ",
    "? ",
    "|",
    ">",
    "---\n",
    "...\n",
    "\ufeff",
    "\x00",
    "\x85",
    "é",
    "\u2028",
    "%YAML",
    "batas: ",
    "tembusan:",
    "prioritas: {cara: pilihan}",
    "kop: {baris: [a]}",
    "nomor: {pola: '{urut}{'}",
    "~",
    "null",
    "\r\n",
    "diketahui: [{kode: C003, alasan: x}]",
    "libur: {tambah: [2025-01-01]}",
    "9" * 30,
    "\\",
    ",",
    "`",
    "@",
    "2025-02-30",
    "😀",
)
_CSV = (
    "unit,waktu,biaya\n",
    "unit;waktu;biaya\n",
    "loket,4,3\n",
    "loket,5,\n",
    "unit,unsur,1,2,3,4\n",
    "unit,unsur,nilai\n",
    "unit,jumlah_responden,waktu,biaya\n",
    "unit,layanan,waktu,biaya,rata_rata,ikm\n",
    "# bentuk: indeks\n",
    "loket,waktu,3.25\n",
    "88,31",
    "layanan",
    ",",
    ";",
    "\t",
    '"',
    '""',
    "\n",
    "\r\n",
    "\r",
    "#",
    "a",
    "saran",
    "integritas",
    "waktu",
    "é",
    "\x00",
    "\ufeff",
    "Jumlah,7,6\n",
    "4",
    "3,5",
    " ",
    "NA",
    "nan",
    "\x1a",
    "\u2028",
    "''",
)
_TEMPLAT = (
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "{{ nomor }}",
    "{{ nomr }}",
    "{{",
    "}}",
    "{% if nomor %}",
    "{% endif %}",
    "{%p if nomor %}",
    "{%p endif %}",
    "{% for a in tembusan %}",
    "{% endfor %}",
    "{%tr for a in tembusan %}",
    "{%tr endfor %}",
    "{{ a }}",
    "{{ ''.__class__ }}",
    "{{ 9**9**9 }}",
    "{{ utama }}",
    "{% set x = 1 %}",
    "{# x #}",
    "${x}",
    "«x»",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "&amp;",
    "<w:br/>",
    "{%",
    "%}",
    "{ {",
    "|",
    "upper",
    "loop.index",
    '<w:pPr><w:pStyle w:val="X"/></w:pPr>',
    "{{ nomor | ",
    "{{ utama.unsur[0].nama }}",
    "{% else %}",
    "{% raw %}",
    "{% include 'x' %}",
    "x",
    "\n",
    "{{ {} }}",
    "{_{",
)
_JSON = (
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "1e999",
    "9" * 400,
    '"a"',
    '""',
    '"../x"',
    '"\\ud800"',
    '"laku":',
    '"nomor":',
    '"sebelum":[],',
    '"sidik":{}',
    '"kepala":',
    '"tanda":',
    f'"{"0" * 64}"',
    '"kata":',
    '"ikm":{"skm":{"ikm":"1"}},',
    '"sumber":',
    '"masukan":',
    '"temuan":',
    '"masalah":',
    '"dokumen":',
    '"berkas":',
    '"nilai":',
    '"pola":',
    '"isi":',
    '"kode":',
    "\n",
    " ",
    "[" * 3000,
    "\x00",
    "\ufeff",
    "NaN",
)
_WHOLE = (
    '{"laku":"catat","nomor":"1","sebelum":[],"sidik":{"register/uji/2025/0001.yaml":"' + "0" * 64 + '"}}\n',
    '[["register/.siap/000000","register/uji/2025/0001.yaml","' + "0" * 64 + '"]]',
    '{"kepala":"' + "0" * 64 + '","tanda":"x"}\n',
    '{"kepala":"' + "0" * 64 + '","tanda":"-----BEGIN CMS-----\\nMIID\\n-----END CMS-----\\n"}\n',
    '{"nomor":"1/UJI","kata":"a=1","ikm":{"skm":{"ikm":"1","mutu":"A"}},"sumber":{},"revisi":0}',
    '{"masukan":"x","unit":1,"masalah":[],"temuan":{"a":["",[],[],[],[],[]]}}',
    '{\n "masukan": "x",\n "dokumen": [\n  {"instansi":"a","unit":"b","berkas":"build/x.docx"}\n ]\n}\n',
)
PIECES = {"yaml": _YAML, "csv": _CSV, "xlsx": _CSV, "templat": _TEMPLAT, "kembali": _JSON}


_TEXTS = tuple(piece for piece in _TEMPLAT if not piece.startswith("<"))


def _paragraph(chance: random.Random) -> str:
    """A paragraph, at times in a table, whose runs are pieces of the template language."""
    text = kecil.p(*chance.choices(_TEXTS, k=chance.randint(1, 4)))
    return kecil.table((text, kecil.p("x"))) if chance.random() < 0.2 else text


_FIELDS = (
    "nama",
    "hal",
    "batas",
    "tembusan",
    "dokumen",
    "kop",
    "skema",
    "nomor",
    "prioritas",
    "libur",
    "diketahui",
    "saran",
)
_VALUES = (
    "x",
    "2025-07-07",
    "'a: b'",
    "[a, b]",
    "{a: b}",
    "[]",
    "{}",
    "",
    "~",
    "{surat: {nomor: 1}}",
    "{surat: {tanggal: x}}",
    "{baris: [a, b], logo: ../x.png}",
    "{skm: {nama: S, unsur: {waktu: {kode: U1, nama: W}}}}",
    "{pola: '{urut}'}",
    "{pola: '{urut}{x'}",
    "{cara: terendah, jumlah: 3}",
    "{cara: ambang, ambang: '3,2'}",
    "[{kode: C003, alasan: a}]",
    "{tambah: [2025-01-01], kecuali: x}",
    "[[x]]",
    "[{a: {b: [c]}}]",
    "Senin, 7 Juli 2025",
    "31/02/2025",
    "'1. x'",
)
_SHAPES = (
    ("unit", "waktu", "biaya"),
    ("unit", "responden", "layanan", "waktu", "biaya", "saran"),
    ("unit", "unsur", "1", "2", "3", "4"),
    ("unit", "unsur", "nilai"),
    ("unit", "jumlah_responden", "waktu", "biaya"),
    ("unit", "layanan", "waktu", "biaya", "rata_rata", "ikm"),
)
"""A header of every shape that a sheet may have."""
_REMARKS = ("", "", "", "# bentuk: rerata", "# bentuk: indeks", "# bentuk: tabel", "# catatan")
_VALUE = {
    "unit": ("loket", "loket", "lain", ""),
    "unsur": ("waktu", "biaya", "wakt", ""),
    "layanan": ("ktp", "kk", "", "Jumlah"),
    "waktu": ("1", "3", "4", "3,25", "3.250000001", "88.31", ""),
    "nilai": ("3,5", "3.25", "99,9", "25", "5", ""),
    "ikm": ("88,31", "88.305", "100", "24", ""),
    "saran": ("Bagus", '"a\nb"', '"', "0812", ""),
}
_CELLS = ("1", "2", "3", "4", "", "5", "x", " 3 ", '"a,b"', '"a\nb"', '"', "3,5", "loket", "NA")
_BALANCED = (
    "{% if nomor %}{{ nomor }}{% endif %}",
    "{% for a in tembusan %}{{ a }}{% endfor %}",
    "{{ yth | upper }}",
    "{{ hal }}",
    "{% if utama.ikm > '3' %}x{% else %}{{ utama.mutu }}{% endif %}",
    "{{ utama.unsur[0].nama }}",
    "{{ utama.unsur | length }}",
    "{% for a in utama.unsur %}{{ loop.index }} {{ a.kode }}{% endfor %}",
    "{{ nomor ~ hal }}",
    "{{ tidak.ada }}",
    "{{ kop }}",
    "{% if x is defined %}y{% endif %}",
    "{{ [1, 2] }}",
    "{{ nomor[0] }}",
    "{{ nomor.upper() }}",
    "{{ utama['ikm'] }}",
    "&lt;",
)


def _cell(title: str, chance: random.Random) -> str:
    """A cell below a title: at times one that does not belong there."""
    likely = _VALUE.get("waktu" if title == "biaya" else title, ("1", "2", "3", "4"))
    return chance.choice(likely if chance.random() < 0.95 else _CELLS)


def _book(text: str, chance: random.Random) -> bytes:
    """A workbook that holds a text's cells, some of them numbers."""
    cells = [line.replace(";", ",").split(",") for line in text.replace("\0", "").splitlines()[:50]]
    return made_excel(
        [[float(one) if one.isdecimal() and chance.random() < 0.5 else one for one in row] for row in cells]
    )


def _likely(name: str, chance: random.Random) -> str:
    """An input that a reader takes far: right on the whole, odd in a detail."""
    if name == "yaml":
        fields = chance.sample(_FIELDS, chance.randint(1, 6))
        return "".join(f"{field}: {chance.choice(_VALUES)}\n" for field in fields)
    if name in ("csv", "xlsx"):
        mark, head = chance.choice(",;"), chance.choice(_SHAPES)
        rows = (mark.join(_cell(title, chance) for title in head) for _ in range(6))
        return "\n".join((chance.choice(_REMARKS), mark.join(head), *rows))
    if name == "kembali":
        text = chance.choice(_WHOLE)
        at = chance.randrange(len(text))
        return text[:at] + chance.choice(_JSON) + text[at + chance.choice((0, 1, 5)) :]
    made = [kecil.p(*chance.choices(_BALANCED, k=chance.randint(1, 3))) for _ in range(chance.randint(1, 3))]
    return "".join(made) if chance.random() < 0.7 else kecil.table(tuple(made))


def some(name: str, chance: random.Random) -> bytes:
    """One random input: pieces of the reader's language put together, or a known file with a few bytes changed."""
    text = "".join(chance.choices(PIECES[name], k=chance.randint(1, 24)))
    if chance.random() < 0.5:
        text = _likely(name, chance)
    elif name == "templat" and chance.random() < 0.7:
        text = "".join(_paragraph(chance) for _ in range(chance.randint(1, 5)))
    if name == "xlsx":
        return _torn(_book(text, chance), chance)
    raw = bytearray(text.encode("utf-8", errors="surrogatepass"))
    if name != "templat" or chance.random() < 0.1:
        for _ in range(chance.choice((0, 0, 0, 1, 3))):
            raw[chance.randrange(len(raw)) : chance.randrange(len(raw)) + 1] = bytes([chance.randrange(256)])
            raw = raw or bytearray(b"x")
    return bytes(raw)


def _torn(raw: bytes, chance: random.Random) -> bytes:
    """The same bytes, at times a few of them changed."""
    torn = bytearray(raw)
    for _ in range(chance.choice((0, 0, 1, 3))):
        torn[chance.randrange(len(torn))] = chance.randrange(256)
    return bytes(torn)


def main(total: int) -> None:
    """Try so many inputs, half of them YAML; keep what goes wrong, and say so."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    wrong = 0
    for number in range(total):
        name = chance.choices(tuple(READERS), (10, 5, 1, 4, 2))[0]
        raw = some(name, chance)
        try:
            hold(name, raw, SLOWEST)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what we look for
            wrong += 1
            path = CORPUS / name / hashlib.sha256(raw).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
            print(f"{path.relative_to(ROOT)}: {type(fault).__name__}: {fault}", file=sys.stderr)
            if wrong == 20:
                break
        if number % 5000 == 4999:
            print(f"{number + 1} inputs, {wrong} wrong (seed {seed})", flush=True)
    print(f"{total} inputs tried, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
