"""A stand-in for BSrE's "Esign Client", written from its description: what it is asked, and what it answers."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from support import signed_forgeries
from support.authority import Authority

USER, PASSWORD, PHRASE, EMAIL = "kantor", "sandi layanan rahasia", "kata sandi pejabat", "kepala@contoh.go.id"
Answer = tuple[int, str, bytes] | None
"""Status, type and content; none for no answer."""


class Stub:
    """What was asked, and how it is answered: `answer` is given the PDF that came and may say anything."""

    def __init__(self, authority: Authority) -> None:
        self.asked: list[dict[str, object]] = []
        self.authority, self.address = authority, ""
        self.answer: Callable[[bytes], Answer] = self.signed

    def signed(self, raw: bytes) -> Answer:
        """As version 2 answers: PAdES with a time stamp, without validation data."""
        made = signed_forgeries.with_time(self.authority, raw)
        return 200, "application/json", json.dumps({"time": "9", "file": [base64.b64encode(made).decode()]}).encode()

    def bare(self, raw: bytes) -> Answer:
        """As version 1 answers: the PDF itself."""
        return 200, "application/pdf", signed_forgeries.with_time(self.authority, raw)


@contextmanager
def running(authority: Authority) -> Iterator[Stub]:
    """Give the stand-in, on this computer, until the block ends."""
    stub = Stub(authority)

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_json = self.headers["Content-Type"] == "application/json"
            said = json.loads(body) if is_json else {"body": body}
            login = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            stub.asked.append({"path": self.path, "login": login, **said})
            raw = base64.b64decode(said["file"][0]) if is_json else body[body.index(b"%PDF") : body.rindex(b"\r\n--")]
            answer = stub.answer(raw)
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            status, kind, content = answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if status == 302:
                self.send_header("Location", f"{stub.address}/lain")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
