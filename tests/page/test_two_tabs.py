"""Two tabs that save at once: one wins, the other is told that what it was shown has changed, and nothing is lost."""

import io
import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.files import disk
from pipeline.page import answers_form, saving
from support.browser import Browser
from support.page_office import EXPORT, INSTITUTION, PERIOD

UNIT = "units/kota-rekaan/loket-satu.yaml"
OWN = "/periode/2025S1/agenda/kota-rekaan/loket-satu"
ANSWERS = "/periode/2025S1/jawaban/kota-rekaan"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An office whose two letters may be issued, in git."""
    from support.paths import ROOT

    root = tmp_path_factory.mktemp("kantor")
    (root / "templates/surat-hasil").mkdir(parents=True)
    for file in ("jenis.yaml", "bawaan.docx"):
        shutil.copyfile(ROOT / "templates/surat-hasil" / file, root / "templates/surat-hasil" / file)
    files = {
        ".gitignore": "build/\n",
        "units/kota-rekaan/instansi.yaml": INSTITUTION,
        UNIT: "nama: loket-satu\nyth: Kepala Satu\n",
        "units/kota-rekaan/loket-dua.yaml": "nama: loket-dua\nyth: Kepala Dua\n",
        "periods/2025S1/kota-rekaan/periode.yaml": PERIOD,
        "periods/2025S1/kota-rekaan/skor.csv": "unit,persyaratan,prosedur,waktu\n"
        + "".join(
            f"{unit},{3 + row % 2},4,{4 - row % 2}\n" for unit in ("loket-satu", "loket-dua") for row in range(5)
        ),
    }
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


@pytest.fixture
def browser(made, tmp_path, monkeypatch):
    """A page over it, whose disk is slow: what is not held apart meets."""
    root = tmp_path / "kantor"
    shutil.copytree(made, root)
    save = disk.save

    def slowly(*asked: Any, **named: Any) -> Any:
        time.sleep(0.05)
        return save(*asked, **named)

    monkeypatch.setattr(disk, "save", slowly)
    return Browser(root)


def at_once(browser: Browser, *tabs: Callable[[Browser], Any]) -> list[Any]:
    """Send what each tab sends, all in the same moment, and return the answers."""
    start, found = threading.Barrier(len(tabs)), [None] * len(tabs)

    def send(at: int, tab: Callable[[Browser], Any]) -> None:
        own = Browser.__new__(Browser)
        own.home, own.app = browser.home, browser.app
        own.client = browser.app.test_client()
        own.client.set_cookie("skm_kunci_5000", browser.home.token, domain="127.0.0.1")
        start.wait(20)
        found[at] = tab(own)

    threads = [threading.Thread(target=send, args=(at, tab)) for at, tab in enumerate(tabs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def one_wins(answers: list[Any], *good: int) -> tuple[int, Any]:
    """Return which of the tabs won, and what the other is told."""
    won = [at for at, answer in enumerate(answers) if answer.status_code in good]
    assert len(won) == 1, [(answer.status_code, words(answer.text)) for answer in answers]
    other = answers[1 - won[0]]
    assert other.status_code == 409, words(other.text)
    return won[0], other


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def field(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, (name, words(text))
    return found[1]


def test_of_two_editors_one_saves_and_the_other_keeps_its_text_on_the_screen(browser):
    known = field(browser.get(f"/berkas/{UNIT}").text, "sidik")
    texts = ["nama: Satu\nyth: Kepala\n", "nama: Dua\nyth: Kepala\n"]
    answers = at_once(
        browser, *(lambda tab, text=text: tab.post(f"/berkas/{UNIT}", {"teks": text, "sidik": known}) for text in texts)
    )
    won, other = one_wins(answers, 303)
    assert (browser.home.root / UNIT).read_text() == texts[won]
    assert texts[1 - won].partition("\n")[0] in other.text
    assert texts[won].partition("\n")[0] in other.text
    assert "berubah sejak dibuka" in other.text


def test_of_two_pages_that_were_opened_over_one_workspace_one_saves(browser, monkeypatch):
    other = Browser(browser.home.root)  # another process: nothing is shared but the files
    known = field(browser.get(f"/berkas/{UNIT}").text, "sidik")
    texts = ["nama: Satu\nyth: Kepala\n", "nama: Dua\nyth: Kepala\n"]
    answers = at_once(
        browser,
        lambda tab: tab.post(f"/berkas/{UNIT}", {"teks": texts[0], "sidik": known}),
        lambda _: other.post(f"/berkas/{UNIT}", {"teks": texts[1], "sidik": known}),
    )
    won, told = one_wins(answers, 303)
    assert (browser.home.root / UNIT).read_text() == texts[won]
    assert "berubah sejak dibuka" in told.text
    monkeypatch.setattr(saving, "_PATIENCE", 0.05)
    with saving._alone(browser.home.root):
        late = other.post(f"/berkas/{UNIT}", {"teks": "nama: Tiga\n", "sidik": field(told.text, "sidik")})
    assert late.status_code == 400
    assert "halaman lain sedang menyimpan" in late.text
    assert (browser.home.root / UNIT).read_text() == texts[won]


def test_of_two_forms_one_saves_and_the_other_keeps_what_was_typed(browser):
    known = field(browser.get(f"/borang/{UNIT}").text, "sidik")
    names = ["Loket A", "Loket B"]
    answers = at_once(
        browser,
        *(
            lambda tab, name=name: tab.post(f"/borang/{UNIT}", {"sidik": known, json.dumps(["nama"]): name})
            for name in names
        ),
    )
    won, other = one_wins(answers, 303)
    assert f'nama: "{names[won]}"' in (text := (browser.home.root / UNIT).read_text()) or f"nama: {names[won]}" in text
    assert f'value="{names[1 - won]}"' in other.text
    assert "berubah sejak dibuka" in other.text


def test_an_editor_and_a_form_of_the_same_file_meet_as_two_editors_do(browser):
    known = field(browser.get(f"/berkas/{UNIT}").text, "sidik")
    answers = at_once(
        browser,
        lambda tab: tab.post(f"/berkas/{UNIT}", {"teks": "nama: Satu\nyth: Kepala\n", "sidik": known}),
        lambda tab: tab.post(f"/borang/{UNIT}", {"sidik": known, json.dumps(["nama"]): "Loket B"}),
    )
    one_wins(answers, 303)


def looked_at(browser: Browser, text: str, name: str) -> dict[str, str]:
    """Drop an export, answer what is asked, and return the form that saves it."""
    shown = browser.post(ANSWERS, {"berkas": (io.BytesIO(text.encode()), name)})
    form: dict[str, str] = {}
    for _ in range(6):
        key = field(shown.text, "ekspor")
        if f'formaction="{ANSWERS}/simpan"' in shown.text:
            return {**form, "ekspor": key, "timpa": "1"}
        form = {"ekspor": key}
        for question, inner in re.findall(r'<select id="(q\w+)"[^>]*>(.*?)</select>', shown.text, re.DOTALL):
            choices = re.findall(r'<option value="([^"]*)"( selected)?', inner)
            form[question] = next((value for value, chosen in choices if chosen), choices[0][0])
        shown = browser.post(ANSWERS, form)
    raise AssertionError(words(shown.text))


def test_of_two_exports_one_is_saved_and_the_other_is_shown_again(browser):
    sheet = browser.home.root / "periods/2025S1/kota-rekaan/skor.csv"
    exports = [EXPORT, EXPORT.replace("Sesuai", "Tidak Sesuai", 1)]
    forms = [looked_at(browser, text, f"{at}.csv") for at, text in enumerate(exports)]
    answers = at_once(browser, *(lambda tab, form=form: tab.post(f"{ANSWERS}/simpan", form) for form in forms))
    won, other = one_wins(answers, 303)
    assert sheet.read_text() == exports[won]
    assert "berubah sejak ditampilkan" in other.text
    # what was shown again is what is agreed to now: nothing of it was lost
    again = looked_at(browser, exports[1 - won], "lagi.csv")
    assert browser.post(f"{ANSWERS}/simpan", again).status_code == 303
    assert sheet.read_text() == exports[1 - won]


def test_an_institution_that_changed_since_an_export_was_shown_is_told(browser):
    form = looked_at(browser, EXPORT, "a.csv")
    own = browser.home.root / "units/kota-rekaan/instansi.yaml"
    own.write_text(own.read_text() + "# lain\n")
    before = own.read_bytes()
    told = browser.post(f"{ANSWERS}/simpan", form)
    assert told.status_code == 409
    assert own.read_bytes() == before
    assert browser.post(f"{ANSWERS}/simpan", form).status_code == 303  # it is the one that was shown by now
    assert len(browser.home.memory.exports) <= answers_form._MOST


def issued(browser: Browser) -> None:
    plan = browser.get("/periode/2025S1/terbit").text
    made = browser.post("/periode/2025S1/terbit", {"rencana": field(plan, "rencana"), "jenis": "surat-hasil"})
    assert "2 surat terbit" in made.text, words(made.text)


def test_of_two_that_issue_the_same_plan_each_letter_gets_one_number(browser):
    form = {"rencana": field(browser.get("/periode/2025S1/terbit").text, "rencana"), "jenis": "surat-hasil"}
    answers = at_once(browser, *[lambda tab: tab.post("/periode/2025S1/terbit", form)] * 2)
    told = [words(answer.text) for answer in answers]
    # the second click leads to the job that is at work, or, when that is done, to a plan that is another by now
    assert {answer.status_code for answer in answers} <= {200, 409}, told
    assert any("2 surat terbit" in text for text in told)
    assert all("2 surat terbit" in text or "Tidak ada yang diterbitkan" in text for text in told)
    entries = sorted(path.name for path in browser.home.root.glob("register/**/*.yaml"))
    assert entries == ["0001.yaml", "0002.yaml"]
    assert len(list(browser.home.root.glob("register/**/*.docx"))) == 2
    again = browser.post("/periode/2025S1/terbit", form)
    assert again.status_code == 409
    assert sorted(path.name for path in browser.home.root.glob("register/**/*.yaml")) == entries


def test_of_two_that_void_a_number_one_reason_stands(browser):
    issued(browser)
    shown = browser.get(OWN).text
    form = {"nomor": field(shown, "nomor"), "sidik": field(shown, "sidik")}
    reasons = ["salah kirim", "salah nama"]
    answers = at_once(
        browser, *(lambda tab, why=why: tab.post(f"{OWN}/batal", {**form, "alasan": why}) for why in reasons)
    )
    won, other = one_wins(answers, 200)
    assert "berubah sejak ditampilkan" in other.text
    entry = (browser.home.root / f"{form['nomor']}.yaml").read_text()
    assert reasons[won] in entry
    assert reasons[1 - won] not in entry
    assert reasons[won] in other.text  # and who lost sees what stands now


def test_of_two_that_correct_a_letter_one_does_and_a_stale_tab_does_not(browser):
    issued(browser)
    browser.post("/catat", {})
    edited = browser.home.root / UNIT
    edited.write_text(edited.read_text().replace("Kepala", "Pimpinan"))
    browser.post("/catat", {})
    shown = browser.get(OWN).text
    form = {"jenis": "surat-hasil", "alasan": "ralat", "nomor": field(shown, "nomor"), "sidik": field(shown, "sidik")}
    answers = at_once(browser, *[lambda tab: tab.post(f"{OWN}/ulang", form)] * 2)
    one_wins(answers, 200)
    text = (browser.home.root / f"{form['nomor']}.yaml").read_text()
    assert text.count("revisi:") == 1
    scan = {"nomor": form["nomor"], "sidik": form["sidik"], "berkas": (io.BytesIO(b"%PDF-1.4"), "pindai.pdf")}
    assert browser.post(f"{OWN}/lampir", scan).status_code == 409
    assert browser.post(f"{OWN}/batal", {**form, "sidik": ""}).status_code == 409


def test_what_is_begun_twice_is_begun_once(browser):
    begun = {
        "/mulai/instansi": {"nama": "Kota Baru"},
        "/mulai/unit": {"instansi": "kota-rekaan", "nama": "Loket Tiga"},
    }
    for address, form in begun.items():
        answers = at_once(browser, *[lambda tab, a=address, f=form: tab.post(a, f)] * 2)
        assert sorted(answer.status_code for answer in answers) in ([303, 400], [303, 422]), [
            words(a.text) for a in answers
        ]
    made = [path.stem for path in (browser.home.root / "units").rglob("*.yaml")]
    assert sorted(made) == ["instansi", "instansi", "loket-dua", "loket-satu", "loket-tiga"]
