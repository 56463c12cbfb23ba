"""What takes long: shown while it is at work, done once whatever is clicked, and not stopped by a closed tab."""

import threading

import pytest

from pipeline.issuing import plan
from pipeline.lists import unit_figures
from pipeline.making import build, preview
from pipeline.making.at_work import WorkStep
from pipeline.page.asked import Answer
from support.browser import Browser

SEMESTER = "/periode/2025S1"


@pytest.fixture
def at_work(workspace):
    """A page with a job that waits in the middle, and what lets it go on."""
    browser, go_on, is_at_it = Browser(workspace), threading.Event(), threading.Event()

    def work(told):
        told(WorkStep("membuat dokumen", 3, 1200, "kota/loket-<4>"))
        is_at_it.set()
        go_on.wait(20)
        return Answer("told.html", {"title": "Selesai", "text": "semua dibuat"})

    key = browser.home.jobs.begin("Terbitkan surat", work, "2025S1")
    is_at_it.wait(20)
    yield browser, f"/pekerjaan/{key}", go_on
    go_on.set()
    browser.home.jobs.find(key).thread.join()


def test_which_letter_is_at_work_is_shown_until_all_are_done(at_work):
    browser, address, go_on = at_work
    told = browser.get(address).text
    assert "membuat dokumen: 3 dari 1.200: kota/loket-&lt;4&gt;" in " ".join(told.split())
    assert '<meta http-equiv="refresh"' in told  # without a script as well
    assert '<progress id="maju" max="1200" value="3">' in told
    go_on.set()
    browser.home.jobs.find(address.rpartition("/")[2]).thread.join()
    assert "semua dibuat" in browser.get(address).text
    assert "masih dikerjakan" not in browser.get(SEMESTER).text


def test_the_way_to_the_other_pages_stays_on_every_page(at_work):
    browser, address, go_on = at_work
    kept = browser.post("/periode/2025S1/agenda/lumajang/bag-protokol-tup/batal", {"alasan": "x"})
    for told in (browser.get(address).text, browser.get("/mulai").text, kept.text, browser.get("/").text):
        assert "<nav" in told or "Redirecting" in told
        assert f'href="{SEMESTER}/terbit"' in told or "Redirecting" in told
    assert kept.status_code == 409
    go_on.set()


def test_other_pages_are_read_meanwhile_and_nothing_else_is_written(at_work, workspace):
    browser, address, _ = at_work
    assert f'<a href="{address}">' in browser.get(SEMESTER).text
    file = "units/lumajang/bag-protokol-tup.yaml"
    before = (workspace / file).read_bytes()
    refused = browser.post(f"/berkas/{file}", {"teks": "nama: X\n", "sidik": ""})
    assert refused.status_code == 409
    assert address in refused.text
    assert (workspace / file).read_bytes() == before


@pytest.mark.parametrize(
    ("address", "module", "name"),
    [
        ("/terbit", plan, "plan_of"),
        ("/hasil", unit_figures, "of_period"),
        ("/hasil/csv", unit_figures, "of_period"),
        ("/halaman/lumajang/bag-protokol-tup", preview, "of_unit"),
    ],
)
def test_what_takes_long_to_read_holds_no_other_page_up(workspace, monkeypatch, address, module, name):
    browser, read, free = Browser(workspace), getattr(module, name), []

    def looking(*asked):
        if free_now := browser.home.memory.alone.acquire(blocking=False):
            browser.home.memory.alone.release()
        free.append(free_now)
        return read(*asked)

    monkeypatch.setattr(module, name, looking)
    monkeypatch.setattr(preview, "pages", lambda _: (b"",))
    assert browser.get(f"{SEMESTER}{address}").status_code == 200
    assert free == [True]


def test_a_second_click_leads_to_the_job_that_is_at_work(at_work):
    browser, address, go_on = at_work
    threading.Timer(0.2, go_on.set).start()
    assert "semua dibuat" in browser.post(f"{SEMESTER}/terbit", {"jenis": "surat-hasil"}).text
    assert "semua dibuat" in browser.get(address).text


def test_a_job_that_is_refused_says_so(workspace):
    browser = Browser(workspace)
    told = browser.post(f"{SEMESTER}/terbit", {"jenis": "surat-hasil", "tanggal": "2025-07-02"})
    assert told.status_code == 409  # another plan than the one that was shown
    assert "Tidak ada yang diterbitkan" in told.text
    assert browser.get("/pekerjaan/tidak-ada").status_code == 404


def test_a_fault_of_the_program_in_a_job_is_told_and_whole_in_the_terminal(workspace, monkeypatch, capsys):
    def broken(*_, **__):
        raise ZeroDivisionError("in a letter")

    monkeypatch.setattr(build, "run", broken)
    browser = Browser(workspace)
    assert browser.post(f"{SEMESTER}/surat", {"jenis": "surat-hasil"}).status_code == 500
    assert "ZeroDivisionError: in a letter" in capsys.readouterr().err
    assert browser.home.jobs.running == ""
