"""The processing sheet: what its formulas come to is what the record says, whatever the policy and the answers."""

import io
import itertools
import random
import re
import shutil
import zipfile
from fractions import Fraction

import pytest
from lxml import etree

from pipeline.lists import processing_sheet
from pipeline.making.office import Offices
from pipeline.scores import counted, results
from pipeline.scores.ikm import half_up
from pipeline.sources import layers
from pipeline.sources.period import parse
from support import small, year_office
from support.made_office import buat
from support.year_office import MASA, ROWS

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROUNDING = ("akhir", "nrr-2", "rerata-2", "rerata-3", "tertimbang-3", "nrr-2-rerata-2")
JOINING = ("responden", "rata-rata-layanan", "tertimbang")
HEAD = "layanan,persyaratan,prosedur,waktu\n"
SERVICES = "layanan: {a: {nama: Satu, bobot: '2'}, b: {nama: Dua, bobot: '0.5'}}\n"


class Sheet:
    """A sheet of a workbook, computed anew from its numbers and formulas, exactly."""

    def __init__(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            root = etree.fromstring(source.read("xl/worksheets/sheet1.xml"))
            texts = etree.fromstring(source.read("xl/sharedStrings.xml"))
        shared = ["".join(item.itertext()) for item in texts.iter(f"{M}si")]
        self.shown: dict[str, str] = {}
        self.formulas: dict[str, str] = {}
        for cell in root.iter(f"{M}c"):
            value = cell.findtext(f"{M}v")
            if value is not None:
                self.shown[cell.get("r")] = shared[int(value)] if cell.get("t") == "s" else value
            if (formula := cell.findtext(f"{M}f")) is not None:
                self.formulas[cell.get("r")] = formula

    def value(self, cell: str) -> Fraction:
        if cell in self.formulas:
            return self._computed(self.formulas[cell])
        return Fraction(self.shown.get(cell, "0") or "0")

    def _computed(self, text: str) -> Fraction:
        text = re.sub(r"SUM\(([A-O])(\d+):([A-O])(\d+)\)", self._summed, text)
        text = re.sub(r"\b([A-O]\d+)\b", lambda found: f"self.value('{found[1]}')", text)
        text = re.sub(r"(?<![\w.'])(\d+)(?![\w.'])", r"Fraction(\1)", text)
        text = text.replace("ROUND(", "self._rounded(")
        return eval(text, {"self": self, "Fraction": Fraction})

    @staticmethod
    def _summed(found: re.Match[str]) -> str:
        first, start, last, end = found.groups()
        columns = [chr(code) for code in range(ord(first), ord(last) + 1)]
        return "(" + "+".join(f"{column}{row}" for column in columns for row in range(int(start), int(end) + 1)) + ")"

    @staticmethod
    def _rounded(value: Fraction, places: Fraction) -> Fraction:
        return Fraction(half_up(value, int(places)))

    def cells_beside(self, name: str) -> list[str]:
        return [f"K{cell[1:]}" for cell, text in self.shown.items() if text == name and cell.startswith("A")]


def sheet_of(made, root) -> Sheet:
    ruang = counted.count(root, layers.office_of(root, parse(MASA), "rekaan", []), [])
    answers = results.sheet_of(ruang, made.berkas)
    return Sheet(processing_sheet.workbook(made.berkas, made.results.every, (answers.file,), {}))


@pytest.mark.parametrize(("rounding", "joining"), list(itertools.product(ROUNDING, JOINING)))
def test_the_formulas_come_to_the_index_of_the_record_under_every_policy(rounding, joining, tmp_path):
    chance = random.Random(f"{rounding}{joining}")
    rows = [f"{chance.choice('ab')},{','.join(chance.choice('1234') for _ in range(3))}\n" for _ in range(25)]
    policy = f"    pembulatan: {rounding}\n    gabungan: {joining}\n"
    made = buat(tmp_path, HEAD + "".join(rows) + "a,4,3,2\nb,1,2,3\n", skema=policy, unit=SERVICES)
    sheet = sheet_of(made, tmp_path)
    *services, unit = [sheet.value(cell) for cell in sheet.cells_beside("IKM")]
    assert unit == made.results.main.result.ikm
    assert services == [service.ikm for service in made.results.main.result.layanan]
    printed = sheet.value(sheet.cells_beside("IKM, dua desimal")[-1])
    assert printed == Fraction(made.results.main.printed.ikm.shown)
    assert all(abs(float(sheet.value(cell)) - float(sheet.shown[cell])) < 1e-9 for cell in sheet.formulas)


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("persyaratan;prosedur;waktu", ("3,21;3,50;2,75",)),
        ("persyaratan;prosedur;waktu", ("3,21;3,50;2,75", "3,50;3,50;4,00")),
        ("ikm", ("81,25", "99,00")),
    ],
)
def test_a_sheet_that_holds_means_or_indices_is_joined_by_formulas_too(head, rows, tmp_path):
    services = "layanan: {a: {nama: Satu}, b: {nama: Dua}}\n"
    text = "".join(f"{key};{many};{row}\n" for key, many, row in zip("ab", (10, 5), rows, strict=False))
    made = buat(tmp_path, f"layanan;jumlah_responden;{head}\n{text}", unit=services)
    sheet = sheet_of(made, tmp_path)
    last = sheet.cells_beside("IKM")[-1]
    assert half_up(sheet.value(last), 6) == half_up(made.results.main.result.ikm, 6)


def test_it_is_written_for_every_unit_and_says_what_the_documents_print(tmp_path):
    root = year_office.put(tmp_path)
    problems = []
    files = list(processing_sheet.write(root, parse(MASA), None, problems))
    assert problems == []
    assert files == [f"build/{MASA}/kota/{unit}/olah-data.xlsx" for unit in ("angka", "lengkap", "seri")]
    first = (root / files[1]).read_bytes()
    sheet = Sheet(first)
    rows = tuple(row for group in ROWS.values() for row in group)
    assert sheet.value(sheet.cells_beside("IKM")[-1]) == year_office.ikm(rows)
    assert any(text.startswith("Tercetak di dokumen: IKM 80,56") for text in sheet.shown.values())
    list(processing_sheet.write(root, parse(MASA), "lengkap", problems))
    assert (root / files[1]).read_bytes() == first


@pytest.mark.parametrize("months", [2, 3, 12])
def test_a_mean_of_parts_shows_what_each_part_printed_and_comes_to_the_index(tmp_path, months):
    chance = random.Random(months)
    head = "dokumen: {surat: {tanggal: 2026-01-05, hal: Hasil SKM}}\nbatas: 2026-01-30\n"
    cited = "rujukan: {dari: Kepala, nomor: 1/X, tanggal: 2025-12-26, hal: Survei}\n"
    names = {2: ("2025S1", "2025S2"), 3: ("2025T1", "2025T2", "2025T4"), 12: [f"2025B{at:02}" for at in range(1, 13)]}
    files = {"periods/2025/kota/periode.yaml": f"{head}{cited}bagian: rata-rata\n"}
    for name in names[months]:
        rows = "".join(f"loket,{chance.choice('234')},{chance.choice('1234')}\n" for _ in range(7))
        files[f"periods/{name}/kota/periode.yaml"] = head + cited
        files[f"periods/{name}/kota/skor.csv"] = f"unit,waktu,biaya\n{rows}"
    root = small.put(tmp_path, files)
    if months != 2:
        shutil.rmtree(root / "periods/2025S1")
    problems = []
    (file,) = processing_sheet.write(root, parse("2025"), None, problems)
    sheet = Sheet((root / file).read_bytes())
    opened = Offices(root, parse("2025"))["kota"]
    main = opened.results(opened.dossier("loket")).main
    last = chr(ord("C") + months)
    (index,) = [cell[1:] for cell, text in sheet.shown.items() if text == "IKM"]
    assert half_up(sheet.value(f"{last}{index}"), 9) == half_up(main.result.ikm, 9)
    assert sheet.value(f"{last}{int(index) + 1}") == Fraction(main.printed.ikm.shown)
    first = int(index) - len(main.result.nrr)
    for row, mean in enumerate(main.result.nrr.values(), first):
        assert half_up(sheet.value(f"{last}{row}"), 9) == half_up(mean, 9)
    assert [sheet.shown[f"{chr(ord('C') + at)}{first - 1}"] for at in range(months)] == list(names[months])
    shown = results.part_results(opened.counted, opened.dossier("loket"), main.key)
    assert [round(float(sheet.shown[f"{chr(ord('C') + at)}{index}"]), 9) for at in range(months)] == [
        float(part.printed.ikm.shown) for part in shown.values()
    ]
