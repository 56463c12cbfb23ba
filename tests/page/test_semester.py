"""The semester: every unit by its steps, filtered by the address."""

import re
import shutil
from functools import partial

import pytest

from pipeline.lists import unit_figures
from pipeline.page import steps, unit_files
from pipeline.page.unit_files import PageMemory
from pipeline.sources import workspace as sources
from support import small_office
from support.browser import TODAY, Browser


def rows(text: str) -> dict[str, list[str]]:
    """The table: by unit, the states of its steps."""
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", text, re.DOTALL):
        unit = re.search(r"<span class=\"slug\">(.*?)</span>", row)
        assert unit
        found[unit[1]] = re.findall(r"<td class=\"(\w+)\">", row)
    return found


def steps_of(text: str, unit: str) -> dict[str, str]:
    return dict(zip((name for name, _ in steps.STEPS), rows(text)[unit], strict=True))


def test_the_front_page_leads_to_the_newest_period_or_to_a_beginning(workspace):
    assert Browser(workspace).get("/").headers["Location"] == "/periode/2025S1"
    shutil.rmtree(workspace / "periods")
    assert Browser(workspace).get("/").headers["Location"] == "/mulai"


def test_a_unit_walks_from_data_to_issued(tmp_path, run):
    workspace = small_office.made(tmp_path / "kantor")
    run = partial(run, cwd=workspace)
    browser = Browser(workspace)
    unit = "lumajang/bag-protokol-tup"
    before = steps_of(browser.get("/periode/2025S1?instansi=lumajang").text, unit)
    assert (before["data"], before["jawaban"]) == ("ya", "entah")
    assert before["diperiksa"] == before["draf"] == "belum"
    run("check", "2025S1")
    run("letters", "2025S1", "--unit", unit)
    after = steps_of(browser.get("/periode/2025S1?instansi=lumajang").text, unit)
    assert after["jawaban"] == after["diperiksa"] == after["draf"] == "ya"
    file = workspace / "units/lumajang/bag-protokol-tup.yaml"
    file.write_text(file.read_text() + "salah: ya\n")
    assert steps_of(browser.get("/periode/2025S1?instansi=lumajang").text, unit)["diperiksa"] == "usang"
    run("check", "2025S1")
    assert steps_of(browser.get("/periode/2025S1?instansi=lumajang").text, unit)["diperiksa"] == "salah"


def test_filters_stand_in_the_address(workspace):
    for number in range(3):
        (workspace / f"units/lumajang/loket-{number}.yaml").write_text(f"nama: Loket {number}\n")
    browser = Browser(workspace)
    every = browser.get("/periode/2025S1").text
    assert len(rows(every)) == 4
    assert set(rows(browser.get("/periode/2025S1?cari=loket+2").text)) == {"lumajang/loket-2"}
    for part in ("Bagian+Protokol", "protokol+DAN+tup", "bag-protokol"):
        assert set(rows(browser.get(f"/periode/2025S1?cari={part}").text)) == {"lumajang/bag-protokol-tup"}
        assert "lumajang/bag-protokol-tup" in browser.get(f"/periode/2025S1/hasil?cari={part}").text
    assert rows(browser.get("/periode/2025S1?cari=tidak+ada").text) == {}
    assert "lumajang/bag-protokol-tup" not in browser.get("/periode/2025S1/hasil?cari=tidak+ada").text
    assert rows(browser.get("/periode/2025S1?langkah=terbit&keadaan=ya").text) == {}
    assert len(rows(browser.get("/periode/2025S1?langkah=terbit&keadaan=bukan").text)) == 4
    for odd in ("halaman=0", "halaman=99999999", "halaman=²", "langkah=x&keadaan=y", "instansi=%00"):
        assert browser.get(f"/periode/2025S1?{odd}").status_code == 200


def test_links_that_lead_in_circles_are_told_and_not_followed(workspace, run):
    for name in "ab":
        (workspace / f"register/lumajang/{name}").symlink_to(".")
        (workspace / f"units/lumajang/{name}").symlink_to(".")
    browser = Browser(workspace)
    assert len(rows(browser.get("/periode/2025S1").text)) == 1
    told = browser.get("/periode/2025S1/masalah").text
    for name in "ab":
        assert f"register/lumajang/{name}:1" in told
    assert "tautan ke folder tidak diikuti" in told


def test_html_in_every_field_is_text(workspace):
    evil = "<script>alert(1)</script><svg onload=alert(1)>"
    file = workspace / "units/lumajang/bag-protokol-tup.yaml"
    file.write_text(re.sub(r"(?m)^nama:.*$", f"nama: '{evil}'", file.read_text()))
    text = Browser(workspace).get(f"/periode/2025S1?instansi=lumajang&cari={evil}").text
    assert "<script>alert" not in text
    assert "<svg" not in text
    text = Browser(workspace).get("/periode/2025S1?instansi=lumajang").text
    assert "&lt;script&gt;alert(1)" in text


def test_a_file_that_has_not_changed_is_not_read_again(workspace, monkeypatch):
    first = unit_files.offices(workspace, "2025S1", PageMemory())
    monkeypatch.setattr(unit_files.disk, "content", lambda _: pytest.fail("read again"))
    assert unit_files.offices(workspace, "2025S1", PageMemory()) == first
    (workspace / "periods/2025S1/lumajang/bag-protokol-tup.yaml").write_text("publikasi_media: []\n")
    with pytest.raises(pytest.fail.Exception):
        unit_files.offices(workspace, "2025S1", PageMemory())


def test_while_nothing_changes_the_rows_are_those_of_before(workspace):
    period = sources.period(workspace, "2025S1")
    memory = PageMemory()
    first = steps.of_period(workspace, period, "surat-hasil", memory)
    assert steps.of_period(workspace, period, "surat-hasil", memory) is first
    (workspace / "units/lumajang/loket-baru.yaml").write_text("nama: Loket\n")
    after = steps.of_period(workspace, period, "surat-hasil", memory)
    assert len(after) == len(first) + 1


def test_what_was_kept_is_not_believed(workspace):
    first = unit_files.offices(workspace, "2025S1", PageMemory())
    kept = workspace / "build/2025S1/.halaman.json"
    for wrong in ('{"a": 1}', "[]", "{", re.sub(r", \[\[\], false\]", ", 5]", kept.read_text())):
        kept.write_text(wrong)
        assert unit_files.offices(workspace, "2025S1", PageMemory()) == first


def test_the_table_is_said_in_english_too(workspace):
    text = Browser(workspace).get("/periode/2025S1?bahasa=en").text
    assert 'lang="en"' in text
    assert "Answers" in text


def test_due_is_what_the_period_says(workspace):
    period = sources.period(workspace, "2025S1")
    found = {name: left for name, _, left in steps.due(workspace, period, TODAY)}
    assert found["lumajang"] < 40


KINDS = ("surat-hasil", "rekapitulasi", "daftar-pengiriman")
"""Addresses say keys; people read titles."""
PAGES = (
    "/mulai",
    "/periode/2025S1",
    "/periode/2025S1/masalah",
    "/periode/2025S1/surat",
    "/periode/2025S1/surat/lumajang/bag-protokol-tup",
    "/periode/2025S1/asal/lumajang/bag-protokol-tup",
    "/periode/2025S1/jawaban",
    "/periode/2025S1/jawaban/lumajang",
    "/periode/2025S1/terbit",
    "/periode/2025S1/agenda",
    "/periode/2025S1/agenda/lumajang/bag-protokol-tup",
    "/periode/2025S1/srikandi",
    "/periode/2025S1/hasil",
    "/periode/2025S1/masalah?unit=lumajang/bag-protokol-tup",
    "/periode/2025S1/hasil/lumajang/bag-protokol-tup",
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A page over a workspace that no test here writes to."""
    return Browser(small_office.made(tmp_path_factory.mktemp("kantor")))


@pytest.mark.parametrize("address", PAGES)
def test_kinds_institutions_units_and_elements_are_called_by_their_titles(shown, address):
    text = shown.get(address).text
    bare = re.sub(r"<pre.*?</pre>|<textarea.*?</textarea>|<code>.*?</code>", "", text, flags=re.DOTALL)
    bare = re.sub(r'<(?:span class="slug"|title).*?</\w+>|<article.*?</article>', "", bare, flags=re.DOTALL)
    assert not re.findall(r">[^<]*\b(?:permenpan|prosedur|pengaduan)\b[^<]*<", bare)
    for key in (*KINDS, "lumajang", "bag-protokol-tup", "lumajang/bag-protokol-tup"):
        assert not re.findall(rf">\s*{key}\s*<", bare), key
        if f'<option value="{key}"' in bare:
            assert re.search(rf'<option value="{key}"[^>]*>\s*[A-Z]', bare), key


def test_what_is_to_be_improved_first_is_named_first(shown):
    root = shown.home.root
    found = unit_figures.of_period(root, sources.period(root, "2025S1"))
    (unit,) = (row for row in found.hasil if row.utama)
    names = {element.unsur: element.nama for element in unit.unsur}
    assert "; ".join(names[key] for key in unit.prioritas) in shown.get("/periode/2025S1/hasil").text
    assert len(unit.prioritas) > 1


def test_a_kind_or_an_institution_whose_file_cannot_be_read_is_called_by_its_key(workspace):
    (workspace / "templates/rekapitulasi/jenis.yaml").write_text("judul: [\n")
    (workspace / "units/lumajang/instansi.yaml").write_text("[\n")
    text = Browser(workspace).get("/periode/2025S1").text
    assert re.search(r'<option value="rekapitulasi"[^>]*>rekapitulasi<', text)
    assert '<option value="lumajang">lumajang</option>' in text


def test_no_row_of_a_long_table_is_out_of_reach(workspace):
    for number in range(250):
        (workspace / f"units/lumajang/loket-{number:03}.yaml").write_text(f"nama: Loket {number}\n")
    browser = Browser(workspace)
    for address in ("/periode/2025S1", "/periode/2025S1/surat", "/periode/2025S1/terbit"):
        found, here = set(), "?halaman=1"
        for _ in range(5):
            text = browser.get(address + here).text
            found |= set(re.findall(r"lumajang/((?:loket|bag)-[\w-]+)</span>", text))
            following = re.search(r'rel="next" href="([^"]+)"', text)
            if not following:
                break
            here = following[1].replace("&amp;", "&")
        assert len(found) == 251, address
