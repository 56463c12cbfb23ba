"""A yaml-language-server on a pipe: what an editor asks of it, and what it answers."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

SECONDS = 60


def program() -> str | None:
    """Return the server on the PATH; `None` when it is not installed."""
    return shutil.which("yaml-language-server")


class Server:
    """Speaks the Language Server Protocol: requests, documents opened, diagnostics that come by themselves."""

    def __init__(self, program: str, root: Path, settings: Mapping[str, Any]) -> None:
        self.root, self.settings = root, {"yaml": _nested(settings)}
        self.process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        self.answers: Queue[dict[str, Any]] = Queue()
        self.diagnostics: Queue[dict[str, Any]] = Queue()
        self.count = 0
        Thread(target=self._listen, daemon=True).start()
        workspace = {"uri": root.as_uri(), "name": "skm"}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [workspace],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
                },
            },
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self.settings}})

    def close(self) -> None:
        """End the server."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def open(self, file: str, text: str) -> list[dict[str, Any]]:
        """Return what is underlined in a document with that text."""
        uri = (self.root / file).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            found = self.diagnostics.get(timeout=SECONDS)
            if found["uri"] == uri:
                return list(found["diagnostics"])

    def at(self, method: str, file: str, line: int, character: int) -> Any:
        """Return the answer to a question about a place."""
        place = {
            "textDocument": {"uri": (self.root / file).as_uri()},
            "position": {"line": line, "character": character},
        }
        return self.ask(method, place)

    def ask(self, method: str, params: object) -> Any:
        """Return the answer to a request."""
        self.count += 1
        self._send({"id": self.count, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=SECONDS)
            if answer.get("id") == self.count:
                assert "error" not in answer, answer
                return answer["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.process.stdin.flush()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out
        while header := out.readline():
            size = int(header.split(b":")[1])
            while out.readline().strip():
                pass
            message = json.loads(out.read(size))
            if "method" not in message:
                self.answers.put(message)
            elif message["method"] == "workspace/configuration":
                found = [self.settings.get(item.get("section"), {}) for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": found})
            elif message["method"] == "textDocument/publishDiagnostics":
                self.diagnostics.put(message["params"])
            elif "id" in message:
                self._send({"id": message["id"], "result": None})


def _nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings below `yaml` as the server takes them."""
    return {name.removeprefix("yaml."): value for name, value in settings.items() if name.startswith("yaml.")}
