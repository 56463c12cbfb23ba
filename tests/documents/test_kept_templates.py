"""A template that was compiled before is taken as it was, and only from a folder that nobody else can write to."""

import datetime as dt
import os
import pickle
from dataclasses import replace

import pytest

from pipeline.documents import from_word, half_said, kept_templates, tags, template
from pipeline.documents.package import Properties
from pipeline.documents.rendering import Rendering
from pipeline.files import disk, own_cache
from support import imported, small
from support.letter_words import WORDS

RAW = small.docx(small.p("{% if hal %}Hal: {{ hal }}{% endif %}, Kode Pos {{ sifat }}"))
PROPERTIES = Properties("Judul", "Penulis", dt.date(2025, 7, 2), is_draft=False)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is kept where rights are not asked")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/skm-pipeline"


@pytest.fixture
def asked(monkeypatch):
    """Ask for the template as a run does; tells how often it was compiled so far."""
    times = []

    def compiled():
        times.append(1)
        return template.compile_template(RAW, "a.docx", [])

    def ask(raw=RAW, vocabulary=("surat",)):
        return kept_templates.of(raw, "a.docx", vocabulary, compiled), len(times)

    return ask


def test_what_was_kept_renders_and_tells_the_same(asked, monkeypatch):
    first, _ = asked()
    monkeypatch.setattr(from_word, "compiled", None)
    again, times = asked()
    assert times == 1
    words = {**WORDS, "sifat": ""}
    assert template.render(again, words, PROPERTIES) == template.render(first, words, PROPERTIES)
    told = [list(half_said.check("a.docx", Rendering(found.parts, words))) for found in (first, again)]
    assert told[0] == told[1] != []
    assert replace(again, parts=()) == replace(first, parts=())
    with pytest.raises(tags.MissingWords):
        template.render(again, {}, PROPERTIES)


def test_another_content_kind_or_program_is_compiled_anew(asked, monkeypatch):
    asked()
    assert asked(raw=RAW + b"0")[1] == 2
    assert asked(vocabulary=("surat", "unit"))[1] == 3
    monkeypatch.setattr("pipeline.files.fingerprint.engine", lambda: "another")
    assert asked()[1] == 4


def spoilt(raw):
    yield from (b"", b"\x80", raw[:-9], pickle.dumps(1), pickle.dumps((1, [])), b"cos\nsystem\n(S'false'\ntR.")


def test_what_is_not_whole_is_compiled_anew(asked, folder):
    asked()
    (file,) = folder.iterdir()
    for count, raw in enumerate(spoilt(file.read_bytes()), 2):
        file.write_bytes(raw)
        file.chmod(0o600)
        assert asked()[1] == count


def test_what_another_could_have_written_is_not_looked_at(asked, folder, monkeypatch):
    monkeypatch.setattr(kept_templates, "_loaded", lambda raw: pytest.fail("was loaded"))
    asked()
    (file,) = folder.iterdir()
    file.chmod(0o622)
    asked()
    file.chmod(0o600)
    folder.chmod(0o777)
    asked()
    folder.chmod(0o700)
    file.rename(folder.parent / "elsewhere")
    file.symlink_to(folder.parent / "elsewhere")
    asked()
    file.unlink()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    asked()
    for home in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", home)
        monkeypatch.setenv("HOME", home)
        assert own_cache.folder() is None
        asked()


def test_nothing_is_kept_of_what_is_refused_or_only_tried(folder):
    refused = kept_templates.of(b"", "a.docx", (), lambda: ())
    with disk.pretending():
        kept_templates.of(RAW, "a.docx", (), lambda: template.compile_template(RAW, "a.docx", []))
    assert (refused, list(folder.iterdir())) == ((), [])


def test_the_oldest_go_when_many_are_kept(folder, monkeypatch):
    monkeypatch.setattr(own_cache, "_MOST", 2)
    for number in range(4):
        own_cache.keep(f"templat-{number}", b"x")
        os.utime(folder / f"templat-{number}", (number, number))
    assert sorted(path.name for path in folder.iterdir()) == ["templat-2", "templat-3"]


def test_a_letter_of_a_known_template_waits_for_nothing_that_compiles_one(tmp_path):
    root, compiling = small.put(tmp_path, {}), {"docxtpl", "docx", "lxml"}
    _, first = imported.run_and_tell(("build", "surat", small.MASA), root, compiling)
    (root / f"build/{small.MASA}/kota/loket/surat.docx").unlink()
    said, again = imported.run_and_tell(("build", "surat", small.MASA), root, compiling)
    assert "1 dibuat" in said
    assert (first, again) == (sorted(compiling), [])
