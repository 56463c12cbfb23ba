"""The page as it is started: an address with its key, on this computer only; told where its library lacks."""

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import webbrowser

import pytest

from pipeline.lists import srikandi_list
from pipeline.page import door
from pipeline.page.asked import Home
from pipeline.problems.problem import Usage
from support.browser import Browser
from support.paths import ROOT


def test_the_command_serves_this_computer_and_names_the_address(workspace):
    command = [sys.executable, "-W", "error", "-m", "pipeline", "watch", "bag-protokol-tup", "--no-browser"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SKM_LANG": "id", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=workspace, env=env, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            address = re.search(r"http://127\.0\.0\.1:\d+/\?kunci=\S+", running.stdout.readline())
            assert address
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
            with opener.open(address[0]) as made:
                text = made.read().decode()
            assert made.url.endswith("/periode/2025S1/surat/lumajang/bag-protokol-tup")
            assert "Bagian Protokol dan TUP" in text
            bare = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with pytest.raises(urllib.error.HTTPError) as refused:
                bare.open(address[0].partition("?")[0])
            refused.value.close()
            assert refused.value.code == 403
        finally:
            running.terminate()


def test_a_port_that_is_taken_and_a_unit_that_is_not_there_are_told(run, workspace):
    told = run("watch", "tidak-ada")
    assert told.returncode == 2
    assert "tidak-ada" in told.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = run("page", "--no-browser", "--port", port)
    assert told.returncode == 2
    assert f"pintu {port} tidak dapat dibuka" in told.stderr
    assert "in use by another program" not in told.stderr


def test_what_the_list_of_processes_shows_opens_the_page_once(run, workspace, monkeypatch):
    from werkzeug import serving

    given: list[str] = []
    answers: list[tuple[int, int]] = []

    class Serving:
        def __init__(self, port, app):
            self.port, self.app = port, app

        def serve_forever(self):
            for _ in range(2):
                client = self.app.test_client()
                made = client.get(given[0], base_url=f"http://127.0.0.1:{self.port}")
                answers.append((made.status_code, client.get("/mulai", base_url=made.request.host_url).status_code))
                again = client.get(given[0], base_url=f"http://127.0.0.1:{self.port}")
                assert again.status_code == made.status_code

        def server_close(self):
            pass

    monkeypatch.setattr(serving, "make_server", lambda _, port, app, **__: Serving(port, app))
    monkeypatch.setattr(webbrowser, "open", given.append)
    told = run("page")
    assert answers == [(302, 200), (403, 403)]
    assert given[0] not in told.stdout
    assert "?kunci=" in told.stdout


def test_without_flask_it_says_what_to_install(workspace, monkeypatch):
    monkeypatch.setitem(sys.modules, "flask", None)
    with pytest.raises(Usage, match=r"skm-pipeline\[page\]"):
        door.application(Home(workspace, "k"), 5000)


def test_every_sentence_of_a_page_stands_where_the_catalogue_finds_it():
    """`t(text)` says what a table of the code declares as a sentence."""
    pages = sorted((ROOT / "pipeline/page/templates").glob("*.html"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in pages}
    wrong = {name: re.findall(r"\bt\((?!\"|text\))[^)]*", text) for name, text in texts.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    said = {name: re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", text, flags=re.DOTALL) for name, text in texts.items()}
    bare = {name: re.findall(r"[A-Za-z]{3,}", text) for name, text in said.items()}
    assert {word for words in bare.values() for word in words} <= {"SKM", "NRR"}


def test_no_page_goes_because_something_was_chosen():
    script = (ROOT / "pipeline/page/static/page.js").read_text()
    assert ".submit()" not in script  # the arrows walk through a list: each step would be another page


def test_of_many_letters_for_srikandi_each_is_on_one_page(workspace, monkeypatch):
    line = srikandi_list.letters  # the rows are those of the list; only how many there are is made up
    browser = Browser(workspace)
    (workspace / "periods/2025S1/lumajang/bag-protokol-tup.yaml").write_text("saran: []\n")
    browser.post("/periode/2025S1/srikandi", {"jenis": "surat-hasil"})
    monkeypatch.setattr(srikandi_list, "letters", lambda *asked: [*line(*asked)] * 250)
    address = "/periode/2025S1/srikandi?jenis=surat-hasil"
    shown = [browser.get(f"{address}&halaman={page}").text for page in (1, 2, 3)]
    assert [text.count("<section") for text in shown] == [100, 100, 50]
    assert f'rel="next" href="{address.replace("&", "&amp;")}&amp;halaman=2"' in shown[0]
    form = {"jenis": "surat-hasil", "unit": "lumajang/bag-protokol-tup", "tanggal": "2025-07-02", "halaman": "3"}
    taken = browser.post("/periode/2025S1/srikandi/nomor", {**form, "nomor": "000.8.3.4/77/427.16/2025"}).text
    assert taken.count("<section") == 50


def test_srikandi_has_each_field_and_takes_its_number_back(workspace):
    browser = Browser(workspace)
    (workspace / "periods/2025S1/lumajang/bag-protokol-tup.yaml").write_text("saran: []\n")
    made = browser.post("/periode/2025S1/srikandi", {"jenis": "surat-hasil"})
    assert made.status_code == 200, made.text
    for field in ("Hal", "Ringkasan", "Verifikator", "Kepada"):
        assert f"<dt>{field}</dt>" in made.text
    form = {"jenis": "surat-hasil", "unit": "lumajang/bag-protokol-tup", "tanggal": "2025-07-02"}
    assert browser.post("/periode/2025S1/srikandi/nomor", {**form, "nomor": ""}).status_code == 400
    assert browser.post("/periode/2025S1/srikandi/nomor", {**form, "nomor": "x", "tanggal": "besok"}).status_code == 400
    taken = browser.post("/periode/2025S1/srikandi/nomor", {**form, "nomor": "000.8.3.4/77/427.16/2025"})
    assert "tercatat" in taken.text, taken.text
    assert 'name="kembali" value="/periode/2025S1/srikandi?jenis=surat-hasil"' in taken.text
    assert list(workspace.glob("register/lumajang/**/0077.yaml"))
    other = browser.post("/periode/2025S1/srikandi/nomor", {**form, "nomor": "000.8.3.4/78/427.16/2025"})  # a stale tab
    assert other.status_code in (400, 422), other.text
    assert not list(workspace.glob("register/lumajang/**/0078.yaml"))
