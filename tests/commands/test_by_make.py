"""Whoever comes by `make` is told what to type there; what he gives reaches the program, and nothing is passed over."""

import io
import re
import subprocess

import click
import pytest
from babel.messages.pofile import read_po

from pipeline.commands import by_make, verbs
from pipeline.commands.cli import cli
from pipeline.problems import catalogue, translations
from pipeline.problems.problem import Usage
from support.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def by(monkeypatch):
    monkeypatch.setenv(by_make.GIVEN, "")


def sentences():
    """Yield all that the program says: what the catalogue of the other language has, which is held fresh."""
    yield from (message.id for message in read_po(io.BytesIO(translations.source("en").read_bytes())))
    for code in catalogue.codes().values():
        for said in code.texts.values():
            yield from (said.message, said.cure, said.cause, said.remedy)


TYPED = sorted({found[0] for text in sentences() for found in by_make._TYPED.finditer(text)})
"""Every command that a sentence of ours names, as `skm` takes it."""


def given(name, **values):
    return by_make.arguments(name, {by_make.GIVEN: " ".join(values), **values})


def test_sentences_name_commands():
    assert len(TYPED) > 25
    assert not [
        text for text in sentences() if re.search(r"python -m pipeline|\bmake (?!help|skm)[a-z-]+ ?[A-Z]+=", text)
    ]


@pytest.mark.parametrize("typed", TYPED)
def test_a_command_that_is_named_is_one(typed):
    """It exists, and its options do; what it is given is not more than it takes."""
    words = by_make._SPLIT.findall(typed)[1:]
    command = cli.get_command(click.Context(cli), words[0])
    assert command, typed
    if isinstance(command, click.Group) and len(words) > 1 and not words[1].startswith("-"):
        command, words = command.get_command(click.Context(command), words[1]), words[1:]
        assert command, typed
    known = {opt for param in command.get_params(click.Context(command)) for opt in param.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.usefixtures("by")
def test_by_make_it_is_a_target_with_its_variables(typed):
    told = by_make.said(typed)
    assert told.startswith("make "), typed
    assert "skm" not in told.split()[0]
    assert re.search(rf"(?:^|[ ]){re.escape(told.split()[1])}(?: [a-z-]+)?:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "lalu: skm check {masa}; bila bersih, skm letters {masa}",
            "lalu: make check PERIOD={masa}; bila bersih, make letters PERIOD={masa}",
        ),
        ("skm new-unit {name} '...'", "make new-unit INSTANSI={name} NAME='...'"),
        ("(skm map)", "(make map)"),
        ("skm new-period 2025S2", "make new-period PERIOD=2025S2"),
        ("`skm issue` lagi", "`make issue` lagi"),
        ("skm issue surat-hasil 2025S1 --pdf", "make issue KIND=surat-hasil PERIOD=2025S1 PDF=1"),
        ('skm register void 21 --reason "dua kali"', "make skm ARGS=\"register void 21 --reason 'dua kali'\""),
        ("nomor yang ada, dengan --insert <nomor>", "nomor yang ada, dengan INSERT=<nomor>"),
        ("git checkout -- {file}", "git checkout -- {file}"),
        ("program skm belum terpasang", "program skm belum terpasang"),
    ],
)
@pytest.mark.usefixtures("by")
def test_sentences_are_said_as_make_takes_commands(typed, told):
    assert by_make.said(typed) == told


def test_without_make_a_sentence_stays_as_it_is():
    assert by_make.said("lalu: skm check {masa}") == "lalu: skm check {masa}"


@pytest.mark.parametrize(
    ("asked", "called"),
    [
        (given("check"), ["check", "--"]),
        (given("periksa", PERIODE="2025S1"), ["check", "--", "2025S1"]),
        (
            given("plan", PERIOD="2025S1", UNIT="a", SKIP="1"),
            ["plan", "--unit=a", "--skip", "--", "surat-hasil", "2025S1"],
        ),
        (
            given("issue", KIND="x", PERIOD="2025S1", LEWATI="1", TANGGAL="2025-07-02"),
            ["issue", "--skip", "--date=2025-07-02", "--", "x", "2025S1"],
        ),
        (given("diff", FROM="2024S2", PERIOD="2025S1", UNIT="a"), ["diff", "--", "2024S2", "2025S1", "a"]),
        (given("new-period", PERIOD="2025S2"), ["new-period", "--", "2025S2"]),
        (given("plan", PERIOD="2025S1", SKIP="0"), ["plan", "--", "surat-hasil", "2025S1"]),
        (
            given("reissue", PERIOD="p", UNIT="-a", REASON='Jum\'at; "x" $(HOME)'),
            ["reissue", "--unit=-a", '--reason=Jum\'at; "x" $(HOME)', "--", "surat-hasil", "p"],
        ),
    ],
)
def test_variables_become_arguments(asked, called):
    assert [*sorted(asked[1 : asked.index("--")])] == sorted(called[1 : called.index("--")])
    assert (asked[0], asked[asked.index("--") :]) == (called[0], called[called.index("--") :])


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("check", {"UNTI": "x"}, "make check: UNTI tidak dikenal; maksudnya `UNIT`?"),
        ("letters", {}, "sebutkan PERIOD=..., lihat `make help`"),
        ("reissue", {"PERIOD": "p", "UNIT": "a"}, "sebutkan REASON=..., lihat `make help`"),
        ("log", {}, "sebutkan UNIT=..., lihat `make help`"),
        ("diff", {"PERIOD": "p"}, "sebutkan FROM=..., lihat `make help`"),
    ],
)
def test_what_is_missing_or_unknown_is_refused(name, values, said):
    with pytest.raises(Usage) as told:
        given(name, **values)
    assert str(told.value.args[0]) == said


def test_make_gives_the_names_of_what_was_given_and_calls_the_verb():
    order = ["make", "-n", "-o", ".venv/.ready", "check", "PERIOD=2025S1", "UNIT=a b", "PYTHON=python3"]
    shown = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names, called = re.fullmatch(r"SKM_MAKE='(.*)' .venv/bin/python -m pipeline (.*)", shown.strip()).groups()
    assert (sorted(names.split()), called) == (["PERIOD", "UNIT"], "check")


def test_every_verb_can_be_asked_by_make_for_all_it_takes():
    for verb in verbs.every():
        values = {by_make.variable(taken): "x" for taken in verb.takes}
        required = {by_make._variable(option.opts[0]): "y" for option in by_make._options(verb.name) if option.required}
        called = given(verb.name, **required, **values)
        assert called[called.index("--") + 1 :] == ["x"] * len(verb.takes)


def test_a_value_may_hold_any_sign():
    """What make hands on is what was typed, whatever a shell makes of such signs."""
    order = ["make", "-o", ".venv/.ready", "reissue", "RUN=env #", "UNIT=a", 'REASON=Jum\'at; "x" `pwd` & | > y']
    told = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert 'REASON=Jum\'at; "x" `pwd` & | > y\n' in told


def test_make_calls_any_command_with_its_words(tmp_path):
    order = ["make", "-o", ".venv/.ready", "skm", "RUN=printf '<%s>'", "ARGS=register void 21 --reason 'salah kirim'"]
    told = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told == "<register><void><21><--reason><salah kirim>"
