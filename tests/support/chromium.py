"""Chromium without a window, driven by chromedriver in its own language (WebDriver): no library between."""

import contextlib
import json
import re
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_KEY = "element-6066-11e4-a52e-4f735466cecf"
_LONGEST = 90
_SCRIPT = 75_000
"""Milliseconds that a script may wait."""
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
DARK = "--blink-settings=preferredColorScheme=0"


class Chromium:
    """A browser with one page open at a time."""

    def __init__(self, address: str) -> None:
        self.address = address

    def _ask(self, method: str, path: str, said: dict[str, Any] | None = None) -> Any:
        body = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(f"{self.address}{path}", body, method=method)
        request.add_header("Content-Type", "application/json")
        with _OPENER.open(request, timeout=_LONGEST) as answer:
            return json.load(answer)["value"]

    def open(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def found(self, selector: str) -> str:
        return str(self._ask("POST", "/element", {"using": "css selector", "value": selector})[_KEY])

    def text(self, selector: str) -> str:
        return str(self._ask("GET", f"/element/{self.found(selector)}/text"))

    def type(self, selector: str, text: str) -> None:
        self._ask("POST", f"/element/{self.found(selector)}/value", {"text": text})

    def run(self, script: str, *args: Any) -> Any:
        return self._ask("POST", "/execute/sync", {"script": script, "args": [*args]})

    def run_until(self, script: str, *args: Any) -> Any:
        """Run a script that calls its last argument when it is done."""
        return self._ask("POST", "/execute/async", {"script": script, "args": [*args]})

    def size(self, width: int, height: int) -> None:
        self._ask("POST", "/window/rect", {"width": width, "height": height})

    def complaints(self) -> list[str]:
        """Return what the page was refused or failed at, since it was asked last."""
        return [str(entry["message"]) for entry in self._ask("POST", "/se/log", {"type": "browser"})]


@contextlib.contextmanager
def started(*args: str) -> Iterator[Chromium]:
    """Start a browser, and end it and all that it started."""
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True) as driver,
    ):
        try:
            assert driver.stdout is not None
            port = next(found[1] for line in driver.stdout if (found := re.search(r"successfully on port (\d+)", line)))
            profile = f"--user-data-dir={Path(folder) / 'profil'}"
            flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", profile, *args]
            asked = {
                "browserName": "chrome",
                "timeouts": {"script": _SCRIPT},
                "goog:chromeOptions": {"args": flags},
                "goog:loggingPrefs": {"browser": "ALL"},
            }
            whole = Chromium(f"http://127.0.0.1:{port}")
            session = whole._ask("POST", "/session", {"capabilities": {"alwaysMatch": asked}})["sessionId"]
            browser = Chromium(f"{whole.address}/session/{session}")
            try:
                yield browser
            finally:
                browser._ask("DELETE", "")
        finally:
            driver.terminate()
