"""The page asked without a browser: requests as one would send them, with the cookie and the token of a form."""

import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.page import door
from pipeline.page.asked import Home

PORT = 5000
HOST = f"127.0.0.1:{PORT}"
TOKEN = "token-of-a-test"
TODAY = dt.date(2025, 7, 20)


class Browser:
    """A client that has opened the page; `get` and `post` as a page of ours would, unless told otherwise."""

    def __init__(self, root: Path, **home: Any) -> None:
        self.home = Home(root, TOKEN, today=lambda: TODAY, **home)
        self.app = door.application(self.home, PORT)
        self.app.testing = True
        self.client = self.app.test_client()
        self.client.set_cookie(f"skm_kunci_{PORT}", TOKEN, domain="127.0.0.1")

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(address, base_url=f"http://{HOST}", headers=headers)

    def follow(self, address: str) -> Any:
        return self.client.get(address, base_url=f"http://{HOST}", follow_redirects=True)

    def post(self, address: str, form: dict[str, Any] | None = None, **headers: str) -> Any:
        data = {"borang": self.home.form_token, **(form or {})}
        sent = {"Origin": f"http://{HOST}", **headers}
        made = self.client.post(address, data=data, base_url=f"http://{HOST}", headers=sent)
        return self._done(made) if made.headers.get("Location", "").startswith("/pekerjaan/") else made

    def _done(self, made: Any) -> Any:
        """Return what a job came to."""
        where = made.headers["Location"]
        job = self.home.jobs.find(where.rpartition("/")[2])
        assert job is not None
        assert job.thread is not None
        job.thread.join()
        return self.get(where)
