"""A page that is used: clicks, keys and pictures on top of `chromium`, and a server for it."""

import base64
import contextlib
import threading
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support import chromium

if TYPE_CHECKING:
    from pipeline.page.asked import Home

_PAGES = 5
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Clicks(chromium.Chromium):
    """A browser whose page is used as a person uses it."""

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._ask(method, path, (body or {}) if method == "POST" else None)

    def wait(self, script: str, why: str) -> None:
        """Wait until a script says yes; a page that goes while it is asked is followed by the next."""
        asked = {
            "script": f"const done = arguments[0]; let left = 1200; const look = () => ({script}) ? done(true) : "
            "left-- ? setTimeout(look, 50) : done(false); look();",
            "args": [],
        }
        told = None
        for _ in range(_PAGES):
            with contextlib.suppress(urllib.error.HTTPError):
                told = self.call("POST", "/execute/async", asked)
                break
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

    def keys(self, element: str, text: str) -> None:
        self.call("POST", f"/element/{element}/value", {"text": text})

    def tab(self, many: int) -> None:
        """Press Tab so many times, wherever one is."""
        one = [{"type": way, "value": "\ue004"} for way in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": one * many}]})

    def clear(self, element: str) -> None:
        self.call("POST", f"/element/{element}/clear")

    @property
    def words(self) -> str:
        return str(self.run("return document.body.innerText"))

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def devtools(self, command: str, **params: object) -> None:
        self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def viewport(self, width: int, height: int) -> None:
        small = width < 500
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=small
        )

    def scheme(self, name: str) -> None:
        """Let the reader's system be light or dark."""
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])


@contextlib.contextmanager
def started() -> Iterator[Clicks]:
    """Give a browser, and end it."""
    with chromium.started("--lang=id") as browser:
        yield Clicks(browser.address)


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
