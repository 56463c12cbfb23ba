"""The page of a letter in a real browser: a file is dropped on it, and its fingerprint is computed there."""

import shutil
from pathlib import Path

import pytest
from test_site import made, office, root  # noqa: F401 - the fixture

from pipeline.publish import site_folder
from support import chromium as driven
from support import needs, shut_out
from support.clicks import Clicks

pytestmark = needs.browser
DROP = """
const bytes = Uint8Array.from(atob(arguments[0]), letter => letter.charCodeAt(0));
const carried = new DataTransfer();
carried.items.add(new File([bytes], "jatuh.docx"));
document.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
"""
SAID = """
const done = arguments[arguments.length - 1], told = document.getElementById("hasil");
(function look() {
  / (sama|BUKAN) /.test(told.textContent) ? done([told.className, told.textContent]) : setTimeout(look, 20);
})();
"""


@pytest.fixture(scope="module")
def chromium():
    with driven.started() as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(root, tmp_path_factory) -> Path:  # noqa: F811
    found = tmp_path_factory.mktemp("situs")
    site_folder.write(found, "situs", made(root))
    return found


@pytest.fixture(scope="module")
def page(root, folder) -> Path:  # noqa: F811
    files = made(root)
    return next(folder / file for file, content in sorted(files.items()) if b"065.1/2/UJI/2025</dd>" in content)


def test_a_file_that_is_dropped_is_the_issued_one_or_is_not(page, root, chromium, tmp_path):  # noqa: F811
    issued = root / "register/uji/2025/0002/loket-a.docx"
    chromium.open(page.as_uri())
    chromium.type("#berkas", str(issued))
    kind, said = chromium.run_until(SAID)
    assert (kind, "loket-a.docx sama setiap bitanya dengan surat (.docx) yang terbit." in said) == ("hasil sama", True)
    changed = tmp_path / "loket-a.docx"
    changed.write_bytes(issued.read_bytes() + b" ")
    chromium.open(page.as_uri())
    chromium.type("#berkas", str(changed))
    kind, said = chromium.run_until(SAID)
    assert (kind, "BUKAN" in said) == ("hasil lain", True)
    chromium.open(page.as_uri())
    chromium.run(DROP, "YnVrYW4=")
    assert chromium.run_until(SAID)[1].startswith("jatuh.docx BUKAN")
    assert chromium.complaints() == []


def test_a_page_runs_no_script_but_its_own_and_fetches_nothing(page, chromium, tmp_path):
    text = page.read_text(encoding="utf-8")
    other = shutil.copy(page, tmp_path / "disusupi.html")
    attack = '<script>document.title="diretas"</script><img src="https://penyusup.example/a.png">'
    other.write_text(text.replace("</main>", f"{attack}</main>"), encoding="utf-8")
    chromium.open(other.as_uri())
    assert "diretas" not in chromium.run("return document.title")
    complaints = " ".join(chromium.complaints())
    assert complaints.count("Content Security Policy") >= 2


@pytest.mark.parametrize(("width", "height"), [(1200, 900), (360, 740)])
def test_no_page_is_wider_than_its_screen(page, chromium, width, height):
    chromium.size(width, height)
    files = sorted(page.parents[1].rglob("*.html"))
    assert page in files
    for file in files:
        chromium.open(file.as_uri())
        assert (
            chromium.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        ), file


def test_a_browser_that_computes_no_fingerprint_here_says_what_to_do(page, root, chromium):  # noqa: F811
    chromium.open(page.as_uri())
    chromium.run("Object.defineProperty(window, 'crypto', {value: {}})")
    chromium.type("#berkas", str(root / "register/uji/2025/0002/loket-a.docx"))
    assert "Buka halaman ini lewat https, atau hitung sendiri" in chromium.text("#hasil")
    assert "sha256sum" in chromium.text("main")


def test_nobody_is_shut_out_of_any_page_of_the_site(folder, chromium):
    every = sorted(folder.rglob("*.html"))
    of_a_kind = {(path.parent.name, path.parent.parent.name): path for path in every}
    pages = (path.as_uri() for path in of_a_kind.values())
    assert list(shut_out.faults(Clicks(chromium.address), pages, needs.axe())) == []
