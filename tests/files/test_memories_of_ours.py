"""Every file that the program reads back of its own is fuzzed, and taken only where we would have written it."""

import ast
import json

import pytest

from support import code, git_office, in_process
from tools import fuzz

READ_BACK = {
    "issuing/journal.py": "register/.jurnal.json",
    "issuing/chain.py": "register/uji/2025/riwayat.jsonl",
    "issuing/vouched.py": "register/uji/2025/tanda.jsonl",
    "sources/archived_record.py": "register/uji/2025/0001/loket.json",
    "checking/memory.py": "build/2025S1/.periksa.json",
    "making/report.py": "build/2025S1/surat.json",
    "scores/counts.py": "build/2025S1/.jawaban/uji/a.json",
    "making/copied.py": "build/2025S1/.pdf-surat.json",
    "making/called_units.py": "build/.sebutan.json",
    "making/remembered.py": "build/2025S1/.unit-surat.json",
    "making/shares_joined.py": "build/2025S1/surat.bagian-1-1.jsonl",
    "files/hashes.py": "build/.sidik.json",
    "page/unit_files.py": "build/2025S1/.halaman.json",
    "publish/site_folder.py": "build/situs/.situs-skm.json",
}
"""By the module that reads it, the file as the fuzzer writes it."""
OF_THE_PROGRAM = {"sources/calendar.py", "problems/catalogue.py", "files/disk.py", "documents/charts.py"} | {
    "documents/office_worker.py",
    "documents/print_pool.py",
    "documents/sign_service.py",
    "page/form_fields.py",
    "starting/upgrade.py",
}
"""What reads JSON that the program carries along, that others name or send, or that it made itself in the same run."""


def test_every_module_that_reads_json_back_has_its_file_in_the_fuzzer():
    found = {
        code.name(path)
        for path in code.MODULES
        for node in code.nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr in ("loads", "load", "record")
        and ast.unparse(node) in ("json.loads", "json.load", "disk.record")
    }
    assert found - OF_THE_PROGRAM == READ_BACK.keys()
    assert {*READ_BACK.values()} <= fuzz.OURS.keys()


HOSTILE = (
    json.dumps({f"build/{'é' * 200}.docx": ["a", "b"], "build/.docx": ["a", "b"], "build": ["a", "b"]}).encode(),
    b"",
    b"null",
    b"[]",
    b"[" * 100_000,
    b"\xff\xfe",
    b'{"a": 1e999}',
    json.dumps({"../../luar.docx": ["0" * 64, "0" * 64], "build/../units/uji/loket-a.docx": ["a", "b"]}).encode(),
    json.dumps({"build/2025S1/uji/loket-a/surat-hasil.docx": [1, None]}).encode(),
    json.dumps(
        {"build/\0.docx": ["a", "b"], "build/" + "x" * 5000 + ".docx": ["a", "b"], "build/\ud800.docx": ["a", "b"]}
    ).encode(),
)


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_a_command_that_finds_a_hostile_memory_of_copies_does_its_work(tmp_path, raw, monkeypatch):
    root = git_office.bangun(tmp_path / "kerja")
    git_office.write(tmp_path, "luar.pdf", "luar")
    memory = root / "build/2025S1/.pdf-surat-hasil.json"
    memory.parent.mkdir(parents=True)
    memory.write_bytes(raw)
    monkeypatch.setattr("pipeline.documents.soffice.program", lambda: "soffice")
    monkeypatch.setattr("pipeline.documents.own_print.fault", lambda document, copy: "")
    monkeypatch.setattr(
        "pipeline.documents.pdf.printed", lambda files: ((number, b"%PDF-1.4 rekaan") for number, _ in enumerate(files))
    )
    sources = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "build" not in path.parts}
    told = in_process.run(("pdf", "surat-hasil", "2025S1"), root, {"PATH": "/usr/bin:/bin", "SKM_LANG": "id"})
    assert (told.returncode, "Traceback" in told.stderr) == (0, False), told.stderr
    assert {path: path.read_bytes() for path in sources} == sources
    assert (tmp_path / "luar.pdf").read_text(encoding="utf-8") == "luar"
    assert len(json.loads(memory.read_bytes())) == 3


def test_what_only_the_program_reads_back_is_not_laid_out_for_a_reader():
    """Lines with an indent are written by Python itself, six times slower: of 3,000 units seconds at each save."""
    kept = [
        (code.name(path), node)
        for path in code.MODULES
        for node in code.nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "disk.keep"
    ]
    assert len(kept) > 5
    assert [name for name, node in kept if "indent=" in ast.unparse(node)] == []
