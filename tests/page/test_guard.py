"""Who may ask the page, and what it may load."""

import io
import re
from pathlib import Path

import pytest

from pipeline.page import guard, routes
from pipeline.page.asked import Missing
from pipeline.page.routes import ROUTES
from support import small_office
from support.browser import HOST, PORT, TOKEN, Browser
from support.paths import ROOT

READ = [route for route in ROUTES if not route.writes]
WRITE = [route for route in ROUTES if route.writes]
STEPS = {"period": "2025S1", "file": "units/lumajang/instansi.yaml", "instansi": "lumajang", "unit": "bag-protokol-tup"}


def address(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: STEPS.get(found[1], "x"), rule)


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """A workspace that no test here writes to."""
    return small_office.made(tmp_path_factory.mktemp("kantor"))


@pytest.fixture
def browser(there):
    return Browser(there)


def held(root: Path) -> dict[Path, bytes]:
    """Every file of a workspace."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "build" not in path.parts}


def test_the_token_of_the_address_becomes_a_cookie_and_goes(there):
    client = Browser(there).app.test_client()
    made = client.get(f"/?kunci={TOKEN}", base_url=f"http://{HOST}")
    assert (made.status_code, made.headers["Location"]) == (302, "/")
    cookie = made.headers["Set-Cookie"]
    assert cookie.startswith(f"skm_kunci_{PORT}={TOKEN};")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert client.get("/periode/2025S1", base_url=f"http://{HOST}").status_code == 200


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.rule)
def test_nothing_is_answered_without_the_token_or_to_another_host(there, route):
    before = held(there)
    method = "POST" if route.writes else "GET"
    browser = Browser(there)
    stranger = browser.app.test_client()
    form = {"borang": browser.home.form_token} if route.writes else None
    sent = {"Origin": f"http://{HOST}"}
    for base, client, headers in (
        (f"http://{HOST}", stranger, sent),
        (f"http://{HOST}", stranger, {**sent, "Cookie": f"skm_kunci_{PORT}=lama"}),
        (f"http://rebound.example:{PORT}", browser.client, {**sent, "Cookie": f"skm_kunci_{PORT}={TOKEN}"}),
        ("http://127.0.0.1:9999", browser.client, {**sent, "Cookie": f"skm_kunci_{PORT}={TOKEN}"}),
    ):
        made = client.open(address(route.rule), method=method, base_url=base, headers=headers, data=form)
        assert made.status_code == 403
        assert b"bag-protokol" not in made.data
    assert before == held(there)


@pytest.mark.parametrize("route", WRITE, ids=lambda route: route.rule)
@pytest.mark.parametrize(
    ("form", "headers"),
    [
        ({"borang": "usang"}, {}),
        ({"borang": TOKEN}, {}),
        ({}, {"Origin": "https://jahat.example"}),
        ({}, {"Origin": "null"}),
        ({}, {"Origin": "http://127.0.0.1:9999"}),
        ({}, {"Origin": f"http://localhost:{PORT}"}),
    ],
)
def test_a_form_from_elsewhere_or_of_another_run_writes_nothing(browser, route, form, headers):
    made = browser.post(address(route.rule), form, **headers)
    assert made.status_code == 403


@pytest.mark.parametrize("route", [route for route in WRITE if not route.keeps], ids=lambda route: route.rule)
def test_who_may_only_read_writes_nothing(there, route):
    made = Browser(there, read_only=True).post(address(route.rule))
    assert made.status_code == 403
    assert "hanya untuk dibaca" in made.text


@pytest.mark.parametrize("route", WRITE, ids=lambda route: route.rule)
def test_what_writes_is_not_asked_for_by_an_address(browser, route):
    others = {other.rule for other in READ}
    assert browser.get(address(route.rule)).status_code == (405 if route.rule not in others else 200)


@pytest.mark.parametrize("route", READ, ids=lambda route: route.rule)
def test_every_page_may_load_only_what_is_ours(browser, route):
    made = browser.get(address(route.rule))
    assert made.status_code < 500
    policy = dict(part.split(" ", 1) for part in made.headers["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'")
    assert policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] in ("'none'", "'self'")
    assert made.headers["X-Content-Type-Options"] == "nosniff"
    assert made.headers["Cache-Control"] == "no-store"
    if made.mimetype == "text/html":
        assert not re.search(r"<script(?![^>]*\ssrc=\"/)|\son\w+=|javascript:|<style|\sstyle=", made.text)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", made.text)


def test_what_is_too_large_is_not_read(browser, monkeypatch):
    browser.app.config["MAX_CONTENT_LENGTH"] = 100
    made = browser.post(address(WRITE[0].rule), {"berkas": (io.BytesIO(b"x" * 1000), "besar.csv")})
    assert made.status_code == 413
    assert guard.LARGEST <= 64_000_000


@pytest.mark.parametrize(
    "file",
    [
        "../rahasia.yaml",
        "units/../../rahasia.yaml",
        "/etc/passwd",
        "units//etc/passwd",
        "units/lumajang/./instansi.yaml",
        ".git/config",
        "units/.rahasia.yaml",
        "units\\lumajang\\instansi.yaml",
        "C:/rahasia",
        "units/lumajang/instansi.yaml\0",
        "units/luar/rahasia.yaml",
        "units/lumajang/taut.yaml",
        "",
        "x" * 5000,
    ],
)
def test_a_path_leads_nowhere_else(workspace, tmp_path_factory, file):
    outside = tmp_path_factory.mktemp("luar")
    (outside / "rahasia.yaml").write_text("nama: rahasia\n")
    (workspace / "units/luar").symlink_to(outside)
    (workspace / "units/lumajang/taut.yaml").symlink_to(outside / "rahasia.yaml")
    with pytest.raises(Missing):
        guard.file_inside(workspace, file, ("units", "periods"))


def test_a_plain_file_is_given(workspace):
    file = "units/lumajang/instansi.yaml"
    assert guard.file_inside(workspace, file, ("units",)) == workspace / file
    with pytest.raises(Missing):
        guard.file_inside(workspace, file, ("periods",))


ASKED = sorted(
    {
        name
        for file in (ROOT / "pipeline/page").glob("*.py")
        for name in re.findall(r"query\.get\(\"(\w+)\"", file.read_text(encoding="utf-8"))
    }
)
NONSENSE = ("%00", "a" * 400, "..%2F..%2Fx", "00010", "%F0%9F%98%80", "%0A", "-1")


@pytest.mark.parametrize("route", READ, ids=lambda route: route.rule)
def test_nonsense_in_an_address_is_no_fault_of_the_program(browser, route):
    assert {"jenis", "unit", "halaman"} <= set(ASKED)
    steps = re.findall(r"<(?:\w+:)?(\w+)>", route.rule)
    for odd in NONSENSE:
        for step in steps:
            whole = re.sub(rf"<(?:\w+:)?{step}>", odd, route.rule)
            assert browser.get(address(whole)).status_code < 500, whole
    for odd in NONSENSE[:2]:
        for names in (["jenis"], [name for name in ASKED if name not in ("jenis", "berkas")], ["berkas"]):
            whole = f"{address(route.rule)}?" + "&".join(f"{name}={odd}" for name in names)
            assert browser.get(whole).status_code < 500, whole


def test_nonsense_in_a_form_is_refused(workspace):
    browser = Browser(workspace)
    before = held(workspace)
    for route in WRITE:
        form = {"nama": "x", "pesan": "x", "alasan": "x", "nomor": "1", "unit": "lumajang/bag-protokol-tup"}
        for name in form:
            assert browser.post(address(route.rule), {**form, name: "a\0b"}).status_code == 400
    for odd in ("a" * 400, "../units/lumajang", "."):
        assert browser.post("/mulai/unit", {"instansi": odd, "nama": "Loket"}).status_code == 400
    assert held(workspace) == before


def test_another_language_leads_to_a_page_that_can_be_asked_for(browser):
    here = "/periode/2025S1/agenda"
    for before, expected in (
        (f"http://{HOST}{here}?jenis=surat-hasil", f"{here}?jenis=surat-hasil&amp;bahasa=en"),
        (f"http://{HOST}/periode/2025S1/verifikasi", "/?bahasa=en"),
        ("http://jahat.example/mulai", "/?bahasa=en"),
        (f"http://{HOST}//jahat.example", "/?bahasa=en"),
        ("", "/?bahasa=en"),
    ):
        sent = {"berkas": (io.BytesIO(b"x"), "a.docx")}
        made = browser.post("/periode/2025S1/verifikasi", sent, **({"Referer": before} if before else {}))
        assert f'href="{expected}"' in made.text
    assert 'href="?bahasa=en"' in browser.get(here).text
    assert 'href="/?bahasa=en"' in browser.get("/catat").text


def test_every_address_has_its_function():
    assert all(callable(route.view) for route in ROUTES)
    assert len({(route.rule, route.writes) for route in ROUTES}) == len(ROUTES)
    assert routes.ROUTES is ROUTES
