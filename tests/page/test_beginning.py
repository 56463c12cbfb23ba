"""The first pages: an institution by its form, units by a list, answers that replace the sheet a period begins with."""

import io
import re

import pytest
import xlsxwriter

from pipeline.starting import files
from support.browser import Browser

FORM = "/borang/units/kota-rekaan/instansi.yaml"


@pytest.fixture
def browser(tmp_path):
    made = Browser(tmp_path)
    assert made.post("/mulai/instansi", {"nama": "Kota Rekaan"}).headers["Location"] == FORM
    return made


def listed(*rows: tuple[str, ...]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def filled(browser: Browser, **said: str) -> str:
    """Fill a form that was just begun, and return where that leads."""
    shown = browser.get(FORM).text
    keys = dict(re.findall(r'<label for="(f\d+)">([^<]*)', shown))
    names = dict(re.findall(r'id="(f\d+)" name="([^"]*)"', shown))
    form = {
        names[field].replace("&#34;", '"'): said[label.strip()]
        for field, label in keys.items()
        if label.strip() in said
    }
    assert len(form) == len(said), keys
    form["sidik"] = re.search(r'name="sidik" value="(\w*)"', shown)[1]
    return str(browser.post(FORM, form).headers.get("Location"))


def test_a_file_that_was_begun_is_filled_where_it_asks_for_it(browser, tmp_path):
    file = tmp_path / "units/kota-rekaan/instansi.yaml"
    before = file.read_text().splitlines()
    assert browser.get(FORM).text.count("perlu diisi") == 5
    said = {"kop › baris": "PEMERINTAH KOTA, REKAAN\nSEKRETARIAT: [x]", "kop › alamat": "Jalan 1", "tempat": "Rekaan"}
    said |= {"pejabat › pimpinan › jabatan": "Sekretaris", "pejabat › pimpinan › nama": "Nama"}
    assert filled(browser, **said) == f"{FORM}?hasil=tersimpan"
    changed = [line for line in file.read_text().splitlines() if line not in before]
    assert changed[0].startswith('  baris: ["PEMERINTAH KOTA, REKAAN", "SEKRETARIAT: [x]"]  # ISI, misalnya')
    assert len(changed) == 5
    told = browser.get(f"{FORM}?hasil=tersimpan").text
    assert '<a href="/mulai#two">Berikutnya: tulis unit-unitnya</a>' in told
    assert "perlu diisi" not in told


def test_units_come_from_a_list_and_each_row_that_is_none_is_told(browser, tmp_path):
    titles = ("No", "Nama Unit", "Nama Kepala", "Jabatan Kepala", "NIP Kepala")
    rows = (("DAFTAR UNIT",), titles, ("1", "Loket Satu", "Nama A", "Kepala", "12"), ("2", "Loket Dua", "", "Kepala"))
    sent = (io.BytesIO(listed(*rows)), "Daftar.XLSX")
    made = browser.post("/mulai/daftar", {"instansi": "kota-rekaan", "berkas": sent})
    assert "1 unit ditulis, 0 tetap, 1 baris tidak diambil" in made.text
    assert [path.stem for path in (tmp_path / "units/kota-rekaan").glob("loket-*")] == ["loket-satu"]
    assert re.findall(r"[^ >]*daftar.xlsx:[^<]*", made.text) == ["daftar.xlsx:4:3"]
    none = browser.post("/mulai/daftar", {"instansi": "kota-rekaan"})
    assert "pilih berkasnya dahulu" in none.text


def test_a_file_that_asks_for_nothing_is_not_read_as_yaml_to_find_that_out(browser, tmp_path, monkeypatch):
    (tmp_path / "units/kota-rekaan/loket.yaml").write_text("nama: Loket\nyth: Kepala\n")
    read, asked = files.read_yaml, []
    monkeypatch.setattr(files, "read_yaml", lambda raw, *rest: asked.append(raw) or read(raw, *rest))
    browser.get("/mulai")
    assert [raw.count(b"# ISI") > 0 for raw in asked] == [True]  # the institution's own, which was begun


def test_units_that_would_share_a_file_are_named_and_none_is_written(browser, tmp_path):
    names = "Dinas Kesehatan\nDinas Sosial\nDinas  kesehatan"
    told = browser.post("/mulai/unit", {"instansi": "kota-rekaan", "nama": names})
    assert told.status_code == 400
    assert "Dinas Kesehatan; Dinas  kesehatan: nama berkasnya sama" in told.text
    assert "sudah ada" not in told.text
    assert not list((tmp_path / "units/kota-rekaan").glob("dinas*"))


def test_what_is_refused_leads_back_and_offers_to_keep_what_has_changed(workspace):
    browser = Browser(workspace)
    form = {"jenis": "surat-hasil", "alasan": "ralat"}
    came = f"http://127.0.0.1:5000{(own := '/periode/2025S1/agenda/lumajang/bag-protokol-tup')}"
    refused = browser.post(f"{own}/ulang", form, Referer=came)
    assert refused.status_code in (400, 422)
    assert f'href="{own}"' in refused.text
    assert 'aria-label="Bagian"' in refused.text  # the way to the other pages stays
    assert 'href=""' not in browser.post(f"{own}/ulang", form).text  # nobody says where it came from
