"""A semester by clicks and keys alone, in a real browser: from an empty workspace to letters that are issued."""

import datetime as dt
import shutil

import pytest

from pipeline.page.asked import Home
from support import clicks, needs, shut_out
from support.clicks import Clicks
from support.page_office import EXPORT, INSTITUTION, PERIOD, UNITS
from support.paths import ROOT

SEMESTER = "/periode/2025S1"
PAGES = (
    "/mulai",
    SEMESTER,
    f"{SEMESTER}/masalah",
    f"{SEMESTER}/surat",
    f"{SEMESTER}/surat/kota-rekaan/loket-satu",
    f"{SEMESTER}/asal/kota-rekaan/loket-satu",
    f"{SEMESTER}/jawaban/kota-rekaan",
    f"{SEMESTER}/terbit",
    f"{SEMESTER}/agenda",
    f"{SEMESTER}/agenda/kota-rekaan/loket-satu",
    f"{SEMESTER}/hasil",
    f"{SEMESTER}/hasil/kota-rekaan/loket-satu",
    "/berkas/units/kota-rekaan/instansi.yaml",
    "/borang/units/kota-rekaan/instansi.yaml",
    "/tidak/ada",
)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The story, told once: the browser as it stands at the end, its address, the workspace."""
    root = tmp_path_factory.mktemp("kantor")
    (root / "templates/surat-hasil").mkdir(parents=True)
    for file in ("jenis.yaml", "bawaan.docx"):
        shutil.copyfile(ROOT / "templates/surat-hasil" / file, root / "templates/surat-hasil" / file)
    (root / ".gitignore").write_text("build/\n")
    home = Home(root, "kunci-uji", today=lambda: dt.date(2025, 7, 20))
    with clicks.served(home) as address, clicks.started() as browser:
        browser.viewport(1280, 900)
        browser.open(address)
        base = address.partition("/?")[0]
        _begin(browser, base)
        _answer(browser, base, tmp_path_factory.mktemp("unduhan"))
        yield browser, base, root


def _button(browser: Clicks, text: str) -> None:
    browser.press(browser.by_text("button", text))


def _write(browser: Clicks, base: str, file: str, text: str) -> None:
    """Write a file in the editor, and save it by the keys that save."""
    browser.open(f"{base}/berkas/{file}")
    area = browser.find("textarea")
    browser.clear(area)
    browser.keys(area, text)
    browser.keys(area, "\ue009s\ue000")  # Ctrl+S
    browser.wait("document.getElementById('hasil').innerText.includes('Tersimpan')", f"{file} was not saved")


def _begin(browser: Clicks, base: str) -> None:
    browser.keys(browser.find("input[name=nama]"), "Kota Rekaan\n")
    browser.wait("location.pathname.startsWith('/borang/')", "no form of the institution")
    browser.open(f"{base}/mulai")
    browser.keys(browser.find("textarea[name=nama]"), "\n".join(UNITS))
    _button(browser, "Mulai unit")
    browser.keys(browser.find("input[name=periode]"), "2025S1")
    _button(browser, "Mulai periode")
    _write(browser, base, "units/kota-rekaan/instansi.yaml", INSTITUTION)
    _write(browser, base, "periods/2025S1/kota-rekaan/periode.yaml", PERIOD)
    for name in ("loket-satu", "loket-dua"):
        browser.open(f"{base}/borang/units/kota-rekaan/{name}.yaml")
        field = browser.find("input[name='[\"yth\"]']")
        browser.clear(field)
        browser.keys(field, f"Kepala {name}")
        _button(browser, "Simpan")
        _write(browser, base, f"periods/2025S1/kota-rekaan/{name}.yaml", "saran: [Tambah kursi]\n")


def _answer(browser: Clicks, base: str, folder) -> None:
    export = folder / "ekspor.csv"
    export.write_text(EXPORT)
    browser.open(f"{base}{SEMESTER}/jawaban/kota-rekaan")
    browser.keys(browser.find("input[type=file]"), str(export))
    _button(browser, "Lihat dahulu")
    for _ in range(5):
        if browser.run("return !!document.querySelector('button[formaction]')"):
            break
        _button(browser, "Lihat lagi")
    if browser.run("return !!document.querySelector('input[name=timpa]')"):
        browser.click(browser.find("input[name=timpa]"))  # the starting file of a period has a sheet without answers
    browser.press(browser.find("button[formaction]"))
    assert "0 kesalahan" in browser.words, browser.words


def _origins_are_told(browser: Clicks, drawn: str) -> None:
    """By the keys alone: of each word its origin, of a figure its computation; at the pointer, and away with Esc."""
    frame = "document.getElementById('kertas').contentDocument"
    card = f"{frame}.getElementById('asal')"
    words = f"[...{drawn}.querySelectorAll('[data-origin]')]"
    assert browser.run(f"return {words}.filter((word) => word.tabIndex === 0).length") == 1
    assert browser.run(f"return getComputedStyle({card}).display") == "none"
    browser.run(f"{words}[0].focus()")
    assert browser.run(f"return {card}.innerText").startswith(browser.run(f"return {words}[0].textContent"))
    steps = "IKM = jumlah itu x 25"
    key = "dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))"
    browser.run(
        f"for (let left = 300; left && !{card}.innerText.includes('{steps}'); left--)"
        f" {{ {frame}.activeElement.{key % 'ArrowRight'} }}"
    )
    told = browser.run(f"return {card}.innerText")
    assert steps in told
    assert "periods/2025S1/kota-rekaan/skor.csv:1" in told
    assert "bobot setiap unsur" in told
    assert browser.run(f"return {card}.getAttribute('role')") == "status"  # it is read aloud
    browser.run(f"{frame}.activeElement.{key % 'Escape'}")
    assert browser.run(f"return {card}.hidden")
    browser.run(f"{words}[0].dispatchEvent(new PointerEvent('pointerover', {{bubbles: true}}))")
    assert not browser.run(f"return {card}.hidden")
    assert browser.run(f"return {card}.querySelector('a')?.target ?? '_top'") == "_top"
    assert not browser.run(rf"return /[\ue100-\ue102]/.test({drawn}.innerText)")


@needs.browser
def test_letters_are_issued_by_clicks_and_keys(story):
    browser, base, root = story
    browser.open(f"{base}{SEMESTER}/surat/kota-rekaan/loket-satu")
    drawn = "document.getElementById('kertas').contentDocument?.querySelector('[data-drawn]')"
    browser.wait(drawn, "the letter was not drawn")
    browser.wait(f"{drawn}?.innerText.includes('Kepala loket-satu')", "the letter does not say its data")
    _origins_are_told(browser, drawn)
    # a save changes the problems and the letter without a new page
    browser.open(f"{base}{SEMESTER}/surat/kota-rekaan/loket-satu?berkas=units/kota-rekaan/loket-satu.yaml")
    area = browser.find("textarea")
    browser.keys(area, "\ue009\ue00f\ue000yht: salah\n\ue009s\ue000")
    browser.wait("document.getElementById('masalah').innerText.includes('I001')", "the mistake was not told")
    browser.keys(area, "\ue009a\ue000\ue017nama: loket-satu\nyth: Pimpinan Loket\n\ue009s\ue000")
    browser.wait(f"{drawn}?.innerText.includes('Pimpinan Loket')", "the letter did not change")
    browser.open(f"{base}{SEMESTER}/terbit")
    _button(browser, "Simpan ke riwayat")
    _button(browser, "Terbitkan 2 surat")
    browser.wait("document.body.innerText.includes('2 surat terbit')", "the job did not end")
    _button(browser, "Simpan ke riwayat")
    assert len(list(root.glob("register/**/*.docx"))) == 2
    browser.open(f"{base}{SEMESTER}")
    assert browser.words.count("sudah") > 8


@needs.browser
def test_what_is_typed_stays_when_it_is_refused_and_is_not_left_unsaved_without_a_question(story):
    browser, base, root = story
    asks = "const go = new Event('beforeunload', {cancelable: true}); dispatchEvent(go); return go.defaultPrevented"
    browser.open(f"{base}/mulai")
    browser.keys(browser.find("textarea[name=nama]"), "Loket Tiga\nLoket Empat\nLoket Tiga")
    _button(browser, "Mulai unit")
    assert "nama berkasnya sama" in browser.words
    browser.click(browser.find("a.back"))
    browser.wait("document.querySelector('textarea[name=nama]')", "it did not lead back")
    assert browser.run("return document.querySelector('textarea[name=nama]').value").count("Loket") == 3
    file = "units/kota-rekaan/loket-dua.yaml"
    browser.open(f"{base}/berkas/{file}")
    assert not browser.run(asks)
    browser.keys(area := browser.find("textarea"), "\ue009\ue00f\ue000# catatan\n")
    assert browser.run(asks)
    browser.run("window.ask = window.fetch; window.fetch = () => Promise.reject(new TypeError('nobody answers'))")
    browser.keys(area, "\ue009s\ue000")
    browser.wait("document.getElementById('hasil').innerText.includes('Belum tersimpan')", "nothing was said")
    assert browser.run(asks)
    browser.run("window.fetch = window.ask")
    browser.keys(area, "\ue009s\ue000")
    browser.wait("document.getElementById('hasil').innerText.startsWith('Tersimpan')", "it was not saved")
    assert not browser.run(asks)
    assert "# catatan" in (root / file).read_text()
    browser.open(f"{base}/borang/{file}")
    assert not browser.run(asks)
    browser.keys(browser.find("input[name='[\"yth\"]']"), " Rekaan")
    assert browser.run(asks)
    browser.run(
        "const typed = document.querySelector('form[action^=\"/borang/\"]'); typed.addEventListener('submit', "
        "(event) => event.preventDefault()); typed.requestSubmit()"
    )
    assert not browser.run(asks)


@needs.browser
def test_nobody_is_shut_out_of_any_page(story):
    browser, base, _ = story
    assert list(shut_out.faults(browser, (f"{base}{address}" for address in PAGES), needs.axe())) == []
    browser.open(f"{base}{SEMESTER}/kertas/kota-rekaan/loket-satu")  # as it is drawn, with a word that tells its origin
    browser.wait("document.querySelector('[data-drawn]')", "the letter was not drawn")
    browser.run("document.querySelector('[data-origin]').focus()")
    browser.run(  # and the lines of a table of contents, as a report has them
        "const lines = document.createElement('div'); document.querySelector('[data-drawn]').prepend(lines);"
        "for (const name of ['BAB I', 'BAB II', 'BAB III']) { const line = document.createElement('p');"
        " line.style.margin = 0; const link = document.createElement('a'); link.href = `#${name.length}`;"
        " link.textContent = name; line.append(link); lines.append(line); }"
    )
    assert shut_out.now(browser, needs.axe()) == []


@needs.browser
def test_every_control_is_reached_by_tab_and_none_holds_it(story):
    browser, base, _ = story
    browser.viewport(1280, 900)
    for address in PAGES:
        browser.open(f"{base}{address}")
        browser.run(
            "window.met = new Set(); addEventListener('focusin', (event) => window.met.add(event.target));"
            "document.body.tabIndex = -1; document.body.focus();"
        )
        many = browser.run(
            "window.controls = [...document.querySelectorAll('a[href], button, input, select, textarea, iframe,"
            " summary, [tabindex=\"0\"]')].filter((control) => control.type !== 'hidden' && !control.disabled"
            " && control.tabIndex >= 0 && control.checkVisibility()); return window.controls.length"
        )
        browser.tab(many + 6 * browser.run("return document.querySelectorAll('input[type=date]').length") + 10)
        browser.run("window.met.add(document.activeElement)")
        left = browser.run(
            "return window.controls.filter((control) => control.tagName !== 'IFRAME' && !window.met.has(control))"
            ".map((control) => control.outerHTML)"
        )
        assert left == [], address


@needs.browser
def test_nothing_runs_and_nothing_is_fetched_that_is_not_ours(story):
    browser, base, root = story
    evil = "<img src=x onerror=window.broken=1><script>window.broken=1</script>"
    file = root / "units/kota-rekaan/loket-dua.yaml"
    file.write_text(f"nama: '{evil}'\nyth: '{evil}'\n")
    for address in (*PAGES[1:4], f"{SEMESTER}/surat/kota-rekaan/loket-dua", PAGES[-3]):
        browser.open(f"{base}{address}")
        assert browser.run("return window.broken === undefined")
        assert browser.run(
            "const ours = location.origin; return performance.getEntriesByType('resource')"
            ".every((entry) => entry.name.startsWith(ours) || entry.name.startsWith('data:'))"
        )
    browser.open(f"{base}{SEMESTER}/surat/kota-rekaan/loket-dua")
    frame = "document.getElementById('kertas').contentDocument"
    browser.wait(f"{frame}?.querySelector('[data-drawn], .told')", "the letter was not drawn")
    assert browser.run("return document.getElementById('kertas').contentWindow.broken === undefined")
