"""The editor and the form: what is saved, what is refused, what is told."""

import html
import json
import re
import subprocess

import pytest

from pipeline.making import preview
from pipeline.page import checked, checking, form_fields, saving
from pipeline.problems.problem import Problem
from pipeline.sources import descriptions, editor, trees
from pipeline.sources.yaml_text import read_yaml
from support.browser import Browser
from support.paths import ROOT

UNIT = "units/lumajang/bag-protokol-tup.yaml"
INSTITUTION = "units/lumajang/instansi.yaml"


@pytest.fixture
def browser(workspace):
    return Browser(workspace)


def digest(text: str) -> str:
    found = re.search(r'name="sidik" value="(\w*)"', text)
    assert found
    return found[1]


def save(browser, file, text, sidik=None):
    known = digest(browser.get(f"/berkas/{file}").text) if sidik is None else sidik
    return browser.post(f"/berkas/{file}", {"teks": text, "sidik": known})


def test_a_problem_leads_to_its_line_and_a_save_to_what_is_left(browser, workspace):
    path = workspace / UNIT
    whole = path.read_text()
    path.write_text(whole.replace("yth:", "yht:"))
    told = browser.get("/periode/2025S1/masalah").text
    assert "I001" in told
    assert f'href="/berkas/{UNIT}?baris=3"' in told
    shown = browser.get(f"/berkas/{UNIT}?baris=3").text
    assert '<span id="b3" class="wrong">▶3</span>' in shown
    made = save(browser, UNIT, whole)
    assert made.status_code == 303
    after = browser.get(made.headers["Location"]).text
    assert "I001" not in after
    assert "Tersimpan" in after
    assert path.read_text() == whole


def test_what_was_not_changed_stays_to_the_byte(browser, workspace):
    for raw in (b"nama: A\r\nyth: B\r\n", b"\xef\xbb\xbfnama: A\nyth: B\n", "nama: Café\nyth: B\n".encode()):
        (workspace / UNIT).write_bytes(raw)
        shown = browser.get(f"/berkas/{UNIT}").text
        text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", shown, re.DOTALL)
        assert text
        assert save(browser, UNIT, text[1].replace("\n", "\r\n")).status_code == 303
        assert (workspace / UNIT).read_bytes() == raw
        save(browser, UNIT, text[1].replace("B", "C"))
        assert (workspace / UNIT).read_bytes() == raw.replace(b"B", b"C")


def test_a_file_that_changed_underneath_is_not_written_over(browser, workspace):
    known = digest(browser.get(f"/berkas/{UNIT}").text)
    (workspace / UNIT).write_text("nama: Ditulis orang lain\n")
    made = save(browser, UNIT, "nama: Punya saya\n", known)
    assert made.status_code == 409
    assert "Punya saya" in made.text
    assert "Ditulis orang lain" in made.text
    assert (workspace / UNIT).read_text() == "nama: Ditulis orang lain\n"
    assert save(browser, UNIT, "nama: Punya saya\n", digest(made.text)).status_code == 303


def test_two_tabs_cannot_both_save(browser):
    first = digest(browser.get(f"/berkas/{UNIT}").text)
    assert save(browser, UNIT, "nama: Satu\nyth: Kepala\n", first).status_code == 303
    assert save(browser, UNIT, "nama: Dua\nyth: Kepala\n", first).status_code == 409


@pytest.mark.parametrize(
    "file",
    ["register/lumajang/2025/0001.yaml", "skm.yaml", "templates/surat-hasil/bawaan.docx", "units/lumajang/logo.png"],
)
def test_what_the_program_writes_and_what_is_no_text_is_not_edited(browser, workspace, file):
    before = (workspace / file).read_bytes() if (workspace / file).exists() else None
    assert browser.get(f"/berkas/{file}").status_code == 404
    assert browser.post(f"/berkas/{file}", {"teks": "x", "sidik": ""}).status_code == 404
    assert before == ((workspace / file).read_bytes() if (workspace / file).exists() else None)


def test_a_file_that_is_not_there_yet_is_begun(browser, workspace):
    file = "periods/2025S1/lumajang/bag-protokol-tup.yaml"
    (workspace / file).unlink(missing_ok=True)
    assert browser.get(f"/berkas/{file}").status_code == 200
    assert save(browser, file, "saran: []", "").status_code == 303
    assert (workspace / file).read_text() == "saran: []\n"
    assert browser.get("/berkas/periods/2025S1/lumajang/TIDAK SAH.yaml").status_code == 404
    assert browser.get("/berkas/periods/1999/lumajang/bag-protokol-tup.yaml").status_code == 404


def test_markup_in_a_file_is_shown_as_text(browser, workspace):
    (workspace / UNIT).write_text("nama: </textarea><script>alert(1)</script>\n")
    shown = browser.get(f"/berkas/{UNIT}").text
    assert "<script>alert" not in shown
    assert "&lt;/textarea&gt;&lt;script&gt;" in shown


def test_what_is_no_text_is_refused_with_its_place(browser, workspace):
    (workspace / UNIT).write_bytes(b"nama: \xff\xfe\n")
    made = browser.get(f"/berkas/{UNIT}")
    assert made.status_code == 422
    assert "Y002" in made.text


def test_how_a_file_stands_to_git_is_told(browser, workspace):
    assert "git tidak ada" in browser.get(f"/berkas/{UNIT}").text
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=workspace, check=True)
    assert "sama dengan commit" in browser.get(f"/berkas/{UNIT}").text
    save(browser, UNIT, "nama: Lain\nyth: Kepala\n")
    assert "berubah, belum di-commit" in browser.get(f"/berkas/{UNIT}").text


def test_every_field_of_a_file_is_explained(browser):
    shown = browser.get(f"/berkas/{INSTITUTION}").text
    assert "<dt><code>penandatangan</code></dt><dd>" in shown
    names = re.search(r'data-names="([^"]*)"', shown)
    assert names
    assert "&#34;atas_nama&#34;" in names[1]


def keyed(*path: str | int) -> str:
    import json

    return json.dumps(path, ensure_ascii=False)


def test_a_form_writes_the_same_yaml_and_keeps_its_remarks(browser, workspace):
    path = workspace / "periods/2025S1/lumajang/periode.yaml"
    before = path.read_text()
    address = "/borang/periods/2025S1/lumajang/periode.yaml"
    shown = browser.get(address).text
    form = {keyed("batas"): "2025-07-09", keyed("dokumen", "surat-hasil", "tembusan"): "Bupati Lumajang\r\nInspektur"}
    made = browser.post(address, {"sidik": digest(shown), **form})
    assert made.status_code == 303, made.text
    expected = before.replace("batas: 2025-07-07", "batas: 2025-07-09")
    assert path.read_text() == expected.replace("[Bupati Lumajang]", '[Bupati Lumajang, "Inspektur"]')


def test_a_form_of_a_file_that_says_nothing_yet(browser, workspace):
    file = "periods/2025S1/lumajang/bag-protokol-tup.yaml"
    (workspace / file).write_text("# catatan\n")
    shown = browser.get(f"/borang/{file}").text
    form = {keyed("saran"): "Tambah kursi\nLoket dibuka lebih pagi", keyed("dokumen", "laporan-skm", "diterima"): ""}
    assert browser.post(f"/borang/{file}", {"sidik": digest(shown), **form}).status_code == 303
    assert (workspace / file).read_text() == "# catatan\nsaran:\n  - Tambah kursi\n  - Loket dibuka lebih pagi\n"


def test_a_form_that_says_what_may_not_be_said_writes_nothing(browser, workspace):
    path = workspace / "periods/2025S1/lumajang/periode.yaml"
    before = path.read_bytes()
    address = "/borang/periods/2025S1/lumajang/periode.yaml"
    made = browser.post(address, {"sidik": digest(browser.get(address).text), keyed("batas"): "31 Juli"})
    assert made.status_code == 422
    assert "I003" in made.text
    assert "31 Juli" in made.text
    assert path.read_bytes() == before


def test_a_form_of_a_file_that_changed_underneath_writes_nothing(browser, workspace):
    known = digest(browser.get(f"/borang/{UNIT}").text)
    (workspace / UNIT).write_text("nama: Lain\nyth: Kepala\n")
    made = browser.post(f"/borang/{UNIT}", {"sidik": known, keyed("nama"): "Saya"})
    assert made.status_code == 409
    assert (workspace / UNIT).read_text() == "nama: Lain\nyth: Kepala\n"
    assert 'value="Saya"' in made.text
    assert "Sekarang di berkas: Lain" in made.text  # else who saves again takes back what another wrote


def test_a_form_that_is_wrong_and_old_is_old(browser, workspace):
    file = "periods/2025S1/lumajang/periode.yaml"
    known = digest(browser.get(f"/borang/{file}").text)
    changed = (workspace / file).read_text().replace("batas: 2025-07-07", "batas: 2025-07-09")
    (workspace / file).write_text(changed)
    made = browser.post(f"/borang/{file}", {"sidik": known, keyed("batas"): "31 Juli"})
    assert made.status_code == 409  # what is wrong was told beside the fingerprint of a file that nobody was shown
    assert "Sekarang di berkas: 2025-07-09" in made.text


def every_file() -> list[str]:
    from support.paths import ROOT

    return [file for file, kind in editor.files(ROOT) if kind.name not in ("jenis", "agenda")]


@pytest.mark.parametrize("file", [file for file in every_file() if "contoh/" not in file or "dinas-s" in file])
def test_a_field_that_is_changed_says_so_and_the_others_stay(file):
    from support.paths import ROOT

    kind = editor.kind_of(file)
    assert kind
    text = (ROOT / file).read_text(encoding="utf-8").replace("\r\n", "\n")
    node = read_yaml(text.encode(), file, [])
    assert node
    every = form_fields.fields(kind, node)
    problems: list[Problem] = []
    assert form_fields.changed(text, file, kind, {field.key: field.value for field in every}, problems) == text
    named = next((field for field in every if field.label.endswith("nama") and field.value), None)
    if named:
        made = form_fields.changed(text, file, kind, {named.key: "Nama: yang #baru"}, problems)
        assert made
        assert not problems
        assert made.replace('"Nama: yang #baru"', "X").count("X") == 1
        changed = read_yaml(made.encode(), file, [])
        assert changed
        left = [field for field in form_fields.fields(kind, changed) if field.key != named.key]
        assert [field[:5] for field in left] == [field[:5] for field in every if field.key != named.key]
        assert trees.plain(changed) != trees.plain(node)


LIST = """\
# saya
nama: A
yth: |
  Kepala
  di Tempat
dikenal_sebagai:
  - P # lama
  # tentang T
  - T # singkat
# akhir
"""


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ("P\nT", "", ""),
        ("H\nP\nT", "  - P #", "  - H\n  - P #"),
        ("P\nH\nI\nT", "  # tentang", "  - H\n  - I\n  # tentang"),
        ("P\nT\nH", "# singkat\n", "# singkat\n  - H\n"),
        ("P\nU", "- T", "- U"),
    ],
)
def test_a_remark_stays_with_the_item_that_it_is_about(said, old, new):
    kind = editor.kind_of(UNIT)
    form = {keyed("dikenal_sebagai"): said.replace("\n", "\r\n"), keyed("yth"): "Kepala\r\ndi Tempat\r\n"}
    assert form_fields.changed(LIST, UNIT, kind, form, []) == LIST.replace(old, new)


def test_an_item_goes_from_a_list_between_brackets_and_one_comes():
    kind = editor.kind_of(UNIT)
    text = "nama: A\nyth: B\ndikenal_sebagai: [P, T] # dua\n"
    form = {keyed("dikenal_sebagai"): "H\nP\nT"}
    assert form_fields.changed(text, UNIT, kind, form, []) == text.replace("[P", '["H", P')
    made = form_fields.changed(text, UNIT, kind, {keyed("dikenal_sebagai"): "T"}, [])
    assert made
    assert "# dua" in made
    assert trees.plain(read_yaml(made.encode(), UNIT, []))["dikenal_sebagai"] == ["T"]


def test_an_item_of_two_lines_stays_one_item():
    file = "periods/2025S1/lumajang/bag-protokol-tup.yaml"
    kind = editor.kind_of(file)
    text = "# saya\nsaran:\n  - |\n    baris satu\n    baris dua\n  - kedua # penting\n# akhir\n"
    said = {keyed("saran", 0): "baris satu\r\nbaris dua\r\n", keyed("saran", 1): "KEDUA"}
    assert form_fields.changed(text, file, kind, said, []) == text.replace("kedua", "KEDUA")
    made = form_fields.changed(text, file, kind, {keyed("saran", 0): "satu\r\ndua"}, [])
    assert made == text.replace("|\n    baris satu\n    baris dua\n", '"satu\\ndua"\n')
    left = form_fields.changed(text, file, kind, {keyed("saran", 1): ""}, [])
    assert left
    assert trees.plain(read_yaml(left.encode(), file, []))["saran"] == ["baris satu\nbaris dua\n"]


MIXED = b'unit,saran\r\na,"x\ny"\r\nb,"p\nq"\r\n'


@pytest.mark.parametrize(
    ("raw", "old", "new", "expected"),
    [
        (MIXED, "", "", MIXED),
        (MIXED, 'y"\n', 'y"\nc,z\n', MIXED.replace(b'y"\r\n', b'y"\r\nc,z\r\n')),
        (MIXED, '"x', '"w', MIXED.replace(b'"x', b'"w')),
        (MIXED, 'a,"x\ny"\n', "", MIXED.replace(b'a,"x\ny"\r\n', b"")),
        (b"unit,saran\ra,x\rb,y\r", "b,y", "b,z", b"unit,saran\ra,x\rb,z\r"),
        (b"unit,saran\na,x", "", "", b"unit,saran\na,x"),
        (b"unit,saran\na,x", "x", "z", b"unit,saran\na,z\n"),
    ],
)
def test_the_ends_of_lines_are_kept(browser, workspace, raw, old, new, expected):
    file = "periods/2025S1/lumajang/skor.csv"
    (workspace / file).write_bytes(raw)
    shown = re.sub(r"\r\n|\r", "\n", raw.decode())
    assert save(browser, file, shown.replace(old, new, 1).replace("\n", "\r\n")).status_code == 303
    assert (workspace / file).read_bytes() == expected


def test_an_emptied_field_goes_and_what_held_only_it(workspace):
    kind = editor.kind_of(UNIT)
    text = "nama: A\nyth: B # kepada\nkepala:\n  jabatan: C\n  nama: D\n"
    said = {keyed("kepala", "jabatan"): "", keyed("kepala", "nama"): ""}
    assert form_fields.changed(text, UNIT, kind, said, []) == "nama: A\nyth: B # kepada\n"


def test_nothing_is_saved_with_signs_that_end_a_text(browser):
    assert save(browser, UNIT, "nama: A\0B\n").status_code == 400
    assert saving.opened(browser.home.root, UNIT).text.startswith("#")


def test_units_that_share_a_file_are_looked_at_while_its_reader_goes_on(browser, workspace, monkeypatch):
    monkeypatch.setattr(checking, "_QUIET", 0)
    for number in range(checked.AT_ONCE):
        (workspace / f"units/lumajang/loket-{number:02}.yaml").write_text("nama: Loket\nyht: salah\n")
    text = (workspace / INSTITUTION).read_text()
    told = browser.get(save(browser, INSTITUTION, text + "# catatan\n").headers["Location"]).text
    key = re.search(r'id="sisa" [^>]*data-here="/pemeriksaan/(\w+)"', told)
    assert key, told
    assert "I001" not in told  # one unit is looked at, and nothing is wrong with it
    browser.home.checks.find(key[1]).thread.join()
    assert browser.get(f"/pemeriksaan/{key[1]}").status_code == 200
    whole = browser.get(f"/berkas/{INSTITUTION}").text
    assert "I001" in whole
    assert 'id="sisa"' not in whole


def test_a_letter_is_made_once_for_its_frame_and_what_is_drawn_in_it(browser, monkeypatch):
    made = []
    for name in ("drawn", "of_unit"):
        make = getattr(preview, name)
        monkeypatch.setattr(preview, name, lambda *asked, make=make: made.append(asked) or make(*asked))
    paper = browser.get("/periode/2025S1/kertas/lumajang/bag-protokol-tup?jenis=surat-hasil").text
    address = re.search(r'data-address="([^"]+)"', paper)
    assert browser.get(address[1].replace("&amp;", "&")).data[:2] == b"PK"
    assert len(made) == 1
    assert browser.get("/periode/2025S1/dokumen/lumajang/bag-protokol-tup?sidik=lain").data[:2] == b"PK"
    assert len(made) == 2


def test_the_editor_offers_each_name_with_what_it_means_wherever_a_file_is_typed(browser):
    for address in (f"/berkas/{UNIT}", f"/periode/2025S1/surat/lumajang/bag-protokol-tup?berkas={UNIT}"):
        shown = browser.get(address).text
        offered = json.loads(html.unescape(re.search(r'data-names="([^"]*)"', shown)[1]))
        assert offered["yth"].startswith("Penerima surat")
        assert all(offered.values())
        assert 'aria-controls="lengkap"' in shown


def test_every_field_that_the_page_shows_is_explained_in_english_too(browser):
    indonesian, english = descriptions.tables(), descriptions.tables("en")
    kinds = {kind.name: kind for file, kind in editor.files(ROOT) if kind.name != "agenda"}
    shown = {model.__name__: model for kind in kinds.values() for model in editor.models_below(kind.model)}
    for model in shown.values():
        for field in model.model_fields:
            said = descriptions.of_field(model, field, "en")
            assert said, f"add {model.__name__}.{field} to {descriptions.ENGLISH.name}"
            assert said != descriptions.of_field(model, field) or "romawi" in said, field
    for name, table in english.items():
        assert set(table) <= set(indonesian[name]), name
    for address in (f"/berkas/{INSTITUTION}", f"/borang/{INSTITUTION}", f"/periode/2025S1/surat/{UNIT[6:-5]}"):
        text = browser.get(f"{address}?bahasa=en").text
        assert "Name of the" in text, address
        assert "seperti tercetak di surat" not in text, address


def test_a_period_of_many_units_is_looked_at_while_its_reader_goes_on(browser, workspace, monkeypatch):
    monkeypatch.setattr(checking, "_QUIET", 0)
    monkeypatch.setattr(checked, "MANY", 0)
    (workspace / UNIT).write_text((workspace / UNIT).read_text().replace("yth:", "yht:"))
    address = "/periode/2025S1/masalah"
    told = browser.get(address).text
    key = re.search(r'id="sisa" [^>]*data-here="/pemeriksaan/(\w+)"', told)
    assert key, told
    assert "kesalahan," not in told  # nothing is said of what nobody has looked at
    assert "Tidak ada yang salah" not in told
    browser.home.checks.find(key[1]).thread.join()
    whole = browser.get(address).text
    assert "I001" in whole
    assert 'id="sisa"' not in whole
    (workspace / UNIT).write_text((workspace / UNIT).read_text() + "# lain\n")
    again = browser.get(address).text
    assert "dari pemeriksaan terakhir" in again
    assert "I001" in again
    browser.home.checks.find(re.search(r"/pemeriksaan/(\w+)", again)[1]).thread.join()
