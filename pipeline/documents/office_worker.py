"""A process that holds LibreOffice in itself (LibreOfficeKit, by ctypes) and prints the documents that it is told.

It is run by its path, by itself: what happens to it happens to nobody else. It reads a line of JSON for each document,
`{"load": address, "save": address}`, and answers with one: `{"fault": text, "kilobytes": memory}`, no fault when the
PDF is written. Its first line says that it is ready, or why it never will be. It ends with its input.
"""

import ctypes
import json
import os
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_size_t, c_void_p
from pathlib import Path
from typing import TextIO

LIBRARIES = ("libsofficeapp.so", "libmergedlo.so")
"""The libraries that can hold the Kit, in the order in which its own header looks for them."""
_HOOK = "libreofficekit_hook_2"
_DIE_WITH_PARENT, _KILL = 1, 9


class _KitClass(Structure):
    """The first members of LibreOfficeKitClass, as LibreOfficeKit.h has had them since version 5."""

    _fields_ = (
        ("size", c_size_t),
        ("destroy", CFUNCTYPE(None, c_void_p)),
        ("load", CFUNCTYPE(c_void_p, c_void_p, c_char_p)),
        ("error", CFUNCTYPE(c_void_p, c_void_p)),
        ("load_with", CFUNCTYPE(c_void_p, c_void_p, c_char_p, c_char_p)),
        ("free_error", CFUNCTYPE(None, c_void_p)),
    )


class _Kit(Structure):
    _fields_ = (("of", POINTER(_KitClass)),)


class _DocumentClass(Structure):
    """The first members of LibreOfficeKitDocumentClass."""

    _fields_ = (
        ("size", c_size_t),
        ("destroy", CFUNCTYPE(None, c_void_p)),
        ("save_as", CFUNCTYPE(c_int, c_void_p, c_char_p, c_char_p, c_char_p)),
    )


class _Document(Structure):
    _fields_ = (("of", POINTER(_DocumentClass)),)


class Lacking(Exception):  # noqa: N818
    """The Kit cannot be had here; the text says why."""


class Office:
    """LibreOffice, started in this process in a profile of its own. It is never ended but with the process."""

    def __init__(self, folder: str, profile: str) -> None:
        """Start it; raises `Lacking`."""
        self._kit = _started(folder, profile)
        self._calls = ctypes.cast(self._kit, POINTER(_Kit)).contents.of.contents
        if self._calls.size < ctypes.sizeof(_KitClass):
            raise Lacking(f"nSize {self._calls.size}")

    def print(self, load: str, save: str, options: str) -> str:
        """Print a document, by the addresses of both files; return what was wrong, empty for nothing."""
        document = self._calls.load_with(self._kit, load.encode(), b"Batch=true")
        if not document:
            return self._error() or "documentLoad"
        calls = ctypes.cast(document, POINTER(_Document)).contents.of.contents
        if calls.size < ctypes.sizeof(_DocumentClass):
            return f"nSize {calls.size}"
        try:
            is_saved = calls.save_as(document, save.encode(), b"pdf", options.encode())
            return "" if is_saved else self._error() or "saveAs"
        finally:
            calls.destroy(document)

    def _error(self) -> str:
        address = self._calls.error(self._kit)
        if not address:
            return ""
        text = ctypes.string_at(address).decode("utf-8", "replace")
        self._calls.free_error(address)
        return text


def _started(folder: str, profile: str) -> int:
    fault = "LibreOfficeKit"
    for name in LIBRARIES:
        try:
            hook = getattr(ctypes.CDLL(str(Path(folder, name)), mode=ctypes.RTLD_GLOBAL), _HOOK)
        except (OSError, AttributeError) as broken:
            fault = str(broken)
            continue
        hook.restype, hook.argtypes = c_void_p, (c_char_p, c_char_p)
        if kit := hook(os.fsencode(folder), profile.encode()):
            return int(kit)
        fault = f"{name}: {_HOOK}"
    raise Lacking(fault)


def _bound(most: int) -> None:
    """Bound the memory of this process, and end it when the one that started it ends."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, _KILL)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _memory() -> int:
    """Return the most memory that this process has held, in kilobytes."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _answers() -> TextIO:
    """Return where the answers go; what LibreOffice itself prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nothing, number)
    return answers


def _say(answers: TextIO, **said: object) -> None:
    answers.write(json.dumps(said) + "\n")
    answers.flush()


def main(folder: str, profile: str, options: str, most: str) -> None:
    """Answer until the input ends; the process then ends without asking LibreOffice, whose threads may not."""
    answers = _answers()
    _bound(int(most))
    try:
        office = Office(folder, profile)
    except Lacking as fault:
        _say(answers, lacking=str(fault))
        os._exit(1)
    _say(answers, ready=True)
    for line in sys.stdin:
        asked = json.loads(line)
        why = office.print(asked["load"], asked["save"], options)
        _say(answers, fault=why, kilobytes=_memory())
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
