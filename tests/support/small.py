"""A workspace as small as can be, all of it made up, and small Word files: inputs that one can read in a test."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.checking import check, memory
from pipeline.problems import formats
from pipeline.sources import workspace

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
Content = str | bytes | None


def p(*runs: str, style: str = "") -> str:
    """A paragraph; each text is a run of its own."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{head}{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells that hold paragraphs."""
    made = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body; `parts` by name below `word/`, or whole when the name has a folder."""
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Isi"/></w:styles>',
    }
    for name, xml in (parts or {}).items():
        files[name if "/" in name else f"word/{name}"] = xml.replace(">", f" {_W}>", 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so large; all of one colour, and complete only when it is one pixel."""
    chunks = (
        (b"IHDR", struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    made = (
        struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def whole_png(side: int = 8) -> bytes:
    """A grey PNG that can be opened."""
    chunks = (
        (b"IHDR", struct.pack(">2L5B", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x99" * side) * side)),
        (b"IEND", b""),
    )
    made = (
        struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


SURAT = (
    p("Nomor {{ nomor }}{{ draf }}")
    + p("Yth. {{ yth }} {{ di }}, surat {{ rujukan.nomor }}")
    + p("IKM {{ utama.ikm }}, batas {{ batas.tanggal }}")
)
ISI: dict[str, Content] = {
    "units/kota/instansi.yaml": (
        "# FIKTIF\nnama: Kota Contoh\nyth: Kepala Loket\ndi: Tempat\n"
        "skema: {skm: {nama: SKM, unsur: {waktu: {kode: U1, nama: Waktu}, biaya: {kode: U2, nama: Biaya}}}}\n"
    ),
    "units/kota/loket.yaml": "nama: Loket Contoh\n",
    "periods/2025S1/kota/periode.yaml": (
        "dokumen: {surat: {tanggal: 2025-07-02, hal: Hasil SKM}}\nbatas: 2025-07-07\n"
        "rujukan: {dari: Kepala, nomor: 1/X, tanggal: 2025-06-26, hal: Survei}\n"
    ),
    "periods/2025S1/kota/skor.csv": "unit,waktu,biaya\nloket,4,3\nloket,3,3\n",
    "templates/surat/jenis.yaml": "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil]\n",
    "templates/surat/bawaan.docx": docx(SURAT),
}
"""A workspace in which nothing is wrong."""
MASA = "2025S1"


def put(root: Path, files: Mapping[str, Content]) -> Path:
    """Write a workspace: `ISI`, with these files laid over it; `None` takes one away."""
    for name, content in {**ISI, **files}.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def checked(root: Path) -> memory.Memory:
    """Return what a check finds."""
    return check.run(root, workspace.period(root, MASA))


def told(root: Path, kamus: formats.Translate = str) -> str:
    """Return all that a check tells, a line a problem."""
    seen = checked(root)
    return "".join(f"{formats.line(one, kamus)}\n" for one in seen.problems)
