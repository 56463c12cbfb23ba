"""A check tells what stands between a period's files and the register, and reads no more than it has to."""

from pathlib import Path

import pytest

from pipeline.checking import check
from pipeline.issuing import apply, entries, register
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import counting
from support import git_office as kantor_uji
from support.git_office import commit, write

SEMUA = Order(Period(2025, "S", 1), "surat-hasil")
PERIODE = "periods/2025S1/uji/periode.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


def told(run, *more: str) -> list[str]:
    return [line for line in run("check", "2025S1", *more).stderr.splitlines() if " A0" in line]


def places(lines: list[str]) -> list[str]:
    return [" ".join(line.split()[:2]) for line in lines]


def test_who_keeps_no_register_is_not_asked_for_letters_in_it(workspace, run):
    (workspace / "register/uji/2025/0001.yaml").unlink()
    assert told(run) == []


def test_a_cited_letter_that_is_not_in_the_register_is_told_at_its_line(workspace, run):
    assert told(run) == []
    write(workspace, PERIODE, kantor_uji.PERIODE.replace("065.1/1/UJI", "065.1/6/UJI"))
    assert places(told(run)) == [f"{PERIODE}:2:32: A005"]
    assert places(told(run, "--unit", "loket-a")) == [f"{PERIODE}:2:32: A005"]
    write(workspace, "register/uji/2025/0006.yaml", "nomor: 065.1/6/UJI/2025\nurut: 6\ntanggal: 2025-06-29\n")
    assert places(told(run)) == [f"{PERIODE}:2:59: A006"]


@pytest.mark.parametrize("own", ["loket-b", "loket-c"])
def test_a_cited_letter_that_an_earlier_period_typed_is_known(workspace, run, own):
    write(workspace, PERIODE, kantor_uji.PERIODE.replace("065.1/1/UJI", "065.1/6/UJI"))
    earlier = kantor_uji.PERIODE.replace("2025-07-02", "2025-01-07")
    write(workspace, "periods/2024S2/uji/periode.yaml", earlier)
    write(workspace, f"periods/2024S2/uji/{own}.yaml", "dokumen: {surat-hasil: {nomor: 065.1/6/UJI/2025}}\n")
    assert places(told(run)) == [f"{PERIODE}:2:59: A006"]
    typed = "dokumen: {surat-hasil: {nomor: 065.1/6/UJI/2025, tanggal: 2025-06-30}}\n"
    write(workspace, f"periods/2024S2/uji/{own}.yaml", typed)
    assert told(run) == []
    assert told(run, "--unit", "loket-a") == []
    (workspace / f"periods/2024S2/uji/{own}.yaml").unlink()
    assert places(told(run)) == [f"{PERIODE}:2:32: A005"]


def test_a_typed_number_that_is_not_the_one_given_is_told(workspace, run):
    apply.issue(workspace, SEMUA, lambda made, pulih: True)
    assert told(run) == []
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "dokumen: {surat-hasil: {nomor: 065.1/9/UJI/2025}}\n")
    assert [line[:46] for line in told(run)] == ["periods/2025S1/uji/loket-b.yaml:1:32: A007 `no"]


def test_a_typed_number_that_the_register_gave_somebody_else_is_told(workspace, run):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "dokumen: {surat-hasil: {nomor: 065.1/1/UJI/2025}}\n")
    assert [line[:46] for line in told(run)] == ["periods/2025S1/uji/loket-b.yaml:1:32: A002 `no"]


def test_a_letter_that_is_out_and_would_differ_is_told_with_its_words(workspace, run):
    apply.issue(workspace, SEMUA, lambda made, pulih: True)
    assert told(run) == []
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [loket dibuka lebih pagi]\n")
    assert [line.partition(";")[0] for line in told(run)] == [
        "register/uji/2025/0003.yaml:1:1: A012 surat terbit 065.1/3/UJI/2025 akan berbeda: saran"
    ]
    assert run("check", "2025S1").returncode == 0
    commit(workspace)
    apply.reissue(workspace, SEMUA._replace(unit="loket-b"), "saran tertinggal", new_number=False)
    assert told(run) == []


def test_a_void_number_is_no_letter_that_would_differ(workspace, run):
    apply.issue(workspace, SEMUA, lambda made, pulih: True)
    entries.void(workspace, "3", "salah kirim")
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [loket dibuka lebih pagi]\n")
    assert told(run) == []


def test_what_has_not_changed_is_not_read_again(workspace, run, monkeypatch):
    apply.issue(workspace, SEMUA, lambda made, pulih: True)
    check.run(workspace, SEMUA.period)
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [loket dibuka lebih pagi]\n")
    opened: list[str] = []
    monkeypatch.setattr(register, "open_register", lambda periods, name, problems: opened.append(name))
    monkeypatch.setattr(register, "faults", lambda root, buku: opened.append(buku.instansi) or ())
    seen = check.run(workspace, SEMUA.period)
    assert ([one.code for one in seen.problems], opened) == (["A012"], [])


def test_a_check_after_one_edit_stays_immediate_with_a_thousand_numbers(workspace, run):
    for number in range(10, 1010):
        text = f"nomor: 065.1/{number}/UJI/2025\nurut: {number}\ntanggal: 2025-07-01\ncatatan: diambil manual\n"
        write(workspace, f"register/uji/2025/{number:04d}.yaml", text)
    check.run(workspace, SEMUA.period)
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "saran: [loket dibuka lebih pagi]\n")
    _, calls = counting.calls(lambda: check.run(workspace, SEMUA.period))
    assert calls < 3_000_000
