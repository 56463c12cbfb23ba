"""Every kind of document of the sample units, and what in them is not of the record that all print from."""

import datetime as dt
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from num2words import num2words

from pipeline.making import document
from pipeline.making.document import Job
from pipeline.making.office import OpenOffice, Periods
from pipeline.scores import survey
from pipeline.scores.ikm import grade_of, half_up
from pipeline.scores.records import SchemeResult, UnitResults
from pipeline.scores.sample import by_table
from pipeline.sources import workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.period import parse
from pipeline.words.chapters import profil
from support.docx_text import text
from support.paths import ROOT

PERIODS = {"contoh": "2025S1", "lumajang": "2025S1", "jakarta-timur": "2024S1"}
ALIKE = ("dinas-komunikasi-dan-informatika", "dinas-pmptsp")
"""Of the units that have no file of their own in the period, and differ in figures alone, those that are kept."""
FORUM = {
    "undangan-fkp": "{waktu: 2025-07-14, pukul: pagi, tempat: aula, diundang: [{nama: Warga, kelompok: warga}]}",
    "berita-acara-fkp": "{waktu: 2025-07-14, tempat: aula, hadir: [{nama: Warga, kelompok: warga, asal: Rekaan}], "
    "wakil: [{kelompok: warga, nama: Warga}]}",
}
_PRESENT = 1
ASKED = (
    "penandatangan: {jabatan: Kepala Rekaan, nama: Rekaan}, hal: Rekaan, yth: Rekaan, "
    "kop: {baris: ['Pemerintah Rekaan'], alamat: Jalan Rekaan}"
)
INTERVALS = frozenset(
    "1,00 2,59 2,60 3,06 3,07 3,53 3,54 4,00 25,00 64,99 65,00 76,60 76,61 88,30 88,31 100,00".split()  # noqa: SIM905
)
DECIMAL = re.compile(r"(?<![\d.,/])\d{1,3},\d{1,3}(?![\d/]|[.,]\d)")
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
GRADE = re.compile(r"(?i:mutu|kategori)(?: pelayanan| unit)*:? ?\(?([A-D])\b")
PEOPLE = re.compile(r"(?<![\d.,])(\d+) (?:orang|responden)\b")
SPELLED = re.compile(r"(?<![\d.,])(\d+) \(([a-z ]+)\)")


class Printed(NamedTuple):
    """What a document of a unit prints, decimals with a comma; `unit` is empty of a document over the period."""

    instansi: str
    unit: str
    kind: str
    text: str


class Record(NamedTuple):
    """All that may be printed of a unit."""

    figures: frozenset[str]
    index: str
    grades: frozenset[str]
    people: frozenset[int]
    days: frozenset[dt.date]
    elements: frozenset[tuple[str, ...]]


def put(root: Path, *, every: bool = False, said: str = ASKED) -> Path:
    """Copy the samples, and ask every kind of document of every unit, which says of itself what is `said`."""
    for folder in ("units", "periods", "register", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    if not every:
        _leave_out(root)
    for name, period in PERIODS.items():
        file = root / f"periods/{period}/{name}/periode.yaml"
        read = file.read_text(encoding="utf-8")
        asked = [
            f"  {kind}: {{{said}{f', isi: {FORUM[kind]}' if kind in FORUM else ''}}}\n"
            for kind in workspace.kinds(ROOT)
            if not re.search(rf"^  {kind}:", read, flags=re.MULTILINE)
        ]
        file.write_text(read.replace("dokumen:\n", f"dokumen:\n{''.join(asked)}", 1), encoding="utf-8")
    return root


def _leave_out(root: Path) -> None:
    gone = {
        file.stem
        for file in root.glob("units/contoh/*.yaml")
        if file.stem not in ("instansi", *ALIKE) and not (root / f"periods/2025S1/contoh/{file.name}").is_file()
    }
    for unit in gone:
        (root / f"units/contoh/{unit}.yaml").unlink()
    answers = root / "periods/2025S1/contoh/skor.csv"
    rows = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    answers.write_text("".join(row for row in rows if row.split(";")[0] not in gone), encoding="utf-8")


def documents(root: Path, periods: Periods, name: str) -> Iterator[Printed]:
    """Make every kind of document of every unit of an institution; yield what each prints."""
    offices = periods.of(parse(PERIODS[name]))
    mark = offices[name].office.instansi.gaya.desimal
    for kind, jenis in workspace.kind_records(root).items():
        work = Job(kind, jenis, offices)
        for unit in ("",) if jenis.cakupan == "periode" else workspace.units(root, name):
            made = document.make(work, name, unit)
            assert made.line, (name, unit, kind)
            assert made.line.berkas, (name, unit, kind, [str(told) for told in made.problems])
            said = text(root / made.line.berkas).replace("\u00a0", " ")
            yield Printed(
                name, unit, kind, re.sub(r"(?<![\d.,/])(\d+)\.(\d\d\d?)\b", r"\1,\2", said) if mark == "." else said
            )


def record(opened: OpenOffice, unit: str) -> Record:
    """Return what may be printed of a unit, from its answers and files."""
    dossier = opened.dossier(unit)
    results = opened.results(dossier)
    beside, _ = survey.survey_of(opened.root, opened.counted, dossier, results)
    then = survey.comparison(opened.root, opened.counted, dossier, results, [])
    figures = {said for scored in results.every for said in _of_scheme(scored)}
    figures |= set(_changes(results, then.results)) if then else set()
    figures |= {str(past.ikm.shown) for past in beside.riwayat}
    people = {results.main.printed.responden or 0, _PRESENT}
    people |= {row.printed.responden or 0 for row in results.every}
    for name, counts in beside.profil.items():
        grouped = profil.grouped(counts, dossier.effective.profil.get(name, profil.Kelompok()))
        figures |= {str(half_up(share, 1)) for share in profil.percentages(list(grouped.values()))}
        people |= set(grouped.values())
    figures |= set(_shares(dossier))
    served, asked = dossier.effective.survei.populasi, results.main.printed.responden or 0
    people |= {served, by_table(served), by_table(served) - asked} if served else set()
    main = results.main
    rows = {
        (main.scheme.unsur[key].kode, main.scheme.unsur[key].nama, figure.written(","))
        for key, figure in main.printed.nrr.items()
    }
    grades = {scored.printed.mutu for scored in results.every}
    return Record(
        frozenset(said.replace(".", ",") for said in figures),
        main.printed.ikm.written(","),
        frozenset(grades | {past.mutu for past in beside.riwayat}),
        frozenset(people),
        frozenset(_days(dossier)),
        frozenset(rows),
    )


def _of_scheme(scored: SchemeResult) -> set[str]:
    found: set[str] = set()
    for row in (scored.printed, *scored.printed.services.values()):
        found |= {figure.written(".") for figure in (row.ikm, row.rata_rata, *row.nrr.values())}
        found |= {str(half_up(figure.exact * 25)) for figure in row.nrr.values()}
    means: list[Fraction] = [*scored.result.nrr.values()]
    found |= {str(half_up(mean * 25)) for mean in means}
    return found | {str(half_up(value, 3)) for value in scored.result.weighted.values()}


def _changes(now: UnitResults, then: UnitResults) -> Iterator[str]:
    for scored in now.every:
        if (was := then.of(scored.key)) is None:
            continue
        yield str(abs(scored.printed.ikm.shown - was.printed.ikm.shown))
        yield str(was.printed.ikm.shown)
        for key, figure in scored.printed.nrr.items():
            if key in was.printed.nrr:
                yield str(abs(figure.shown - was.printed.nrr[key].shown))
                yield str(was.printed.nrr[key].shown)


def _shares(dossier: Dossier) -> Iterator[str]:
    """Yield the shares of programmes that are done, under way and not begun, of the earlier plan and of the own one."""
    answered = dossier.effective.lanjutan
    earlier = [said.status for said in answered.realisasi.values()] if answered else []
    own = [item.realisasi for rtl in dossier.effective.rtl for item in rtl.program]
    for each in (earlier, [said.status if said else "belum" for said in own]):
        done, begun = (
            Fraction(half_up(Fraction(100 * each.count(how), len(each) or 1))) for how in ("sudah", "proses")
        )
        yield from (str(half_up(share)) for share in (done, begun, 100 - done - begun, 100 - done))


def _days(dossier: Dossier) -> Iterator[dt.date]:
    """Yield every date that the unit's files say, however deep."""
    waiting: list[object] = [dossier.effective.model_dump()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dt.date):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, (list, tuple)):
            waiting += value
        elif value is not None and hasattr(value, "__dict__"):
            waiting += vars(value).values()


def contradictions(printed: Printed, records: Iterable[Record]) -> Iterator[str]:
    """Yield what a document prints that is of no record given."""
    every = tuple(records)
    figures = INTERVALS.union(*(known.figures for known in every))
    yield from (f"{found} is no figure of it" for found in sorted(set(DECIMAL.findall(printed.text)) - figures))
    days = frozenset[dt.date]().union(*(known.days for known in every))
    for day, month, year in DATE.findall(printed.text):
        if dt.date(int(year), MONTHS.index(month) + 1, int(day)) not in days:
            yield f"{day} {month} {year} is no date of it"
    grades = frozenset[str]().union(*(known.grades for known in every))
    yield from (f"grade {found} is not of it" for found in GRADE.findall(printed.text) if found not in grades)
    for many, spelled in SPELLED.findall(printed.text):
        if spelled != num2words(int(many), lang="id"):
            yield f"{many} is not spelled {spelled}"
    if printed.unit:
        people = frozenset[int]().union(*(known.people for known in every))
        yield from (
            f"{found} people are not of it" for found in PEOPLE.findall(printed.text) if int(found) not in people
        )


def says_index(printed: Printed, root: Path, periods: Periods) -> bool:
    """Whether the template of a document prints the index of the unit."""
    file = workspace.template_file(root, printed.kind, printed.instansi)
    jenis = workspace.kind_records(root)[printed.kind]
    tags = periods.assets.template(file, document.vocabulary(jenis)).tags
    return bool({"ikm.nilai", "utama.ikm"} & {tag.word for tag in tags}) and bool(printed.unit)


def record_of_all(opened: OpenOffice, records: Mapping[str, Record]) -> Record:
    """Return what may be printed of all units together: means of their figures, days of the institution's own files."""
    every = [opened.results(opened.dossier(unit)).main for unit in records]
    mean = sum((scored.printed.ikm.exact for scored in every), Fraction()) / len(every)
    whole = [scored for scored in every if scored.printed.nrr]
    columns = {
        key: sum((scored.printed.nrr[key].exact for scored in whole), Fraction()) / len(whole)
        for key in (whole[0].printed.nrr if whole else ())
    }
    figures = {str(half_up(value)).replace(".", ",") for value in (mean, *columns.values())}
    grade = grade_of(mean, every[0].policy.tabel).huruf
    days = {day for entry in opened.entries([]) for day in (entry.entri.tanggal,) if day}
    own = frozenset({*_days(opened.dossier("")), *days})
    return Record(frozenset(figures), "", frozenset(grade), frozenset(), own, frozenset())


def held(root: Path, periods: Periods, name: str) -> tuple[set[str], list[str]]:
    """Hold every document of an institution against the record; return the kinds that were made, and what is wrong."""
    opened = periods.of(parse(PERIODS[name]))[name]
    records = {unit: record(opened, unit) for unit in workspace.units(root, name)}
    whole = record_of_all(opened, records)
    seen: set[str] = set()
    wrong: list[str] = []
    for printed in documents(root, periods, name):
        seen.add(printed.kind)
        known = (records[printed.unit],) if printed.unit else (*records.values(), whole)
        where = f"{printed.instansi}/{printed.unit} {printed.kind}"
        wrong += [f"{where}: {fault}" for fault in contradictions(printed, known)]
        if says_index(printed, root, periods) and records[printed.unit].index not in printed.text:
            wrong.append(f"{where}: the index {records[printed.unit].index} is not there")
    return seen, wrong
