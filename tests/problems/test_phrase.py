"""What the program says: in Indonesian and in English, all of it, from catalogues that are fresh."""

import datetime as dt
import gettext
import io
import json
import pickle
import re
import shutil
import string
from decimal import Decimal

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from pipeline.commands import cli, talk
from pipeline.problems import as_data, compiling, kept, translations
from pipeline.problems.phrase import computed, phrase, translated
from pipeline.problems.problem import Place, problem
from support import cases
from support import small as kecil
from tools import messages


def _catalogue(lang):
    return translations.source(lang).read_bytes()


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_sentence_is_untranslated(lang):
    assert messages.untranslated(lang) == []


def test_no_sentence_is_made_where_no_catalogue_can_know_it():
    assert messages.unsaid() == []


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_catalogue_is_fresh(lang):
    assert _catalogue(lang) == messages.po(lang), "skm.po is stale: make messages"


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_is_compiled_says_what_was_written_and_compiling_again_gives_the_same_bytes(lang):
    raw = _catalogue(lang)
    compiled, written = (
        {"".join(message.id): "".join(message.string) for message in catalogue if message.id}
        for catalogue in (read_mo(io.BytesIO(compiling.translations(raw))), read_po(io.BytesIO(raw)))
    )
    assert compiled == written
    assert compiling.translations(raw) == compiling.translations(raw)


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """The translations as a clone has them: written, not compiled."""
    folder = tmp_path / "locale"
    shutil.copytree(translations.LOCALE, folder, ignore=shutil.ignore_patterns("*.mo"))
    monkeypatch.setattr(translations, "LOCALE", folder)
    return folder


def test_translations_are_compiled_when_first_asked_for_and_again_when_one_changes(locale, monkeypatch):
    made = []
    monkeypatch.setattr(compiling, "translations", lambda raw, real=compiling.translations: made.append(1) or real(raw))
    assert translations.sentences("en")("dihentikan") == "stopped"
    assert translations.folder("en") == locale
    written = locale / "en/LC_MESSAGES/skm.po"
    written.write_text(written.read_text(encoding="utf-8").replace('"stopped"', '"halted"'), encoding="utf-8")
    assert translations.sentences("en")("dihentikan") == "halted"
    assert len(made) in (2, 3)  # what was touched this very moment is looked at again
    assert not (locale / "id/LC_MESSAGES/skm.mo").exists()
    written.unlink()  # as in an installed package
    assert translations.sentences("en")("dihentikan") == "halted"


def test_where_nothing_may_be_kept_both_languages_are_said_all_the_same(locale, monkeypatch):
    monkeypatch.setattr(kept, "_keep", lambda target, made, touched: None)
    assert translations.sentences("en")("dihentikan") == "stopped"
    found = gettext.translation(translations.DOMAIN, translations.folder("id"), ["id"])
    assert found.gettext("Aborted!") == "Dihentikan!"
    assert not list(locale.rglob("*.mo"))


def test_a_translation_asks_for_the_same_values():
    def names(pattern):
        return sorted(name for _, name, _, _ in string.Formatter().parse(pattern) if name and name.isidentifier())

    for message in read_po(io.BytesIO(_catalogue("en"))):
        assert names(message.string) == names(message.id), message.id
    for message in read_po(io.BytesIO(_catalogue("id"))):
        pairs = (
            [(message.id, message.string)]
            if isinstance(message.id, str)
            else zip(message.id, message.string, strict=True)
        )
        for english, indonesian in pairs:
            assert {*names(indonesian)} <= {*names(english), "len"}, english


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, "id"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "C.UTF-8"}, "id"),
        ({"LANG": "en_US.UTF-8", "SKM_LANG": "id"}, "id"),
        ({"LANG": "id_ID.UTF-8", "SKM_LANG": "en"}, "en"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_that_the_environment_asks_for(env, expected, monkeypatch):
    for name in ("SKM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert talk.language() == expected


def test_a_sentence_inside_a_sentence_is_translated_as_well(monkeypatch):
    monkeypatch.setenv("SKM_LANG", "en")
    one = problem(Place("a.yaml"), "I001", field="tembusn", hint=phrase("maksudnya `{near}`?", near="tembusan"))
    assert one.said(talk.translate) == ("the field `tembusn` is not known", "did you mean `tembusan`?")
    assert str(one) == "a.yaml:1:1: I001 field `tembusn` tidak dikenal; maksudnya `tembusan`?"


def test_values_with_braces_are_said_as_they_are(monkeypatch):
    monkeypatch.setenv("SKM_LANG", "en")
    said = phrase("`{tag}` tidak ditutup", tag="{aneh} {0}")
    assert str(said) == "`{aneh} {0}` tidak ditutup"
    assert translated(said, talk.translate) == "`{aneh} {0}` is not closed"


def test_numbers_are_written_as_the_language_writes_them(monkeypatch):
    monkeypatch.setenv("SKM_LANG", "id")
    assert talk.number(1.25) == "1,2"
    monkeypatch.setenv("SKM_LANG", "en")
    assert talk.number(1.25) == "1.2"


@pytest.mark.parametrize(
    ("lang", "usage", "shown"), [("id", "Pakai:", "Tampilkan pesan ini."), ("en", "Usage:", "Show")]
)
def test_help_is_in_the_language_asked_for(run, lang, usage, shown):
    told = run("check", "--help", env={"SKM_LANG": lang})
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(usage)
    assert shown in told.stdout
    assert ("Memeriksa" in told.stdout) == (lang == "id")


@pytest.mark.parametrize("asked", [("register", "--help"), ("register", "batal", "--help")])
def test_a_command_below_a_command_speaks_the_same_language(run, asked):
    told = {lang: run(*asked, env={"SKM_LANG": lang}).stdout for lang in ("id", "en")}
    assert "Membatalkan NOMOR" in told["id"]
    assert "Void NOMOR" in told["en"]
    assert "Membatalkan" not in told["en"]


def test_a_run_in_english_says_nothing_in_indonesian(tmp_path, run):
    root = kecil.put(
        tmp_path / "kerja", {"periods/2025S1/kota/loket.yaml": "batas: Senin, 7 Juli 2025\ntembusn: [x]\n"}
    )
    told = run("check", "2025S1", env={"SKM_LANG": "en"}, cwd=root)
    assert told.returncode == 1
    assert told.stderr == (
        'periods/2025S1/kota/loket.yaml:1:8: I003 `batas` holds "Senin, 7 Juli 2025"; expected the date only: '
        "2025-07-07; the weekday is computed; write `batas: 2025-07-07`\n"
        "periods/2025S1/kota/loket.yaml:2:1: I001 the field `tembusn` is not known; did you mean `tembusan`?\n"
    )
    assert re.match(r"1 units checked: 2 errors, 0 warnings, \d+\.\d s\n", told.stdout)


def test_a_build_says_its_warnings_in_the_language_asked_for_and_makes_the_same_files(tmp_path, run):
    root = kecil.put(tmp_path, {"periods/2025S1/kota/loket.yaml": "batas: 2025-07-06\n"})
    report = root / "build/2025S1/surat.json"
    first = run("--root", str(root), "build", "surat", "2025S1", env={"SKM_LANG": "id"})
    again = run("--root", str(root), "build", "surat", "2025S1", env={"SKM_LANG": "id"})
    kept = report.read_bytes()
    english = run("--root", str(root), "build", "surat", "2025S1", env={"SKM_LANG": "en"})
    assert [one.returncode for one in (first, again, english)] == [0, 0, 0]
    assert first.stderr == again.stderr
    assert "jatuh pada hari Minggu" in first.stderr
    assert "falls on a Sunday" in english.stderr
    assert "1 unchanged" in english.stdout
    lines = [
        [line for line in raw.splitlines() if b'"masalah"' in line or b"C003" in line]
        for raw in (kept, report.read_bytes())
    ]
    assert lines[0] == lines[1] != []


def test_sentences_survive_the_way_between_processes():
    said = phrase("maksudnya `{near}`?", near=phrase("belum satu pun"))
    again = pickle.loads(pickle.dumps(said))
    assert again == said
    assert translated(again, lambda text: f"<{text}>") == "<maksudnya `<belum satu pun>`?>"


JULY = dt.date(2025, 7, 7)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (computed(JULY), {"id": "7 Juli 2025", "en": "7 July 2025"}),
        (1_234_567, {"id": "1.234.567", "en": "1,234,567"}),
        (-1234, {"id": "-1.234", "en": "-1,234"}),
        (999, {"id": "999", "en": "999"}),
        (Decimal("86.940"), {"id": "86,940", "en": "86.940"}),
        (JULY, {"id": "2025-07-07", "en": "2025-07-07"}),
        ("1234.5", {"id": "1234.5", "en": "1234.5"}),
        (
            phrase("{low} sampai {high}", low=Decimal("2.5"), high=1000),
            {"id": "2,5 sampai 1.000", "en": "2.5 to 1,000"},
        ),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_computed_is_written_as_the_language_writes_it_and_what_is_typed_as_typed(
    lang, value, said, monkeypatch
):
    monkeypatch.setenv("SKM_LANG", lang)
    one = problem(Place("a.yaml"), "Y006", found=value, most="-")
    kept = json.loads(json.dumps(as_data.written([one])))
    for same in (one, pickle.loads(pickle.dumps(one)), *as_data.problems(kept)):
        assert said[lang] in same.said(talk.translate)[0]


_SURVEI = "survei: {populasi: 12500, mulai: 2025-01-01, selesai: 2025-06-30}\n"
_TANGGAL = "unit,waktu,biaya,tanggal\nloket,4,3,2025-01-02\nloket,3,3,01/07/2025\n"


@pytest.mark.parametrize(
    ("code", "files", "indonesian", "english"),
    [
        (
            "C001",
            {"loket.yaml": "dokumen: {surat: {tanggal: 2026-07-02}}\nbatas: 2026-07-07\n"},
            "surat bertanggal 2026-07-02, di luar masa 2025S1 dan masa pelaporannya "
            "(1 Januari 2025 sampai 31 Desember 2025)",
            "the letter is dated 2026-07-02, outside the period 2025S1 and the one in which it is reported "
            "(1 January 2025 to 31 December 2025)",
        ),
        (
            "S151",
            {"loket.yaml": 'publikasi: {ikm: "99,09"}\n'},
            "`publikasi.ikm` tercatat 99,09; yang mungkin dari datanya 81,25 (selisih 17,84)",
            "`publikasi.ikm` is recorded as 99,09; its data allow 81.25 (difference 17.84)",
        ),
        (
            "S157",
            {"loket.yaml": _SURVEI},
            "responden 2 orang; populasi 12.500 memerlukan 375 (tabel Krejcie-Morgan; rumusnya 373)",
            "a population of 12,500 needs 375 (table of Krejcie and Morgan; by the formula 373);",
        ),
        (
            "S161",
            {"loket.yaml": _SURVEI, "skor.csv": _TANGGAL},
            "1 jawaban bertanggal 1 Juli 2025, di luar masa survei 1 Januari 2025 sampai 30 Juni 2025",
            "1 answers are dated 1 July 2025, outside the survey period 1 January 2025 to 30 June 2025",
        ),
        ("Y006", {"loket.yaml": "# " + "x" * 1_000_000}, "1.000.002 bita", "1,000,002 bytes"),
        ("C003", {"loket.yaml": "batas: 2025-08-17\n"}, "`batas` 2025-08-17 jatuh pada hari", "`batas` 2025-08-17 "),
    ],
)
def test_dates_and_numbers_of_messages_are_those_of_their_language(
    code, files, indonesian, english, tmp_path, monkeypatch
):
    root = kecil.put(tmp_path, {f"periods/2025S1/kota/{name}": text for name, text in files.items()})
    for lang, expected in (("id", indonesian), ("en", english)):
        monkeypatch.setenv("SKM_LANG", lang)
        told = kecil.told(root, talk.translate)
        assert expected in next(line for line in told.splitlines() if f": {code} " in line)


@pytest.mark.parametrize(
    "args",
    [
        ("build", "--jbs", "2"),
        ("chek",),
        ("check", "2025S1", "--format", "x"),
        ("plan", "a", "b", "c", "d"),
        ("plan", "a", "b", "--sisip", "x"),
        ("plan", "a", "b", "--tanggal", "x"),
        ("plan", "a"),
        ("register", "impor", "kota", "tidak-ada.xlsx"),
        ("skor",),
        ("build", "--unit"),
        ("explain", "Q999"),
    ],
)
def test_a_wrong_call_is_told_in_the_language_asked_for(run, args):
    told = [run(*args, env={"SKM_LANG": lang}).stderr.splitlines() for lang in ("id", "en")]
    assert told[0]
    assert len(told[0]) == len(told[1])
    assert not [line for line in told[0] if line and line in told[1]]


def _commands(group, above=()):
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*above, name))


def test_every_command_helps_in_the_language_asked_for(monkeypatch):
    def said(path, lang):
        monkeypatch.setenv("SKM_LANG", lang)
        command = cli.spoken(cli.cli)
        for name in path:
            command = cli.spoken(command.get_command(click.Context(command), name))
        options = [param.help for param in command.params if isinstance(param, click.Option)]
        return [text for text in (command.help, *options) if text]

    for path in _commands(cli.cli):
        indonesian, english = said(path, "id"), said(path, "en")
        assert len(indonesian) == len(english) >= 1, path
        assert not {*indonesian} & {*english}, path


_INDONESIAN = {
    *("akan", "atau", "baru", "belum", "bukan", "dan", "dari", "daftar", "dengan", "harus", "itu", "ini", "juga"),
    *("kosong", "nilai", "pada", "salah", "sampai", "satu", "selalu", "semua", "seperti", "setiap", "sudah", "terbit"),
    *("terhalang", "tetap", "tidak", "untuk", "yang"),
}


def test_what_is_told_in_english_holds_no_indonesian_but_what_was_typed():
    for said in map(cases.read, cases.paths()):
        typed = re.sub(r"\W+", " ", str(said["case"])).split()
        for line in said.get("told", {"en": ""})["en"].splitlines():
            ours = re.sub(r"`[^`]*`|\"[^\"]*\"|^\S+:\d+:\d+:|\S*[/.=]\S*|name one of: .*", "", line)
            assert not _INDONESIAN & {*re.findall(r"[a-z]+", ours)} - {*typed}, line


def test_on_windows_a_file_that_is_open_elsewhere_is_told_with_the_way_out(monkeypatch):
    from pipeline.problems import phrase as sentences

    monkeypatch.setattr(sentences, "_WINDOWS", True)
    assert "tutup dahulu di Word atau Excel" in str(sentences.cause(PermissionError(13, "Permission denied")))
