"""A browser that is driven: Chromium without a window, by the plain protocol of its driver."""

import base64
import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.page.asked import Home

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=id")


def programs() -> tuple[str, str]:
    """The browser and its driver; empty where this computer has none."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
    return browser, shutil.which("chromedriver") or ""


class Chromium:
    """A session of a browser."""

    def __init__(self, driver: str) -> None:
        self.driver, self.base = driver, ""

    def call(self, method: str, path: str, body: object = None) -> Any:
        data = None if method != "POST" else json.dumps(body or {}).encode()
        request = urllib.request.Request(f"{self.driver}{self.base}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as made:
                return json.loads(made.read())["value"]
        except urllib.error.HTTPError as fault:
            raise AssertionError(json.loads(fault.read())["value"]["message"]) from None

    def go(self, address: str) -> None:
        self.call("POST", "/url", {"url": address})

    @property
    def address(self) -> str:
        return str(self.call("GET", "/url"))

    def run(self, script: str, *args: object) -> Any:
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def wait(self, script: str, why: str) -> None:
        """Wait until a script says yes."""
        told = self.call(
            "POST",
            "/execute/async",
            {
                "script": f"const done = arguments[0]; let left = 300; const look = () => ({script}) ? done(true) : "
                "left-- ? setTimeout(look, 50) : done(false); look();",
                "args": [],
            },
        )
        assert told, why

    def find(self, css: str) -> str:
        return str(self.call("POST", "/element", {"using": "css selector", "value": css})[_ELEMENT])

    def by_text(self, tag: str, text: str) -> str:
        found = f'//{tag}[contains(normalize-space(.), "{text}")]'
        return str(self.call("POST", "/element", {"using": "xpath", "value": found})[_ELEMENT])

    def click(self, element: str) -> None:
        self.run("arguments[0].scrollIntoView({block: 'center'})", {_ELEMENT: element})
        self.call("POST", f"/element/{element}/click")

    def press(self, element: str) -> None:
        """Press a button, and wait for the page that follows."""
        self.run("document.documentElement.dataset.old = '1'")
        self.click(element)
        self.wait("!document.documentElement.dataset.old && document.readyState === 'complete'", "no page followed")

    def type(self, element: str, text: str) -> None:
        self.call("POST", f"/element/{element}/value", {"text": text})

    def clear(self, element: str) -> None:
        self.call("POST", f"/element/{element}/clear")

    @property
    def text(self) -> str:
        return str(self.run("return document.body.innerText"))

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def devtools(self, command: str, **params: object) -> None:
        self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def size(self, width: int, height: int) -> None:
        small = width < 500
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=small
        )

    def scheme(self, name: str) -> None:
        """Let the reader's system be light or dark."""
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])


@contextlib.contextmanager
def chromium() -> Iterator[Chromium]:
    """Give a browser, and end it."""
    browser, driver = programs()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        running = subprocess.Popen(
            [driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_env(home)
        )
        try:
            assert running.stdout
            port = next(
                found[1] for line in running.stdout if (found := re.search(r"successfully on port (\d+)", line))
            )
            session = Chromium(f"http://127.0.0.1:{port}")
            arguments = [*ARGUMENTS, f"--user-data-dir={home}/profil"]
            wanted = {"goog:chromeOptions": {"binary": browser, "args": arguments}}
            made = session.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
            session.base = f"/session/{made['sessionId']}"
            try:
                yield session
            finally:
                session.call("DELETE", "")
        finally:
            running.terminate()
            running.wait()
            running.stdout.close()


def _env(home: str) -> dict[str, str]:
    return {**os.environ, "HOME": home}


@contextlib.contextmanager
def served(home: "Home") -> Iterator[str]:
    """Serve a page, and give its address with the key."""
    from werkzeug.serving import make_server

    from pipeline.page import door

    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    server.app = door.application(home, server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/?kunci={home.token}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
