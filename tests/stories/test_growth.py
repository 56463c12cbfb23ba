"""Every command grows in line with the units: no step for one unit looks at all of them.

Operations are counted, not seconds: every call of a function of the program, every file that is opened. Of two equal
doublings the second costs twice what the first did where the growth is linear, four times where it is quadratic.
"""

import cProfile
import os
import sys
from collections import Counter
from pathlib import Path

import click
import pytest

from pipeline.commands import cli, verbs
from pipeline.files import hashes
from support import git_office, in_process
from support.grown_office import KIND, NEXT, PERIOD, REPORT, office
from support.paths import ROOT

SIZES = (4, 8, 16)
LINEAR, NOISE = 2.4, 20
"""How much more the second doubling may cost than the first, where a step is done more often than a few times."""
OF_NO_UNIT = {"explain", "git-setup", "init", "map", "new-instansi", "new-unit", "schema", "text"} | {
    "completion",
    "doctor",
    "upgrade",
    "template-check",
    "template-doc",
    "template-from",
    "words",
}
"""Commands that look at no list of units."""
OTHERS = {
    "page": "a server; what it answers is measured in `make bench`",
    "pdf": "LibreOffice makes it",
    "bundle": "likewise",
    "sign": "asks services of each letter",
    "srikandi": "takes back a list that people typed in",
    "watch": "as `page`",
}
STORY = (
    ("check",),
    ("check",),
    ("letters", PERIOD),
    ("build", KIND, PERIOD),
    ("plan", KIND, PERIOD),
    ("issue", KIND, PERIOD, "--yes"),
    ("plan", KIND, PERIOD),
    ("build", KIND, PERIOD),
    ("check",),
    ("register",),
    ("register", "ekspor", "uji", "buku.csv"),
    ("verify",),
    ("verify", "065.1/1/UJI/2025"),
    ("reports", PERIOD),
    ("build", REPORT, NEXT),
    ("build", KIND, PERIOD, "--mode", "srikandi"),
    ("rekap", PERIOD),
    ("ekspedisi", PERIOD),
    ("rtl", PERIOD),
    ("trend", NEXT),
    ("year", "2025"),
    ("evidence", "2025"),
    ("results", PERIOD),
    ("process", PERIOD),
    ("site", PERIOD),
    ("log", "u000"),
    ("diff", PERIOD, NEXT),
    ("skor", PERIOD, "u000"),
    ("reissue", KIND, PERIOD, "--unit", "u000", "--alasan", "ralat"),
    ("plan", KIND, NEXT),
    ("issue", KIND, NEXT, "--yes"),
    ("check",),
    ("verify",),
    ("build", KIND, NEXT, "--share", "1/2"),
    ("build", KIND, NEXT, "--share", "2/2"),
    ("build", KIND, NEXT, "--join"),
    ("new-period", "2026S1"),
    ("import-units", "--instansi", "uji", "daftar.csv"),
)
OF_NUMBERS = (STORY[4], STORY[5], STORY[6], STORY[8], STORY[9], STORY[11])
"""What a number that many letters share may cost more than once: plan, issue, plan, check, register, verify."""
WHERE = f"{ROOT / 'pipeline'}{os.sep}"


class Counted(Counter[str]):
    """How often each function of the program was called, by its name; and how many files were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        sys.addaudithook(self._audited)

    def _audited(self, event: str, _: object) -> None:
        if self.on and event == "open":
            self["files opened"] += 1

    def of(self, args: tuple[str, ...], root: Path) -> Counter[str]:
        git_office.commit(root)
        self.clear()
        profile, self.on = cProfile.Profile(builtins=False), True
        try:
            done = profile.runcall(in_process.run, args, root, {**os.environ, "SKM_LANG": "id"})
        finally:
            self.on = False
        assert done.returncode == 0, (args, done.stdout, done.stderr)
        for entry in profile.getstats():
            file = getattr(entry.code, "co_filename", "")
            if file.startswith(WHERE):
                self[f"{file.removeprefix(WHERE)} {entry.code.co_qualname}"] += entry.callcount
        return Counter(self)


@pytest.mark.parametrize(("shared", "story"), [("surat", STORY), ("kelompok", OF_NUMBERS)], ids=["all", "shared"])
def test_twice_the_units_cost_twice_as_much(shared, story, tmp_path, monkeypatch):
    monkeypatch.setattr(hashes, "_AT_REST", 10**18)  # which files were at rest for seconds is the clock's to say
    counter, found = Counted(), []
    for size in (1, *SIZES):  # what is compiled once is compiled for the first
        root = office(tmp_path / str(size), size, shared)
        found.append([counter.of(args, root) for args in story])
    steeper = {}
    for step, few, more, most in zip(story, *found[1:], strict=True):
        for name in most:
            if most[name] - more[name] > NOISE + LINEAR * max(more[name] - few[name], 0):
                steeper[" ".join(step), name] = few[name], more[name], most[name]
    assert not steeper


def test_a_dry_run_of_every_command_writes_nothing_and_a_command_without_one_writes_nothing_ever(tmp_path):
    root = office(tmp_path, 2, "surat")
    for args in STORY:
        git_office.commit(root)
        before = files(root)
        if has_dry_run(args):
            dry = in_process.run((*args, "--dry-run"), root, {**os.environ, "SKM_LANG": "id"})
            assert (dry.returncode, files(root)) == (0, before), (args, dry.stdout, dry.stderr)
        done = in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})
        changed = {file for file, content in files(root).items() if before.get(file) != content}
        if has_dry_run(args) and args[0] != "issue":  # an issue that is only tried says its plan
            assert changed <= {line.removeprefix("akan ditulis: ") for line in dry.stdout.splitlines()}, args
        else:
            assert args[0] == "issue" or not changed, (args, done.stdout)


def files(root: Path) -> dict[str, bytes]:
    """Every file with its content, but for what is only kept so that it need not be computed again."""
    every = {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
    own = {file: path for file, path in every.items() if file.parts[0] != ".git"}
    kept = {file for file in own if file.parts[0] == "build" and any(step.startswith(".") for step in file.parts)}
    return {file.as_posix(): own[file].read_bytes() for file in own.keys() - kept}


def has_dry_run(args: tuple[str, ...]) -> bool:
    command, context = cli.cli, click.Context(cli.cli)
    for word in args:
        if not isinstance(command, click.Group) or (below := command.get_command(context, word)) is None:
            break
        command = below
    return any("--dry-run" in param.opts for param in command.params)


def test_every_command_over_units_is_counted():
    tried = {verb.name for args in STORY if (verb := verbs.named(args[0]))}
    assert {verb.name for verb in verbs.every()} == tried | OF_NO_UNIT | set(OTHERS)
