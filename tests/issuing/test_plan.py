"""A plan tells all that an issue would refuse: what it calls clean is issued, as it said; what is refused it said."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.issuing import apply, entries, plan
from pipeline.issuing.order import IssuePlan, Order
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources.period import Period
from support import git_office as kantor_uji
from support.git_office import commit, tree, write

MASA = Period(2025, "S", 1)
SURAT = Order(MASA, "surat-hasil")
LAPORAN = Order(MASA, "laporan-tindak-lanjut")
RTL = """
rtl:
  - unsur: persyaratan
    program: [{kegiatan: Menata ulang papan syarat, waktu: [TW III], penanggung_jawab: Kepala}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = kantor_uji.bangun(tmp_path / "kerja")
    kind = "templates/laporan-tindak-lanjut"
    others = shutil.ignore_patterns("contoh.docx", "jakarta-timur.docx")
    shutil.copytree(kantor_uji.ROOT / kind, root / kind, ignore=others)
    periode = kantor_uji.PERIODE.replace(
        "hal: Hasil Survei}}", "hal: Hasil Survei}, laporan-tindak-lanjut: {tanggal: 2025-07-02, hal: Laporan}}"
    )
    write(root, "periods/2025S1/uji/periode.yaml", periode + "laporan: {waktu: [{kepala: '2025', kolom: [TW III]}]}\n")
    for unit in kantor_uji.UNITS:
        write(root, f"periods/2025S1/uji/{unit}.yaml", RTL)
    commit(root)
    return root


def issue(root: Path, pesanan: Order) -> IssuePlan:
    made = apply.issue(root, pesanan, lambda made, pulih: True)
    assert made is not None
    return made


def outcome(find: Callable[[], IssuePlan]) -> tuple[Problem, ...]:
    """Return what stands in the way, however it is told."""
    try:
        return find().problems
    except Refusal as refusal:
        return tuple(sorted(refusal.problems))


def change(file: str, text: str) -> Callable[[Path], None]:
    return lambda root: write(root, file, text)


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return act


def nothing(root: Path) -> None:
    pass


OWN, PERIODE, SKOR = "periods/2025S1/uji/loket-b.yaml", "periods/2025S1/uji/periode.yaml", "periods/2025S1/uji/skor.csv"
KASUS: dict[str, tuple[Callable[[Path], None], Order, str]] = {
    "bersih": (nothing, SURAT, ""),
    "laporan bersih": (nothing, LAPORAN, ""),
    "laporan tanpa program": (change(OWN, "saran: []\n"), LAPORAN, "L010"),
    "laporan dengan program kosong": (change(OWN, "rtl: [{unsur: persyaratan, program: []}]\n"), LAPORAN, "I003"),
    "tanggal perintah di luar masa": (
        swap(PERIODE, "surat-hasil: {tanggal: 2025-07-02, ", "surat-hasil: {"),
        SURAT._replace(tanggal=dt.date(2027, 7, 2)),
        "C002",
    ),
    "tanggal perintah sesudah batas": (
        swap(PERIODE, "surat-hasil: {tanggal: 2025-07-02, ", "surat-hasil: {"),
        SURAT._replace(tanggal=dt.date(2027, 1, 4)),
        "C002",
    ),
    "tanpa tanggal": (swap(PERIODE, "surat-hasil: {tanggal: 2025-07-02, ", "surat-hasil: {"), SURAT, "A015"),
    "nomor di luar pola": (change(OWN, f"dokumen: {{surat-hasil: {{nomor: 7/UJI}}}}\n{RTL}"), SURAT, "A017"),
    "nomor kembar": (change(OWN, "dokumen: {surat-hasil: {nomor: 065.1/1/UJI/2025}}\n"), SURAT, "A002"),
    "nomor kembar lain jenis": (
        change(
            OWN,
            "dokumen: {surat-hasil: {nomor: 065.1/9/UJI/2025}, laporan-tindak-lanjut: {nomor: 065.1/9/UJI/2025}}\n",
        ),
        SURAT,
        "A002",
    ),
    "jawaban hilang": (swap(SKOR, "loket-b,1,3,4,3\n", ""), SURAT, "S006"),
    "jawaban salah": (swap(SKOR, "loket-b,1,3,4,3", "loket-b,1,3,9,3"), SURAT, "S004"),
    "yaml rusak": (change(OWN, "saran: [\n"), SURAT, "Y001"),
    "field tak dikenal": (change(OWN, "sarang: []\n"), SURAT, "I001"),
    "tanpa penanda tangan": (swap("units/uji/instansi.yaml", "penandatangan:", "wilayah: x\n#"), SURAT, "I005"),
    "templat rusak": (lambda root: (root / "templates/surat-hasil/bawaan.docx").write_bytes(b"x"), SURAT, "T001"),
    "tanpa pola nomor": (swap("units/uji/instansi.yaml", "nomor:", "#"), SURAT, "A016"),
    "arsip tanpa nomor": (change("register/uji/2025/0003/loket-x.json", "{}"), SURAT, "A024"),
    "agenda rusak": (change("register/uji/2025/0007.yaml", "nomor: [\n"), SURAT, "Y001"),
    "agenda salah nama": (change("register/uji/2025/0007.yaml", "nomor: a\nurut: 8\n"), SURAT, "A001"),
    "sisip tanpa induk": (nothing, SURAT._replace(unit="loket-a", insert_after=9), "A023"),
    "sisip": (nothing, SURAT._replace(unit="loket-a", insert_after=1), ""),
}


@pytest.mark.parametrize("name", KASUS)
def test_what_a_plan_calls_clean_is_issued_and_what_is_refused_it_said(workspace, name):
    act, pesanan, code = KASUS[name]
    act(workspace)
    commit(workspace, "ubah") if act is not nothing else None
    before = tree(workspace)
    planned = outcome(lambda: plan.plan_of(workspace, pesanan))
    assert ({code} if code else set()) <= {one.code for one in planned}
    assert bool(code) == bool(planned)
    assert all((workspace / one.place.file).exists() for one in planned)
    lines = [] if planned else plan.plan_of(workspace, pesanan).lines
    issued = outcome(lambda: issue(workspace, pesanan))
    assert issued == planned
    if planned:
        assert tree(workspace) == before
    else:
        there = "\n".join(content.decode() for path, content in tree(workspace).items() if path.endswith(".md"))
        assert all(one.nomor in there for one in lines)
        assert plan.plan_of(workspace, pesanan._replace(insert_after=None)).new == ()


@pytest.mark.parametrize("name", [name for name, (_, _, code) in KASUS.items() if code])
def test_with_the_blocked_left_out_a_plan_and_its_issue_agree_as_well(workspace, name):
    act, pesanan, _ = KASUS[name]
    act(workspace)
    commit(workspace, "ubah") if act is not nothing else None
    pesanan = pesanan._replace(skip=True)
    planned = outcome(lambda: plan.plan_of(workspace, pesanan))
    shown = () if planned else plan.plan_of(workspace, pesanan).new
    assert outcome(lambda: issue(workspace, pesanan)) == planned
    given = "\n".join(content.decode() for path, content in tree(workspace).items() if path.endswith(".yaml"))
    assert all(f"nomor: {one.nomor}\n" in given for one in shown)


def test_a_letter_that_is_left_out_takes_no_number(workspace):
    write(workspace, OWN, "saran: []\n")
    commit(workspace)
    made = issue(workspace, LAPORAN._replace(skip=True))
    assert [(one.unit, one.status, one.nomor) for one in made.lines] == [
        ("loket-a", "baru", "065.1/2/UJI/2025"),
        ("loket-b", "terhalang", ""),
        ("loket-c", "baru", "065.1/3/UJI/2025"),
    ]


def test_what_was_shown_is_what_is_issued_whatever_happens_while_the_question_stands(workspace):
    def setuju(made: IssuePlan, pulih: tuple[str, ...]) -> bool:
        write(workspace, OWN, "saran: [ditambahkan selagi ditanya]\n")
        return True

    apply.issue(workspace, SURAT, setuju)
    assert "ditambahkan" not in "\n".join(one.decode(errors="ignore") for one in tree(workspace).values())


def test_a_plan_tells_everything_of_a_letter_at_once(workspace):
    write(workspace, OWN, "dokumen: {surat-hasil: {nomor: 7/UJI, hal: Hasil Semester 2}}\npublikasi: {ikm: '11,11'}\n")
    commit(workspace)
    made = plan.plan_of(workspace, SURAT)
    assert {"A017", "C005", "S151"} <= {one.code for one in (*made.problems, *made.warnings)}


def test_a_void_number_frees_the_letter_for_the_next_plan(workspace):
    issue(workspace, SURAT)
    entries.void(workspace, "3", "salah kirim")
    commit(workspace)
    assert [one.nomor for one in plan.plan_of(workspace, SURAT).new] == ["065.1/5/UJI/2025"]
