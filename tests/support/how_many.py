"""An office, all made up, whose units have none, one, two and twelve of each thing that a document lists."""

import json
from pathlib import Path
from typing import Any

import yaml

from support import asked_facts, small
from support.paths import ROOT

MANY = (0, 1, 2, 12)
PERIOD = "2025S1"
_NAMES = ("Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Sarana", "Pengaduan",
          "Kemudahan", "Kebersihan", "Keamanan")  # fmt: skip
_ELEMENTS = tuple(f"u{number}" for number in range(1, 13))
_EXTRAS = tuple(f"t{number}" for number in range(1, 13))
_NONE = {"cara": "ambang", "ambang": "1"}
KINDS: dict[str, dict[str, Any]] = {
    kind.parent.name: yaml.safe_load(kind.read_text(encoding="utf-8"))
    for kind in sorted((ROOT / "templates").glob("*/jenis.yaml"))
}
GENERAL = {"hal": "Perihal Rekaan", "yth": "Bupati"}
"""What a document says of itself where nothing else is said here of its kind."""
_STATUS = ("sudah", "proses", "belum")


def write_office(root: Path, name: str, units: tuple[int, ...] = MANY, *, logo: bool = True, copies: int = 0) -> None:
    """Write an institution; a unit `u2` has two priorities, plans, services, suggestions, copies, other schemes.

    `copies` is how many get a copy of what is written over the whole period.
    """
    extras = {
        f"x{number}": {"nama": f"Pedoman {number}", "unsur": {key: _element(number, "T")}}
        for number, key in enumerate(_EXTRAS, 1)
    }
    main = {key: _element(number, "U") for number, key in enumerate(_ELEMENTS, 1)}
    link = {"laporan": "https://contoh.example/l", "buku_tamu": "https://contoh.example/b"}
    write(
        root / f"units/{name}/instansi.yaml",
        nama="Pemerintah Kota Rekaan",
        tempat="Rekaan",
        di="Rekaan",
        kop={"baris": ["Pemerintah Kota Rekaan", "Sekretariat Daerah"], **({"logo": "logo.png"} if logo else {})},
        penandatangan={"jabatan": "Sekretaris Daerah", "nama": "Nama Rekaan"},
        nomor={"pola": "{urut}/REKAAN"},
        gaya={"desimal": ",", "semester": "romawi"},
        tautan=link,
        skema={"skm": {"nama": "SKM", "unsur": main}, **extras},
    )
    (root / f"units/{name}/logo.png").write_bytes(small.png(1, 1))
    to = {"tembusan": _copies(copies)} if copies else {}
    letters: dict[str, dict[str, object]] = {
        **{kind: {**GENERAL, **(to if asked.get("cakupan") else {})} for kind, asked in KINDS.items()},
        "surat-hasil": {"hal": "Hasil Survei"},
        "laporan-tindak-lanjut": {"hal": "Laporan", "yth": "Bupati", "penandatangan": "kepala"},
        "rekapitulasi": {"hal": "Rekapitulasi", "yth": "Bupati"},
        "laporan-skm": {"hal": "Laporan SKM", "penandatangan": "kepala"},
    }
    write(
        root / f"periods/{PERIOD}/{name}/periode.yaml",
        dokumen={kind: {**said, "tanggal": "2025-07-08"} for kind, said in letters.items()},
        rujukan={"dari": "Kepala Bagian", "nomor": "1/R", "tanggal": "2025-07-01", "hal": "Laporan"},
        batas="2025-07-31",
        laporan={"daftar_isi": "ya", "waktu": [{"kepala": "2025", "kolom": ["TW III", "TW IV"]}]},
    )
    for number in range(MANY[-1]):
        picture = root / f"periods/{PERIOD}/{name}/foto/f{number}.png"
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(small.whole_png(8 + number))
    rows = [",".join(("unit", "layanan", "pekerjaan", *_ELEMENTS, *_EXTRAS))]
    for many in units:
        _unit(root, name, many)
        rows += [_answers(many, number) for number in range(24)]
    (root / f"periods/{PERIOD}/{name}/skor.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def facts(many: int) -> dict[str, dict[str, object]]:
    """Return facts for whatever kinds of document ask for; so many in each list."""
    return {kind: {"isi": asked_facts.of(said["isi"], many)} for kind, said in KINDS.items() if "isi" in said}


def _copies(many: int) -> list[str]:
    return [f"Kepala Bagian {_NAMES[number]}" for number in range(many)]


def _unit(root: Path, name: str, many: int) -> None:
    title = f"Kepala Unit {many}"
    write(
        root / f"units/{name}/u{many}.yaml",
        nama=f"Unit {many}",
        yth=title,
        kepala={"jabatan": title, "nama": "Nama Rekaan"},
        layanan={f"l{number}": {"nama": f"Layanan {_NAMES[number]}"} for number in range(many)},
    )
    chosen = {"cara": "pilihan", "unsur": _ELEMENTS[:many], "alasan": "dipilih"} if many else _NONE
    write(
        root / f"periods/{PERIOD}/{name}/u{many}.yaml",
        pakai_skema=["skm", *(f"x{number}" for number in range(1, many + 1))],
        prioritas=chosen,
        saran=[f"Saran {_NAMES[number]}" for number in range(many)],
        tembusan=_copies(many),
        rtl=[{"unsur": _ELEMENTS[number], "program": _programmes(number)} for number in range(many)],
        publikasi_media=[_publication(number) for number in range(many)],
        survei={"foto": [{"berkas": f"f{number}.png", "keterangan": f"Foto {number}"} for number in range(many)]},
        dokumen={**facts(many), **({"laporan-skm": {"diterima": "2025-07-30"}} if many == MANY[2] else {})},
    )


def _publication(number: int) -> dict[str, str]:
    return {"media": f"Papan {number}", "jenis": "papan", "tanggal": "2025-06-30"}


def _programmes(number: int) -> list[dict[str, object]]:
    """Return what is planned for an element: for every second one two programmes, of which two people are in charge."""
    second = {**_programme(number), "kegiatan": f"Mengawasi {_NAMES[number]}", "penanggung_jawab": "Kepala Bidang"}
    return [_programme(number), *([second] if number % 2 else [])]


def _programme(number: int) -> dict[str, object]:
    status = _STATUS[(number + 1) % 3]
    found: dict[str, object] = {
        "kegiatan": f"Memperbaiki {_NAMES[number]}",
        "penanggung_jawab": "Kepala Seksi",
        "waktu": ["TW III"],
        "realisasi": {"status": status, "tanggal": "2025-06-30", "uraian": "Dikerjakan", "bukti": "Berita acara"},
    }
    if status != "sudah":
        found["realisasi"] = {"status": status, "alasan": "Menunggu anggaran"}
        found["strategi"] = {"uraian": "Menambah petugas", "target": "2026-06-30", "penanggung_jawab": "Kepala Seksi"}
    return found


def _answers(many: int, number: int) -> str:
    service = f"l{number % many}" if many else ""
    main = (str((4, 3, 3, 2, 1)[element % 5] if number % 2 else (4, 4, 3, 3, 2)[element % 5]) for element in range(12))
    job = f"Pekerjaan {_NAMES[number % many]}" if many else ""
    return ",".join((f"u{many}", service, job, *main, *("4" for _ in _EXTRAS)))


def _element(number: int, letter: str) -> dict[str, str]:
    return {"kode": f"{letter}{number}", "nama": _NAMES[number - 1] if letter == "U" else f"Integritas {number}"}


def write(path: Path, **said: object) -> None:
    """Write what there is to say, as YAML that is JSON; what is empty is not said."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items() if value or value == {}
    )
    path.write_text("# FIKTIF\n" + "".join(lines), encoding="utf-8")
