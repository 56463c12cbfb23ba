"""Whatever stands in a YAML file is used or told with its place: a key that nobody knows, wherever it is put.

The files are those of the sample offices; what is put into them is made up.
"""

import shutil
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checking import check
from pipeline.sources import workspace
from support import tried
from support.paths import ROOT

PERIOD = "2025S1"
FILES = (
    "units/contoh/instansi.yaml",
    "units/contoh/dinas-sosial.yaml",
    "periods/2025S1/contoh/periode.yaml",
    "periods/2025S1/contoh/dinas-sosial.yaml",
    "templates/laporan-tindak-lanjut/jenis.yaml",
    "register/contoh/2025/0001.yaml",
)
ENTRY = "nomor: 065.1/1/ORG\nurut: 1\ntanggal: 2025-01-02\ncatatan: rekaan\n"
STRANGE = "kunci_asing"


def mappings(content: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Return the path of every mapping in a file, and of every list."""
    if isinstance(content, dict):
        yield path
        for name, inner in content.items():
            yield from mappings(inner, (*path, name))
    elif isinstance(content, list):
        yield path
        for number, inner in enumerate(content):
            yield from mappings(inner, (*path, number))


def inside(content: object, path: tuple[object, ...]) -> object:
    for step in path:
        content = content[step]  # type: ignore[index]
    return content


def with_stranger(content: object, path: tuple[object, ...], value: object) -> object:
    """Return a file in which a mapping has a key more, or a list an item more."""
    if path:
        first, *rest = path
        inner = content[first]  # type: ignore[index]
        changed = with_stranger(inner, tuple(rest), value)
        if isinstance(content, dict):
            return {**content, first: changed}
        return [changed if number == first else item for number, item in enumerate(content)]  # type: ignore[arg-type]
    return {**content, STRANGE: value} if isinstance(content, dict) else [*content, {STRANGE: value}]  # type: ignore


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    root = tmp_path_factory.mktemp("kantor")
    for file in (*FILES, "periods/2025S1/contoh/skor.csv", "units/contoh/lambang.png"):
        target = root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.startswith("register/"):
            target.write_text(ENTRY, encoding="utf-8")
        elif (ROOT / file).exists():
            shutil.copy(ROOT / file, target)
    return root


def told(root, file: str) -> list[str]:
    found = check.run(root, workspace.period(root, PERIOD)).problems
    return [str(problem) for problem in found if problem.place.file == file]


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=tried.share(0.12))
@given(st.data())
def test_a_key_that_nobody_knows_is_told_wherever_it_stands(office, file, data):
    path = office / file
    before = path.read_text(encoding="utf-8")
    content = yaml.load(before, yaml.BaseLoader)
    where = data.draw(st.sampled_from(list(mappings(content))))
    value = {STRANGE: "1"} if where else data.draw(st.sampled_from([{STRANGE: "1"}, [], "", None]))
    changed, is_mapping = with_stranger(content, where, value), isinstance(inside(content, where), dict)
    try:
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        clean = told(office, file)
        path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
        found = told(office, file)
        assert any(STRANGE in line for line in found) if is_mapping else set(found) - set(clean), where
    finally:
        path.write_text(before, encoding="utf-8")
