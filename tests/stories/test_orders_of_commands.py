"""Whatever the rule and the order of commands: no number twice, none lost, an issue does what its plan says."""

import datetime as dt
import random
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.issuing import apply, book_in, entries, intact, plan
from pipeline.issuing.order import Order
from pipeline.problems.problem import Refusal, Usage
from pipeline.sources import register_reader
from pipeline.sources.period import Period
from support import git_office, tried
from support.git_office import commit

RULE = 'nomor: {pola: "{klasifikasi}/{urut}/UJI/{tahun}", klasifikasi: "065.1"}'
CITED = "rujukan: {dari: Kepala, nomor: 065.1/1/UJI/2025, tanggal: 2025-06-30, hal: Laporan}\n"
ALL = Order(Period(2025, "S", 1), "surat-hasil")
PATTERNS = ("{klasifikasi}/{urut}/UJI/{tahun}", "{klasifikasi}/{urut}", "{urut} / OT.06", "{urut}/{bulan}/{tahun}")
RULES = st.builds(
    lambda pola, per, shared, reserved, first: (
        f'nomor: {{pola: "{pola}", klasifikasi: "065.1", per: [{", ".join(per)}], satu_untuk: {shared}, '
        f"mulai: {first}{', cadangan: [{dari: 2, sampai: 3, untuk: SK}]' if reserved else ''}}}"
    ),
    st.sampled_from(PATTERNS),
    st.lists(st.sampled_from(("tahun", "klasifikasi", "jenis", "unit")), unique=True, max_size=3),
    st.sampled_from(("surat", "kelompok")),
    st.booleans(),
    st.integers(1, 3),
)
ORDERS = ("issue", "issue one", "insert", "reissue", "reissue anew", "catat", "impor", "set", "batal")


def printed(rule: str, urut: int) -> str:
    pola = rule.split('"')[1]
    return pola.format(klasifikasi="065.1", urut=urut, tahun=2025, bulan="VII")


def obey(root: Path, rule: str, order: str, chance: random.Random, scratch: Path) -> None:
    """Carry out a command; what it refuses it refuses whole."""
    unit, urut = chance.choice(git_office.UNITS), chance.randint(1, 6)
    alone, text = ALL._replace(unit=unit), printed(rule, urut)
    parts = {"unit": unit, "jenis": "surat-hasil", "klasifikasi": "065.1"}
    if order.startswith("issue") or order == "insert":
        asked = {"issue": ALL, "issue one": alone, "insert": alone._replace(insert_after=urut)}[order]
        said = plan.plan_of(root, asked)
        made = apply.issue(root, asked, lambda made, recovered: True)
        assert made is not None
        assert (said.lines, said.problems) == (made.lines, made.problems)
    elif order == "reissue":
        apply.reissue(root, alone, "ralat", new_number=False)
    elif order == "reissue anew":
        apply.reissue(root, alone._replace(tanggal=dt.date(2025, 8, 1)), "ralat", new_number=True)
    elif order == "catat":
        fields = {"nomor": text, "urut": str(urut), "tanggal": "2025-07-01"}
        entries.enter_by_hand(root, "uji", fields, entries.Whose(parts=parts))
    elif order == "impor":
        with xlsxwriter.Workbook(scratch) as made_book:
            sheet = made_book.add_worksheet()
            for row, cells in enumerate([("No", "Nomor", "Tanggal"), (str(urut), text, "2025-07-01")]):
                sheet.write_row(row, 0, cells)
        book_in.import_book(root, "uji", scratch, parts)
    elif order == "set":
        entries.enter_from_srikandi(root, "2025S1", "surat-hasil", unit, text, dt.date(2025, 7, 9))
    else:
        there = register_reader.entries(root, "uji", [])
        entries.void(root, chance.choice(there).folder if there else "1", "salah")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """An office whose register nobody has begun: not even git remembers a number."""
    root = tmp_path_factory.mktemp("dasar") / "kerja"
    return git_office.bangun(root, periode=git_office.PERIODE.replace(CITED, ""), register="")


@settings(
    max_examples=tried.share(0.12),
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an office takes seconds: shrinking one would take minutes
)
@given(RULES, st.lists(st.sampled_from(ORDERS), min_size=2, max_size=6), st.integers(0, 2**32))
def test_no_number_is_given_twice_and_none_is_lost(tmp_path_factory, whole, rule, orders, seed):
    root = tmp_path_factory.mktemp("kantor") / "kerja"
    shutil.copytree(whole, root)
    instansi = root / "units/uji/instansi.yaml"
    instansi.write_text(instansi.read_text(encoding="utf-8").replace(RULE, rule), encoding="utf-8")
    commit(root)
    chance, taken = random.Random(seed), set[str]()
    for order in orders:
        before = git_office.tree(root) if (root / "register").exists() else {}
        try:
            obey(root, rule, order, chance, root.parent / "lama.xlsx")
        except (Refusal, Usage):
            assert git_office.tree(root) == before, order
        there = register_reader.entries(root, "uji", problems := [])
        assert problems == []
        assert taken <= {entry.file for entry in there}, order
        taken = {entry.file for entry in there}
        numbers = [(entry.sequence, entry.entri.nomor) for entry in there]
        assert len(set(numbers)) == len(numbers), order
        if chance.random() < 0.5:
            commit(root, order)
        assert [fault for fault in intact.whole_archive(root) if not fault.is_warning] == [], order
    shutil.rmtree(root.parent)
