"""Do the tests bite? Every small change of the code that decides must turn one of them red (`make mutants`).

mutmut makes the changes, in a copy of what git keeps, and runs the tests that pass through the changed function. What
survives is held against tests/mutants.yaml, where a person has said why no test can tell it from the original: a
survivor that is not there counts against the share, and an entry that no longer is one fails the run. `--sample 60`
tries so many, drawn by a seed; without it all are tried, which takes a minute or two for a module with its own tests.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
KNOWN = ROOT / "tests/mutants.yaml"
LEAST = 0.95
"""The share of mutants, those that are known to be equal left out, which the tests must find."""
NEAR = {
    "pipeline/scores/**/*.py": ("tests/scores",),
    "pipeline/scores/ranges.py": ("tests/scores/test_ranges.py", "tests/scores/test_ikm.py"),
    "pipeline/issuing/*.py": ("tests/issuing",),
    "pipeline/words/indonesian.py": (),
    "pipeline/words/number.py": (),
    "pipeline/sources/number_rule.py": (),
    "pipeline/sources/layers.py": ("tests/sources/test_people.py", "tests/sources/test_citations.py"),
    "pipeline/sources/trees.py": ("tests/sources/test_value_advice.py", "tests/sources/test_unknown_keys.py"),
    "pipeline/sources/yaml_text.py": (),
    "pipeline/documents/proof.py": tuple(
        f"tests/documents/test_{asked}.py" for asked in ("template", "conditions", "tag_advice", "torn", "bounded")
    ),
}
"""The modules where a silent fault hurts most, and tests that find it beside those that are named after the module."""
SLOW = ("tests/scores/test_bounds.py", "tests/issuing/test_faults.py", "tests/sources/test_fields.py")
"""Tests that pass through everything and take longest: a mutant is to be found without them."""
LIGHT = (
    "scores/ikm", "scores/priorities", "scores/published", "scores/ranges", "issuing/sequence",
    "sources/number_rule", "words/indonesian", "words/number",
)  # fmt: skip
"""Modules whose every mutant was tried and whose tests take seconds: a sample is of these unless others are named."""


class Mutant(NamedTuple):
    """A change: where it is, and the line before and after it."""

    module: str
    function: str
    change: str


def modules(only: Sequence[str]) -> dict[Path, tuple[str, ...]]:
    """Return the modules to change, each with its tests: those that were named, else all."""
    return {
        path.relative_to(ROOT): near(path, tests)
        for pattern, tests in NEAR.items()
        for path in sorted(ROOT.glob(pattern))
        if path.name != "__init__.py" and (not only or any(name in path.as_posix() for name in only))
    }


def near(module: Path, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tests of a module: those of its name, and where it has none, others."""
    own = ROOT / "tests" / module.parent.name / f"test_{module.name}"
    named = (own.relative_to(ROOT).as_posix(),) if own.is_file() else ()
    return (*named, *(test for test in otherwise if test not in named and (not named or test.endswith(".py"))))


def copy(folder: Path, chosen: dict[Path, tuple[str, ...]]) -> None:
    """Put what git keeps into a folder, with mutmut told what to change there and which tests to run."""
    listed = ["git", "ls-files", "-coz", "--exclude-standard"]
    kept = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, kept.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    tests = sorted({test for named in chosen.values() for test in named})
    told: dict[str, Any] = {
        "source_paths": ["pipeline"],
        "only_mutate": [path.as_posix() for path in chosen],
        "track_dependencies": False,
        "also_copy": sorted({name.partition("/")[0] for name in kept.split("\0") if name} - {"pipeline", "tests"}),
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-x", *(f"--ignore={slow}" for slow in SLOW)],
        "pytest_add_cli_args_test_selection": tests,
    }
    project = folder / "pyproject.toml"
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in told.items())
    project.write_text(f"{project.read_text(encoding='utf-8')}\n[tool.mutmut]\n{lines}\n", encoding="utf-8")


def mutmut(folder: Path, *args: str, quiet: bool = True) -> str:
    """Run mutmut in a folder and return what it says."""
    command = [sys.executable, "-c", "from mutmut.__main__ import cli; cli()", *args]
    env = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode and not quiet:
        raise SystemExit(f"mutmut: {(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


def verdicts(folder: Path) -> dict[str, int | None]:
    """Return every mutant by its name in mutmut, with the code that its tests ended with."""
    found: dict[str, int | None] = {}
    for path in sorted((folder / "mutants").rglob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


SHOW = """
import json, sys
from mutmut.mutation.diff_apply import find_mutant, get_diff_for_mutant
print(json.dumps([get_diff_for_mutant(name, path=find_mutant(name).path) for name in sys.argv[1:]]))
"""
"""What mutants change, from mutmut: of all of them in one process."""


def told(folder: Path, names: Sequence[str]) -> dict[Mutant, str]:
    """Return where mutants of mutmut are and what they change, with their names there."""
    found: dict[Mutant, str] = {}
    shown = subprocess.run([sys.executable, "-c", SHOW, *names], cwd=folder, capture_output=True, check=True).stdout
    for name, diff in zip(names, json.loads(shown), strict=True):
        gone, come = (
            " ".join(line[1:].strip() for line in diff.splitlines() if line[:1] == sign and line[:3] != 3 * sign)
            for sign in "-+"
        )
        module, _, function = name.partition("__mutmut_")[0].rpartition(".")
        where = re.sub(r"^x_?|ǁ", " ", function).strip().replace(" ", ".")
        found[Mutant(module, where, f"{gone} -> {come}")] = name
    return found


def known(modules_changed: Iterable[str]) -> dict[Mutant, str]:
    """Return the mutants that nobody can tell from the original, with the reason, of some modules."""
    listed = yaml.safe_load(KNOWN.read_text(encoding="utf-8")) or []
    changed = set(modules_changed)
    return {
        Mutant(entry["module"], entry["function"], change): entry["reason"]
        for entry in listed
        if entry["module"] in changed
        for change in entry["changes"]
    }


def main() -> int:
    """Try the mutants and return 0 when the tests find enough of them and every survivor is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("only", nargs="*", help="modules whose path holds this")
    asked = parser.parse_args()
    chosen = modules(asked.only or (LIGHT if asked.sample else ()))
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        copy(folder, chosen)
        workers = ("--max-children", str(asked.workers))
        if asked.sample:
            mutmut(folder, "run", *workers, "nothing")
            names = sorted(verdicts(folder))
            names = sorted(random.Random(asked.seed).sample(names, min(len(names), asked.sample)))
            mutmut(folder, "run", *workers, *names, quiet=False)
        else:
            mutmut(folder, "run", *workers, quiet=False)
            names = sorted(verdicts(folder))
        codes = verdicts(folder)
        alive = told(folder, [name for name in names if codes[name] in (0, 5, 33)])
    equal = known(path.with_suffix("").as_posix().replace("/", ".") for path in chosen)
    new = sorted(set(alive) - set(equal))
    gone = sorted(set(equal) - set(alive)) if not asked.sample else []
    found = len(names) - len(alive)
    share = 1 - len(new) / max(1, len(names) - len(set(alive) & set(equal)))
    for mutant in new:
        entry = {"module": mutant.module, "function": mutant.function, "changes": [mutant.change], "reason": ""}
        print(yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=1000))
    for mutant in gone:
        print(f"no survivor any more, take it out of {KNOWN.name}: {mutant.module} {mutant.function}: {mutant.change}")
    print(f"{len(names)} mutants: {found} found, {len(alive) - len(new)} known, {len(new)} survive: {share:.1%}")
    return int(share < LEAST or bool(gone))


if __name__ == "__main__":
    raise SystemExit(main())
