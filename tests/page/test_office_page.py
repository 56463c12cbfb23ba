"""A semester of an office by the page alone: from nothing to letters that are issued, verified and corrected."""

import csv
import io
import re
import shutil
import subprocess

import pytest

from support.browser import HOST, Browser
from support.page_office import EXPORT, INSTITUTION, PERIOD, UNITS
from support.paths import ROOT


def digest(text: str) -> str:
    found = re.search(r'name="sidik" value="(\w*)"', text)
    assert found
    return found[1]


def as_shown(browser: Browser, own: str) -> dict[str, str]:
    """The number of a unit, and how it stood when its page was shown."""
    shown = browser.get(own).text
    number = re.search(r'name="nomor" value="([^"]+)"', shown)
    assert number
    return {"nomor": number[1], "sidik": digest(shown)}


def edit(browser: Browser, file: str, change) -> None:
    """Change a file in the editor."""
    shown = browser.get(f"/berkas/{file}").text
    text = (browser.home.root / file).read_text() if (browser.home.root / file).exists() else ""
    made = browser.post(f"/berkas/{file}", {"teks": change(text), "sidik": digest(shown)})
    assert made.status_code == 303, made.text


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office that was begun by the page: its institution, two units, a period, answers; nothing is wrong with it."""
    root = tmp_path_factory.mktemp("kantor")
    (root / "templates/surat-hasil").mkdir(parents=True)
    for file in ("jenis.yaml", "bawaan.docx"):
        shutil.copyfile(ROOT / "templates/surat-hasil" / file, root / "templates/surat-hasil" / file)
    (root / ".gitignore").write_text("build/\n")
    browser = Browser(root)
    assert browser.get("/").headers["Location"] == "/mulai"
    made = browser.post("/mulai/instansi", {"nama": "Kota Rekaan"})
    assert made.headers["Location"] == "/borang/units/kota-rekaan/instansi.yaml"
    assert browser.post("/mulai/unit", {"instansi": "kota-rekaan", "nama": "\n".join(UNITS)}).status_code == 303
    assert browser.post("/mulai/periode", {"periode": "2025S1"}).headers["Location"] == "/periode/2025S1"
    edit(browser, "units/kota-rekaan/instansi.yaml", lambda _: INSTITUTION)
    edit(browser, "periods/2025S1/kota-rekaan/periode.yaml", lambda _: PERIOD)
    for unit in ("loket-satu", "loket-dua"):
        edit(browser, f"units/kota-rekaan/{unit}.yaml", lambda _, name=unit: f"nama: {name}\nyth: Kepala {name}\n")
        (root / f"periods/2025S1/kota-rekaan/{unit}.yaml").write_text("saran: [Tambah kursi]\n")
    return browser


def upload(content: bytes, name: str):
    return {"berkas": (io.BytesIO(content), name)}


def answer(browser: Browser) -> None:
    """Drop the export, answer what is asked, and save."""
    address = "/periode/2025S1/jawaban/kota-rekaan"
    before = (browser.home.root / "units/kota-rekaan/instansi.yaml").read_bytes()
    form = settled(browser, upload(EXPORT.encode(), "ekspor.csv"))
    assert (browser.home.root / "units/kota-rekaan/instansi.yaml").read_bytes() == before
    begun = (browser.home.root / "periods/2025S1/kota-rekaan/skor.csv").read_bytes()
    assert begun.count(b"\n") == 2  # the sheet that a period begins with is replaced without being asked
    made = browser.post(f"{address}/simpan", form)
    assert made.headers.get("Location") == "/periode/2025S1/masalah", made.text
    assert (browser.home.root / "periods/2025S1/kota-rekaan/skor.csv").read_text() == EXPORT


def settled(browser: Browser, export) -> dict[str, str]:
    """Drop an export, answer what is asked, and return the form that saves it."""
    address = "/periode/2025S1/jawaban/kota-rekaan"
    shown = browser.post(address, export)
    form: dict[str, str] = {}
    for _ in range(6):
        key = re.search(r'name="ekspor" value="([^"]+)"', shown.text)
        assert key, shown.text
        if f'formaction="{address}/simpan"' in shown.text:
            return form or {"ekspor": key[1]}
        form = {"ekspor": key[1]}
        for name, inner in re.findall(r'<select id="(q\w+)"[^>]*>(.*?)</select>', shown.text, re.DOTALL):
            choices = re.findall(r'<option value="([^"]*)"( selected)?', inner)
            form[name] = next((value for value, chosen in choices if chosen), choices[0][0])
        shown = browser.post(address, form)
    raise AssertionError(shown.text)


def workbook(text: str) -> bytes:
    """The rows of a CSV as a workbook."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(text.splitlines())):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def test_answers_replace_those_of_before_however_they_end_and_only_when_asked(office, tmp_path):
    root = tmp_path / "kantor"
    shutil.copytree(office.home.root, root)
    browser = Browser(root)
    here = root / "periods/2025S1/kota-rekaan"
    institution = root / "units/kota-rekaan/instansi.yaml"
    save = "/periode/2025S1/jawaban/kota-rekaan/simpan"
    before = institution.read_bytes()
    (here / "skor.csv").unlink(missing_ok=True)
    (here / "skor.csv").mkdir()  # it cannot be written: then nothing is
    form = settled(browser, upload(EXPORT.encode(), "a.csv"))
    assert browser.post(save, {**form, "timpa": "1"}).status_code == 422
    assert institution.read_bytes() == before
    (here / "skor.csv").rmdir()
    assert browser.post(save, form).status_code == 409  # it is not as it was shown
    assert browser.post(save, form).status_code == 303
    form = settled(browser, upload(workbook(EXPORT), "a.xlsx"))
    refused = browser.post(save, form)
    assert refused.status_code == 400
    assert "skor.csv sudah ada" in refused.text
    assert (here / "skor.csv").read_text() == EXPORT
    assert browser.post(save, {**form, "timpa": "1"}).status_code == 303
    assert [path.name for path in here.glob("skor.*")] == ["skor.xlsx"]
    assert browser.post("/periode/2025S1/jawaban/kota-rekaan", upload(b"x", "lama.xls")).status_code == 400


def test_no_key_and_nothing_of_another_goes_into_the_history(office, tmp_path):
    root = tmp_path / "kantor"
    shutil.copytree(office.home.root, root, ignore=shutil.ignore_patterns(".git", "build"))
    for file in ("kepala.p12", "sandi.txt", "units/kota-rekaan/Kepala.PFX", "units/kota-rekaan/akar.pem"):
        (root / file).write_text("rahasia")
    for file in ("Makefile", "skm.yaml"):
        shutil.copyfile(ROOT / file, root / file)
    assert Browser(root).post("/catat", {"kembali": "/"}).status_code == 303
    kept = set(subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, check=True, text=True).stdout.split())
    assert kept >= {".gitignore", "Makefile", "skm.yaml", "units/kota-rekaan/akar.pem"}
    assert not kept & {"kepala.p12", "sandi.txt", "units/kota-rekaan/Kepala.PFX"}


def test_what_a_new_workspace_ignores_are_keys_but_no_certificates_that_it_names(tmp_path):
    shutil.copyfile(ROOT / ".gitignore", tmp_path / ".gitignore")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    names = ("a.p12", "b.pfx", "units/k/c.key", "d.pem", "units/k/akar.pem", "units/k/e.yaml")
    told = subprocess.run(["git", "check-ignore", *names], cwd=tmp_path, capture_output=True, check=True, text=True)
    assert told.stdout.split() == [*names[:4]]


def test_a_semester_from_nothing_to_a_corrected_letter(office):
    browser = office
    root = browser.home.root
    answer(browser)
    told = browser.get("/periode/2025S1/masalah").text
    assert "0 kesalahan" in told, re.sub(r"<[^>]+>", " ", told)
    letters = "/periode/2025S1/surat/kota-rekaan/loket-satu"
    assert browser.get(letters).status_code == 200
    made = browser.get("/periode/2025S1/dokumen/kota-rekaan/loket-satu")
    assert made.data[:2] == b"PK"
    paper = browser.get("/periode/2025S1/kertas/kota-rekaan/loket-satu")
    assert "units/kota-rekaan/loket-satu.yaml:2" in paper.text
    origins = browser.get("/periode/2025S1/asal/kota-rekaan/loket-satu").text
    assert "NRR x bobot" in origins
    assert "2 dokumen: 2 dibuat" in browser.post("/periode/2025S1/surat").text
    # the plan asks for a history first, and offers one
    plan = browser.get("/periode/2025S1/terbit").text
    assert "Simpan ke riwayat" in plan
    assert "Terbitkan 2 surat" not in plan
    assert browser.post("/catat", {"pesan": "Data", "kembali": "/periode/2025S1/terbit"}).status_code == 303
    assert subprocess.run(["git", "status", "-s"], cwd=root, capture_output=True, check=True).stdout == b""
    plan = browser.get("/periode/2025S1/terbit").text
    assert "Terbitkan 2 surat" in plan
    digest_ = re.search(r'name="rencana" value="(\w+)"', plan)
    assert digest_
    # another plan than the one that was shown is not issued
    assert browser.post("/periode/2025S1/terbit", {"rencana": "lain", "jenis": "surat-hasil"}).status_code == 409
    assert not list(root.glob("register/**/*.yaml"))
    issued = browser.post("/periode/2025S1/terbit", {"rencana": digest_[1], "jenis": "surat-hasil"})
    assert issued.status_code == 200, issued.text
    assert "2 surat terbit" in issued.text
    assert browser.post("/catat", {"kembali": "/periode/2025S1"}).status_code == 303
    _is_verified_and_corrected(browser)


def _is_verified_and_corrected(browser: Browser) -> None:
    root = browser.home.root
    own = "/periode/2025S1/agenda/kota-rekaan/loket-satu"
    page = browser.get(own).text
    assert "utuh" in page
    file = re.search(r'href="/arsip/(register/[^"]+\.docx)"', page)
    assert file
    letter = browser.get(f"/arsip/{file[1]}").data
    assert letter == (root / file[1]).read_bytes()
    verdict = browser.post("/periode/2025S1/verifikasi", upload(letter, "surat.docx"))
    assert "asli" in verdict.text
    assert "tidak dikenal" in browser.post("/periode/2025S1/verifikasi", upload(b"bukan surat", "a.docx")).text
    shown = as_shown(browser, own)
    again = {**shown, "jenis": "surat-hasil", "alasan": "ralat"}
    same = browser.post(f"{own}/ulang", again).text
    assert "masih sama dengan yang sudah terbit" in same
    assert 'value="ralat"' in same
    assert "perubahan ke" not in same
    edit(browser, "units/kota-rekaan/loket-satu.yaml", lambda text: text.replace("Kepala", "Pimpinan"))
    unkept = browser.post(f"{own}/ulang", again, Referer=f"http://{HOST}{own}")
    assert unkept.status_code == 422
    assert f'name="kembali" value="{own}"' in unkept.text  # what is not in the history is kept there and then
    assert "git add" not in unkept.text
    browser.post("/catat", {})
    assert browser.post(f"{own}/ulang", {**again, "alasan": " "}).status_code == 400
    corrected = browser.post(f"{own}/ulang", again).text
    assert "perubahan ke-1" in corrected
    assert f'name="kembali" value="{own}"' in corrected  # the correction is kept in the history from there
    scan = browser.post(f"{own}/lampir", {**as_shown(browser, own), **upload(b"", "pindai.pdf")})
    assert scan.status_code == 400
    insist_on_a_scan(root, browser, own, as_shown(browser, own))
    other = "/periode/2025S1/agenda/kota-rekaan/loket-dua"
    assert "batal" in browser.post(f"{other}/batal", {**as_shown(browser, other), "alasan": "salah kirim"}).text
    assert "salah kirim" in browser.get("/periode/2025S1/agenda").text
    assert "loket-satu" in browser.get("/periode/2025S1/hasil").text
    unit = browser.get("/periode/2025S1/hasil/kota-rekaan/loket-satu").text
    assert "Tambah kursi" in unit
    for form, begin in (("csv", b"\xef\xbb\xbfperiode,"), ("json", b"{"), ("xlsx", b"PK")):
        assert browser.get(f"/periode/2025S1/hasil/{form}").data.startswith(begin)
    assert "2 unit dengan hasil" in browser.post("/periode/2025S1/situs").text
    assert (root / "build/situs/index.html").is_file()


def insist_on_a_scan(root, browser, own, shown):
    """What seems to be no scan is kept only when that very file is sent again as meant."""
    told = browser.post(f"{own}/lampir", {**shown, **upload(b"teks", "pindai.pdf")}).text
    assert "pindai.pdf bukan PDF dan bukan gambar</p>" in told
    assert "--tetap" not in told
    meant = re.search(r'name="tetap" value="([0-9a-f]{64})" required', told)
    assert meant
    again = browser.post(f"{own}/lampir", {**shown, "tetap": meant[1], **upload(b"lain", "pindai.pdf")}).text
    assert "bukan PDF dan bukan gambar" in again
    assert not (root / shown["nomor"] / "pindai.pdf").exists()
    kept = browser.post(f"{own}/lampir", {**shown, "tetap": meant[1], **upload(b"teks", "pindai.pdf")}).text
    assert "pindai.pdf: tersimpan" in kept
    assert (root / shown["nomor"] / "pindai.pdf").read_bytes() == b"teks"


def test_an_export_that_is_none_is_refused_and_nothing_is_held(office):
    address = "/periode/2025S1/jawaban/kota-rekaan"
    before = len(office.home.memory.exports)
    assert office.post(address, upload(b"x", "surat.docx")).status_code == 400
    assert office.post(address, upload(b"", "kosong.csv")).status_code == 422
    assert office.post(f"{address}/simpan", {"ekspor": "tidak-ada"}).status_code == 400
    assert len(office.home.memory.exports) <= before + 1


def test_where_a_form_came_from_is_a_page_of_ours(office):
    for away in ("https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:alert(1)"):
        assert office.post("/catat", {"kembali": away}).headers["Location"] == "/"
