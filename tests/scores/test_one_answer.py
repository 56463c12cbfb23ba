"""Any institution, schemes, rules and published figures: everybody gives one answer, and nobody crashes."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.checking import check
from pipeline.issuing import archive
from pipeline.lists import history, recap
from pipeline.making.document import Job
from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.problems.problem import Problem
from pipeline.scores.records import UnitResults
from pipeline.sources import workspace
from pipeline.sources.period import Period
from pipeline.words.say import needs, say
from support import tried
from support.small import docx, p

MASA = Period(2025, "S", 1)
SCHEMES = {"skm": ("waktu", "biaya", "sarana"), "mcp": ("transparan", "integritas"), "spak": ("adil",)}
KINDS = {
    "surat-hasil": ("hasil", "IKM {{ utama.ikm }} {{ utama.prioritas.jumlah }}"),
    "laporan-tindak-lanjut": ("hasil, layanan, tindak_lanjut", "IKM {{ ikm.nilai }} {{ rtl.prioritas.jumlah }}"),
}
INDICES = (None, "60.00", "88,31", "88", "91.5", "76.605")


@st.composite
def offices(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, "Said"]]:
    """The files of an institution of one to three schemes with two units, and what its units say."""
    there = draw(st.permutations(list(SCHEMES)))[: draw(st.integers(1, 3))]
    columns = [key for name in there for key in SCHEMES[name]]
    elements = {
        name: ", ".join(f"{key}: {{kode: {name[0]}{index}, nama: Unsur {key}}}" for index, key in enumerate(keys))
        for name, keys in SCHEMES.items()
    }
    skema = ", ".join(f"{name}: {{nama: {name.upper()}, unsur: {{{elements[name]}}}}}" for name in there)
    rows = [f"{unit},{','.join(str(draw(st.integers(1, 4))) for _ in columns)}" for unit in ("a", "b") * 3]
    files = {
        "units/kota/instansi.yaml": f"nama: Kota\nyth: K\ndi: T\nskema: {{{skema}}}\n",
        "units/kota/a.yaml": "nama: Unit A\n",
        "units/kota/b.yaml": "nama: Unit B\n",
        "periods/2025S1/kota/periode.yaml": "dokumen: {surat-hasil: {hal: H}, laporan-tindak-lanjut: {hal: L}}\n",
        "periods/2025S1/kota/skor.csv": f"unit,{','.join(columns)}\n" + "".join(f"{row}\n" for row in rows),
    }
    said = {unit: draw(_own(there)) for unit in ("a", "b")}
    files |= {f"periods/2025S1/kota/{unit}.yaml": one.text for unit, one in said.items()}
    return files, said


class Said(NamedTuple):
    """What a unit's file says: its text, its main scheme, the index and the grade that were published of that."""

    text: str
    main: str
    index: str | None
    letter: str | None


@st.composite
def _own(draw: st.DrawFn, there: list[str]) -> Said:
    used = draw(st.lists(st.sampled_from(there), unique=True))
    main = next(name for name in there if name in (used or there))
    rules = ("{cara: terendah, jumlah: 1, seri: urutan}", "{cara: terendah, jumlah: 1, seri: semua}")
    rules += ("{cara: ambang, ambang: '3'}", f"{{cara: pilihan, unsur: [{SCHEMES[main][0]}], alasan: Diminta}}")
    lines = [f"pakai_skema: [{', '.join(used)}]"] if used else []
    if rule := draw(st.sampled_from((None, *rules))):
        lines.append(f"prioritas: {rule}")
    index, letter = draw(st.sampled_from(INDICES)), draw(st.sampled_from((None, "A", "D")))
    figures = [f'ikm: "{index}"'] if index else []
    figures += [f"mutu: {letter}"] if letter else []
    figures += [f'nrr: {{{SCHEMES[main][0]}: "3.10"}}'] * draw(st.integers(0, 1))
    figures += ["responden: 7"] * draw(st.integers(0, 1))
    others = [name for name in there if name in (used or there) and name != main]
    figures += [f'skema: {{{name}: {{ikm: "70.00"}}}}' for name in others[:1] if draw(st.booleans())]
    if figures:
        lines.append(f"publikasi: {{{', '.join(figures)}}}")
    planned = draw(st.lists(st.sampled_from(SCHEMES[main]), unique=True))
    if planned:
        lines.append(f"rtl: [{', '.join(f'{{unsur: {key}, program: [{{kegiatan: X}}]}}' for key in planned)}]")
    return Said("".join(f"{line}\n" for line in lines), main, index, letter)


@settings(max_examples=tried.share(0.3), suppress_health_check=list(HealthCheck))
@given(offices())
def test_everybody_gives_one_answer(made):
    files, said = made
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        for kind, (chapters, told) in KINDS.items():
            target = root / "templates" / kind
            target.mkdir(parents=True)
            (target / "jenis.yaml").write_text(f"judul: J\nsebutan: s\nkosakata: [surat, unit, periode, {chapters}]\n")
            (target / "bawaan.docx").write_bytes(docx(p("Nomor {{ nomor }}") + p(told)))
        assert [one for one in check.run(root, MASA).problems if not one.is_warning] == []
        opened = Offices(root, MASA)
        rows = {row["nama"]: row for row in recap.words_of(opened, "kota", "rekap", [])["unit"]}
        points = history.points(root, MASA)
        for unit in ("a", "b"):
            _one_answer(opened, unit, said[unit], rows[f"Unit {unit.upper()}"], points["kota", unit])


def _one_answer(opened: Offices, unit: str, said: Said, row: dict, point: UnitResults) -> None:
    dossier = opened["kota"].dossier(unit)
    problems: list[Problem] = []
    letter = _words(opened, dossier, "surat-hasil", problems)
    report = _words(opened, dossier, "laporan-tindak-lanjut", problems)
    utama = letter["utama"]
    work = Job("surat-hasil", workspace.jenis(opened.root, "surat-hasil"), opened)
    record = archive.letter_figures(work, "kota", unit)
    main = opened["kota"].results(dossier).main
    assert [one for one in problems if not one.is_warning] == []
    # the main scheme
    assert utama["kunci"] == said.main == main.key == next(iter(record)) == point.main.key
    assert utama["unsur"][0]["nama"] == f"Unsur {SCHEMES[main.key][0]}"
    # its index and its grade, as published, and as every one of them prints it
    assert said.index is None or utama["ikm"] == said.index.replace(".", ",")
    assert said.letter is None or utama["mutu"] == said.letter
    assert utama["ikm"] == report["ikm"]["nilai"]
    assert utama["mutu"] == report["ikm"]["mutu"] == record[main.key]["mutu"] == point.summary[main.key]["mutu"]
    assert record == point.summary
    if main.printed.ikm.settled or not main.printed.ikm.declared:
        assert utama["ikm"].replace(",", ".") == record[main.key]["ikm"]
    assert {change.new for change in history.changes(None, point) if change.name == f"IKM {main.key}"} == {
        main.printed.ikm.shown
    }
    # its priorities
    chosen = utama["prioritas"]["unsur"]
    assert sorted(chosen) == sorted(one["nama"] for one in utama["unsur"] if one["prioritas"])
    assert tuple(chosen) == history.priority_names(point)
    plan = report["rtl"]
    assert set(plan["prioritas"]["unsur"]) <= set(chosen)
    others = [name for standing in ("dipertahankan", "cukup", "kurang") for name in utama[standing]["unsur"]]
    assert sorted((*chosen, *others)) == sorted(one["nama"] for one in utama["unsur"])
    assert set(plan["lain"]["unsur"]) <= set(others)
    assert int(plan["prioritas"]["jumlah"]) + int(plan["lain"]["jumlah"]) == int(plan["jumlah"])
    # the row of the recap is that of the scheme under which units are compared
    compared = next(iter(dossier.office.instansi.skema))
    there = next((one for one in letter["skema"] if one["kunci"] == compared), None)
    if there is not None and row["ikm"] != "-":
        assert (row["ikm"], row["mutu"]) == (there["ikm"], there["mutu"])
        assert row["prioritas"] == "-" or set(there["prioritas"]["unsur"]) == {
            one["nama"] for one in there["unsur"] if one["nama"] in row["prioritas"]
        }


def _words(opened: Offices, dossier: object, kind: str, problems: list[Problem]) -> dict:
    vocabulary = workspace.jenis(opened.root, kind).kosakata
    return say(vocabulary, gather(opened, dossier, kind, needs(vocabulary), 10**6, problems).material)
