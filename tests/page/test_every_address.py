"""Every address of the page, as the application itself lists them: strangers, paths that lead out, uploads."""

import io
import re
from pathlib import Path

import pytest

from pipeline.page import guard
from pipeline.page.routes import ROUTES
from support import small_office
from support.browser import HOST, PORT, TOKEN, Browser

STEPS = {"period": "2025S1", "file": "units/lumajang/instansi.yaml", "instansi": "lumajang", "unit": "bag-protokol-tup"}
SECRET = "nama: rahasia di luar"


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """A workspace that no test here changes, beside what no page may show."""
    root = tmp_path_factory.mktemp("luar")
    (root / "rahasia.yaml").write_text(SECRET)
    (root / "rahasia").mkdir()
    (root / "rahasia/instansi.yaml").write_text(SECRET)
    made = small_office.made(root / "kantor")
    (made / "units/tautan").symlink_to(root / "rahasia")
    (made / "periods/2025S1/tautan").symlink_to(root / "rahasia")
    (made / "register/tautan.yaml").symlink_to(root / "rahasia.yaml")
    return made


@pytest.fixture(scope="module")
def browser(there):
    return Browser(there)


def listed(app) -> list[tuple[str, str]]:
    """Every address and how it is asked, as the application knows them."""
    return [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if method[0] in "GPD"
    ]


def held(root: Path) -> dict[Path, bytes]:
    """Every file beside and in a workspace, but what is made anew."""
    every = root.parent.rglob("*")
    return {path: path.read_bytes() for path in every if path.is_file() and "build" not in path.parts}


def address(rule: str, **said: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: {**STEPS, **said}.get(found[1], "x"), rule)


def test_the_table_of_addresses_is_the_whole_of_what_is_answered(browser):
    said = {(route.rule, "POST" if route.writes else "GET") for route in ROUTES}
    assert {found for found in listed(browser.app) if found[1] != "HEAD"} == said


def test_who_may_only_read_changes_nothing_by_any_address(there):
    before, reader = held(there), Browser(there, read_only=True)
    keeps = {route.rule for route in ROUTES if route.keeps}
    form = {
        "nama": "X",
        "instansi": "lumajang",
        "periode": "2025S2",
        "teks": "x",
        "alasan": "x",
        "jenis": "surat-hasil",
    }
    for rule, method in listed(reader.app):
        if method == "POST":
            sent = {**form, "berkas": (io.BytesIO(b"unit,a\n"), "a.csv")}
            made = reader.post(address(rule), sent)
            assert (made.status_code == 403) == (rule not in keeps), rule
    assert held(there) == before


@pytest.mark.parametrize(
    "host",
    [
        "jahat.example",
        f"jahat.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"127.0.0.1:{PORT}.jahat.example",
        f"localhost.jahat.example:{PORT}",
        f"127.0.0.2:{PORT}",
        f"0.0.0.0:{PORT}",
        f"LOCALHOST:{PORT}@jahat.example",
    ],
)
def test_no_other_host_is_answered_anywhere(browser, host):
    for rule, method in listed(browser.app):
        said = {"Host": host, "Origin": f"http://{host}", "Cookie": f"skm_kunci_{PORT}={TOKEN}"}
        form = {"borang": browser.home.form_token} if method == "POST" else None
        made = browser.app.test_client().open(address(rule), method=method, headers=said, data=form)
        assert made.status_code in (400, 403), (rule, method)
        assert b"protokol" not in made.data.lower()


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": None},
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": f"https://{HOST}"},
        {"Origin": f"http://{HOST}/"},
        {"Origin": f"http://{HOST}.jahat.example"},
        {"Origin": f"http://localhost:{PORT}"},
        {"borang": ""},
        {"borang": TOKEN},
        {"Cookie": ""},
        {"Cookie": f"skm_kunci_{PORT}="},
        {"Cookie": f"skm_kunci_{PORT + 1}={TOKEN}"},
    ],
    ids=str,
)
def test_nothing_is_written_for_who_is_not_a_page_of_this_run(browser, there, said):
    before = held(there)
    headers = {"Origin": f"http://{HOST}", "Cookie": f"skm_kunci_{PORT}={TOKEN}"}
    headers |= {name: value for name, value in said.items() if name != "borang" and value is not None}
    headers = {name: value for name, value in headers.items() if name not in said or said[name] is not None}
    for rule, method in listed(browser.app):
        if method == "POST":
            form = {"borang": said.get("borang", browser.home.form_token), "nama": "X"}
            made = browser.app.test_client().post(address(rule), base_url=f"http://{HOST}", headers=headers, data=form)
            assert made.status_code == 403, rule
    assert held(there) == before


LEADS_OUT = (
    "%2e%2e",
    "..%2f..%2frahasia.yaml",
    "..%5crahasia.yaml",
    "%2fetc%2fpasswd",
    "units%2f..%2f..%2frahasia.yaml",
    "units/tautan/instansi.yaml",
    "register/tautan.yaml",
    "tautan",
    "rahasia.yaml%00",
)


def test_no_part_of_any_address_leads_out_of_the_workspace(browser, there):
    before = held(there)
    tried = 0
    for rule, method in listed(browser.app):
        for step in re.findall(r"<(?:\w+:)?(\w+)>", rule):
            for odd in LEADS_OUT:
                where = address(rule, **{step: odd})
                made = browser.get(where) if method == "GET" else browser.post(where, {"teks": "x", "sidik": ""})
                tried += 1
                assert made.status_code < 500, where
                assert SECRET.encode() not in made.data, where
                assert b"root:" not in made.data, where
    assert tried > 9 * len(ROUTES)
    assert held(there) == before


NAMELESS = (
    "/catat",
    "/mulai/periode",
    "/mulai/instansi",
    "/periode/<period>/situs",
    "/berkas/<path:file>",
    "/borang/<path:file>",
)
"""Forms that name no file, folder, unit or kind."""


def test_no_field_that_names_a_file_or_a_folder_leads_out_of_the_workspace(browser, there):
    before = held(there)
    for rule, method in listed(browser.app):
        for odd in ("../rahasia", "..", "/etc", "units/tautan", "register/../../rahasia"):
            if method == "POST" and rule not in NAMELESS:
                form = dict.fromkeys(("instansi", "unit", "nomor", "jenis", "ekspor", "dari", "berkas"), odd)
                made = browser.post(address(rule), {**form, "alasan": "x", "tanggal": "2025-07-02"})
                assert 400 <= made.status_code < 500, (rule, odd)
                assert SECRET.encode() not in made.data
    assert held(there) == before


@pytest.fixture(scope="module")
def bounded(there):
    """A page whose bounds are narrow, so that no large form need be sent."""
    browser = Browser(there)
    assert browser.app.config["MAX_CONTENT_LENGTH"] == guard.LARGEST <= 64_000_000
    browser.app.config |= {"MAX_CONTENT_LENGTH": 9000, "MAX_FORM_MEMORY_SIZE": 2000, "MAX_FORM_PARTS": 10}
    return browser


@pytest.mark.parametrize("route", [route for route in ROUTES if route.writes], ids=lambda route: route.rule)
def test_no_form_takes_more_than_its_bounds(bounded, route):
    where, many = address(route.rule), {f"f{number}": "x" for number in range(20)}
    for form in (
        {"berkas": (io.BytesIO(b"x" * 9000), "besar.csv")},
        {"teks": "x" * 2500},
        {"teks": "x" * 7000},
        {"teks": "x" * 2500, "berkas": (io.BytesIO(b"x"), "a.csv")},
        many,
        {**many, "berkas": (io.BytesIO(b"x"), "a.csv")},
    ):
        assert bounded.post(where, form).status_code == 413, list(form)[:1]
